/* editor_draw - the rows of an editor that are in view. */
#include "screens/ui/editor_impl.h"

/* One column is the cursor's, behind the last character of a full row. */
size_t
editor_cells(int cols)
{
	return cols > 2 ? (size_t)cols - 1 : 1;
}

/* The rows that are shown. */
struct view {
	struct fold_row row[GRID_ROWS_MAX];
	int n;
};

static void
fill(struct editor *e, struct view *v, struct fold_row row, int rows)
{
	v->n = 0;
	v->row[v->n++] = row;
	for (; v->n < rows && row.next != FOLD_NONE; v->row[v->n++] = row)
		row = fold_from(buf_str(&e->text), row.next, e->folds.cells);
}

/* From so many rows before another, or from the first. */
static void
fill_back(
    struct editor *e, struct view *v, struct fold_row row, int back, int rows)
{
	for (; back > 0 && row.start > 0; back--)
		row = folds_at(&e->folds, buf_str(&e->text), row.start - 1);
	fill(e, v, row, rows);
}

/* Show the cursor, and no blank rows at the end while there is text above. */
static void
look(struct editor *e, struct view *v, int rows)
{
	struct str text = buf_str(&e->text);
	struct fold_row top;

	if (e->top > text.n)
		e->top = text.n;
	top = folds_at(&e->folds, text, e->top);
	fill(e, v, top, rows);
	if (e->cursor < top.start ||
	    (v->row[v->n - 1].next != FOLD_NONE &&
		e->cursor >= v->row[v->n - 1].next)) {
		top = folds_at(&e->folds, text, e->cursor);
		fill_back(e, v, top, e->cursor < e->top ? 0 : rows - 1, rows);
	}
	if (v->n < rows)
		fill_back(e, v, v->row[0], rows - v->n, rows);
	e->top = v->row[0].start;
}

/* Marks are in order, and so are the places that are asked about. */
static bool
is_marked(const struct editor_marks *m, size_t *next, size_t at)
{
	while (*next < m->n && m->mark[*next].to <= at)
		++*next;
	return *next < m->n && m->mark[*next].from <= at;
}

static void
draw_row(struct editor *e, struct canvas *c, int at, const struct fold_row *row,
    unsigned style, const struct editor_marks *marks)
{
	struct str text = buf_str(&e->text);
	struct selection s = editor_selected(e);
	size_t col = 0, wide, n, mark = 0;

	for (size_t i = row->start; i < row->end; i += n) {
		n = fold_cluster(text, i, col, e->folds.cells, &wide);
		if (wide > 0 && text.p[i] != '\t')
			canvas_put(c, at, (int)col,
			    is_marked(marks, &mark, i) ? STYLE_EMPHASIS : style,
			    str_slice(text, i, n));
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
	struct editor_marks marks;
	struct view v;
	unsigned style;

	if (c->rows < 1 || c->cols < 1)
		return;
	folds_fold(&e->folds, editor_cells(c->cols));
	e->shown = c->rows < GRID_ROWS_MAX ? c->rows : GRID_ROWS_MAX;
	look(e, &v, e->shown);
	editor_marks_between(e, v.row[0].start, v.row[v.n - 1].end, &marks);
	canvas_fill(c, 0, 0, c->rows, c->cols, STYLE_NORMAL);
	style = line_style(text, fold_line_start(text, e->top));
	for (int i = 0; i < v.n; i++) {
		const struct fold_row *row = &v.row[i];

		draw_row(e, c, i, row, style, &marks);
		if (e->cursor >= row->start &&
		    (e->cursor < row->next || row->next == FOLD_NONE)) {
			e->row = i;
			e->col = (int)fold_column(
			    text, row, e->folds.cells, e->cursor);
			if (focused)
				canvas_cursor(c, e->row, e->col);
		}
		if (row->next != row->end && row->next != FOLD_NONE)
			style = line_style(text, row->next);
	}
}
