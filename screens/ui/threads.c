/* ui/threads - lists of threads: a window of a longer list, and its rows. */
#include "screens/ui/threads.h"

#include <string.h>

#include "common/store/event.h"
#include "common/text/utf8.h"

enum {
	DETAILS_FROM = 12, /* rows from which the selected one has words */
	KEEP_BYTES = 768 * 1024, /* of rows, stale ones among them */
};

struct threads_item {
	struct thread_row row;
	unsigned version;
	bool gone;
};

static void
copy_text(struct arena *a, struct thread_row *t)
{
	t->board = arena_dup(a, t->board);
	t->kind = arena_dup(a, t->kind);
	t->title = arena_dup(a, t->title);
	t->author = arena_dup(a, t->author);
	t->state = arena_dup(a, t->state);
	t->tags = arena_dup(a, t->tags);
	t->solver = arena_dup(a, t->solver);
	t->level = arena_dup(a, t->level);
}

/* Rows that were fetched again leave their old text behind: move house. */
static void
tidy(struct threads *t)
{
	struct arena fresh = ARENA_INIT;
	struct threads_item *item;

	if (t->screen->arena.used < KEEP_BYTES)
		return;
	t->cap = t->len ? t->len : 1;
	item = arena_array(&fresh, struct threads_item, t->cap);
	for (size_t i = 0; i < t->len; i++) {
		item[i] = t->item[i];
		copy_text(&fresh, &item[i].row);
	}
	t->item = item;
	arena_free(&t->screen->arena);
	t->screen->arena = fresh;
}

static void
reserve(struct threads *t, size_t more)
{
	size_t cap = t->cap ? t->cap : THREADS_PAGE;
	struct threads_item *item;

	if (t->len + more <= t->cap)
		return;
	while (cap < t->len + more)
		cap *= 2;
	item = arena_array(&t->screen->arena, struct threads_item, cap);
	if (t->len)
		memcpy(item, t->item, t->len * sizeof *item);
	t->item = item;
	t->cap = cap;
}

static bool
find(const struct threads *t, int64_t id, size_t *out)
{
	for (size_t i = 0; i < t->len; i++) {
		if (t->item[i].row.id == id) {
			*out = i;
			return true;
		}
	}
	return false;
}

/* Put rows in at `at`; those that stand elsewhere already stay there. */
static size_t
put(struct threads *t, size_t at, const struct thread_list *rows)
{
	size_t n = 0, other;

	for (size_t i = 0; i < rows->len; i++) {
		struct threads_item *item;

		if (find(t, rows->row[i].id, &other))
			continue;
		reserve(t, 1);
		item = t->item + at + n;
		memmove(item + 1, item, (t->len - at - n) * sizeof *item);
		*item =
		    (struct threads_item){ rows->row[i], t->version, false };
		t->len++;
		n++;
	}
	return n;
}

static struct threads_edge
edge_of(const struct threads *t, const struct thread_row *row)
{
	return (struct threads_edge){ row->board_id,
		store_thread_cursor(t->filter, row) };
}

static void
take_out(struct threads *t, size_t at, size_t n)
{
	memmove(t->item + at, t->item + at + n,
	    (t->len - at - n) * sizeof *t->item);
	t->len -= n;
	list_removed(&t->list, at, n);
}

/* Let go of what is far above the view; it can be fetched again. */
static void
forget_above(struct threads *t)
{
	size_t n = THREADS_PAGE;

	if (t->only_down || t->len <= THREADS_WINDOW || t->list.first < 2 * n)
		return;
	t->above = edge_of(t, &t->item[n].row);
	t->top = false;
	take_out(t, 0, n);
}

static void
forget_below(struct threads *t)
{
	size_t n = THREADS_PAGE, last;

	if (t->len <= THREADS_WINDOW ||
	    t->list.first + t->list.page + 2 * n > t->len)
		return;
	last = t->len - n - 1;
	t->below = edge_of(t, &t->item[last].row);
	t->bottom = false;
	take_out(t, last + 1, n);
}

static size_t
add_below(struct threads *t)
{
	struct thread_list rows;
	size_t n = 0;

	if (t->only_down && t->len >= THREADS_WINDOW)
		t->bottom = true;
	while (!t->bottom && n == 0) {
		if (t->fetch(t, t->below, false, &rows) != ERR_NONE ||
		    rows.len == 0) {
			t->bottom = true;
			break;
		}
		t->below = edge_of(t, &rows.row[rows.len - 1]);
		n = put(t, t->len, &rows);
	}
	return n;
}

static size_t
add_above(struct threads *t)
{
	struct thread_list rows;
	size_t n = 0;

	while (!t->top && n == 0) {
		if (t->fetch(t, t->above, true, &rows) != ERR_NONE ||
		    rows.len == 0) {
			t->top = true;
			break;
		}
		t->above = edge_of(t, &rows.row[0]);
		n = put(t, 0, &rows);
	}
	return n;
}

static size_t
more(void *arg, int way)
{
	struct threads *t = arg;

	tidy(t);
	if (way > 0) {
		forget_above(t);
		return add_below(t);
	}
	forget_below(t);
	return add_above(t);
}

static void
empty(struct threads *t)
{
	arena_reset(&t->screen->arena);
	t->item = NULL;
	t->len = t->cap = 0;
}

/* From the top or the last page; a list that only goes down, one further. */
static size_t
start(void *arg, int way)
{
	struct threads *t = arg;

	if (t->only_down && way > 0) {
		add_below(t);
		return t->len;
	}
	empty(t);
	t->arrived = 0;
	t->above = t->below = (struct threads_edge){ 0 };
	t->top = way < 0 || t->only_down;
	t->bottom = false;
	if (t->top)
		add_below(t);
	if (!t->top) {
		t->bottom = true;
		add_above(t);
		if (t->len)
			t->below = edge_of(t, &t->item[t->len - 1].row);
	}
	return t->len;
}

