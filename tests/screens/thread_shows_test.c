/* How a thread is shown: its shape, times, long parts, whom one muted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/expect.h"
#include "tests/lib/reading.h"

/*
 * 1 ─ 2 ─ 4 ─ 6
 *   └ 3 ─ 5
 */
static void
two_branches(void)
{
	people_and_mod();
	fixture_ok(f, tom, "post talk Two branches", "w1.1");
	fixture_ok(f, ann, "reply 1.1 w1.2", NULL);
	fixture_ok(f, mod, "reply 1.1 w1.3", NULL);
	fixture_ok(f, tom, "reply 1.2 w1.4", NULL);
	fixture_ok(f, ann, "reply 1.3 w1.5", NULL);
	fixture_ok(f, mod, "reply 1.4 w1.6", NULL);
	fixture_ok(f, ann, "mark 1", NULL);
}

static void
a_thread_is_a_tree_or_a_list_by_time(void **state)
{
	struct vt *vt;

	(void)state;
	two_branches();
	vt = reader(ann, "1.4", 30, 80);
	assert_true(row_with(vt, "w1.6") < row_with(vt, "w1.3"));
	vt_type(vt, "T");
	expect_start(vt, 0, " Stoa › Talk › Two branches › by time");
	expect_shown(vt, "By time, the oldest first.");
	assert_int_equal(post_at(vt), 4);
	for (int i = 2; i <= 6; i++) {
		char words[16], before[16];

		snprintf(words, sizeof words, "w1.%d", i);
		snprintf(before, sizeof before, "w1.%d", i - 1);
		assert_true(row_with(vt, before) < row_with(vt, words));
	}
	/* What it answers, unless that stands right above. */
	expect_in_row(vt, row_with(vt, "w1.4") - 1, "to #2");
	expect_in_row(vt, row_with(vt, "w1.6") - 1, "to #4");
	expect_not_in_row(vt, row_with(vt, "w1.2") - 1, "to #");
	vt_type(vt, "J");
	assert_int_equal(post_at(vt), 5);
	vt_type(vt, "z");
	expect_shown(vt, "By time there is nothing to fold. T shows the tree.");
	vt_type(vt, "T");
	expect_row(vt, 29, " As a tree: replies below what they answer.");
	assert_int_equal(post_at(vt), 5);
	assert_true(row_with(vt, "w1.6") < row_with(vt, "w1.3"));
	expect_not_in_row(vt, 0, "by time");
	vt_leave(vt, f);
}

static void
folds_come_back_with_the_tree(void **state)
{
	struct vt *vt;

	(void)state;
	two_branches();
	vt = reader(ann, "1.2", 30, 80);
	vt_type(vt, "z");
	expect_shown(vt, "[+] @ann");
	expect_not_shown(vt, "w1.4");
	vt_type(vt, "T");
	expect_shown(vt, "w1.4");
	expect_not_shown(vt, "[+]");
	vt_type(vt, "T");
	expect_shown(vt, "[+] @ann");
	expect_not_shown(vt, "w1.4");
	vt_leave(vt, f);
}

static void
one_branch_is_what_it_answers_and_its_answers(void **state)
{
	struct vt *vt;

	(void)state;
	two_branches();
	vt = reader(ann, "1.4", 30, 80);
	vt_type(vt, "v");
	expect_start(vt, 0, " Stoa › Talk › Two branches › one branch");
	assert_int_equal(post_at(vt), 4);
	expect_shown(vt, "w1.1");
	expect_shown(vt, "w1.2");
	expect_shown(vt, "w1.6");
	expect_not_shown(vt, "w1.3");
	expect_not_shown(vt, "w1.5");
	/* News of the branch shows, other news does not. */
	fixture_ok(f, tom, "reply 1.3 w1.7", NULL);
	fixture_ok(f, tom, "reply 1.6 w1.8", NULL);
	vt_serve(vt, f);
	expect_not_shown(vt, "w1.7");
	expect_shown(vt, "w1.8");
	vt_type(vt, "v");
	assert_int_equal(post_at(vt), 4);
	expect_shown(vt, "w1.7");
	/* Going elsewhere leaves it, too. */
	vt_type(vt, "v#5\r");
	assert_int_equal(post_at(vt), 5);
	expect_shown(vt, "w1.5");
	expect_not_in_row(vt, 0, "one branch");
	vt_type(vt, "gv");
	expect_row(vt, 29,
	    " The first post's branch is the whole thread. Choose a reply.");
	/* By time, too. */
	vt_type(vt, "GvT");
	expect_in_row(vt, 0, "one branch › by time");
	vt_leave(vt, f);
}

