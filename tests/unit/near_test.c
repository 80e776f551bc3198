/* Slips of the fingers between two words. */
#include "common/text/near.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
each_slip_counts_once(void **state)
{
	static const struct {
		const char *a, *b;
		size_t slips;
	} cases[] = {
		{ "", "", 0 },
		{ "search", "search", 0 },
		{ "serach", "search", 1 },
		{ "seach", "search", 1 },
		{ "searcch", "search", 1 },
		{ "saarch", "search", 1 },
		{ "", "abc", 3 },
		{ "abc", "", 3 },
		{ "ca", "abc", 3 },
		{ "kitten", "sitting", 3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str a = str_from(cases[i].a), b = str_from(cases[i].b);

		assert_int_equal(near_slips(a, b), cases[i].slips);
		assert_int_equal(near_slips(b, a), cases[i].slips);
	}
}

static void
a_word_at_the_limit_is_compared_and_one_past_it_is_far(void **state)
{
	char a[NEAR_BYTES_MAX + 2] = { 0 }, b[NEAR_BYTES_MAX + 2] = { 0 };

	(void)state;
	memset(a, 'a', NEAR_BYTES_MAX);
	memset(b, 'b', NEAR_BYTES_MAX);
	assert_int_equal(near_slips(str_from(a), str_from(b)), NEAR_BYTES_MAX);
	a[NEAR_BYTES_MAX] = 'a';
	assert_int_equal(near_slips(str_from(a), str_from(b)), NEAR_FAR);
	assert_int_equal(near_slips(str_from(b), str_from(a)), NEAR_FAR);
}

static void
short_words_mean_little_and_long_ones_forgive(void **state)
{
	size_t slips;

	(void)state;
	assert_true(near_means(STR("who"), STR("how"), &slips) == false);
	assert_true(near_means(STR("wo"), STR("who"), &slips));
	assert_true(near_means(STR("serach"), STR("search"), &slips));
	assert_int_equal(slips, 1);
	assert_false(near_means(STR("x"), STR("tag"), &slips));
	assert_false(near_means(STR("banana"), STR("search"), &slips));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_slip_counts_once),
		cmocka_unit_test(
		    a_word_at_the_limit_is_compared_and_one_past_it_is_far),
		cmocka_unit_test(short_words_mean_little_and_long_ones_forgive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
