/* The command line of every screen, and what commands answer. */
#include "screens/palette.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/command/command.h"
#include "common/rules/limits.h"
#include "tests/lib/expect.h"
#include "tests/lib/session.h"

extern const struct screen_class lobby_screen;

static int64_t ana, lea;

static void
start(int64_t viewer, int rows, int cols)
{
	f = fixture_new();
	ana = fixture_join(f, "ana");
	fixture_join(f, "andy");
	lea = fixture_join_as(f, "lea", "sysop");
	fixture_ok(f, ana, "ask --tags port,sleep support No link", "Text");
	vt = vt_open(&lobby_screen, f->store,
	    viewer < 0 ? lea :
		viewer ? ana :
			 0,
	    "", rows, cols);
}

/* A line as far as that, and what is offered then. */
static const char *
offers(const char *line)
{
	vt_type(vt, "\033");
	vt_type(vt, ":");
	vt_type(vt, line);
	return vt_screen(vt);
}

static void
expect_offer(const char *line, const char *want)
{
	const char *seen = offers(line);

	if (strstr(seen, want) == NULL)
		fail_msg("\"%s\" does not offer \"%s\":\n%s", line, want, seen);
}

static void
expect_none(const char *line, const char *unwanted)
{
	const char *seen = offers(line);

	if (strstr(seen, unwanted))
		fail_msg("\"%s\" offers \"%s\":\n%s", line, unwanted, seen);
}

static void
each_kind_of_word_is_completed(void **state)
{
	(void)state;
	start(-1, 24, 80);
	expect_offer("se", "│ search ");
	expect_offer("lob", "│ lobby ");
	expect_offer("threads ", "│ support ");
	expect_offer("threads sup\t", " : threads support");
	expect_offer("threads --", "│ --state ");
	expect_offer("threads --state ", "│ replied ");
	expect_offer("follow @an", "│ @andy");
	expect_offer("profile a", "│ andy");
	expect_offer("reply 12 I think @le", "│ @lea");
	expect_offer("member-role ana st", "│ staff");
	expect_offer("setting join.p", "│ join.policy  who may join");
	expect_offer("setting join.policy i", "│ invite");
	expect_offer("setting title.max_chars ", "│ default  200");
	expect_offer("help th", "│ threads");
	expect_offer("vote 1 d", "│ down");
	expect_offer("tag 1 sl", "│ sleep  1 thread");
	expect_offer("board-edit --moderator an", "│ andy");
	expect_offer("board-add --kind q", "│ question");
	expect_offer("draft s", "│ save");
	expect_none("search x ", "│ support");
	expect_none("threads --max ", "│ support");
	expect_none("nonsense ", "│");
	leave();
}

static void
what_a_command_wants_stands_above(void **state)
{
	(void)state;
	start(0, 24, 80);
	offers("threads ");
	expect_shown(
	    vt, "┌ threads [--max N] [--after N] [--state STATE] [--order ");
	expect_shown(vt, "│ board: whose threads ");
	leave();
}

static void
a_member_never_sees_what_is_for_others(void **state)
{
	size_t n;
	const struct command *const *all = command_all(&n);

	(void)state;
	for (int who = 0; who < 2; who++) {
		enum role role = who ? ROLE_MEMBER : ROLE_GUEST;

		start(who, 24, 80);
		for (size_t i = 0; i < n; i++) {
			char row[64];
			bool may = command_audience(all[i]) <= role &&
			    !(all[i]->flags & COMMAND_INTERNAL) &&
			    all[i]->mode != COMMAND_STREAM;

			snprintf(row, sizeof row, "│ %s ", all[i]->name);
			if (may)
				expect_offer(all[i]->name, row);
			else
				expect_none(all[i]->name, row);
		}
		leave();
	}
	start(1, 24, 80);
	vt_type(vt, ":board-ad\r"); /* not even when it is near */
	expect_not_shown(vt, "board-add");
	leave();
}

static void
a_typo_is_told_with_what_was_meant(void **state)
{
	(void)state;
	start(1, 24, 80);
	vt_type(vt, ":serach port\r");
	expect_shown(
	    vt, "There is no command \"serach\"; did you mean search?");
	expect_row(vt, 23, " : serach port");
	vt_type(vt, "\025peopel\r");
	expect_shown(vt, "did you mean people?");
	vt_type(vt, "\033");
	vt_type(vt, ":xyzzy\r");
	expect_shown(vt, "There is no command \"xyzzy\"; `help` lists them.");
	vt_type(vt, "\025threads\r");
	expect_shown(vt, "BOARD is missing");
	vt_type(vt, "\025board-add x\r");
	expect_shown(vt, "`board-add` is for sysops; you are a");
	vt_type(vt, "\025watch\r");
	expect_shown(vt, "`watch` goes on until you");
	vt_type(vt, "\025seen\r");
	expect_shown(vt, "is the server's own");
	vt_type(vt, "\025draft save x\r");
	expect_shown(vt, "`draft` wants a text");
	assert_null(vt_submitted(vt));
	vt_type(vt, "\025\r");
	expect_top(vt, "lobby");
	leave();
}

