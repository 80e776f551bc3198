/* Memory that is freed all at once. */
#include "common/base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
memory_is_zeroed_and_aligned_whatever_came_before(void **state)
{
	(void)state;
	struct arena a = ARENA_INIT;

	for (int round = 0; round < 3; round++) {
		for (size_t n = 1; n < 300; n += 7) {
			unsigned char *p = arena_alloc(&a, n);

			assert_int_equal(
			    (uintptr_t)p % _Alignof(max_align_t), 0);
			for (size_t i = 0; i < n; i++)
				assert_int_equal(p[i], 0);
			memset(p, 0xff, n);
		}
		arena_reset(&a);
	}
	arena_free(&a);
}

static void
nothing_overlaps_and_old_memory_stays(void **state)
{
	(void)state;
	struct arena a = ARENA_INIT;
	int *p[1000];

	for (int i = 0; i < 1000; i++) {
		p[i] = arena_new(&a, int);
		*p[i] = i;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(*p[i], i);
	arena_free(&a);
}

static void
a_piece_larger_than_a_block_fits(void **state)
{
	(void)state;
	struct arena a = ARENA_INIT;
	char *small = arena_alloc(&a, 10);
	char *large = arena_alloc(&a, 5 << 20);

	small[9] = 1;
	large[(5 << 20) - 1] = 2;
	assert_int_equal(small[9], 1);
	assert_true(a.used >= (5u << 20) + 10);
	arena_reset(&a);
	assert_int_equal(a.used, 0);
	assert_non_null(arena_alloc(&a, 0));
	arena_free(&a);
	assert_null(a.head);
}

static void
an_array_grows_with_what_it_holds(void **state)
{
	(void)state;
	struct arena a = ARENA_INIT;
	size_t cap = 0, len = 0;
	int64_t *list = NULL;

	while (len < 10000) {
		if (len == cap) {
			list = arena_more(&a, list, &cap, sizeof *list);
			assert_true(cap > len);
			assert_true(list[len] == 0 && list[cap - 1] == 0);
		}
		list[len] = (int64_t)len + 1;
		len++;
	}
	for (size_t i = 0; i < len; i++)
		assert_true(list[i] == (int64_t)i + 1);
	arena_free(&a);
}

static void
a_copy_is_its_own_and_ends_in_nul(void **state)
{
	(void)state;
	struct arena a = ARENA_INIT;
	char text[] = "abc";
	struct str copy = arena_dup(&a, (struct str){ text, 3 });

	text[0] = 'x';
	assert_string_equal(copy.p, "abc");
	assert_int_equal(copy.n, 3);
	copy = arena_dup(&a, (struct str){ NULL, 0 });
	assert_string_equal(copy.p, "");
	assert_string_equal(arena_cstr(&a, STR("a\0b")), "a");
	arena_free(&a);
}

static void
formatting_gives_the_whole_text(void **state)
{
	(void)state;
	struct arena a = ARENA_INIT;
	struct str long_text;

	assert_string_equal(arena_printf(&a, "%d-%s", 7, "x").p, "7-x");
	long_text = arena_printf(&a, "%*d", 100000, 1);
	assert_int_equal(long_text.n, 100000);
	assert_int_equal(long_text.p[99999], '1');
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    memory_is_zeroed_and_aligned_whatever_came_before),
		cmocka_unit_test(nothing_overlaps_and_old_memory_stays),
		cmocka_unit_test(a_piece_larger_than_a_block_fits),
		cmocka_unit_test(an_array_grows_with_what_it_holds),
		cmocka_unit_test(a_copy_is_its_own_and_ends_in_nul),
		cmocka_unit_test(formatting_gives_the_whole_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
