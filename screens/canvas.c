/* canvas - what screens draw on: rows, columns, text and styles. */
#include "screens/canvas.h"

#include <inttypes.h>
#include <stdio.h>

#include "common/base/buf.h"
#include "common/text/cp437.h"
#include "common/text/utf8.h"
#include "screens/glyph.h"

enum { ELLIPSIS = 0x2026, MANY = '+', NUMBER_CHARS = 24 };

enum box_part {
	BOX_ACROSS = 0x2500,
	BOX_DOWN = 0x2502,
	BOX_TOP_LEFT = 0x250C,
	BOX_TOP_RIGHT = 0x2510,
	BOX_LOW_LEFT = 0x2514,
	BOX_LOW_RIGHT = 0x2518,
};

struct canvas
canvas_of(struct grid *g, enum charset charset)
{
	return (struct canvas){
		.grid = g,
		.charset = charset,
		.rows = g->rows,
		.cols = g->cols,
	};
}

static int
clamp(int v, int low, int high)
{
	return v < low ? low : v > high ? high : v;
}

struct canvas
canvas_sub(const struct canvas *c, int row, int col, int rows, int cols)
{
	struct canvas part = *c;
	int from_row = clamp(row, 0, c->rows),
	    from_col = clamp(col, 0, c->cols);

	part.top = c->top + from_row;
	part.left = c->left + from_col;
	part.rows = clamp(rows - (from_row - row), 0, c->rows - from_row);
	part.cols = clamp(cols - (from_col - col), 0, c->cols - from_col);
	return part;
}

static bool
has_row(const struct canvas *c, int row)
{
	return row >= 0 && row < c->rows;
}

static void
put_code(struct canvas *c, int row, int col, unsigned style, int32_t code)
{
	grid_put(c->grid, c->top + row, c->left + col, &code, 1, 1, style);
}

/*
 * Whether a wide character there would touch the last two columns of the last
 * row.  Into the corner of a terminal that cannot stop to wrap, ncurses 6.4
 * writes by inserting; and it does so for a right half, too, which tears the
 * character apart.
 */
static bool
in_corner(const struct canvas *c, int row, int col)
{
	return c->top + row == c->grid->rows - 1 &&
	    c->left + col + 2 >= c->grid->cols - 1;
}

/* Put what is inside; a wide character that cannot be leaves blanks. */
static void
put_glyph(
    struct canvas *c, int row, int col, unsigned style, const struct glyph *g)
{
	int32_t code = g->code[0], rest = g->rest;

	if (!has_row(c, row) || col >= c->cols || col + g->width <= 0)
		return;
	if (g->width == 2 && (col < 0 || col + 1 == c->cols))
		put_code(c, row, col < 0 ? 0 : col, style, ' ');
	else if (g->width == 2 && !rest && in_corner(c, row, col)) {
		put_code(c, row, col, style, ' ');
		put_code(c, row, col + 1, style, ' ');
	} else if (g->width == 2 && rest) {
		put_code(c, row, col, style, code);
		put_code(c, row, col + 1, style, rest);
	} else {
		/*
		 * Where the cursor waits to wrap, some terminals put a mark
		 * on the next line.
		 */
		bool at_edge = c->left + col + g->width == c->grid->cols;

		grid_put(c->grid, c->top + row, c->left + col, g->code,
		    at_edge ? 1 : g->n, g->width, style);
	}
}

/* A printable character of ASCII that nothing combines with. */
static bool
is_letter(struct str text, size_t at)
{
	return text.p[at] >= ' ' && text.p[at] < 0x7F &&
	    (at + 1 == text.n || (unsigned char)text.p[at + 1] < 0x80);
}

/*
 * Write as much of `text` as fits before column `end`; sets the bytes that
 * fitted and returns the column after them.
 */
static int
write_text(struct canvas *c, int row, int col, int end, unsigned style,
    struct str text, size_t *out_bytes)
{
	size_t at = 0;
	struct glyph g;

	while (at < text.n) {
		size_t n;

		/* Most of it; glyph_next() would say the same, slowly. */
		if (is_letter(text, at)) {
			if (col >= end)
				break;
			if (col >= 0 && col < c->cols && has_row(c, row))
				put_code(c, row, col, style, text.p[at]);
			col++;
			at++;
			continue;
		}
		n = glyph_next(str_slice(text, at, text.n), c->charset, &g);
		if (col + g.width > end)
			break;
		if (g.width > 0)
			put_glyph(c, row, col, style, &g);
		col += g.width;
		at += n;
	}
	*out_bytes = at;
	return col;
}

