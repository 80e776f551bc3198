/* store/search_log - what was searched for, kept to listen to later. */
#include "common/store/search_log.h"

#include "common/base/clock.h"
#include "common/store/sql.h"

enum { AGAIN_MS = 10 * CLOCK_MINUTE_MS };

enum err
store_search_log_add(struct store *s, const struct search_log_row *r)
{
	/* The same again, in another order or after reading, is one search. */
	static const char add_sql[] =
	    "INSERT INTO search_log (at, member_id, kind, words, filters,"
	    " found, opened) SELECT :at, nullif(:member, 0), :kind, :words,"
	    " :filters, :found, nullif(:opened, 0)"
	    " WHERE NOT EXISTS (SELECT 1 FROM search_log WHERE id ="
	    "   (SELECT id FROM search_log WHERE member_id = :member"
	    "     ORDER BY id DESC LIMIT 1)"
	    "  AND at >= :at - :again AND kind = :kind AND words = :words"
	    "  AND filters = :filters)";
	struct sql q = sql_begin(s, add_sql);

	sql_int(&q, ":at", r->at_ms);
	sql_int(&q, ":member", r->member_id);
	sql_text(&q, ":kind", r->kind);
	sql_text(&q, ":words", r->words);
	sql_text(&q, ":filters", r->filters);
	sql_int(&q, ":found", r->found);
	sql_int(&q, ":opened", r->opened);
	sql_int(&q, ":again", AGAIN_MS);
	return sql_run(&q);
}

enum err
store_search_log_opened(
    struct store *s, const struct search_log_row *r, int64_t since_ms)
{
	static const char opened_sql[] =
	    "UPDATE search_log SET opened = :opened WHERE id ="
	    " (SELECT id FROM search_log WHERE member_id IS nullif(:member, 0)"
	    "   AND at >= :since AND kind = 'search' AND words = :words"
	    "   AND filters = :filters ORDER BY id DESC LIMIT 1)";
	struct sql q = sql_begin(s, opened_sql);

	sql_int(&q, ":opened", r->opened);
	sql_int(&q, ":member", r->member_id);
	sql_int(&q, ":since", since_ms);
	sql_text(&q, ":words", r->words);
	sql_text(&q, ":filters", r->filters);
	return sql_run(&q);
}

enum err
store_search_log_led(
    struct store *s, int64_t member, int64_t thread, int64_t since_ms)
{
	static const char led_sql[] =
	    "UPDATE search_log SET led_to = :thread WHERE led_to IS NULL"
	    " AND at >= :since AND kind = 'search' AND id ="
	    " (SELECT id FROM search_log WHERE member_id = :member"
	    "   ORDER BY id DESC LIMIT 1)";
	struct sql q = sql_begin(s, led_sql);

	sql_int(&q, ":thread", thread);
	sql_int(&q, ":member", member);
	sql_int(&q, ":since", since_ms);
	return sql_run(&q);
}

enum err
store_search_log_expire(struct store *s, int64_t before_ms)
{
	static const char expire_sql[] =
	    "DELETE FROM search_log WHERE at < :before";
	struct sql q = sql_begin(s, expire_sql);

	sql_int(&q, ":before", before_ms);
	return sql_run(&q);
}

enum err
store_search_log_list(
    struct store *s, struct arena *a, int64_t max, struct search_log_list *out)
{
	static const char list_sql[] =
	    "SELECT l.at, coalesce(l.member_id, 0), coalesce(m.handle, ''),"
	    " l.kind, l.words, l.filters, l.found, coalesce(l.opened, 0),"
	    " coalesce(l.led_to, 0) FROM search_log l"
	    " LEFT JOIN member m ON m.id = l.member_id"
	    " ORDER BY l.id DESC LIMIT :max";
	struct search_log_list list = { 0 };
	struct sql q = sql_begin(s, list_sql);

	list.row = arena_array(a, struct search_log_row, (size_t)max);
	sql_int(&q, ":max", max);
	while (sql_next(&q)) {
		struct search_log_row *r = &list.row[list.len++];

		r->at_ms = sql_col_int(&q, 0);
		r->member_id = sql_col_int(&q, 1);
		r->member = sql_col_text(&q, 2, a);
		r->kind = sql_col_text(&q, 3, a);
		r->words = sql_col_text(&q, 4, a);
		r->filters = sql_col_text(&q, 5, a);
		r->found = sql_col_int(&q, 6);
		r->opened = sql_col_int(&q, 7);
		r->led_to = sql_col_int(&q, 8);
	}
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}
