/* md_lay - lines of pieces, inside quotes and items. */
#include <string.h>

#include "common/text/utf8.h"
#include "common/text/wrap.h"
#include "screens/style.h"
#include "screens/ui/md.h"

enum { MARK_CELLS = 2, HANG_CELLS = 2 };

static const struct str bar = STR_INIT("│ ");
/* Stand for what is nested too deep to be set in further. */
static const struct str deep_quote = STR_INIT("» ");
static const struct str deep_item = STR_INIT("• ");
static const struct str rule_sign = STR_INIT("─");

void
md_lay_begin(struct md_lay *l, struct arena *a, const struct doc_options *o,
    const struct md_text *t)
{
	size_t cols = (size_t)o->cols;
	char *blanks = arena_alloc(a, cols);
	char *rule = arena_alloc(a, cols * rule_sign.n);

	*l = (struct md_lay){ .a = a, .cols = cols, .t = t };
	l->measure = o->measure > 0 ? (size_t)o->measure : 0;
	l->whole = o->whole;
	memset(blanks, ' ', cols);
	for (size_t i = 0; i < cols; i++)
		memcpy(rule + i * rule_sign.n, rule_sign.p, rule_sign.n);
	l->piece = md_room(a, NULL, 0, &l->piece_cap, sizeof *l->piece);
	l->blanks = (struct str){ blanks, cols };
	l->rule = (struct str){ rule, cols * rule_sign.n };
}

/* Without the spaces at the end of the last line. */
static void
trim_line(struct md_lay *l)
{
	size_t from = l->lines ? l->from[l->lines - 1] : l->pieces;

	while (l->pieces > from) {
		struct str *s = &l->piece[l->pieces - 1].text;

		while (s->n && s->p[s->n - 1] == ' ')
			s->n--;
		if (s->n)
			break;
		l->pieces--;
	}
}

void
md_lay_end(struct md_lay *l, struct doc *out)
{
	trim_line(l);
	for (size_t i = 0; i < l->lines; i++) {
		size_t end = i + 1 < l->lines ? l->from[i + 1] : l->pieces;

		l->line[i].piece = l->piece + l->from[i];
		l->line[i].pieces = end - l->from[i];
		if (l->line[i].at == 0 && i)
			l->line[i].at = l->line[i - 1].at;
	}
	out->line = l->line;
	out->lines = l->lines;
}

static void
push(struct md_lay *l, struct md_level v)
{
	const struct md_level *out = l->depth ? &l->level[l->depth - 1] : NULL;

	if (l->depth == DOC_NEST_MAX)
		return;
	v.is_fresh = true;
	v.all = v.rest;
	v.all_cells = v.cells;
	v.all_style = v.style;
	if (out) {
		v.all = v.cells == 0 ? out->all :
				       arena_printf(l->a, "%.*s%.*s",
					   STR_ARG(out->all), STR_ARG(v.rest));
		v.all_cells += out->all_cells;
		if (out->all_style == STYLE_QUOTE)
			v.all_style = STYLE_QUOTE;
	}
	l->level[l->depth++] = v;
}

static size_t
set_in(const struct md_lay *l)
{
	return l->depth ? l->level[l->depth - 1].all_cells : 0;
}

/* Half of the columns are for text, and two for a sign of what is deeper. */
static bool
has_room(const struct md_lay *l, size_t cells)
{
	return set_in(l) + cells + MARK_CELLS <= l->cols / 2;
}

void
md_push_quote(struct md_lay *l)
{
	struct md_level v = { .style = STYLE_QUOTE };

	if (has_room(l, MARK_CELLS))
		v.first = v.rest = bar;
	else if (set_in(l) + MARK_CELLS <= l->cols / 2)
		v.first = v.rest = deep_quote;
	v.first_cells = v.cells = v.rest.n ? MARK_CELLS : 0;
	push(l, v);
}

void
md_push_item(struct md_lay *l, struct str first)
{
	struct md_level v = { .style = STYLE_NORMAL, .first = first };

	v.first_cells = text_cells(first);
	if (has_room(l, v.first_cells)) {
		v.cells = v.first_cells;
		v.rest = str_slice(l->blanks, 0, v.cells);
	} else {
		v.first = deep_item;
		v.first_cells = MARK_CELLS;
	}
	push(l, v);
}

