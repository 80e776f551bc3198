/* Lines are folded to a width; code and the author's own lines stay. */
#include "common/text/wrap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/buf.h"
#include "common/base/clock.h"
#include "common/text/utf8.h"

static void
expect(const char *text, size_t cells, const char *indent, const char *want)
{
	struct arena a = ARENA_INIT;
	struct str got = text_wrap(&a, str_from(text), cells, str_from(indent));

	if (!str_eq(got, str_from(want)))
		fail_msg("at %zu:\n%s\ngot:\n%.*s\nwant:\n%s", cells, text,
		    STR_ARG(got), want);
	arena_free(&a);
}

static void
a_place_between_fences_is_in_code(void **state)
{
	static const struct {
		const char *text; /* "|": the place */
		bool in;
	} cases[] = {
		{ "|", false },
		{ "a|", false },
		{ "|```\na", false },
		{ "```|\na", false },
		{ "```\n|a", true },
		{ "```c\na|\n", true },
		{ "```\na\n|", true },
		{ "```\na\n```|", true }, /* a fence may become code */
		{ "```\na\n```\n|", false },
		{ "~~~\n```\n|", true },
		{ "````\n```\n|", true },
		{ "```x```\n|", false },
		{ "> ```\n> a|", true },
		{ "> ```\na|", false },
		{ "- ```\n  a|", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = ARENA_INIT;
		struct str text = str_from(cases[i].text);
		size_t at = str_find(text, '|');

		text = arena_printf(
		    &a, "%.*s%s", (int)at, text.p, text.p + at + 1);
		if (!text_fence_at(text, at).with == cases[i].in)
			fail_msg("wrong about: %s", cases[i].text);
		arena_free(&a);
	}
}

static void
long_lines_are_folded_at_spaces(void **state)
{
	(void)state;
	expect("", 10, "", "");
	expect("one two three", 13, "", "one two three");
	expect("one two three", 12, "", "one two\nthree");
	expect("one two   three  ", 7, "", "one two\nthree");
	expect("a\n\nb\n", 7, "", "a\n\nb\n");
	expect("\na", 7, "", "\na");
	expect("kept\nas it\nwas", 20, "", "kept\nas it\nwas");
}

static void
a_word_is_cut_only_when_longer_than_a_line(void **state)
{
	(void)state;
	expect("a abcdefgh b", 4, "", "a\nabcd\nefgh\nb");
	expect("abcdefgh", 1, "", "a\nb\nc\nd\ne\nf\ng\nh");
	expect("日本", 1, "", "日\n本");
	expect("ab", 0, "", "a\nb");
	/* An address behind a sign, where that leaves no line half empty. */
	expect("https://example.org/wraps/around?x=1", 32, "",
	    "https://example.org/wraps/\naround?x=1");
	expect("https://example.org/wraps/around?x=1", 34, "",
	    "https://example.org/wraps/around?\nx=1");
	expect("a/bcdefghijkl", 8, "", "a/bcdefg\nhijkl");
	expect("abcd/\314\201fgh", 6, "", "abcd/\314\201f\ngh");
	expect("abcdef//gh", 7, "", "abcdef/\n/gh");
	/* A space with a mark on it is a letter. */
	expect("ab \314\201cd", 3, "", "ab \314\201\ncd");
}

static void
wide_text_is_folded_between_characters(void **state)
{
	(void)state;
	expect("日本語の文字", 6, "", "日本語\nの文字");
	expect("日本語、文字", 6, "", "日本\n語、文\n字");
	expect("ab日本語", 5, "", "ab日\n本語");
	expect("e\xCC\x81"
	       "e\xCC\x81"
	       "e\xCC\x81",
	    2, "",
	    "e\xCC\x81"
	    "e\xCC\x81\ne\xCC\x81");
}

static void
the_indent_stands_before_every_line(void **state)
{
	(void)state;
	expect("one two three", 9, "  ", "  one two\n  three");
	expect("a\n\nb", 9, "| ", "| a\n| \n| b");
	expect("abc", 2, "    ", "    a\n    b\n    c");
}

static void
quotes_are_folded_with_their_prefix(void **state)
{
	(void)state;
	expect("> one two three", 9, "", "> one two\n> three");
	expect("> > one two three", 12, "", "> > one two\n> > three");
	expect(">one two three", 8, "", ">one two\n>three");
	expect(">\n> a", 8, "", ">\n> a");
	expect(">>>>>>>> a b", 6, "", ">>>>>>\n>> a b");
}

static void
items_are_folded_under_their_text(void **state)
{
	(void)state;
	expect("- one two three", 9, "", "- one two\n  three");
	expect("12. one two", 8, "", "12. one\n    two");
	expect("- a\n    - one two three", 13, "",
	    "- a\n    - one two\n      three");
	expect("- a\n\n  one two three", 9, "", "- a\n\n  one two\n  three");
	expect("> * one two", 8, "", "> * one\n>   two");
	expect("-one two", 5, "", "-one\ntwo");
}

static void
code_is_kept_as_it_is(void **state)
{
	(void)state;
	expect("```\none two three\n```\none two", 5, "",
	    "```\none two three\n```\none\ntwo");
	expect("~~~~ c\na b c d\n~~~\n~~~~\na b c d", 5, "",
	    "~~~~ c\na b c d\n~~~\n~~~~\na b c\nd");
	expect("    one two three", 9, "", "    one two three");
	expect("\tone two", 9, "> ", ">         one two");
	expect("a\tb", 20, "", "a       b");
	expect("> ```\n> a b c d e\n> ```\n> a b c d e", 7, "",
	    "> ```\n> a b c d e\n> ```\n> a b c\n> d e");
	expect("> ```\n> a b c d e\na b c d e", 7, "",
	    "> ```\n> a b c d e\na b c d\ne");
	expect("```\n> ```\na b c d\n```\na b c d", 5, "",
	    "```\n> ```\na b c d\n```\na b c\nd");
	expect("```a b c``` d", 7, "", "```a b\nc``` d");
	expect(
	    "- a\n\n      one two three", 9, "", "- a\n\n      one two three");
}

/* A MiB of each; a small multiple comes out, in time. */
static void
hostile_text_stays_small_and_quick(void **state)
{
	static const char *const unit[] = { "> ", ">", "- ", "a ", "\xCC\x82",
		"\t", "日", " ", "\n", "```\n", "1. ", "👩‍" };

	(void)state;
	for (size_t i = 0; i < sizeof unit / sizeof unit[0]; i++) {
		struct arena a = ARENA_INIT;
		struct buf b = BUF_INIT(0);
		int64_t before = clock_mono_us();

		while (b.n < 1024 * 1024)
			buf_cstr(&b, unit[i]);
		buf_cstr(&b, "one two three four five six seven eight nine");
		assert_true(
		    text_wrap(&a, buf_str(&b), 20, STR("")).n < 9 * b.n);
		assert_true(clock_mono_us() - before < 3 * 1000 * 1000);
		buf_free(&b);
		arena_free(&a);
	}
}

static void
no_folded_line_is_too_long_and_no_word_is_lost(void **state)
{
	static const char text[] =
	    "It was a bright cold day in April, and the clocks were "
	    "striking thirteen. Ça c'était l'été — 日本語も。 > not a quote";

	(void)state;
	for (size_t cells = 2; cells < 120; cells++) {
		struct arena a = ARENA_INIT;
		struct str got = text_wrap(&a, str_from(text), cells, STR(""));
		struct buf glued = BUF_INIT(0), want = BUF_INIT(0);

		for (size_t i = 0; i < got.n; i++) {
			if (got.p[i] != ' ' && got.p[i] != '\n')
				buf_char(&glued, got.p[i]);
		}
		for (const char *p = text; *p; p++) {
			if (*p != ' ')
				buf_char(&want, *p);
		}
		assert_true(str_eq(buf_str(&glued), buf_str(&want)));
		while (got.n)
			assert_true(text_cells(str_cut(&got, '\n')) <= cells);
		buf_free(&glued);
		buf_free(&want);
		arena_free(&a);
	}
}

static void
expect_parts(
    const char *line, size_t quotes, size_t quote, size_t spaces, size_t marker)
{
	struct line_parts p = text_line_parts(str_from(line));

	if (p.quotes != quotes || p.quote != quote || p.spaces != spaces ||
	    p.marker != marker)
		fail_msg("%s: %zu %zu %zu %zu", line, p.quotes, p.quote,
		    p.spaces, p.marker);
}

static void
a_line_is_taken_apart(void **state)
{
	(void)state;
	expect_parts("", 0, 0, 0, 0);
	expect_parts("text - text", 0, 0, 0, 0);
	expect_parts("> text", 1, 2, 0, 0);
	expect_parts("> >", 2, 3, 0, 0);
	expect_parts("> >  12. x", 2, 4, 1, 4);
	expect_parts("  - ", 0, 0, 2, 2);
	expect_parts("-x", 0, 0, 0, 0);
}

static void
lines_may_be_folded_beside_wide_characters(void **state)
{
	(void)state;
	assert_true(text_may_fold(0x65E5, 2, 0x672C, 2));
	assert_true(text_may_fold('a', 1, 0x672C, 2));
	assert_true(text_may_fold(0x65E5, 2, 'a', 1));
	assert_false(text_may_fold('a', 1, 'b', 1));
	assert_false(text_may_fold(0x65E5, 2, 0x3002, 2)); /* full stop */
	assert_false(text_may_fold(0x300C, 2, 0x65E5, 2)); /* bracket */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_place_between_fences_is_in_code),
		cmocka_unit_test(long_lines_are_folded_at_spaces),
		cmocka_unit_test(a_word_is_cut_only_when_longer_than_a_line),
		cmocka_unit_test(wide_text_is_folded_between_characters),
		cmocka_unit_test(the_indent_stands_before_every_line),
		cmocka_unit_test(quotes_are_folded_with_their_prefix),
		cmocka_unit_test(items_are_folded_under_their_text),
		cmocka_unit_test(code_is_kept_as_it_is),
		cmocka_unit_test(hostile_text_stays_small_and_quick),
		cmocka_unit_test(
		    no_folded_line_is_too_long_and_no_word_is_lost),
		cmocka_unit_test(a_line_is_taken_apart),
		cmocka_unit_test(lines_may_be_folded_beside_wide_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
