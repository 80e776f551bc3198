/*
 * talk - the line conversation: commands typed one after the other.
 *
 * It serves terminals that are dumb or none, and pipes.  A text is typed
 * below its command and ends with a lone dot; one that is cut off is kept as
 * a draft.
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/clock.h"
#include "common/base/mem.h"
#include "common/command/render.h"
#include "common/rules/limits.h"
#include "common/store/mark.h"
#include "common/store/member.h"
#include "common/store/setting.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "common/wire/rows.h"
#include "server/lineedit.h"
#include "server/worker.h"

enum {
	PLACE_BYTES = 64,
	EARLY_BYTES = 64 * 1024,   /* waiting input from which the peer waits */
	ANSWER_BYTES = 256 * 1024, /* answers not taken from which we do */
	EARLY_MAX_BYTES = 4 * 1024 * 1024, /* above what a peer may send */
	TURN_BYTES = 32 * 1024, /* input looked at before others' turn */
};

enum talk_state {
	TALK_COMMAND, /* a command is being typed */
	TALK_HANDLE,  /* a new key: its handle */
	TALK_BODY,    /* the text of a command */
	TALK_SECRET,  /* a password */
	TALK_AGAIN,   /* the same once more */
	TALK_BUSY,    /* a command runs */
	TALK_OVER,
};

struct talk {
	struct visitor *visitor;
	struct chan *chan;
	enum talk_state state;
	struct lineedit edit;
	struct arena arena; /* of the command being made */
	struct args args;
	struct buf body;
	struct buf place;  /* what a draft of this text is for */
	struct buf early;  /* input not looked at yet */
	struct turn turn;  /* goes on with it, after others had theirs */
	bool feeding;	   /* feed() is at work above us */
	bool ran;	   /* a command ran in this turn */
	bool looks_around; /* a new key that will not join now */
	bool ended;	   /* no more input will come */
	int status;	   /* of the last command */
	int64_t draft;	   /* of this text, from before; 0: none */
	size_t kept_bytes; /* of the text, as last kept; 0: not kept */
	struct call *call;
};

static void
say_line(struct talk *t, const char *words)
{
	put(t->chan, str_from(words));
	put(t->chan, STR("\n"));
}

static struct str
handle_of(struct visitor *v, struct arena *a)
{
	struct member_row m;

	if (v->member_id == 0)
		return STR("guest");
	if (store_member_get(v->worker->store, a, v->member_id, &m) != ERR_NONE)
		return STR("?");
	return m.handle;
}

static void
prompt(struct talk *t)
{
	struct arena a = ARENA_INIT;

	t->edit.hidden = t->state == TALK_SECRET || t->state == TALK_AGAIN;
	switch (t->state) {
	case TALK_COMMAND:
		put(t->chan,
		    arena_printf(
			&a, "%.*s> ", STR_ARG(handle_of(t->visitor, &a))));
		break;
	case TALK_HANDLE:
		put(t->chan, str_from(_("Handle: ")));
		break;
	case TALK_SECRET:
		put(t->chan,
		    arena_printf(&a,
			_("New password (at least %d characters, not "
			  "shown): "),
			LIMIT_PASSWORD_MIN));
		break;
	case TALK_AGAIN:
		put(t->chan, str_from(_("Once more: ")));
		break;
	case TALK_BODY:
	case TALK_BUSY:
	case TALK_OVER:
		break;
	}
	arena_free(&a);
}

static void
leave(struct talk *t, const char *words)
{
	if (t->state == TALK_OVER)
		return;
	t->state = TALK_OVER;
	if (words)
		say_line(t, words);
	chan_exit(t->chan, t->status);
}

static bool
asks_handle(const struct talk *t)
{
	return t->visitor->member_id == 0 && !t->looks_around &&
	    t->visitor->fingerprint[0] != '\0';
}

