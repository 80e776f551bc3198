/* store/mark - what somebody has read. */
#include "common/store/mark.h"

#include "common/store/sql.h"

enum { BY_POSTS = 300 }; /* so many beyond the mark are looked at singly */

/* How far the board and its mark are. */
struct board_place {
	int64_t seq;
	int64_t mark;
	bool holes;
};

static enum err
board_place(
    struct store *s, int64_t member, int64_t board, struct board_place *out)
{
	static const char place_sql[] =
	    "SELECT b.seq, coalesce((SELECT seen_seq FROM board_mark"
	    "   WHERE member_id = :member AND board_id = b.id), 0),"
	    " EXISTS (SELECT 1 FROM read_hole WHERE member_id = :member"
	    "   AND board_id = b.id) FROM board b WHERE b.id = :board";
	struct board_place at = { 0 };
	struct sql q = sql_begin(s, place_sql);

	sql_int(&q, ":member", member);
	sql_int(&q, ":board", board);
	if (sql_next(&q)) {
		at.seq = sql_col_int(&q, 0);
		at.mark = sql_col_int(&q, 1);
		at.holes = sql_col_int(&q, 2) != 0;
	}
	TRY(sql_end(&q));
	*out = at;
	return ERR_NONE;
}

/* The limit stands inside, so that counting stops there. */
static const char by_posts_sql[] =
    "SELECT count(*) FROM (SELECT 1 FROM post p"
    " CROSS JOIN thread t ON t.id = p.thread_id AND t.hidden_at IS NULL"
    " LEFT JOIN read_mark r ON r.thread_id = p.thread_id"
    "   AND r.member_id = :viewer"
    " WHERE p.board_id = :board AND p.board_seq > :mark"
    "  AND p.n > coalesce(r.seen_n, 0) AND p.hidden_at IS NULL"
    "  AND p.author_id <> :viewer AND p.author_id NOT IN " MUTED_BY_VIEWER
    " AND " THREAD_NOT_MUTED " LIMIT :max)";

/*
 * Where much is new, the newest threads mostly have enough of it, and what
 * was read of the others is passed over as a whole.
 */
static const char by_threads_sql[] =
    "SELECT count(*) FROM (SELECT 1 FROM thread t INDEXED BY thread_by_news"
    " LEFT JOIN read_mark r ON r.thread_id = t.id AND r.member_id = :viewer"
    " CROSS JOIN post p INDEXED BY post_by_tree ON p.thread_id = t.id"
    "   AND p.n > coalesce(r.seen_n, 0)"
    " WHERE t.board_id = :board AND t.hidden_at IS NULL"
    "  AND t.last_seq > :mark AND p.board_seq > :mark"
    "  AND p.hidden_at IS NULL AND p.author_id <> :viewer"
    "  AND p.author_id NOT IN " MUTED_BY_VIEWER " AND " THREAD_NOT_MUTED
    " LIMIT :max)";

/* Holes in what is read, that is, but not in what is new. */
static const char board_holes_sql[] =
    "SELECT count(*) FROM (SELECT 1 FROM read_hole h"
    " CROSS JOIN post p ON p.id = h.post_id"
    " CROSS JOIN thread t ON t.id = p.thread_id"
    " LEFT JOIN read_mark r ON r.thread_id = p.thread_id"
    "   AND r.member_id = :viewer"
    " WHERE h.member_id = :viewer AND h.board_id = :board"
    "  AND p.hidden_at IS NULL AND t.hidden_at IS NULL"
    "  AND p.author_id <> :viewer"
    "  AND p.author_id NOT IN " MUTED_BY_VIEWER " AND " THREAD_NOT_MUTED
    "  AND NOT (p.n > coalesce(r.seen_n, 0) AND p.board_seq > :mark)"
    "  LIMIT :max)";

static enum err
count_on_board(
    struct sql q, int64_t member, int64_t board, int64_t mark, int64_t *out)
{
	sql_int(&q, ":viewer", member);
	sql_int(&q, ":board", board);
	sql_int(&q, ":mark", mark);
	sql_int(&q, ":max", UNREAD_MAX);
	return sql_one_int(&q, 0, out);
}

enum err
store_mark_unread_board(
    struct store *s, int64_t member, int64_t board, int64_t *out)
{
	struct board_place at;
	int64_t n = 0, holes = 0;

	*out = 0;
	if (member == 0)
		return ERR_NONE;
	TRY(board_place(s, member, board, &at));
	if (at.seq > at.mark)
		TRY(count_on_board(
		    sql_begin(s,
			at.seq - at.mark > BY_POSTS ? by_threads_sql :
						      by_posts_sql),
		    member, board, at.mark, &n));
	if (at.holes)
		TRY(count_on_board(sql_begin(s, board_holes_sql), member, board,
		    at.mark, &holes));
	*out = n + holes < UNREAD_MAX ? n + holes : UNREAD_MAX;
	return ERR_NONE;
}

