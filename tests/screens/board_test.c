/* A board as it looks: rows, sizes, filters and orders, the footer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/boards.h"
#include "tests/lib/expect.h"
#include "tests/lib/vt.h"

extern const struct screen_class board_screen;
extern const struct screen_class unread_screen;

static void
each_thread_is_a_line_and_the_selected_has_words_below(void **state)
{
	struct vt *vt;

	(void)state;
	questions();
	vt = vt_open(&board_screen, f->store, boss, "support", 24, 80);
	expect_start(vt, 0, " Stoa › Support  ");
	expect_row(vt, 1,
	    "   new    ▲  re  age    1 unanswered                     by    "
	    "     state");
	expect_row(vt, 2,
	    " ▸ ●2     1   1 59 m  … Fan curve ignores the sensor     @mira "
	    "     replied");
	expect_row(vt, 3,
	    "   ●      0   0 59 m  ◌ No link on port 2 after sleep    @newgu"
	    "y    waiting");
	expect_row(vt, 4,
	    "   ●2     0   1 59 m  ✓ Which modules work?              @ann  "
	    "     ✓ @mira");
	expect_row(vt, 5, "");
	expect_row(vt, 22, "   1 reply, not accepted yet");
	assert_string_equal(vt_style(vt, 2, 3), "new");
	assert_string_equal(vt_style(vt, 2, 24), "title");
	assert_string_equal(vt_style(vt, 3, 22), "warn");
	assert_string_equal(vt_style(vt, 4, 22), "good");
	assert_true(vt_on_selected(vt, 2, 24));
	assert_false(vt_on_selected(vt, 3, 24));
	/* What moves is the cursor alone. */
	vt_type(vt, "j");
	expect_in_row(vt, 2, "Fan curve");
	expect_in_row(vt, 3, " ▸ ●      0   0 59 m  ◌ No");
	expect_in_row(vt, 4, "Which modules");
	expect_row(vt, 22,
	    "   waiting 59 m · the first post of @newguy · tags port, sleep");
	vt_close(vt);
	/* Somebody new is no news for ever. */
	fixture_sql(f,
	    "UPDATE thread SET created_at = created_at - 2592000001"
	    " WHERE id = 2");
	vt = vt_open(&board_screen, f->store, boss, "support open", 24, 80);
	expect_row(vt, 22, "   waiting 4 w 2 d · tags port, sleep");
	vt_leave(vt, f);
}

static void
names_get_room_where_titles_can_spare_it(void **state)
{
	struct vt *vt;
	int64_t long_name;

	(void)state;
	questions();
	long_name = fixture_join(f, "sample-sander");
	fixture_ok(f, long_name,
	    "ask --tags port support Why is there nothing to be seen after the "
	    "lid of it was closed",
	    "x");
	vt = vt_open(&board_screen, f->store, boss, "support", 24, 80);
	expect_row(vt, 2,
	    " ▸ ●      0   0 59 m  ◌ Why is there nothing to be … "
	    "@sample-sander waiting");
	expect_row(vt, 21,
	    "   Why is there nothing to be seen after the lid of it was "
	    "closed");
	expect_row(vt, 22,
	    "   waiting 59 m · the first post of @sample-sander · tags port");
	vt_resize(vt, 40, 130);
	expect_in_row(vt, 1, "   new    ▲ replies  age    2 unanswered     ");
	expect_in_row(vt, 2, "port   ");
	expect_not_in_row(vt, 38, "port");
	vt_close(vt);
	/* Three columns of words leave none to spare. */
	vt = vt_open(&unread_screen, f->store, boss, "", 24, 80);
	expect_shown(vt, "@sample-s… waiting");
	vt_leave(vt, f);
}

static void
small_and_wide_windows(void **state)
{
	struct vt *vt;

	(void)state;
	questions();
	vt = vt_open(&board_screen, f->store, boss, "support", 10, 40);
	expect_row(vt, 1, "   new  age   1 unanswered");
	expect_row(vt, 2, " ▸ ●2  59 m … Fan curve ignores the se…");
	expect_row(vt, 3, "   ●   59 m ◌ No link on port 2 after …");
	expect_row(vt, 4, "   ●2  59 m ✓ Which modules work?");
	expect_row(vt, 9, " Enter open  c new  \\ filter  ? help");
	vt_resize(vt, 40, 130);
	expect_in_row(vt, 3, "port, sleep          @newguy");
	vt_resize(vt, 5, 20);
	vt_resize(vt, 24, 80);
	expect_in_row(vt, 2, "▸ ●2");
	vt_leave(vt, f);
}

