/* Writing: what is typed is never lost, and posted once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "screens/ui/prompt.h"
#include "tests/lib/expect.h"
#include "tests/lib/fixture.h"
#include "tests/lib/vt.h"

extern const struct screen_class lobby_screen, thread_screen;

static struct fixture *f;
static int64_t ana, tom, lea;
static struct vt *vt;

static void
start(void)
{
	f = fixture_new();
	ana = fixture_join(f, "ana");
	tom = fixture_join(f, "tom");
	lea = fixture_join_as(f, "lea", "moderator");
	fixture_ok(f, ana, "ask --tags port support No link",
	    "It worked yesterday.\n\n- one\n- two\n- three\n- four\n- five");
	fixture_ok(f, lea, "reply 1", "Which *cable*?");
	f->now_ms = VT_NOW_MS;
	vt = vt_open(&lobby_screen, f->store, tom, "", 24, 80);
}

static void
end(void)
{
	vt_close(vt);
	fixture_free(f);
}

static void
go(const char *arg)
{
	assert_int_equal(
	    app_goto(vt_app(vt), STR("compose"), str_from(arg)), ERR_NONE);
	vt_type(vt, "");
}

static void
pass(int64_t ms)
{
	f->now_ms += ms;
	vt_serve(vt, f);
}

static int64_t
drafts(void)
{
	return fixture_sql_int(f, "SELECT count(*) FROM draft");
}

static void
a_question_is_asked_and_shown(void **state)
{
	(void)state;
	start();
	go("ask support");
	expect_row(vt, 1, " Ask in Support");
	expect_row(vt, 2, " Title  your question in one line");
	expect_row(vt, 3, " Tags   words to find it by, with commas between");
	expect_row(vt, 5, " What happens, what you tried, what you expected.");
	expect_row(vt, 23,
	    " ^D post  ^P preview  Tab next field  Esc keep draft  ^G give up"
	    "  F1 help");
	vt_type(vt, "Boot loop?\tboot, loop\tIt loops q?:Q.\rTwice.");
	expect_row(vt, 2, " Title  Boot loop?");
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
	end();
}

static void
a_title_in_the_argument_is_filled_in(void **state)
{
	(void)state;
	start();
	go("post talk Hello there");
	expect_row(vt, 1, " A new thread in Talk");
	expect_row(vt, 2, " Title  Hello there");
	vt_type(vt, "x\004");
	assert_string_equal(vt_submitted(vt), "post talk Hello there");
	vt_serve(vt, f);
	end();
}

static void
a_reply_shows_what_it_answers(void **state)
{
	(void)state;
	start();
	app_goto(vt_app(vt), STR("thread"), STR("1"));
	go("reply 1");
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
	end();
}

static void
a_reply_from_elsewhere_leads_to_its_thread(void **state)
{
	(void)state;
	start();
	fixture_ok(f, ana, "post talk Other", "x");
	app_goto(vt_app(vt), STR("thread"), STR("2"));
	go("reply 1.2");
	vt_type(vt, "Blue.\004");
	assert_string_equal(vt_submitted(vt), "reply 1.2");
	vt_serve(vt, f);
	expect_top(vt, "thread");
	expect_in_row(vt, 0, "No link");
	end();
}

static void
a_quote_stands_above_the_cursor(void **state)
{
	(void)state;
	start();
	go("quote 1.2");
	expect_row(vt, 2, " │ Which cable?");
	expect_row(vt, 4, " @lea wrote:");
	expect_row(vt, 5, " > Which *cable*?");
	vt_type(vt, "\033");
	assert_null(vt_submitted(vt)); /* nothing of one's own yet */
	go("quote 1.2");
	vt_type(vt, "Red.");
	expect_row(vt, 7, " Red.");
	vt_do(vt, f, "\033");
	assert_int_equal(drafts(), 1);
	go("reply 1.2"); /* the same place */
	expect_row(vt, 7, " Red.");
	vt_type(vt, "\033");
	go("quote 1.2"); /* it is quoted already */
	expect_row(vt, 7, " Red.");
	vt_type(vt, "\004");
	assert_string_equal(vt_submitted(vt), "reply 1.2");
	vt_serve(vt, f);
	assert_int_equal(drafts(), 0);
	end();
}

