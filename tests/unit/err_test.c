/* Exit statuses are stable: scripts depend on these very numbers. */
#include "common/base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
exit_statuses_never_change(void **state)
{
	(void)state;
	static const struct {
		enum err e;
		const char *name;
		int status;

	} cases[] = {
		{ ERR_NONE, "NONE", 0 },
		{ ERR_INVALID, "INVALID", 2 },
		{ ERR_MISSING, "MISSING", 3 },
		{ ERR_DENIED, "DENIED", 4 },
		{ ERR_CONFLICT, "CONFLICT", 5 },
		{ ERR_LIMIT, "LIMIT", 6 },
		{ ERR_OFFLINE, "OFFLINE", 7 },
		{ ERR_IO, "IO", 8 },
		{ ERR_CORRUPT, "CORRUPT", 9 },
		{ ERR_UNSURE, "UNSURE", 10 },
	};
	assert_int_equal(sizeof cases / sizeof cases[0], ERR_COUNT);
	for (size_t i = 0; i < ERR_COUNT; i++) {
		assert_int_equal(err_exit_code(cases[i].e), cases[i].status);
		assert_string_equal(err_name(cases[i].e), cases[i].name);
		assert_int_equal(err_from_name(cases[i].name), cases[i].e);
	}
}

static void
every_error_has_words(void **state)
{
	(void)state;
	for (int i = 0; i <= ERR_COUNT; i++)
		assert_true(strlen(err_text((enum err)i)) > 0);
}

static void
an_unknown_name_or_number_is_a_failure_of_the_network(void **state)
{
	(void)state;
	assert_int_equal(err_from_name("NOVEL"), ERR_IO);
	assert_int_equal(err_from_name(""), ERR_IO);
	assert_int_equal(err_exit_code((enum err)1000), 8);
	assert_string_equal(err_name((enum err)1000), "IO");
}

static enum err
early(enum err e, int *reached)
{
	TRY(e);
	*reached = 1;
	return ERR_NONE;
}

static void
try_returns_the_error_at_once(void **state)
{
	(void)state;
	int reached = 0;

	assert_int_equal(early(ERR_LIMIT, &reached), ERR_LIMIT);
	assert_int_equal(reached, 0);
	assert_int_equal(early(ERR_NONE, &reached), ERR_NONE);
	assert_int_equal(reached, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exit_statuses_never_change),
		cmocka_unit_test(every_error_has_words),
		cmocka_unit_test(
		    an_unknown_name_or_number_is_a_failure_of_the_network),
		cmocka_unit_test(try_returns_the_error_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
