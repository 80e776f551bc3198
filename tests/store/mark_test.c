/* Read and unread: derived, never a row a post. */
#include "tests/lib/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include "common/base/clock.h"
#include "common/store/mark.h"

/* What `boards` shows as new on talk, which stands third. */
static int64_t
board_unread(int64_t who)
{
	struct outcome o = fixture_ok(f, who, "boards", NULL);

	assert_string_equal(fixture_text(f, &o, 2, "board"), "talk");
	return fixture_int(&o, 2, "new");
}

static int64_t
thread_unread(int64_t who, int thread)
{
	struct outcome o = fixture_ok(f, who, "threads talk", NULL);

	for (size_t i = 0; i < o.rows.len; i++) {
		if (fixture_int(&o, i, "thread") == thread)
			return fixture_int(&o, i, "new");
	}
	return -1;
}

/* New posts by the flag on each, as `read` shows them. */
static int64_t
flagged(int64_t who, int thread)
{
	struct outcome o =
	    fixture_ok(f, who, fixture_line(f, "read %d", thread), NULL);
	int64_t n = 0;

	for (size_t i = 0; i < o.rows.len; i++)
		n += fixture_int(&o, i, "new");
	return n;
}

static size_t
listed(int64_t who)
{
	return fixture_ok(f, who, "unread", NULL).rows.len;
}

/* All four ways of counting have to agree on one thread. */
static void
unread_is(int64_t who, int thread, int64_t want)
{
	assert_int_equal(thread_unread(who, thread), want);
	assert_int_equal(flagged(who, thread), want);
	assert_int_equal(board_unread(who), want);
	assert_int_equal(listed(who), want > 0);
}

static void
posts_of_others_are_new_until_marked(void **state)
{
	(void)state;
	people();
	fixture_ok(f, tom, "post talk T", "1");
	fixture_ok(f, tom, "reply 1 2", NULL);
	unread_is(ann, 1, 2);
	fixture_ok(f, ann, "mark 1", NULL);
	unread_is(ann, 1, 0);
	fixture_ok(f, tom, "reply 1 3", NULL);
	unread_is(ann, 1, 1);
	assert_int_equal(board_unread(GUEST), 0);
	fixture_free(f);
}

static void
own_posts_are_never_new(void **state)
{
	(void)state;
	people();
	fixture_ok(f, tom, "post talk T", "1");
	unread_is(tom, 1, 0);
	fixture_ok(f, ann, "reply 1 2", NULL);
	unread_is(tom, 1, 1);
	fixture_ok(f, tom, "reply 1 3", NULL);
	unread_is(tom, 1, 1);
	fixture_ok(f, tom, "mark --unread 1", NULL);
	unread_is(tom, 1, 1);
	fixture_free(f);
}

static void
a_thread_is_read_up_to_the_post_that_is_named(void **state)
{
	(void)state;
	struct outcome o;

	people();
	fixture_ok(f, tom, "post talk T", "1");
	for (int i = 0; i < 4; i++)
		fixture_ok(f, tom, "reply 1 x", NULL);
	o = fixture_ok(f, ann, "mark 1.2", NULL);
	assert_int_equal(fixture_int(&o, 0, "unread"), 3);
	unread_is(ann, 1, 3);
	fixture_ok(f, ann, "mark 1.1", NULL);
	unread_is(ann, 1, 3);
	fixture_ok(f, ann, "mark 1.99", NULL);
	unread_is(ann, 1, 0);
	fixture_ok(f, tom, "reply 1 new", NULL);
	unread_is(ann, 1, 1);
	fixture_free(f);
}

static void
reading_the_last_thread_moves_the_mark_of_the_board(void **state)
{
	(void)state;
	static const char mark[] = "SELECT seen_seq FROM board_mark b"
				   " JOIN member m ON m.id = b.member_id"
				   " WHERE handle = 'ann' AND board_id = 3";

	people();
	fixture_ok(f, tom, "post talk A", "1");
	fixture_ok(f, tom, "post talk B", "1");
	fixture_ok(f, tom, "reply 1 x", NULL);
	fixture_ok(f, ann, "mark 2", NULL);
	assert_int_equal(fixture_sql_int(f, mark), 0);
	assert_int_equal(board_unread(ann), 2);
	fixture_ok(f, ann, "mark 1.1", NULL);
	assert_int_equal(fixture_sql_int(f, mark), 2);
	fixture_ok(f, ann, "mark 1", NULL);
	assert_int_equal(fixture_sql_int(f, mark), 3);
	assert_int_equal(board_unread(ann), 0);
	fixture_free(f);
}

static void
a_board_is_read_at_once(void **state)
{
	(void)state;
	people();
	fixture_ok(f, tom, "post talk A", "1");
	fixture_ok(f, tom, "post talk B", "1");
	fixture_ok(f, ann, "mark --unread 1", NULL);
	fixture_ok(f, ann, "mark talk", NULL);
	unread_is(ann, 1, 0);
	unread_is(ann, 2, 0);
	fixture_ok(f, tom, "reply 2 x", NULL);
	unread_is(ann, 2, 1);
	fixture_free(f);
}

