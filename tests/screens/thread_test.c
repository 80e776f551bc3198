/* Reading a thread: how it looks, what its keys do, where it stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/clock.h"
#include "tests/lib/expect.h"
#include "tests/lib/people.h"
#include "tests/lib/vt.h"

extern const struct screen_class thread_screen;

static struct vt *
reader(int64_t who, const char *arg, int rows, int cols)
{
	return vt_open(&thread_screen, f->store, who, arg, rows, cols);
}

/* What is between the top line and the footer. */
static const char *
body(struct vt *vt)
{
	const char *all = vt_screen(vt), *from = strchr(all, '\n') + 1;
	const char *to = all + strlen(all) - 1;

	while (to > from && to[-1] != '\n')
		to--;
	return fixture_line(f, "%.*s", (int)(to - from), from);
}

/* The post the place of the screen names. */
static int
place(struct vt *vt)
{
	struct screen *s = app_top(vt_app(vt));
	struct arena a = ARENA_INIT;
	struct str at = s->class->place(s, &a);
	int64_t n = 0;

	str_cut(&at, '.');
	assert_true(str_int(at, 1, INT64_MAX, &n));
	arena_free(&a);
	return (int)n;
}

static void
question(void)
{
	people_and_mod();
	fixture_ok(f, tom, "ask support No link on port 2 after sleep",
	    "It worked yesterday. After closing the lid, port 2 shows "
	    "**no link**.\n\n    jx link show 2");
	fixture_ok(f, mod, "tag 1 port", NULL);
	fixture_ok(f, mod, "tag 1 sleep", NULL);
	fixture_ok(f, mod, "reply 1.1",
	    "That is the driver. Try `jx link up 2` and tell us what it "
	    "says after that.");
	fixture_ok(f, tom, "reply 1.2", "> jx link up 2\n\nWorks!");
	fixture_ok(f, ann, "reply 1.1", "Spam");
	fixture_ok(f, mod, "delete --why spam 1.4", NULL);
	fixture_ok(f, tom, "accept 1.2", NULL);
	fixture_ok(f, ann, "vote 1.2", NULL);
	fixture_ok(f, tom, "edit 1.3", "> jx link up 2\n\nIt works!");
}

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
	vt_close(vt);
	fixture_free(f);
}

