/* store/since - what waits for somebody who comes back. */
#include "common/store/since.h"

#include "common/store/mark.h"
#include "common/store/member.h"
#include "common/store/sql.h"

static void
add(struct since_list *list, const struct since_row *row)
{
	/* An announcement may be followed, too: the first reason counts. */
	for (size_t i = 0; i < list->len; i++) {
		if (row->thread && list->row[i].thread == row->thread &&
		    list->row[i].kind != SINCE_DRAFT)
			return;
	}
	list->row[list->len++] = *row;
}

/* The thread a draft answers, as far as its writer may read it. */
static enum err
name_draft(
    struct store *s, struct arena *a, struct viewer v, struct since_row *row)
{
	static const char title_sql[] =
	    "SELECT t.title FROM thread t JOIN board b ON b.id = t.board_id"
	    " WHERE t.id = :id AND t.hidden_at IS NULL"
	    " AND " BOARD_VISIBLE("b");
	struct str ref = row->place;
	struct sql q;

	str_cut(&ref, ' ');
	ref = str_cut(&ref, ' '); /* not the "~2" of a draft beside another */
	ref = str_slice(ref, 0, str_find(ref, '.'));
	if (!str_int(ref, 1, INT64_MAX, &row->thread))
		return ERR_NONE;
	q = sql_begin(s, title_sql);
	sql_viewer(&q, v);
	sql_int(&q, ":id", row->thread);
	if (sql_next(&q))
		row->title = sql_col_text(&q, 0, a);
	return sql_end(&q);
}

static enum err
add_drafts(struct store *s, struct arena *a, struct viewer v, size_t max,
    struct since_list *list)
{
	/* How many a member keeps is bounded (drafts.max). */
	static const char drafts_sql[] =
	    "SELECT id, place, title, updated_at FROM draft"
	    " WHERE member_id = :viewer ORDER BY updated_at DESC, id LIMIT :n";
	size_t from = list->len;
	struct sql q = sql_begin(s, drafts_sql);

	sql_int(&q, ":viewer", v.id);
	sql_int(&q, ":n", (int64_t)(max - list->len));
	while (sql_next(&q)) {
		struct since_row row = { .kind = SINCE_DRAFT };

		row.draft = sql_col_int(&q, 0);
		row.place = sql_col_text(&q, 1, a);
		row.title = sql_col_text(&q, 2, a);
		row.at_ms = sql_col_int(&q, 3);
		add(list, &row);
	}
	TRY(sql_end(&q));
	for (size_t i = from; i < list->len; i++)
		TRY(name_draft(s, a, v, &list->row[i]));
	return ERR_NONE;
}

/* Rows of thread, n, state, title, time; those without news are left out. */
static enum err
add_threads(struct store *s, struct sql *q, struct arena *a, struct viewer v,
    enum since_kind kind, size_t max, struct since_list *list)
{
	struct since_list found = { 0 };

	found.row = arena_array(a, struct since_row, SINCE_LOOKED_AT);
	while (found.len < SINCE_LOOKED_AT && sql_next(q)) {
		struct since_row *row = &found.row[found.len++];

		row->kind = kind;
		row->thread = sql_col_int(q, 0);
		row->n = sql_col_int(q, 1);
		row->state = sql_col_text(q, 2, a);
		row->title = sql_col_text(q, 3, a);
		row->at_ms = sql_col_int(q, 4);
	}
	TRY(sql_end(q));
	for (size_t i = 0; i < found.len && list->len < max; i++) {
		struct since_row *row = &found.row[i];

		TRY(store_mark_unread_thread(
		    s, v.id, row->thread, &row->unread));
		if (row->unread || kind == SINCE_ACCEPTED)
			add(list, row);
	}
	return ERR_NONE;
}

static enum err
add_accepted(struct store *s, struct arena *a, struct viewer v,
    int64_t since_ms, size_t max, struct since_list *list)
{
	static const char accepted_sql[] =
	    "SELECT t.id, p.n, q.state, t.title, q.solved_at"
	    " FROM (SELECT id, thread_id, n, hidden_at FROM post"
	    "   WHERE author_id = :viewer ORDER BY id DESC LIMIT :looked) p"
	    " CROSS JOIN question q ON q.thread_id = p.thread_id"
	    "   AND q.solved_post_id = p.id AND q.solved_at > :since"
	    "   AND q.solved_by <> :viewer"
	    " CROSS JOIN thread t ON t.id = p.thread_id"
	    " CROSS JOIN board b ON b.id = t.board_id"
	    " WHERE p.hidden_at IS NULL AND t.hidden_at IS NULL"
	    " AND " BOARD_VISIBLE(
		"b") " ORDER BY q.solved_at DESC LIMIT :looked";
	struct sql q = sql_begin(s, accepted_sql);

	sql_viewer(&q, v);
	sql_int(&q, ":since", since_ms);
	sql_int(&q, ":looked", SINCE_LOOKED_AT);
	return add_threads(s, &q, a, v, SINCE_ACCEPTED, max, list);
}

