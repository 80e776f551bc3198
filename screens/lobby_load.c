/* lobby_load - what the lobby tells: read whole, or one board of it. */
#include "common/base/clock.h"
#include "common/store/art.h"
#include "common/store/mark.h"
#include "common/store/setting.h"
#include "screens/lobby_impl.h"

enum { WEEK_DAYS = 7 };

static void
count_waiting(struct lobby *st)
{
	st->waiting = 0;
	st->longest = 0;
	st->many = false;
	for (size_t i = 0; i < st->boards.len; i++) {
		const struct board_row *b = &st->boards.row[i];

		st->waiting += b->waiting;
		st->many = st->many || b->waiting >= WAITING_MAX;
		if (b->waiting == 0 ||
		    (st->longest && b->waiting_since_ms >= st->longest))
			continue;
		st->longest = b->waiting_since_ms;
		st->waits_at = i;
	}
}

/* What Tab goes through. */
static void
count_unread(struct lobby *st)
{
	st->unread = 0;
	st->unread_more = false;
	for (size_t i = 0; i < st->boards.len; i++) {
		const struct board_row *b = &st->boards.row[i];

		if (str_eq(b->level, STR("mute")))
			continue;
		if (b->unread == LOBBY_UNKNOWN || b->unread >= UNREAD_MAX)
			st->unread_more = true;
		if (b->unread > 0)
			st->unread +=
			    b->unread < UNREAD_MAX ? b->unread : UNREAD_MAX - 1;
	}
}

/* A glance at each of many boards would cost more than all the rest. */
static enum err
count_boards(struct screen *s)
{
	struct lobby *st = s->state;
	int64_t sum = 0;

	for (size_t i = 0; i < st->boards.len; i++) {
		struct board_row *b = &st->boards.row[i];

		TRY(store_board_waiting(s->store, b));
		b->unread = LOBBY_UNKNOWN;
		if (sum >= LOBBY_COUNTED)
			continue;
		TRY(store_mark_unread_board(
		    s->store, s->viewer.id, b->id, &b->unread));
		if (!str_eq(b->level, STR("mute")))
			sum += b->unread;
	}
	return ERR_NONE;
}

void
lobby_count_unread(struct screen *s, struct board_row *b)
{
	if (b->unread == LOBBY_UNKNOWN &&
	    store_mark_unread_board(
		s->store, s->viewer.id, b->id, &b->unread) != ERR_NONE)
		b->unread = 0;
}

static enum err
fetch(struct screen *s)
{
	struct lobby *st = s->state;
	int64_t week = app_now_ms(s->app) - (int64_t)WEEK_DAYS * CLOCK_DAY_MS;

	TRY(store_board_rows(s->store, &s->arena, s->viewer, &st->boards));
	TRY(count_boards(s));
	TRY(store_since(s->store, &s->arena, s->viewer, app_since_ms(s->app),
	    APP_WAITS_MAX, &st->since));
	TRY(lobby_lately_load(s));
	TRY(store_setting_get(
	    s->store, &s->arena, SETTING_COMMUNITY_MOTTO, &st->motto));
	return store_since_members(s->store, week, &st->members, &st->joined);
}

static void
copy_board(struct arena *a, struct board_row *b)
{
	b->slug = arena_dup(a, b->slug);
	b->title = arena_dup(a, b->title);
	b->about = arena_dup(a, b->about);
	b->kind = arena_dup(a, b->kind);
	b->group = arena_dup(a, b->group);
	b->last_title = arena_dup(a, b->last_title);
	b->level = arena_dup(a, b->level);
}

static void
copy_since(struct arena *a, struct since_row *r)
{
	r->state = arena_dup(a, r->state);
	r->title = arena_dup(a, r->title);
	r->place = arena_dup(a, r->place);
}

/*
 * Everybody has a lobby: it keeps what it shows and no more.  Lists come with
 * room for all the boards there may be, and rows that were fetched again
 * leave their old text behind.
 */
static void
move_house(struct screen *s)
{
	struct lobby *st = s->state;
	struct arena fresh = ARENA_INIT;
	struct board_row *board =
	    arena_array(&fresh, struct board_row, st->boards.len);
	struct since_row *since =
	    arena_array(&fresh, struct since_row, st->since.len);

	for (size_t i = 0; i < st->boards.len; i++) {
		board[i] = st->boards.row[i];
		copy_board(&fresh, &board[i]);
	}
	for (size_t i = 0; i < st->since.len; i++) {
		since[i] = st->since.row[i];
		copy_since(&fresh, &since[i]);
	}
	lobby_lately_keep(st, &fresh);
	st->motto = arena_dup(&fresh, st->motto);
	st->boards.row = board;
	st->since.row = since;
	arena_free(&s->arena);
	s->arena = fresh;
}

static void
load_picture(struct screen *s)
{
	struct lobby *st = s->state;

	if (!st->rehang)
		return;
	st->rehang = false;
	picture_load(&st->picture, s, ART_LOBBY, true);
	st->has_picture = st->picture.there;
	if (st->picture.rows > LOBBY_PICTURE)
		picture_free(&st->picture);
}

enum err
lobby_load(struct screen *s)
{
	struct lobby *st = s->state;
	enum err e;

	st->boards = (struct board_list){ 0 };
	st->since = (struct since_list){ 0 };
	st->motto = STR("");
	e = fetch(s);
	move_house(s);
	count_waiting(st);
	count_unread(st);
	load_picture(s);
	app_waits(s->app, &st->since);
	return e;
}

/* What happened on one board changes its line and what waits. */
static enum err
load_board(struct screen *s)
{
	struct lobby *st = s->state;
	size_t i = 0;

	while (i < st->boards.len && st->boards.row[i].id != st->board)
		i++;
	if (i == st->boards.len)
		return ERR_MISSING;
	TRY(store_board_by_id(
	    s->store, &s->arena, s->viewer, st->board, &st->boards.row[i]));
	TRY(store_board_counts(s->store, s->viewer, &st->boards.row[i]));
	TRY(store_since(s->store, &s->arena, s->viewer, app_since_ms(s->app),
	    APP_WAITS_MAX, &st->since));
	TRY(lobby_lately_load(s));
	move_house(s);
	count_waiting(st);
	count_unread(st);
	app_waits(s->app, &st->since);
	return ERR_NONE;
}

void
lobby_refresh(struct screen *s)
{
	struct lobby *st = s->state;

	if (!st->stale)
		return;
	st->stale = false;
	if (st->board == 0 || load_board(s) != ERR_NONE)
		(void)lobby_load(s);
}
