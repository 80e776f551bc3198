/* Misspelt words are underlined while one writes, and others offered. */
#include "common/text/spell.h"

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
begin(const char *arg)
{
	writing();
	f->speller = speller_new("tests/data/spell");
	go_writing(arg);
}

static bool
is_underlined(int row, int col)
{
	return strcmp(vt_style(vt, row, col), "emphasis") == 0;
}

static void
the_next_misspelt_word_is_found_and_others_offered(void **state)
{
	(void)state;
	begin("reply 1");
	vt_type(vt, "hello wrold and cabel");
	vt_type(vt, "\017");
	assert_string_equal(vt_submitted(vt), "spell --language en");
	assert_string_equal(vt_body(vt), "hello wrold and cabel");
	vt_serve(vt, f); /* and what is suggested */
	assert_true(vt_on_selected(vt, 7, 7));
	expect_row(vt, 7, " hello wrold and cabel");
	expect_shown(vt, "│ world");
	expect_shown(vt, "Tab takes");
	vt_type(vt, "\t");
	expect_row(vt, 7, " hello world and cabel");
	expect_not_shown(vt, "Tab takes");
	vt_do(vt, f, "\017");
	expect_shown(vt, "│ cable");
	vt_type(vt, "\r"); /* Enter, too */
	expect_row(vt, 7, " hello world and cable");
	vt_type(vt, "\032");
	expect_row(vt, 7, " hello world and cabel"); /* each is a step */
	vt_type(vt, "\032");
	expect_row(vt, 7, " hello wrold and cabel");
	vt_type(vt, "\031\031");
	vt_do(vt, f, "\017");
	expect_in_row(vt, 23, "Every word is in the dictionary.");
	leave();
}

static void
it_is_looked_at_when_typing_pauses(void **state)
{
	(void)state;
	begin("reply 1");
	fixture_ok(f, tom, "prefs spell en", NULL);
	app_set_pref(vt_app(vt), PREF_SPELL, STR("en"));
	vt_type(vt, "teh port, wrold");
	assert_null(vt_submitted(vt)); /* not on a key's way */
	app_tick(vt_app(vt));
	vt_type(vt, "");
	assert_string_equal(vt_submitted(vt), "spell --language en");
	vt_serve(vt, f);
	assert_true(is_underlined(7, 1));
	assert_true(is_underlined(7, 3));
	assert_false(is_underlined(7, 5));
	assert_false(is_underlined(7, 12)); /* it is being typed */
	vt_type(vt, " ");
	assert_true(is_underlined(7, 12));
	app_tick(vt_app(vt));
	vt_serve(vt, f);
	app_tick(vt_app(vt));
	vt_type(vt, "");
	/* Nothing changed; the draft is kept. */
	assert_true(vt_submitted(vt) == NULL ||
	    strncmp(vt_submitted(vt), "draft", 5) == 0);
	leave();
}

/* By default nobody is told how to spell. */
static void
who_did_not_ask_is_left_alone(void **state)
{
	(void)state;
	begin("reply 1");
	vt_type(vt, "wrold");
	app_tick(vt_app(vt));
	vt_type(vt, " ");
	assert_null(vt_submitted(vt));
	assert_false(is_underlined(7, 1));
	leave();
}

static void
code_and_quotes_are_not_underlined(void **state)
{
	(void)state;
	begin("reply 1");
	vt_type(vt,
	    "\033[200~wrold `wrold`\n> wrold\n```\nwrold\n```\nwrold "
	    "@wrold\033[201~");
	vt_do(vt, f, "\017");
	vt_type(vt, "\033\033[1;5F"); /* the list, then to the end */
	assert_true(is_underlined(7, 1));
	assert_false(is_underlined(7, 8));
	assert_false(is_underlined(8, 3));
	assert_false(is_underlined(10, 1));
	assert_true(is_underlined(12, 1));
	assert_false(is_underlined(12, 8));
	leave();
}

