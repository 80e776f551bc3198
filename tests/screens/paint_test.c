/* Colours that cells have by themselves: on the canvas, on each terminal. */
#include "screens/paint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "common/base/buf.h"
#include "common/text/cp437.h"
#include "tests/lib/vt.h"

enum { ROWS = 24, COLS = 80, FULL = 0x2588 };

/* What the screen shows; the same for all of it. */
struct easel {
	int32_t picture; /* a letter */
};

static enum err
easel_open(struct screen *s, struct str arg)
{
	struct easel *e = s->state;

	e->picture = arg.n ? arg.p[0] : 'p';
	return ERR_NONE;
}

/* Every two colours of a PC. */
static void
draw_pc(struct canvas *c)
{
	for (int i = 0; i < PAINT_PC * PAINT_PC; i++)
		canvas_paint(c, i / PAINT_PC, 3 * (i % PAINT_PC), 'x',
		    (uint8_t)(i % PAINT_PC), (uint8_t)(i / PAINT_PC));
}

/* More pairs than there can be. */
static void
draw_many(struct canvas *c)
{
	for (int row = 0; row < c->rows; row++) {
		for (int col = 0; col < c->cols; col++)
			canvas_paint(c, row, col, 'a' + col % 26,
			    (uint8_t)(row * 11 + col * 7),
			    (uint8_t)(row * 3 + col));
	}
}

static void
easel_draw(struct screen *s, struct canvas *c)
{
	const struct easel *e = s->state;

	if (e->picture == 'p')
		draw_pc(c);
	else if (e->picture == 'm')
		draw_many(c);
	else
		canvas_text(c, 0, 0, 20, STYLE_GOOD, STR("words"));
}

static bool
easel_key(struct screen *s, const struct key *key)
{
	struct easel *e = s->state;

	if (key->code != 'p' && key->code != 'm' && key->code != 'w')
		return false;
	e->picture = key->code;
	s->dirty = true;
	return true;
}

static const struct screen_class easel_screen = {
	.name = "easel",
	.title = "easel",
	.state_size = sizeof(struct easel),
	.open = easel_open,
	.draw = easel_draw,
	.key = easel_key,
};

static void
every_terminal_shows_what_is_painted(void **state)
{
	static const char *const terms[] = { "xterm-256color", "xterm", "linux",
		"screen", "syncterm", "vt220", "tmux-256color" };

	(void)state;
	for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
		struct vt *vt = vt_open_term(
		    &easel_screen, NULL, 0, "p", ROWS, COLS, terms[i]);

		/* Each step compares every cell with what was meant. */
		vt_type(vt, "m");
		vt_type(vt, "p");
		vt_type(vt, "w");
		vt_type(vt, "m");
		vt_resize(vt, 30, 100);
		vt_type(vt, "w");
		vt_type(vt, "p");
		vt_close(vt);
	}
}

/* How many different pairs of colours the terminal shows. */
static int
pairs_shown(struct vt *vt)
{
	const struct grid *g = term_shown(vt_term(vt));
	struct look seen[ROWS * COLS];
	int n = 0;

	for (int i = 0; i < g->rows * g->cols; i++) {
		struct look l;
		int at = 0;

		if (!(g->cell[i].style & STYLE_PAINTED))
			continue;
		l = term_tile_look(vt_term(vt), &g->cell[i]);
		while (at < n &&
		    (seen[at].fg != l.fg || seen[at].bg != l.bg ||
			seen[at].attrs != l.attrs))
			at++;
		if (at == n)
			seen[n++] = l;
	}
	return n;
}

static void
a_picture_with_many_colours_takes_none_from_the_next(void **state)
{
	struct vt *vt = vt_open(&easel_screen, NULL, 0, "m", ROWS, COLS);

	(void)state;
	assert_true(pairs_shown(vt) > 200);
	vt_type(vt, "w");
	vt_type(vt, "p");
	/* All there are but for those that are left to words. */
	assert_in_range(pairs_shown(vt), 195, 208);
	vt_close(vt);
	vt = vt_open_term(&easel_screen, NULL, 0, "p", ROWS, COLS, "linux");
	/* Eight inks on eight grounds are more pairs than such have. */
	assert_in_range(pairs_shown(vt), 100, 128);
	vt_close(vt);
}

