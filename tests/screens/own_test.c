/* Your own: ssh keys, and what you set for yourself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/expect.h"
#include "tests/lib/session.h"

extern const struct screen_class account_screen;
extern const struct screen_class keys_screen;
extern const struct screen_class settings_screen;

static void
start(const struct screen_class *class, int64_t (*who)(void))
{
	f = fixture_new();
	tom = fixture_join(f, "tom");
	vt = vt_open(class, f->store, who ? who() : tom, "", 24, 80);
}

static int64_t
guest(void)
{
	return 0;
}

static const char *
kept(const char *key)
{
	return fixture_sql_text(f,
	    fixture_line(f,
		"SELECT coalesce((SELECT value FROM preference"
		" WHERE key = '%s'), '')",
		key));
}

static void
a_key_is_named_and_the_one_in_use_is_told(void **state)
{
	(void)state;
	start(&keys_screen, NULL);
	expect_row(vt, 2,
	    " ▸ a key without a name                                        "
	    "        this one");
	vt_do(vt, f, "rlaptop\r");
	expect_row(vt, 2,
	    " ▸ laptop                                                      "
	    "        this one");
	expect_row(vt, 23, " Key 1 is called \"laptop\".");
	vt_resize(vt, 10, 40);
	expect_row(vt, 2, " ▸ laptop                      this one");
	vt_do(vt, f, "r\001\013\r");
	expect_row(vt, 9, " Key 1 has no name any more.");
	leave();
}

static void
a_second_device_comes_by_a_code_and_can_be_revoked(void **state)
{
	(void)state;
	const struct caller other = { .fingerprint = "phone" };
	struct outcome o;

	start(&keys_screen, NULL);
	vt_do(vt, f, "l");
	expect_shown(vt, "ssh join@localhost link ");
	expect_shown(vt, f->code.p);
	expect_shown(vt, "Type this there; it works once:");
	/* Where little fits, what to do with it, and the code once. */
	vt_resize(vt, 10, 40);
	expect_shown(vt, "Type this there; it works once:");
	expect_shown(vt, f->code.p);
	assert_null(
	    strstr(strstr(vt_screen(vt), f->code.p) + f->code.n, f->code.p));
	vt_resize(vt, 24, 80);
	vt_type(vt, "q");
	expect_not_shown(vt, f->code.p);
	expect_top(vt, "keys");
	o = fixture_call(f, &other,
	    str_from(fixture_line(f, "link %s", f->code.p)), STR(""), false);
	assert_int_equal(o.err, ERR_NONE);
	vt_serve(vt, f);
	expect_in_row(vt, 5, "SHA256:phone");
	vt_type(vt, "jx");
	expect_shown(vt, "Revoke the key phone…? It lets nobody");
	vt_do(vt, f, "y");
	expect_not_shown(vt, "SHA256:phone");
	expect_row(vt, 22, "   1 was revoked and lets nobody in");
	leave();
}

/* Without the blanks and borders between its words. */
static bool
shows_line(const char *line)
{
	const char *screen = vt_screen(vt);
	struct buf seen = BUF_INIT(0);
	bool found;

	for (; *screen; screen++) {
		if (*screen > ' ' && *screen < 0x7F && *screen != '|')
			buf_char(&seen, *screen);
	}
	buf_char(&seen, '\0');
	found = strstr(seen.p, line) != NULL;
	buf_free(&seen);
	return found;
}

static void
the_line_for_another_device_is_never_cut(void **state)
{
	static const int sizes[][2] = { { 24, 80 }, { 10, 40 }, { 40, 130 },
		{ 10, 30 } };

	(void)state;
	start(&keys_screen, NULL);
	vt_site(vt, "a-rather-long-name.example.org", 2377);
	vt_do(vt, f, "l");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		vt_resize(vt, sizes[i][0], sizes[i][1]);
		if (!shows_line(fixture_line(f,
			"ssh-p2377join@a-rather-long-name.example.orglink%s",
			f->code.p)))
			fail_msg("%s", vt_screen(vt));
	}
	vt_type(vt, "y");
	expect_shown(vt, f->code.p);
	expect_in_row(vt, 9, "Copied.");
	vt_type(vt, "x");
	expect_not_shown(vt, f->code.p);
	expect_top(vt, "keys");
	leave();
}

static void
the_last_key_goes_after_three_questions_or_not_at_all(void **state)
{
	(void)state;
	start(&keys_screen, NULL);
	vt_type(vt, "x");
	expect_shown(vt, "the key you are here with");
	vt_do(vt, f, "y");
	expect_shown(vt, "This is your last key");
	vt_type(vt, "n");
	assert_int_equal(fixture_sql_int(f,
			     "SELECT count(*) FROM member_key WHERE"
			     " member_id = 2 AND revoked_at IS NULL"),
	    1);
	vt_do(vt, f, "xy");
	vt_do(vt, f, "y");
	expect_shown(vt, "Are you sure?");
	vt_do(vt, f, "y");
	assert_int_equal(fixture_sql_int(f,
			     "SELECT count(*) FROM member_key WHERE"
			     " member_id = 2 AND revoked_at IS NULL"),
	    0);
	expect_in_row(vt, 2, "No ssh key is your account");
	leave();
}

