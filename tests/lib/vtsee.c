/* What is on the emulated terminal, for tests to look at. */
#include "tests/lib/vt_impl.h"

#include "common/base/buf.h"
#include "common/text/utf8.h"

VTermScreenCell
vt_cell(const struct vt *vt, int row, int col)
{
	VTermScreenCell cell = { 0 };

	vterm_screen_get_cell(vt->screen, (VTermPos){ row, col }, &cell);
	return cell;
}

static void
add_row(struct vt *vt, struct buf *out, int row)
{
	int cols = term_cols(vt->term);
	size_t from = out->n;

	for (int col = 0; col < cols;) {
		VTermScreenCell cell = vt_cell(vt, row, col);
		char utf8[UTF8_MAX_BYTES];

		if (cell.chars[0] == 0)
			buf_char(out, ' ');
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i];
		     i++) {
			size_t n = utf8_encode((int32_t)cell.chars[i], utf8);

			buf_put(out, (struct str){ utf8, n });
		}
		col += cell.width > 1 ? cell.width : 1;
	}
	while (out->n > from && out->p[out->n - 1] == ' ')
		out->n--;
}

const char *
vt_row(struct vt *vt, int row)
{
	struct buf line = BUF_INIT(0);
	const char *s;

	arena_reset(&vt->arena);
	add_row(vt, &line, row);
	s = arena_cstr(&vt->arena, buf_str(&line));
	buf_free(&line);
	return s;
}

const char *
vt_screen(struct vt *vt)
{
	struct buf all = BUF_INIT(0);
	const char *s;

	arena_reset(&vt->arena);
	for (int row = 0; row < term_rows(vt->term); row++) {
		add_row(vt, &all, row);
		buf_char(&all, '\n');
	}
	s = arena_cstr(&vt->arena, buf_str(&all));
	buf_free(&all);
	return s;
}

static const struct tile *
tile_at(const struct vt *vt, int row, int col)
{
	return grid_tile(term_shown(vt->term), row, col);
}

const char *
vt_style(struct vt *vt, int row, int col)
{
	return style_name(tile_at(vt, row, col)->style);
}

bool
vt_on_selected(struct vt *vt, int row, int col)
{
	return tile_at(vt, row, col)->style & STYLE_ON_SELECTED;
}

bool
vt_reverse(struct vt *vt, int row, int col)
{
	return vt_cell(vt, row, col).attrs.reverse;
}

bool
vt_bold(struct vt *vt, int row, int col)
{
	return vt_cell(vt, row, col).attrs.bold;
}

struct str
vt_link(const struct vt *vt, int row, int col)
{
	return vtlinks_at(vt->links, row, col);
}

size_t
vt_bytes(const struct vt *vt)
{
	return vt->bytes;
}

struct str
vt_last(const struct vt *vt)
{
	return buf_str(&vt->last);
}
