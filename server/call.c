/* call - running one command for a visitor. */
#include <stdlib.h>
#include <string.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/command/render.h"
#include "common/store/store.h"
#include "server/call_impl.h"
#include "server/share.h"

enum {
	STREAM_PAGES = 5,
	STREAM_QUEUE_BYTES = 256 * 1024,
	OUT_BYTES = 64 * 1024 * 1024,
	COLS_MIN = 20, /* in less, lines are left to the terminal to fold */
};

struct call {
	struct call *next; /* among those that wait for the pool, or stream */
	struct visitor *visitor; /* NULL once it left */
	struct worker *worker;
	struct chan *chan; /* where it is written; NULL: to a screen */
	bool forgotten;	   /* nobody wants the answer any more */
	struct arena arena;
	struct arena step; /* of one look of a stream */
	struct args args;
	struct str body;
	bool has_body;
	bool streams;
	struct rows rows;
	struct text_view view; /* for text made in the pool … */
	struct buf text;       /* … and that text */
	int64_t deadline_ms;
	struct command_ctx ctx;
	enum err err;
	uv_work_t work;
	bool *freed; /* within start(): set when it ended there */
	call_done *done;
	call_answered *answered; /* instead, for a screen */
	void *arg;
};

void
put(struct chan *chan, struct str text)
{
	struct buf out = BUF_INIT(0);

	if (!chan_pty(chan)->present) {
		chan_write(chan, text);
		return;
	}
	while (text.n) {
		size_t at = str_find(text, '\n');

		buf_put(&out, str_slice(text, 0, at));
		if (at < text.n)
			buf_cstr(&out, "\r\n");
		text = str_slice(text, at + 1, text.n);
	}
	chan_write(chan, buf_str(&out));
	buf_free(&out);
}

void
put_error(
    struct chan *chan, enum args_format format, enum err e, struct str message)
{
	struct buf out = BUF_INIT(0);

	render_error(format, e, message, &out);
	if (chan_pty(chan)->present)
		put(chan, buf_str(&out));
	else
		chan_write_err(chan, buf_str(&out));
	buf_free(&out);
}

static void
call_free(struct call *c)
{
	if (c->freed)
		*c->freed = true;
	buf_free(&c->text);
	arena_free(&c->step);
	arena_free(&c->arena);
	free(c);
}

static struct text_view
view_of(const struct call *c)
{
	const struct chan_pty *pty = chan_pty(c->chan);

	return (struct text_view){
		.cols = !pty->present	 ? 0 :
		    pty->cols < COLS_MIN ? COLS_MIN :
					   pty->cols,
		.now_ms = clock_now_ms(),
	};
}

static void
show(struct call *c)
{
	const struct text_view view = view_of(c);

	if (c->text.n == 0)
		render(
		    c->args.command, c->args.format, &c->rows, &view, &c->text);
	put(c->chan, buf_str(&c->text));
	buf_free(&c->text);
}

/* What was read as text counts as read; the number stands in the rows. */
static void
note_read(struct call *c)
{
	const struct row *last = c->rows.last;
	struct visitor *v = c->visitor;

	if (c->args.command != command_find(STR("read")) || last == NULL ||
	    c->args.format != FORMAT_TEXT || v == NULL || v->member_id == 0)
		return;
	if (v->mark_thread != last->cell[0].number)
		call_flush_marks(v);
	v->mark_thread = last->cell[0].number;
	v->mark_n = last->cell[1].number;
}

/*
 * What people searched for is kept to listen to.  What programs ask is not,
 * nor the further pages of an answer.
 */
static void
note_search(struct call *c)
{
	char found[32] = "0";

	if (c->args.command != command_find(STR("search")) ||
	    c->args.format != FORMAT_TEXT || c->visitor == NULL ||
	    c->err != ERR_NONE || args_has(&c->args, "below"))
		return;
	for (size_t i = 0; c->rows.first && i < c->rows.columns; i++) {
		if (strcmp(c->rows.column[i].name, "found") == 0)
			snprintf(found, sizeof found, "%lld",
			    (long long)c->rows.first->cell[i].number);
	}
	call_quiet(c->visitor, "searched",
	    json_pack("{s:s, s:o}", "found", found, "words",
		json_from_str(args_text(&c->args, "words"))),
	    STR(""));
}

static void
tell_channel(struct call *c)
{
	if (c->err == ERR_NONE) {
		show(c);
		note_read(c);
	} else {
		put_error(c->chan, c->args.format, c->err, c->ctx.message);
	}
	c->done(c->arg, err_exit_code(c->err));
}

static void
tell_screen(struct call *c)
{
	if (c->err == ERR_NONE)
		c->answered(c->arg, ERR_NONE, c->rows.said, &c->rows);
	else
		c->answered(c->arg, c->err, c->ctx.message, NULL);
}

