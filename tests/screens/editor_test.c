/* People write in it: what they typed is there and can be undone. */
#include "screens/ui/editor_impl.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/text/clean.h"
#include "tests/lib/editing.h"

#define AT(names, want) edit_expect(e, (names), (want), __FILE__, __LINE__)

static void
letters_lines_and_corrections_are_typed(void **state)
{
	struct editor *e = edit_with("");

	(void)state;
	AT("'Hello' Enter 'wrld'", "Hello\nwrld|");
	AT("Left Left Left 'o'", "Hello\nwo|rld");
	AT("End '!' Bksp", "Hello\nworld|");
	AT("Home Bksp", "Hello|world");
	AT("Enter Up Del", "|ello\nworld");
	AT("'J' Down Down Right Del", "Jello\nwo|ld");
	assert_int_equal(editor_bytes(e), 10);
	editor_free(e);
}

static void
a_paste_is_one_step_and_is_cleaned(void **state)
{
	struct editor *e = edit_with("ab");

	(void)state;
	edit_keys(e, "Left");
	edit_paste(e, STR("1\r\n\033[31m2\t\x00\x07\r3"));
	AT("", "a1\n[31m2\t\n3|b");
	AT("^Z", "a|b");
	AT("^Y", "a1\n[31m2\t\n3|b");
	editor_free(e);
}

static const struct {
	int32_t code;
} not_ours[] = {
	{ KEYS_ESC },
	{ KEYS_TAB },
	{ KEYS_TAB | KEYS_SHIFT },
	{ KEYS_CTRL | 'd' },
	{ KEYS_CTRL | 'g' },
	{ KEYS_CTRL | 'l' },
	{ KEYS_CTRL | 'n' },
	{ KEYS_CTRL | 'o' },
	{ KEYS_CTRL | 'p' },
	{ KEYS_CTRL | 's' },
	{ KEYS_CTRL | 't' },
	{ KEYS_CTRL | 'f' },
	{ KEYS_CTRL | 'c' },
	{ KEYS_F0 + 1 },
	{ KEYS_ALT | 'q' },
	{ KEYS_INSERT },
	{ KEYS_PRESS },
	{ KEYS_WHEEL_UP },
};

static void
the_keys_of_the_screen_are_left_to_it(void **state)
{
	struct editor *e = edit_with("abc");
	uint64_t version = editor_version(e);

	(void)state;
	for (size_t i = 0; i < sizeof not_ours / sizeof *not_ours; i++) {
		struct key key = { .code = not_ours[i].code };

		if (editor_key(e, &key))
			fail_msg("%s was used", keys_name(key.code).text);
	}
	AT("", "abc|");
	assert_int_equal(editor_version(e), version);
	editor_free(e);
}

static void
words_and_lines_are_moved_over_and_deleted(void **state)
{
	struct editor *e = edit_with("one two_2, drei\nvier");

	(void)state;
	AT("Ctrl-Home Alt-f", "one| two_2, drei\nvier");
	AT("Ctrl-→", "one two_2|, drei\nvier");
	AT("Alt-f Alt-f", "one two_2, drei\nvier|");
	AT("Alt-b Ctrl-←", "one two_2, |drei\nvier");
	AT("^W", "one |drei\nvier");
	AT("Alt-d", "one |\nvier");
	AT("^K", "one |vier");
	AT("^U", "|vier");
	AT("^U ^W Bksp", "|vier");
	AT("^K ^K Del", "|");
	AT("^Z ^Z", "one |vier");
	AT("^Z Ctrl-End ^A ^E ^E", "one \nvier|");
	editor_free(e);
}

