/* Questions: from open to replied to solved and back, and who may say so. */
#include "tests/lib/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int64_t bmod;

static void
question(void)
{
	people();
	bmod = fixture_join(f, "bmod");
	mod = fixture_join_as(f, "mod", "moderator");
	fixture_ok(f, tom, "ask support Why", "because");
}

static void
state_is(const char *want)
{
	struct outcome o = fixture_ok(f, GUEST, "threads support", NULL);

	assert_string_equal(fixture_text(f, &o, 0, "state"), want);
	/* The full text has to say the same. */
	assert_int_equal(
	    fixture_ok(f, GUEST, fixture_line(f, "search is:%s", want), NULL)
		.rows.len,
	    1);
}

static void
a_question_goes_from_open_to_replied_to_solved_and_back(void **state)
{
	(void)state;
	struct outcome o;

	question();
	state_is("open");
	fixture_ok(f, tom, "reply 1 more of it", NULL);
	state_is("open");
	fixture_ok(f, ann, "reply 1 an answer", NULL);
	state_is("replied");
	o = fixture_ok(f, tom, "accept 1.3", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "state"), "solved");
	state_is("solved");
	o = fixture_ok(f, GUEST, "read 1", NULL);
	assert_int_equal(fixture_int(&o, 2, "accepted"), 1);
	assert_int_equal(fixture_int(&o, 1, "accepted"), 0);
	fixture_ok(f, ann, "reply 1 afterwards", NULL);
	state_is("solved");
	fixture_ok(f, tom, "accept --undo 1.3", NULL);
	state_is("replied");
	fixture_fails(f, tom, "accept --undo 1.3", NULL, ERR_CONFLICT);
	fixture_free(f);
}

static void
the_author_and_moderators_accept_and_nobody_else(void **state)
{
	(void)state;
	question();
	fixture_ok(f, ann, "reply 1 an answer", NULL);
	fixture_fails(f, ann, "accept 1.2", NULL, ERR_DENIED);
	fixture_fails(f, bmod, "accept 1.2", NULL, ERR_DENIED);
	fixture_fails(f, GUEST, "accept 1.2", NULL, ERR_DENIED);
	state_is("replied");
	fixture_ok(f, ROBOT, "board-edit --moderator bmod support", NULL);
	fixture_ok(f, bmod, "accept 1.2", NULL);
	assert_string_equal(
	    fixture_sql_text(f, "SELECT solved_kind FROM question"),
	    "moderator");
	fixture_fails(f, ann, "accept --undo 1.2", NULL, ERR_DENIED);
	fixture_ok(f, mod, "accept --undo 1.2", NULL);
	fixture_ok(f, tom, "accept 1.2", NULL);
	assert_string_equal(
	    fixture_sql_text(f, "SELECT solved_kind FROM question"), "author");
	fixture_fails(f, tom, "accept 1.2", NULL, ERR_CONFLICT);
	fixture_free(f);
}

static void
another_answer_can_take_the_place_of_the_accepted_one(void **state)
{
	(void)state;
	struct outcome o;

	question();
	fixture_ok(f, ann, "reply 1 one", NULL);
	fixture_ok(f, ann, "reply 1 two", NULL);
	fixture_ok(f, tom, "accept 1.2", NULL);
	fixture_ok(f, tom, "accept 1.3", NULL);
	o = fixture_ok(f, GUEST, "read 1", NULL);
	assert_int_equal(fixture_int(&o, 1, "accepted"), 0);
	assert_int_equal(fixture_int(&o, 2, "accepted"), 1);
	fixture_free(f);
}

static void
only_replies_to_questions_are_accepted(void **state)
{
	(void)state;
	question();
	fixture_fails(f, tom, "accept 1", NULL, ERR_INVALID);
	fixture_fails(f, tom, "accept 1.2", NULL, ERR_MISSING);
	fixture_fails(f, tom, "accept 9.2", NULL, ERR_MISSING);
	fixture_ok(f, tom, "post talk T", "x");
	fixture_ok(f, ann, "reply 2 y", NULL);
	fixture_fails(f, tom, "accept 2.2", NULL, ERR_INVALID);
	fixture_free(f);
}

static void
removing_the_accepted_answer_opens_the_question_again(void **state)
{
	(void)state;
	question();
	fixture_ok(f, ann, "reply 1 one", NULL);
	fixture_ok(f, tom, "accept 1.2", NULL);
	fixture_ok(f, ann, "delete 1.2", NULL);
	state_is("replied");
	fixture_free(f);
}

static void
an_own_answer_can_be_accepted(void **state)
{
	(void)state;
	question();
	fixture_ok(f, tom, "reply 1 found it", NULL);
	fixture_ok(f, tom, "accept 1.2", NULL);
	state_is("solved");
	fixture_ok(f, tom, "accept --undo 1.2", NULL);
	state_is("open");
	fixture_free(f);
}

static void
me_too_is_said_once_and_taken_back_once(void **state)
{
	(void)state;
	struct outcome o;

	question();
	fixture_fails(f, tom, "metoo 1", NULL, ERR_DENIED);
	o = fixture_ok(f, ann, "metoo 1", NULL);
	assert_int_equal(fixture_int(&o, 0, "metoo"), 1);
	fixture_fails(f, ann, "metoo 1", NULL, ERR_CONFLICT);
	fixture_ok(f, bmod, "metoo 1", NULL);
	o = fixture_ok(f, ann, "metoo --undo 1", NULL);
	assert_int_equal(fixture_int(&o, 0, "metoo"), 1);
	fixture_fails(f, ann, "metoo --undo 1", NULL, ERR_CONFLICT);
	fixture_ok(f, tom, "post talk T", "x");
	fixture_fails(f, ann, "metoo 2", NULL, ERR_INVALID);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_question_goes_from_open_to_replied_to_solved_and_back),
		cmocka_unit_test(
		    the_author_and_moderators_accept_and_nobody_else),
		cmocka_unit_test(
		    another_answer_can_take_the_place_of_the_accepted_one),
		cmocka_unit_test(only_replies_to_questions_are_accepted),
		cmocka_unit_test(
		    removing_the_accepted_answer_opens_the_question_again),
		cmocka_unit_test(an_own_answer_can_be_accepted),
		cmocka_unit_test(me_too_is_said_once_and_taken_back_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
