/* grid - the cells of a screen: what was meant, before any terminal. */
#include "screens/grid.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"
#include "screens/style.h"

enum { FIRST_MARKS = 16, FIRST_LINKS = 16 };

static const struct tile blank = { ' ', STYLE_NORMAL, 1, 0 };

static struct tile *
at(struct grid *g, int row, int col)
{
	return &g->cell[(size_t)row * (size_t)g->cols + (size_t)col];
}

static void
size(struct grid *g, int rows, int cols)
{
	size_t want = (size_t)rows * (size_t)cols;

	g->rows = rows;
	g->cols = cols;
	if (want <= g->cells_cap)
		return;
	g->cell = mem_realloc(g->cell, want * sizeof *g->cell);
	g->cells_cap = want;
}

void
grid_reset(struct grid *g, int rows, int cols)
{
	size(g, rows, cols);
	for (size_t i = 0; i < (size_t)rows * (size_t)cols; i++)
		g->cell[i] = blank;
	g->marks_len = 0;
	g->links = 0;
	g->links_put = 0;
	buf_reset(&g->urls);
	g->cursor_row = -1;
	g->cursor_col = 0;
	g->parked_row = -1;
	g->parked_col = 0;
}

void
grid_free(struct grid *g)
{
	free(g->cell);
	free(g->marks);
	free(g->link);
	buf_free(&g->urls);
	*g = (struct grid)GRID_INIT;
}

static int32_t
keep_marks(struct grid *g, const int32_t *codes, int n)
{
	struct marks *m;

	if (g->marks_len == g->marks_cap) {
		g->marks_cap = g->marks_cap ? 2 * g->marks_cap : FIRST_MARKS;
		g->marks =
		    mem_realloc(g->marks, g->marks_cap * sizeof *g->marks);
	}
	m = &g->marks[g->marks_len];
	memset(m, 0, sizeof *m);
	m->n = n < GRID_CODES ? n : GRID_CODES;
	for (int i = 0; i < m->n; i++)
		m->code[i] = codes[i];
	return ~(int32_t)g->marks_len++;
}

uint16_t
grid_tile_link(const struct tile *cell)
{
	return cell->style & STYLE_PAINTED ? 0 : cell->link;
}

/* Blank what would be left of a wide character that `col` is half of. */
static void
part(struct grid *g, int row, int col)
{
	struct tile *c = at(g, row, col);

	if (c->width == 0 && col > 0) {
		c[-1].code = ' ';
		c[-1].width = 1;
		if (grid_tile_link(&c[-1]))
			c[-1].link = 0;
	} else if (c->width == 2 && col + 1 < g->cols) {
		c[1].code = ' ';
		c[1].width = 1;
		if (grid_tile_link(&c[1]))
			c[1].link = 0;
	}
	c->width = 1;
}

void
grid_put(struct grid *g, int row, int col, const int32_t *codes, int n,
    int width, unsigned style)
{
	struct tile *c = at(g, row, col);

	if (n == 1 && width == 1 && c->width == 1) {
		*c = (struct tile){ codes[0], (uint8_t)style, 1, 0 };
		return;
	}
	part(g, row, col);
	if (width == 2)
		part(g, row, col + 1);
	c->code = n > 1 ? keep_marks(g, codes, n) : codes[0];
	c->style = (uint8_t)style;
	c->width = (uint8_t)width;
	c->link = 0;
	if (width == 2)
		c[1] = (struct tile){ 0, (uint8_t)style, 0, 0 };
}

const struct tile *
grid_tile(const struct grid *g, int row, int col)
{
	return &g->cell[(size_t)row * (size_t)g->cols + (size_t)col];
}

int
grid_codes(
    const struct grid *g, const struct tile *cell, int32_t out[GRID_CODES])
{
	if (cell->width == 0)
		return 0;
	if (cell->code < 0) {
		const struct marks *m = &g->marks[~cell->code];

		memcpy(out, m->code, sizeof m->code);
		return m->n;
	}
	out[0] = cell->code;
	return 1;
}

