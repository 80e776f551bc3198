/* Bytes become letters and the same bytes again. */
#include "common/text/base64.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct arena a;

static void
bytes_come_back_as_they_were(void **state)
{
	char every[256];
	struct str back;

	(void)state;
	for (int i = 0; i < 256; i++)
		every[i] = (char)i;
	for (size_t n = 0; n <= sizeof every; n++) {
		struct str bytes = { every, n };
		struct str line = base64_encode(&a, bytes, 0);
		struct str lines = base64_encode(&a, bytes, 7);

		assert_int_equal(line.n, (n + 2) / 3 * 4);
		assert_true(base64_decode(&a, line, &back));
		assert_true(str_eq(back, bytes));
		assert_true(base64_decode(&a, lines, &back));
		assert_true(str_eq(back, bytes));
	}
	assert_true(
	    str_eq(base64_encode(&a, STR("abcdef"), 4), STR("YWJj\nZGVm")));
	arena_free(&a);
}

static void
what_is_no_base64_is_refused(void **state)
{
	static const char *const bad[] = { "YWJ", "YW=j", "YWJj!",
		"YWJj=", "\xC3\xA4", "Y" };
	struct str out;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(base64_decode(&a, str_from(bad[i]), &out));
	assert_true(base64_decode(&a, STR(" YW Jj\r\n"), &out));
	assert_true(str_eq(out, STR("abc")));
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_come_back_as_they_were),
		cmocka_unit_test(what_is_no_base64_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
