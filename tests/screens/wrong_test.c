/*
 * What a terminal turns out to be: "this looks wrong", the ground of its
 * window, what was chosen for it, plain screens.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/store/preference.h"
#include "tests/lib/crowd.h"
#include "tests/lib/expect.h"
#include "tests/lib/fixture.h"
#include "tests/lib/vt.h"

extern const struct screen_class lobby_screen;

static struct fixture *f;
static struct crowd crowd;
static struct vt *vt;

static void
start_on(const char *term, int64_t who)
{
	f = fixture_new();
	crowd = crowd_make(f);
	vt = vt_open_term(&lobby_screen, f->store,
	    who == GUEST ? GUEST : crowd.ana, "", 24, 80, term);
	vt_serve(vt, f);
}

static void
start(const char *term)
{
	start_on(term, 1);
}

static void
leave(void)
{
	vt_leave(vt, f);
}

static struct str
kept(struct arena *a)
{
	struct prefs p;

	assert_int_equal(store_prefs_get(f->store, a, crowd.ana, &p), ERR_NONE);
	return p.value[PREF_TERMINALS];
}

static void
one_key_leads_there_from_anywhere(void **state)
{
	(void)state;
	start("xterm-256color");
	vt_type(vt, "%");
	expect_row(vt, 1, " Which line looks right? Press its number.");
	vt_type(vt, "%");
	vt_type(vt, "q");
	expect_top(vt, "lobby");
	/* Where letters are text, the key that draws again, twice. */
	vt_type(vt, "2c");
	expect_top(vt, "compose");
	vt_type(vt, "\014");
	expect_top(vt, "compose");
	expect_row(vt, 23,
	    " Drawn again. Does it still look wrong? Once more the same key.");
	vt_type(vt, "\014");
	expect_top(vt, "wrong");
	leave();
}

static bool
sent(const char *bytes)
{
	struct str last = vt_last(vt);

	return last.n && memmem(last.p, last.n, bytes, strlen(bytes)) != NULL;
}

/* Each sample comes as its own bytes, whatever the terminal is taken for. */
static void
samples_are_in_encodings_of_their_own(void **state)
{
	(void)state;
	start("xterm-256color");
	vt_type(vt, "%");
	assert_true(sent("\033[5;19H\xC3\xA9 \xC3\xBC"));
	assert_true(sent("\033[7;19H\x82 \x81 \xE1 \xC4\xC4\xC4 \xFE\033[0m"));
	assert_true(sent("\033[8;19H\xE9 \xFC \xDF"));
	assert_true(sent("\033[38;2;255;95;95mred"));
	/* The cursor is where it was; below, all is drawn over them. */
	vt_type(vt, "q");
	assert_true(sent("\033[H\033[2J"));
	leave();
}

static void
what_looks_right_counts_at_once_and_is_kept(void **state)
{
	struct arena a = ARENA_INIT;

	(void)state;
	start("xterm-256color");
	vt_type(vt, "%");
	expect_in_row(vt, 0, "Stoa › This looks wrong");
	vt_type(vt, "4");
	assert_int_equal(term_charset(vt_term(vt)), CHARSET_LATIN1);
	expect_in_row(vt, 0, "Stoa > This looks wrong");
	vt_type(vt, "7");
	assert_int_equal(term_depth(vt_term(vt)), DEPTH_8);
	vt_do(vt, f, "q");
	assert_string_equal(
	    arena_cstr(&a, kept(&a)), "xterm-256color=latin1/16");
	/* Keys come so, too: an umlaut in a search. */
	vt_type(vt, "/\xFC");
	expect_in_row(vt, 1, "ü");
	vt_do(vt, f, "\033");
	expect_top(vt, "lobby");
	vt_do(vt, f, "%0q");
	assert_string_equal(arena_cstr(&a, kept(&a)), "");
	assert_int_equal(term_charset(vt_term(vt)), CHARSET_UTF8);
	assert_int_equal(term_depth(vt_term(vt)), DEPTH_256);
	arena_free(&a);
	leave();
}