/* The columns of `text`, and no more than `most` + 1. */
static int
measure(const struct canvas *c, struct str text, int most)
{
	int cells = 0;
	struct glyph g;

	while (text.n && cells <= most) {
		text =
		    str_slice(text, glyph_next(text, c->charset, &g), text.n);
		cells += g.width;
	}
	return cells;
}

/* On a plain canvas a line or a picture is none: blanks. */
static int32_t
symbol(const struct canvas *c, int32_t code)
{
	char utf8[UTF8_MAX_BYTES];
	struct glyph g;

	if (code < 0x80)
		return code;
	if (c->plain && code != ELLIPSIS)
		return ' ';
	glyph_next(
	    (struct str){ utf8, utf8_encode(code, utf8) }, c->charset, &g);
	return g.width == 1 ? g.code[0] : ' ';
}

int
canvas_text(struct canvas *c, int row, int col, int cells, unsigned style,
    struct str text)
{
	int end = col + cells, at, all;
	size_t n;

	if (!has_row(c, row) || cells <= 0 || col >= c->cols)
		return 0;
	/* What lies beyond the edge is cut as what lies beyond `cells`. */
	if (end > c->cols)
		end = c->cols;
	at = write_text(c, row, col, end, style, text, &n);
	all = at - col;
	if (measure(c, str_slice(text, n, text.n), 0) > 0) {
		at = write_text(c, row, col, end - 1, style, text, &n);
		canvas_hline(c, row, at, 1, style, ELLIPSIS);
		all = ++at - col;
	}
	canvas_fill(c, row, at, 1, end - at, style);
	return all;
}

int
canvas_text_right(struct canvas *c, int row, int col, int cells, unsigned style,
    struct str text)
{
	int need = measure(c, text, cells), before = cells - need;

	if (before > 0)
		canvas_fill(c, row, col, 1, before, style);
	else
		before = 0;
	return canvas_text(c, row, col + before, cells - before, style, text);
}

int
canvas_put(struct canvas *c, int row, int col, unsigned style, struct str text)
{
	size_t n;

	return write_text(c, row, col, c->cols, style, text, &n);
}

void
canvas_int(
    struct canvas *c, int row, int col, int cells, unsigned style, int64_t v)
{
	char text[NUMBER_CHARS];
	int n = snprintf(text, sizeof text, "%" PRId64, v);

	if (n > cells && cells > 0) {
		n = v < 0; /* its sign stays */
		while (n < cells - 1)
			text[n++] = '9';
		if (n < cells)
			text[n++] = MANY;
	}
	canvas_text_right(
	    c, row, col, cells, style, (struct str){ text, (size_t)n });
}

void
canvas_fill(
    struct canvas *c, int row, int col, int rows, int cols, unsigned style)
{
	for (int i = 0; i < rows; i++)
		canvas_hline(c, row + i, col, cols, style, ' ');
}

void
canvas_hline(
    struct canvas *c, int row, int col, int cells, unsigned style, int32_t code)
{
	struct canvas part = canvas_sub(c, row, col, 1, cells);

	code = symbol(c, code);
	for (int i = 0; part.rows > 0 && i < part.cols; i++)
		put_code(&part, 0, i, style, code);
}

void
canvas_vline(
    struct canvas *c, int row, int col, int rows, unsigned style, int32_t code)
{
	for (int i = 0; i < rows; i++)
		canvas_hline(c, row + i, col, 1, style, code);
}

void
canvas_box(struct canvas *c, unsigned style)
{
	int bottom = c->rows - 1, right = c->cols - 1;

	canvas_hline(c, 0, 1, right - 1, style, BOX_ACROSS);
	canvas_hline(c, bottom, 1, right - 1, style, BOX_ACROSS);
	canvas_vline(c, 1, 0, bottom - 1, style, BOX_DOWN);
	canvas_vline(c, 1, right, bottom - 1, style, BOX_DOWN);
	canvas_hline(c, 0, 0, 1, style, BOX_TOP_LEFT);
	canvas_hline(c, 0, right, 1, style, BOX_TOP_RIGHT);
	canvas_hline(c, bottom, 0, 1, style, BOX_LOW_LEFT);
	canvas_hline(c, bottom, right, 1, style, BOX_LOW_RIGHT);
}

