/* store/export - everything that was written, page by page. */
#include "common/store/export.h"

#include "common/store/sql.h"

#define AUTHOR_COLUMNS \
	"m.id, m.handle, coalesce(m.src, ''), coalesce(m.src_id, '')"

enum { AUTHOR_WIDTH = 4 };

static void
take_author(struct sql *q, struct arena *a, struct export_author *who)
{
	who->id = sql_col_int(q, 0);
	who->handle = sql_col_text(q, 1, a);
	who->src = sql_col_text(q, 2, a);
	who->src_id = sql_col_text(q, 3, a);
}

enum err
store_export_users(struct store *s, struct arena *a, int64_t board,
    int64_t after, int64_t max, struct export_users *out)
{
	static const char users_sql[] =
	    "SELECT " AUTHOR_COLUMNS ", m.display, m.bio, m.extra, m.joined_at"
	    " FROM member m WHERE m.id > :after AND m.status <> 'closed'"
	    " AND m.src_id IS NOT '" STORE_NOBODY "'"
	    " AND ((m.extra <> '' AND :board = 0)"
	    "  OR ((m.extra <> '' OR m.src IS NULL) AND m.posts > 0 AND"
	    "   (:board = 0 OR EXISTS (SELECT 1 FROM post p"
	    "     WHERE p.author_id = m.id AND p.board_id = :board"
	    "     AND p.hidden_at IS NULL))))"
	    " ORDER BY m.id LIMIT :max";
	struct export_users list = { 0 };
	struct sql q = sql_begin(s, users_sql);

	list.row = arena_array(a, struct export_user, (size_t)max);
	sql_int(&q, ":after", after);
	sql_int(&q, ":board", board);
	sql_int(&q, ":max", max);
	while (sql_next(&q)) {
		struct export_user *u = &list.row[list.len++];

		take_author(&q, a, &u->who);
		u->display = sql_col_text(&q, AUTHOR_WIDTH, a);
		u->bio = sql_col_text(&q, AUTHOR_WIDTH + 1, a);
		u->extra = sql_col_text(&q, AUTHOR_WIDTH + 2, a);
		u->joined_ms = sql_col_int(&q, AUTHOR_WIDTH + 3);
	}
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}

static void
take_thread(struct sql *q, struct arena *a, struct export_thread *t)
{
	int i = AUTHOR_WIDTH;

	take_author(q, a, &t->author);
	t->id = sql_col_int(q, i++);
	t->src = sql_col_text(q, i++, a);
	t->src_id = sql_col_text(q, i++, a);
	t->title = sql_col_text(q, i++, a);
	t->tags = sql_col_text(q, i++, a);
	t->extra = sql_col_text(q, i++, a);
	t->state = sql_col_text(q, i++, a);
	t->slug = sql_col_text(q, i++, a);
	t->board = sql_col_text(q, i++, a);
	t->read_rank = (enum role)sql_col_int(q, i++);
	t->created_ms = sql_col_int(q, i++);
	t->views = sql_col_int(q, i++);
	t->solved_post = sql_col_int(q, i++);
	t->dup_of = sql_col_int(q, i++);
	t->dup_src = sql_col_text(q, i++, a);
	t->dup_src_id = sql_col_text(q, i, a);
}

