/* Screens where things go wrong, or are more than fits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "screens/canvas.h"
#include "screens/ui/ref.h"
#include "tests/lib/fixture.h"
#include "tests/lib/vt.h"

extern const struct screen_class board_screen;
extern const struct screen_class join_screen;
extern const struct screen_class profile_screen;
extern const struct screen_class unread_screen;
extern const struct screen_class who_screen;

/* As many members as the screen of who is here shows. */
enum { HERE_SHOWN = 500 };

static void
expect_in_row(struct vt *vt, int row, const char *want)
{
	const char *got = vt_row(vt, row);

	if (strstr(got, want) == NULL)
		fail_msg("row %d:\n got \"%s\"\nwant \"%s\"", row, got, want);
}

/* What fails without words of its own says so all the same. */
static void
a_mark_that_fails_is_told(void **state)
{
	(void)state;
	static const struct answer broken = { .err = ERR_IO };
	struct fixture *f = fixture_new();
	int64_t tom = fixture_join(f, "tom");
	int64_t ann = fixture_join(f, "ann");
	struct vt *vt;

	fixture_ok(f, ann, "post talk A harbour in May", "Who sails?");
	vt = vt_open(&board_screen, f->store, tom, "talk", 24, 80);
	vt_type(vt, "C");
	assert_string_equal(vt_submitted(vt), "mark talk");
	vt_answer(vt, &broken);
	expect_in_row(vt, 23, "The disk or the network failed.");
	vt_close(vt);
	vt = vt_open(&unread_screen, f->store, tom, "", 24, 80);
	vt_type(vt, "C");
	assert_string_equal(vt_submitted(vt), "mark talk");
	vt_answer(vt, &broken);
	expect_in_row(vt, 23, "The disk or the network failed.");
	vt_close(vt);
	fixture_free(f);
}

/* Those who do not fit are counted by heads, not by connections. */
static void
whoever_is_here_twice_is_one_of_the_others(void **state)
{
	(void)state;
	struct fixture *f = fixture_new();
	struct presence_row row[HERE_SHOWN + 3];
	int64_t tom = fixture_join(f, "tom");
	struct vt *vt;

	for (int i = 0; i < HERE_SHOWN + 1; i++) {
		int64_t who = fixture_join(f, fixture_line(f, "m%03d", i));

		row[i] = (struct presence_row){ who, VT_NOW_MS };
	}
	row[HERE_SHOWN + 1] = row[HERE_SHOWN + 2] = row[HERE_SHOWN];
	vt = vt_open(&who_screen, f->store, tom, "", 24, 80);
	vt_here(vt, row, HERE_SHOWN);
	assert_null(strstr(vt_screen(vt), "more member"));
	vt_here(vt, row, HERE_SHOWN + 3);
	expect_in_row(vt, 22, "and 1 more member");
	assert_null(strstr(vt_screen(vt), "more members"));
	vt_close(vt);
	fixture_free(f);
}

static void
a_number_that_is_cut_keeps_its_sign(void **state)
{
	(void)state;
	struct grid g = GRID_INIT;
	struct arena a = ARENA_INIT;
	struct canvas c;

	grid_reset(&g, 1, 15);
	c = canvas_of(&g, CHARSET_UTF8);
	canvas_int(&c, 0, 0, 4, STYLE_NORMAL, -999);
	canvas_int(&c, 0, 5, 4, STYLE_NORMAL, -1000);
	canvas_int(&c, 0, 10, 2, STYLE_NORMAL, -10);
	canvas_int(&c, 0, 13, 1, STYLE_NORMAL, -1);
	assert_true(str_eq(canvas_row(&c, &a, 0), STR("-999 -99+ -+ -")));
	arena_free(&a);
	grid_free(&g);
}

