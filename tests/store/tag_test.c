/* Tags: by the author and moderators, in lower case, up to a limit. */
#include "tests/lib/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
a_tagged_question(void)
{
	people_and_mod();
	fixture_ok(f, tom, "ask --tags SSH,keys support Title", "body");
}

static const char *
tags_of(int64_t who)
{
	struct outcome o = fixture_ok(f, who, "read 1", NULL);

	return fixture_text(f, &o, 0, "tags");
}

static void
tags_are_lower_case_and_in_order(void **state)
{
	(void)state;
	a_tagged_question();
	assert_string_equal(tags_of(GUEST), "keys,ssh");
	fixture_ok(f, tom, "tag 1 Zebra, ssh apple", NULL);
	assert_string_equal(tags_of(GUEST), "apple,keys,ssh,zebra");
	fixture_ok(f, tom, "tag --remove 1 keys zebra nosuch", NULL);
	assert_string_equal(tags_of(GUEST), "apple,ssh");
	fixture_free(f);
}

static void
the_author_and_moderators_tag_and_nobody_else(void **state)
{
	(void)state;
	a_tagged_question();
	fixture_fails(f, ann, "tag 1 x", NULL, ERR_DENIED);
	fixture_fails(f, GUEST, "tag 1 x", NULL, ERR_DENIED);
	fixture_ok(f, mod, "tag 1 x", NULL);
	assert_string_equal(tags_of(GUEST), "keys,ssh,x");
	fixture_free(f);
}

static void
as_many_as_the_setting_and_not_one_more(void **state)
{
	(void)state;
	a_tagged_question();
	fixture_ok(f, tom, "tag 1 a b c", NULL);
	fixture_fails(f, tom, "tag 1 d", NULL, ERR_LIMIT);
	fixture_ok(f, tom, "tag --remove 1 a", NULL);
	fixture_ok(f, tom, "tag 1 d", NULL);
	fixture_fails(
	    f, tom, "ask --tags a,b,c,d,e,f support T", "x", ERR_LIMIT);
	fixture_ok(f, tom, "ask --tags a,b,c,d,e support T", "x");
	fixture_free(f);
}

static void
a_tag_the_thread_has_already_takes_no_room(void **state)
{
	(void)state;
	a_tagged_question();
	fixture_ok(f, tom, "tag 1 a b c", NULL);
	fixture_ok(f, tom, "tag 1 ssh", NULL);
	fixture_free(f);
}

static void
a_tag_has_up_to_50_characters(void **state)
{
	(void)state;
	a_tagged_question();
	fixture_ok(f, tom, fixture_line(f, "tag 1 %050d", 0), NULL);
	fixture_fails(
	    f, tom, fixture_line(f, "tag 1 %051d", 0), NULL, ERR_LIMIT);
	fixture_fails(f, tom, "tag 1", NULL, ERR_INVALID);
	fixture_fails(f, tom, "tag 1 ,, ,", NULL, ERR_INVALID);
	fixture_fails(f, tom, "tag 9 x", NULL, ERR_MISSING);
	fixture_free(f);
}

static void
the_list_counts_threads_one_may_read(void **state)
{
	(void)state;
	struct outcome o;

	a_tagged_question();
	fixture_ok(f, ROBOT, "board-add --private --kind question club", NULL);
	fixture_ok(f, ROBOT, "board-edit --let-in tom club", NULL);
	fixture_ok(f, tom, "ask --tags ssh,hidden club Inside", "x");
	o = fixture_ok(f, tom, "tag", NULL);
	assert_int_equal(o.rows.len, 3);
	assert_string_equal(fixture_text(f, &o, 0, "tag"), "ssh");
	assert_int_equal(fixture_int(&o, 0, "threads"), 2);
	o = fixture_ok(f, GUEST, "tag", NULL);
	assert_int_equal(o.rows.len, 2);
	assert_int_equal(fixture_int(&o, 0, "threads"), 1);
	fixture_fails(f, ann, "search tag:hidden", NULL, ERR_MISSING);
	fixture_fails(f, ann, "follow tag:hidden", NULL, ERR_MISSING);
	fixture_ok(f, tom, "delete 2", NULL);
	o = fixture_ok(f, tom, "tag", NULL);
	assert_int_equal(o.rows.len, 2);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tags_are_lower_case_and_in_order),
		cmocka_unit_test(the_author_and_moderators_tag_and_nobody_else),
		cmocka_unit_test(as_many_as_the_setting_and_not_one_more),
		cmocka_unit_test(a_tag_the_thread_has_already_takes_no_room),
		cmocka_unit_test(a_tag_has_up_to_50_characters),
		cmocka_unit_test(the_list_counts_threads_one_may_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
