/* Reading a thread: how it looks, and moving in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/expect.h"
#include "tests/lib/reading.h"
#include "tests/lib/vt.h"

extern const struct screen_class thread_screen;

static void
a_thread_is_a_question_and_a_tree(void **state)
{
	static const char *const want[] = {
		" No link on port 2 after sleep                               "
		"          ✓ solved",
		"▸@tom  ● new  joined today                           #1     59 "
		"min ago    ▲ 0",
		"",
		"   It worked yesterday. After closing the lid, port 2 shows no "
		"link.",
		"",
		"     1 │ jx link show 2",
		"",
		"   tags port, sleep · followed by you",
		"",
		" ├ @mod  ✓ accepted  ● new  moderator                #2     59 "
		"min ago    ▲ 1 +",
		" │   That is the driver. Try jx link up 2 and tell us what it "
		"says after that.",
		" │",
		" │ ├ @tom  ● new  asked this  edited                 #3     59 "
		"min ago    ▲ 0",
		" │ │   │ jx link up 2",
		" │ │",
		" │ │   It works!",
		" │",
		" ├ @ann                                              #4     59 "
		"min ago    ▲ 0",
		" │   (removed: spam)",
		"",
		"",
		"",
		NULL,
	};
	struct vt *vt;

	(void)state;
	question();
	vt = reader(ann, "1.1", 24, 80);
	expect_rows(vt, want);
	expect_shown(vt, " Space read on  r reply  + vote  ");
	assert_string_equal(vt_style(vt, 1, 1), "title");
	assert_string_equal(vt_style(vt, 1, 71), "good");
	assert_string_equal(vt_style(vt, 2, 9), "new");
	assert_true(vt_on_selected(vt, 2, 1));
	assert_false(vt_on_selected(vt, 10, 1));
	vt_leave(vt, f);
}

static void
a_small_window_drops_words_but_no_text(void **state)
{
	static const char *const top[] = {
		" No link on port 2 after       ✓ solved",
		" sleep",
		"▸@tom  ● new            #1  59 m    ▲ 0",
		"",
		"   It worked yesterday. After closing",
		"   the lid, port 2 shows no link.",
		"",
		"     1 │ jx link show 2",
		NULL,
	};
	static const char *const below[] = {
		"▸├ @mod  ✓ accepted  ●  #2  59 m  ▲ 1 +",
		" │   That is the driver. Try jx link up",
		" │   2 and tell us what it says after",
		" │   that.",
		" │",
		" │ ├ @tom  ● new        #3  59 m    ▲ 0",
		" │ │   │ jx link up 2",
		" │ │",
		NULL,
	};
	struct vt *vt;

	(void)state;
	question();
	vt = reader(ann, "1.1", 10, 40);
	expect_rows(vt, top);
	vt_type(vt, "J");
	expect_rows(vt, below);
	vt_leave(vt, f);
}

static void
a_wide_window_keeps_lines_short_enough_to_read(void **state)
{
	struct vt *vt;

	(void)state;
	question();
	vt = reader(ann, "1", 40, 130);
	expect_row(vt, 10,
	    " ├ @mod  ✓ accepted  ● new  moderator                        "
	    "                        #2     59 min ago    ▲ 1 +");
	expect_shown(vt,
	    " Space read on  r reply  + vote  m me too  Tab next new  z "
	    "fold  ");
	vt_resize(vt, 60, 300);
	expect_start(vt, 10,
	    " ├ @mod  ✓ accepted  ● new  moderator                        "
	    "                        #2     59 min ago    ▲ 1 + ");
	vt_leave(vt, f);
}

/* The footer names the keys that would do something, for who is looking. */
static void
the_footer_leaves_out_what_would_be_refused(void **state)
{
	const struct {
		int64_t *who;
		const char *post;
		const char *keys;
	} want[] = {
		{ NULL, "1.2", " Space read on  Tab next new  z fold  / s" },
		{ &tom, "1.1", " Space read on  r reply  Tab next" },
		{ &tom, "1.2", " read on  r reply  + vote  A accept  Tab n" },
		{ &ann, "1.2", " read on  r reply  + vote  m me too  Tab n" },
		{ &mod, "1.3", " r reply  + vote  A accept  m me too  Tab n" },
		{ &ann, "1.4", " Space read on  r reply  m me too  Tab n" },
		{ &ann, "2.1",
		    " Space read on  r reply  + vote  Tab next "
		    "new  / search" },
	};

	(void)state;
	question();
	fixture_ok(f, tom, "post talk Hello", "x");
	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		struct vt *vt = reader(
		    want[i].who ? *want[i].who : 0, want[i].post, 24, 100);

		if (strstr(vt_row(vt, 23), want[i].keys) == NULL)
			fail_msg("%zu: \"%s\"", i, vt_row(vt, 23));
		vt_close(vt);
	}
	fixture_free(f);
}

