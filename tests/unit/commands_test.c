/* The table of commands: whole, unambiguous, and told to people. */
#include "common/command/command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include "common/command/manual.h"

static void
every_command_has_a_name_of_its_own_and_words_on_it(void **state)
{
	(void)state;
	size_t n;
	const struct command *const *all = command_all(&n);

	assert_true(n >= 39);
	for (size_t i = 0; i < n; i++) {
		const struct command *c = all[i];

		assert_ptr_equal(command_find(str_from(c->name)), c);
		for (const char *p = c->name; *p; p++)
			assert_true((*p >= 'a' && *p <= 'z') || *p == '-');
		assert_true(strlen(c->summary) > 5);
		assert_non_null(c->columns);
		assert_non_null(c->run);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(c->name, all[k]->name);
	}
	assert_null(command_find(STR("")));
	assert_null(command_find(STR("hel")));
}

static void
every_parameter_is_explained(void **state)
{
	(void)state;
	size_t n;
	const struct command *const *all = command_all(&n);

	for (size_t i = 0; i < n; i++) {
		const struct param *p = all[i]->params;
		size_t count = 0;

		for (; p && p->name; p++, count++) {
			if (p->help == NULL || strlen(p->help) < 2)
				fail_msg("%s: %s has no help", all[i]->name,
				    p->name);
			if (p->kind == PARAM_INT)
				assert_true(p->min < p->max);
		}
		assert_true(count <= PARAMS_MAX);
	}
}

static void
parameters_of_one_command_never_clash(void **state)
{
	(void)state;
	static const char *const common[] = { "json", "csv", "id", "help" };
	size_t n;
	const struct command *const *all = command_all(&n);

	for (size_t i = 0; i < n; i++) {
		const struct param *first = all[i]->params;

		for (const struct param *p = first; p && p->name; p++) {
			for (const struct param *q = first; q < p; q++)
				assert_string_not_equal(p->name, q->name);
			for (size_t k = 0; k < 4; k++)
				assert_string_not_equal(p->name, common[k]);
		}
	}
}

static void
what_takes_the_rest_of_the_line_stands_last(void **state)
{
	(void)state;
	size_t n;
	const struct command *const *all = command_all(&n);

	for (size_t i = 0; i < n; i++) {
		const struct param *p = all[i]->params;
		bool positional = false, optional = false, rest = false;

		for (; p && p->name; p++) {
			bool option = p->kind == PARAM_FLAG ||
			    p->kind == PARAM_INT || p->kind == PARAM_TEXT;
			bool needed =
			    p->kind == PARAM_WORD || p->kind == PARAM_REST;

			assert_false(rest);
			assert_false(positional && option);
			assert_false(optional && needed);
			positional = positional || !option;
			optional = optional || (!option && !needed);
			rest =
			    p->kind == PARAM_REST || p->kind == PARAM_REST_OPT;
		}
	}
}

static void
every_column_has_a_name_of_its_own(void **state)
{
	(void)state;
	size_t n;
	const struct command *const *all = command_all(&n);

	for (size_t i = 0; i < n; i++) {
		const struct column *first = all[i]->columns;

		for (const struct column *c = first; c->name; c++) {
			assert_true(c - first < COLUMNS_MAX);
			for (const struct column *d = first; d < c; d++)
				assert_string_not_equal(c->name, d->name);
		}
	}
}

static void
help_of_every_command_shows_its_usage_and_parameters(void **state)
{
	(void)state;
	size_t n;
	const struct command *const *all = command_all(&n);

	for (size_t i = 0; i < n; i++) {
		struct arena a = ARENA_INIT;
		struct buf out = BUF_INIT(0);
		const char *text;

		manual_help(all[i], ROLE_SYSOP, &out);
		text = arena_cstr(&a, buf_str(&out));
		assert_non_null(
		    strstr(text, args_usage(&a, all[i], ROLE_SYSOP).p));
		assert_non_null(strstr(text, all[i]->summary));
		for (const struct param *p = all[i]->params; p && p->name; p++)
			assert_non_null(strstr(text, p->help));
		buf_free(&out);
		arena_free(&a);
	}
}

static bool
is_holder(const char *s)
{
	for (const char *c = s; *c; c++) {
		if (*c < 'A' || *c > 'Z')
			return false;
	}
	return *s != '\0';
}

static void
every_value_of_an_option_says_what_it_is(void **state)
{
	(void)state;
	size_t n;
	const struct command *const *all = command_all(&n);

	for (size_t i = 0; i < n; i++) {
		for (const struct param *p = all[i]->params; p && p->name;
		     p++) {
			bool takes =
			    p->kind == PARAM_INT || p->kind == PARAM_TEXT;

			if (takes != is_holder(param_holder(p)))
				fail_msg("%s: %s", all[i]->name, p->name);
		}
	}
}

static void
what_is_for_staff_is_told_to_staff(void **state)
{
	(void)state;
	static const char *const names[] = { "link", "password", "invite" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const struct command *c = command_find(str_from(names[i]));
		struct arena a = ARENA_INIT;
		struct buf out = BUF_INIT(0);

		manual_help(c, ROLE_MEMBER, &out);
		assert_null(strstr(arena_cstr(&a, buf_str(&out)), "--for"));
		buf_reset(&out);
		manual_help(c, ROLE_SYSOP, &out);
		assert_non_null(
		    strstr(arena_cstr(&a, buf_str(&out)), "[--for HANDLE]"));
		assert_non_null(
		    strstr(arena_cstr(&a, buf_str(&out)), "  --for HANDLE "));
		buf_free(&out);
		arena_free(&a);
	}
}

static void
who_is_a_member_is_not_asked_to_join(void **state)
{
	(void)state;
	const struct command *c = command_find(STR("join"));

	assert_true(command_is_for(c, (struct viewer){ 0, ROLE_GUEST }));
	assert_false(command_is_for(c, (struct viewer){ 2, ROLE_MEMBER }));
	assert_false(command_is_for(c, (struct viewer){ 2, ROLE_SYSOP }));
}

static void
the_manual_tells_of_every_command_for_people(void **state)
{
	(void)state;
	struct arena a = ARENA_INIT;
	struct buf out = BUF_INIT(0);
	size_t n;
	const struct command *const *all = command_all(&n);
	const char *text;

	manual_page(&out);
	text = arena_cstr(&a, buf_str(&out));
	for (size_t i = 0; i < n; i++) {
		bool told = strstr(text, all[i]->summary) != NULL;

		if (told == ((all[i]->flags & COMMAND_INTERNAL) != 0))
			fail_msg("%s: told is %d", all[i]->name, told);
	}
	buf_free(&out);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_command_has_a_name_of_its_own_and_words_on_it),
		cmocka_unit_test(every_parameter_is_explained),
		cmocka_unit_test(parameters_of_one_command_never_clash),
		cmocka_unit_test(what_takes_the_rest_of_the_line_stands_last),
		cmocka_unit_test(every_column_has_a_name_of_its_own),
		cmocka_unit_test(
		    help_of_every_command_shows_its_usage_and_parameters),
		cmocka_unit_test(every_value_of_an_option_says_what_it_is),
		cmocka_unit_test(what_is_for_staff_is_told_to_staff),
		cmocka_unit_test(who_is_a_member_is_not_asked_to_join),
		cmocka_unit_test(the_manual_tells_of_every_command_for_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
