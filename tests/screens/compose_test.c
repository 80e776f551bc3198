/* Writing: a question, a reply, a quote, a change; where it leads. */
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
a_question_is_asked_and_shown(void **state)
{
	(void)state;
	writing();
	go_writing("ask support");
	expect_row(vt, 1, " Ask in Support");
	expect_row(vt, 2, " Title: (your question in one line)");
	expect_row(vt, 3, " Tags:  (words to find it by, with commas between)");
	expect_row(vt, 5, " What happens, what you tried, what you expected.");
	expect_row(vt, 23,
	    " ^D post  ^P preview  Tab next field  Esc keep draft  ^G give up"
	    "  F1 help");
	vt_type(vt, "Boot loop?\tboot, loop\tIt loops q?:Q.\rTwice.");
	expect_row(vt, 2, " Title: Boot loop?");
	expect_row(vt, 6, " Twice.");
	assert_string_equal(vt_submitted(vt), "similar --max 5 Boot");
	vt_serve(vt, f);
	vt_type(vt, "\004");
	assert_string_equal(
	    vt_submitted(vt), "ask --tags boot, loop support Boot loop?");
	assert_string_equal(vt_body(vt), "It loops q?:Q.\nTwice.");
	assert_int_equal(strlen(vt_id(vt)), 32);
	expect_in_row(vt, 1, " Sending…");
	vt_serve(vt, f);
	expect_top(vt, "thread");
	expect_in_row(vt, 23, " Asked as 2.");
	assert_int_equal(drafts(), 0);
	vt_type(vt, "q");
	expect_top(vt, "lobby");
	leave();
}

static void
a_title_in_the_argument_is_filled_in(void **state)
{
	(void)state;
	writing();
	go_writing("post talk Hello there");
	expect_row(vt, 1, " A new thread in Talk");
	expect_row(vt, 2, " Title: Hello there");
	vt_type(vt, "x\004");
	assert_string_equal(vt_submitted(vt), "post talk Hello there");
	vt_serve(vt, f);
	leave();
}

static void
a_reply_shows_what_it_answers(void **state)
{
	(void)state;
	writing();
	app_goto(vt_app(vt), STR("thread"), STR("1"));
	go_writing("reply 1");
	expect_row(vt, 1, " Reply to @ana");
	expect_row(vt, 2, " │ It worked yesterday.");
	assert_string_equal(vt_style(vt, 2, 3), "dim");
	expect_row(vt, 4, " │ • one");
	expect_in_row(vt, 5, "↓");
	vt_type(vt, "Mine.\033[A\033[B\033[B\033[B");
	assert_string_equal(vt_style(vt, 2, 1), "accent");
	vt_type(vt, "\t\024");
	expect_row(vt, 3, " Mine.");
	vt_type(vt, "\024\004");
	assert_string_equal(vt_submitted(vt), "reply 1");
	vt_serve(vt, f);
	expect_top(vt, "thread");
	expect_in_row(vt, 23, " Replied as 1.3.");
	vt_type(vt, "q");
	expect_top(vt, "lobby");
	leave();
}

/* The keys of a question are none where there is neither title nor tags. */
static void
the_help_on_a_reply_has_its_keys_alone(void **state)
{
	(void)state;
	writing();
	app_goto(vt_app(vt), STR("thread"), STR("1"));
	go_writing("reply 1");
	vt_type(vt, "\024");
	vt_type(vt, "\033OP");
	expect_top(vt, "help");
	expect_shown(vt, "fold answered");
	expect_not_shown(vt, "next field");
	expect_not_shown(vt, "choose similar");
	expect_not_shown(vt, "already solved");
	vt_type(vt, "qq");
	leave();
	writing();
	go_writing("ask support");
	vt_type(vt, "\033OP");
	expect_shown(vt, "next field");
	expect_not_shown(vt, "fold answered");
	leave();
}

/* What is answered is gone to as well, but it is no field. */
static void
a_reply_has_one_field(void **state)
{
	(void)state;
	writing();
	go_writing("reply 1");
	expect_not_in_row(vt, 23, "next field");
	expect_row(vt, 23,
	    " ^D post  ^P preview  Esc keep draft  ^G give up"
	    "  F1 help");
	vt_type(vt, "\t");
	expect_in_row(vt, 23, "Tab next field");
	vt_type(vt, "\tx");
	expect_not_in_row(vt, 23, "next field");
	leave();
}

