/* The text that is written: limits, pastes, its preview, any size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/expect.h"
#include "tests/lib/writing.h"

static void
a_title_too_long_is_kept_as_far_as_it_goes(void **state)
{
	(void)state;
	writing();
	go_writing(fixture_line(f, "ask support %0501d", 0));
	vt_type(vt, "text\004");
	expect_in_row(
	    vt, 23, "The title has 501 characters; here 200 are the most.");
	vt_do(vt, f, "x\033");
	assert_int_equal(
	    fixture_sql_int(f, "SELECT length(title) FROM draft"), 500);
	leave();
}

static void
nothing_goes_without_a_title_and_a_text(void **state)
{
	(void)state;
	writing();
	go_writing("ask support");
	vt_type(vt, "\t\tsome text\004");
	expect_in_row(vt, 23, "It needs a title");
	assert_null(vt_submitted(vt));
	vt_type(vt, "Now\004"); /* it stands on the title */
	assert_string_equal(vt_submitted(vt), "ask support Now");
	vt_serve(vt, f);
	go_writing("reply 1");
	vt_type(vt, " \r \004");
	expect_in_row(vt, 23, "There is no text yet.");
	assert_null(vt_submitted(vt));
	leave();
}

/* Not every terminal says what is pasted; what is typed goes on with lists. */
static void
a_paste_that_is_not_called_one_stays_as_it_is(void **state)
{
	static const char pasted[] =
	    "- a list\r- second\r  - nested\r> q1\r> > q2\r1. one\r2. two";

	(void)state;
	writing();
	go_writing("reply 1");
	vt_type(vt, pasted);
	vt_type(vt, "\004");
	assert_string_equal(vt_body(vt),
	    "- a list\n- second\n  - nested\n> q1\n> > q2\n1. one\n2. two");
	vt_serve(vt, f);
	go_writing("reply 1");
	vt_type(vt, "- a list");
	vt_type(vt, "\r");
	vt_type(vt, "second\004");
	assert_string_equal(vt_body(vt), "- a list\n- second");
	vt_serve(vt, f);
	leave();
}

static void
ctrl_c_asks_and_the_text_is_kept(void **state)
{
	(void)state;
	writing();
	go_writing("reply 1");
	vt_type(vt, "half a sentence\003");
	expect_shown(vt, "Leave? What is being written is kept.");
	vt_type(vt, "n");
	expect_shown(vt, "half a sentence");
	assert_int_equal(vt_status(vt), -1);
	vt_type(vt, "\003y");
	assert_int_equal(vt_status(vt), 0);
	leave();
}

static void
limits_are_told_before_sending(void **state)
{
	(void)state;
	writing();
	fixture_ok(f, ROBOT, "setting title.max_chars 10", NULL);
	fixture_ok(f, ROBOT, "setting post.max_bytes 20", NULL);
	f->now_ms = VT_NOW_MS;
	go_writing("ask support");
	vt_type(vt, "abcdefghij");
	expect_row(vt, 2,
	    " Title: abcdefghij                                            "
	    "         10 of 10");
	vt_type(vt, "k\t\t12345678901234567890\004");
	expect_in_row(
	    vt, 23, "The title has 11 characters; here 10 are the most.");
	vt_type(vt, "\177\t\tx\004");
	expect_in_row(vt, 23,
	    "The text has 21 bytes; here 20 are the most. Take out "
	    "1.");
	expect_shown(vt, " 21 of 20 bytes ");
	assert_string_equal(vt_submitted(vt), "similar --max 5 abcdefghijk");
	vt_serve(vt, f);
	vt_type(vt, "\177\004");
	assert_string_equal(vt_submitted(vt), "ask support abcdefghij");
	vt_serve(vt, f);
	expect_top(vt, "thread");
	leave();
}

static void
a_paste_is_cleaned_and_sends_nothing(void **state)
{
	(void)state;
	writing();
	go_writing("ask support");
	vt_type(vt, "\033[200~Ti\ntle\033]0;x\007\004\xE2\x80\xAE\033[201~");
	vt_type(vt,
	    "\t\t\033[200~a\n\x04\033[2J\xFF\xE2\x80\xAE"
	    "b\n\033[201~");
	assert_true(str_starts(
	    str_from(vt_submitted(vt)), STR("similar --max 5 Ti tle")));
	vt_serve(vt, f);
	vt_type(vt, "\004");
	assert_non_null(vt_submitted(vt));
	assert_null(strchr(vt_submitted(vt), '\033'));
	assert_null(strchr(vt_submitted(vt), '\n'));
	assert_null(strstr(vt_submitted(vt), "\xE2\x80\xAE"));
	assert_null(strchr(vt_body(vt), '\033'));
	assert_null(strchr(vt_body(vt), '\x04'));
	assert_null(strstr(vt_body(vt), "\xE2\x80\xAE"));
	vt_serve(vt, f);
	leave();
}

