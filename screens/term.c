/* term - terminals: what was drawn, put on a SCREEN and read out as bytes. */
#define NCURSES_NOMACROS 1
#define NCURSES_WIDECHAR 1
#include "screens/term.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/log.h"
#include "common/base/mem.h"
#include "screens/exact.h"
#include "screens/links.h"
#include "screens/paint.h"
#include "screens/term_impl.h"

enum {
	/* Pairs of a SCREEN that pictures leave to styles. */
	STYLE_PAIRS_OF_8 = 10,
	STYLE_PAIRS = 48,
};

static int
clamp(int v, int low, int high)
{
	return v < low ? low : v > high ? high : v;
}

static void
clamp_size(int *rows, int *cols)
{
	if (*rows <= 0)
		*rows = TERM_ROWS;
	if (*cols <= 0)
		*cols = TERM_COLS;
	*rows = clamp(*rows, 1, GRID_ROWS_MAX);
	*cols = clamp(*cols, 1, GRID_COLS_MAX);
}

int
term_rows(const struct term *t)
{
	return t->slot->rows;
}

int
term_cols(const struct term *t)
{
	return t->slot->cols;
}

void
term_forget(struct term *t)
{
	t->repaint = t->rewrite = true;
	t->linked = false;
	memset(t->ink, 0, sizeof t->ink);
	t->painted.known = t->crowded = false;
	grid_reset(&t->shown, term_rows(t), term_cols(t));
}

enum err
term_open(
    struct term_pool *p, const struct term_options *options, struct term **out)
{
	int rows = options->rows, cols = options->cols;
	struct termname name;
	struct slot *slot;
	struct term *t;
	enum err e = ERR_MISSING;

	if (!termname_map(options->term, &name))
		return ERR_MISSING;
	clamp_size(&rows, &cols);
	for (size_t i = 0; i < name.n && e == ERR_MISSING; i++)
		e = slot_lend(p, name.entry[i], rows, cols, &slot);
	TRY(e);
	t = mem_new(struct term);
	t->pool = p;
	t->slot = slot;
	t->theme = options->theme ? options->theme : theme_default();
	t->charset = name.charset;
	snprintf(t->name, sizeof t->name, "%.*s", STR_ARG(options->term));
	snprintf(t->entry, sizeof t->entry, "%s", slot->entry);
	t->can = name.can;
	t->asks = true;
	t->ascii = options->ascii;
	t->mouse = options->mouse;
	t->cursor_on = true;
	term_forget(t);
	*out = t;
	return ERR_NONE;
}

void
term_close(struct term *t)
{
	if (t == NULL)
		return;
	slot_give_back(t->pool, t->slot);
	grid_free(&t->shown);
	free(t);
}

enum err
term_resize(struct term *t, int rows, int cols)
{
	struct slot *slot;

	clamp_size(&rows, &cols);
	if (rows == t->slot->rows && cols == t->slot->cols) {
		/* The terminal may have moved things all the same. */
		term_redraw(t);
		return ERR_NONE;
	}
	TRY(slot_lend(t->pool, t->slot->entry, rows, cols, &slot));
	slot_give_back(t->pool, t->slot);
	t->slot = slot;
	/* A window that was large once must not cost so for ever. */
	grid_free(&t->shown);
	term_forget(t);
	return ERR_NONE;
}

struct canvas
term_canvas(struct term *t)
{
	grid_reset(&t->pool->meant, term_rows(t), term_cols(t));
	return canvas_of(&t->pool->meant, term_charset(t));
}

/* The pair of two colours on this SCREEN; 0, as is, when all are used. */
static short
pair_of(struct slot *s, short fg, short bg, short most)
{
	if (fg == LOOK_DEFAULT && bg == LOOK_DEFAULT)
		return 0;
	for (short i = 1; i <= s->pairs; i++) {
		if (s->fg[i] == fg && s->bg[i] == bg)
			return i;
	}
	if (s->pairs + 1 >= most)
		return 0;
	s->pairs++;
	s->fg[s->pairs] = fg;
	s->bg[s->pairs] = bg;
	init_pair(s->pairs, fg, bg);
	return s->pairs;
}

static int32_t
unlike(short a, short b)
{
	if (a == LOOK_DEFAULT || b == LOOK_DEFAULT)
		return a == b ? 0 : INT32_MAX / 4;
	return paint_distance((uint8_t)a, (uint8_t)b);
}

/* When all pairs are used: the most like it of those there are. */
static short
pair_like(const struct slot *s, short fg, short bg)
{
	int32_t least = INT32_MAX;
	short best = 0;

	for (short i = 1; i <= s->pairs; i++) {
		int32_t now = unlike(s->fg[i], fg) / 2 + unlike(s->bg[i], bg);

		if (now >= least)
			continue;
		least = now;
		best = i;
	}
	return best;
}

