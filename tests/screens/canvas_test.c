/* What is drawn on a canvas stays in its columns and can be read back. */
#include "screens/canvas.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/buf.h"
#include "common/text/utf8.h"
#include "common/text/cp437.h"
#include "screens/standin.h"

enum { ROWS = 4, COLS = 12 };

static struct grid grid;
static struct arena arena;

static struct canvas
blank(enum charset charset)
{
	grid_reset(&grid, ROWS, COLS);
	return canvas_of(&grid, charset);
}

static void
expect(const struct canvas *c, int row, const char *want)
{
	struct str got = canvas_row(c, &arena, row);

	if (!str_eq(got, str_from(want)))
		fail_msg("row %d: got \"%.*s\", want \"%s\"", row, STR_ARG(got),
		    want);
}

static void
expect_text(enum charset charset, const char *text, const char *want)
{
	struct canvas c = blank(charset);

	canvas_text(&c, 0, 0, COLS, STYLE_NORMAL, str_from(text));
	expect(&c, 0, want);
}

static void
text_is_clipped_padded_and_never_outside(void **state)
{
	struct canvas c = blank(CHARSET_UTF8);

	(void)state;
	assert_int_equal(canvas_text(&c, 0, 2, 5, STYLE_NORMAL, STR("abc")), 3);
	assert_int_equal(
	    canvas_text(&c, 0, 7, 5, STYLE_NORMAL, STR("abcdef")), 5);
	expect(&c, 0, "  abc  abcd…");
	canvas_text(&c, 1, 9, 30, STYLE_NORMAL, STR("longer"));
	expect(&c, 1, "         lo…");
	canvas_text(&c, 1, 0, 4, STYLE_NORMAL, STR("日本語"));
	expect(&c, 1, "日…      lo…");
	for (int row = -2; row < ROWS + 2; row++) {
		for (int col = -5; col < COLS + 5; col++) {
			canvas_text(
			    &c, row, col, 6, STYLE_NORMAL, STR("日本x"));
			canvas_put(&c, row, col, STYLE_NORMAL, STR("日本x"));
			canvas_int(&c, row, col, 3, STYLE_NORMAL, 12345);
			canvas_fill(&c, row, col, 9, 9, STYLE_DIM);
			canvas_box(&c, STYLE_BORDER);
			canvas_select(&c, row, col, 9);
			canvas_cursor(&c, row, col);
		}
	}
}

static void
numbers_are_at_the_right_and_say_when_they_are_cut(void **state)
{
	struct canvas c = blank(CHARSET_UTF8);

	(void)state;
	canvas_int(&c, 0, 0, 4, STYLE_NORMAL, 42);
	canvas_int(&c, 0, 4, 4, STYLE_NORMAL, -123);
	canvas_int(&c, 0, 8, 3, STYLE_NORMAL, 1234);
	expect(&c, 0, "  42-12399+");
	assert_int_equal(
	    canvas_text_right(&c, 1, 0, 8, STYLE_NORMAL, STR("日本")), 4);
	expect(&c, 1, "    日本");
	canvas_text_right(&c, 2, 0, 3, STYLE_NORMAL, STR("abcdef"));
	expect(&c, 2, "ab…");
}

static void
a_wide_character_is_never_left_in_half(void **state)
{
	struct canvas c = blank(CHARSET_UTF8), part;

	(void)state;
	canvas_text(&c, 0, 0, 4, STYLE_NORMAL, STR("日本"));
	canvas_put(&c, 0, 1, STYLE_NORMAL, STR("x"));
	expect(&c, 0, " x本");
	canvas_put(&c, 0, 2, STYLE_NORMAL, STR("y"));
	expect(&c, 0, " xy");
	canvas_put(&c, 1, COLS - 1, STYLE_NORMAL, STR("日"));
	expect(&c, 1, "");
	part = canvas_sub(&c, 2, 4, 1, 3);
	canvas_put(&part, 0, 2, STYLE_NORMAL, STR("日"));
	canvas_put(&part, 0, 0, STYLE_NORMAL, STR("日"));
	expect(&c, 2, "    日");
}

