/* ui/list - a list with a cursor, on top of any rows. */
#include "screens/ui/list.h"

#include "screens/app.h"

enum { SIGN = 0x25B8, WHEEL_ITEMS = 3, MARGIN = 2 };

static void
remember(struct list *l)
{
	l->selected = l->len ? l->model->id(l->arg, l->cursor) : 0;
}

void
list_init(struct list *l, const struct list_model *model, void *arg, size_t len)
{
	*l = (struct list){ .model = model, .arg = arg, .len = len };
	remember(l);
}

/* Put the cursor there and the view so that its line stays. */
static void
carry(struct list *l, size_t to)
{
	size_t below = l->cursor > l->first ? l->cursor - l->first : 0;

	l->cursor = to;
	l->first = to > below ? to - below : 0;
}

static bool
find(const struct list *l, int64_t id, size_t *out)
{
	for (size_t i = 0; id && i < l->len; i++) {
		if (l->model->id(l->arg, i) == id) {
			*out = i;
			return true;
		}
	}
	return false;
}

void
list_reset(struct list *l, size_t len)
{
	size_t at = l->cursor;

	l->len = len;
	if (!find(l, l->selected, &at) && at >= len)
		at = len ? len - 1 : 0;
	carry(l, at);
	remember(l);
}

void
list_inserted(struct list *l, size_t at, size_t n)
{
	bool was_empty = l->len == 0;

	l->len += n;
	if (!was_empty && at <= l->cursor)
		l->cursor += n;
	if (!was_empty && at <= l->first)
		l->first += n;
	remember(l);
}

void
list_arrived(struct list *l, size_t n)
{
	bool at_top = l->cursor == 0 && l->first == 0;

	list_inserted(l, 0, n);
	if (at_top)
		l->first = 0;
}

void
list_removed(struct list *l, size_t at, size_t n)
{
	l->len -= n;
	if (l->cursor >= at + n)
		l->cursor -= n;
	else if (l->cursor > at)
		l->cursor = at;
	if (l->first >= at + n)
		l->first -= n;
	else if (l->first > at)
		l->first = at;
	if (l->cursor >= l->len)
		l->cursor = l->len ? l->len - 1 : 0;
	remember(l);
}

bool
list_select(struct list *l, int64_t id)
{
	size_t at;

	if (!find(l, id, &at))
		return false;
	l->cursor = at;
	remember(l);
	return true;
}

static bool
add_below(struct list *l)
{
	size_t n = l->model->more ? l->model->more(l->arg, 1) : 0;

	l->len += n;
	return n > 0;
}

static bool
add_above(struct list *l)
{
	size_t n = l->model->more ? l->model->more(l->arg, -1) : 0;

	if (n)
		list_inserted(l, 0, n);
	return n > 0;
}

/* Fetch until there is a page of items around the cursor, or none is left. */
static void
reach(struct list *l, int by)
{
	size_t want = l->page + MARGIN + (size_t)(by < 0 ? -by : by);

	while (by > 0 && l->cursor + want >= l->len && add_below(l))
		continue;
	while (by < 0 && l->cursor < want && add_above(l))
		continue;
}

void
list_move(struct list *l, int by)
{
	size_t far = (size_t)(by < 0 ? -by : by);

	if (l->len == 0)
		return;
	reach(l, by);
	if (by < 0)
		l->cursor = l->cursor > far ? l->cursor - far : 0;
	else
		l->cursor =
		    l->cursor + far < l->len ? l->cursor + far : l->len - 1;
	remember(l);
}

void
list_end(struct list *l, int way)
{
	if (l->model->end)
		l->len = l->model->end(l->arg, way);
	l->cursor = way > 0 && l->len ? l->len - 1 : 0;
	l->first = l->cursor;
	remember(l);
}

static struct list_rows
rows_of(const struct list *l, size_t i)
{
	struct list_rows one = { 0, 1 };

	return l->model->rows ? l->model->rows(l->arg, i, i == l->cursor) : one;
}

static int
height(const struct list *l, size_t i)
{
	struct list_rows r = rows_of(l, i);

	return r.lead + r.rows;
}

