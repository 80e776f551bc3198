/* A board, and what is unread: keys, pages, what comes in live. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/boards.h"
#include "tests/lib/expect.h"
#include "tests/lib/vt.h"

extern const struct screen_class board_screen;
extern const struct screen_class unread_screen;

static void
keys_mark_follow_mute_and_ask_too(void **state)
{
	struct vt *vt;

	(void)state;
	questions();
	vt = vt_open(&board_screen, f->store, boss, "support", 24, 80);
	vt_type(vt, "j");
	vt_type(vt, "d");
	assert_string_equal(vt_submitted(vt), "mark 2");
	vt_serve(vt, f);
	expect_row(vt, 23, " Thread 2 is read up to post 1.");
	expect_in_row(vt, 3, " ▸        0   0 59 m  ◌");
	vt_type(vt, "m");
	assert_string_equal(vt_submitted(vt), "metoo 2");
	vt_serve(vt, f);
	expect_in_row(vt, 3, "1 has this");
	vt_type(vt, "f");
	assert_string_equal(vt_submitted(vt), "follow 2 normal");
	vt_serve(vt, f);
	vt_type(vt, "f");
	assert_string_equal(vt_submitted(vt), "follow 2 track");
	vt_serve(vt, f);
	expect_in_row(vt, 22, "you follow it");
	vt_type(vt, "s");
	assert_string_equal(vt_submitted(vt), "save 2");
	vt_serve(vt, f);
	vt_type(vt, "M");
	assert_string_equal(vt_submitted(vt), "follow 2 mute");
	vt_serve(vt, f);
	expect_in_row(vt, 3, "muted");
	assert_string_equal(vt_style(vt, 3, 24), "dim");
	vt_type(vt, "M");
	assert_string_equal(vt_submitted(vt), "follow 2 normal");
	vt_serve(vt, f);
	vt_type(vt, "Cy");
	assert_string_equal(vt_submitted(vt), "mark support");
	vt_serve(vt, f);
	expect_row(vt, 23, " All of support is read.");
	expect_not_shown(vt, "●");
	vt_leave(vt, f);
}

static void
what_fails_is_told(void **state)
{
	struct vt *vt;

	(void)state;
	questions();
	vt = vt_open(&board_screen, f->store, tom, "support", 24, 80);
	vt_do(vt, f, "jm");
	expect_row(vt, 23, " It is your own question.");
	vt_leave(vt, f);
}

static void
five_hundred_threads_page_both_ways(void **state)
{
	struct vt *vt;
	char want[32];

	(void)state;
	talk(500);
	vt = vt_open(&board_screen, f->store, ann, "talk", 24, 80);
	for (int i = 500; i >= 1; i--) {
		snprintf(want, sizeof want, "Thread %d. ", i);
		if (i % 7 == 0 || i < 3)
			expect_shown(vt, want);
		vt_type(vt, "j");
	}
	vt_type(vt, "j");
	expect_in_row(vt, 20, "Thread 1. ");
	for (int i = 1; i < 500; i++) {
		snprintf(want, sizeof want, "Thread %d. ", i);
		if (i % 7 == 0 || i > 497)
			expect_shown(vt, want);
		vt_type(vt, "k");
	}
	expect_in_row(vt, 2, " ▸ ●");
	expect_in_row(vt, 2, "Thread 500. ");
	vt_type(vt, "G");
	expect_in_row(vt, 20, "Thread 1. ");
	for (int i = 0; i < 30; i++)
		vt_type(vt, "\025");
	expect_in_row(vt, 2, "Thread 500. ");
	vt_leave(vt, f);
}

static void
new_threads_come_in_at_the_top_and_nothing_moves(void **state)
{
	struct vt *vt;
	char line[200];

	(void)state;
	talk(60);
	vt = vt_open(&board_screen, f->store, ann, "talk", 24, 80);
	fixture_ok(f, tom, "post talk Fresh 1.", "x");
	vt_serve(vt, f);
	expect_in_row(vt, 2, "Fresh 1.");
	expect_not_in_row(vt, 1, "new above"); /* it is in view */
	expect_in_row(vt, 3, "▸");
	expect_in_row(vt, 3, "Thread 60.");
	vt_type(vt, "\r");
	expect_opens(vt, f, "thread", "60");
	vt_type(vt, "jj");
	snprintf(line, sizeof line, "%s", vt_row(vt, 5));
	assert_non_null(strstr(line, "▸"));
	fixture_ok(f, tom, "post talk Fresh 2.", "x");
	vt_serve(vt, f);
	expect_row(vt, 5, line);
	expect_in_row(vt, 1, "1 new above  g");
	/* A reply is told where its thread stands. */
	fixture_ok(f, tom, "reply 59 again", NULL);
	vt_serve(vt, f);
	expect_row(vt, 5, line);
	expect_in_row(vt, 4, "●2     0   1");
	/* One that is far down and gets a reply is new above. */
	fixture_ok(f, tom, "reply 2 again", NULL);
	vt_serve(vt, f);
	expect_row(vt, 5, line);
	expect_in_row(vt, 1, "2 new above  g");
	fixture_ok(f, tom, "delete 60", NULL);
	vt_serve(vt, f);
	expect_not_shown(vt, "Thread 60.");
	vt_type(vt, "g");
	expect_in_row(vt, 2, "Thread 2.");
	expect_not_in_row(vt, 1, "new above");
	vt_leave(vt, f);
}