static void
another_terminal_is_as_it_was(void **state)
{
	(void)state;
	start("xterm-256color");
	fixture_ok(f, crowd.ana, "prefs terminals vt220=cp437/none", NULL);
	vt_close(vt);
	vt = vt_open_term(
	    &lobby_screen, f->store, crowd.ana, "", 24, 80, "xterm");
	assert_int_equal(term_charset(vt_term(vt)), CHARSET_UTF8);
	assert_int_equal(term_depth(vt_term(vt)), DEPTH_8);
	vt_type(vt, "%8");
	/* More colours than its entry has: another one is used. */
	assert_int_equal(term_depth(vt_term(vt)), DEPTH_256);
	assert_false(term_has_rgb(vt_term(vt)));
	vt_type(vt, "9");
	assert_true(term_has_rgb(vt_term(vt)));
	vt_type(vt, "6");
	assert_int_equal(term_depth(vt_term(vt)), DEPTH_MONO);
	vt_resize(vt, 10, 40);
	expect_in_row(vt, 7, "6 none  7 16  8 256  9 all");
	vt_resize(vt, 5, 20);
	vt_close(vt);
	vt = vt_open_term(
	    &lobby_screen, f->store, crowd.ana, "", 24, 80, "vt220");
	assert_int_equal(term_charset(vt_term(vt)), CHARSET_CP437);
	assert_int_equal(term_depth(vt_term(vt)), DEPTH_MONO);
	leave();
}

static void
guests_choose_until_they_leave(void **state)
{
	(void)state;
	start_on("xterm-256color", GUEST);
	vt_type(vt, "%5q");
	assert_null(vt_submitted(vt));
	assert_int_equal(term_charset(vt_term(vt)), CHARSET_SEVEN);
	leave();
}

static const char *
theme(void)
{
	static const int16_t accents[] = { 80, 25, 51, 220, 227 };
	static const char *const names[] = { "dark", "light", "contrast",
		"amber", "classic" };
	int16_t fg = term_look(vt_term(vt), STYLE_ACCENT).fg;

	for (int i = 0; i < 5; i++) {
		if (accents[i] == fg)
			return names[i];
	}
	return "none";
}

static void
the_ground_of_the_window_chooses_the_theme(void **state)
{
	(void)state;
	start("xterm-256color");
	assert_string_equal(theme(), "dark");
	vt_type(vt, "\033]11;rgb:ffff/ffff/eeee\033\\");
	assert_string_equal(theme(), "light");
	vt_type(vt, "\033]11;rgb:1e/1e/2e\007");
	assert_string_equal(theme(), "dark");
	vt_type(vt, "\033]11;rgba:fff/fff/fff/fff\033\\");
	assert_string_equal(theme(), "light");
	/* What the environment says is older news. */
	app_environment(
	    vt_app(vt), &(struct surroundings){ .ground = TERM_GROUND_DARK });
	vt_type(vt, "");
	assert_string_equal(theme(), "light");
	app_set_pref(vt_app(vt), PREF_THEME, STR("amber"));
	vt_type(vt, "\033]11;rgb:0000/0000/0000\033\\");
	assert_string_equal(theme(), "amber");
	leave();
}

