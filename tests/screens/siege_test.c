/* What a flood, a stalled reader, a taken role and a broken store do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "screens/thread_tree.h"
#include "tests/lib/expect.h"
#include "tests/lib/session.h"

extern const struct screen_class join_screen;
extern const struct screen_class lobby_screen;
extern const struct screen_class profile_screen;
extern const struct screen_class thread_screen;

static int
begin(void **state)
{
	(void)state;
	f = fixture_new();
	tom = fixture_join(f, "tom");
	return 0;
}

static int
end(void **state)
{
	(void)state;
	leave();
	return 0;
}

static void
a_flood_of_keys_is_looked_at_in_parts(void **state)
{
	enum { KEYS = 10 * APP_KEYS_MAX + 3 };
	struct buf keys = BUF_INIT(0);
	struct app *app;
	int parts = 1;

	(void)state;
	vt = vt_open(&lobby_screen, f->store, tom, "", 24, 80);
	app = vt_app(vt);
	for (int i = 0; i < KEYS; i++)
		buf_char(&keys, i % 2 ? 'q' : '\r');
	app_input(app, buf_str(&keys));
	for (; app_more(app); parts++)
		app_input(app, STR(""));
	assert_int_equal(parts, KEYS / APP_KEYS_MAX + 1);
	assert_string_equal(app_top(app)->class->name, "board");
	app_input(app, STR("q"));
	assert_false(app_more(app));
	buf_free(&keys);
}

/* Others have their turn while one presses a key a thousand times. */
static void
a_count_is_done_in_parts(void **state)
{
	enum { COUNT = 1000, DIGITS = 4 };
	struct app *app;
	int parts = 1;

	(void)state;
	vt = vt_open(&lobby_screen, f->store, tom, "", 24, 80);
	app = vt_app(vt);
	app_set_pref(app, PREF_KEYMAP, STR("vim"));
	app_input(app, STR("1000j"));
	for (; app_more(app); parts++)
		app_input(app, STR(""));
	assert_int_equal(parts, (DIGITS + COUNT) / APP_KEYS_MAX + 1);
	vt_type(vt, "");
	expect_shown(vt, "▸ 3");
	vt_type(vt, "1000k");
	expect_shown(vt, "▸ 1");
	vt_type(vt, "1j");
	expect_shown(vt, "▸ 2");
}

static void
what_is_copied_while_nobody_reads_is_sent_once(void **state)
{
	enum { BODY = 3000 };
	struct buf body = BUF_INIT(0);

	(void)state;
	for (int i = 0; i < BODY; i++)
		buf_char(&body, 'x');
	buf_char(&body, '\0');
	fixture_ok(f, tom, "post talk Long", body.p);
	vt = vt_open(&thread_screen, f->store, tom, "1", 24, 80);
	vt_type(vt, "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy");
	expect_shown(vt, "The post is copied.");
	assert_in_range(vt_last(vt).n, BODY, 2 * BODY);
	buf_free(&body);
}

static void
a_role_that_was_taken_shows_nothing_more(void **state)
{
	(void)state;
	fixture_ok(f, ROBOT, "member-role tom staff", NULL);
	fixture_ok(f, ROBOT, "board-edit support --read staff", NULL);
	vt = vt_open(&lobby_screen, f->store, tom, "", 24, 80);
	expect_shown(vt, "Support");
	fixture_ok(f, ROBOT, "member-role tom member", NULL);
	vt_serve(vt, f);
	expect_not_shown(vt, "Support");
	assert_int_equal(app_me(vt_app(vt))->role, ROLE_MEMBER);
	fixture_ok(f, ROBOT, "member-role tom staff", NULL);
	vt_serve(vt, f);
	expect_shown(vt, "Support");
}

static void
a_new_name_is_known_at_once(void **state)
{
	(void)state;
	vt = vt_open(&lobby_screen, f->store, tom, "", 24, 80);
	expect_shown(vt, "@tom");
	fixture_ok(f, tom, "rename thomas", NULL);
	vt_serve(vt, f);
	expect_shown(vt, "@thomas");
}

static void
a_profile_that_cannot_be_read_says_so(void **state)
{
	(void)state;
	vt = vt_open(&profile_screen, f->store, tom, "tom", 24, 80);
	expect_shown(vt, "@tom");
	fixture_sql(f, "ALTER TABLE member RENAME TO away");
	app_refresh(vt_app(vt));
	vt_type(vt, "j");
	expect_shown(vt, "This profile cannot be read just now.");
	vt_type(vt, "ea"); /* nor be written over with nothing */
	expect_shown(vt, "This profile cannot be read just now.");
	expect_not_shown(vt, "About you");
	fixture_sql(f, "ALTER TABLE away RENAME TO member");
	app_refresh(vt_app(vt));
	app_identify(vt_app(vt), tom);
	vt_type(vt, "j");
	expect_not_shown(vt, "cannot be read");
}

static void
what_is_typed_while_it_is_saved_stays(void **state)
{
	(void)state;
	vt = vt_open(&profile_screen, f->store, tom, "", 24, 80);
	vt_type(vt, "enTom of the sea\r"); /* a name, on its way */
	vt_do(vt, f, "eaI fix");
	expect_shown(vt, "About you");
	expect_shown(vt, "I fix");
	vt_do(vt, f, " boats\004 and sails");
	expect_shown(vt, "I fix boats and sails");
	vt_do(vt, f, "\004");
	expect_not_shown(vt, "About you");
	expect_shown(vt, "I fix boats and sails");
	assert_string_equal(
	    fixture_sql_text(f, "SELECT bio FROM member WHERE id = 2"),
	    "I fix boats and sails");
}

static void
a_join_screen_goes_when_one_joined_elsewhere(void **state)
{
	(void)state;
	vt = vt_open(&join_screen, f->store, 0, "", 24, 80);
	expect_shown(vt, "Handle");
	app_identify(vt_app(vt), tom);
	vt_type(vt, "j");
	expect_top(vt, "lobby");
	expect_shown(vt, "@tom");
}

int
main(void)
{
#define SIEGE(test) cmocka_unit_test_setup_teardown(test, begin, end)
	const struct CMUnitTest tests[] = {
		SIEGE(a_flood_of_keys_is_looked_at_in_parts),
		SIEGE(a_count_is_done_in_parts),
		SIEGE(what_is_copied_while_nobody_reads_is_sent_once),
		SIEGE(a_role_that_was_taken_shows_nothing_more),
		SIEGE(a_new_name_is_known_at_once),
		SIEGE(a_profile_that_cannot_be_read_says_so),
		SIEGE(what_is_typed_while_it_is_saved_stays),
		SIEGE(a_join_screen_goes_when_one_joined_elsewhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
