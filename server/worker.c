/* worker - the process that strangers talk to. */
#include "server/worker.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/rules/limits.h"
#include "common/store/event.h"
#include "common/store/store.h"
#include "common/wire/rows.h"
#include "common/text/spell.h"
#include "screens/termpool.h"
#include "server/worker_main.h"

enum {
	LINK_FD = 3,
	CONNECTIONS_FD = 4,
	TICK_MS = 200,
	MARK_TICKS = 10, /* marks are sent every two seconds */
	HERE_TICKS = 5,	 /* who is here is told every second */
	QUIT_MS = 8000,
	GONE_MS = 1500,
	PASS_BYTES = 256,
	PASSES_AT_ONCE = 16,
};

static void
visitor_free(struct visitor *v)
{
	*v->at = v->next;
	if (v->next)
		v->next->at = v->at;
	v->worker->visitor_count--;
	free(v);
}

static void
maybe_quit(struct worker *w)
{
	if ((w->draining || w->master_gone) && w->visitor_count == 0 &&
	    (w->waiting == 0 || w->master_gone))
		uv_stop(&w->loop);
}

/* What an address pays for: guessing, and wasting our time. */
static bool
costs(enum conn_end end)
{
	return end == CONN_END_PASSWORDS || end == CONN_END_KEYS ||
	    end == CONN_END_BYTES;
}

static void
tell_closed(struct worker *w, int64_t visit, bool penalty)
{
	link_notice(w->link, "closed",
	    json_pack(
		"{s:I, s:b}", "visit", (json_int_t)visit, "penalty", penalty));
}

static void
on_conn_closed(struct conn *c, enum conn_end end)
{
	struct visitor *v = conn_data(c);
	struct worker *w = v->worker;

	login_closed(v);
	if (v->session[0]) {
		call_flush_marks(v);
		link_notice(w->link, "logout",
		    json_pack("{s:s}", "session", v->session));
	}
	tell_closed(w, v->visit, costs(end));
	visitor_free(v);
	maybe_quit(w);
}

static const struct conn_hooks hooks = {
	.auth = login_auth,
	.exec = door_exec,
	.shell = door_shell,
	.input = door_input,
	.eof = door_eof,
	.resize = door_resize,
	.drained = door_drained,
	.chan_closed = door_closed,
	.closed = on_conn_closed,
};

static void
greet_visitor(struct worker *w, int fd, int64_t visit, struct str addr)
{
	struct visitor *v = mem_new(struct visitor);
	enum err e;

	v->worker = w;
	v->visit = visit;
	e = conn_open(w->turns, w->host, fd, (uint64_t)visit, addr, &w->limits,
	    &hooks, w, &v->conn);
	if (e != ERR_NONE) {
		tell_closed(w, visit, false);
		free(v);
		return;
	}
	conn_set_data(v->conn, v);
	v->next = w->visitors;
	v->at = &w->visitors;
	if (w->visitors)
		w->visitors->at = &v->next;
	w->visitors = v;
	w->visitor_count++;
}

