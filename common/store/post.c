/* store/post - what people wrote, and the votes on it. */
#include "common/store/post.h"

#include "common/rules/limits.h"
#include "common/store/board.h"
#include "common/store/member.h"
#include "common/store/search_impl.h"
#include "common/store/sql.h"
#include "common/store/text.h"
#include "common/store/thread.h"

#define POST_COLUMNS                                                   \
	"p.id, p.thread_id, p.board_id, p.author_id, p.n,"             \
	" coalesce(o.n, 0), m.handle, m.role, p.kind,"                 \
	" CASE WHEN p.hidden_at IS NULL THEN p.body ELSE '' END,"      \
	" p.hide_reason, p.created_at, coalesce(p.edited_at, 0),"      \
	" coalesce(p.hidden_at, 0), p.score_base + p.up - p.down,"     \
	" coalesce(v.value, 0), coalesce(q.solved_post_id = p.id, 0)," \
	" :viewer > 0 AND p.author_id <> :viewer AND"                  \
	"   p.hidden_at IS NULL AND"                                   \
	"   ((p.n > coalesce(r.seen_n, 0)"                             \
	"     AND p.board_seq > coalesce(bm.seen_seq, 0))"             \
	"    OR EXISTS (SELECT 1 FROM read_hole h WHERE"               \
	"        h.member_id = :viewer AND h.board_id = p.board_id"    \
	"        AND h.post_id = p.id))"
#define POST_FROM                                                         \
	" FROM post p JOIN member m ON m.id = p.author_id"                \
	" LEFT JOIN post o ON o.id = p.parent_id"                         \
	" LEFT JOIN question q ON q.thread_id = p.thread_id"              \
	" LEFT JOIN vote v ON v.post_id = p.id AND v.member_id = :viewer" \
	" LEFT JOIN read_mark r ON r.thread_id = p.thread_id"             \
	"   AND r.member_id = :viewer"                                    \
	" LEFT JOIN board_mark bm ON bm.board_id = p.board_id"            \
	"   AND bm.member_id = :viewer"

static void
take(struct sql *q, struct arena *a, struct post_row *p)
{
	p->id = sql_col_int(q, 0);
	p->thread_id = sql_col_int(q, 1);
	p->board_id = sql_col_int(q, 2);
	p->author_id = sql_col_int(q, 3);
	p->n = sql_col_int(q, 4);
	p->parent_n = sql_col_int(q, 5);
	p->author = sql_col_text(q, 6, a);
	p->author_role = ROLE_MEMBER;
	(void)role_parse(sql_col_text(q, 7, a), &p->author_role);
	p->kind = sql_col_text(q, 8, a);
	p->body = sql_col_text(q, 9, a);
	p->hide_reason = sql_col_text(q, 10, a);
	p->created_ms = sql_col_int(q, 11);
	p->edited_ms = sql_col_int(q, 12);
	p->hidden_ms = sql_col_int(q, 13);
	p->score = sql_col_int(q, 14);
	p->my_vote = sql_col_int(q, 15);
	p->accepted = sql_col_int(q, 16) != 0;
	p->unread = sql_col_int(q, 17) != 0;
}

enum err
store_post_page(struct store *s, struct arena *a, struct viewer v,
    int64_t thread, int64_t from, int64_t max, struct post_list *out)
{
	static const char page_sql[] =
	    "SELECT " POST_COLUMNS POST_FROM
	    " WHERE p.thread_id = :thread AND p.n >= :from"
	    " ORDER BY p.n LIMIT :max";
	struct post_list list = { 0 };
	struct sql q = sql_begin(s, page_sql);
	size_t bytes = 0;

	list.row = arena_array(a, struct post_row, (size_t)max);
	sql_int(&q, ":viewer", v.id);
	sql_int(&q, ":thread", thread);
	sql_int(&q, ":from", from);
	sql_int(&q, ":max", max);
	while (!list.cut && sql_next(&q)) {
		struct post_row *p = &list.row[list.len++];

		take(&q, a, p);
		bytes += p->body.n;
		list.cut = bytes > LIMIT_ANSWER_BYTES;
	}
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}

enum err
store_post_get(struct store *s, struct arena *a, struct viewer v,
    int64_t thread, int64_t n, struct post_row *out)
{
	struct post_list list;

	TRY(store_post_page(s, a, v, thread, n, 1, &list));
	if (list.len == 0 || list.row[0].n != n)
		return ERR_MISSING;
	*out = list.row[0];
	return ERR_NONE;
}