static void
a_long_flat_thread_is_read_to_its_end(void **state)
{
	struct vt *vt;

	(void)state;
	chat(500, false);
	fixture_ok(f, ann, "mark 1", NULL);
	vt = reader(ann, "1", 24, 80);
	assert_int_equal(post_at(vt), 1);
	vt_type(vt, "G");
	assert_int_equal(post_at(vt), 501);
	assert_int_equal(row_with(vt, "w1.501"), 21);
	vt_type(vt, "K");
	assert_int_equal(post_at(vt), 500);
	vt_type(vt, "#");
	vt_type(vt, "250\r");
	assert_int_equal(post_at(vt), 250);
	expect_shown(vt, "w1.250");
	vt_type(vt, "#777\r");
	expect_shown(vt, "Posts here go from 1 to 501.");
	vt_type(vt, "P");
	assert_int_equal(post_at(vt), 1);
	for (int i = 0; i < 80; i++)
		vt_type(vt, " ");
	expect_shown(vt, "w1.501");
	expect_shown(vt, "All read.");
	vt_type(vt, "g");
	for (int i = 2; i <= 501; i++) {
		vt_type(vt, "J");
		assert_int_equal(post_at(vt), i);
	}
	vt_leave(vt, f);
}

/* In the least window: the keys one cannot do without. */
static void
the_smallest_footer_answers_and_goes_back(void **state)
{
	struct vt *vt;

	(void)state;
	question();
	vt = reader(ann, "1.2", 24, 80);
	assert_int_equal(
	    app_push(vt_app(vt), &thread_screen, STR("1.2")), ERR_NONE);
	vt_resize(vt, 5, 20);
	expect_row(vt, 4, " r reply  q back  ?");
	vt_leave(vt, f);
}

/* Who wrote the post that is selected, and what it is called. */
static void
expect_head(struct vt *vt, int n)
{
	const char *head = vt_row(vt, row_with(vt, "▸"));

	if (strstr(head, n == 62 ? "@ann" : "@tom") == NULL ||
	    strstr(head, fixture_line(f, " #%d", n)) == NULL)
		fail_msg("%d: \"%s\"", n, head);
}

static void
a_deep_chain_keeps_half_of_the_width_for_its_text(void **state)
{
	static const int sizes[][2] = { { 5, 20 }, { 10, 40 }, { 24, 80 },
		{ 30, 130 } };

	(void)state;
	chat(60, true);
	fixture_ok(
	    f, ann, "reply 1.61 one two three four five six seven eight", NULL);
	for (size_t i = 0; i < 4; i++) {
		struct vt *vt = reader(tom, "1.62", sizes[i][0], sizes[i][1]);

		expect_head(vt, 62);
		expect_shown(vt, "one two");
		if (sizes[i][0] > 5) {
			assert_true(row_with(vt, "»61  @ann") > 0);
			expect_shown(vt, "eight");
		}
		for (int n = 61; n >= 1; n--) {
			vt_type(vt, n % 2 ? "P" : "K");
			assert_int_equal(post_at(vt), n);
			if (n > 1 || sizes[i][0] > 5)
				expect_shown(vt, fixture_line(f, "w1.%d", n));
			expect_head(vt, n);
		}
		vt_close(vt);
	}
	fixture_free(f);
}

static void
replies_to_what_is_not_there_are_not_lost(void **state)
{
	struct vt *vt;

	(void)state;
	chat(7, false);
	/* 2 is removed; 3 replies to it; 4 to 6, later; 7 and 8 in a circle. */
	fixture_ok(f, mod, "delete --why spam 1.2", NULL);
	fixture_sql(f, "UPDATE post SET parent_id = 2 WHERE id = 3");
	fixture_sql(f, "UPDATE post SET parent_id = 6 WHERE id = 4");
	fixture_sql(f, "UPDATE post SET parent_id = NULL WHERE id = 5");
	fixture_sql(f, "UPDATE post SET parent_id = 8 WHERE id = 7");
	fixture_sql(f, "UPDATE post SET parent_id = 7 WHERE id = 8");
	f->ends_damaged = true;
	vt = reader(ann, "1.1", 40, 80);
	for (int i = 1; i <= 8; i++)
		assert_int_equal(
		    shows(vt, fixture_line(f, "w1.%d", i)), i != 2);
	expect_shown(vt, "(removed: spam)");
	vt_type(vt, "#3\r");
	vt_type(vt, "P");
	assert_int_equal(post_at(vt), 2);
	vt_type(vt, "#4\r");
	vt_type(vt, "P");
	assert_int_equal(post_at(vt), 6);
	vt_type(vt, "#5\r");
	vt_type(vt, "P");
	assert_int_equal(post_at(vt), 1);
	vt_type(vt, "PG");
	vt_leave(vt, f);
}

