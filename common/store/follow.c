/* store/mark - what somebody follows, and what they draft. */
#include "common/store/mark.h"

#include "common/base/hash.h"

#include "common/store/sql.h"

enum err
store_follow_set(struct store *s, int64_t member, struct str type, int64_t id,
    struct str level, int64_t now_ms)
{
	static const char set_sql[] =
	    "INSERT INTO follow VALUES (:member, :type, :id, :level, :now)"
	    " ON CONFLICT DO UPDATE SET level = :level, at = :now";
	struct sql q = sql_begin(s, set_sql);

	sql_int(&q, ":member", member);
	sql_text(&q, ":type", type);
	sql_int(&q, ":id", id);
	sql_text(&q, ":level", level);
	sql_int(&q, ":now", now_ms);
	return sql_run(&q);
}

enum err
store_follow_get(struct store *s, struct arena *a, int64_t member,
    struct str type, int64_t id, struct str *out_level)
{
	static const char get_sql[] =
	    "SELECT level FROM follow WHERE member_id = :member"
	    " AND ref_type = :type AND ref_id = :id";
	struct sql q = sql_begin(s, get_sql);
	struct str level = STR("normal");

	sql_int(&q, ":member", member);
	sql_text(&q, ":type", type);
	sql_int(&q, ":id", id);
	if (sql_next(&q))
		level = sql_col_text(&q, 0, a);
	TRY(sql_end(&q));
	*out_level = level;
	return ERR_NONE;
}

enum err
store_follow_joined(
    struct store *s, int64_t member, int64_t thread, int64_t now_ms)
{
	static const char joined_sql[] =
	    "INSERT OR IGNORE INTO follow"
	    " VALUES (:member, 'thread', :thread, 'track', :now)";
	struct sql q = sql_begin(s, joined_sql);

	sql_int(&q, ":member", member);
	sql_int(&q, ":thread", thread);
	sql_int(&q, ":now", now_ms);
	return sql_run(&q);
}

enum err
store_follow_list(struct store *s, struct arena *a, int64_t member,
    int64_t rank, int64_t max, struct follow_list *out)
{
	/* What one may no longer read is not named. */
	static const char list_sql[] =
	    "SELECT f.ref_type, f.ref_id, f.level, CASE f.ref_type"
	    "  WHEN 'board' THEN (SELECT b.slug FROM board b"
	    "    WHERE b.id = f.ref_id AND " BOARD_VISIBLE(
		"b") ")"
		     "  WHEN 'thread' THEN (SELECT t.title FROM thread t"
		     "    JOIN board b ON b.id = t.board_id WHERE t.id = f.ref_id"
		     "    AND t.hidden_at IS NULL AND " BOARD_VISIBLE(
			 "b") ")"
			      "  WHEN 'member' THEN (SELECT handle FROM member"
			      "    WHERE id = f.ref_id)"
			      "  ELSE (SELECT name FROM tag WHERE id = f.ref_id) END AS name"
			      " FROM follow f WHERE f.member_id = :viewer AND f.level <> 'normal'"
			      " ORDER BY f.ref_type, f.ref_id LIMIT :max";
	struct follow_list list = { 0 };
	struct sql q = sql_begin(s, list_sql);

	list.row = arena_array(a, struct follow_row, (size_t)max);
	sql_int(&q, ":viewer", member);
	sql_int(&q, ":rank", rank);
	sql_int(&q, ":max", max);
	while (sql_next(&q)) {
		struct follow_row *f = &list.row[list.len];

		if (sql_col_null(&q, 3))
			continue;
		f->type = sql_col_text(&q, 0, a);
		f->id = sql_col_int(&q, 1);
		f->level = sql_col_text(&q, 2, a);
		f->name = sql_col_text(&q, 3, a);
		list.len++;
	}
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}

static void
take_draft(struct sql *q, struct arena *a, struct draft_row *d)
{
	d->id = sql_col_int(q, 0);
	d->place = sql_col_text(q, 1, a);
	d->title = sql_col_text(q, 2, a);
	d->body = sql_col_text(q, 3, a);
	d->updated_ms = sql_col_int(q, 4);
}