static void
enter_goes_on_with_quotes_and_lists(void **state)
{
	struct editor *e = edit_with("");

	(void)state;
	AT("'- a' Enter 'b'", "- a\n- b|");
	AT("Enter Enter", "- a\n- b\n|");
	AT("'  9. x' Enter", "- a\n- b\n  9. x\n  10. |");
	AT("Enter", "- a\n- b\n  9. x\n|");
	editor_set(e, STR("> > yes\n> * item\n"));
	AT("↑ End Enter", "> > yes\n> * item\n> * |\n");
	AT("Enter", "> > yes\n> * item\n> |\n");
	AT("Enter", "> > yes\n> * item\n|\n");
	AT("Ctrl-Home Enter", "\n|> > yes\n> * item\n\n");
	AT("→ → → → → Enter", "\n> > y\n> > |es\n> * item\n\n");
	AT("^Z", "\n> > y\n|es\n> * item\n\n"); /* the line stays … */
	AT("^Z", "\n> > y|es\n> * item\n\n");
	AT("^Y ^Y", "\n> > y\n> > |es\n> * item\n\n");
	editor_set(e, STR("- a"));
	AT("^J 'b'", "- a\nb|");
	editor_set(e, STR("-no"));
	AT("Enter", "-no\n|");
	editor_set(e, STR("999999999. a"));
	AT("Enter", "999999999. a\n1000000000. |");
	editor_free(e);
}

static void
enter_goes_on_with_what_is_to_be_done(void **state)
{
	struct editor *e = edit_with("");

	(void)state;
	AT("'- [ ] a' Enter 'b'", "- [ ] a\n- [ ] b|");
	AT("Enter Enter", "- [ ] a\n- [ ] b\n|");
	editor_set(e, STR("2. [x] done"));
	AT("Enter", "2. [x] done\n3. [ ] |");
	AT("^Z", "2. [x] done\n|");
	AT("^Z", "2. [x] done|");
	editor_set(e, STR("- [y] no"));
	AT("Enter", "- [y] no\n- |");
	editor_set(e, STR("- [ ]"));
	AT("Enter", "- [ ]\n- |");
	editor_free(e);
}

static void
enter_keeps_code_set_in(void **state)
{
	struct editor *e = edit_with("```\n  - a:");

	(void)state;
	AT("Enter", "```\n  - a:\n  |");
	AT("^Z", "```\n  - a:\n|");
	AT("^Z", "```\n  - a:|");
	editor_set(e, STR("> ~~~\n> \tif"));
	AT("Enter 'x'", "> ~~~\n> \tif\n> \tx|");
	editor_set(e, STR("```\n- a\n```\n- b"));
	AT("Enter", "```\n- a\n```\n- b\n- |");
	AT("Ctrl-Home ↓ End Enter", "```\n- a\n|\n```\n- b\n- ");
	editor_free(e);
}

static void
nest(struct editor *e, int by, const char *want, int line)
{
	if (!editor_nest(e, by))
		_fail(__FILE__, line);
	edit_expect(e, "", want, __FILE__, line);
}
#define IN(want) nest(e, 1, (want), __LINE__)
#define OUT(want) nest(e, -1, (want), __LINE__)

static void
items_go_in_and_out_with_what_is_in_them(void **state)
{
	struct editor *e = edit_with("- a\n- b");

	(void)state;
	IN("- a\n  - b|");
	assert_false(editor_nest(e, 1)); /* nothing it could be in */
	AT("Enter 'c'", "- a\n  - b\n  - c|");
	IN("- a\n  - b\n    - c|");
	OUT("- a\n  - b\n  - c|");
	OUT("- a\n  - b\n- c|");
	assert_false(editor_nest(e, -1));
	AT("^Z ^Z", "- a\n  - b\n    - c|");
	AT("↑ Home", "- a\n|  - b\n    - c");
	OUT("- a\n|- b\n  - c");
	editor_set(e, STR("1. a\n2. b"));
	IN("1. a\n   1. b|");
	AT("Enter", "1. a\n   1. b\n   2. |");
	OUT("1. a\n   1. b\n2. |");
	editor_set(e, STR("1. a\n   - b\n2. c"));
	IN("1. a\n   - b\n   1. c|");
	editor_set(e, STR("> 1. a\n> 2. b"));
	IN("> 1. a\n>    1. b|");
	editor_free(e);
}