static void
guests_are_told_where_keys_come_from(void **state)
{
	(void)state;
	start(&keys_screen, guest);
	expect_row(vt, 2, "  Members have keys here. To become one:");
	expect_row(vt, 4, "    type `:join`");
	vt_has_key(vt, false);
	vt_type(vt, "l");
	expect_row(vt, 23, " That is for members. To join: ssh join@localhost");
	vt_has_key(vt, true);
	vt_type(vt, "l");
	assert_null(vt_submitted(vt));
	expect_row(vt, 23, " That is for members. To join: type `:join`.");
	leave();
}

static void
a_choice_is_seen_at_once_and_kept(void **state)
{
	(void)state;
	start(&settings_screen, NULL);
	expect_row(vt, 6,
	    " ▸ Colours         auto               auto: as dark or light "
	    "as your window");
	vt_type(vt, "\r");
	assert_true(prefs_is(app_prefs(vt_app(vt)), PREF_THEME, STR("dark")));
	expect_in_row(vt, 6, "dark");
	vt_type(vt, " ");
	expect_in_row(vt, 6, "light");
	assert_string_equal(vt_submitted(vt), "prefs theme dark");
	vt_serve(vt, f);
	assert_string_equal(kept("theme"), "light");
	vt_do(vt, f, "\033[D");
	assert_string_equal(kept("theme"), "dark");
	vt_do(vt, f, "x");
	assert_string_equal(kept("theme"), "");
	expect_in_row(vt, 6, "auto");
	leave();
}

static void
keys_change_under_ones_fingers(void **state)
{
	(void)state;
	start(&settings_screen, NULL);
	vt_type(vt, "jj\rm=Foo\r");
	expect_shown(vt, "no key is called \"Foo\"");
	assert_null(vt_submitted(vt));
	vt_do(vt, f, "\001\013m=j\r");
	assert_string_equal(kept("keys"), "m=j");
	vt_type(vt, "m");
	assert_true(vt_on_selected(vt, 9, 3));
	leave();
}

static void
a_zone_is_found_by_its_city(void **state)
{
	(void)state;
	start(&settings_screen, NULL);
	vt_type(vt, "jjj\rnew");
	expect_shown(vt, "America/New_York");
	expect_shown(vt, "Fri 04:00");
	vt_type(vt, "\r");
	assert_null(vt_submitted(vt));
	expect_shown(vt, "Several zones are called so");
	vt_do(vt, f, " y\r");
	assert_string_equal(kept("zone"), "America/New_York");
	expect_in_row(vt, 0, "Fri 04:00");
	vt_type(vt, "j\r");
	expect_in_row(vt, 0, "Fri 4:00 am");
	vt_serve(vt, f);
	assert_string_equal(kept("clock"), "12");
	leave();
}

static void
a_zone_is_typed_in_any_case_or_chosen(void **state)
{
	(void)state;
	start(&settings_screen, NULL);
	vt_do(vt, f, "jjj\rberlin\r");
	assert_string_equal(kept("zone"), "Europe/Berlin");
	vt_do(vt, f, "\r\001\013asia/tokyo\r");
	assert_string_equal(kept("zone"), "Asia/Tokyo");
	vt_type(vt, "\r\001\013nowhere\r");
	expect_shown(vt, "No zone is called so.");
	vt_do(vt, f, "\001\013europe/b\t\r");
	assert_string_equal(kept("zone"), "Europe/Belgrade");
	leave();
}

static void
no_key_of_the_settings_is_told_twice(void **state)
{
	(void)state;
	start(&settings_screen, NULL);
	vt_resize(vt, 50, 80);
	vt_type(vt, "?");
	expect_in_row(vt, row_with(vt, " change"), "Space");
	expect_not_in_row(vt, row_with(vt, "page down"), "Space");
	leave();
}

static void
guests_try_for_as_long_as_they_stay(void **state)
{
	(void)state;
	start(&settings_screen, guest);
	vt_type(vt, "\r");
	assert_null(vt_submitted(vt));
	assert_true(prefs_is(app_prefs(vt_app(vt)), PREF_THEME, STR("dark")));
	expect_row(
	    vt, 22, "   You are a guest: all of this is gone when you leave.");
	assert_int_equal(
	    fixture_sql_int(
		f, "SELECT count(*) FROM preference WHERE key <> 'tour'"),
	    0);
	leave();
}