static void
greet(struct talk *t)
{
	struct visitor *v = t->visitor;
	struct arena a = ARENA_INIT;
	struct str name = STR("Stoa");

	if (store_setting_get(v->worker->store, &a, SETTING_COMMUNITY_NAME,
		&name) != ERR_NONE)
		name = STR("Stoa");
	put(t->chan, arena_printf(&a, _("Welcome to %.*s.\n"), STR_ARG(name)));
	if (asks_handle(t)) {
		say_line(t,
		    _("This key is new here. Choose a handle, with an "
		      "invitation or sysop's code"));
		say_line(t,
		    _("behind it if you have one; or type: link CODE "
		      "to add this key to your"));
		say_line(t, _("account, guest to look around, quit to leave."));
		t->state = TALK_HANDLE;
	} else if (v->member_id == 0) {
		put(t->chan,
		    arena_printf(&a,
			_("You are looking around as a "
			  "guest. To join: ssh -p %lld join@%.*s\n"),
			(long long)v->worker->site.port,
			STR_ARG(v->worker->site.host)));
		say_line(t, _("Type help for the commands, quit to leave."));
	} else {
		say_line(t,
		    _("Type help for the commands, unread for what is "
		      "new, quit to leave."));
	}
	arena_free(&a);
}

struct talk *
talk_open(struct visitor *v, struct chan *chan)
{
	struct talk *t = mem_new(struct talk);

	t->visitor = v;
	t->chan = chan;
	t->body.max = LIMIT_BODY_BYTES + 1;
	t->place.max = PLACE_BYTES;
	t->early.max = EARLY_MAX_BYTES;
	lineedit_init(&t->edit, chan_pty(chan)->present, LIMIT_LINE_BYTES);
	greet(t);
	prompt(t);
	return t;
}

/* A text cut off or refused is kept, unless there is nothing of it. */
static bool
keep_draft(struct talk *t)
{
	bool keeps = t->place.n > 0 && t->visitor->member_id &&
	    !t->visitor->worker->master_gone;
	struct buf text = BUF_INIT(LIMIT_BODY_BYTES);

	buf_put(&text, buf_str(&t->body));
	/* The line under way belongs to it. */
	if (t->state == TALK_BODY)
		buf_put(&text, lineedit_line(&t->edit));
	keeps = keeps && str_trim(buf_str(&text)).n > 0;
	if (keeps)
		call_quiet(t->visitor, "draft",
		    json_pack("{s:s, s:o}", "action", "save", "what",
			json_from_str(buf_str(&t->place))),
		    buf_str(&text));
	buf_wipe(&text);
	return keeps;
}

/* The draft of this text's place; 0: none. */
static int64_t
find_draft(struct talk *t, struct arena *a, struct draft_row *out)
{
	struct visitor *v = t->visitor;
	enum err e = store_draft_at(
	    v->worker->store, a, v->member_id, buf_str(&t->place), out);

	return e == ERR_NONE ? out->id : 0;
}

/* What was a draft is posted now, or given up. */
static void
drop_draft(struct talk *t)
{
	struct arena a = ARENA_INIT;
	struct draft_row draft;
	int64_t id = find_draft(t, &a, &draft);
	char text[32];

	snprintf(text, sizeof text, "%lld", (long long)id);
	if (id)
		call_quiet(t->visitor, "draft",
		    json_pack("{s:s, s:s}", "action", "drop", "what", text),
		    STR(""));
	arena_free(&a);
}

/* The text is where it should be, or was given up. */
static void
forget_text(struct talk *t)
{
	buf_wipe(&t->body);
	t->body.max = LIMIT_BODY_BYTES + 1;
	buf_reset(&t->place);
	t->draft = 0;
	t->kept_bytes = 0;
}

static void on_done(void *arg, int status);

static void
run(struct talk *t, struct str body, bool has_body)
{
	struct arena a = t->arena;

	t->arena = (struct arena)ARENA_INIT;
	t->ran = true;
	t->state = TALK_BUSY;
	t->call = call_start(
	    t->visitor, t->chan, a, &t->args, body, has_body, on_done, t);
	if (t->state != TALK_BUSY)
		t->call = NULL; /* it is done already */
}