static void
the_corner_has_no_wide_characters(void **state)
{
	struct canvas c = blank(CHARSET_UTF8);

	(void)state;
	for (int row = ROWS - 2; row < ROWS; row++) {
		canvas_put(&c, row, COLS - 4, STYLE_NORMAL, STR("日本"));
		canvas_put(&c, row, COLS - 7, STYLE_NORMAL, STR("日"));
	}
	expect(&c, ROWS - 2, "     日 日本");
	expect(&c, ROWS - 1, "     日 日");
	canvas_put(&c, ROWS - 1, 0, STYLE_NORMAL, STR("       日日"));
	expect(&c, ROWS - 1, "       日");
}

static void
a_part_cuts_what_is_outside_of_it(void **state)
{
	struct canvas c = blank(CHARSET_UTF8), part;

	(void)state;
	part = canvas_sub(&c, 1, 3, 2, 4);
	assert_int_equal(part.rows, 2);
	assert_int_equal(part.cols, 4);
	canvas_fill(&part, -5, -5, 20, 20, STYLE_DIM);
	canvas_put(&part, 0, 0, STYLE_NORMAL, STR("abcdef"));
	canvas_put(&part, 2, 0, STYLE_NORMAL, STR("no"));
	expect(&c, 1, "   abcd");
	expect(&c, 3, "");
	part = canvas_sub(&c, -1, -2, 3, 5);
	assert_int_equal(part.rows, 2);
	assert_int_equal(part.cols, 3);
	part = canvas_sub(&c, 9, 9, 3, 5);
	assert_int_equal(part.rows, 0);
}

static void
people_cannot_steer_a_terminal(void **state)
{
	(void)state;
	expect_text(CHARSET_UTF8, "a\033[2Jb", "a�[2Jb");
	expect_text(CHARSET_UTF8, "a\tb\nc", "a b c");
	expect_text(CHARSET_UTF8,
	    "a\xE2\x80\xAE"
	    "b",
	    "ab");
	expect_text(CHARSET_UTF8,
	    "a\xC2\x9B"
	    "b\xFF",
	    "a�b�");
	expect_text(CHARSET_UTF8, "\xCC\x81", "");
}

static void
doubtful_widths_are_shown_by_others(void **state)
{
	(void)state;
	expect_text(CHARSET_UTF8, "👍🏽x", "👍x");
	expect_text(CHARSET_UTF8, "👩‍💻x", "👩x");
	expect_text(CHARSET_UTF8, "🇩🇪x", "DEx");
	expect_text(CHARSET_UTF8, "❤️x", "❤ x");
	expect_text(CHARSET_UTF8, "e\xCC\xA3\xCC\x81x", "e\xCC\xA3\xCC\x81x");
}

static void
without_symbols_there_are_stand_ins(void **state)
{
	struct canvas c = blank(CHARSET_ASCII);

	(void)state;
	expect_text(CHARSET_ASCII, "●✓◌▲★⚑▸…é日", "*=o^*!>~é日");
	expect_text(CHARSET_CONSOLE, "●✓◌▲★⚑▸…é日", "■√o^*!»~é日");
	expect_text(CHARSET_CONSOLE, "ł│█░·√", "ł│█░·√");
	expect_text(CHARSET_ASCII, "“a” – b", "\"a\" - b");
	expect_text(CHARSET_ASCII, "👍x", "??x");
	c = blank(CHARSET_ASCII);
	canvas_box(&c, STYLE_BORDER);
	expect(&c, 0, "+----------+");
	expect(&c, 1, "|          |");
}

static void
cp437_shows_only_what_it_has(void **state)
{
	struct canvas c;

	(void)state;
	expect_text(CHARSET_CP437, "é│█·✓●žł›", "é│█·√■zl»");
	expect_text(CHARSET_LATIN1, "é·●žłß日…", "é·*zlß??~");
	expect_text(CHARSET_SEVEN, "é·●žłß日…", "e.*zls??~");
	expect_text(CHARSET_CP437, "日x", "??x");
	c = blank(CHARSET_CP437);
	canvas_box(&c, STYLE_BORDER);
	expect(&c, 0, "┌──────────┐");
}

