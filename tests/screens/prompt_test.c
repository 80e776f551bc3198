/* Questions over a screen: a line, yes or no, a menu. */
#include "screens/ui/prompt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/expect.h"
#include "tests/lib/vt.h"

/* What the screen that asks was told. */
static char told[4096];
static int tells;
static struct recall lines;
static struct prompt ask;

static void
base_draw(struct screen *s, struct canvas *c)
{
	(void)s;
	for (int i = 0; i < c->rows; i++)
		canvas_put(c, i, 1, STYLE_NORMAL, STR("below"));
}

static const struct screen_class base_class = {
	.name = "base",
	.title = "Base",
	.draw = base_draw,
};

static void
on_text(struct screen *s, struct str text)
{
	assert_ptr_equal(app_top(s->app), s);
	snprintf(told, sizeof told, "%.*s", STR_ARG(text));
	tells++;
}

static void
on_yes(struct screen *s)
{
	assert_ptr_equal(app_top(s->app), s);
	tells++;
}

static void
on_which(struct screen *s, size_t which)
{
	assert_ptr_equal(app_top(s->app), s);
	snprintf(told, sizeof told, "%zu", which);
	tells++;
}

/* Numbers for words that begin with "n", fruit for the rest. */
static void
fruit(struct screen *s, struct arena *a, struct str text, struct choices *out)
{
	static const char *const names[] = { "apple", "apricot", "banana" };
	struct str last = text;

	(void)s;
	while (str_find(last, ' ') < last.n)
		str_cut(&last, ' ');
	out->from = text.n - last.n;
	out->title = STR("Fruit");
	if (str_starts(last, STR("n"))) {
		for (int i = 0; i < CHOICES_MAX + 7; i++)
			choices_add(out, arena_printf(a, "n%03d", i), STR(""));
		return;
	}
	for (size_t i = 0; i < 3; i++) {
		if (str_starts(str_from(names[i]), last))
			choices_add(out, str_from(names[i]), STR("a fruit"));
	}
}

static bool
no_sevens(struct screen *s, struct arena *a, struct str text, struct str *why)
{
	(void)s;
	if (str_find(text, '7') == text.n)
		return true;
	*why = arena_printf(a, "No sevens in \"%.*s\".", STR_ARG(text));
	return false;
}

static struct vt *
start(int rows, int cols)
{
	told[0] = '\0';
	tells = 0;
	recall_free(&lines);
	ask = (struct prompt){ .label = STR("Say"), .done = on_text };
	return vt_open(&base_class, NULL, 7, "", rows, cols);
}

static void
put(struct vt *vt)
{
	assert_int_equal(prompt_open(app_top(vt_app(vt)), &ask), ERR_NONE);
	vt_type(vt, "");
}

static void
enter_tells_and_esc_leaves(void **state)
{
	struct vt *vt = start(24, 80);

	(void)state;
	ask.placeholder = STR("a word or two");
	ask.initial = STR("one");
	put(vt);
	expect_row(vt, 23, " Say: one");
	expect_start(vt, 22, " ── Enter run  Esc leave ──");
	vt_type(vt, "\025");
	expect_row(vt, 23, " Say: (a word or two)");
	vt_type(vt, "  two q?:  \r");
	assert_string_equal(told, "two q?:");
	assert_int_equal(tells, 1);
	put(vt);
	vt_type(vt, "three\033");
	assert_int_equal(tells, 1);
	expect_not_in_row(vt, 23, "Say");
	put(vt);
	vt_type(vt, "\025\r");
	assert_int_equal(tells, 2);
	assert_string_equal(told, "");
	vt_close(vt);
}