static void
a_thread_and_a_post_are_told_from_other_words(void **state)
{
	(void)state;
	static const char *const bad[] = { "", "#", "x", "0", "-1", ".3",
		"12.0", "12.x", "12.3.4", "9223372036854775808" };
	struct arena a = ARENA_INIT;
	struct ref ref;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(ref_parse(str_from(bad[i]), &ref));
		assert_true(ref.thread == 0 && ref.n == 0);
	}
	assert_true(ref_parse(STR(" #12.3 "), &ref));
	assert_true(ref.thread == 12 && ref.n == 3);
	assert_true(str_eq(ref_text(&a, 12, 3), STR("12.3")));
	assert_true(ref_parse(STR("9223372036854775807"), &ref));
	assert_true(ref.thread == INT64_MAX && ref.n == 0);
	assert_true(str_eq(ref_text(&a, 12, 0), STR("12")));
	arena_free(&a);
}

/* What is laid out for one width goes when there is another. */
static void
a_profile_takes_no_more_for_every_width(void **state)
{
	(void)state;
	struct fixture *f = fixture_new();
	int64_t tom = fixture_join(f, "tom");
	const struct screen *s;
	size_t used;
	struct vt *vt;

	fixture_ok(f, tom, "profile --bio", "I mend nets.\n\n- and sails");
	vt = vt_open(&profile_screen, f->store, tom, "", 24, 80);
	s = app_top(vt_app(vt));
	used = s->arena.used;
	for (int cols = 40; cols < 80; cols++)
		vt_resize(vt, 24, cols);
	assert_int_equal(s->arena.used, used);
	expect_in_row(vt, 4, "I mend nets.");
	vt_close(vt);
	fixture_free(f);
}

/* The code that goes with a name makes it one to join as. */
static void
a_code_for_a_name_is_seen_as_it_is_typed(void **state)
{
	(void)state;
	struct fixture *f = fixture_new();
	int64_t old = fixture_join(f, "old");
	struct vt *vt;

	fixture_sql(f,
	    fixture_line(f,
		"UPDATE member SET status = 'unclaimed' WHERE id = %lld",
		(long long)old));
	vt = vt_open(&join_screen, f->store, GUEST, "", 24, 80);
	vt_type(vt, "old");
	assert_non_null(strstr(vt_screen(vt), "only with its code"));
	assert_null(strstr(vt_screen(vt), "Join as"));
	vt_type(vt, "\tabcd");
	assert_non_null(strstr(vt_screen(vt), "Join as @old"));
	vt_type(vt, "\025");
	assert_null(strstr(vt_screen(vt), "Join as"));
	vt_close(vt);
	f->ends_damaged = true;
	fixture_free(f);
}

/* What was sent is not what is being written, though both changed as often. */
static void
an_answer_closes_no_editor_but_its_own(void **state)
{
	(void)state;
	static const struct answer good = { .err = ERR_NONE };
	struct fixture *f = fixture_new();
	int64_t tom = fixture_join(f, "tom");
	struct vt *vt = vt_open(&profile_screen, f->store, tom, "", 24, 80);

	vt_type(vt, "eax\004");
	assert_string_equal(vt_body(vt), "x");
	vt_type(vt, "\004");
	expect_in_row(vt, 23, "It is on its way");
	vt_type(vt, "y\033");
	vt_type(vt, "y");
	assert_null(strstr(vt_screen(vt), "About you"));
	vt_type(vt, "eaz");
	vt_answer(vt, &good);
	assert_null(vt_submitted(vt));
	assert_non_null(strstr(vt_screen(vt), "About you"));
	expect_in_row(vt, 5, "z");
	vt_type(vt, "\004");
	assert_string_equal(vt_body(vt), "z");
	vt_answer(vt, &good);
	assert_null(strstr(vt_screen(vt), "About you"));
	vt_close(vt);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mark_that_fails_is_told),
		cmocka_unit_test(a_number_that_is_cut_keeps_its_sign),
		cmocka_unit_test(a_profile_takes_no_more_for_every_width),
		cmocka_unit_test(a_thread_and_a_post_are_told_from_other_words),
		cmocka_unit_test(a_code_for_a_name_is_seen_as_it_is_typed),
		cmocka_unit_test(an_answer_closes_no_editor_but_its_own),
		cmocka_unit_test(whoever_is_here_twice_is_one_of_the_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
