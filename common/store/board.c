/* store/board - the boards, as a viewer sees them. */
#include "common/store/board.h"

#include "common/store/mark.h"
#include "common/store/sql.h"

#define BOARD_COLUMNS                                                       \
	"b.id, b.slug, b.title, b.about, b.kind, coalesce(g.name, ''),"     \
	" b.read_rank, b.post_rank, b.position, coalesce(b.closed_at, 0),"  \
	" b.seq, b.threads, coalesce(lt.bumped_at, 0),"                     \
	" EXISTS (SELECT 1 FROM group_member x WHERE x.member_id = :viewer" \
	"   AND x.group_id IN (b.group_id, b.mod_group_id)),"               \
	" EXISTS (SELECT 1 FROM group_member x WHERE x.member_id = :viewer" \
	"   AND x.group_id = b.mod_group_id),"                              \
	" coalesce(lt.id, 0), coalesce(lt.title, ''),"                      \
	" coalesce((SELECT f.level FROM follow f"                           \
	"   WHERE f.member_id = :viewer AND f.ref_type = 'board'"           \
	"   AND f.ref_id = b.id), '')"
/* clang-format off */
#define BOARD_FROM                                                            \
	" FROM board b LEFT JOIN \"group\" g ON g.id = b.group_id"            \
	" LEFT JOIN thread lt ON lt.id = (SELECT t.id FROM thread t"          \
	"   WHERE t.board_id = b.id AND t.hidden_at IS NULL"                  \
	"   ORDER BY t.bumped_at DESC, t.id DESC LIMIT 1) WHERE "             \
	BOARD_VISIBLE("b")
/* clang-format on */

static void
take(struct sql *q, struct arena *a, struct board_row *b)
{
	b->id = sql_col_int(q, 0);
	b->slug = sql_col_text(q, 1, a);
	b->title = sql_col_text(q, 2, a);
	b->about = sql_col_text(q, 3, a);
	b->kind = sql_col_text(q, 4, a);
	b->group = sql_col_text(q, 5, a);
	b->read_rank = (enum role)sql_col_int(q, 6);
	b->post_rank = (enum role)sql_col_int(q, 7);
	b->position = sql_col_int(q, 8);
	b->closed_ms = sql_col_int(q, 9);
	b->seq = sql_col_int(q, 10);
	b->threads = sql_col_int(q, 11);
	b->last_ms = sql_col_int(q, 12);
	b->in_group = sql_col_int(q, 13) != 0;
	b->moderates = sql_col_int(q, 14) != 0;
	b->last_thread = sql_col_int(q, 15);
	b->last_title = sql_col_text(q, 16, a);
	b->level = sql_col_text(q, 17, a);
}

/*
 * Those whose last words are the oldest, as many as are counted.  They are
 * their author's own, so the first to be asked is among the first of them.
 */
enum err
store_board_waiting(struct store *s, struct board_row *b)
{
	static const char waiting_sql[] =
	    "SELECT count(*), coalesce(min(created_at), 0)"
	    " FROM (SELECT created_at FROM thread INDEXED BY thread_by_state"
	    "  WHERE board_id = :board AND state = 'open' AND hidden_at IS NULL"
	    "  AND state <> '' ORDER BY bumped_at, id LIMIT :max)";
	struct sql q = sql_begin(s, waiting_sql);

	sql_int(&q, ":board", b->id);
	sql_int(&q, ":max", WAITING_MAX);
	if (sql_next(&q)) {
		b->waiting = sql_col_int(&q, 0);
		b->waiting_since_ms = sql_col_int(&q, 1);
	}
	return sql_end(&q);
}

enum err
store_board_counts(struct store *s, struct viewer v, struct board_row *b)
{
	TRY(store_board_waiting(s, b));
	return store_mark_unread_board(s, v.id, b->id, &b->unread);
}