static void
nobody_is_told_once_the_owner_is_gone(void **state)
{
	struct vt *vt = start(24, 80);
	struct app *app = vt_app(vt);
	struct screen *owner;

	(void)state;
	assert_int_equal(app_push(app, &base_class, STR("")), ERR_NONE);
	owner = app_top(app);
	ask.complete = fruit;
	ask.accept = no_sevens;
	put(vt);
	vt_type(vt, "a");
	app_close(owner);
	/* Another of its class, above. */
	assert_int_equal(app_push(app, &base_class, STR("")), ERR_NONE);
	vt_type(vt, "q");
	vt_type(vt, "pp7\t\r");
	assert_int_equal(tells, 0);
	assert_string_equal(app_top(app)->class->name, "base");
	assert_null(app_below(app));
	vt_close(vt);
}

static void
what_it_may_become_is_shown_and_chosen(void **state)
{
	struct vt *vt = start(24, 80);

	(void)state;
	ask.complete = fruit;
	put(vt);
	vt_type(vt, "x a");
	assert_int_equal(strncmp(vt_row(vt, 19), " ┌ Fruit ─", 13), 0);
	expect_in_row(vt, 20, " │ apple    a fruit ");
	expect_in_row(vt, 21, " │ apricot  a fruit ");
	expect_in_row(vt, 22, "Tab choose  Enter run  Esc leave");
	expect_row(vt, 18, " below");
	vt_type(vt, "\t");
	expect_row(vt, 23, " Say: x apple");
	assert_true(vt_on_selected(vt, 20, 3));
	vt_type(vt, "\016");
	expect_row(vt, 23, " Say: x apricot");
	vt_type(vt, "\016");
	expect_row(vt, 23, " Say: x a");
	vt_type(vt, "\020");
	expect_row(vt, 23, " Say: x apricot");
	vt_type(vt, "\033[A");
	expect_row(vt, 23, " Say: x apple");
	vt_type(vt, "\033[B\033[B\033[B\033[Z");
	expect_row(vt, 23, " Say: x a");
	vt_type(vt, "\177b\t");
	expect_row(vt, 23, " Say: x banana");
	expect_in_row(vt, 21, " │ banana  a fruit ");
	vt_type(vt, "\r");
	assert_string_equal(told, "x banana");
	vt_close(vt);
}

static void
a_long_list_is_counted_and_scrolls(void **state)
{
	struct vt *vt = start(24, 80);

	(void)state;
	ask.complete = fruit;
	put(vt);
	vt_type(vt, "n");
	expect_in_row(vt, 22, " 1-8 of 107 ");
	expect_in_row(vt, 14, " │ n000");
	vt_type(vt, "\020");
	expect_row(vt, 23, " Say: n099");
	expect_in_row(vt, 22, " 93-100 of 107 ");
	vt_resize(vt, 10, 40);
	expect_row(vt, 9, " Say: n099");
	expect_in_row(vt, 7, " │ n099");
	assert_true(vt_on_selected(vt, 7, 3));
	expect_row(vt, 1, " ┌ Fruit ─────────────────────────────┐");
	vt_resize(vt, 5, 20);
	expect_row(vt, 4, " Say: n099");
	vt_close(vt);
}

static void
a_line_that_does_not_fit_stays_to_be_mended(void **state)
{
	struct vt *vt = start(24, 80);

	(void)state;
	ask.accept = no_sevens;
	put(vt);
	vt_type(vt, "a7\r");
	assert_int_equal(tells, 0);
	expect_in_row(vt, 21, "No sevens in \"a7\".");
	assert_string_equal(vt_style(vt, 21, 3), "bad");
	expect_row(vt, 23, " Say: a7");
	vt_type(vt, "\177");
	expect_row(vt, 21, " below");
	vt_type(vt, "\r");
	assert_string_equal(told, "a");
	vt_close(vt);
}

static void
a_line_ends_at_its_limit(void **state)
{
	struct vt *vt = start(24, 80);

	(void)state;
	ask.max_chars = 5;
	put(vt);
	vt_type(vt, "abcde");
	expect_start(vt, 22, " ── Enter run  Esc leave ──");
	vt_type(vt, "f");
	expect_row(vt, 23, " Say: abcde");
	assert_int_equal(strncmp(vt_row(vt, 22), " └", 4), 0);
	vt_type(vt, "\r");
	assert_string_equal(told, "abcde");
	vt_close(vt);
}

