/* What of a thread counts as read, and walking what is unread. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/clock.h"
#include "common/store/mark.h"
#include "tests/lib/expect.h"
#include "tests/lib/reading.h"
#include "tests/lib/vt.h"

extern const struct screen_class board_screen;
extern const struct screen_class thread_screen;

static int64_t
unread(int64_t who, int64_t thread)
{
	int64_t n;

	assert_int_equal(
	    store_mark_unread_thread(f->store, who, thread, &n), ERR_NONE);
	return n;
}

/* Three boards and a private one; every post names itself, "w2.3". */
static int
three_boards(void)
{
	static const char *const how[] = { "ask support", "post talk",
		"post lab", "post cellar" };
	int posts = 0;

	people_and_mod();
	fixture_ok(f, ROBOT, "board-add --position 50 lab", NULL);
	fixture_ok(f, ROBOT,
	    "board-add --position 60 --read staff --post member cellar", NULL);
	fixture_ok(f, ROBOT, "member-role tom sysop", NULL);
	for (int t = 1; t <= 8; t++) {
		fixture_ok(f, tom, fixture_line(f, "%s T%d", how[t % 4], t),
		    fixture_line(f, "w%d.1,", t));
		for (int n = 2; n < 2 + t; n++)
			fixture_ok(f, tom,
			    fixture_line(f, "reply %d.%d w%d.%d,", t,
				n > 2 ? n / 2 : 1, t, n),
			    NULL);
		posts += t % 4 == 3 ? 0 : t + 1;
	}
	return posts;
}

/* Note the posts on the screen; how many were not there before. */
static int
look(struct vt *vt, bool *seen)
{
	int new = 0;

	for (int t = 1; t <= 8; t++) {
		for (int n = 1; n < 2 + t; n++) {
			if (seen[t * 10 + n] ||
			    !shows(vt, fixture_line(f, "w%d.%d,", t, n)))
				continue;
			seen[t * 10 + n] = true;
			new ++;
			assert_true(t % 4 != 3);
		}
	}
	return new;
}

static void
walk(const char *key, int rows)
{
	bool seen[100] = { false };
	int posts = three_boards(), found, steps = 0;
	struct vt *vt = reader(ann, "1", rows, 80);

	found = look(vt, seen);
	while (!shows(vt, "All read.")) {
		vt_do(vt, f, key);
		found += look(vt, seen);
		assert_true(++steps < 200);
	}
	assert_int_equal(found, posts);
	vt_type(vt, "\t");
	expect_shown(vt, "All read.");
	vt_close(vt);
	assert_int_equal(fixture_ok(f, ann, "unread", NULL).rows.len, 0);
	fixture_free(f);
}

static void
space_reads_everything_there_is(void **state)
{
	(void)state;
	walk(" ", 24);
	walk(" ", 10);
}

static void
tab_goes_to_every_new_post_once(void **state)
{
	struct arena a = ARENA_INIT;
	bool been[100] = { false };
	struct vt *vt;

	(void)state;
	walk("\t", 24);
	walk("\t", 8);
	three_boards();
	vt = reader(ann, "1", 5, 80);
	for (int i = 0; i < 200 && !shows(vt, "All read."); i++) {
		struct screen *s = app_top(vt_app(vt));
		struct str at = s->class->place(s, &a);
		int64_t t, n;

		assert_true(str_int(str_cut(&at, '.'), 1, 8, &t));
		assert_true(str_int(at, 1, 9, &n));
		assert_false(been[t * 10 + n]);
		been[t * 10 + n] = true;
		vt_do(vt, f, "\t");
	}
	expect_shown(vt, "All read.");
	vt_close(vt);
	arena_free(&a);
	fixture_free(f);
}

static void
what_was_shown_is_read_and_nothing_else(void **state)
{
	struct vt *vt;

	(void)state;
	/* In the order of the tree 1 2 9 3 4 …, so 9 is seen before 5. */
	chat(7, false);
	fixture_ok(f, tom, "reply 1.2 w1.9", NULL);
	assert_int_equal(unread(ann, 1), 9);
	vt = vt_open(&cover_class, f->store, ann, "", 13, 80);
	assert_int_equal(
	    app_push(vt_app(vt), &thread_screen, STR("1")), ERR_NONE);
	vt_resize(vt, 13, 80);
	for (int i = 1; i <= 9; i++)
		assert_int_equal(shows(vt, fixture_line(f, "w1.%d", i)),
		    i == 1 || i == 2 || i == 9);
	assert_null(vt_submitted(vt));
	vt_type(vt, "q");
	assert_string_equal(vt_submitted(vt), "mark --but 3,4,5,6,7,8 1.9");
	vt_serve(vt, f);
	assert_int_equal(unread(ann, 1), 6);
	assert_int_equal(
	    fixture_sql_int(f, "SELECT count(*) FROM read_hole"), 6);
	vt_close(vt);
	vt = reader(ann, "1", 13, 80);
	assert_int_equal(post_at(vt), 3);
	vt_do(vt, f, "u");
	vt_do(vt, f, "d");
	expect_shown(vt, "All of this thread is read. Tab goes on.");
	assert_int_equal(unread(ann, 1), 0);
	vt_do(vt, f, "\t");
	expect_shown(vt, "All read.");
	vt_leave(vt, f);
}

