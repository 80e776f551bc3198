/* Pictures over the lobby and the boards, and the page that welcomes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/text/art.h"
#include "tests/lib/boards.h"
#include "tests/lib/expect.h"
#include "tests/lib/vt.h"

extern const struct screen_class board_screen;
extern const struct screen_class lobby_screen;

/* So many rows of 60 columns, each with its number, red on blue. */
static const char *
picture(int rows)
{
	static char text[8192];
	int n = 0;

	for (int i = 1; i <= rows; i++)
		n += snprintf(text + n, sizeof text - (size_t)n,
		    "\x1B[0;1;31;44m\xDB\xDB row %-3d %47s\xDB\xDB\x1B[0m%s", i,
		    "", i < rows ? "\r\n" : "");
	return text;
}

/* A ball that goes along a line, then a word. */
static const char *
ball(void)
{
	static char text[8192];
	int n = 0;

	for (int i = 0; i < 60; i++)
		n += snprintf(text + n, sizeof text - (size_t)n,
		    "\x1B[3;%dH\x1B[33m o\x1B[0m", i + 1);
	snprintf(text + n, sizeof text - (size_t)n, "\x1B[5;1Hthe end");
	return text;
}

/* The screen of a picture, over the lobby as people come to it. */
static struct vt *
page(const char *arg)
{
	struct vt *vt = lobby(ann, 24, 80);

	assert_int_equal(
	    app_goto(vt_app(vt), STR("art"), str_from(arg)), ERR_NONE);
	vt_type(vt, "");
	return vt;
}

static void
over_lobby(const char *file)
{
	fixture_do(f, "art --put lobby", file);
}

static void
a_low_picture_stands_over_the_boards(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	over_lobby(picture(8));
	vt = lobby(ann, 24, 80);
	expect_row(vt, 1,
	    "          ██ row 1                                          "
	    "        ██");
	expect_in_row(vt, 8, "row 8");
	expect_row(vt, 9, " “Ask early, answer kindly.”   4 members");
	expect_shown(vt, "Boards");
	expect_shown(vt, "  3 Talk");
	expect_not_shown(vt, "▄");
	vt_resize(vt, 40, 130);
	expect_in_row(vt, 8, "                                   ██ row 8");
	/* As much as leaves twelve rows; no word on it where that is all. */
	vt_resize(vt, 23, 80);
	expect_in_row(vt, 8, "row 8");
	expect_row(vt, 9, "");
	vt_resize(vt, 22, 80);
	expect_in_row(vt, 8, "row 8");
	vt_resize(vt, 21, 80);
	expect_not_shown(vt, "row 8");
	/* Not as wide as that. */
	vt_resize(vt, 24, 59);
	expect_not_shown(vt, "row 8");
	vt_resize(vt, 24, 60);
	expect_in_row(vt, 8, "row 8");
	vt_resize(vt, 10, 40);
	expect_not_shown(vt, "row");
	expect_shown(vt, "Talk");
	vt_leave(vt, f);
}

static void
a_high_one_welcomes_before_the_lobby(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	over_lobby(picture(20));
	vt = lobby(ann, 24, 80);
	expect_not_shown(vt, "row 1");
	app_welcome(vt_app(vt));
	vt_type(vt, "");
	expect_top(vt, "art");
	expect_in_row(vt, 1, "row 1 ");
	expect_in_row(vt, 20, "row 20");
	expect_in_row(vt, 23, "any key");
	vt_type(vt, "q");
	expect_top(vt, "lobby");
	/* Asked for: it says that one comes back. */
	vt_type(vt, "V");
	expect_top(vt, "art");
	expect_in_row(vt, 23, "any key goes back");
	vt_type(vt, "x");
	expect_top(vt, "lobby");
	vt_close(vt);
	/* A low one is in the lobby anyhow; a narrow window has none. */
	over_lobby(picture(8));
	vt = lobby(ann, 24, 80);
	app_welcome(vt_app(vt));
	expect_top(vt, "lobby");
	vt_close(vt);
	over_lobby(picture(20));
	vt = lobby(ann, 24, 59);
	app_welcome(vt_app(vt));
	expect_top(vt, "lobby");
	vt_leave(vt, f);
}

