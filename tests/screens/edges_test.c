/* Screens where things go wrong, or are more than fits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/mem.h"
#include "screens/canvas.h"
#include "screens/ui/ref.h"
#include "tests/lib/fixture.h"
#include "tests/lib/heap.h"
#include "tests/lib/vt.h"

extern const struct screen_class board_screen;
extern const struct screen_class join_screen;
extern const struct screen_class lobby_screen;
extern const struct screen_class profile_screen;
extern const struct screen_class settings_screen;
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
	vt_type(vt, "Cy");
	assert_string_equal(vt_submitted(vt), "mark talk");
	vt_answer(vt, &broken);
	expect_in_row(vt, 23, "The disk or the network failed.");
	vt_close(vt);
	vt = vt_open(&unread_screen, f->store, tom, "", 24, 80);
	vt_type(vt, "Cy");
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

		row[i] = (struct presence_row){ who, VT_NOW_MS, i + 1 };
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

/* One setting is sent at a time; who leaves does not lose the others. */
static void
settings_are_kept_by_whoever_leaves_at_once(void **state)
{
	(void)state;
	struct fixture *f = fixture_new();
	int64_t tom = fixture_join(f, "tom");
	struct vt *vt = vt_open(&settings_screen, f->store, tom, "", 24, 80);
	const int64_t before =
	    fixture_sql_int(f, "SELECT count(*) FROM preference");

	assert_int_equal(before, 1); /* the tour was seen */
	vt_type(vt, "ljl");
	assert_int_equal(app_push(vt_app(vt), &who_screen, STR("")), ERR_NONE);
	app_close(app_below(vt_app(vt)));
	vt_serve(vt, f);
	assert_int_equal(
	    fixture_sql_int(f, "SELECT count(*) FROM preference"), before + 2);
	vt_close(vt);
	fixture_free(f);
}

/* A window that got lower hides what was chosen: it is not what is meant. */
static void
what_is_out_of_sight_does_not_solve_a_question(void **state)
{
	(void)state;
	struct fixture *f = fixture_new();
	int64_t tom = fixture_join(f, "tom");
	int64_t ann = fixture_join(f, "ann");
	struct vt *vt;

	for (int i = 0; i < 5; i++)
		fixture_ok(f, ann, "ask support Port dead at boot", "x");
	f->now_ms = VT_NOW_MS;
	vt = vt_open(&lobby_screen, f->store, tom, "", 40, 80);
	assert_int_equal(
	    app_goto(vt_app(vt), STR("compose"), STR("ask support")), ERR_NONE);
	vt_type(vt, "Port dead ");
	vt_serve(vt, f);
	vt_type(vt, "\016\016\016\016\016");
	assert_true(vt_on_selected(vt, 8, 10));
	vt_resize(vt, 24, 80);
	vt_type(vt, "\023");
	expect_in_row(vt, 23, "Which one?");
	vt_resize(vt, 10, 80);
	vt_type(vt, "\023");
	expect_in_row(vt, 9, "no room in this window");
	vt_resize(vt, 40, 80);
	assert_string_equal(app_top(vt_app(vt))->class->name, "compose");
	vt_type(vt, "\023");
	assert_string_equal(app_top(vt_app(vt))->class->name, "lobby");
	vt_close(vt);
	fixture_free(f);
}

/* Not with the next key only, which may never come. */
static void
a_screen_that_the_host_closes_is_freed_at_once(void **state)
{
	(void)state;
	enum { SCREENS = 8 };
	struct fixture *f = fixture_new();
	int64_t tom = fixture_join(f, "tom");
	struct vt *vt = vt_open(&lobby_screen, f->store, tom, "", 24, 80);
	struct presence_row row[HERE_SHOWN];
	size_t before, open;

	for (int i = 0; i < HERE_SHOWN; i++)
		row[i] = (struct presence_row){ .member_id = tom + i };
	vt_here(vt, row, HERE_SHOWN);
	vt_type(vt, "");
	before = heap_bytes();
	for (int i = 0; i < SCREENS; i++)
		assert_int_equal(
		    app_push(vt_app(vt), &who_screen, STR("")), ERR_NONE);
	open = heap_bytes();
	assert_true(open > before + SCREENS * (size_t)HERE_SHOWN * 64);
	app_home(vt_app(vt));
	assert_true(heap_bytes() < before + (open - before) / SCREENS);
	vt_close(vt);
	fixture_free(f);
}

/* The room a long paste came through is given back with it. */
static void
a_long_paste_leaves_no_memory_behind(void **state)
{
	(void)state;
	enum { PASTED = 512 * 1024, LEFT_MAX = 16 * 1024 };
	static const char begin[] = "\033[200~", end[] = "\033[201~";
	struct keys *k = keys_new(CHARSET_UTF8);
	char *text = mem_zalloc(PASTED);
	struct key key;
	size_t before = heap_bytes(), pieces = 0;

	memset(text, 'x', PASTED);
	keys_push(k, STR(begin));
	keys_push(k, (struct str){ text, PASTED });
	keys_push(k, STR(end));
	assert_true(heap_bytes() > before + PASTED);
	while (keys_next(k, &key))
		pieces++;
	assert_true(pieces > 0);
	assert_true(heap_bytes() < before + LEFT_MAX);
	keys_push(k, STR("a"));
	assert_true(keys_next(k, &key));
	assert_int_equal(key.code, 'a');
	keys_free(k);
	free(text);
}

/* Whatever happens while it is open: there are as many as there are people. */
static void
a_lobby_keeps_what_it_shows_and_no_more(void **state)
{
	(void)state;
	enum { BYTES_MAX = 8 * 1024, ROUNDS = 100 };
	struct fixture *f = fixture_new();
	int64_t tom = fixture_join(f, "tom");
	int64_t ann = fixture_join(f, "ann");
	struct event_note note = { .kind = EVENT_POST_REPLIED,
		.actor_id = ann,
		.thread_id = 1,
		.n = 2 };
	const struct screen *s;
	struct vt *vt;

	fixture_ok(f, tom, "ask support Port dead at boot", "x");
	note.board_id =
	    fixture_sql_int(f, "SELECT id FROM board WHERE slug = 'support'");
	f->now_ms = VT_NOW_MS;
	vt = vt_open(&lobby_screen, f->store, tom, "", 24, 80);
	s = app_top(vt_app(vt));
	assert_true(s->arena.used < BYTES_MAX);
	fixture_ok(f, ann, "reply 1", "Which port?");
	for (int i = 0; i < ROUNDS; i++)
		vt_event(vt, &note);
	assert_non_null(strstr(vt_screen(vt), "Port dead at boot"));
	assert_non_null(strstr(vt_screen(vt), "1 answer"));
	assert_true(s->arena.used < BYTES_MAX);
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
		cmocka_unit_test(settings_are_kept_by_whoever_leaves_at_once),
		cmocka_unit_test(
		    what_is_out_of_sight_does_not_solve_a_question),
		cmocka_unit_test(a_lobby_keeps_what_it_shows_and_no_more),
		cmocka_unit_test(a_long_paste_leaves_no_memory_behind),
		cmocka_unit_test(
		    a_screen_that_the_host_closes_is_freed_at_once),
		cmocka_unit_test(whoever_is_here_twice_is_one_of_the_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