/* What of a look the terminal can show, and as ncurses wants it. */
static void
set_ink(const struct slot *s, struct ink *ink)
{
	unsigned attrs = ink->look.attrs & s->can & (ink->pair ? ~s->ncv : ~0u);

	ink->known = true;
	ink->look.attrs = attrs;
	ink->attrs = (attrs & LOOK_BOLD ? A_BOLD : 0) |
	    (attrs & LOOK_DIM ? A_DIM : 0) |
	    (attrs & LOOK_UNDERLINE ? A_UNDERLINE : 0) |
	    (attrs & LOOK_REVERSE ? A_REVERSE : 0);
}

/* With the terminal's SCREEN current. */
static const struct ink *
ink_of(struct term *t, unsigned style)
{
	struct slot *s = t->slot;
	struct ink *ink = &t->ink[style % INKS];

	if (ink->known)
		return ink;
	ink->look = theme_look(t->theme, term_depth(t), style);
	ink->pair = pair_of(s, ink->look.fg, ink->look.bg, s->pairs_max);
	if (ink->pair == 0)
		ink->look.fg = ink->look.bg = LOOK_DEFAULT;
	set_ink(s, ink);
	return ink;
}

/*
 * The same for a cell with colours of its own.  Of the pairs it leaves some
 * to styles that are yet to come: what screens say matters more.
 */
static const struct ink *
paint_of(struct term *t, uint16_t colours)
{
	struct slot *s = t->slot;
	struct ink *ink = &t->painted;
	short most = (short)(s->pairs_max -
	    (s->depth == DEPTH_8 ? STYLE_PAIRS_OF_8 : STYLE_PAIRS));

	if (ink->known && t->colours == colours)
		return ink;
	t->colours = colours;
	ink->look =
	    paint_look(theme_has_colours(t->theme) ? term_depth(t) : DEPTH_MONO,
		(uint8_t)(colours & 0xFF), (uint8_t)(colours >> 8));
	ink->pair = pair_of(s, ink->look.fg, ink->look.bg, most);
	if (ink->pair == 0 && ink->look.fg != LOOK_DEFAULT) {
		ink->pair = pair_like(s, ink->look.fg, ink->look.bg);
		t->crowded = true;
	}
	ink->look.fg = ink->pair ? s->fg[ink->pair] : LOOK_DEFAULT;
	ink->look.bg = ink->pair ? s->bg[ink->pair] : LOOK_DEFAULT;
	set_ink(s, ink);
	return ink;
}

static const struct ink *
tile_ink(struct term *t, const struct tile *cell)
{
	return cell->style & STYLE_PAINTED ? paint_of(t, cell->link) :
					     ink_of(t, cell->style);
}

/* The columns of a row that changed; false when none did. */
static bool
changed(
    const struct term *t, const struct grid *meant, int row, int *from, int *to)
{
	const struct tile *a = grid_tile(meant, row, 0);
	const struct tile *b = grid_tile(&t->shown, row, 0);
	int first = 0, last = meant->cols - 1;

	if (t->rewrite) {
		*from = first;
		*to = last;
		return true;
	}
	while (
	    first <= last && grid_same(meant, &a[first], &t->shown, &b[first]))
		first++;
	while (last > first && grid_same(meant, &a[last], &t->shown, &b[last]))
		last--;
	if (first > last)
		return false;
	if (a[first].width == 0)
		first--;
	if (a[last].width == 2)
		last++;
	*from = first;
	*to = last;
	return true;
}

static void
put_cells(struct term *t, const struct grid *meant, int row, int from, int to)
{
	cchar_t line[GRID_COLS_MAX];
	const struct tile *cell = grid_tile(meant, row, 0);
	int n = 0;

	for (int col = from; col <= to; col++) {
		const struct ink *ink;
		int32_t code[GRID_CODES];
		wchar_t text[GRID_CODES + 1];
		int codes = grid_codes(meant, &cell[col], code);

		if (codes == 0)
			continue;
		for (int i = 0; i < codes; i++)
			text[i] = (wchar_t)code[i];
		text[codes] = L'\0';
		ink = tile_ink(t, &cell[col]);
		setcchar(&line[n++], text, ink->attrs, ink->pair, NULL);
	}
	mvwadd_wchnstr(stdscr, row, from, line, n);
}

/*
 * Sets the rows that changed.  With links on the terminal they are sent one
 * by one: ncurses scrolls where it finds a line of before somewhere else, and
 * between two screens that differ in one line there is none.
 */
static bool
put_grid(
    struct term *t, const struct grid *meant, bool one_by_one, bool *touched)
{
	bool any = false;
	int from, to;