static void
a_narrow_footer_repeats_no_key(void **state)
{
	(void)state;
	writing();
	go_writing("reply 1");
	vt_resize(vt, 5, 20);
	expect_row(vt, 4, " ^D post  F1");
	leave();
}

/* Nor does the help of a text lead away from it. */
static void
the_help_over_a_text_has_no_tab(void **state)
{
	(void)state;
	writing();
	go_writing("ask support");
	vt_type(vt, "\033OP");
	expect_top(vt, "help");
	expect_not_in_row(vt, 23, "Tab");
	vt_type(vt, "\t");
	expect_top(vt, "help");
	vt_type(vt, "qq");
	expect_top(vt, "compose");
	vt_type(vt, "\033");
	vt_type(vt, "?");
	expect_in_row(vt, 23, "Tab next new");
	vt_type(vt, "\t");
	expect_top(vt, "thread");
	leave();
}

static void
a_reply_from_elsewhere_leads_to_its_thread(void **state)
{
	(void)state;
	writing();
	fixture_ok(f, ana, "post talk Other", "x");
	app_goto(vt_app(vt), STR("thread"), STR("2"));
	go_writing("reply 1.2");
	vt_type(vt, "Blue.\004");
	assert_string_equal(vt_submitted(vt), "reply 1.2");
	vt_serve(vt, f);
	expect_top(vt, "thread");
	expect_in_row(vt, 0, "No link");
	leave();
}

static void
a_quote_stands_above_the_cursor(void **state)
{
	(void)state;
	writing();
	go_writing("quote 1.2");
	expect_row(vt, 2, " │ Which cable?");
	expect_row(vt, 4, " @lea wrote:");
	expect_row(vt, 5, " > Which *cable*?");
	vt_type(vt, "\033");
	assert_null(vt_submitted(vt)); /* nothing of one's own yet */
	go_writing("quote 1.2");
	vt_type(vt, "Red.");
	expect_row(vt, 7, " Red.");
	vt_do(vt, f, "\033");
	assert_int_equal(drafts(), 1);
	go_writing("reply 1.2"); /* the same place */
	expect_row(vt, 7, " Red.");
	vt_type(vt, "\033");
	go_writing("quote 1.2"); /* it is quoted already */
	expect_row(vt, 7, " Red.");
	vt_type(vt, "\004");
	assert_string_equal(vt_submitted(vt), "reply 1.2");
	vt_serve(vt, f);
	assert_int_equal(drafts(), 0);
	leave();
}

static void
a_long_quote_is_cut_at_a_line(void **state)
{
	char text[3 * 8192 + 2] = { 0 };
	struct outcome o;

	(void)state;
	writing();
	memset(text, 'a', 8192);
	for (size_t i = 7; i < 8192; i += 8)
		text[i] = '\n';
	text[8191] = 'a';
	fixture_ok(f, ana, "reply 1", text); /* at the limit: whole */
	text[8192] = 'b';
	fixture_ok(f, ana, "reply 1", text);
	memset(text, 'c', 3 * 8192); /* one line alone */
	fixture_ok(f, ana, "reply 1", text);
	f->now_ms = VT_NOW_MS;
	for (int n = 3; n <= 5; n++) {
		go_writing(n == 3 ? "quote 1.3" :
			n == 4	  ? "quote 1.4" :
				    "quote 1.5");
		vt_do(vt, f, "Yes.\033");
	}
	o = fixture_ok(f, tom, "draft show reply 1.3", NULL);
	assert_null(strstr(fixture_text(f, &o, 0, "text"), "> …"));
	o = fixture_ok(f, tom, "draft show reply 1.4", NULL);
	assert_non_null(
	    strstr(fixture_text(f, &o, 0, "text"), "> aaaaaaa\n> …\n\nYes."));
	o = fixture_ok(f, tom, "draft show reply 1.5", NULL);
	assert_int_equal(strlen(fixture_text(f, &o, 0, "text")),
	    strlen("@ana wrote:\n> \n> …\n\nYes.") + 8192);
	leave();
}

