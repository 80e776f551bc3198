/* Settings, roles and kinds of boards: the tables of the rules. */
#include "common/rules/settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/rules/kinds/kind.h"
#include "common/rules/limits.h"
#include "common/rules/role.h"

static void
every_setting_takes_its_own_default(void **state)
{
	(void)state;
	for (int i = 0; i < SETTING_COUNT; i++) {
		enum setting_id id = (enum setting_id)i;
		const struct setting_rule *r = setting_rule(id);

		if (!setting_takes(id, str_from(r->def)))
			fail_msg("%s refuses %s", r->key, r->def);
		assert_true(strlen(r->help) > 0);
	}
}

static void
every_setting_is_found_by_its_key_alone(void **state)
{
	(void)state;
	enum setting_id id;

	for (int i = 0; i < SETTING_COUNT; i++) {
		const struct setting_rule *r = setting_rule((enum setting_id)i);

		assert_true(setting_find(str_from(r->key), &id));
		assert_int_equal(id, i);
	}
	assert_false(setting_find(STR("no.such"), &id));
	assert_false(setting_find(STR(""), &id));
}

static void
numbers_are_taken_at_their_bounds_and_not_one_past(void **state)
{
	(void)state;
	for (int i = 0; i < SETTING_COUNT; i++) {
		enum setting_id id = (enum setting_id)i;
		const struct setting_rule *r = setting_rule(id);
		struct arena a = ARENA_INIT;

		if (r->type != SETTING_INT)
			continue;
		assert_true(setting_takes(
		    id, arena_printf(&a, "%lld", (long long)r->min)));
		assert_true(setting_takes(
		    id, arena_printf(&a, "%lld", (long long)r->max)));
		assert_false(setting_takes(
		    id, arena_printf(&a, "%lld", (long long)r->min - 1)));
		assert_false(setting_takes(
		    id, arena_printf(&a, "%lld", (long long)r->max + 1)));
		assert_false(setting_takes(id, STR("")));
		assert_false(setting_takes(id, STR("many")));
		arena_free(&a);
	}
}

static void
what_members_may_post_stays_below_the_hard_caps(void **state)
{
	(void)state;
	assert_int_equal(
	    setting_rule(SETTING_POST_MAX_BYTES)->max, LIMIT_BODY_BYTES);
	assert_int_equal(
	    setting_rule(SETTING_TITLE_MAX_CHARS)->max, LIMIT_TITLE_CHARS);
	assert_int_equal(setting_rule(SETTING_TAGS_MAX)->max, LIMIT_TAGS);
}

static void
choices_are_taken_whole(void **state)
{
	(void)state;
	assert_true(setting_takes(SETTING_JOIN_POLICY, STR("open")));
	assert_true(setting_takes(SETTING_JOIN_POLICY, STR("invite")));
	assert_true(setting_takes(SETTING_JOIN_POLICY, STR("closed")));
	assert_false(setting_takes(SETTING_JOIN_POLICY, STR("")));
	assert_false(setting_takes(SETTING_JOIN_POLICY, STR("ope")));
	assert_false(setting_takes(SETTING_JOIN_POLICY, STR("open invite")));
	assert_false(setting_takes(SETTING_JOIN_POLICY, STR("Open")));
}

static void
texts_are_one_clean_line_counted_in_characters(void **state)
{
	(void)state;
	struct arena a = ARENA_INIT;
	struct str sixty = arena_printf(&a, "%060d", 0);
	char wide[61 * 3];

	assert_true(setting_takes(SETTING_COMMUNITY_NAME, sixty));
	assert_false(setting_takes(
	    SETTING_COMMUNITY_NAME, arena_printf(&a, "%061d", 0)));
	assert_false(setting_takes(SETTING_COMMUNITY_NAME, STR("")));
	assert_false(setting_takes(SETTING_COMMUNITY_NAME, STR("a\nb")));
	assert_false(setting_takes(SETTING_COMMUNITY_NAME, STR("\x1b[2J")));
	assert_false(setting_takes(SETTING_COMMUNITY_NAME, STR("\xff")));
	for (size_t i = 0; i < 61; i++)
		memcpy(wide + 3 * i, "\xE6\x97\xA5", 3);
	assert_true(setting_takes(
	    SETTING_COMMUNITY_NAME, (struct str){ wide, 60 * 3 }));
	assert_false(setting_takes(
	    SETTING_COMMUNITY_NAME, (struct str){ wide, 61 * 3 }));
	arena_free(&a);
}

static void
roles_are_ordered_and_read_by_their_names(void **state)
{
	(void)state;
	static const char *const names[] = { "guest", "member", "moderator",
		"staff", "sysop" };
	enum role role = ROLE_STAFF;

	for (int i = 0; i < 5; i++) {
		assert_string_equal(role_name((enum role)i), names[i]);
		assert_true(role_parse(str_from(names[i]), &role));
		assert_int_equal(role, i);
	}
	assert_false(role_parse(STR("Sysop"), &role));
	assert_false(role_parse(STR(""), &role));
	assert_int_equal(role, ROLE_SYSOP);
}

static void
every_kind_of_board_is_found_and_one_kind_asks(void **state)
{
	(void)state;
	size_t n, asks = 0;
	const struct board_kind *const *all = board_kinds(&n);

	assert_int_equal(n, 3);
	for (size_t i = 0; i < n; i++) {
		assert_ptr_equal(
		    board_kind_find(str_from(all[i]->name)), all[i]);
		assert_true(strlen(all[i]->title) > 0);
		asks += all[i]->asks;
	}
	assert_int_equal(asks, 1);
	assert_true(board_kind_find(STR("question"))->asks);
	assert_int_equal(
	    board_kind_find(STR("announcement"))->start, ROLE_STAFF);
	assert_null(board_kind_find(STR("review")));
	assert_null(board_kind_find(STR("")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_setting_takes_its_own_default),
		cmocka_unit_test(every_setting_is_found_by_its_key_alone),
		cmocka_unit_test(
		    numbers_are_taken_at_their_bounds_and_not_one_past),
		cmocka_unit_test(
		    what_members_may_post_stays_below_the_hard_caps),
		cmocka_unit_test(choices_are_taken_whole),
		cmocka_unit_test(
		    texts_are_one_clean_line_counted_in_characters),
		cmocka_unit_test(roles_are_ordered_and_read_by_their_names),
		cmocka_unit_test(
		    every_kind_of_board_is_found_and_one_kind_asks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
