/* lobby - the first screen: what waits for you, the boards, who waits. */
#include "common/base/clock.h"
#include "common/rules/kinds/kind.h"
#include "screens/lobby_impl.h"
#include "screens/lobby_rows.h"
#include "screens/lobby_top.h"
#include "screens/ui/go.h"
#include "screens/ui/ref.h"
#include "screens/ui/threads.h"

enum {
	SINCE_SHOWN = 4,
	SMALL_ROWS = 14, /* below: the boards, and a few lines if they fit */
	TINY_ROWS = 6,	 /* below: nothing has a heading */
	BANNER_FROM = 18,
	LATELY_HEAD = 2, /* rows of its heading */
	PLACES = 9,	 /* boards with a digit of their own */
	COLS_MAX = 150,
};

/* Of threads and people there; no board and no line above has such ids. */
#define LATELY_IDS (INT64_C(1) << 62)

static struct lobby *
lobby_of(struct screen *s)
{
	return s->state;
}

/* The board at an item; NULL where that is a line of `since`. */
static struct board_row *
board_at(const struct lobby *st, size_t i)
{
	return i >= st->shown && i < st->shown + st->boards.len ?
	    &st->boards.row[i - st->shown] :
	    NULL;
}

static const struct since_row *
since_at(const struct lobby *st, size_t i)
{
	return i < st->shown ? &st->since.row[i] : NULL;
}

static const struct lately_row *
lately_at(const struct lobby *st, size_t i)
{
	size_t before = st->shown + st->boards.len;

	return i >= before && i < before + st->lately_shown ?
	    &st->lately.row[i - before] :
	    NULL;
}

static int64_t
id_of(void *arg, size_t i)
{
	const struct lobby *st = lobby_of(arg);
	const struct board_row *b = board_at(st, i);
	const struct since_row *r = since_at(st, i);
	const struct lately_row *l = lately_at(st, i);

	if (b)
		return -b->id;
	if (l)
		return LATELY_IDS + (l->thread ? l->thread : -l->seq);
	return r ? (r->draft ? r->draft : r->thread) * 8 + r->kind + 1 : 1;
}

static struct list_rows
rows_of(void *arg, size_t i, bool selected)
{
	const struct lobby *st = lobby_of(arg);
	int lead = 0;

	(void)selected;
	if (i == st->shown + st->boards.len)
		lead = 2;
	else if (i == st->shown)
		lead = st->small ? st->heads : i == 0 ? 1 : 2;
	else if (i == 0)
		lead = !st->small;
	return (struct list_rows){ lead, 1 };
}

static void
draw_since_head(struct screen *s, struct canvas *c, int row)
{
	const struct lobby *st = lobby_of(s);
	struct arena a = ARENA_INIT;
	struct str words = STR(_("For you"));

	if (st->away)
		words = arena_printf(&a, _("Since you were here %s"),
		    clock_ago(st->seen_ms, app_now_ms(s->app)).text);
	canvas_text(c, row, LIST_SIGN_COL, c->cols - 2, STYLE_TITLE, words);
	arena_free(&a);
}

static void
draw_item(void *arg, struct canvas *c, size_t i, bool selected)
{
	struct screen *s = arg;
	const struct lobby *st = lobby_of(s);
	struct board_row *b = board_at(st, i);
	const struct since_row *r = since_at(st, i);
	const struct lately_row *l = lately_at(st, i);
	int lead = rows_of(arg, i, selected).lead;
	size_t nth = i - st->shown;
	int64_t now = app_now_ms(s->app);

	if (b) {
		if (lead)
			lobby_board_heads(c, lead - 1);
		lobby_count_unread(s, b);
		lobby_board_row(
		    c, lead, b, nth < PLACES ? (int)nth + 1 : 0, now);
	} else if (r) {
		if (lead)
			draw_since_head(s, c, lead - 1);
		lobby_since_row(c, lead, r, now);
	} else if (l) {
		if (lead)
			canvas_text(c, lead - 1, LIST_SIGN_COL, c->cols - 2,
			    STYLE_TITLE, STR(_("Lately")));
		lobby_lately_row(c, lead, l, now);
	}
}