static void
cp437_is_the_same_there_and_back(void **state)
{
	(void)state;
	for (int byte = 0; byte < 256; byte++) {
		int32_t code = cp437_to_code((unsigned char)byte);

		assert_int_equal(cp437_from_code(code), byte);
	}
	assert_int_equal(cp437_from_code(0x65E5), -1);
	for (int32_t code = ' '; code < 0x11000; code++) {
		char c = standin_ascii(code);

		assert_true(c >= ' ' && c < 0x7F);
	}
	assert_int_equal(standin_ascii(0x2191), '^');
	/* Solved is not "more below". */
	assert_int_not_equal(standin_ascii(0x2713), standin_ascii(0x2193));
	assert_int_equal(standin_ascii(0xFFFD), '?');
	assert_int_equal(standin_ascii(0xA0), ' ');
	assert_true(standin_is_symbol(0xB7));
	assert_false(standin_is_symbol(0xE9));
	assert_true(standin_is_symbol(0x2013));
}

static void
styles_are_read_back(void **state)
{
	struct canvas c = blank(CHARSET_UTF8);
	struct str text;

	(void)state;
	canvas_text(&c, 0, 0, 5, STYLE_NEW, STR("ab"));
	assert_int_equal(canvas_cell(&c, &arena, 0, 1, &text), STYLE_NEW);
	assert_true(str_eq(text, STR("b")));
	canvas_select(&c, 0, 0, 3);
	assert_int_equal(canvas_cell(&c, &arena, 0, 1, &text),
	    STYLE_NEW | STYLE_ON_SELECTED);
	assert_string_equal(style_name(STYLE_NEW | STYLE_ON_SELECTED), "new");
}

static void
mono_tells_styles_apart_that_matter(void **state)
{
	const struct theme *const *themes;
	size_t n;

	(void)state;
	themes = theme_all(&n);
	for (size_t i = 0; i < n; i++) {
		unsigned on = STYLE_NORMAL | STYLE_ON_SELECTED;
		struct look normal =
		    theme_look(themes[i], DEPTH_MONO, STYLE_NORMAL);

		assert_true(
		    theme_look(themes[i], DEPTH_MONO, on).attrs & LOOK_REVERSE);
		assert_true(
		    theme_look(themes[i], DEPTH_MONO, STYLE_NEW).attrs !=
		    normal.attrs);
		for (unsigned s = 0; s < STYLE_COUNT; s++) {
			struct look look = theme_look(themes[i], DEPTH_MONO, s);

			assert_int_equal(look.fg, LOOK_DEFAULT);
			assert_int_equal(look.bg, LOOK_DEFAULT);
		}
		assert_ptr_equal(
		    theme_find(str_from(theme_name(themes[i]))), themes[i]);
	}
	assert_null(theme_find(STR("plaid")));
}

static void
expect_links(const struct canvas *c, int row, const char *want)
{
	for (int col = 0; col < c->cols; col++) {
		struct str url = canvas_address(c, row, col);
		char seen = url.n ? url.p[url.n - 1] : '.';

		if (seen != want[col])
			fail_msg("%d,%d: %c, want %s", row, col, seen, want);
	}
}

static void
links_are_behind_what_was_there(void **state)
{
	struct canvas c = blank(CHARSET_UTF8), part;
	uint16_t a = canvas_url(&c, STR("http://a")),
		 b = canvas_url(&c, STR("http://b"));

	(void)state;
	assert_true(a && b && a != b);
	assert_int_equal(canvas_url(&c, STR("http://a")), a);
	canvas_put(&c, 0, 0, STYLE_NORMAL, STR("ab日本cd"));
	canvas_link(&c, 0, 1, 4, a);
	expect_links(&c, 0, ".aaaaa......");
	canvas_link(&c, 0, 3, 2, b);
	expect_links(&c, 0, ".aaabb......");
	canvas_link(&c, 0, 7, 99, b);
	canvas_link(&c, 0, -2, 3, b);
	expect_links(&c, 0, "baaabb.bbbbb");
	/* What is drawn over a link has none, nor has half a character. */
	canvas_put(&c, 0, 3, STYLE_NORMAL, STR("x"));
	expect_links(&c, 0, "ba..bb.bbbbb");
	canvas_link(&c, 0, 0, 6, 0);
	expect_links(&c, 0, ".......bbbbb");
	part = canvas_sub(&c, 1, 2, 2, 3);
	canvas_link(&part, 1, 1, 9, a);
	canvas_link(&part, 2, 0, 9, a);
	canvas_link(&part, -1, 0, 9, a);
	expect_links(&c, 2, "...aa.......");
	expect_links(&c, 3, "............");
	canvas_link(&c, 3, 0, 9, (uint16_t)(b + 1));
	canvas_link(&c, 9, 0, 9, a);
	expect_links(&c, 3, "............");
	c = blank(CHARSET_UTF8);
	expect_links(&c, 0, "............");
}