static void
a_step_from_the_reader_moves_the_cursor(void **state)
{
	struct vt *vt;
	struct screen *s;
	struct arena a = ARENA_INIT;
	struct str arg = STR("");

	(void)state;
	questions();
	vt = vt_open(&board_screen, f->store, tom, "support unread", 24, 80);
	s = app_top(vt_app(vt));
	assert_true(board_screen.step(s, 1, &a, &arg));
	assert_string_equal(arg.p, "1");
	/* It was read meanwhile: the list keeps it where it stands. */
	fixture_ok(f, tom, "mark 1", NULL);
	board_screen.again(s);
	assert_false(board_screen.step(s, 1, &a, &arg));
	assert_true(board_screen.step(s, -1, &a, &arg));
	assert_string_equal(arg.p, "3");
	assert_false(board_screen.step(s, -1, &a, &arg));
	arena_free(&a);
	vt_leave(vt, f);
}

static void
a_private_board_is_as_if_it_were_not_there(void **state)
{
	struct vt *vt;
	struct app *app;

	(void)state;
	bare_boards();
	fixture_ok(f, boss, "board-add --private --kind question club", NULL);
	fixture_ok(f, boss, "board-edit --let-in ann club", NULL);
	fixture_ok(f, ann, "ask club Secret", "x");
	vt = vt_open(&board_screen, f->store, tom, "talk", 24, 80);
	app = vt_app(vt);
	assert_int_equal(
	    app_push(app, &board_screen, STR("club")), ERR_MISSING);
	assert_int_equal(
	    app_push(app, &board_screen, STR("nothing")), ERR_MISSING);
	assert_int_equal(app_push(app, &board_screen, STR("")), ERR_MISSING);
	assert_int_equal(app_push(app, &board_screen,
			     STR("a-slug-that-is-much-too-long-to-be-one")),
	    ERR_MISSING);
	vt_close(vt);
	vt = vt_open(&board_screen, f->store, ann, "club", 24, 80);
	expect_in_row(vt, 2, "Secret");
	fixture_ok(f, boss, "board-edit --put-out ann club", NULL);
	vt_serve(vt, f);
	expect_row(vt, 2, "   This board is not there any more. q goes back.");
	expect_not_shown(vt, "Secret");
	vt_type(vt, "jkgG \\");
	vt_close(vt);
	vt = vt_open(&unread_screen, f->store, tom, "", 24, 80);
	expect_not_shown(vt, "Secret");
	fixture_ok(f, boss, "ask club Another secret", "x");
	vt_serve(vt, f);
	expect_not_shown(vt, "secret");
	vt_leave(vt, f);
}

static void
unread_is_board_by_board(void **state)
{
	struct vt *vt;

	(void)state;
	questions();
	fixture_ok(f, boss, "post news 2.4 is out", "x");
	vt = vt_open(&unread_screen, f->store, tom, "", 24, 80);
	expect_row(vt, 2,
	    " ▸ ●      0   0 59 m    2.4 is out             news      @boss");
	expect_in_row(vt, 3, "Fan curve");
	expect_in_row(vt, 4, "Which modules");
	expect_row(vt, 5, "");
	vt_type(vt, "j\r");
	expect_opens(vt, f, "thread", "3");
	vt_type(vt, "Cy");
	assert_string_equal(vt_submitted(vt), "mark support");
	vt_serve(vt, f);
	expect_not_shown(vt, "Fan curve");
	vt_type(vt, "d");
	assert_string_equal(vt_submitted(vt), "mark 4");
	vt_serve(vt, f);
	expect_not_shown(vt, "●");
	fixture_ok(f, ann, "post talk Hello", "x");
	vt_serve(vt, f);
	expect_shown(vt, "Hello");
	vt_resize(vt, 10, 40);
	expect_shown(vt, "Hello");
	vt_close(vt);
	fixture_ok(f, tom, "follow talk mute", NULL);
	fixture_ok(f, tom, "mark news", NULL);
	vt = vt_open(&unread_screen, f->store, tom, "", 24, 80);
	expect_row(vt, 4, "   Nothing new. You have read it all.");
	vt_type(vt, "jkgG dCM\r");
	vt_close(vt);
	vt = vt_open(&unread_screen, f->store, GUEST, "", 24, 80);
	expect_row(vt, 4, "   Members see here what is new for them.");
	expect_row(vt, 6, "   To join: type `:join`");
	vt_leave(vt, f);
}

