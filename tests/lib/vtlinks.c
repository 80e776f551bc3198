/* vtlinks - which link was in force when each cell was printed (OSC 8). */
#include "tests/lib/vtlinks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#include <cmocka.h>

#include "common/base/mem.h"

enum { ADDRESSES_MAX = 200 };

struct vtlinks {
	VTerm *vterm;
	int rows;
	int cols;
	uint16_t *cell; /* 0, or an address and one more */
	uint16_t now;
	char *address[ADDRESSES_MAX];
	size_t addresses;
};

static uint16_t *
at(const struct vtlinks *v, int row, int col)
{
	return &v->cell[(size_t)row * (size_t)v->cols + (size_t)col];
}

static int
on_glyph(VTermGlyphInfo *info, VTermPos pos, void *user)
{
	struct vtlinks *v = user;

	for (int i = 0; i < info->width && pos.col + i < v->cols; i++)
		*at(v, pos.row, pos.col + i) = v->now;
	return 1;
}

static int
on_erase(VTermRect rect, int selective, void *user)
{
	struct vtlinks *v = user;

	(void)selective;
	for (int row = rect.start_row; row < rect.end_row; row++) {
		for (int col = rect.start_col; col < rect.end_col; col++)
			*at(v, row, col) = 0;
	}
	return 1;
}

static int
on_move(VTermRect dest, VTermRect src, void *user)
{
	struct vtlinks *v = user;
	int rows = src.end_row - src.start_row;
	size_t bytes = (size_t)(src.end_col - src.start_col) * sizeof *v->cell;
	bool up = dest.start_row <= src.start_row;

	for (int i = 0; i < rows; i++) {
		int row = up ? i : rows - 1 - i;

		memmove(at(v, dest.start_row + row, dest.start_col),
		    at(v, src.start_row + row, src.start_col), bytes);
	}
	return 1;
}

static uint16_t
keep(struct vtlinks *v, struct str address)
{
	for (size_t i = 0; i < v->addresses; i++) {
		if (str_eq(str_from(v->address[i]), address))
			return (uint16_t)(i + 1);
	}
	assert_true(v->addresses < ADDRESSES_MAX);
	v->address[v->addresses] = mem_zalloc(address.n + 1);
	memcpy(v->address[v->addresses], address.p, address.n);
	return (uint16_t)++v->addresses;
}

/* "8;id=1f;https://..." or "8;;" */
static int
on_osc(const char *command, size_t n, void *user)
{
	struct vtlinks *v = user;
	struct str rest = { command, n };
	struct str kind = str_cut(&rest, ';'), id = str_cut(&rest, ';');

	if (!str_eq(kind, STR("8")))
		return 0;
	if (rest.n == 0) {
		v->now = 0;
		return 1;
	}
	assert_true(str_starts(id, STR("id=")));
	for (size_t i = 0; i < rest.n; i++)
		assert_in_range(rest.p[i], '!', '~');
	v->now = keep(v, rest);
	return 1;
}

static const VTermStateCallbacks state_calls = {
	.putglyph = on_glyph,
	.moverect = on_move,
	.erase = on_erase,
};

static const VTermParserCallbacks parser_calls = {
	.osc = on_osc,
};

struct vtlinks *
vtlinks_new(int rows, int cols)
{
	struct vtlinks *v = mem_new(struct vtlinks);
	VTermState *state;

	v->rows = rows;
	v->cols = cols;
	v->cell = mem_zalloc((size_t)rows * (size_t)cols * sizeof *v->cell);
	v->vterm = vterm_new(rows, cols);
	vterm_set_utf8(v->vterm, 1);
	state = vterm_obtain_state(v->vterm);
	vterm_state_set_callbacks(state, &state_calls, v);
	vterm_state_set_unrecognised_fallbacks(state, &parser_calls, v);
	vterm_state_reset(state, 1);
	return v;
}

void
vtlinks_free(struct vtlinks *v)
{
	vterm_free(v->vterm);
	for (size_t i = 0; i < v->addresses; i++)
		free(v->address[i]);
	free(v->cell);
	free(v);
}

void
vtlinks_resize(struct vtlinks *v, int rows, int cols)
{
	uint16_t *cell = mem_zalloc((size_t)rows * (size_t)cols * sizeof *cell);
	int copy = cols < v->cols ? cols : v->cols;

	for (int row = 0; row < rows && row < v->rows; row++)
		memcpy(cell + (size_t)row * (size_t)cols, at(v, row, 0),
		    (size_t)copy * sizeof *cell);
	free(v->cell);
	v->cell = cell;
	v->rows = rows;
	v->cols = cols;
	vterm_set_size(v->vterm, rows, cols);
}

void
vtlinks_write(struct vtlinks *v, struct str bytes)
{
	vterm_input_write(v->vterm, bytes.p, bytes.n);
}

struct str
vtlinks_at(const struct vtlinks *v, int row, int col)
{
	uint16_t link = *at(v, row, col);

	return link ? str_from(v->address[link - 1]) : STR("");
}

bool
vtlinks_open(const struct vtlinks *v)
{
	return v->now != 0;
}
