/* Keys as members want them: presets, own changes, footer and help. */
#include "screens/preset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "screens/footer.h"
#include "tests/lib/crowd.h"
#include "tests/lib/expect.h"
#include "tests/lib/session.h"

extern const struct screen_class lobby_screen;

/* A screen that says which of its keys was meant, and can be typed in. */
struct seen {
	char what[64];
	bool typing;
};

static void
note(struct screen *s, const char *what)
{
	struct seen *st = s->state;

	snprintf(st->what, sizeof st->what, "%s", what);
	s->dirty = true;
}

static void
new_thread(struct screen *s)
{
	note(s, "new");
}

static void
me_too(struct screen *s)
{
	note(s, "me too");
}

static void
quote(struct screen *s)
{
	note(s, "quote");
}

static void
open_it(struct screen *s)
{
	note(s, "open");
}

static bool
seen_key(struct screen *s, const struct key *key)
{
	struct seen *st = s->state;
	char letter[] = { (char)key->code, '\0' };

	if (key->code == '"')
		st->typing = true;
	else if (st->typing && key->code < KEYS_FIRST)
		note(s, letter);
	else
		return false;
	return true;
}

static void
seen_draw(struct screen *s, struct canvas *c)
{
	struct seen *st = s->state;

	canvas_text(c, 0, 1, 40, STYLE_NORMAL, str_from(st->what));
}

static const struct binding seen_keys[] = {
	{ 'c', "new", new_thread, NULL, 0 },
	{ 'm', "me too", me_too, NULL, 0 },
	{ 'R', "quote", quote, NULL, 0 },
	{ KEYS_ENTER, "open", open_it, NULL, 0 },
	{ 'l', NULL, open_it, NULL, 0 },
	{ 0 },
};

static const struct screen_class seen_class = {
	.name = "seen",
	.title = "Seen",
	.state_size = sizeof(struct seen),
	.keys = seen_keys,
	.draw = seen_draw,
	.key = seen_key,
};

static void
start(const char *prefs)
{
	f = fixture_new();
	tom = fixture_join(f, "tom");
	if (prefs)
		fixture_ok(f, tom, prefs, NULL);
	vt = vt_open(&seen_class, f->store, tom, "", 10, 120);
}

static void
a_preset_says_what_a_key_means(void **state)
{
	(void)state;
	start("prefs keymap mutt");
	vt_type(vt, "m");
	expect_row(vt, 1, " new");
	vt_type(vt, "b");
	expect_row(vt, 1, " me too");
	vt_type(vt, "g");
	expect_row(vt, 1, " quote");
	vt_type(vt, "c");
	expect_row(vt, 1, " quote");
	leave();
}

static void
footer_and_help_show_the_keys_one_presses(void **state)
{
	(void)state;
	start("prefs keymap mutt");
	expect_start(vt, 9, " m new  b me too  g quote  Enter open  ");
	vt_type(vt, "?");
	expect_in_row(vt, 3, " m          new   ");
	expect_in_row(vt, 5, " g R        quote   ");
	expect_in_row(vt, 6, " Enter      open   ");
	leave();
}

/* What everybody knows of vim, before what it has, too. */
static void
plain_letters_come_before_others_for_moves(void **state)
{
	(void)state;
	start("prefs keymap vim");
	vt_type(vt, "?");
	expect_start(vt, 9, " q back  j down  k up  ");
	leave();
}

static void
own_changes_win_and_letters_in_a_field_stay_letters(void **state)
{
	(void)state;
	start("prefs keys x=c m=R");
	vt_type(vt, "x");
	expect_row(vt, 1, " new");
	vt_type(vt, "m");
	expect_row(vt, 1, " quote");
	expect_start(vt, 9, " x new  m quote  Enter open  ");
	vt_type(vt, "\"x");
	expect_row(vt, 1, " x");
	leave();
}

