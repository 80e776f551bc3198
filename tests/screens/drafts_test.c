/* What was begun is listed, gone on with, and deleted with a way back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/expect.h"
#include "tests/lib/writing.h"

extern const struct screen_class drafts_screen, lobby_screen;

static void
begin(int rows, int cols)
{
	writing();
	fixture_ok(f, tom, "draft save reply 1.2", "It is the *long* one.");
	fixture_ok(f, tom, "draft --title \"Loop after boot\" save ask support",
	    "Tags: boot\n\nAgain\nand again");
	fixture_ok(f, tom, "draft save reply 77", "To nobody");
	f->now_ms += 3 * 60 * 60 * 1000;
	vt_close(vt);
	vt = vt_open(&drafts_screen, f->store, tom, "", rows, cols);
	vt_now(vt, f->now_ms);
	vt_resize(vt, rows, cols - 1);
	vt_resize(vt, rows, cols);
}

static void
drafts_are_listed_newest_first(void **state)
{
	(void)state;
	begin(24, 80);
	expect_row(vt, 2,
	    " ▸ reply 77                                                     "
	    "            3 h");
	expect_row(vt, 3, "   To nobody");
	expect_in_row(vt, 4, "   Loop after boot, new in Support");
	expect_row(vt, 5, "   Again and again");
	expect_in_row(vt, 6, "   Reply to No link");
	expect_row(vt, 7, "   It is the *long* one.");
	expect_in_row(vt, 23, "Enter go on  x delete  v show");
	leave();
}

static void
they_are_gone_on_with(void **state)
{
	(void)state;
	begin(24, 80);
	vt_type(vt, "j\r");
	expect_top(vt, "compose");
	expect_row(vt, 2, " Title: Loop after boot");
	expect_row(vt, 3, " Tags:  boot");
	vt_do(vt, f, " now\033");
	expect_top(vt, "drafts");
	expect_shown(vt, "Loop after boot, new in Support");
	vt_type(vt, "g\r"); /* newest: the thread of the other is not there */
	expect_top(vt, "compose");
	vt_type(vt, "\033");
	leave();
}

static void
what_cannot_be_gone_on_with_can_be_read(void **state)
{
	(void)state;
	begin(24, 80);
	vt_type(vt, "\r");
	expect_top(vt, "drafts");
	expect_in_row(vt, 23, "no");
	vt_do(vt, f, "v");
	expect_top(vt, "output");
	expect_shown(vt, "To nobody");
	vt_type(vt, "qy");
	expect_in_row(vt, 23, "Copied.");
	leave();
}

static void
what_is_deleted_can_be_brought_back(void **state)
{
	(void)state;
	begin(24, 80);
	vt_type(vt, "xx");
	expect_in_row(vt, 2, "deleted");
	expect_row(vt, 3, "   u brings it back");
	expect_in_row(vt, 4, "deleted");
	assert_null(vt_submitted(vt)); /* not yet */
	vt_type(vt, "gu");
	expect_in_row(vt, 2, "3 h");
	vt_type(vt, "Gu"); /* the cursor is elsewhere: the last */
	expect_in_row(vt, 4, "3 h");
	expect_in_row(vt, 4, "▸");
	vt_type(vt, "ux");
	expect_in_row(vt, 23, "u bring back");
	app_close(app_top(vt_app(vt)));
	vt_type(vt, "");
	vt_serve(vt, f);
	assert_int_equal(drafts(), 2);
	leave();
}

/* Enter on what was deleted means that it was not. */
static void
a_deleted_draft_is_opened_all_the_same(void **state)
{
	(void)state;
	begin(24, 80);
	vt_type(vt, "jxkk\r");
	expect_top(vt, "drafts"); /* reply 77 does not open */
	vt_type(vt, "j\r");
	expect_top(vt, "compose");
	vt_do(vt, f, "\033");
	assert_int_equal(drafts(), 3);
	expect_not_shown(vt, "deleted");
	leave();
}

static void
more_than_can_be_brought_back_are_dropped_first(void **state)
{
	(void)state;
	begin(24, 80);
	for (int i = 0; i < 10; i++)
		fixture_ok(f, tom,
		    fixture_line(f, "draft save reply 1 ~%d", i + 2), "more");
	vt_close(vt);
	vt = vt_open(&drafts_screen, f->store, tom, "", 40, 80);
	vt_type(vt, "xxxxxxxx");
	assert_null(vt_submitted(vt));
	vt_do(vt, f, "x");
	assert_int_equal(drafts(), 12);
	vt_type(vt, "uuuuuuuuu");
	leave();
}

static void
an_empty_list_says_so_and_guests_are_told(void **state)
{
	(void)state;
	writing();
	assert_int_equal(
	    app_goto(vt_app(vt), STR("drafts"), STR("")), ERR_NONE);
	vt_type(vt, "\rxuvyjkq");
	assert_int_equal(
	    app_goto(vt_app(vt), STR("drafts"), STR("")), ERR_NONE);
	vt_type(vt, "");
	expect_shown(vt, "You have nothing unfinished.");
	expect_not_shown(vt, "x delete");
	vt_close(vt);
	vt = vt_open(&lobby_screen, f->store, GUEST, "", 24, 80);
	assert_int_equal(
	    app_goto(vt_app(vt), STR("drafts"), STR("")), ERR_DENIED);
	leave();
}

static void
the_lobby_leads_there_where_there_are_several(void **state)
{
	(void)state;
	begin(24, 80);
	vt_close(vt);
	vt = vt_open(&lobby_screen, f->store, tom, "", 24, 80);
	vt_type(vt, "GD");
	expect_top(vt, "drafts");
	leave();
}

static void
hostile_drafts_fit_in_any_window(void **state)
{
	(void)state;
	begin(10, 40);
	fixture_sql(f,
	    "UPDATE draft SET body = 'a\x1b[31m\u202e日本日本日本日本"
	    "日本日本日本日本日本日本日本日本日本日本日本日本', "
	    "title = 'wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww'");
	vt_type(vt, "jkjxj");
	vt_resize(vt, 5, 20);
	vt_resize(vt, 24, 130);
	vt_type(vt, "u");
	leave();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(drafts_are_listed_newest_first),
		cmocka_unit_test(they_are_gone_on_with),
		cmocka_unit_test(what_cannot_be_gone_on_with_can_be_read),
		cmocka_unit_test(what_is_deleted_can_be_brought_back),
		cmocka_unit_test(a_deleted_draft_is_opened_all_the_same),
		cmocka_unit_test(
		    more_than_can_be_brought_back_are_dropped_first),
		cmocka_unit_test(an_empty_list_says_so_and_guests_are_told),
		cmocka_unit_test(the_lobby_leads_there_where_there_are_several),
		cmocka_unit_test(hostile_drafts_fit_in_any_window),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
