/* What commands answer on screens, and what they ask about first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/commanding.h"
#include "tests/lib/expect.h"

static void
words_are_said_and_rows_are_read(void **state)
{
	(void)state;
	commanding(BY_MEMBER, 24, 80);
	vt_do(vt, f, ":vote 1\r");
	expect_top(vt, "lobby");
	vt_do(vt, f, ":tag\r");
	expect_top(vt, "output");
	expect_shown(vt, "sleep");
	vt_type(vt, "q");
	vt_do(vt, f, ":threads --json support\r");
	expect_top(vt, "output");
	expect_shown(vt, "{\"thread\":1,\"new\":0,");
	vt_resize(vt, 10, 40);
	vt_resize(vt, 24, 80);
	vt_type(vt, "q");
	vt_type(vt, ":link\r"); /* two lines of words */
	vt_serve(vt, f);
	expect_top(vt, "output");
	vt_type(vt, "q");
	vt_do(vt, f, ":draft\r");
	expect_row(vt, 23, " You have no drafts.");
	vt_do(vt, f, ":threads --help\r");
	expect_top(vt, "output");
	expect_shown(vt, "how many; 30 unless told");
	leave();
}

static void
an_answer_that_comes_late_takes_no_screen(void **state)
{
	(void)state;
	commanding(BY_MEMBER, 24, 80);
	vt_type(vt, ":members\r");
	vt_type(vt, "?");
	expect_top(vt, "help");
	vt_serve(vt, f);
	expect_top(vt, "help");
	leave();
}

static void
a_long_answer_is_paged(void **state)
{
	(void)state;
	commanding(BY_MEMBER, 24, 80);
	for (int i = 0; i < 60; i += 5)
		fixture_ok(f, ana,
		    fixture_line(f,
			"post --tags t%02d,t%02d,t%02d,t%02d,t%02d talk %d", i,
			i + 1, i + 2, i + 3, i + 4, i),
		    "x");
	vt_do(vt, f, ":tag\r");
	expect_in_row(vt, 1, " 1-20 of 63");
	assert_string_equal(vt_style(vt, 1, 1), "title");
	assert_int_equal(strncmp(vt_row(vt, 1), " tag  ", 6), 0);
	expect_in_row(vt, 3, "tag");
	vt_type(vt, "jj\004");
	expect_in_row(vt, 1, " 21-40 of 63");
	vt_type(vt, "\025k");
	expect_in_row(vt, 1, " 1-20 of 63");
	vt_type(vt, "G");
	expect_in_row(vt, 1, " 44-63 of 63");
	vt_type(vt, "j ");
	expect_in_row(vt, 1, " 44-63 of 63");
	vt_resize(vt, 10, 40);
	vt_type(vt, "g");
	expect_in_row(vt, 1, " 1-7 of 63");
	vt_type(vt, "q");
	expect_top(vt, "lobby");
	vt_do(vt, f, ":threads --csv talk\r");
	expect_not_shown(vt, "\xEF\xBF\xBD");
	leave();
}

static void
a_row_of_an_answer_opens_what_it_is_about(void **state)
{
	static const struct {
		const char *line;
		const char *keys;
		const char *screen;
		const char *place;
	} want[] = {
		{ "follow", "\r", "board", "talk" },
		{ "follow", "j\r", "profile", "andy" },
		{ "follow", "jj\r", "search", "tag:port" },
		{ "follow", "jjj\r", "thread", "1.1" },
		{ "draft", "\r", "compose", "reply 1" },
		{ "tag", "j\r", "search", "tag:sleep" },
	};

	(void)state;
	commanding(BY_MEMBER, 24, 80);
	fixture_ok(f, ana, "follow talk watch", NULL);
	fixture_ok(f, ana, "follow @andy", NULL);
	fixture_ok(f, ana, "follow tag:port", NULL);
	fixture_ok(f, ana, "draft save reply 1", "Begun.");
	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		vt_type(vt, ":");
		vt_type(vt, want[i].line);
		vt_do(vt, f, "\r");
		expect_top(vt, "output");
		vt_do(vt, f, want[i].keys);
		expect_top(vt, want[i].screen);
		assert_string_equal(place_of(vt), want[i].place);
		vt_do(vt, f, "\033");
		if (strcmp(top_name(vt), "output") != 0)
			vt_type(vt, "q");
		expect_top(vt, "output");
		vt_type(vt, "q");
		expect_top(vt, "lobby");
	}
	leave();
}

