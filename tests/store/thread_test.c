/* Threads and posts: numbers, counters, parents, pages, what is taken back. */
#include "tests/lib/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include "common/rules/limits.h"

static void
posts_are_numbered_in_their_thread_and_board(void **state)
{
	(void)state;
	struct outcome o;

	people_and_mod();
	o = fixture_ok(f, tom, "post talk First", "a");
	assert_int_equal(fixture_int(&o, 0, "thread"), 1);
	fixture_ok(f, ann, "post talk Second", "b");
	o = fixture_ok(f, ann, "reply 1 c", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "post"), "1.2");
	o = fixture_ok(f, tom, "reply 1.2 d", NULL);
	assert_int_equal(fixture_int(&o, 0, "n"), 3);
	assert_string_equal(
	    fixture_sql_text(f,
		"SELECT group_concat(thread_id || '.' || n ||"
		" '/' || board_seq, ' ') FROM (SELECT * FROM post ORDER BY id)"),
	    "1.1/1 2.1/2 1.2/3 1.3/4");
	fixture_free(f);
}

static void
a_reply_keeps_its_parent_its_kind_and_its_words(void **state)
{
	(void)state;
	struct outcome o;

	people_and_mod();
	fixture_ok(f, tom, "ask support Why", "because");
	fixture_ok(f, ann, "reply 1 answer", NULL);
	fixture_ok(f, tom, "reply 1.2 thanks", NULL);
	fixture_ok(f, ann, "reply #1.3", "from\r\nstandard input\n");
	o = fixture_ok(f, GUEST, "read 1", NULL);
	assert_int_equal(o.rows.len, 4);
	assert_int_equal(fixture_int(&o, 0, "parent"), 0);
	assert_int_equal(fixture_int(&o, 1, "parent"), 1);
	assert_int_equal(fixture_int(&o, 2, "parent"), 2);
	assert_int_equal(fixture_int(&o, 3, "parent"), 3);
	assert_string_equal(fixture_text(f, &o, 1, "kind"), "answer");
	assert_string_equal(fixture_text(f, &o, 2, "kind"), "comment");
	assert_string_equal(
	    fixture_text(f, &o, 3, "body"), "from\nstandard input");
	assert_string_equal(fixture_text(f, &o, 0, "author"), "tom");
	fixture_free(f);
}

static void
replies_count_the_visible_posts_but_the_first(void **state)
{
	(void)state;
	struct outcome o;

	people_and_mod();
	fixture_ok(f, tom, "post talk Title", "a");
	fixture_ok(f, ann, "reply 1 b", NULL);
	fixture_ok(f, ann, "reply 1 c", NULL);
	fixture_ok(f, ann, "delete 1.2", NULL);
	o = fixture_ok(f, GUEST, "threads talk", NULL);
	assert_int_equal(fixture_int(&o, 0, "replies"), 1);
	assert_int_equal(fixture_int(&o, 0, "posts"), 3);
	o = fixture_ok(f, GUEST, "profile ann", NULL);
	assert_int_equal(fixture_int(&o, 0, "posts"), 1);
	o = fixture_ok(f, ann, "reply 1 d", NULL);
	assert_int_equal(fixture_int(&o, 0, "n"), 4);
	fixture_free(f);
}

static void
pages_follow_each_other_without_gap_or_repeat(void **state)
{
	(void)state;
	struct outcome o;
	int64_t after = 0;
	int seen = 0;

	people_and_mod();
	for (int i = 0; i < 25; i++)
		fixture_ok(f, tom, "post talk T", "x");
	/* A reply brings the oldest to the top. */
	fixture_ok(f, ann, "reply 1 up", NULL);
	for (;;) {
		o = fixture_ok(f, GUEST,
		    after ? fixture_line(f, "threads --max 10 --after %d talk",
				(int)after) :
			    "threads --max 10 talk",
		    NULL);
		if (o.rows.len == 0)
			break;
		for (size_t i = 0; i < o.rows.len; i++, seen++) {
			after = fixture_int(&o, i, "thread");
			assert_int_equal(after, seen ? 26 - seen : 1);
		}
	}
	assert_int_equal(seen, 25);
	fixture_free(f);
}

static void
threads_of_one_moment_still_page_right(void **state)
{
	(void)state;
	struct outcome o;

	people_and_mod();
	for (int i = 0; i < 4; i++)
		fixture_ok(f, tom, "post talk T", "x");
	fixture_sql(f, "UPDATE thread SET bumped_at = 5");
	o = fixture_ok(f, GUEST, "threads --max 2 talk", NULL);
	assert_int_equal(fixture_int(&o, 1, "thread"), 3);
	o = fixture_ok(f, GUEST, "threads --max 2 --after 3 talk", NULL);
	assert_int_equal(fixture_int(&o, 0, "thread"), 2);
	assert_int_equal(fixture_int(&o, 1, "thread"), 1);
	fixture_free(f);
}

