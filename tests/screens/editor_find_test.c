/* Words are found in what is being written, and others put for them. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/editing.h"
#include "tests/lib/expect.h"
#include "tests/lib/writing.h"

static void
finds(struct editor *e, const char *words, size_t from, int way, long want)
{
	bool found = editor_find(e, str_from(words), from, way);

	if (found != (want >= 0))
		fail_msg("%s: found %d", words, found);
	if (found)
		assert_int_equal(editor_selection_start(e), want);
}

static void
matches_go_round_the_end(void **state)
{
	struct editor *e = edit_with("one two one");

	(void)state;
	finds(e, "one", 0, 1, 0);
	finds(e, "one", 1, 1, 8);
	finds(e, "one", 9, 1, 0);
	finds(e, "one", 8, -1, 0);
	finds(e, "one", 0, -1, 8);
	finds(e, "two", 99, -1, 4);
	finds(e, "four", 0, 1, -1);
	finds(e, "", 0, 1, -1);
	finds(e, "one two one.", 0, 1, -1);
	editor_set(e, STR(""));
	finds(e, "a", 0, 1, -1);
	finds(e, "a", 0, -1, -1);
	editor_free(e);
}

static void
capitals_count_where_some_are_asked_for(void **state)
{
	struct editor *e = edit_with("Ära ära ÄRA K k");

	(void)state;
	finds(e, "ära", 0, 1, 0);
	finds(e, "ära", 1, 1, 5);
	finds(e, "Ära", 1, 1, 0);
	finds(e, "ÄRA", 0, 1, 10);
	finds(e, "k", 0, 1, 15);
	finds(e, "K", 0, 1, 15);
	finds(e, "K", 16, 1, 15);
	editor_free(e);
}

static void
whole_characters_are_selected(void **state)
{
	struct editor *e = edit_with("x\xCC\x81 👩‍👧");
	size_t nth;

	(void)state;
	finds(e, "\xCC\x81", 0, 1, 0);
	assert_int_equal(editor_selection(e).n, strlen("x\xCC\x81"));
	finds(e, "👧", 0, 1, (long)strlen("x\xCC\x81 "));
	assert_int_equal(editor_matches(e, STR("\xCC\x81"), &nth), 1);
	editor_free(e);
}

static void
all_are_replaced_in_one_step(void **state)
{
	struct editor *e = edit_with("a b a b a");
	size_t nth;

	(void)state;
	assert_int_equal(editor_matches(e, STR("a"), &nth), 3);
	finds(e, "a", 1, 1, 4);
	assert_int_equal(editor_matches(e, STR("a"), &nth), 3);
	assert_int_equal(nth, 2);
	assert_int_equal(editor_replace_all(e, STR("a"), STR("a a")), 3);
	edit_expect(e, "", "a a b a a b a a|", __FILE__, __LINE__);
	edit_expect(e, "^Z", "a b a| b a", __FILE__, __LINE__);
	assert_int_equal(editor_replace_all(e, STR("b "), STR("")), 2);
	edit_expect(e, "", "a a |a", __FILE__, __LINE__);
	assert_int_equal(editor_replace_all(e, STR("x"), STR("y")), 0);
	editor_free(e);
}

/* Nothing is replaced by halves. */
static void
what_would_not_fit_is_not_replaced(void **state)
{
	struct editor *e = editor_new(8);

	(void)state;
	editor_set(e, STR("aaaa"));
	assert_int_equal(editor_replace_all(e, STR("a"), STR("bb")), 4);
	assert_null(editor_complaint(e));
	assert_int_equal(editor_replace_all(e, STR("b"), STR("cc")), 0);
	assert_non_null(editor_complaint(e));
	edit_expect(e, "", "bbbbbbbb|", __FILE__, __LINE__);
	editor_free(e);
}

