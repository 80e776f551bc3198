/* thread_reader - keys that move. */
#include "common/store/mark.h"
#include "screens/app.h"
#include "screens/thread_reader.h"
#include "screens/ui/go.h"
#include "screens/ui/ref.h"

enum { WHEEL_LINES = 3 };

static struct view *
view_of(struct screen *s)
{
	return &((struct reader *)s->state)->view;
}

/* The place of a post among those that show. */
static int32_t
row_of(const struct view *v, int32_t node)
{
	return v->tree.node[tree_shown(&v->tree, node)].row;
}

/* The post so many rows away becomes the selected one. */
static bool
select_by(struct screen *s, int32_t by)
{
	struct view *v = view_of(s);
	int32_t row, to;

	if (v->tree.len == 0)
		return false;
	row = row_of(v, v->sel);
	to = row + by;
	if (to < 0 || to >= v->tree.rows)
		return false;
	reader_pass(s, row, to);
	view_show(s, v, v->tree.row[to]);
	s->dirty = true;
	return true;
}

static void
scroll(struct screen *s, int32_t by)
{
	struct view *v = view_of(s);
	int32_t from;

	if (v->tree.len == 0)
		return;
	from = row_of(v, v->top);
	if (view_scroll(s, v, by)) {
		if (by > 0)
			reader_pass(s, from, row_of(v, v->top));
		view_follow(s, v, by);
		s->dirty = true;
	} else {
		(void)select_by(s, by > 0 ? 1 : -1);
	}
}

void
reader_line_down(struct screen *s)
{
	scroll(s, 1);
}

void
reader_line_up(struct screen *s)
{
	scroll(s, -1);
}

void
reader_wheel_down(struct screen *s)
{
	scroll(s, WHEEL_LINES);
}

void
reader_wheel_up(struct screen *s)
{
	scroll(s, -WHEEL_LINES);
}

static int32_t
page(struct screen *s)
{
	int32_t rows = view_of(s)->rows - view_of(s)->hint;

	return rows > 2 ? rows - 1 : 1;
}

void
reader_half_down(struct screen *s)
{
	scroll(s, (page(s) + 1) / 2);
}

void
reader_half_up(struct screen *s)
{
	scroll(s, -(page(s) + 1) / 2);
}

void
reader_page_down(struct screen *s)
{
	scroll(s, page(s));
}

void
reader_page_up(struct screen *s)
{
	scroll(s, -page(s));
}

void
reader_to_top(struct screen *s)
{
	reader_jump(s, 0);
}

void
reader_to_end(struct screen *s)
{
	view_end(s, view_of(s));
	s->dirty = true;
}

void
reader_next_post(struct screen *s)
{
	if (!select_by(s, 1))
		scroll(s, page(s));
}

void
reader_prev_post(struct screen *s)
{
	if (!select_by(s, -1))
		reader_to_top(s);
}

static bool
is_fresh(const struct tree_node *n)
{
	return (n->fresh || n->kept) && !n->aside;
}

static void
seek_fresh(struct screen *s, int by, struct str otherwise)
{
	struct view *v = view_of(s);
	int32_t at =
	    v->tree.len ? tree_seek(&v->tree, v->sel, by, is_fresh) : TREE_NONE;

	if (at == TREE_NONE)
		app_say(s->app, STYLE_MESSAGE, otherwise);
	else
		reader_jump(s, at);
}

void
reader_next_new(struct screen *s)
{
	seek_fresh(s, 1,
	    STR(_("Nothing new below in this thread. Tab looks further.")));
}

void
reader_prev_new(struct screen *s)
{
	seek_fresh(s, -1, STR(_("Nothing new above in this thread.")));
}

static void
open_ref(struct screen *s, struct str ref)
{
	enum err e = reader_open(s, ref);

	if (e != ERR_NONE)
		app_say(s->app, STYLE_BAD, str_from(err_text(e)));
}

static void
open_number(struct screen *s, int64_t thread)
{
	struct arena a = ARENA_INIT;

	open_ref(s, ref_text(&a, thread, 0));
	arena_free(&a);
}