static void
a_long_quote_is_cut_at_a_line(void **state)
{
	char text[3 * 8192 + 2] = { 0 };
	struct outcome o;

	(void)state;
	start();
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
		go(n == 3 ? "quote 1.3" : n == 4 ? "quote 1.4" : "quote 1.5");
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
	end();
}

static void
what_was_written_is_changed(void **state)
{
	struct outcome o;

	(void)state;
	start();
	fixture_ok(f, tom, "post talk Old title", "Old text");
	go("edit 2");
	expect_row(vt, 1, " Change what you wrote");
	expect_row(vt, 2, " Title  Old title");
	expect_row(vt, 4, " Old text");
	vt_type(vt, "!\004");
	assert_string_equal(vt_submitted(vt), "edit 2");
	vt_serve(vt, f);
	go("edit 2");
	vt_type(vt, "\033[A\025New title\004");
	assert_string_equal(vt_submitted(vt), "edit --title New title 2");
	vt_serve(vt, f);
	go("edit 2");
	vt_type(vt, "!\033[A\025Third\004");
	assert_string_equal(
	    vt_submitted(vt), "edit --title Third 2 Old text!!");
	vt_serve(vt, f);
	o = fixture_ok(f, tom, "read 2", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "body"), "Old text!!");
	go("edit 2");
	vt_do(vt, f, "\004");
	expect_in_row(vt, 23, "That is what it says already.");
	expect_top(vt, "compose");
	end();
}

static void
what_others_wrote_is_changed_with_a_reason(void **state)
{
	(void)state;
	start();
	vt_close(vt);
	vt = vt_open(&lobby_screen, f->store, lea, "", 24, 80);
	go("edit 1");
	expect_row(vt, 1, " Change what @ana wrote");
	expect_row(vt, 3, " Why    what those who wrote it are told");
	vt_do(vt, f, "!\004");
	expect_in_row(vt, 23, "Say why");
	vt_type(vt, "\033[Za word\004");
	assert_string_equal(vt_submitted(vt), "edit --why a word 1");
	vt_serve(vt, f);
	expect_top(vt, "thread");
	end();
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
	start();
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
	end();
}

static void
a_draft_is_kept_every_two_seconds(void **state)
{
	(void)state;
	start();
	go("ask support");
	vt_type(vt, "Loop\tboot\tIt");
	assert_string_equal(vt_submitted(vt), "similar --max 5 Loop");
	vt_serve(vt, f); /* this takes a second */
	pass(999);
	vt_type(vt, "x");
	assert_null(vt_submitted(vt));
	pass(1);
	vt_type(vt, "y");
	assert_string_equal(
	    vt_submitted(vt), "draft --title Loop save ask support");
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
	end();
}

static void
a_draft_comes_back_as_it_was(void **state)
{
	(void)state;
	start();
	go("ask support");
	vt_type(vt, "Loop\tboot\tTags: are\rlines");
	vt_type(vt, "\033");
	expect_in_row(vt, 23, "Kept as a draft");
	vt_serve(vt, f);
	f->now_ms += 180000;
	vt_close(vt);
	vt = vt_open(&lobby_screen, f->store, tom, "", 10, 40);
	pass(0);
	vt_resize(vt, 24, 80);
	go("ask support");
	expect_in_row(vt, 23, "Your draft of 3 min ago is back. ^G drops it.");
	expect_row(vt, 2, " Title  Loop");
	expect_row(vt, 3, " Tags   boot");
	expect_row(vt, 5, " Tags: are");
	expect_row(vt, 6, " lines");
	vt_type(vt, "\033");
	assert_null(vt_submitted(vt)); /* it is there already */
	end();
}

