/* grid - the cells of a screen: what was meant, before any terminal. */
#include "screens/grid.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"
#include "screens/style.h"

enum { FIRST_MARKS = 16 };

static const struct tile blank = { ' ', STYLE_NORMAL, 1 };

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
	g->cursor_row = -1;
	g->cursor_col = 0;
}

void
grid_free(struct grid *g)
{
	free(g->cell);
	free(g->marks);
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

/* Blank what would be left of a wide character that `col` is half of. */
static void
part(struct grid *g, int row, int col)
{
	struct tile *c = at(g, row, col);

	if (c->width == 0 && col > 0) {
		c[-1].code = ' ';
		c[-1].width = 1;
	} else if (c->width == 2 && col + 1 < g->cols) {
		c[1].code = ' ';
		c[1].width = 1;
	}
	c->width = 1;
}

void
grid_put(struct grid *g, int row, int col, const int32_t *codes, int n,
    int width, unsigned style)
{
	struct tile *c = at(g, row, col);

	if (n == 1 && width == 1 && c->width == 1) {
		*c = (struct tile){ codes[0], (uint8_t)style, 1 };
		return;
	}
	part(g, row, col);
	if (width == 2)
		part(g, row, col + 1);
	c->code = n > 1 ? keep_marks(g, codes, n) : codes[0];
	c->style = (uint8_t)style;
	c->width = (uint8_t)width;
	if (width == 2)
		c[1] = (struct tile){ 0, (uint8_t)style, 0 };
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

bool
grid_same(const struct grid *a, const struct tile *ca, const struct grid *b,
    const struct tile *cb)
{
	if (ca->style != cb->style || ca->width != cb->width)
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
}
