/* store/search - finding posts by words and filters, inside the index. */
#include "common/store/search.h"

#include "common/base/buf.h"
#include "common/store/board.h"
#include "common/store/sql.h"

enum { EXPRESSION_BYTES = 64 * 1024, SNIPPET_CHARS = 8192 };
enum { MARK_BEGIN = 1, MARK_END = 2 };

/* An FTS5 string: quotes doubled, so that nothing in it is an operator. */
static void
put_string(struct buf *b, struct str words)
{
	buf_char(b, '"');
	for (size_t i = 0; i < words.n; i++) {
		if (words.p[i] == '"')
			buf_char(b, '"');
		if (words.p[i] != '\0')
			buf_char(b, words.p[i]);
	}
	buf_char(b, '"');
}

static void
put_term(struct buf *b, const struct search_term *t)
{
	put_string(b, t->words);
	if (t->prefix)
		buf_char(b, '*');
}

static void
put_words(struct buf *b, const struct search_query *q, bool without)
{
	const char *between = without ? " OR " : " AND ";
	const char *lead = "{title body}: (";

	for (size_t i = 0; i < q->terms; i++) {
		if (q->term[i].without != without)
			continue;
		buf_cstr(b, lead);
		put_term(b, &q->term[i]);
		lead = between;
	}
	if (lead == between)
		buf_char(b, ')');
}

static void
put_facets(struct buf *b, const struct search_query *q)
{
	size_t start = b->n;

	buf_cstr(b, "{facet}: (");
	if (q->board)
		buf_printf(b, "\"b%lld\" AND ", (long long)q->board);
	if (q->author)
		buf_printf(b, "\"a%lld\" AND ", (long long)q->author);
	if (q->state.n)
		buf_printf(b, "\"s%.*s\" AND ", STR_ARG(q->state));
	for (size_t i = 0; i < q->tags; i++)
		buf_printf(b, "\"t%lld\" AND ", (long long)q->tag[i]);
	if (str_eq(str_slice(buf_str(b), start, b->n - start),
		STR("{facet}: ("))) {
		b->n = start;
		return;
	}
	b->n -= sizeof " AND " - 1;
	buf_char(b, ')');
}

static enum err
put_hidden(struct store *s, struct arena *a, struct viewer v, struct buf *b)
{
	int64_t *id;
	size_t n;

	TRY(store_board_hidden(s, a, v, &id, &n));
	for (size_t i = 0; i < n; i++)
		buf_printf(b, i ? " OR \"b%lld\"" : " NOT {facet}: (\"b%lld\"",
		    (long long)id[i]);
	if (n)
		buf_char(b, ')');
	return ERR_NONE;
}

/* ERR_INVALID when nothing is asked for but what not to find. */
static enum err
expression(struct store *s, struct arena *a, struct viewer v,
    const struct search_query *q, struct str *out)
{
	struct buf b = BUF_INIT(EXPRESSION_BYTES);
	size_t words;
	enum err e;

	buf_char(&b, '(');
	put_words(&b, q, false);
	words = b.n;
	if (words > 1)
		buf_cstr(&b, " AND ");
	put_facets(&b, q);
	if (b.n == words + sizeof " AND " - 1 && words > 1)
		b.n = words;
	if (b.n == 1)
		buf_cstr(&b, "{facet}: first");
	buf_char(&b, ')');
	for (size_t i = 0; i < q->terms; i++) {
		if (!q->term[i].without)
			continue;
		buf_cstr(&b, " NOT ");
		put_words(&b, q, true);
		break;
	}
	e = put_hidden(s, a, v, &b);
	if (e == ERR_NONE && b.full)
		e = ERR_LIMIT;
	if (e == ERR_NONE)
		*out = arena_dup(a, buf_str(&b));
	buf_free(&b);
	return e;
}

