/*
 * door - one channel: a command (`ssh host …`), screens, or, where the
 * terminal has none, the line conversation.
 *
 * A command that wants a text takes it from standard input, whole, up to its
 * end; a connection that breaks before is no end, and runs nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/rules/limits.h"
#include "server/lineedit.h"
#include "server/worker.h"

enum { HINT_MS = 2000 };

struct door {
	struct door *next, **at;
	struct visitor *visitor;
	struct chan *chan;
	struct view *view; /* screens; or */
	struct talk *talk; /* a conversation, else a command: */
	struct arena arena;
	struct args args;
	struct buf body;
	struct lineedit edit; /* with a terminal */
	uv_timer_t hint;
	bool collecting;
	bool terminal;
	struct call *call;
};

static struct door *
door_new(struct chan *chan)
{
	struct door *d = mem_new(struct door);
	struct visitor *v = conn_data(chan_conn(chan));

	d->chan = chan;
	d->visitor = v;
	d->next = v->doors;
	d->at = &v->doors;
	if (v->doors)
		v->doors->at = &d->next;
	v->doors = d;
	d->terminal = chan_pty(chan)->present;
	uv_timer_init(&v->worker->loop, &d->hint);
	chan_set_data(chan, d);
	return d;
}

static void
on_freed(uv_handle_t *handle)
{
	struct door *d = container_of((uv_timer_t *)handle, struct door, hint);

	buf_wipe(&d->body);
	lineedit_free(&d->edit);
	arena_free(&d->arena);
	free(d);
}

static void
on_done(void *arg, int status)
{
	struct door *d = arg;

	d->call = NULL;
	chan_exit(d->chan, status);
}

static void
refuse(struct door *d, enum err e, struct str words)
{
	put_error(d->chan, d->args.format, e, words);
	chan_exit(d->chan, err_exit_code(e));
}

static void
run(struct door *d, bool has_body)
{
	struct arena a = d->arena;
	struct str body = buf_str(&d->body);

	d->collecting = false;
	uv_timer_stop(&d->hint);
	d->arena = (struct arena)ARENA_INIT;
	/* A secret is a line: its newline is no part of it. */
	if (d->args.command->body == BODY_SECRET)
		body = str_slice(body, 0, str_find(body, '\n'));
	d->call = call_start(
	    d->visitor, d->chan, a, &d->args, body, has_body, on_done, d);
}

static void
on_hint(uv_timer_t *timer)
{
	struct door *d = container_of(timer, struct door, hint);
	bool secret = d->args.command->body == BODY_SECRET;

	if (d->body.n || !d->collecting)
		return;
	chan_write_err(d->chan,
	    str_from(secret ?
		    _("(the password comes on standard input; to type it "
		      "unseen: ssh -t)\n") :
		    _("(type the text; Ctrl-D on a line of its own ends "
		      "it)\n")));
}

static void
collect(struct door *d)
{
	bool secret = d->args.command->body == BODY_SECRET;

	d->collecting = true;
	d->body.max = secret ? LIMIT_PASSWORD_BYTES + 2 : LIMIT_BODY_BYTES + 1;
	if (!d->terminal) {
		uv_timer_start(&d->hint, on_hint, secret ? 0 : HINT_MS, 0);
		return;
	}
	lineedit_init(&d->edit, true, d->body.max);
	d->edit.hidden = secret;
	if (secret)
		put(d->chan,
		    arena_printf(&d->arena,
			_("New password (at least %d characters, not "
			  "shown): "),
			LIMIT_PASSWORD_MIN));
	else
		put(d->chan,
		    str_from(_("Type the text; Ctrl-D on a line of its own "
			       "ends it.\n")));
}

/* `COMMAND --help` is the command `help COMMAND`. */
static void
show_help(struct door *d)
{
	const char *name = d->args.command->name;
	enum args_format format = d->args.format;

	d->args = args_of("help");
	d->args.format = format;
	args_put(&d->args, "command", str_from(name));
	run(d, false);
}

static void
open_screens(struct door *d, bool plain)
{
	if (d->terminal)
		d->view = view_open(d->visitor, d->chan, plain);
	if (d->view == NULL)
		d->talk = talk_open(d->visitor, d->chan);
}

void
door_shell(struct chan *chan)
{
	open_screens(door_new(chan), false);
}