static struct tile *
cell_at(const struct canvas *c, int row, int col)
{
	size_t at = (size_t)(c->top + row) * (size_t)c->grid->cols;

	return &c->grid->cell[at + (size_t)(c->left + col)];
}

void
canvas_style(struct canvas *c, int row, int col, int cells, unsigned style)
{
	struct canvas part = canvas_sub(c, row, col, 1, cells);

	for (int i = 0; part.rows > 0 && i < part.cols; i++) {
		struct tile *cell = cell_at(&part, 0, i);

		cell->link = grid_tile_link(cell);
		cell->style = (uint8_t)style;
	}
}

void
canvas_paint(
    struct canvas *c, int row, int col, int32_t code, uint8_t fg, uint8_t bg)
{
	char utf8[UTF8_MAX_BYTES];
	struct str text = { utf8, utf8_encode(code, utf8) };
	struct glyph g;

	if (!has_row(c, row) || col < 0 || col >= c->cols || c->plain)
		return;
	glyph_next(text, c->charset, &g);
	/* No text may have it, but pictures of PCs do. */
	if (c->charset == CHARSET_CP437 && cp437_from_picture(code) >= 0)
		g.code[0] = code;
	else if (g.width == 0)
		glyph_next(STR(" "), c->charset, &g);
	put_glyph(c, row, col, STYLE_NORMAL, &g);
	for (int i = col; i < col + g.width && i < c->cols; i++)
		grid_paint(c->grid, c->top + row, c->left + i, fg, bg);
}

void
canvas_select(struct canvas *c, int row, int col, int cells)
{
	struct canvas part = canvas_sub(c, row, col, 1, cells);

	for (int i = 0; part.rows > 0 && i < part.cols; i++)
		cell_at(&part, 0, i)->style |= STYLE_ON_SELECTED;
	canvas_park(c, row, col);
}

void
canvas_choose(struct canvas *c, int row, int col, int cells)
{
	if (!c->thrifty && !c->plain)
		canvas_select(c, row, col, cells);
	canvas_park(c, row, col);
}

void
canvas_park(struct canvas *c, int row, int col)
{
	struct grid *g = c->grid;

	if (!has_row(c, row) || col < 0 || col >= c->cols || g->parked_row >= 0)
		return;
	g->parked_row = c->top + row;
	g->parked_col = c->left + col;
}

uint16_t
canvas_url(struct canvas *c, struct str url)
{
	return grid_url(c->grid, url);
}

void
canvas_link(struct canvas *c, int row, int col, int cells, uint16_t link)
{
	struct canvas part = canvas_sub(c, row, col, 1, cells);

	if (part.rows > 0 && part.cols > 0)
		grid_link(c->grid, part.top, part.left, part.cols, link);
}

void
canvas_cursor(struct canvas *c, int row, int col)
{
	if (!has_row(c, row) || c->cols == 0 || col < 0)
		return;
	c->grid->cursor_row = c->top + row;
	c->grid->cursor_col = c->left + (col < c->cols ? col : c->cols - 1);
}

unsigned
canvas_cell(
    const struct canvas *c, struct arena *a, int row, int col, struct str *text)
{
	const struct tile *cell = cell_at(c, row, col);
	int32_t code[GRID_CODES];
	int n = grid_codes(c->grid, cell, code);
	char utf8[GRID_CODES * UTF8_MAX_BYTES];
	size_t bytes = 0;

	for (int i = 0; i < n; i++)
		bytes += utf8_encode(code[i], utf8 + bytes);
	*text = arena_dup(a, (struct str){ utf8, bytes });
	return cell->style;
}

struct str
canvas_address(const struct canvas *c, int row, int col)
{
	return grid_address(c->grid, grid_tile_link(cell_at(c, row, col)));
}

struct str
canvas_row(const struct canvas *c, struct arena *a, int row)
{
	struct buf line = BUF_INIT(0);
	struct str cell, out;

	for (int col = 0; col < c->cols; col++) {
		canvas_cell(c, a, row, col, &cell);
		buf_put(&line, cell);
	}
	while (line.n && line.p[line.n - 1] == ' ')
		line.n--;
	out = arena_dup(a, buf_str(&line));
	buf_free(&line);
	return out;
}
