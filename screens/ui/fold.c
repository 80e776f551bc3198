/* fold - the lines of a text as rows of a screen, where they are asked for. */
#include "screens/ui/fold.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"
#include "common/text/utf8.h"
#include "common/text/wrap.h"

enum {
	LONG_BYTES = 512, /* a place this far in a line is remembered */
	FIRST_STARTS = 64,
};

size_t
fold_line_start(struct str text, size_t at)
{
	const char *p = at ? memrchr(text.p, '\n', at) : NULL;

	return p ? (size_t)(p - text.p) + 1 : 0;
}

size_t
fold_line_end(struct str text, size_t at)
{
	return at + str_find(str_slice(text, at, text.n), '\n');
}

void
folds_forget(struct folds *r)
{
	for (size_t i = 0; i < FOLD_LONG_LINES; i++)
		r->line[i].n = 0;
}

void
folds_free(struct folds *r)
{
	for (size_t i = 0; i < FOLD_LONG_LINES; i++)
		free(r->line[i].start);
}

void
folds_fold(struct folds *r, size_t cells)
{
	if (r->cells != cells)
		folds_forget(r);
	r->cells = cells;
}

/* How many of the rows of a line start at or before `offset`. */
static size_t
starts_until(const struct long_line *line, size_t offset)
{
	size_t low = 1, high = line->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (line->start[middle] <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * Where a row ends follows from the word behind it, which a change may make
 * short enough: so a change in a row may move the start of that row, too.
 * One row more is given up, for clusters may grow over their end.
 */
static void
line_changed(struct long_line *line, size_t offset)
{
	size_t n = starts_until(line, offset);

	line->n = n > 2 ? n - 2 : 1;
}

void
folds_changed(struct folds *r, size_t from, size_t removed, size_t added)
{
	for (size_t i = 0; i < FOLD_LONG_LINES; i++) {
		struct long_line *line = &r->line[i];

		if (line->n == 0)
			continue;
		if (line->at > from + removed)
			line->at = line->at - removed + added;
		else if (line->at <= from)
			line_changed(line, from - line->at);
		else
			line->n = 0;
	}
}

size_t
fold_cluster(
    struct str text, size_t at, size_t col, size_t cells, size_t *out_wide)
{
	unsigned char c = (unsigned char)text.p[at];
	struct str rest;

	/* Most text: a letter of ASCII that nothing combines with. */
	if (c >= ' ' && c < 0x7F &&
	    (at + 1 == text.n || (unsigned char)text.p[at + 1] < 0x80)) {
		*out_wide = 1;
		return 1;
	}
	if (c == '\t') {
		size_t wide = FOLD_TAB_CELLS - col % FOLD_TAB_CELLS;

		*out_wide = wide < cells ? wide : cells;
		return 1;
	}
	rest = str_slice(text, at, text.n);
	rest.n = utf8_floor(rest, FOLD_CLUSTER_MAX);
	return text_cluster(rest, out_wide);
}

struct fold_row
fold_from(struct str text, size_t start, size_t cells)
{
	size_t bytes_max = FOLD_CLUSTER_MAX + FOLD_COLUMN_BYTES * cells;
	size_t at = start, col = 0, fold = 0, wide_before = 0, wide, n;
	int32_t before = 0, code;

	for (; at < text.n && text.p[at] != '\n'; at += n) {
		n = fold_cluster(text, at, col, cells, &wide);
		code = (unsigned char)text.p[at];
		if (code >= 0x80)
			utf8_decode(str_slice(text, at, text.n), &code);
		if (at > start &&
		    (before == ' ' || before == '\t' ||
			(code != ' ' &&
			    text_may_fold(before, wide_before, code, wide))))
			fold = at;
		if (at > start &&
		    ((code == ' ' ? col : col + wide) > cells ||
			at + n - start > bytes_max)) {
			at = fold ? fold : at;
			return (struct fold_row){ start, at, at };
		}
		col += wide;
		before = code;
		wide_before = wide;
	}
	return (struct fold_row){ start, at, at < text.n ? at + 1 : FOLD_NONE };
}

/* A line whose remembered rows a place is in: it need not be searched for. */
static struct long_line *
line_around(struct folds *r, size_t at)
{
	for (size_t i = 0; i < FOLD_LONG_LINES; i++) {
		struct long_line *line = &r->line[i];

		if (line->n && at >= line->at &&
		    at - line->at <= line->start[line->n - 1])
			return line;
	}
	return NULL;
}

static struct long_line *
find_line(struct folds *r, size_t at)
{
	struct long_line *oldest = &r->line[0];

	for (size_t i = 0; i < FOLD_LONG_LINES; i++) {
		struct long_line *line = &r->line[i];

		if (line->n && line->at == at)
			return line;
		if (line->n == 0 || (oldest->n && line->used < oldest->used))
			oldest = line;
	}
	oldest->at = at;
	oldest->n = 0;
	return oldest;
}

static void
add_start(struct long_line *line, size_t offset)
{
	if (line->n == line->cap) {
		line->cap = line->cap ? 2 * line->cap : FIRST_STARTS;
		line->start =
		    mem_realloc(line->start, line->cap * sizeof *line->start);
	}
	line->start[line->n++] = (uint32_t)offset;
}

struct fold_row
folds_at(struct folds *r, struct str text, size_t at)
{
	struct long_line *line = line_around(r, at);
	size_t from = line ? line->at : fold_line_start(text, at);
	struct fold_row row;

	if (line == NULL && at - from >= LONG_BYTES) {
		line = find_line(r, from);
		if (line->n == 0)
			add_start(line, 0);
	}
	if (line) {
		line->used = ++r->clock;
		from += line->start[starts_until(line, at - from) - 1];
	}
	for (;;) {
		row = fold_from(text, from, r->cells);
		if (row.next == FOLD_NONE || at < row.next)
			return row;
		from = row.next;
		if (line && from - line->at > line->start[line->n - 1])
			add_start(line, from - line->at);
	}
}

/* The last border in the row that is not after `at`. */
static size_t
border_in_row(
    struct str text, const struct fold_row *row, size_t cells, size_t at)
{
	size_t border = row->start, col = 0, wide;

	while (border < at && border < text.n) {
		size_t n = fold_cluster(text, border, col, cells, &wide);

		if (border + n > at)
			break;
		border += n;
		col += wide;
	}
	return border;
}

size_t
folds_border_left(struct folds *r, struct str text, size_t at)
{
	struct fold_row row = folds_at(r, text, at);

	return border_in_row(text, &row, r->cells, at);
}

size_t
folds_border_right(struct folds *r, struct str text, size_t at)
{
	size_t left = folds_border_left(r, text, at);

	return left < at ? folds_after(r, text, left) : left;
}

size_t
folds_before(struct folds *r, struct str text, size_t at)
{
	return at ? folds_border_left(r, text, at - 1) : 0;
}

size_t
folds_after(struct folds *r, struct str text, size_t at)
{
	size_t wide;

	return at < text.n ? at + fold_cluster(text, at, 0, r->cells, &wide) :
			     at;
}

size_t
fold_column(
    struct str text, const struct fold_row *row, size_t cells, size_t at)
{
	size_t col = 0, wide;

	for (size_t border = row->start; border < at;) {
		border += fold_cluster(text, border, col, cells, &wide);
		col += wide;
	}
	return col;
}

size_t
fold_place(
    struct str text, const struct fold_row *row, size_t cells, size_t column)
{
	size_t at = row->start, col = 0, wide;

	while (at < row->end) {
		size_t n = fold_cluster(text, at, col, cells, &wide);

		/* What is behind a fold is in the next row. */
		if (col + wide > column ||
		    (at + n == row->end && row->next == row->end))
			break;
		at += n;
		col += wide;
	}
	return at;
}