/* Rows from the first item in view to the one at `to`, at most `most`. */
static int
rows_to(const struct list *l, size_t to, int most)
{
	int rows = 0;

	for (size_t i = l->first; i <= to && i < l->len && rows <= most; i++)
		rows += height(l, i);
	return rows;
}

/* The cursor is in view, and the view is full where there are items. */
static void
fit(struct list *l, int rows)
{
	if (l->first > l->cursor)
		l->first = l->cursor;
	while (l->first < l->cursor && rows_to(l, l->cursor, rows) > rows)
		l->first++;
	while (rows_to(l, l->len, rows) < rows && add_below(l))
		continue;
	for (;;) {
		int used = rows_to(l, l->len, rows);

		if (l->first == 0 && (used >= rows || !add_above(l)))
			break;
		if (l->first == 0 || used + height(l, l->first - 1) > rows)
			break;
		l->first--;
	}
}

static void
draw_item(
    const struct list *l, struct canvas *c, int row, size_t i, bool focused)
{
	struct list_rows r = rows_of(l, i);
	struct canvas part = canvas_sub(c, row, 0, r.lead + r.rows, c->cols);
	bool selected = i == l->cursor;

	l->model->draw(l->arg, &part, i, selected);
	if (!selected)
		return;
	canvas_hline(&part, r.lead, LIST_SIGN_COL, 1,
	    part.thrifty ? STYLE_NORMAL :
		focused	 ? STYLE_ACCENT :
			   STYLE_DIM,
	    SIGN);
	for (int k = 0; focused && k < r.rows; k++)
		canvas_choose(&part, r.lead + k, LIST_SIGN_COL, c->cols - 2);
}

void
list_draw(struct list *l, struct canvas *c, bool focused)
{
	size_t i;
	int row = 0;

	fit(l, c->rows);
	l->top = c->top;
	for (i = l->first; i < l->len; i++) {
		/* No heading without what it is over. */
		if (row + rows_of(l, i).lead >= c->rows)
			break;
		draw_item(l, c, row, i, focused);
		row += height(l, i);
	}
	l->page = i - l->first;
	l->ended = i == l->len && row <= c->rows;
}

static struct list *
list_of(struct screen *s)
{
	return s->state;
}

static void
move(struct screen *s, int by)
{
	list_move(list_of(s), by);
	s->dirty = true;
}

bool
list_step(struct screen *s, int by)
{
	const struct list *l = list_of(s);
	size_t was = l->cursor;
	int64_t id = l->selected;

	move(s, by);
	return l->len > 0 && (l->cursor != was || l->selected != id);
}

/* One item of the page before stays in view. */
static int
page_of(struct screen *s)
{
	size_t page = list_of(s)->page;

	return page > 2 ? (int)page - 1 : 1;
}

void
list_down(struct screen *s)
{
	move(s, 1);
}

void
list_up(struct screen *s)
{
	move(s, -1);
}

void
list_page_down(struct screen *s)
{
	move(s, page_of(s));
}

void
list_page_up(struct screen *s)
{
	move(s, -page_of(s));
}

void
list_read_on(struct screen *s)
{
	struct list *l = list_of(s);

	if (l->ended && !add_below(l))
		app_next_unread(s);
	else
		list_page_down(s);
}

void
list_top(struct screen *s)
{
	list_end(list_of(s), -1);
	s->dirty = true;
}

void
list_bottom(struct screen *s)
{
	list_end(list_of(s), 1);
	s->dirty = true;
}

void
list_wheel_down(struct screen *s)
{
	move(s, WHEEL_ITEMS);
}

void
list_wheel_up(struct screen *s)
{
	move(s, -WHEEL_ITEMS);
}

void
list_click(struct screen *s)
{
	struct list *l = list_of(s);
	int row = l->top, at = app_click_row(s->app);

	for (size_t i = l->first; i < l->first + l->page && i < l->len; i++) {
		struct list_rows r = rows_of(l, i);

		row += r.lead;
		if (at >= row && at < row + r.rows) {
			if (i == l->cursor)
				app_key(s, KEYS_ENTER);
			else
				move(s,
				    i > l->cursor ? (int)(i - l->cursor) :
						    -(int)(l->cursor - i));
			return;
		}
		row += r.rows;
	}
}