static void
addresses_are_printable_and_bounded(void **state)
{
	static const char *const bad[] = { "", "a b", "http://\x1B\\",
		"http://\x7F", "http://é", "http://a\n", "http://a\x9C" };
	struct canvas c = blank(CHARSET_UTF8);
	struct buf url = BUF_INIT(0);

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(canvas_url(&c, str_from(bad[i])), 0);
	while (url.n < GRID_URL_MAX)
		buf_char(&url, 'u');
	assert_int_not_equal(canvas_url(&c, buf_str(&url)), 0);
	buf_char(&url, 'u');
	assert_int_equal(canvas_url(&c, buf_str(&url)), 0);

	c = blank(CHARSET_UTF8);
	for (int i = 0; i <= GRID_LINKS_MAX; i++) {
		buf_reset(&url);
		buf_printf(&url, "http://%d", i);
		assert_int_equal(canvas_url(&c, buf_str(&url)),
		    i < GRID_LINKS_MAX ? i + 1 : 0);
	}
	assert_int_equal(canvas_url(&c, STR("http://0")), 1);
	buf_free(&url);
}

static void
all_addresses_together_are_bounded(void **state)
{
	enum { BYTES = 1024, FIT = GRID_LINK_BYTES / BYTES };
	struct canvas c = blank(CHARSET_UTF8);
	struct buf url = BUF_INIT(0);
	uint16_t link = 0;

	(void)state;
	for (int i = 0; i <= FIT; i++) {
		buf_reset(&url);
		buf_printf(&url, "%d", 1000 + i);
		while (url.n < BYTES)
			buf_char(&url, 'u');
		link = canvas_url(&c, buf_str(&url));
		assert_int_equal(link != 0, i < FIT);
	}
	/* The same one, time and again, costs as much to send. */
	for (int i = 0; i < FIT; i++)
		canvas_link(&c, 0, 0, 1, 1);
	canvas_link(&c, 0, 1, 1, 1);
	expect_links(&c, 0, "u...........");
	canvas_link(&c, 0, 0, 1, 0);
	expect_links(&c, 0, "............");
	buf_free(&url);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_clipped_padded_and_never_outside),
		cmocka_unit_test(
		    numbers_are_at_the_right_and_say_when_they_are_cut),
		cmocka_unit_test(a_wide_character_is_never_left_in_half),
		cmocka_unit_test(the_corner_has_no_wide_characters),
		cmocka_unit_test(a_part_cuts_what_is_outside_of_it),
		cmocka_unit_test(people_cannot_steer_a_terminal),
		cmocka_unit_test(doubtful_widths_are_shown_by_others),
		cmocka_unit_test(without_symbols_there_are_stand_ins),
		cmocka_unit_test(cp437_shows_only_what_it_has),
		cmocka_unit_test(cp437_is_the_same_there_and_back),
		cmocka_unit_test(styles_are_read_back),
		cmocka_unit_test(mono_tells_styles_apart_that_matter),
		cmocka_unit_test(links_are_behind_what_was_there),
		cmocka_unit_test(addresses_are_printable_and_bounded),
		cmocka_unit_test(all_addresses_together_are_bounded),
	};
	int failed;

	setlocale(LC_ALL, "C.UTF-8");
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	grid_free(&grid);
	arena_free(&arena);
	return failed;
}
