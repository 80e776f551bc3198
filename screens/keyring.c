/* keyring - the ssh keys that are the viewer's account, as screen "keys". */
#include <string.h>

#include "common/base/clock.h"
#include "common/rules/limits.h"
#include "common/text/wrap.h"
#include "screens/app.h"
#include "screens/ui/frame.h"
#include "screens/ui/go.h"
#include "screens/ui/list.h"
#include "screens/ui/prompt.h"

enum {
	TEXT_COL = 3,
	THIS_COLS = 10,
	TIMES_COLS = 24,
	NARROW = 56,
	PRINT_CHARS = 8, /* of a fingerprint, instead of a name */
	CODE_BYTES = 64,
	LINE_BYTES = 256,
	PANEL_COLS = 44,
};

/* Columns of what `link` answers. */
enum { AT_CODE = 1, AT_EXPIRES };

struct keyring {
	struct list list; /* first: LIST_KEYS */
	struct screen *screen;
	struct key_row *key;
	size_t len;
	size_t revoked;
	int64_t chosen; /* the key that is asked about */
	unsigned sure;	/* how often the viewer said so */
	/* A code for another device; empty: none is shown. */
	char code[CODE_BYTES];
	char line[LINE_BYTES];
	int64_t expires_ms;
};

static int64_t
key_id(void *arg, size_t i)
{
	return ((const struct keyring *)arg)->key[i].id;
}

static struct list_rows
key_rows(void *arg, size_t i, bool selected)
{
	(void)arg;
	(void)i;
	(void)selected;
	return (struct list_rows){ 0, 2 };
}

static bool
is_this(const struct screen *s, const struct key_row *k)
{
	return k->fingerprint.n &&
	    str_eq(k->fingerprint, app_fingerprint(s->app));
}

/* Two keys without names are told apart by how their fingerprints begin. */
static struct str
key_name(const struct key_row *k, struct arena *a)
{
	struct str print = k->fingerprint;

	if (k->name.n)
		return k->name;
	if (str_starts(print, STR("SHA256:")))
		print = str_slice(print, 7, print.n);
	return arena_printf(
	    a, _("the key %.*s…"), STR_ARG(str_slice(print, 0, PRINT_CHARS)));
}

static struct str
times(const struct key_row *k, struct arena *a, int64_t now_ms)
{
	if (!k->proven)
		return STR(_("not used so far"));
	if (k->used_ms == 0)
		return arena_printf(
		    a, _("added %s"), clock_age(k->added_ms, now_ms).text);
	return arena_printf(a, _("added %s, used %s"),
	    clock_age(k->added_ms, now_ms).text,
	    clock_age(k->used_ms, now_ms).text);
}

static void
key_draw(void *arg, struct canvas *c, size_t i, bool selected)
{
	const struct keyring *st = arg;
	const struct screen *s = st->screen;
	const struct key_row *k = &st->key[i];
	struct arena a = ARENA_INIT;
	struct str when = times(k, &a, app_now_ms(s->app));
	int width = c->cols - TEXT_COL - 1;

	(void)selected;
	canvas_text(c, 0, TEXT_COL, width - THIS_COLS,
	    k->name.n ? STYLE_TITLE : STYLE_DIM,
	    k->name.n || c->cols < NARROW ? key_name(k, &a) :
					    STR(_("a key without a name")));
	if (is_this(s, k))
		canvas_text_right(c, 0, TEXT_COL + width - THIS_COLS, THIS_COLS,
		    STYLE_ACCENT, STR(_("this one")));
	if (c->cols < NARROW) {
		canvas_text(c, 1, TEXT_COL, width, STYLE_DIM, when);
	} else {
		canvas_text(c, 1, TEXT_COL, width - TIMES_COLS, STYLE_DIM,
		    k->fingerprint);
		canvas_text_right(c, 1, TEXT_COL + width - TIMES_COLS,
		    TIMES_COLS, STYLE_DIM, when);
	}
	arena_free(&a);
}

static const struct list_model key_model = {
	.id = key_id,
	.rows = key_rows,
	.draw = key_draw,
};

/* Those that let somebody in; the others are counted. */
static void
reload(struct screen *s)
{
	struct keyring *st = s->state;
	struct key_list all = { 0 };

	arena_reset(&s->arena);
	st->key = NULL;
	st->len = 0;
	st->revoked = 0;
	if (s->viewer.id == 0 ||
	    store_key_list(s->store, &s->arena, s->viewer.id, &all) != ERR_NONE)
		all.len = 0;
	st->key = all.row;
	for (size_t i = 0; i < all.len; i++) {
		if (all.row[i].revoked_ms)
			st->revoked++;
		else
			st->key[st->len++] = all.row[i];
	}
	list_reset(&st->list, st->len);
	s->dirty = true;
}

static enum err
keys_open(struct screen *s, struct str arg)
{
	struct keyring *st = s->state;

	(void)arg;
	st->screen = s;
	list_init(&st->list, &key_model, st, 0);
	reload(s);
	return ERR_NONE;
}

