/* The name and the words at the top of the lobby. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/rules/settings.h"
#include "tests/lib/boards.h"
#include "tests/lib/expect.h"
#include "tests/lib/vt.h"

extern const struct screen_class lobby_screen;

static void
names_that_do_not_fit_are_plain(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	fixture_ok(
	    f, boss, "setting community.name The Harbour and Sons", NULL);
	vt = lobby(ann, 24, 80);
	expect_row(vt, 1, " The Harbour and Sons   4 members");
	assert_string_equal(vt_style(vt, 1, 1), "title");
	vt_resize(vt, 40, 130);
	expect_in_row(vt, 2, "▄▄▄");
	vt_resize(vt, 18, 130);
	expect_row(vt, 1,
	    " The Harbour and Sons   “Ask early, answer kindly.”   "
	    "4 members");
	vt_close(vt);
	fixture_ok(f, boss, "setting community.name 日本", NULL);
	vt = lobby(ann, 24, 80);
	expect_row(vt, 1, " 日本   “Ask early, answer kindly.”   4 members");
	vt_close(vt);
	fixture_ok(f, boss, "setting community.name Café Ñandú", NULL);
	vt = lobby(ann, 24, 80);
	expect_in_row(vt, 2, "▄▄▄ ▄▄▄ ▄▄▄ ▄▄▄    ▄  ▄");
	vt_close(vt);
	/* No half blocks: a plain name. */
	vt = vt_open_term(
	    &lobby_screen, f->store, ann, "", 24, 80, "xterm-256color");
	app_set_ascii(vt_app(vt), true);
	vt_resize(vt, 25, 80);
	expect_not_shown(vt, "▄");
	vt_leave(vt, f);
}

static void
no_motto_is_none(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	fixture_ok(f, boss, "setting community.motto none", NULL);
	vt = lobby(ann, 24, 80);
	expect_not_shown(vt, "“");
	vt_close(vt);
	assert_true(setting_takes(SETTING_COMMUNITY_MOTTO, STR("")));
	fixture_free(f);
}

static void
every_character_of_the_font_is_drawn(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	fixture_ok(
	    f, boss, "setting community.name ABCDEFGHIJKLMNOPQRSTUVWXYZ", NULL);
	vt = lobby(ann, 24, 118);
	expect_row(vt, 2,
	    "   ▄▄▄ ▄▄  ▄▄▄ ▄▄  ▄▄▄ ▄▄▄ ▄▄▄ ▄ ▄ ▄   ▄ ▄ ▄ ▄   ▄   ▄ ▄  ▄ "
	    "▄▄▄ ▄▄▄ ▄▄▄ ▄▄  ▄▄▄ ▄▄▄ ▄ ▄ ▄ ▄ ▄   ▄ ▄ ▄ ▄ ▄ ▄▄▄");
	expect_row(vt, 3,
	    "   █▄█ █▄▀ █   █ █ █▄  █▄  █ ▄ █▄█ █   █ █▄▀ █   █▀▄▀█ █▀▄█ "
	    "█ █ █▄█ █ █ █▄▀ █▄▄  █  █ █ █ █ █ ▄ █ ▀▄▀ █▄█  ▄▀");
	expect_row(vt, 4,
	    "   █ █ █▄▀ █▄▄ █▄▀ █▄▄ █   █▄█ █ █ █ █▄█ █ █ █▄▄ █   █ █  █ "
	    "█▄█ █   ▀▀█ █ █ ▄▄█  █  █▄█ ▀▄▀ ▀▄▀▄▀ █ █  █  █▄▄");
	vt_close(vt);
	fixture_ok(
	    f, boss, "setting community.name 0123456789 &!?+-./:,'", NULL);
	vt = lobby(ann, 24, 88);
	expect_row(vt, 2,
	    "   ▄▄▄ ▄▄ ▄▄▄ ▄▄▄ ▄ ▄ ▄▄▄ ▄▄▄ ▄▄▄ ▄▄▄ ▄▄▄     ▄   ▄ ▄▄▄      "
	    "      ▄     ▄");
	vt_leave(vt, f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_that_do_not_fit_are_plain),
		cmocka_unit_test(no_motto_is_none),
		cmocka_unit_test(every_character_of_the_font_is_drawn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