static void
a_change_in_another_session_comes_with_time(void **state)
{
	(void)state;
	start(NULL);
	app_tick(vt_app(vt));
	fixture_ok(f, tom, "prefs keymap mutt", NULL);
	app_tick(vt_app(vt)); /* it was looked just now */
	expect_start(vt, 9, " c new");
	vt_now(vt, VT_NOW_MS + 31 * 1000);
	app_tick(vt_app(vt));
	vt_type(vt, "");
	expect_start(vt, 9, " m new  b me too  g quote");
	/* What is tried here and not kept stays until then. */
	app_set_pref(vt_app(vt), PREF_CLOCK, STR("12"));
	vt_now(vt, VT_NOW_MS + 62 * 1000);
	app_tick(vt_app(vt));
	vt_type(vt, "m");
	expect_in_row(vt, 0, " am");
	leave();
}

static void
a_change_counts_from_the_answer_on(void **state)
{
	(void)state;
	struct args args = args_of("prefs");

	start(NULL);
	vt_type(vt, "c");
	expect_row(vt, 1, " new");
	assert_string_equal(strstr(vt_row(vt, 0), "Fri"), "Fri 09:00");
	args_put(&args, "name", STR("zone"));
	args_put(&args, "value", STR("Europe/Berlin"));
	assert_int_equal(
	    app_submit(app_top(vt_app(vt)), &args, STR(""), NULL), ERR_NONE);
	vt_serve(vt, f);
	assert_string_equal(strstr(vt_row(vt, 0), "Fri"), "Fri 10:00");
	app_set_pref(vt_app(vt), PREF_CLOCK, STR("12"));
	vt_type(vt, "m");
	assert_string_equal(strstr(vt_row(vt, 0), "Fri"), "Fri 10:00 am");
	app_set_pref(vt_app(vt), PREF_CLOCK, STR("13"));
	assert_int_equal(app_clock(vt_app(vt)), ZONE_12H);
	leave();
}

static void
what_one_tries_is_gone_when_somebody_else_looks(void **state)
{
	(void)state;
	struct app *app;

	start("prefs theme light");
	app = vt_app(vt);
	assert_true(prefs_is(app_prefs(app), PREF_THEME, STR("light")));
	app_identify(app, 0);
	assert_true(prefs_is(app_prefs(app), PREF_THEME, STR("auto")));
	app_set_pref(app, PREF_KEYS, STR("x=c"));
	app_set_pref(app, PREF_THEME, STR("mono"));
	vt_type(vt, "x");
	expect_row(vt, 1, " new");
	app_identify(app, tom);
	assert_true(prefs_is(app_prefs(app), PREF_THEME, STR("light")));
	assert_true(prefs_is(app_prefs(app), PREF_KEYS, STR("")));
	leave();
}

static bool
is_plain(void)
{
	return term_charset(vt_term(vt)) == CHARSET_ASCII;
}

static bool
has_colours(void)
{
	return term_look(vt_term(vt), STYLE_ACCENT).fg != LOOK_DEFAULT;
}

static void
the_environment_counts_where_one_chose_nothing(void **state)
{
	(void)state;
	start(NULL);
	assert_false(is_plain());
	assert_true(has_colours());
	app_environment(
	    vt_app(vt), &(struct surroundings){ .ascii = true, .mono = true });
	vt_type(vt, "");
	assert_true(is_plain());
	assert_false(has_colours());
	app_set_pref(vt_app(vt), PREF_SYMBOLS, STR("unicode"));
	app_set_pref(vt_app(vt), PREF_THEME, STR("light"));
	vt_type(vt, "");
	assert_false(is_plain());
	assert_true(has_colours());
	app_set_pref(vt_app(vt), PREF_SYMBOLS, STR("auto"));
	app_set_pref(vt_app(vt), PREF_THEME, STR("dark"));
	assert_true(is_plain());
	assert_true(has_colours());
	leave();
	/* What is kept counts although it is the default. */
	start("prefs theme dark");
	app_environment(vt_app(vt), &(struct surroundings){ .mono = true });
	assert_true(has_colours());
	assert_false(is_plain());
	leave();
	start("prefs symbols ascii");
	app_environment(vt_app(vt), &(struct surroundings){ .ascii = false });
	assert_true(is_plain());
	leave();
}

static void
keys_nobody_knows_are_told_in_words(void **state)
{
	(void)state;
	start("prefs keys m=Foo");
	expect_row(
	    vt, 9, " Your own keys are not used: no key is called \"Foo\".");
	vt_type(vt, "m");
	expect_row(vt, 1, " me too");
	leave();
}