/* A long post that was left half-way is there again, at its beginning. */
static void
a_post_is_read_when_its_end_was_seen(void **state)
{
	struct buf body = BUF_INIT(0);
	struct vt *vt;

	(void)state;
	people();
	for (int i = 1; i <= 60; i++)
		buf_printf(&body, "paragraph %d\n\n", i);
	buf_char(&body, '\0');
	fixture_ok(f, tom, "post talk Long", body.p);
	fixture_ok(f, tom, "reply 1 short", NULL);
	vt = reader(ann, "1", 24, 80);
	vt_do(vt, f, "   q");
	vt_close(vt);
	assert_int_equal(unread(ann, 1), 2);
	vt = reader(ann, "1", 24, 80);
	assert_int_equal(post_at(vt), 1);
	expect_shown(vt, "paragraph 2");
	for (int i = 0; i < 60 && !shows(vt, "paragraph 60"); i++)
		vt_do(vt, f, " ");
	vt_do(vt, f, "q");
	vt_close(vt);
	assert_true(unread(ann, 1) <= 1);
	buf_free(&body);
	fixture_free(f);
}

static void
a_post_kept_unread_stays_so(void **state)
{
	struct vt *vt;

	(void)state;
	chat(3, false);
	vt = reader(ann, "1", 24, 80);
	vt_do(vt, f, "JJu");
	vt_do(vt, f, "\t");
	expect_shown(vt, "All read.");
	assert_int_equal(unread(ann, 1), 1);
	vt_close(vt);
	vt = reader(ann, "1", 24, 80);
	assert_int_equal(post_at(vt), 3);
	vt_close(vt);
	vt = reader(tom, "1", 24, 80);
	vt_type(vt, "u");
	expect_shown(vt, "Your own posts are never new to you.");
	vt_leave(vt, f);
}

static void
marks_go_out_while_somebody_reads(void **state)
{
	struct vt *vt;

	(void)state;
	chat(30, false);
	vt = reader(ann, "1", 10, 80);
	vt_do(vt, f, "j");
	assert_true(unread(ann, 1) < 31);
	vt_do(vt, f, "jjjjjjjj");
	f->now_ms += 3 * (int64_t)CLOCK_HOUR_MS;
	vt_serve(vt, f);
	vt_do(vt, f, "jj");
	assert_true(unread(ann, 1) < 27);
	vt_leave(vt, f);
}

static void
guests_read_and_are_told_how_to_join(void **state)
{
	static const char *const keys[] = { "r", "R", "e", "+", "-", "A", "m",
		"d", "u", "M", "s", "f" };
	struct vt *vt;

	(void)state;
	question();
	vt = reader(GUEST, "1", 24, 80);
	assert_int_equal(post_at(vt), 1);
	expect_not_shown(vt, "● new");
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		vt_type(vt, keys[i]);
		expect_shown(vt, "That is for members. To join: type `:join`.");
		assert_null(vt_submitted(vt));
	}
	vt_type(vt, "\t");
	expect_shown(vt, "What is new is kept for members");
	vt_type(vt, "JJG  q");
	assert_null(vt_submitted(vt));
	vt_close(vt);
	assert_int_equal(
	    fixture_sql_int(f, "SELECT count(*) FROM read_mark"), 0);
	fixture_free(f);
}

static void
threads_follow_each_other(void **state)
{
	struct vt *vt;

	(void)state;
	three_boards();
	fixture_ok(f, ann, "mark talk", NULL);
	vt = reader(ann, "5", 24, 80);
	vt_type(vt, "]");
	expect_shown(vt, "w1.1,");
	vt_type(vt, "]");
	expect_shown(vt, "This is the last thread of its board.");
	vt_type(vt, "[");
	expect_shown(vt, "w5.1,");
	vt_type(vt, "[");
	expect_shown(vt, "This is the newest thread of its board.");
	vt_leave(vt, f);
}

static void
beside_a_list_it_goes_with_the_list(void **state)
{
	struct vt *vt;

	(void)state;
	three_boards();
	vt = vt_open(&board_screen, f->store, ann, "talk", 30, 130);
	vt_do(vt, f, "\r");
	expect_shown(vt, "▸@tom  ● new");
	expect_shown(vt, "w5.1,");
	vt_do(vt, f, "]");
	expect_shown(vt, "w1.1,");
	vt_do(vt, f, "[");
	expect_shown(vt, "w5.1,");
	assert_int_equal(unread(ann, 1), 0);
	vt_leave(vt, f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(space_reads_everything_there_is),
		cmocka_unit_test(tab_goes_to_every_new_post_once),
		cmocka_unit_test(what_was_shown_is_read_and_nothing_else),
		cmocka_unit_test(a_post_is_read_when_its_end_was_seen),
		cmocka_unit_test(a_post_kept_unread_stays_so),
		cmocka_unit_test(marks_go_out_while_somebody_reads),
		cmocka_unit_test(guests_read_and_are_told_how_to_join),
		cmocka_unit_test(threads_follow_each_other),
		cmocka_unit_test(beside_a_list_it_goes_with_the_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
