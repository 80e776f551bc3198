/* What keys do to a thread, and what stays where it is meanwhile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/expect.h"
#include "tests/lib/reading.h"
#include "tests/lib/vt.h"

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
	assert_int_equal(post_at(vt), 19);
	vt_type(vt, "G");
	expect_shown(vt, "↑ 1 new above");
	expect_not_shown(vt, "new below");
	vt_type(vt, "p");
	vt_type(vt, "p");
	expect_shown(vt, "   above");
	expect_not_shown(vt, "new above");
	vt_leave(vt, f);
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
	expect_start(vt, 0, " Stoa › Support › (gone)  ");
	vt_type(vt, "jJGzZrAm+-#\tPuMs  np");
	vt_leave(vt, f);
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
		assert_int_equal(post_at(vt), 1);
	}
	/* Back at the first size all of the row is as it was. */
	expect_row(vt, 1, row);
	vt_leave(vt, f);
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
	assert_int_equal(post_at(vt), 59);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		int row;

		vt_resize(vt, sizes[i][0], sizes[i][1]);
		assert_int_equal(post_at(vt), 59);
		row = row_with(vt, "▸");
		assert_in_range(row, 1, sizes[i][0] - 2);
		if (sizes[i][0] > 5)
			expect_in_row(vt, row + 1, "w1.59");
	}
	vt_leave(vt, f);
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
	expect_not_shown(vt, "muted by you");
	vt_do(vt, f, "y");
	expect_shown(vt, "muted by you");
	vt_do(vt, f, "M");
	expect_not_shown(vt, "muted by you");
	vt_do(vt, f, "f");
	expect_shown(vt, "followed by you");
	vt_close(vt);
	vt = reader(ann, "1", 24, 80);
	vt_do(vt, f, "m");
	expect_shown(vt, "1 has this too");
	vt_type(vt, "e");
	expect_shown(vt, "Only your own posts are yours to edit.");
	vt_leave(vt, f);
}

static void
an_own_reply_is_gone_to(void **state)
{
	struct vt *vt;

	(void)state;
	chat(30, false);
	vt = reader(ann, "1.3", 12, 80);
	vt_do(vt, f, "j");
	assert_int_equal(app_push(vt_app(vt), &cover_class, STR("")), ERR_NONE);
	fixture_ok(f, tom, "reply 1.9 theirs", NULL);
	fixture_ok(f, ann, "reply 1.9 mine", NULL);
	vt_serve(vt, f);
	vt_type(vt, "q");
	assert_int_equal(post_at(vt), 33);
	expect_shown(vt, "mine");
	/* Another look goes nowhere. */
	vt_type(vt, "g");
	assert_int_equal(app_push(vt_app(vt), &cover_class, STR("")), ERR_NONE);
	vt_type(vt, "q");
	assert_int_equal(post_at(vt), 1);
	vt_leave(vt, f);
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
	assert_int_equal(post_at(vt), 32);
	expect_shown(vt, "@ann");
	expect_shown(vt, "What I say.");
	vt_leave(vt, f);
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
	vt_leave(vt, f);
}

static const char every_key[] =
    "jkJK{}npPgGzZ \t][mdusM+-AruRe#\033o\033hjGjjkkzJzKZPZ\004\025\033[6~"
    "\033[5~\033[A\033[B\033[F\033[H"
    "TvvTzZvTntw..,,<>xXsfffO\033yY\r\rMt\033Mp\033wtvJvGTvzKT";

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
		cmocka_unit_test(news_moves_nothing_that_is_read),
		cmocka_unit_test(a_post_in_view_changes_in_place),
		cmocka_unit_test(a_resize_keeps_the_post_and_the_first_words),
		cmocka_unit_test(a_resize_keeps_the_selected_post_in_view),
		cmocka_unit_test(votes_and_answers_show_at_once),
		cmocka_unit_test(an_own_reply_is_gone_to),
		cmocka_unit_test(a_reply_that_is_written_is_gone_to),
		cmocka_unit_test(links_are_listed),
		cmocka_unit_test(every_key_is_safe_on_little_and_much),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
