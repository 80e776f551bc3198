/* The full text: one piece once it was tidied, and nothing lost by that. */
#include "tests/lib/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include "common/store/text.h"

enum { POSTS = 40, STEPS_MAX = 1000 };

static struct fixture *f;
static int64_t tom;

static void
set_up(void)
{
	f = fixture_new();
	tom = fixture_join(f, "tom");
}

static int64_t
pieces(void)
{
	return fixture_sql_int(
	    f, "SELECT count(DISTINCT segid) FROM post_ft_idx");
}

static int64_t
title_pieces(void)
{
	return fixture_sql_int(
	    f, "SELECT count(DISTINCT segid) FROM post_ft_title_idx");
}

static void
post_many(int n)
{
	for (int i = 0; i < n; i++)
		fixture_ok(f, tom,
		    fixture_line(f, "post talk \"Thread %d\"", i),
		    "cables and links");
}

/* Until nothing is left to do; how often it was asked for. */
static int
tidy(void)
{
	bool more = true;
	int steps = 0;

	while (more && steps++ < STEPS_MAX)
		assert_int_equal(store_text_tidy(f->store, &more), ERR_NONE);
	assert_false(more);
	return steps;
}

static void
expect_whole(void)
{
	struct outcome o =
	    fixture_ok(f, GUEST, "search --max 100 cables", NULL);

	assert_int_equal(
	    o.rows.len, fixture_sql_int(f, "SELECT count(*) FROM post"));
	assert_string_equal(fixture_check(f), "");
}

static void
many_pieces_become_one(void **state)
{
	(void)state;
	set_up();
	post_many(POSTS);
	assert_true(pieces() > 1);
	assert_true(title_pieces() > 1);
	assert_true(tidy() > 1);
	assert_int_equal(pieces(), 1);
	assert_int_equal(title_pieces(), 1);
	expect_whole();
	assert_int_equal(tidy(), 1);
	fixture_free(f);
}

static void
an_empty_index_is_tidy(void **state)
{
	(void)state;
	set_up();
	assert_int_equal(tidy(), 1);
	fixture_free(f);
}

static void
posts_that_come_between_are_kept(void **state)
{
	bool more;

	(void)state;
	set_up();
	post_many(POSTS);
	assert_int_equal(store_text_tidy(f->store, &more), ERR_NONE);
	assert_true(more);
	post_many(3);
	tidy();
	expect_whole();
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(many_pieces_become_one),
		cmocka_unit_test(an_empty_index_is_tidy),
		cmocka_unit_test(posts_that_come_between_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
