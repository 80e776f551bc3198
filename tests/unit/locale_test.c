/* Locales: which of them say that a terminal has no UTF-8. */
#include "server/locale.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static bool
lacks(const char *lc_all, const char *lc_ctype, const char *lang)
{
	return locale_lacks_utf8(
	    str_from(lc_all), str_from(lc_ctype), str_from(lang));
}

static void
names_tell_the_character_set(void **state)
{
	static const struct {
		const char *name;
		bool lacks;
	} cases[] = {
		{ "C", true },
		{ "POSIX", true },
		{ "de_DE", true },
		{ "de_DE.ISO-8859-1", true },
		{ "de_DE@euro", true },
		{ "ja_JP.eucJP", true },
		{ "UTF", true },
		{ "de_DE.UTF-8", false },
		{ "de_DE.utf8", false },
		{ "C.UTF-8", false },
		{ "ca_ES.UTF-8@valencia", false },
		{ "UTF-8", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		if (lacks("", "", cases[i].name) != cases[i].lacks)
			fail_msg("%s", cases[i].name);
	}
}

static void
the_first_that_is_not_empty_counts(void **state)
{
	(void)state;
	assert_false(lacks("", "", ""));
	assert_true(lacks("C", "de_DE.UTF-8", "de_DE.UTF-8"));
	assert_false(lacks("de_DE.UTF-8", "C", "C"));
	assert_true(lacks("", "C", "de_DE.UTF-8"));
	assert_false(lacks("", "UTF-8", "C"));
	assert_false(lacks("", "", "de_DE.UTF-8"));
}

static void
other_character_sets_are_known(void **state)
{
	struct str none = STR("");

	(void)state;
	assert_true(locale_has_utf8(none, none, STR("de_DE.UTF-8")));
	assert_false(locale_has_utf8(none, none, none));
	assert_false(locale_has_utf8(STR("C"), none, STR("de_DE.UTF-8")));
	assert_true(locale_is_latin1(none, none, STR("de_DE.ISO-8859-1")));
	assert_true(locale_is_latin1(none, none, STR("de_DE.iso885915")));
	assert_true(locale_is_latin1(none, none, STR("de_DE@euro")));
	assert_false(locale_is_latin1(none, none, STR("de_DE.ISO-8859-2")));
	assert_false(locale_is_latin1(none, none, STR("de_DE.UTF-8@euro")));
	assert_false(locale_is_latin1(none, none, STR("C")));
	assert_false(locale_is_latin1(none, none, none));
}

static void
colours_are_told_by_other_variables(void **state)
{
	static const struct {
		const char *value;
		enum term_ground ground;
	} cases[] = {
		{ "15;0", TERM_GROUND_DARK },
		{ "0;15", TERM_GROUND_LIGHT },
		{ "0;default;15", TERM_GROUND_LIGHT },
		{ "7;8", TERM_GROUND_DARK },
		{ "0;7", TERM_GROUND_LIGHT },
		{ "15;default", TERM_GROUND_UNKNOWN },
		{ "15;16", TERM_GROUND_UNKNOWN },
		{ "15;-1", TERM_GROUND_UNKNOWN },
		{ "15", TERM_GROUND_UNKNOWN },
		{ ";", TERM_GROUND_UNKNOWN },
		{ "", TERM_GROUND_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (locale_ground(str_from(cases[i].value)) != cases[i].ground)
			fail_msg("%s", cases[i].value);
	}
	assert_true(locale_has_rgb(STR("truecolor")));
	assert_true(locale_has_rgb(STR("24bit")));
	assert_false(locale_has_rgb(STR("yes")));
	assert_false(locale_has_rgb(STR("")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_tell_the_character_set),
		cmocka_unit_test(the_first_that_is_not_empty_counts),
		cmocka_unit_test(other_character_sets_are_known),
		cmocka_unit_test(colours_are_told_by_other_variables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
