/* store/mark - what somebody has not read, wherever it is. */
#include "common/base/arena.h"
#include "common/store/board.h"
#include "common/store/mark.h"
#include "common/store/sql.h"
#include "common/store/thread.h"

enum {
	/* Up to so many posts beyond a board's mark are looked at at once. */
	RANGE_POSTS = 2000,
	/* Beyond, so many threads are tried by activity before that. */
	WALK_THREADS = 1000,
};

struct stop {
	int64_t board;
	int64_t seq;
	int64_t mark; /* of the board */
	bool holes;
};

/* Where the walk begins. */
struct start {
	int64_t thread; /* 0: nowhere */
	int64_t board;
	int64_t bumped_ms;
	bool muted;
};

#define BOARD_NOT_MUTED                                        \
	"NOT EXISTS (SELECT 1 FROM follow f WHERE f.member_id" \
	" = :viewer AND f.ref_type = 'board' AND f.ref_id"     \
	" = b.id AND f.level = 'mute')"
#define MAY_READ BOARD_VISIBLE("b")

/*
 * The last post of a thread up to a place in its board.  Numbers and places
 * are given together, so both grow: halving finds it among thousands.
 */
static enum err
last_before(
    struct store *s, int64_t thread, int64_t seq, int64_t high, int64_t *out)
{
	static const char seq_sql[] =
	    "SELECT board_seq FROM post WHERE thread_id = :thread"
	    " AND n >= :n ORDER BY n LIMIT 1";
	int64_t low = 0; /* is before it; high + 1 is not */

	while (low < high) {
		int64_t mid = low + (high - low + 1) / 2, at;
		struct sql q = sql_begin(s, seq_sql);

		sql_int(&q, ":thread", thread);
		sql_int(&q, ":n", mid);
		TRY(sql_one_int(&q, INT64_MAX, &at));
		if (at <= seq)
			low = mid;
		else
			high = mid - 1;
	}
	*out = low;
	return ERR_NONE;
}

struct thread_marks {
	int64_t board;
	int64_t seq;
	int64_t last_seq;
	int64_t seen_n;
	int64_t board_mark;
};

static enum err
thread_marks(
    struct store *s, struct viewer v, int64_t thread, struct thread_marks *out)
{
	static const char marks_sql[] =
	    "SELECT t.board_id, t.seq, t.last_seq, coalesce(r.seen_n, 0),"
	    " coalesce(bm.seen_seq, 0) FROM thread t"
	    " LEFT JOIN read_mark r ON r.thread_id = t.id"
	    "   AND r.member_id = :member"
	    " LEFT JOIN board_mark bm ON bm.board_id = t.board_id"
	    "   AND bm.member_id = :member WHERE t.id = :thread";
	struct sql q = sql_begin(s, marks_sql);
	struct thread_marks m = { 0 };

	sql_int(&q, ":member", v.id);
	sql_int(&q, ":thread", thread);
	if (sql_next(&q)) {
		m.board = sql_col_int(&q, 0);
		m.seq = sql_col_int(&q, 1);
		m.last_seq = sql_col_int(&q, 2);
		m.seen_n = sql_col_int(&q, 3);
		m.board_mark = sql_col_int(&q, 4);
	}
	TRY(sql_end(&q));
	*out = m;
	return ERR_NONE;
}

/* The first unread post of a thread after post `n`; 0: none. */
static enum err
in_thread(
    struct store *s, struct viewer v, int64_t thread, int64_t n, int64_t *out)
{
	static const char new_sql[] =
	    "SELECT n FROM post WHERE thread_id = :thread AND n > :from"
	    " AND hidden_at IS NULL AND author_id <> :member"
	    " AND post.author_id NOT IN " MUTED_BY_MEMBER " ORDER BY n LIMIT 1";
	static const char hole_sql[] =
	    "SELECT p.n FROM read_hole h CROSS JOIN post p ON p.id = h.post_id"
	    " WHERE h.member_id = :member AND h.board_id = :board"
	    " AND p.thread_id = :thread AND p.n > :from"
	    " AND p.hidden_at IS NULL AND p.author_id <> :member"
	    " AND p.author_id NOT IN " MUTED_BY_MEMBER " ORDER BY p.n LIMIT 1";
	struct thread_marks m;
	int64_t from = n, first = 0, hole;
	struct sql q;

	TRY(thread_marks(s, v, thread, &m));
	if (m.last_seq > m.board_mark) {
		TRY(last_before(s, thread, m.board_mark, m.seq, &from));
		from = from > m.seen_n ? from : m.seen_n;
		q = sql_begin(s, new_sql);
		sql_int(&q, ":thread", thread);
		sql_int(&q, ":from", from > n ? from : n);
		sql_int(&q, ":member", v.id);
		TRY(sql_one_int(&q, 0, &first));
	}
	q = sql_begin(s, hole_sql);
	sql_int(&q, ":member", v.id);
	sql_int(&q, ":board", m.board);
	sql_int(&q, ":thread", thread);
	sql_int(&q, ":from", n);
	TRY(sql_one_int(&q, 0, &hole));
	*out = hole && (first == 0 || hole < first) ? hole : first;
	return ERR_NONE;
}