static void
a_picture_higher_than_the_window_has_pages(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	over_lobby(picture(60));
	vt = page("lobby welcome");
	expect_in_row(vt, 0, "row 1 ");
	expect_in_row(vt, 22, "row 23");
	expect_in_row(vt, 23, "any key goes on · 38 %");
	vt_type(vt, " ");
	expect_in_row(vt, 0, "row 24");
	vt_type(vt, "\033[A");
	expect_in_row(vt, 0, "row 23");
	vt_type(vt, "\033[H");
	expect_in_row(vt, 0, "row 1 ");
	vt_type(vt, "\033[F");
	expect_in_row(vt, 22, "row 60");
	vt_resize(vt, 10, 40);
	expect_in_row(vt, 0, "██ row 38");
	vt_resize(vt, 70, 80);
	expect_shown(vt, "row 1 ");
	expect_shown(vt, "row 60");
	vt_leave(vt, f);
	/* As high as the window: nothing is cut off for words. */
	juniper();
	over_lobby(picture(24));
	vt = page("lobby welcome");
	expect_in_row(vt, 0, "row 1 ");
	expect_in_row(vt, 23, "row 24");
	vt_leave(vt, f);
}

static void
a_wide_one_has_a_page_of_its_own(void **state)
{
	static const int cols[] = { 100, 101 };

	(void)state;
	juniper();
	for (size_t i = 0; i < 2; i++) {
		char line[ART_COLS_MAX],
		    file[ART_COLS_MAX + SAUCE_BYTES + 1] = { 0 };
		struct str all = { file, (size_t)cols[i] + 1 + SAUCE_BYTES };
		struct caller boss_calls = { .member = boss };
		struct vt *vt;

		memset(line, 'w', sizeof line);
		memcpy(file, line, (size_t)cols[i]);
		file[cols[i]] = 0x1A;
		memcpy(file + cols[i] + 1, "SAUCE00", 7);
		file[cols[i] + 1 + 94] = SAUCE_CHARACTER;
		file[cols[i] + 1 + 95] = 1;
		file[cols[i] + 1 + 96] = (char)cols[i];
		assert_int_equal(fixture_call(f, &boss_calls,
				     STR("art --put lobby"), all, true)
				     .err,
		    ERR_NONE);
		vt = lobby(ann, 40, 130);
		app_welcome(vt_app(vt));
		vt_type(vt, "");
		expect_top(vt, i == 0 ? "lobby" : "art");
		expect_shown(vt, "wwwwwwwwww");
		vt_close(vt);
	}
	fixture_free(f);
}

static void
frames(struct vt *vt, int n)
{
	for (int i = 0; i < n; i++) {
		app_frame(vt_app(vt));
		vt_type(vt, "");
	}
}

static void
what_moves_is_played_until_a_key(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	over_lobby(ball());
	vt = lobby(ann, 24, 80);
	app_welcome(vt_app(vt));
	vt_type(vt, "");
	expect_top(vt, "art");
	assert_true(app_moves(vt_app(vt)));
	expect_in_row(vt, 23, "any key shows all of it");
	expect_not_shown(vt, "the end");
	frames(vt, 2);
	expect_in_row(vt, 2, "o");
	expect_not_shown(vt, "the end");
	vt_type(vt, "x");
	assert_false(app_moves(vt_app(vt)));
	expect_shown(vt, "the end");
	expect_top(vt, "art");
	vt_type(vt, "x");
	expect_top(vt, "lobby");
	/* Left alone it ends by itself, and waits. */
	vt_type(vt, "V");
	frames(vt, 30);
	assert_false(app_moves(vt_app(vt)));
	expect_shown(vt, "the end");
	frames(vt, 3);
	expect_top(vt, "art");
	vt_close(vt);
	/* Who likes it still sees the end at once, who likes none, none. */
	fixture_ok(f, ann, "prefs art still", NULL);
	vt = page("lobby");
	assert_false(app_moves(vt_app(vt)));
	expect_shown(vt, "the end");
	vt_close(vt);
	fixture_ok(f, ann, "prefs art off", NULL);
	over_lobby(picture(8));
	vt = lobby(ann, 24, 80);
	expect_not_shown(vt, "row");
	app_welcome(vt_app(vt));
	vt_type(vt, "V");
	expect_top(vt, "lobby");
	vt_type(vt, ":art lobby\r");
	expect_shown(vt, "You want no pictures");
	vt_leave(vt, f);
}

static void
a_board_has_the_top_of_its_picture(void **state)
{
	struct vt *vt;

	(void)state;
	questions();
	fixture_do(f, "art --put support", picture(20));
	vt = vt_open(&board_screen, f->store, ann, "support", 24, 80);
	expect_in_row(vt, 1, "row 1 ");
	expect_in_row(vt, 7, "row 7 ");
	expect_not_shown(vt, "row 8");
	expect_in_row(vt, 8, "age");
	vt_type(vt, "jk");
	vt_type(vt, "V");
	expect_top(vt, "art");
	expect_shown(vt, "row 20");
	vt_type(vt, " ");
	expect_top(vt, "board");
	vt_resize(vt, 10, 40);
	expect_not_shown(vt, "row");
	vt_resize(vt, 10, 80);
	expect_not_shown(vt, "row");
	vt_resize(vt, 11, 80);
	expect_in_row(vt, 3, "row 3");
	expect_not_shown(vt, "row 4");
	/* One that is low takes no more than it needs. */
	fixture_do(f, "art --put support", picture(3));
	vt_resize(vt, 40, 130);
	vt_do(vt, f, "");
	expect_in_row(vt, 3, "row 3");
	expect_in_row(vt, 4, "age");
	vt_leave(vt, f);
}

