/* thread_reader - what was read, and telling the store. */
#include "common/store/mark.h"
#include "screens/app.h"
#include "screens/thread_reader.h"
#include "screens/ui/ref.h"

static void
see(struct reader *r, int32_t at)
{
	struct tree_node *n = &r->view.tree.node[at];

	n->late = false;
	if (!n->head.unread || n->seen || n->kept || n->folded || n->aside)
		return;
	n->seen = true;
	r->unmarked++;
}

void
reader_see(struct screen *s)
{
	struct reader *r = s->state;
	struct view *v = &r->view;
	struct span at = { .node = TREE_NONE };

	while (at.next < v->rows && view_span(s, v, &at)) {
		int32_t rows = v->rows - v->hint;

		if (at.end > 0 && at.end <= rows)
			see(r, at.node);
	}
}

void
reader_have_read(struct screen *s)
{
	struct reader *r = s->state;

	if (r->looked && r->view.tree.len)
		see(r, r->view.sel);
}

void
reader_pass(struct screen *s, int32_t from, int32_t to)
{
	struct reader *r = s->state;
	const struct tree *t = &r->view.tree;

	for (int32_t i = from < 0 ? 0 : from;
	     r->looked && i < to && i < t->rows; i++)
		see(r, t->row[i]);
}

/*
 * Up to where marks can go: the last post that was seen, or an earlier one,
 * lest more posts than one mark may leave stay new behind it.
 */
static int64_t
mark_to(const struct tree *t, struct buf *but)
{
	int64_t n = 0;
	size_t left = 0, keep = 0;

	for (int32_t i = 0; i < t->len && left <= MARK_BUT_MAX; i++) {
		const struct tree_node *node = &t->node[i];

		if (!node->head.unread)
			continue;
		if (!node->seen) {
			left++;
			buf_printf(but, "%s%lld", but->n ? "," : "",
			    (long long)node->head.n);
		} else {
			n = node->head.n;
			keep = but->n;
		}
	}
	but->n = keep;
	return n;
}

static void
quiet(struct screen *s, const struct answer *answer)
{
	if (!app_failed(s, answer))
		reader_stamp(s);
}

bool
reader_mark(struct screen *s, bool now,
    void (*done)(struct screen *, const struct answer *))
{
	struct reader *r = s->state;
	struct buf but = BUF_INIT(0);
	struct arena a = ARENA_INIT;
	struct args args = args_of("mark");
	int64_t n;
	enum err e = ERR_MISSING;

	if (s->viewer.id == 0 || r->unmarked == 0 ||
	    (!now && app_now_ms(s->app) - r->marked_ms < MARK_EVERY_MS))
		return false;
	n = mark_to(&r->view.tree, &but);
	if (n) {
		args_put(&args, "what", ref_text(&a, r->view.thread.id, n));
		if (but.n)
			args_put(&args, "but", buf_str(&but));
		e = app_submit(s, &args, STR(""), done ? done : quiet);
	}
	buf_free(&but);
	arena_free(&a);
	if (e != ERR_NONE)
		return false;
	r->unmarked = 0;
	r->marked_ms = app_now_ms(s->app);
	return true;
}
