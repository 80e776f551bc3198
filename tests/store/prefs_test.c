/* What members set for themselves: their own alone, and no event of it. */
#include "tests/lib/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/store/event.h"
#include "common/store/preference.h"

static void
a_member_sets_sees_and_takes_back(void **state)
{
	(void)state;
	struct fixture *f = fixture_new();
	int64_t tom = fixture_join(f, "tom"), before, after;
	struct outcome o = fixture_ok(f, tom, "prefs", NULL);

	assert_int_equal(o.rows.len, PREF_COUNT);
	assert_string_equal(fixture_text(f, &o, 0, "value"), "auto");
	assert_int_equal(store_event_last(f->store, &before), ERR_NONE);
	o = fixture_ok(f, tom, "prefs theme light", NULL);
	assert_int_equal(o.rows.len, 1);
	assert_string_equal(fixture_text(f, &o, 0, "value"), "light");
	fixture_ok(f, tom, "prefs theme mono", NULL);
	fixture_ok(f, tom, "prefs keys m=c  x=q", NULL);
	o = fixture_ok(f, tom, "prefs keys", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "value"), "m=c x=q");
	o = fixture_ok(f, tom, "prefs --reset theme", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "value"), "auto");
	o = fixture_ok(f, tom, "prefs --reset", NULL);
	assert_int_equal(o.rows.len, PREF_COUNT);
	assert_int_equal(
	    fixture_sql_int(f, "SELECT count(*) FROM preference"), 0);
	assert_int_equal(store_event_last(f->store, &after), ERR_NONE);
	assert_int_equal(before, after);
	fixture_free(f);
}

static void
what_one_sets_is_nothing_to_another(void **state)
{
	(void)state;
	struct fixture *f = fixture_new();
	int64_t tom = fixture_join(f, "tom"), ann = fixture_join(f, "ann");
	struct arena a = ARENA_INIT;
	struct prefs p;

	fixture_ok(f, tom, "prefs clock 12", NULL);
	assert_int_equal(store_prefs_get(f->store, &a, tom, &p), ERR_NONE);
	assert_true(prefs_is(&p, PREF_CLOCK, STR("12")));
	assert_int_equal(store_prefs_get(f->store, &a, ann, &p), ERR_NONE);
	assert_true(prefs_is(&p, PREF_CLOCK, STR("24")));
	assert_int_equal(store_prefs_get(f->store, &a, 0, &p), ERR_NONE);
	assert_true(prefs_is(&p, PREF_CLOCK, STR("24")));
	fixture_ok(f, ann, "prefs --reset", NULL);
	assert_int_equal(store_prefs_get(f->store, &a, tom, &p), ERR_NONE);
	assert_true(prefs_is(&p, PREF_CLOCK, STR("12")));
	fixture_fails(f, GUEST, "prefs", NULL, ERR_DENIED);
	fixture_fails(f, GUEST, "prefs theme mono", NULL, ERR_DENIED);
	arena_free(&a);
	fixture_free(f);
}

static void
what_is_refused_says_what_would_do(void **state)
{
	(void)state;
	struct fixture *f = fixture_new();
	int64_t tom = fixture_join(f, "tom");
	struct outcome o =
	    fixture_fails(f, tom, "prefs theme pink", NULL, ERR_INVALID);

	assert_string_equal(fixture_said(f, &o),
	    "theme takes one of: auto dark light contrast amber classic mono");
	o = fixture_fails(f, tom, "prefs colour pink", NULL, ERR_MISSING);
	assert_string_equal(fixture_said(f, &o),
	    "there is no preference \"colour\"; `prefs` lists them");
	o = fixture_fails(f, tom, "prefs zone ../etc", NULL, ERR_INVALID);
	assert_string_equal(fixture_said(f, &o),
	    "zone takes the name of a time zone, such as Europe/Berlin");
	fixture_fails(f, tom, "prefs keys m", NULL, ERR_INVALID);
	fixture_fails(f, tom, "prefs --reset theme dark", NULL, ERR_INVALID);
	o = fixture_ok(f, tom, "prefs zone Europe/Berln", NULL);
	assert_string_equal(fixture_said(f, &o),
	    "No zone \"Europe/Berln\" is known here, so times stay in UTC. "
	    "Names look like Europe/Berlin.");
	o = fixture_ok(f, tom, "prefs zone Europe/Berlin", NULL);
	assert_string_equal(fixture_said(f, &o), "");
	fixture_free(f);
}

static void
a_value_the_rule_no_longer_takes_is_the_default(void **state)
{
	(void)state;
	struct fixture *f = fixture_new();
	int64_t tom = fixture_join(f, "tom");
	struct arena a = ARENA_INIT;
	struct prefs p;

	fixture_sql(f, "INSERT INTO preference VALUES (2, 'theme', 'pink')");
	fixture_sql(f, "INSERT INTO preference VALUES (2, 'gone', 'x')");
	assert_int_equal(store_prefs_get(f->store, &a, tom, &p), ERR_NONE);
	assert_true(prefs_is(&p, PREF_THEME, STR("auto")));
	arena_free(&a);
	fixture_free(f);
}

static void
the_schema_holds_keys_and_values_at_their_caps(void **state)
{
	(void)state;
	struct fixture *f = fixture_new();

	fixture_sql(f,
	    "INSERT INTO preference VALUES (1, hex(zeroblob(16)),"
	    " hex(zeroblob(250)))");
	assert_int_equal(fixture_try_sql(f,
			     "INSERT INTO preference VALUES (1,"
			     " hex(zeroblob(16)) || 'x', '')"),
	    ERR_IO);
	assert_int_equal(fixture_try_sql(f,
			     "INSERT INTO preference VALUES (1, 'k',"
			     " hex(zeroblob(250)) || 'x')"),
	    ERR_IO);
	assert_int_equal(
	    fixture_try_sql(f, "INSERT INTO preference VALUES (1, '', '')"),
	    ERR_IO);
	assert_int_equal(
	    fixture_try_sql(f, "INSERT INTO preference VALUES (99, 'k', '')"),
	    ERR_IO);
	assert_int_equal(PREF_VALUE_CHARS, 500);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_member_sets_sees_and_takes_back),
		cmocka_unit_test(what_one_sets_is_nothing_to_another),
		cmocka_unit_test(what_is_refused_says_what_would_do),
		cmocka_unit_test(
		    a_value_the_rule_no_longer_takes_is_the_default),
		cmocka_unit_test(
		    the_schema_holds_keys_and_values_at_their_caps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