static int
receive_fd(int socket, char *text, size_t size, ssize_t *n)
{
	union {
		char space[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control = { 0 };
	struct iovec iov = { text, size };
	struct msghdr msg = { .msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = control.space,
		.msg_controllen = sizeof control.space };
	struct cmsghdr *c;
	int fd = -1;

	*n = recvmsg(socket, &msg, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
	if (*n <= 0)
		return -1;
	c = CMSG_FIRSTHDR(&msg);
	if (c && c->cmsg_type == SCM_RIGHTS)
		memcpy(&fd, CMSG_DATA(c), sizeof fd);
	return fd;
}

static void
on_passed(uv_poll_t *poll, int status, int events)
{
	struct worker *w = container_of(poll, struct worker, fd_poll);

	(void)status;
	(void)events;
	for (int i = 0; i < PASSES_AT_ONCE; i++) {
		char text[PASS_BYTES];
		struct str addr, number;
		int64_t visit = 0;
		ssize_t n;
		int fd = receive_fd(w->fd_sock, text, sizeof text, &n);

		if (n <= 0)
			return;
		addr = (struct str){ text, (size_t)n };
		number = str_cut(&addr, ' ');
		if (!str_int(number, 1, INT64_MAX, &visit))
			bug("the master numbers connections");
		if (fd < 0) {
			log_error("a connection came without its descriptor");
			tell_closed(w, visit, false);
			continue;
		}
		greet_visitor(w, fd, visit, addr);
	}
}

static void
set_limits(struct worker *w)
{
	const struct config *c = w->config;

	w->limits = (struct conn_limits){
		.banner_ms = config_int(c, CONFIG_BANNER_MS),
		.kex_ms = config_int(c, CONFIG_KEX_MS),
		.login_ms = config_int(c, CONFIG_LOGIN_MS),
		.prompt_ms = config_int(c, CONFIG_PROMPT_MS),
		.bytes = config_int(c, CONFIG_LOGIN_BYTES),
		.keys = (int32_t)config_int(c, CONFIG_KEYS),
		.passwords = (int32_t)config_int(c, CONFIG_PASSWORDS),
		.channels = (int32_t)config_int(c, CONFIG_CHANNELS),
		.input_bytes = 2 * LIMIT_BODY_BYTES,
		.keepalive_ms = config_int(c, CONFIG_KEEPALIVE_MS),
	};
}

static void
take_config(struct worker *w, const json_t *hello)
{
	json_t *object = json_object_get(hello, "config"), *value;
	struct buf why = BUF_INIT(1024);
	const char *key;

	json_object_foreach(object, key, value)
	{
		struct arena a = ARENA_INIT;
		struct str text =
		    arena_printf(&a, "%s=%s", key, json_string_value(value));

		if (config_set(w->config, text, &why) != ERR_NONE)
			bug("the master sends a wrong configuration");
		arena_free(&a);
	}
	buf_free(&why);
	set_limits(w);
}

static void
set_level(const char *name)
{
	enum log_level level;

	if (name && log_level_parse(name, &level))
		log_set_level(level);
}

static void
take_keys(struct worker *w, const json_t *hello)
{
	struct arena a = ARENA_INIT;
	json_t *list = json_object_get(hello, "host_keys");
	size_t n = json_array_size(list);
	struct str *keys = arena_array(&a, struct str, n + 1);
	struct host *host = NULL;

	for (size_t i = 0; i < n; i++)
		keys[i] = json_text(&a, json_array_get(list, i));
	if (n && host_open(keys, n, &host) == ERR_NONE) {
		if (w->host)
			host_free(w->host);
		w->host = host;
	} else {
		log_error("host keys not taken; the old ones stay");
	}
	arena_free(&a);
}

static int
compare_here(const void *a, const void *b)
{
	const struct presence_row *x = a, *y = b;

	return (x->session > y->session) - (x->session < y->session);
}

static void
sort_here(struct worker *w)
{
	struct presence *p = &w->presence;

	if (p->len)
		qsort(p->row, p->len, sizeof p->row[0], compare_here);
}

/* NULL when there is no such session. */
static struct presence_row *
find_here(const struct worker *w, int64_t session)
{
	const struct presence_row key = { .session = session };
	const struct presence *p = &w->presence;

	return p->len ?
	    bsearch(&key, p->row, p->len, sizeof key, compare_here) :
	    NULL;
}

static struct presence_row
here_of(const json_t *entry)
{
	return (struct presence_row){
		.session = json_integer_value(json_array_get(entry, 0)),
		.member_id = json_integer_value(json_array_get(entry, 1)),
		.since_ms = json_integer_value(json_array_get(entry, 2)),
	};
}

/* How many people one more connection, or one less, is. */
static size_t
counts_for(const struct presence *p, const struct presence_row *row)
{
	for (size_t i = 0; row->member_id && i < p->len; i++) {
		if (p->row[i].member_id == row->member_id &&
		    p->row[i].session != row->session)
			return 0;
	}
	return 1;
}

static void
append_here(struct worker *w, struct presence_row row)
{
	struct presence *p = &w->presence;

	p->people += counts_for(p, &row);
	if (p->len == w->here_cap) {
		w->here_cap = w->here_cap ? 2 * w->here_cap : 64;
		p->row = mem_realloc(p->row, w->here_cap * sizeof p->row[0]);
	}
	p->row[p->len++] = row;
}

static void
take_here(struct worker *w, const json_t *entry)
{
	struct presence_row row = here_of(entry);
	struct presence_row *known = find_here(w, row.session);
	const struct presence *p = &w->presence;

	/* Mostly somebody who was here did something: the rows stay. */
	if (known) {
		w->presence.people -= counts_for(p, known);
		*known = row;
		w->presence.people += counts_for(p, known);
		return;
	}
	append_here(w, row);
	if (p->len > 1 && row.session < p->row[p->len - 2].session)
		sort_here(w);
}

static void
take_gone(struct worker *w, const json_t *entry)
{
	struct presence *p = &w->presence;
	struct presence_row *known =
	    find_here(w, json_integer_value(json_array_get(entry, 0)));
	size_t behind;

	if (known == NULL)
		return;
	p->people -= counts_for(p, known);
	behind = p->len - (size_t)(known - p->row) - 1;
	memmove(known, known + 1, behind * sizeof *known);
	p->len--;
}

/* Where Debian and most others keep those of all programs. */
static const char dictionaries[] = "/usr/share/hunspell";

static void
open_stores(struct worker *w)
{
	int64_t n = config_int(w->config, CONFIG_WORKERS_POOL);

	/* libuv reads it at the first piece of work. */
	setenv("UV_THREADPOOL_SIZE", LOG_NUM(n), 1);
	if (store_open_readonly(w->dir, &w->store) != ERR_NONE)
		bug("the worker cannot read the store");
	for (int64_t i = 0; i < n; i++) {
		if (store_open_readonly(w->dir, &w->pool[w->idle]) != ERR_NONE)
			bug("the worker cannot read the store");
		w->idle++;
	}
}

static void
take_hello(struct worker *w, const json_t *hello)
{
	json_t *here = json_object_get(hello, "here");

	take_config(w, hello);
	take_keys(w, hello);
	set_level(json_string_value(json_object_get(hello, "log_level")));
	w->site.host = json_text(&w->arena, json_object_get(hello, "host"));
	w->site.port = json_integer_value(json_object_get(hello, "port"));
	for (size_t i = 0; i < json_array_size(here); i++)
		append_here(w, here_of(json_array_get(here, i)));
	sort_here(w);
	open_stores(w);
	w->speller = speller_new(dictionaries);
	if (store_event_last(w->store, &w->news_seq) != ERR_NONE)
		bug("the worker cannot read what happened");
	if (w->host == NULL)
		bug("a worker without host keys");
	uv_poll_start(&w->fd_poll, UV_READABLE, on_passed);
	link_notice(w->link, "ready", json_object());
}

static void
on_quit(uv_timer_t *timer)
{
	struct worker *w = container_of(timer, struct worker, quit_timer);

	log_warn("leaving with connections open", "connections",
	    LOG_NUM(w->visitor_count));
	uv_stop(&w->loop);
}

static void
say_goodbye(struct worker *w, int64_t patience_ms)
{
	struct visitor *next;

	uv_timer_start(&w->quit_timer, on_quit, (uint64_t)patience_ms, 0);
	for (struct visitor *v = w->visitors; v; v = next) {
		next = v->next;
		call_flush_marks(v);
		if (!door_drain(v, ENDING_STOP))
			conn_close(v->conn);
	}
	maybe_quit(w);
}

/* The key somebody came with was revoked. */
static void
end_session(struct worker *w, int64_t n)
{
	for (struct visitor *v = w->visitors; v; v = v->next) {
		if (v->session[0] == '\0' || v->n != n)
			continue;
		log_info(
		    "session ended: key revoked", "conn", LOG_NUM(v->visit));
		call_flush_marks(v);
		(void)door_drain(v, ENDING_REVOKED);
		conn_close(v->conn);
		return;
	}
}

static void
on_call(struct link *l, void *arg, int64_t id, const char *method,
    const json_t *params)
{
	struct worker *w = arg;

	(void)l;
	(void)id;
	if (strcmp(method, "committed") == 0) {
		call_streams(w);
		views_news(w);
	} else if (strcmp(method, "here") == 0) {
		take_here(w, params);
		w->here_changed = true;
	} else if (strcmp(method, "gone") == 0) {
		take_gone(w, params);
		w->here_changed = true;
	} else if (strcmp(method, "hello") == 0) {
		take_hello(w, params);
	} else if (strcmp(method, "reload") == 0) {
		take_config(w, params);
		take_keys(w, params);
		set_level(
		    json_string_value(json_object_get(params, "log_level")));
	} else if (strcmp(method, "log_level") == 0) {
		set_level(json_string_value(json_array_get(params, 0)));
	} else if (strcmp(method, "end") == 0) {
		end_session(w, json_integer_value(json_array_get(params, 0)));
	} else if (strcmp(method, "drain") == 0) {
		w->draining = true;
		say_goodbye(w, QUIT_MS);
	}
}

/* Those who waited have been told that their change may be saved. */
static void
on_master_gone(struct link *l, void *arg)
{
	struct worker *w = arg;

	(void)l;
	if (!w->draining) {
		log_error("the master is gone");
		w->exit_status = 1;
	}
	w->master_gone = true;
	uv_poll_stop(&w->fd_poll);
	say_goodbye(w, GONE_MS);
}

static const struct link_hooks link_hooks = {
	.called = on_call,
	.closed = on_master_gone,
};

/* Everybody once in MARK_TICKS, a part of them each time. */
static void
keep_some(struct worker *w)
{
	for (struct visitor *v = w->visitors; v; v = v->next) {
		if (v->visit % MARK_TICKS != w->ticks % MARK_TICKS)
			continue;
		call_flush_marks(v);
		door_keep(v);
	}
}

static void
on_tick(uv_timer_t *timer)
{
	struct worker *w = container_of(timer, struct worker, tick);
	int64_t version;

	watch_tell(w->watch);
	if (w->store == NULL)
		return;
	/* The backstop, should a word of the master be lost. */
	version = w->streams || w->views ? store_data_version(w->store) : 0;
	if (w->streams && (w->streams_lag || version != w->data_version)) {
		w->streams_lag = false;
		call_streams(w);
	}
	if (w->views && version != w->data_version)
		views_news(w);
	w->data_version = version;
	w->ticks++;
	if (w->here_changed && w->ticks % HERE_TICKS == 0) {
		w->here_changed = false;
		views_here(w);
	}
	keep_some(w);
	maybe_quit(w);
}

static void
start_loop(struct worker *w)
{
	uv_loop_init(&w->loop);
	w->turns = turns_new(&w->loop);
	uv_timer_init(&w->loop, &w->tick);
	uv_timer_start(&w->tick, on_tick, TICK_MS, TICK_MS);
	uv_timer_init(&w->loop, &w->quit_timer);
	w->watch = watch_new(&w->loop);
	uv_poll_init(&w->loop, &w->fd_poll, w->fd_sock);
	w->link = link_open(&w->loop, LINK_FD, &link_hooks, w);
}

static void
close_handle(uv_handle_t *handle, void *arg)
{
	(void)arg;
	if (!uv_is_closing(handle))
		uv_close(handle, NULL);
}

/* Connections still open end with the process. */
static void
worker_free(struct worker *w)
{
	bool whole = w->visitor_count == 0 && w->slow_first == NULL;

	link_close(w->link);
	if (!whole)
		return;
	watch_free(w->watch);
	turns_free(w->turns);
	uv_walk(&w->loop, close_handle, NULL);
	uv_run(&w->loop, UV_RUN_DEFAULT);
	uv_loop_close(&w->loop);
	while (w->idle)
		store_close(w->pool[--w->idle]);
	store_close(w->store);
	if (w->terms)
		term_pool_free(w->terms);
	if (w->host)
		host_free(w->host);
	config_free(w->config);
	arena_free(&w->arena);
	free(w->presence.row);
	speller_free(w->speller);
	free(w);
}

int
worker_main(const char *dir, const char *slot)
{
	struct worker *w = mem_new(struct worker);
	char name[32];
	int status;

	snprintf(name, sizeof name, "worker%s", slot);
	log_set_process(name);
	mem_keep_freed();
	signal(SIGPIPE, SIG_IGN);
	/* Signals to the group are for the master, which tells us. */
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	/* libssh answers gssapi before login; it must find no Kerberos. */
	setenv("KRB5_CONFIG", "/dev/null", 1);
	w->dir = dir;
	w->fd_sock = CONNECTIONS_FD;
	w->config = config_new();
	w->slow_last = &w->slow_first;
	start_loop(w);
	uv_run(&w->loop, UV_RUN_DEFAULT);
	status = w->exit_status;
	worker_free(w);
	return status;
}