static void
what_is_no_item_does_not_go_in(void **state)
{
	static const char *const texts[] = { "", "plain", "- a", "- a\n\nplain",
		"> - a\n- b", "- a\n\nplain\nlines\n- b" };
	struct editor *e = edit_with("");

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		editor_set(e, str_from(texts[i]));
		assert_false(editor_may_nest(e, 1));
		assert_false(editor_nest(e, 1));
		assert_false(editor_nest(e, -1));
	}
	/* A line that is the item's, though it does not look so. */
	editor_set(e, STR("- a\nlazy\n- b"));
	IN("- a\nlazy\n  - b|");
	editor_free(e);
}

static void
code_goes_in_and_out_by_lines(void **state)
{
	struct editor *e = edit_with("```\nif\nx\n\n\ty\n```");

	(void)state;
	AT("Ctrl-Home ↓ ↓", "```\nif\n|x\n\n\ty\n```");
	IN("```\nif\n    |x\n\n\ty\n```");
	AT("' ' Bksp '.'", "```\nif\n    .|x\n\n\ty\n```");
	IN("```\nif\n    .   |x\n\n\ty\n```");
	AT("^Z Bksp", "```\nif\n    |x\n\n\ty\n```");
	AT("Home ↑ Shift-↓ Shift-↓ Shift-↓ Shift-↓",
	    "```\nif\n    x\n\n\ty\n|```");
	IN("```\n    if\n        x\n\n    \ty\n|```");
	OUT("```\nif\n    x\n\n\ty\n|```");
	OUT("```\nif\nx\n\ny\n|```");
	AT("'z'", "```\nz|```"); /* they stay selected */
	editor_free(e);
}

static void
a_mark_makes_moves_select(void **state)
{
	struct editor *e = edit_with("one two three");
	struct selection s;

	(void)state;
	AT("Home Ctrl-Space Alt-f", "one| two three");
	s = editor_selected(e);
	assert_int_equal(s.from, 0);
	assert_int_equal(s.to, 3);
	AT("Alt-f ^X ^V ^V", "one twoone two| three");
	AT("^^ End Bksp", "one twoone two|");
	AT("Home ^^ → → ^^ Del", "on| twoone two"); /* it was left */
	AT("Ctrl-Space ← ← 'x'", "x| twoone two");
	AT("Ctrl-Space → ^C → ^V", "x  |twoone two");
	AT("^^", "x  |twoone two");
	assert_true(editor_selects(e));
	assert_true(editor_unselect(e));
	assert_false(editor_unselect(e));
	editor_free(e);
}

static void
lines_are_cut_and_put_elsewhere(void **state)
{
	struct editor *e = edit_with("a\nb\nc\nd");

	(void)state;
	AT("Ctrl-Home ↓ ^X ^X", "a\n|d");
	AT("Ctrl-Home ^V", "b\nc\n|a\nd");
	AT("^K ^K", "b\nc\n|d");
	AT("End Enter ^V", "b\nc\nd\na\n|");
	AT("Ctrl-Home → ^X ↓ ^V", "c\nb\n|d\na\n");
	AT("Ctrl-End ^X ^V", "c\nb\nd\na\nb\n|"); /* nothing is there */
	editor_free(e);
}

static void
what_is_copied_is_told_once(void **state)
{
	struct editor *e = edit_with("one");

	(void)state;
	assert_int_equal(editor_copied(e).n, 0);
	AT("Shift-Home ^C", "|one");
	assert_true(str_eq(editor_copied(e), STR("one")));
	assert_int_equal(editor_copied(e).n, 0);
	AT("→ ^K", "one|"); /* nothing is behind */
	assert_int_equal(editor_copied(e).n, 0);
	AT("^X", "|");
	assert_true(str_eq(editor_copied(e), STR("one")));
	editor_set(e, STR(""));
	AT("^V", "one|");
	editor_free(e);
	e = edit_with("");
	AT("^V", "|");
	assert_non_null(editor_complaint(e));
	editor_free(e);
}