static void
a_post_kept_unread_stays_so_until_it_is_marked(void **state)
{
	(void)state;
	people();
	fixture_ok(f, tom, "post talk T", "1");
	fixture_ok(f, tom, "reply 1 2", NULL);
	fixture_ok(f, tom, "reply 1 3", NULL);
	fixture_ok(f, ann, "mark talk", NULL);
	fixture_ok(f, ann, "mark --unread 1.2", NULL);
	unread_is(ann, 1, 1);
	fixture_ok(f, ann, "mark --unread 1.2", NULL);
	unread_is(ann, 1, 1);
	fixture_ok(f, ann, "mark 1.1", NULL);
	unread_is(ann, 1, 1);
	fixture_ok(f, ann, "mark 1.2", NULL);
	unread_is(ann, 1, 0);
	fixture_free(f);
}

static void
a_post_that_is_new_anyway_counts_once_when_kept_unread(void **state)
{
	(void)state;
	people();
	fixture_ok(f, tom, "post talk T", "1");
	fixture_ok(f, tom, "reply 1 2", NULL);
	fixture_ok(f, ann, "mark --unread 1.2", NULL);
	unread_is(ann, 1, 2);
	fixture_free(f);
}

static void
what_was_removed_is_not_new(void **state)
{
	(void)state;
	people();
	fixture_ok(f, tom, "post talk T", "1");
	fixture_ok(f, tom, "reply 1 2", NULL);
	fixture_ok(f, ann, "mark talk", NULL);
	fixture_ok(f, tom, "reply 1 3", NULL);
	fixture_ok(f, ann, "mark --unread 1.2", NULL);
	unread_is(ann, 1, 2);
	fixture_ok(f, tom, "delete 1.3", NULL);
	unread_is(ann, 1, 1);
	fixture_ok(f, tom, "delete 1.2", NULL);
	unread_is(ann, 1, 0);
	fixture_free(f);
}

static void
a_removed_thread_is_not_new_and_holds_no_mark_back(void **state)
{
	(void)state;
	people();
	fixture_ok(f, tom, "post talk Gone", "1");
	fixture_ok(f, tom, "post talk Here", "1");
	fixture_ok(f, ann, "mark --unread 1", NULL);
	assert_int_equal(board_unread(ann), 2);
	fixture_ok(f, tom, "delete 1", NULL);
	assert_int_equal(board_unread(ann), 1);
	fixture_ok(f, ann, "mark 2", NULL);
	assert_int_equal(board_unread(ann), 0);
	assert_int_equal(fixture_sql_int(f,
			     "SELECT seen_seq FROM board_mark b"
			     " JOIN member m ON m.id = b.member_id"
			     " WHERE handle = 'ann' AND board_id = 3"),
	    2);
	fixture_free(f);
}

static void
a_new_member_starts_with_the_last_14_days(void **state)
{
	(void)state;
	int64_t new;

	people();
	fixture_ok(f, tom, "post talk Old", "1");
	f->now_ms += 10 * (int64_t)CLOCK_DAY_MS;
	fixture_ok(f, tom, "post talk Newer", "1");
	f->now_ms += 5 * (int64_t)CLOCK_DAY_MS;
	fixture_ok(f, tom, "post talk Newest", "1");
	new = fixture_join(f, "new");
	assert_int_equal(board_unread(new), 2);
	assert_int_equal(thread_unread(new, 1), 0);
	assert_int_equal(thread_unread(new, 2), 1);
	fixture_ok(f, ROBOT, "setting unread.days 0", NULL);
	new = fixture_join(f, "newer");
	assert_int_equal(board_unread(new), 0);
	fixture_ok(f, ROBOT, "setting unread.days 3650", NULL);
	new = fixture_join(f, "eager");
	assert_int_equal(board_unread(new), 3);
	fixture_free(f);
}

static void
counts_stop_at_a_hundred(void **state)
{
	(void)state;
	people();
	fixture_ok(f, tom, "post talk T", "1");
	for (int i = 1; i < UNREAD_MAX; i++)
		fixture_ok(f, tom, "reply 1 x", NULL);
	assert_int_equal(thread_unread(ann, 1), UNREAD_MAX);
	fixture_ok(f, tom, "reply 1 x", NULL);
	assert_int_equal(thread_unread(ann, 1), UNREAD_MAX);
	assert_int_equal(board_unread(ann), UNREAD_MAX);
	fixture_free(f);
}

static void
marks_of_what_is_not_there_change_nothing(void **state)
{
	(void)state;
	people();
	fixture_fails(f, ann, "mark 7", NULL, ERR_MISSING);
	fixture_fails(f, ann, "mark nosuch", NULL, ERR_MISSING);
	fixture_fails(f, ann, "mark --unread 7.1", NULL, ERR_MISSING);
	fixture_fails(f, ann, "mark --unread talk", NULL, ERR_INVALID);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(posts_of_others_are_new_until_marked),
		cmocka_unit_test(own_posts_are_never_new),
		cmocka_unit_test(a_thread_is_read_up_to_the_post_that_is_named),
		cmocka_unit_test(
		    reading_the_last_thread_moves_the_mark_of_the_board),
		cmocka_unit_test(a_board_is_read_at_once),
		cmocka_unit_test(
		    a_post_kept_unread_stays_so_until_it_is_marked),
		cmocka_unit_test(
		    a_post_that_is_new_anyway_counts_once_when_kept_unread),
		cmocka_unit_test(what_was_removed_is_not_new),
		cmocka_unit_test(
		    a_removed_thread_is_not_new_and_holds_no_mark_back),
		cmocka_unit_test(a_new_member_starts_with_the_last_14_days),
		cmocka_unit_test(counts_stop_at_a_hundred),
		cmocka_unit_test(marks_of_what_is_not_there_change_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
