/* join - the first screen of a new key: a name, a code, or just a look. */
#include "common/command/command.h"
#include "common/rules/limits.h"
#include "common/store/member.h"
#include "common/store/setting.h"
#include "common/text/handle.h"
#include "common/text/utf8.h"
#include "common/text/wrap.h"
#include "screens/app.h"
#include "screens/palette.h"
#include "screens/ui/field.h"
#include "screens/ui/frame.h"
#include "screens/ui/go.h"

enum {
	CODE_CHARS = 64,
	FIELD_COL = 10,
	WIDE_COLS = 70,	 /* from here on, words beside a field */
	FIELD_WIDE = 34, /* a whole handle */
	FIELD_NARROW = 16,
	AIRY_ROWS = 16, /* from here on, blank lines between */
	SHORT_ROWS = 8, /* from here on, a line on what to do */
	RULES_MAX = 8,
};

/* What can be stood on, from above. */
enum item { AT_HANDLE, AT_CODE, AT_DO, AT_OTHER, AT_LOOK, AT_LEAVE, AT_COUNT };

struct verdict {
	enum style style;
	const char *words;
	bool good;
};

struct join {
	struct field *handle;
	struct field *code;
	struct field *link; /* the code of another device */
	bool linking;	    /* "I have an account" */
	bool invite;	    /* the policy */
	bool closed;
	bool sending;
	enum item at;
	struct verdict verdict;
	struct str rules; /* in the screen's arena */
	struct str motto;
};

static bool
has_item(const struct screen *s, enum item item)
{
	const struct join *st = s->state;

	if (item <= AT_OTHER && !app_may_join(s->app))
		return false;
	return item != AT_HANDLE || !st->linking;
}

static struct field *
field_at(const struct join *st, enum item item)
{
	if (item == AT_HANDLE)
		return st->handle;
	if (item == AT_CODE)
		return st->linking ? st->link : st->code;
	return NULL;
}

static void
stand(struct screen *s, enum item item)
{
	struct join *st = s->state;

	while (!has_item(s, item))
		item = (enum item)((item + 1) % AT_COUNT);
	st->at = item;
	s->dirty = true;
}

static void
move(struct screen *s, int by)
{
	const struct join *st = s->state;
	int at = (int)st->at;

	do
		at = (at + by + AT_COUNT) % AT_COUNT;
	while (!has_item(s, (enum item)at));
	stand(s, (enum item)at);
}

/* People write their name as others would: "@ana". */
static struct str
handle_of(const struct join *st)
{
	struct str h = str_trim(field_text(st->handle));

	return str_starts(h, STR("@")) ? str_slice(h, 1, h.n) : h;
}

static void
judge(struct screen *s)
{
	struct join *st = s->state;
	struct str handle = handle_of(st);
	struct arena a = ARENA_INIT;
	struct member_row taken;
	struct verdict v = { STYLE_BAD, N_("taken"), false };

	if (handle.n == 0)
		v = (struct verdict){ STYLE_DIM, "", false };
	else if (handle.n > HANDLE_MAX_BYTES)
		v.words = N_("32 letters at most");
	else if (!handle_is_valid(handle))
		v.words = N_("a-z 0-9, and _ . - inside");
	else if (handle_is_reserved(handle))
		v.words = N_("kept for the house");
	else if (store_member_by_handle(s->store, &a, handle, &taken) ==
	    ERR_MISSING)
		v = (struct verdict){ STYLE_GOOD, N_("✓ free"), true };
	else if (str_eq(taken.status, STR("unclaimed")))
		v = (struct verdict){ STYLE_WARN, N_("only with its code"),
			str_trim(field_text(st->code)).n > 0 };
	st->verdict = v;
	arena_free(&a);
}