/* What was begun before goes on where it ended. */
static void
take_draft(struct talk *t)
{
	struct arena a = ARENA_INIT;
	struct draft_row draft;

	t->draft = find_draft(t, &a, &draft);
	if (t->draft) {
		struct str words = arena_printf(&a,
		    _("You began this %s; it goes on:\n%.*s\n"),
		    clock_ago(draft.updated_ms, clock_now_ms()).text,
		    STR_ARG(draft.body));

		put(t->chan, words);
		buf_put(&t->body, draft.body);
		buf_char(&t->body, '\n');
		t->kept_bytes = t->body.n;
	}
	arena_free(&a);
}

static void
begin_body(struct talk *t, struct str line)
{
	struct arena a = ARENA_INIT;
	struct str place = text_clean_line(&a, line);

	if (t->args.command->body == BODY_SECRET) {
		t->state = TALK_SECRET;
	} else {
		t->state = TALK_BODY;
		buf_reset(&t->place);
		/* A place is a name, not a text: its beginning will do. */
		buf_put(&t->place,
		    str_slice(place, 0, utf8_floor(place, PLACE_BYTES)));
		say_line(t,
		    _("Type the text. A line with a dot alone, or "
		      "Ctrl-D, sends it; ~q gives it up."));
		take_draft(t);
	}
	arena_free(&a);
}

static bool
is_farewell(struct str line)
{
	return str_eq(line, STR("quit")) || str_eq(line, STR("exit")) ||
	    str_eq(line, STR("bye")) || str_eq(line, STR("q"));
}

/* At a terminal a slip was told when it was made; a script looks back. */
static void
take_leave(struct talk *t)
{
	if (chan_pty(t->chan)->present)
		t->status = 0;
	leave(t, _("Come back soon."));
}

static void
take_command(struct talk *t, struct str line)
{
	struct str why = STR("");
	enum err e;

	line = str_trim(line);
	if (line.n == 0)
		return;
	if (is_farewell(line)) {
		take_leave(t);
		return;
	}
	arena_free(&t->arena);
	e = args_parse(&t->arena, line, &t->args, &why);
	if (e != ERR_NONE) {
		put_error(t->chan, FORMAT_TEXT, e, why);
		t->status = err_exit_code(e);
		return;
	}
	if (t->args.help) {
		line =
		    arena_printf(&t->arena, "help %s", t->args.command->name);
		e = args_parse(&t->arena, line, &t->args, &why);
	}
	if (!command_wants_body(t->args.command, &t->args)) {
		run(t, STR(""), false);
		return;
	}
	e = call_ready(t->visitor, &t->arena, &t->args, &why);
	if (e == ERR_NONE)
		begin_body(t, line);
	else
		put_error(t->chan, FORMAT_TEXT, e, why);
	t->status = err_exit_code(e);
}

/* A handle, with a code if there is one; or another way on. */
static void
take_handle(struct talk *t, struct str line)
{
	struct arena a = ARENA_INIT;

	line = str_trim(line);
	if (is_farewell(line)) {
		take_leave(t);
	} else if (str_eq(line, STR("guest"))) {
		t->looks_around = true;
		t->state = TALK_COMMAND;
	} else if (str_starts(line, STR("link ")) ||
	    str_starts(line, STR("join "))) {
		take_command(t, line);
	} else if (line.n) {
		take_command(t, arena_printf(&a, "join %.*s", STR_ARG(line)));
	}
	arena_free(&a);
}

static void
take_text(struct talk *t, struct str line)
{
	if (str_eq(line, STR("~q"))) {
		/* What was a draft before stays one. */
		if (t->kept_bytes && t->draft == 0)
			drop_draft(t);
		forget_text(t);
		t->state = TALK_COMMAND;
		say_line(t, _("Given up."));
		return;
	}
	if (str_eq(line, STR("."))) {
		run(t, buf_str(&t->body), true);
		return;
	}
	/* As in mail: a line that starts with a dot is typed with two. */
	if (str_starts(line, STR("..")))
		line = str_slice(line, 1, line.n);
	buf_put(&t->body, line);
	buf_char(&t->body, '\n');
	if (t->body.full)
		say_line(t,
		    _("That is more than a post can hold; this line "
		      "was left out."));
	t->body.full = false;
}