void
md_pop(struct md_lay *l)
{
	l->depth--;
}

bool
md_is_fresh(const struct md_lay *l)
{
	return l->depth && l->level[l->depth - 1].is_fresh;
}

/* How many containers begin no line here. */
static size_t
stale_levels(const struct md_lay *l)
{
	size_t n = l->depth;

	while (n && l->level[n - 1].is_fresh)
		n--;
	return n;
}

/* A sign that does not go with the lines after is left out for want of room. */
static bool
shows_first(const struct md_lay *l, const struct md_level *v, size_t used)
{
	return v->cells || used + v->first_cells <= l->cols / 2;
}

size_t
md_width(const struct md_lay *l)
{
	size_t n = stale_levels(l), all = set_in(l);
	size_t used = n ? l->level[n - 1].all_cells : 0;

	for (; n < l->depth; n++) {
		if (shows_first(l, &l->level[n], used))
			used += l->level[n].first_cells;
	}
	return l->cols - (used > all ? used : all);
}

size_t
md_line(struct md_lay *l)
{
	size_t n = stale_levels(l), used = 0;
	size_t cap = l->line_cap;

	trim_line(l);
	l->line = md_room(l->a, l->line, l->lines, &cap, sizeof *l->line);
	l->from =
	    md_room(l->a, l->from, l->lines, &l->line_cap, sizeof *l->from);
	l->from[l->lines++] = l->pieces;
	if (n) {
		const struct md_level *v = &l->level[n - 1];

		md_piece(l, v->all, v->all_style, 0);
		used = v->all_cells;
	}
	for (; n < l->depth; n++) {
		struct md_level *v = &l->level[n];

		v->is_fresh = false;
		if (!shows_first(l, v, used))
			continue;
		md_piece(l, v->first, v->style, 0);
		used += v->first_cells;
	}
	l->line[l->lines - 1].keep = l->pieces - l->from[l->lines - 1];
	return l->cols - used;
}

void
md_piece(struct md_lay *l, struct str text, unsigned style, uint16_t link)
{
	if (text.n == 0)
		return;
	l->piece =
	    md_room(l->a, l->piece, l->pieces, &l->piece_cap, sizeof *l->piece);
	l->piece[l->pieces++] = (struct doc_piece){ text, style, link };
}

void
md_blanks(struct md_lay *l, size_t n)
{
	md_piece(l, str_slice(l->blanks, 0, n), STYLE_NORMAL, 0);
}

void
md_span(struct md_lay *l, size_t from, size_t to)
{
	const struct md_text *t = l->t;

	if (from < to && l->lines && l->line[l->lines - 1].at == 0)
		l->line[l->lines - 1].at = from;
	while (from < to) {
		uint16_t link = md_link_at(t, from);
		size_t end = from + 1;

		while (end < to && t->style.p[end] == t->style.p[from] &&
		    md_link_at(t, end) == link)
			end++;
		md_piece(l, (struct str){ t->text.p + from, end - from },
		    (unsigned char)t->style.p[from], link);
		from = end;
	}
}

void
md_blank_line(struct md_lay *l)
{
	md_line(l);
}

/* Each line is set in by `hang` where that leaves room. */
static void
flow(struct md_lay *l, size_t from, size_t to, size_t hang)
{
	while (from < to) {
		struct str s = { l->t->text.p + from, to - from };
		size_t end = str_find(s, '\n'), next = 0, at = 0;

		do {
			size_t width = md_line(l), n;

			if (l->measure && width > l->measure)
				width = l->measure;
			if (hang < width / 2) {
				md_blanks(l, hang);
				width -= hang;
			}
			n = text_fold(str_slice(s, at, end - at), width, &next);
			md_span(l, from + at, from + at + n);
			at += next;
		} while (at < end);
		from += end + 1;
	}
}

void
md_flow(struct md_lay *l, size_t from, size_t to)
{
	flow(l, from, to, 0);
}

void
md_hang(struct md_lay *l, size_t from, size_t to)
{
	flow(l, from, to, HANG_CELLS);
}

size_t
md_fit(struct str s, size_t cells)
{
	size_t at = 0, used = 0;

	while (at < s.n) {
		size_t wide, n = text_cluster(str_slice(s, at, s.n), &wide);

		used += wide;
		if (at && used > cells)
			break;
		at += n;
	}
	return at;
}