static enum err
join_open(struct screen *s, struct str arg)
{
	struct join *st = s->state;
	struct str policy;

	(void)arg;
	if (s->viewer.id) {
		app_say(
		    s->app, STYLE_MESSAGE, STR(_("You are a member already.")));
		return ERR_CONFLICT;
	}
	TRY(store_setting_get(
	    s->store, &s->arena, SETTING_JOIN_POLICY, &policy));
	TRY(store_setting_get(
	    s->store, &s->arena, SETTING_COMMUNITY_RULES, &st->rules));
	TRY(store_setting_get(
	    s->store, &s->arena, SETTING_COMMUNITY_MOTTO, &st->motto));
	st->invite = str_eq(policy, STR("invite"));
	st->closed = str_eq(policy, STR("closed"));
	st->handle = field_new(HANDLE_MAX_BYTES + 1);
	st->code = field_new(CODE_CHARS);
	st->link = field_new(CODE_CHARS);
	judge(s);
	stand(s, AT_HANDLE);
	return ERR_NONE;
}

static void
join_close(struct screen *s)
{
	struct join *st = s->state;

	field_free(st->handle);
	field_free(st->code);
	field_free(st->link);
}

static void
to_lobby(struct screen *s)
{
	const struct screen_class *lobby = app_screen(STR("lobby"));

	if (lobby && app_top(s->app) == s)
		(void)app_replace(s->app, lobby, STR(""));
}

static void
on_answer(struct screen *s, const struct answer *answer)
{
	struct join *st = s->state;
	struct str words = answer->words;

	st->sending = false;
	s->dirty = true;
	if (answer->err == ERR_NONE) {
		to_lobby(s);
		app_say(s->app, STYLE_GOOD, str_cut(&words, '\n'));
		return;
	}
	if (answer->err == ERR_UNSURE)
		words = STR(_("It may have worked. Leave and come again to "
			      "see."));
	else if (words.n == 0)
		words = str_from(err_text(answer->err));
	judge(s);
	app_say(s->app, STYLE_BAD, words);
}

static void
object(struct screen *s, enum item item, const char *words)
{
	app_say(s->app, STYLE_WARN, str_from(words));
	stand(s, item);
}

static void
submit_join(struct screen *s)
{
	struct join *st = s->state;
	struct args args = args_of("join");
	struct str code = str_trim(field_text(st->code));

	judge(s);
	if (handle_of(st).n == 0) {
		object(s, AT_HANDLE, _("Choose a handle first."));
		return;
	}
	if (!st->verdict.good) {
		object(s, AT_HANDLE, _("Another handle, please."));
		return;
	}
	if ((st->invite || st->closed) && code.n == 0) {
		object(s, AT_CODE,
		    st->invite ? _("Joining needs the code of an invitation.") :
				 _("Nobody can join now but with a code of "
				   "the sysop."));
		return;
	}
	args_put(&args, "handle", handle_of(st));
	if (code.n)
		args_put(&args, "code", code);
	st->sending = true; /* the answer may come at once */
	if (app_submit(s, &args, STR(""), on_answer) != ERR_NONE)
		st->sending = false;
}

static void
submit_link(struct screen *s)
{
	struct join *st = s->state;
	struct args args = args_of("link");
	struct str code = str_trim(field_text(st->link));

	if (code.n == 0) {
		object(s, AT_CODE,
		    _("Type the code that `link` shows on the other device."));
		return;
	}
	args_put(&args, "code", code);
	st->sending = true; /* the answer may come at once */
	if (app_submit(s, &args, STR(""), on_answer) != ERR_NONE)
		st->sending = false;
}

static void
enter(struct screen *s)
{
	struct join *st = s->state;

	s->dirty = true;
	if (st->sending)
		return;
	switch (st->at) {
	case AT_HANDLE:
	case AT_CODE:
	case AT_DO:
		if (st->linking)
			submit_link(s);
		else
			submit_join(s);
		break;
	case AT_OTHER:
		st->linking = !st->linking;
		stand(s, st->linking ? AT_CODE : AT_HANDLE);
		break;
	case AT_LOOK:
		to_lobby(s);
		break;
	case AT_LEAVE:
		app_quit(s->app, 0);
		break;
	case AT_COUNT:
		break;
	}
}

/* Back to the name; from there, in to look. */
static void
leave(struct screen *s)
{
	struct join *st = s->state;

	if (st->linking) {
		st->linking = false;
		stand(s, AT_HANDLE);
	} else {
		to_lobby(s);
	}
}

static void
next(struct screen *s)
{
	move(s, 1);
}

static void
previous(struct screen *s)
{
	move(s, -1);
}

