/* The first screen of a new key. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/text/handle.h"
#include "tests/lib/expect.h"
#include "tests/lib/session.h"

extern const struct screen_class join_screen, lobby_screen;

static void
start(const char *policy, int rows, int cols)
{
	f = fixture_new();
	ana = fixture_join(f, "ana");
	fixture_ok(f, ROBOT, "setting community.name Juniper", NULL);
	fixture_ok(
	    f, ROBOT, fixture_line(f, "setting join.policy %s", policy), NULL);
	vt = vt_open(&join_screen, f->store, 0, "", rows, cols);
}

static void
it_says_what_to_do(void **state)
{
	(void)state;
	start("open", 24, 80);
	expect_row(vt, 2, " Welcome to Juniper");
	assert_true(vt_bold(vt, 2, 12));
	expect_row(vt, 3, " Ask early, answer kindly.");
	expect_row(vt, 5,
	    " Choose the name others will call you. Your ssh key is "
	    "all you need.");
	expect_row(vt, 7, " Handle:  (such as ana)");
	expect_row(vt, 8, " Code:    (only if you were given one)");
	expect_row(vt, 10, "   Join");
	expect_row(vt, 11, "   I have an account, on another device");
	expect_row(vt, 12, "   Look around first");
	expect_row(vt, 13, "   Leave");
	expect_row(vt, 15, " · Say what you tried and what you expected.");
	expect_row(vt, 17, " · Thank who helped you: accept their answer.");
	expect_row(vt, 23,
	    " Enter go on  Tab next  ↑ previous  Esc look around  F1 help");
	vt_resize(vt, 10, 40);
	expect_row(vt, 1, " Welcome to Juniper");
	expect_row(vt, 2, " Choose the name others will call you.");
	expect_row(vt, 3, " Handle:  (such as ana)");
	expect_row(vt, 4, " Code:    (only if you were given one)");
	expect_row(vt, 5, "   Join");
	expect_row(vt, 8, "   Leave");
	leave();
}

static void
a_handle_is_judged_while_it_is_typed(void **state)
{
	static const struct {
		const char *typed;
		const char *words;
		const char *style;
	} cases[] = {
		{ "b", "✓ free", "good" },
		{ "@bea", "✓ free", "good" },
		{ "ANA", "taken", "bad" },
		{ "ana", "taken", "bad" },
		{ "root", "kept for the house", "bad" },
		{ "a b", "a-z 0-9, and _ . - inside", "bad" },
		{ "-a", "a-z 0-9, and _ . - inside", "bad" },
		{ "日本", "a-z 0-9, and _ . - inside", "bad" },
		{ "abcdefghijklmnopqrstuvwxyz012345", "✓ free", "good" },
		{ "abcdefghijklmnopqrstuvwxyz0123456", "32 letters at most",
		    "bad" },
	};

	(void)state;
	start("open", 24, 80);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		vt_type(vt, "\025");
		vt_type(vt, cases[i].typed);
		if (strstr(vt_row(vt, 7), cases[i].words) == NULL)
			fail_msg("%s: %s", cases[i].typed, vt_row(vt, 7));
		assert_string_equal(vt_style(vt, 7, 46), cases[i].style);
		vt_resize(vt, 10, 40);
		vt_resize(vt, 24, 80);
	}
	vt_type(vt, "\025newname");
	fixture_join(f, "newname");
	vt_serve(vt, f); /* somebody was faster */
	expect_in_row(vt, 7, "taken");
	vt_type(vt, "\r");
	expect_row(vt, 23, " Another handle, please.");
	assert_null(vt_submitted(vt));
	leave();
}

static void
enter_joins_and_leads_to_the_lobby(void **state)
{
	(void)state;
	start("open", 24, 80);
	vt_type(vt, "\r");
	expect_row(vt, 23, " Choose a handle first.");
	vt_type(vt, "@bea");
	expect_row(vt, 10, "   Join as @bea");
	vt_type(vt, "\r");
	assert_string_equal(vt_submitted(vt), "join bea");
	expect_row(vt, 10, "   One moment…");
	vt_type(vt, "x\r\r"); /* not twice */
	vt_serve(vt, f);
	expect_top(vt, "lobby");
	expect_row(vt, 23, " Welcome to Juniper, @bea.");
	assert_null(app_below(vt_app(vt)));
	leave();
}

static void
the_sysops_code_works_whatever_the_policy(void **state)
{
	(void)state;
	start("closed", 24, 80);
	expect_row(vt, 5,
	    " No new members just now. Look around, or bring a code "
	    "of the sysop.");
	vt_type(vt, "bea\r");
	expect_row(
	    vt, 23, " Nobody can join now but with a code of the sysop.");
	vt_do(vt, f, "wrong-code\r");
	expect_row(vt, 23, " That code is wrong, used or too old.");
	expect_top(vt, "join");
	expect_row(
	    vt, 7, " Handle:  bea                                 ✓ free");
	vt_type(vt, "\025");
	vt_type(vt, arena_cstr(&f->arena, f->sysop_code));
	vt_do(vt, f, "\t\r");
	expect_top(vt, "lobby");
	expect_shown(vt, "You are the sysop.");
	leave();
}

static void
an_invitation_is_asked_for(void **state)
{
	(void)state;
	start("invite", 24, 80);
	expect_row(vt, 8, " Code:    (of your invitation)");
	vt_type(vt, "bea\r");
	expect_row(vt, 23, " Joining needs the code of an invitation.");
	fixture_ok(f, ana, "invite", NULL);
	vt_type(vt, arena_cstr(&f->arena, f->code));
	vt_do(vt, f, "\r");
	expect_top(vt, "lobby");
	leave();
}

