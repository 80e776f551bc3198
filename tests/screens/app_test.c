/* The stack of screens: keys, messages, help, answers, frames. */
#include "screens/app.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/expect.h"
#include "tests/lib/heap.h"
#include "tests/lib/vt.h"

/* A screen with a counter, a line to type in and all there is to test. */
struct hello {
	int arg;
	int count;
	int events;
	int again;
	char answer[64];
};

static int closed;
static const struct event_note note;

static enum err
hello_open(struct screen *s, struct str arg)
{
	struct hello *st = s->state;
	int64_t n;

	if (!str_int(arg, 0, 1000, &n))
		return ERR_DENIED;
	st->arg = (int)n;
	return ERR_NONE;
}

static struct str
hello_crumbs(struct screen *s, struct arena *a)
{
	return arena_printf(a, "Hello %d", ((struct hello *)s->state)->arg);
}

static void
hello_draw(struct screen *s, struct canvas *c)
{
	struct hello *st = s->state;
	char text[200];
	int n = snprintf(text, sizeof text,
	    "Hello %d, count %d, again %d, "
	    "events %d %s",
	    st->arg, st->count, st->again, st->events, st->answer);

	canvas_text(
	    c, 0, 1, c->cols - 2, STYLE_TITLE, (struct str){ text, (size_t)n });
	canvas_text(c, 2, 1, 10, STYLE_NEW, STR("Καλημέρα"));
	canvas_select(c, 2, 0, c->cols);
}

static void
more(struct screen *s)
{
	((struct hello *)s->state)->count++;
	s->dirty = true;
}

static void
nothing(struct screen *s)
{
	(void)s;
}

extern const struct screen_class hello_class;

static void
deeper(struct screen *s)
{
	char arg[16];

	snprintf(arg, sizeof arg, "%d", ((struct hello *)s->state)->arg + 1);
	(void)app_push(s->app, &hello_class, str_from(arg));
}

static void
refused(struct screen *s)
{
	(void)app_push(s->app, &hello_class, STR("-1"));
}

static void
answered(struct screen *s, const struct answer *a)
{
	struct hello *st = s->state;

	snprintf(st->answer, sizeof st->answer, "%.*s", STR_ARG(a->words));
	s->dirty = true;
}

static void
ask(struct screen *s)
{
	(void)app_submit_line(s, STR("version"), answered);
}

static void
ask_and_go(struct screen *s)
{
	app_pop(s->app);
	(void)app_submit_line(s, STR("version"), answered);
}

static void
hello_event(struct screen *s, const struct event_note *event)
{
	(void)event;
	((struct hello *)s->state)->events++;
	s->dirty = true;
}

static void
hello_again(struct screen *s)
{
	((struct hello *)s->state)->again++;
}

static void
hello_close(struct screen *s)
{
	(void)s;
	closed++;
}

static const struct binding hello_keys[] = {
	{ 'j', "more", more, NULL, 0 },
	{ KEYS_DOWN, NULL, more, NULL, 0 },
	{ KEYS_ENTER, "open", deeper, NULL, 0 },
	{ 'x', "try", refused, NULL, 0 },
	{ 'a', "ask", ask, NULL, 0 },
	{ 'A', NULL, ask_and_go, NULL, 0 },
	{ 'w', "who is here", NULL, "whoami", BINDING_QUIET },
	{ 'n', "nothing", nothing, NULL, 0 },
	{ 0 },
};

const struct screen_class hello_class = {
	.name = "hello",
	.title = "Hello",
	.state_size = sizeof(struct hello),
	.keys = hello_keys,
	.open = hello_open,
	.draw = hello_draw,
	.crumbs = hello_crumbs,
	.event = hello_event,
	.again = hello_again,
	.close = hello_close,
};

static struct vt *
hello(int rows, int cols)
{
	return vt_open(&hello_class, NULL, 7, "1", rows, cols);
}

