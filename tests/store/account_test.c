/* What happened to an account: counted, bounded, for its owner alone. */
#include "common/store/account.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/fixture.h"

static const char *
log_of(struct fixture *f, int64_t member)
{
	struct outcome o = fixture_ok(f, member, "account", NULL);
	const char *out = "";

	for (size_t i = 0; i < o.rows.len; i++)
		out = fixture_line(f, "%s%s×%d%s%s ", out,
		    fixture_text(f, &o, i, "what"),
		    (int)fixture_int(&o, i, "times"),
		    *fixture_text(f, &o, i, "from") ? "@" : "",
		    fixture_text(f, &o, i, "from"));
	return out;
}

static void
came(struct fixture *f, int64_t member, const char *addr, bool refused)
{
	const struct caller who = { .member = member, .is_operator = true };
	struct args args = args_of("seen");
	struct outcome o;

	args_put(&args, "from", str_from(addr));
	if (refused)
		args_put(&args, "refused", STR("1"));
	o = fixture_order(f, &who, &args, STR(""), false);
	assert_int_equal(o.err, ERR_NONE);
}

static void
what_happens_is_told_to_its_owner(void **state)
{
	(void)state;
	struct fixture *f = fixture_new();
	int64_t tom = fixture_join(f, "tom");
	int64_t ann = fixture_join(f, "ann");
	struct outcome o;

	assert_string_equal(log_of(f, tom), "joined×1 ");
	fixture_ok(f, tom, "rename thomas", NULL);
	fixture_ok(f, ROBOT, "member-role thomas staff", NULL);
	came(f, tom, "10.0.0.7", true);
	came(f, tom, "10.0.0.7", true);
	came(f, tom, "10.0.0.8", false);
	assert_string_equal(log_of(f, tom),
	    "login×1@10.0.0.8 refused×2@10.0.0.7 role×1 renamed×1 joined×1 ");
	assert_string_equal(log_of(f, ann), "joined×1 ");
	o = fixture_ok(f, tom, "account", NULL);
	assert_string_equal(fixture_text(f, &o, 2, "detail"), "staff");
	assert_string_equal(fixture_text(f, &o, 3, "detail"), "thomas");
	fixture_fails(f, GUEST, "account", NULL, ERR_DENIED);
	/* Who was refused was not here. */
	assert_int_equal(fixture_sql_int(f,
			     "SELECT count(*) FROM member"
			     " WHERE handle = 'ann' AND last_seen_at > 0"),
	    0);
	fixture_free(f);
}

static void
strangers_push_nothing_else_out(void **state)
{
	(void)state;
	struct fixture *f = fixture_new();
	int64_t tom = fixture_join(f, "tom");

	for (int i = 0; i < ACCOUNT_REFUSED_MAX + 1; i++)
		came(f, tom, fixture_line(f, "10.0.1.%d", i), true);
	assert_int_equal(fixture_sql_int(f, "SELECT count(*) FROM account_log"),
	    ACCOUNT_REFUSED_MAX + 1);
	assert_int_equal(fixture_sql_int(f,
			     "SELECT count(*) FROM account_log"
			     " WHERE addr = '10.0.1.0'"),
	    0);
	/* At the limit all are there, and one past it the oldest goes. */
	for (int i = 0; i < ACCOUNT_LOG_MAX - 1; i++)
		came(f, tom, fixture_line(f, "10.0.2.%d", i), false);
	assert_int_equal(fixture_sql_int(f,
			     "SELECT count(*) FROM account_log"
			     " WHERE what = 'joined'"),
	    1);
	came(f, tom, "10.0.3.1", false);
	assert_int_equal(fixture_sql_int(f,
			     "SELECT count(*) FROM account_log"
			     " WHERE what = 'joined'"),
	    0);
	assert_int_equal(fixture_sql_int(f, "SELECT count(*) FROM account_log"),
	    ACCOUNT_LOG_MAX + ACCOUNT_REFUSED_MAX);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_happens_is_told_to_its_owner),
		cmocka_unit_test(strangers_push_nothing_else_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
