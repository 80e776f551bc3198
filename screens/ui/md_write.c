/* md_write - the tree of a text as lines. */
#include "common/base/err.h"
#include "common/text/utf8.h"
#include "common/text/wrap.h"
#include "screens/style.h"
#include "screens/ui/md.h"

static const struct str bullet = STR_INIT("• ");

/* "• ", " 9. ", "[x] ". */
static struct str
sign_of(struct arena *a, const struct md_node *list, const struct md_node *item,
    int64_t number)
{
	struct str task = item->task == 'x' ? STR("[x] ") :
	    item->task			    ? STR("[ ] ") :
					      STR("");
	int64_t last = list->start + (int64_t)list->n - 1;

	if (list->start < 0)
		return task.n ? task : bullet;
	return arena_printf(a, "%*lld. %.*s", (int)md_digits(last),
	    (long long)number, STR_ARG(task));
}

struct writer {
	struct md_lay lay;
	size_t codes; /* written */
};

static void
write_rule(struct md_lay *l)
{
	size_t width = md_line(l);

	if (l->measure && width > l->measure)
		width = l->measure;
	md_piece(l, str_slice(l->rule, 0, width * (l->rule.n / l->cols)),
	    STYLE_BORDER, 0);
}

/* Go down into a container. */
static void
enter(struct md_lay *l, const struct md_node *n, int64_t number)
{
	if (n->kind == NODE_QUOTE)
		md_push_quote(l);
	else if (n->kind == NODE_ITEM)
		md_push_item(l, sign_of(l->a, n->parent, n, number));
}

/* And out; one without any text shows its sign all the same. */
static void
leave(struct md_lay *l, const struct md_node *n)
{
	if (n->kind != NODE_QUOTE && n->kind != NODE_ITEM)
		return;
	if (md_is_fresh(l))
		md_line(l);
	md_pop(l);
}

static void
write_leaf(struct writer *w, const struct md_node *n)
{
	struct md_lay *l = &w->lay;

	if (n->kind == NODE_CODE)
		md_fence(l, n, ++w->codes);
	else if (n->kind == NODE_RULE)
		write_rule(l);
	else if (n->kind == NODE_TABLE)
		md_table(l, n);
	else if (n->from < n->to)
		md_flow(l, n->from, n->to);
}

static bool
is_container(const struct md_node *n)
{
	return n->kind == NODE_DOC || n->kind == NODE_QUOTE ||
	    n->kind == NODE_LIST || n->kind == NODE_ITEM;
}

/* As deep as DOC_NEST_MAX lets it. */
static void
write_children(struct writer *w, const struct md_node *parent)
{
	int64_t number = parent->start;
	size_t first;

	for (const struct md_node *n = parent->child; n; n = n->next) {
		if (n != parent->child && !parent->is_tight)
			md_blank_line(&w->lay);
		enter(&w->lay, n, number++);
		first = w->lay.lines;
		if (is_container(n))
			write_children(w, n);
		else
			write_leaf(w, n);
		leave(&w->lay, n);
		if (n->kind == NODE_QUOTE && parent->kind == NODE_DOC)
			md_quote_part(&w->lay, first);
	}
}

/* "[1] address" for those whose number is shown. */
static void
write_links(struct md_lay *l, const struct md *m)
{
	bool is_first = true;

	for (size_t i = 0; i < m->links.n; i++) {
		struct str s = m->links.link[i];
		struct str sign = arena_printf(l->a, "[%zu] ", i + 1);
		bool is_beside = sign.n < l->cols / 2;

		if (!m->links.is_shown[i])
			continue;
		if (is_first && l->lines)
			md_blank_line(l);
		is_first = false;
		md_line(l);
		md_piece(
		    l, str_slice(sign, 0, md_fit(sign, l->cols)), STYLE_DIM, 0);
		while (s.n) {
			size_t n;

			if (s.p != m->links.link[i].p || !is_beside)
				md_line(l);
			if (s.p != m->links.link[i].p && is_beside)
				md_blanks(l, sign.n);
			n = md_fit(s, l->cols - (is_beside ? sign.n : 0));
			md_piece(l, str_slice(s, 0, n), STYLE_LINK,
			    (uint16_t)(i + 1));
			s = str_slice(s, n, s.n);
		}
	}
}

static void
write_more(struct md_lay *l, struct str more, bool is_apart)
{
	if (more.n && is_apart)
		md_blank_line(l);
	while (more.n) {
		size_t next, n = text_fold(more, md_line(l), &next);

		md_piece(l, str_slice(more, 0, n), STYLE_DIM, 0);
		more = str_slice(more, next, more.n);
	}
}

/* The text as the lines keep it: in the arena. */
static struct md_text
kept(const struct md *m)
{
	struct md_text t = m->t;

	t.text.p = arena_cstr(m->a, buf_str(&m->t.text));
	return t;
}

void
md_write(struct md *m, struct doc *out)
{
	struct md_text t = kept(m);
	struct writer *w = arena_new(m->a, struct writer);

	md_lay_begin(&w->lay, m->a, m->o, &t);
	if (m->root)
		write_children(w, m->root);
	write_links(&w->lay, m);
	write_more(&w->lay, m->more, true);
	md_lay_end(&w->lay, out);
	md_fold(&w->lay, m->o, out);
	out->link = m->links.link;
	out->links = m->links.n;
	out->code = m->code;
	out->language = m->language;
	out->codes = m->codes;
}

void
md_write_plain(struct md *m, struct doc *out)
{
	struct md_text t = kept(m);
	struct md_lay *l = arena_new(m->a, struct md_lay);

	md_lay_begin(l, m->a, m->o, &t);
	md_flow(l, 0, t.text.n);
	write_more(l, m->more, true);
	md_lay_end(l, out);
}
