/* One line, typed at a terminal or sent without one. */
#include "server/lineedit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
static struct lineedit edit;
static struct buf echo;

static void
begin(bool terminal, size_t max)
{
	lineedit_free(&edit);
	lineedit_init(&edit, terminal, max);
	buf_reset(&echo);
}

/* Feed all; the event that ended it. */
static enum line_event
feed(struct str text)
{
	enum line_event got = lineedit_feed(&edit, &text, &echo);

	if (got == LINE_MORE)
		assert_int_equal(text.n, 0);
	return got;
}

static void
line_is(const char *want)
{
	assert_true(str_eq(lineedit_line(&edit), str_from(want)));
}

static void
echo_is(const char *want)
{
	if (!str_eq(buf_str(&echo), str_from(want)))
		fail_msg("echo is \"%.*s\"", STR_ARG(buf_str(&echo)));
	buf_reset(&echo);
}

static void
a_line_is_echoed_and_ends_at_return(void **state)
{
	(void)state;
	begin(true, 100);
	assert_int_equal(feed(STR("hello")), LINE_MORE);
	echo_is("hello");
	assert_int_equal(feed(STR("\r")), LINE_READY);
	echo_is("\r\n");
	line_is("hello");
	lineedit_reset(&edit);
	assert_int_equal(feed(STR("\n")), LINE_MORE);
	assert_int_equal(feed(STR("two\n")), LINE_READY);
	line_is("two");
}

static void
return_and_newline_are_one_end_even_in_two_parts(void **state)
{
	(void)state;
	struct str input = STR("a\r\nb\n\nc\r\rd");

	begin(false, 100);
	for (int i = 0; i < 5; i++) {
		static const char *const want[] = { "a", "b", "", "c", "" };

		assert_int_equal(
		    lineedit_feed(&edit, &input, &echo), LINE_READY);
		line_is(want[i]);
		lineedit_reset(&edit);
	}
	assert_int_equal(lineedit_feed(&edit, &input, &echo), LINE_MORE);
	line_is("d");
	echo_is("");
}

static void
a_letter_split_over_feeds_is_echoed_once_whole(void **state)
{
	(void)state;
	begin(true, 100);
	feed(STR("\xe6"));
	echo_is("");
	feed(STR("\x97"));
	echo_is("");
	feed(STR("\xa5"));
	echo_is("日");
	feed(STR("\xc3"));
	feed(STR("\xa9!"));
	echo_is("é!");
	line_is("日é!");
}

static void
backspace_wipes_as_many_columns_as_the_letter_took(void **state)
{
	(void)state;
	begin(true, 100);
	feed(STR("a日é"));
	buf_reset(&echo);
	feed(STR("\x7f"));
	echo_is("\b \b");
	line_is("a日");
	feed(STR("\b"));
	echo_is("\b \b\b \b");
	line_is("a");
	feed(STR("\x7f\x7f"));
	echo_is("\b \b");
	line_is("");
}

static void
backspace_wipes_a_space_too(void **state)
{
	(void)state;
	begin(true, 100);
	feed(STR("a  \t"));
	echo_is("a   ");
	feed(STR("\x7f"));
	echo_is("\b \b");
	line_is("a  ");
	feed(STR("\x15"));
	echo_is("\b \b\b \b\b \b");
	line_is("");
	feed(STR(" x "));
	buf_reset(&echo);
	feed(STR("\x15"));
	echo_is("\b \b\b \b\b \b");
}

static void
control_w_takes_a_word_and_control_u_the_line(void **state)
{
	(void)state;
	begin(true, 100);
	feed(STR("one two  "));
	buf_reset(&echo);
	feed(STR("\x17"));
	line_is("one ");
	echo_is("\b \b\b \b\b \b\b \b\b \b");
	feed(STR("\x17"));
	line_is("");
	feed(STR("\x17"));
	line_is("");
	feed(STR("日本 x\x15"));
	line_is("");
}

static void
control_c_cancels_and_control_d_ends_an_empty_line(void **state)
{
	(void)state;
	begin(true, 100);
	assert_int_equal(feed(STR("\x04")), LINE_END);
	assert_int_equal(feed(STR("abc\x04")), LINE_MORE);
	line_is("abc");
	buf_reset(&echo);
	assert_int_equal(feed(STR("\x03")), LINE_CANCEL);
	echo_is("^C\r\n");
}

static void
escape_sequences_are_swallowed_even_in_parts(void **state)
{
	(void)state;
	begin(true, 100);
	feed(STR("a\x1b[A\x1b[1;5Cb\x1bOPc\x1bxd"));
	line_is("abcd");
	echo_is("abcd");
	feed(STR("\x1b"));
	feed(STR("["));
	feed(STR("20"));
	feed(STR("0~e"));
	line_is("abcde");
	echo_is("e");
}

static void
other_control_characters_are_dropped(void **state)
{
	(void)state;
	begin(true, 100);
	feed(STR("a\x01\x02\x07\x0e\x1f\0b"));
	line_is("ab");
	echo_is("ab");
	feed(STR("\xc2\x9b"
		 "2J"));
	echo_is("2J");
}

static void
a_line_holds_its_limit_and_rings_for_one_more(void **state)
{
	(void)state;
	begin(true, 5);
	feed(STR("12345"));
	echo_is("12345");
	feed(STR("6"));
	echo_is("\a");
	assert_int_equal(feed(STR("\r")), LINE_READY);
	line_is("12345");
	begin(false, 5);
	assert_int_equal(feed(STR("1234567\n")), LINE_READY);
	echo_is("");
	line_is("12345");
}

static void
a_hidden_line_echoes_nothing_of_itself(void **state)
{
	(void)state;
	begin(true, 100);
	edit.hidden = true;
	feed(STR("secret 日\x7f\x17pass"));
	echo_is("");
	assert_int_equal(feed(STR("\r")), LINE_READY);
	echo_is("\r\n");
	line_is("pass");
}

static void
without_a_terminal_only_lines_are_cut(void **state)
{
	(void)state;
	begin(false, 100);
	assert_int_equal(feed(STR("a\x15\x03\x1b[A\x04\n")), LINE_READY);
	line_is("a\x15\x03\x1b[A\x04");
	echo_is("");
}

static void
the_rest_of_the_input_stays_for_the_next_line(void **state)
{
	(void)state;
	struct str input = STR("one\rtwo");

	begin(true, 100);
	assert_int_equal(lineedit_feed(&edit, &input, &echo), LINE_READY);
	assert_true(str_eq(input, STR("two")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_echoed_and_ends_at_return),
		cmocka_unit_test(
		    return_and_newline_are_one_end_even_in_two_parts),
		cmocka_unit_test(
		    a_letter_split_over_feeds_is_echoed_once_whole),
		cmocka_unit_test(
		    backspace_wipes_as_many_columns_as_the_letter_took),
		cmocka_unit_test(backspace_wipes_a_space_too),
		cmocka_unit_test(control_w_takes_a_word_and_control_u_the_line),
		cmocka_unit_test(
		    control_c_cancels_and_control_d_ends_an_empty_line),
		cmocka_unit_test(escape_sequences_are_swallowed_even_in_parts),
		cmocka_unit_test(other_control_characters_are_dropped),
		cmocka_unit_test(a_line_holds_its_limit_and_rings_for_one_more),
		cmocka_unit_test(a_hidden_line_echoes_nothing_of_itself),
		cmocka_unit_test(without_a_terminal_only_lines_are_cut),
		cmocka_unit_test(the_rest_of_the_input_stays_for_the_next_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
