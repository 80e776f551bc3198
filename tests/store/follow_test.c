/* What members follow: by hand, by taking part, and at which level. */
#include "tests/lib/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
a_question(void)
{
	people();
	fixture_ok(f, tom, "ask --tags ssh support Title", "body");
}

/* "what/level/name …" as the list shows it. */
static const char *
list_of(int64_t who)
{
	struct outcome o = fixture_ok(f, who, "follow", NULL);
	struct buf b = BUF_INIT(0);

	for (size_t i = 0; i < o.rows.len; i++)
		buf_printf(&b, "%s%s/%s/%s", i ? " " : "",
		    fixture_text(f, &o, i, "what"),
		    fixture_text(f, &o, i, "level"),
		    fixture_text(f, &o, i, "name"));
	return fixture_take(f, &b);
}

static void
everything_can_be_followed_at_every_level(void **state)
{
	(void)state;
	a_question();
	fixture_ok(f, ann, "follow 1", NULL);
	fixture_ok(f, ann, "follow @TOM watch", NULL);
	fixture_ok(f, ann, "follow tag:ssh mute", NULL);
	fixture_ok(f, ann, "follow support watch", NULL);
	assert_string_equal(list_of(ann),
	    "board/watch/support member/watch/tom tag/mute/ssh 1/track/Title");
	fixture_ok(f, ann, "follow @tom normal", NULL);
	fixture_ok(f, ann, "follow support mute", NULL);
	assert_string_equal(
	    list_of(ann), "board/mute/support tag/mute/ssh 1/track/Title");
	fixture_free(f);
}

static void
who_takes_part_follows_unless_they_said_otherwise(void **state)
{
	(void)state;
	a_question();
	assert_string_equal(list_of(tom), "1/track/Title");
	fixture_ok(f, ann, "follow 1 mute", NULL);
	fixture_ok(f, ann, "reply 1 x", NULL);
	assert_string_equal(list_of(ann), "1/mute/Title");
	fixture_ok(f, ann, "follow 1 normal", NULL);
	fixture_ok(f, ann, "reply 1 y", NULL);
	assert_string_equal(list_of(ann), "");
	fixture_free(f);
}

static void
what_is_muted_is_not_listed_as_unread(void **state)
{
	(void)state;
	a_question();
	fixture_ok(f, tom, "post talk Other", "x");
	assert_int_equal(fixture_ok(f, ann, "unread", NULL).rows.len, 2);
	fixture_ok(f, ann, "follow 1 mute", NULL);
	assert_int_equal(fixture_ok(f, ann, "unread", NULL).rows.len, 1);
	fixture_ok(f, ann, "follow talk mute", NULL);
	assert_int_equal(fixture_ok(f, ann, "unread", NULL).rows.len, 0);
	fixture_free(f);
}

static void
what_may_no_longer_be_read_is_not_named(void **state)
{
	(void)state;
	a_question();
	fixture_ok(f, ann, "follow 1", NULL);
	fixture_ok(f, ann, "follow support", NULL);
	fixture_ok(f, ROBOT, "board-edit --private support", NULL);
	assert_string_equal(list_of(ann), "");
	fixture_ok(f, ROBOT, "board-edit --public support", NULL);
	assert_string_equal(list_of(ann), "board/track/support 1/track/Title");
	fixture_ok(f, tom, "delete 1", NULL);
	assert_string_equal(list_of(ann), "board/track/support");
	fixture_free(f);
}

static void
what_is_not_there_cannot_be_followed(void **state)
{
	(void)state;
	a_question();
	fixture_fails(f, ann, "follow 9", NULL, ERR_MISSING);
	fixture_fails(f, ann, "follow @nobody", NULL, ERR_MISSING);
	fixture_fails(f, ann, "follow tag:none", NULL, ERR_MISSING);
	fixture_fails(f, ann, "follow nosuch", NULL, ERR_MISSING);
	fixture_fails(f, ann, "follow \"\"", NULL, ERR_INVALID);
	fixture_fails(f, ann, "follow 1 loudly", NULL, ERR_INVALID);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_can_be_followed_at_every_level),
		cmocka_unit_test(
		    who_takes_part_follows_unless_they_said_otherwise),
		cmocka_unit_test(what_is_muted_is_not_listed_as_unread),
		cmocka_unit_test(what_may_no_longer_be_read_is_not_named),
		cmocka_unit_test(what_is_not_there_cannot_be_followed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
