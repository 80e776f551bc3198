/* link - JSON-RPC 2.0 between two processes, one object a line. */
#include "server/link.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/buf.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/rules/limits.h"
#include "common/wire/rows.h"

enum { READ_BYTES = 65536 };

struct waiting {
	struct waiting *next;
	int64_t id;
	link_answer answer;
	void *arg;
};

struct link {
	uv_pipe_t pipe;
	const struct link_hooks *hooks;
	void *arg;
	struct buf in;
	size_t scanned; /* bytes of `in` without a newline */
	struct waiting *waiting;
	int64_t last_id;
	bool dead;
	char chunk[READ_BYTES];
};

struct sending {
	uv_write_t req;
	char *text;
};

static void
on_closed(uv_handle_t *handle)
{
	struct link *l = container_of(handle, struct link, pipe);

	buf_free(&l->in);
	free(l);
}

static void
fail_waiting(struct link *l)
{
	while (l->waiting) {
		struct waiting *w = l->waiting;

		l->waiting = w->next;
		w->answer(w->arg, ERR_UNSURE, NULL, STR(""));
		free(w);
	}
}

void
link_close(struct link *l)
{
	if (l == NULL || uv_is_closing((uv_handle_t *)&l->pipe))
		return;
	l->dead = true;
	while (l->waiting) {
		struct waiting *w = l->waiting;

		l->waiting = w->next;
		free(w);
	}
	uv_close((uv_handle_t *)&l->pipe, on_closed);
}

/* The peer is gone, or no good. */
static void
lose(struct link *l)
{
	if (l->dead)
		return;
	l->dead = true;
	uv_read_stop((uv_stream_t *)&l->pipe);
	fail_waiting(l);
	l->hooks->closed(l, l->arg);
}

static void
on_written(uv_write_t *req, int status)
{
	struct sending *s = container_of(req, struct sending, req);

	if (status < 0 && status != UV_ECANCELED)
		lose(req->data);
	free(s->text);
	free(s);
}

static void
send_object(struct link *l, json_t *object)
{
	char *text = json_dumps(object, JSON_COMPACT);
	struct sending *s;
	size_t n;
	uv_buf_t b;

	json_decref(object);
	if (text == NULL)
		bug("link: an object that is no JSON");
	if (l->dead) {
		free(text);
		return;
	}
	n = strlen(text);
	text[n] = '\n'; /* in place of the NUL */
	s = mem_new(struct sending);
	s->text = text;
	s->req.data = l;
	b = uv_buf_init(text, (unsigned)(n + 1));
	if (uv_write(&s->req, (uv_stream_t *)&l->pipe, &b, 1, on_written) < 0) {
		free(text);
		free(s);
		lose(l);
	}
}

void
link_call(struct link *l, const char *method, json_t *params,
    link_answer answer, void *arg)
{
	struct waiting *w;

	if (l->dead) {
		json_decref(params);
		answer(arg, ERR_UNSURE, NULL, STR(""));
		return;
	}
	w = mem_new(struct waiting);
	w->id = ++l->last_id;
	w->answer = answer;
	w->arg = arg;
	w->next = l->waiting;
	l->waiting = w;
	send_object(l,
	    json_pack("{s:s, s:I, s:s, s:o}", "jsonrpc", "2.0", "id",
		(json_int_t)w->id, "method", method, "params", params));
}

void
link_notice(struct link *l, const char *method, json_t *params)
{
	send_object(l,
	    json_pack("{s:s, s:s, s:o}", "jsonrpc", "2.0", "method", method,
		"params", params));
}

void
link_reply(struct link *l, int64_t id, json_t *result)
{
	send_object(l,
	    json_pack("{s:s, s:I, s:o}", "jsonrpc", "2.0", "id", (json_int_t)id,
		"result", result));
}

void
link_reply_error(struct link *l, int64_t id, enum err e, struct str message)
{
	json_t *error =
	    json_pack("{s:i, s:o, s:{s:s}}", "code", -32000 - err_exit_code(e),
		"message", json_from_str(message), "data", "err", err_name(e));

	send_object(l,
	    json_pack("{s:s, s:I, s:o}", "jsonrpc", "2.0", "id", (json_int_t)id,
		"error", error));
}

void
link_cancel(struct link *l, const void *arg)
{
	struct waiting **at = &l->waiting;

	while (*at) {
		struct waiting *w = *at;

		if (w->arg != arg) {
			at = &w->next;
			continue;
		}
		*at = w->next;
		free(w);
	}
}

static void
take_answer(struct link *l, int64_t id, const json_t *object)
{
	const json_t *error = json_object_get(object, "error");
	struct waiting **at = &l->waiting, *w;

	while (*at && (*at)->id != id)
		at = &(*at)->next;
	w = *at;
	if (w == NULL)
		return; /* cancelled meanwhile */
	*at = w->next;
	if (error) {
		const char *name = json_string_value(
		    json_object_get(json_object_get(error, "data"), "err"));

		w->answer(w->arg, err_from_name(name ? name : ""), NULL,
		    str_from(
			json_string_value(json_object_get(error, "message"))));
	} else {
		w->answer(w->arg, ERR_NONE, json_object_get(object, "result"),
		    STR(""));
	}
	free(w);
}

static void
take_line(struct link *l, struct str line)
{
	json_t *object = json_parse(line);
	const char *method =
	    json_string_value(json_object_get(object, "method"));
	int64_t id = json_integer_value(json_object_get(object, "id"));

	if (object == NULL) {
		log_warn("link: not JSON");
		lose(l);
		return;
	}
	if (method)
		l->hooks->called(
		    l, l->arg, id, method, json_object_get(object, "params"));
	else
		take_answer(l, id, object);
	json_decref(object);
}

static void
on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *out)
{
	struct link *l = container_of(handle, struct link, pipe);

	(void)suggested;
	*out = uv_buf_init(l->chunk, sizeof l->chunk);
}

static void
on_read(uv_stream_t *stream, ssize_t n, const uv_buf_t *chunk)
{
	struct link *l = container_of(stream, struct link, pipe);
	size_t start = 0;

	if (n < 0) {
		lose(l);
		return;
	}
	buf_put(&l->in, (struct str){ chunk->base, (size_t)n });
	if (l->in.full) {
		log_warn("link: a line is too long");
		lose(l);
		return;
	}
	while (!l->dead && l->scanned < l->in.n) {
		const char *end =
		    memchr(l->in.p + l->scanned, '\n', l->in.n - l->scanned);

		if (end == NULL) {
			l->scanned = l->in.n;
			break;
		}
		take_line(l,
		    (struct str){
			l->in.p + start, (size_t)(end - l->in.p) - start });
		start = (size_t)(end - l->in.p) + 1;
		l->scanned = start;
	}
	buf_consume(&l->in, start);
	l->scanned -= start < l->scanned ? start : l->scanned;
}

struct link *
link_open(uv_loop_t *loop, int fd, const struct link_hooks *hooks, void *arg)
{
	struct link *l = mem_new(struct link);

	l->hooks = hooks;
	l->arg = arg;
	l->in.max = LIMIT_FRAME_BYTES;
	uv_pipe_init(loop, &l->pipe, 0);
	if (uv_pipe_open(&l->pipe, fd) < 0)
		bug("link: no socket");
	uv_read_start((uv_stream_t *)&l->pipe, on_alloc, on_read);
	return l;
}