enum err
store_mark_unread_thread(
    struct store *s, int64_t member, int64_t thread, int64_t *out)
{
	/* last_seq spares threads without news a look at their posts. */
	static const char unread_sql[] =
	    "SELECT min(:max, (SELECT count(*) FROM (SELECT 1 FROM post p"
	    "   INDEXED BY post_by_tree"
	    "   WHERE p.thread_id = t.id AND t.last_seq > coalesce("
	    "     bm.seen_seq, 0) AND p.n > coalesce(r.seen_n, 0)"
	    "   AND p.board_seq > coalesce(bm.seen_seq, 0)"
	    "   AND p.hidden_at IS NULL AND p.author_id <> :member"
	    "   AND p.author_id NOT IN " MUTED_BY_MEMBER "   LIMIT :max))"
	    " + (SELECT count(*) FROM read_hole h CROSS JOIN post hp"
	    "   ON hp.id = h.post_id WHERE h.member_id = :member"
	    "   AND h.board_id = t.board_id AND hp.thread_id = t.id"
	    "   AND hp.hidden_at IS NULL AND hp.author_id <> :member"
	    "   AND hp.author_id NOT IN " MUTED_BY_MEMBER
	    "   AND NOT (hp.n > coalesce(r.seen_n, 0)"
	    "     AND hp.board_seq > coalesce(bm.seen_seq, 0))))"
	    " FROM thread t LEFT JOIN read_mark r ON r.thread_id = t.id"
	    "   AND r.member_id = :member"
	    " LEFT JOIN board_mark bm ON bm.board_id = t.board_id"
	    "   AND bm.member_id = :member WHERE t.id = :thread";
	struct sql q;

	if (member == 0) {
		*out = 0;
		return ERR_NONE;
	}
	q = sql_begin(s, unread_sql);
	sql_int(&q, ":member", member);
	sql_int(&q, ":thread", thread);
	sql_int(&q, ":max", UNREAD_MAX);
	return sql_one_int(&q, 0, out);
}

enum err
store_mark_stamp(
    struct store *s, int64_t member, int64_t thread, struct mark_stamp *out)
{
	static const char stamp_sql[] =
	    "SELECT coalesce(bm.seen_seq, 0), coalesce(r.seen_n, 0),"
	    " (SELECT count(*) FROM read_hole h WHERE h.member_id = :member"
	    "   AND h.board_id = t.board_id),"
	    " (SELECT coalesce(sum(h.post_id), 0) FROM read_hole h"
	    "   WHERE h.member_id = :member AND h.board_id = t.board_id)"
	    " FROM thread t LEFT JOIN read_mark r ON r.thread_id = t.id"
	    "   AND r.member_id = :member"
	    " LEFT JOIN board_mark bm ON bm.board_id = t.board_id"
	    "   AND bm.member_id = :member WHERE t.id = :thread";
	struct mark_stamp stamp = { 0 };
	struct sql q = sql_begin(s, stamp_sql);

	sql_int(&q, ":member", member);
	sql_int(&q, ":thread", thread);
	if (sql_next(&q)) {
		stamp.board_seq = sql_col_int(&q, 0);
		stamp.n = sql_col_int(&q, 1);
		stamp.holes = sql_col_int(&q, 2);
		stamp.holes_sum = sql_col_int(&q, 3);
	}
	TRY(sql_end(&q));
	*out = stamp;
	return ERR_NONE;
}

/* Where the board's mark could stand: before its first unread post. */
static enum err
first_unread(struct store *s, int64_t member, int64_t board, int64_t *out)
{
	static const char first_sql[] =
	    "SELECT p.board_seq FROM post p"
	    " CROSS JOIN thread t ON t.id = p.thread_id"
	    "   AND t.hidden_at IS NULL"
	    " LEFT JOIN read_mark r ON r.thread_id = p.thread_id"
	    "   AND r.member_id = :viewer"
	    " WHERE p.board_id = :board AND p.board_seq > coalesce((SELECT"
	    "   seen_seq FROM board_mark WHERE member_id = :viewer"
	    "   AND board_id = :board), 0)"
	    "  AND p.n > coalesce(r.seen_n, 0) AND p.hidden_at IS NULL"
	    "  AND p.author_id <> :viewer"
	    "  AND p.author_id NOT IN " MUTED_BY_VIEWER " AND " THREAD_NOT_MUTED
	    " ORDER BY p.board_seq LIMIT 1";
	static const char seq_sql[] =
	    "SELECT seq + 1 FROM board WHERE id = :board";
	struct sql q = sql_begin(s, seq_sql);
	int64_t end;

	sql_int(&q, ":board", board);
	TRY(sql_one_int(&q, 1, &end));
	q = sql_begin(s, first_sql);
	sql_int(&q, ":viewer", member);
	sql_int(&q, ":board", board);
	return sql_one_int(&q, end, out);
}

static enum err
set_board_mark(struct store *s, int64_t member, int64_t board, int64_t seq)
{
	static const char set_sql[] =
	    "INSERT INTO board_mark VALUES (:member, :board, :seq)"
	    " ON CONFLICT DO UPDATE SET seen_seq = max(seen_seq, :seq)";
	struct sql q = sql_begin(s, set_sql);

	sql_int(&q, ":member", member);
	sql_int(&q, ":board", board);
	sql_int(&q, ":seq", seq);
	return sql_run(&q);
}