static enum err
take_one(struct sql *q, struct arena *a, struct board_row *out)
{
	struct board_row b = { 0 };
	bool found = sql_next(q);

	if (found)
		take(q, a, &b);
	TRY(sql_end(q));
	if (!found)
		return ERR_MISSING;
	*out = b;
	return ERR_NONE;
}

enum err
store_board_get(struct store *s, struct arena *a, struct viewer v,
    struct str slug, struct board_row *out)
{
	static const char get_sql[] =
	    "SELECT " BOARD_COLUMNS BOARD_FROM " AND b.slug = :slug";
	struct sql q = sql_begin(s, get_sql);

	sql_viewer(&q, v);
	sql_text(&q, ":slug", slug);
	return take_one(&q, a, out);
}

enum err
store_board_by_id(struct store *s, struct arena *a, struct viewer v, int64_t id,
    struct board_row *out)
{
	static const char by_id_sql[] =
	    "SELECT " BOARD_COLUMNS BOARD_FROM " AND b.id = :id";
	struct sql q = sql_begin(s, by_id_sql);

	sql_viewer(&q, v);
	sql_int(&q, ":id", id);
	return take_one(&q, a, out);
}

enum err
store_board_rows(
    struct store *s, struct arena *a, struct viewer v, struct board_list *out)
{
	static const char list_sql[] = "SELECT " BOARD_COLUMNS BOARD_FROM
				       " ORDER BY b.position, b.id LIMIT :max";
	struct board_list list = { 0 };
	struct sql q = sql_begin(s, list_sql);

	list.row = arena_array(a, struct board_row, BOARDS_MAX);
	sql_viewer(&q, v);
	sql_int(&q, ":max", BOARDS_MAX);
	while (sql_next(&q))
		take(&q, a, &list.row[list.len++]);
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}

enum err
store_board_list(
    struct store *s, struct arena *a, struct viewer v, struct board_list *out)
{
	struct board_list list;

	TRY(store_board_rows(s, a, v, &list));
	for (size_t i = 0; i < list.len; i++)
		TRY(store_board_counts(s, v, &list.row[i]));
	*out = list;
	return ERR_NONE;
}

enum err
store_board_hidden(struct store *s, struct arena *a, struct viewer v,
    int64_t **out, size_t *out_n)
{
	static const char hidden_sql[] =
	    "SELECT b.id FROM board b WHERE NOT " BOARD_VISIBLE(
		"b") " ORDER BY b.id LIMIT :max";
	struct sql q = sql_begin(s, hidden_sql);
	int64_t *id = arena_array(a, int64_t, BOARDS_MAX);
	size_t n = 0;

	sql_viewer(&q, v);
	sql_int(&q, ":max", BOARDS_MAX);
	while (sql_next(&q))
		id[n++] = sql_col_int(&q, 0);
	TRY(sql_end(&q));
	*out = id;
	*out_n = n;
	return ERR_NONE;
}

static enum err
slug_is_free(struct store *s, struct str slug, int64_t but)
{
	static const char taken_sql[] =
	    "SELECT id FROM board WHERE slug = :slug AND id <> :but";
	struct sql q = sql_begin(s, taken_sql);
	int64_t id;

	sql_text(&q, ":slug", slug);
	sql_int(&q, ":but", but);
	TRY(sql_one_int(&q, 0, &id));
	return id ? ERR_CONFLICT : ERR_NONE;
}

static void
bind_change(struct sql *q, const struct board_change *c)
{
	sql_text(q, ":slug", c->slug);
	sql_text(q, ":title", c->title);
	sql_text(q, ":about", c->about);
	sql_text(q, ":kind", c->kind);
	sql_int(q, ":read", (int64_t)c->read_rank);
	sql_int(q, ":post", (int64_t)c->post_rank);
	sql_int(q, ":group", c->group_id);
	sql_int(q, ":mods", c->mod_group_id);
	sql_int(q, ":position", c->position);
	sql_int(q, ":closed", c->closed_ms);
}

