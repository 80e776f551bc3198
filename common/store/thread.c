/* store/thread - threads of a board. */
#include "common/store/thread.h"

#include "common/store/mark.h"
#include "common/store/sql.h"

#define THREAD_COLUMNS                                                      \
	"t.id, t.board_id, t.author_id, b.slug, b.kind, t.title, m.handle," \
	" t.state, coalesce((SELECT group_concat(name, ',')"                \
	"   FROM (SELECT g.name FROM thread_tag x JOIN tag g"               \
	"   ON g.id = x.tag_id WHERE x.thread_id = t.id ORDER BY g.name))," \
	"   ''), t.created_at, t.bumped_at, t.replies, t.seq,"              \
	" t.score, coalesce(q.me_too, 0), coalesce(q.solved_post_id, 0),"   \
	" coalesce(t.locked_at, 0), t.last_seq, m.posts,"                   \
	" coalesce((SELECT sm.handle FROM post sp"                          \
	"   JOIN member sm ON sm.id = sp.author_id"                         \
	"   WHERE sp.id = q.solved_post_id AND sp.hidden_at IS NULL), '')," \
	" coalesce((SELECT f.level FROM follow f"                           \
	"   WHERE f.member_id = :viewer AND f.ref_type = 'thread'"          \
	"   AND f.ref_id = t.id), '')"
#define THREAD_JOIN                                  \
	" CROSS JOIN board b ON b.id = t.board_id"   \
	" CROSS JOIN member m ON m.id = t.author_id" \
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
	t->last_seq = sql_col_int(q, 17);
	t->author_posts = sql_col_int(q, 18);
	t->solver = sql_col_text(q, 19, a);
	t->level = sql_col_text(q, 20, a);
}

static enum err
take_all(struct sql *q, struct arena *a, struct viewer v, int64_t max,
    struct thread_list *out)
{
	struct thread_list list = { 0 };

	sql_int(q, ":max", max);
	list.row = arena_array(a, struct thread_row, (size_t)max);
	while (sql_next(q))
		take(q, a, &list.row[list.len++]);
	TRY(sql_end(q));
	for (size_t i = 0; i < list.len; i++)
		TRY(store_mark_unread_thread(
		    q->store, v.id, list.row[i].id, &list.row[i].unread));
	*out = list;
	return ERR_NONE;
}

/*
 * A page from an index, going down or up.  The place where it starts is a
 * bound of the index itself, so the thousandth page costs what the first
 * does.
 */
/* clang-format off */
#define PAGE(index, where, key, way, order)                             \
	"SELECT " THREAD_COLUMNS " FROM thread t INDEXED BY " index     \
	THREAD_JOIN " WHERE " where " AND t.hidden_at IS NULL"          \
	" AND " BOARD_VISIBLE("b")                                      \
	" AND (t." key ", t.id) " way " (:key, :id)"                    \
	" ORDER BY t." key " " order ", t.id " order " LIMIT :max"
#define PAGES(index, where, key) {                                      \
	PAGE(index, where, key, "<", "DESC"),                           \
	PAGE(index, where, key, ">", "ASC"),                            \
}
#define OF_BOARD "t.board_id = :board"
#define OF_STATE "t.board_id = :board AND t.state = :state AND t.state <> ''"
#define OF_AUTHOR "t.author_id = :viewer AND t.board_id = :board"
/* clang-format on */

static const char *
page_sql(enum thread_filter filter, bool up)
{
	static const char *const all[] =
	    PAGES("thread_by_activity", OF_BOARD, "bumped_at");
	static const char *const state[] =
	    PAGES("thread_by_state", OF_STATE, "bumped_at");
	static const char *const mine[] =
	    PAGES("thread_by_author_activity", OF_AUTHOR, "bumped_at");
	static const char *const newest[] =
	    PAGES("thread_by_age", OF_BOARD, "created_at");
	static const char *const score[] =
	    PAGES("thread_by_score", OF_BOARD, "score");

	switch (filter) {
	case THREADS_OPEN:
	case THREADS_REPLIED:
	case THREADS_SOLVED:
		return state[up];
	case THREADS_MINE:
		return mine[up];
	case THREADS_NEWEST:
		return newest[up];
	case THREADS_SCORE:
		return score[up];
	case THREADS_ALL:
	case THREADS_UNREAD:
		break;
	}
	return all[up];
}

