/* What a handle may be, and handles made from names. */
#include "common/text/handle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void
handles_start_with_a_letter_or_digit_and_do_not_end_in_a_dot(void **state)
{
	static const char *const good[] = { "a", "7", "Tom", "tom.medley",
		"a_b-c.d", "x-", "x_", "abcdefghijklmnopqrstuvwxyz012345" };
	static const char *const bad[] = { "", ".a", "-a", "_a", "a.", "a b",
		"é", "a\n", "a/b", "a@b", "abcdefghijklmnopqrstuvwxyz0123456" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_true(handle_is_valid(str_from(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(handle_is_valid(str_from(bad[i])));
	assert_false(handle_is_valid((struct str){ "a\0b", 3 }));
}

static void
the_names_of_the_house_are_reserved_in_any_case(void **state)
{
	(void)state;
	assert_true(handle_is_reserved(STR("guest")));
	assert_true(handle_is_reserved(STR("SysOp")));
	assert_true(handle_is_reserved(STR("JOIN")));
	assert_true(handle_is_reserved(STR("robot")));
	assert_false(handle_is_reserved(STR("guests")));
	assert_false(handle_is_reserved(STR("")));
}

static void
a_handle_can_be_made_from_any_name(void **state)
{
	static const struct {
		const char *name, *want;
	} cases[] = {
		{ "Tom Medley#7", "Tom-Medley" },
		{ "Community#-1", "Community" },
		{ "Stefano Iacus#e9d7a6", "Stefano-Iacus" },
		{ "F# language team", "F-language-team" },
		{ "C#", "C" },
		{ "#7", "7" },
		{ "Sébastien Faÿ", "Sebastien-Fay" },
		{ "Se\xCC\x81"
		  "b",
		    "Seb" },
		{ "Łukasz Øster Weiß", "Lukasz-Oster-Weiss" },
		{ "Ｗｉｄｅ", "Wide" },
		{ "O'Brien, (Pat)", "O-Brien-Pat" },
		{ "...dots...", "dots" },
		{ "a_-_b", "a_b" },
		{ "山田", "member" },
		{ "", "member" },
		{ "\xFF\xFE", "member" },
		{ "Sysop", "Sysop-member" },
		{ "guest#12", "guest-member" },
		{ "abcdefghijklmnopqrstuvwx", "abcdefghijklmnopqrstuvwx" },
		{ "abcdefghijklmnopqrstuvwxy", "abcdefghijklmnopqrstuvwx" },
		{ "abcdefghijklmnopqrstuvw yz", "abcdefghijklmnopqrstuvw" },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct str got = handle_from_name(&a, str_from(cases[i].name));

		if (!str_eq(got, str_from(cases[i].want)))
			fail_msg("%s: got %.*s, want %s", cases[i].name,
			    STR_ARG(got), cases[i].want);
		assert_true(handle_is_valid(got));
		assert_false(handle_is_reserved(got));
	}
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    handles_start_with_a_letter_or_digit_and_do_not_end_in_a_dot),
		cmocka_unit_test(
		    the_names_of_the_house_are_reserved_in_any_case),
		cmocka_unit_test(a_handle_can_be_made_from_any_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
