/* What is here already, while a title is typed: shown, read, enough. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/expect.h"
#include "tests/lib/writing.h"

extern const struct screen_class lobby_screen;

static void
start(int rows, int cols)
{
	f = fixture_new();
	tom = fixture_join(f, "tom");
	lea = fixture_join(f, "lea");
	fixture_ok(f, lea, "ask support Port dead after suspend", "x");
	fixture_ok(f, tom, "reply 1 swap it", NULL);
	fixture_ok(f, lea, "accept 1.2", NULL);
	fixture_ok(f, lea, "ask support Port dead at boot", "x");
	fixture_ok(f, tom, "metoo 2", NULL);
	fixture_ok(f, lea, "ask support Port 80 dead", "x");
	fixture_ok(f, tom, "reply 3 which", NULL);
	fixture_ok(f, lea, "ask support Dead port", "x");
	fixture_ok(f, lea, "ask support A dead port", "x");
	fixture_ok(f, lea, "post talk Weather", "x");
	f->now_ms = VT_NOW_MS;
	vt = vt_open(&lobby_screen, f->store, tom, "", rows, cols);
	go_writing("ask support");
}

static void
what_is_like_the_title_stands_below_it(void **state)
{
	(void)state;
	start(24, 80);
	vt_type(vt, "Por");
	assert_null(vt_submitted(vt));
	vt_type(vt, "t ");
	assert_string_equal(vt_submitted(vt), "similar --max 5 Port");
	/* One at a time, however much is typed. */
	vt_do(vt, f, "dead now ");
	assert_null(vt_submitted(vt));
	expect_row(vt, 2, " Title: Port dead now");
	expect_row(vt, 3,
	    " ┌ Already here ────────────────────────────────────────────────"
	    "──────────────┐");
	expect_row(vt, 4,
	    " │   ✓ Port dead after suspend                                 "
	    "solved by @tom │");
	expect_row(vt, 5,
	    " │   … Port 80 dead                                            "
	    "       1 reply │");
	expect_row(vt, 7,
	    " └ ^N ^P look · Enter reads it · it solved mine: ^S ────────────"
	    "──────────────┘");
	expect_row(vt, 8, " Tags:  (words to find it by, with commas between)");
	/* A pause: what was typed since is looked for. */
	app_tick(vt_app(vt));
	assert_string_equal(vt_submitted(vt), "similar --max 5 Port dead now");
	vt_serve(vt, f);
	app_tick(vt_app(vt));
	assert_null(vt_submitted(vt));
	/* A title that is gone is like nothing. */
	vt_type(vt, "\001\013");
	app_tick(vt_app(vt));
	vt_type(vt, "");
	expect_row(vt, 3, " Tags:  (words to find it by, with commas between)");
	leave();
}

static void
one_is_chosen_read_and_come_back_from(void **state)
{
	(void)state;
	start(24, 80);
	vt_do(vt, f, "Port dead ");
	vt_type(vt, "\016");
	expect_row(vt, 4,
	    " │ ▸ ✓ Port dead after suspend                                 "
	    "solved by @tom │");
	assert_true(vt_on_selected(vt, 4, 10));
	vt_type(vt, "\016\016\016");
	assert_true(vt_on_selected(vt, 4, 10));
	expect_not_in_row(vt, 23, "preview"); /* ^P chooses here */
	vt_type(vt, "\020");
	assert_false(vt_on_selected(vt, 4, 10));
	assert_false(vt_on_selected(vt, 6, 10));
	vt_type(vt, "\020\020");
	assert_true(vt_on_selected(vt, 5, 10));
	vt_type(vt, "\r");
	expect_top(vt, "thread");
	expect_in_row(vt, 0, "Port 80 dead");
	vt_type(vt, "q");
	expect_top(vt, "compose");
	expect_row(vt, 2, " Title: Port dead");
	assert_true(vt_on_selected(vt, 5, 10));
	/* Typing on chooses none, and Enter goes on, too. */
	vt_type(vt, "x\r");
	assert_false(vt_on_selected(vt, 5, 10));
	expect_top(vt, "compose");
	vt_type(vt, "tag");
	expect_row(vt, 8, " Tags:  tag");
	expect_in_row(vt, 23, "^P preview");
	leave();
}

