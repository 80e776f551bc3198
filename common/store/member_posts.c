/* store/member - what somebody wrote, as others may see it. */
#include "common/store/member.h"

#include "common/base/clock.h"
#include "common/store/sql.h"

enum { MONTH_DAYS = 30 };

enum err
store_member_posts_count(
    struct store *s, struct viewer v, int64_t member, int64_t *out)
{
	/* The counter, without what stands on boards the viewer cannot see. */
	static const char count_sql[] =
	    "SELECT m.posts - (SELECT count(*) FROM board b"
	    "   CROSS JOIN post p ON p.author_id = m.id AND p.board_id = b.id"
	    "   AND p.hidden_at IS NULL WHERE NOT " BOARD_VISIBLE(
		"b") ")"
		     " FROM member m WHERE m.id = :member";
	struct sql q = sql_begin(s, count_sql);

	sql_viewer(&q, v);
	sql_int(&q, ":member", member);
	return sql_one_int(&q, 0, out);
}

static void
take(struct sql *q, struct arena *a, struct member_post *p)
{
	p->id = sql_col_int(q, 0);
	p->thread_id = sql_col_int(q, 1);
	p->n = sql_col_int(q, 2);
	p->board = sql_col_text(q, 3, a);
	p->title = sql_col_text(q, 4, a);
	p->state = sql_col_text(q, 5, a);
	p->created_ms = sql_col_int(q, 6);
	p->score = sql_col_int(q, 7);
}

enum err
store_member_posts(struct store *s, struct arena *a, struct viewer v,
    int64_t member, int64_t below, int64_t max, struct member_post_list *out)
{
	/* Somebody may write on boards the viewer cannot see for years. */
	static const char posts_sql[] =
	    "SELECT p.id, p.thread_id, p.n, b.slug, t.title,"
	    " coalesce(x.state, ''), p.created_at, p.score_base + p.up - p.down"
	    " FROM post p INDEXED BY post_by_author"
	    " CROSS JOIN thread t ON t.id = p.thread_id"
	    " CROSS JOIN board b ON b.id = p.board_id"
	    " LEFT JOIN question x ON x.thread_id = t.id"
	    " WHERE p.author_id = :member AND p.id < :below AND p.id > coalesce("
	    "   (SELECT id FROM post WHERE author_id = :member AND id < :below"
	    "     ORDER BY id DESC LIMIT 1 OFFSET :looked), 0)"
	    " AND p.hidden_at IS NULL AND t.hidden_at IS NULL"
	    " AND " BOARD_VISIBLE("b") " ORDER BY p.id DESC LIMIT :max";
	struct member_post_list list = { 0 };
	struct sql q = sql_begin(s, posts_sql);

	list.row = arena_array(a, struct member_post, (size_t)max);
	sql_viewer(&q, v);
	sql_int(&q, ":member", member);
	sql_int(&q, ":below", below ? below : INT64_MAX);
	sql_int(&q, ":looked", MEMBER_POSTS_LOOKED);
	sql_int(&q, ":max", max);
	while (sql_next(&q))
		take(&q, a, &list.row[list.len++]);
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}

enum err
store_member_months(struct store *s, struct viewer v, int64_t member,
    int64_t now_ms, int64_t out[MEMBER_MONTHS])
{
	static const char months_sql[] =
	    "SELECT p.created_at FROM post p INDEXED BY post_by_author"
	    " CROSS JOIN board b ON b.id = p.board_id"
	    " WHERE p.author_id = :member AND p.id > coalesce("
	    "   (SELECT id FROM post WHERE author_id = :member"
	    "     ORDER BY id DESC LIMIT 1 OFFSET :looked), 0)"
	    " AND p.hidden_at IS NULL AND " BOARD_VISIBLE("b");
	const int64_t month = (int64_t)MONTH_DAYS * CLOCK_DAY_MS;
	struct sql q = sql_begin(s, months_sql);

	for (int i = 0; i < MEMBER_MONTHS; i++)
		out[i] = 0;
	sql_viewer(&q, v);
	sql_int(&q, ":member", member);
	sql_int(&q, ":looked", MEMBER_POSTS_LOOKED);
	while (sql_next(&q)) {
		int64_t age = now_ms - sql_col_int(&q, 0);

		if (age >= 0 && age < MEMBER_MONTHS * month)
			out[MEMBER_MONTHS - 1 - age / month]++;
	}
	return sql_end(&q);
}

enum err
store_member_boards(struct store *s, struct arena *a, struct viewer v,
    int64_t member, int64_t max, struct member_board_list *out)
{
	static const char boards_sql[] =
	    "SELECT b.slug, (SELECT count(*) FROM (SELECT 1 FROM post p"
	    "   WHERE p.author_id = :member AND p.board_id = b.id"
	    "   AND p.hidden_at IS NULL LIMIT :counted)) AS posts"
	    " FROM board b WHERE " BOARD_VISIBLE(
		"b") " AND posts > 0 ORDER BY posts DESC, b.id LIMIT :max";
	struct member_board_list list = { 0 };
	struct sql q = sql_begin(s, boards_sql);

	list.row = arena_array(a, struct member_board, (size_t)max);
	sql_viewer(&q, v);
	sql_int(&q, ":member", member);
	sql_int(&q, ":counted", MEMBER_BOARD_COUNTED);
	sql_int(&q, ":max", max);
	while (sql_next(&q)) {
		struct member_board *b = &list.row[list.len++];

		b->slug = sql_col_text(&q, 0, a);
		b->posts = sql_col_int(&q, 1);
	}
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}
