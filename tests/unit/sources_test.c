/* What one address may ask for, at each limit and one past it. */
#include "server/sources.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <arpa/inet.h>
#include <netinet/in.h>

static struct sockaddr_storage storage;

static const struct sockaddr *
v4(const char *text)
{
	struct sockaddr_in in = { .sin_family = AF_INET };

	assert_int_equal(inet_pton(AF_INET, text, &in.sin_addr), 1);
	memcpy(&storage, &in, sizeof in);
	return (const struct sockaddr *)&storage;
}

static const struct sockaddr *
v6(const char *text)
{
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };

	assert_int_equal(inet_pton(AF_INET6, text, &in6.sin6_addr), 1);
	memcpy(&storage, &in6, sizeof in6);
	return (const struct sockaddr *)&storage;
}

static const struct sockaddr *
number(uint32_t n)
{
	struct sockaddr_in in = { .sin_family = AF_INET };

	in.sin_addr.s_addr = htonl(0x0a000000 + n);
	memcpy(&storage, &in, sizeof in);
	return (const struct sockaddr *)&storage;
}

static void
as_many_at_once_as_the_limit_and_not_one_more(void **state)
{
	(void)state;
	const struct source_limits limits = { .at_once = 3 };
	struct sources *t = sources_new();
	struct source *s[3], *none = NULL, *other;

	for (int i = 0; i < 3; i++)
		assert_int_equal(
		    sources_admit(t, v4("10.1.1.1"), &limits, 0, &s[i]),
		    SOURCE_ADMITTED);
	assert_int_equal(sources_admit(t, v4("10.1.1.1"), &limits, 0, &none),
	    SOURCE_TOO_MANY);
	assert_null(none);
	assert_int_equal(sources_admit(t, v4("10.1.1.2"), &limits, 0, &other),
	    SOURCE_ADMITTED);
	sources_leave(t, s[1]);
	assert_int_equal(sources_admit(t, v4("10.1.1.1"), &limits, 0, &s[1]),
	    SOURCE_ADMITTED);
	assert_int_equal(sources_admit(t, v4("10.1.1.1"), &limits, 0, &none),
	    SOURCE_TOO_MANY);
	sources_free(t);
}

static void
nothing_is_counted_where_the_limit_is_zero(void **state)
{
	(void)state;
	const struct source_limits limits = { 0 };
	struct sources *t = sources_new();
	struct source *s;

	for (int i = 0; i < 1000; i++)
		assert_int_equal(
		    sources_admit(t, v4("10.1.1.1"), &limits, 0, &s),
		    SOURCE_ADMITTED);
	sources_free(t);
}

static int
admitted(struct sources *t, const struct source_limits *limits, int64_t now_ms,
    int tries)
{
	struct source *s;
	int n = 0;

	while (tries-- > 0)
		n += sources_admit(t, v4("10.1.1.1"), limits, now_ms, &s) ==
		    SOURCE_ADMITTED;
	return n;
}

static void
a_burst_is_twice_the_rate_and_refills_with_time(void **state)
{
	(void)state;
	const struct source_limits limits = { .per_second = 10 };
	struct sources *t = sources_new();

	assert_int_equal(admitted(t, &limits, 1000, 100), 20);
	assert_int_equal(admitted(t, &limits, 1099, 100), 0);
	assert_int_equal(admitted(t, &limits, 1100, 100), 1);
	assert_int_equal(admitted(t, &limits, 1600, 100), 5);
	assert_int_equal(admitted(t, &limits, 2600, 100), 10);
	assert_int_equal(admitted(t, &limits, INT64_MAX / 2, 100), 20);
	sources_free(t);
}

static void
too_fast_is_told_from_too_many(void **state)
{
	(void)state;
	const struct source_limits limits = { .at_once = 10, .per_second = 1 };
	struct sources *t = sources_new();
	struct source *s;

	assert_int_equal(admitted(t, &limits, 0, 2), 2);
	assert_int_equal(
	    sources_admit(t, v4("10.1.1.1"), &limits, 0, &s), SOURCE_TOO_FAST);
	sources_free(t);
}

static void
a_64_of_ipv6_is_one_source(void **state)
{
	(void)state;
	const struct source_limits limits = { .at_once = 1 };
	struct sources *t = sources_new();
	struct source *s;

	assert_int_equal(
	    sources_admit(t, v6("2001:db8:1:2::1"), &limits, 0, &s),
	    SOURCE_ADMITTED);
	assert_int_equal(
	    sources_admit(t, v6("2001:db8:1:2:ffff::9"), &limits, 0, &s),
	    SOURCE_TOO_MANY);
	assert_int_equal(
	    sources_admit(t, v6("2001:db8:1:3::1"), &limits, 0, &s),
	    SOURCE_ADMITTED);
	sources_free(t);
}

