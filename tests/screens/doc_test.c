/* A laid out text keeps to its limits, whatever was written. */
#include "screens/ui/doc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/buf.h"
#include "common/text/utf8.h"
#include "tests/lib/laying.h"

/* `n` times `s`, then `end`. */
static struct str
repeated(const char *s, size_t n, const char *end)
{
	struct buf b = BUF_INIT(0);
	struct str all;

	while (n--)
		buf_cstr(&b, s);
	buf_cstr(&b, end);
	all = arena_dup(&laying_arena, buf_str(&b));
	buf_free(&b);
	return all;
}

static bool
last_line_is(const struct doc *d, const char *want)
{
	const struct doc_line *last = &d->line[d->lines - 1];

	return last->pieces == 1 && str_eq(last->piece[0].text, str_from(want));
}

static void
a_long_text_says_how_much_more_there_is(void **state)
{
	struct doc d;
	size_t lines = DOC_TEXT_MAX / 4;

	(void)state;
	lay(repeated("abc\n", lines, ""), 76, false, &d);
	assert_int_equal(d.lines, lines);
	assert_true(last_line_is(&d, "abc"));
	lay(repeated("abc\n", lines, "d"), 76, false, &d);
	assert_int_equal(d.lines, lines + 2);
	assert_true(
	    last_line_is(&d, "… 1 more characters are not shown here."));
	/* Without a line end, it is cut between characters. */
	lay(repeated("é", DOC_TEXT_MAX / 2, "x€"), 76, false, &d);
	assert_true(
	    last_line_is(&d, "… 2 more characters are not shown here."));
	lay(repeated("abc\n", lines - 1, "abcdef"), 76, false, &d);
	assert_true(
	    last_line_is(&d, "… 6 more characters are not shown here."));
}

static void
what_nests_too_deep_is_shown_as_it_was_written(void **state)
{
	struct doc d;

	(void)state;
	lay(repeated(">", DOC_NEST_MAX, " *x*"), 300, false, &d);
	assert_int_equal(d.lines, 1);
	assert_int_equal(
	    d.line[0].piece[d.line[0].pieces - 1].style, STYLE_EMPHASIS);
	lay(repeated(">", DOC_NEST_MAX + 1, " *x*"), 300, false, &d);
	assert_int_equal(d.line[0].pieces, 1);
	assert_int_equal(d.line[0].piece[0].style, STYLE_NORMAL);
}

static struct str
table(size_t cols, size_t rows)
{
	return arena_printf(&laying_arena, "%.*s\n%.*s\n%.*s",
	    STR_ARG(repeated("|a", cols, "|")),
	    STR_ARG(repeated("|---", cols, "|")),
	    STR_ARG(repeated("b\n", rows - 1, "")));
}

static bool
is_table(struct str text)
{
	struct doc d;

	lay(text, 300, false, &d);
	return d.lines > 1 && d.line[0].piece[0].style == STYLE_STRONG;
}

static void
tables_have_limits(void **state)
{
	(void)state;
	assert_true(is_table(table(DOC_TABLE_COLS_MAX, 3)));
	assert_false(is_table(table(DOC_TABLE_COLS_MAX + 1, 3)));
	assert_true(is_table(table(16, DOC_TABLE_CELLS_MAX / 16)));
	assert_false(is_table(table(16, DOC_TABLE_CELLS_MAX / 16 + 1)));
}

static void
links_have_limits(void **state)
{
	struct doc d;
	struct str long_one;

	(void)state;
	lay(repeated("http://a.b\n\n", DOC_LINKS_MAX, ""), 76, true, &d);
	assert_int_equal(d.links, 1);
	assert_int_equal(d.line[d.lines - 1].piece[0].link, 1);
	lay(repeated("http://a.b\n\n", DOC_LINKS_MAX + 1, ""), 76, true, &d);
	assert_int_equal(d.line[d.lines - 3].piece[0].link, 1);
	assert_int_equal(d.line[d.lines - 1].piece[0].link, 0);

	long_one = repeated("x", DOC_ADDRESS_MAX - 9, "");
	lay(arena_printf(&laying_arena, "http://a/%.*s", STR_ARG(long_one)), 76,
	    true, &d);
	assert_int_equal(d.links, 1);
	lay(arena_printf(&laying_arena, "http://a/%.*sx", STR_ARG(long_one)),
	    76, true, &d);
	assert_int_equal(d.links, 0);
	lay(arena_printf(
		&laying_arena, "[w](http://a/%.*s)", STR_ARG(long_one)),
	    76, true, &d);
	assert_int_equal(d.links, 1);
	lay(arena_printf(
		&laying_arena, "[w](http://a/%.*sx)", STR_ARG(long_one)),
	    76, true, &d);
	assert_int_equal(d.links, 0);
}