static void
rows_that_open_nothing_are_only_read(void **state)
{
	(void)state;
	commanding(BY_SYSOP, 10, 80);
	vt_do(vt, f, ":setting\r");
	expect_not_in_row(vt, 9, "open");
	vt_type(vt, "jj\r");
	expect_in_row(vt, 1, " 4-10 of ");
	vt_type(vt, "k");
	expect_in_row(vt, 1, " 3-9 of ");
	leave();
}

static void
the_help_knows_the_keys_of_writing(void **state)
{
	(void)state;
	commanding(BY_MEMBER, 24, 80);
	vt_type(vt, ":ask support\r");
	vt_type(vt, "\033OP"); /* F1 */
	vt_resize(vt, 60, 80);
	expect_shown(vt, " While you type\n");
	expect_shown(vt, " delete all before\n");
	expect_not_shown(vt, "first screen");
	expect_not_shown(vt, " q Esc");
	vt_type(vt, "q\t\t\033OP");
	expect_shown(vt, " Ctrl-← Alt-b ");
	expect_shown(vt, " undo\n");
	expect_shown(vt, " post\n");
	vt_type(vt, "q\033");
	leave();
}

/* Neither what a guest may not, nor what is somebody else's. */
static void
the_help_offers_what_one_may_do(void **state)
{
	static const char *const of_members[] = { " reply\n", " reply quoting",
		" vote\n", " vote down", " accept\n", " me too", " edit yours",
		" all read", " keep unread", " follow\n", " mute\n" };

	(void)state;
	commanding(BY_GUEST, 60, 80);
	app_goto(vt_app(vt), STR("thread"), STR("1"));
	vt_type(vt, "");
	vt_type(vt, "?");
	expect_top(vt, "help");
	expect_shown(vt, " its links");
	for (size_t i = 0; i < sizeof of_members / sizeof *of_members; i++)
		expect_not_shown(vt, of_members[i]);
	leave();
	commanding(BY_MEMBER, 60, 80);
	app_goto(vt_app(vt), STR("thread"), STR("1"));
	vt_type(vt, "");
	vt_type(vt, "?");
	expect_shown(vt, " reply\n");
	expect_shown(vt, " mute\n");
	vt_type(vt, "q");
	app_goto(vt_app(vt), STR("profile"), STR("lea"));
	vt_type(vt, "");
	expect_not_in_row(vt, 59, "change");
	expect_not_in_row(vt, 59, "your keys");
	vt_type(vt, "?");
	expect_not_shown(vt, " change\n");
	expect_not_shown(vt, " your keys\n");
	vt_type(vt, "q");
	app_goto(vt_app(vt), STR("profile"), STR(""));
	vt_type(vt, "");
	expect_in_row(vt, 59, "e change  K your keys");
	vt_type(vt, "?");
	expect_shown(vt, " change\n");
	expect_shown(vt, " your keys\n");
	leave();
}

static void
answers_are_told_as_sentences(void **state)
{
	static const struct {
		const char *line;
		const char *words;
	} want[] = {
		{ "read 999", "There is no thread 999." },
		{ "board-edit --let-in ana talk",
		    "Talk is not private; --private makes it so." },
		{ "vote 1.9", "There is no post 1.9." },
		{ "delete 1",
		    "Say why with --why when you remove what others "
		    "wrote." },
		{ "keys revoke 1", "You have no key 1; `keys` lists them." },
		{ "metoo 1",
		    "1 has this besides @ana. The thread is "
		    "followed for you." },
		{ "metoo --undo 1", "0 have this besides @ana." },
	};

	(void)state;
	commanding(BY_SYSOP, 24, 100);
	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		vt_type(vt, ":");
		vt_type(vt, want[i].line);
		vt_do(vt, f, "\ry");
		if (!strstr(vt_screen(vt), want[i].words))
			fail_msg("%s:\n%s", want[i].line, vt_screen(vt));
		if (strcmp(top_name(vt), "lobby") != 0)
			vt_type(vt, "q");
	}
	leave();
}