static void
finish(struct call *c)
{
	if (!c->forgotten)
		note_search(c);
	if (!c->forgotten && c->answered)
		tell_screen(c);
	else if (!c->forgotten)
		tell_channel(c);
	call_free(c);
}

static void
set_context(struct call *c)
{
	struct worker *w = c->worker;

	c->ctx = (struct command_ctx){
		.arena = &c->arena,
		.out = &c->rows,
		.fingerprint =
		    arena_dup(&c->arena, str_from(c->visitor->fingerprint)),
		.body = c->body,
		.has_body = c->has_body,
		.now_ms = clock_now_ms(),
		.presence = &w->presence,
		.site = &w->site,
		.speller = w->speller,
		.since = -1,
		.viewer = { c->visitor->member_id, ROLE_GUEST },
	};
	rows_init(&c->rows, &c->arena, c->args.command->columns);
}

static void
run_here(struct call *c, struct store *s)
{
	int64_t member = c->ctx.viewer.id;

	c->ctx.store = s;
	c->err = command_identify(&c->ctx, member);
	if (c->err == ERR_NONE)
		c->err = command_run(c->args.command, &c->ctx, &c->args);
}

enum err
call_ready(struct visitor *v, struct arena *a, const struct args *args,
    struct str *message)
{
	struct command_ctx ctx = {
		.store = v->worker->store,
		.arena = a,
		.now_ms = clock_now_ms(),
		.site = &v->worker->site,
	};
	enum err e = command_identify(&ctx, v->member_id);

	if (e == ERR_NONE)
		e = command_ready(args->command, &ctx, args);
	*message = ctx.message;
	return e;
}

static void start_slow(struct worker *w);

static void
slow_work(uv_work_t *work)
{
	struct call *c = container_of(work, struct call, work);
	struct store *s = c->ctx.store;

	share_as_work();
	store_set_deadline(s, c->deadline_ms);
	run_here(c, s);
	store_set_deadline(s, 0);
	if (c->err == ERR_NONE && !c->answered)
		render(c->args.command, c->args.format, &c->rows, &c->view,
		    &c->text);
}

static void
slow_done(uv_work_t *work, int status)
{
	struct call *c = container_of(work, struct call, work);
	struct worker *w = c->worker;

	w->pool[w->idle++] = c->ctx.store;
	if (status != 0)
		c->err = ERR_IO;
	finish(c);
	start_slow(w);
}

/* As many at once as there are idle connections to the store. */
static void
start_slow(struct worker *w)
{
	while (w->slow_first && w->idle) {
		struct call *c = w->slow_first;

		w->slow_first = c->next;
		if (w->slow_first == NULL)
			w->slow_last = &w->slow_first;
		if (c->forgotten) {
			call_free(c);
			continue;
		}
		c->ctx.store = w->pool[--w->idle];
		if (c->chan)
			c->view = view_of(c);
		c->deadline_ms = config_int(w->config, CONFIG_SEARCH_MS);
		c->text.max = OUT_BYTES;
		if (uv_queue_work(&w->loop, &c->work, slow_work, slow_done) !=
		    0)
			bug("no pool for slow reads");
	}
}

static void
on_answer(void *arg, enum err e, const json_t *result, struct str message)
{
	struct call *c = arg;
	json_int_t became;

	c->worker->waiting--;
	c->err = e;
	c->ctx.message = arena_dup(&c->arena, message);
	if (e == ERR_NONE)
		c->err = rows_from_json(&c->rows, result);
	became = json_integer_value(json_object_get(result, "became"));
	if (e == ERR_NONE && became && c->visitor) {
		c->visitor->member_id = became;
		views_identify(c->visitor);
	}
	finish(c);
}

static void
ask_master(struct call *c)
{
	json_t *params = json_pack("{s:s, s:s, s:o}", "session",
	    c->visitor->session, "command", c->args.command->name, "args",
	    args_to_json(&c->args, false));

	if (c->has_body)
		json_object_set_new(params, "body",
		    command_body_to_json(c->args.command, c->body));
	if (c->args.id.n)
		json_object_set_new(params, "id", json_from_str(c->args.id));
	/* What was read before this change counts before it. */
	call_flush_marks(c->visitor);
	c->worker->waiting++;
	link_call(c->worker->link, "run", params, on_answer, c);
}

/*
 * Events since the last time, a few pages a turn, seen or not; a reader who
 * lags gets them when it has taken what it has.
 */
static void
stream_step(struct call *c)
{
	for (int page = 0; page < STREAM_PAGES; page++) {
		int64_t since = c->ctx.since;

		if (chan_queued(c->chan) > STREAM_QUEUE_BYTES)
			return;
		arena_reset(&c->step);
		c->ctx.arena = &c->step;
		rows_init(&c->rows, &c->step, c->args.command->columns);
		run_here(c, c->worker->store);
		if (c->err != ERR_NONE)
			return;
		if (c->rows.len)
			show(c);
		if (c->ctx.since == since)
			return;
	}
	c->worker->streams_lag = true; /* the next tick goes on */
}

