/* jobs - what is due: forgetting, checkpoints. One timer, no scans. */
#include <stdlib.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/store/check.h"
#include "common/store/store.h"
#include "common/store/text.h"
#include "server/master.h"
#include "server/share.h"

enum {
	TICK_MS = 1000,
	EXPIRE_EVERY_MS = CLOCK_HOUR_MS,
	QUIET_TICKS = 3, /* without a commit, before the full text is tidied */
	MIB = 1024 * 1024,
};

static void
on_done(struct job *j)
{
	if (j->outcome.err != ERR_NONE)
		log_error("job failed", "err", err_name(j->outcome.err));
	job_free(j);
}

static enum err
checkpoint(struct store *s, struct job *j)
{
	store_checkpoint(s, j->number);
	return ERR_NONE;
}

static void
put_checkpoint(struct master *m)
{
	struct job *j = job_new();

	j->call = checkpoint;
	j->number = config_int(m->config, CONFIG_WAL_MIB) * MIB;
	j->done = on_done;
	writer_put(m->writer, j);
}

static enum err
tidy(struct store *s, struct job *j)
{
	bool more = false;
	enum err e = store_text_tidy(s, &more);

	j->number = more;
	return e;
}

static void put_tidy(struct master *m);

/* A little at a time, and none while somebody else wants to write. */
static void
on_tidied(struct job *j)
{
	struct master *m = j->arg;
	bool more = j->outcome.err == ERR_NONE && j->number != 0;

	on_done(j);
	m->tidying = false;
	if (!more)
		m->untidy = false;
	else if (!m->draining && writer_waiting(m->writer) == 0)
		put_tidy(m);
}

static void
put_tidy(struct master *m)
{
	struct job *j = job_new();

	j->call = tidy;
	j->arg = m;
	j->done = on_tidied;
	m->tidying = true;
	writer_put(m->writer, j);
}

static void
put_expire(struct master *m)
{
	struct job *j = job_new();

	j->order.member = MEMBER_ROBOT;
	j->order.is_operator = true;
	j->order.args.command = command_find(STR("expire"));
	j->done = on_done;
	writer_put(m->writer, j);
}

static void
on_tick(uv_timer_t *timer)
{
	struct master *m = container_of(timer, struct master, jobs);
	int64_t now = clock_mono_us() / 1000;

	if (m->draining)
		return;
	if (m->unsaved && writer_waiting(m->writer) == 0) {
		m->unsaved = false;
		put_checkpoint(m);
	}
	if (m->untidy && !m->tidying && ++m->quiet >= QUIET_TICKS)
		put_tidy(m);
	if (now >= m->next_expire_ms) {
		m->next_expire_ms = now + EXPIRE_EVERY_MS;
		put_expire(m);
	}
}

struct quick_check {
	uv_work_t work;
	const char *dir;
	int64_t wrong;
	enum err err;
};

static void
log_wrong(void *arg, struct str words)
{
	struct arena a = ARENA_INIT;

	(void)arg;
	log_error("store is wrong", "what", arena_cstr(&a, words));
	arena_free(&a);
}

static void
check_work(uv_work_t *work)
{
	struct quick_check *q = container_of(work, struct quick_check, work);
	struct store *s = NULL;

	share_as_work();
	q->err = store_open_readonly(q->dir, &s);
	if (q->err == ERR_NONE)
		q->err = store_check(s, false, log_wrong, NULL, &q->wrong);
	store_close(s);
}

static void
check_done(uv_work_t *work, int status)
{
	struct quick_check *q = container_of(work, struct quick_check, work);

	if (status == 0 && q->err == ERR_NONE && q->wrong == 0)
		log_info("the last stop was not clean; the store is whole");
	else
		log_error("the last stop was not clean; run stoad check --deep",
		    "wrong", LOG_NUM(q->wrong), "err", err_name(q->err));
	free(q);
}

void
jobs_quick_check(struct master *m)
{
	struct quick_check *q = mem_new(struct quick_check);

	q->dir = m->dir;
	if (uv_queue_work(&m->loop, &q->work, check_work, check_done) != 0)
		free(q);
}

void
jobs_start(struct master *m)
{
	/* The store may have grown without a server. */
	m->untidy = true;
	uv_timer_init(&m->loop, &m->jobs);
	uv_timer_start(&m->jobs, on_tick, TICK_MS, TICK_MS);
}