static void
another_device_is_added(void **state)
{
	(void)state;
	start("open", 24, 80);
	vt_type(vt, "\t\t\t\r");
	expect_row(vt, 5,
	    " On a device that is in already, type :link there; it "
	    "shows a code.");
	expect_row(vt, 7, " Code:    (what it shows)");
	expect_in_row(vt, 0, "› Another device");
	vt_type(vt, "\033OP");
	expect_in_row(vt, 0, "Keys › Welcome");
	vt_type(vt, "q\r");
	expect_shown(vt, "Type the code that `link` shows");
	fixture_ok(f, ana, "link", NULL);
	vt_do(vt, f, "nonsense\r");
	expect_shown(vt, "That code is wrong");
	vt_type(vt, "\025");
	vt_type(vt, arena_cstr(&f->arena, f->code));
	vt_do(vt, f, "\r");
	expect_top(vt, "lobby");
	expect_row(vt, 23, " This device is @ana now.");
	assert_int_equal(app_me(vt_app(vt))->id, ana);
	leave();
}

static void
the_help_has_no_letters_while_a_name_is_typed(void **state)
{
	(void)state;
	start("open", 40, 80);
	vt_type(vt, "\033OP"); /* F1 */
	expect_top(vt, "help");
	expect_shown(vt, " Tab ↓ ");
	expect_shown(vt, " delete a word\n");
	expect_not_shown(vt, " Tab ↓ j");
	vt_type(vt, "q\033[Z?");
	expect_top(vt, "help");
	expect_shown(vt, " Tab ↓ j ");
	expect_not_shown(vt, "delete a word");
	leave();
}

static void
esc_and_choices_lead_on(void **state)
{
	(void)state;
	start("open", 24, 80);
	vt_type(vt, "\033[Z"); /* round: Leave */
	assert_true(vt_on_selected(vt, 13, 3));
	vt_type(vt, "?");
	expect_top(vt, "help");
	vt_type(vt, "qk");
	assert_true(vt_on_selected(vt, 12, 3));
	vt_type(vt, "k\r");
	expect_row(vt, 7, " Code:    (what it shows)");
	vt_type(vt, "\033");
	expect_row(vt, 7, " Handle:  (such as ana)");
	vt_type(vt, "\033");
	expect_top(vt, "lobby");
	vt_type(vt, ":join\r");
	expect_top(vt, "join");
	vt_type(vt, "\033[Z\r");
	assert_int_equal(vt_status(vt), 0);
	leave();
}

static void
a_failure_keeps_what_was_typed(void **state)
{
	const struct answer unsure = { ERR_UNSURE, STR_INIT(""), NULL };
	const struct answer limit = { ERR_LIMIT, STR_INIT("not so fast"),
		NULL };

	(void)state;
	start("open", 24, 80);
	vt_type(vt, "bea\r");
	vt_answer(vt, &limit);
	expect_row(vt, 23, " Not so fast.");
	expect_row(
	    vt, 7, " Handle:  bea                                 ✓ free");
	vt_type(vt, "\r");
	vt_answer(vt, &unsure);
	expect_row(vt, 23, " It may have worked. Leave and come again to see.");
	expect_top(vt, "join");
	leave();
}

static void
rules_are_the_communitys(void **state)
{
	(void)state;
	start("open", 24, 80);
	vt_close(vt);
	fixture_ok(
	    f, ROBOT, "setting community.rules Be kind. | Have fun.", NULL);
	vt = vt_open(&join_screen, f->store, 0, "", 24, 80);
	expect_row(vt, 15, " · Be kind.");
	expect_row(vt, 16, " · Have fun.");
	expect_row(vt, 17, "");
	vt_close(vt);
	fixture_ok(f, ROBOT,
	    fixture_line(f, "setting community.rules %01000d", 7), NULL);
	fixture_fails(f, ROBOT,
	    fixture_line(f, "setting community.rules %01001d", 7), NULL,
	    ERR_INVALID);
	vt = vt_open(&join_screen, f->store, 0, "", 24, 80);
	for (int rows = 5; rows < 30; rows += 2) {
		for (int cols = 20; cols < 140; cols += 13)
			vt_resize(vt, rows, cols);
	}
	vt_type(vt, "\033[200~be\na\033[31m\xE2\x80\xAE\xFF\033[201~\r");
	assert_null(vt_submitted(vt));
	leave();
}

static void
a_member_is_not_asked(void **state)
{
	(void)state;
	start("open", 24, 80);
	vt_close(vt);
	vt = vt_open(&lobby_screen, f->store, ana, "", 24, 80);
	vt_type(vt, ":join\r");
	expect_top(vt, "lobby");
	expect_row(vt, 23, " You are a member already.");
	leave();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_says_what_to_do),
		cmocka_unit_test(a_handle_is_judged_while_it_is_typed),
		cmocka_unit_test(enter_joins_and_leads_to_the_lobby),
		cmocka_unit_test(the_sysops_code_works_whatever_the_policy),
		cmocka_unit_test(an_invitation_is_asked_for),
		cmocka_unit_test(another_device_is_added),
		cmocka_unit_test(esc_and_choices_lead_on),
		cmocka_unit_test(the_help_has_no_letters_while_a_name_is_typed),
		cmocka_unit_test(a_failure_keeps_what_was_typed),
		cmocka_unit_test(rules_are_the_communitys),
		cmocka_unit_test(a_member_is_not_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
