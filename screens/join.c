/* join - the first screen of a new key: a name, a code, or just a look. */
#include "common/command/command.h"
#include "common/rules/limits.h"
#include "common/store/member.h"
#include "common/store/setting.h"
#include "common/text/handle.h"
#include "screens/join_impl.h"
#include "screens/palette.h"

enum { CODE_CHARS = 64 };

static bool
has_item(const struct screen *s, enum item item)
{
	const struct join *st = s->state;

	if (item <= AT_OTHER && !app_may_join(s->app))
		return false;
	return item != AT_HANDLE || !st->linking;
}

struct field *
join_field(const struct join *st, enum item item)
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
struct str
join_handle(const struct join *st)
{
	struct str h = str_trim(field_text(st->handle));

	return str_starts(h, STR("@")) ? str_slice(h, 1, h.n) : h;
}

static void
judge(struct screen *s)
{
	struct join *st = s->state;
	struct str handle = join_handle(st);
	struct arena a = ARENA_INIT;
	struct member_row taken = { 0 };
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
send(struct screen *s, const struct args *args)
{
	struct join *st = s->state;

	st->sending = true; /* the answer may come at once */
	if (app_submit(s, args, STR(""), on_answer) != ERR_NONE)
		st->sending = false;
}

static void
submit_join(struct screen *s)
{
	struct join *st = s->state;
	struct args args = args_of("join");
	struct str code = str_trim(field_text(st->code));

	judge(s);
	if (join_handle(st).n == 0) {
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
	args_put(&args, "handle", join_handle(st));
	if (code.n)
		args_put(&args, "code", code);
	send(s, &args);
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
	send(s, &args);
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
	struct field *f = join_field(st, st->at);
	const char *complaint;

	if (f == NULL || st->sending || key->code == KEYS_UP ||
	    key->code == KEYS_DOWN || !field_key(f, key))
		return false;
	complaint = field_complaint(f);
	if (complaint)
		app_say(s->app, STYLE_WARN, str_from(complaint));
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

	return join_field(st, st->at) ? field_keys : NULL;
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
	.title = N_("Welcome"),
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