static void
take_secret(struct talk *t, struct str line)
{
	if (t->state == TALK_SECRET && line.n < LIMIT_PASSWORD_MIN) {
		t->state = TALK_COMMAND;
		say_line(t, _("That is too short; nothing was changed."));
	} else if (t->state == TALK_SECRET) {
		forget_text(t);
		buf_put(&t->body, line);
		t->state = TALK_AGAIN;
	} else if (str_eq(line, buf_str(&t->body))) {
		run(t, buf_str(&t->body), true);
	} else {
		forget_text(t);
		t->state = TALK_COMMAND;
		say_line(t, _("The two differ; nothing was changed."));
	}
}

static void
take_line(struct talk *t, struct str line)
{
	if (t->edit.cut) {
		say_line(t, _("That line is too long; it was left out."));
		t->status = err_exit_code(ERR_LIMIT);
		return;
	}
	switch (t->state) {
	case TALK_COMMAND:
		take_command(t, line);
		break;
	case TALK_HANDLE:
		take_handle(t, line);
		break;
	case TALK_BODY:
		take_text(t, line);
		break;
	case TALK_SECRET:
	case TALK_AGAIN:
		take_secret(t, line);
		break;
	case TALK_BUSY:
	case TALK_OVER:
		break;
	}
}

static void
cancel(struct talk *t)
{
	if (keep_draft(t))
		say_line(t, _("Not sent. Your text is kept: see `draft`."));
	forget_text(t);
	if (t->state != TALK_HANDLE)
		t->state = TALK_COMMAND;
}

/* What is typed counts although its newline is missing. */
static bool
take_last_line(struct talk *t)
{
	struct arena a = ARENA_INIT;
	struct str line = arena_dup(&a, lineedit_line(&t->edit));

	lineedit_reset(&t->edit);
	if (line.n)
		take_line(t, line);
	arena_free(&a);
	return line.n > 0;
}

static void
take_end(struct talk *t)
{
	if (take_last_line(t) &&
	    (t->state == TALK_BUSY || t->state == TALK_OVER))
		return;
	if (t->state == TALK_BODY)
		run(t, buf_str(&t->body), true);
	else
		leave(t, NULL);
}

/* A text may have long lines, a command may not. */
static void
set_line_max(struct talk *t)
{
	t->edit.line.max =
	    t->state == TALK_BODY ? LIMIT_BODY_BYTES : LIMIT_LINE_BYTES;
}

/* One line, or what there is of it; `bytes` moves on. */
static void
feed_line(struct talk *t, struct str *bytes)
{
	struct buf echo = BUF_INIT(0);
	struct arena a = ARENA_INIT;
	enum line_event got;
	struct str line;

	set_line_max(t);
	got = lineedit_feed(&t->edit, bytes, &echo);
	line = arena_dup(&a, lineedit_line(&t->edit));
	chan_write(t->chan, buf_str(&echo));
	if (got == LINE_READY)
		take_line(t, line);
	else if (got == LINE_CANCEL)
		cancel(t);
	else if (got == LINE_END)
		take_end(t);
	if (got != LINE_MORE) {
		lineedit_reset(&t->edit);
		prompt(t);
	}
	buf_free(&echo);
	arena_free(&a);
}

static void on_turn(struct turn *turn);

/*
 * Look at what came, up to one command, so that a flood of them holds
 * nobody up; and at nothing while answers wait to be taken.
 */