static void
reading_starts_where_it_is_told_and_ends_at_max(void **state)
{
	(void)state;
	struct outcome o;

	people_and_mod();
	fixture_ok(f, tom, "post talk T", "1");
	for (int i = 2; i <= 5; i++)
		fixture_ok(f, ann, fixture_line(f, "reply 1 %d", i), NULL);
	o = fixture_ok(f, GUEST, "read --max 2 1.3", NULL);
	assert_int_equal(o.rows.len, 2);
	assert_int_equal(fixture_int(&o, 0, "n"), 3);
	assert_int_equal(fixture_int(&o, 1, "n"), 4);
	fixture_fails(f, GUEST, "read 1.6", NULL, ERR_MISSING);
	fixture_fails(f, GUEST, "read 2", NULL, ERR_MISSING);
	fixture_fails(f, GUEST, "read 0", NULL, ERR_INVALID);
	fixture_fails(f, GUEST, "read 1.0", NULL, ERR_INVALID);
	fixture_fails(f, GUEST, "read 1.", NULL, ERR_INVALID);
	fixture_fails(f, GUEST, "read x", NULL, ERR_INVALID);
	fixture_fails(f, GUEST, "read 99999999999999999999", NULL, ERR_INVALID);
	fixture_free(f);
}

static void
a_removed_post_shows_why_and_not_what(void **state)
{
	(void)state;
	struct outcome o;

	people_and_mod();
	fixture_ok(f, tom, "post talk T", "a");
	fixture_ok(f, ann, "reply 1 secret words", NULL);
	fixture_fails(f, tom, "delete 1.2", NULL, ERR_DENIED);
	fixture_fails(f, mod, "delete 1.2", NULL, ERR_INVALID);
	fixture_ok(f, mod, "delete --why \"off topic\" 1.2", NULL);
	o = fixture_ok(f, GUEST, "read 1", NULL);
	assert_int_equal(o.rows.len, 2);
	assert_string_equal(fixture_text(f, &o, 1, "body"), "");
	assert_string_equal(fixture_text(f, &o, 1, "hidden"), "off topic");
	fixture_fails(f, ann, "edit 1.2 x", NULL, ERR_MISSING);
	fixture_fails(f, ann, "reply 1.2 x", NULL, ERR_MISSING);
	fixture_fails(f, ann, "delete 1.2", NULL, ERR_MISSING);
	fixture_free(f);
}

static void
a_thread_goes_whole_when_nobody_replied(void **state)
{
	(void)state;
	struct outcome o;

	people_and_mod();
	fixture_ok(f, tom, "post talk Alone", "a");
	o = fixture_ok(f, tom, "delete 1", NULL);
	assert_int_equal(fixture_int(&o, 0, "thread_removed"), 1);
	fixture_fails(f, tom, "read 1", NULL, ERR_MISSING);
	fixture_ok(f, tom, "post talk Answered", "a");
	fixture_ok(f, ann, "reply 2 b", NULL);
	o = fixture_ok(f, tom, "delete 2", NULL);
	assert_int_equal(fixture_int(&o, 0, "thread_removed"), 0);
	o = fixture_ok(f, GUEST, "read 2", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "hidden"), "by its author");
	fixture_ok(f, tom, "post talk Bad", "a");
	fixture_ok(f, ann, "reply 3 b", NULL);
	o = fixture_ok(f, mod, "delete --why spam 3", NULL);
	assert_int_equal(fixture_int(&o, 0, "thread_removed"), 1);
	fixture_fails(f, ann, "read 3", NULL, ERR_MISSING);
	fixture_free(f);
}

static void
an_edit_keeps_what_it_said_before(void **state)
{
	(void)state;
	struct outcome o;

	people_and_mod();
	fixture_ok(f, tom, "post talk Title", "old");
	fixture_ok(f, tom, "edit 1 new", NULL);
	fixture_ok(f, tom, "edit --title \"New title\" 1", NULL);
	fixture_fails(f, tom, "edit 1 new", NULL, ERR_CONFLICT);
	fixture_fails(f, ann, "edit 1 mine", NULL, ERR_DENIED);
	fixture_fails(f, mod, "edit 1 ours", NULL, ERR_INVALID);
	fixture_ok(f, mod, "edit --why typo 1", "from stdin");
	o = fixture_ok(f, GUEST, "read 1", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "body"), "from stdin");
	assert_string_equal(fixture_text(f, &o, 0, "title"), "New title");
	assert_true(fixture_int(&o, 0, "edited") > 0);
	assert_string_equal(fixture_sql_text(f,
				"SELECT group_concat(rev || title || body ||"
				" why, ' ') FROM post_rev"),
	    "1Titleold 2Titlenew 3New titlenewtypo");
	fixture_ok(f, ann, "reply 1 b", NULL);
	fixture_fails(f, ann, "edit --title x 1.2", NULL, ERR_INVALID);
	fixture_free(f);
}