/* The app ends, as it does when a connection breaks. */
static void
a_cut_connection_loses_nothing(void **state)
{
	(void)state;
	start();
	go("reply 1");
	vt_type(vt, "Half a th");
	assert_null(vt_submitted(vt));
	app_close(app_top(vt_app(vt)));
	assert_string_equal(vt_submitted(vt), "draft save reply 1");
	assert_string_equal(vt_body(vt), "Half a th");
	vt_serve(vt, f);
	go("reply 1.1");
	expect_shown(vt, " Half a th");
	end();
}

static void
giving_up_asks_and_drops(void **state)
{
	(void)state;
	start();
	go("reply 1");
	vt_type(vt, "\007");
	expect_top(vt, "lobby");
	go("reply 1");
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
	end();
}

static void
an_emptied_draft_goes(void **state)
{
	(void)state;
	start();
	go("reply 1");
	vt_do(vt, f, "ab\033");
	assert_int_equal(drafts(), 1);
	go("reply 1");
	vt_do(vt, f, "\177\177\033");
	assert_int_equal(drafts(), 0);
	end();
}

static void
a_draft_that_cannot_be_kept_is_told(void **state)
{
	(void)state;
	start();
	fixture_ok(f, ROBOT, "setting drafts.max 1", NULL);
	fixture_ok(f, tom, "draft save other", "x");
	f->now_ms = VT_NOW_MS;
	go("reply 1");
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
	end();
}

static void
a_post_that_may_be_there_is_posted_once(void **state)
{
	const struct answer unsure = { ERR_UNSURE, STR_INIT(""), NULL };
	char id[64];

	(void)state;
	start();
	go("reply 1");
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
	end();
}

static void
what_was_changed_after_an_unsure_answer_is_kept(void **state)
{
	const struct answer unsure = { ERR_UNSURE, STR_INIT(""), NULL };

	(void)state;
	start();
	go("reply 1");
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
	end();
}

static void
leaving_while_it_is_sent_is_asked_about(void **state)
{
	(void)state;
	start();
	go("reply 1");
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
	go("reply 1");
	vt_type(vt, "Later\004\033");
	vt_type(vt, "y");
	expect_top(vt, "lobby");
	vt_serve(vt, f);
	assert_int_equal(drafts(), 1);
	end();
}

static void
a_title_too_long_is_kept_as_far_as_it_goes(void **state)
{
	(void)state;
	start();
	go(fixture_line(f, "ask support %0501d", 0));
	vt_type(vt, "text\004");
	expect_in_row(
	    vt, 23, "The title has 501 characters; here 200 are the most.");
	vt_do(vt, f, "x\033");
	assert_int_equal(
	    fixture_sql_int(f, "SELECT length(title) FROM draft"), 500);
	end();
}

static void
a_failure_leaves_the_text(void **state)
{
	(void)state;
	start();
	go("reply 1");
	vt_type(vt, "Still here");
	fixture_ok(f, lea, "delete --why spam 1", NULL);
	f->now_ms = VT_NOW_MS;
	vt_do(vt, f, "\004");
	expect_top(vt, "compose");
	expect_in_row(vt, 23, "There is no");
	expect_shown(vt, " Still here");
	end();
}

static void
nothing_goes_without_a_title_and_a_text(void **state)
{
	(void)state;
	start();
	go("ask support");
	vt_type(vt, "\t\tsome text\004");
	expect_in_row(vt, 23, "It needs a title");
	assert_null(vt_submitted(vt));
	vt_type(vt, "Now\004"); /* it stands on the title */
	assert_string_equal(vt_submitted(vt), "ask support Now");
	vt_serve(vt, f);
	go("reply 1");
	vt_type(vt, " \r \004");
	expect_in_row(vt, 23, "There is no text yet.");
	assert_null(vt_submitted(vt));
	end();
}