void
door_exec(struct chan *chan, struct str line)
{
	struct door *d = door_new(chan);
	struct str why = STR("");
	enum err e;
	bool wants;

	/* No command of its own: the screens, in words alone. */
	if (str_eq(str_trim(line), STR("plain"))) {
		open_screens(d, true);
		return;
	}
	e = args_parse(&d->arena, line, &d->args, &why);
	wants = e == ERR_NONE && !d->args.help &&
	    command_wants_body(d->args.command, &d->args);

	if (wants)
		e = call_ready(d->visitor, &d->arena, &d->args, &why);
	if (e != ERR_NONE)
		refuse(d, e, why);
	else if (d->args.help)
		show_help(d);
	else if (wants)
		collect(d);
	else
		run(d, false);
}

static void
take(struct door *d, struct str bytes)
{
	buf_put(&d->body, bytes);
	if (!d->body.full)
		return;
	d->collecting = false;
	refuse(d, ERR_LIMIT,
	    str_from(_("that is more text than a post can "
		       "hold (1 MiB); nothing was done")));
}

static void
take_typed(struct door *d, struct str bytes)
{
	struct buf echo = BUF_INIT(0);
	enum line_event got = LINE_MORE;

	while (d->collecting && bytes.n) {
		got = lineedit_feed(&d->edit, &bytes, &echo);
		chan_write(d->chan, buf_str(&echo));
		buf_reset(&echo);
		if (got == LINE_READY) {
			take(d, lineedit_line(&d->edit));
			take(d, STR("\n"));
			lineedit_reset(&d->edit);
			if (!d->collecting)
				break;
		}
		if (got == LINE_CANCEL) {
			d->collecting = false;
			refuse(d, ERR_INVALID,
			    str_from(_("given up; nothing was done")));
		} else if (got == LINE_END ||
		    (got == LINE_READY &&
			d->args.command->body == BODY_SECRET)) {
			run(d, true);
		}
	}
	buf_free(&echo);
}

void
door_input(struct chan *chan, struct str bytes)
{
	struct door *d = chan_data(chan);

	if (d->view)
		view_input(d->view, bytes);
	else if (d->talk)
		talk_input(d->talk, bytes);
	else if (d->collecting && d->terminal)
		take_typed(d, bytes);
	else if (d->collecting)
		take(d, bytes);
	else if (d->terminal && d->call && bytes.n && bytes.p[0] == 3)
		call_stop_stream(d->call);
}

void
door_eof(struct chan *chan)
{
	struct door *d = chan_data(chan);

	if (d->view)
		view_eof(d->view);
	else if (d->talk)
		talk_eof(d->talk);
	else if (d->collecting && d->terminal)
		take(d, lineedit_line(&d->edit));
	if (d->collecting)
		run(d, true);
}

void
door_resize(struct chan *chan)
{
	struct door *d = chan_data(chan);

	/* The line conversation asks for the width each time. */
	if (d->view)
		view_resize(d->view);
}

void
door_drained(struct chan *chan)
{
	struct door *d = chan_data(chan);

	if (d && d->view)
		view_drained(d->view);
	else if (d && d->talk)
		talk_drained(d->talk);
	else if (d && d->call)
		call_go_on(d->call);
}

void
door_closed(struct chan *chan)
{
	struct door *d = chan_data(chan);

	if (d == NULL)
		return;
	if (d->view)
		view_close(d->view);
	if (d->talk)
		talk_close(d->talk);
	if (d->call)
		call_forget(d->call);
	d->collecting = false;
	*d->at = d->next;
	if (d->next)
		d->next->at = d->at;
	chan_set_data(chan, NULL);
	uv_close((uv_handle_t *)&d->hint, on_freed);
}

void
door_keep(struct visitor *v)
{
	for (struct door *d = v->doors; d; d = d->next) {
		if (d->view)
			view_keep(d->view);
		else if (d->talk)
			talk_keep(d->talk);
	}
}

/* What a command under way came to, nobody will say. */
static void
cut(struct door *d)
{
	bool writes = d->call && call_writes(d->call);

	if (d->call)
		call_forget(d->call);
	d->call = NULL;
	d->collecting = false;
	refuse(d, writes ? ERR_UNSURE : ERR_DENIED,
	    str_from(writes ? _("your key was revoked; what you asked for may "
				"be done") :
			      _("your key was revoked")));
}

bool
door_drain(struct visitor *v, enum ending why)
{
	bool busy = false;
	struct door *next;

	for (struct door *d = v->doors; d; d = next) {
		next = d->next;
		if (d->view)
			view_drain(d->view, why);
		else if (d->talk)
			talk_drain(d->talk, why);
		else if (why == ENDING_REVOKED && (d->call || d->collecting))
			cut(d);
		else if (d->call)
			busy = !call_stop_stream(d->call) || busy;
		else if (d->collecting)
			refuse(d, ERR_OFFLINE,
			    str_from(_("the server is "
				       "stopping; nothing was done")));
	}
	return busy && !v->worker->master_gone;
}
