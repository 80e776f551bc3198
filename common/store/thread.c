/* store/thread - threads of a board. */
#include "common/store/thread.h"

#include "common/store/mark.h"
#include "common/store/sql.h"

#define THREAD_COLUMNS                                                      \
	"t.id, t.board_id, t.author_id, b.slug, b.kind, t.title, m.handle," \
	" coalesce(q.state, ''), coalesce((SELECT group_concat(name, ',')"  \
	"   FROM (SELECT g.name FROM thread_tag x JOIN tag g"               \
	"   ON g.id = x.tag_id WHERE x.thread_id = t.id ORDER BY g.name))," \
	"   ''), t.created_at, t.bumped_at, t.replies, t.seq,"              \
	" coalesce((SELECT p.score_base + p.up - p.down FROM post p"        \
	"   WHERE p.thread_id = t.id AND p.n = 1), 0),"                     \
	" coalesce(q.me_too, 0), coalesce(q.solved_post_id, 0),"            \
	" coalesce(t.locked_at, 0)"
#define THREAD_FROM                                        \
	" FROM thread t JOIN board b ON b.id = t.board_id" \
	" JOIN member m ON m.id = t.author_id"             \
	" LEFT JOIN question q ON q.thread_id = t.id"

static void
take(struct sql *q, struct arena *a, struct thread_row *t)
{
	t->id = sql_col_int(q, 0);
	t->board_id = sql_col_int(q, 1);
	t->author_id = sql_col_int(q, 2);
	t->board = sql_col_text(q, 3, a);
	t->kind = sql_col_text(q, 4, a);
	t->title = sql_col_text(q, 5, a);
	t->author = sql_col_text(q, 6, a);
	t->state = sql_col_text(q, 7, a);
	t->tags = sql_col_text(q, 8, a);
	t->created_ms = sql_col_int(q, 9);
	t->bumped_ms = sql_col_int(q, 10);
	t->replies = sql_col_int(q, 11);
	t->seq = sql_col_int(q, 12);
	t->score = sql_col_int(q, 13);
	t->me_too = sql_col_int(q, 14);
	t->solved_post = sql_col_int(q, 15);
	t->locked_ms = sql_col_int(q, 16);
}

static enum err
take_all(struct store *s, struct sql *q, struct arena *a, struct viewer v,
    int64_t max, struct thread_list *out)
{
	struct thread_list list = { 0 };

	list.row = arena_array(a, struct thread_row, (size_t)max);
	while (sql_next(q))
		take(q, a, &list.row[list.len++]);
	TRY(sql_end(q));
	for (size_t i = 0; i < list.len; i++)
		TRY(store_mark_unread_thread(
		    s, v.id, list.row[i].id, &list.row[i].unread));
	*out = list;
	return ERR_NONE;
}

enum err
store_thread_page(struct store *s, struct arena *a, struct viewer v,
    int64_t board, struct str state, struct thread_cursor after, int64_t max,
    struct thread_list *out)
{
	static const char page_sql[] =
	    "SELECT " THREAD_COLUMNS THREAD_FROM
	    " WHERE t.board_id = :board AND t.hidden_at IS NULL"
	    "   AND " BOARD_VISIBLE(
		"b") "   AND (:state = '' OR q.state = :state)"
		     "   AND (:id = 0 OR (t.bumped_at, t.id) < (:bumped, :id))"
		     " ORDER BY t.bumped_at DESC, t.id DESC LIMIT :max";
	struct sql q = sql_begin(s, page_sql);

	sql_viewer(&q, v);
	sql_int(&q, ":board", board);
	sql_text(&q, ":state", state);
	sql_int(&q, ":bumped", after.bumped_ms);
	sql_int(&q, ":id", after.id);
	sql_int(&q, ":max", max);
	return take_all(s, &q, a, v, max, out);
}