enum err
store_export_threads(struct store *s, struct arena *a, struct viewer v,
    int64_t board, int64_t after, int64_t max, struct export_threads *out)
{
	static const char threads_sql[] =
	    "SELECT " AUTHOR_COLUMNS ", t.id, coalesce(t.src, ''),"
	    " coalesce(t.src_id, ''), t.title, coalesce((SELECT"
	    "  group_concat(name, char(10)) FROM (SELECT g.name"
	    "  FROM thread_tag x JOIN tag g ON g.id = x.tag_id"
	    "  WHERE x.thread_id = t.id ORDER BY g.name)), ''), t.extra,"
	    " t.state, b.slug, b.title, b.read_rank, t.created_at, t.views,"
	    " coalesce(q.solved_post_id, 0), coalesce(d.id, 0),"
	    " coalesce(d.src, ''), coalesce(d.src_id, '')"
	    " FROM thread t CROSS JOIN board b ON b.id = t.board_id"
	    " CROSS JOIN member m ON m.id = t.author_id"
	    " LEFT JOIN question q ON q.thread_id = t.id"
	    " LEFT JOIN thread d ON d.id = t.dup_of AND d.hidden_at IS NULL"
	    " WHERE t.id > :after AND t.hidden_at IS NULL"
	    " AND (:board = 0 OR t.board_id = :board)"
	    " AND " BOARD_VISIBLE("b") " ORDER BY t.id LIMIT :max";
	struct export_threads list = { 0 };
	struct sql q = sql_begin(s, threads_sql);

	list.row = arena_array(a, struct export_thread, (size_t)max);
	sql_viewer(&q, v);
	sql_int(&q, ":board", board);
	sql_int(&q, ":after", after);
	sql_int(&q, ":max", max);
	while (sql_next(&q))
		take_thread(&q, a, &list.row[list.len++]);
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}

static void
take_post(struct sql *q, struct arena *a, struct export_post *p)
{
	int i = AUTHOR_WIDTH;

	take_author(q, a, &p->author);
	p->id = sql_col_int(q, i++);
	p->n = sql_col_int(q, i++);
	p->parent_id = sql_col_int(q, i++);
	p->src = sql_col_text(q, i++, a);
	p->src_id = sql_col_text(q, i++, a);
	p->kind = sql_col_text(q, i++, a);
	p->body = sql_col_text(q, i++, a);
	p->extra = sql_col_text(q, i++, a);
	p->created_ms = sql_col_int(q, i++);
	p->score = sql_col_int(q, i++);
	p->hidden = sql_col_int(q, i) != 0;
}

static struct export_post *
next_post(struct arena *a, struct export_posts *list, size_t *cap)
{
	if (list->len == *cap)
		list->row = arena_more(a, list->row, cap, sizeof *list->row);
	return &list->row[list->len++];
}

enum err
store_export_posts(struct store *s, struct arena *a, int64_t thread,
    size_t max_bytes, struct export_posts *out)
{
	static const char posts_sql[] =
	    "SELECT " AUTHOR_COLUMNS ", p.id, p.n, coalesce(p.parent_id, 0),"
	    " coalesce(p.src, ''), coalesce(p.src_id, ''), p.kind,"
	    " CASE WHEN p.hidden_at IS NULL THEN p.body ELSE '' END, p.extra,"
	    " p.created_at, p.score_base + p.up - p.down,"
	    " p.hidden_at IS NOT NULL"
	    " FROM post p CROSS JOIN member m ON m.id = p.author_id"
	    " WHERE p.thread_id = :thread ORDER BY p.n";
	struct export_posts list = { 0 };
	struct sql q = sql_begin(s, posts_sql);
	size_t cap = 0, before = a->used;

	sql_int(&q, ":thread", thread);
	while (sql_next(&q)) {
		if (list.left_out || a->used - before > max_bytes)
			list.left_out++;
		else
			take_post(&q, a, next_post(a, &list, &cap));
	}
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}

enum err
store_export_votes(struct store *s, struct arena *a, struct str after_src,
    struct str after_id, int64_t max, struct export_votes *out)
{
	static const char votes_sql[] =
	    "SELECT src, id, target, what, at, extra FROM imported_vote"
	    " WHERE (src, id) > (:src, :id) ORDER BY src, id LIMIT :max";
	struct export_votes list = { 0 };
	struct sql q = sql_begin(s, votes_sql);

	list.row = arena_array(a, struct imported_vote, (size_t)max);
	sql_text(&q, ":src", after_src);
	sql_text(&q, ":id", after_id);
	sql_int(&q, ":max", max);
	while (sql_next(&q)) {
		struct imported_vote *v = &list.row[list.len++];

		v->src = sql_col_text(&q, 0, a);
		v->id = sql_col_text(&q, 1, a);
		v->target = sql_col_text(&q, 2, a);
		v->what = sql_col_text(&q, 3, a);
		v->has_at = !sql_col_null(&q, 4);
		v->at_ms = sql_col_int(&q, 4);
		v->extra = sql_col_text(&q, 5, a);
	}
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}
