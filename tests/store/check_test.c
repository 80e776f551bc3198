/* `stoad check --deep` finds every kind of wrong that it looks for. */
#include "tests/lib/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include "common/store/check.h"

static struct fixture *f;

static void
content(void)
{
	int64_t tom, ann;

	f = fixture_new();
	f->ends_damaged = true;
	tom = fixture_join(f, "tom");
	ann = fixture_join(f, "ann");
	fixture_ok(f, tom, "ask --tags a support Title", "body");
	fixture_ok(f, ann, "reply 1 answer", NULL);
	fixture_ok(f, tom, "vote 1.2", NULL);
	fixture_ok(f, ann, "metoo 1", NULL);
	fixture_ok(f, tom, "post talk Other", "body");
	assert_string_equal(fixture_check(f), "");
}

static void
each_planted_mistake_is_found_and_named(void **state)
{
	(void)state;
	static const struct {
		const char *plant;
		const char *words;
	} cases[] = {
		{ "UPDATE board SET threads = 7 WHERE slug = 'support'",
		    "board support: threads is 7, rows say 1" },
		{ "UPDATE board SET seq = 1 WHERE slug = 'support'",
		    "board support: seq is 1, newest post 2" },
		{ "UPDATE thread SET replies = 5 WHERE id = 1",
		    "thread 1: replies is 5, rows say 1" },
		{ "UPDATE thread SET seq = 9 WHERE id = 1",
		    "thread 1: seq is 9, newest post 2" },
		{ "UPDATE thread SET last_seq = 1 WHERE id = 1",
		    "thread 1: last_seq is 1, rows say 2" },
		{ "UPDATE thread SET state = 'open' WHERE id = 1",
		    "thread 1: state is \"open\", its question says"
		    " \"replied\"" },
		{ "UPDATE thread SET state = 'open' WHERE id = 2",
		    "thread 2: state is \"open\", its question says \"\"" },
		{ "UPDATE post SET n = 3 WHERE thread_id = 2",
		    "thread 2 has no first post" },
		{ "UPDATE post SET up = 2 WHERE id = 2",
		    "post 2: votes are 2/0, rows say 1/0" },
		{ "UPDATE post SET down = 1 WHERE id = 2",
		    "post 2: votes are 1/1, rows say 1/0" },
		{ "UPDATE question SET me_too = 0",
		    "question 1: me_too is 0, rows say 1" },
		{ "UPDATE question SET state = 'solved'",
		    "question 1: solved without a post" },
		{ "UPDATE member SET posts = 0 WHERE handle = 'tom'",
		    "member tom: posts is 0, rows say 2" },
		{ "UPDATE post SET board_id = 1, board_seq = 9 WHERE id = 3",
		    "post 3 is on another board than its thread" },
		{ "UPDATE post SET body = 'swapped' WHERE id = 1",
		    "the full text does not match the posts" },
		{ "DELETE FROM thread_tag",
		    "the full text does not match the posts" },
		{ "PRAGMA foreign_keys = OFF; UPDATE thread SET"
		  " author_id = 99 WHERE id = 1",
		    "points to nothing in member" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		content();
		fixture_sql(f, cases[i].plant);
		if (strstr(fixture_check(f), cases[i].words) == NULL)
			fail_msg(
			    "%s: got \"%s\"", cases[i].plant, fixture_check(f));
		fixture_free(f);
	}
}

static void
count_one(void *arg, struct str words)
{
	(void)words;
	++*(int64_t *)arg;
}

static void
a_quick_check_looks_at_the_file_and_not_at_counters(void **state)
{
	(void)state;
	int64_t told = 0, wrong = -1;

	content();
	fixture_sql(f, "UPDATE thread SET replies = 5");
	assert_int_equal(
	    store_check(f->store, false, count_one, &told, &wrong), ERR_NONE);
	assert_int_equal(wrong, 0);
	assert_int_equal(
	    store_check(f->store, true, count_one, &told, &wrong), ERR_NONE);
	assert_int_equal(wrong, 2);
	assert_int_equal(told, 2);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_planted_mistake_is_found_and_named),
		cmocka_unit_test(
		    a_quick_check_looks_at_the_file_and_not_at_counters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
