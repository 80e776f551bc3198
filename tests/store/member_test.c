/* Members: how one joins, with which key or code, and how keys go. */
#include "tests/lib/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/clock.h"

static struct fixture *f;

static struct outcome
as(const struct caller *who, const char *line)
{
	return fixture_call(f, who, str_from(line), STR(""), false);
}

static struct outcome
with_key(const char *key, const char *line)
{
	const struct caller who = { .fingerprint = key };

	return as(&who, line);
}

static void
fails(struct outcome o, enum err want)
{
	if (o.err != want)
		fail_msg("got %s (%.*s)", err_name(o.err), STR_ARG(o.message));
	assert_false(f->wrote && o.err != ERR_NONE);
}

static void
a_key_or_a_password_makes_a_member(void **state)
{
	(void)state;
	const struct caller nothing = { 0 };
	const struct caller password = { .password = "12345678" };
	struct outcome o;

	f = fixture_new();
	fails(as(&nothing, "join tom"), ERR_DENIED);
	o = with_key("k1", "join tom");
	assert_int_equal(o.err, ERR_NONE);
	assert_int_equal(o.became, fixture_int(&o, 0, "id"));
	assert_string_equal(fixture_text(f, &o, 0, "role"), "member");
	o = as(&password, "join ann");
	assert_int_equal(o.err, ERR_NONE);
	assert_int_equal(
	    fixture_sql_int(f, "SELECT count(*) FROM member_key"), 1);
	assert_int_equal(
	    fixture_sql_int(f, "SELECT count(*) FROM secret.password"), 1);
	fails(fixture_run(f, o.became, "join again", NULL), ERR_CONFLICT);
	fixture_free(f);
}

static void
handles_are_checked_and_taken_once(void **state)
{
	(void)state;
	static const struct {
		const char *handle;
		enum err want;
	} cases[] = {
		{ "tom", ERR_CONFLICT },
		{ "TOM", ERR_CONFLICT },
		{ "guest", ERR_CONFLICT },
		{ "Guest", ERR_CONFLICT },
		{ "join", ERR_CONFLICT },
		{ "robot", ERR_CONFLICT },
		{ "sysop", ERR_CONFLICT },
		{ "-x", ERR_INVALID },
		{ "x.", ERR_INVALID },
		{ "é", ERR_INVALID },
		{ "a@b", ERR_INVALID },
		{ "\"\"", ERR_INVALID },
		{ "\"a b\"", ERR_INVALID },
		{ "abcdefghijabcdefghijabcdefghij123", ERR_INVALID },
		{ "abcdefghijabcdefghijabcdefghij12", ERR_NONE },
	};

	f = fixture_new();
	fixture_join(f, "tom");
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		fails(with_key(
			  "new", fixture_line(f, "join %s", cases[i].handle)),
		    cases[i].want);
	fixture_free(f);
}

static void
a_key_is_one_members_alone(void **state)
{
	(void)state;
	int64_t tom;

	f = fixture_new();
	tom = fixture_join(f, "tom");
	fails(with_key("tom", "join tim"), ERR_CONFLICT);
	fixture_ok(f, tom, "keys --yes --really revoke 1", NULL);
	assert_int_equal(with_key("tom", "join tim").err, ERR_NONE);
	fixture_free(f);
}

static void
the_policy_decides_who_joins(void **state)
{
	(void)state;
	int64_t tom;
	const char *code;

	f = fixture_new();
	tom = fixture_join(f, "tom");
	fixture_ok(f, ROBOT, "setting join.policy invite", NULL);
	fails(with_key("a", "join ann"), ERR_DENIED);
	fixture_ok(f, tom, "invite for ann", NULL);
	code = f->code.p;
	fails(with_key("a", "join ann wrong"), ERR_DENIED);
	fixture_ok(f, ROBOT, "setting join.policy closed", NULL);
	fails(with_key("a", fixture_line(f, "join ann %s", code)), ERR_DENIED);
	fails(fixture_run(f, tom, "invite", NULL), ERR_DENIED);
	fixture_ok(f, ROBOT, "setting join.policy invite", NULL);
	fails(with_key("a", fixture_line(f, "join ann %s", code)), ERR_NONE);
	assert_string_equal(fixture_sql_text(f,
				"SELECT i.handle FROM member m JOIN member i"
				" ON i.id = m.inviter_id"
				" WHERE m.handle = 'ann'"),
	    "tom");
	fixture_free(f);
}