static void
the_preview_is_below_or_beside(void **state)
{
	(void)state;
	writing();
	go_writing("reply 1.2");
	vt_type(vt, "So *much* `code`");
	expect_not_shown(vt, "preview ─");
	vt_type(vt, "\020");
	expect_in_row(vt, 13, " preview ─");
	expect_row(vt, 14, " So much code");
	vt_resize(vt, 40, 130);
	expect_in_row(vt, 3, " preview ─");
	expect_in_row(vt, 4, "│ So much code");
	expect_in_row(vt, 4, " So *much* `code`  ");
	vt_type(vt, "!");
	expect_in_row(vt, 4, "│ So much code!");
	vt_type(vt, "\020");
	expect_not_shown(vt, "preview ─");
	vt_type(vt, "\020");
	expect_shown(vt, "preview ─");
	leave();
}

/* What is far from the cursor is not laid out, and not missed. */
static void
the_preview_of_a_long_text_is_where_the_cursor_is(void **state)
{
	struct buf b = BUF_INIT(0);

	(void)state;
	writing();
	vt_resize(vt, 30, 130);
	go_writing("reply 1");
	buf_cstr(&b, "\033[200~");
	for (int i = 0; i < 2000; i++)
		buf_printf(&b, "Line *%d*\n\n", i);
	buf_cstr(&b, "```\n");
	for (int i = 0; i < 4000; i++)
		buf_printf(&b, "code *%d*\n", i);
	buf_cstr(&b, "```\nThe *end*\033[201~");
	buf_char(&b, '\0');
	vt_type(vt, b.p);
	expect_shown(vt, "│ The end");
	expect_shown(vt, "│ code *3999*"); /* as it stands there */
	vt_type(vt, "\033[1;5A\033[1;5A"); /* Ctrl-Up: to where code begins */
	vt_type(vt, "\033[1;5A");
	expect_shown(vt, "│ Line 1999");
	expect_shown(vt, "code *0*");
	vt_type(vt, "\033[1;5H");
	expect_shown(vt, "│ Line 0");
	vt_type(vt, "*Now*");
	expect_shown(vt, "│ NowLine 0");
	for (int i = 0; i < 40; i++)
		vt_type(vt, "\033[6~");
	expect_shown(vt, "│ Line 4");
	buf_free(&b);
	leave();
}

static void
a_resize_keeps_text_and_cursor(void **state)
{
	static const int sizes[][2] = { { 10, 40 }, { 5, 20 }, { 40, 130 },
		{ 7, 61 }, { 24, 80 } };

	(void)state;
	writing();
	go_writing("ask support");
	vt_type(vt,
	    "A title of some length that will not fit into twenty"
	    "\ttag\tword word word word word word word\033[D\033[D");
	for (size_t i = 0; i < 5; i++)
		vt_resize(vt, sizes[i][0], sizes[i][1]);
	vt_type(vt, "X");
	expect_row(vt, 5, " word word word word word word woXrd");
	vt_resize(vt, 5, 20);
	vt_type(vt, "\t!");
	vt_resize(vt, 24, 80);
	expect_row(vt, 2,
	    " Title: A title of some length that will not fit into "
	    "twenty!");
	leave();
}

static void
the_cells_hold_at_any_size(void **state)
{
	static const char *const args[] = { "ask support", "reply 1",
		"quote 1.2" };

	(void)state;
	writing();
	fixture_ok(f, ana, "reply 1",
	    "ＦＵＬＬ 日本語 👍 \xE2\x80\x8F ⚑\n\n```\n\tcode\n```");
	for (size_t i = 0; i < 3; i++) {
		go_writing(args[i]);
		vt_type(vt, "日本語 words\tx\t\r\r> y\r\020");
		for (int rows = 5; rows < 30; rows += 3) {
			for (int cols = 20; cols < 140; cols += 17)
				vt_resize(vt, rows, cols);
		}
		vt_resize(vt, 24, 80);
		vt_type(vt, "\033OP"); /* F1 */
		expect_top(vt, "help");
		vt_do(vt, f, "q\033");
	}
	leave();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_title_too_long_is_kept_as_far_as_it_goes),
		cmocka_unit_test(nothing_goes_without_a_title_and_a_text),
		cmocka_unit_test(a_paste_that_is_not_called_one_stays_as_it_is),
		cmocka_unit_test(ctrl_c_asks_and_the_text_is_kept),
		cmocka_unit_test(limits_are_told_before_sending),
		cmocka_unit_test(a_paste_is_cleaned_and_sends_nothing),
		cmocka_unit_test(the_preview_is_below_or_beside),
		cmocka_unit_test(
		    the_preview_of_a_long_text_is_where_the_cursor_is),
		cmocka_unit_test(a_resize_keeps_text_and_cursor),
		cmocka_unit_test(the_cells_hold_at_any_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
