/* What is written is never lost, and posted once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/expect.h"
#include "tests/lib/writing.h"

extern const struct screen_class lobby_screen;

static void
a_draft_is_kept_every_two_seconds(void **state)
{
	(void)state;
	writing();
	go_writing("ask support");
	vt_type(vt, "Loop\tboot\tIt");
	assert_string_equal(vt_submitted(vt), "similar --max 5 Loop");
	vt_serve(vt, f); /* this takes a second */
	pass(999);
	vt_type(vt, "x");
	assert_null(vt_submitted(vt));
	pass(1);
	vt_type(vt, "y");
	assert_string_equal(vt_submitted(vt),
	    "draft --title Loop --over none save ask support");
	assert_string_equal(vt_body(vt), "Tags: boot\n\nItxy");
	vt_do(vt, f, "z");
	pass(4000);
	app_tick(vt_app(vt));
	vt_type(vt, "");
	assert_string_equal(vt_body(vt), "Tags: boot\n\nItxyz");
	vt_serve(vt, f);
	pass(5000);
	app_tick(vt_app(vt)); /* nothing is new */
	assert_null(vt_submitted(vt));
	vt_type(vt, "");
	expect_in_row(vt, 1, "draft saved ");
	expect_in_row(vt, 1, " s ago");
	assert_string_equal(vt_style(vt, 1, 70), "dim");
	leave();
}

static void
a_draft_comes_back_as_it_was(void **state)
{
	(void)state;
	writing();
	go_writing("ask support");
	vt_type(vt, "Loop\tboot\tTags: are\rlines");
	vt_type(vt, "\033");
	expect_in_row(vt, 23, "Kept as a draft");
	vt_serve(vt, f);
	f->now_ms += 180000;
	vt_close(vt);
	vt = vt_open(&lobby_screen, f->store, tom, "", 10, 40);
	pass(0);
	vt_resize(vt, 24, 80);
	go_writing("ask support");
	expect_in_row(vt, 23, "Your draft of 3 min ago is back. ^G drops it.");
	expect_row(vt, 2, " Title: Loop");
	expect_row(vt, 3, " Tags:  boot");
	expect_row(vt, 5, " Tags: are");
	expect_row(vt, 6, " lines");
	vt_type(vt, "\033");
	assert_null(vt_submitted(vt)); /* it is there already */
	leave();
}

/* The app ends, as it does when a connection breaks. */
static void
a_cut_connection_loses_nothing(void **state)
{
	(void)state;
	writing();
	go_writing("reply 1");
	vt_type(vt, "Half a th");
	assert_null(vt_submitted(vt));
	app_close(app_top(vt_app(vt)));
	assert_string_equal(vt_submitted(vt), "draft --over none save reply 1");
	assert_string_equal(vt_body(vt), "Half a th");
	vt_serve(vt, f);
	go_writing("reply 1.1");
	expect_shown(vt, " Half a th");
	leave();
}

static void
giving_up_asks_and_drops(void **state)
{
	(void)state;
	writing();
	go_writing("reply 1");
	vt_type(vt, "\007");
	expect_top(vt, "lobby");
	go_writing("reply 1");
	vt_type(vt, "words");
	pass(3000);
	vt_do(vt, f, " more");
	assert_int_equal(drafts(), 1);
	vt_type(vt, "\007n");
	expect_top(vt, "compose");
	vt_type(vt, "\007y");
	expect_top(vt, "lobby");
	vt_serve(vt, f);
	assert_int_equal(drafts(), 0);
	expect_in_row(vt, 23, "Given up");
	leave();
}

/* The draft goes after the lobby is there again. */
static void
the_lobby_forgets_a_draft_that_is_given_up(void **state)
{
	(void)state;
	writing();
	go_writing("ask support");
	vt_type(vt, "A title");
	vt_do(vt, f, "\033");
	expect_shown(vt, "you were writing");
	vt_do(vt, f, "D");
	expect_top(vt, "compose");
	vt_type(vt, "\007y");
	expect_top(vt, "lobby");
	vt_serve(vt, f);
	assert_int_equal(drafts(), 0);
	expect_not_shown(vt, "you were writing");
	expect_in_row(vt, 23, "Given up");
	leave();
}

