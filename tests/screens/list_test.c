/* The list widget: the cursor, the view, pages, what comes and goes. */
#include "screens/ui/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/crowd.h"
#include "tests/lib/expect.h"
#include "tests/lib/fixture.h"
#include "tests/lib/vt.h"

extern const struct screen_class lobby_screen;

enum { TOTAL = 500, PAGE = 20 };

/* Numbers 1 to TOTAL, of which `from` to `to` are at hand. */
struct numbers {
	struct list list;
	int64_t from;
	int64_t to;
	bool pages; /* more are fetched */
	bool tall;  /* multiples of 5 have two rows, and the selected one */
	bool heads; /* multiples of 10 have a heading */
};

static struct numbers *shown;

static int64_t
id_of(void *arg, size_t i)
{
	return ((struct numbers *)arg)->from + (int64_t)i;
}

static struct list_rows
rows_of(void *arg, size_t i, bool selected)
{
	const struct numbers *n = arg;
	int64_t id = id_of(arg, i);

	return (struct list_rows){ n->heads && id % 10 == 0,
		n->tall && (selected || id % 5 == 0) ? 2 : 1 };
}

static void
draw_item(void *arg, struct canvas *c, size_t i, bool selected)
{
	int lead = rows_of(arg, i, selected).lead;
	struct arena a = ARENA_INIT;

	if (lead)
		canvas_text(c, 0, 1, 10, STYLE_TITLE, STR("Heading"));
	canvas_text(c, lead, 3, 20, STYLE_NORMAL,
	    arena_printf(&a, "item %lld", (long long)id_of(arg, i)));
	if (c->rows > lead + 1)
		canvas_text(c, lead + 1, 5, 20, STYLE_DIM, STR("words"));
	arena_free(&a);
}

static size_t
more(void *arg, int way)
{
	struct numbers *n = arg;
	int64_t got;

	if (!n->pages)
		return 0;
	if (way > 0) {
		got = TOTAL - n->to < PAGE ? TOTAL - n->to : PAGE;
		n->to += got;
	} else {
		got = n->from - 1 < PAGE ? n->from - 1 : PAGE;
		n->from -= got;
	}
	return (size_t)got;
}

static size_t
end(void *arg, int way)
{
	struct numbers *n = arg;

	if (n->pages && way > 0) {
		n->to = TOTAL;
		n->from = TOTAL - PAGE + 1;
	} else if (n->pages) {
		n->from = 1;
		n->to = PAGE;
	}
	return (size_t)(n->to - n->from + 1);
}

static const struct list_model model = { id_of, rows_of, draw_item, more, end };

/* "5": that many; "pages", "tall", "heads". */
static enum err
numbers_open(struct screen *s, struct str arg)
{
	struct numbers *n = s->state;
	int64_t len = PAGE;

	shown = n;
	n->pages = str_eq(arg, STR("pages"));
	n->tall = str_eq(arg, STR("tall"));
	n->heads = str_eq(arg, STR("heads"));
	(void)str_int(arg, 0, TOTAL, &len);
	n->from = 1;
	n->to = len;
	list_init(&n->list, &model, n, (size_t)len);
	return ERR_NONE;
}

static void
numbers_draw(struct screen *s, struct canvas *c)
{
	list_draw(s->state, c, s->focused);
}

static const struct binding keys[] = { LIST_KEYS, { 0 } };

static const struct screen_class numbers_screen = {
	.name = "numbers",
	.state_size = sizeof(struct numbers),
	.keys = keys,
	.pane = PANE_INDEX,
	.open = numbers_open,
	.draw = numbers_draw,
};

static struct vt *
numbers(const char *arg, int rows)
{
	return vt_open(&numbers_screen, NULL, 0, arg, rows, 40);
}

static void
the_cursor_moves_and_takes_the_view_along(void **state)
{
	struct vt *vt = numbers("20", 10);

	(void)state;
	expect_row(vt, 1, " ▸ item 1");
	assert_true(vt_on_selected(vt, 1, 1));
	assert_false(vt_on_selected(vt, 1, 0));
	assert_false(vt_on_selected(vt, 2, 1));
	vt_type(vt, "k");
	expect_row(vt, 1, " ▸ item 1");
	vt_type(vt, "jj\033[B");
	expect_row(vt, 4, " ▸ item 4");
	vt_type(vt, "jjjjj");
	expect_row(vt, 8, " ▸ item 9");
	expect_row(vt, 1, "   item 2");
	vt_type(vt, "k\033[A");
	expect_row(vt, 6, " ▸ item 7");
	expect_row(vt, 1, "   item 2");
	vt_close(vt);
}

