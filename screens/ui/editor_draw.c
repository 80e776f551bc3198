/* editor_draw - the rows of an editor that are in view. */
#include "screens/ui/editor_impl.h"

/* One column is the cursor's, behind the last character of a full row. */
size_t
editor_cells(int cols)
{
	return cols > 2 ? (size_t)cols - 1 : 1;
}

/* The row so many before another, or the first; sets how many there were. */
static struct fold_row
rows_back(struct editor *e, struct fold_row row, int *rows)
{
	struct str text = buf_str(&e->text);
	int n = 0;

	for (; n < *rows && row.start > 0; n++)
		row = folds_at(&e->folds, text, row.start - 1);
	*rows = n;
	return row;
}

/* How many rows there are from one to that which starts at `last`. */
static int
rows_between(const struct editor *e, struct fold_row row, size_t last, int most)
{
	struct str text = buf_str(&e->text);
	int n = 0;

	for (; n < most && row.start < last && row.next != FOLD_NONE; n++)
		row = fold_from(text, row.next, e->folds.cells);
	return n;
}

/* Show the cursor, and no blank rows at the end while there is text above. */
static void
scroll(struct editor *e, int rows)
{
	struct str text = buf_str(&e->text);
	struct fold_row cursor = folds_at(&e->folds, text, e->cursor), top;
	int below, back;

	if (e->top > text.n)
		e->top = text.n;
	top = folds_at(&e->folds, text, e->top);
	if (cursor.start < top.start)
		top = cursor;
	back = rows - 1;
	if (rows_between(e, top, cursor.start, rows) == rows)
		top = rows_back(e, cursor, &back);
	below = rows_between(e, top, FOLD_NONE, rows - 1);
	back = rows - 1 - below;
	if (back > 0)
		top = rows_back(e, top, &back);
	e->top = top.start;
}

static void
draw_row(struct editor *e, struct canvas *c, int at, const struct fold_row *row,
    unsigned style)
{
	struct str text = buf_str(&e->text);
	struct selection s = editor_selected(e);
	size_t col = 0, wide, n;

	for (size_t i = row->start; i < row->end; i += n) {
		n = fold_cluster(text, i, col, e->folds.cells, &wide);
		if (text.p[i] != '\t')
			canvas_put(
			    c, at, (int)col, style, str_slice(text, i, n));
		if (i >= s.from && i < s.to)
			canvas_select(c, at, (int)col, (int)wide);
		col += wide;
	}
	/* A newline that is selected is seen as one column. */
	if (row->next != row->end && row->end >= s.from && row->end < s.to)
		canvas_select(c, at, (int)col, 1);
}

static unsigned
line_style(struct str text, size_t start)
{
	return start < text.n && text.p[start] == '>' ? STYLE_QUOTE :
							STYLE_NORMAL;
}

void
editor_draw(struct editor *e, struct canvas *c, bool focused)
{
	struct str text = buf_str(&e->text);
	struct fold_row row;
	unsigned style;

	if (c->rows < 1 || c->cols < 1)
		return;
	folds_fold(&e->folds, editor_cells(c->cols));
	e->shown = c->rows;
	scroll(e, c->rows);
	canvas_fill(c, 0, 0, c->rows, c->cols, STYLE_NORMAL);
	row = fold_from(text, e->top, e->folds.cells);
	style = line_style(text, fold_line_start(text, row.start));
	for (int i = 0; i < c->rows; i++) {
		draw_row(e, c, i, &row, style);
		if (focused && e->cursor >= row.start &&
		    (e->cursor < row.next || row.next == FOLD_NONE))
			canvas_cursor(c, i,
			    (int)fold_column(
				text, &row, e->folds.cells, e->cursor));
		if (row.next == FOLD_NONE)
			break;
		if (row.next != row.end)
			style = line_style(text, row.next);
		row = fold_from(text, row.next, e->folds.cells);
	}
}
