/* Who needs a role and has it not is denied, and nothing at all changes. */
#include "tests/lib/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
static struct fixture *f;

/* A line that parses, for any command. */
static const char *
line_for(const struct command *c)
{
	const char *line = c->name;

	for (const struct param *p = c->params; p && p->name; p++) {
		if (p->kind == PARAM_WORD)
			line = fixture_line(f, "%s %s", line,
			    strcmp(p->name, "board") == 0      ? "talk" :
				strcmp(p->name, "handle") == 0 ? "tom" :
				strcmp(p->name, "role") == 0   ? "sysop" :
								 "1");
		else if (p->kind == PARAM_REST)
			line = fixture_line(f, "%s words", line);
	}
	return line;
}

static void
content(int64_t *tom, int64_t *ann)
{
	f = fixture_new();
	*tom = fixture_join(f, "tom");
	*ann = fixture_join(f, "ann");
	fixture_ok(f, *tom, "post talk Title", "body");
}

static void
a_role_too_low_is_denied_and_changes_nothing(void **state)
{
	(void)state;
	int64_t tom, ann;
	size_t n, denied = 0;
	const struct command *const *all = command_all(&n);

	content(&tom, &ann);
	for (size_t i = 0; i < n; i++) {
		const char *line = line_for(all[i]);

		for (int member = 0; member <= 1; member++) {
			int64_t before = store_total_changes(f->store);
			enum role role = member ? ROLE_MEMBER : ROLE_GUEST;

			if (role >= all[i]->need &&
			    !(all[i]->flags & COMMAND_INTERNAL))
				continue;
			fixture_fails(
			    f, member ? ann : GUEST, line, "body", ERR_DENIED);
			assert_int_equal(store_total_changes(f->store), before);
			denied++;
		}
	}
	assert_true(denied > 25);
	fixture_free(f);
}

static void
guests_change_nothing_with_any_command(void **state)
{
	(void)state;
	int64_t tom, ann;
	size_t n;
	const struct command *const *all = command_all(&n);
	static const char *const more[] = { "tag 1 x", "tag --remove 1 x",
		"profile --name x", "profile --bio", "link", "link --for tom",
		"profile --name x tom" };

	content(&tom, &ann);
	for (size_t i = 0; i < n + sizeof more / sizeof more[0]; i++) {
		int64_t before = store_total_changes(f->store);

		fixture_run(
		    f, GUEST, i < n ? line_for(all[i]) : more[i - n], "body");
		if (store_total_changes(f->store) != before)
			fail_msg("%s changed something",
			    i < n ? all[i]->name : more[i - n]);
	}
	fixture_free(f);
}

static void
members_change_nothing_of_others(void **state)
{
	(void)state;
	static const char *const lines[] = { "edit 1 mine", "delete 1",
		"edit --title x 1", "tag 1 x", "accept 1", "setting tags.max 1",
		"setting", "board-add x", "board-edit --close talk",
		"member-role ann sysop", "log-level debug", "link --for tom",
		"password --for tom", "found", "import", "expire", "seen",
		"post news Mine", "profile --name x tom" };
	int64_t tom, ann;

	content(&tom, &ann);
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		int64_t before = store_total_changes(f->store);
		struct outcome o = fixture_run(f, ann, lines[i], "body");

		if (o.err == ERR_NONE)
			fail_msg("%s was done", lines[i]);
		assert_int_equal(store_total_changes(f->store), before);
	}
	fixture_free(f);
}

static void
staff_sees_settings_and_only_sysops_change_them(void **state)
{
	(void)state;
	int64_t tom, ann, staff, boss;

	content(&tom, &ann);
	staff = fixture_join_as(f, "stella", "staff");
	boss = fixture_join_as(f, "boss", "sysop");
	fixture_ok(f, staff, "setting tags.max", NULL);
	fixture_fails(f, staff, "setting tags.max 3", NULL, ERR_DENIED);
	fixture_ok(f, boss, "setting tags.max 3", NULL);
	fixture_ok(f, boss, "setting tags.max default", NULL);
	fixture_fails(f, boss, "setting tags.max 21", NULL, ERR_INVALID);
	fixture_fails(f, boss, "setting no.such 1", NULL, ERR_MISSING);
	fixture_fails(f, boss, "found", NULL, ERR_DENIED);
	fixture_free(f);
}

static void
only_an_empty_store_is_founded(void **state)
{
	(void)state;
	int64_t tom, ann;

	content(&tom, &ann);
	fixture_fails(f, ROBOT, "found", NULL, ERR_CONFLICT);
	assert_false(f->wrote);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_role_too_low_is_denied_and_changes_nothing),
		cmocka_unit_test(guests_change_nothing_with_any_command),
		cmocka_unit_test(members_change_nothing_of_others),
		cmocka_unit_test(
		    staff_sees_settings_and_only_sysops_change_them),
		cmocka_unit_test(only_an_empty_store_is_founded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