/* Once the marks are in, the store knows what is next. */
static void
go_on(struct screen *s)
{
	int64_t here = view_of(s)->thread.id, thread, n;
	enum err e = store_unread_next(
	    s->store, s->viewer, here, INT64_MAX, &thread, &n);

	if (e == ERR_MISSING || (e == ERR_NONE && thread == here))
		app_say(s->app, STYLE_GOOD, STR(_("All read.")));
	else if (e != ERR_NONE)
		app_say(s->app, STYLE_BAD, str_from(err_text(e)));
	else
		open_number(s, thread);
}

static void
marked(struct screen *s, const struct answer *answer)
{
	if (!app_failed(s, answer) && app_top(s->app) == s)
		go_on(s);
}

void
reader_next_any(struct screen *s)
{
	struct tree *t = &view_of(s)->tree;
	int32_t at = TREE_NONE;

	if (s->viewer.id == 0) {
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("What is new is kept for members; "
			  "] opens the next thread.")));
		return;
	}
	if (t->len) {
		reader_have_read(s);
		at = tree_seek(t, view_of(s)->sel, 1, tree_is_new);
		if (at == TREE_NONE && tree_is_new(&t->node[0]))
			at = 0;
		if (at == TREE_NONE)
			at = tree_seek(t, 0, 1, tree_is_new);
	}
	if (at != TREE_NONE)
		reader_jump(s, at);
	else if (!reader_mark(s, true, marked))
		go_on(s);
}

void
reader_space(struct screen *s)
{
	struct view *v = view_of(s);

	if (v->tree.len && !view_at_end(s, v))
		scroll(s, page(s));
	else
		reader_next_any(s);
}

static void
all_marked(struct screen *s, const struct answer *answer)
{
	if (!app_failed(s, answer))
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("All of this thread is read. Tab goes on.")));
}

/* Whatever was seen of it. */
void
reader_mark_all(struct screen *s)
{
	struct reader *r = s->state;
	struct tree *t = &r->view.tree;
	struct arena a = ARENA_INIT;
	struct args args = args_of("mark");

	if (!go_is_member(s))
		return;
	args_put(&args, "what", ref_text(&a, r->view.thread.id, 0));
	if (app_submit(s, &args, STR(""), all_marked) == ERR_NONE) {
		for (int32_t i = 0; i < t->len; i++) {
			t->node[i].seen = t->node[i].head.unread;
			t->node[i].kept = t->node[i].late = false;
		}
		r->unmarked = 0;
	}
	arena_free(&a);
}

static void
step(struct screen *s, int by, struct str otherwise)
{
	struct arena a = ARENA_INIT;
	int64_t here = view_of(s)->thread.id, thread;
	struct str arg;

	if (app_step(s, by, &a, &arg))
		open_ref(s, arg);
	else if ((by > 0 ? store_thread_below : store_thread_above)(
		     s->store, s->viewer, here, &thread) == ERR_NONE)
		open_number(s, thread);
	else
		app_say(s->app, STYLE_MESSAGE, otherwise);
	arena_free(&a);
}

void
reader_next_thread(struct screen *s)
{
	step(s, 1, STR(_("This is the last thread of its board.")));
}

void
reader_prev_thread(struct screen *s)
{
	step(s, -1, STR(_("This is the newest thread of its board.")));
}

void
reader_parent(struct screen *s)
{
	struct view *v = view_of(s);
	int32_t up = v->tree.len ? v->tree.node[v->sel].parent : TREE_NONE;

	if (up == TREE_NONE)
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("This is the first post; it replies to nothing.")));
	else
		reader_jump(s, up);
}

static bool
may_fold(struct screen *s)
{
	if (view_of(s)->tree.by_time)
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("By time there is nothing to fold. T shows the "
			  "tree.")));
	return !view_of(s)->tree.by_time;
}

void
reader_fold(struct screen *s)
{
	struct view *v = view_of(s);

	if (v->tree.len == 0 || !may_fold(s))
		return;
	if (v->sel == 0) {
		reader_fold_all(s);
		return;
	}
	tree_fold(&v->tree, v->sel, !v->tree.node[v->sel].folded);
	view_show(s, v, v->sel);
	view_settle(s, v);
	s->dirty = true;
}

void
reader_fold_all(struct screen *s)
{
	struct view *v = view_of(s);

	if (v->tree.len == 0 || !may_fold(s))
		return;
	tree_fold_all(&v->tree, !tree_any_folded(&v->tree));
	view_show(s, v, tree_shown(&v->tree, v->sel));
	view_settle(s, v);
	s->dirty = true;
}
