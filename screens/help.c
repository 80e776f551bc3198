/* help - the keys of the screen below, from its table. */
#include "common/text/utf8.h"
#include "screens/app.h"
#include "screens/footer.h"

enum {
	TOP = 1,
	KEYS_COL = 1,
	KEYS_MAX = 16, /* columns for the names of keys, at most */
	GAP = 2,
	STACKED = 30,	/* below it, words stand under their keys */
	TWO_COLS = 100, /* from here on, always side by side */
	AIRY_ROWS = 12, /* from here on, blank lines between groups */
	LINES_MAX = 400,
	GROUPS = 4,
};

struct help_line {
	struct str keys; /* empty: a heading, or a blank line */
	struct str words;
};

struct help {
	const struct screen_class *about; /* NULL: nothing is below */
	bool writing;			  /* below, somebody types */
	struct help_line *line;		  /* in the screen's arena */
	int n;
	int start[GROUPS + 1]; /* where each group begins */
	int groups;
	/* For the window it was drawn on last. */
	bool airy;
	bool stacked;
	int first; /* row shown at the top */
	int rows;
	int all; /* rows there are */
};

static bool
is_blank(const struct help_line *l)
{
	return l->keys.n == 0 && l->words.n == 0;
}

/* Keys that go from place to place. */
static bool
is_move(const struct key_line *line)
{
	switch (line->key) {
	case 'j':
	case 'k':
	case ' ':
	case 'g':
	case 'G':
	case KEYS_UP:
	case KEYS_DOWN:
	case KEYS_PGUP:
	case KEYS_PGDN:
	case KEYS_HOME:
	case KEYS_END:
		return true;
	default:
		return line->moves;
	}
}

static void
put(struct screen *s, struct str keys, struct str words)
{
	struct help *st = s->state;

	if (st->n < LINES_MAX)
		st->line[st->n++] = (struct help_line){ keys, words };
}

enum which { THE_MOVES, THE_OTHERS, ALL_OF_THEM };

/* What a group is of. */
struct group {
	const char *heading;
	const struct binding *table;
	struct key_look look;
	enum which which;
	const struct screen *below; /* asked which keys apply; or NULL */
};

static bool
belongs(const struct group *g, const struct key_line *line)
{
	const struct screen *s = g->below;

	if (g->which != ALL_OF_THEM && is_move(line) != (g->which == THE_MOVES))
		return false;
	return s == NULL || !s->class->applies ||
	    s->class->applies(s, line->key);
}

/* A heading and its lines; nothing for nothing. */
static void
put_group(struct screen *s, const struct group *g)
{
	struct help *st = s->state;
	const struct binding *table = g->table;
	struct key_line line;
	int begin = st->n;

	while (key_line_next(&table, &g->look, &line)) {
		if (!belongs(g, &line))
			continue;
		if (st->n == begin) {
			st->start[st->groups++] = begin;
			put(s, STR(""), STR(""));
			put(s, STR(""), str_from(_(g->heading)));
		}
		put(s, arena_dup(&s->arena, str_from(line.keys)),
		    str_from(_(line.help)));
	}
}

/*
 * The keys that would do something now, for who is looking, as the footer
 * has it; while somebody types, only those that are no part of that.
 */
static void
collect(struct screen *s, const struct screen *below)
{
	struct help *st = s->state;
	const struct keyset *keyset = app_keyset(s->app);
	const struct binding *own = below ? below->class->keys : NULL;
	const struct binding *typing =
	    below && below->class->typing ? below->class->typing(below) : NULL;
	/* What a screen says while it is typed on is of its own keys alone. */
	const struct screen *rested = typing ? NULL : below;
	const struct key_look look = { NULL, keyset, typing != NULL };
	const struct key_look rest = { own, keyset, typing != NULL };
	const struct key_look all = { own, keyset, false };
	const struct group groups[GROUPS] = {
		{ N_("Here"), own, look, THE_OTHERS, below },
		{ N_("Moving"), own, look, THE_MOVES, below },
		{ N_("While you type"), typing, all, ALL_OF_THEM, NULL },
		{ N_("Everywhere"), app_keys(), rest, ALL_OF_THEM, rested },
	};

	st->line = arena_array(&s->arena, struct help_line, LINES_MAX);
	for (int i = 0; i < GROUPS; i++)
		put_group(s, &groups[i]);
	st->start[st->groups] = st->n;
}

static enum err
help_open(struct screen *s, struct str arg)
{
	struct help *st = s->state;
	const struct screen *below = app_top(s->app);

	(void)arg;
	st->about = below ? below->class : NULL;
	st->writing =
	    below && below->class->typing && below->class->typing(below);
	collect(s, below);
	return ERR_NONE;
}