static void
what_is_written_below_is_never_moved(void **state)
{
	(void)state;
	start(24, 80);
	vt_type(vt, "Port dead\t\tIt");
	expect_row(vt, 5, " It");
	/* The answer comes while the text is typed. */
	assert_string_equal(vt_submitted(vt), "similar --max 5 Port");
	vt_serve(vt, f);
	expect_row(vt, 5, " It");
	app_tick(vt_app(vt));
	vt_type(vt, " is");
	expect_row(vt, 5, " It is");
	/* Back in the title it is looked for and shown. */
	vt_type(vt, "\033[Z\033[Z");
	app_tick(vt_app(vt));
	vt_serve(vt, f);
	expect_row(vt, 10, " It is");
	vt_type(vt, "\t\t more");
	app_tick(vt_app(vt));
	vt_serve(vt, f);
	expect_row(vt, 10, " It is more");
	leave();
}

static void
it_solved_mine_posts_nothing_and_counts(void **state)
{
	(void)state;
	start(24, 80);
	vt_type(vt, "\023");
	expect_in_row(vt, 23, "Nothing like it was found here.");
	vt_do(vt, f, "Port dead ");
	vt_type(vt, "\023");
	expect_in_row(vt, 23, "Which one?");
	vt_type(vt, "\016\023");
	expect_top(vt, "lobby");
	expect_in_row(vt, 23, "Good. That is counted");
	vt_serve(vt, f);
	assert_string_equal(fixture_sql_text(f,
				"SELECT kind || ' ' || opened || ' ' || words"
				" FROM search_log"),
	    "title 1 Port dead");
	assert_int_equal(drafts(), 0);
	assert_int_equal(fixture_sql_int(f, "SELECT count(*) FROM thread"), 6);
	leave();
}

static void
a_text_is_not_given_up_unasked(void **state)
{
	(void)state;
	start(24, 80);
	vt_do(vt, f, "Port dead ");
	vt_type(vt, "\016\t\tSome text");
	f->now_ms += 5000;
	app_tick(vt_app(vt));
	vt_serve(vt, f);
	vt_type(vt, "\023");
	expect_shown(vt, "It is solved?");
	vt_type(vt, "n");
	expect_top(vt, "compose");
	vt_do(vt, f, "\023y");
	expect_top(vt, "lobby");
	assert_int_equal(drafts(), 0);
	assert_int_equal(
	    fixture_sql_int(f, "SELECT count(*) FROM search_log"), 1);
	leave();
}

static void
tall_windows_show_five_and_small_ones_none(void **state)
{
	(void)state;
	start(40, 100);
	vt_do(vt, f, "Dead port ");
	expect_row(vt, 9,
	    " └ ^N ^P look · Enter reads it · it solved mine: ^S ────────────"
	    "──────────────────────────────────┘");
	expect_shown(vt, "1 has this");
	vt_type(vt, "\020");
	assert_true(vt_on_selected(vt, 8, 10));
	vt_resize(vt, 10, 40);
	expect_row(vt, 3, " Tags:  (words to find it by, with com…");
	/* What cannot be seen is not chosen from, nor read. */
	vt_type(vt, "\016\r");
	expect_top(vt, "compose");
	vt_resize(vt, 24, 50);
	expect_row(vt, 3, " ┌ Already here ────────────────────────────────┐");
	vt_resize(vt, 40, 130);
	leave();
}

static void
threads_behind_doors_are_not_here(void **state)
{
	(void)state;
	start(24, 80);
	fixture_ok(f, ROBOT, "board-add --private --kind question den", NULL);
	fixture_ok(f, ROBOT, "board-edit den --let-in lea", NULL);
	fixture_ok(f, lea, "ask den Hidden treasure", "x");
	vt_do(vt, f, "Hidden treasure ");
	expect_row(vt, 3, " Tags:  (words to find it by, with commas between)");
	leave();
}

static void
replies_and_edits_ask_for_nothing(void **state)
{
	(void)state;
	start(24, 80);
	vt_type(vt, "\033");
	assert_int_equal(
	    app_goto(vt_app(vt), STR("compose"), STR("reply 2")), ERR_NONE);
	vt_type(vt, "Port dead now ");
	app_tick(vt_app(vt));
	assert_null(vt_submitted(vt));
	vt_type(vt, "\016\023");
	expect_in_row(vt, 23, "Nothing like it was found here.");
	leave();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_like_the_title_stands_below_it),
		cmocka_unit_test(one_is_chosen_read_and_come_back_from),
		cmocka_unit_test(what_is_written_below_is_never_moved),
		cmocka_unit_test(it_solved_mine_posts_nothing_and_counts),
		cmocka_unit_test(a_text_is_not_given_up_unasked),
		cmocka_unit_test(tall_windows_show_five_and_small_ones_none),
		cmocka_unit_test(threads_behind_doors_are_not_here),
		cmocka_unit_test(replies_and_edits_ask_for_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