static void
there_is_an_end_to_counting_and_to_what_is_looked_for(void **state)
{
	struct editor *e = editor_new(EDITOR_BYTES_MAX);
	struct buf b = BUF_INIT(0);
	size_t nth;

	(void)state;
	for (int i = 0; i < EDITOR_MATCHES_MAX + 1; i++)
		buf_char(&b, 'x');
	editor_set(e, buf_str(&b));
	assert_int_equal(editor_matches(e, STR("x"), &nth), EDITOR_MATCHES_MAX);
	b.n = EDITOR_FIND_MAX;
	assert_true(editor_find(e, buf_str(&b), 0, 1));
	assert_int_equal(editor_selection(e).n, EDITOR_FIND_MAX);
	buf_char(&b, 'y'); /* of which nobody asks any more */
	assert_true(editor_find(e, buf_str(&b), 0, 1));
	buf_free(&b);
	editor_free(e);
}

static void
what_is_typed_is_found_at_once(void **state)
{
	(void)state;
	writing();
	go_writing("reply 1");
	vt_type(vt, "See port two, and port three");
	vt_type(vt, "\033[1;5H\006");
	vt_type(vt, "PORt");
	expect_row(vt, 6,
	    " Find: PORt              not there  Enter next  ↑ before  ^R replace"
	    "  Esc close");
	vt_type(vt, "\177\177\177\177port");
	expect_in_row(vt, 6, "Find: port                 1 of 2");
	assert_true(vt_on_selected(vt, 7, 5));
	assert_false(vt_on_selected(vt, 7, 9));
	vt_type(vt, "\r");
	expect_in_row(vt, 6, "2 of 2");
	assert_true(vt_on_selected(vt, 7, 19));
	vt_type(vt, "\006\033[A\033[A"); /* ^F: on; then back twice */
	expect_in_row(vt, 6, "1 of 2");
	vt_type(vt, "\033"); /* what is typed now takes its place */
	vt_type(vt, "cable");
	expect_row(vt, 7, " See cable two, and port three");
	expect_not_shown(vt, "Find:");
	leave();
}

static void
it_is_gone_on_with_where_it_was(void **state)
{
	(void)state;
	writing();
	go_writing("ask support");
	vt_type(vt, "A title\t\tone two one two");
	vt_type(vt, "\t\006"); /* from another field into the text */
	expect_in_row(vt, 4, "Find:");
	vt_type(vt, "one");
	expect_in_row(vt, 4, "1 of 2");
	vt_type(vt, "\t\004\007"); /* nothing is left by accident */
	expect_in_row(vt, 4, "1 of 2");
	assert_string_equal(vt_submitted(vt), "similar --max 5 A title");
	vt_serve(vt, f);
	vt_type(vt, "\033");
	vt_type(vt, "\006\r"); /* as it was */
	expect_shown(vt, "2 of 2");
	vt_type(vt, "\022"); /* ^R */
	expect_in_row(vt, 23, "Replace 2 with:");
	vt_type(vt, "1\r");
	expect_shown(vt, " 1 two 1 two");
	expect_in_row(vt, 23, "2 replaced. ^Z takes them back.");
	vt_type(vt, "\032");
	expect_shown(vt, " one two one two");
	vt_type(vt, "\006xx\022");
	expect_in_row(vt, 23, "There is nothing to replace.");
	leave();
}

/* Cells are compared at each size. */
static void
it_has_room_in_any_window(void **state)
{
	(void)state;
	writing();
	go_writing("reply 1");
	vt_type(vt, "日本 port");
	vt_type(vt, "\006日本");
	vt_resize(vt, 10, 40);
	expect_shown(vt, "Find: 日本");
	vt_resize(vt, 5, 20);
	expect_shown(vt, "Find: 日本");
	vt_resize(vt, 30, 130);
	expect_shown(vt, "1 of 1");
	vt_resize(vt, 6, 20);
	leave();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matches_go_round_the_end),
		cmocka_unit_test(capitals_count_where_some_are_asked_for),
		cmocka_unit_test(whole_characters_are_selected),
		cmocka_unit_test(all_are_replaced_in_one_step),
		cmocka_unit_test(what_would_not_fit_is_not_replaced),
		cmocka_unit_test(
		    there_is_an_end_to_counting_and_to_what_is_looked_for),
		cmocka_unit_test(what_is_typed_is_found_at_once),
		cmocka_unit_test(it_is_gone_on_with_where_it_was),
		cmocka_unit_test(it_has_room_in_any_window),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
