/*
 * control - the socket by which the host's own shell speaks to the master.
 *
 * Only who may open the data folder reaches it, so whoever speaks here is the
 * operator: `do` runs any command as any member, `backup` makes copies.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/base/mem.h"
#include "common/store/store.h"
#include "common/wire/rows.h"
#include "server/folder.h"
#include "server/master.h"
#include "server/share.h"

struct control_client {
	struct control_client *next, **at;
	struct master *master;
	struct link *link; /* NULL once it left */
	int waiting;	   /* calls to answer before this can go */
};

/* One call of a client that is answered later. */
struct errand {
	struct control_client *client;
	int64_t id;
	struct job *job;
	struct presence presence;
	uv_work_t work;
};

static void
client_free(struct control_client *c)
{
	if (c->link || c->waiting)
		return;
	*c->at = c->next;
	if (c->next)
		c->next->at = c->at;
	free(c);
}

static struct errand *
errand_new(struct control_client *c, int64_t id, struct job *j)
{
	struct errand *r = mem_new(struct errand);

	r->client = c;
	r->id = id;
	r->job = j;
	j->arg = r;
	c->waiting++;
	return r;
}

static void
errand_end(struct errand *r)
{
	struct job *j = r->job;
	struct link *l = r->client->link;

	if (l && j->outcome.err == ERR_NONE)
		link_reply(l, r->id, calls_outcome(&j->outcome));
	else if (l)
		link_reply_error(l, r->id, j->outcome.err, j->outcome.message);
	r->client->waiting--;
	client_free(r->client);
	job_free(j);
	free(r);
}

static void
on_ordered(struct job *j)
{
	struct errand *r = j->arg;

	if (j->order.args.command)
		calls_after(r->client->master, j);
	errand_end(r);
}

/* In the pool, with a connection of its own. */
static void
read_work(uv_work_t *work)
{
	struct errand *r = container_of(work, struct errand, work);
	struct master *m = r->client->master;
	struct job *j = r->job;
	struct command_ctx ctx = {
		.presence = &r->presence,
		.site = &m->site,
	};

	share_as_work();
	j->outcome.err = store_open_readonly(m->dir, &ctx.store);
	if (j->outcome.err == ERR_NONE)
		job_run(j, &ctx);
	store_close(ctx.store);
}

static void
read_done(uv_work_t *work, int status)
{
	struct errand *r = container_of(work, struct errand, work);

	if (status != 0)
		r->job->outcome.err = ERR_OFFLINE;
	errand_end(r);
}

/* On the loop: what concerns this process. */
static void
run_host(struct errand *r)
{
	struct master *m = r->client->master;
	struct command_ctx ctx = {
		.store = m->reader,
		.site = &m->site,
		.host = calls_host(m, &r->job->arena),
	};

	job_run(r->job, &ctx);
	errand_end(r);
}

static void
handle_do(struct control_client *c, int64_t id, const json_t *params)
{
	struct master *m = c->master;
	struct job *j = job_new();
	struct errand *r = errand_new(c, id, j);
	struct str password = STR("");

	j->done = on_ordered;
	j->outcome.err = job_set_member(
	    j, m->reader, json_text(&j->arena, json_object_get(params, "as")));
	if (j->outcome.err == ERR_NONE)
		j->outcome.err = calls_take_order(j, params, &password);
	if (j->outcome.err != ERR_NONE) {
		errand_end(r);
		return;
	}
	switch (command_mode(j->order.args.command, &j->order.args)) {
	case COMMAND_WRITE:
	case COMMAND_QUIET:
		calls_submit(m, j, password);
		break;
	case COMMAND_HOST:
		run_host(r);
		break;
	case COMMAND_READ:
	case COMMAND_SLOW:
		calls_presence(m, &j->arena, &r->presence);
		if (uv_queue_work(&m->loop, &r->work, read_work, read_done) ==
		    0)
			break;
		j->outcome.err = ERR_IO;
		errand_end(r);
		break;
	case COMMAND_STREAM:
		j->outcome.err = ERR_INVALID;
		errand_end(r);
		break;
	}
}

/* Copies made between two orders, so that they belong together. */
static enum err
copy_call(struct store *s, struct job *j)
{
	return store_copy(s, j->order.body.p, j->order.code.p);
}

static void
handle_copy(struct control_client *c, int64_t id, const json_t *params)
{
	struct job *j = job_new();

	errand_new(c, id, j);
	j->order.body = json_text(&j->arena, json_object_get(params, "store"));
	j->order.code =
	    json_text(&j->arena, json_object_get(params, "secrets"));
	j->call = copy_call;
	j->done = on_ordered;
	rows_init(&j->outcome.rows, &j->arena, NULL);
	writer_put(c->master->writer, j);
}

static void
on_call(struct link *l, void *arg, int64_t id, const char *method,
    const json_t *params)
{
	if (strcmp(method, "do") == 0)
		handle_do(arg, id, params);
	else if (strcmp(method, "copy") == 0)
		handle_copy(arg, id, params);
	else
		link_reply_error(l, id, ERR_INVALID, STR("no such method"));
}

static void
on_closed(struct link *l, void *arg)
{
	struct control_client *c = arg;

	c->link = NULL;
	link_close(l);
	client_free(c);
}

static const struct link_hooks hooks = {
	.called = on_call,
	.closed = on_closed,
};

static void
on_readable(uv_poll_t *poll, int status, int events)
{
	struct master *m = container_of(poll, struct master, control);
	int fd =
	    accept4(m->control_fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	struct control_client *c;

	(void)status;
	(void)events;
	if (fd < 0)
		return;
	c = mem_new(struct control_client);
	c->master = m;
	c->next = m->clients;
	c->at = &m->clients;
	if (m->clients)
		m->clients->at = &c->next;
	m->clients = c;
	c->link = link_open(&m->loop, fd, &hooks, c);
}

enum err
control_open(struct master *m)
{
	TRY(folder_control(m->dir, true, &m->control_fd));
	uv_poll_init(&m->loop, &m->control, m->control_fd);
	uv_poll_start(&m->control, UV_READABLE, on_readable);
	return ERR_NONE;
}

void
control_close(struct master *m)
{
	struct control_client *c = m->clients;

	if (m->control_fd >= 0) {
		uv_poll_stop(&m->control);
		close(m->control_fd);
		folder_remove(m->dir, FOLDER_CONTROL);
	}
	m->control_fd = -1;
	while (c) {
		struct control_client *next = c->next;

		link_close(c->link);
		c->link = NULL;
		client_free(c);
		c = next;
	}
}
