/* writer - the one thread that changes the store. */
#include "server/writer.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/base/rand.h"
#include "common/store/store.h"

enum {
	BATCH_MAX = 200,
	/* Moved at once: the timer waits for a quiet time. */
	LOG_MAX_BYTES = 128 * 1024 * 1024,
};

struct writer {
	struct store *store;
	const struct site *site;
	int record;
	uv_thread_t thread;
	uv_async_t wake_loop;
	void (*committed)(void *arg);
	void *arg;
	/* Under the lock: */
	uv_mutex_t lock;
	uv_cond_t wake_writer;
	struct job *todo, **todo_end;
	struct job *done, **done_end;
	atomic_size_t waiting;
	bool stop;
};

static void
run_job(struct store *s, const struct site *site, struct job *j)
{
	order_run(s, &j->arena, &j->order, site, &j->outcome, &j->wrote);
}

static void
record_line(int fd, const struct order *o)
{
	struct arena a = ARENA_INIT;
	json_t *object = order_to_json(o);
	struct str line = json_line(&a, object);
	struct buf out = BUF_INIT(0);

	buf_put(&out, line);
	buf_char(&out, '\n');
	if (write(fd, out.p, out.n) != (ssize_t)out.n)
		log_error("cannot record", "why", strerror(errno));
	buf_free(&out);
	json_decref(object);
	arena_free(&a);
}

/* One transaction for one job. */
static void
run_alone(struct store *s, const struct site *site, struct job *j)
{
	enum err e = store_begin(s);

	if (e == ERR_NONE) {
		run_job(s, site, j);
		e = j->outcome.err;
		if (e == ERR_NONE)
			e = store_commit(s);
	}
	if (e != ERR_NONE)
		store_rollback(s);
	if (e != ERR_NONE && j->outcome.err == ERR_NONE)
		j->outcome.err = e;
	if (e != ERR_NONE)
		j->wrote = false;
}

/* False when one failed half-way, or the batch could not be kept. */
static bool
run_together(struct store *s, const struct site *site, struct job *batch)
{
	if (store_begin(s) != ERR_NONE)
		return false;
	for (struct job *j = batch; j; j = j->next) {
		run_job(s, site, j);
		/* A full disk ends the transaction under our feet. */
		if ((j->outcome.err != ERR_NONE && j->wrote) ||
		    !store_in_transaction(s)) {
			store_rollback(s);
			return false;
		}
	}
	if (store_commit(s) == ERR_NONE)
		return true;
	store_rollback(s);
	return false;
}

static void
run_batch(
    struct store *s, int record, const struct site *site, struct job *batch)
{
	if (batch->next == NULL) {
		run_alone(s, site, batch);
	} else if (!run_together(s, site, batch)) {
		for (struct job *j = batch; j; j = j->next)
			run_alone(s, site, j);
	}
	for (struct job *j = batch; record >= 0 && j; j = j->next) {
		if (j->outcome.err == ERR_NONE && j->wrote)
			record_line(record, &j->order);
	}
}

void
writer_shorten_log(struct store *s)
{
	if (store_log_bytes(s) > LOG_MAX_BYTES)
		store_checkpoint(s, LOG_MAX_BYTES);
}

void
writer_run_now(
    struct store *s, int record, const struct site *site, struct job *first)
{
	for (struct job *j = first; j; j = j->next) {
		j->order.now_ms = clock_now_ms();
		j->order.seed = rand_seed();
		j->outcome = (struct outcome){ 0 };
	}
	run_batch(s, record, site, first);
	writer_shorten_log(s);
}

/* Take what waits, up to a batch; a call goes alone. */
static struct job *
take_batch(struct writer *w)
{
	struct job *batch = NULL, **end = &batch;
	size_t n = 0;

	while (w->todo && n < BATCH_MAX && !(n && w->todo->call)) {
		struct job *j = w->todo;

		w->todo = j->next;
		j->next = NULL;
		*end = j;
		end = &j->next;
		n++;
		if (j->call)
			break;
	}
	if (w->todo == NULL)
		w->todo_end = &w->todo;
	w->waiting -= n;
	return batch;
}

static void
hand_back(struct writer *w, struct job *batch)
{
	uv_mutex_lock(&w->lock);
	*w->done_end = batch;
	while (*w->done_end)
		w->done_end = &(*w->done_end)->next;
	uv_mutex_unlock(&w->lock);
	uv_async_send(&w->wake_loop);
}

static void
writer_main(void *arg)
{
	struct writer *w = arg;

	for (;;) {
		struct job *batch;

		uv_mutex_lock(&w->lock);
		while (w->todo == NULL && !w->stop)
			uv_cond_wait(&w->wake_writer, &w->lock);
		batch = take_batch(w);
		uv_mutex_unlock(&w->lock);
		if (batch == NULL)
			return;
		if (batch->call)
			batch->outcome.err = batch->call(w->store, batch);
		else
			run_batch(w->store, w->record, w->site, batch);
		hand_back(w, batch);
		writer_shorten_log(w->store);
	}
}

static void
on_wake(uv_async_t *handle)
{
	struct writer *w = container_of(handle, struct writer, wake_loop);
	bool wrote = false;
	struct job *done;

	uv_mutex_lock(&w->lock);
	done = w->done;
	w->done = NULL;
	w->done_end = &w->done;
	uv_mutex_unlock(&w->lock);
	while (done) {
		struct job *j = done;

		done = j->next;
		wrote = wrote || j->wrote;
		j->done(j);
	}
	if (wrote)
		w->committed(w->arg);
}

struct writer *
writer_start(uv_loop_t *loop, struct store *s, int record,
    const struct site *site, void (*committed)(void *arg), void *arg)
{
	struct writer *w = mem_new(struct writer);

	w->store = s;
	w->record = record;
	w->site = site;
	w->committed = committed;
	w->arg = arg;
	w->todo_end = &w->todo;
	w->done_end = &w->done;
	uv_mutex_init(&w->lock);
	uv_cond_init(&w->wake_writer);
	uv_async_init(loop, &w->wake_loop, on_wake);
	if (uv_thread_create(&w->thread, writer_main, w) != 0)
		bug("no thread for the writer");
	return w;
}

void
writer_put(struct writer *w, struct job *j)
{
	j->order.now_ms = clock_now_ms();
	j->order.seed = rand_seed();
	j->next = NULL;
	uv_mutex_lock(&w->lock);
	*w->todo_end = j;
	w->todo_end = &j->next;
	w->waiting++;
	uv_cond_signal(&w->wake_writer);
	uv_mutex_unlock(&w->lock);
}

size_t
writer_waiting(const struct writer *w)
{
	return atomic_load_explicit(&w->waiting, memory_order_relaxed);
}

void
writer_stop(struct writer *w)
{
	uv_mutex_lock(&w->lock);
	w->stop = true;
	uv_cond_signal(&w->wake_writer);
	uv_mutex_unlock(&w->lock);
}

static void
on_closed(uv_handle_t *handle)
{
	free(container_of(handle, struct writer, wake_loop));
}

void
writer_free(struct writer *w)
{
	uv_thread_join(&w->thread);
	on_wake(&w->wake_loop);
	store_close(w->store);
	uv_mutex_destroy(&w->lock);
	uv_cond_destroy(&w->wake_writer);
	uv_close((uv_handle_t *)&w->wake_loop, on_closed);
}
