/* Views of bytes: compared, cut, trimmed and read as numbers. */
#include "common/base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
equal_bytes_are_equal_wherever_they_stand(void **state)
{
	(void)state;
	char other[] = "abc";

	assert_true(str_eq(STR("abc"), str_from(other)));
	assert_false(str_eq(STR("abc"), STR("abd")));
	assert_false(str_eq(STR("abc"), STR("ab")));
	assert_true(str_eq(STR(""), (struct str){ NULL, 0 }));
	assert_true(str_eq(STR("a\0b"), STR("a\0b")));
	assert_false(str_eq(STR("a\0b"), STR("a\0c")));
	assert_int_equal(str_from(NULL).n, 0);
}

static void
case_is_ignored_for_ascii_letters_only(void **state)
{
	(void)state;
	assert_true(str_eq_nocase(STR("AbZ"), STR("aBz")));
	assert_false(str_eq_nocase(STR("[a"), STR("{a")));
	assert_false(str_eq_nocase(STR("\xC3\x89"), STR("\xC3\xA9")));
	assert_false(str_eq_nocase(STR("ab"), STR("abc")));
}

static void
a_prefix_is_found_at_the_start_alone(void **state)
{
	(void)state;
	assert_true(str_starts(STR("abc"), STR("ab")));
	assert_true(str_starts(STR("abc"), STR("abc")));
	assert_true(str_starts(STR("abc"), STR("")));
	assert_false(str_starts(STR("abc"), STR("abcd")));
	assert_false(str_starts(STR("abc"), STR("bc")));
}

static void
finding_what_is_not_there_gives_the_end(void **state)
{
	(void)state;
	assert_int_equal(str_find(STR("a.b.c"), '.'), 1);
	assert_int_equal(str_find(STR("abc"), '.'), 3);
	assert_int_equal(str_find((struct str){ NULL, 0 }, '.'), 0);
}

static void
a_slice_never_leaves_its_view(void **state)
{
	(void)state;
	assert_true(str_eq(str_slice(STR("hello"), 1, 3), STR("ell")));
	assert_true(str_eq(str_slice(STR("hello"), 1, SIZE_MAX), STR("ello")));
	assert_true(str_eq(str_slice(STR("hello"), 5, 1), STR("")));
	assert_true(str_eq(str_slice(STR("hello"), 6, 1), STR("")));
	assert_true(str_eq(str_slice(STR("hello"), SIZE_MAX, 1), STR("")));
}

static void
trimming_takes_white_space_off_both_ends_only(void **state)
{
	(void)state;
	assert_true(str_eq(str_trim(STR(" \t\r\n a b \n")), STR("a b")));
	assert_true(str_eq(str_trim(STR(" \n ")), STR("")));
	assert_true(str_eq(str_trim(STR("\va")), STR("\va")));
}

static void
cutting_moves_behind_the_separator(void **state)
{
	(void)state;
	struct str rest = STR("a,,b");

	assert_true(str_eq(str_cut(&rest, ','), STR("a")));
	assert_true(str_eq(rest, STR(",b")));
	assert_true(str_eq(str_cut(&rest, ','), STR("")));
	assert_true(str_eq(str_cut(&rest, ','), STR("b")));
	assert_int_equal(rest.n, 0);
	assert_true(str_eq(str_cut(&rest, ','), STR("")));
}

static void
a_list_is_looked_through_for_whole_words(void **state)
{
	(void)state;
	assert_true(str_in_list(STR("on off auto"), ' ', STR("on")));
	assert_true(str_in_list(STR("on off auto"), ' ', STR("auto")));
	assert_false(str_in_list(STR("on off auto"), ' ', STR("of")));
	assert_false(str_in_list(STR("on off auto"), ' ', STR("on off")));
	assert_false(str_in_list(STR("on off auto"), ' ', STR("")));
	assert_false(str_in_list(STR(""), ' ', STR("")));
	assert_true(str_in_list(STR("a,b"), ',', STR("b")));
}

static void
numbers_are_taken_whole_and_within_bounds(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool good;
		int64_t value;

	} cases[] = {
		{ "0", true, 0 },
		{ "-5", true, -5 },
		{ "007", true, 7 },
		{ "9223372036854775807", true, INT64_MAX },
		{ "-9223372036854775808", true, INT64_MIN },
		{ "9223372036854775808", false, 0 },
		{ "-9223372036854775809", false, 0 },
		{ "99999999999999999999999", false, 0 },
		{ "", false, 0 },
		{ "-", false, 0 },
		{ "+1", false, 0 },
		{ "1 ", false, 0 },
		{ " 1", false, 0 },
		{ "1x", false, 0 },
		{ "0x1", false, 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t v = 42;

		assert_int_equal(
		    str_int(str_from(cases[i].text), INT64_MIN, INT64_MAX, &v),
		    cases[i].good);
		assert_true(v == (cases[i].good ? cases[i].value : 42));
	}
}

static void
a_number_at_its_bound_passes_and_one_past_it_does_not(void **state)
{
	(void)state;
	int64_t v = 0;

	assert_true(str_int(STR("-3"), -3, 3, &v));
	assert_true(str_int(STR("3"), -3, 3, &v));
	assert_false(str_int(STR("-4"), -3, 3, &v));
	assert_false(str_int(STR("4"), -3, 3, &v));
	assert_int_equal(v, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_bytes_are_equal_wherever_they_stand),
		cmocka_unit_test(case_is_ignored_for_ascii_letters_only),
		cmocka_unit_test(a_prefix_is_found_at_the_start_alone),
		cmocka_unit_test(finding_what_is_not_there_gives_the_end),
		cmocka_unit_test(a_slice_never_leaves_its_view),
		cmocka_unit_test(trimming_takes_white_space_off_both_ends_only),
		cmocka_unit_test(cutting_moves_behind_the_separator),
		cmocka_unit_test(a_list_is_looked_through_for_whole_words),
		cmocka_unit_test(numbers_are_taken_whole_and_within_bounds),
		cmocka_unit_test(
		    a_number_at_its_bound_passes_and_one_past_it_does_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
