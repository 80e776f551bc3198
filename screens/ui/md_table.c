/* md_table - tables: aligned columns, or lists where those do not fit. */
#include "common/text/utf8.h"
#include "common/text/wrap.h"
#include "screens/style.h"
#include "screens/ui/md.h"

enum {
	NARROW_CELLS = 6,  /* a column is not made narrower than this */
	BETWEEN_CELLS = 3, /* from column to column */
	WIDE_CELLS = 2,	   /* of the widest character */
	COLUMN_CELLS = 30, /* of a table that is moved sideways */
};

static const struct str between = STR_INIT(" │ ");
static const struct str crossing = STR_INIT("─┼─");
static const struct str stop = STR_INIT(": ");

struct columns {
	size_t n;
	size_t cells[DOC_TABLE_COLS_MAX];
};

/* What is left to write of a row's cells. */
struct cursor {
	const struct md_node *cell[DOC_TABLE_COLS_MAX];
	size_t at[DOC_TABLE_COLS_MAX];
};

static struct str
text_of(const struct md_lay *l, const struct md_node *cell)
{
	return (struct str){ l->t->text.p + cell->from, cell->to - cell->from };
}

static void
measure(const struct md_lay *l, const struct md_node *table, struct columns *c)
{
	*c = (struct columns){ .n = table->n };
	for (size_t i = 0; i < c->n; i++)
		c->cells[i] = 1;
	for (const struct md_node *row = table->child; row; row = row->next) {
		size_t i = 0;

		for (const struct md_node *cell = row->child; cell && i < c->n;
		     cell = cell->next, i++) {
			size_t cells = text_cells(text_of(l, cell));

			if (cells > c->cells[i])
				c->cells[i] = cells;
		}
	}
}

/* The columns of all when none has more than `most`. */
static size_t
total(const struct columns *c, size_t most)
{
	size_t sum = BETWEEN_CELLS * (c->n - 1);

	for (size_t i = 0; i < c->n; i++)
		sum += c->cells[i] < most ? c->cells[i] : most;
	return sum;
}

/* Take from the widest until all fit; false when they would be too narrow. */
static bool
shrink(struct columns *c, size_t width)
{
	size_t most = width;

	while (most > NARROW_CELLS && total(c, most) > width)
		most--;
	if (total(c, most) > width)
		return false;
	for (size_t i = 0; i < c->n; i++) {
		if (c->cells[i] > most)
			c->cells[i] = most;
	}
	return true;
}

/* One line of a cell, in all of its columns. */
static void
put_cell(struct md_lay *l, struct cursor *cur, size_t i, size_t cells)
{
	const struct md_node *cell = cur->cell[i];
	size_t from = cur->at[i], n = 0, next = 0, used, before = 0;
	struct str s;

	if (cell == NULL || from >= cell->to) {
		md_blanks(l, cells);
		return;
	}
	s = (struct str){ l->t->text.p + from, cell->to - from };
	n = text_fold(s, cells, &next);
	cur->at[i] += next;
	while (n && s.p[n - 1] == ' ')
		n--;
	used = text_cells(str_slice(s, 0, n));
	if (cell->align == ALIGN_RIGHT)
		before = cells - used;
	else if (cell->align == ALIGN_CENTER)
		before = (cells - used) / 2;
	md_blanks(l, before);
	md_span(l, from, from + n);
	md_blanks(l, cells - used - before);
}

static bool
is_written(const struct cursor *cur, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (cur->cell[i] && cur->at[i] < cur->cell[i]->to)
			return false;
	}
	return true;
}

static void
put_row(struct md_lay *l, const struct md_node *row, const struct columns *c)
{
	struct cursor cur = { 0 };
	size_t n = 0;

	for (const struct md_node *cell = row->child; cell && n < c->n;
	     cell = cell->next, n++) {
		cur.cell[n] = cell;
		cur.at[n] = cell->from;
	}
	do {
		md_line(l);
		for (size_t i = 0; i < c->n; i++) {
			if (i)
				md_piece(l, between, STYLE_DIM, 0);
			put_cell(l, &cur, i, c->cells[i]);
		}
	} while (!is_written(&cur, c->n));
}