static void
paragraphs_are_moved_over(void **state)
{
	struct editor *e = edit_with("a\nb\n\n \nc\nd\n\ne");

	(void)state;
	AT("Ctrl-Home Ctrl-↓", "a\nb\n|\n \nc\nd\n\ne");
	AT("Ctrl-↓", "a\nb\n\n \nc\nd\n|\ne");
	AT("Ctrl-↓ Ctrl-↓", "a\nb\n\n \nc\nd\n\ne|");
	AT("Ctrl-↑", "a\nb\n\n \nc\nd\n|\ne");
	AT("Ctrl-↑", "a\nb\n\n| \nc\nd\n\ne");
	AT("Ctrl-↑ Ctrl-↑", "|a\nb\n\n \nc\nd\n\ne");
	editor_free(e);
}

static void
what_is_selected_is_replaced_copied_and_cut(void **state)
{
	struct editor *e = edit_with("one two");

	(void)state;
	AT("Ctrl-Shift-← 'x'", "one x|");
	AT("^Z", "one |two");
	AT("End Shift-Home Alt-w → ' ' Alt-y", "one two one two|");
	AT("Ctrl-Home Shift-→ Shift-→ Shift-→ Shift-→ Shift-Del",
	    "|two one two");
	AT("End Shift-Ins", "two one twoone |");
	AT("Shift-← Shift-← ←", "two one twoon|e ");
	AT("Shift-← Shift-← →", "two one twoon|e ");
	AT("Ctrl-Shift-Home Bksp", "|e ");
	AT("^Z ^Z ^Z", "one |two one two");
	AT("Ctrl-Home Shift-→ 'o'", "o|ne two one two");
	AT("End", "one two one two|");
	/* With nothing selected, what was copied stays. */
	AT("Alt-w Ctrl-Ins Shift-Ins", "one two one twoone |");
	editor_free(e);
}

static void
typing_is_undone_by_words_and_moving_begins_a_new_step(void **state)
{
	struct editor *e = edit_with("");

	(void)state;
	AT("'one two three' ^Z", "one two |");
	AT("^Z", "one |");
	AT("^_", "|");
	AT("^Z", "|");
	AT("^Y ^Y ^Y ^Y", "one two three|");
	AT("← 'x' → 'y' ^Z", "one two threxe|");
	AT("^Z", "one two thre|e");
	AT("'z' ^Y", "one two threz|e");
	AT("End Bksp Bksp Bksp ^Z", "one two threze|");
	AT("Bksp Enter 'a' ^Z ^Z ^Z", "one two threze|");
	editor_free(e);
}

static void
text_stays_clean_where_it_is_put_together(void **state)
{
	struct editor *e = edit_with("");
	char many[400] = "a";

	(void)state;
	AT("'e' '\xCC\x81' '!'", "\xC3\xA9!|");
	AT("← Bksp", "|!");
	AT("'ᄒ' 'ᅡ' 'ᆫ'", "한|!");
	AT("Bksp '🇩' '🇪' '🇫' '🇷' ← Bksp", "|🇫🇷!");
	editor_set(e, STR("ex\xCC\x81"));
	AT("← Bksp", "|x\xCC\x81");
	editor_set(e, STR("e\n\xCC\x81z"));
	AT("Home Bksp", "\xC3\xA9|z");
	AT("^Z", "e\n|\xCC\x81z");
	editor_set(e, STR(""));
	for (int i = 0; i < 100; i++)
		memcpy(many + 1 + 2 * i, "\xCC\x80", 2);
	edit_keys(e, "'a'");
	edit_paste(e, str_from(many + 1));
	assert_int_equal(editor_bytes(e), 2 + 2 * (CLEAN_MARKS_MAX - 1));
	AT("← Del", "|");
	/* Signs that turn a line around are not typed at all. */
	edit_keys(e, "'a'");
	edit_press(e, 0x202E);
	AT("Shift-←", "|a");
	edit_press(e, 0x202E);
	AT("→", "a|");
	editor_free(e);
}

