/* store/imported - what imports bring beside threads: profiles and votes. */
#include "common/store/imported.h"

#include <string.h>

#include "common/store/member.h"
#include "common/store/post.h"
#include "common/store/sql.h"
#include "common/store/thread.h"

enum { IDS_FIRST = 32 };

enum err
store_own_source(struct store *s, struct arena *a, struct str *out)
{
	static const char founded_sql[] =
	    "SELECT joined_at FROM member WHERE id = :robot";
	struct sql q = sql_begin(s, founded_sql);
	int64_t founded;

	sql_int(&q, ":robot", MEMBER_ROBOT);
	TRY(sql_one_int(&q, 0, &founded));
	*out = arena_printf(
	    a, STORE_SOURCE_PREFIX "%llx", (unsigned long long)founded);
	return ERR_NONE;
}

/* Read from the index alone. */
enum err
store_imported_ids(struct store *s, struct arena *a, struct str src,
    struct str thread_id, struct imported_ids *out)
{
	static const char ids_sql[] =
	    "SELECT src_id FROM post WHERE src = :src"
	    " AND src_id > :id || '/' AND src_id < :id || '0'"
	    " ORDER BY src_id";
	struct str at = store_source_id(a, thread_id, STR(""));
	struct imported_ids list = { 0 };
	size_t cap = 0;
	int64_t thread;
	struct sql q;

	TRY(store_thread_by_source(s, src, thread_id, &thread));
	q = sql_begin(s, ids_sql);
	sql_text(&q, ":src", src);
	sql_text(&q, ":id", at);
	while (sql_next(&q)) {
		struct str id = sql_col_text(&q, 0, a);

		if (list.len == cap) {
			struct str *old = list.id;

			cap = cap ? 4 * cap : IDS_FIRST;
			list.id = arena_array(a, struct str, cap);
			if (old)
				memcpy(list.id, old, list.len * sizeof *old);
		}
		list.id[list.len++] = str_slice(id, at.n + 1, id.n);
	}
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}

enum err
store_profile_get(struct store *s, struct arena *a, int64_t member,
    struct imported_profile *out)
{
	static const char get_sql[] =
	    "SELECT display, bio, extra, joined_at, status = 'unclaimed'"
	    " FROM member WHERE id = :id";
	struct imported_profile p = { .member_id = member };
	struct sql q = sql_begin(s, get_sql);
	bool found;

	sql_int(&q, ":id", member);
	found = sql_next(&q);
	if (found) {
		p.display = sql_col_text(&q, 0, a);
		p.bio = sql_col_text(&q, 1, a);
		p.extra = sql_col_text(&q, 2, a);
		p.joined_ms = sql_col_int(&q, 3);
		p.unclaimed = sql_col_int(&q, 4) != 0;
	}
	TRY(sql_end(&q));
	if (!found)
		return ERR_MISSING;
	*out = p;
	return ERR_NONE;
}

enum err
store_profile_set(struct store *s, const struct imported_profile *p)
{
	static const char set_sql[] =
	    "UPDATE member SET display = :display, bio = :bio,"
	    " extra = :extra, joined_at = :joined WHERE id = :id";
	struct sql q = sql_begin(s, set_sql);

	sql_text(&q, ":display", p->display);
	sql_text(&q, ":bio", p->bio);
	sql_text(&q, ":extra", p->extra);
	sql_int(&q, ":joined", p->joined_ms);
	sql_int(&q, ":id", p->member_id);
	return sql_run(&q);
}

enum err
store_member_claim(struct store *s, int64_t member)
{
	static const char claim_sql[] =
	    "UPDATE member SET status = 'active'"
	    " WHERE id = :id AND status = 'unclaimed'";
	struct sql q = sql_begin(s, claim_sql);

	sql_int(&q, ":id", member);
	TRY(sql_run(&q));
	return sql_changes(s) ? ERR_NONE : ERR_CONFLICT;
}

enum err
store_imported_vote_add(
    struct store *s, const struct imported_vote *v, bool *out_new)
{
	static const char add_sql[] =
	    "INSERT OR IGNORE INTO imported_vote (src, id, target, what, at,"
	    " extra) VALUES (:src, :id, :target, :what, :at, :extra)";
	struct sql q = sql_begin(s, add_sql);

	sql_text(&q, ":src", v->src);
	sql_text(&q, ":id", v->id);
	sql_text(&q, ":target", v->target);
	sql_text(&q, ":what", v->what);
	if (v->has_at)
		sql_int(&q, ":at", v->at_ms);
	else
		sql_null(&q, ":at");
	sql_text(&q, ":extra", v->extra);
	TRY(sql_run(&q));
	*out_new = sql_changes(s) > 0;
	return ERR_NONE;
}

/*
 * Votes name a reply by its own id; a post keeps that behind its thread's.
 * Only sources that have votes are walked, once.
 */
enum err
store_imported_vote_check(struct store *s, struct imported_vote_report *out)
{
	static const char check_sql[] =
	    "WITH tally AS MATERIALIZED (SELECT src, target,"
	    "  sum(what = 'up') - sum(what = 'down') AS score,"
	    "  count(*) AS n FROM imported_vote GROUP BY src, target),"
	    " written AS MATERIALIZED (SELECT p.src, CASE WHEN p.n = 1"
	    "  THEN p.src_id"
	    "  ELSE substr(p.src_id, instr(p.src_id, '/') + 1) END AS id,"
	    "  p.score_base FROM (SELECT DISTINCT src FROM imported_vote) v"
	    "  CROSS JOIN post p ON p.src = v.src)"
	    " SELECT coalesce(sum(y.n) FILTER (WHERE w.id IS NULL), 0),"
	    " coalesce(sum(w.score_base <> y.score), 0)"
	    " FROM tally y LEFT JOIN written w"
	    " ON w.id = y.target AND w.src = y.src";
	struct sql q = sql_begin(s, check_sql);

	*out = (struct imported_vote_report){ 0 };
	if (sql_next(&q)) {
		out->lost = sql_col_int(&q, 0);
		out->unequal = sql_col_int(&q, 1);
	}
	return sql_end(&q);
}
