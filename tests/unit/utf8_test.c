/* Code points, clusters, columns. */
#include "common/text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void
well_formed_utf8_is_told_from_the_rest(void **state)
{
	static const char *const good[] = { "", "abc", "é", "€", "😀",
		"\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF" };
	static const char *const bad[] = { "\x80", "\xC0\xAF", "\xC1\xBF",
		"\xC3", "\xE0\x80\xAF", "\xED\xA0\x80", "\xE2\x82", "\xF8",
		"\xF0\x80\x80\xAF", "\xF4\x90\x80\x80", "a\xFFz", "\xC3(" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_true(utf8_valid(str_from(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(utf8_valid(str_from(bad[i])));
	assert_true(utf8_valid((struct str){ "a\0b", 3 }));
}

static void
every_code_point_survives_encode_and_decode(void **state)
{
	(void)state;
	for (int32_t code = 0; code <= 0x10FFFF; code++) {
		char bytes[UTF8_MAX_BYTES];
		int32_t again;
		size_t n;

		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		n = utf8_encode(code, bytes);
		assert_int_equal(
		    n, utf8_decode((struct str){ bytes, n }, &again));
		assert_int_equal(code, again);
	}
}

static void
a_broken_sequence_ends_where_the_next_may_begin(void **state)
{
	int32_t code;

	(void)state;
	assert_int_equal(utf8_decode(STR("\xE2\x82z"), &code), 2);
	assert_int_equal(code, UTF8_INVALID);
	assert_int_equal(utf8_decode(STR("\xE0\x80\xAF"), &code), 1);
	assert_int_equal(utf8_decode(STR("\xF0\x9F\x98"), &code), 3);
	assert_int_equal(utf8_decode(STR("\xC3\xC3"), &code), 1);
}

static void
a_cut_never_splits_a_code_point(void **state)
{
	(void)state;
	assert_int_equal(utf8_floor(STR("aé€😀"), 10), 10);
	assert_int_equal(utf8_floor(STR("aé€😀"), 99), 10);
	assert_int_equal(utf8_floor(STR("aé€😀"), 9), 6);
	assert_int_equal(utf8_floor(STR("aé€😀"), 6), 6);
	assert_int_equal(utf8_floor(STR("aé€😀"), 5), 3);
	assert_int_equal(utf8_floor(STR("aé€😀"), 2), 1);
	assert_int_equal(utf8_floor(STR("é"), 1), 0);
	assert_int_equal(utf8_floor(STR("é"), 0), 0);
}

static void
characters_are_counted_as_code_points(void **state)
{
	(void)state;
	assert_int_equal(text_chars(STR("")), 0);
	assert_int_equal(text_chars(STR("aé€😀")), 4);
	assert_int_equal(text_chars(STR("a\xFF"
					"b")),
	    3);
	assert_int_equal(text_chars_bytes(STR("aé€😀"), 3), 6);
	assert_int_equal(text_chars_bytes(STR("aé"), 3), 3);
	assert_int_equal(text_chars_bytes(STR("aé"), 0), 0);
}

static void
columns_are_counted_by_cluster(void **state)
{
	static const struct {
		const char *text;
		size_t cells;
	} cases[] = {
		{ "", 0 },
		{ "abc", 3 },
		{ "é", 1 },
		{ "e\xCC\x81", 1 },
		{ "日本", 4 },
		{ "한", 2 },
		{ "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 2 }, /* 한 in jamo */
		{ "😀", 2 },
		{ "👩‍👩‍👧", 2 },
		{ "👍🏽", 2 },
		{ "🇫🇷", 2 },
		{ "🇫🇷🇩🇪", 4 },
		{ "❤", 1 },
		{ "❤\xEF\xB8\x8F", 2 },
		{ "a\xE2\x80\x8B"
		  "b",
		    2 }, /* zero width space */
		{ "a\xFF", 2 },
		{ "\n\t", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		if (text_cells(str_from(cases[i].text)) != cases[i].cells)
			fail_msg("%s: got %zu, want %zu", cases[i].text,
			    text_cells(str_from(cases[i].text)),
			    cases[i].cells);
	}
}

static void
clip(const char *text, size_t cells, const char *want)
{
	struct arena a = ARENA_INIT;
	struct str got = text_clip(&a, str_from(text), cells);

	if (!str_eq(got, str_from(want)))
		fail_msg("%s at %zu: got %.*s, want %s", text, cells,
		    STR_ARG(got), want);
	assert_true(text_cells(got) <= cells);
	arena_free(&a);
}

static void
clipped_text_fits_and_shows_that_it_was_cut(void **state)
{
	(void)state;
	clip("", 0, "");
	clip("abc", 3, "abc");
	clip("abcd", 3, "ab…");
	clip("abcd", 1, "…");
	clip("abcd", 0, "");
	clip("日本語", 6, "日本語");
	clip("日本語", 5, "日本…");
	clip("日本語", 4, "日…");
	clip("e\xCC\x81"
	     "e\xCC\x81"
	     "e\xCC\x81",
	    3,
	    "e\xCC\x81"
	    "e\xCC\x81"
	    "e\xCC\x81");
	clip("e\xCC\x81"
	     "e\xCC\x81"
	     "e\xCC\x81",
	    2, "e\xCC\x81…");
	clip("🇫🇷🇩🇪🇮🇹", 5, "🇫🇷🇩🇪…");
	clip("abc\xE2\x80\x8B", 3, "abc\xE2\x80\x8B");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(well_formed_utf8_is_told_from_the_rest),
		cmocka_unit_test(every_code_point_survives_encode_and_decode),
		cmocka_unit_test(
		    a_broken_sequence_ends_where_the_next_may_begin),
		cmocka_unit_test(a_cut_never_splits_a_code_point),
		cmocka_unit_test(characters_are_counted_as_code_points),
		cmocka_unit_test(columns_are_counted_by_cluster),
		cmocka_unit_test(clipped_text_fits_and_shows_that_it_was_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