static void
a_paste_is_cleaned_and_runs_nothing(void **state)
{
	struct vt *vt = start(24, 80);

	(void)state;
	put(vt);
	vt_type(vt,
	    "\033[200~a\nb\r\033[31mc\t\xE2\x80\xAE"
	    "d\xFF\033[201~");
	assert_int_equal(tells, 0);
	vt_type(vt, "\r");
	assert_int_equal(tells, 1);
	for (const char *p = told; *p; p++)
		assert_true((unsigned char)*p >= ' ');
	assert_null(strstr(told, "\xE2\x80\xAE"));
	assert_int_equal(strncmp(told, "a b ", 4), 0);
	vt_close(vt);
}

static void
a_secret_is_neither_shown_nor_recalled(void **state)
{
	struct vt *vt = start(24, 80);

	(void)state;
	ask.secret = true;
	ask.recall = &lines;
	put(vt);
	vt_type(vt, "hunter 2 ");
	expect_not_shown(vt, "hunter");
	vt_type(vt, "\r");
	assert_string_equal(told, "hunter 2 ");
	assert_int_equal(lines.len, 0);
	vt_close(vt);
}

static void
lines_typed_before_come_back(void **state)
{
	struct vt *vt = start(24, 80);

	(void)state;
	ask.recall = &lines;
	for (int i = 0; i < 3; i++) {
		put(vt);
		vt_type(vt, i == 1 ? "two\r" : "one\r");
	}
	put(vt);
	vt_type(vt, "\033[A");
	expect_row(vt, 23, " Say: one");
	vt_type(vt, "\033[A");
	expect_row(vt, 23, " Say: two");
	vt_type(vt, "\033[A\033[A");
	expect_row(vt, 23, " Say: two");
	vt_type(vt, "\033[B\033[B");
	expect_row(vt, 23, " Say:");
	vt_type(vt, "\033[A\r");
	assert_string_equal(told, "one");
	assert_int_equal(lines.len, 2);
	vt_close(vt);
	recall_free(&lines);
}

static void
as_many_lines_as_the_limit_are_kept(void **state)
{
	char line[RECALL_LINE_BYTES + 2] = { 0 };

	(void)state;
	recall_free(&lines);
	for (int i = 0; i < RECALL_MAX + 1; i++) {
		snprintf(line, sizeof line, "line %d", i);
		recall_add(&lines, str_from(line));
	}
	assert_int_equal(lines.len, RECALL_MAX);
	assert_true(str_eq(recall_get(&lines, RECALL_MAX - 1), STR("line 1")));
	assert_int_equal(recall_get(&lines, RECALL_MAX).n, 0);
	memset(line, 'x', RECALL_LINE_BYTES + 1);
	recall_add(&lines, str_from(line));
	assert_true(str_eq(recall_get(&lines, 0), STR("line 50")));
	line[RECALL_LINE_BYTES] = '\0';
	recall_add(&lines, str_from(line));
	assert_int_equal(recall_get(&lines, 0).n, RECALL_LINE_BYTES);
	recall_free(&lines);
}