static void
a_key_goes_to_the_screen_on_top(void **state)
{
	struct vt *vt = hello(24, 80);

	(void)state;
	expect_row(vt, 1, " Hello 1, count 0, again 0, events 0");
	assert_string_equal(vt_style(vt, 1, 1), "title");
	assert_string_equal(vt_style(vt, 3, 1), "new");
	assert_true(vt_on_selected(vt, 3, 1));
	assert_true(vt_bold(vt, 1, 1));
	vt_type(vt, "jj\033[B");
	expect_row(vt, 1, " Hello 1, count 3, again 0, events 0");
	vt_type(vt, "\rj");
	expect_row(vt, 1, " Hello 2, count 1, again 0, events 0");
	closed = 0;
	vt_type(vt, "q");
	expect_row(vt, 1, " Hello 1, count 3, again 1, events 0");
	assert_int_equal(closed, 1);
	vt_type(vt, "\r\033");
	expect_row(vt, 1, " Hello 1, count 3, again 2, events 0");
	vt_close(vt);
}

static void
the_footer_comes_from_the_table(void **state)
{
	struct vt *vt = hello(24, 80);

	(void)state;
	expect_row(vt, 23,
	    " j more  Enter open  x try  a ask  n nothing  Tab next new  / search  ? help");
	assert_string_equal(vt_style(vt, 23, 1), "footer-key");
	assert_string_equal(vt_style(vt, 23, 3), "footer");
	vt_resize(vt, 10, 40);
	expect_row(vt, 9, " j more  Enter open  x try  ? help");
	vt_resize(vt, 5, 20);
	expect_row(vt, 4, " j more  x try  ?");
	vt_type(vt, "\r");
	expect_row(vt, 4, " j more  q back  ?");
	vt_close(vt);
}

static void
the_help_comes_from_the_tables(void **state)
{
	struct vt *vt = hello(25, 80);

	(void)state;
	vt_type(vt, "?");
	expect_start(vt, 0, " Stoa › Keys › Hello  ");
	/* More than a window has rows: side by side. */
	expect_row(
	    vt, 2, " Here                                    Everywhere");
	expect_start(vt, 3, " Enter    open      ");
	expect_in_row(vt, 3, " q Esc ←  back");
	expect_start(vt, 6, " w        who is here      ");
	expect_start(vt, 7, " n        nothing     ");
	expect_start(vt, 9, " Moving            ");
	expect_in_row(vt, 10, " 1-9      board by number");
	expect_start(vt, 10, " j ↓      more     ");
	vt_type(vt, "?");
	expect_row(vt, 1, " Hello 1, count 0, again 1, events 0");
	vt_resize(vt, 10, 40);
	vt_type(vt, "?jj");
	expect_row(vt, 2, " x        try");
	vt_type(vt, "jjjjjjjjjjjjjjjj");
	expect_row(vt, 8, " Q        leave");
	vt_type(vt, "k");
	expect_row(vt, 8, " %        looks wrong");
	vt_type(vt, "q");
	vt_close(vt);
}

/* No words of the help are cut, however small the window is. */
static void
the_help_is_read_at_any_size(void **state)
{
	struct vt *vt = hello(5, 20);

	(void)state;
	vt_type(vt, "?j");
	expect_row(vt, 2, " Enter");
	expect_row(vt, 3, "   open");
	vt_type(vt, "q");
	vt_resize(vt, 30, 100);
	vt_type(vt, "?");
	expect_row(vt, 2,
	    " Here                                              Everywhere");
	expect_row(vt, 3,
	    " Enter    open                                     q Esc ←  back");
	vt_close(vt);
}

