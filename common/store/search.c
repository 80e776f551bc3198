/* store/search - finding posts by words and filters, inside the index. */
#include "common/store/search.h"

#include "common/base/buf.h"
#include "common/store/search_impl.h"
#include "common/store/sql.h"

enum { SNIPPET_CHARS = 8192 };
enum { MARK_BEGIN = 1, MARK_END = 2 };

/* What the tokens of the index cannot say, or say for a span. */
#define EXACT_DATE                                \
	"(:before = 0 OR p.created_at < :before)" \
	" AND (:after = 0 OR p.created_at >= :after)"
#define EXACT_SCORE                                   \
	" AND (:has_score = 0 OR p.score_base + p.up" \
	" - p.down >= :score)"
#define UNREAD                                                     \
	" AND (:unread = 0 OR (p.author_id <> :viewer AND"         \
	" ((p.n > coalesce((SELECT seen_n FROM read_mark WHERE"    \
	"    member_id = :viewer AND thread_id = p.thread_id), 0)" \
	"  AND p.board_seq > coalesce((SELECT seen_seq FROM"       \
	"    board_mark WHERE member_id = :viewer"                 \
	"    AND board_id = p.board_id), 0))"                      \
	" OR EXISTS (SELECT 1 FROM read_hole o WHERE"              \
	"    o.member_id = :viewer AND o.board_id = p.board_id"    \
	"    AND o.post_id = p.id))))"
#define EXACT EXACT_DATE EXACT_SCORE UNREAD

#define HIT_COLUMNS                                                  \
	" SELECT p.id, p.thread_id, p.n, b.slug, t.title, m.handle," \
	" coalesce(x.state, ''), p.created_at, p.score_base + p.up - p.down"
#define HIT_FROM                                                          \
	" JOIN post p ON p.id = h.id JOIN thread t ON t.id = p.thread_id" \
	" JOIN board b ON b.id = p.board_id"                              \
	" JOIN member m ON m.id = p.author_id"                            \
	" LEFT JOIN question x ON x.thread_id = t.id"                     \
	" WHERE p.hidden_at IS NULL AND t.hidden_at IS NULL"              \
	" AND " BOARD_VISIBLE("b") " AND " EXACT

static void
take(struct sql *q, struct arena *a, struct search_hit *h)
{
	h->post_id = sql_col_int(q, 0);
	h->thread_id = sql_col_int(q, 1);
	h->n = sql_col_int(q, 2);
	h->board = sql_col_text(q, 3, a);
	h->title = sql_col_text(q, 4, a);
	h->author = sql_col_text(q, 5, a);
	h->state = sql_col_text(q, 6, a);
	h->created_ms = sql_col_int(q, 7);
	h->score = sql_col_int(q, 8);
}

static void
bind_exact(struct sql *q, struct viewer v, const struct search_query *query)
{
	sql_int(q, ":viewer", v.id);
	sql_int(q, ":before", query->before_ms);
	sql_int(q, ":after", query->after_ms);
	sql_int(q, ":has_score", query->has_score);
	sql_int(q, ":score", query->score);
	sql_int(q, ":unread", query->unread);
}

/* Nothing below is unread; 0 where that was not asked for. */
static enum err
unread_floor(struct store *s, struct viewer v, const struct search_query *query,
    int64_t *out)
{
	static const char floor_sql[] =
	    "SELECT min(id) FROM (SELECT (SELECT p.id FROM post p"
	    "   WHERE p.board_id = b.id AND p.board_seq > coalesce((SELECT"
	    "     seen_seq FROM board_mark WHERE member_id = :member"
	    "     AND board_id = b.id), 0)"
	    "   ORDER BY p.board_seq LIMIT 1) AS id FROM board b"
	    "  UNION ALL SELECT min(post_id) FROM read_hole"
	    "   WHERE member_id = :member)";
	struct sql q;

	*out = 0;
	if (!query->unread)
		return ERR_NONE;
	q = sql_begin(s, floor_sql);
	sql_int(&q, ":member", v.id);
	return sql_one_int(&q, INT64_MAX, out);
}

static enum err
find(struct store *s, struct arena *a, struct viewer v, struct str match,
    int64_t floor, const struct search_query *query, int64_t max,
    struct search_result *r)
{
	static const char newest_sql[] =
	    "WITH h(id) AS (SELECT rowid FROM post_ft WHERE post_ft MATCH"
	    "  :match AND rowid < :below AND rowid >= :floor"
	    "  ORDER BY rowid DESC)" HIT_COLUMNS " FROM h" HIT_FROM
	    " ORDER BY h.id DESC LIMIT :max";
	static const char ranked_sql[] =
	    "WITH n(id, r) AS (SELECT rowid, bm25(post_ft, 4.0, 1.0, 0.0)"
	    "  FROM post_ft WHERE post_ft MATCH :match AND rowid >= :floor"
	    "  ORDER BY rowid DESC LIMIT :ranked), h(id, r) AS ("
	    "  SELECT id, r FROM n ORDER BY r)" HIT_COLUMNS " FROM h" HIT_FROM
	    " ORDER BY h.r, h.id DESC LIMIT :max";
	struct sql q =
	    sql_begin(s, query->by_relevance ? ranked_sql : newest_sql);