static void
a_question_takes_y_and_n_alone(void **state)
{
	struct vt *vt = start(24, 80);
	struct screen *s = app_top(vt_app(vt));

	(void)state;
	assert_int_equal(
	    confirm_open(s, STR("Really? \033[31mIt is gone then."), on_yes),
	    ERR_NONE);
	vt_type(vt, "x\rjq1"); /* q leaves */
	assert_int_equal(tells, 0);
	assert_ptr_equal(app_top(vt_app(vt)), s);
	confirm_open(s, STR("Really?"), on_yes);
	vt_type(vt, "x\rj1");
	expect_row(vt, 23, " y yes  n no");
	vt_type(vt, "n");
	confirm_open(s, STR("Really?"), on_yes);
	vt_type(vt, "\033");
	assert_ptr_equal(app_top(vt_app(vt)), s);
	assert_int_equal(tells, 0);
	confirm_open(s, STR("Really?"), on_yes);
	vt_type(vt, "y");
	assert_int_equal(tells, 1);
	vt_resize(vt, 5, 20);
	confirm_open(s,
	    STR("A question of far too many words for so little "
		"room as there is."),
	    on_yes);
	vt_type(vt, "y");
	assert_int_equal(tells, 2);
	vt_close(vt);
}

static void
a_menu_is_chosen_from_by_letters_and_by_moving(void **state)
{
	static const struct menu_item items[] = { { STR_INIT("First"), 'f' },
		{ STR_INIT("Jump"), 'j' }, { STR_INIT("No letter"), 0 } };
	struct vt *vt = start(24, 80);
	struct screen *s = app_top(vt_app(vt));

	(void)state;
	menu_open(s, STR("Do"), items, 3, on_which);
	vt_type(vt, "j");
	assert_string_equal(told, "1");
	menu_open(s, STR("Do"), items, 3, on_which);
	vt_type(vt, "\033[B\033[B\r");
	assert_string_equal(told, "2");
	menu_open(s, STR("Do"), items, 3, on_which);
	vt_type(vt, "k");
	assert_true(vt_on_selected(vt, 12, 40));
	vt_type(vt, "\033[B\033[B\033[B\033[B\r");
	assert_string_equal(told, "0");
	assert_int_equal(tells, 3);
	menu_open(s, STR("Do"), items, 3, on_which);
	vt_type(vt, "\033");
	assert_int_equal(tells, 3);
	assert_ptr_equal(app_top(vt_app(vt)), s);
	vt_close(vt);
}

static void
a_menu_has_up_to_its_limit(void **state)
{
	struct menu_item items[MENU_MAX + 1];
	struct vt *vt = start(10, 40);
	struct screen *s = app_top(vt_app(vt));

	(void)state;
	for (int i = 0; i < MENU_MAX + 1; i++)
		items[i] = (struct menu_item){ STR("An item"), 'A' + i };
	assert_int_equal(
	    menu_open(s, STR("M"), items, MENU_MAX + 1, on_which), ERR_LIMIT);
	assert_int_equal(
	    menu_open(s, STR("M"), items, 0, on_which), ERR_MISSING);
	assert_ptr_equal(app_top(vt_app(vt)), s);
	assert_int_equal(
	    menu_open(s, STR("M"), items, MENU_MAX, on_which), ERR_NONE);
	vt_type(vt, "\033[F");
	expect_in_row(vt, 7, "│ X  An item │");
	vt_resize(vt, 24, 80);
	vt_type(vt, "\r");
	assert_string_equal(told, "23");
	vt_close(vt);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(enter_tells_and_esc_leaves),
		cmocka_unit_test(nobody_is_told_once_the_owner_is_gone),
		cmocka_unit_test(what_it_may_become_is_shown_and_chosen),
		cmocka_unit_test(a_long_list_is_counted_and_scrolls),
		cmocka_unit_test(a_line_that_does_not_fit_stays_to_be_mended),
		cmocka_unit_test(a_line_ends_at_its_limit),
		cmocka_unit_test(a_paste_is_cleaned_and_runs_nothing),
		cmocka_unit_test(a_secret_is_neither_shown_nor_recalled),
		cmocka_unit_test(lines_typed_before_come_back),
		cmocka_unit_test(as_many_lines_as_the_limit_are_kept),
		cmocka_unit_test(a_question_takes_y_and_n_alone),
		cmocka_unit_test(
		    a_menu_is_chosen_from_by_letters_and_by_moving),
		cmocka_unit_test(a_menu_has_up_to_its_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