enum err
store_post_insert(struct store *s, const struct post_new *p, int64_t n,
    int64_t board_seq, int64_t *out_id)
{
	static const char add_sql[] =
	    "INSERT INTO post (thread_id, board_id, parent_id, author_id, n,"
	    " board_seq, kind, body, created_at, score_base, src, src_id,"
	    " extra) VALUES (:thread, :board, nullif(:parent, 0), :author, :n, :seq,"
	    " :kind, :body, :now, :score, nullif(:src, ''),"
	    " nullif(:src_id, ''), :extra)";
	struct sql q = sql_begin(s, add_sql);

	sql_int(&q, ":thread", p->thread_id);
	sql_int(&q, ":board", p->board_id);
	sql_int(&q, ":parent", p->parent_id);
	sql_int(&q, ":author", p->author_id);
	sql_int(&q, ":n", n);
	sql_int(&q, ":seq", board_seq);
	sql_text(&q, ":kind", p->kind);
	sql_text(&q, ":body", p->body);
	sql_int(&q, ":now", p->now_ms);
	sql_int(&q, ":score", p->score_base);
	sql_text(&q, ":src", p->src);
	sql_text(&q, ":src_id", p->src_id);
	sql_text(&q, ":extra", p->extra);
	TRY(sql_run(&q));
	*out_id = sql_last_id(s);
	return ERR_NONE;
}

enum err
store_post_add(
    struct store *s, const struct post_new *p, int64_t *out_id, int64_t *out_n)
{
	int64_t n, board_seq, id;

	TRY(store_thread_next_n(s, p->thread_id, &n));
	TRY(store_board_next_seq(s, p->board_id, &board_seq));
	TRY(store_post_insert(s, p, n, board_seq, &id));
	TRY(store_thread_touch(
	    s, p->thread_id, n > 1 ? 1 : 0, p->now_ms, board_seq));
	TRY(store_member_count(s, p->author_id, 1));
	TRY(store_text_add(s, id));
	*out_id = id;
	*out_n = n;
	return ERR_NONE;
}

enum err
store_post_by_source(
    struct store *s, struct str src, struct str src_id, int64_t *out_id)
{
	static const char source_sql[] =
	    "SELECT id FROM post WHERE src = :src AND src_id = :id";
	struct sql q = sql_begin(s, source_sql);

	sql_text(&q, ":src", src);
	sql_text(&q, ":id", src_id);
	return sql_one_id(&q, out_id);
}

enum err
store_post_by_number(
    struct store *s, int64_t thread, int64_t n, int64_t *out_id)
{
	static const char number_sql[] =
	    "SELECT id FROM post WHERE thread_id = :thread AND n = :n";
	struct sql q = sql_begin(s, number_sql);

	sql_int(&q, ":thread", thread);
	sql_int(&q, ":n", n);
	return sql_one_id(&q, out_id);
}

struct str
store_source_id(struct arena *a, struct str thread_id, struct str reply_id)
{
	struct buf b = BUF_INIT(0);
	struct str out;

	for (size_t i = 0; i < thread_id.n; i++) {
		if (thread_id.p[i] == '/')
			buf_put(&b, STR("%2F"));
		else if (thread_id.p[i] == '%')
			buf_put(&b, STR("%25"));
		else
			buf_char(&b, thread_id.p[i]);
	}
	if (reply_id.n) {
		buf_char(&b, '/');
		buf_put(&b, reply_id);
	}
	out = arena_dup(a, buf_str(&b));
	buf_free(&b);
	return out;
}

enum err
store_post_set_parent(struct store *s, int64_t id, int64_t parent)
{
	static const char parent_sql[] =
	    "UPDATE post SET parent_id = :parent WHERE id = :id";
	struct sql q = sql_begin(s, parent_sql);

	sql_int(&q, ":parent", parent);
	sql_int(&q, ":id", id);
	return sql_run(&q);
}

