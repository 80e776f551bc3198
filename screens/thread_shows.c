/* thread_reader - keys for how a thread is shown: shape, times, long parts. */
#include "common/text/clean.h"
#include "screens/app.h"
#include "screens/thread_reader.h"
#include "screens/ui/prompt.h"

enum { MOVE_COLS = 20 }; /* sideways, at a time */

static struct view *
view_of(struct screen *s)
{
	return &((struct reader *)s->state)->view;
}

/* The selected post keeps its row in the window, or as near as can be. */
static void
show_as(struct screen *s, bool by_time, int32_t branch)
{
	struct view *v = view_of(s);
	struct span at = { .node = TREE_NONE };
	int32_t row = 0, sel = v->sel, line = v->line;
	bool is_top = v->top == sel;

	while (at.next < v->rows && view_span(s, v, &at)) {
		if (at.node == sel && at.from > 0)
			row = at.from;
	}
	tree_show_as(&v->tree, by_time, branch);
	view_renew(s, v);
	v->top = v->sel = tree_shown(&v->tree, sel);
	v->line = is_top && v->top == sel ? line : 0;
	v->to_settle = true;
	(void)view_scroll(s, v, -row);
	s->dirty = true;
}

void
reader_shape(struct screen *s)
{
	const struct tree *t = &view_of(s)->tree;

	if (reader_selected(s) == NULL)
		return;
	show_as(s, !t->by_time, t->branch);
	app_say(s->app, STYLE_MESSAGE,
	    t->by_time ? STR(_("By time, the oldest first. T shows the "
			       "tree again.")) :
			 STR(_("As a tree: replies below what they answer.")));
}

void
reader_branch(struct screen *s)
{
	const struct view *v = view_of(s);

	if (reader_selected(s) == NULL)
		return;
	if (v->tree.branch == 0 && v->sel == 0) {
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("The first post's branch is the whole thread. "
			  "Choose a reply.")));
		return;
	}
	show_as(s, v->tree.by_time, v->tree.branch ? 0 : v->sel);
	app_say(s->app, STYLE_MESSAGE,
	    v->tree.branch ? STR(_("This branch alone: what it answers and "
				   "its answers. v shows all again.")) :
			     STR(_("All of the thread.")));
}

/* Until the next login, or until they are set for good. */
static void
like(struct screen *s, enum pref_id id)
{
	app_set_pref(
	    s->app, id, pref_next(id, app_prefs(s->app)->value[id], 1));
	view_like(s, view_of(s));
	s->dirty = true;
}

void
reader_times(struct screen *s)
{
	like(s, PREF_TIMES);
}

void
reader_lines(struct screen *s)
{
	like(s, PREF_CODE);
	app_say(s->app, STYLE_MESSAGE,
	    view_of(s)->whole ? STR(_("Long lines of code stay whole: "
				      ". and , move them.")) :
				STR(_("Long lines of code are wrapped.")));
}

static void
move(struct screen *s, int by)
{
	struct view *v = view_of(s);

	if (view_move(s, v, by))
		s->dirty = true;
	else if (!v->whole)
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("Long lines are wrapped. w keeps them whole.")));
	else
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("Nothing in view goes on to that side.")));
}

void
reader_right(struct screen *s)
{
	move(s, MOVE_COLS);
}

void
reader_left(struct screen *s)
{
	move(s, -MOVE_COLS);
}

/* All of them are folded; or, when any is, none. */
void
reader_parts(struct screen *s)
{
	struct view *v = view_of(s);
	struct tree_node *n = reader_selected(s);
	const struct doc *d;
	bool folded = true;

	if (n == NULL || v->cols == 0)
		return;
	d = &view_layout(s, v, v->sel)->text;
	if (d->parts == 0) {
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("No long quote, diff or trace in the selected "
			  "post.")));
		return;
	}
	for (size_t i = 0; i < d->parts; i++)
		folded = folded && !d->part[i].is_folded;
	n->turned = folded != v->folds;
	n->odd = 0;
	view_renew(s, v);
	s->dirty = true;
}

/* The same in every post, and in those of other threads. */
void
reader_all_parts(struct screen *s)
{
	struct tree *t = &view_of(s)->tree;

	for (int32_t i = 0; i < t->len; i++) {
		t->node[i].turned = false;
		t->node[i].odd = 0;
	}
	like(s, PREF_PARTS);
	app_say(s->app, STYLE_MESSAGE,
	    view_of(s)->folds ? STR(_("Long quotes, diffs and traces are one "
				      "line each. x opens those of a post.")) :
				STR(_("Long quotes, diffs and traces are "
				      "shown.")));
}

/* The n-th part that is folded; beyond the last: how many parts there are. */
static size_t
folded_part(const struct doc *d, size_t n)
{
	size_t part = 0;

	while (part < d->parts && (!d->part[part].is_folded || n-- > 0))
		part++;
	return part;
}

static void
open_part(struct screen *s, size_t n)
{
	struct view *v = view_of(s);
	struct tree_node *node = reader_selected(s);
	size_t part;

	if (node == NULL)
		return;
	part = folded_part(&view_layout(s, v, v->sel)->text, n);
	if (part < DOC_PARTS_ODD)
		node->odd ^= UINT32_C(1) << part;
	else
		node->turned = !node->turned;
	view_renew(s, v);
	s->dirty = true;
}

/* One that is folded opens at once; of several one is chosen. */
static bool
open_parts(struct screen *s)
{
	struct view *v = view_of(s);
	const struct doc *d = &view_layout(s, v, v->sel)->text;
	struct menu_item item[MENU_MAX];
	struct arena a = ARENA_INIT;
	size_t n = 0, part;

	while (n < MENU_MAX && (part = folded_part(d, n)) < d->parts) {
		item[n].words =
		    arena_printf(&a, "%.*s  %.*s", STR_ARG(d->part[part].words),
			STR_ARG(text_clean_line(&a, d->part[part].above)));
		item[n].key = n < 9 ? '1' + (int32_t)n : 0;
		n++;
	}
	if (n == 1)
		open_part(s, 0);
	else if (n > 1 &&
	    menu_open(s, STR(_("Show which")), item, n, open_part) != ERR_NONE)
		app_say(
		    s->app, STYLE_WARN, STR(_("Too many screens are open.")));
	arena_free(&a);
	return n > 0;
}

/* Open what is one line: a post of somebody muted, a branch, a part. */
void
reader_show(struct screen *s)
{
	struct view *v = view_of(s);
	struct tree_node *n = reader_selected(s);

	if (n == NULL)
		return;
	if (n->folded) {
		tree_fold(&v->tree, v->sel, false);
	} else if (n->head.muted && n->head.n != 1) {
		n->opened = !n->opened;
		n->layout = NULL;
	} else {
		if (v->cols == 0 || !open_parts(s))
			reader_space(s);
		return;
	}
	view_show(s, v, v->sel);
	view_settle(s, v);
	s->dirty = true;
}