static const struct list_model model = {
	.id = id_of, .rows = rows_of, .draw = draw_item
};

/* What somebody was writing is always in view, the rest where there is room. */
static size_t
most_since(const struct lobby *st, int rows)
{
	size_t taken = 1 + st->heads + st->boards.len, spare, least;

	if (!st->small)
		return rows > 30 && st->boards.len < 14 ? APP_WAITS_MAX :
							  SINCE_SHOWN;
	spare = (size_t)rows > taken ? (size_t)rows - taken : 0;
	least = st->since.len && st->since.row[0].kind == SINCE_DRAFT;
	return spare > SINCE_SHOWN ? SINCE_SHOWN :
	    spare > least	   ? spare :
				     least;
}

/* What has room in so many rows: `lately_shown` is for make_room(). */
static void
arrange(struct lobby *st, int rows)
{
	size_t most;

	st->small = rows < SMALL_ROWS;
	st->heads = rows >= TINY_ROWS;
	most = most_since(st, rows);
	st->shown = st->since.len < most ? st->since.len : most;
}

static int
count_rows(const struct lobby *st, size_t items)
{
	int rows = 0;

	for (size_t i = 0; i < items; i++) {
		struct list_rows r = rows_of(st->list.arg, i, false);

		rows += r.lead + r.rows;
	}
	return rows;
}

/* What others do stands where nothing else wants the rows. */
static void
make_room(struct lobby *st, int rows)
{
	size_t before = st->shown + st->boards.len;
	int spare = rows - count_rows(st, before) - LATELY_HEAD;

	st->lately_shown = 0;
	if (!st->small && spare > 0)
		st->lately_shown = (size_t)spare < st->lately.len ?
		    (size_t)spare :
		    st->lately.len;
	list_reset(&st->list, before + st->lately_shown);
}

static enum err
lobby_open(struct screen *s, struct str arg)
{
	enum err e;

	(void)arg;
	lobby_of(s)->seen_ms = app_seen_ms(s->app);
	lobby_of(s)->away = lobby_of(s)->seen_ms &&
	    app_now_ms(s->app) - lobby_of(s)->seen_ms >=
		(int64_t)LOBBY_AWAY_MINUTES * CLOCK_MINUTE_MS;
	list_init(&lobby_of(s)->list, &model, s, 0);
	lobby_of(s)->rehang = true;
	e = lobby_load(s);
	if (e != ERR_NONE) {
		picture_free(&lobby_of(s)->picture);
		return e;
	}
	arrange(lobby_of(s), TERM_ROWS);
	make_room(lobby_of(s), 0);
	return ERR_NONE;
}

static int
draw_top(struct screen *s, struct canvas *c)
{
	const struct lobby *st = lobby_of(s);
	struct lobby_top top = {
		.name = app_community(s->app),
		.motto = st->motto,
		.members = st->members,
		.joined = st->joined,
		.picture = picture_fits(&st->picture, c->rows, c->cols) ?
		    &st->picture :
		    NULL,
	};

	return st->small ? 0 : lobby_top(c, &top, c->rows >= BANNER_FROM);
}

static void
lobby_draw(struct screen *s, struct canvas *whole)
{
	struct lobby *st = lobby_of(s);
	struct arena a = ARENA_INIT;
	int cols = whole->cols < COLS_MAX ? whole->cols : COLS_MAX;
	struct canvas c = canvas_sub(whole, 0, 0, whole->rows, cols);
	struct canvas part;
	struct str words;
	int row, foot, rows, tour;

	lobby_refresh(s);
	arrange(st, c.rows);
	row = lobby_welcome(s, &c, draw_top(s, &c));
	words = lobby_last_words(s, &a, cols);
	foot = words.n == 0 ? 0 : st->small ? 1 : 2;
	tour = lobby_tour_rows(s, cols);
	make_room(st, c.rows - row - foot - tour);
	if (st->to_first)
		list_select(&st->list, id_of(s, 0));
	st->to_first = false;
	rows = count_rows(st, st->list.len);
	if (rows > c.rows - row - foot - tour)
		rows = c.rows - row - foot - tour;
	part = canvas_sub(&c, row, 0, rows, cols);
	list_draw(&st->list, &part, s->focused);
	if (tour)
		lobby_tour_draw(&c, row + rows);
	if (foot)
		canvas_text(&c, row + rows + tour + foot - 1, LIST_SIGN_COL,
		    cols - 2, st->waiting ? STYLE_WARN : STYLE_DIM, words);
	arena_free(&a);
}

