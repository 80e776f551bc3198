/* store/member - people. */
#include "common/store/member.h"

#include "common/store/sql.h"

#define MEMBER_COLUMNS                                        \
	"m.id, m.handle, m.display, m.bio, m.role, m.status," \
	" coalesce(i.handle, ''), m.joined_at, m.last_seen_at, m.posts"
#define MEMBER_FROM " FROM member m LEFT JOIN member i ON i.id = m.inviter_id"

static void
take(struct sql *q, struct arena *a, struct member_row *m)
{
	m->id = sql_col_int(q, 0);
	m->handle = sql_col_text(q, 1, a);
	m->display = sql_col_text(q, 2, a);
	m->bio = sql_col_text(q, 3, a);
	if (!role_parse(sql_col_text(q, 4, a), &m->role))
		m->role = ROLE_MEMBER;
	m->status = sql_col_text(q, 5, a);
	m->inviter = sql_col_text(q, 6, a);
	m->joined_ms = sql_col_int(q, 7);
	m->seen_ms = sql_col_int(q, 8);
	m->posts = sql_col_int(q, 9);
}

static enum err
take_one(struct sql *q, struct arena *a, struct member_row *out)
{
	struct member_row m = { 0 };
	bool found = sql_next(q);

	if (found)
		take(q, a, &m);
	TRY(sql_end(q));
	if (!found)
		return ERR_MISSING;
	*out = m;
	return ERR_NONE;
}

enum err
store_member_get(
    struct store *s, struct arena *a, int64_t id, struct member_row *out)
{
	static const char get_sql[] =
	    "SELECT " MEMBER_COLUMNS MEMBER_FROM " WHERE m.id = :id";
	struct sql q = sql_begin(s, get_sql);

	sql_int(&q, ":id", id);
	return take_one(&q, a, out);
}

enum err
store_member_by_handle(
    struct store *s, struct arena *a, struct str handle, struct member_row *out)
{
	static const char handle_sql[] =
	    "SELECT " MEMBER_COLUMNS MEMBER_FROM " WHERE m.handle = :handle";
	struct sql q = sql_begin(s, handle_sql);

	sql_text(&q, ":handle", handle);
	return take_one(&q, a, out);
}

enum err
store_member_by_key(struct store *s, struct arena *a, struct str fingerprint,
    struct member_row *out)
{
	static const char key_sql[] =
	    "SELECT " MEMBER_COLUMNS MEMBER_FROM
	    " JOIN member_key k ON k.member_id = m.id"
	    " WHERE k.fingerprint = :fingerprint AND k.revoked_at IS NULL"
	    " AND k.proven = 1";
	struct sql q = sql_begin(s, key_sql);

	sql_text(&q, ":fingerprint", fingerprint);
	return take_one(&q, a, out);
}

enum err
store_member_by_pending_key(struct store *s, struct arena *a,
    struct str fingerprint, struct str handle, struct member_row *out)
{
	static const char pending_sql[] =
	    "SELECT " MEMBER_COLUMNS MEMBER_FROM
	    " JOIN member_key k ON k.member_id = m.id"
	    " WHERE k.fingerprint = :fingerprint AND k.revoked_at IS NULL"
	    " AND k.proven = 0 AND m.handle = :handle";
	struct sql q = sql_begin(s, pending_sql);

	sql_text(&q, ":fingerprint", fingerprint);
	sql_text(&q, ":handle", handle);
	return take_one(&q, a, out);
}

enum err
store_member_by_source(
    struct store *s, struct str src, struct str src_id, int64_t *out_id)
{
	static const char source_sql[] =
	    "SELECT id FROM member WHERE src = :src AND src_id = :id";
	struct sql q = sql_begin(s, source_sql);

	sql_text(&q, ":src", src);
	sql_text(&q, ":id", src_id);
	return sql_one_id(&q, out_id);
}

/* Behind everything that starts with the prefix. */
static const char prefix_end[] = "\xf4\x8f\xbf\xbf";