static bool
join_key(struct screen *s, const struct key *key)
{
	struct join *st = s->state;
	struct field *f = field_at(st, st->at);
	const char *complaint;

	if (f == NULL || st->sending || key->code == KEYS_UP ||
	    key->code == KEYS_DOWN || !field_key(f, key))
		return false;
	complaint = field_complaint(f);
	if (complaint)
		app_say(s->app, STYLE_WARN, str_from(complaint));
	if (f == st->handle)
		judge(s);
	s->dirty = true;
	return true;
}

static void
join_event(struct screen *s, const struct event_note *note)
{
	if (note->kind != EVENT_MEMBER_JOINED &&
	    note->kind != EVENT_MEMBER_RENAMED)
		return;
	judge(s);
	s->dirty = true;
}

/*
 * Who this is changed: by what was sent from here, whose answer comes yet,
 * or elsewhere on the same connection.
 */
static void
join_again(struct screen *s)
{
	const struct join *st = s->state;

	if (s->viewer.id && !st->sending)
		to_lobby(s);
	else
		judge(s);
	s->dirty = true;
}

static void
draw_field(struct screen *s, struct canvas *c, int row, enum item item,
    const char *label, struct str hint)
{
	struct join *st = s->state;
	bool here = s->focused && st->at == item;
	int cells = c->cols >= WIDE_COLS ? FIELD_WIDE : FIELD_NARROW;
	int after = FIELD_COL + cells + 2;

	if (row >= c->rows)
		return;
	if (c->cols < WIDE_COLS && item == AT_CODE)
		cells = c->cols - FIELD_COL - 1;
	canvas_text(c, row, 1, FIELD_COL - 2,
	    here ? STYLE_ACCENT : STYLE_NORMAL, str_from(label));
	field_draw(field_at(st, item), c, row, FIELD_COL, cells, here, hint);
	if (item == AT_HANDLE && *st->verdict.words)
		canvas_text(c, row, after, c->cols - after - 1,
		    st->verdict.style, str_from(_(st->verdict.words)));
}

static void
draw_choice(struct screen *s, struct canvas *c, int row, enum item item,
    struct str words)
{
	const struct join *st = s->state;
	bool here = st->at == item;

	if (row >= c->rows)
		return;
	canvas_text(c, row, 3, c->cols - 4, STYLE_NORMAL, words);
	if (here) {
		canvas_put(c, row, 1, STYLE_ACCENT, STR("▸"));
		canvas_select(c, row, 0, c->cols);
	}
}

static struct str
about(const struct screen *s, struct arena *a)
{
	const struct join *st = s->state;

	if (!app_may_join(s->app))
		return arena_printf(a,
		    _("You are here as a guest. To join: %.*s (with an ssh "
		      "key; without one it asks for a handle and a "
		      "password)."),
		    STR_ARG(go_join_line(s, a)));
	if (st->linking)
		return STR(_("On a device that is in already, type :link "
			     "there; it shows a code."));
	if (st->closed)
		return STR(_("No new members just now. Look around, or bring "
			     "a code of the sysop."));
	if (st->invite)
		return STR(_("Members invite members here: you need a code "
			     "of one who is in."));
	return STR(_("Choose the name others will call you. Your ssh key is "
		     "all you need."));
}

static struct str
code_hint(const struct join *st)
{
	if (st->linking)
		return STR(_("what it shows"));
	if (st->invite)
		return STR(_("of your invitation"));
	return st->closed ? STR(_("of the sysop")) :
			    STR(_("only if you were given one"));
}

/* Those that fit; half a rule is none. */
static void
draw_rules(const struct join *st, struct canvas *c, int row)
{
	struct str rest = st->rules;

	for (int i = 0; i < RULES_MAX && rest.n; i++) {
		struct arena a = ARENA_INIT;
		struct str text = text_wrap(&a, str_trim(str_cut(&rest, '|')),
		    (size_t)(c->cols > 8 ? c->cols - 6 : 2), STR(""));

		if (row + frame_lines(text) > c->rows)
			text = STR("");
		for (int k = 0; text.n; k++, row++) {
			if (k == 0)
				canvas_put(c, row, 1, STYLE_ACCENT, STR("·"));
			canvas_text(c, row, 3, c->cols - 4, STYLE_DIM,
			    str_cut(&text, '\n'));
		}
		arena_free(&a);
	}
}