static void
put_rule(struct md_lay *l, const struct columns *c)
{
	size_t sign = l->rule.n / l->cols;

	md_line(l);
	for (size_t i = 0; i < c->n; i++) {
		if (i)
			md_piece(l, crossing, STYLE_DIM, 0);
		md_piece(
		    l, str_slice(l->rule, 0, c->cells[i] * sign), STYLE_DIM, 0);
	}
}

/* The name of a column and its stop; returns the columns left beside it. */
static size_t
put_name(struct md_lay *l, struct str name)
{
	size_t width = md_line(l), used = text_cells(name);

	if (used == 0)
		return width;
	md_piece(l, name, STYLE_STRONG, 0);
	if (used + stop.n > width)
		return 0;
	md_piece(l, stop, STYLE_DIM, 0);
	return width - used - stop.n;
}

/* Whether a fold at `n`, with the next line from there, cuts a word. */
static bool
cuts_word(struct str s, size_t n, size_t next)
{
	return n && n == next && n < s.n && (unsigned char)s.p[n] < 0x80 &&
	    (unsigned char)s.p[n - 1] < 0x80;
}

/* "Head: cell", one a line. */
static void
put_list_row(struct md_lay *l, const struct md_node *head,
    const struct md_node *row, struct str *names)
{
	const struct md_node *h = head->child, *cell = row->child;

	for (size_t i = 0; h && cell; h = h->next, cell = cell->next, i++) {
		size_t left, n = 0, next = 0;
		struct str s = text_of(l, cell);

		if (s.n == 0)
			continue;
		if (names[i].p == NULL)
			names[i] =
			    text_clip(l->a, text_of(l, h), md_width(l) / 2);
		left = put_name(l, names[i]);
		if (left >= WIDE_CELLS || names[i].n == 0)
			n = text_fold(s, left, &next);
		if (names[i].n && cuts_word(s, n, next))
			n = next = 0;
		md_span(l, cell->from, cell->from + n);
		md_hang(l, cell->from + next, cell->to);
	}
}

static void
put_list(struct md_lay *l, const struct md_node *table)
{
	const struct md_node *head = table->child;
	struct str names[DOC_TABLE_COLS_MAX] = { 0 };

	for (const struct md_node *row = head->next; row; row = row->next) {
		if (row != head->next)
			md_blank_line(l);
		put_list_row(l, head, row, names);
	}
	/* Of a table without rows there are the heads to show. */
	if (head->next == NULL) {
		for (const struct md_node *h = head->child; h; h = h->next)
			md_flow(l, h->from, h->to);
	}
}

/* Columns as wide as they are, up to one that still reads well. */
static void
widen(const struct md_lay *l, struct columns *c)
{
	size_t most = l->cols < COLUMN_CELLS ? l->cols : COLUMN_CELLS;

	for (size_t i = 0; i < c->n; i++) {
		if (c->cells[i] > most)
			c->cells[i] = most;
	}
}

static void
put_all(struct md_lay *l, const struct md_node *table, const struct columns *c)
{
	size_t first = l->lines;
	bool is_wide = total(c, l->rule.n) > md_width(l);

	put_row(l, table->child, c);
	put_rule(l, c);
	for (const struct md_node *row = table->child->next; row;
	     row = row->next)
		put_row(l, row, c);
	for (size_t i = first; i < l->lines; i++)
		l->line[i].is_wide = is_wide;
}

void
md_table(struct md_lay *l, const struct md_node *table)
{
	struct columns c;

	if (table->child == NULL || table->n == 0)
		return;
	measure(l, table, &c);
	if (!shrink(&c, md_width(l))) {
		if (!l->whole) {
			put_list(l, table);
			return;
		}
		widen(l, &c);
	}
	put_all(l, table, &c);
}