static void
a_deep_branch_begins_at_the_margin(void **state)
{
	struct vt *vt;

	(void)state;
	chat(40, true);
	vt = reader(ann, "1.40", 24, 80);
	expect_in_row(vt, row_with(vt, "w1.40") - 1, "»39");
	vt_type(vt, "v");
	expect_not_shown(vt, "»");
	expect_start(vt, row_with(vt, "w1.40"), " │   w1.40");
	vt_leave(vt, f);
}

static void
times_are_relative_or_dates_in_the_viewers_zone(void **state)
{
	struct vt *vt;

	(void)state;
	two_branches();
	fixture_ok(f, ann, "prefs zone Asia/Tokyo", NULL);
	vt = reader(ann, "1", 24, 80);
	expect_in_row(vt, 2, "59 min ago");
	vt_type(vt, "t");
	expect_in_row(vt, 2, "#1     2027-01-15 17:00    ▲ 0");
	vt_resize(vt, 10, 40);
	expect_in_row(vt, 2, "2027-01-15");
	vt_resize(vt, 24, 80);
	vt_type(vt, "t");
	expect_in_row(vt, 2, "59 min ago");
	vt_close(vt);
	fixture_ok(f, ann, "prefs times absolute", NULL);
	fixture_ok(f, ann, "prefs clock 12", NULL);
	vt = reader(ann, "1", 24, 80);
	expect_in_row(vt, 2, "2027-01-15 5:00 pm");
	vt_leave(vt, f);
}

static const char trace[] =
    "Look:\n\n    Traceback (most recent call last):\n"
    "      File \"a.py\", line 1, in a\n        b()\n"
    "      File \"b.py\", line 1, in b\n        c()\n"
    "      File \"c.py\", line 1, in c\n        d()\n"
    "      File \"d.py\", line 1, in d\n        e()\n"
    "      File \"e.py\", line 1, in e\n        1 / 0\n"
    "    ZeroDivisionError: division by zero\n\nThe end.\n";

static void
long_parts_are_folded_and_unfolded_by_one_key(void **state)
{
	struct vt *vt;

	(void)state;
	people_and_mod();
	fixture_ok(f, tom, "post talk Trace", trace);
	fixture_ok(f, tom, "reply 1 short", NULL);
	vt = reader(ann, "1", 24, 80);
	expect_shown(vt, "c.py");
	vt_type(vt, "x");
	expect_not_shown(vt, "c.py");
	expect_shown(vt, "  … │ 6 lines");
	expect_shown(vt, "ZeroDivisionError");
	vt_type(vt, "x");
	expect_shown(vt, "c.py");
	vt_type(vt, "Jx");
	expect_row(
	    vt, 23, " No long quote, diff or trace in the selected post.");
	vt_close(vt);
	/* Who likes them folded opens one by the same key. */
	fixture_ok(f, ann, "prefs parts folded", NULL);
	vt = reader(ann, "1", 24, 80);
	expect_not_shown(vt, "c.py");
	vt_type(vt, "x");
	expect_shown(vt, "c.py");
	/* All of them, in all posts, in this session. */
	vt_type(vt, "X");
	expect_shown(vt, "c.py");
	vt_type(vt, "X");
	expect_not_shown(vt, "c.py");
	/* What is copied is all of it. */
	vt_type(vt, "y");
	expect_shown(vt, "Copy");
	expect_shown(vt, "12 lines  Traceback (most recent call last):");
	vt_type(vt, "1");
	expect_row(vt, 23, " Code is copied.");
	vt_leave(vt, f);
}