static void
a_guest_is_told_how_to_join(void **state)
{
	(void)state;
	start(0, 24, 80);
	vt_site(vt, "example.org", 2377);
	vt_type(vt, ":vote 1\r");
	expect_shown(vt, "`vote` is for members. `join` makes you one.");
	vt_has_key(vt, false);
	vt_type(vt, "\r");
	expect_shown(vt,
	    "`vote` is for members. To join: ssh -p 2377 "
	    "join@example.org (without an");
	expect_shown(vt, "a handle and a password)");
	vt_type(vt, "\025watch\r");
	expect_shown(vt, "leave: ssh -p 2377 example.org watch");
	vt_type(vt, "\025join\r");
	expect_top(vt, "join");
	expect_shown(vt, " ssh -p 2377 join@example.org");
	leave();
}

static void
a_line_to_type_elsewhere_has_name_and_port(void **state)
{
	(void)state;
	start(1, 24, 80);
	vt_site(vt, "example.org", 2377);
	vt_type(vt, ":watch\r");
	expect_shown(vt, "leave: ssh -p 2377 ana@example.org watch");
	vt_type(vt, "\025draft save x\r");
	expect_shown(vt, "a text: ssh -p 2377 ana@example.org draft <");
	leave();
}

static void
names_open_screens_and_commands_their_own(void **state)
{
	(void)state;
	start(1, 24, 80);
	vt_type(vt, ":help\r");
	expect_top(vt, "help");
	vt_type(vt, ":lobby\r");
	expect_top(vt, "lobby");
	assert_null(app_below(vt_app(vt)));
	vt_type(vt, ":read 1\r");
	expect_top(vt, "thread");
	vt_type(vt, ":lobby x\r");
	expect_shown(vt, "takes no words");
	vt_type(vt, "\033");
	vt_type(vt, ":reply ");
	expect_shown(vt, "  what you read");
	leave();
}

static void
what_is_written_goes_to_the_screen_that_writes(void **state)
{
	static const char *const lines[] = { "ask support", "ask support A b",
		"ask --tags x,y support A b", "post talk Hello", "reply 1",
		"edit 1" };

	(void)state;
	start(1, 24, 80);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		vt_type(vt, ":");
		vt_type(vt, lines[i]);
		vt_type(vt, "\r");
		expect_top(vt, "compose");
		if (i == 2) {
			expect_row(vt, 2, " Title  A b");
			expect_row(vt, 3, " Tags   x,y");
		}
		vt_do(vt, f, "\033");
		expect_top(vt, "lobby");
	}
	vt_type(vt, ":ask\r");
	expect_shown(vt, "BOARD is missing");
	vt_type(vt, "\025reply 1 All said in one line.\r");
	expect_top(vt, "lobby");
	assert_string_equal(vt_submitted(vt), "reply 1 All said in one line.");
	vt_serve(vt, f);
	expect_row(vt, 23, " Replied as 1.2.");
	leave();
}