static void
bind_prefix(struct sql *q, struct arena *a, struct str prefix)
{
	sql_text(q, ":prefix", prefix);
	sql_text(
	    q, ":end", arena_printf(a, "%.*s%s", STR_ARG(prefix), prefix_end));
}

#define FROM_PREFIX " >= :prefix COLLATE NOCASE"
#define TO_PREFIX " < :end COLLATE NOCASE"

/* Whether so many names start so that most pages of handles have some. */
static enum err
are_many(struct store *s, struct arena *a, struct str prefix, bool *out)
{
	enum { MANY = 1000 };
	static const char count_sql[] =
	    "SELECT count(*) FROM (SELECT 1 FROM member WHERE display <> ''"
	    " AND display" FROM_PREFIX " AND display" TO_PREFIX " LIMIT :max)";
	struct sql q = sql_begin(s, count_sql);
	int64_t n;

	bind_prefix(&q, a, prefix);
	sql_int(&q, ":max", MANY);
	TRY(sql_one_int(&q, 0, &n));
	*out = n == MANY;
	return ERR_NONE;
}

/*
 * Handles come in their order from an index; names do so only if all that
 * start so are sorted.  Of many, the handles are gone over instead.
 */
static enum err
begin_page(struct store *s, struct arena *a, struct str prefix, struct sql *out)
{
	static const char all_sql[] =
	    "SELECT " MEMBER_COLUMNS MEMBER_FROM
	    " WHERE m.handle > :after AND m.status <> 'closed'"
	    " ORDER BY m.handle LIMIT :max";
	static const char few_sql[] =
	    "SELECT " MEMBER_COLUMNS MEMBER_FROM
	    " WHERE m.id IN (SELECT id FROM (SELECT id FROM member"
	    "    WHERE handle" FROM_PREFIX " AND handle" TO_PREFIX
	    "    AND handle > :after AND status <> 'closed'"
	    "    ORDER BY handle LIMIT :max)"
	    "   UNION SELECT id FROM member WHERE display <> ''"
	    "    AND display" FROM_PREFIX " AND display" TO_PREFIX
	    "  ) AND m.handle > :after AND m.status <> 'closed'"
	    " ORDER BY m.handle LIMIT :max";
	/* With a plus, so that no other index is thought of. */
	static const char many_sql[] =
	    "SELECT " MEMBER_COLUMNS MEMBER_FROM
	    " WHERE m.handle > :after AND m.status <> 'closed'"
	    " AND (+m.handle" FROM_PREFIX " AND +m.handle" TO_PREFIX
	    "  OR +m.display" FROM_PREFIX " AND +m.display" TO_PREFIX
	    " ) ORDER BY m.handle LIMIT :max";
	bool many;

	if (prefix.n == 0) {
		*out = sql_begin(s, all_sql);
		return ERR_NONE;
	}
	TRY(are_many(s, a, prefix, &many));
	*out = sql_begin(s, many ? many_sql : few_sql);
	bind_prefix(out, a, prefix);
	return ERR_NONE;
}

enum err
store_member_page(struct store *s, struct arena *a, struct str prefix,
    struct str after, int64_t max, struct member_list *out)
{
	struct member_list list = { 0 };
	struct sql q;

	TRY(begin_page(s, a, prefix, &q));
	list.row = arena_array(a, struct member_row, (size_t)max);
	sql_text(&q, ":after", after);
	sql_int(&q, ":max", max);
	while (sql_next(&q))
		take(&q, a, &list.row[list.len++]);
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}

enum err
store_member_newest(struct store *s, struct arena *a, int64_t since_ms,
    int64_t max, struct member_list *out)
{
	static const char newest_sql[] =
	    "SELECT " MEMBER_COLUMNS
	    " FROM member m INDEXED BY member_by_joined"
	    " LEFT JOIN member i ON i.id = m.inviter_id"
	    " WHERE m.status <> 'unclaimed' AND m.joined_at > :since"
	    " AND m.id <> :robot ORDER BY m.joined_at DESC LIMIT :max";
	struct member_list list = { 0 };
	struct sql q = sql_begin(s, newest_sql);

	list.row = arena_array(a, struct member_row, (size_t)max);
	sql_int(&q, ":since", since_ms);
	sql_int(&q, ":robot", MEMBER_ROBOT);
	sql_int(&q, ":max", max);
	while (sql_next(&q))
		take(&q, a, &list.row[list.len++]);
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}