static bool
is_state(enum thread_filter filter)
{
	return filter == THREADS_OPEN || filter == THREADS_REPLIED ||
	    filter == THREADS_SOLVED;
}

static const char *
state_of(enum thread_filter filter)
{
	if (filter == THREADS_OPEN)
		return "open";
	return filter == THREADS_REPLIED ? "replied" : "solved";
}

static void
turn_round(struct thread_list *list)
{
	for (size_t i = 0, j = list->len; i + 1 < j; i++) {
		struct thread_row row = list->row[i];

		list->row[i] = list->row[--j];
		list->row[j] = row;
	}
}

static enum err
page_of(struct store *s, struct arena *a, struct viewer v,
    const struct thread_query *p, struct thread_list *out)
{
	bool at_end = p->from.id == 0;
	struct sql q = sql_begin(s, page_sql(p->filter, p->up));

	sql_viewer(&q, v);
	sql_int(&q, ":board", p->board);
	if (is_state(p->filter))
		sql_text(&q, ":state", str_from(state_of(p->filter)));
	sql_int(&q, ":key",
	    !at_end   ? p->from.key :
		p->up ? INT64_MIN :
			INT64_MAX);
	sql_int(&q, ":id", p->from.id);
	TRY(take_all(&q, a, v, p->max, out));
	if (p->up)
		turn_round(out);
	return ERR_NONE;
}

static enum err
take_unread(struct sql q, struct arena *a, struct viewer v,
    const struct thread_query *p, int64_t mark, int64_t max,
    struct thread_list *out)
{
	sql_viewer(&q, v);
	sql_int(&q, ":board", p->board);
	sql_int(&q, ":mark", mark);
	sql_int(&q, ":key", p->from.id ? p->from.key : INT64_MAX);
	return take_all(&q, a, v, max, out);
}

/* What is new in threads beyond the board's mark. */
static enum err
unread_news(struct store *s, struct arena *a, struct viewer v,
    const struct thread_query *p, int64_t mark, struct thread_list *out)
{
	static const char news_sql[] =
	    "SELECT " THREAD_COLUMNS
	    " FROM thread t INDEXED BY thread_by_news" THREAD_JOIN
	    " LEFT JOIN read_mark r ON r.member_id = :viewer"
	    "  AND r.thread_id = t.id"
	    " WHERE t.board_id = :board AND t.hidden_at IS NULL"
	    " AND t.last_seq > :mark AND t.last_seq < :key"
	    " AND (t.seq > coalesce(r.seen_n, 0) AND EXISTS (SELECT 1"
	    "   FROM post p WHERE p.thread_id = t.id"
	    "   AND p.n > coalesce(r.seen_n, 0) AND p.board_seq > :mark"
	    "   AND p.hidden_at IS NULL AND p.author_id <> :viewer"
	    "   AND p.author_id NOT IN " MUTED_BY_VIEWER ")"
	    "  OR EXISTS (SELECT 1 FROM read_hole h CROSS JOIN post hp"
	    "   ON hp.id = h.post_id WHERE h.member_id = :viewer"
	    "   AND h.board_id = :board AND hp.thread_id = t.id"
	    "   AND hp.hidden_at IS NULL AND hp.author_id <> :viewer"
	    "   AND hp.author_id NOT IN " MUTED_BY_VIEWER "))"
	    " AND " THREAD_NOT_MUTED
	    " AND " BOARD_VISIBLE("b") " ORDER BY t.last_seq DESC LIMIT :max";

	return take_unread(sql_begin(s, news_sql), a, v, p, mark, p->max, out);
}