enum err
store_post_edit(struct store *s, int64_t id, struct str old_title,
    struct str body, int64_t editor, struct str why, int64_t now_ms)
{
	static const char keep_sql[] =
	    "INSERT INTO post_rev SELECT p.id, 1 + coalesce((SELECT max(rev)"
	    " FROM post_rev WHERE post_id = p.id), 0), :title, p.body,"
	    " :editor, :now, :why FROM post p WHERE p.id = :id";
	static const char edit_sql[] =
	    "UPDATE post SET body = :body, edited_at = :now WHERE id = :id";
	struct sql q = sql_begin(s, keep_sql);

	sql_text(&q, ":title", old_title);
	sql_int(&q, ":editor", editor);
	sql_int(&q, ":now", now_ms);
	sql_text(&q, ":why", why);
	sql_int(&q, ":id", id);
	TRY(sql_run(&q));
	q = sql_begin(s, edit_sql);
	sql_text(&q, ":body", body);
	sql_int(&q, ":now", now_ms);
	sql_int(&q, ":id", id);
	return sql_run(&q);
}

enum err
store_post_hide(struct store *s, const struct post_row *p, int64_t by,
    struct str reason, int64_t now_ms)
{
	static const char hide_sql[] =
	    "UPDATE post SET hidden_at = :now, hidden_by = :by,"
	    " hide_reason = :reason WHERE id = :id AND hidden_at IS NULL";
	struct sql q;

	TRY(store_text_remove(s, p->id));
	q = sql_begin(s, hide_sql);
	sql_int(&q, ":now", now_ms);
	sql_int(&q, ":by", by);
	sql_text(&q, ":reason", reason);
	sql_int(&q, ":id", p->id);
	TRY(sql_run(&q));
	if (sql_changes(s) == 0)
		return ERR_CONFLICT;
	TRY(store_member_count(s, p->author_id, -1));
	return store_thread_touch(s, p->thread_id, p->n > 1 ? -1 : 0, 0, 0);
}

/* Whether another of the scores that are words of the index is reached. */
static bool
crosses(int64_t from, int64_t to)
{
	for (size_t i = 0; i < SEARCH_LEASTS; i++) {
		if ((from >= search_least[i]) != (to >= search_least[i]))
			return true;
	}
	return false;
}

static enum err
score_with(struct store *s, int64_t post, int64_t member, int64_t value,
    int64_t *out_old, int64_t *out_new)
{
	static const char score_sql[] =
	    "SELECT p.score_base + p.up - p.down, coalesce(v.value, 0)"
	    " FROM post p LEFT JOIN vote v ON v.post_id = p.id"
	    " AND v.member_id = :member WHERE p.id = :post";
	struct sql q = sql_begin(s, score_sql);

	*out_old = *out_new = 0;
	sql_int(&q, ":post", post);
	sql_int(&q, ":member", member);
	if (sql_next(&q)) {
		*out_old = sql_col_int(&q, 0);
		*out_new = *out_old - sql_col_int(&q, 1) + value;
	}
	return sql_end(&q);
}

static enum err
set_vote(struct store *s, int64_t post, int64_t member, int64_t value,
    int64_t now_ms)
{
	static const char set_sql[] =
	    "INSERT INTO vote VALUES (:post, :member, :value, :now)"
	    " ON CONFLICT DO UPDATE SET value = :value, at = :now";
	static const char drop_sql[] =
	    "DELETE FROM vote WHERE post_id = :post AND member_id = :member";
	static const char count_sql[] =
	    "UPDATE post SET up = (SELECT count(*) FROM vote"
	    "   WHERE post_id = :post AND value = 1),"
	    " down = (SELECT count(*) FROM vote"
	    "   WHERE post_id = :post AND value = -1) WHERE id = :post";
	struct sql q = sql_begin(s, value ? set_sql : drop_sql);

	sql_int(&q, ":post", post);
	sql_int(&q, ":member", member);
	if (value) {
		sql_int(&q, ":value", value);
		sql_int(&q, ":now", now_ms);
	}
	TRY(sql_run(&q));
	q = sql_begin(s, count_sql);
	sql_int(&q, ":post", post);
	return sql_run(&q);
}

enum err
store_vote_set(struct store *s, int64_t post, int64_t member, int64_t value,
    int64_t now_ms)
{
	int64_t from, to;

	TRY(score_with(s, post, member, value, &from, &to));
	if (!crosses(from, to))
		return set_vote(s, post, member, value, now_ms);
	TRY(store_text_remove(s, post));
	TRY(set_vote(s, post, member, value, now_ms));
	return store_text_add(s, post);
}