static void
folded_parts_are_opened_one_by_one(void **state)
{
	struct vt *vt;

	(void)state;
	people_and_mod();
	fixture_ok(f, tom, "post talk Diff",
	    "```diff\n@@ -1 +1 @@ one\n 1a\n 1b\n 1c\n 1d\n 1e\n 1f\n"
	    "@@ -9 +9 @@ two\n 2a\n 2b\n-2c\n 2d\n 2e\n+2f\n```\n");
	vt = reader(ann, "1", 24, 80);
	vt_type(vt, "x");
	expect_not_shown(vt, "1b");
	expect_shown(vt, "6 lines, +1 -1");
	vt_type(vt, "\r");
	expect_shown(vt, "Show which");
	expect_shown(vt, "2  6 lines, +1 -1  @@ -9 +9 @@ two");
	vt_type(vt, "2");
	expect_shown(vt, "2b");
	expect_not_shown(vt, "1b");
	/* The last one needs no menu. */
	vt_type(vt, "\r");
	expect_shown(vt, "1b");
	expect_shown(vt, "2b");
	vt_type(vt, "x");
	expect_not_shown(vt, "1b");
	expect_not_shown(vt, "2b");
	/* With one open and one not, all are opened. */
	vt_type(vt, "\r1x");
	expect_shown(vt, "1b");
	expect_shown(vt, "2b");
	vt_leave(vt, f);
}

static void
the_place_is_kept_while_parts_are_folded(void **state)
{
	struct vt *vt;

	(void)state;
	people_and_mod();
	fixture_ok(f, tom, "post talk Trace", trace);
	vt = reader(ann, "1", 8, 80);
	/* What stood first stands first, as long as it is there. */
	vt_type(vt, "jjjjjj");
	expect_in_row(vt, 1, "  2 │   File");
	vt_type(vt, "x");
	expect_shown(vt, "  2 │   File");
	expect_not_shown(vt, "c.py");
	vt_type(vt, "x");
	expect_in_row(vt, 1, "  2 │   File");
	vt_leave(vt, f);
}

static void
long_lines_are_wrapped_or_moved(void **state)
{
	struct vt *vt;

	(void)state;
	people_and_mod();
	fixture_ok(f, tom, "post talk Wide",
	    "```\n"
	    "0123456789012345678901234567890123456789012345678901234567890123"
	    "456789abcdefghijklmnopqrstuvwxyz\nshort line, but not that short"
	    "\n```\n");
	vt = reader(ann, "1", 24, 80);
	expect_shown(vt, "  ↪ │ abcdef");
	vt_type(vt, ".");
	expect_row(vt, 23, " Long lines are wrapped. w keeps them whole.");
	vt_type(vt, "w");
	expect_not_shown(vt, "↪");
	expect_shown(vt, "5678›");
	vt_type(vt, ".");
	expect_shown(vt, "1 │ ‹12345");
	expect_shown(vt, "2 │ ‹hat short");
	/* As far as the longest goes, and no further. */
	vt_type(vt, "......");
	expect_shown(vt, "xyz");
	vt_type(vt, ".");
	expect_row(vt, 23, " Nothing in view goes on to that side.");
	vt_type(vt, ",,,,,,");
	expect_shown(vt, "1 │ 012345");
	vt_type(vt, "w");
	expect_shown(vt, "  ↪ │ abcdef");
	vt_leave(vt, f);
}

static void
what_muted_people_write_is_one_line(void **state)
{
	struct vt *vt;

	(void)state;
	two_branches();
	vt = reader(ann, "1.3", 30, 80);
	vt_type(vt, "M");
	expect_shown(vt, "Mute");
	expect_shown(vt, "@mod");
	vt_do(vt, f, "p");
	expect_shown(vt, "@mod muted · Enter shows");
	expect_not_shown(vt, "w1.3");
	/* Those who answered are heard. */
	expect_shown(vt, "w1.5");
	assert_int_equal(post_at(vt), 3);
	vt_type(vt, "\r");
	expect_shown(vt, "w1.3");
	vt_type(vt, "\r");
	expect_not_shown(vt, "w1.3");
	/* Nothing new comes of it. */
	fixture_ok(f, mod, "reply 1.1 w1.7", NULL);
	vt_serve(vt, f);
	expect_not_shown(vt, "new below");
	expect_not_shown(vt, "● new");
	vt_do(vt, f, "Mp");
	expect_shown(vt, "w1.3");
	expect_not_shown(vt, "Enter shows");
	/* As well by its command. */
	vt_do(vt, f, ":mute @mod\r");
	expect_shown(vt, "@mod muted");
	expect_not_shown(vt, "w1.3");
	vt_do(vt, f, ":unmute @mod\r");
	expect_shown(vt, "w1.3");
	vt_leave(vt, f);
}