static void
a_paste_may_come_in_pieces_cut_anywhere(void **state)
{
	static const char whole[] = "1\r\n2 \xE6\x97\xA5\xE6\x9C\xAC\r\r\n3";

	(void)state;
	for (size_t cut = 1; cut < sizeof whole - 1; cut++) {
		struct editor *e = edit_with("");

		editor_paste(e, (struct str){ whole, cut }, true, false);
		editor_paste(e,
		    (struct str){ whole + cut, sizeof whole - 1 - cut }, false,
		    false);
		AT("", "1\n2 日本\n\n3|");
		AT("^Z", "|");
		edit_paste(e, STR("\n\x97\xA5"));
		AT("", "\n\xEF\xBF\xBD\xEF\xBF\xBD|");
		edit_paste(e, STR("x\xE6"));
		AT("'y' ^Z", "\n\xEF\xBF\xBD\xEF\xBF\xBDx\xEF\xBF\xBD|");
		AT("^Z ^Z", "|");
		editor_free(e);
	}
}

static void
a_paste_is_refused_with_the_pieces_that_came_before(void **state)
{
	struct editor *e = editor_new(10);

	(void)state;
	edit_keys(e, "'abc' Shift-←");
	editor_paste(e, STR("1234"), true, false);
	editor_paste(e, STR("567890"), true, false);
	AT("", "ab|c");
	assert_non_null(editor_complaint(e));
	editor_paste(e, STR("!"), true, false);
	editor_paste(e, STR("?"), false, false);
	AT("^Y", "ab|c");
	assert_null(editor_complaint(e));
	editor_paste(e, STR("12"), true, false);
	editor_paste(e, STR("3"), false, true);
	AT("^Y", "ab|c");
	assert_non_null(editor_complaint(e));
	edit_paste(e, STR("d"));
	edit_paste(e, STR("e"));
	AT("^Z", "abd|c");
	AT("^Z ^Z", "|");
	editor_free(e);
}

static void
what_is_too_long_is_refused_as_a_whole_with_words(void **state)
{
	struct editor *e = editor_new(8);
	struct key key = { .code = KEYS_PASTE, .cut = true };

	(void)state;
	assert_null(editor_complaint(e));
	AT("'1234567'", "1234567|");
	edit_paste(e, STR("89"));
	assert_string_equal(editor_complaint(e),
	    "That is more than fits here (8 bytes); nothing was pasted.");
	assert_null(editor_complaint(e));
	AT("'é'", "1234567|");
	assert_non_null(editor_complaint(e));
	AT("'8'", "12345678|");
	assert_null(editor_complaint(e));
	AT("'9'", "12345678|");
	assert_string_equal(editor_complaint(e),
	    "That is more than fits here (8 bytes); nothing was added.");
	AT("Enter", "12345678|");
	AT("Shift-← 'x'", "1234567x|");
	editor_complaint(e);
	AT("Shift-←", "1234567|x");
	edit_paste(e, STR("yz"));
	assert_non_null(editor_complaint(e));
	AT("Bksp", "1234567|");
	editor_insert(e, STR("89"));
	assert_non_null(editor_complaint(e));
	key.text = STR("a");
	assert_true(editor_key(e, &key));
	assert_string_equal(editor_complaint(e),
	    "That is more than can be pasted at once (1024 KiB); "
	    "nothing was pasted.");
	/* What is too long already is kept and can be made shorter. */
	editor_set(e, STR("1234567890"));
	AT("'x' Bksp", "123456789|");
	AT("'x' Bksp Bksp 'x'", "1234567x|");
	editor_free(e);
}