static void
lobby_close(struct screen *s)
{
	picture_free(&lobby_of(s)->picture);
}

static struct str
lobby_crumbs(struct screen *s, struct arena *a)
{
	(void)s;
	(void)a;
	return STR("");
}

/* Whether it changes no board but the one it happened on. */
static bool
is_posting(enum event_kind kind)
{
	return kind == EVENT_THREAD_POSTED || kind == EVENT_POST_REPLIED ||
	    kind == EVENT_POST_EDITED || kind == EVENT_POST_DELETED ||
	    kind == EVENT_THREAD_SOLVED || kind == EVENT_THREAD_REOPENED;
}

/* After it, what was told of others may be somebody's no more to read. */
static bool
takes_away(enum event_kind kind)
{
	return kind == EVENT_POST_DELETED || kind == EVENT_BOARD_CHANGED ||
	    kind == EVENT_MEMBER_RENAMED || kind == EVENT_MEMBER_ROLE;
}

static void
lobby_event(struct screen *s, const struct event_note *note)
{
	struct lobby *st = lobby_of(s);

	if (threads_is_of_row(note))
		return;
	/* However many come before the next frame, they are one look. */
	if (!st->stale)
		st->board = is_posting(note->kind) ? note->board_id : 0;
	else if (st->board != note->board_id || !is_posting(note->kind))
		st->board = 0;
	if (takes_away(note->kind))
		lobby_lately_forget(st);
	if (note->kind == EVENT_ART_CHANGED)
		st->rehang = true;
	st->stale = true;
	s->dirty = true;
}

static void
lobby_again(struct screen *s)
{
	lobby_lately_forget(lobby_of(s));
	lobby_of(s)->stale = lobby_of(s)->rehang = true;
	lobby_of(s)->board = 0;
	s->dirty = true;
}

static void
open_board(struct screen *s, const struct board_row *b, const char *filter)
{
	struct arena a = ARENA_INIT;

	go_to(s, STR("board"),
	    arena_printf(&a, "%.*s%s", STR_ARG(b->slug), filter));
	arena_free(&a);
}

static void
open_since(struct screen *s, const struct since_row *r)
{
	struct arena a = ARENA_INIT;

	if (r->kind == SINCE_DRAFT)
		go_to(s, STR("compose"), r->place);
	else
		go_to(s, STR("thread"), ref_text(&a, r->thread, r->n));
	arena_free(&a);
}

static void
open_lately(struct screen *s, const struct lately_row *l)
{
	struct arena a = ARENA_INIT;

	if (l->thread)
		go_to(s, STR("thread"), ref_text(&a, l->thread, l->n));
	else
		go_to(s, STR("profile"), l->who);
	arena_free(&a);
}

static void
open_selected(struct screen *s)
{
	const struct lobby *st = lobby_of(s);
	const struct board_row *b = board_at(st, st->list.cursor);
	const struct since_row *r = since_at(st, st->list.cursor);
	const struct lately_row *l = lately_at(st, st->list.cursor);

	if (b)
		open_board(s, b, "");
	else if (r)
		open_since(s, r);
	else if (l)
		open_lately(s, l);
}

static void
compose(struct screen *s)
{
	struct lobby *st = lobby_of(s);
	const struct board_row *b = board_at(st, st->list.cursor);
	const struct board_kind *kind = b ? board_kind_find(b->kind) : NULL;
	struct arena a = ARENA_INIT;

	if (!go_is_member(s))
		return;
	if (b) {
		go_to(s, STR("compose"),
		    arena_printf(&a, "%s %.*s",
			kind && kind->asks ? "ask" : "post", STR_ARG(b->slug)));
	} else if (st->boards.len) {
		list_select(&st->list, -st->boards.row[0].id);
		s->dirty = true;
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("On which board? Move to it, then c again.")));
	}
	arena_free(&a);
}