static void
pages_and_ends(void **state)
{
	struct vt *vt = numbers("20", 10);

	(void)state;
	vt_type(vt, " ");
	assert_int_equal(shown->list.selected, 8);
	vt_type(vt, "\033[6~\004");
	assert_int_equal(shown->list.selected, 20);
	expect_row(vt, 8, " ▸ item 20");
	vt_type(vt, "\025");
	assert_int_equal(shown->list.selected, 13);
	vt_type(vt, "\033[5~\033[5~");
	assert_int_equal(shown->list.selected, 1);
	vt_type(vt, "G");
	expect_row(vt, 8, " ▸ item 20");
	vt_type(vt, "g");
	expect_row(vt, 1, " ▸ item 1");
	vt_type(vt, "\033[F");
	expect_row(vt, 1, "   item 13");
	vt_type(vt, "\033[H");
	expect_row(vt, 1, " ▸ item 1");
	vt_type(vt, "\033[<65;5;5M");
	assert_int_equal(shown->list.selected, 4);
	vt_type(vt, "\033[<64;5;5M");
	assert_int_equal(shown->list.selected, 1);
	vt_close(vt);
}

static void
one_or_no_item_is_a_list(void **state)
{
	struct vt *vt = numbers("0", 10);

	(void)state;
	vt_type(vt, "jkgG \025\004");
	expect_row(vt, 1, "");
	assert_int_equal(shown->list.selected, 0);
	vt_close(vt);
	vt = numbers("1", 10);
	vt_type(vt, "jkgG \025\004");
	expect_row(vt, 1, " ▸ item 1");
	vt_close(vt);
}

static void
tall_items_and_headings_keep_the_cursor_in_view(void **state)
{
	struct vt *vt = numbers("tall", 10);

	(void)state;
	expect_row(vt, 1, " ▸ item 1");
	expect_row(vt, 2, "     words");
	assert_true(vt_on_selected(vt, 2, 5));
	for (int i = 0; i < 19; i++)
		vt_type(vt, "j");
	expect_row(vt, 7, " ▸ item 20");
	expect_row(vt, 8, "     words");
	vt_close(vt);
	vt = numbers("heads", 10);
	for (int i = 0; i < 9; i++)
		vt_type(vt, "j");
	expect_row(vt, 7, " Heading");
	expect_row(vt, 8, " ▸ item 10");
	assert_false(vt_on_selected(vt, 7, 1));
	vt_type(vt, "k");
	expect_row(vt, 6, " ▸ item 9");
	/* A heading without what it is over is not shown. */
	vt_resize(vt, 9, 40);
	expect_row(vt, 7, "");
	vt_close(vt);
}

static void
pages_are_fetched_both_ways(void **state)
{
	struct vt *vt = numbers("pages", 10);

	(void)state;
	for (int i = 1; i <= TOTAL; i++) {
		assert_int_equal(shown->list.selected, i);
		vt_type(vt, "j");
	}
	assert_int_equal(shown->list.selected, TOTAL);
	vt_type(vt, "gG");
	assert_int_equal(shown->from, TOTAL - PAGE + 1);
	expect_row(vt, 8, " ▸ item 500");
	for (int i = TOTAL; i >= 1; i--) {
		assert_int_equal(shown->list.selected, i);
		vt_type(vt, "k");
	}
	expect_row(vt, 1, " ▸ item 1");
	vt_close(vt);
}

static void
a_resize_keeps_the_selected_item_in_view(void **state)
{
	static const int rows[] = { 5, 24, 6, 60, 10, 7 };
	struct vt *vt = numbers("pages", 24);
	char want[32];

	(void)state;
	for (int i = 0; i < 3; i++)
		vt_type(vt, "\033[6~");
	snprintf(want, sizeof want, "▸ item %d", (int)shown->list.selected);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		vt_resize(vt, rows[i], 40);
		expect_shown(vt, want);
		/* Nor is room left empty that items could fill. */
		assert_string_not_equal(vt_row(vt, rows[i] - 2), "");
	}
	vt_close(vt);
}

