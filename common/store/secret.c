/* store/secret - password hashes and one-time codes. */
#include "common/store/secret.h"

#include "common/store/sql.h"
#include "common/store/store_impl.h"

enum err
store_password_set(
    struct store *s, int64_t member, struct str hash, int64_t now_ms)
{
	static const char set_sql[] =
	    "INSERT INTO secret.password VALUES (:member, :hash, :now)"
	    " ON CONFLICT DO UPDATE SET hash = :hash, set_at = :now";
	struct sql q;

	if (!s->has_secrets)
		return ERR_DENIED;
	q = sql_begin(s, set_sql);
	sql_int(&q, ":member", member);
	sql_text(&q, ":hash", hash);
	sql_int(&q, ":now", now_ms);
	return sql_run(&q);
}

enum err
store_password_get(
    struct store *s, struct arena *a, int64_t member, struct str *out_hash)
{
	static const char get_sql[] =
	    "SELECT hash FROM secret.password WHERE member_id = :member";
	struct str hash = { 0 };
	struct sql q;
	bool found;

	if (!s->has_secrets)
		return ERR_DENIED;
	q = sql_begin(s, get_sql);
	sql_int(&q, ":member", member);
	found = sql_next(&q);
	if (found)
		hash = sql_col_text(&q, 0, a);
	TRY(sql_end(&q));
	if (!found)
		return ERR_MISSING;
	*out_hash = hash;
	return ERR_NONE;
}

enum err
store_code_add(struct store *s, struct str hash, const struct code_row *c)
{
	static const char add_sql[] =
	    "INSERT INTO secret.code (hash, kind, member_id, memo, created_at,"
	    " expires_at) VALUES (:hash, :kind, nullif(:member, 0), :memo,"
	    " :created, nullif(:expires, 0))";
	struct sql q;

	if (!s->has_secrets)
		return ERR_DENIED;
	q = sql_begin(s, add_sql);
	sql_text(&q, ":hash", hash);
	sql_text(&q, ":kind", c->kind);
	sql_int(&q, ":member", c->member_id);
	sql_text(&q, ":memo", c->memo);
	sql_int(&q, ":created", c->created_ms);
	sql_int(&q, ":expires", c->expires_ms);
	return sql_run(&q);
}

enum err
store_code_get(
    struct store *s, struct arena *a, struct str hash, struct code_row *out)
{
	static const char get_sql[] =
	    "SELECT kind, coalesce(member_id, 0), created_at,"
	    " coalesce(expires_at, 0), coalesce(used_at, 0), memo"
	    " FROM secret.code WHERE hash = :hash";
	struct code_row c = { 0 };
	struct sql q;
	bool found;

	if (!s->has_secrets)
		return ERR_DENIED;
	q = sql_begin(s, get_sql);
	sql_text(&q, ":hash", hash);
	found = sql_next(&q);
	if (found) {
		c.kind = sql_col_text(&q, 0, a);
		c.member_id = sql_col_int(&q, 1);
		c.created_ms = sql_col_int(&q, 2);
		c.expires_ms = sql_col_int(&q, 3);
		c.used_ms = sql_col_int(&q, 4);
		c.memo = sql_col_text(&q, 5, a);
	}
	TRY(sql_end(&q));
	if (!found)
		return ERR_MISSING;
	*out = c;
	return ERR_NONE;
}

enum err
store_code_use(struct store *s, struct str hash, int64_t member, int64_t now_ms)
{
	static const char use_sql[] =
	    "UPDATE secret.code SET used_at = :now, used_by = :member"
	    " WHERE hash = :hash AND used_at IS NULL";
	struct sql q;

	if (!s->has_secrets)
		return ERR_DENIED;
	q = sql_begin(s, use_sql);
	sql_int(&q, ":now", now_ms);
	sql_int(&q, ":member", member);
	sql_text(&q, ":hash", hash);
	TRY(sql_run(&q));
	return sql_changes(s) ? ERR_NONE : ERR_CONFLICT;
}

enum err
store_code_count_open(struct store *s, int64_t member, struct str kind,
    int64_t now_ms, int64_t *out)
{
	static const char count_sql[] =
	    "SELECT count(*) FROM secret.code WHERE member_id = :member"
	    " AND kind = :kind AND used_at IS NULL AND expires_at > :now";
	struct sql q;

	if (!s->has_secrets)
		return ERR_DENIED;
	q = sql_begin(s, count_sql);
	sql_int(&q, ":member", member);
	sql_text(&q, ":kind", kind);
	sql_int(&q, ":now", now_ms);
	return sql_one_int(&q, 0, out);
}