static void
an_invitation_lets_in_one_person_for_its_days(void **state)
{
	(void)state;
	int64_t tom;
	const char *first, *second;

	f = fixture_new();
	tom = fixture_join(f, "tom");
	fixture_ok(f, ROBOT, "setting join.policy invite", NULL);
	fixture_ok(f, ROBOT, "setting invite.days 1", NULL);
	fixture_ok(f, tom, "invite", NULL);
	first = f->code.p;
	fixture_ok(f, tom, "invite", NULL);
	second = f->code.p;
	/* The code is made at now; the next order comes a second later. */
	fails(with_key("a", fixture_line(f, "join ann %s", first)), ERR_NONE);
	fails(with_key("b", fixture_line(f, "join ben %s", first)), ERR_DENIED);
	f->now_ms += CLOCK_DAY_MS - 3000;
	fails(with_key("b", fixture_line(f, "join \"\" %s", second)),
	    ERR_INVALID);
	fails(
	    with_key("b", fixture_line(f, "join ben %s", second)), ERR_DENIED);
	fixture_free(f);
}

static void
as_many_open_invitations_as_the_setting_and_not_one_more(void **state)
{
	(void)state;
	int64_t tom, staff;
	const char *code;

	f = fixture_new();
	tom = fixture_join(f, "tom");
	staff = fixture_join_as(f, "stella", "staff");
	fixture_ok(f, ROBOT, "setting invite.open 2", NULL);
	fixture_ok(f, tom, "invite", NULL);
	fixture_ok(f, tom, "invite", NULL);
	code = f->code.p;
	fixture_fails(f, tom, "invite", NULL, ERR_LIMIT);
	fails(with_key("a", fixture_line(f, "join ann %s", code)), ERR_NONE);
	fixture_ok(f, tom, "invite", NULL);
	fixture_fails(f, tom, "invite", NULL, ERR_LIMIT);
	for (int i = 0; i < 4; i++)
		fixture_ok(f, staff, "invite", NULL);
	f->now_ms += 91 * (int64_t)CLOCK_DAY_MS;
	fixture_ok(f, tom, "invite", NULL);
	fixture_free(f);
}

static void
the_sysops_code_makes_one_sysop_whatever_the_policy(void **state)
{
	(void)state;
	struct outcome o;

	f = fixture_new();
	fixture_ok(f, ROBOT, "setting join.policy closed", NULL);
	o = with_key(
	    "boss", fixture_line(f, "join boss %.*s", STR_ARG(f->sysop_code)));
	assert_int_equal(o.err, ERR_NONE);
	assert_string_equal(fixture_text(f, &o, 0, "role"), "sysop");
	fails(with_key("two",
		  fixture_line(f, "join two %.*s", STR_ARG(f->sysop_code))),
	    ERR_DENIED);
	fixture_fails(f, o.became, "member-role boss member", NULL, ERR_DENIED);
	fixture_free(f);
}

static void
a_code_works_however_it_is_typed(void **state)
{
	(void)state;
	f = fixture_new();
	for (char *c = arena_cstr(&f->arena, f->sysop_code), *p = c; *p; p++) {
		if (*p >= 'a' && *p <= 'z')
			*p = (char)(*p - 'a' + 'A');
		if (p[1] == '\0')
			fails(with_key(
				  "boss", fixture_line(f, "join boss %s", c)),
			    ERR_NONE);
	}
	fixture_free(f);
}

