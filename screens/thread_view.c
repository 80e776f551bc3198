/* thread_view - the posts of a thread on rows and columns. */
#include "screens/thread_view.h"

#include <string.h>

#include "common/text/utf8.h"
#include "screens/app.h"

enum {
	STATE_CELLS = 12, /* beside the title: "◌ waiting" */
};

void
view_free(struct view *v)
{
	tree_free(&v->tree);
	arena_free(&v->laid);
}

static void
drop_laid(struct view *v)
{
	arena_reset(&v->laid);
	v->age++;
}

void
view_begin(struct view *v)
{
	if (v->laid.used > VIEW_LAID_MAX)
		drop_laid(v);
}

void
view_forget(struct view *v)
{
	drop_laid(v);
	v->top = v->line = v->sel = 0;
	v->has_words = false;
}

struct margins
view_margins(int cols, int32_t depth)
{
	int width = cols < VIEW_COLS_MAX ? cols : VIEW_COLS_MAX;
	int most = (width / 2 - 3) / 2; /* half of it is for the text */
	struct margins m = { .right = width - 1 };

	m.bars = depth < most ? depth : most;
	m.bars = m.bars > 0 ? m.bars : 0;
	m.head = 1 + 2 * m.bars;
	m.text = m.head + 2;
	return m;
}

static struct str
words_of(const struct post_row *p, enum err e, struct arena *a)
{
	if (e != ERR_NONE)
		return arena_printf(
		    a, _("(this post cannot be read: %s)"), err_text(e));
	if (p->hidden_ms == 0)
		return p->body;
	/* What `delete` says of those who took back their own words. */
	if (str_eq(p->hide_reason, str_from(_("by its author"))))
		return STR(_("(removed by its author)"));
	if (p->hide_reason.n)
		return arena_printf(
		    a, _("(removed: %.*s)"), STR_ARG(p->hide_reason));
	return STR(_("(removed)"));
}

static void
lay_first(struct view *v, struct layout *l, int cols)
{
	int state = v->thread.state.n ? STATE_CELLS : 0;
	struct doc_options o = { .cols = cols - 1 - state };

	o.cols = o.cols > 1 ? o.cols : 1;
	doc_plain(
	    &v->laid, arena_dup(&v->laid, v->thread.title), &o, &l->title);
	l->head = (int32_t)l->title.lines + 2;
	if (v->thread.tags.n || v->thread.me_too || v->thread.locked_ms ||
	    !str_eq(v->level, STR("normal")))
		l->tail += 2;
}

static void
lay_out(struct screen *s, struct view *v, int32_t at, struct layout *l)
{
	const struct tree_node *n = &v->tree.node[at];
	struct margins m = view_margins(v->cols, n->depth);
	struct doc_options o = { .cols = m.right - m.text,
		.number_links = true };
	enum err e = store_post_get(
	    s->store, &v->laid, s->viewer, v->thread.id, n->head.n, &l->post);
	struct str words = words_of(&l->post, e, &v->laid);

	o.cols = o.cols > 1 ? o.cols : 1;
	if (e || l->post.hidden_ms)
		doc_plain(&v->laid, words, &o, &l->text);
	else
		doc_markdown(&v->laid, words, &o, &l->text);
	l->head = 1;
	l->tail = 1;
	if (at == 0)
		lay_first(v, l, view_margins(v->cols, 0).right);
	if (n->folded) {
		l->gist = doc_gist(&v->laid, &l->text);
		l->text.lines = 0;
		l->tail = 0;
	}
	l->lines = l->head + (int32_t)l->text.lines + l->tail;
}

struct layout *
view_layout(struct screen *s, struct view *v, int32_t at)
{
	struct tree_node *n = &v->tree.node[at];

	if (n->layout == NULL || n->layout_age != v->age) {
		n->layout = arena_new(&v->laid, struct layout);
		n->layout_age = v->age;
		lay_out(s, v, at, n->layout);
	}
	return n->layout;
}