/* What may hold news: last_seq against the mark says so without the posts. */
#define NEWS_OF                                                           \
	" CROSS JOIN board b ON b.id = t.board_id"                        \
	" LEFT JOIN board_mark bm ON bm.member_id = :viewer"              \
	"   AND bm.board_id = t.board_id"                                 \
	" WHERE t.hidden_at IS NULL"                                      \
	" AND (t.last_seq > coalesce(bm.seen_seq, 0) OR EXISTS (SELECT 1" \
	"   FROM read_hole h WHERE h.member_id = :viewer"                 \
	"   AND h.board_id = t.board_id))"                                \
	" AND " THREAD_NOT_MUTED                                          \
	" AND " BOARD_VISIBLE("b") " ORDER BY t.bumped_at DESC LIMIT :looked"

static enum err
add_news(struct store *s, struct sql q, struct arena *a, struct viewer v,
    enum since_kind kind, size_t max, struct since_list *list)
{
	sql_viewer(&q, v);
	sql_int(&q, ":looked", SINCE_LOOKED_AT);
	return add_threads(s, &q, a, v, kind, max, list);
}

static enum err
add_own(struct store *s, struct arena *a, struct viewer v, size_t max,
    struct since_list *list)
{
	static const char own_sql[] =
	    "SELECT t.id, 0, t.state, t.title, t.bumped_at"
	    " FROM (SELECT id FROM thread INDEXED BY thread_by_author_activity"
	    "   WHERE author_id = :viewer AND hidden_at IS NULL"
	    "   ORDER BY bumped_at DESC, id DESC LIMIT :looked) o"
	    " CROSS JOIN thread t ON t.id = o.id" NEWS_OF;

	return add_news(s, sql_begin(s, own_sql), a, v, SINCE_OWN, max, list);
}

static enum err
add_followed(struct store *s, struct arena *a, struct viewer v, size_t max,
    struct since_list *list)
{
	static const char followed_sql[] =
	    "SELECT t.id, 0, t.state, t.title, t.bumped_at"
	    " FROM (SELECT ref_id AS id FROM follow WHERE member_id = :viewer"
	    "   AND ref_type = 'thread' AND level IN ('track', 'watch')"
	    "   ORDER BY ref_id DESC LIMIT :looked) o"
	    " CROSS JOIN thread t ON t.id = o.id" NEWS_OF;

	return add_news(
	    s, sql_begin(s, followed_sql), a, v, SINCE_FOLLOWED, max, list);
}

static enum err
add_announced(struct store *s, struct arena *a, struct viewer v, size_t max,
    struct since_list *list)
{
	static const char announced_sql[] =
	    "SELECT t.id, 0, t.state, t.title, t.bumped_at"
	    " FROM board ab CROSS JOIN thread t ON ab.kind = 'announcement'"
	    "   AND t.id IN (SELECT n.id"
	    "   FROM thread n INDEXED BY thread_by_news"
	    "   WHERE n.board_id = ab.id AND n.hidden_at IS NULL"
	    "   ORDER BY n.last_seq DESC LIMIT 20)" NEWS_OF;

	return add_news(
	    s, sql_begin(s, announced_sql), a, v, SINCE_ANNOUNCED, max, list);
}

enum err
store_since(struct store *s, struct arena *a, struct viewer v, int64_t since_ms,
    size_t max, struct since_list *out)
{
	struct since_list list = { 0 };

	if (v.id) {
		list.row = arena_array(a, struct since_row, max);
		TRY(add_drafts(s, a, v, max, &list));
		TRY(add_accepted(s, a, v, since_ms, max, &list));
		TRY(add_own(s, a, v, max, &list));
		TRY(add_followed(s, a, v, max, &list));
		TRY(add_announced(s, a, v, max, &list));
	}
	*out = list;
	return ERR_NONE;
}

static enum err
count_members(struct store *s, int64_t since_ms, int64_t *out)
{
	static const char members_sql[] =
	    "SELECT count(*) FROM (SELECT 1 FROM member"
	    " INDEXED BY member_by_joined WHERE status <> 'unclaimed'"
	    " AND joined_at > :since AND id <> :robot LIMIT :max)";
	struct sql q = sql_begin(s, members_sql);

	sql_int(&q, ":since", since_ms);
	sql_int(&q, ":robot", MEMBER_ROBOT);
	sql_int(&q, ":max", MEMBERS_COUNTED);
	return sql_one_int(&q, 0, out);
}

enum err
store_since_members(
    struct store *s, int64_t since_ms, int64_t *out_all, int64_t *out_new)
{
	TRY(count_members(s, -1, out_all));
	return count_members(s, since_ms, out_new);
}
