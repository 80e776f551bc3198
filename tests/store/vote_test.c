/* Votes: one a member, never on one's own, changed and taken back. */
#include "tests/lib/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int64_t ben;

static void
post(void)
{
	people();
	ben = fixture_join(f, "ben");
	fixture_ok(f, tom, "post talk Title", "body");
}

static void
score_is(int64_t want, int64_t up, int64_t down)
{
	struct outcome o = fixture_ok(f, GUEST, "read 1", NULL);

	assert_int_equal(fixture_int(&o, 0, "score"), want);
	assert_int_equal(fixture_sql_int(f, "SELECT up FROM post"), up);
	assert_int_equal(fixture_sql_int(f, "SELECT down FROM post"), down);
}

static void
nobody_votes_on_their_own(void **state)
{
	(void)state;
	post();
	fixture_fails(f, tom, "vote 1", NULL, ERR_DENIED);
	fixture_fails(f, tom, "vote 1 down", NULL, ERR_DENIED);
	fixture_fails(f, GUEST, "vote 1", NULL, ERR_DENIED);
	score_is(0, 0, 0);
	fixture_free(f);
}

static void
a_vote_counts_once_and_can_change(void **state)
{
	(void)state;
	struct outcome o;

	post();
	o = fixture_ok(f, ann, "vote 1", NULL);
	assert_int_equal(fixture_int(&o, 0, "score"), 1);
	fixture_fails(f, ann, "vote 1 up", NULL, ERR_CONFLICT);
	fixture_ok(f, ben, "vote 1 +", NULL);
	score_is(2, 2, 0);
	o = fixture_ok(f, ann, "vote 1 down", NULL);
	assert_int_equal(fixture_int(&o, 0, "score"), 0);
	score_is(0, 1, 1);
	fixture_ok(f, ann, "vote 1 none", NULL);
	score_is(1, 1, 0);
	fixture_fails(f, ann, "vote 1 none", NULL, ERR_CONFLICT);
	fixture_ok(f, ben, "vote 1 0", NULL);
	score_is(0, 0, 0);
	assert_int_equal(fixture_sql_int(f, "SELECT count(*) FROM vote"), 0);
	fixture_free(f);
}

static void
each_sees_their_own_vote(void **state)
{
	(void)state;
	struct outcome o;

	post();
	fixture_ok(f, ann, "vote 1 -", NULL);
	o = fixture_ok(f, ann, "read 1", NULL);
	assert_int_equal(fixture_int(&o, 0, "vote"), -1);
	o = fixture_ok(f, ben, "read 1", NULL);
	assert_int_equal(fixture_int(&o, 0, "vote"), 0);
	fixture_free(f);
}

static void
a_vote_is_up_down_or_none(void **state)
{
	(void)state;
	post();
	fixture_fails(f, ann, "vote 1 sideways", NULL, ERR_INVALID);
	fixture_fails(f, ann, "vote 1 2", NULL, ERR_INVALID);
	fixture_fails(f, ann, "vote 1.2", NULL, ERR_MISSING);
	fixture_fails(f, ann, "vote x", NULL, ERR_INVALID);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_votes_on_their_own),
		cmocka_unit_test(a_vote_counts_once_and_can_change),
		cmocka_unit_test(each_sees_their_own_vote),
		cmocka_unit_test(a_vote_is_up_down_or_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
