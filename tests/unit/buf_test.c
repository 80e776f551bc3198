/* Bytes that grow, up to a bound. */
#include "common/base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
what_is_put_comes_out_in_order(void **state)
{
	(void)state;
	struct buf b = BUF_INIT(0);

	buf_put(&b, STR("ab"));
	buf_char(&b, 'c');
	buf_cstr(&b, "de");
	buf_printf(&b, "%d", 42);
	assert_true(str_eq(buf_str(&b), STR("abcde42")));
	assert_false(b.full);
	buf_free(&b);
	assert_int_equal(buf_str(&b).n, 0);
}

static void
a_buffer_holds_its_bound_and_not_one_more(void **state)
{
	(void)state;
	struct buf b = BUF_INIT(4);

	buf_cstr(&b, "abcd");
	assert_false(b.full);
	assert_true(str_eq(buf_str(&b), STR("abcd")));
	buf_char(&b, 'e');
	assert_true(b.full);
	assert_true(str_eq(buf_str(&b), STR("abcd")));
	buf_free(&b);
}

static void
a_write_that_does_not_fit_is_dropped_whole_with_all_after_it(void **state)
{
	(void)state;
	struct buf b = BUF_INIT(4);

	buf_cstr(&b, "ab");
	buf_cstr(&b, "cde");
	buf_char(&b, 'f');
	buf_printf(&b, "%d", 1);
	assert_true(b.full);
	assert_true(str_eq(buf_str(&b), STR("ab")));
	buf_reset(&b);
	assert_false(b.full);
	buf_cstr(&b, "wxyz");
	assert_true(str_eq(buf_str(&b), STR("wxyz")));
	buf_free(&b);
}

static void
formatted_text_fills_a_buffer_to_its_bound(void **state)
{
	(void)state;
	struct buf b = BUF_INIT(4);

	buf_printf(&b, "%s", "abcd");
	assert_false(b.full);
	assert_true(str_eq(buf_str(&b), STR("abcd")));
	buf_reset(&b);
	buf_printf(&b, "%s", "abcde");
	assert_true(b.full);
	assert_int_equal(b.n, 0);
	buf_free(&b);
}

static void
consuming_drops_the_first_bytes(void **state)
{
	(void)state;
	struct buf b = BUF_INIT(0);

	buf_cstr(&b, "abcdef");
	buf_consume(&b, 2);
	assert_true(str_eq(buf_str(&b), STR("cdef")));
	buf_consume(&b, 0);
	assert_true(str_eq(buf_str(&b), STR("cdef")));
	buf_consume(&b, 100);
	assert_int_equal(b.n, 0);
	buf_free(&b);
}

static void
a_buffer_grows_past_many_sizes(void **state)
{
	(void)state;
	struct buf b = BUF_INIT(0);

	for (int i = 0; i < 100000; i++)
		buf_char(&b, (char)('a' + i % 26));
	assert_int_equal(b.n, 100000);
	for (int i = 0; i < 100000; i++)
		assert_int_equal(b.p[i], 'a' + i % 26);
	buf_wipe(&b);
	assert_null(b.p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_put_comes_out_in_order),
		cmocka_unit_test(a_buffer_holds_its_bound_and_not_one_more),
		cmocka_unit_test(
		    a_write_that_does_not_fit_is_dropped_whole_with_all_after_it),
		cmocka_unit_test(formatted_text_fills_a_buffer_to_its_bound),
		cmocka_unit_test(consuming_drops_the_first_bytes),
		cmocka_unit_test(a_buffer_grows_past_many_sizes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