static void
words_keep_their_colours_beside_pictures(void **state)
{
	struct vt *vt = vt_open(&easel_screen, NULL, 0, "m", ROWS, COLS);
	struct look look;

	(void)state;
	look = term_look(vt_term(vt), STYLE_GOOD);
	assert_int_equal(
	    look.fg, theme_look(theme_default(), DEPTH_256, STYLE_GOOD).fg);
	vt_close(vt);
}

static void
who_wants_no_colours_has_none(void **state)
{
	struct vt *vt = vt_open(&easel_screen, NULL, 0, "p", ROWS, COLS);

	(void)state;
	assert_in_range(pairs_shown(vt), 195, 208);
	app_set_theme(vt_app(vt), theme_find(STR("mono")));
	vt_type(vt, "");
	assert_int_equal(pairs_shown(vt), 1);
	app_set_theme(vt_app(vt), theme_find(STR("dark")));
	vt_type(vt, "");
	assert_in_range(pairs_shown(vt), 195, 208);
	vt_close(vt);
}

static void
what_differs_stays_different(void **state)
{
	(void)state;
	for (int fg = 0; fg < PAINT_COLOURS; fg++) {
		for (int bg = 0; bg < PAINT_PC; bg++) {
			struct look l =
			    paint_look(DEPTH_8, (uint8_t)fg, (uint8_t)bg);

			assert_in_range(l.fg, 0, 7);
			assert_in_range(l.bg, 0, 7);
			if (fg < PAINT_PC && fg != bg && l.fg == l.bg)
				assert_int_equal(l.attrs, LOOK_BOLD);
			l = paint_look(DEPTH_256, (uint8_t)fg, (uint8_t)bg);
			/* The first sixteen are whatever a person likes. */
			assert_in_range(l.fg, 16, 255);
			assert_in_range(l.bg, 16, 255);
			l = paint_look(DEPTH_MONO, (uint8_t)fg, (uint8_t)bg);
			assert_int_equal(l.fg, LOOK_DEFAULT);
			assert_int_equal(l.attrs, 0);
		}
	}
}

static void
nearest_colours_are_near(void **state)
{
	(void)state;
	for (int i = PAINT_PC; i < PAINT_COLOURS; i++) {
		uint32_t rgb = paint_rgb((uint8_t)i);
		uint8_t near = paint_nearest((uint8_t)(rgb >> 16),
		    (uint8_t)(rgb >> 8 & 0xFF), (uint8_t)(rgb & 0xFF));

		assert_int_equal(paint_rgb(near), rgb);
	}
	assert_int_equal(paint_nearest(255, 0, 0), 196);
	assert_int_equal(paint_nearest(0, 0, 0), 16);
	assert_int_equal(paint_nearest(255, 255, 255), 231);
	assert_int_equal(paint_nearest(128, 128, 128), 244);
}

