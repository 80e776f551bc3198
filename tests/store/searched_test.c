/* What was searched for: noted without an event, for staff alone. */
#include "tests/lib/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int64_t staff;

static void
two_threads(void)
{
	people();
	staff = fixture_join_as(f, "sue", "staff");
	fixture_ok(f, tom, "ask support Blue cable", "no link");
	fixture_ok(f, tom, "post talk Red cable", "a link");
}

/* The notes, oldest first, a line each. */
static const char *
notes(void)
{
	return fixture_sql_text(f,
	    "SELECT coalesce(group_concat(coalesce(member_id, 0) || ' ' || kind"
	    " || ' ' || found || ' ' || coalesce(opened, '-') || ' ' ||"
	    " coalesce(led_to, '-') || ' ' || words || '|' || filters,"
	    " char(10)), '') FROM (SELECT * FROM search_log ORDER BY id)");
}

static void
a_search_is_noted_with_its_filters_apart(void **state)
{
	(void)state;
	int64_t events;

	two_threads();
	events = fixture_sql_int(f, "SELECT count(*) FROM event");
	fixture_ok(f, tom,
	    "searched --found 2 cable is:open  \"is:shut up\" -x http://y "
	    "from:me",
	    NULL);
	fixture_ok(f, GUEST, "searched --found 0 nothing", NULL);
	assert_string_equal(notes(),
	    fixture_line(f,
		"%d search 2 - - cable \"is:shut up\" -x http://y|is:open "
		"from:me\n0 search 0 - - nothing|",
		(int)tom));
	assert_int_equal(
	    fixture_sql_int(f, "SELECT count(*) FROM event"), events);
	fixture_free(f);
}

static void
the_same_again_within_minutes_is_one_search(void **state)
{
	(void)state;
	two_threads();
	fixture_ok(f, tom, "searched --found 2 cable", NULL);
	fixture_ok(f, tom, "searched --found 2 cable", NULL);
	fixture_ok(f, ann, "searched --found 2 cable", NULL);
	fixture_ok(f, tom, "searched --found 1 cable is:open", NULL);
	fixture_ok(f, tom, "searched --found 2 cable", NULL);
	assert_int_equal(
	    fixture_sql_int(f, "SELECT count(*) FROM search_log"), 4);
	f->now_ms += 600 * 1000;
	fixture_ok(f, tom, "searched --found 2 cable", NULL);
	assert_int_equal(
	    fixture_sql_int(f, "SELECT count(*) FROM search_log"), 5);
	/* Guests cannot be told apart. */
	fixture_ok(f, GUEST, "searched --found 2 cable", NULL);
	fixture_ok(f, GUEST, "searched --found 2 cable", NULL);
	assert_int_equal(
	    fixture_sql_int(f, "SELECT count(*) FROM search_log"), 7);
	fixture_free(f);
}

static void
the_thread_that_was_opened_is_noted_where_it_was_found(void **state)
{
	(void)state;
	two_threads();
	fixture_ok(f, tom, "searched --found 2 cable", NULL);
	fixture_ok(f, tom, "searched --found 1 cable is:open", NULL);
	fixture_ok(f, ann, "searched --found 2 cable", NULL);
	fixture_ok(f, tom, "searched --opened 2 cable", NULL);
	fixture_ok(f, tom, "searched --opened 1 is:open cable", NULL);
	fixture_fails(f, tom, "searched --opened 99 cable", NULL, ERR_MISSING);
	fixture_ok(f, GUEST, "searched --opened 1 cable", NULL);
	assert_string_equal(notes(),
	    fixture_line(f,
		"%d search 2 2 - cable|\n%d search 1 1 - cable|is:open\n"
		"%d search 2 - - cable|",
		(int)tom, (int)tom, (int)ann));
	/* What lies behind a door was not opened by those outside. */
	fixture_ok(f, ROBOT, "board-add --private club", NULL);
	fixture_ok(f, ROBOT, "board-edit --let-in tom club", NULL);
	fixture_ok(f, tom, "post club Secret cable", "x");
	fixture_fails(f, ann, "searched --opened 3 cable", NULL, ERR_MISSING);
	fixture_fails(f, ann, "searched --solved 3 cable", NULL, ERR_MISSING);
	fixture_free(f);
}

