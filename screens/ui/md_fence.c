/*
 * md_fence - blocks of code: numbers beside, what language it is, long lines.
 *
 * A long line is folded, or kept whole where the reader moves it sideways.
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"
#include "common/text/utf8.h"
#include "screens/style.h"
#include "screens/ui/md.h"

enum {
	TAB_CELLS = 8,
	TABS_END = 1024, /* the column after which a tab is a space */
	NUMBER_CELLS_MIN = 3,
	GUTTER_BAR_CELLS = 3,
	LABEL_GAP = 2, /* between a line and the language at its right */
};

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

size_t
md_digits(int64_t n)
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
	size_t cells = md_digits((int64_t)lines);

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

/* Where to go on with a line: behind a space, if one stands near the edge. */
static size_t
fold_code(struct str s, size_t width)
{
	size_t n = md_fit(s, width), near = n - n / 3;

	if (n == s.n)
		return n;
	for (size_t at = n; at > near; at--) {
		if (s.p[at - 1] == ' ')
			return at;
	}
	return n;
}

/* Part of a line of code, on as many as it needs. */
static void
put_code_line(
    struct md_lay *l, size_t from, size_t to, size_t gutter, size_t number)
{
	const char *text = l->t->text.p;

	do {
		size_t width = md_line(l), n = to - from;
		struct doc_line *line = &l->line[l->lines - 1];

		if (gutter) {
			md_piece(
			    l, gutter_text(l->a, gutter, number), STYLE_DIM, 0);
			width -= gutter + GUTTER_BAR_CELLS;
			line->has_number = true;
			line->keep++;
		}
		if (!l->whole)
			n = fold_code((struct str){ text + from, n }, width);
		md_span(l, from, from + n);
		line->is_wide = l->whole &&
		    text_cells((struct str){ text + from, n }) > width;
		from += n;
		number = 0;
	} while (from < to);
}

/* The language, quiet and at the right of the first line. */
static void
put_label(struct md_lay *l, struct str label, size_t used)
{
	size_t width = l->cols, cells = text_cells(label);

	if (l->measure && l->measure < width)
		width = l->measure;
	if (label.n == 0 || used + LABEL_GAP + cells > width)
		return;
	md_blanks(l, width - used - cells);
	md_piece(l, label, STYLE_DIM, 0);
}

static size_t
cells_of_line(const struct md_lay *l)
{
	size_t cells = 0;

	for (size_t i = l->from[l->lines - 1]; i < l->pieces; i++)
		cells += text_cells(l->piece[i].text);
	return cells;
}

/* Where a line ends, without the spaces before. */
static size_t
line_end(struct str s)
{
	size_t n = str_find(s, '\n');

	while (n && s.p[n - 1] == ' ')
		n--;
	return n;
}

void
md_fence(struct md_lay *l, const struct md_node *node, size_t block)
{
	struct str s = { l->t->text.p + node->from, node->to - node->from };
	size_t lines = 0, n = 0, first = l->lines, gutter, at = 0;
	struct md_source *source;
	bool is_wide = false;

	for (size_t i = 0; i < s.n; i++)
		lines += s.p[i] == '\n';
	gutter = gutter_of(md_width(l), lines);
	source = mem_zalloc((lines + 1) * sizeof *source);
	do {
		struct str rest = str_slice(s, at, s.n);
		size_t end = line_end(rest);

		source[n++] =
		    (struct md_source){ str_slice(rest, 0, end), l->lines };
		put_code_line(
		    l, node->from + at, node->from + at + end, gutter, n);
		if (n == 1 && l->lines == first + 1)
			put_label(l, node->language, cells_of_line(l));
		at += str_find(rest, '\n') + 1;
	} while (at < s.n);
	for (size_t i = first; i < l->lines; i++) {
		l->line[i].is_code = true;
		l->line[i].block = block;
		is_wide |= l->line[i].is_wide;
	}
	/* Columns stay columns: all of a block moves, or nothing of it. */
	for (size_t i = first; i < l->lines; i++)
		l->line[i].is_wide = is_wide;
	md_find_parts(l, source, n, md_is_diff(s, node->language));
	free(source);
}
