/* store/search - from words and filters to what FTS5 is asked for. */
#include <time.h>

#include "common/base/clock.h"
#include "common/store/board.h"
#include "common/store/search_impl.h"

enum {
	EXPRESSION_BYTES = 64 * 1024,
	YEAR_MONTHS = 12,
	DECADE_MONTHS = 120,
	/* The calendar of the index; what is beyond stands at its ends. */
	FIRST_MONTH = 1900 * YEAR_MONTHS,
	PAST_MONTH = 2100 * YEAR_MONTHS,
};

void
search_put_string(struct buf *b, struct str words)
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

static enum err
put_words(struct store *s, struct arena *a, struct buf *b,
    const struct search_query *q, bool without)
{
	const char *between = without ? " OR " : " AND ";
	const char *lead = q->in_title ? "{title}: (" : "{title body}: (";
	bool any = false;

	for (size_t i = 0; i < q->terms; i++) {
		if (q->term[i].without != without)
			continue;
		buf_cstr(b, any ? between : lead);
		if (q->term[i].prefix)
			TRY(search_put_prefix(s, a, q->term[i].words, b));
		else
			search_put_string(b, q->term[i].words);
		any = true;
	}
	if (any)
		buf_char(b, ')');
	return ERR_NONE;
}

int64_t
search_month(int64_t ms)
{
	int64_t s = ms / CLOCK_SECOND_MS - (ms % CLOCK_SECOND_MS < 0);
	time_t at = (time_t)s;
	struct tm tm;
	int64_t month;

	if (gmtime_r(&at, &tm) == NULL)
		return ms < 0 ? FIRST_MONTH : PAST_MONTH;
	month = (tm.tm_year + INT64_C(1900)) * YEAR_MONTHS + tm.tm_mon;
	if (month < FIRST_MONTH)
		return FIRST_MONTH;
	return month < PAST_MONTH ? month : PAST_MONTH - 1;
}

int64_t
search_month_ms(int64_t month)
{
	struct tm tm = {
		.tm_year = (int)(month / YEAR_MONTHS) - 1900,
		.tm_mon = (int)(month % YEAR_MONTHS),
		.tm_mday = 1,
	};

	return (int64_t)timegm(&tm) * CLOCK_SECOND_MS;
}

/* Decades, years and months that hold a time; its ends are looked at later. */
static void
put_dates(struct buf *b, const struct search_query *q)
{
	int64_t m = q->after_ms ? search_month(q->after_ms) : FIRST_MONTH;
	int64_t past =
	    q->before_ms ? search_month(q->before_ms - 1) + 1 : PAST_MONTH;
	const char *lead = "{facet}: (";

	if (m >= past)
		past = m + 1;
	for (; m < past; lead = " OR ") {
		long long year = m / YEAR_MONTHS;

		buf_cstr(b, lead);
		if (m % DECADE_MONTHS == 0 && m + DECADE_MONTHS <= past) {
			buf_printf(b, "\"d%lld\"", year / 10);
			m += DECADE_MONTHS;
		} else if (m % YEAR_MONTHS == 0 && m + YEAR_MONTHS <= past) {
			buf_printf(b, "\"y%lld\"", year);
			m += YEAR_MONTHS;
		} else {
			buf_printf(b, "\"m%lld%02d\"", year,
			    (int)(m % YEAR_MONTHS) + 1);
			m++;
		}
	}
	buf_char(b, ')');
}

/* The highest of the scores with a token that are not above it; or 0. */
static int64_t
least_of(int64_t score)
{
	int64_t least = 0;

	for (size_t i = 0; i < SEARCH_LEASTS; i++) {
		if (search_least[i] <= score)
			least = search_least[i];
	}
	return least;
}

static void
put_facet(struct buf *b, size_t *n, const char *kind, int64_t id)
{
	buf_cstr(b, (*n)++ ? " AND " : "{facet}: (");
	buf_printf(b, "\"%s%lld\"", kind, (long long)id);
}

/* Without a word to look for, state and tags mean threads as a whole. */
static bool
means_threads(const struct search_query *q)
{
	for (size_t i = 0; i < q->terms; i++) {
		if (!q->term[i].without)
			return false;
	}
	return q->state.n || q->tags;
}

static void
put_facets(struct buf *b, const struct search_query *q)
{
	int64_t least = q->has_score ? least_of(q->score) : 0;
	size_t n = 0;

	if (q->board)
		put_facet(b, &n, "b", q->board);
	if (q->author)
		put_facet(b, &n, "a", q->author);
	if (least)
		put_facet(b, &n, "g", least);
	for (size_t i = 0; i < q->tags; i++)
		put_facet(b, &n, "t", q->tag[i]);
	if (q->state.n)
		buf_printf(b, "%s\"s%.*s\"", n++ ? " AND " : "{facet}: (",
		    STR_ARG(q->state));
	if (means_threads(q))
		buf_cstr(b, " AND \"first\"");
	if (n)
		buf_char(b, ')');
}

enum err
search_put_hidden(
    struct store *s, struct arena *a, struct viewer v, struct buf *b)
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

/* Another part that has to match, too. */
static void
join(struct buf *b, struct buf *part)
{
	if (part->n)
		buf_printf(b, "%s%.*s", b->n > 1 ? " AND " : "",
		    STR_ARG(buf_str(part)));
	b->full = b->full || part->full;
	buf_reset(part);
}

enum err
search_expression(struct store *s, struct arena *a, struct viewer v,
    const struct search_query *q, struct str *out)
{
	struct buf b = BUF_INIT(EXPRESSION_BYTES);
	struct buf part = BUF_INIT(EXPRESSION_BYTES);
	enum err e, without;

	buf_char(&b, '(');
	e = put_words(s, a, &part, q, false);
	join(&b, &part);
	put_facets(&part, q);
	join(&b, &part);
	/* Every post has a date: without words or filters all of them are. */
	if (q->before_ms || q->after_ms || b.n == 1)
		put_dates(&part, q);
	join(&b, &part);
	buf_char(&b, ')');
	without = put_words(s, a, &part, q, true);
	if (part.n)
		buf_printf(&b, " NOT %.*s", STR_ARG(buf_str(&part)));
	if (e == ERR_NONE)
		e = without;
	if (e == ERR_NONE)
		e = search_put_hidden(s, a, v, &b);
	if (e == ERR_NONE && (b.full || part.full))
		e = ERR_LIMIT;
	if (e == ERR_NONE)
		*out = arena_dup(a, buf_str(&b));
	buf_free(&part);
	buf_free(&b);
	return e;
}

/* As the view post_text has them. */
const int64_t search_least[SEARCH_LEASTS] = { 1, 2, 3, 5, 10, 20, 50, 100, 200,
	500 };
