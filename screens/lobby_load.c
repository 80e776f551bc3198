/* lobby_load - what the lobby tells: read whole, or one board of it. */
#include "common/base/clock.h"
#include "common/store/setting.h"
#include "screens/lobby_impl.h"

enum {
	WEEK_DAYS = 7,
	ACCEPTED_DAYS = 3,
	KEEP_BYTES = 512 * 1024, /* of rows, stale ones among them */
};

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

/* When to look for accepted answers from. */
static int64_t
accepted_since(struct screen *s)
{
	const struct lobby *st = s->state;

	return st->seen_ms ?
	    st->seen_ms :
	    app_now_ms(s->app) - (int64_t)ACCEPTED_DAYS * CLOCK_DAY_MS;
}

static enum err
fetch(struct screen *s)
{
	struct lobby *st = s->state;
	int64_t week = app_now_ms(s->app) - (int64_t)WEEK_DAYS * CLOCK_DAY_MS;

	TRY(store_board_list(s->store, &s->arena, s->viewer, &st->boards));
	TRY(store_since(s->store, &s->arena, s->viewer, accepted_since(s),
	    LOBBY_SINCE_MAX, &st->since));
	TRY(store_setting_get(
	    s->store, &s->arena, SETTING_COMMUNITY_MOTTO, &st->motto));
	return store_since_members(s->store, week, &st->members, &st->joined);
}

enum err
lobby_load(struct screen *s)
{
	struct lobby *st = s->state;
	enum err e;

	arena_reset(&s->arena);
	st->boards = (struct board_list){ 0 };
	st->since = (struct since_list){ 0 };
	st->motto = STR("");
	e = fetch(s);
	count_waiting(st);
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
	count_waiting(st);
	return store_since(s->store, &s->arena, s->viewer, accepted_since(s),
	    LOBBY_SINCE_MAX, &st->since);
}

void
lobby_refresh(struct screen *s)
{
	struct lobby *st = s->state;

	if (!st->stale)
		return;
	st->stale = false;
	if (st->board == 0 || s->arena.used >= KEEP_BYTES ||
	    load_board(s) != ERR_NONE)
		(void)lobby_load(s);
}