/* A page on; where the end is in view, what is new anywhere. */
static void
space_pages_and_then_reads_on(void **state)
{
	struct vt *vt;

	(void)state;
	talk(30);
	fixture_ok(f, tom, "mark talk", NULL);
	fixture_ok(f, ann, "mark talk", NULL);
	fixture_ok(f, tom, "ask support New", "x");
	vt = vt_open(&board_screen, f->store, ann, "talk", 24, 80);
	expect_not_shown(vt, "Thread 1. ");
	vt_type(vt, " ");
	expect_top(vt, "board");
	vt_type(vt, " ");
	expect_shown(vt, "Thread 1. ");
	vt_type(vt, " ");
	expect_opens(vt, f, "thread", "31");
	vt_type(vt, " ");
	fixture_ok(f, ann, "mark support", NULL);
	vt_type(vt, "q ");
	expect_row(vt, 23, " Nothing new. You have read it all.");
	vt_leave(vt, f);
}

/* As in the lobby; a board takes the place of a board. */
static void
digits_are_boards(void **state)
{
	struct vt *vt;

	(void)state;
	questions();
	vt = vt_open(&unread_screen, f->store, ann, "", 24, 80);
	vt_type(vt, "2");
	assert_string_equal(place_of(vt), "support");
	vt_type(vt, "\\s3");
	assert_string_equal(place_of(vt), "talk");
	vt_type(vt, "4");
	expect_row(vt, 23, " There is no board of that number.");
	assert_string_equal(place_of(vt), "talk");
	vt_type(vt, "2\r1");
	assert_string_equal(place_of(vt), "news");
	vt_type(vt, "q");
	expect_top(vt, "thread");
	vt_type(vt, "qq");
	expect_top(vt, "unread");
	vt_type(vt, "2\r0");
	expect_top(vt, "unread");
	vt_leave(vt, f);
}

/* Nobody presses a key: the ages of rows go on all the same. */
static void
ages_go_on_by_themselves(void **state)
{
	struct vt *vt;
	size_t sent;

	(void)state;
	bare_boards();
	f->now_ms = VT_NOW_MS + 10000;
	fixture_ok(f, tom, "post talk Fresh", "x");
	vt = vt_open(&board_screen, f->store, ann, "talk", 24, 80);
	vt_serve(vt, f);
	expect_in_row(vt, 2, "  now    Fresh");
	vt_wait(vt, 2000);
	sent = vt_bytes(vt);
	vt_wait(vt, 40000);
	assert_int_equal(vt_bytes(vt), sent);
	vt_wait(vt, 80000);
	expect_in_row(vt, 2, "  1 m    Fresh");
	vt_wait(vt, 60000);
	expect_in_row(vt, 2, "  2 m    Fresh");
	expect_in_row(vt, 0, "Fri 09:03");
	vt_leave(vt, f);
}

static void
a_session_of_many_events_stays_small(void **state)
{
	struct vt *vt;
	struct screen *s;
	size_t most = 0;

	(void)state;
	talk(50);
	vt = vt_open(&board_screen, f->store, ann, "talk", 24, 80);
	s = app_top(vt_app(vt));
	for (int64_t i = 0; i < 20000; i++) {
		const struct event_note note = { .seq = i,
			.kind = EVENT_POST_VOTED,
			.board_id = 3,
			.thread_id = 1 + i % 50 };

		board_screen.event(s, &note);
		if (s->arena.used > most)
			most = s->arena.used;
	}
	assert_true(most > 100 * 1024);
	assert_true(most < 1024 * 1024);
	vt_type(vt, "j");
	expect_in_row(vt, 3, "▸");
	vt_leave(vt, f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_mark_follow_mute_and_ask_too),
		cmocka_unit_test(what_fails_is_told),
		cmocka_unit_test(five_hundred_threads_page_both_ways),
		cmocka_unit_test(
		    new_threads_come_in_at_the_top_and_nothing_moves),
		cmocka_unit_test(a_step_from_the_reader_moves_the_cursor),
		cmocka_unit_test(a_private_board_is_as_if_it_were_not_there),
		cmocka_unit_test(unread_is_board_by_board),
		cmocka_unit_test(space_pages_and_then_reads_on),
		cmocka_unit_test(digits_are_boards),
		cmocka_unit_test(ages_go_on_by_themselves),
		cmocka_unit_test(a_session_of_many_events_stays_small),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