/* The selected board's where some wait there, else those of all boards. */
static void
see_waiting(struct screen *s)
{
	const struct lobby *st = lobby_of(s);
	const struct board_row *b = board_at(st, st->list.cursor);

	if (st->waiting == 0) {
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("Nobody waits for an answer.")));
		return;
	}
	if (b && b->waiting)
		open_board(s, b, " open");
	else if (st->boards.row[st->waits_at].waiting == st->waiting)
		open_board(s, &st->boards.row[st->waits_at], " open");
	else
		go_to(s, STR("search"), STR("is:open"));
}

static void
see_for_you(struct screen *s)
{
	struct lobby *st = lobby_of(s);

	lobby_refresh(s);
	st->to_first = st->since.len > 0;
	s->dirty = true;
	if (!st->to_first)
		app_say(
		    s->app, STYLE_MESSAGE, STR(_("Nothing waits for you.")));
}

static void
go_on(struct screen *s)
{
	const struct lobby *st = lobby_of(s);
	const struct since_row *r = since_at(st, st->list.cursor);

	if (!go_is_member(s))
		return;
	if ((r == NULL || r->kind != SINCE_DRAFT) && st->since.len > 1 &&
	    st->since.row[1].kind == SINCE_DRAFT) {
		go_to(s, STR("drafts"), STR("")); /* which of them? */
		return;
	}
	if (r == NULL || r->kind != SINCE_DRAFT)
		r = st->since.len ? &st->since.row[0] : NULL;
	if (r && r->kind == SINCE_DRAFT)
		open_since(s, r);
	else
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("You have nothing unfinished.")));
}

static void
see_picture(struct screen *s)
{
	const struct lobby *st = lobby_of(s);

	if (st->has_picture)
		go_to(s, STR("art"), STR("lobby"));
	else
		app_say(
		    s->app, STYLE_MESSAGE, STR(_("There is no picture here.")));
}

static void
hide_tour(struct screen *s)
{
	lobby_of(s)->tour = TOUR_HIDDEN;
	s->dirty = true;
}

static bool
lobby_applies(const struct screen *s, int32_t key)
{
	const struct lobby *st = s->state;

	switch (key) {
	case KEYS_ENTER:
		return st->list.len > 0;
	case 'c':
		return s->viewer.id && st->boards.len;
	case 'w':
		return st->waiting > 0;
	case 'D':
		return s->viewer.id && st->since.len &&
		    st->since.row[0].kind == SINCE_DRAFT;
	case 'V':
		return st->has_picture;
	case KEYS_TAB:
		return s->viewer.id != 0;
	case 'x':
		return st->tour == TOUR_SHOWN;
	default:
		return true;
	}
}

static const struct binding lobby_keys[] = {
	{ KEYS_ENTER, N_("open"), open_selected, NULL, 0 },
	{ 'l', NULL, open_selected, NULL, 0 },
	{ KEYS_RIGHT, NULL, open_selected, NULL, 0 },
	{ 'c', N_("new"), compose, NULL, 0 },
	{ 'w', N_("waiting"), see_waiting, NULL, 0 },
	{ 'i', N_("for you"), see_for_you, NULL, BINDING_QUIET },
	{ 'D', N_("go on with draft"), go_on, NULL, BINDING_QUIET },
	{ 'V', N_("picture"), see_picture, NULL, BINDING_QUIET },
	{ 'x', N_("hide first steps"), hide_tour, NULL, BINDING_QUIET },
	LIST_READ_KEYS,
	{ 0 },
};

extern const struct screen_class lobby_screen;

const struct screen_class lobby_screen = {
	.name = "lobby",
	.title = N_("Lobby"),
	.command = "boards",
	.state_size = sizeof(struct lobby),
	.keys = lobby_keys,
	.open = lobby_open,
	.draw = lobby_draw,
	.crumbs = lobby_crumbs,
	.applies = lobby_applies,
	.event = lobby_event,
	.again = lobby_again,
	.close = lobby_close,
};
