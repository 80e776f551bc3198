/* Drafts: one a place, one's own alone, as many as the setting says. */
#include "tests/lib/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
the_newest_words_for_a_place_win(void **state)
{
	(void)state;
	struct outcome o;

	people();
	fixture_ok(f, tom, "draft save reply 12", "one");
	o = fixture_ok(f, tom, "draft save reply 12", "two");
	assert_int_equal(fixture_int(&o, 0, "draft"), 1);
	fixture_ok(f, tom, "draft save ask support", "three");
	o = fixture_ok(f, tom, "draft", NULL);
	assert_int_equal(o.rows.len, 2);
	assert_string_equal(fixture_text(f, &o, 0, "text"), "three");
	assert_string_equal(fixture_text(f, &o, 1, "place"), "reply 12");
	assert_string_equal(fixture_text(f, &o, 1, "text"), "two");
	o = fixture_ok(f, tom, "draft show 1", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "text"), "two");
	fixture_free(f);
}

static const char *
mark_of(const char *place)
{
	struct outcome o =
	    fixture_ok(f, tom, fixture_line(f, "draft show %s", place), NULL);

	return fixture_text(f, &o, 0, "mark");
}

/* Of two sessions neither takes the other's words away. */
static void
what_is_not_expected_is_left_alone(void **state)
{
	(void)state;
	struct outcome o;

	people();
	o = fixture_ok(f, tom, "draft --over none save reply 1", "one");
	assert_string_equal(fixture_text(f, &o, 0, "place"), "reply 1");
	o = fixture_ok(f, tom, "draft --over none save reply 1", "two");
	assert_string_equal(fixture_text(f, &o, 0, "place"), "reply 1 ~2");
	assert_string_equal(
	    fixture_text(f, &o, 0, "mark"), mark_of("reply 1 ~2"));
	o = fixture_ok(f, tom,
	    fixture_line(
		f, "draft --over none,%s save reply 1", mark_of("reply 1")),
	    "three");
	assert_string_equal(fixture_text(f, &o, 0, "place"), "reply 1");
	fixture_fails(
	    f, tom, "draft --over none drop reply 1", NULL, ERR_CONFLICT);
	fixture_ok(f, tom,
	    fixture_line(f, "draft --over %s drop reply 1", mark_of("reply 1")),
	    NULL);
	/* Nothing is there any more. */
	o = fixture_ok(f, tom, "draft --over 00 save reply 1", "four");
	assert_string_equal(fixture_text(f, &o, 0, "place"), "reply 1");
	o = fixture_ok(f, tom, "draft", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "mark"), "");
	fixture_free(f);
}

/* Each beside the others, as long as there are numbers and room for them. */
static void
there_is_an_end_to_what_is_beside(void **state)
{
	(void)state;
	struct outcome o;

	people();
	fixture_ok(f, ROBOT, "setting drafts.max 1000", NULL);
	for (int i = 1; i <= 9; i++)
		o = fixture_ok(f, tom, "draft --over none save reply 1", "x");
	assert_string_equal(fixture_text(f, &o, 0, "place"), "reply 1 ~9");
	fixture_fails(f, tom, "draft --over none save reply 1", "x", ERR_LIMIT);
	for (int n = 61; n <= 62; n++) {
		const char *line =
		    fixture_line(f, "draft --over none save %0*d", n, 0);

		fixture_ok(f, tom, line, "x");
		if (n == 61)
			fixture_ok(f, tom, line, "x");
		else
			fixture_fails(f, tom, line, "x", ERR_LIMIT);
	}
	fixture_free(f);
}

static void
nobody_sees_or_drops_the_draft_of_another(void **state)
{
	(void)state;
	people();
	fixture_ok(f, tom, "draft save x", "mine");
	assert_int_equal(fixture_ok(f, ann, "draft", NULL).rows.len, 0);
	fixture_fails(f, ann, "draft show 1", NULL, ERR_MISSING);
	fixture_fails(f, ann, "draft drop 1", NULL, ERR_MISSING);
	fixture_fails(f, GUEST, "draft", NULL, ERR_DENIED);
	fixture_ok(f, tom, "draft drop 1", NULL);
	fixture_fails(f, tom, "draft drop 1", NULL, ERR_MISSING);
	fixture_free(f);
}

