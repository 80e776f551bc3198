/* aside - the column of people at the right of wide windows. */
#include "screens/aside.h"

#include <stdlib.h>

#include "common/base/clock.h"
#include "common/base/mem.h"
#include "screens/ui/here.h"

enum {
	HERE_MAX = 100,
	NEW_MAX = 8,
	NEW_DAYS = 30,
	NEW_ROWS = 16, /* a lower window has room for who is here alone */
	AGE_COLS = 6,
};

struct aside {
	struct app *app;
	struct store *store;
	struct arena arena;
	struct here here;
	struct member_list fresh;
	bool stale;
};

struct aside *
aside_new(struct app *app, struct store *store)
{
	struct aside *a = mem_new(struct aside);

	a->app = app;
	a->store = store;
	a->stale = true;
	return a;
}

void
aside_free(struct aside *a)
{
	if (a == NULL)
		return;
	arena_free(&a->arena);
	free(a);
}

void
aside_again(struct aside *a)
{
	if (a)
		a->stale = true;
}

bool
aside_event(struct aside *a, const struct event_note *note)
{
	bool people = note->kind == EVENT_MEMBER_JOINED ||
	    note->kind == EVENT_MEMBER_RENAMED ||
	    note->kind == EVENT_MEMBER_ROLE;

	a->stale = a->stale || people;
	return people;
}

static void
refresh(struct aside *a)
{
	const struct presence *p = app_presence(a->app);
	int64_t month = app_now_ms(a->app) - (int64_t)NEW_DAYS * CLOCK_DAY_MS;

	if (a->store == NULL || (!a->stale && !here_changed(&a->here, p)))
		return;
	a->stale = false;
	arena_reset(&a->arena);
	here_load(&a->here, a->store, &a->arena, p, HERE_MAX);
	if (store_member_newest(
		a->store, &a->arena, month, NEW_MAX, &a->fresh) != ERR_NONE)
		a->fresh = (struct member_list){ 0 };
}

static void
draw_head(struct canvas *c, int row, struct str words, size_t n)
{
	canvas_text(c, row, 2, c->cols - 4, STYLE_TITLE, words);
	if (n)
		canvas_int(c, row, c->cols - 1 - AGE_COLS, AGE_COLS, STYLE_DIM,
		    (int64_t)n);
}

static void
draw_member(const struct aside *a, struct canvas *c, int row,
    const struct member_row *m, int64_t since_ms)
{
	int64_t now_ms = app_now_ms(a->app);
	int right = c->cols - 1 - AGE_COLS;
	struct arena words = ARENA_INIT;

	canvas_text(c, row, 2, right - 3,
	    m->id == app_me(a->app)->id ? STYLE_NORMAL : STYLE_ACCENT,
	    arena_printf(&words, "@%.*s", STR_ARG(m->handle)));
	canvas_text_right(c, row, right, AGE_COLS, STYLE_DIM,
	    now_ms - since_ms < CLOCK_MINUTE_MS ?
		STR(_("<1 m")) :
		str_from(clock_age(since_ms, now_ms).text));
	arena_free(&words);
}

/* Returns the row below it. */
static int
draw_here(struct aside *a, struct canvas *c, int rows)
{
	struct here *h = &a->here;
	struct arena words = ARENA_INIT;
	struct here shown = *h;
	int row = 1;

	draw_head(c, 0, STR(_("Here now")), h->len + h->more + h->guests);
	if (rows < 3)
		return row;
	shown.len = h->len < (size_t)rows - 2 ? h->len : (size_t)rows - 2;
	shown.more += h->len - shown.len;
	for (size_t i = 0; i < shown.len; i++)
		draw_member(a, c, row++, &h->row[i].m, h->row[i].since_ms);
	if (shown.more || shown.guests)
		canvas_text(c, row++, 2, c->cols - 3, STYLE_DIM,
		    here_others(&shown, &words));
	arena_free(&words);
	return row;
}

void
aside_draw(struct aside *a, struct canvas *c)
{
	bool both = c->rows >= NEW_ROWS;
	int row;

	refresh(a);
	canvas_vline(c, 0, 0, c->rows, STYLE_BORDER, 0x2502);
	row = 1 +
	    draw_here(a, c,
		both && a->fresh.len ? c->rows - (int)a->fresh.len - 2 :
				       c->rows);
	if (!both || a->fresh.len == 0)
		return;
	draw_head(c, row++, STR(_("New here")), 0);
	for (size_t i = 0; i < a->fresh.len; i++)
		draw_member(
		    a, c, row++, &a->fresh.row[i], a->fresh.row[i].joined_ms);
}