/* And comes back whole, untouched by keys for what was not seen. */
static void
a_window_too_small_says_so(void **state)
{
	static const int sizes[][2] = { { 4, 20 }, { 5, 19 }, { 1, 300 },
		{ 100, 1 }, { 1, 1 }, { 2, 3 }, { 4, 15 } };
	static const char *const want[] = { "Too small:", "15x4. Stoa",
		"needs 20x5.", "", NULL };
	struct vt *vt = hello(5, 20);

	(void)state;
	expect_start(vt, 1, " Hello 1, count 0");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		vt_resize(vt, sizes[i][0], sizes[i][1]);
		expect_start(vt, 0, sizes[i][1] < 3 ? "T" : "Too");
		vt_type(vt, "jq\r?\033[200~paste\033[201~");
	}
	for (int i = 0; want[i]; i++)
		expect_row(vt, i, want[i]);
	vt_resize(vt, 24, 80);
	expect_row(vt, 1, " Hello 1, count 0, again 0, events 0");
	vt_type(vt, "j");
	expect_row(vt, 1, " Hello 1, count 1, again 0, events 0");
	assert_int_equal(vt_status(vt), -1);
	vt_resize(vt, 4, 15);
	vt_type(vt, "\003");
	assert_int_equal(vt_status(vt), 0);
	vt_close(vt);
	vt = hello(2, 7);
	expect_row(vt, 0, "Too");
	vt_type(vt, "Q");
	assert_int_equal(vt_status(vt), 0);
	vt_close(vt);
}

static void
words_stand_at_the_bottom_until_the_next_key(void **state)
{
	struct vt *vt = hello(24, 80);

	(void)state;
	vt_type(vt, "q");
	expect_row(vt, 23, " This is the first screen. Q leaves.");
	vt_type(vt, "~");
	expect_row(
	    vt, 23, " That key does nothing here. ? shows those that do.");
	vt_type(vt, "x");
	expect_row(vt, 23, " You may not do that.");
	vt_type(vt, "n");
	expect_row(vt, 23,
	    " j more  Enter open  x try  a ask  n nothing  Tab next new  / search  ? help");
	app_say(vt_app(vt), STYLE_MESSAGE, STR("evil\033[2J\nwords"));
	vt_event(vt, &note);
	expect_row(vt, 23, " Evil[2J words.");
	assert_int_equal(vt_status(vt), -1);
	vt_type(vt, "Q");
	assert_int_equal(vt_status(vt), 0);
	vt_close(vt);
}

static void
too_many_screens_are_refused_in_words(void **state)
{
	struct vt *vt = hello(24, 80);

	(void)state;
	for (int i = 0; i < APP_SCREENS_MAX + 3; i++)
		vt_type(vt, "\r");
	expect_row(vt, 23, " Too many screens are open. q goes back.");
	for (int i = 0; i < APP_SCREENS_MAX + 3; i++)
		vt_type(vt, "q");
	expect_row(vt, 1, " Hello 1, count 0, again 1, events 0");
	vt_close(vt);
}

static void
an_answer_finds_its_screen_or_nobody(void **state)
{
	struct answer good = { ERR_NONE, STR_INIT("done."), NULL };
	struct answer bad = { ERR_DENIED, STR_INIT("not yours."), NULL };
	struct vt *vt = hello(24, 80);

	(void)state;
	vt_type(vt, "a");
	assert_string_equal(vt_submitted(vt), "version");
	vt_answer(vt, &good);
	expect_row(vt, 1, " Hello 1, count 0, again 0, events 0 done.");
	vt_type(vt, "w");
	assert_string_equal(vt_submitted(vt), "whoami");
	vt_answer(vt, &good);
	expect_row(vt, 23, " Done.");
	vt_type(vt, "\raq");
	vt_answer(vt, &good);
	expect_row(vt, 23,
	    " j more  Enter open  x try  a ask  n nothing  Tab next new  / search  ? help");
	vt_type(vt, "\rA");
	vt_answer(vt, &bad);
	expect_row(vt, 23, " Not yours.");
	for (int i = 0; i < APP_CALLS_MAX + 1; i++)
		vt_type(vt, "a");
	expect_row(vt, 23, " Still busy with what you asked before.");
	vt_close(vt);
}

