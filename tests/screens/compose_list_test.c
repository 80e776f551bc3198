/* What a word that is being written may become. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "screens/glyph.h"
#include "screens/ui/emoji.h"
#include "screens/ui/suggest.h"
#include "tests/lib/expect.h"
#include "tests/lib/writing.h"

/* What is kept as a draft. */
static void
is_text(const char *want)
{
	vt_serve(vt, f);
	vt_now(vt, f->now_ms += 10000);
	app_tick(vt_app(vt));
	vt_type(vt, "");
	vt_serve(vt, f);
	assert_string_equal(
	    fixture_sql_text(f, "SELECT body FROM draft"), want);
}

static void
begin(const char *arg)
{
	writing();
	go_writing(arg);
}

static void
who_takes_part_is_offered_first(void **state)
{
	(void)state;
	begin("reply 1");
	vt_type(vt, "So @");
	expect_row(vt, 8, "  ┌──────────────────┐");
	expect_row(vt, 9, "  │ @ana  takes part │"); /* who is answered */
	expect_row(vt, 10, "  │ @lea  takes part │");
	expect_row(vt, 11, "  │ @tom             │");
	expect_row(vt, 12, "  └ Tab takes ───────┘");
	assert_true(vt_on_selected(vt, 9, 6));
	vt_type(vt, "A");
	expect_row(vt, 9, "  │ @ana  takes part │");
	expect_row(vt, 10, "  └ Tab takes ───────┘");
	vt_type(vt, "\t");
	expect_row(vt, 7, " So @ana");
	expect_row(vt, 8, "");
	vt_type(vt, ", yes");
	is_text("So @ana, yes");
	vt_type(vt, "\032\032\032"); /* two words, and the completion */
	is_text("So @A");
	leave();
}

static void
the_list_is_gone_through_by_keys(void **state)
{
	(void)state;
	begin("reply 1");
	vt_type(vt, "@");
	vt_type(vt, "\033[B");
	assert_true(vt_on_selected(vt, 10, 6));
	vt_type(vt, "\033[B\033[B"); /* round */
	assert_true(vt_on_selected(vt, 9, 6));
	vt_type(vt, "\033[A");
	assert_true(vt_on_selected(vt, 11, 6));
	vt_type(vt, "\020\016\016\033[Z"); /* ^P ^N ^N Shift-Tab */
	assert_true(vt_on_selected(vt, 11, 6));
	vt_type(vt, "\r");
	is_text("@tom");
	leave();
}

/* Who does not look at the list writes as if there were none. */
static void
it_is_never_in_the_way(void **state)
{
	(void)state;
	begin("reply 1");
	vt_type(vt, "@");
	vt_type(vt, "\r"); /* a sign alone */
	vt_type(vt, "@ana");
	vt_type(vt, "\r"); /* as it stands there */
	vt_type(vt, "@ana");
	vt_type(vt, "\033[A\033[D\033[B"); /* it has no keys then */
	expect_top(vt, "compose");
	vt_type(vt, "\033[F");
	vt_type(vt, "\r");
	vt_type(vt, "#1");
	vt_type(vt, "\r");
	vt_type(vt, "#link");
	expect_shown(vt, "#1  No link");
	vt_type(vt, "\r");
	vt_type(vt, "me@an");
	expect_not_shown(vt, "Tab takes");
	vt_type(vt, "\r10:30 a::b http://x ");
	expect_not_shown(vt, "Tab takes");
	vt_type(vt, "@an");
	expect_shown(vt, "Tab takes");
	vt_type(vt, "\033");
	expect_top(vt, "compose");
	expect_not_shown(vt, "Tab takes");
	vt_type(vt, "a\177");
	expect_not_shown(vt, "Tab takes"); /* of this word no more */
	vt_type(vt, " @an");
	expect_shown(vt, "Tab takes");
	vt_type(vt, "\033[D"); /* the cursor goes */
	expect_not_shown(vt, "Tab takes");
	vt_type(vt, "\033[200~ @an\033[201~");
	expect_not_shown(vt, "Tab takes");
	is_text(
	    "@\n@ana\n@ana\n#1\n#link\nme@an\n10:30 a::b http://x @an @a @ann");
	leave();
}

static void
code_is_left_alone(void **state)
{
	(void)state;
	begin("reply 1");
	vt_type(vt, "```\r@an");
	expect_not_shown(vt, "Tab takes");
	vt_type(vt, "\r```\r`@an");
	expect_not_shown(vt, "Tab takes");
	vt_type(vt, "` @an");
	expect_shown(vt, "Tab takes");
	leave();
}

