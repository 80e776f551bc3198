/* settings - what somebody sets for themselves; changes are seen at once. */
#include <string.h>

#include "common/store/preference.h"
#include "screens/settings_impl.h"
#include "screens/ui/go.h"
#include "screens/ui/signs.h"

enum {
	TEXT_COL = 3,
	TITLE_COLS = 15,
	VALUE_COLS = 18,
	NARROW = 56,
	PREVIEW_ROWS = 3,
	ROOMY = 14, /* rows from which there is a preview */
};

/* Before the preferences: where else one changes things. */
static const struct {
	const char *title;
	const char *help;
	const char *screen;
} doors[] = {
	{ N_("Your profile"), N_("your name and what you tell of yourself"),
	    "profile" },
	{ N_("Your ssh keys"), N_("what lets you in, and other devices"),
	    "keys" },
	{ N_("Your account"), N_("who came in, and from where"), "account" },
};

enum { DOORS = sizeof doors / sizeof *doors };

static enum pref_id
pref_at(size_t item)
{
	return (enum pref_id)(item - DOORS);
}

static int64_t
item_id(void *arg, size_t i)
{
	(void)arg;
	return 1 + (int64_t)i;
}

static struct list_rows
item_rows(void *arg, size_t i, bool selected)
{
	(void)arg;
	(void)selected;
	return (struct list_rows){ i == DOORS ? 1 : 0, 1 };
}

static void
draw_pref(const struct prefs *p, struct canvas *c, enum pref_id id)
{
	const struct pref_rule *rule = pref_rule(id);
	struct str value = p->value[id];
	bool changed = !str_eq(value, str_from(rule->def));
	int col = TEXT_COL + TITLE_COLS + 1;
	int cells = c->cols < NARROW ? c->cols - col - 1 : VALUE_COLS;

	canvas_text(
	    c, 0, TEXT_COL, TITLE_COLS, STYLE_NORMAL, str_from(_(rule->title)));
	canvas_text(c, 0, col, cells,
	    value.n == 0 ? STYLE_DIM :
		changed	 ? STYLE_ACCENT :
			   STYLE_NORMAL,
	    value.n ? value : STR(_("none")));
	col += cells + 1;
	if (col < c->cols - 1)
		canvas_text(c, 0, col, c->cols - col - 1, STYLE_DIM,
		    str_from(_(rule->help)));
}

static void
item_draw(void *arg, struct canvas *c, size_t i, bool selected)
{
	const struct settings *st = arg;
	int row = item_rows(arg, i, selected).lead;
	struct canvas line = canvas_sub(c, row, 0, 1, c->cols);

	if (i >= DOORS) {
		draw_pref(app_prefs(st->screen->app), &line, pref_at(i));
		return;
	}
	canvas_text(&line, 0, TEXT_COL, TITLE_COLS, STYLE_NORMAL,
	    str_from(_(doors[i].title)));
	canvas_text(&line, 0, TEXT_COL + TITLE_COLS + 1,
	    c->cols - TEXT_COL - TITLE_COLS - 2, STYLE_DIM,
	    str_from(_(doors[i].help)));
}

static const struct list_model item_model = {
	.id = item_id,
	.rows = item_rows,
	.draw = item_draw,
};

static enum err
settings_open(struct screen *s, struct str arg)
{
	struct settings *st = s->state;
	enum pref_id id;

	st->screen = s;
	list_init(&st->list, &item_model, st, PREF_COUNT + DOORS);
	if (!pref_find(arg, &id))
		id = (enum pref_id)0;
	list_select(&st->list, item_id(st, DOORS + (size_t)id));
	st->list.first = 0;
	return ERR_NONE;
}

static enum err
submit(struct screen *s, enum pref_id id, app_done *done)
{
	const struct settings *st = s->state;
	const struct pref_rule *rule = pref_rule(id);
	struct args args = args_of("prefs");

	args_put(&args, "name", str_from(rule->key));
	if (str_eq(st->want[id], str_from(rule->def)))
		args_put(&args, "reset", STR("yes"));
	else
		args_put(&args, "value", st->want[id]);
	return app_submit(s, &args, STR(""), done);
}