static void
feed(struct talk *t)
{
	struct str bytes = str_slice(buf_str(&t->early), 0, TURN_BYTES);
	size_t taken = bytes.n;

	chan_pause(t->chan, t->early.n > EARLY_BYTES);
	if (chan_queued(t->chan) > ANSWER_BYTES)
		return; /* talk_drained() goes on */
	t->feeding = true;
	t->ran = false;
	while (bytes.n && !t->ran && t->state != TALK_BUSY &&
	    t->state != TALK_OVER)
		feed_line(t, &bytes);
	t->feeding = false;
	buf_consume(&t->early, taken - bytes.n);
	if (t->state == TALK_OVER)
		return;
	/* The last line counts without its end as well. */
	if (t->ended && t->early.n == 0 && t->state != TALK_BUSY &&
	    lineedit_line(&t->edit).n)
		buf_char(&t->early, '\n');
	if (t->early.n && t->state != TALK_BUSY)
		turn_wait(t->visitor->worker->turns, &t->turn, on_turn);
	else if (t->early.n == 0 && t->ended && t->state != TALK_BUSY)
		take_end(t);
	chan_pause(t->chan, t->early.n > EARLY_BYTES);
}

static void
on_turn(struct turn *turn)
{
	struct talk *t = container_of(turn, struct talk, turn);

	if (t->state != TALK_BUSY && t->state != TALK_OVER && !t->feeding)
		feed(t);
}

static void
on_done(void *arg, int status)
{
	struct talk *t = arg;

	t->call = NULL;
	t->status = status;
	if (status && keep_draft(t))
		say_line(t, _("Your text is kept: see `draft`."));
	if (status == 0 && t->kept_bytes)
		drop_draft(t);
	forget_text(t);
	t->state = asks_handle(t) ? TALK_HANDLE : TALK_COMMAND;
	if (t->feeding)
		return;
	prompt(t);
	turn_wait(t->visitor->worker->turns, &t->turn, on_turn);
}

void
talk_input(struct talk *t, struct str bytes)
{
	/* Any key ends what would go on for ever. */
	if (t->state == TALK_BUSY && t->call && call_stop_stream(t->call))
		return;
	if (t->state == TALK_OVER)
		return;
	buf_put(&t->early, bytes);
	if (t->early.full)
		leave(t, _("That is more than can be taken in at once."));
	else if (t->state == TALK_BUSY)
		chan_pause(t->chan, t->early.n > EARLY_BYTES);
	else if (!turn_waits(&t->turn))
		feed(t);
}

void
talk_keep(struct talk *t)
{
	size_t now = t->body.n + lineedit_line(&t->edit).n;

	if (t->state == TALK_BODY && now != t->kept_bytes && keep_draft(t))
		t->kept_bytes = now;
}

void
talk_drained(struct talk *t)
{
	if (t->call)
		call_go_on(t->call);
	else if (t->early.n || t->ended)
		turn_wait(t->visitor->worker->turns, &t->turn, on_turn);
}

void
talk_eof(struct talk *t)
{
	t->ended = true;
	if (t->state == TALK_BUSY && t->call)
		call_stop_stream(t->call);
	else if (t->state != TALK_BUSY && !turn_waits(&t->turn))
		feed(t);
}

/* A text that is on its way is no draft. */
static bool
keep_unsent(struct talk *t)
{
	return t->state == TALK_BODY && keep_draft(t);
}

void
talk_drain(struct talk *t, enum ending why)
{
	bool kept = keep_unsent(t), revoked = why == ENDING_REVOKED;

	forget_text(t);
	t->status = err_exit_code(revoked ? ERR_DENIED : ERR_OFFLINE);
	if (revoked)
		leave(t,
		    kept ? _("\nYour key was revoked. What you typed is kept "
			     "as a draft.") :
			   _("\nYour key was revoked."));
	else
		leave(t,
		    kept ? _("\nThe server is stopping. What you typed is "
			     "kept as a draft.") :
			   _("\nThe server is stopping. Come back in a "
			     "moment."));
}

void
talk_close(struct talk *t)
{
	keep_unsent(t);
	if (t->call)
		call_forget(t->call);
	t->state = TALK_OVER;
	lineedit_free(&t->edit);
	arena_free(&t->arena);
	buf_wipe(&t->body);
	buf_free(&t->place);
	buf_wipe(&t->early);
	turn_drop(t->visitor->worker->turns, &t->turn);
	free(t);
}