static void
many_events_are_one_frame_and_none_is_none(void **state)
{
	struct vt *vt = hello(24, 80);
	struct app *app = vt_app(vt);
	size_t before = vt_bytes(vt);

	(void)state;
	assert_false(app_dirty(app));
	assert_int_equal(app_draw(app).n, 0);
	vt_type(vt, "n");
	assert_int_equal(vt_bytes(vt), before);
	for (int i = 0; i < 100; i++)
		app_input(app, STR("j"));
	assert_true(app_dirty(app));
	vt_event(vt, &note);
	assert_true(vt_last(vt).n < 100);
	expect_row(vt, 1, " Hello 1, count 100, again 0, events 1");
	vt_type(vt, "\014");
	assert_true(vt_last(vt).n > 100);
	vt_close(vt);
}

static void
a_resize_keeps_the_place(void **state)
{
	struct vt *vt = hello(24, 80);

	(void)state;
	vt_type(vt, "\rjj");
	vt_resize(vt, 50, 132);
	expect_row(vt, 1, " Hello 2, count 2, again 0, events 0");
	expect_row(vt, 49,
	    " j more  Enter open  x try  a ask  n nothing  Tab next new  / search  @ people  : command  ? help");
	vt_resize(vt, 5, 20);
	expect_row(vt, 1, " Hello 2, count 2,…");
	vt_close(vt);
}

static void
a_window_that_was_large_once_leaves_no_memory_behind(void **state)
{
	struct vt *vt = hello(24, 80);
	size_t before;

	(void)state;
	vt_resize(vt, 100, 300);
	vt_resize(vt, 24, 80);
	vt_close(vt);
	/* The pool has its screens by now. */
	vt = hello(24, 80);
	before = heap_bytes();
	vt_resize(vt, 100, 300);
	vt_resize(vt, 24, 80);
	vt_type(vt, "j");
	assert_true(heap_bytes() < before + 40 * 1024);
	vt_close(vt);
}

static void
themes_and_symbols_can_be_changed(void **state)
{
	size_t n;
	const struct theme *const *themes = theme_all(&n);
	struct vt *vt = hello(24, 80);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		app_set_theme(vt_app(vt), themes[i]);
		vt_event(vt, &note);
	}
	assert_true(vt_reverse(vt, 3, 1));
	app_set_ascii(vt_app(vt), true);
	vt_type(vt, "?");
	expect_start(vt, 0, " Stoa > Keys > Hello  ");
	vt_close(vt);
}

static void
every_registered_screen_has_a_name_and_is_found(void **state)
{
	struct vt *vt = hello(24, 80);
	size_t n;
	const struct screen_class *const *all = app_screens(&n);

	(void)state;
	for (size_t i = 0; i < n; i++)
		assert_non_null(all[i]->name);
	assert_int_equal(app_goto(vt_app(vt), STR("help"), STR("")), ERR_NONE);
	assert_int_equal(
	    app_goto(vt_app(vt), STR("nope"), STR("")), ERR_MISSING);
	vt_close(vt);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_goes_to_the_screen_on_top),
		cmocka_unit_test(the_footer_comes_from_the_table),
		cmocka_unit_test(the_help_comes_from_the_tables),
		cmocka_unit_test(the_help_is_read_at_any_size),
		cmocka_unit_test(a_window_too_small_says_so),
		cmocka_unit_test(words_stand_at_the_bottom_until_the_next_key),
		cmocka_unit_test(too_many_screens_are_refused_in_words),
		cmocka_unit_test(an_answer_finds_its_screen_or_nobody),
		cmocka_unit_test(many_events_are_one_frame_and_none_is_none),
		cmocka_unit_test(a_resize_keeps_the_place),
		cmocka_unit_test(
		    a_window_that_was_large_once_leaves_no_memory_behind),
		cmocka_unit_test(themes_and_symbols_can_be_changed),
		cmocka_unit_test(
		    every_registered_screen_has_a_name_and_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
