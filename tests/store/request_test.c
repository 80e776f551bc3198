/* Request ids: the same thing asked twice is done once. */
#include "tests/lib/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include "common/base/clock.h"

#define ID "--id 0123456789abcdef "

static int64_t
count(const char *table)
{
	return fixture_sql_int(
	    f, fixture_line(f, "SELECT count(*) FROM %s", table));
}

static void
the_same_request_is_answered_again_and_does_nothing(void **state)
{
	(void)state;
	struct outcome first, again;
	int64_t events;

	people();
	first = fixture_ok(f, tom, "ask " ID "support Title", "body");
	assert_false(first.repeated);
	events = count("event");
	again = fixture_ok(f, tom, "ask " ID "support Title", "body");
	assert_true(again.repeated);
	assert_false(f->wrote);
	assert_int_equal(fixture_int(&again, 0, "thread"), 1);
	assert_string_equal(fixture_text(f, &again, 0, "title"), "Title");
	assert_string_equal(fixture_said(f, &again), fixture_said(f, &first));
	assert_int_equal(count("thread"), 1);
	assert_int_equal(count("event"), events);
	fixture_free(f);
}

static void
other_words_under_the_same_id_are_a_conflict(void **state)
{
	(void)state;
	static const struct {
		const char *line;
		const char *body;
	} others[] = {
		{ "ask " ID "support Title", "another" },
		{ "ask " ID "support Other", "body" },
		{ "ask " ID "--tags x support Title", "body" },
		{ "post " ID "talk Title", "body" },
		{ "reply " ID "1", "body" },
		{ "ask " ID "support Title", NULL },
	};

	people();
	fixture_ok(f, tom, "ask " ID "support Title", "body");
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		fixture_fails(
		    f, tom, others[i].line, others[i].body, ERR_CONFLICT);
		assert_false(f->wrote);
	}
	assert_int_equal(count("post"), 1);
	fixture_free(f);
}

static void
an_id_belongs_to_its_member(void **state)
{
	(void)state;
	people();
	fixture_ok(f, tom, "ask " ID "support Title", "body");
	fixture_ok(f, ann, "ask " ID "support Title", "body");
	assert_int_equal(count("thread"), 2);
	assert_int_equal(count("request"), 2);
	fixture_free(f);
}

static void
a_request_that_failed_keeps_nothing_and_may_come_again(void **state)
{
	(void)state;
	people();
	fixture_fails(f, tom, "reply " ID "1 x", NULL, ERR_MISSING);
	assert_int_equal(count("request"), 0);
	fixture_ok(f, tom, "ask support Title", "body");
	fixture_ok(f, tom, "reply " ID "1 x", NULL);
	assert_int_equal(count("request"), 1);
	fixture_free(f);
}

static void
the_format_of_the_answer_is_no_part_of_the_request(void **state)
{
	(void)state;
	people();
	fixture_ok(f, tom, "ask " ID "support Title", "body");
	assert_true(fixture_ok(f, tom, "ask " ID "--json support Title", "body")
			.repeated);
	fixture_free(f);
}

static void
a_secret_answer_is_not_kept(void **state)
{
	(void)state;
	struct outcome o;

	people();
	o = fixture_ok(f, tom, "invite " ID, NULL);
	assert_true(strlen(fixture_text(f, &o, 0, "code")) > 0);
	o = fixture_ok(f, tom, "invite " ID, NULL);
	assert_true(o.repeated);
	assert_int_equal(o.rows.len, 0);
	assert_non_null(strstr(fixture_said(f, &o), "secret"));
	assert_int_equal(fixture_sql_int(f,
			     "SELECT count(*) FROM secret.code"
			     " WHERE kind = 'invite'"),
	    1);
	assert_int_equal(fixture_sql_int(f,
			     "SELECT count(*) FROM request"
			     " WHERE answer IS NOT NULL"),
	    0);
	fixture_free(f);
}

static void
before_there_is_a_member_the_key_is_who_asks(void **state)
{
	(void)state;
	const struct caller new = { .fingerprint = "new" };
	const struct caller other = { .fingerprint = "other" };
	struct outcome o;

	people();
	o = fixture_call(f, &new, STR("join " ID "newbie"), STR(""), false);
	assert_int_equal(o.err, ERR_NONE);
	o = fixture_call(f, &new, STR("join " ID "newbie"), STR(""), false);
	assert_int_equal(o.err, ERR_NONE);
	assert_true(o.repeated);
	o = fixture_call(f, &new, STR("join " ID "another"), STR(""), false);
	assert_int_equal(o.err, ERR_CONFLICT);
	o = fixture_call(f, &other, STR("join " ID "another"), STR(""), false);
	assert_int_equal(o.err, ERR_NONE);
	fixture_free(f);
}

static void
another_code_is_another_request(void **state)
{
	(void)state;
	const struct caller new = { .fingerprint = "new" };
	struct outcome o;
	const char *code;

	people();
	fixture_ok(f, ROBOT, "setting join.policy invite", NULL);
	fixture_ok(f, tom, "invite", NULL);
	code = f->code.p;
	o = fixture_call(f, &new,
	    str_from(fixture_line(f, "join " ID "newbie %s", code)), STR(""),
	    false);
	assert_int_equal(o.err, ERR_NONE);
	o = fixture_call(
	    f, &new, STR("join " ID "newbie wrong-code"), STR(""), false);
	assert_int_equal(o.err, ERR_CONFLICT);
	fixture_free(f);
}

static void
a_secret_is_in_no_row_of_the_store(void **state)
{
	(void)state;
	const struct caller new = { .fingerprint = "new" };

	people();
	fixture_ok(f, tom, "invite", NULL);
	assert_int_equal(
	    fixture_call(f, &new,
		str_from(fixture_line(f, "join " ID "newbie %s", f->code.p)),
		STR(""), false)
		.err,
	    ERR_NONE);
	assert_int_equal(fixture_sql_int(f,
			     fixture_line(f,
				 "SELECT count(*) FROM request WHERE"
				 " instr(coalesce(answer, ''), '%s')",
				 f->code.p)),
	    0);
	fixture_free(f);
}

static void
an_answer_is_forgotten_after_its_days(void **state)
{
	(void)state;
	people();
	fixture_ok(f, ROBOT, "setting request.days 2", NULL);
	fixture_ok(f, tom, "ask " ID "support Title", "body");
	f->now_ms += 2 * (int64_t)CLOCK_DAY_MS - 1000;
	fixture_ok(f, ROBOT, "expire", NULL);
	assert_int_equal(count("request"), 1);
	fixture_ok(f, ROBOT, "expire", NULL);
	assert_int_equal(count("request"), 0);
	fixture_ok(f, tom, "ask " ID "support Title", "body");
	assert_int_equal(count("thread"), 2);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_same_request_is_answered_again_and_does_nothing),
		cmocka_unit_test(other_words_under_the_same_id_are_a_conflict),
		cmocka_unit_test(an_id_belongs_to_its_member),
		cmocka_unit_test(
		    a_request_that_failed_keeps_nothing_and_may_come_again),
		cmocka_unit_test(
		    the_format_of_the_answer_is_no_part_of_the_request),
		cmocka_unit_test(a_secret_answer_is_not_kept),
		cmocka_unit_test(before_there_is_a_member_the_key_is_who_asks),
		cmocka_unit_test(another_code_is_another_request),
		cmocka_unit_test(a_secret_is_in_no_row_of_the_store),
		cmocka_unit_test(an_answer_is_forgotten_after_its_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
