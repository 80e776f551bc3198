/* store/suggest - what a word that somebody types may become. */
#include "common/store/suggest.h"

#include "common/store/member.h"
#include "common/store/sql.h"

enum { DECIMAL = 10, ID_MAX = 1000000000 };

static bool
starts(struct str s, struct str begin)
{
	return str_eq_nocase(str_slice(s, 0, begin.n), begin);
}

static void
add_person(struct suggest_people *out, int64_t id, struct suggest_person p,
    struct str begin)
{
	if (id == MEMBER_ROBOT || out->len == SUGGEST_MAX ||
	    (!starts(p.handle, begin) && !starts(p.display, begin)))
		return;
	for (size_t i = 0; i < out->len; i++) {
		if (str_eq_nocase(out->row[i].handle, p.handle))
			return;
	}
	out->row[out->len++] = p;
}

/* Rows of id, handle, display; the viewer is seldom meant. */
static enum err
add_rows(struct sql *q, struct arena *a, struct viewer v, struct str begin,
    bool takes_part, struct suggest_people *out)
{
	while (out->len < SUGGEST_MAX && sql_next(q)) {
		struct suggest_person p = { sql_col_text(q, 1, a),
			sql_col_text(q, 2, a), takes_part };

		if (sql_col_int(q, 0) != v.id)
			add_person(out, sql_col_int(q, 0), p, begin);
	}
	return sql_end(q);
}

static enum err
add_participants(struct store *s, struct arena *a, struct viewer v,
    int64_t thread, struct str begin, struct suggest_people *out)
{
	static const char part_sql[] =
	    "SELECT m.id, m.handle, m.display FROM (SELECT author_id AS id, n,"
	    "  board_id FROM post WHERE thread_id = :thread"
	    "  AND hidden_at IS NULL ORDER BY n DESC LIMIT :max) w"
	    " CROSS JOIN board b ON b.id = w.board_id"
	    " CROSS JOIN member m ON m.id = w.id"
	    " WHERE m.status <> 'closed' AND " BOARD_VISIBLE(
		"b") " ORDER BY w.n DESC";
	struct sql q;

	if (thread == 0)
		return ERR_NONE;
	q = sql_begin(s, part_sql);
	sql_viewer(&q, v);
	sql_int(&q, ":thread", thread);
	sql_int(&q, ":max", SUGGEST_LAST_POSTS);
	return add_rows(&q, a, v, begin, true, out);
}

static enum err
add_recent(struct store *s, struct arena *a, struct viewer v, struct str begin,
    struct suggest_people *out)
{
	static const char seen_sql[] =
	    "SELECT id, handle, display FROM member INDEXED BY member_by_seen"
	    " WHERE status <> 'closed' ORDER BY last_seen_at DESC, id"
	    " LIMIT :max";
	struct sql q = sql_begin(s, seen_sql);

	sql_int(&q, ":max", SUGGEST_LAST_MEMBERS);
	return add_rows(&q, a, v, begin, false, out);
}

enum err
store_suggest_people(struct store *s, struct arena *a, struct viewer v,
    int64_t thread, struct str begin, struct suggest_people *out)
{
	struct member_list page = { 0 };

	out->len = 0;
	TRY(add_participants(s, a, v, thread, begin, out));
	TRY(add_recent(s, a, v, begin, out));
	if (out->len == SUGGEST_MAX)
		return ERR_NONE;
	TRY(store_member_page(s, a, begin, STR(""), SUGGEST_MAX, &page));
	for (size_t i = 0; i < page.len; i++)
		add_person(out, page.row[i].id,
		    (struct suggest_person){
			page.row[i].handle, page.row[i].display, false },
		    begin);
	return ERR_NONE;
}

/* Words are of letters of ASCII, digits and all of other scripts. */
static bool
has_word(struct str title, struct str begin)
{
	bool inside = false;

	for (size_t i = 0; i < title.n; i++) {
		unsigned char c = (unsigned char)title.p[i];
		bool in = c >= 0x80 || (c >= '0' && c <= '9') ||
		    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		if (in && !inside &&
		    starts(str_slice(title, i, title.n), begin))
			return true;
		inside = in;
	}
	return begin.n == 0;
}

/* Rows of id and title. */
static enum err
add_threads(struct sql *q, struct arena *a, struct str begin,
    struct suggest_threads *out)
{
	while (out->len < SUGGEST_MAX && sql_next(q)) {
		struct suggest_thread t = { sql_col_int(q, 0),
			sql_col_text(q, 1, a) };

		if (has_word(t.title, begin))
			out->row[out->len++] = t;
	}
	return sql_end(q);
}

/* 12, then 120 to 129, then 1200 to 1299, each from the newest. */
static enum err
add_numbered(struct store *s, struct arena *a, struct viewer v, int64_t number,
    struct suggest_threads *out)
{
	static const char number_sql[] =
	    "SELECT t.id, t.title FROM (SELECT id, title, board_id FROM thread"
	    "  WHERE id BETWEEN :from AND :to AND hidden_at IS NULL"
	    "  ORDER BY id DESC LIMIT :max) t"
	    " CROSS JOIN board b ON b.id = t.board_id"
	    " WHERE " BOARD_VISIBLE("b") " ORDER BY t.id DESC";
	int64_t from = number, to = number;

	for (; number > 0 && from < ID_MAX && out->len < SUGGEST_MAX;
	     from *= DECIMAL, to = to * DECIMAL + DECIMAL - 1) {
		struct sql q = sql_begin(s, number_sql);

		sql_viewer(&q, v);
		sql_int(&q, ":from", from);
		sql_int(&q, ":to", to);
		sql_int(&q, ":max", SUGGEST_LAST_THREADS);
		TRY(add_threads(&q, a, STR(""), out));
	}
	return ERR_NONE;
}

enum err
store_suggest_threads(struct store *s, struct arena *a, struct viewer v,
    int64_t board, struct str begin, struct suggest_threads *out)
{
	static const char latest_sql[] =
	    "SELECT t.id, t.title FROM board b CROSS JOIN (SELECT id, title"
	    "  FROM thread WHERE board_id = :board AND hidden_at IS NULL"
	    "  ORDER BY bumped_at DESC, id DESC LIMIT :max) t"
	    " WHERE b.id = :board AND " BOARD_VISIBLE("b");
	struct sql q;
	int64_t number;

	out->len = 0;
	if (str_int(begin, 0, ID_MAX - 1, &number))
		return add_numbered(s, a, v, number, out);
	q = sql_begin(s, latest_sql);
	sql_viewer(&q, v);
	sql_int(&q, ":board", board);
	sql_int(&q, ":max", SUGGEST_LAST_THREADS);
	return add_threads(&q, a, begin, out);
}