static void
texts_end_at_the_settings_and_not_one_past(void **state)
{
	(void)state;
	struct buf text = BUF_INIT(0);

	people_and_mod();
	fixture_ok(f, ROBOT, "setting post.max_bytes 20", NULL);
	fixture_ok(f, ROBOT, "setting title.max_chars 4", NULL);
	fixture_ok(f, tom, "post talk 日本語だ", "12345678901234567890");
	fixture_fails(f, tom, "post talk 日本語だよ", "x", ERR_LIMIT);
	fixture_fails(
	    f, tom, "post talk T", "123456789012345678901", ERR_LIMIT);
	fixture_ok(f, tom, "post talk T", "  12345678901234567890  \n");
	fixture_fails(f, tom, "reply 1 123456789012345678901", NULL, ERR_LIMIT);
	fixture_fails(f, tom, "reply 1", " \n\t ", ERR_INVALID);
	fixture_ok(f, ROBOT, "setting post.max_bytes 1048576", NULL);
	for (size_t i = 0; i < LIMIT_BODY_BYTES; i++)
		buf_char(&text, 'x');
	buf_char(&text, '\0');
	fixture_ok(f, tom, "reply 1", text.p);
	text.p[LIMIT_BODY_BYTES] = 'x';
	buf_char(&text, '\0');
	fixture_fails(f, tom, "reply 1", text.p, ERR_LIMIT);
	buf_free(&text);
	fixture_free(f);
}

static void
what_is_kept_is_clean(void **state)
{
	(void)state;
	struct outcome o;

	people_and_mod();
	fixture_ok(f, tom, "post talk Red \x1b[31m\xe2\x80\xae title",
	    "a\x07\xff\r\nb");
	o = fixture_ok(f, GUEST, "read 1", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "title"), "Red [31m title");
	assert_string_equal(fixture_text(f, &o, 0, "body"), "a\xef\xbf\xbd\nb");
	fixture_free(f);
}

static void
only_questions_are_asked_and_only_others_posted(void **state)
{
	(void)state;
	people_and_mod();
	fixture_fails(f, tom, "ask talk T", "x", ERR_INVALID);
	fixture_fails(f, tom, "post support T", "x", ERR_INVALID);
	fixture_ok(f, tom, "ask support T", NULL);
	fixture_free(f);
}

static void
the_state_filter_lists_those_questions_alone(void **state)
{
	(void)state;
	people_and_mod();
	fixture_ok(f, tom, "ask support A", "x");
	fixture_ok(f, tom, "ask support B", "x");
	fixture_ok(f, ann, "reply 2 y", NULL);
	assert_int_equal(
	    fixture_ok(f, GUEST, "threads --state open support", NULL).rows.len,
	    1);
	assert_int_equal(
	    fixture_ok(f, GUEST, "threads --state replied support", NULL)
		.rows.len,
	    1);
	assert_int_equal(
	    fixture_ok(f, GUEST, "threads --state solved support", NULL)
		.rows.len,
	    0);
	fixture_fails(
	    f, GUEST, "threads --state odd support", NULL, ERR_INVALID);
	fixture_free(f);
}

static void
a_locked_thread_takes_words_of_moderators_only(void **state)
{
	(void)state;
	people_and_mod();
	fixture_ok(f, tom, "post talk T", "x");
	fixture_sql(f, "UPDATE thread SET locked_at = 5");
	fixture_fails(f, tom, "reply 1 y", NULL, ERR_DENIED);
	fixture_fails(f, tom, "edit 1 y", NULL, ERR_DENIED);
	fixture_ok(f, mod, "reply 1 y", NULL);
	fixture_free(f);
}

static void
the_silenced_read_and_the_suspended_do_nothing(void **state)
{
	(void)state;
	people_and_mod();
	fixture_ok(f, tom, "post talk T", "x");
	fixture_sql(f,
	    "UPDATE member SET status = 'silenced'"
	    " WHERE handle = 'ann'");
	fixture_fails(f, ann, "reply 1 y", NULL, ERR_DENIED);
	fixture_ok(f, ann, "read 1", NULL);
	fixture_ok(f, ann, "mark 1", NULL);
	fixture_sql(f,
	    "UPDATE member SET status = 'suspended'"
	    " WHERE handle = 'ann'");
	fixture_fails(f, ann, "read 1", NULL, ERR_DENIED);
	fixture_fails(f, ann, "mark 1", NULL, ERR_DENIED);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(posts_are_numbered_in_their_thread_and_board),
		cmocka_unit_test(
		    a_reply_keeps_its_parent_its_kind_and_its_words),
		cmocka_unit_test(replies_count_the_visible_posts_but_the_first),
		cmocka_unit_test(pages_follow_each_other_without_gap_or_repeat),
		cmocka_unit_test(threads_of_one_moment_still_page_right),
		cmocka_unit_test(
		    reading_starts_where_it_is_told_and_ends_at_max),
		cmocka_unit_test(a_removed_post_shows_why_and_not_what),
		cmocka_unit_test(a_thread_goes_whole_when_nobody_replied),
		cmocka_unit_test(an_edit_keeps_what_it_said_before),
		cmocka_unit_test(texts_end_at_the_settings_and_not_one_past),
		cmocka_unit_test(what_is_kept_is_clean),
		cmocka_unit_test(
		    only_questions_are_asked_and_only_others_posted),
		cmocka_unit_test(the_state_filter_lists_those_questions_alone),
		cmocka_unit_test(
		    a_locked_thread_takes_words_of_moderators_only),
		cmocka_unit_test(
		    the_silenced_read_and_the_suspended_do_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