static enum err
handle_is_free(struct store *s, struct str handle, int64_t but)
{
	static const char taken_sql[] =
	    "SELECT id FROM member WHERE handle = :handle AND id <> :but";
	struct sql q = sql_begin(s, taken_sql);
	int64_t id;

	sql_text(&q, ":handle", handle);
	sql_int(&q, ":but", but);
	TRY(sql_one_int(&q, 0, &id));
	return id ? ERR_CONFLICT : ERR_NONE;
}

enum err
store_member_add(struct store *s, const struct member_new *m, int64_t *out_id)
{
	static const char add_sql[] =
	    "INSERT INTO member (handle, display, role, status, inviter_id,"
	    " joined_at, src, src_id) VALUES (:handle, :display, :role,"
	    " :status, nullif(:inviter, 0), :joined, nullif(:src, ''),"
	    " nullif(:src_id, ''))";
	struct sql q;

	TRY(handle_is_free(s, m->handle, 0));
	q = sql_begin(s, add_sql);
	sql_text(&q, ":handle", m->handle);
	sql_text(&q, ":display", m->display);
	sql_text(&q, ":role", str_from(role_name(m->role)));
	sql_text(&q, ":status", m->status);
	sql_int(&q, ":inviter", m->inviter_id);
	sql_int(&q, ":joined", m->joined_ms);
	sql_text(&q, ":src", m->src);
	sql_text(&q, ":src_id", m->src_id);
	TRY(sql_run(&q));
	*out_id = sql_last_id(s);
	return ERR_NONE;
}

enum err
store_member_set_role(struct store *s, int64_t id, enum role role)
{
	static const char role_sql[] =
	    "UPDATE member SET role = :role WHERE id = :id";
	struct sql q = sql_begin(s, role_sql);

	sql_text(&q, ":role", str_from(role_name(role)));
	sql_int(&q, ":id", id);
	return sql_run(&q);
}

enum err
store_member_set_profile(
    struct store *s, int64_t id, struct str display, struct str bio)
{
	static const char profile_sql[] =
	    "UPDATE member SET display = :display, bio = :bio WHERE id = :id";
	struct sql q = sql_begin(s, profile_sql);

	sql_text(&q, ":display", display);
	sql_text(&q, ":bio", bio);
	sql_int(&q, ":id", id);
	return sql_run(&q);
}

enum err
store_member_set_handle(struct store *s, int64_t id, struct str handle)
{
	static const char rename_sql[] =
	    "UPDATE member SET handle = :handle WHERE id = :id";
	struct sql q;

	TRY(handle_is_free(s, handle, id));
	q = sql_begin(s, rename_sql);
	sql_text(&q, ":handle", handle);
	sql_int(&q, ":id", id);
	return sql_run(&q);
}

enum err
store_member_set_seen(struct store *s, int64_t id, int64_t now_ms)
{
	static const char seen_sql[] =
	    "UPDATE member SET last_seen_at = max(last_seen_at, :now)"
	    " WHERE id = :id";
	struct sql q = sql_begin(s, seen_sql);

	sql_int(&q, ":now", now_ms);
	sql_int(&q, ":id", id);
	return sql_run(&q);
}

enum err
store_member_count(struct store *s, int64_t id, int64_t posts)
{
	static const char count_sql[] =
	    "UPDATE member SET posts = posts + :posts WHERE id = :id";
	struct sql q = sql_begin(s, count_sql);

	sql_int(&q, ":posts", posts);
	sql_int(&q, ":id", id);
	return sql_run(&q);
}