static void
the_lobby_forgets_a_draft_that_is_posted(void **state)
{
	(void)state;
	writing();
	go_writing("reply 1");
	vt_type(vt, "words");
	vt_do(vt, f, "\033");
	expect_shown(vt, "you were writing");
	vt_do(vt, f, "D");
	vt_do(vt, f, "\004");
	vt_type(vt, "0");
	expect_top(vt, "lobby");
	assert_int_equal(drafts(), 0);
	expect_not_shown(vt, "you were writing");
	leave();
}

static void
an_emptied_draft_goes(void **state)
{
	(void)state;
	writing();
	go_writing("reply 1");
	vt_do(vt, f, "ab\033");
	assert_int_equal(drafts(), 1);
	go_writing("reply 1");
	vt_do(vt, f, "\177\177\033");
	assert_int_equal(drafts(), 0);
	leave();
}

static void
a_draft_that_cannot_be_kept_is_told(void **state)
{
	(void)state;
	writing();
	fixture_ok(f, ROBOT, "setting drafts.max 1", NULL);
	fixture_ok(f, tom, "draft save other", "x");
	f->now_ms = VT_NOW_MS;
	go_writing("reply 1");
	pass(3000);
	vt_do(vt, f, "words");
	expect_in_row(vt, 1, "draft not kept: you have");
	vt_type(vt, "\033");
	expect_shown(vt, "Leave all the");
	vt_type(vt, "n");
	expect_top(vt, "compose");
	fixture_ok(f, tom, "draft drop other", NULL);
	pass(3000);
	app_tick(vt_app(vt));
	vt_serve(vt, f);
	vt_type(vt, "\033");
	expect_top(vt, "lobby");
	leave();
}

static void
a_post_that_may_be_there_is_posted_once(void **state)
{
	const struct answer unsure = { ERR_UNSURE, STR_INIT(""), NULL };
	char id[64];

	(void)state;
	writing();
	go_writing("reply 1");
	vt_type(vt, "Once.\004");
	snprintf(id, sizeof id, "%s", vt_id(vt));
	vt_type(vt, "x\004"); /* not while it is on its way */
	/* It was done; only its answer got lost. */
	fixture_ok(f, tom, fixture_line(f, "reply --id %s 1", id), "Once.");
	vt_answer(vt, &unsure);
	expect_top(vt, "compose");
	expect_in_row(vt, 23, "It may have been posted.");
	vt_type(vt, "\004");
	assert_string_equal(vt_id(vt), id);
	assert_string_equal(vt_body(vt), "Once.");
	vt_serve(vt, f);
	expect_top(vt, "thread");
	assert_int_equal(fixture_sql_int(f,
			     "SELECT count(*) FROM post WHERE body = 'Once.'"),
	    1);
	leave();
}

static void
what_was_changed_after_an_unsure_answer_is_kept(void **state)
{
	const struct answer unsure = { ERR_UNSURE, STR_INIT(""), NULL };

	(void)state;
	writing();
	go_writing("reply 1");
	vt_type(vt, "One\004");
	fixture_ok(
	    f, tom, fixture_line(f, "reply --id %s 1", vt_id(vt)), "One");
	vt_answer(vt, &unsure);
	vt_do(vt, f, " and two\004");
	expect_top(vt, "compose");
	expect_in_row(vt, 23, "It was posted as it was before you changed it.");
	expect_shown(vt, " One and two");
	vt_do(vt, f, "\004");
	expect_top(vt, "thread");
	leave();
}

static void
leaving_while_it_is_sent_is_asked_about(void **state)
{
	(void)state;
	writing();
	go_writing("reply 1");
	vt_type(vt, "Soon\004");
	vt_type(vt, "\007");
	expect_in_row(vt, 23, "It is on its way");
	vt_type(vt, "\033");
	expect_shown(vt, "Leave before it is");
	vt_serve(vt, f); /* it is there, below the question */
	vt_type(vt, "y");
	expect_top(vt, "lobby");
	vt_serve(vt, f);
	assert_int_equal(drafts(), 0);
	go_writing("reply 1");
	vt_type(vt, "Later\004\033");
	vt_type(vt, "y");
	expect_top(vt, "lobby");
	vt_serve(vt, f);
	assert_int_equal(drafts(), 1);
	leave();
}

static void
a_failure_leaves_the_text(void **state)
{
	(void)state;
	writing();
	go_writing("reply 1");
	vt_type(vt, "Still here");
	fixture_ok(f, lea, "delete --why spam 1", NULL);
	f->now_ms = VT_NOW_MS;
	vt_do(vt, f, "\004");
	expect_top(vt, "compose");
	expect_in_row(vt, 23, "There is no");
	expect_shown(vt, " Still here");
	leave();
}

