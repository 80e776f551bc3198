/* Threads like the one that is about to be written. */
#include "tests/lib/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include "common/store/similar.h"

static const char *
like(int64_t who, const char *title)
{
	struct outcome o =
	    fixture_ok(f, who, fixture_line(f, "similar %s", title), NULL);
	struct buf b = BUF_INIT(0);

	for (size_t i = 0; i < o.rows.len; i++)
		buf_printf(&b, "%s%d", i ? " " : "",
		    (int)fixture_int(&o, i, "thread"));
	return fixture_take(f, &b);
}

static void
is_like(const char *title, const char *want)
{
	const char *got = like(GUEST, title);

	if (strcmp(got, want) != 0)
		fail_msg("%s: got \"%s\", want \"%s\"", title, got, want);
}

static void
solved_ones_come_first_then_replied_then_the_rest(void **state)
{
	(void)state;
	struct outcome o;

	people();
	fixture_ok(f, tom, "ask support Port dead after suspend", "one");
	fixture_ok(f, tom, "ask support Port dead after suspend", "two");
	fixture_ok(f, tom, "ask support Port dead after suspend", "three");
	fixture_ok(f, ann, "reply 2 hm", NULL);
	fixture_ok(f, ann, "reply 3 swap the cable", NULL);
	fixture_ok(f, tom, "accept 3.2", NULL);
	fixture_ok(f, ann, "metoo 1", NULL);
	is_like("Port dead after suspend", "3 2 1");
	o = fixture_ok(f, GUEST, "similar Port dead after suspend", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "state"), "solved");
	assert_string_equal(fixture_text(f, &o, 0, "solver"), "ann");
	assert_string_equal(fixture_text(f, &o, 0, "answer"), "3.2");
	assert_string_equal(fixture_text(f, &o, 1, "state"), "replied");
	assert_int_equal(fixture_int(&o, 2, "metoo"), 1);
	assert_int_equal(fixture_int(&o, 1, "replies"), 1);
	o = fixture_ok(
	    f, GUEST, "similar --max 1 Port dead after suspend", NULL);
	assert_int_equal(o.rows.len, 1);
	fixture_free(f);
}

static void
rare_words_count_for_more_than_common_ones(void **state)
{
	(void)state;
	people();
	for (int i = 0; i < 8; i++)
		fixture_ok(f, tom, "post talk How to do things with it", "x");
	fixture_ok(f, tom, "post talk The flux capacitor", "x");
	fixture_ok(f, tom, "post talk Other matter", "a capacitor of flux");
	is_like("How to do flux capacitor", "9 8 7 6 5");
	is_like("flux capacitor", "9 10");
	is_like("unheard nonsense entirely", "");
	is_like("unheard nonsense things", "");
	is_like("…", "");
	is_like("FLÚX", "9 10");
	fixture_free(f);
}

static void
code_and_scripts_without_spaces_are_alike_too(void **state)
{
	(void)state;
	people();
	fixture_ok(f, tom, "post talk Crash in net_if.c", "x");
	fixture_ok(f, tom, "post talk 日本語の検索", "x");
	is_like("net_if.c fails", "1");
	is_like("検索", "2");
	fixture_free(f);
}

static void
threads_as_they_are_now_are_found(void **state)
{
	(void)state;
	people();
	fixture_ok(f, tom, "post talk Quantum foam", "x");
	fixture_ok(f, tom, "post talk Quantum foam", "y");
	is_like("quantum foam", "2 1");
	fixture_ok(f, tom, "edit --title \"Beer froth\" 2", NULL);
	is_like("quantum foam", "1");
	is_like("beer froth", "2");
	fixture_ok(f, tom, "delete 1", NULL);
	is_like("quantum foam", "");
	assert_string_equal(fixture_check(f), "");
	fixture_free(f);
}

static void
boards_behind_doors_are_not_there_for_those_outside(void **state)
{
	(void)state;

	people_and_mod();
	fixture_ok(f, tom, "post talk Gold price", "x");
	fixture_ok(f, ROBOT, "board-add --private --kind question club", NULL);
	fixture_ok(f, ROBOT, "board-edit --let-in tom club", NULL);
	fixture_ok(f, tom, "ask club Hidden treasure of gold", "sesame");
	assert_string_equal(like(tom, "hidden treasure"), "2");
	is_like("hidden treasure", "");
	assert_string_equal(like(ann, "hidden treasure gold"), "1");
	assert_string_equal(like(mod, "hidden treasure"), "");
	/* Nor do they change what else is found, or in which order. */
	assert_string_equal(like(ann, "gold"), "1");
	assert_string_equal(like(ann, "sesame"), "");
	assert_string_equal(like(tom, "sesame"), "2");
	fixture_ok(f, ROBOT, "board-edit --put-out tom club", NULL);
	assert_string_equal(like(tom, "hidden treasure"), "");
	fixture_free(f);
}

static void
a_long_title_is_read_as_far_as_it_may_be(void **state)
{
	(void)state;
	struct buf b = BUF_INIT(0);

	people();
	fixture_ok(f, tom, "post talk Needle here", "x");
	for (int i = 0; i < SIMILAR_TOKENS - 1; i++)
		buf_cstr(&b, "needle ");
	buf_cstr(&b, "here");
	buf_char(&b, '\0');
	is_like(b.p, "1");
	buf_free(&b);
	fixture_ok(f, GUEST, fixture_line(f, "similar %02000d", 0), NULL);
	fixture_fails(
	    f, GUEST, fixture_line(f, "similar %02001d", 0), NULL, ERR_LIMIT);
	fixture_fails(f, GUEST, "similar", NULL, ERR_INVALID);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    solved_ones_come_first_then_replied_then_the_rest),
		cmocka_unit_test(rare_words_count_for_more_than_common_ones),
		cmocka_unit_test(code_and_scripts_without_spaces_are_alike_too),
		cmocka_unit_test(threads_as_they_are_now_are_found),
		cmocka_unit_test(
		    boards_behind_doors_are_not_there_for_those_outside),
		cmocka_unit_test(a_long_title_is_read_as_far_as_it_may_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
