/* links - addresses behind cells, put on a terminal after ncurses. */
#include "screens/links.h"

#include "common/text/utf8.h"
#include "screens/osc.h"

enum { NOWHERE = UINT16_MAX };

/* For each link of `meant` the one of `shown` with that address. */
struct same {
	uint16_t link[GRID_LINKS_MAX + 1];
};

/* What has been said so far. */
struct pen {
	struct buf *out;
	int row; /* where the next character goes; -1: not known */
	int col;
	uint16_t link; /* of `meant` */
	struct look look;
};

static const struct look plain = { LOOK_DEFAULT, LOOK_DEFAULT, 0 };

/* A grid has GRID_LINKS_MAX at most: their numbers fit. */
static uint16_t
wanted(const struct links *l)
{
	return l->want ? (uint16_t)l->meant->links : 0;
}

static uint16_t
there(const struct links *l)
{
	return l->has ? (uint16_t)l->shown->links : 0;
}

static uint16_t
find(const struct links *l, uint16_t link)
{
	struct str address = grid_address(l->meant, link);
	uint16_t n = there(l);

	/* Mostly nothing has changed. */
	if (link <= n && str_eq(grid_address(l->shown, link), address))
		return link;
	for (uint16_t i = 1; i <= n; i++) {
		if (str_eq(grid_address(l->shown, i), address))
			return i;
	}
	return NOWHERE;
}

static void
match(const struct links *l, struct same *same)
{
	same->link[0] = 0;
	for (uint16_t i = 1; i <= wanted(l); i++)
		same->link[i] = find(l, i);
}

static uint16_t
link_meant(const struct links *l, int row, int col)
{
	return l->want ? grid_tile_link(grid_tile(l->meant, row, col)) : 0;
}

static uint16_t
link_there(const struct links *l, int row, int col)
{
	return l->has ? grid_tile_link(grid_tile(l->shown, row, col)) : 0;
}

static bool
differs(const struct links *l, const struct same *same, int row, int col)
{
	return same->link[link_meant(l, row, col)] != link_there(l, row, col);
}

bool
links_differ(const struct links *l)
{
	struct same same;

	if (wanted(l) == 0 && there(l) == 0)
		return false;
	match(l, &same);
	for (int row = 0; row < l->meant->rows; row++) {
		for (int col = 0; col < l->meant->cols; col++) {
			if (differs(l, &same, row, col))
				return true;
		}
	}
	return false;
}

static bool
is_blank(const struct grid *g, int row)
{
	for (int col = 0; col < g->cols; col++) {
		if (grid_tile(g, row, col)->code != ' ')
			return false;
	}
	return true;
}

static void
put_colour(struct buf *out, int16_t colour, int base)
{
	if (colour == LOOK_DEFAULT)
		return;
	if (colour < 8)
		buf_printf(out, ";%d", base + colour);
	else if (colour < 16)
		buf_printf(out, ";%d", base + 60 + colour - 8);
	else
		buf_printf(out, ";%d;5;%d", base + 8, colour);
}

static void
put_look(struct buf *out, struct look look)
{
	buf_cstr(out, "\033[0");
	if (look.attrs & LOOK_BOLD)
		buf_cstr(out, ";1");
	if (look.attrs & LOOK_DIM)
		buf_cstr(out, ";2");
	if (look.attrs & LOOK_UNDERLINE)
		buf_cstr(out, ";4");
	if (look.attrs & LOOK_REVERSE)
		buf_cstr(out, ";7");
	put_colour(out, look.fg, 30);
	put_colour(out, look.bg, 40);
	buf_char(out, 'm');
}

static bool
same_look(struct look a, struct look b)
{
	return a.fg == b.fg && a.bg == b.bg && a.attrs == b.attrs;
}

static void
move(struct pen *pen, int row, int col)
{
	if (pen->row != row || pen->col != col)
		buf_printf(pen->out, "\033[%d;%dH", row + 1, col + 1);
	pen->row = row;
	pen->col = col;
}

/* Write a cell again, with its link or without one. */
static void
put_cell(const struct links *l, struct pen *pen, int row, int col)
{
	const struct tile *c = grid_tile(l->meant, row, col);
	uint16_t link = link_meant(l, row, col);
	struct look look = l->look(l->arg, c);
	int32_t code[GRID_CODES];
	int n = grid_codes(l->meant, c, code);
	char utf8[UTF8_MAX_BYTES];

	move(pen, row, col);
	if (pen->link != link)
		osc_link(pen->out, grid_address(l->meant, link));
	if (!same_look(pen->look, look))
		put_look(pen->out, look);
	for (int i = 0; i < n; i++)
		buf_put(
		    pen->out, (struct str){ utf8, utf8_encode(code[i], utf8) });
	pen->link = link;
	pen->look = look;
	pen->col += c->width;
	/* At the edge it waits to wrap, or not: terminals differ. */
	if (pen->col >= l->meant->cols)
		pen->row = -1;
}

static void
put_row(const struct links *l, const struct same *same, bool touched, int row,
    struct pen *pen)
{
	const struct tile *c = grid_tile(l->meant, row, 0);

	for (int col = 0, cells; col < l->meant->cols; col += cells) {
		bool write = false;

		cells = c[col].width > 1 ? c[col].width : 1;
		for (int i = col; i < col + cells; i++)
			write |= differs(l, same, row, i) ||
			    (touched && link_meant(l, row, i));
		if (write)
			put_cell(l, pen, row, col);
	}
}

void
links_put(const struct links *l, const bool *touched, int row, int col,
    struct buf *out)
{
	struct pen pen = { .out = out, .row = -1, .look = plain };
	struct same same;
	size_t before = out->n;

	if (wanted(l) == 0 && there(l) == 0)
		return;
	match(l, &same);
	for (int i = 0; i < l->meant->rows; i++)
		put_row(l, &same, touched[i] || is_blank(l->meant, i), i, &pen);
	if (pen.link)
		osc_link(out, STR(""));
	if (!same_look(pen.look, plain))
		put_look(out, plain);
	if (out->n > before)
		move(&pen, row, col);
}
