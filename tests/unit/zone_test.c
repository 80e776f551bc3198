/* Time zones by name: offsets around changes of the clock, and how to write. */
#include "common/base/zone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int64_t
at(const char *text)
{
	int64_t ms = 0;

	assert_true(clock_parse(str_from(text), &ms));
	return ms;
}

static void
offsets_follow_the_change_of_the_clock_to_the_second(void **state)
{
	(void)state;
	static const struct {
		const char *zone;
		const char *when;
		int minutes;
	} cases[] = {
		{ "Europe/Berlin", "2026-03-29T00:59:59.999Z", 60 },
		{ "Europe/Berlin", "2026-03-29T01:00:00Z", 120 },
		{ "Europe/Berlin", "2026-10-25T00:59:59Z", 120 },
		{ "Europe/Berlin", "2026-10-25T01:00:00Z", 60 },
		{ "America/New_York", "2026-11-01T05:59:59Z", -240 },
		{ "America/New_York", "2026-11-01T06:00:00Z", -300 },
		{ "Australia/Lord_Howe", "2026-01-15", 660 },
		{ "Australia/Lord_Howe", "2026-07-15", 630 },
		{ "Asia/Kathmandu", "2026-07-15", 345 },
		{ "Pacific/Kiritimati", "2026-07-15", 840 },
		{ "America/St_Johns", "2026-01-15", -210 },
		{ "Europe/Berlin", "1969-12-31T23:59:59.999Z", 60 },
		{ "Europe/Berlin", "2036-07-01", 120 },
		{ "UTC", "2026-07-15", 0 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct zone *zone = zone_open(str_from(cases[i].zone));
		int64_t ms = at(cases[i].when);

		assert_non_null(zone);
		if (zone_offset_ms(zone, ms) !=
		    cases[i].minutes * (int64_t)CLOCK_MINUTE_MS)
			fail_msg("%s at %s: %lld", cases[i].zone, cases[i].when,
			    (long long)zone_offset_ms(zone, ms));
		zone_free(zone);
	}
}

static void
names_are_checked_before_anything_is_opened(void **state)
{
	(void)state;
	char name[ZONE_NAME_BYTES + 2];
	static const char *const bad[] = { "", "/etc/passwd", "../UTC",
		"Europe/../UTC", "Europe/Ber lin", "Europe/Berlin\n", ":UTC",
		"caf\xc3\xa9", "a.b" };
	static const char *const unknown[] = { "Europe/Berln", "europe", "x",
		"Europe", "Europe/", "zone", "tzdata/zi" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(zone_name_is_valid(str_from(bad[i])));
		assert_null(zone_open(str_from(bad[i])));
	}
	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
		assert_true(zone_name_is_valid(str_from(unknown[i])));
		if (zone_is_known(str_from(unknown[i])))
			fail_msg("%s is known", unknown[i]);
	}
	assert_false(zone_name_is_valid((struct str){ "UTC\0", 4 }));
	memset(name, 'a', sizeof name);
	name[ZONE_NAME_BYTES] = '\0';
	assert_true(zone_name_is_valid(str_from(name)));
	assert_null(zone_open(str_from(name)));
	name[ZONE_NAME_BYTES] = 'a';
	name[ZONE_NAME_BYTES + 1] = '\0';
	assert_false(zone_name_is_valid(str_from(name)));
}

static void
times_are_written_as_the_clock_on_the_wall_shows_them(void **state)
{
	(void)state;
	struct zone *berlin = zone_open(STR("Europe/Berlin"));
	struct zone *tokyo = zone_open(STR("Asia/Tokyo"));
	int64_t ms = at("2026-11-22T15:42:59Z");

	assert_string_equal(zone_day(NULL, ms, ZONE_24H).text, "Sun 15:42");
	assert_string_equal(zone_day(berlin, ms, ZONE_24H).text, "Sun 16:42");
	assert_string_equal(zone_day(berlin, ms, ZONE_12H).text, "Sun 4:42 pm");
	assert_string_equal(zone_day(tokyo, ms, ZONE_24H).text, "Mon 00:42");
	assert_string_equal(zone_day(tokyo, ms, ZONE_12H).text, "Mon 12:42 am");
	assert_string_equal(
	    zone_day(NULL, at("2026-01-01T12:00:00Z"), ZONE_12H).text,
	    "Thu 12:00 pm");
	assert_string_equal(zone_day(NULL, -1, ZONE_24H).text, "Wed 23:59");
	assert_string_equal(
	    zone_date(NULL, -1, ZONE_24H).text, "1969-12-31 23:59");
	assert_string_equal(
	    zone_date(tokyo, at("2026-12-31T15:05:00Z"), ZONE_12H).text,
	    "2027-01-01 12:05 am");
	zone_free(berlin);
	zone_free(tokyo);
	zone_free(NULL);
}

static void
the_list_begins_with_utc_and_every_name_opens(void **state)
{
	(void)state;
	struct arena a = ARENA_INIT;
	struct zone_list list = zone_names(&a);
	bool berlin = false;

	assert_true(list.len > 300);
	assert_true(list.len < ZONE_NAMES_MAX);
	assert_string_equal(list.name[0].p, "UTC");
	for (size_t i = 0; i < list.len; i++) {
		if (!zone_is_known(list.name[i]))
			fail_msg("%s is not known", list.name[i].p);
		assert_true(
		    i < 2 || strcmp(list.name[i - 1].p, list.name[i].p) < 0);
		berlin = berlin || str_eq(list.name[i], STR("Europe/Berlin"));
	}
	assert_true(berlin);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    offsets_follow_the_change_of_the_clock_to_the_second),
		cmocka_unit_test(names_are_checked_before_anything_is_opened),
		cmocka_unit_test(
		    times_are_written_as_the_clock_on_the_wall_shows_them),
		cmocka_unit_test(the_list_begins_with_utc_and_every_name_opens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
