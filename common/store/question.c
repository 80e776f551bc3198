/* store/thread - what makes a thread a question, and its tags. */
#include "common/store/thread.h"

#include "common/store/sql.h"

enum err
store_question_replied(struct store *s, int64_t thread, int64_t now_ms)
{
	static const char replied_sql[] =
	    "UPDATE question SET state = CASE state WHEN 'open' THEN 'replied'"
	    " ELSE state END, first_reply_at = coalesce(first_reply_at, :now)"
	    " WHERE thread_id = :thread";
	struct sql q = sql_begin(s, replied_sql);

	sql_int(&q, ":now", now_ms);
	sql_int(&q, ":thread", thread);
	return sql_run(&q);
}

enum err
store_question_solve(struct store *s, int64_t thread, int64_t post, int64_t by,
    struct str kind, int64_t now_ms)
{
	static const char solve_sql[] =
	    "UPDATE question SET state = 'solved', solved_at = :now,"
	    " solved_post_id = :post, solved_by = nullif(:by, 0),"
	    " solved_kind = :kind WHERE thread_id = :thread";
	struct sql q = sql_begin(s, solve_sql);

	sql_int(&q, ":now", now_ms);
	sql_int(&q, ":post", post);
	sql_int(&q, ":by", by);
	sql_text(&q, ":kind", kind);
	sql_int(&q, ":thread", thread);
	return sql_run(&q);
}

enum err
store_question_unsolve(struct store *s, int64_t thread)
{
	static const char unsolve_sql[] =
	    "UPDATE question SET state = CASE WHEN first_reply_at IS NULL"
	    " THEN 'open' ELSE 'replied' END, solved_at = NULL,"
	    " solved_post_id = NULL, solved_by = NULL, solved_kind = NULL"
	    " WHERE thread_id = :thread";
	struct sql q = sql_begin(s, unsolve_sql);

	sql_int(&q, ":thread", thread);
	return sql_run(&q);
}

enum err
store_me_too_set(
    struct store *s, int64_t thread, int64_t member, bool on, int64_t now_ms)
{
	static const char add_sql[] =
	    "INSERT OR IGNORE INTO me_too VALUES (:thread, :member, :now)";
	static const char drop_sql[] =
	    "DELETE FROM me_too WHERE thread_id = :thread"
	    " AND member_id = :member";
	static const char count_sql[] =
	    "UPDATE question SET me_too = me_too + :n"
	    " WHERE thread_id = :thread";
	struct sql q = sql_begin(s, on ? add_sql : drop_sql);

	sql_int(&q, ":thread", thread);
	sql_int(&q, ":member", member);
	if (on)
		sql_int(&q, ":now", now_ms);
	TRY(sql_run(&q));
	if (sql_changes(s) == 0)
		return ERR_CONFLICT;
	q = sql_begin(s, count_sql);
	sql_int(&q, ":n", on ? 1 : -1);
	sql_int(&q, ":thread", thread);
	return sql_run(&q);
}

enum err
store_tag_find(struct store *s, struct str name, int64_t *out_id)
{
	static const char find_sql[] = "SELECT id FROM tag WHERE name = :name";
	struct sql q = sql_begin(s, find_sql);

	sql_text(&q, ":name", name);
	return sql_one_id(&q, out_id);
}

enum err
store_tag_visible(
    struct store *s, struct viewer v, struct str name, int64_t *out_id)
{
	static const char visible_sql[] =
	    "SELECT g.id FROM tag g WHERE g.name = :name AND EXISTS ("
	    " SELECT 1 FROM thread_tag x JOIN thread t ON t.id = x.thread_id"
	    " JOIN board b ON b.id = t.board_id WHERE x.tag_id = g.id"
	    " AND t.hidden_at IS NULL AND " BOARD_VISIBLE("b") ")";
	struct sql q = sql_begin(s, visible_sql);

	sql_viewer(&q, v);
	sql_text(&q, ":name", name);
	return sql_one_id(&q, out_id);
}

enum err
store_tag_ensure(struct store *s, struct str name, int64_t *out_id)
{
	static const char add_sql[] = "INSERT INTO tag (name) VALUES (:name)";
	enum err e = store_tag_find(s, name, out_id);
	struct sql q;

	if (e != ERR_MISSING)
		return e;
	q = sql_begin(s, add_sql);
	sql_text(&q, ":name", name);
	TRY(sql_run(&q));
	*out_id = sql_last_id(s);
	return ERR_NONE;
}

enum err
store_thread_tag_count(struct store *s, int64_t thread, int64_t *out)
{
	static const char count_sql[] =
	    "SELECT count(*) FROM thread_tag WHERE thread_id = :thread";
	struct sql q = sql_begin(s, count_sql);

	sql_int(&q, ":thread", thread);
	return sql_one_int(&q, 0, out);
}

enum err
store_thread_tag_set(struct store *s, int64_t thread, int64_t tag, bool on)
{
	static const char add_sql[] =
	    "INSERT OR IGNORE INTO thread_tag VALUES (:thread, :tag)";
	static const char drop_sql[] =
	    "DELETE FROM thread_tag WHERE thread_id = :thread AND tag_id = :tag";
	struct sql q = sql_begin(s, on ? add_sql : drop_sql);

	sql_int(&q, ":thread", thread);
	sql_int(&q, ":tag", tag);
	return sql_run(&q);
}

enum err
store_tag_list(struct store *s, struct arena *a, struct viewer v, int64_t max,
    struct tag_list *out)
{
	static const char list_sql[] =
	    "SELECT g.name, count(*) AS n FROM thread_tag x"
	    " JOIN tag g ON g.id = x.tag_id JOIN thread t ON t.id = x.thread_id"
	    " JOIN board b ON b.id = t.board_id"
	    " WHERE t.hidden_at IS NULL AND " BOARD_VISIBLE(
		"b") " GROUP BY g.id ORDER BY n DESC, g.name LIMIT :max";
	struct tag_list list = { 0 };
	struct sql q = sql_begin(s, list_sql);

	list.row = arena_array(a, struct tag_row, (size_t)max);
	sql_viewer(&q, v);
	sql_int(&q, ":max", max);
	while (sql_next(&q)) {
		struct tag_row *t = &list.row[list.len++];

		t->name = sql_col_text(&q, 0, a);
		t->threads = sql_col_int(&q, 1);
	}
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}