static void
a_mapped_address_is_the_ipv4_address_it_maps(void **state)
{
	(void)state;
	const struct source_limits limits = { .at_once = 1 };
	struct sources *t = sources_new();
	struct source *s;

	assert_int_equal(
	    sources_admit(t, v4("192.0.2.1"), &limits, 0, &s), SOURCE_ADMITTED);
	assert_int_equal(
	    sources_admit(t, v6("::ffff:192.0.2.1"), &limits, 0, &s),
	    SOURCE_TOO_MANY);
	assert_int_equal(
	    sources_admit(t, v6("::ffff:192.0.2.2"), &limits, 0, &s),
	    SOURCE_ADMITTED);
	sources_free(t);
}

static void
a_penalty_lasts_its_time_and_not_longer(void **state)
{
	(void)state;
	const struct source_limits limits = { .penalty_ms = 1000 };
	struct sources *t = sources_new();
	struct source *s, *other;

	assert_int_equal(
	    sources_admit(t, v4("10.1.1.1"), &limits, 0, &s), SOURCE_ADMITTED);
	sources_penalize(s, &limits, 500);
	sources_leave(t, s);
	assert_int_equal(sources_admit(t, v4("10.1.1.1"), &limits, 1499, &s),
	    SOURCE_PENALTY);
	assert_int_equal(
	    sources_admit(t, v4("10.1.1.2"), &limits, 1499, &other),
	    SOURCE_ADMITTED);
	assert_int_equal(sources_admit(t, v4("10.1.1.1"), &limits, 1500, &s),
	    SOURCE_ADMITTED);
	sources_free(t);
}

static void
a_full_table_forgets_who_was_idle_longest(void **state)
{
	(void)state;
	const struct source_limits limits = { .per_second = 1 };
	struct sources *t = sources_new();
	struct source *s, *busy;

	/* 0 stays connected; 1 and 2 use up their bursts and leave. */
	assert_int_equal(
	    sources_admit(t, number(0), &limits, 0, &busy), SOURCE_ADMITTED);
	for (uint32_t n = 1; n < SOURCES_MAX; n++) {
		for (int k = 0; k < (n <= 2 ? 2 : 1); k++) {
			assert_int_equal(
			    sources_admit(t, number(n), &limits, 0, &s),
			    SOURCE_ADMITTED);
			sources_leave(t, s);
		}
	}
	/* 1 was seen again since, so 2 is the one to go. */
	assert_int_equal(
	    sources_admit(t, number(1), &limits, 0, &s), SOURCE_TOO_FAST);
	assert_int_equal(sources_admit(t, number(SOURCES_MAX), &limits, 0, &s),
	    SOURCE_ADMITTED);
	assert_int_equal(
	    sources_admit(t, number(1), &limits, 0, &s), SOURCE_TOO_FAST);
	assert_int_equal(
	    sources_admit(t, number(2), &limits, 0, &s), SOURCE_ADMITTED);
	sources_leave(t, busy);
	sources_free(t);
}

static void
a_table_full_of_the_connected_takes_nobody_new(void **state)
{
	(void)state;
	const struct source_limits limits = { 0 };
	struct sources *t = sources_new();
	struct source *s, *first = NULL;

	for (uint32_t n = 0; n < SOURCES_MAX; n++) {
		assert_int_equal(sources_admit(t, number(n), &limits, 0, &s),
		    SOURCE_ADMITTED);
		if (n == 0)
			first = s;
	}
	assert_int_equal(sources_admit(t, number(SOURCES_MAX), &limits, 0, &s),
	    SOURCE_TABLE_FULL);
	assert_int_equal(
	    sources_admit(t, number(5), &limits, 0, &s), SOURCE_ADMITTED);
	sources_leave(t, first);
	assert_int_equal(sources_admit(t, number(SOURCES_MAX), &limits, 0, &s),
	    SOURCE_ADMITTED);
	sources_free(t);
}

static void
every_verdict_has_words(void **state)
{
	(void)state;
	for (int i = SOURCE_ADMITTED; i <= SOURCE_TABLE_FULL; i++)
		assert_true(
		    strlen(source_verdict_name((enum source_verdict)i)) > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_many_at_once_as_the_limit_and_not_one_more),
		cmocka_unit_test(nothing_is_counted_where_the_limit_is_zero),
		cmocka_unit_test(
		    a_burst_is_twice_the_rate_and_refills_with_time),
		cmocka_unit_test(too_fast_is_told_from_too_many),
		cmocka_unit_test(a_64_of_ipv6_is_one_source),
		cmocka_unit_test(a_mapped_address_is_the_ipv4_address_it_maps),
		cmocka_unit_test(a_penalty_lasts_its_time_and_not_longer),
		cmocka_unit_test(a_full_table_forgets_who_was_idle_longest),
		cmocka_unit_test(
		    a_table_full_of_the_connected_takes_nobody_new),
		cmocka_unit_test(every_verdict_has_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