static void
threads_are_offered_by_number_and_title(void **state)
{
	(void)state;
	writing();
	fixture_ok(f, ana, "post talk Cables of copper", "x");
	fixture_ok(f, ana, "ask support Which cable", "x");
	f->now_ms = VT_NOW_MS;
	go_writing("reply 1");
	vt_type(vt, "See #2");
	expect_shown(vt, "│ #2  Cables of copper │");
	vt_type(vt, "\177ca");
	expect_shown(vt, "│ #3  Which cable │");
	assert_null(vt_submitted(vt));
	vt_type(vt, "b");
	/* Of other boards, by a search. */
	assert_string_equal(vt_submitted(vt), "search --max 8 in:title cab*");
	vt_type(vt, "l");
	assert_string_equal(vt_submitted(vt), "search --max 8 in:title cab*");
	vt_serve(vt, f);
	expect_shown(vt, "│ #3  Which cable      │");
	expect_shown(vt, "│ #2  Cables of copper │");
	vt_type(vt, "\033[B\t");
	is_text("See #2");
	vt_type(vt, " #whi");
	vt_type(vt, " ");
	vt_serve(vt, f); /* too late */
	expect_not_shown(vt, "Tab takes");
	leave();
}

static void
emoji_are_offered_by_their_names(void **state)
{
	(void)state;
	begin("reply 1");
	vt_type(vt, ":s");
	expect_not_shown(vt, "Tab takes");
	vt_type(vt, "mile");
	expect_row(vt, 9, " │ 😄  :smile:       │");
	expect_row(vt, 10, " │ 😃  :smiley:      │");
	expect_row(vt, 11, " │ 😅  :sweat_smile: │");
	vt_type(vt, "\r");
	expect_row(vt, 7, " 😄");
	vt_type(vt, " :");
	vt_type(vt, ")");
	is_text("😄 :)");
	leave();
}

/* Where they cannot be seen, their names are. */
static void
a_terminal_without_emoji_writes_their_names(void **state)
{
	(void)state;
	begin("reply 1");
	app_set_ascii(vt_app(vt), true);
	vt_type(vt, "");
	vt_type(vt, ":smi");
	expect_shown(vt, ":smile:");
	vt_type(vt, "\t");
	is_text(":smile:");
	leave();
}

static void
a_small_window_has_room_for_it(void **state)
{
	(void)state;
	begin("reply 1");
	vt_resize(vt, 10, 40);
	vt_type(vt, "Ask @");
	expect_shown(vt, " Ask @");
	expect_shown(vt, "     @ana  takes part");
	vt_type(vt, "an\t");
	expect_shown(vt, " Ask @ana");
	vt_type(vt, "\r\r\r\r\r@");
	expect_shown(vt, "takes part");
	vt_resize(vt, 24, 130);
	expect_shown(vt, "takes part");
	vt_resize(vt, 5, 20);
	vt_type(vt, "x"); /* nothing is so called */
	vt_resize(vt, 24, 80);
	expect_not_shown(vt, "takes part");
	leave();
}

static void
hostile_names_stay_in_their_rows(void **state)
{
	(void)state;
	begin("reply 1");
	fixture_sql(f,
	    "UPDATE member SET display = '日本\u202e\x1b[31m' || "
	    "'mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm' WHERE "
	    "handle = 'ana'");
	vt_type(vt, "@an"); /* every cell is compared */
	expect_shown(vt, "@ana  日本");
	vt_resize(vt, 10, 40);
	vt_resize(vt, 5, 20);
	leave();
}

static void
every_emoji_is_one_character_everywhere(void **state)
{
	(void)state;
	assert_true(emoji_count >= 200);
	for (size_t i = 0; i < emoji_count; i++) {
		struct str text = str_from(emoji_all[i].text), rest = text;
		struct suggest_word w;
		struct glyph g;
		struct arena a = ARENA_INIT;
		struct choices list = { 0 };
		char typed[64];

		if (glyph_next(rest, CHARSET_UTF8, &g) != text.n || g.n != 1 ||
		    g.rest || g.width < 1 || g.width > 2)
			fail_msg("%s", emoji_all[i].name);
		snprintf(typed, sizeof typed, ":%s", emoji_all[i].name);
		w = suggest_word(str_from(typed));
		if (strlen(emoji_all[i].name) < 2)
			continue;
		assert_int_equal(w.kind, SUGGEST_EMOJI);
		suggest_emoji(&a, w.typed, CHARSET_UTF8, &list);
		assert_true(str_eq(list.row[0].text, text) || list.len > 1);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(
			    emoji_all[i].name, emoji_all[j].name);
		arena_free(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_takes_part_is_offered_first),
		cmocka_unit_test(the_list_is_gone_through_by_keys),
		cmocka_unit_test(it_is_never_in_the_way),
		cmocka_unit_test(code_is_left_alone),
		cmocka_unit_test(threads_are_offered_by_number_and_title),
		cmocka_unit_test(emoji_are_offered_by_their_names),
		cmocka_unit_test(a_terminal_without_emoji_writes_their_names),
		cmocka_unit_test(a_small_window_has_room_for_it),
		cmocka_unit_test(hostile_names_stay_in_their_rows),
		cmocka_unit_test(every_emoji_is_one_character_everywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