/* What it is about changed: it is drawn anew. */
static void
again(struct vt *vt)
{
	app_here(vt_app(vt));
	vt_type(vt, "");
}

static void
what_comes_and_goes_leaves_the_cursor_on_its_item(void **state)
{
	struct vt *vt = numbers("20", 10);

	(void)state;
	vt_type(vt, "jjj");
	shown->from -= 2;
	list_inserted(&shown->list, 0, 2);
	again(vt);
	expect_row(vt, 4, " ▸ item 4");
	shown->from += 3;
	list_removed(&shown->list, 0, 3);
	again(vt);
	assert_int_equal(shown->list.selected, 4);
	expect_row(vt, 3, " ▸ item 4");
	/* The selected one goes: the next takes its place. */
	vt_type(vt, "k");
	shown->from += 2;
	list_removed(&shown->list, 0, 2);
	again(vt);
	expect_row(vt, 1, " ▸ item 4");
	vt_close(vt);
}

static void
at_the_top_new_items_are_seen(void **state)
{
	struct vt *vt = numbers("20", 10);

	(void)state;
	shown->from -= 1;
	list_arrived(&shown->list, 1);
	again(vt);
	expect_row(vt, 1, "   item 0");
	expect_row(vt, 2, " ▸ item 1");
	assert_int_equal(shown->list.selected, 1);
	shown->from -= 1;
	list_arrived(&shown->list, 1);
	again(vt);
	expect_row(vt, 2, " ▸ item 1");
	expect_row(vt, 1, "   item 0");
	vt_close(vt);
}

static void
a_reset_finds_the_item_by_its_id(void **state)
{
	struct vt *vt = numbers("20", 10);

	(void)state;
	vt_type(vt, "jjjj");
	shown->from = 3;
	list_reset(&shown->list, 18);
	again(vt);
	assert_int_equal(shown->list.selected, 5);
	shown->from = 100;
	shown->to = 101;
	list_reset(&shown->list, 2);
	assert_int_equal(shown->list.selected, 101);
	assert_false(list_select(&shown->list, 5));
	assert_true(list_select(&shown->list, 100));
	list_reset(&shown->list, 0);
	assert_int_equal(shown->list.selected, 0);
	vt_close(vt);
}

/* A click selects, another opens; one on the bottom line is that key. */
static void
clicks_do_what_keys_do(void **state)
{
	struct fixture *f = fixture_new();
	int64_t ana = crowd_make(f).ana;
	struct vt *vt = vt_open(&lobby_screen, f->store, ana, "", 24, 80);

	(void)state;
	vt_serve(vt, f);
	vt_do(vt, f, "2");
	vt_do(vt, f, "\033[<0;20;5M\033[<0;20;5m");
	expect_start(vt, 4, " ▸");
	vt_do(vt, f, "\033[<0;20;5M\033[<0;20;5m");
	expect_top(vt, "thread");
	vt_do(vt, f, "q");
	expect_in_row(vt, 23, " c new ");
	vt_do(vt, f, "\033[<0;17;24M");
	expect_top(vt, "compose");
	vt_do(vt, f, "\033");
	/* Where nothing is, and by another button: nothing. */
	vt_do(vt, f, "\033[<0;20;2M\033[<2;20;6M\033[<0;200;99M");
	expect_top(vt, "board");
	expect_start(vt, 4, " ▸");
	vt_leave(vt, f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_cursor_moves_and_takes_the_view_along),
		cmocka_unit_test(pages_and_ends),
		cmocka_unit_test(one_or_no_item_is_a_list),
		cmocka_unit_test(
		    tall_items_and_headings_keep_the_cursor_in_view),
		cmocka_unit_test(pages_are_fetched_both_ways),
		cmocka_unit_test(a_resize_keeps_the_selected_item_in_view),
		cmocka_unit_test(
		    what_comes_and_goes_leaves_the_cursor_on_its_item),
		cmocka_unit_test(at_the_top_new_items_are_seen),
		cmocka_unit_test(a_reset_finds_the_item_by_its_id),
		cmocka_unit_test(clicks_do_what_keys_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