static void
forget_code(struct screen *s)
{
	struct keyring *st = s->state;

	explicit_bzero(st->code, sizeof st->code);
	explicit_bzero(st->line, sizeof st->line);
	s->dirty = true;
}

/* The line is to be typed or copied as it is: no part of it may be cut. */
static void
draw_code(struct screen *s, struct canvas *c)
{
	struct keyring *st = s->state;
	struct arena a = ARENA_INIT;
	struct str line, until, how;
	struct canvas in;
	int cells = (int)strlen(st->line), row = 0, rows, gap;

	cells = cells < PANEL_COLS ? PANEL_COLS : cells;
	cells = cells > c->cols - 6 ? c->cols - 6 : cells;
	line = text_wrap(&a, str_from(st->line), (size_t)cells, STR(""));
	until = text_wrap(&a,
	    arena_printf(&a,
		_("Until %s. y copies it; any other key hides it."),
		zone_day(app_zone(s->app), st->expires_ms, app_clock(s->app))
		    .text),
	    (size_t)cells, STR(""));
	how = text_wrap(&a, STR(_("Type this there; it works once:")),
	    (size_t)cells, STR(""));
	rows = frame_lines(line) + frame_lines(until);
	gap = rows + frame_lines(how) + 4 <= c->rows - 4;
	if (gap)
		rows += frame_lines(how) + 4;
	else if (rows + frame_lines(how) <= c->rows - 4)
		rows += frame_lines(how);
	else
		how = STR("");
	in = frame_middle(c, rows, cells, STR(_("Another device")));
	if (how.n)
		row = frame_text(&in, 0, STYLE_NORMAL, how) + gap;
	row = frame_text(&in, row, STYLE_TITLE, line) + gap;
	/* By itself for the form there; the line ends in it, too. */
	if (gap)
		canvas_text(
		    &in, row++, 0, in.cols, STYLE_ACCENT, str_from(st->code));
	frame_text(&in, row + gap, STYLE_DIM, until);
	arena_free(&a);
}