/* What has not had its turn yet is kept, too. */
static void
settings_close(struct screen *s)
{
	struct settings *st = s->state;

	for (size_t i = 0; i < PREF_COUNT; i++) {
		if (st->waiting[i])
			(void)submit(s, (enum pref_id)i, app_ignore);
	}
	arena_free(&st->zones_arena);
}

/* What the colours look like, in words that say what they are for. */
static void
draw_preview(struct canvas *c, int row)
{
	static const struct {
		unsigned style;
		const char *words;
	} part[] = {
		{ STYLE_TITLE, N_("title") },
		{ STYLE_NORMAL, N_("text") },
		{ STYLE_DIM, N_("less") },
		{ STYLE_NEW, N_("● new") },
		{ STYLE_GOOD, N_("✓ solved") },
		{ STYLE_WARN, N_("◌ waiting") },
		{ STYLE_BAD, N_("! wrong") },
		{ STYLE_ACCENT, N_("accent") },
		{ STYLE_LINK, N_("link") },
		{ STYLE_CODE, N_("code") },
		{ STYLE_QUOTE, N_("quote") },
		{ STYLE_MATCH, N_("match") },
		{ STYLE_INPUT, N_("input") },
	};
	struct arena a = ARENA_INIT;
	int col = TEXT_COL;

	canvas_hline(c, row, 1, c->cols - 2, STYLE_BORDER, 0x2500);
	for (size_t i = 0; i < sizeof part / sizeof *part; i++)
		col = canvas_put(c, row + 1, col, part[i].style,
			  signs_words(c, &a, str_from(_(part[i].words)))) +
		    1;
	arena_free(&a);
}

/* Who types commands needs the names they have there. */
static void
draw_command(const struct screen *s, struct canvas *c)
{
	const struct settings *st = s->state;
	size_t item = st->list.cursor;
	struct arena a = ARENA_INIT;
	struct str words;

	if (item < DOORS || c->thrifty)
		return;
	words = arena_printf(&a, _("as a command: prefs %s %.*s"),
	    pref_rule(pref_at(item))->key,
	    STR_ARG(app_prefs(s->app)->value[pref_at(item)]));
	canvas_text(
	    c, c->rows - 1, TEXT_COL, c->cols - TEXT_COL - 1, STYLE_DIM, words);
	arena_free(&a);
}

static void
settings_draw(struct screen *s, struct canvas *c)
{
	struct settings *st = s->state;
	int below = c->rows >= ROOMY ? PREVIEW_ROWS : 0;
	struct canvas body = canvas_sub(c, 1, 0, c->rows - 1 - below, c->cols);
	int row = 3 + (int)st->list.len;

	list_draw(&st->list, &body, s->focused);
	if (below == 0)
		return;
	draw_preview(c, row < c->rows - 2 ? row : c->rows - 3);
	if (s->viewer.id == 0)
		canvas_text(c, c->rows - 1, TEXT_COL, c->cols - TEXT_COL - 1,
		    STYLE_DIM,
		    STR(_("You are a guest: all of this is gone when you "
			  "leave.")));
	else
		draw_command(s, c);
}

static struct str
settings_crumbs(struct screen *s, struct arena *a)
{
	(void)s;
	(void)a;
	return STR(_("Settings"));
}

static void send(struct screen *s);