enum err
store_thread_unread(struct store *s, struct arena *a, struct viewer v,
    int64_t board, int64_t max, struct thread_list *out)
{
	/* Follow each board's posts from the mark on: an index serves it. */
	static const char unread_sql[] =
	    "SELECT " THREAD_COLUMNS THREAD_FROM
	    " WHERE t.id IN (SELECT p.thread_id FROM board ub"
	    "   LEFT JOIN board_mark bm ON bm.board_id = ub.id"
	    "        AND bm.member_id = :viewer"
	    "   JOIN post p ON p.board_id = ub.id"
	    "        AND p.board_seq > coalesce(bm.seen_seq, 0)"
	    "   LEFT JOIN read_mark r ON r.thread_id = p.thread_id"
	    "        AND r.member_id = :viewer"
	    "  WHERE (:board = 0 OR ub.id = :board)"
	    "    AND p.n > coalesce(r.seen_n, 0) AND p.hidden_at IS NULL"
	    "    AND p.author_id <> :viewer"
	    "  UNION SELECT hp.thread_id FROM read_hole h"
	    "   JOIN post hp ON hp.id = h.post_id"
	    "  WHERE h.member_id = :viewer AND hp.hidden_at IS NULL"
	    "    AND hp.author_id <> :viewer"
	    "    AND (:board = 0 OR h.board_id = :board))"
	    " AND t.hidden_at IS NULL AND " BOARD_VISIBLE(
		"b") " AND NOT EXISTS (SELECT 1 FROM follow f"
		     "   WHERE f.member_id = :viewer AND f.level = 'mute'"
		     "   AND ((f.ref_type = 'thread' AND f.ref_id = t.id)"
		     "     OR (f.ref_type = 'board' AND f.ref_id = t.board_id)))"
		     " ORDER BY b.position, b.id, t.bumped_at DESC LIMIT :max";
	struct sql q = sql_begin(s, unread_sql);

	sql_viewer(&q, v);
	sql_int(&q, ":board", board);
	sql_int(&q, ":max", max);
	return take_all(s, &q, a, v, max, out);
}

enum err
store_thread_get(struct store *s, struct arena *a, struct viewer v, int64_t id,
    struct thread_row *out)
{
	static const char get_sql[] =
	    "SELECT " THREAD_COLUMNS THREAD_FROM
	    " WHERE t.id = :id AND t.hidden_at IS NULL"
	    "   AND " BOARD_VISIBLE("b");
	struct thread_list list;
	struct sql q = sql_begin(s, get_sql);

	sql_viewer(&q, v);
	sql_int(&q, ":id", id);
	TRY(take_all(s, &q, a, v, 1, &list));
	if (list.len == 0)
		return ERR_MISSING;
	*out = list.row[0];
	return ERR_NONE;
}

static enum err
beside(struct sql q, struct viewer v, int64_t thread, int64_t *out)
{
	int64_t id;

	sql_viewer(&q, v);
	sql_int(&q, ":thread", thread);
	TRY(sql_one_int(&q, 0, &id));
	if (id == 0)
		return ERR_MISSING;
	*out = id;
	return ERR_NONE;
}

enum err
store_thread_below(
    struct store *s, struct viewer v, int64_t thread, int64_t *out)
{
	static const char below_sql[] =
	    "SELECT t.id FROM thread o JOIN board b ON b.id = o.board_id"
	    " CROSS JOIN thread t ON t.board_id = o.board_id"
	    "   AND t.hidden_at IS NULL"
	    "   AND (t.bumped_at, t.id) < (o.bumped_at, o.id)"
	    " WHERE o.id = :thread AND " BOARD_VISIBLE(
		"b") " ORDER BY t.bumped_at DESC, t.id DESC LIMIT 1";

	return beside(sql_begin(s, below_sql), v, thread, out);
}

enum err
store_thread_above(
    struct store *s, struct viewer v, int64_t thread, int64_t *out)
{
	static const char above_sql[] =
	    "SELECT t.id FROM thread o JOIN board b ON b.id = o.board_id"
	    " CROSS JOIN thread t ON t.board_id = o.board_id"
	    "   AND t.hidden_at IS NULL"
	    "   AND (t.bumped_at, t.id) > (o.bumped_at, o.id)"
	    " WHERE o.id = :thread AND " BOARD_VISIBLE(
		"b") " ORDER BY t.bumped_at ASC, t.id ASC LIMIT 1";

	return beside(sql_begin(s, above_sql), v, thread, out);
}