static enum err
one_draft(struct sql *q, struct arena *a, struct draft_row *out)
{
	struct draft_row d = { 0 };
	bool found = sql_next(q);

	if (found)
		take_draft(q, a, &d);
	TRY(sql_end(q));
	if (!found)
		return ERR_MISSING;
	*out = d;
	return ERR_NONE;
}

enum err
store_draft_list(
    struct store *s, struct arena *a, int64_t member, struct draft_list *out)
{
	/* The first words are enough to know a draft by. */
	static const char list_sql[] =
	    "SELECT id, place, title, substr(body, 1, 200), updated_at"
	    " FROM draft WHERE member_id = :member"
	    " ORDER BY updated_at DESC, id LIMIT :max";
	enum { DRAFTS_SHOWN = 1000 };
	struct draft_list list = { 0 };
	struct sql q = sql_begin(s, list_sql);

	list.row = arena_array(a, struct draft_row, DRAFTS_SHOWN);
	sql_int(&q, ":member", member);
	sql_int(&q, ":max", DRAFTS_SHOWN);
	while (sql_next(&q))
		take_draft(&q, a, &list.row[list.len++]);
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}

enum err
store_draft_get(struct store *s, struct arena *a, int64_t member, int64_t id,
    struct draft_row *out)
{
	static const char get_sql[] =
	    "SELECT id, place, title, body, updated_at FROM draft"
	    " WHERE id = :id AND member_id = :member";
	struct sql q = sql_begin(s, get_sql);

	sql_int(&q, ":id", id);
	sql_int(&q, ":member", member);
	return one_draft(&q, a, out);
}

enum err
store_draft_at(struct store *s, struct arena *a, int64_t member,
    struct str place, struct draft_row *out)
{
	static const char at_sql[] =
	    "SELECT id, place, title, body, updated_at FROM draft"
	    " WHERE member_id = :member AND place = :place";
	struct sql q = sql_begin(s, at_sql);

	sql_int(&q, ":member", member);
	sql_text(&q, ":place", place);
	return one_draft(&q, a, out);
}

enum err
store_draft_save(struct store *s, int64_t member, struct str place,
    struct str title, struct str body, int64_t now_ms, int64_t *out_id)
{
	static const char save_sql[] =
	    "INSERT INTO draft (member_id, place, title, body, updated_at)"
	    " VALUES (:member, :place, :title, :body, :now)"
	    " ON CONFLICT DO UPDATE SET title = :title, body = :body,"
	    " updated_at = :now";
	static const char id_sql[] =
	    "SELECT id FROM draft WHERE member_id = :member AND place = :place";
	struct sql q = sql_begin(s, save_sql);

	sql_int(&q, ":member", member);
	sql_text(&q, ":place", place);
	sql_text(&q, ":title", title);
	sql_text(&q, ":body", body);
	sql_int(&q, ":now", now_ms);
	TRY(sql_run(&q));
	q = sql_begin(s, id_sql);
	sql_int(&q, ":member", member);
	sql_text(&q, ":place", place);
	return sql_one_int(&q, 0, out_id);
}

enum err
store_draft_drop(struct store *s, int64_t member, int64_t id)
{
	static const char drop_sql[] =
	    "DELETE FROM draft WHERE id = :id AND member_id = :member";
	struct sql q = sql_begin(s, drop_sql);

	sql_int(&q, ":id", id);
	sql_int(&q, ":member", member);
	TRY(sql_run(&q));
	return sql_changes(s) ? ERR_NONE : ERR_MISSING;
}

struct str
store_draft_mark(struct arena *a, struct str title, struct str body)
{
	enum { MARK_CHARS = 16 };

	return str_slice(
	    hash_hex(a,
		arena_printf(a, "%.*s\n%.*s", STR_ARG(title), STR_ARG(body))),
	    0, MARK_CHARS);
}

enum err
store_draft_count(
    struct store *s, int64_t member, struct str but_place, int64_t *out)
{
	static const char count_sql[] =
	    "SELECT count(*) FROM draft"
	    " WHERE member_id = :member AND place <> :place";
	struct sql q = sql_begin(s, count_sql);

	sql_int(&q, ":member", member);
	sql_text(&q, ":place", but_place);
	return sql_one_int(&q, 0, out);
}