static void
suggestions_come_late_or_never(void **state)
{
	(void)state;
	begin("reply 1");
	vt_type(vt, "wrold");
	vt_type(vt, "\017\017"); /* impatient */
	assert_string_equal(vt_submitted(vt), "spell --language en");
	vt_type(vt, " x");
	vt_serve(vt, f);
	expect_row(vt, 7, " wrold x");
	vt_type(vt, "\033[1;5F");
	vt_type(vt, "yyyyyyyyyy");
	vt_do(vt, f, "\017");
	vt_do(vt, f, "\017");
	expect_not_shown(vt, "Tab takes");
	expect_in_row(vt, 23, "The dictionary has nothing like it.");
	leave();
}

static void
without_a_dictionary_it_says_so_once(void **state)
{
	(void)state;
	begin("reply 1");
	app_set_pref(vt_app(vt), PREF_SPELL, STR("fr"));
	vt_type(vt, "wrold ");
	app_tick(vt_app(vt));
	vt_serve(vt, f);
	vt_type(vt, "x");
	app_tick(vt_app(vt));
	vt_type(vt, "");
	assert_null(vt_submitted(vt));
	vt_do(vt, f, "\017");
	expect_in_row(vt, 23, "There is no dictionary of fr here");
	leave();
}

static void
it_works_from_the_title_and_in_any_window(void **state)
{
	(void)state;
	begin("ask support");
	vt_type(vt, "A title\t\thello wrold\t");
	vt_do(vt, f, "\017");
	expect_shown(vt, "world");
	vt_resize(vt, 10, 40);
	vt_resize(vt, 5, 20);
	vt_resize(vt, 30, 130);
	vt_type(vt, "\t");
	expect_shown(vt, "hello world");
	leave();
}

static void
the_command_checks_a_text_and_suggests(void **state)
{
	struct outcome o;
	struct buf b = BUF_INIT(0);

	(void)state;
	begin("reply 1");
	o = fixture_ok(f, tom, "spell", "hello wrold teh wrold");
	assert_int_equal(o.rows.len, 2);
	assert_string_equal(fixture_text(f, &o, 0, "word"), "teh");
	o = fixture_ok(f, tom, "spell wrold", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "word"), "world");
	o = fixture_ok(f, tom, "spell --language de", "Kabel Kabl");
	assert_string_equal(fixture_text(f, &o, 0, "word"), "Kabl");
	fixture_fails(f, tom, "spell --language fr", "x", ERR_MISSING);
	fixture_fails(f, tom, "spell --language ../x", "x", ERR_INVALID);
	fixture_fails(f, GUEST, "spell", "x", ERR_DENIED);
	fixture_fails(f, tom,
	    fixture_line(f, "spell %0*d", SPELL_WORD_MAX + 1, 0), NULL,
	    ERR_LIMIT);
	for (int i = 0; i < 64 * 1024; i++)
		buf_char(&b, i % 8 ? 'o' : ' ');
	buf_put(&b, (struct str){ "", 1 });
	fixture_ok(f, tom, "spell", b.p);
	b.p[b.n - 1] = 'o';
	buf_put(&b, (struct str){ "", 1 });
	fixture_fails(f, tom, "spell", b.p, ERR_LIMIT);
	buf_free(&b);
	speller_free(f->speller);
	f->speller = NULL;
	fixture_fails(f, tom, "spell", "x", ERR_MISSING);
	leave();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_next_misspelt_word_is_found_and_others_offered),
		cmocka_unit_test(it_is_looked_at_when_typing_pauses),
		cmocka_unit_test(who_did_not_ask_is_left_alone),
		cmocka_unit_test(code_and_quotes_are_not_underlined),
		cmocka_unit_test(suggestions_come_late_or_never),
		cmocka_unit_test(without_a_dictionary_it_says_so_once),
		cmocka_unit_test(it_works_from_the_title_and_in_any_window),
		cmocka_unit_test(the_command_checks_a_text_and_suggests),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
