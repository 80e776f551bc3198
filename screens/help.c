/* help - the keys of the screen below, from its table. */
#include "screens/app.h"
#include "screens/footer.h"

enum { TOP = 1, KEYS_COL = 1, WORDS_COL = 18 };

struct help {
	const struct screen_class *about; /* NULL: nothing is below */
	int first;			  /* line shown at the top */
	int lines;
	int rows; /* for them, when it was drawn last */
};

static enum err
help_open(struct screen *s, struct str arg)
{
	struct help *st = s->state;
	const struct screen *below = app_top(s->app);

	(void)arg;
	st->about = below ? below->class : NULL;
	return ERR_NONE;
}

static int
count(const struct binding *table, const struct binding *above,
    const struct keyset *keyset)
{
	struct key_line key;
	int lines = 0;

	while (key_line_next(&table, above, keyset, &key))
		lines++;
	return lines;
}

/* Draw the lines of a table that are in view; returns the next line. */
static int
draw_table(const struct help *st, struct canvas *c, int line,
    const struct binding *table, const struct binding *above,
    const struct keyset *keyset)
{
	struct key_line key;

	for (; key_line_next(&table, above, keyset, &key); line++) {
		int row = TOP + line - st->first;

		if (line < st->first || row >= c->rows)
			continue;
		canvas_text(c, row, KEYS_COL, WORDS_COL - KEYS_COL - 1,
		    STYLE_ACCENT, str_from(key.keys));
		canvas_text(c, row, WORDS_COL, c->cols - WORDS_COL - 1,
		    STYLE_NORMAL, str_from(key.help));
	}
	return line;
}

static void
help_draw(struct screen *s, struct canvas *c)
{
	struct help *st = s->state;
	const struct binding *own = st->about ? st->about->keys : NULL;
	const struct keyset *keyset = app_keyset(s->app);
	int line;

	st->rows = c->rows - TOP;
	st->lines = count(own, NULL, keyset) + count(app_keys(), own, keyset);
	if (st->first > st->lines - st->rows)
		st->first = st->lines - st->rows;
	if (st->first < 0)
		st->first = 0;
	line = draw_table(st, c, 0, own, NULL, keyset);
	draw_table(st, c, line, app_keys(), own, keyset);
	if (st->lines - st->first > st->rows)
		canvas_text_right(c, 0, c->cols / 2, c->cols - c->cols / 2 - 1,
		    STYLE_DIM, STR(_("more below ↓")));
}

static struct str
help_crumbs(struct screen *s, struct arena *a)
{
	const struct help *st = s->state;

	if (st->about == NULL || st->about->title == NULL)
		return STR(_("Keys"));
	return arena_printf(a, _("Keys › %s"), _(st->about->title));
}

static void
scroll(struct screen *s, int by)
{
	struct help *st = s->state;

	st->first += by;
	s->dirty = true;
}

static void
down(struct screen *s)
{
	scroll(s, 1);
}

static void
up(struct screen *s)
{
	scroll(s, -1);
}

static void
page_down(struct screen *s)
{
	scroll(s, ((struct help *)s->state)->rows);
}

static void
page_up(struct screen *s)
{
	scroll(s, -((struct help *)s->state)->rows);
}

static void
leave(struct screen *s)
{
	app_pop(s->app);
}

static const struct binding help_keys[] = {
	{ 'q', N_("back"), leave, NULL, 0 },
	{ '?', NULL, leave, NULL, 0 },
	{ 'j', N_("down"), down, NULL, 0 },
	{ KEYS_DOWN, NULL, down, NULL, 0 },
	{ KEYS_WHEEL_DOWN, NULL, down, NULL, 0 },
	{ 'k', N_("up"), up, NULL, 0 },
	{ KEYS_UP, NULL, up, NULL, 0 },
	{ KEYS_WHEEL_UP, NULL, up, NULL, 0 },
	{ ' ', N_("page down"), page_down, NULL, BINDING_QUIET },
	{ KEYS_PGDN, NULL, page_down, NULL, 0 },
	{ KEYS_CTRL | 'd', NULL, page_down, NULL, 0 },
	{ KEYS_PGUP, N_("page up"), page_up, NULL, BINDING_QUIET },
	{ KEYS_CTRL | 'u', NULL, page_up, NULL, 0 },
	{ 0 },
};

extern const struct screen_class help_screen;

const struct screen_class help_screen = {
	.name = "help",
	.title = N_("Keys"),
	.state_size = sizeof(struct help),
	.keys = help_keys,
	.open = help_open,
	.draw = help_draw,
	.crumbs = help_crumbs,
};