/*
 * By activity: the first thread below `from` with something unread, then
 * those above it.  Looks at what is beyond the board's mark, so it suits
 * boards where that is little; it finds whatever there is.
 */
static enum err
by_range(struct store *s, struct viewer v, const struct stop *at,
    const struct start *from, int64_t *out)
{
	static const char range_sql[] =
	    "SELECT t.id FROM thread t WHERE t.id IN ("
	    "   SELECT p.thread_id FROM post p"
	    "    LEFT JOIN read_mark r ON r.thread_id = p.thread_id"
	    "      AND r.member_id = :viewer"
	    "   WHERE p.board_id = :board AND p.board_seq > :mark"
	    "    AND p.n > coalesce(r.seen_n, 0) AND p.hidden_at IS NULL"
	    "    AND p.author_id <> :viewer"
	    "    AND p.author_id NOT IN " MUTED_BY_VIEWER
	    "  UNION SELECT hp.thread_id FROM read_hole h"
	    "    CROSS JOIN post hp ON hp.id = h.post_id"
	    "   WHERE h.member_id = :viewer AND h.board_id = :board"
	    "    AND hp.hidden_at IS NULL AND hp.author_id <> :viewer"
	    "    AND hp.author_id NOT IN " MUTED_BY_VIEWER ")"
	    " AND t.hidden_at IS NULL AND t.id <> :skip AND " THREAD_NOT_MUTED
	    " ORDER BY (t.bumped_at, t.id) < (:bumped, :skip) DESC,"
	    " t.bumped_at DESC, t.id DESC LIMIT 1";
	struct sql q = sql_begin(s, range_sql);

	sql_int(&q, ":viewer", v.id);
	sql_int(&q, ":board", at->board);
	sql_int(&q, ":mark", at->mark);
	sql_int(&q, ":skip", from->thread);
	sql_int(&q, ":bumped", from->bumped_ms);
	return sql_one_int(&q, 0, out);
}

/* The same one after the other, for boards where nearly all is unread. */
static enum err
by_walk(struct store *s, struct viewer v, const struct stop *at,
    int64_t bumped_ms, int64_t below, int64_t skip, int64_t *out)
{
	static const char walk_sql[] =
	    "SELECT t.id, t.last_seq > :mark AND t.seq > coalesce(r.seen_n, 0)"
	    " AND t.id <> :skip AND " THREAD_NOT_MUTED
	    " FROM thread t LEFT JOIN read_mark r ON r.thread_id = t.id"
	    "   AND r.member_id = :viewer"
	    " WHERE t.board_id = :board AND t.hidden_at IS NULL"
	    "   AND (t.bumped_at, t.id) < (:bumped, :below)"
	    " ORDER BY t.bumped_at DESC, t.id DESC LIMIT :max";
	struct sql q = sql_begin(s, walk_sql);
	int64_t found = 0, n;
	enum err e = ERR_NONE;

	sql_int(&q, ":viewer", v.id);
	sql_int(&q, ":board", at->board);
	sql_int(&q, ":mark", at->mark);
	sql_int(&q, ":skip", skip);
	sql_int(&q, ":bumped", bumped_ms);
	sql_int(&q, ":below", below);
	sql_int(&q, ":max", WALK_THREADS);
	while (found == 0 && e == ERR_NONE && sql_next(&q)) {
		int64_t thread = sql_col_int(&q, 0);

		if (sql_col_int(&q, 1) == 0)
			continue;
		e = in_thread(s, v, thread, 0, &n);
		if (e == ERR_NONE && n)
			found = thread;
	}
	TRY(sql_end(&q));
	TRY(e);
	*out = found;
	return ERR_NONE;
}

static bool
may_have_news(const struct stop *at)
{
	return at->seq > at->mark || at->holes;
}

/* The next thread of a board with something unread; 0: none. */
static enum err
in_board(struct store *s, struct viewer v, const struct stop *at,
    const struct start *from, int64_t *out)
{
	*out = 0;
	if (!may_have_news(at))
		return ERR_NONE;
	if (at->seq - at->mark > RANGE_POSTS) {
		TRY(by_walk(s, v, at, from->bumped_ms, from->thread,
		    from->thread, out));
		if (*out == 0 && from->thread)
			TRY(by_walk(
			    s, v, at, INT64_MAX, INT64_MAX, from->thread, out));
		if (*out)
			return ERR_NONE;
	}
	return by_range(s, v, at, from, out);
}