/* What was refused goes back to what is kept. */
static void
on_sent(struct screen *s, const struct answer *answer)
{
	struct settings *st = s->state;
	struct arena a = ARENA_INIT;
	struct prefs kept;

	st->busy = false;
	if (app_failed(s, answer)) {
		memset(st->waiting, 0, sizeof st->waiting);
		if (store_prefs_get(s->store, &a, s->viewer.id, &kept) ==
		    ERR_NONE) {
			for (size_t i = 0; i < PREF_COUNT; i++)
				app_set_pref(
				    s->app, (enum pref_id)i, kept.value[i]);
		}
	} else if (answer->words.n) {
		app_say(s->app, STYLE_WARN, answer->words);
	}
	/* The app has read what is kept; what is to be stays in view. */
	for (size_t i = 0; i < PREF_COUNT; i++) {
		if (st->waiting[i])
			app_set_pref(s->app, (enum pref_id)i, st->want[i]);
	}
	s->dirty = true;
	arena_free(&a);
	send(s);
}

/* One at a time: keys are faster than answers. */
static void
send(struct screen *s)
{
	struct settings *st = s->state;
	size_t i = 0;

	while (i < PREF_COUNT && !st->waiting[i])
		i++;
	if (st->busy)
		return;
	if (i == PREF_COUNT) {
		arena_reset(&s->arena);
		return;
	}
	st->busy = true; /* the answer may come at once */
	st->waiting[i] = false;
	if (submit(s, (enum pref_id)i, on_sent) != ERR_NONE) {
		st->busy = false;
		st->waiting[i] = true; /* for the next change */
	}
}

void
settings_set(struct screen *s, enum pref_id id, struct str value)
{
	struct settings *st = s->state;

	app_set_pref(s->app, id, value);
	s->dirty = true;
	if (s->viewer.id == 0)
		return;
	st->waiting[id] = true;
	st->want[id] = arena_dup(&s->arena, app_prefs(s->app)->value[id]);
	send(s);
}

static enum pref_id
at(const struct screen *s)
{
	return pref_at(((const struct settings *)s->state)->list.cursor);
}

static void
change(struct screen *s, int by)
{
	size_t i = ((const struct settings *)s->state)->list.cursor;

	if (i < DOORS) {
		if (by > 0 && go_is_member(s))
			go_to(s, str_from(doors[i].screen), STR(""));
		return;
	}
	switch (pref_rule(at(s))->type) {
	case PREF_IS_CHOICE:
		settings_set(s, at(s),
		    pref_next(at(s), app_prefs(s->app)->value[at(s)], by));
		break;
	case PREF_IS_KEYS:
		settings_ask_keys(s);
		break;
	case PREF_IS_ZONE:
		settings_ask_zone(s);
		break;
	case PREF_IS_TERMINALS:
		go_to(s, STR("wrong"), STR(""));
		break;
	}
}

static void
change_next(struct screen *s)
{
	change(s, 1);
}

static void
change_back(struct screen *s)
{
	change(s, -1);
}

static void
reset_one(struct screen *s)
{
	size_t i = ((const struct settings *)s->state)->list.cursor;

	if (i >= DOORS)
		settings_set(s, at(s), str_from(pref_rule(at(s))->def));
}

static const struct binding settings_keys[] = {
	{ KEYS_ENTER, N_("change"), change_next, NULL, 0 },
	{ ' ', NULL, change_next, NULL, 0 },
	{ 'l', NULL, change_next, NULL, 0 },
	{ KEYS_RIGHT, NULL, change_next, NULL, 0 },
	{ KEYS_LEFT, N_("other way"), change_back, NULL, BINDING_QUIET },
	{ 'h', NULL, change_back, NULL, 0 },
	{ 'x', N_("reset"), reset_one, NULL, 0 },
	LIST_KEYS_AND({ KEYS_PGDN, N_("page down"), list_page_down, NULL,
	    BINDING_QUIET }),
	{ 0 },
};

extern const struct screen_class settings_screen;

const struct screen_class settings_screen = {
	.name = "settings",
	.title = N_("Settings"),
	.command = "prefs",
	.state_size = sizeof(struct settings),
	.keys = settings_keys,
	.open = settings_open,
	.draw = settings_draw,
	.crumbs = settings_crumbs,
	.close = settings_close,
};