static void
branches_fold_into_a_line(void **state)
{
	struct vt *vt;

	(void)state;
	chat(4, true);
	fixture_ok(f, tom, "reply 1.1 w1.6", NULL);
	fixture_ok(f, ann, "mark --but 4 1", NULL);
	vt = reader(ann, "1.2", 24, 80);
	vt_type(vt, "z");
	expect_row(vt, row_with(vt, "[+]"),
	    "▸├ [+] @tom  3 replies  ● 1 new  w1.2                #2     59 "
	    "min ago    ▲ 0");
	expect_not_shown(vt, "w1.3");
	expect_shown(vt, "w1.6");
	vt_type(vt, "J");
	assert_int_equal(post_at(vt), 6);
	/* What is new inside a fold is found, and unfolds it. */
	vt_type(vt, "p");
	assert_int_equal(post_at(vt), 4);
	expect_shown(vt, "w1.4");
	vt_type(vt, "Z");
	assert_int_equal(post_at(vt), 2);
	expect_not_shown(vt, "w1.4");
	assert_int_equal(row_with(vt, "w1.6"), row_with(vt, "w1.2") + 1);
	vt_type(vt, "Z");
	expect_shown(vt, "w1.4");
	expect_shown(vt, "w1.6");
	vt_leave(vt, f);
}

static void
a_folded_answer_keeps_its_mark(void **state)
{
	struct vt *vt;

	(void)state;
	question();
	vt = reader(ann, "1.1", 24, 80);
	vt_type(vt, "Z");
	expect_start(vt, row_with(vt, "[+] @mod"),
	    " ├ [+] @mod  ✓ accepted  1 reply  ● 2 new");
	vt_type(vt, "J");
	vt_resize(vt, 10, 40);
	expect_start(vt, row_with(vt, "[+] @mod"), "▸├ [+] @mod  ✓  1  ●");
	vt_leave(vt, f);
}

/* Their own first words, or those they quote, without any markup. */
static void
folded_posts_tell_what_they_are_about(void **state)
{
	struct vt *vt;

	(void)state;
	chat(0, false);
	fixture_ok(f, ann, "reply 1",
	    "> quoted before\n\n**Have** you tried `jx`,\n\nand what did it say "
	    "then, word by word?");
	fixture_ok(f, ann, "reply 1", "> nothing but this");
	fixture_ok(f, ann, "reply 1", "gone soon");
	fixture_ok(f, mod, "delete --why spam 1.4", NULL);
	vt = reader(tom, "1", 24, 80);
	vt_type(vt, "Z");
	expect_row(vt, 8,
	    "▸├ [+] @ann  ● 1 new  Have you tried jx, and what d… #2     59 "
	    "min ago    ▲ 0");
	expect_shown(vt, "@ann  ● 1 new  │ nothing but this");
	expect_shown(vt, "(removed: spam)");
	vt_resize(vt, 10, 40);
	expect_shown(vt, "[+] @ann  ●  Have y… #2  59 m    ▲ 0");
	vt_leave(vt, f);
}

static void
what_cannot_be_opened_is_told(void **state)
{
	struct vt *vt;
	struct app *app;

	(void)state;
	chat(2, false);
	fixture_ok(
	    f, ROBOT, "board-add --read staff --post staff cellar", NULL);
	fixture_ok(f, ROBOT, "member-role tom staff", NULL);
	fixture_ok(f, tom, "post cellar Secret", "words");
	vt = reader(ann, "1.99", 24, 80);
	app = vt_app(vt);
	assert_int_equal(post_at(vt), 3);
	assert_int_equal(app_push(app, &thread_screen, STR("2")), ERR_MISSING);
	assert_int_equal(app_push(app, &thread_screen, STR("77")), ERR_MISSING);
	assert_int_equal(app_push(app, &thread_screen, STR("")), ERR_INVALID);
	assert_int_equal(
	    app_push(app, &thread_screen, STR("1.x")), ERR_INVALID);
	assert_int_equal(app_push(app, &thread_screen, STR("-1")), ERR_INVALID);
	assert_int_equal(app_push(app, &thread_screen, STR("#1.2")), ERR_NONE);
	vt_leave(vt, f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_thread_is_a_question_and_a_tree),
		cmocka_unit_test(a_small_window_drops_words_but_no_text),
		cmocka_unit_test(
		    a_wide_window_keeps_lines_short_enough_to_read),
		cmocka_unit_test(the_footer_leaves_out_what_would_be_refused),
		cmocka_unit_test(the_smallest_footer_answers_and_goes_back),
		cmocka_unit_test(a_long_flat_thread_is_read_to_its_end),
		cmocka_unit_test(
		    a_deep_chain_keeps_half_of_the_width_for_its_text),
		cmocka_unit_test(replies_to_what_is_not_there_are_not_lost),
		cmocka_unit_test(branches_fold_into_a_line),
		cmocka_unit_test(a_folded_answer_keeps_its_mark),
		cmocka_unit_test(folded_posts_tell_what_they_are_about),
		cmocka_unit_test(what_cannot_be_opened_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