	r->hit = arena_array(a, struct search_hit, (size_t)max);
	sql_viewer(&q, v);
	sql_text(&q, ":match", match);
	bind_exact(&q, v, query);
	sql_int(&q, ":floor", floor);
	sql_int(&q, ":max", max);
	if (query->by_relevance)
		sql_int(&q, ":ranked", SEARCH_RANKED);
	else
		sql_int(&q, ":below", query->below ? query->below : INT64_MAX);
	while (sql_next(&q))
		take(&q, a, &r->hit[r->len++]);
	return sql_end(&q);
}

/*
 * FTS5 marks matches by characters that cleaning leaves nowhere.  Brackets
 * take their place, and as people write brackets too, it is told where.
 */
static void
mark_matches(struct arena *a, struct str text, struct search_hit *h)
{
	char *p = arena_cstr(a, text);
	struct buf marks = BUF_INIT(0);

	for (size_t i = 0; i < text.n; i++) {
		if (p[i] != MARK_BEGIN && p[i] != MARK_END)
			continue;
		p[i] = p[i] == MARK_BEGIN ? '[' : ']';
		buf_printf(&marks, marks.n ? " %zu" : "%zu", i);
	}
	h->snippet = (struct str){ p, text.n };
	h->marks = arena_dup(a, buf_str(&marks));
	buf_free(&marks);
}

static enum err
add_snippets(
    struct store *s, struct arena *a, struct str match, struct search_result *r)
{
	/* FTS5 looks at a long text once for every match in it. */
	static const char snippet_sql[] =
	    "SELECT CASE WHEN (SELECT length(body) FROM post WHERE id = :id)"
	    " > :long THEN (SELECT substr(body, 1, 200) FROM post"
	    "   WHERE id = :id)"
	    " ELSE snippet(post_ft, 1, char(1), char(2), '…', 16) END FROM post_ft"
	    " WHERE post_ft MATCH :match AND rowid = :id";

	for (size_t i = 0; i < r->len; i++) {
		struct sql q = sql_begin(s, snippet_sql);

		if (store_deadline_passed(s)) {
			q.err = ERR_LIMIT;
			return sql_end(&q);
		}
		sql_text(&q, ":match", match);
		sql_int(&q, ":id", r->hit[i].post_id);
		sql_int(&q, ":long", SNIPPET_CHARS);
		if (sql_next(&q))
			mark_matches(a, sql_col_text(&q, 0, a), &r->hit[i]);
		TRY(sql_end(&q));
	}
	return ERR_NONE;
}

/* The boards of others are out of the expression, so they do not count. */
static enum err
count(struct store *s, struct viewer v, struct str match, int64_t floor,
    const struct search_query *query, struct search_result *r)
{
	static const char count_sql[] =
	    "SELECT count(*) FROM (SELECT 1 FROM post_ft"
	    " WHERE post_ft MATCH :match LIMIT :max)";
	static const char exact_sql[] =
	    "SELECT count(*) FROM (SELECT 1 FROM post_ft"
	    " CROSS JOIN post p ON p.id = post_ft.rowid"
	    " WHERE post_ft MATCH :match AND post_ft.rowid >= :floor AND " EXACT
	    " ORDER BY post_ft.rowid DESC LIMIT :max)";
	bool exact = query->before_ms || query->after_ms || query->has_score ||
	    query->unread;
	struct sql q = sql_begin(s, exact ? exact_sql : count_sql);

	sql_text(&q, ":match", match);
	sql_int(&q, ":max", SEARCH_COUNT_MAX);
	if (exact) {
		bind_exact(&q, v, query);
		sql_int(&q, ":floor", floor);
	}
	return sql_one_int(&q, 0, &r->count);
}

enum err
store_search(struct store *s, struct arena *a, struct viewer v,
    const struct search_query *query, int64_t max, struct search_result *out)
{
	struct search_result r = { 0 };
	struct str match;
	int64_t floor;

	TRY(search_expression(s, a, v, query, &match));
	TRY(unread_floor(s, v, query, &floor));
	TRY(find(s, a, v, match, floor, query, max, &r));
	TRY(add_snippets(s, a, match, &r));
	TRY(count(s, v, match, floor, query, &r));
	*out = r;
	return ERR_NONE;
}