enum err
store_board_add(struct store *s, const struct board_change *c, int64_t now_ms,
    int64_t *out_id)
{
	static const char add_sql[] =
	    "INSERT INTO board (slug, title, about, kind, read_rank,"
	    " post_rank, group_id, mod_group_id, position, closed_at,"
	    " created_at) VALUES (:slug, :title, :about, :kind, :read, :post,"
	    " nullif(:group, 0), nullif(:mods, 0), :position,"
	    " nullif(:closed, 0), :now)";
	struct sql q;

	TRY(slug_is_free(s, c->slug, 0));
	q = sql_begin(s, add_sql);
	bind_change(&q, c);
	sql_int(&q, ":now", now_ms);
	TRY(sql_run(&q));
	*out_id = sql_last_id(s);
	return ERR_NONE;
}

enum err
store_board_change_get(
    struct store *s, struct arena *a, int64_t id, struct board_change *out)
{
	static const char change_sql[] =
	    "SELECT slug, title, about, kind, read_rank, post_rank,"
	    " coalesce(group_id, 0), coalesce(mod_group_id, 0), position,"
	    " coalesce(closed_at, 0) FROM board WHERE id = :id";
	struct board_change c = { 0 };
	struct sql q = sql_begin(s, change_sql);
	bool found;

	sql_int(&q, ":id", id);
	found = sql_next(&q);
	if (found) {
		c.slug = sql_col_text(&q, 0, a);
		c.title = sql_col_text(&q, 1, a);
		c.about = sql_col_text(&q, 2, a);
		c.kind = sql_col_text(&q, 3, a);
		c.read_rank = (enum role)sql_col_int(&q, 4);
		c.post_rank = (enum role)sql_col_int(&q, 5);
		c.group_id = sql_col_int(&q, 6);
		c.mod_group_id = sql_col_int(&q, 7);
		c.position = sql_col_int(&q, 8);
		c.closed_ms = sql_col_int(&q, 9);
	}
	TRY(sql_end(&q));
	if (!found)
		return ERR_MISSING;
	*out = c;
	return ERR_NONE;
}

enum err
store_board_set(struct store *s, int64_t id, const struct board_change *c)
{
	static const char set_sql[] =
	    "UPDATE board SET slug = :slug, title = :title, about = :about,"
	    " kind = :kind, read_rank = :read, post_rank = :post,"
	    " group_id = nullif(:group, 0), mod_group_id = nullif(:mods, 0),"
	    " position = :position, closed_at = nullif(:closed, 0)"
	    " WHERE id = :id";
	struct sql q;

	TRY(slug_is_free(s, c->slug, id));
	q = sql_begin(s, set_sql);
	bind_change(&q, c);
	sql_int(&q, ":id", id);
	return sql_run(&q);
}

enum err
store_board_count(struct store *s, int64_t *out)
{
	static const char count_sql[] = "SELECT count(*) FROM board";
	struct sql q = sql_begin(s, count_sql);

	return sql_one_int(&q, 0, out);
}

enum err
store_board_last(struct store *s, int64_t *out)
{
	static const char last_sql[] =
	    "SELECT coalesce(max(position), 0) FROM board";
	struct sql q = sql_begin(s, last_sql);

	return sql_one_int(&q, 0, out);
}

enum err
store_board_next_seq(struct store *s, int64_t id, int64_t *out)
{
	static const char next_sql[] =
	    "UPDATE board SET seq = seq + 1 WHERE id = :id RETURNING seq";
	struct sql q = sql_begin(s, next_sql);

	sql_int(&q, ":id", id);
	return sql_one_id(&q, out);
}

enum err
store_board_count_thread(struct store *s, int64_t id, int64_t threads)
{
	static const char count_sql[] =
	    "UPDATE board SET threads = threads + :n WHERE id = :id";
	struct sql q = sql_begin(s, count_sql);

	sql_int(&q, ":n", threads);
	sql_int(&q, ":id", id);
	return sql_run(&q);
}