static void
draw_empty(struct screen *s, struct canvas *c)
{
	static const char *const words[] = {
		N_("No ssh key is your account yet: you come in with a "
		   "password."),
		"",
		N_("With a key you need none. On your own machine:"),
		"",
		"  ssh-keygen -t ed25519",
		"",
		N_("Then l makes a code here that adds that key to you."),
	};
	struct arena a = ARENA_INIT;

	if (s->viewer.id == 0) {
		canvas_text(c, 1, 2, c->cols - 3, STYLE_NORMAL,
		    STR(_("Members have keys here. To become one:")));
		canvas_text(c, 3, 2, c->cols - 3, STYLE_CODE,
		    arena_printf(&a, "  %.*s", STR_ARG(go_join_way(s, &a))));
		arena_free(&a);
		return;
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		canvas_text(c, 1 + (int)i, 2, c->cols - 3,
		    words[i][0] == ' ' ? STYLE_CODE : STYLE_NORMAL,
		    str_from(_(words[i])));
}

static void
keys_draw(struct screen *s, struct canvas *c)
{
	struct keyring *st = s->state;
	struct canvas body = canvas_sub(c, 1, 0, c->rows - 2, c->cols);
	struct arena a = ARENA_INIT;

	if (st->len)
		list_draw(&st->list, &body, s->focused && !st->code[0]);
	else
		draw_empty(s, c);
	if (st->revoked)
		canvas_text(c, c->rows - 1, TEXT_COL, c->cols - TEXT_COL - 1,
		    STYLE_DIM,
		    arena_printf(&a,
			st->revoked == 1 ? _("%zu was revoked and lets "
					     "nobody in") :
					   _("%zu were revoked and let "
					     "nobody in"),
			st->revoked));
	if (st->code[0])
		draw_code(s, c);
	arena_free(&a);
}

static struct str
keys_crumbs(struct screen *s, struct arena *a)
{
	(void)s;
	(void)a;
	return STR(_("Your ssh keys"));
}

static const struct key_row *
selected(const struct keyring *st)
{
	return st->len ? &st->key[st->list.cursor] : NULL;
}

static void
on_changed(struct screen *s, const struct answer *answer)
{
	reload(s);
	app_tell(s, answer);
}

static void
do_rename(struct screen *s, struct str name)
{
	struct keyring *st = s->state;
	struct args args = args_of("keys");
	struct arena a = ARENA_INIT;

	args_put(&args, "action", STR("rename"));
	args_put(&args, "key", arena_printf(&a, "%lld", (long long)st->chosen));
	args_put(&args, "name", name);
	(void)app_submit(s, &args, STR(""), on_changed);
	arena_free(&a);
}

static void
rename_key(struct screen *s)
{
	struct keyring *st = s->state;
	const struct key_row *k = selected(st);

	if (k == NULL)
		return;
	st->chosen = k->id;
	(void)prompt_open(s,
	    &(struct prompt){ .label = STR(_("Name of this key")),
		.initial = k->name,
		.placeholder = STR(_("such as laptop")),
		.enter = STR(_("rename")),
		.max_chars = LIMIT_KEY_NAME_CHARS,
		.done = do_rename });
}

static void do_revoke(struct screen *s);

/* The last way in asks again, in the command's own words. */
static void
on_revoked(struct screen *s, const struct answer *answer)
{
	struct keyring *st = s->state;

	if (answer->err == ERR_CONFLICT && st->sure < 2) {
		st->sure++;
		(void)confirm_open(s,
		    st->sure == 1 ?
			STR(_("This is your last key and you have no "
			      "password: you could not come back. Revoke it "
			      "all the same?")) :
			STR(_("Are you sure? Only the sysop could let you in "
			      "again.")),
		    do_revoke);
	} else {
		on_changed(s, answer);
	}
}

static void
do_revoke(struct screen *s)
{
	struct keyring *st = s->state;
	struct args args = args_of("keys");
	struct arena a = ARENA_INIT;

	args_put(&args, "action", STR("revoke"));
	args_put(&args, "key", arena_printf(&a, "%lld", (long long)st->chosen));
	if (st->sure > 0)
		args_put(&args, "yes", STR("yes"));
	if (st->sure > 1)
		args_put(&args, "really", STR("yes"));
	(void)app_submit(s, &args, STR(""), on_revoked);
	arena_free(&a);
}

static void
revoke_key(struct screen *s)
{
	struct keyring *st = s->state;
	const struct key_row *k = selected(st);
	struct arena a = ARENA_INIT;
	struct str question;

	if (k == NULL)
		return;
	st->chosen = k->id;
	st->sure = 0;
	if (is_this(s, k))
		question = STR(_("This is the key you are here with. Revoke "
				 "it? You leave at once, and it lets nobody "
				 "in any more."));
	else
		question = arena_printf(&a,
		    k->name.n ?
			_("Revoke \"%.*s\"? It lets nobody in any more.") :
			_("Revoke %.*s? It lets nobody in any more."),
		    STR_ARG(key_name(k, &a)));
	(void)confirm_open(s, question, do_revoke);
	arena_free(&a);
}

static void
on_code(struct screen *s, const struct answer *answer)
{
	struct keyring *st = s->state;
	struct arena a = ARENA_INIT;
	const struct cell *c;
	struct str line;

	if (answer->err || answer->rows == NULL || !answer->rows->first) {
		on_changed(s, answer);
		return;
	}
	c = answer->rows->first->cell;
	line = arena_printf(&a, "%.*s link %.*s", STR_ARG(go_join_line(s, &a)),
	    STR_ARG(c[AT_CODE].text));
	if (c[AT_CODE].text.n < sizeof st->code && line.n < sizeof st->line) {
		memcpy(st->code, c[AT_CODE].text.p, c[AT_CODE].text.n);
		memcpy(st->line, line.p, line.n);
	}
	st->expires_ms = c[AT_EXPIRES].number;
	s->dirty = true;
	arena_free(&a);
}

static void
link_device(struct screen *s)
{
	struct args args = args_of("link");

	if (go_is_member(s))
		(void)app_submit(s, &args, STR(""), on_code);
}

static bool
keys_key(struct screen *s, const struct key *key)
{
	const struct keyring *st = s->state;

	if (st->code[0] == '\0')
		return false;
	if (key->code == 'y')
		app_copy(s->app, str_from(st->line), STR(_("Copied.")));
	else
		forget_code(s);
	return true;
}

static void
keys_event(struct screen *s, const struct event_note *note)
{
	if (note->kind == EVENT_KEY_ADDED || note->kind == EVENT_KEY_REVOKED ||
	    note->kind == EVENT_MEMBER_PROFILE)
		reload(s);
}

static bool
keys_applies(const struct screen *s, int32_t key)
{
	switch (key) {
	case 'l':
	case 'r':
	case 'x':
		return s->viewer.id != 0;
	default:
		return true;
	}
}

static const struct binding keyring_keys[] = {
	{ 'l', N_("link device"), link_device, NULL, 0 },
	{ 'a', NULL, link_device, NULL, 0 },
	{ 'r', N_("rename"), rename_key, NULL, 0 },
	{ KEYS_ENTER, NULL, rename_key, NULL, 0 },
	{ 'x', N_("revoke"), revoke_key, NULL, 0 },
	LIST_KEYS,
	{ 0 },
};

extern const struct screen_class keys_screen;

const struct screen_class keys_screen = {
	.name = "keys",
	.title = N_("Your ssh keys"),
	.command = "keys",
	.state_size = sizeof(struct keyring),
	.keys = keyring_keys,
	.open = keys_open,
	.draw = keys_draw,
	.crumbs = keys_crumbs,
	.applies = keys_applies,
	.key = keys_key,
	.event = keys_event,
	.again = reload,
	.close = forget_code,
};
