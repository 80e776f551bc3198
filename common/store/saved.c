/* store/saved - posts that somebody saved, to find them again. */
#include "common/store/saved.h"

#include "common/store/sql.h"

enum err
store_saved_set(
    struct store *s, int64_t member, int64_t post, bool on, int64_t now_ms)
{
	static const char add_sql[] =
	    "INSERT OR IGNORE INTO saved VALUES (:member, :post, :now)";
	static const char drop_sql[] = "DELETE FROM saved"
				       " WHERE member_id = :member"
				       " AND post_id = :post";
	struct sql q = sql_begin(s, on ? add_sql : drop_sql);

	sql_int(&q, ":member", member);
	sql_int(&q, ":post", post);
	if (on)
		sql_int(&q, ":now", now_ms);
	TRY(sql_run(&q));
	return sql_changes(s) ? ERR_NONE : ERR_CONFLICT;
}

enum err
store_saved_is(struct store *s, int64_t member, int64_t post, bool *out)
{
	static const char is_sql[] = "SELECT 1 FROM saved"
				     " WHERE member_id = :member"
				     " AND post_id = :post";
	struct sql q;
	int64_t is = 0;

	*out = false;
	if (member == 0)
		return ERR_NONE;
	q = sql_begin(s, is_sql);
	sql_int(&q, ":member", member);
	sql_int(&q, ":post", post);
	TRY(sql_one_int(&q, 0, &is));
	*out = is != 0;
	return ERR_NONE;
}

enum err
store_saved_count(struct store *s, int64_t member, int64_t *out)
{
	static const char count_sql[] =
	    "SELECT count(*) FROM saved WHERE member_id = :member";
	struct sql q = sql_begin(s, count_sql);

	sql_int(&q, ":member", member);
	return sql_one_int(&q, 0, out);
}

enum err
store_saved_tidy(struct store *s, struct viewer v)
{
	static const char tidy_sql[] =
	    "DELETE FROM saved WHERE member_id = :viewer AND NOT EXISTS"
	    " (SELECT 1 FROM post p JOIN thread t ON t.id = p.thread_id"
	    "   JOIN board b ON b.id = t.board_id WHERE p.id = saved.post_id"
	    "   AND p.hidden_at IS NULL AND t.hidden_at IS NULL"
	    "   AND " BOARD_VISIBLE("b") ")";
	struct sql q = sql_begin(s, tidy_sql);

	sql_viewer(&q, v);
	return sql_run(&q);
}

enum err
store_saved_list(struct store *s, struct arena *a, struct viewer v, int64_t max,
    struct saved_list *out)
{
	static const char list_sql[] =
	    "SELECT p.thread_id, p.n, x.at, m.handle, b.slug, t.title,"
	    " substr(p.body, 1, :chars)"
	    " FROM saved x INDEXED BY saved_by_time"
	    " CROSS JOIN post p ON p.id = x.post_id"
	    " CROSS JOIN thread t ON t.id = p.thread_id"
	    " CROSS JOIN board b ON b.id = t.board_id"
	    " CROSS JOIN member m ON m.id = p.author_id"
	    " WHERE x.member_id = :viewer AND p.hidden_at IS NULL"
	    " AND t.hidden_at IS NULL AND " BOARD_VISIBLE(
		"b") " ORDER BY x.at DESC, x.post_id DESC LIMIT :max";
	struct saved_list list = { 0 };
	struct sql q = sql_begin(s, list_sql);

	list.row = arena_array(a, struct saved_row, (size_t)max);
	sql_viewer(&q, v);
	sql_int(&q, ":chars", SAVED_BODY_CHARS);
	sql_int(&q, ":max", max);
	while (sql_next(&q)) {
		struct saved_row *r = &list.row[list.len++];

		r->thread = sql_col_int(&q, 0);
		r->n = sql_col_int(&q, 1);
		r->at_ms = sql_col_int(&q, 2);
		r->author = sql_col_text(&q, 3, a);
		r->board = sql_col_text(&q, 4, a);
		r->title = sql_col_text(&q, 5, a);
		r->body = sql_col_text(&q, 6, a);
	}
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}