static void
a_guest_reads_and_is_told_how_to_join(void **state)
{
	struct vt *vt;

	(void)state;
	questions();
	vt = vt_open(&board_screen, f->store, GUEST, "support", 24, 80);
	expect_in_row(vt, 2, " ▸        1   1 59 m  … Fan");
	for (const char *key = "cmdCsM"; *key; key++) {
		const char one[] = { *key, '\0' };

		vt_type(vt, one);
		expect_row(
		    vt, 23, " That is for members. To join: type `:join`.");
		assert_null(vt_submitted(vt));
	}
	vt_type(vt, "\r");
	expect_opens(vt, f, "thread", "3");
	vt_leave(vt, f);
}

static void
empty_boards_say_how_to_begin(void **state)
{
	struct vt *vt;

	(void)state;
	bare_boards();
	vt = vt_open(&board_screen, f->store, tom, "support", 24, 80);
	expect_row(vt, 4, "   Nothing here yet.");
	expect_row(vt, 6, "   get and give help");
	expect_row(vt, 7, "   c asks the first question.");
	vt_type(vt, "jkgG \\u");
	expect_row(vt, 4, "   Nothing new here. You have read it all.");
	vt_type(vt, "c");
	expect_opens(vt, f, "compose", "ask support");
	vt_close(vt);
	vt = vt_open(&board_screen, f->store, tom, "news", 24, 80);
	expect_row(vt, 7,
	    "   Only some may begin a thread here; all who read it see them.");
	vt_close(vt);
	vt = vt_open(&board_screen, f->store, GUEST, "talk", 10, 40);
	expect_row(vt, 2, "   Nothing here yet.");
	expect_row(vt, 5, "   Members can write here.");
	expect_row(vt, 6, "   To join: type `:join`");
	vt_close(vt);
	vt = vt_open(&board_screen, f->store, tom, "talk", 24, 80);
	vt_type(vt, "c");
	expect_opens(vt, f, "compose", "post talk");
	vt_leave(vt, f);
}

static void
a_menu_has_the_filters_and_marks_the_present_one(void **state)
{
	static const char *const want[] = { "support unread", "support open",
		"support replied", "support solved", "support mine",
		"support" };
	static const char *const keys[] = { "\\u", "\\w", "\\r", "\\s", "\\m",
		"\\a" };
	struct vt *vt;

	(void)state;
	questions();
	vt = vt_open(&board_screen, f->store, tom, "support", 24, 80);
	vt_type(vt, "\\");
	expect_shown(vt, "a  ● all threads");
	expect_shown(vt, "w    waiting for an answer");
	vt_type(vt, "\033");
	assert_string_equal(place_of(vt), "support");
	for (size_t i = 0; i < 6; i++) {
		vt_type(vt, keys[i]);
		assert_string_equal(place_of(vt), want[i]);
		if (i == 1)
			expect_in_row(vt, 0, " Stoa › Support › unanswered  ");
		if (i == 3)
			expect_in_row(vt, 2, "Which modules");
		vt_type(vt, "\\");
		assert_int_equal(
		    strstr(vt_screen(vt), "● solved") != NULL, i == 3);
		vt_type(vt, "\033");
		assert_string_equal(place_of(vt), want[i]);
	}
	vt_close(vt);
	vt = vt_open(&board_screen, f->store, tom, "support open", 24, 80);
	expect_in_row(vt, 2, "No link");
	expect_row(vt, 4, "");
	vt_close(vt);
	/* Neither of guests nor of boards without questions. */
	vt = vt_open(&board_screen, f->store, GUEST, "support mine", 24, 80);
	assert_string_equal(place_of(vt), "support");
	vt_close(vt);
	vt = vt_open(&board_screen, f->store, tom, "talk open", 24, 80);
	assert_string_equal(place_of(vt), "talk");
	vt_type(vt, "\\");
	expect_not_shown(vt, "solved");
	vt_type(vt, "m");
	assert_string_equal(place_of(vt), "talk mine");
	vt_leave(vt, f);
}

static void
o_sorts_a_board_in_each_way_there_is(void **state)
{
	static const char *const want[] = { "support newest", "support score",
		"support open", "support unread", "support" };
	struct vt *vt;

	(void)state;
	questions();
	fixture_ok(f, boss, "vote 1.1 up", NULL);
	vt = vt_open(&board_screen, f->store, tom, "support", 24, 80);
	for (size_t i = 0; i < 5; i++) {
		vt_type(vt, "o");
		assert_string_equal(place_of(vt), want[i]);
		if (i == 0)
			expect_in_row(
			    vt, 0, " Stoa › Support › the newest first  ");
		if (i == 1)
			expect_in_row(vt, 2, "   1 ");
	}
	/* The menu has them, too. */
	vt_type(vt, "\\b");
	assert_string_equal(place_of(vt), "support score");
	vt_close(vt);
	vt = vt_open(&board_screen, f->store, GUEST, "talk score", 24, 80);
	assert_string_equal(place_of(vt), "talk score");
	vt_type(vt, "o");
	assert_string_equal(place_of(vt), "talk");
	vt_leave(vt, f);
}