/* Letters and digits; lines, dots and bullets differ with the width. */
static size_t
count_letters(struct str s)
{
	size_t letters = 0;

	while (s.n) {
		int32_t code;
		size_t n = utf8_decode(s, &code);

		letters += (code >= 'a' && code <= 'z') ||
		    (code >= 'A' && code <= 'Z') ||
		    (code >= '0' && code <= '9') ||
		    (code >= 0xC0 && (code < 0x2000 || code >= 0x2E80));
		s = str_slice(s, n, s.n);
	}
	return letters;
}

static size_t
letters_before(const struct doc *d, size_t line)
{
	size_t letters = 0;

	for (size_t i = 0; i < d->lines && i < line; i++) {
		for (size_t k = 0; k < d->line[i].pieces; k++)
			letters += count_letters(d->line[i].piece[k].text);
	}
	return letters;
}

/* The line that has the letter after so many. */
static int32_t
line_of_letter(const struct doc *d, size_t letters)
{
	size_t sum = 0;

	for (size_t i = 0; i < d->lines; i++) {
		for (size_t k = 0; k < d->line[i].pieces; k++)
			sum += count_letters(d->line[i].piece[k].text);
		if (sum > letters)
			return (int32_t)i;
	}
	return d->lines ? (int32_t)d->lines - 1 : 0;
}

/* What was folded away gives its place to what it is folded into. */
static void
settle_top(struct view *v)
{
	int32_t shown = tree_shown(&v->tree, v->top);

	if (shown != v->top)
		v->line = 0;
	v->top = shown;
}

static void
clamp_line(struct screen *s, struct view *v)
{
	const struct layout *l;

	if (v->tree.len == 0)
		return;
	settle_top(v);
	l = view_layout(s, v, v->top);
	if (v->line >= l->lines)
		v->line = l->lines - 1;
	if (v->line < 0)
		v->line = 0;
}

/* Lay out for another width, with the same words at the top. */
static void
fit_width(struct screen *s, struct view *v, int cols)
{
	const struct layout *l;
	int32_t into;

	clamp_line(s, v);
	l = view_layout(s, v, v->top);
	into = v->line - l->head;
	if (!v->has_words && into > 0)
		v->words = letters_before(&l->text, (size_t)into);
	v->has_words = into > 0;
	drop_laid(v);
	v->cols = cols;
	l = view_layout(s, v, v->top);
	if (v->has_words)
		v->line = l->head + line_of_letter(&l->text, v->words);
	clamp_line(s, v);
}

bool
view_span(struct screen *s, struct view *v, struct span *at)
{
	const struct tree *t = &v->tree;
	const struct layout *l;
	int32_t row, from;

	if (t->len == 0)
		return false;
	if (at->node == TREE_NONE) {
		settle_top(v);
		row = t->node[v->top].row;
		from = -v->line;
	} else {
		row = t->node[at->node].row + 1;
		from = at->next;
	}
	if (row >= t->rows)
		return false;
	l = view_layout(s, v, t->row[row]);
	*at = (struct span){ .node = t->row[row],
		.from = from,
		.head = from + (int32_t)l->title.lines,
		.end = from + l->head + (int32_t)l->text.lines,
		.next = from + l->lines };
	return true;
}

enum sight { OUT_OF_SIGHT, TEXT_IN_SIGHT, HEAD_IN_SIGHT };

/* How much of the selected post is in the window. */
static enum sight
see_selected(struct screen *s, struct view *v)
{
	struct span at = { .node = TREE_NONE };
	int32_t rows = v->rows - v->hint;

	while (at.next < rows && view_span(s, v, &at)) {
		if (at.node == v->sel)
			return at.head >= 0 && at.head < rows ? HEAD_IN_SIGHT :
								TEXT_IN_SIGHT;
	}
	return OUT_OF_SIGHT;
}

