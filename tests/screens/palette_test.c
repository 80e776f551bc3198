/* The command line of every screen: what it offers, and what it opens. */
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
#include "tests/lib/commanding.h"
#include "tests/lib/expect.h"

extern const struct screen_class lobby_screen;

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
it_leaves_by_the_words_of_other_programs(void **state)
{
	static const char *const words[] = { "q", "quit", "exit", "logout" };

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		commanding(BY_SYSOP, 24, 80);
		vt_type(vt, ":");
		vt_type(vt, words[i]);
		assert_int_equal(vt_status(vt), -1);
		vt_type(vt, "\r");
		assert_int_equal(vt_status(vt), 0);
		leave();
	}
	commanding(BY_SYSOP, 24, 80);
	expect_offer("qu", "│ quit ");
	leave();
}

/* Where Q is a letter, and where it is none. */
static void
ctrl_c_asks_whether_to_leave(void **state)
{
	(void)state;
	commanding(BY_SYSOP, 24, 80);
	vt_type(vt, "\003");
	expect_shown(vt, "Leave?");
	vt_type(vt, "n");
	assert_int_equal(vt_status(vt), -1);
	vt_type(vt, "/some words\003");
	expect_shown(vt, "Leave?");
	vt_type(vt, "y");
	assert_int_equal(vt_status(vt), 0);
	leave();
}

static void
each_kind_of_word_is_completed(void **state)
{
	(void)state;
	commanding(BY_SYSOP, 24, 80);
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
	commanding(BY_GUEST, 24, 80);
	offers("threads ");
	expect_shown(
	    vt, "┌ threads [--max N] [--after THREAD] [--state STATE] [--");
	expect_shown(vt, "│ board: whose threads ");
	leave();
	commanding(BY_MEMBER, 24, 80);
	offers("link --");
	expect_shown(vt, "--json");
	expect_not_shown(vt, "--for");
	leave();
}

static void
a_member_never_sees_what_is_for_others(void **state)
{
	size_t n;
	const struct command *const *all = command_all(&n);

	(void)state;
	for (enum commander who = BY_GUEST; who <= BY_MEMBER; who++) {
		enum role role = who ? ROLE_MEMBER : ROLE_GUEST;

		commanding(who, 24, 80);
		for (size_t i = 0; i < n; i++) {
			char row[64];
			bool may = command_audience(all[i]) <= role &&
			    !(all[i]->flags & COMMAND_INTERNAL) &&
			    !((all[i]->flags & COMMAND_JOINS) && who) &&
			    all[i]->mode != COMMAND_STREAM;

			snprintf(row, sizeof row, "│ %s ", all[i]->name);
			if (may)
				expect_offer(all[i]->name, row);
			else
				expect_none(all[i]->name, row);
		}
		leave();
	}
	commanding(BY_MEMBER, 24, 80);
	vt_type(vt, ":board-ad\r"); /* not even when it is near */
	expect_not_shown(vt, "board-add");
	leave();
}

static void
a_name_may_be_cut_short_where_one_begins_so(void **state)
{
	(void)state;
	commanding(BY_MEMBER, 24, 80);
	vt_type(vt, ":mem\r");
	expect_top(vt, "members");
	vt_type(vt, "q:whoa --json\r");
	assert_string_equal(vt_submitted(vt), "whoami");
	vt_type(vt, ":pro\r");
	expect_top(vt, "profile");
	vt_type(vt, "q:unr\r");
	expect_top(vt, "unread");
	vt_type(vt, "q:me\r"); /* members, metoo */
	expect_shown(vt, "There is no command \"me\"");
	vt_type(vt, "\025a\r"); /* one letter is too little to go by */
	expect_shown(vt, "There is no command \"a\"");
	vt_type(vt, "\025board-a x\r"); /* not what is for others */
	expect_shown(vt, "There is no command \"board-a\"");
	leave();
}

static void
a_typo_is_told_with_what_was_meant(void **state)
{
	(void)state;
	commanding(BY_MEMBER, 24, 80);
	vt_type(vt, ":serach port\r");
	expect_shown(
	    vt, "There is no command \"serach\"; did you mean search?");
	expect_row(vt, 23, " : serach port");
	vt_type(vt, "\025peopel\r");
	expect_shown(vt, "did you mean people?");
	vt_type(vt, "\033");
	vt_type(vt, ":xyzzy\r");
	expect_shown(vt, "There is no command \"xyzzy\"; Tab lists them.");
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
	commanding(BY_GUEST, 24, 80);
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
	commanding(BY_MEMBER, 24, 80);
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
	commanding(BY_MEMBER, 24, 80);
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
	commanding(BY_MEMBER, 24, 80);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		vt_type(vt, ":");
		vt_type(vt, lines[i]);
		vt_type(vt, "\r");
		expect_top(vt, "compose");
		if (i == 2) {
			expect_row(vt, 2, " Title: A b");
			expect_row(vt, 3, " Tags:  x,y");
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
lines_of_the_session_come_back(void **state)
{
	(void)state;
	commanding(BY_MEMBER, 24, 80);
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
hostile_lines_do_no_harm(void **state)
{
	char line[LIMIT_LINE_BYTES + 64];

	(void)state;
	commanding(BY_MEMBER, 24, 80);
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
	commanding(BY_MEMBER, 24, 80);
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
		commanding(BY_MEMBER, 24, 80);
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
		cmocka_unit_test(it_leaves_by_the_words_of_other_programs),
		cmocka_unit_test(ctrl_c_asks_whether_to_leave),
		cmocka_unit_test(each_kind_of_word_is_completed),
		cmocka_unit_test(what_a_command_wants_stands_above),
		cmocka_unit_test(a_member_never_sees_what_is_for_others),
		cmocka_unit_test(a_name_may_be_cut_short_where_one_begins_so),
		cmocka_unit_test(a_typo_is_told_with_what_was_meant),
		cmocka_unit_test(a_guest_is_told_how_to_join),
		cmocka_unit_test(a_line_to_type_elsewhere_has_name_and_port),
		cmocka_unit_test(names_open_screens_and_commands_their_own),
		cmocka_unit_test(
		    what_is_written_goes_to_the_screen_that_writes),
		cmocka_unit_test(lines_of_the_session_come_back),
		cmocka_unit_test(hostile_lines_do_no_harm),
		cmocka_unit_test(a_resize_keeps_what_is_typed),
		cmocka_unit_test(wide_words_reach_the_corner_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