static void
a_second_device_comes_in_by_a_link(void **state)
{
	(void)state;
	struct outcome o;
	int64_t tom;
	const char *code;

	f = fixture_new();
	tom = fixture_join(f, "tom");
	fixture_ok(f, tom, "link", NULL);
	code = f->code.p;
	fails(
	    with_key("phone", fixture_line(f, "join x %s", code)), ERR_INVALID);
	fails(with_key("tom", fixture_line(f, "link %s", code)), ERR_CONFLICT);
	fails(with_key("phone", "link wrong"), ERR_DENIED);
	fails(with_key(NULL, fixture_line(f, "link %s", code)), ERR_DENIED);
	o = with_key("phone", fixture_line(f, "link %s", code));
	assert_int_equal(o.err, ERR_NONE);
	assert_int_equal(o.became, tom);
	fails(with_key("tablet", fixture_line(f, "link %s", code)), ERR_DENIED);
	o = fixture_ok(f, tom, "keys", NULL);
	assert_int_equal(o.rows.len, 2);
	fixture_free(f);
}

static void
a_link_ends_after_its_minutes_and_is_for_one_account(void **state)
{
	(void)state;
	struct caller ann = { .fingerprint = "ann-two" };
	int64_t tom;

	f = fixture_new();
	tom = fixture_join(f, "tom");
	ann.member = fixture_join(f, "ann");
	fixture_ok(f, ROBOT, "setting link.minutes 1", NULL);
	fixture_ok(f, tom, "link", NULL);
	fails(as(&ann, fixture_line(f, "link %s", f->code.p)), ERR_DENIED);
	f->now_ms += CLOCK_MINUTE_MS - 2000;
	fails(
	    with_key("phone", fixture_line(f, "link %s", f->code.p)), ERR_NONE);
	fixture_ok(f, tom, "link", NULL);
	f->now_ms += CLOCK_MINUTE_MS;
	fails(with_key("tablet", fixture_line(f, "link %s", f->code.p)),
	    ERR_DENIED);
	fails(with_key("x", "link"), ERR_DENIED);
	fixture_fails(f, tom, "link --for ann", NULL, ERR_DENIED);
	fixture_fails(f, ROBOT, "link", NULL, ERR_DENIED);
	fixture_fails(f, ROBOT, "link --for robot", NULL, ERR_DENIED);
	fixture_ok(f, ROBOT, "link --for ann", NULL);
	fails(as(&ann, fixture_line(f, "link %s", f->code.p)), ERR_NONE);
	fixture_free(f);
}

static void
an_invitation_adds_no_device_and_a_sysops_code_neither(void **state)
{
	(void)state;
	int64_t tom;

	f = fixture_new();
	tom = fixture_join(f, "tom");
	fixture_ok(f, tom, "invite", NULL);
	fails(with_key("phone", fixture_line(f, "link %s", f->code.p)),
	    ERR_DENIED);
	fails(with_key("phone",
		  fixture_line(f, "link %.*s", STR_ARG(f->sysop_code))),
	    ERR_DENIED);
	fixture_free(f);
}

static void
as_many_keys_as_the_setting_and_not_one_more(void **state)
{
	(void)state;
	int64_t tom;

	f = fixture_new();
	tom = fixture_join(f, "tom");
	fixture_ok(f, ROBOT, "setting keys.max 2", NULL);
	fixture_ok(f, tom, "link", NULL);
	fails(with_key("two", fixture_line(f, "link %s", f->code.p)), ERR_NONE);
	fixture_ok(f, tom, "link", NULL);
	fails(with_key("three", fixture_line(f, "link %s", f->code.p)),
	    ERR_LIMIT);
	fixture_ok(f, tom, "keys revoke 1", NULL);
	fails(
	    with_key("three", fixture_line(f, "link %s", f->code.p)), ERR_NONE);
	fixture_free(f);
}