static void
open_screens_hear_of_a_new_one(void **state)
{
	struct vt *vt, *on;

	(void)state;
	questions();
	vt = lobby(ann, 24, 80);
	on = vt_open(&board_screen, f->store, tom, "support", 24, 80);
	vt_type(vt, "V");
	expect_shown(vt, "There is no picture here.");
	vt_type(on, "V");
	expect_shown(on, "There is no picture here.");
	over_lobby(picture(5));
	fixture_do(f, "art --put support", picture(5));
	vt_serve(vt, f);
	vt_serve(on, f);
	expect_shown(vt, "row 5");
	expect_shown(on, "row 5");
	vt_type(on, "V");
	expect_top(on, "art");
	fixture_do(f, "art --remove lobby", NULL);
	fixture_do(f, "art --remove support", NULL);
	vt_serve(vt, f);
	vt_serve(on, f);
	expect_not_shown(vt, "row 5");
	expect_top(on, "board");
	expect_not_shown(on, "row 5");
	vt_close(on);
	vt_leave(vt, f);
}

static void
each_terminal_shows_it_as_it_can(void **state)
{
	static const struct {
		const char *term;
		const char *row;
		int fg, bg;
	} seen[] = { { "xterm-256color", "██ row 1", 203, 19 },
		{ "linux", "██ row 1", 1, 4 }, { "syncterm", "██ row 1", 1, 4 },
		{ "vt220", "## row 1", LOOK_DEFAULT, LOOK_DEFAULT } };

	(void)state;
	juniper();
	over_lobby(picture(8));
	for (size_t i = 0; i < sizeof seen / sizeof *seen; i++) {
		struct vt *vt = vt_open_term(
		    &lobby_screen, f->store, ann, "", 24, 80, seen[i].term);
		const struct grid *g = term_shown(vt_term(vt));
		struct look look =
		    term_tile_look(vt_term(vt), grid_tile(g, 1, 15));

		if (strcmp(seen[i].term, "vt220") == 0) {
			app_set_ascii(vt_app(vt), true);
			vt_resize(vt, 25, 80);
		}
		expect_in_row(vt, 1, seen[i].row);
		assert_int_equal(look.fg, seen[i].fg);
		assert_int_equal(look.bg, seen[i].bg);
		vt_close(vt);
	}
	fixture_free(f);
}

/* Its sequences would retitle the window and clear it. */
static void
a_hostile_file_changes_its_cells_alone(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	over_lobby("\x1B]2;owned\x07\x1B[6n\x1B[?1049l\x9B"
		   "2J\x1BP+q\x1B\\"
		   "\x1B[99;99Hfar\x1B[1;1Hnear\x07\x05\x1B"
		   "c\x1B[20htext");
	vt = page("lobby");
	expect_shown(vt, "text");
	assert_null(memmem(vt_last(vt).p, vt_last(vt).n, "owned", 5));
	assert_null(memmem(vt_last(vt).p, vt_last(vt).n, "\033[6n", 4));
	assert_null(memmem(vt_last(vt).p, vt_last(vt).n, "\a", 1));
	vt_leave(vt, f);
}

static void
what_is_not_there_is_told(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	vt = lobby(ann, 24, 80);
	vt_do(vt, f, ":art talk\r");
	expect_top(vt, "lobby");
	expect_shown(vt, "no picture on talk");
	vt_do(vt, f, ":art nosuch\r");
	expect_shown(vt, "no board \"nosuch\"");
	vt_leave(vt, f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_low_picture_stands_over_the_boards),
		cmocka_unit_test(a_high_one_welcomes_before_the_lobby),
		cmocka_unit_test(a_picture_higher_than_the_window_has_pages),
		cmocka_unit_test(a_wide_one_has_a_page_of_its_own),
		cmocka_unit_test(what_moves_is_played_until_a_key),
		cmocka_unit_test(a_board_has_the_top_of_its_picture),
		cmocka_unit_test(open_screens_hear_of_a_new_one),
		cmocka_unit_test(each_terminal_shows_it_as_it_can),
		cmocka_unit_test(a_hostile_file_changes_its_cells_alone),
		cmocka_unit_test(what_is_not_there_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
