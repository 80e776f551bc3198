/* store/search - finding posts by words and filters, inside the index. */
#include "common/store/search.h"

#include "common/base/buf.h"
#include "common/store/search_impl.h"
#include "common/store/sql.h"

enum {
	SNIPPET_CHARS = 8192,
	HIT_SNIPPET = 9, /* column, behind HIT_COLUMNS */
};
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

/* FTS5 looks at a long text once for every match in it. */
#define SNIPPET                                                        \
	"CASE WHEN length(p.body) > :long THEN substr(p.body, 1, 200)" \
	" ELSE snippet(post_ft, 1, char(1), char(2), '…', 16) END"

#define HIT_COLUMNS                                                  \
	" SELECT p.id, p.thread_id, p.n, b.slug, t.title, m.handle," \
	" coalesce(x.state, ''), p.created_at, p.score_base + p.up - p.down"
#define HIT_JOIN                                             \
	" CROSS JOIN thread t ON t.id = p.thread_id"         \
	" CROSS JOIN board b ON b.id = p.board_id"           \
	" CROSS JOIN member m ON m.id = p.author_id"         \
	" LEFT JOIN question x ON x.thread_id = t.id"        \
	" WHERE p.hidden_at IS NULL AND t.hidden_at IS NULL" \
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

/* Up to `max` matches from the id `floor` on. */
static void
bind_match(struct sql *q, struct str match, int64_t floor, int64_t max)
{
	sql_text(q, ":match", match);
	sql_int(q, ":floor", floor);
	sql_int(q, ":max", max);
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

/* The words around a match are cut out while the index stands there. */
static enum err
find_newest(struct store *s, struct arena *a, struct viewer v, struct str match,
    int64_t floor, const struct search_query *query, int64_t max,
    struct search_result *r)
{
	static const char newest_sql[] = HIT_COLUMNS
	    ", " SNIPPET
	    " FROM post_ft CROSS JOIN post p ON p.id = post_ft.rowid" HIT_JOIN
	    " AND post_ft MATCH :match AND post_ft.rowid < :below"
	    " AND post_ft.rowid >= :floor"
	    " ORDER BY post_ft.rowid DESC LIMIT :max";
	struct sql q = sql_begin(s, newest_sql);

	sql_viewer(&q, v);
	bind_match(&q, match, floor, max);
	bind_exact(&q, v, query);
	sql_int(&q, ":below", query->below ? query->below : INT64_MAX);
	sql_int(&q, ":long", SNIPPET_CHARS);
	while (sql_next(&q)) {
		struct search_hit *h = &r->hit[r->len++];

		take(&q, a, h);
		mark_matches(a, sql_col_text(&q, HIT_SNIPPET, a), h);
	}
	return sql_end(&q);
}

static enum err
add_snippets(
    struct store *s, struct arena *a, struct str match, struct search_result *r)
{
	static const char snippet_sql[] =
	    "SELECT " SNIPPET
	    " FROM post_ft CROSS JOIN post p ON p.id = post_ft.rowid"
	    " WHERE post_ft MATCH :match AND post_ft.rowid = :id";

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

/* The newest so many, the best ones first. */
static enum err
rank_newest(struct store *s, struct arena *a, struct str match, int64_t floor,
    int64_t **out, size_t *out_n)
{
	static const char ranked_sql[] =
	    "SELECT id FROM (SELECT rowid AS id, relevance(post_ft) AS r"
	    "  FROM post_ft WHERE post_ft MATCH :match AND rowid >= :floor"
	    "  ORDER BY rowid DESC LIMIT :max) ORDER BY r, id DESC";
	struct sql q = sql_begin(s, ranked_sql);
	int64_t *id = arena_array(a, int64_t, SEARCH_RANKED);
	size_t n = 0;

	bind_match(&q, match, floor, SEARCH_RANKED);
	while (sql_next(&q))
		id[n++] = sql_col_int(&q, 0);
	*out = id;
	*out_n = n;
	return sql_end(&q);
}

/* Only those are looked at that come to be shown, and the hidden among them. */
static enum err
find_best(struct store *s, struct arena *a, struct viewer v, struct str match,
    int64_t floor, const struct search_query *query, int64_t max,
    struct search_result *r)
{
	static const char hit_sql[] =
	    HIT_COLUMNS " FROM post p" HIT_JOIN " AND p.id = :id";
	int64_t *id;
	size_t n;

	TRY(rank_newest(s, a, match, floor, &id, &n));
	for (size_t i = 0; i < n && (int64_t)r->len < max; i++) {
		struct sql q = sql_begin(s, hit_sql);

		if (store_deadline_passed(s)) {
			q.err = ERR_LIMIT;
			return sql_end(&q);
		}
		sql_viewer(&q, v);
		bind_exact(&q, v, query);
		sql_int(&q, ":id", id[i]);
		if (sql_next(&q))
			take(&q, a, &r->hit[r->len++]);
		TRY(sql_end(&q));
	}
	return add_snippets(s, a, match, r);
}

enum err
search_count(struct store *s, struct str match, int64_t max, int64_t *out)
{
	static const char count_sql[] =
	    "SELECT count(*) FROM (SELECT 1 FROM post_ft"
	    " WHERE post_ft MATCH :match LIMIT :max)";
	struct sql q = sql_begin(s, count_sql);

	sql_text(&q, ":match", match);
	sql_int(&q, ":max", max);
	return sql_one_int(&q, 0, out);
}

static enum err
count_exact(struct store *s, struct viewer v, struct str match, int64_t floor,
    const struct search_query *query, int64_t *out)
{
	static const char exact_sql[] =
	    "SELECT count(*) FROM (SELECT 1 FROM post_ft"
	    " CROSS JOIN post p ON p.id = post_ft.rowid"
	    " WHERE post_ft MATCH :match AND post_ft.rowid >= :floor AND " EXACT
	    " ORDER BY post_ft.rowid DESC LIMIT :max)";
	struct sql q = sql_begin(s, exact_sql);

	bind_match(&q, match, floor, SEARCH_COUNT_MAX);
	bind_exact(&q, v, query);
	return sql_one_int(&q, 0, out);
}

/* Those of a span of time; `exact`: its ends are not those of months. */
static enum err
count_span(struct store *s, struct arena *a, struct viewer v,
    const struct search_query *query, int64_t after_ms, int64_t before_ms,
    bool exact, int64_t *sum)
{
	struct search_query *part = arena_new(a, struct search_query);
	struct str match;
	int64_t n;

	if (*sum >= SEARCH_COUNT_MAX ||
	    (after_ms && before_ms && after_ms >= before_ms))
		return ERR_NONE;
	*part = *query;
	part->after_ms = after_ms;
	part->before_ms = before_ms;
	TRY(search_expression(s, a, v, part, &match));
	if (exact)
		TRY(count_exact(s, v, match, 0, part, &n));
	else
		TRY(search_count(s, match, SEARCH_COUNT_MAX, &n));
	*sum = *sum + n < SEARCH_COUNT_MAX ? *sum + n : SEARCH_COUNT_MAX;
	return ERR_NONE;
}

/* Of a month that holds no other times than its own, and not 0, for none. */
static bool
is_begin(int64_t ms)
{
	int64_t month = search_month(ms);

	return ms != 0 && search_month_ms(month) == ms &&
	    search_month(ms - 1) != month;
}

/* Months in between are counted by their tokens alone. */
static enum err
count_dated(struct store *s, struct arena *a, struct viewer v,
    const struct search_query *q, int64_t *out)
{
	int64_t after = q->after_ms, before = q->before_ms;
	int64_t from = after ? search_month_ms(search_month(after)) : 0;
	int64_t to = before ? search_month_ms(search_month(before)) : 0;

	*out = 0;
	if (after && from != after)
		from = search_month_ms(search_month(after) + 1);
	/* Within a month, or where whole months cannot be named. */
	if ((after && before && from >= to) || (after && !is_begin(from)) ||
	    (before && !is_begin(to)))
		return count_span(s, a, v, q, after, before, true, out);
	if (from != after)
		TRY(count_span(s, a, v, q, after, from, true, out));
	TRY(count_span(s, a, v, q, from, to, false, out));
	if (to != before)
		TRY(count_span(s, a, v, q, to, before, true, out));
	return ERR_NONE;
}

/* The boards of others are out of the expression, so they do not count. */
static enum err
count(struct store *s, struct arena *a, struct viewer v, struct str match,
    int64_t floor, const struct search_query *query, struct search_result *r)
{
	bool dated = query->before_ms || query->after_ms;

	if (query->has_score || query->unread)
		return count_exact(s, v, match, floor, query, &r->count);
	if (dated)
		return count_dated(s, a, v, query, &r->count);
	return search_count(s, match, SEARCH_COUNT_MAX, &r->count);
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
	r.hit = arena_array(a, struct search_hit, (size_t)max);
	TRY((query->by_relevance ? find_best : find_newest)(
	    s, a, v, match, floor, query, max, &r));
	TRY(count(s, a, v, match, floor, query, &r));
	*out = r;
	return ERR_NONE;
}