static void
the_last_key_asks_twice_before_it_goes(void **state)
{
	(void)state;
	int64_t tom;

	f = fixture_new();
	tom = fixture_join(f, "tom");
	fixture_fails(f, tom, "keys revoke 1", NULL, ERR_CONFLICT);
	fixture_fails(f, tom, "keys --yes revoke 1", NULL, ERR_CONFLICT);
	fixture_fails(f, tom, "keys --really revoke 1", NULL, ERR_CONFLICT);
	assert_int_equal(fixture_sql_int(f,
			     "SELECT count(*) FROM member_key"
			     " WHERE revoked_at IS NOT NULL"),
	    0);
	fixture_ok(f, tom, "keys --yes --really revoke 1", NULL);
	fixture_fails(f, tom, "keys --yes revoke 1", NULL, ERR_MISSING);
	fixture_free(f);
}

static void
with_a_password_the_last_key_goes_at_once(void **state)
{
	(void)state;
	int64_t tom;

	f = fixture_new();
	tom = fixture_join(f, "tom");
	fixture_ok(f, tom, "password", "12345678");
	fixture_ok(f, tom, "keys revoke 1", NULL);
	fixture_free(f);
}

static void
nobody_touches_the_keys_of_another(void **state)
{
	(void)state;
	struct outcome o;
	int64_t tom, ann;

	f = fixture_new();
	tom = fixture_join(f, "tom");
	ann = fixture_join(f, "ann");
	fixture_fails(
	    f, ann, "keys --yes --really revoke 1", NULL, ERR_MISSING);
	fixture_fails(f, ann, "keys rename 1 mine", NULL, ERR_MISSING);
	fixture_ok(f, tom, "keys rename 1 laptop", NULL);
	o = fixture_ok(f, tom, "keys", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "name"), "laptop");
	fixture_ok(f, tom, fixture_line(f, "keys rename 1 %064d", 0), NULL);
	fixture_fails(
	    f, tom, fixture_line(f, "keys rename 1 %065d", 0), NULL, ERR_LIMIT);
	fixture_free(f);
}

static void
a_key_is_used_by_whom_it_lets_in(void **state)
{
	(void)state;
	struct caller tom = { .is_operator = true, .fingerprint = "tom" };
	int64_t ann;

	f = fixture_new();
	tom.member = fixture_join(f, "tom");
	ann = fixture_join(f, "ann");
	fixture_sql(f,
	    fixture_line(f,
		"INSERT INTO member_key (member_id, fingerprint, pubkey,"
		" proven, added_at) VALUES (%lld, 'SHA256:tom', 'x', 0, 1)",
		(long long)ann));
	fails(as(&tom, "seen"), ERR_NONE);
	assert_int_equal(fixture_sql_int(f,
			     "SELECT count(*) FROM member_key"
			     " WHERE last_used_at > 0 AND proven = 1"),
	    1);
	assert_int_equal(
	    fixture_sql_int(
		f, "SELECT max(last_used_at) FROM member_key WHERE proven = 0"),
	    0);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_or_a_password_makes_a_member),
		cmocka_unit_test(handles_are_checked_and_taken_once),
		cmocka_unit_test(a_key_is_one_members_alone),
		cmocka_unit_test(a_key_is_used_by_whom_it_lets_in),
		cmocka_unit_test(the_policy_decides_who_joins),
		cmocka_unit_test(an_invitation_lets_in_one_person_for_its_days),
		cmocka_unit_test(
		    as_many_open_invitations_as_the_setting_and_not_one_more),
		cmocka_unit_test(
		    the_sysops_code_makes_one_sysop_whatever_the_policy),
		cmocka_unit_test(a_code_works_however_it_is_typed),
		cmocka_unit_test(a_second_device_comes_in_by_a_link),
		cmocka_unit_test(
		    a_link_ends_after_its_minutes_and_is_for_one_account),
		cmocka_unit_test(
		    an_invitation_adds_no_device_and_a_sysops_code_neither),
		cmocka_unit_test(as_many_keys_as_the_setting_and_not_one_more),
		cmocka_unit_test(the_last_key_asks_twice_before_it_goes),
		cmocka_unit_test(with_a_password_the_last_key_goes_at_once),
		cmocka_unit_test(nobody_touches_the_keys_of_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
