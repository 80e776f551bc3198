/* Whether the emulated terminal shows what the canvas meant. */
#include "tests/lib/vt_impl.h"

#include <stdio.h>

enum { ADDRESS_SHOWN = 60, ANSI_WHITE = 7 };

/* Whether a colour of libvterm is the one of a look. */
static bool
is_colour(struct vt *vt, const VTermColor *c, int16_t want, bool is_bg)
{
	uint32_t rgb;
	bool plain =
	    is_bg ? VTERM_COLOR_IS_DEFAULT_BG(c) : VTERM_COLOR_IS_DEFAULT_FG(c);

	/* Some terminals have no "default" and say white on black instead. */
	if (want == LOOK_DEFAULT)
		return plain ||
		    (VTERM_COLOR_IS_INDEXED(c) &&
			c->indexed.idx == (is_bg ? 0 : ANSI_WHITE));
	/* Where there are pictures, too, it is the one of the palette. */
	if (VTERM_COLOR_IS_RGB(c))
		return term_exact(vt->term, want, &rgb) && !plain &&
		    c->rgb.red == rgb >> 16 &&
		    c->rgb.green == (rgb >> 8 & 0xFF) &&
		    c->rgb.blue == (rgb & 0xFF);
	return !plain && VTERM_COLOR_IS_INDEXED(c) && c->indexed.idx == want;
}

static bool
same_text(
    const struct grid *g, const struct tile *meant, const VTermScreenCell *seen)
{
	int32_t code[GRID_CODES];
	int n = grid_codes(g, meant, code);

	if (n == 1 && code[0] == ' ' && seen->chars[0] == 0)
		return true;
	for (int i = 0; i < n; i++) {
		if (seen->chars[i] != (uint32_t)code[i])
			return false;
	}
	return seen->chars[n] == 0 && seen->width == (char)meant->width;
}

static bool
same_ink(struct vt *vt, const struct tile *meant, const VTermScreenCell *seen)
{
	struct look look = term_tile_look(vt->term, meant);
	bool ink = meant->code != ' ' ||
	    (look.attrs & (LOOK_UNDERLINE | LOOK_REVERSE));

	if (seen->attrs.reverse != !!(look.attrs & LOOK_REVERSE) ||
	    !!seen->attrs.underline != !!(look.attrs & LOOK_UNDERLINE) ||
	    !is_colour(vt, &seen->bg, look.bg, true))
		return false;
	/* Of a blank, the rest is not to be seen. */
	return !ink ||
	    (seen->attrs.bold == !!(look.attrs & LOOK_BOLD) &&
		is_colour(vt, &seen->fg, look.fg, false));
}

static bool
same_look(struct vt *vt, const struct tile *meant, const VTermScreenCell *seen)
{
	/* What was there before the link proved slow has its old colours. */
	return term_is_thrifty(vt->term) || same_ink(vt, meant, seen);
}

/* What a screen put there beside the canvas, for a person to judge. */
static bool
is_sample(const struct vt *vt, int row, int col)
{
	int from = vt->app->sample_col[row];

	return vt->app->sampled && from && col >= from;
}

static bool
compare(struct vt *vt, char *why, size_t why_max)
{
	const struct grid *g = term_shown(vt->term);

	for (int row = 0; row < g->rows; row++) {
		for (int col = 0; col < g->cols; col++) {
			const struct tile *t = grid_tile(g, row, col);
			VTermScreenCell seen;
			bool text, look;

			if (t->width == 0 || is_sample(vt, row, col))
				continue;
			seen = vt_cell(vt, row, col);
			text = same_text(g, t, &seen);
			look = same_look(vt, t, &seen);
			if (text && look)
				continue;
			snprintf(why, why_max,
			    "%s %dx%d: cell %d,%d: %s differs: meant U+%04X "
			    "width %d style %s, seen U+%04X width %d bold %d "
			    "underline %d reverse %d fg %d/%d bg %d/%d",
			    term_entry(vt->term), g->cols, g->rows, row, col,
			    text ? "look" : "text", (unsigned)t->code, t->width,
			    style_name(t->style), seen.chars[0], seen.width,
			    seen.attrs.bold, seen.attrs.underline,
			    seen.attrs.reverse, seen.fg.type,
			    seen.fg.indexed.idx, seen.bg.type,
			    seen.bg.indexed.idx);
			return false;
		}
	}
	return true;
}

static bool
compare_cursor(struct vt *vt, char *why, size_t why_max)
{
	const struct grid *g = term_shown(vt->term);
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(vt->vterm), &at);
	if (g->cursor_row < 0 ||
	    (g->cursor_row == at.row && g->cursor_col == at.col))
		return true;
	snprintf(why, why_max, "%s: cursor meant %d,%d, seen %d,%d",
	    term_entry(vt->term), g->cursor_row, g->cursor_col, at.row, at.col);
	return false;
}

static bool
compare_link(struct vt *vt, int row, int col, char *why, size_t why_max)
{
	const struct grid *g = term_shown(vt->term);
	uint16_t link = grid_tile_link(grid_tile(g, row, col));
	struct str meant = STR(""), seen = vtlinks_at(vt->links, row, col);

	if (term_has_links(vt->term))
		meant = grid_address(g, link);
	if (str_eq(meant, seen))
		return true;
	snprintf(why, why_max,
	    "%s %dx%d: cell %d,%d: link differs: meant %.*s, seen %.*s",
	    term_entry(vt->term), g->cols, g->rows, row, col,
	    STR_ARG(str_slice(meant, 0, ADDRESS_SHOWN)),
	    STR_ARG(str_slice(seen, 0, ADDRESS_SHOWN)));
	return false;
}

static bool
compare_links(struct vt *vt, char *why, size_t why_max)
{
	const struct grid *g = term_shown(vt->term);

	for (int row = 0; row < g->rows; row++) {
		for (int col = 0; col < g->cols; col++) {
			if (!compare_link(vt, row, col, why, why_max))
				return false;
		}
	}
	if (vtlinks_open(vt->links)) {
		snprintf(why, why_max, "a link is left open");
		return false;
	}
	return true;
}

bool
vt_same(struct vt *vt, char *why, size_t why_max)
{
	return compare(vt, why, why_max) && compare_cursor(vt, why, why_max) &&
	    compare_links(vt, why, why_max);
}