static void
what_destroys_is_asked_about_first(void **state)
{
	static const struct {
		const char *line;
		const char *question;
	} lines[] = {
		{ "delete 1.2", "Remove 1.2 by you?" },
		{ "delete --why spam 1.3", "Remove 1.3 by @ana?" },
		{ "delete --why spam 1",
		    "Remove the whole thread 1 by @ana, \"No link\"?" },
		{ "keys revoke 7", "Revoke key 7? It lets nobody in" },
		{ "draft drop 3", "Drop draft 3? What is in it is gone" },
		{ "board-edit --close talk", "Close talk? It can be read" },
		{ "board-edit --public talk", "Let everybody read all that" },
	};

	(void)state;
	commanding(BY_SYSOP, 24, 80);
	fixture_ok(f, lea, "reply 1 mine", NULL);
	fixture_ok(f, ana, "reply 1 hers", NULL);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		vt_type(vt, ":");
		vt_type(vt, lines[i].line);
		vt_type(vt, "\r");
		expect_top(vt, "confirm");
		expect_shown(vt, lines[i].question);
		vt_type(vt, "n");
		expect_top(vt, "lobby");
		assert_null(vt_submitted(vt));
	}
	vt_type(vt, ":delete 1.2\ry");
	assert_string_equal(vt_submitted(vt), "delete 1.2");
	vt_serve(vt, f);
	/* The command's own words for what it would not do at all. */
	vt_type(vt, ":delete 1.9\r");
	assert_string_equal(vt_submitted(vt), "delete 1.9");
	vt_serve(vt, f);
	vt_type(vt, ":keys\rq");
	vt_type(vt, ":draft\r");
	assert_string_equal(vt_submitted(vt), "draft");
	leave();
}

static void
a_password_is_asked_for_and_not_shown(void **state)
{
	(void)state;
	commanding(BY_MEMBER, 24, 80);
	vt_type(vt, ":password\r");
	vt_type(vt, "1234567\r");
	assert_null(vt_submitted(vt));
	expect_shown(vt, "A password has 8 to 256");
	expect_row(vt, 23, " New password:");
	vt_type(vt, "8"); /* what was refused is gone: this is all there is */
	expect_row(vt, 23, " New password: •");
	vt_type(vt, "\r");
	assert_null(vt_submitted(vt));
	vt_type(vt, "12345678");
	expect_not_shown(vt, "1234");
	vt_type(vt, "\r");
	assert_null(vt_submitted(vt));
	expect_row(vt, 23, " Once more:");
	vt_type(vt, "12345678\r");
	assert_string_equal(vt_submitted(vt), "password");
	assert_string_equal(vt_body(vt), "12345678");
	vt_serve(vt, f);
	leave();
}

static void
two_passwords_that_differ_set_none(void **state)
{
	(void)state;
	commanding(BY_MEMBER, 24, 80);
	vt_type(vt, ":password\r");
	vt_type(vt, "first of them\r");
	vt_type(vt, "second of them\r");
	assert_null(vt_submitted(vt));
	expect_shown(vt, "The two were not the same.");
	expect_row(vt, 23, " New password:");
	vt_type(vt, "second of them\r");
	expect_row(vt, 23, " Once more:");
	vt_type(vt, "\033");
	expect_top(vt, "lobby");
	assert_null(vt_submitted(vt));
	leave();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_said_and_rows_are_read),
		cmocka_unit_test(an_answer_that_comes_late_takes_no_screen),
		cmocka_unit_test(a_long_answer_is_paged),
		cmocka_unit_test(a_row_of_an_answer_opens_what_it_is_about),
		cmocka_unit_test(rows_that_open_nothing_are_only_read),
		cmocka_unit_test(the_help_knows_the_keys_of_writing),
		cmocka_unit_test(the_help_offers_what_one_may_do),
		cmocka_unit_test(answers_are_told_as_sentences),
		cmocka_unit_test(what_destroys_is_asked_about_first),
		cmocka_unit_test(a_password_is_asked_for_and_not_shown),
		cmocka_unit_test(two_passwords_that_differ_set_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