static void
what_was_written_is_changed(void **state)
{
	struct outcome o;

	(void)state;
	writing();
	fixture_ok(f, tom, "post talk Old title", "Old text");
	go_writing("edit 2");
	expect_row(vt, 1, " Change what you wrote");
	expect_row(vt, 2, " Title: Old title");
	expect_row(vt, 4, " Old text");
	vt_type(vt, "!\004");
	assert_string_equal(vt_submitted(vt), "edit 2");
	vt_serve(vt, f);
	go_writing("edit 2");
	vt_type(vt, "\033[A\025New title\004");
	assert_string_equal(vt_submitted(vt), "edit --title New title 2");
	vt_serve(vt, f);
	go_writing("edit 2");
	vt_type(vt, "!\033[A\025Third\004");
	assert_string_equal(
	    vt_submitted(vt), "edit --title Third 2 Old text!!");
	vt_serve(vt, f);
	o = fixture_ok(f, tom, "read 2", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "body"), "Old text!!");
	go_writing("edit 2");
	vt_do(vt, f, "\004");
	expect_in_row(vt, 23, "That is what it says already.");
	expect_top(vt, "compose");
	leave();
}

static void
what_others_wrote_is_changed_with_a_reason(void **state)
{
	(void)state;
	writing();
	vt_close(vt);
	vt = vt_open(&lobby_screen, f->store, lea, "", 24, 80);
	go_writing("edit 1");
	expect_row(vt, 1, " Change what @ana wrote");
	expect_row(vt, 3, " Why:   (what those who wrote it are told)");
	vt_do(vt, f, "!\004");
	expect_in_row(vt, 23, "Say why");
	vt_type(vt, "\033[Za word\004");
	assert_string_equal(vt_submitted(vt), "edit --why a word 1");
	vt_serve(vt, f);
	expect_top(vt, "thread");
	leave();
}

static void
what_may_not_be_is_refused_in_words(void **state)
{
	static const struct {
		const char *arg;
		const char *words;
	} cases[] = {
		{ "", "What shall it be?" },
		{ "ask", "What shall it be?" },
		{ "sing 12", "What shall it be?" },
		{ "ask nowhere", "There is no board \"nowhere\"" },
		{ "ask talk", "is not for questions" },
		{ "post support", "is for questions" },
		{ "post news", "only" },
		{ "reply 99", "There is no thread 99" },
		{ "reply 1.99", "There is no post 1.99" },
		{ "reply x", "is not a thread" },
		{ "edit 1", "1.1 is @ana's" },
	};

	(void)state;
	writing();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_not_equal(app_goto(vt_app(vt), STR("compose"),
					 str_from(cases[i].arg)),
		    ERR_NONE);
		vt_type(vt, "");
		expect_in_row(vt, 23, cases[i].words);
		expect_top(vt, "lobby");
	}
	vt_close(vt);
	vt = vt_open(&lobby_screen, f->store, 0, "", 24, 80);
	assert_int_equal(
	    app_goto(vt_app(vt), STR("compose"), STR("reply 1")), ERR_DENIED);
	vt_type(vt, "");
	expect_in_row(vt, 23, "Writing is for members.");
	leave();
}

static void
a_reply_that_comes_meanwhile_is_told(void **state)
{
	(void)state;
	writing();
	go_writing("reply 1");
	vt_type(vt, "Mine");
	fixture_ok(f, lea, "reply 1", "Another");
	f->now_ms = VT_NOW_MS;
	vt_serve(vt, f);
	expect_in_row(vt, 1, " 1 new reply meanwhile");
	expect_shown(vt, " Mine");
	leave();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_question_is_asked_and_shown),
		cmocka_unit_test(a_title_in_the_argument_is_filled_in),
		cmocka_unit_test(a_reply_shows_what_it_answers),
		cmocka_unit_test(the_help_on_a_reply_has_its_keys_alone),
		cmocka_unit_test(a_reply_has_one_field),
		cmocka_unit_test(a_narrow_footer_repeats_no_key),
		cmocka_unit_test(the_help_over_a_text_has_no_tab),
		cmocka_unit_test(a_reply_from_elsewhere_leads_to_its_thread),
		cmocka_unit_test(a_quote_stands_above_the_cursor),
		cmocka_unit_test(a_long_quote_is_cut_at_a_line),
		cmocka_unit_test(what_was_written_is_changed),
		cmocka_unit_test(what_others_wrote_is_changed_with_a_reason),
		cmocka_unit_test(what_may_not_be_is_refused_in_words),
		cmocka_unit_test(a_reply_that_comes_meanwhile_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