static void
as_many_as_the_setting_and_not_one_more(void **state)
{
	(void)state;
	people();
	fixture_ok(f, ROBOT, "setting drafts.max 3", NULL);
	for (int i = 0; i < 3; i++)
		fixture_ok(f, tom, fixture_line(f, "draft save p%d", i), "x");
	fixture_fails(f, tom, "draft save p3", "x", ERR_LIMIT);
	fixture_ok(f, tom, "draft save p1", "again");
	fixture_ok(f, ann, "draft save p3", "x");
	fixture_ok(f, tom, "draft drop 1", NULL);
	fixture_ok(f, tom, "draft save p3", "x");
	fixture_free(f);
}

static void
a_place_has_up_to_64_characters(void **state)
{
	(void)state;
	people();
	fixture_ok(f, tom, fixture_line(f, "draft save %064d", 0), "x");
	fixture_fails(
	    f, tom, fixture_line(f, "draft save %065d", 0), "x", ERR_LIMIT);
	fixture_fails(f, tom, "draft save", "x", ERR_INVALID);
	fixture_fails(f, tom, "draft save y", " \n", ERR_LIMIT);
	fixture_fails(f, tom, "draft show", NULL, ERR_INVALID);
	fixture_fails(f, tom, "draft burn 1", NULL, ERR_INVALID);
	fixture_free(f);
}

static void
a_draft_makes_no_event(void **state)
{
	(void)state;
	int64_t before;

	people();
	before = fixture_sql_int(f, "SELECT count(*) FROM event");
	fixture_ok(f, tom, "draft save x", "y");
	fixture_ok(f, tom, "draft drop 1", NULL);
	assert_int_equal(
	    fixture_sql_int(f, "SELECT count(*) FROM event"), before);
	fixture_free(f);
}

static void
a_title_is_kept_and_may_stand_alone(void **state)
{
	struct outcome o;

	(void)state;
	people();
	fixture_ok(f, tom, "draft save --title \"No link\" ask support", "");
	o = fixture_ok(f, tom, "draft show ask support", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "title"), "No link");
	assert_string_equal(fixture_text(f, &o, 0, "text"), "");
	fixture_ok(f, tom,
	    fixture_line(f, "draft save --title %0500d ask support", 0), "x");
	fixture_fails(f, tom,
	    fixture_line(f, "draft save --title %0501d ask support", 0), "x",
	    ERR_LIMIT);
	fixture_fails(f, tom, "draft save --title \" \" x", " ", ERR_LIMIT);
	o = fixture_ok(f, tom, "draft", NULL);
	assert_int_equal(o.rows.len, 1);
	assert_int_equal(strlen(fixture_text(f, &o, 0, "title")), 500);
	fixture_free(f);
}

static void
a_draft_is_found_by_what_it_is_for(void **state)
{
	(void)state;
	people();
	fixture_ok(f, tom, "draft save reply 12.3", "mine");
	fixture_fails(f, ann, "draft show reply 12.3", NULL, ERR_MISSING);
	fixture_fails(f, tom, "draft show reply 12", NULL, ERR_MISSING);
	fixture_ok(f, tom, "draft show reply 12.3", NULL);
	fixture_fails(f, ann, "draft drop reply 12.3", NULL, ERR_MISSING);
	fixture_ok(f, tom, "draft drop reply 12.3", NULL);
	fixture_fails(f, tom, "draft drop reply 12.3", NULL, ERR_MISSING);
	fixture_fails(f, tom, "draft drop", NULL, ERR_INVALID);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_not_expected_is_left_alone),
		cmocka_unit_test(there_is_an_end_to_what_is_beside),
		cmocka_unit_test(the_newest_words_for_a_place_win),
		cmocka_unit_test(nobody_sees_or_drops_the_draft_of_another),
		cmocka_unit_test(as_many_as_the_setting_and_not_one_more),
		cmocka_unit_test(a_place_has_up_to_64_characters),
		cmocka_unit_test(a_draft_makes_no_event),
		cmocka_unit_test(a_title_is_kept_and_may_stand_alone),
		cmocka_unit_test(a_draft_is_found_by_what_it_is_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