static void
hostile_texts_are_plain_and_ordinary_ones_are_not(void **state)
{
	static const char *const hostile[] = { "[", "*a ", "`a ``", "[](",
		"<a ", "**a", "](", "&" };
	struct doc d;

	(void)state;
	for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
		size_t n = DOC_TEXT_MAX / strlen(hostile[i]);

		lay(repeated(hostile[i], n, ""), 76, true, &d);
		assert_int_equal(d.line[0].pieces, 1);
		assert_int_equal(d.line[0].piece[0].style, STYLE_NORMAL);
		assert_int_equal(d.links, 0);
	}
	lay(repeated("- *one* [two](http://a.b) `three`, four.\n", 1500, ""),
	    76, true, &d);
	assert_int_equal(d.lines, 1500 + 2);
	lay(repeated("A *word* of [prose](http://a.b).\n\n", 1500, ""), 76,
	    true, &d);
	assert_int_equal(d.links, 1);
}

static void
code_can_be_copied_as_it_was_written(void **state)
{
	struct doc d;

	(void)state;
	lay(STR("```\na\tb  \n\n日本\n```\n\n> x\n>\n>     y\n"), 1, false, &d);
	assert_int_equal(d.codes, 2);
	assert_true(str_eq(d.code[0], STR("a\tb  \n\n日本\n")));
	assert_true(str_eq(d.code[1], STR("y\n")));
	assert_true(d.line[0].is_code);
	assert_int_equal(d.line[0].block, 1);
	assert_int_equal(d.line[d.lines - 1].block, 2);
}

static void
any_bytes_are_laid_out_in_any_width(void **state)
{
	static const char bytes[] =
	    "\x1b[31m\xff\x00\x9b日本 *a\r\n> \x07``\n|\xe2\x80\xae|";
	struct doc d;

	(void)state;
	for (int cols = 1; cols < 40; cols++) {
		lay((struct str){ bytes, sizeof bytes - 1 }, cols, true, &d);
		for (size_t i = 0; i < d.lines; i++) {
			for (size_t k = 0; k < d.line[i].pieces; k++) {
				struct str s = d.line[i].piece[k].text;

				assert_true(utf8_valid(s));
				assert_int_equal(str_find(s, 0x1b), s.n);
			}
		}
	}
	lay(STR(""), 1, true, &d);
	assert_int_equal(d.lines, 0);
}

static void
plain_text_is_only_folded(void **state)
{
	static const struct str want[] = {
		STR_INIT("# no *head*"),
		STR_INIT(""),
		STR_INIT("  set in        a"),
		STR_INIT("tab"),
		STR_INIT("[a](http://b.c) and"),
		STR_INIT("some more"),
	};
	struct doc_options o = { .cols = 20, .number_links = true };
	struct doc d;

	(void)state;
	doc_plain(&laying_arena,
	    STR("# no *head*\n\n  set in\ta tab\n"
		"[a](http://b.c) and some more"),
	    &o, &d);
	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		assert_int_equal(d.line[i].pieces, want[i].n > 0);
		if (d.line[i].pieces == 0)
			continue;
		assert_true(str_eq(d.line[i].piece[0].text, want[i]));
		assert_int_equal(d.line[i].piece[0].style, STYLE_NORMAL);
	}
	assert_int_equal(d.lines, sizeof want / sizeof want[0]);
	assert_int_equal(d.links, 0);
}

static void
drawing_stays_on_the_canvas(void **state)
{
	static struct grid grid;
	struct doc d;
	struct canvas c;
	struct str text;

	(void)state;
	grid_reset(&grid, 4, 12);
	c = canvas_of(&grid, CHARSET_UTF8);
	lay(STR("one\n\n*two* three four five\n\n---\n"), 20, false, &d);
	assert_int_equal(doc_draw(&d, &c, 1, 2, 2, 2), 2);
	assert_true(str_eq(canvas_row(&c, &laying_arena, 0), STR("")));
	assert_true(
	    str_eq(canvas_row(&c, &laying_arena, 1), STR("  two three")));
	assert_true(str_eq(canvas_row(&c, &laying_arena, 3), STR("")));
	assert_int_equal(
	    canvas_cell(&c, &laying_arena, 1, 2, &text), STYLE_EMPHASIS);
	assert_int_equal(doc_draw(&d, &c, 0, 0, d.lines - 1, 9), 1);
	assert_int_equal(doc_draw(&d, &c, 0, 0, d.lines, 9), 0);
	assert_int_equal(doc_draw(&d, &c, 0, 0, 0, 0), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
		    a_long_text_says_how_much_more_there_is, laying_clear),
		cmocka_unit_test_teardown(
		    what_nests_too_deep_is_shown_as_it_was_written,
		    laying_clear),
		cmocka_unit_test_teardown(tables_have_limits, laying_clear),
		cmocka_unit_test_teardown(links_have_limits, laying_clear),
		cmocka_unit_test_teardown(
		    hostile_texts_are_plain_and_ordinary_ones_are_not,
		    laying_clear),
		cmocka_unit_test_teardown(
		    code_can_be_copied_as_it_was_written, laying_clear),
		cmocka_unit_test_teardown(
		    any_bytes_are_laid_out_in_any_width, laying_clear),
		cmocka_unit_test_teardown(
		    plain_text_is_only_folded, laying_clear),
		cmocka_unit_test_teardown(
		    drawing_stays_on_the_canvas, laying_clear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