static void
who_writes_is_told_of_their_draft(void **state)
{
	(void)state;
	writing();
	assert_false(app_drafts(vt_app(vt)));
	go_writing("ask support");
	assert_false(app_drafts(vt_app(vt)));
	vt_type(vt, "Begun");
	assert_true(app_drafts(vt_app(vt)));
	vt_type(vt, "\033OP"); /* whatever is over it */
	assert_true(app_drafts(vt_app(vt)));
	vt_do(vt, f, "q\033");
	assert_false(app_drafts(vt_app(vt)));
	leave();
}

/* The same member at two terminals, as far as the store can tell. */
static void
two_who_write_the_same_keep_two_drafts(void **state)
{
	struct vt *other;

	(void)state;
	writing();
	fixture_ok(f, tom, "draft save reply 1", "begun");
	f->now_ms = VT_NOW_MS;
	go_writing("reply 1");
	other = vt_open(&lobby_screen, f->store, tom, "", 24, 80);
	app_goto(vt_app(other), STR("compose"), STR("reply 1"));
	vt_type(other, " there");
	vt_now(other, f->now_ms += 5000);
	vt_do(other, f, "!");
	assert_string_equal(
	    fixture_sql_text(f, "SELECT body FROM draft"), "begun there!");
	vt_type(vt, " here");
	vt_now(vt, f->now_ms += 5000);
	vt_do(vt, f, "?");
	expect_in_row(vt, 23, "This is being written elsewhere, too");
	assert_int_equal(drafts(), 2);
	assert_string_equal(fixture_sql_text(f,
				"SELECT body FROM draft WHERE place = "
				"'reply 1'"),
	    "begun there!");
	assert_string_equal(fixture_sql_text(f,
				"SELECT body FROM draft WHERE place = "
				"'reply 1 ~2'"),
	    "begun here?");
	/* Each goes on with its own. */
	vt_now(vt, f->now_ms += 5000);
	vt_type(vt, " More");
	vt_serve(vt, f);
	vt_now(vt, f->now_ms += 5000);
	vt_do(vt, f, ".");
	vt_now(other, f->now_ms += 5000);
	vt_do(other, f, " Yes");
	assert_int_equal(drafts(), 2);
	/* One gives up; the other's stays. */
	vt_type(other, "\007y");
	vt_serve(other, f);
	assert_string_equal(
	    fixture_sql_text(f, "SELECT body FROM draft"), "begun here? More.");
	vt_close(other);
	vt_do(vt, f, "\033");
	go_writing("reply 1 ~2");
	expect_shown(vt, "begun here? More.");
	vt_do(vt, f, "\004");
	assert_int_equal(drafts(), 0);
	leave();
}

static void
who_gives_up_unread_words_of_another_session_leaves_them(void **state)
{
	(void)state;
	writing();
	fixture_ok(f, tom, "draft save reply 1", "begun");
	f->now_ms = VT_NOW_MS;
	go_writing("reply 1");
	fixture_ok(f, tom, "draft save reply 1", "begun and gone on");
	vt_type(vt, "\007y");
	vt_serve(vt, f);
	assert_string_equal(
	    fixture_sql_text(f, "SELECT body FROM draft"), "begun and gone on");
	leave();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_who_write_the_same_keep_two_drafts),
		cmocka_unit_test(
		    who_gives_up_unread_words_of_another_session_leaves_them),
		cmocka_unit_test(a_draft_is_kept_every_two_seconds),
		cmocka_unit_test(a_draft_comes_back_as_it_was),
		cmocka_unit_test(a_cut_connection_loses_nothing),
		cmocka_unit_test(giving_up_asks_and_drops),
		cmocka_unit_test(the_lobby_forgets_a_draft_that_is_given_up),
		cmocka_unit_test(the_lobby_forgets_a_draft_that_is_posted),
		cmocka_unit_test(an_emptied_draft_goes),
		cmocka_unit_test(a_draft_that_cannot_be_kept_is_told),
		cmocka_unit_test(a_post_that_may_be_there_is_posted_once),
		cmocka_unit_test(
		    what_was_changed_after_an_unsure_answer_is_kept),
		cmocka_unit_test(leaving_while_it_is_sent_is_asked_about),
		cmocka_unit_test(a_failure_leaves_the_text),
		cmocka_unit_test(who_writes_is_told_of_their_draft),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
