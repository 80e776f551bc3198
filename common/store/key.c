/* store/member - the ssh keys by which members are known, and groups. */
#include "common/store/member.h"

#include "common/store/sql.h"

enum err
store_key_list(
    struct store *s, struct arena *a, int64_t member, struct key_list *out)
{
	static const char list_sql[] =
	    "SELECT id, fingerprint, pubkey, name, added_at, last_used_at,"
	    " coalesce(revoked_at, 0), proven FROM member_key"
	    " WHERE member_id = :member ORDER BY id LIMIT :max";
	enum { KEYS_SHOWN = 200 };
	struct key_list list = { 0 };
	struct sql q = sql_begin(s, list_sql);

	list.row = arena_array(a, struct key_row, KEYS_SHOWN);
	sql_int(&q, ":member", member);
	sql_int(&q, ":max", KEYS_SHOWN);
	while (sql_next(&q)) {
		struct key_row *k = &list.row[list.len++];

		k->id = sql_col_int(&q, 0);
		k->member_id = member;
		k->fingerprint = sql_col_text(&q, 1, a);
		k->pubkey = sql_col_text(&q, 2, a);
		k->name = sql_col_text(&q, 3, a);
		k->added_ms = sql_col_int(&q, 4);
		k->used_ms = sql_col_int(&q, 5);
		k->revoked_ms = sql_col_int(&q, 6);
		k->proven = sql_col_int(&q, 7) != 0;
	}
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}

enum err
store_key_count(struct store *s, int64_t member, int64_t *out)
{
	static const char count_sql[] =
	    "SELECT count(*) FROM member_key"
	    " WHERE member_id = :member AND revoked_at IS NULL";
	struct sql q = sql_begin(s, count_sql);

	sql_int(&q, ":member", member);
	return sql_one_int(&q, 0, out);
}

/* Nobody has proven it, and the member has not shown it before. */
static enum err
key_is_free(struct store *s, int64_t member, struct str fingerprint)
{
	/* Either half has an index of its own. */
	static const char taken_sql[] =
	    "SELECT id FROM member_key WHERE fingerprint = :fingerprint"
	    " AND revoked_at IS NULL AND proven = 1"
	    " UNION ALL SELECT id FROM member_key"
	    " WHERE fingerprint = :fingerprint AND revoked_at IS NULL"
	    " AND proven = 0 AND member_id = :member LIMIT 1";
	struct sql q = sql_begin(s, taken_sql);
	int64_t id;

	sql_text(&q, ":fingerprint", fingerprint);
	sql_int(&q, ":member", member);
	TRY(sql_one_int(&q, 0, &id));
	return id ? ERR_CONFLICT : ERR_NONE;
}

enum err
store_key_add(struct store *s, int64_t member, struct str fingerprint,
    struct str pubkey, bool proven, int64_t now_ms)
{
	static const char add_sql[] =
	    "INSERT INTO member_key (member_id, fingerprint, pubkey, proven,"
	    " added_at) VALUES (:member, :fingerprint, :pubkey, :proven, :now)";
	struct sql q;

	TRY(key_is_free(s, member, fingerprint));
	q = sql_begin(s, add_sql);
	sql_int(&q, ":member", member);
	sql_text(&q, ":fingerprint", fingerprint);
	sql_text(&q, ":pubkey", pubkey);
	sql_int(&q, ":proven", proven);
	sql_int(&q, ":now", now_ms);
	return sql_run(&q);
}

enum err
store_key_prove(struct store *s, int64_t member, struct str fingerprint)
{
	static const char prove_sql[] =
	    "UPDATE member_key SET proven = 1 WHERE member_id = :member"
	    " AND fingerprint = :fingerprint AND revoked_at IS NULL"
	    " AND proven = 0 AND NOT EXISTS (SELECT 1 FROM member_key o"
	    "   WHERE o.fingerprint = :fingerprint AND o.revoked_at IS NULL"
	    "   AND o.proven = 1)";
	struct sql q = sql_begin(s, prove_sql);

	sql_int(&q, ":member", member);
	sql_text(&q, ":fingerprint", fingerprint);
	return sql_run(&q);
}

enum err
store_key_rename(struct store *s, int64_t member, int64_t key, struct str name)
{
	static const char rename_sql[] =
	    "UPDATE member_key SET name = :name"
	    " WHERE id = :key AND member_id = :member";
	struct sql q = sql_begin(s, rename_sql);

	sql_text(&q, ":name", name);
	sql_int(&q, ":key", key);
	sql_int(&q, ":member", member);
	TRY(sql_run(&q));
	return sql_changes(s) ? ERR_NONE : ERR_MISSING;
}

enum err
store_key_revoke(struct store *s, int64_t member, int64_t key, int64_t now_ms)
{
	static const char revoke_sql[] =
	    "UPDATE member_key SET revoked_at = :now"
	    " WHERE id = :key AND member_id = :member AND revoked_at IS NULL";
	struct sql q = sql_begin(s, revoke_sql);

	sql_int(&q, ":now", now_ms);
	sql_int(&q, ":key", key);
	sql_int(&q, ":member", member);
	TRY(sql_run(&q));
	return sql_changes(s) ? ERR_NONE : ERR_MISSING;
}

enum err
store_key_used(struct store *s, struct str fingerprint, int64_t now_ms)
{
	static const char used_sql[] =
	    "UPDATE member_key SET last_used_at = max(last_used_at, :now)"
	    " WHERE fingerprint = :fingerprint AND revoked_at IS NULL"
	    " AND proven = 1";
	struct sql q = sql_begin(s, used_sql);

	sql_int(&q, ":now", now_ms);
	sql_text(&q, ":fingerprint", fingerprint);
	return sql_run(&q);
}

enum err
store_group_find(struct store *s, struct str name, int64_t *out_id)
{
	static const char find_sql[] =
	    "SELECT id FROM \"group\" WHERE name = :name";
	struct sql q = sql_begin(s, find_sql);

	sql_text(&q, ":name", name);
	return sql_one_id(&q, out_id);
}

enum err
store_group_ensure(struct store *s, struct str name, int64_t *out_id)
{
	static const char add_sql[] =
	    "INSERT INTO \"group\" (name) VALUES (:name)";
	enum err e = store_group_find(s, name, out_id);
	struct sql q;

	if (e != ERR_MISSING)
		return e;
	q = sql_begin(s, add_sql);
	sql_text(&q, ":name", name);
	TRY(sql_run(&q));
	*out_id = sql_last_id(s);
	return ERR_NONE;
}

enum err
store_group_join(struct store *s, int64_t group, int64_t member)
{
	static const char join_sql[] =
	    "INSERT OR IGNORE INTO group_member VALUES (:group, :member)";
	struct sql q = sql_begin(s, join_sql);

	sql_int(&q, ":group", group);
	sql_int(&q, ":member", member);
	return sql_run(&q);
}

enum err
store_group_leave(struct store *s, int64_t group, int64_t member)
{
	static const char leave_sql[] =
	    "DELETE FROM group_member"
	    " WHERE group_id = :group AND member_id = :member";
	struct sql q = sql_begin(s, leave_sql);

	sql_int(&q, ":group", group);
	sql_int(&q, ":member", member);
	return sql_run(&q);
}