static struct str
do_words(const struct join *st, struct arena *a)
{
	struct str handle = handle_of(st);

	if (st->sending)
		return STR(_("One moment…"));
	if (st->linking)
		return STR(_("Add this device to my account"));
	if (!st->verdict.good)
		return STR(_("Join"));
	return arena_printf(a, _("Join as @%.*s"), STR_ARG(handle));
}

static void
join_draw(struct screen *s, struct canvas *c)
{
	struct join *st = s->state;
	struct arena a = ARENA_INIT;
	int gap = c->rows >= AIRY_ROWS, row = gap;
	bool may = app_may_join(s->app);

	canvas_text(c, row++, 1, c->cols - 2, STYLE_TITLE,
	    arena_printf(
		&a, _("Welcome to %.*s"), STR_ARG(app_community(s->app))));
	if (gap && st->motto.n)
		canvas_text(c, row++, 1, c->cols - 2, STYLE_NORMAL, st->motto);
	row += gap;
	if (!gap && may && !st->linking && c->rows >= SHORT_ROWS) {
		struct str text = about(s, &a), first = str_cut(&text, '.');

		canvas_text(c, row++, 1, c->cols - 2, STYLE_DIM,
		    arena_printf(&a, "%.*s.", STR_ARG(first)));
	} else if (gap || !may || st->linking) {
		struct str text = text_wrap(&a, about(s, &a),
		    (size_t)(c->cols > 4 ? c->cols - 2 : 2), STR(""));

		while (text.n)
			canvas_text(c, row++, 1, c->cols - 2, STYLE_DIM,
			    str_cut(&text, '\n'));
	}
	row += gap;
	if (may && !st->linking)
		draw_field(
		    s, c, row++, AT_HANDLE, _("Handle"), STR(_("such as ana")));
	if (may)
		draw_field(s, c, row++, AT_CODE, _("Code"), code_hint(st));
	row += gap;
	if (may) {
		draw_choice(s, c, row++, AT_DO, do_words(st, &a));
		draw_choice(s, c, row++, AT_OTHER,
		    st->linking ?
			STR(_("I am new here")) :
			STR(_("I have an account, on another device")));
	}
	draw_choice(s, c, row++, AT_LOOK, STR(_("Look around first")));
	draw_choice(s, c, row++, AT_LEAVE, STR(_("Leave")));
	draw_rules(st, c, row + gap);
	arena_free(&a);
}

static struct str
join_crumbs(struct screen *s, struct arena *a)
{
	const struct join *st = s->state;

	(void)a;
	return st->linking ? STR(_("Another device")) : STR(_("Join"));
}

static const struct binding *
join_typing(const struct screen *s)
{
	const struct join *st = s->state;

	return field_at(st, st->at) ? field_keys : NULL;
}

static const struct binding join_keys[] = {
	/* In a field these are letters: the footer names F1. */
	{ '?', NULL, app_help, NULL, 0 },
	{ ':', NULL, palette_open, NULL, 0 },
	{ '/', NULL, NULL, NULL, 0 },
	{ '@', NULL, NULL, NULL, 0 },
	{ KEYS_ENTER, N_("go on"), enter, NULL, 0 },
	{ KEYS_TAB, N_("next"), next, NULL, 0 },
	{ KEYS_DOWN, NULL, next, NULL, 0 },
	{ 'j', NULL, next, NULL, 0 },
	{ KEYS_UP, N_("previous"), previous, NULL, 0 },
	{ KEYS_TAB | KEYS_SHIFT, NULL, previous, NULL, 0 },
	{ 'k', NULL, previous, NULL, 0 },
	{ KEYS_ESC, N_("look around"), leave, NULL, 0 },
	{ 0 },
};

extern const struct screen_class join_screen;

const struct screen_class join_screen = {
	.name = "join",
	.title = N_("Join"),
	.state_size = sizeof(struct join),
	.keys = join_keys,
	.open = join_open,
	.draw = join_draw,
	.crumbs = join_crumbs,
	.typing = join_typing,
	.key = join_key,
	.event = join_event,
	.again = join_again,
	.close = join_close,
};