static void
unlink_stream(struct call *c)
{
	struct call **at = &c->worker->streams;

	while (*at != c)
		at = &(*at)->next;
	*at = c->next;
}

bool
call_stop_stream(struct call *c)
{
	if (!c->streams)
		return false;
	unlink_stream(c);
	rows_init(&c->rows, &c->arena, c->args.command->columns);
	finish(c);
	return true;
}

bool
call_writes(const struct call *c)
{
	enum command_mode mode = command_mode(c->args.command, &c->args);

	return mode == COMMAND_WRITE || mode == COMMAND_QUIET ||
	    mode == COMMAND_HOST;
}

void
call_go_on(struct call *c)
{
	struct worker *w = c->worker;
	const char *was;

	if (!c->streams)
		return;
	was = watch_doing(w->watch, c->args.command->name);
	stream_step(c);
	if (c->err != ERR_NONE)
		call_stop_stream(c);
	(void)watch_doing(w->watch, was);
}

void
call_streams(struct worker *w)
{
	struct call *c = w->streams;

	while (c) {
		struct call *next = c->next;

		call_go_on(c);
		c = next;
	}
}

static void
start_stream(struct call *c)
{
	c->streams = true;
	c->next = c->worker->streams;
	c->worker->streams = c;
	call_go_on(c);
}

static void
start_here(struct call *c)
{
	struct worker *w = c->worker;
	const char *was = watch_doing(w->watch, c->args.command->name);

	run_here(c, w->store);
	finish(c);
	(void)watch_doing(w->watch, was);
}

static void
start_read(struct call *c)
{
	struct worker *w = c->worker;

	if (c->forgotten) {
		call_free(c);
		return;
	}
	if (command_mode(c->args.command, &c->args) == COMMAND_READ) {
		start_here(c);
		return;
	}
	c->next = NULL;
	*w->slow_last = c;
	w->slow_last = &c->next;
	start_slow(w);
}

static void
on_marked(void *arg, enum err e, const json_t *result, struct str message)
{
	struct call *c = arg;

	(void)e;
	(void)result;
	(void)message;
	c->worker->waiting--;
	start_read(c);
}

/* What was read before counts as read in what is asked next. */
static void
start_after_marks(struct call *c)
{
	json_t *params = call_mark_order(c->visitor);

	if (params == NULL) {
		start_read(c);
		return;
	}
	c->worker->waiting++;
	link_call(c->worker->link, "run", params, on_marked, c);
}

/* A screen is no place for what goes on for ever. */
static void
refuse_stream(struct call *c)
{
	c->err = ERR_INVALID;
	c->ctx.message = arena_printf(&c->arena,
	    _("%s goes on until it is stopped: run it in your shell"),
	    c->args.command->name);
	finish(c);
}

static void
begin(struct call *c)
{
	switch (command_mode(c->args.command, &c->args)) {
	case COMMAND_READ:
	case COMMAND_SLOW:
		start_after_marks(c);
		break;
	case COMMAND_WRITE:
	case COMMAND_QUIET:
	case COMMAND_HOST:
		ask_master(c);
		break;
	case COMMAND_STREAM:
		if (c->chan)
			start_stream(c);
		else
			refuse_stream(c);
		break;
	}
}

/* NULL when it ended at once. */
static struct call *
start(struct call *c, struct visitor *v)
{
	bool freed = false;

	c->freed = &freed;
	c->visitor = v;
	c->worker = v->worker;
	set_context(c);
	begin(c);
	if (freed)
		return NULL;
	c->freed = NULL;
	return c;
}

struct call *
call_start(struct visitor *v, struct chan *chan, struct arena arena,
    const struct args *args, struct str body, bool has_body, call_done *done,
    void *arg)
{
	struct call *c = mem_new(struct call);

	c->chan = chan;
	c->arena = arena;
	c->args = *args;
	c->body = arena_dup(&c->arena, body);
	c->has_body = has_body;
	c->done = done;
	c->arg = arg;
	return start(c, v);
}

struct call *
call_ask(struct visitor *v, const struct args *args, struct str body,
    call_answered *answered, void *arg)
{
	struct call *c = mem_new(struct call);

	c->args = *args;
	for (size_t i = 0; i < PARAMS_MAX; i++)
		c->args.value[i] = arena_dup(&c->arena, args->value[i]);
	c->args.id = arena_dup(&c->arena, args->id);
	c->body = arena_dup(&c->arena, body);
	c->has_body = body.n > 0;
	c->answered = answered;
	c->arg = arg;
	return start(c, v);
}

void
call_forget(struct call *c)
{
	c->forgotten = true;
	c->visitor = NULL;
	if (c->streams) {
		unlink_stream(c);
		call_free(c);
	}
}