static enum err
stops(struct store *s, struct arena *a, struct viewer v, struct stop **out,
    size_t *out_n)
{
	static const char boards_sql[] =
	    "SELECT b.id, b.seq, coalesce(bm.seen_seq, 0),"
	    " EXISTS (SELECT 1 FROM read_hole h WHERE h.member_id = :viewer"
	    "   AND h.board_id = b.id) FROM board b"
	    " LEFT JOIN board_mark bm ON bm.board_id = b.id"
	    "   AND bm.member_id = :viewer"
	    " WHERE " MAY_READ " AND " BOARD_NOT_MUTED
	    " ORDER BY b.position, b.id LIMIT :max";
	struct stop *stop = arena_array(a, struct stop, BOARDS_MAX);
	struct sql q = sql_begin(s, boards_sql);
	size_t n = 0;

	sql_viewer(&q, v);
	sql_int(&q, ":max", BOARDS_MAX);
	while (sql_next(&q)) {
		stop[n++] = (struct stop){
			.board = sql_col_int(&q, 0),
			.seq = sql_col_int(&q, 1),
			.mark = sql_col_int(&q, 2),
			.holes = sql_col_int(&q, 3) != 0,
		};
	}
	TRY(sql_end(&q));
	*out = stop;
	*out_n = n;
	return ERR_NONE;
}

/* Where a thread stands; one that may not be read is nowhere. */
static enum err
find_start(struct store *s, struct viewer v, int64_t thread, struct start *out)
{
	static const char start_sql[] =
	    "SELECT t.board_id, t.bumped_at, NOT " THREAD_NOT_MUTED
	    " FROM thread t JOIN board b ON b.id = t.board_id"
	    " WHERE t.id = :thread AND t.hidden_at IS NULL AND " MAY_READ;
	struct start start = { .bumped_ms = INT64_MAX };
	struct sql q = sql_begin(s, start_sql);

	sql_viewer(&q, v);
	sql_int(&q, ":thread", thread);
	if (sql_next(&q)) {
		start.thread = thread;
		start.board = sql_col_int(&q, 0);
		start.bumped_ms = sql_col_int(&q, 1);
		start.muted = sql_col_int(&q, 2) != 0;
	}
	TRY(sql_end(&q));
	*out = start;
	return ERR_NONE;
}

/* The boards in turn, from that of the start on. */
static enum err
elsewhere(struct store *s, struct viewer v, const struct start *start,
    const struct stop *stop, size_t len, int64_t *out)
{
	static const struct start top = { .bumped_ms = INT64_MAX };
	size_t first = 0;

	*out = 0;
	for (size_t i = 0; i < len; i++) {
		if (stop[i].board == start->board)
			first = i;
	}
	for (size_t i = 0; i < len && *out == 0; i++) {
		const struct stop *at = &stop[(first + i) % len];

		TRY(in_board(
		    s, v, at, at->board == start->board ? start : &top, out));
	}
	return ERR_NONE;
}

static bool
is_stop(const struct stop *stop, size_t len, int64_t board)
{
	for (size_t i = 0; i < len; i++) {
		if (stop[i].board == board)
			return true;
	}
	return false;
}

static enum err
find_next(struct store *s, struct arena *a, struct viewer v, int64_t thread,
    int64_t n, int64_t *out_thread, int64_t *out_n)
{
	struct start start;
	struct stop *stop;
	size_t len;
	bool here;
	int64_t found = 0, found_n = 0;

	TRY(find_start(s, v, thread, &start));
	TRY(stops(s, a, v, &stop, &len));
	here = start.thread && !start.muted && is_stop(stop, len, start.board);
	if (here)
		TRY(in_thread(s, v, start.thread, n, &found_n));
	if (found_n) {
		found = start.thread;
	} else {
		TRY(elsewhere(s, v, &start, stop, len, &found));
		if (found == 0 && here)
			found = start.thread;
		if (found)
			TRY(in_thread(s, v, found, 0, &found_n));
	}
	if (found_n == 0)
		return ERR_MISSING;
	*out_thread = found;
	*out_n = found_n;
	return ERR_NONE;
}

enum err
store_unread_next(struct store *s, struct viewer v, int64_t thread, int64_t n,
    int64_t *out_thread, int64_t *out_n)
{
	struct arena a = ARENA_INIT;
	enum err e;

	if (v.id == 0)
		return ERR_MISSING;
	e = find_next(s, &a, v, thread, n, out_thread, out_n);
	arena_free(&a);
	return e;
}

enum err
store_thread_unread(struct store *s, struct arena *a, struct viewer v,
    int64_t board, int64_t max, struct thread_list *out)
{
	struct thread_list list = { 0 }, part;
	struct stop *stop;
	size_t len = 0;

	if (v.id)
		TRY(stops(s, a, v, &stop, &len));
	list.row = arena_array(a, struct thread_row, (size_t)max);
	for (size_t i = 0; i < len && (int64_t)list.len < max; i++) {
		const struct thread_query q = {
			.board = stop[i].board,
			.filter = THREADS_UNREAD,
			.max = max - (int64_t)list.len,
		};

		if ((board && board != q.board) || !may_have_news(&stop[i]))
			continue;
		TRY(store_thread_list(s, a, v, &q, &part));
		for (size_t k = 0; k < part.len; k++)
			list.row[list.len++] = part.row[k];
	}
	*out = list;
	return ERR_NONE;
}