static enum err
forget_holes(struct store *s, int64_t member, int64_t thread, int64_t n)
{
	static const char holes_sql[] =
	    "DELETE FROM read_hole WHERE member_id = :member"
	    " AND board_id = (SELECT board_id FROM thread"
	    "   WHERE id = :thread)"
	    " AND EXISTS (SELECT 1 FROM post p WHERE p.id = post_id"
	    "   AND p.thread_id = :thread AND p.n <= :n)";
	struct sql q = sql_begin(s, holes_sql);

	sql_int(&q, ":member", member);
	sql_int(&q, ":thread", thread);
	sql_int(&q, ":n", n);
	return sql_run(&q);
}

static enum err
add_hole(struct store *s, int64_t member, int64_t thread, int64_t n)
{
	static const char hole_sql[] =
	    "INSERT OR IGNORE INTO read_hole SELECT :member, board_id, id"
	    " FROM post WHERE thread_id = :thread AND n = :n";
	struct sql q = sql_begin(s, hole_sql);

	sql_int(&q, ":member", member);
	sql_int(&q, ":thread", thread);
	sql_int(&q, ":n", n);
	return sql_run(&q);
}

enum err
store_mark_thread_but(struct store *s, int64_t member, int64_t thread,
    int64_t n, const int64_t *but, size_t but_n)
{
	static const char mark_sql[] =
	    "INSERT INTO read_mark VALUES (:member, :thread, :n)"
	    " ON CONFLICT DO UPDATE SET seen_n = max(seen_n, :n)";
	static const char board_sql[] =
	    "SELECT board_id FROM thread WHERE id = :thread";
	struct sql q = sql_begin(s, mark_sql);
	int64_t board, first;

	sql_int(&q, ":member", member);
	sql_int(&q, ":thread", thread);
	sql_int(&q, ":n", n);
	TRY(sql_run(&q));
	TRY(forget_holes(s, member, thread, n));
	for (size_t i = 0; i < but_n; i++) {
		if (but[i] <= n)
			TRY(add_hole(s, member, thread, but[i]));
	}
	q = sql_begin(s, board_sql);
	sql_int(&q, ":thread", thread);
	TRY(sql_one_int(&q, 0, &board));
	TRY(first_unread(s, member, board, &first));
	return set_board_mark(s, member, board, first - 1);
}

enum err
store_mark_board(struct store *s, int64_t member, int64_t board)
{
	static const char seq_sql[] = "SELECT seq FROM board WHERE id = :board";
	static const char holes_sql[] =
	    "DELETE FROM read_hole WHERE member_id = :member"
	    " AND board_id = :board";
	struct sql q = sql_begin(s, seq_sql);
	int64_t seq;

	sql_int(&q, ":board", board);
	TRY(sql_one_int(&q, 0, &seq));
	q = sql_begin(s, holes_sql);
	sql_int(&q, ":member", member);
	sql_int(&q, ":board", board);
	TRY(sql_run(&q));
	return set_board_mark(s, member, board, seq);
}

enum err
store_mark_hole(struct store *s, int64_t member, int64_t board, int64_t post)
{
	static const char hole_sql[] =
	    "INSERT OR IGNORE INTO read_hole VALUES (:member, :board, :post)";
	struct sql q = sql_begin(s, hole_sql);

	sql_int(&q, ":member", member);
	sql_int(&q, ":board", board);
	sql_int(&q, ":post", post);
	return sql_run(&q);
}

enum err
store_mark_start(struct store *s, int64_t member, int64_t since_ms)
{
	/* Walk back from each board's newest post: few are that new. */
	static const char start_sql[] =
	    "INSERT OR IGNORE INTO board_mark"
	    " SELECT :member, b.id, coalesce((SELECT p.board_seq FROM post p"
	    "   WHERE p.board_id = b.id AND p.created_at < :since"
	    "   ORDER BY p.board_seq DESC LIMIT 1), 0) FROM board b";
	struct sql q = sql_begin(s, start_sql);

	sql_int(&q, ":member", member);
	sql_int(&q, ":since", since_ms);
	return sql_run(&q);
}

enum err
store_mark_start_all(struct store *s, int64_t since_ms)
{
	static const char all_sql[] =
	    "INSERT OR IGNORE INTO board_mark"
	    " SELECT m.id, n.id, n.seq FROM member m CROSS JOIN (SELECT b.id,"
	    "   coalesce((SELECT p.board_seq FROM post p"
	    "   WHERE p.board_id = b.id AND p.created_at < :since"
	    "   ORDER BY p.board_seq DESC LIMIT 1), 0) AS seq FROM board b) n"
	    " WHERE m.status <> 'unclaimed'";
	struct sql q = sql_begin(s, all_sql);

	sql_int(&q, ":since", since_ms);
	return sql_run(&q);
}