static void
posts_are_saved_and_listed(void **state)
{
	struct vt *vt;

	(void)state;
	two_branches();
	vt = reader(ann, "1.3", 24, 80);
	vt_do(vt, f, "s");
	expect_row(vt, 23, " 1.3 is saved; `saved` lists what you keep.");
	expect_in_row(vt, row_with(vt, "#3 "), "saved");
	vt_do(vt, f, ":saved\r");
	expect_shown(vt, "Two branches");
	expect_shown(vt, "1.3");
	vt_type(vt, "\r");
	expect_top(vt, "thread");
	assert_int_equal(post_at(vt), 3);
	vt_type(vt, "qq");
	vt_do(vt, f, "s");
	expect_row(vt, 23, " 1.3 is not saved any more.");
	expect_not_in_row(vt, row_with(vt, "#3 "), "saved");
	vt_leave(vt, f);
}

static void
links_of_all_posts_are_a_list(void **state)
{
	struct vt *vt;

	(void)state;
	people_and_mod();
	fixture_ok(f, tom, "post talk L", "See https://example.org/1.");
	fixture_ok(f, ann, "reply 1",
	    "[it](https://example.org/2) and https://example.org/1");
	vt = reader(ann, "1", 24, 80);
	vt_do(vt, f, "O");
	expect_top(vt, "output");
	expect_shown(vt, "https://example.org/1");
	expect_shown(vt, "https://example.org/2");
	vt_type(vt, "jy");
	expect_row(vt, 23, " Copied: https://example.org/2");
	vt_type(vt, "\r");
	expect_top(vt, "thread");
	assert_int_equal(post_at(vt), 2);
	vt_do(vt, f, ":copy 1.2\r");
	expect_row(vt, 23, " 1.2 is copied.");
	vt_leave(vt, f);
}

static void
a_number_alone_is_a_post_or_a_thread(void **state)
{
	struct vt *vt;

	(void)state;
	two_branches();
	fixture_ok(f, tom, "post talk Other", "o");
	vt = reader(ann, "1", 24, 80);
	vt_do(vt, f, ":5\r");
	expect_top(vt, "thread");
	assert_int_equal(post_at(vt), 5);
	vt_do(vt, f, ":#2\r");
	assert_int_equal(post_at(vt), 2);
	vt_do(vt, f, ":7\r");
	expect_row(vt, 23, " Posts here go from 1 to 6.");
	vt_do(vt, f, ":2.1\r");
	expect_in_row(vt, 0, "Other");
	vt_leave(vt, f);
}

static void
narrow_and_wide_windows_keep_the_head_in_a_row(void **state)
{
	static const int sizes[][2] = { { 10, 40 }, { 24, 80 }, { 40, 130 },
		{ 60, 200 } };

	(void)state;
	two_branches();
	fixture_ok(f, ann, "save 1.3", NULL);
	fixture_ok(f, mod, "edit 1.3 w1.3 x", NULL);
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		struct vt *vt = reader(ann, "1.3", sizes[i][0], sizes[i][1]);
		int row;

		vt_type(vt, "TtGKKK");
		row = row_with(vt, "w1.3");
		assert_true(row > 0);
		expect_in_row(vt, row - 1, "@mod");
		expect_in_row(vt, row - 1, "#3");
		vt_close(vt);
	}
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_thread_is_a_tree_or_a_list_by_time),
		cmocka_unit_test(folds_come_back_with_the_tree),
		cmocka_unit_test(one_branch_is_what_it_answers_and_its_answers),
		cmocka_unit_test(a_deep_branch_begins_at_the_margin),
		cmocka_unit_test(
		    times_are_relative_or_dates_in_the_viewers_zone),
		cmocka_unit_test(long_parts_are_folded_and_unfolded_by_one_key),
		cmocka_unit_test(folded_parts_are_opened_one_by_one),
		cmocka_unit_test(the_place_is_kept_while_parts_are_folded),
		cmocka_unit_test(long_lines_are_wrapped_or_moved),
		cmocka_unit_test(what_muted_people_write_is_one_line),
		cmocka_unit_test(posts_are_saved_and_listed),
		cmocka_unit_test(links_of_all_posts_are_a_list),
		cmocka_unit_test(a_number_alone_is_a_post_or_a_thread),
		cmocka_unit_test(
		    narrow_and_wide_windows_keep_the_head_in_a_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