static void
limits_are_told_before_sending(void **state)
{
	(void)state;
	start();
	fixture_ok(f, ROBOT, "setting title.max_chars 10", NULL);
	fixture_ok(f, ROBOT, "setting post.max_bytes 20", NULL);
	f->now_ms = VT_NOW_MS;
	go("ask support");
	vt_type(vt, "abcdefghij");
	expect_row(vt, 2,
	    " Title  abcdefghij                                            "
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
	end();
}

static void
a_paste_is_cleaned_and_sends_nothing(void **state)
{
	(void)state;
	start();
	go("ask support");
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
	end();
}

static void
the_preview_is_below_or_beside(void **state)
{
	(void)state;
	start();
	go("reply 1.2");
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
	end();
}

static void
a_resize_keeps_text_and_cursor(void **state)
{
	static const int sizes[][2] = { { 10, 40 }, { 5, 20 }, { 40, 130 },
		{ 7, 61 }, { 24, 80 } };

	(void)state;
	start();
	go("ask support");
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
	    " Title  A title of some length that will not fit into "
	    "twenty!");
	end();
}

static void
a_reply_that_comes_meanwhile_is_told(void **state)
{
	(void)state;
	start();
	go("reply 1");
	vt_type(vt, "Mine");
	fixture_ok(f, lea, "reply 1", "Another");
	f->now_ms = VT_NOW_MS;
	vt_serve(vt, f);
	expect_in_row(vt, 1, " 1 new reply meanwhile");
	expect_shown(vt, " Mine");
	end();
}

static void
the_cells_hold_at_any_size(void **state)
{
	static const char *const args[] = { "ask support", "reply 1",
		"quote 1.2" };

	(void)state;
	start();
	fixture_ok(f, ana, "reply 1",
	    "ＦＵＬＬ 日本語 👍 \xE2\x80\x8F ⚑\n\n```\n\tcode\n```");
	for (size_t i = 0; i < 3; i++) {
		go(args[i]);
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
	end();
}

static void
who_writes_is_told_of_their_draft(void **state)
{
	(void)state;
	start();
	assert_false(app_drafts(vt_app(vt)));
	go("ask support");
	assert_false(app_drafts(vt_app(vt)));
	vt_type(vt, "Begun");
	assert_true(app_drafts(vt_app(vt)));
	vt_type(vt, "\033OP"); /* whatever is over it */
	assert_true(app_drafts(vt_app(vt)));
	vt_do(vt, f, "q\033");
	assert_false(app_drafts(vt_app(vt)));
	end();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_question_is_asked_and_shown),
		cmocka_unit_test(a_title_in_the_argument_is_filled_in),
		cmocka_unit_test(a_reply_shows_what_it_answers),
		cmocka_unit_test(a_reply_from_elsewhere_leads_to_its_thread),
		cmocka_unit_test(a_quote_stands_above_the_cursor),
		cmocka_unit_test(a_long_quote_is_cut_at_a_line),
		cmocka_unit_test(what_was_written_is_changed),
		cmocka_unit_test(what_others_wrote_is_changed_with_a_reason),
		cmocka_unit_test(what_may_not_be_is_refused_in_words),
		cmocka_unit_test(a_draft_is_kept_every_two_seconds),
		cmocka_unit_test(a_draft_comes_back_as_it_was),
		cmocka_unit_test(a_cut_connection_loses_nothing),
		cmocka_unit_test(giving_up_asks_and_drops),
		cmocka_unit_test(an_emptied_draft_goes),
		cmocka_unit_test(a_draft_that_cannot_be_kept_is_told),
		cmocka_unit_test(a_post_that_may_be_there_is_posted_once),
		cmocka_unit_test(
		    what_was_changed_after_an_unsure_answer_is_kept),
		cmocka_unit_test(leaving_while_it_is_sent_is_asked_about),
		cmocka_unit_test(a_title_too_long_is_kept_as_far_as_it_goes),
		cmocka_unit_test(a_failure_leaves_the_text),
		cmocka_unit_test(nothing_goes_without_a_title_and_a_text),
		cmocka_unit_test(limits_are_told_before_sending),
		cmocka_unit_test(a_paste_is_cleaned_and_sends_nothing),
		cmocka_unit_test(the_preview_is_below_or_beside),
		cmocka_unit_test(a_resize_keeps_text_and_cursor),
		cmocka_unit_test(a_reply_that_comes_meanwhile_is_told),
		cmocka_unit_test(the_cells_hold_at_any_size),
		cmocka_unit_test(who_writes_is_told_of_their_draft),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