void
view_size(struct screen *s, struct view *v, int rows, int cols)
{
	enum sight before, now;

	if (v->cols == 0 || v->tree.len == 0) {
		v->rows = rows;
		v->cols = cols;
		return;
	}
	if (v->rows == rows && v->cols == cols)
		return;
	before = see_selected(s, v);
	v->rows = rows;
	if (v->cols != cols)
		fit_width(s, v, cols);
	/* Keys act on it: it must not be where nobody sees it. */
	now = see_selected(s, v);
	if (before == HEAD_IN_SIGHT && now != HEAD_IN_SIGHT)
		view_show(s, v, v->sel);
	else if (now == OUT_OF_SIGHT)
		view_follow(s, v, 1);
}

/* Rows that are filled from the top on, at most those of the window. */
static int32_t
filled(struct screen *s, struct view *v)
{
	struct span at = { .node = TREE_NONE };
	int32_t next = 0;

	while (next < v->rows && view_span(s, v, &at))
		next = at.next;
	return next;
}

bool
view_at_end(struct screen *s, struct view *v)
{
	struct span at = { .node = TREE_NONE };
	bool more = true;

	while (more && at.next <= v->rows)
		more = view_span(s, v, &at);
	return !more;
}

static bool
line_up(struct screen *s, struct view *v)
{
	int32_t row = v->tree.node[v->top].row;

	if (v->line > 0) {
		v->line--;
		return true;
	}
	if (row <= 0)
		return false;
	v->top = v->tree.row[row - 1];
	v->line = view_layout(s, v, v->top)->lines - 1;
	return true;
}

static bool
line_down(struct screen *s, struct view *v)
{
	int32_t row = v->tree.node[v->top].row;

	if (v->line + 1 < view_layout(s, v, v->top)->lines) {
		v->line++;
		return true;
	}
	if (row + 1 >= v->tree.rows)
		return false;
	v->top = v->tree.row[row + 1];
	v->line = 0;
	return true;
}

void
view_settle(struct screen *s, struct view *v)
{
	int32_t lack;

	v->to_settle = false;
	if (v->tree.len == 0)
		return;
	clamp_line(s, v);
	for (lack = v->rows - filled(s, v); lack > 0; lack--) {
		if (!line_up(s, v))
			break;
	}
}

bool
view_scroll(struct screen *s, struct view *v, int32_t by)
{
	int32_t top = v->top, line = v->line;

	if (v->tree.len == 0)
		return false;
	clamp_line(s, v);
	for (; by > 0 && line_down(s, v); by--)
		continue;
	for (; by < 0 && line_up(s, v); by++)
		continue;
	view_settle(s, v);
	if (top == v->top && line == v->line)
		return false;
	v->has_words = false;
	return true;
}

void
view_end(struct screen *s, struct view *v)
{
	if (v->tree.len == 0)
		return;
	v->sel = v->tree.row[v->tree.rows - 1];
	v->top = v->sel;
	v->line = view_layout(s, v, v->top)->lines - 1;
	v->has_words = false;
	view_settle(s, v);
}

void
view_show(struct screen *s, struct view *v, int32_t node)
{
	struct span at = { .node = TREE_NONE };

	if (node < 0 || node >= v->tree.len)
		return;
	tree_reveal(&v->tree, node);
	v->sel = node;
	while (at.next < v->rows && view_span(s, v, &at)) {
		if (at.node == node && at.from >= 0 && at.end <= v->rows)
			return;
	}
	v->top = node;
	v->line = 0;
	v->has_words = false;
	v->to_settle = true;
	if (v->cols)
		view_settle(s, v);
}

void
view_follow(struct screen *s, struct view *v, int by)
{
	struct span at = { .node = TREE_NONE };
	int32_t first = TREE_NONE, last = TREE_NONE;

	if (v->tree.len == 0)
		return;
	while (at.next < v->rows && view_span(s, v, &at)) {
		if (at.head < 0 || at.head >= v->rows)
			continue;
		if (at.node == v->sel)
			return;
		first = first == TREE_NONE ? at.node : first;
		last = at.node;
	}
	if (first == TREE_NONE)
		v->sel = v->top;
	else
		v->sel = by > 0 ? first : last;
}