#define HIT_COLUMNS                                                  \
	" SELECT p.id, p.thread_id, p.n, b.slug, t.title, m.handle," \
	" coalesce(x.state, ''), p.created_at, p.score_base + p.up - p.down"
#define HIT_FROM                                                          \
	" JOIN post p ON p.id = h.id JOIN thread t ON t.id = p.thread_id" \
	" JOIN board b ON b.id = p.board_id"                              \
	" JOIN member m ON m.id = p.author_id"                            \
	" LEFT JOIN question x ON x.thread_id = t.id"                     \
	" WHERE p.hidden_at IS NULL AND t.hidden_at IS NULL"              \
	" AND " BOARD_VISIBLE(                                            \
	    "b") " AND (:before = 0 OR p.created_at < :before)"           \
		 " AND (:after = 0 OR p.created_at >= :after)"

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

static enum err
find(struct store *s, struct arena *a, struct viewer v, struct str match,
    const struct search_query *query, int64_t max, struct search_result *r)
{
	static const char newest_sql[] =
	    "WITH h(id) AS (SELECT rowid FROM post_ft WHERE post_ft MATCH"
	    "  :match AND (:below = 0 OR rowid < :below)"
	    "  ORDER BY rowid DESC)" HIT_COLUMNS " FROM h" HIT_FROM
	    " ORDER BY h.id DESC LIMIT :max";
	static const char ranked_sql[] =
	    "WITH n(id, r) AS (SELECT rowid, bm25(post_ft, 4.0, 1.0, 0.0)"
	    "  FROM post_ft WHERE post_ft MATCH :match"
	    "  ORDER BY rowid DESC LIMIT :ranked), h(id, r) AS ("
	    "  SELECT id, r FROM n ORDER BY r)" HIT_COLUMNS " FROM h" HIT_FROM
	    " ORDER BY h.r, h.id DESC LIMIT :max";
	struct sql q =
	    sql_begin(s, query->by_relevance ? ranked_sql : newest_sql);

	r->hit = arena_array(a, struct search_hit, (size_t)max);
	sql_viewer(&q, v);
	sql_text(&q, ":match", match);
	sql_int(&q, ":before", query->before_ms);
	sql_int(&q, ":after", query->after_ms);
	sql_int(&q, ":max", max);
	if (query->by_relevance)
		sql_int(&q, ":ranked", SEARCH_RANKED);
	else
		sql_int(&q, ":below", query->below);
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
count(struct store *s, struct str match, const struct search_query *query,
    struct search_result *r)
{
	static const char count_sql[] =
	    "SELECT count(*) FROM (SELECT 1 FROM post_ft"
	    " WHERE post_ft MATCH :match LIMIT :max)";
	/* Dates are no tokens of the index: look at the posts. */
	static const char dated_sql[] =
	    "SELECT count(*) FROM (SELECT 1 FROM post_ft"
	    " CROSS JOIN post p ON p.id = post_ft.rowid"
	    " WHERE post_ft MATCH :match"
	    " AND (:before = 0 OR p.created_at < :before)"
	    " AND (:after = 0 OR p.created_at >= :after) LIMIT :max)";
	bool dated = query->before_ms || query->after_ms;
	struct sql q = sql_begin(s, dated ? dated_sql : count_sql);

	sql_text(&q, ":match", match);
	sql_int(&q, ":max", SEARCH_COUNT_MAX);
	if (dated) {
		sql_int(&q, ":before", query->before_ms);
		sql_int(&q, ":after", query->after_ms);
	}
	return sql_one_int(&q, 0, &r->count);
}

enum err
store_search(struct store *s, struct arena *a, struct viewer v,
    const struct search_query *query, int64_t max, struct search_result *out)
{
	struct search_result r = { 0 };
	struct str match;

	TRY(expression(s, a, v, query, &match));
	TRY(find(s, a, v, match, query, max, &r));
	TRY(add_snippets(s, a, match, &r));
	TRY(count(s, match, query, &r));
	*out = r;
	return ERR_NONE;
}
