/* md_write - the tree of a text as lines. */
#include <string.h>

#include "common/base/err.h"
#include "common/text/utf8.h"
#include "common/text/wrap.h"
#include "screens/style.h"
#include "screens/ui/md.h"

enum {
	TAB_CELLS = 8,
	TABS_END = 1024, /* the column after which a tab is a space */
	NUMBER_CELLS_MIN = 3,
	GUTTER_BAR_CELLS = 3,
};

static const struct str bullet = STR_INIT("• ");
static const struct str code_bar = STR_INIT(" │ ");
static const struct str goes_on = STR_INIT("↪");

struct str
md_without_tabs(struct arena *a, struct str line)
{
	struct buf b = BUF_INIT(0);
	size_t column = 0, wide;
	struct str result;

	if (str_find(line, '\t') == line.n)
		return line;
	while (line.n) {
		size_t n = text_cluster(line, &wide);

		if (line.p[0] == '\t') {
			do
				buf_char(&b, ' ');
			while (++column % TAB_CELLS && column < TABS_END);
		} else {
			buf_put(&b, str_slice(line, 0, n));
			column += wide;
		}
		line = str_slice(line, n, line.n);
	}
	result = arena_dup(a, buf_str(&b));
	buf_free(&b);
	return result;
}

static size_t
digits(int64_t n)
{
	size_t count = 1;

	while (n /= 10)
		count++;
	return count;
}

/* The columns of line numbers; 0 where there is no room for them. */
static size_t
gutter_of(size_t width, size_t lines)
{
	size_t cells = digits((int64_t)lines);

	if (cells < NUMBER_CELLS_MIN)
		cells = NUMBER_CELLS_MIN;
	return 2 * (cells + GUTTER_BAR_CELLS) > width ? 0 : cells;
}

/* "  1 │ ", or without a number the sign of a line that goes on. */
static struct str
gutter_text(struct arena *a, size_t gutter, size_t number)
{
	size_t n = gutter - 1 + goes_on.n + code_bar.n, at = gutter;
	char *p = arena_alloc(a, n);

	memset(p, ' ', gutter);
	if (number == 0) {
		at = gutter - 1 + goes_on.n;
		memcpy(p + gutter - 1, goes_on.p, goes_on.n);
	}
	for (size_t i = gutter; number; number /= 10)
		p[--i] = (char)('0' + number % 10);
	memcpy(p + at, code_bar.p, code_bar.n);
	return (struct str){ p, at + code_bar.n };
}

/* One line of code, on as many as it needs. */
static void
put_code_line(struct md_lay *l, struct str s, size_t gutter, size_t number)
{
	do {
		size_t width = md_line(l), n;

		if (gutter) {
			md_piece(
			    l, gutter_text(l->a, gutter, number), STYLE_DIM, 0);
			width -= gutter + GUTTER_BAR_CELLS;
		}
		n = md_fit(s, width);
		md_piece(l, str_slice(s, 0, n), STYLE_CODE, 0);
		s = str_slice(s, n, s.n);
		number = 0;
	} while (s.n);
}

static struct str
without_end_spaces(struct str s)
{
	while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
		s.n--;
	return s;
}

static void
write_code(struct md_lay *l, const struct md_node *n, size_t block)
{
	struct str s = { l->t->text.p + n->from, n->to - n->from };
	size_t lines = 0, number = 1, first = l->lines, gutter;

	for (size_t i = 0; i < s.n; i++)
		lines += s.p[i] == '\n';
	gutter = gutter_of(md_width(l), lines);
	do {
		struct str line = without_end_spaces(str_cut(&s, '\n'));

		put_code_line(l, md_without_tabs(l->a, line), gutter, number++);
	} while (s.n);
	for (size_t i = first; i < l->lines; i++) {
		l->line[i].is_code = true;
		l->line[i].block = block;
	}
}

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
	return arena_printf(a, "%*lld. %.*s", (int)digits(last),
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
		write_code(l, n, ++w->codes);
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

	for (const struct md_node *n = parent->child; n; n = n->next) {
		if (n != parent->child && !parent->is_tight)
			md_blank_line(&w->lay);
		enter(&w->lay, n, number++);
		if (is_container(n))
			write_children(w, n);
		else
			write_leaf(w, n);
		leave(&w->lay, n);
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

	md_lay_begin(&w->lay, m->a, (size_t)m->o->cols, &t);
	if (m->root)
		write_children(w, m->root);
	write_links(&w->lay, m);
	write_more(&w->lay, m->more, true);
	md_lay_end(&w->lay, out);
	out->link = m->links.link;
	out->links = m->links.n;
	out->code = m->code;
	out->codes = m->codes;
}

void
md_write_plain(struct md *m, struct doc *out)
{
	struct md_text t = kept(m);
	struct md_lay *l = arena_new(m->a, struct md_lay);

	md_lay_begin(l, m->a, (size_t)m->o->cols, &t);
	md_flow(l, 0, t.text.n);
	write_more(l, m->more, true);
	md_lay_end(l, out);
}