/* Faces and arrows, but for those that a terminal would obey. */
static void
pictures_of_control_characters_reach_old_pcs(void **state)
{
	struct grid g = GRID_INIT;
	struct canvas c;
	struct arena a = ARENA_INIT;
	struct buf out = BUF_INIT(0);
	static const unsigned char obeyed[] = { 0, 5, '\a', '\b', '\t', '\n',
		'\v', '\f', '\r', 0x0E, 0x0F, 0x1B };

	(void)state;
	grid_reset(&g, 1, 12);
	c = canvas_of(&g, CHARSET_CP437);
	for (int byte = 0; byte < ' '; byte++) {
		int32_t code = cp437_picture((unsigned char)byte);
		int sent = cp437_from_picture(code);

		canvas_paint(&c, 0, 0, code, 7, 0);
		buf_reset(&out);
		cp437_encode(canvas_row(&c, &a, 0), &out);
		if (sent >= 0)
			assert_int_equal(sent, byte);
		assert_true(byte == 0 ? out.n == 0 : out.n == 1);
		if (out.n && sent < 0)
			assert_in_range(out.p[0], '!', '~');
		else if (out.n)
			assert_int_equal(out.p[0], byte);
		/* Words have none of them. */
		canvas_text(&c, 0, 0, 12, STYLE_NORMAL, canvas_row(&c, &a, 0));
		buf_reset(&out);
		cp437_encode(canvas_row(&c, &a, 0), &out);
		for (size_t i = 0; i < out.n; i++)
			assert_in_range(out.p[i], ' ', '~');
	}
	for (size_t i = 0; i < sizeof obeyed; i++)
		assert_int_equal(
		    cp437_from_picture(cp437_picture(obeyed[i])), -1);
	buf_free(&out);
	grid_free(&g);
	arena_free(&a);
}

static void
painted_cells_have_no_link_and_keep_within_the_canvas(void **state)
{
	struct grid g = GRID_INIT;
	struct canvas c, part;
	struct arena a = ARENA_INIT;
	struct str text;
	uint16_t link;

	(void)state;
	grid_reset(&g, 3, 10);
	c = canvas_of(&g, CHARSET_UTF8);
	part = canvas_sub(&c, 1, 2, 1, 4);
	for (int row = -2; row < 3; row++) {
		for (int col = -3; col < 8; col++)
			canvas_paint(&part, row, col, FULL, 4, 14);
	}
	assert_true(str_eq(canvas_row(&c, &a, 0), STR("")));
	assert_true(str_eq(canvas_row(&c, &a, 1), STR("  ████")));
	assert_true(str_eq(canvas_row(&c, &a, 2), STR("")));
	link = canvas_url(&c, STR("https://a.example/"));
	canvas_link(&c, 1, 0, 10, link);
	assert_int_equal(canvas_address(&c, 1, 3).n, 0);
	assert_true(canvas_address(&c, 1, 1).n > 0);
	assert_int_equal(grid_tile(&g, 1, 3)->link, 14 << 8 | 4);
	/* With a style it is a cell like others again. */
	canvas_style(&c, 1, 3, 1, STYLE_DIM);
	assert_int_equal(canvas_address(&c, 1, 3).n, 0);
	assert_int_equal(canvas_cell(&c, &a, 1, 3, &text), STYLE_DIM);
	/* What no cell can show, and what is wide. */
	canvas_paint(&c, 0, 0, 0x1B, 1, 2);
	canvas_paint(&c, 0, 1, 0x301, 1, 2);
	canvas_paint(&c, 0, 2, 0x65E5, 1, 2);
	canvas_paint(&c, 0, 9, 0x65E5, 1, 2);
	assert_int_equal(grid_tile(&g, 0, 0)->code, 0xFFFD);
	assert_int_equal(grid_tile(&g, 0, 1)->code, ' ');
	assert_int_equal(grid_tile(&g, 0, 2)->width, 2);
	assert_int_equal(grid_tile(&g, 0, 3)->link, 2 << 8 | 1);
	assert_int_equal(grid_tile(&g, 0, 9)->code, ' ');
	grid_free(&g);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_terminal_shows_what_is_painted),
		cmocka_unit_test(
		    a_picture_with_many_colours_takes_none_from_the_next),
		cmocka_unit_test(words_keep_their_colours_beside_pictures),
		cmocka_unit_test(who_wants_no_colours_has_none),
		cmocka_unit_test(what_differs_stays_different),
		cmocka_unit_test(nearest_colours_are_near),
		cmocka_unit_test(pictures_of_control_characters_reach_old_pcs),
		cmocka_unit_test(
		    painted_cells_have_no_link_and_keep_within_the_canvas),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