/* The bottom line offers what would do something, to whom it would. */
/* Without symbols, cut titles, states and arrows have signs of their own. */
static void
signs_differ_without_symbols(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	fixture_ok(f, ann, "ask support Solved?", "x");
	fixture_ok(f, tom, "reply 1 yes", NULL);
	fixture_ok(f, ann, "accept 1.2", NULL);
	fixture_ok(f, ann, "ask support Replied", "x");
	fixture_ok(f, tom, "reply 2 yes", NULL);
	vt = vt_open(&board_screen, f->store, mira, "support", 24, 80);
	app_set_ascii(vt_app(vt), true);
	vt_type(vt, "\014");
	expect_shown(vt, ": Replied");
	expect_shown(vt, "= Solved?");
	vt_leave(vt, f);
}

static void
the_footer_offers_what_applies(void **state)
{
	static const struct {
		int64_t who;
		const char *board;
		const char *keys;
		const char *want;
	} at[] = {
		{ 2, "support", "", "c new  \\ filter  m me too  d mark read" },
		{ 2, "support", "j", "c new  \\ filter  d mark read  C all" },
		{ 2, "support", "Cy", "c new  \\ filter  m me too  Tab" },
		{ 2, "talk", "", "c new  \\ filter  Tab next" },
		{ 2, "news", "", "\\ filter  d mark read  C all read  Tab" },
		{ GUEST, "support", "", "\\ filter  / search" },
		{ GUEST, "news", "", "/ search  @ people" },
	};
	char want[90];

	(void)state;
	questions();
	assert_int_equal(tom, 2);
	fixture_ok(f, boss, "post news 2.4 is out", "x");
	fixture_ok(f, tom, "post talk Hello", "x");
	for (size_t i = 0; i < sizeof at / sizeof at[0]; i++) {
		struct vt *vt = vt_open(
		    &board_screen, f->store, at[i].who, at[i].board, 24, 80);

		vt_type(vt, at[i].keys);
		if (strchr(at[i].keys, 'C')) {
			vt_serve(vt, f);
			vt_type(vt, "kk");
		}
		snprintf(want, sizeof want, " Enter open  %s", at[i].want);
		expect_start(vt, 23, want);
		vt_close(vt);
	}
	fixture_free(f);
}

static void
hostile_titles_stay_in_their_column(void **state)
{
	static const char *const titles[] = {
		"日本語の題名はとても長いので切られます",
		"👩‍💻🇩🇪👍🏽 emoji family flags",
		"e\xCC\x81\xCC\x81\xCC\x81 marks", "ﷺ wide", "ไทย हिन्दी עברית",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	};
	static const int sizes[][2] = { { 24, 80 }, { 10, 40 }, { 40, 130 },
		{ 5, 20 } };

	(void)state;
	bare_boards();
	for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
		fixture_ok(
		    f, tom, fixture_line(f, "post talk %s", titles[i]), "x");
	/* As if it had come past the door: the canvas cleans it, too. */
	fixture_sql(f,
	    "UPDATE thread SET title = 'x' || char(27) || '[2J' || char(8238)"
	    " || char(7) || 'y' WHERE id = 2");
	fixture_sql(f,
	    "UPDATE board SET about = 'a' || char(27) || ']0;b' || char(10)");
	f->ends_damaged = true;
	for (size_t i = 0; i < 4; i++) {
		/* Each cell is compared with what was meant. */
		struct vt *vt = vt_open(&board_screen, f->store, ann, "talk",
		    sizes[i][0], sizes[i][1]);

		vt_type(vt, "jjjjjG");
		vt_close(vt);
	}
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    each_thread_is_a_line_and_the_selected_has_words_below),
		cmocka_unit_test(names_get_room_where_titles_can_spare_it),
		cmocka_unit_test(small_and_wide_windows),
		cmocka_unit_test(a_guest_reads_and_is_told_how_to_join),
		cmocka_unit_test(empty_boards_say_how_to_begin),
		cmocka_unit_test(
		    a_menu_has_the_filters_and_marks_the_present_one),
		cmocka_unit_test(o_sorts_a_board_in_each_way_there_is),
		cmocka_unit_test(signs_differ_without_symbols),
		cmocka_unit_test(the_footer_offers_what_applies),
		cmocka_unit_test(hostile_titles_stay_in_their_column),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