static void
a_small_window_drops_words_but_no_text(void **state)
{
	static const char *const top[] = {
		" No link on port 2 after       ✓ solved",
		" sleep",
		"▸@tom  ● new                59 m    ▲ 0",
		"",
		"   It worked yesterday. After closing",
		"   the lid, port 2 shows no link.",
		"",
		"     1 │ jx link show 2",
		NULL,
	};
	static const char *const below[] = {
		"▸├ @mod  ✓ accepted  ● new  59 m  ▲ 1 +",
		" │   That is the driver. Try jx link up",
		" │   2 and tell us what it says after",
		" │   that.",
		" │",
		" │ ├ @tom  ● new            59 m    ▲ 0",
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
	vt_close(vt);
	fixture_free(f);
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
	expect_row(vt, 10,
	    " ├ @mod  ✓ accepted  ● new  moderator                        "
	    "                        #2     59 min ago    ▲ 1 +");
	vt_close(vt);
	fixture_free(f);
}

/* A thread on talk by tom; each reply names itself: "w1.2". */
static void
chat(int replies, bool chain)
{
	people_and_mod();
	fixture_ok(f, tom, "post talk Chat", "w1.1");
	for (int i = 2; i <= replies + 1; i++)
		fixture_ok(f, tom,
		    fixture_line(f, "reply 1.%d w1.%d", chain ? i - 1 : 1, i),
		    NULL);
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
	assert_int_equal(place(vt), 1);
	vt_type(vt, "G");
	assert_int_equal(place(vt), 501);
	assert_int_equal(row_with(vt, "w1.501"), 21);
	vt_type(vt, "K");
	assert_int_equal(place(vt), 500);
	vt_type(vt, "#");
	vt_type(vt, "250\r");
	assert_int_equal(place(vt), 250);
	expect_shown(vt, "w1.250");
	vt_type(vt, "#777\r");
	expect_shown(vt, "Posts here go from 1 to 501.");
	vt_type(vt, "P");
	assert_int_equal(place(vt), 1);
	for (int i = 0; i < 80; i++)
		vt_type(vt, " ");
	expect_shown(vt, "w1.501");
	expect_shown(vt, "All read.");
	vt_type(vt, "g");
	for (int i = 2; i <= 501; i++) {
		vt_type(vt, "J");
		assert_int_equal(place(vt), i);
	}
	vt_close(vt);
	fixture_free(f);
}

static void
a_deep_chain_keeps_half_of_the_width_for_its_text(void **state)
{
	static const int sizes[][2] = { { 10, 40 }, { 24, 80 }, { 30, 130 } };

	(void)state;
	chat(60, true);
	fixture_ok(
	    f, ann, "reply 1.61 one two three four five six seven eight", NULL);
	for (size_t i = 0; i < 3; i++) {
		struct vt *vt = reader(tom, "1.62", sizes[i][0], sizes[i][1]);
		int row = row_with(vt, "»61  @ann");

		assert_true(row > 0);
		expect_shown(vt, "one two");
		expect_shown(vt, "eight");
		for (int n = 61; n >= 1; n--) {
			vt_type(vt, n % 2 ? "P" : "K");
			assert_int_equal(place(vt), n);
			expect_shown(vt, fixture_line(f, "w1.%d", n));
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
	assert_int_equal(place(vt), 2);
	vt_type(vt, "#4\r");
	vt_type(vt, "P");
	assert_int_equal(place(vt), 6);
	vt_type(vt, "#5\r");
	vt_type(vt, "P");
	assert_int_equal(place(vt), 1);
	vt_type(vt, "PG");
	vt_close(vt);
	fixture_free(f);
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
	assert_int_equal(place(vt), 6);
	/* What is new inside a fold is found, and unfolds it. */
	vt_type(vt, "p");
	assert_int_equal(place(vt), 4);
	expect_shown(vt, "w1.4");
	vt_type(vt, "Z");
	assert_int_equal(place(vt), 2);
	expect_not_shown(vt, "w1.4");
	assert_int_equal(row_with(vt, "w1.6"), row_with(vt, "w1.2") + 1);
	vt_type(vt, "Z");
	expect_shown(vt, "w1.4");
	expect_shown(vt, "w1.6");
	vt_close(vt);
	fixture_free(f);
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
	expect_shown(vt, "[+] @ann  ●  Have you t… 59 m    ▲ 0");
	vt_close(vt);
	fixture_free(f);
}

static void
news_moves_nothing_that_is_read(void **state)
{
	const char *before;
	struct vt *vt;

	(void)state;
	chat(40, false);
	fixture_ok(f, ann, "mark 1", NULL);
	vt = reader(ann, "1.20", 12, 80);
	vt_do(vt, f, "K");
	before = body(vt);
	fixture_ok(f, tom, "reply 1.3 above", NULL);
	vt_serve(vt, f);
	assert_int_equal(strncmp(before, body(vt), strlen(before) - 90), 0);
	expect_row(vt, 10,
	    "                                                               "
	    "   ↑ 1 new above");
	fixture_ok(f, tom, "reply 1.1 below", NULL);
	fixture_ok(f, tom, "reply 1.1 below", NULL);
	fixture_ok(f, tom, "edit 1.2 a\n\nmuch\n\nlonger\n\ntext", NULL);
	fixture_ok(f, mod, "vote 1.4", NULL);
	fixture_ok(f, mod, "delete --why x 1.5", NULL);
	vt_serve(vt, f);
	assert_int_equal(strncmp(before, body(vt), strlen(before) - 90), 0);
	expect_shown(vt, "↑ 1 new above · ↓ 2 new below");
	assert_int_equal(place(vt), 19);
	vt_type(vt, "G");
	expect_shown(vt, "↑ 1 new above");
	expect_not_shown(vt, "new below");
	vt_type(vt, "p");
	vt_type(vt, "p");
	expect_shown(vt, "   above");
	expect_not_shown(vt, "new above");
	vt_close(vt);
	fixture_free(f);
}

static void
a_post_in_view_changes_in_place(void **state)
{
	struct vt *vt;

	(void)state;
	question();
	fixture_ok(f, ann, "mark 1", NULL);
	vt = reader(ann, "1.1", 24, 80);
	vt_serve(vt, f);
	fixture_ok(f, tom, "edit 1.3 Not any more.", NULL);
	fixture_ok(f, tom, "accept --undo 1.2", NULL);
	fixture_ok(f, mod, "vote 1.1", NULL);
	fixture_ok(f, mod, "tag 1 more", NULL);
	vt_serve(vt, f);
	expect_shown(vt, "Not any more.");
	expect_shown(vt, "… replied");
	expect_not_shown(vt, "accepted");
	assert_int_equal(row_with(vt, "▲ 1"), 2);
	expect_shown(vt, "tags more, port, sleep");
	fixture_ok(f, tom, "rename thomas", NULL);
	vt_serve(vt, f);
	expect_shown(vt, "@thomas");
	fixture_ok(f, mod, "delete --why gone 1", NULL);
	vt_serve(vt, f);
	expect_shown(vt, "This thread is not here any more.");
	vt_type(vt, "jJGzZrAm+-#\tPuMs  np");
	vt_close(vt);
	fixture_free(f);
}

static void
a_resize_keeps_the_post_and_the_first_words(void **state)
{
	static const int sizes[][2] = { { 10, 40 }, { 24, 80 }, { 40, 130 },
		{ 12, 61 }, { 24, 80 } };
	const char *text = "", *row;
	struct vt *vt;
	struct str word;

	(void)state;
	people_and_mod();
	for (int i = 0; i < 400; i++)
		text = fixture_line(f, "%sword%d ", text, i);
	fixture_ok(f, tom, "post talk Words", text);
	fixture_ok(f, tom, "reply 1 end", NULL);
	vt = reader(ann, "1", 24, 80);
	for (int i = 0; i < 15; i++)
		vt_type(vt, "j");
	row = fixture_line(f, "%s", vt_row(vt, 1));
	word = str_from(strstr(row, "word"));
	word = str_cut(&word, ' ');
	for (size_t i = 0; i < 5; i++) {
		vt_resize(vt, sizes[i][0], sizes[i][1]);
		expect_in_row(vt, 1, fixture_line(f, "%.*s ", STR_ARG(word)));
		assert_int_equal(place(vt), 1);
	}
	/* Back at the first size all of the row is as it was. */
	expect_row(vt, 1, row);
	vt_close(vt);
	fixture_free(f);
}

static void
a_resize_keeps_the_selected_post_in_view(void **state)
{
	static const int sizes[][2] = { { 10, 40 }, { 5, 20 }, { 10, 40 },
		{ 24, 80 }, { 6, 80 }, { 40, 130 }, { 12, 61 } };
	struct vt *vt;

	(void)state;
	chat(60, false);
	vt = reader(ann, "1", 24, 80);
	vt_type(vt, "GKK");
	assert_int_equal(place(vt), 59);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		int row;

		vt_resize(vt, sizes[i][0], sizes[i][1]);
		assert_int_equal(place(vt), 59);
		row = row_with(vt, "▸");
		assert_in_range(row, 1, sizes[i][0] - 2);
		if (sizes[i][0] > 5)
			expect_in_row(vt, row + 1, "w1.59");
	}
	vt_close(vt);
	fixture_free(f);
}

static void
votes_and_answers_show_at_once(void **state)
{
	struct vt *vt;

	(void)state;
	question();
	vt = reader(tom, "1.2", 24, 80);
	vt_do(vt, f, "o"); /* what was seen */
	vt_type(vt, "+");
	assert_string_equal(vt_submitted(vt), "vote 1.2 up");
	vt_serve(vt, f);
	expect_shown(vt, "▲ 2 +");
	vt_type(vt, "+");
	assert_string_equal(vt_submitted(vt), "vote 1.2 none");
	vt_serve(vt, f);
	vt_do(vt, f, "-");
	expect_shown(vt, "▲ 0 -");
	vt_type(vt, "A");
	assert_string_equal(vt_submitted(vt), "accept --undo 1.2");
	vt_serve(vt, f);
	expect_shown(vt, "… replied");
	vt_do(vt, f, "A");
	expect_shown(vt, "✓ accepted");
	vt_do(vt, f, "J+");
	expect_shown(vt, "You cannot vote on what you wrote.");
	vt_do(vt, f, "m");
	expect_shown(vt, "It is your own question.");
	vt_do(vt, f, "gM");
	expect_shown(vt, "muted by you");
	vt_do(vt, f, "M");
	expect_not_shown(vt, "muted by you");
	vt_do(vt, f, "s");
	expect_shown(vt, "followed by you");
	vt_close(vt);
	vt = reader(ann, "1", 24, 80);
	vt_do(vt, f, "m");
	expect_shown(vt, "1 has this too");
	vt_type(vt, "e");
	expect_shown(vt, "Only your own posts are yours to edit.");
	vt_close(vt);
	fixture_free(f);
}

static void
draw_nothing(struct screen *s, struct canvas *c)
{
	(void)s;
	(void)c;
}

/* What stands above the reader while one writes. */
static const struct screen_class cover = { .name = "cover",
	.draw = draw_nothing };

static void
an_own_reply_is_gone_to(void **state)
{
	struct vt *vt;

	(void)state;
	chat(30, false);
	vt = reader(ann, "1.3", 12, 80);
	vt_do(vt, f, "j");
	assert_int_equal(app_push(vt_app(vt), &cover, STR("")), ERR_NONE);
	fixture_ok(f, tom, "reply 1.9 theirs", NULL);
	fixture_ok(f, ann, "reply 1.9 mine", NULL);
	vt_serve(vt, f);
	vt_type(vt, "q");
	assert_int_equal(place(vt), 33);
	expect_shown(vt, "mine");
	/* Another look goes nowhere. */
	vt_type(vt, "g");
	assert_int_equal(app_push(vt_app(vt), &cover, STR("")), ERR_NONE);
	vt_type(vt, "q");
	assert_int_equal(place(vt), 1);
	vt_close(vt);
	fixture_free(f);
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
	assert_int_equal(place(vt), 3);
	assert_int_equal(app_push(app, &thread_screen, STR("2")), ERR_MISSING);
	assert_int_equal(app_push(app, &thread_screen, STR("77")), ERR_MISSING);
	assert_int_equal(app_push(app, &thread_screen, STR("")), ERR_INVALID);
	assert_int_equal(
	    app_push(app, &thread_screen, STR("1.x")), ERR_INVALID);
	assert_int_equal(app_push(app, &thread_screen, STR("-1")), ERR_INVALID);
	assert_int_equal(app_push(app, &thread_screen, STR("#1.2")), ERR_NONE);
	vt_close(vt);
	fixture_free(f);
}

static void
a_reply_that_is_written_is_gone_to(void **state)
{
	struct vt *vt;

	(void)state;
	chat(30, false);
	vt = reader(ann, "1.3", 24, 80);
	vt_type(vt, "r");
	vt_type(vt, "What I say.");
	vt_do(vt, f, "\004");
	assert_int_equal(place(vt), 32);
	expect_shown(vt, "@ann");
	expect_shown(vt, "What I say.");
	vt_close(vt);
	fixture_free(f);
}

static void
links_are_listed(void **state)
{
	struct vt *vt;

	(void)state;
	people_and_mod();
	fixture_ok(f, tom, "post talk L",
	    "[one](https://example.org/1) and [two](https://example.org/2)");
	vt = reader(ann, "1", 24, 80);
	vt_type(vt, "o");
	expect_shown(vt, "Links of this post");
	vt_type(vt, "2");
	expect_row(vt, 23, " Copied: https://example.org/2");
	vt_type(vt, "y");
	expect_row(vt, 23, " The post is copied.");
	vt_type(vt, "Y");
	expect_row(vt, 23, " No code in the selected post.");
	vt_close(vt);
	fixture_free(f);
}

static const char every_key[] =
    "jkJK{}npPgGzZ \t][mdusM+-AruRe#\033o\033hjGjjkkzJzKZPZ\004\025\033[6~"
    "\033[5~\033[A\033[B\033[F\033[H";

static void
every_key_is_safe_on_little_and_much(void **state)
{
	static const int sizes[][2] = { { 24, 80 }, { 10, 40 }, { 5, 20 },
		{ 60, 200 } };

	(void)state;
	chat(0, false);
	fixture_ok(f, tom, "post talk Hostile",
	    "\033[2J\xE2\x80\xAE"
	    "evil 漢字 ```\n> > > > > > deep\n"
	    "| a | b |\n|---|---|\n| 1 | 2 |\n");
	for (int i = 2; i < 40; i++)
		fixture_ok(f, tom,
		    fixture_line(f, "reply 2.%d x%0*d", i - 1, i * 9, i), NULL);
	for (size_t i = 0; i < 4; i++) {
		for (int t = 1; t <= 2; t++) {
			struct vt *vt = reader(t == 1 ? tom : ann,
			    t == 1 ? "1" : "2", sizes[i][0], sizes[i][1]);

			for (const char *k = every_key; *k; k++) {
				const char one[2] = { *k, 0 };

				vt_do(vt, f, one);
			}
			vt_resize(vt, 24, 80);
			vt_resize(vt, 5, 20);
			vt_type(vt, every_key);
			vt_close(vt);
		}
	}
	fixture_free(f);
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
		cmocka_unit_test(a_long_flat_thread_is_read_to_its_end),
		cmocka_unit_test(
		    a_deep_chain_keeps_half_of_the_width_for_its_text),
		cmocka_unit_test(replies_to_what_is_not_there_are_not_lost),
		cmocka_unit_test(branches_fold_into_a_line),
		cmocka_unit_test(folded_posts_tell_what_they_are_about),
		cmocka_unit_test(news_moves_nothing_that_is_read),
		cmocka_unit_test(a_post_in_view_changes_in_place),
		cmocka_unit_test(a_resize_keeps_the_post_and_the_first_words),
		cmocka_unit_test(a_resize_keeps_the_selected_post_in_view),
		cmocka_unit_test(votes_and_answers_show_at_once),
		cmocka_unit_test(an_own_reply_is_gone_to),
		cmocka_unit_test(what_cannot_be_opened_is_told),
		cmocka_unit_test(a_reply_that_is_written_is_gone_to),
		cmocka_unit_test(links_are_listed),
		cmocka_unit_test(every_key_is_safe_on_little_and_much),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
