/* Preferences: the table, what each takes, the next choice. */
#include "common/rules/prefs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/buf.h"

static void
every_preference_takes_its_default_and_all_its_choices(void **state)
{
	(void)state;
	for (int i = 0; i < PREF_COUNT; i++) {
		enum pref_id id = (enum pref_id)i, found;
		const struct pref_rule *r = pref_rule(id);
		struct str rest = str_from(r->choices);

		assert_true(pref_find(str_from(r->key), &found));
		assert_int_equal(found, id);
		if (!pref_takes(id, str_from(r->def)))
			fail_msg("%s refuses %s", r->key, r->def);
		assert_true(strlen(r->help) > 0 && strlen(r->title) > 0);
		assert_true(strlen(r->key) <= 32);
		assert_int_equal(r->type == PREF_IS_CHOICE, rest.n > 0);
		while (rest.n)
			assert_true(pref_takes(id, str_cut(&rest, ' ')));
	}
	assert_false(pref_find(STR("nothing"), &(enum pref_id){ 0 }));
	assert_false(pref_find(STR(""), &(enum pref_id){ 0 }));
}

static void
what_is_no_choice_is_refused(void **state)
{
	(void)state;
	assert_false(pref_takes(PREF_THEME, STR("")));
	assert_false(pref_takes(PREF_THEME, STR("dar")));
	assert_false(pref_takes(PREF_THEME, STR("dark light")));
	assert_false(pref_takes(PREF_CLOCK, STR("13")));
	assert_false(pref_takes(PREF_ZONE, STR("")));
	assert_false(pref_takes(PREF_ZONE, STR("../x")));
	assert_true(pref_takes(PREF_ZONE, STR("Europe/Berlin")));
}

static void
keys_are_pairs_even_of_the_equals_sign(void **state)
{
	(void)state;
	static const char *const good[] = { "", "m=c", "m=c x=q", "==g",
		"g==", "===", "Space=PgDn ^X=Q", "F2=/ Alt-x=^L" };
	static const char *const bad[] = { "m", "m=", "=c", "==", "m = c",
		"m=c x", "\x1b=c", "m=c\nx=q" };
	struct buf many = BUF_INIT(0);

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		if (!pref_takes(PREF_KEYS, str_from(good[i])))
			fail_msg("refused: %s", good[i]);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (pref_takes(PREF_KEYS, str_from(bad[i])))
			fail_msg("taken: %s", bad[i]);
	}
	for (int i = 0; i < PREF_KEYS_MAX; i++)
		buf_cstr(&many, i ? " m=c" : "m=c");
	assert_true(pref_takes(PREF_KEYS, buf_str(&many)));
	buf_cstr(&many, " m=c");
	assert_false(pref_takes(PREF_KEYS, buf_str(&many)));
	buf_reset(&many);
	buf_cstr(&many, "m=");
	while (many.n < PREF_VALUE_CHARS)
		buf_char(&many, 'x');
	assert_true(pref_takes(PREF_KEYS, buf_str(&many)));
	buf_char(&many, 'x');
	assert_false(pref_takes(PREF_KEYS, buf_str(&many)));
	buf_free(&many);
}

static void
choices_go_round(void **state)
{
	(void)state;
	struct prefs p = prefs_default();

	assert_true(prefs_is(&p, PREF_THEME, STR("auto")));
	assert_true(prefs_is(&p, PREF_KEYS, STR("")));
	assert_true(
	    str_eq(pref_next(PREF_THEME, STR("dark"), 1), STR("light")));
	assert_true(str_eq(pref_next(PREF_THEME, STR("mono"), 1), STR("auto")));
	assert_true(
	    str_eq(pref_next(PREF_THEME, STR("auto"), -1), STR("mono")));
	assert_true(
	    str_eq(pref_next(PREF_THEME, STR("mono"), -1), STR("classic")));
	assert_true(str_eq(pref_next(PREF_CLOCK, STR("24"), -1), STR("12")));
	assert_true(str_eq(pref_next(PREF_THEME, STR("odd"), 1), STR("auto")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_preference_takes_its_default_and_all_its_choices),
		cmocka_unit_test(what_is_no_choice_is_refused),
		cmocka_unit_test(keys_are_pairs_even_of_the_equals_sign),
		cmocka_unit_test(choices_go_round),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
