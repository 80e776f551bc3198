/* Searching: words, what matched, more of it, and what is said if not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/expect.h"
#include "tests/lib/people.h"
#include "tests/lib/vt.h"

extern const struct screen_class search_screen;

static void
what_matched_is_marked_and_brackets_of_people_are_not(void **state)
{
	(void)state;
	struct vt *vt;

	people();
	fixture_ok(f, tom, "ask support Cables", "try [this] red cable [now]");
	vt = vt_open(&search_screen, f->store, tom, "red", 24, 80);
	expect_row(vt, 2, "         Searching…");
	assert_string_equal(vt_submitted(vt), "search --max 50 red");
	vt_serve(vt, f);
	expect_row(vt, 0,
	    " Stoa › Search › red                                           "
	    "       Fri 09:00");
	expect_row(vt, 1, " Search: red");
	expect_row(vt, 2, "         1 found, newest first");
	expect_row(vt, 3,
	    " ▸◌ Cables                                     support    @tom   "
	    "     59 m");
	expect_row(vt, 4, "    try [this] red cable [now]");
	assert_string_equal(vt_style(vt, 4, 15), "match");
	assert_string_equal(vt_style(vt, 4, 17), "match");
	assert_string_equal(vt_style(vt, 4, 14), "dim");
	assert_string_equal(vt_style(vt, 4, 18), "dim");
	assert_string_equal(vt_style(vt, 4, 8), "dim");
	vt_resize(vt, 10, 40);
	expect_row(vt, 3, " ▸◌ Cables                         59 m");
	vt_leave(vt, f);
}

static void
letters_are_words_while_one_types_and_keys_after(void **state)
{
	(void)state;
	struct vt *vt;

	people();
	fixture_ok(f, tom, "post talk About quince jelly", "quince");
	fixture_ok(f, tom, "post talk Another quince", "quince too");
	vt = vt_open(&search_screen, f->store, tom, "", 24, 80);
	expect_row(vt, 4, "  Titles and posts on every board you may read:");
	vt_type(vt, "quince?");
	assert_int_equal(vt_status(vt), -1);
	expect_row(vt, 1, " Search: quince?");
	expect_row(vt, 23, " Enter search  Esc leave  F1 help");
	vt_do(vt, f, "\177\r");
	expect_row(vt, 2, "         2 found, newest first");
	assert_true(vt_on_selected(vt, 3, 4));
	vt_type(vt, "n");
	assert_true(vt_on_selected(vt, 5, 4));
	expect_row(vt, 23,
	    " Enter open  / other words  o other order  n next  p previous  "
	    "? help");
	vt_type(vt, "p/");
	expect_row(vt, 23, " Enter search  ↓ to results  Esc leave  F1 help");
	vt_do(vt, f, " jelly\r");
	expect_row(vt, 1, " Search: quince jelly");
	expect_row(vt, 2, "         1 found, newest first");
	vt_type(vt, "/x\033");
	expect_top(vt, "search");
	vt_type(vt, "/\033[B");
	vt_type(vt, "\r");
	expect_top(vt, "thread");
	vt_leave(vt, f);
}

static void
only_the_newest_words_are_answered(void **state)
{
	(void)state;
	struct vt *vt;

	people();
	fixture_ok(f, tom, "post talk One apple", "apple");
	fixture_ok(f, tom, "post talk Two pears", "pear");
	vt = vt_open(&search_screen, f->store, tom, "apple", 24, 80);
	vt_type(vt, "/\001\013pear\r");
	assert_string_equal(vt_submitted(vt), "search --max 50 apple");
	vt_serve(vt, f);
	expect_row(vt, 2, "         1 found, newest first");
	expect_in_row(vt, 3, "Two pears");
	expect_row(vt, 5, "");
	vt_leave(vt, f);
}

static void
nothing_found_and_wrong_words_say_what_would_do(void **state)
{
	(void)state;
	struct vt *vt;

	people();
	vt = vt_open(&search_screen, f->store, tom, "nowhere", 24, 80);
	vt_serve(vt, f);
	expect_row(vt, 4, "  Nothing found. Try fewer words; / changes them.");
	expect_row(vt, 13, "  board:support         on one board");
	expect_row(vt, 23,
	    " / other words  Tab next new  @ people  : command  ? help");
	vt_do(vt, f, "/ is:odd\r");
	expect_row(vt, 4, "  is: takes open, replied, solved, mine or unread");
	vt_type(vt, "/\001\013\r");
	assert_null(vt_submitted(vt));
	vt_leave(vt, f);
}

static void
a_near_word_is_offered_and_taken_by_enter(void **state)
{
	(void)state;
	struct vt *vt;

	people();
	fixture_ok(f, tom, "post talk About quince jelly", "quince");
	vt = vt_open(&search_screen, f->store, tom, "quicne jelly", 24, 80);
	vt_serve(vt, f);
	expect_row(vt, 4, "  Nothing found.");
	expect_row(vt, 5, "  Did you mean quince jelly");
	assert_string_equal(vt_style(vt, 5, 15), "accent");
	expect_row(vt, 6, "  Enter searches for that · / changes the words");
	vt_resize(vt, 10, 40);
	expect_row(vt, 5, "  Did you mean quince jelly");
	vt_resize(vt, 24, 80);
	vt_type(vt, "\r");
	assert_string_equal(vt_submitted(vt), "search --max 50 quince jelly");
	vt_serve(vt, f);
	expect_row(vt, 1, " Search: quince jelly");
	expect_row(vt, 2, "         1 found, newest first");
	/* Other words have no hint of these. */
	vt_do(vt, f, "/\001\013zzz\r");
	expect_row(vt, 4, "  Nothing found. Try fewer words; / changes them.");
	vt_type(vt, "\r");
	assert_null(vt_submitted(vt));
	vt_leave(vt, f);
}