static void
what_is_refused_goes_back(void **state)
{
	(void)state;
	const struct answer answer = { .err = ERR_IO };

	start(&settings_screen, NULL);
	vt_type(vt, "\r");
	vt_answer(vt, &answer);
	expect_row(vt, 23, " The disk or the network failed.");
	expect_in_row(vt, 6, "dark");
	leave();
}

static bool
last_has(const char *bytes)
{
	struct arena a = ARENA_INIT;
	bool has = strstr(arena_cstr(&a, vt_last(vt)), bytes) != NULL;

	arena_free(&a);
	return has;
}

static void
the_terminal_is_told_about_its_mouse_once(void **state)
{
	(void)state;
	start(&settings_screen, NULL);
	vt_type(vt, "jjjjjj\r");
	assert_true(prefs_is(app_prefs(vt_app(vt)), PREF_MOUSE, STR("on")));
	assert_true(last_has("\033[?1000h"));
	vt_serve(vt, f);
	assert_false(last_has("\033[?1000"));
	vt_type(vt, "x");
	assert_true(last_has("\033[?1000l"));
	vt_serve(vt, f);
	fixture_ok(f, tom, "prefs mouse on", NULL);
	vt_close(vt);
	vt = vt_open(&settings_screen, f->store, tom, "", 24, 80);
	assert_true(last_has("\033[?1000h"));
	leave();
}

/* They are taken all the same: it is theirs to say. */
static void
what_own_keys_take_away_is_told(void **state)
{
	(void)state;
	start(&settings_screen, NULL);
	vt_type(vt, "jj\r");
	vt_type(vt, "m=c\r");
	vt_serve(vt, f);
	assert_string_equal(kept("keys"), "m=c");
	expect_row(vt, 23, " No key is left for: me too.");
	vt_type(vt, "\r");
	vt_type(vt, " b=m\r");
	vt_serve(vt, f);
	assert_string_equal(kept("keys"), "m=c b=m");
	expect_not_in_row(vt, 23, "No key is left");
	vt_type(vt, "\r");
	vt_type(vt, " b=d\r");
	expect_row(vt, 23, " The key b is there twice; the last one counts.");
	leave();
}

static void
an_account_says_who_came_in(void **state)
{
	struct caller who = { .is_operator = true };
	struct args args = args_of("seen");

	(void)state;
	start(&account_screen, NULL);
	expect_row(vt, 1, "   Only you see this, the newest first.");
	expect_start(vt, 2, " ▸ joined              @tom ");
	who.member = tom;
	args_put(&args, "refused", STR("1"));
	args_put(&args, "from", STR("192.0.2.7"));
	(void)fixture_order(f, &who, &args, STR(""), false);
	(void)fixture_order(f, &who, &args, STR(""), false);
	fixture_ok(f, tom, "rename thomas", NULL);
	vt_serve(vt, f);
	expect_start(vt, 2, "   renamed             @thomas ");
	expect_start(vt, 3, "   ! wrong password    ");
	expect_in_row(vt, 3, "192.0.2.7");
	expect_in_row(vt, 3, "×2");
	expect_start(vt, 4, " ▸ joined              @tom ");
	assert_string_equal(vt_style(vt, 3, 3), "warn");
	vt_resize(vt, 10, 40);
	expect_in_row(vt, 3, "! wrong password");
	leave();
}

static void
settings_lead_to_all_that_is_ones_own(void **state)
{
	(void)state;
	start(&settings_screen, NULL);
	vt_type(vt, "k\r");
	expect_top(vt, "account");
	vt_type(vt, "qk\r");
	expect_top(vt, "keys");
	vt_type(vt, "qk\r");
	expect_top(vt, "profile");
	leave();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_is_named_and_the_one_in_use_is_told),
		cmocka_unit_test(
		    a_second_device_comes_by_a_code_and_can_be_revoked),
		cmocka_unit_test(the_line_for_another_device_is_never_cut),
		cmocka_unit_test(
		    the_last_key_goes_after_three_questions_or_not_at_all),
		cmocka_unit_test(guests_are_told_where_keys_come_from),
		cmocka_unit_test(a_choice_is_seen_at_once_and_kept),
		cmocka_unit_test(keys_change_under_ones_fingers),
		cmocka_unit_test(a_zone_is_found_by_its_city),
		cmocka_unit_test(a_zone_is_typed_in_any_case_or_chosen),
		cmocka_unit_test(no_key_of_the_settings_is_told_twice),
		cmocka_unit_test(guests_try_for_as_long_as_they_stay),
		cmocka_unit_test(what_is_refused_goes_back),
		cmocka_unit_test(the_terminal_is_told_about_its_mouse_once),
		cmocka_unit_test(what_own_keys_take_away_is_told),
		cmocka_unit_test(an_account_says_who_came_in),
		cmocka_unit_test(settings_lead_to_all_that_is_ones_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
