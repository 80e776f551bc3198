/* Times are written and read the same way, before 1970 and on leap days. */
#include "common/base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int64_t
parsed(const char *text)
{
	int64_t ms = -42;

	if (!clock_parse(str_from(text), &ms))
		fail_msg("%s was refused", text);
	return ms;
}

static void
dates_and_times_are_read_as_utc(void **state)
{
	(void)state;
	assert_true(parsed("1970-01-01") == 0);
	assert_true(parsed("1970-01-01T00:00:01Z") == 1000);
	assert_true(parsed("1970-01-01 00:01") == 60000);
	assert_true(parsed("2027-01-15T08:00:00Z") == 1800000000000);
	assert_true(parsed("2027-01-15T08:00:00.25Z") == 1800000000250);
	assert_true(parsed("2027-01-15T08:00:00.123456") == 1800000000123);
}

static void
times_before_1970_are_negative(void **state)
{
	(void)state;
	assert_true(parsed("1969-12-31T23:59:59.999Z") == -1);
	assert_true(parsed("1900-01-01") == -2208988800000);
	assert_string_equal(clock_iso(-1).text, "1969-12-31T23:59:59.999Z");
	assert_string_equal(clock_iso(-1000).text, "1969-12-31T23:59:59.000Z");
	assert_int_equal(clock_utc(-60000).tm_year, 69);
	assert_int_equal(clock_utc(-60000).tm_min, 59);
}

static void
leap_days_are_days(void **state)
{
	(void)state;
	int64_t ms;

	assert_true(parsed("2024-02-29") == 1709164800000);
	assert_true(
	    parsed("2024-03-01") - parsed("2024-02-29") == CLOCK_DAY_MS);
	assert_true(clock_parse(STR("2000-02-29"), &ms));
	assert_false(clock_parse(STR("2023-02-29"), &ms));
	assert_false(clock_parse(STR("1900-02-29"), &ms));
	assert_string_equal(
	    clock_iso(1709164800000).text, "2024-02-29T00:00:00.000Z");
}

static void
what_is_no_date_is_refused_and_changes_nothing(void **state)
{
	(void)state;
	static const char *const bad[] = { "", "2026", "2026-11", "2026-13-01",
		"2026-00-10", "2026-11-31", "2026-11-00", "26-11-22",
		"2026/11/22", "1899-12-31", "2026-11-22T", "2026-11-22T24:00",
		"2026-11-22T10", "2026-11-22T10:60", "2026-11-22T10:20:61",
		"2026-11-22T10:20:30.", "2026-11-22T10:20:30x",
		"2026-11-22 10:20:30Zz", "2026-11-22Z", " 2026-11-22",
		"2026-11-22T-0:00", "2026-11-22T10:-1", "-026-11-22" };

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		int64_t ms = 42;

		if (clock_parse(str_from(bad[i]), &ms))
			fail_msg("%s was taken as %lld", bad[i], (long long)ms);
		assert_true(ms == 42);
	}
}

static void
what_is_written_can_be_read_again(void **state)
{
	(void)state;
	for (int64_t ms = -2208988800000; ms < 4000000000000;
	     ms += INT64_C(86399999) * 37) {
		assert_true(parsed(clock_iso(ms).text) == ms);
	}
}

static void
ages_change_their_unit_at_a_minute_an_hour_and_a_day(void **state)
{
	(void)state;
	static const struct {
		int64_t gap;
		const char *text;

	} cases[] = {
		{ 0, "just now" },
		{ CLOCK_MINUTE_MS - 1, "just now" },
		{ CLOCK_MINUTE_MS, "1 min ago" },
		{ CLOCK_HOUR_MS - 1, "59 min ago" },
		{ CLOCK_HOUR_MS, "1 h ago" },
		{ CLOCK_DAY_MS - 1, "23 h ago" },
		{ CLOCK_DAY_MS, "1 d ago" },
		{ -CLOCK_MINUTE_MS + 1, "just now" },
		{ -CLOCK_MINUTE_MS, "in 1 min" },
		{ -3 * (int64_t)CLOCK_DAY_MS, "in 3 d" },
	};
	static const int64_t nows[] = { 1800000000000, 0, -1, -86400000000 };
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		for (size_t k = 0; k < sizeof nows / sizeof nows[0]; k++)
			assert_string_equal(
			    clock_ago(nows[k] - cases[i].gap, nows[k]).text,
			    cases[i].text);
	}
}

static void
ages_and_spans_are_short(void **state)
{
	static const struct {
		int64_t ms;
		const char *age;
		const char *span;
	} cases[] = {
		{ -5, "now", "less than a minute" },
		{ 0, "now", "less than a minute" },
		{ CLOCK_MINUTE_MS - 1, "now", "less than a minute" },
		{ CLOCK_MINUTE_MS, "1 m", "1 m" },
		{ CLOCK_HOUR_MS - 1, "59 m", "59 m" },
		{ CLOCK_HOUR_MS, "1 h", "1 h" },
		{ 3 * CLOCK_HOUR_MS + 10 * CLOCK_MINUTE_MS, "3 h", "3 h 10 m" },
		{ CLOCK_DAY_MS - 1, "23 h", "23 h 59 m" },
		{ 2 * CLOCK_DAY_MS + 5, "2 d", "2 d" },
		{ 7 * (int64_t)CLOCK_DAY_MS, "1 w", "1 w" },
		{ 364 * (int64_t)CLOCK_DAY_MS, "52 w", "52 w" },
		{ 365 * (int64_t)CLOCK_DAY_MS, "1 y", "1 y" },
		{ 373 * (int64_t)CLOCK_DAY_MS, "1 y", "1 y 1 w" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		int64_t then = INT64_C(1800000000000) - cases[i].ms;

		assert_string_equal(
		    clock_age(then, INT64_C(1800000000000)).text, cases[i].age);
		assert_string_equal(
		    clock_span(cases[i].ms).text, cases[i].span);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_and_times_are_read_as_utc),
		cmocka_unit_test(times_before_1970_are_negative),
		cmocka_unit_test(leap_days_are_days),
		cmocka_unit_test(
		    what_is_no_date_is_refused_and_changes_nothing),
		cmocka_unit_test(what_is_written_can_be_read_again),
		cmocka_unit_test(
		    ages_change_their_unit_at_a_minute_an_hour_and_a_day),
		cmocka_unit_test(ages_and_spans_are_short),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