static void
the_best_come_first_when_asked_and_the_newest_again(void **state)
{
	(void)state;
	struct vt *vt;

	people();
	fixture_ok(f, tom, "post talk Kernel panic", "x");
	fixture_ok(f, tom, "post talk Other things",
	    "many words and one kernel among all of these others");
	vt = vt_open(&search_screen, f->store, tom, "kernel", 24, 80);
	vt_serve(vt, f);
	expect_in_row(vt, 3, "Other things");
	vt_type(vt, "o");
	assert_string_equal(
	    vt_submitted(vt), "search --max 50 --relevance kernel");
	vt_serve(vt, f);
	expect_row(vt, 2, "         2 found, the best first");
	expect_in_row(vt, 3, "Kernel panic");
	/* Other words are looked for in the same order. */
	vt_type(vt, "/ panic\r");
	assert_string_equal(
	    vt_submitted(vt), "search --max 50 --relevance kernel panic");
	vt_serve(vt, f);
	vt_do(vt, f, "o");
	expect_row(vt, 2, "         1 found, newest first");
	vt_leave(vt, f);
}

static void
what_was_opened_of_the_finds_is_noted(void **state)
{
	(void)state;
	struct vt *vt;

	people();
	fixture_ok(f, tom, "post talk Two pears", "pear");
	fixture_ok(f, tom, "searched --found 1 pear", NULL);
	vt = vt_open(&search_screen, f->store, tom, "pear", 24, 80);
	vt_serve(vt, f);
	vt_type(vt, "\r");
	expect_top(vt, "thread");
	assert_string_equal(vt_submitted(vt), "searched --opened 1 pear");
	vt_serve(vt, f);
	assert_int_equal(
	    fixture_sql_int(f, "SELECT opened FROM search_log"), 1);
	vt_leave(vt, f);
}