/* And what is kept new in those that the mark has passed: they come last. */
static enum err
unread_kept(struct store *s, struct arena *a, struct viewer v,
    const struct thread_query *p, int64_t mark, int64_t max,
    struct thread_list *out)
{
	static const char kept_sql[] =
	    "SELECT " THREAD_COLUMNS
	    " FROM (SELECT DISTINCT hp.thread_id AS id FROM read_hole h"
	    "   CROSS JOIN post hp ON hp.id = h.post_id"
	    "   WHERE h.member_id = :viewer AND h.board_id = :board"
	    "   AND hp.hidden_at IS NULL AND hp.author_id <> :viewer"
	    "   AND hp.author_id NOT IN " MUTED_BY_VIEWER ") k"
	    " CROSS JOIN thread t ON t.id = k.id" THREAD_JOIN
	    " WHERE t.hidden_at IS NULL AND t.last_seq <= :mark"
	    " AND t.last_seq < :key AND " THREAD_NOT_MUTED
	    " AND " BOARD_VISIBLE("b") " ORDER BY t.last_seq DESC LIMIT :max";

	return take_unread(sql_begin(s, kept_sql), a, v, p, mark, max, out);
}

static enum err
page_unread(struct store *s, struct arena *a, struct viewer v,
    const struct thread_query *p, struct thread_list *out)
{
	static const char mark_sql[] =
	    "SELECT seen_seq FROM board_mark WHERE member_id = :viewer"
	    " AND board_id = :board";
	struct thread_list kept;
	struct sql q;
	int64_t mark;

	*out = (struct thread_list){ 0 };
	if (v.id == 0 || p->up)
		return ERR_NONE;
	q = sql_begin(s, mark_sql);
	sql_int(&q, ":viewer", v.id);
	sql_int(&q, ":board", p->board);
	TRY(sql_one_int(&q, 0, &mark));
	TRY(unread_news(s, a, v, p, mark, out));
	if ((int64_t)out->len == p->max)
		return ERR_NONE;
	TRY(unread_kept(s, a, v, p, mark, p->max - (int64_t)out->len, &kept));
	for (size_t i = 0; i < kept.len; i++)
		out->row[out->len++] = kept.row[i];
	return ERR_NONE;
}

enum err
store_thread_list(struct store *s, struct arena *a, struct viewer v,
    const struct thread_query *p, struct thread_list *out)
{
	return p->filter == THREADS_UNREAD ? page_unread(s, a, v, p, out) :
					     page_of(s, a, v, p, out);
}

struct thread_cursor
store_thread_cursor(enum thread_filter filter, const struct thread_row *t)
{
	int64_t key = t->bumped_ms;

	if (filter == THREADS_UNREAD)
		key = t->last_seq;
	else if (filter == THREADS_NEWEST)
		key = t->created_ms;
	else if (filter == THREADS_SCORE)
		key = t->score;
	return (struct thread_cursor){ key, t->id };
}

bool
store_thread_passes(
    enum thread_filter filter, struct viewer v, const struct thread_row *t)
{
	switch (filter) {
	case THREADS_UNREAD:
		return t->unread > 0 && !str_eq(t->level, STR("mute"));
	case THREADS_OPEN:
	case THREADS_REPLIED:
	case THREADS_SOLVED:
		return str_eq(t->state, str_from(state_of(filter)));
	case THREADS_MINE:
		return v.id && t->author_id == v.id;
	case THREADS_ALL:
	case THREADS_NEWEST:
	case THREADS_SCORE:
		break;
	}
	return true;
}

enum err
store_thread_get(struct store *s, struct arena *a, struct viewer v, int64_t id,
    struct thread_row *out)
{
	static const char get_sql[] =
	    "SELECT " THREAD_COLUMNS " FROM thread t" THREAD_JOIN
	    " WHERE t.id = :id AND t.hidden_at IS NULL"
	    " AND " BOARD_VISIBLE("b") " LIMIT :max";
	struct thread_list list;
	struct sql q = sql_begin(s, get_sql);

	sql_viewer(&q, v);
	sql_int(&q, ":id", id);
	TRY(take_all(&q, a, v, 1, &list));
	if (list.len == 0)
		return ERR_MISSING;
	*out = list.row[0];
	return ERR_NONE;
}

static enum err
beside(struct sql q, struct viewer v, int64_t thread, int64_t *out)
{
	sql_viewer(&q, v);
	sql_int(&q, ":thread", thread);
	return sql_one_id(&q, out);
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

	sql_text(&q, ":src", src);
	sql_text(&q, ":id", src_id);
	return sql_one_id(&q, out_id);
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

	sql_int(&q, ":id", id);
	return sql_one_id(&q, out);
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
