/* Hashes of texts, files, codes and passwords. */
#include "common/base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <stdio.h>
#include <unistd.h>

#include "common/base/log.h"
#include "common/base/rand.h"

static void
texts_have_the_hash_that_blake2b_says(void **state)
{
	(void)state;
	struct arena a = ARENA_INIT;

	assert_string_equal(hash_hex(&a, STR("")).p,
	    "0e5751c026e543b2e8ab2eb06099daa1"
	    "d1e5df47778f7787faab45cdf12fe3a8");
	assert_int_equal(hash_hex(&a, STR("abc")).n, HASH_HEX_CHARS);
	assert_string_equal(hash_hex(&a, STR("abc")).p,
	    "bddd813c634239723171ef3fee98579b"
	    "94964e3bb1cb3e427262c8c068d52319");
	arena_free(&a);
}

static void
a_file_has_the_hash_of_what_it_holds(void **state)
{
	(void)state;
	struct arena a = ARENA_INIT;
	char path[] = "/tmp/stoa-hash-XXXXXX";
	int fd = mkstemp(path);
	struct str got = STR("");

	assert_true(fd >= 0);
	assert_int_equal(write(fd, "abc", 3), 3);
	close(fd);
	assert_int_equal(hash_file(&a, path, &got), ERR_NONE);
	assert_true(str_eq(got, hash_hex(&a, STR("abc"))));
	unlink(path);
	log_set_level(LOG_ERROR);
	got = STR("as it was");
	assert_int_equal(hash_file(&a, path, &got), ERR_IO);
	assert_true(str_eq(got, STR("as it was")));
	arena_free(&a);
}

static void
a_code_is_the_same_with_dashes_spaces_and_upper_case(void **state)
{
	(void)state;
	struct arena a = ARENA_INIT;
	struct str want = hash_code(&a, STR("ab3de-fghjk"));

	assert_true(str_eq(hash_code(&a, STR("ab3defghjk")), want));
	assert_true(str_eq(hash_code(&a, STR("AB3DE-FGHJK")), want));
	assert_true(str_eq(hash_code(&a, STR(" ab3 de-fg hjk")), want));
	assert_false(str_eq(hash_code(&a, STR("ab3defghj")), want));
	assert_false(str_eq(hash_code(&a, STR("ab3de_fghjk")), want));
	arena_free(&a);
}

static void
codes_are_four_groups_of_five_and_never_the_same(void **state)
{
	(void)state;
	struct arena a = ARENA_INIT;
	struct str last = STR("");

	for (int i = 0; i < 100; i++) {
		struct str code = rand_code(&a);

		assert_int_equal(code.n, 23);
		for (size_t k = 0; k < code.n; k++) {
			if (k % 6 == 5)
				assert_int_equal(code.p[k], '-');
			else
				assert_non_null(
				    strchr("0123456789abcdefghjkmnpqrstvwxyz",
					code.p[k]));
		}
		assert_false(str_eq(code, last));
		last = code;
		assert_true(rand_seed() >= 0);
	}
	arena_free(&a);
}

static void
a_password_matches_its_own_hash_alone(void **state)
{
	(void)state;
	struct arena a = ARENA_INIT;
	struct str hash = STR(""), again = STR("");

	assert_int_equal(
	    hash_password(&a, STR("correct horse"), &hash), ERR_NONE);
	assert_int_equal(
	    hash_password(&a, STR("correct horse"), &again), ERR_NONE);
	assert_false(str_eq(hash, again));
	assert_true(str_starts(hash, STR("$argon2id$")));
	assert_non_null(strstr(hash.p, "m=19456,t=2,p=1"));
	assert_true(hash_password_matches(hash, STR("correct horse")));
	assert_false(hash_password_matches(hash, STR("correct horsf")));
	assert_false(hash_password_matches(hash, STR("correct hors")));
	assert_false(hash_password_matches(hash, STR("")));
	arena_free(&a);
}

static void
nothing_matches_what_is_no_hash(void **state)
{
	(void)state;
	struct arena a = ARENA_INIT;

	assert_false(hash_password_matches(STR(""), STR("")));
	assert_false(hash_password_matches(STR("***"), STR("***")));
	assert_false(
	    hash_password_matches(arena_printf(&a, "%0500d", 0), STR("x")));
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_have_the_hash_that_blake2b_says),
		cmocka_unit_test(a_file_has_the_hash_of_what_it_holds),
		cmocka_unit_test(
		    a_code_is_the_same_with_dashes_spaces_and_upper_case),
		cmocka_unit_test(
		    codes_are_four_groups_of_five_and_never_the_same),
		cmocka_unit_test(a_password_matches_its_own_hash_alone),
		cmocka_unit_test(nothing_matches_what_is_no_hash),
	};

	rand_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