static void
a_question_asked_soon_after_is_what_it_led_to(void **state)
{
	(void)state;
	two_threads();
	fixture_ok(f, ann, "searched --found 0 first", NULL);
	fixture_ok(f, tom, "searched --found 0 other", NULL);
	fixture_ok(f, ann, "searched --found 0 second", NULL);
	fixture_ok(f, ann, "ask support Why", "x");
	fixture_ok(f, ann, "ask support Why too", "x");
	f->now_ms += 3600 * 1000;
	fixture_ok(f, tom, "ask support Much later", "x");
	assert_string_equal(notes(),
	    fixture_line(f,
		"%d search 0 - - first|\n%d search 0 - - other|\n"
		"%d search 0 - 3 second|",
		(int)ann, (int)tom, (int)ann));
	fixture_free(f);
}

static void
a_question_that_was_answered_already_is_counted(void **state)
{
	(void)state;
	two_threads();
	fixture_ok(f, ann, "searched --solved 1 My blue is:open cable", NULL);
	assert_string_equal(notes(),
	    fixture_line(f, "%d title 1 1 - My blue is:open cable|", (int)ann));
	fixture_free(f);
}

static void
only_staff_reads_it(void **state)
{
	(void)state;
	struct outcome o;

	two_threads();
	fixture_ok(f, tom, "searched --found 0 fax machine", NULL);
	fixture_ok(f, GUEST, "searched --found 1 cable is:open", NULL);
	fixture_fails(f, GUEST, "searched", NULL, ERR_DENIED);
	fixture_fails(f, tom, "searched", NULL, ERR_DENIED);
	fixture_fails(f, fixture_join_as(f, "mod", "moderator"), "searched",
	    NULL, ERR_DENIED);
	o = fixture_ok(f, staff, "searched", NULL);
	assert_int_equal(o.rows.len, 2);
	assert_string_equal(fixture_text(f, &o, 0, "words"), "cable");
	assert_string_equal(fixture_text(f, &o, 0, "filters"), "is:open");
	assert_string_equal(fixture_text(f, &o, 0, "member"), "");
	assert_string_equal(fixture_text(f, &o, 1, "member"), "tom");
	assert_int_equal(fixture_int(&o, 1, "found"), 0);
	o = fixture_ok(f, staff, "searched --max 1", NULL);
	assert_int_equal(o.rows.len, 1);
	fixture_free(f);
}

static void
it_is_forgotten_after_the_days_of_the_setting(void **state)
{
	(void)state;
	two_threads();
	fixture_ok(f, ROBOT, "setting search.days 2", NULL);
	fixture_ok(f, tom, "searched --found 0 old", NULL);
	f->now_ms += INT64_C(2) * 24 * 3600 * 1000 - 10000;
	fixture_ok(f, tom, "searched --found 0 new", NULL);
	fixture_ok(f, ROBOT, "expire", NULL);
	assert_int_equal(
	    fixture_sql_int(f, "SELECT count(*) FROM search_log"), 2);
	f->now_ms += 20000;
	fixture_ok(f, ROBOT, "expire", NULL);
	assert_string_equal(
	    notes(), fixture_line(f, "%d search 0 - - new|", (int)tom));
	fixture_free(f);
}

static void
words_are_noted_up_to_1000_bytes(void **state)
{
	(void)state;
	two_threads();
	fixture_ok(f, tom, fixture_line(f, "searched %01000d", 0), NULL);
	fixture_fails(
	    f, tom, fixture_line(f, "searched %01001d", 0), NULL, ERR_LIMIT);
	assert_int_equal(
	    fixture_sql_int(f, "SELECT length(words) FROM search_log"), 1000);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_search_is_noted_with_its_filters_apart),
		cmocka_unit_test(the_same_again_within_minutes_is_one_search),
		cmocka_unit_test(
		    the_thread_that_was_opened_is_noted_where_it_was_found),
		cmocka_unit_test(a_question_asked_soon_after_is_what_it_led_to),
		cmocka_unit_test(
		    a_question_that_was_answered_already_is_counted),
		cmocka_unit_test(only_staff_reads_it),
		cmocka_unit_test(it_is_forgotten_after_the_days_of_the_setting),
		cmocka_unit_test(words_are_noted_up_to_1000_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