enum err
store_thread_add(struct store *s, const struct thread_new *t, int64_t *out_id)
{
	static const char add_sql[] =
	    "INSERT INTO thread (board_id, author_id, title, created_at,"
	    " bumped_at, views, src, src_id, extra) VALUES (:board, :author,"
	    " :title, :now, :now, :views, nullif(:src, ''),"
	    " nullif(:src_id, ''), :extra)";
	static const char question_sql[] =
	    "INSERT INTO question (thread_id) VALUES (:thread)";
	struct sql q = sql_begin(s, add_sql);
	int64_t id;

	sql_int(&q, ":board", t->board_id);
	sql_int(&q, ":author", t->author_id);
	sql_text(&q, ":title", t->title);
	sql_int(&q, ":now", t->now_ms);
	sql_int(&q, ":views", t->views);
	sql_text(&q, ":src", t->src);
	sql_text(&q, ":src_id", t->src_id);
	sql_text(&q, ":extra", t->extra);
	TRY(sql_run(&q));
	id = sql_last_id(s);
	if (t->question) {
		q = sql_begin(s, question_sql);
		sql_int(&q, ":thread", id);
		TRY(sql_run(&q));
	}
	*out_id = id;
	return ERR_NONE;
}

enum err
store_thread_by_source(
    struct store *s, struct str src, struct str src_id, int64_t *out_id)
{
	static const char source_sql[] =
	    "SELECT id FROM thread WHERE src = :src AND src_id = :id";
	struct sql q = sql_begin(s, source_sql);
	int64_t id;

	sql_text(&q, ":src", src);
	sql_text(&q, ":id", src_id);
	TRY(sql_one_int(&q, 0, &id));
	if (id == 0)
		return ERR_MISSING;
	*out_id = id;
	return ERR_NONE;
}

enum err
store_thread_set_title(struct store *s, int64_t id, struct str title)
{
	static const char title_sql[] =
	    "UPDATE thread SET title = :title WHERE id = :id";
	struct sql q = sql_begin(s, title_sql);

	sql_text(&q, ":title", title);
	sql_int(&q, ":id", id);
	return sql_run(&q);
}

enum err
store_thread_hide(
    struct store *s, int64_t id, int64_t by, struct str reason, int64_t now_ms)
{
	static const char hide_sql[] =
	    "UPDATE thread SET hidden_at = :now, hidden_by = :by,"
	    " hide_reason = :reason WHERE id = :id AND hidden_at IS NULL";
	struct sql q = sql_begin(s, hide_sql);

	sql_int(&q, ":now", now_ms);
	sql_int(&q, ":by", by);
	sql_text(&q, ":reason", reason);
	sql_int(&q, ":id", id);
	TRY(sql_run(&q));
	return sql_changes(s) ? ERR_NONE : ERR_CONFLICT;
}

enum err
store_thread_link_duplicates(struct store *s)
{
	static const char link_sql[] =
	    "UPDATE thread SET dup_of = (SELECT o.id FROM thread o"
	    "   WHERE o.src = thread.src"
	    "   AND o.src_id = json_extract(thread.extra, '$.duplicate_of')"
	    "   AND o.id <> thread.id)"
	    " WHERE src IS NOT NULL AND dup_of IS NULL"
	    "   AND instr(extra, '\"duplicate_of\"') > 0";
	struct sql q = sql_begin(s, link_sql);

	return sql_run(&q);
}

enum err
store_thread_next_n(struct store *s, int64_t id, int64_t *out)
{
	static const char next_sql[] =
	    "UPDATE thread SET seq = seq + 1 WHERE id = :id RETURNING seq";
	struct sql q = sql_begin(s, next_sql);
	bool found;

	sql_int(&q, ":id", id);
	found = sql_next(&q);
	if (found)
		*out = sql_col_int(&q, 0);
	while (sql_next(&q))
		continue;
	TRY(sql_end(&q));
	return found ? ERR_NONE : ERR_MISSING;
}

enum err
store_thread_touch(struct store *s, int64_t id, int64_t replies,
    int64_t bumped_ms, int64_t board_seq)
{
	static const char touch_sql[] =
	    "UPDATE thread SET replies = replies + :replies,"
	    " bumped_at = max(bumped_at, :bumped),"
	    " last_seq = max(last_seq, :seq) WHERE id = :id";
	struct sql q = sql_begin(s, touch_sql);

	sql_int(&q, ":replies", replies);
	sql_int(&q, ":bumped", bumped_ms);
	sql_int(&q, ":seq", board_seq);
	sql_int(&q, ":id", id);
	return sql_run(&q);
}