static void
changes_are_read_and_refused_in_words(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		const char *why;
	} bad[] = {
		{ "m", "\"m\" is no pair of keys such as m=c" },
		{ "m=", "\"m=\" is no pair of keys such as m=c" },
		{ "Foo=c", "no key is called \"Foo\"" },
		{ "m=Foo", "no key is called \"Foo\"" },
		{ "Esc=c",
		    "Esc stays what it is, so that you can always get out" },
		{ "m=c Enter=c",
		    "Enter stays what it is, so that you can always get out" },
		{ "F1=c",
		    "F1 stays what it is, so that you can always get out" },
	};
	struct arena a = ARENA_INIT;
	struct keyset ks = { .own_n = 0 };
	struct str why = STR("");
	struct buf many = BUF_INIT(0);

	assert_int_equal(
	    keyset_parse(&ks, &a, STR("m=c ==g g==  ^X=Q F2=Space"), &why),
	    ERR_NONE);
	assert_int_equal(ks.own_n, 5);
	assert_int_equal(keyset_means(&ks, 'm'), 'c');
	assert_int_equal(keyset_means(&ks, '='), 'g');
	assert_int_equal(keyset_means(&ks, 'g'), '=');
	assert_int_equal(keyset_means(&ks, KEYS_CTRL | 'x'), 'Q');
	assert_int_equal(keyset_means(&ks, KEYS_F0 + 2), ' ');
	assert_int_equal(keyset_means(&ks, 'c'), 'c');
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(
		    keyset_parse(&ks, &a, str_from(bad[i].text), &why),
		    ERR_INVALID);
		assert_string_equal(arena_cstr(&a, why), bad[i].why);
		assert_int_equal(ks.own_n, 5);
	}
	for (int i = 0; i < PREF_KEYS_MAX; i++)
		buf_cstr(&many, "m=c ");
	assert_int_equal(keyset_parse(&ks, &a, buf_str(&many), &why), ERR_NONE);
	buf_cstr(&many, "m=c");
	assert_int_equal(
	    keyset_parse(&ks, &a, buf_str(&many), &why), ERR_INVALID);
	assert_string_equal(
	    arena_cstr(&a, why), "at most 40 keys can be changed");
	buf_free(&many);
	arena_free(&a);
}

static int
lines_of(const struct binding *table, const struct keyset *ks)
{
	const struct key_look look = { NULL, ks, false };
	struct key_line line;
	int n = 0;

	while (key_line_next(&table, &look, &line))
		n++;
	return n;
}

/* Every action of every screen has a key under every preset. */
static void
no_preset_takes_the_last_key_of_anything(void **state)
{
	(void)state;
	static const char letters[] =
	    "jkqQgGnp[]PzZ/\\:?crReAE+-!dCusmMi@oyx01 ";
	static const int32_t others[] = { KEYS_ENTER, KEYS_ESC, KEYS_TAB,
		KEYS_UP, KEYS_DOWN, KEYS_LEFT, KEYS_RIGHT, KEYS_HOME, KEYS_END,
		KEYS_PGUP, KEYS_PGDN, KEYS_CTRL | 'd', KEYS_CTRL | 'u',
		KEYS_CTRL | 'l', KEYS_F0 + 1 };
	const struct keyset plain = { .preset = NULL };
	size_t presets, screens;
	const struct preset *const *all = preset_all(&presets);
	const struct screen_class *const *screen = app_screens(&screens);
	int32_t pressed[KEYSET_PRESSED_MAX];

	for (size_t i = 0; i < presets; i++) {
		const struct keyset ks = { .preset = all[i] };

		assert_true(pref_takes(PREF_KEYMAP, str_from(all[i]->name)));
		for (const char *p = letters; *p; p++) {
			if (keyset_pressed(&ks, *p, pressed) == 0)
				fail_msg("%s: %c", all[i]->name, *p);
		}
		for (size_t k = 0; k < sizeof others / sizeof *others; k++)
			assert_int_not_equal(
			    keyset_pressed(&ks, others[k], pressed), 0);
		for (size_t k = 0; k < screens; k++) {
			const struct binding *t = screen[k]->keys;

			if (lines_of(t, &ks) != lines_of(t, &plain))
				fail_msg("%s in %s: %d lines instead of %d",
				    screen[k]->name, all[i]->name,
				    lines_of(t, &ks), lines_of(t, &plain));
		}
		assert_int_equal(
		    lines_of(app_keys(), &ks), lines_of(app_keys(), &plain));
	}
	assert_int_equal(presets, 5);
	assert_null(preset_find(STR("emacs")));
}