	leaveok(stdscr, one_by_one);
	for (int row = 0; row < meant->rows; row++) {
		touched[row] = changed(t, meant, row, &from, &to);
		if (touched[row]) {
			put_cells(t, meant, row, from, to);
			any = true;
		}
		if (touched[row] && one_by_one) {
			wnoutrefresh(stdscr);
			doupdate();
		}
	}
	leaveok(stdscr, false);
	return any || meant->cursor_row != t->shown.cursor_row ||
	    meant->cursor_col != t->shown.cursor_col;
}

static bool
is_painted(const struct grid *g)
{
	size_t cells = (size_t)g->rows * (size_t)g->cols;

	for (size_t i = 0; i < cells; i++) {
		if (g->cell[i].style & STYLE_PAINTED)
			return true;
	}
	return false;
}

/* After pictures with many colours: let the next have pairs again. */
static void
free_pairs(struct term *t, const struct grid *meant)
{
	if (!t->crowded || is_painted(meant))
		return;
	t->slot->pairs = 0;
	t->painted.known = t->crowded = false;
	memset(t->ink, 0, sizeof t->ink);
	t->rewrite = true;
}

static struct look
look_of(void *arg, const struct tile *cell)
{
	return tile_ink(arg, cell)->look;
}

static void
show_cursor(struct term *t, bool on, struct buf *out)
{
	if (t->cursor_on == on)
		return;
	term_put(out, on ? t->slot->show : t->slot->hide);
	t->cursor_on = on;
}

/* Their colours are those of the palette, whatever a theme means by them. */
static bool
has_pictures(const struct grid *g)
{
	size_t cells = (size_t)g->rows * (size_t)g->cols;

	for (size_t i = 0; i < cells; i++) {
		if (g->cell[i].style & STYLE_PAINTED)
			return true;
	}
	return false;
}

/* What themes mean by the colours that ncurses was told, from `at` on. */
static void
make_exact(struct term *t, struct buf *out, size_t at)
{
	struct buf *raw = &t->pool->raw;

	if (!term_has_rgb(t) || has_pictures(&t->pool->meant))
		return;
	buf_reset(raw);
	buf_put(raw, str_slice(buf_str(out), at, out->n));
	out->n = at;
	exact_put(t->theme, buf_str(raw), out);
}

void
term_draw(struct term *t, struct buf *out)
{
	struct grid *meant = &t->pool->meant;
	bool cursor = meant->cursor_row >= 0, moving;
	bool touched[GRID_ROWS_MAX]; /* by ncurses, perhaps */
	int row = cursor ? meant->cursor_row : meant->rows - 1;
	int col = cursor ? meant->cursor_col : 0;
	size_t before = out->n;
	struct links links = {
		.meant = meant,
		.shown = &t->shown,
		.want = term_has_links(t),
		.has = t->linked && !t->repaint,
		.look = look_of,
		.arg = t,
	};

	if (meant->rows != term_rows(t) || meant->cols != term_cols(t))
		bug("term: this canvas is another terminal's");
	moving = !(links.has && t->shown.links);
	set_term(t->slot->screen);
	free_pairs(t, meant);
	/*
	 * Not every PC can insert and delete characters.  And links would be
	 * moved with them.
	 */
	idcok(stdscr, term_able(t) != CHARSET_CP437 && moving);
	if (!put_grid(t, meant, !moving, touched) && !t->repaint &&
	    !links_differ(&links))
		return;
	if (t->repaint)
		clearok(curscr, TRUE);
	wmove(stdscr, row, col);
	/* On its way there the cursor may write what it passes. */
	touched[row] = true;
	wnoutrefresh(stdscr);
	if (!cursor)
		show_cursor(t, false, out);
	doupdate();
	slot_capture(t->pool, term_able(t), out);
	links_put(&links, touched, row, col, out);
	make_exact(t, out, before);
	if (cursor)
		show_cursor(t, true, out);
	t->repaint = t->rewrite = false;
	t->linked = links.want;
	grid_copy(&t->shown, meant);
}

void
term_find_cursor(struct term *t, struct buf *out)
{
	bool cursor = t->shown.cursor_row >= 0;

	buf_printf(out, "\033[%d;%dH",
	    1 + (cursor ? t->shown.cursor_row : t->shown.rows - 1),
	    1 + (cursor ? t->shown.cursor_col : 0));
}

void
term_redraw(struct term *t)
{
	t->repaint = t->rewrite = true;
}

bool
term_exact(const struct term *t, int colour, uint32_t *rgb)
{
	return term_has_rgb(t) && theme_exact(t->theme, colour, rgb);
}

const struct grid *
term_shown(const struct term *t)
{
	return &t->shown;
}

struct look
term_look(struct term *t, unsigned style)
{
	set_term(t->slot->screen);
	return ink_of(t, style)->look;
}

struct look
term_tile_look(struct term *t, const struct tile *cell)
{
	set_term(t->slot->screen);
	return tile_ink(t, cell)->look;
}