static bool
is_address(struct str url)
{
	if (url.n == 0 || url.n > GRID_URL_MAX)
		return false;
	for (size_t i = 0; i < url.n; i++) {
		if (url.p[i] <= ' ' || url.p[i] >= 0x7F)
			return false;
	}
	return true;
}

struct str
grid_address(const struct grid *g, uint16_t link)
{
	if (link == 0 || link > g->links)
		return STR("");
	return str_slice(
	    buf_str(&g->urls), g->link[link - 1].at, g->link[link - 1].bytes);
}

static void
reserve_links(struct grid *g, size_t want)
{
	size_t cap = g->links_cap ? g->links_cap : FIRST_LINKS;

	if (want <= g->links_cap)
		return;
	while (cap < want)
		cap *= 2;
	g->link = mem_realloc(g->link, cap * sizeof *g->link);
	g->links_cap = cap;
}

uint16_t
grid_url(struct grid *g, struct str url)
{
	if (!is_address(url))
		return 0;
	for (size_t i = 1; i <= g->links; i++) {
		if (str_eq(grid_address(g, (uint16_t)i), url))
			return (uint16_t)i;
	}
	if (g->links == GRID_LINKS_MAX || g->urls.n + url.n > GRID_LINK_BYTES)
		return 0;
	reserve_links(g, g->links + 1);
	g->link[g->links++] =
	    (struct grid_link){ (uint32_t)g->urls.n, (uint32_t)url.n };
	buf_put(&g->urls, url);
	return (uint16_t)g->links;
}

void
grid_link(struct grid *g, int row, int col, int cells, uint16_t link)
{
	size_t bytes = grid_address(g, link).n;

	if (bytes == 0 ? link != 0 : g->links_put + bytes > GRID_LINK_BYTES)
		return;
	g->links_put += bytes;
	for (int i = col; i < col + cells; i++) {
		struct tile *c = at(g, row, i);

		if (c->width == 0 || c->style & STYLE_PAINTED)
			continue;
		c->link = link;
		if (c->width == 2)
			c[1].link = link;
	}
}

void
grid_paint(struct grid *g, int row, int col, uint8_t fg, uint8_t bg)
{
	struct tile *c = at(g, row, col);
	int cells = c->width > 1 ? c->width : 1;

	for (int i = 0; i < cells; i++) {
		c[i].style = STYLE_PAINTED;
		c[i].link = (uint16_t)(bg << 8 | fg);
	}
}

bool
grid_same(const struct grid *a, const struct tile *ca, const struct grid *b,
    const struct tile *cb)
{
	if (ca->style != cb->style || ca->width != cb->width)
		return false;
	if (ca->style & STYLE_PAINTED && ca->link != cb->link)
		return false;
	if (ca->code >= 0 || cb->code >= 0)
		return ca->code == cb->code;
	return memcmp(&a->marks[~ca->code], &b->marks[~cb->code],
		   sizeof *a->marks) == 0;
}

void
grid_copy(struct grid *to, const struct grid *from)
{
	size_t cells = (size_t)from->rows * (size_t)from->cols;

	size(to, from->rows, from->cols);
	if (cells)
		memcpy(to->cell, from->cell, cells * sizeof *to->cell);
	to->cursor_row = from->cursor_row;
	to->cursor_col = from->cursor_col;
	if (to->marks_cap < from->marks_len) {
		to->marks =
		    mem_realloc(to->marks, from->marks_len * sizeof *to->marks);
		to->marks_cap = from->marks_len;
	}
	if (from->marks_len)
		memcpy(to->marks, from->marks,
		    from->marks_len * sizeof *to->marks);
	to->marks_len = from->marks_len;
	reserve_links(to, from->links);
	if (from->links)
		memcpy(to->link, from->link, from->links * sizeof *to->link);
	to->links = from->links;
	to->links_put = from->links_put;
	buf_reset(&to->urls);
	buf_put(&to->urls, buf_str(&from->urls));
}