/* Where the second column begins, so that the longer one is short. */
static int
split(const struct help *st)
{
	int best = st->n;

	for (int i = 1; i < st->groups; i++) {
		int at = st->start[i];
		int rows = at > st->n - at ? at : st->n - at;

		if (rows < (best > st->n - best ? best : st->n - best))
			best = at;
	}
	return best;
}

static int
keys_cells(const struct help *st)
{
	size_t cells = 4;

	for (int i = 0; i < st->n; i++) {
		size_t n = text_cells(st->line[i].keys);

		cells = n > cells ? n : cells;
	}
	return cells > KEYS_MAX ? KEYS_MAX : (int)cells;
}

static int
words_cells(const struct help *st)
{
	size_t cells = 0;

	for (int i = 0; i < st->n; i++) {
		size_t n = text_cells(st->line[i].words);

		cells = n > cells ? n : cells;
	}
	return (int)cells;
}

/* How many rows a line takes, where it may be the first of a column. */
static int
line_rows(const struct help *st, int i, int from)
{
	const struct help_line *l = &st->line[i];

	if (is_blank(l))
		return st->airy && i > from;
	return st->stacked && l->keys.n ? 2 : 1;
}

static int
rows_of(const struct help *st, int from, int end)
{
	int rows = 0;

	for (int i = from; i < end; i++)
		rows += line_rows(st, i, from);
	return rows;
}

static void
draw_line(const struct help *st, struct canvas *c, int row, int cells,
    const struct help_line *l)
{
	int words = KEYS_COL + cells + GAP;

	if (l->keys.n == 0) {
		canvas_text(c, row, KEYS_COL, c->cols - KEYS_COL - 1,
		    STYLE_TITLE, l->words);
	} else if (st->stacked) {
		canvas_text(c, row, KEYS_COL, c->cols - KEYS_COL - 1,
		    STYLE_ACCENT, l->keys);
		words = KEYS_COL + GAP;
		canvas_text(
		    c, row + 1, words, c->cols - words, STYLE_NORMAL, l->words);
	} else {
		canvas_text(c, row, KEYS_COL, cells, STYLE_ACCENT, l->keys);
		canvas_text(
		    c, row, words, c->cols - words - 1, STYLE_NORMAL, l->words);
	}
}

/* Side by side, where that helps and nothing is cut. */
static bool
has_two(const struct help *st, const struct canvas *body)
{
	int need = KEYS_COL + keys_cells(st) + GAP + words_cells(st) + 1;

	if (body->cols >= TWO_COLS)
		return true;
	return rows_of(st, 0, st->n) > body->rows && need <= body->cols / 2;
}

/* Lines from .. end on a part of the window. */
static void
draw_lines(const struct help *st, struct canvas *c, int from, int end)
{
	int cells = keys_cells(st), row = -st->first;

	for (int i = from; i < end; i++) {
		int rows = line_rows(st, i, from);

		if (rows > 0)
			draw_line(st, c, row, cells, &st->line[i]);
		row += rows;
	}
}

static void
help_draw(struct screen *s, struct canvas *c)
{
	struct help *st = s->state;
	struct canvas body = canvas_sub(c, TOP, 0, c->rows - TOP, c->cols);
	struct canvas left, right;
	bool two;
	int at, right_rows;

	st->airy = c->rows >= AIRY_ROWS;
	st->stacked = c->cols < STACKED;
	st->rows = body.rows;
	two = has_two(st, &body);
	at = two ? split(st) : st->n;
	left =
	    canvas_sub(&body, 0, 0, body.rows, two ? body.cols / 2 : body.cols);
	right =
	    canvas_sub(&body, 0, left.cols, body.rows, body.cols - left.cols);
	st->all = rows_of(st, 0, at);
	right_rows = rows_of(st, at, st->n);
	st->all = right_rows > st->all ? right_rows : st->all;
	if (st->first > st->all - st->rows)
		st->first = st->all - st->rows;
	if (st->first < 0)
		st->first = 0;
	draw_lines(st, &left, 0, at);
	draw_lines(st, &right, at, st->n);
	if (st->all - st->first > st->rows)
		canvas_text_right(c, 0, c->cols / 3, c->cols - c->cols / 3 - 1,
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

/* Whoever looks up a key of what they write is not led away from it. */
static bool
help_applies(const struct screen *s, int32_t key)
{
	const struct help *st = s->state;

	return key != KEYS_TAB || !st->writing;
}

static void
next_new(struct screen *s)
{
	if (help_applies(s, KEYS_TAB))
		app_next_unread(s);
}

static const struct binding help_keys[] = {
	{ 'q', N_("back"), app_back, NULL, 0 },
	{ '?', NULL, app_back, NULL, 0 },
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
	{ KEYS_TAB, N_("next new"), next_new, NULL, 0 },
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
	.applies = help_applies,
};