static int64_t
id_of(void *arg, size_t i)
{
	const struct threads *t = arg;

	return t->item[i].row.id;
}

/* A row whose version is old is fetched again. */
static struct threads_item *
fresh(struct threads *t, size_t i)
{
	struct screen *s = t->screen;
	struct threads_item *item = &t->item[i];
	struct thread_row row;
	enum err e;

	if (item->version == t->version)
		return item;
	item->version = t->version;
	e = store_thread_get(
	    s->store, &s->arena, s->viewer, item->row.id, &row);
	if (e == ERR_NONE)
		item->row = row;
	item->gone = e == ERR_MISSING;
	return item;
}

/* How rows look, alike for all of them so that columns stay in line. */
static struct thread_look
look_of(const struct threads *t)
{
	struct thread_look look = {
		.now_ms = app_now_ms(t->screen->app),
		.boards = t->boards,
	};

	for (size_t i = 0; i < t->len; i++) {
		int cells = (int)text_cells(t->item[i].row.author);

		look.names = cells > look.names ? cells : look.names;
	}
	return look;
}

static void
draw_row(void *arg, struct canvas *c, size_t i, bool selected)
{
	struct threads *t = arg;
	const struct threads_item *item = fresh(t, i);

	(void)selected;
	t->look.gone = item->gone;
	thread_row_draw(c, &item->row, &t->look);
}

static const struct list_model model = { id_of, NULL, draw_row, more, start };

void
threads_init(struct threads *t, struct screen *s, threads_fetch *fetch,
    enum thread_filter filter)
{
	t->screen = s;
	t->fetch = fetch;
	t->filter = filter;
	t->only_down = t->boards || filter == THREADS_UNREAD;
	list_init(&t->list, &model, t, 0);
	start(t, -1);
	list_reset(&t->list, t->len);
	t->list.first = 0;
}

void
threads_load(struct threads *t)
{
	size_t had = t->len;
	struct threads_edge above = t->above;
	bool top = t->top;

	empty(t);
	t->version++;
	t->arrived = 0;
	t->top = top;
	t->bottom = false;
	t->above = above;
	/* Behind a place just above the first row, so that it comes, too. */
	t->below = top ? (struct threads_edge){ 0 } : above;
	t->below.at.id += !top;
	while (t->len < had && add_below(t))
		continue;
	if (t->len == 0)
		start(t, -1);
	list_reset(&t->list, t->len);
}

void
threads_look_again(struct threads *t)
{
	t->version++;
	t->screen->dirty = true;
}

/* Nobody moves for it but whoever stands at the top. */
static void
arrive(struct threads *t, int64_t id)
{
	struct screen *s = t->screen;
	struct thread_row row;
	struct thread_list one = { &row, 1 };

	if (store_thread_get(s->store, &s->arena, s->viewer, id, &row) !=
	    ERR_NONE)
		return;
	if (!store_thread_passes(t->filter, s->viewer, &row))
		return;
	t->arrived++;
	if (t->top && put(t, 0, &one))
		list_arrived(&t->list, 1);
	s->dirty = true;
}

void
threads_touch(struct threads *t, const struct event_note *note)
{
	size_t at;

	tidy(t);
	if (note->thread_id == 0)
		return;
	if (find(t, note->thread_id, &at)) {
		t->item[at].version = t->version - 1;
		t->screen->dirty = true;
		fresh(t, at);
		if (t->item[at].gone)
			take_out(t, at, 1);
		return;
	}
	/* A reply brings a thread up only where activity does. */
	if (note->kind == EVENT_THREAD_POSTED ||
	    (note->kind == EVENT_POST_REPLIED && t->filter != THREADS_NEWEST &&
		t->filter != THREADS_SCORE))
		arrive(t, note->thread_id);
}

bool
threads_is_of_row(const struct event_note *note)
{
	return note->kind == EVENT_POST_VOTED ||
	    note->kind == EVENT_THREAD_ME_TOO ||
	    note->kind == EVENT_THREAD_TAGGED;
}

const struct thread_row *
threads_selected(struct threads *t)
{
	struct threads_item *item;

	if (t->len == 0)
		return NULL;
	item = fresh(t, t->list.cursor);
	return item->gone ? NULL : &item->row;
}

/* In a fixed place, so that nothing moves when the cursor does. */
static void
draw_details(struct threads *t, struct canvas *c)
{
	const struct threads_item *item;

	if (t->len == 0)
		return;
	item = fresh(t, t->list.cursor);
	t->look.gone = item->gone;
	thread_row_details(c, &item->row, &t->look);
}

void
threads_draw(struct threads *t, struct canvas *c, struct str over,
    unsigned style, bool focused)
{
	int details =
	    c->rows < DETAILS_FROM || c->thrifty ? 0 : THREAD_DETAILS_ROWS;
	struct canvas body =
	    canvas_sub(c, 1, 0, c->rows - 1 - details, c->cols);
	struct canvas foot =
	    canvas_sub(c, c->rows - details, 0, details, c->cols);
	struct arena a = ARENA_INIT;

	tidy(t);
	t->look = look_of(t);
	list_draw(&t->list, &body, focused);
	/* What is in view has been seen. */
	if (t->top && t->arrived > t->list.first)
		t->arrived = t->list.first;
	if (t->arrived)
		over = arena_printf(&a, _("%zu new above  g"), t->arrived);
	t->look.over = over;
	t->look.over_style = t->arrived ? STYLE_NEW : style;
	thread_row_heads(c, 0, &t->look);
	t->look.over = STR("");
	if (details)
		draw_details(t, &foot);
	arena_free(&a);
}