static void
what_is_no_colour_changes_nothing(void **state)
{
	static const char *const answers[] = { "", "rgb:", "rgb:ff/ff",
		"rgb:ff/ff/gg", "rgb:fffff/ff/ff", "ff/ff/ff", "rgb:///",
		"white", "rgb:ff/ff/-1", "#ffffff" };
	struct str cut[] = { STR("\033]11;rgb:ff"), STR("ff/ffff/"),
		STR("ffff"), STR("\033"), STR("\\") };
	char bytes[64];

	(void)state;
	start("xterm-256color");
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		snprintf(bytes, sizeof bytes, "\033]11;%s\033\\", answers[i]);
		vt_type(vt, bytes);
		assert_string_equal(theme(), "dark");
		expect_top(vt, "lobby");
	}
	/* One that is cut anywhere is one all the same. */
	for (size_t i = 0; i < sizeof cut / sizeof *cut; i++)
		vt_send(vt, cut[i]);
	assert_string_equal(theme(), "light");
	leave();
	/* Who was not asked does not answer. */
	start("linux");
	vt_type(vt, "\033]11;rgb:ffff/ffff/ffff\033\\");
	assert_int_equal(term_ground(vt_term(vt)), TERM_GROUND_UNKNOWN);
	leave();
}

static void
a_window_is_asked_when_one_wants_that(void **state)
{
	(void)state;
	start("xterm-256color");
	app_set_pref(vt_app(vt), PREF_THEME, STR("light"));
	vt_type(vt, "");
	assert_false(sent("\033]11;?"));
	app_set_pref(vt_app(vt), PREF_THEME, STR("auto"));
	vt_type(vt, "");
	assert_true(sent("\033]11;?\033\\"));
	leave();
}

/* Every screen, in words: no boxes, no pictures, the cursor on the line. */
static void
plain_screens_are_words(void **state)
{
	static const char *const typed[] = { "", "2", "\r", "q", "q",
		":unread\r", "q", "/", "a*\r", "q", "@", "q", ":members\r", "q",
		":settings\r", "q", "?", "q", "3c", "\033", ":", "\033" };

	(void)state;
	start("xterm-256color");
	app_set_pref(vt_app(vt), PREF_PLAIN, STR("on"));
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		const struct grid *g;

		vt_do(vt, f, typed[i]);
		g = term_shown(vt_term(vt));
		for (int row = 0; row < g->rows; row++) {
			for (int col = 0; col < g->cols; col++) {
				int32_t code = grid_tile(g, row, col)->code;

				if (code >= 0x2010 && code < 0x2C00)
					fail_msg("after %s: U+%04X\n%s",
					    typed[i], (unsigned)code,
					    vt_screen(vt));
			}
		}
		if (g->cursor_row < 0)
			fail_msg("after %s: no cursor", typed[i]);
	}
	leave();
}

static void
the_cursor_waits_where_the_news_is(void **state)
{
	const struct grid *g;

	(void)state;
	start("xterm-256color");
	app_environment(vt_app(vt), &(struct surroundings){ .plain = true });
	vt_do(vt, f, "2j");
	g = term_shown(vt_term(vt));
	assert_int_equal(g->cursor_row, 3);
	vt_do(vt, f, "k");
	assert_int_equal(term_shown(vt_term(vt))->cursor_row, 2);
	expect_in_row(vt, 2, "~, 3 new, solved by @mira, by @ben, ");
	/* What was just said comes before that. */
	app_say(vt_app(vt), STYLE_MESSAGE, STR("done"));
	vt_type(vt, "");
	assert_int_equal(term_shown(vt_term(vt))->cursor_row, 23);
	/* No clock: it would be read out each minute. */
	expect_row(vt, 0, " Stoa > Support");
	leave();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_key_leads_there_from_anywhere),
		cmocka_unit_test(samples_are_in_encodings_of_their_own),
		cmocka_unit_test(what_looks_right_counts_at_once_and_is_kept),
		cmocka_unit_test(another_terminal_is_as_it_was),
		cmocka_unit_test(guests_choose_until_they_leave),
		cmocka_unit_test(the_ground_of_the_window_chooses_the_theme),
		cmocka_unit_test(what_is_no_colour_changes_nothing),
		cmocka_unit_test(a_window_is_asked_when_one_wants_that),
		cmocka_unit_test(plain_screens_are_words),
		cmocka_unit_test(the_cursor_waits_where_the_news_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