static void
words_are_said_and_rows_are_read(void **state)
{
	(void)state;
	start(1, 24, 80);
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
	start(1, 24, 80);
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
	start(1, 24, 80);
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
	start(1, 24, 80);
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
	start(-1, 10, 80);
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
	start(1, 24, 80);
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

static void
lines_of_the_session_come_back(void **state)
{
	(void)state;
	start(1, 24, 80);
	vt_type(vt, ":nosuchthing\r");
	vt_type(vt, "\033");
	vt_type(vt, ":help\r");
	vt_type(vt, ":\033[A");
	expect_row(vt, 23, " : help");
	vt_type(vt, "\033[A");
	expect_row(vt, 23, " : nosuchthing");
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
	start(-1, 24, 100);
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
	start(-1, 24, 80);
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
	start(1, 24, 80);
	vt_type(vt, ":password\r");
	vt_type(vt, "1234567\r");
	assert_null(vt_submitted(vt));
	expect_shown(vt, "A password has 8 to 256");
	expect_row(vt, 23, " New password");
	vt_type(vt, "8"); /* what was refused is gone: this is all there is */
	expect_row(vt, 23, " New password •");
	vt_type(vt, "\r");
	assert_null(vt_submitted(vt));
	vt_type(vt, "12345678");
	expect_not_shown(vt, "1234");
	vt_type(vt, "\r");
	assert_null(vt_submitted(vt));
	expect_row(vt, 23, " Once more");
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
	start(1, 24, 80);
	vt_type(vt, ":password\r");
	vt_type(vt, "first of them\r");
	vt_type(vt, "second of them\r");
	assert_null(vt_submitted(vt));
	expect_shown(vt, "The two were not the same.");
	expect_row(vt, 23, " New password");
	vt_type(vt, "second of them\r");
	expect_row(vt, 23, " Once more");
	vt_type(vt, "\033");
	expect_top(vt, "lobby");
	assert_null(vt_submitted(vt));
	leave();
}

static void
hostile_lines_do_no_harm(void **state)
{
	char line[LIMIT_LINE_BYTES + 64];

	(void)state;
	start(1, 24, 80);
	vt_type(vt, ":\033[200~\033]0;x\007vote\n1 \xE2\x80\xAE\xFF\033[201~");
	assert_null(vt_submitted(vt));
	vt_type(vt, "\033");
	vt_type(vt, ":");
	memset(line, 'a', sizeof line);
	memcpy(line, "reply 1 ", 8);
	line[LIMIT_LINE_BYTES] = '\0';
	vt_type(vt, line);
	vt_type(vt, "\r");
	expect_top(vt, "lobby");
	assert_int_equal(strlen(vt_submitted(vt)), LIMIT_LINE_BYTES);
	vt_type(vt, ":");
	line[LIMIT_LINE_BYTES] = 'b';
	line[LIMIT_LINE_BYTES + 1] = '\0';
	vt_type(vt, line); /* one more is not taken */
	expect_shown(vt, " └");
	vt_type(vt, "\033");
	leave();
}

static void
a_resize_keeps_what_is_typed(void **state)
{
	static const int sizes[][2] = { { 10, 40 }, { 40, 130 }, { 5, 20 },
		{ 24, 80 } };

	(void)state;
	start(1, 24, 80);
	vt_type(vt, ":threads su");
	for (size_t i = 0; i < 4; i++) {
		vt_resize(vt, sizes[i][0], sizes[i][1]);
		expect_row(vt, sizes[i][0] - 1, " : threads su");
	}
	vt_type(vt, "\t\r");
	assert_string_not_equal(top_name(vt), "prompt");
	leave();
}

/* ncurses writes the corner of these terminals by inserting. */
static void
wide_words_reach_the_corner_whole(void **state)
{
	static const char *const terms[] = { "tmux-256color", "screen",
		"xterm-256color", "vt100" };

	(void)state;
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		start(1, 24, 80);
		vt_close(vt);
		vt = vt_open_term(
		    &lobby_screen, f->store, ana, "", 7, 20, terms[i]);
		vt_type(vt, ":");
		for (int k = 0; k < 20; k++)
			vt_type(vt, k % 5 ? "日" : "a");
		vt_type(vt, "\033[H");
		for (int k = 0; k < 8; k++)
			vt_type(vt, "a");
		leave();
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_of_word_is_completed),
		cmocka_unit_test(what_a_command_wants_stands_above),
		cmocka_unit_test(a_member_never_sees_what_is_for_others),
		cmocka_unit_test(a_typo_is_told_with_what_was_meant),
		cmocka_unit_test(a_guest_is_told_how_to_join),
		cmocka_unit_test(a_line_to_type_elsewhere_has_name_and_port),
		cmocka_unit_test(names_open_screens_and_commands_their_own),
		cmocka_unit_test(
		    what_is_written_goes_to_the_screen_that_writes),
		cmocka_unit_test(words_are_said_and_rows_are_read),
		cmocka_unit_test(an_answer_that_comes_late_takes_no_screen),
		cmocka_unit_test(a_long_answer_is_paged),
		cmocka_unit_test(a_row_of_an_answer_opens_what_it_is_about),
		cmocka_unit_test(rows_that_open_nothing_are_only_read),
		cmocka_unit_test(the_help_knows_the_keys_of_writing),
		cmocka_unit_test(lines_of_the_session_come_back),
		cmocka_unit_test(answers_are_told_as_sentences),
		cmocka_unit_test(what_destroys_is_asked_about_first),
		cmocka_unit_test(a_password_is_asked_for_and_not_shown),
		cmocka_unit_test(two_passwords_that_differ_set_none),
		cmocka_unit_test(hostile_lines_do_no_harm),
		cmocka_unit_test(a_resize_keeps_what_is_typed),
		cmocka_unit_test(wide_words_reach_the_corner_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