static void
every_key_that_is_shown_does_what_it_says(void **state)
{
	(void)state;
	size_t presets;
	const struct preset *const *all = preset_all(&presets);
	int32_t pressed[KEYSET_PRESSED_MAX];

	for (size_t i = 0; i < presets; i++) {
		const struct keyset ks = { .preset = all[i],
			.own = { { 'x', 'q' }, { 'x', 'c' } },
			.own_n = 2 };

		assert_int_equal(keyset_means(&ks, 'x'), 'c');
		for (int32_t key = ' '; key < 0x7F; key++) {
			size_t n = keyset_pressed(&ks, key, pressed);

			for (size_t k = 0; k < n; k++)
				assert_int_equal(
				    keyset_means(&ks, pressed[k]), key);
		}
		assert_int_not_equal(keyset_pressed(&ks, 'q', pressed), 0);
		assert_int_not_equal(pressed[0], 'x');
	}
}

/* Five down, to the twelfth, the third board; elsewhere digits are boards. */
static void
numbers_are_counts_where_vim_has_them(void **state)
{
	struct vt *lobby;
	int64_t crowded;

	(void)state;
	f = fixture_new();
	crowded = crowd_make(f).ana;
	fixture_ok(f, crowded, "prefs keymap vim", NULL);
	lobby = vt_open(&lobby_screen, f->store, crowded, "", 24, 80);
	vt_serve(lobby, f);
	vt_do(lobby, f, "2");
	expect_top(lobby, "lobby");
	expect_start(lobby, 23, " 2 times: a move");
	vt_do(lobby, f, "\r");
	expect_top(lobby, "board");
	vt_type(lobby, "5j");
	expect_start(lobby, 7, " ▸");
	vt_type(lobby, "2k");
	expect_start(lobby, 5, " ▸");
	vt_type(lobby, "12G");
	expect_start(lobby, 13, " ▸");
	vt_type(lobby, "1");
	vt_type(lobby, "\033");
	vt_type(lobby, "k");
	expect_start(lobby, 12, " ▸");
	/* 0 begins none; a number that is no count is forgotten. */
	vt_type(lobby, "10k");
	expect_start(lobby, 2, " ▸");
	vt_type(lobby, "99999999999j");
	vt_type(lobby, "3?");
	expect_top(lobby, "help");
	assert_non_null(strstr(vt_screen(lobby), "how often"));
	vt_type(lobby, "q");
	expect_top(lobby, "board");
	vt_do(lobby, f, "0");
	expect_top(lobby, "lobby");
	app_set_pref(vt_app(lobby), PREF_KEYMAP, STR("default"));
	vt_do(lobby, f, "2");
	expect_top(lobby, "board");
	vt_leave(lobby, f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_preset_says_what_a_key_means),
		cmocka_unit_test(footer_and_help_show_the_keys_one_presses),
		cmocka_unit_test(plain_letters_come_before_others_for_moves),
		cmocka_unit_test(
		    own_changes_win_and_letters_in_a_field_stay_letters),
		cmocka_unit_test(a_change_in_another_session_comes_with_time),
		cmocka_unit_test(a_change_counts_from_the_answer_on),
		cmocka_unit_test(
		    what_one_tries_is_gone_when_somebody_else_looks),
		cmocka_unit_test(
		    the_environment_counts_where_one_chose_nothing),
		cmocka_unit_test(keys_nobody_knows_are_told_in_words),
		cmocka_unit_test(changes_are_read_and_refused_in_words),
		cmocka_unit_test(no_preset_takes_the_last_key_of_anything),
		cmocka_unit_test(every_key_that_is_shown_does_what_it_says),
		cmocka_unit_test(numbers_are_counts_where_vim_has_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