static void
many_are_counted_with_their_thousands_apart(void **state)
{
	(void)state;
	static const struct {
		int64_t number;
		const char *want;
	} counts[] = { { 999, "         999 found, newest first" },
		{ 1204, "         1,204 found, newest first" },
		{ 4999, "         4,999 found, newest first" },
		{ 5000, "         5,000+ found, newest first" } };

	people();
	fixture_ok(f, tom, "post talk Two pears", "pear");
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		struct vt *vt =
		    vt_open(&search_screen, f->store, tom, "pear", 24, 80);
		struct outcome o = fixture_ok(f, tom, "search pear", NULL);
		struct answer answer = { .rows = &o.rows };

		/* Column 12 is how many there are. */
		o.rows.first->cell[12].number = counts[i].number;
		vt_answer(vt, &answer);
		expect_row(vt, 2, counts[i].want);
		vt_close(vt);
	}
	fixture_free(f);
}

static void
more_is_fetched_near_the_end(void **state)
{
	(void)state;
	struct vt *vt;

	people();
	fixture_ok(f, tom, "post talk Many", "needle");
	for (int i = 0; i < 70; i++)
		fixture_ok(f, tom, "reply 1 a needle", NULL);
	vt = vt_open(&search_screen, f->store, tom, "needle", 24, 80);
	vt_serve(vt, f);
	expect_row(vt, 2, "         71 found, newest first");
	vt_type(vt, "G");
	assert_string_equal(
	    vt_submitted(vt), "search --max 50 --below 22 needle");
	expect_in_row(vt, 2, "Fetching more…");
	vt_serve(vt, f);
	expect_row(vt, 2, "         71 found, newest first");
	vt_type(vt, "G");
	assert_null(vt_submitted(vt));
	vt_type(vt, "\r");
	expect_top(vt, "thread");
	vt_leave(vt, f);
}

static void
what_happens_to_what_was_found_is_seen(void **state)
{
	(void)state;
	struct vt *vt;

	people();
	fixture_ok(f, tom, "ask support Red cables", "which?");
	fixture_ok(f, tom, "post talk Red paint", "red");
	vt = vt_open(&search_screen, f->store, tom, "red", 24, 80);
	vt_serve(vt, f);
	expect_in_row(vt, 5, "  ◌ Red cables");
	fixture_ok(f, ann, "reply 1 The other", NULL);
	vt_serve(vt, f);
	expect_in_row(vt, 5, "  … Red cables");
	fixture_ok(f, tom, "accept 1.2", NULL);
	fixture_ok(f, ann, "vote 2", NULL);
	vt_serve(vt, f);
	expect_in_row(vt, 5, "  ✓ Red cables");
	expect_in_row(vt, 3, "+1");
	fixture_ok(f, tom, "delete 2.1", NULL);
	vt_serve(vt, f);
	expect_row(vt, 3, " ▸  (taken back meanwhile)");
	expect_row(vt, 4, "");
	expect_in_row(vt, 5, "  ✓ Red cables");
	vt_leave(vt, f);
}

static void
a_guest_finds_nothing_behind_a_door(void **state)
{
	(void)state;
	struct vt *vt;

	people();
	fixture_do(f, "board-add den --private", NULL);
	fixture_do(f, "board-edit den --let-in tom", NULL);
	fixture_ok(f, tom, "post den Hidden", "treasure");
	vt = vt_open(&search_screen, f->store, 0, "treasure", 24, 80);
	vt_serve(vt, f);
	expect_row(vt, 4, "  Nothing found. Try fewer words; / changes them.");
	vt_leave(vt, f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    what_matched_is_marked_and_brackets_of_people_are_not),
		cmocka_unit_test(
		    letters_are_words_while_one_types_and_keys_after),
		cmocka_unit_test(only_the_newest_words_are_answered),
		cmocka_unit_test(
		    nothing_found_and_wrong_words_say_what_would_do),
		cmocka_unit_test(a_near_word_is_offered_and_taken_by_enter),
		cmocka_unit_test(
		    the_best_come_first_when_asked_and_the_newest_again),
		cmocka_unit_test(what_was_opened_of_the_finds_is_noted),
		cmocka_unit_test(many_are_counted_with_their_thousands_apart),
		cmocka_unit_test(more_is_fetched_near_the_end),
		cmocka_unit_test(what_happens_to_what_was_found_is_seen),
		cmocka_unit_test(a_guest_finds_nothing_behind_a_door),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