static void
the_longest_text_is_taken_and_one_byte_more_is_not(void **state)
{
	struct editor *e = editor_new(SIZE_MAX);
	struct buf b = BUF_INIT(0);

	(void)state;
	for (int i = 0; i < EDITOR_BYTES_MAX; i++)
		buf_char(&b, i % 50 ? 'x' : '\n');
	edit_paste(e, str_slice(buf_str(&b), 0, b.n - 1));
	edit_keys(e, "'y'");
	assert_int_equal(editor_bytes(e), EDITOR_BYTES_MAX);
	assert_null(editor_complaint(e));
	edit_keys(e, "'z'");
	assert_int_equal(editor_bytes(e), EDITOR_BYTES_MAX);
	assert_string_equal(editor_complaint(e),
	    "That is more than fits here (1024 KiB); nothing was added.");
	/* All of it can be taken away, come back, and go again. */
	edit_keys(e, "Ctrl-Shift-Home Del");
	assert_int_equal(editor_bytes(e), 0);
	edit_keys(e, "^Z");
	assert_int_equal(editor_bytes(e), EDITOR_BYTES_MAX);
	editor_set(e, buf_str(&b));
	assert_null(editor_complaint(e));
	buf_char(&b, 'x');
	editor_set(e, buf_str(&b));
	assert_int_equal(editor_bytes(e), EDITOR_BYTES_MAX);
	assert_string_equal(editor_complaint(e),
	    "That is more than fits here (1024 KiB); its end is missing.");
	buf_free(&b);
	editor_free(e);
}

/* One step of a MiB is always kept; of many, the last. */
static void
the_history_is_bounded_and_forgets_the_oldest(void **state)
{
	struct editor *e = editor_new(SIZE_MAX);
	struct buf b = BUF_INIT(0);
	int undone = 0;

	(void)state;
	while (b.n < EDITOR_BYTES_MAX / 2)
		buf_cstr(&b, "some words\n");
	for (int i = 0; i < 20; i++) {
		editor_insert(e, buf_str(&b));
		edit_keys(e, "Ctrl-Shift-Home Del");
	}
	for (uint64_t v = 0; v != editor_version(e); undone++) {
		v = editor_version(e);
		edit_keys(e, "^Z");
	}
	undone--;
	if (undone < 2 || undone > 8)
		fail_msg("%d steps were undone", undone);
	buf_free(&b);
	editor_free(e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_lines_and_corrections_are_typed),
		cmocka_unit_test(a_paste_is_one_step_and_is_cleaned),
		cmocka_unit_test(the_keys_of_the_screen_are_left_to_it),
		cmocka_unit_test(words_and_lines_are_moved_over_and_deleted),
		cmocka_unit_test(enter_goes_on_with_quotes_and_lists),
		cmocka_unit_test(enter_goes_on_with_what_is_to_be_done),
		cmocka_unit_test(enter_keeps_code_set_in),
		cmocka_unit_test(items_go_in_and_out_with_what_is_in_them),
		cmocka_unit_test(what_is_no_item_does_not_go_in),
		cmocka_unit_test(code_goes_in_and_out_by_lines),
		cmocka_unit_test(a_mark_makes_moves_select),
		cmocka_unit_test(lines_are_cut_and_put_elsewhere),
		cmocka_unit_test(what_is_copied_is_told_once),
		cmocka_unit_test(paragraphs_are_moved_over),
		cmocka_unit_test(what_is_selected_is_replaced_copied_and_cut),
		cmocka_unit_test(
		    typing_is_undone_by_words_and_moving_begins_a_new_step),
		cmocka_unit_test(text_stays_clean_where_it_is_put_together),
		cmocka_unit_test(a_paste_may_come_in_pieces_cut_anywhere),
		cmocka_unit_test(
		    a_paste_is_refused_with_the_pieces_that_came_before),
		cmocka_unit_test(
		    what_is_too_long_is_refused_as_a_whole_with_words),
		cmocka_unit_test(
		    the_longest_text_is_taken_and_one_byte_more_is_not),
		cmocka_unit_test(the_history_is_bounded_and_forgets_the_oldest),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
