/* store/account - what happened to an account. */
#include "common/store/account.h"

#include "common/store/sql.h"

static const char *const names[] = {
#define X(id, name) [ACCOUNT_##id] = name,
	ACCOUNT_EVENTS(X)
#undef X
};

const char *
account_event_name(enum account_event what)
{
	return names[what];
}

static void
bind(struct sql *q, const struct account_new *a)
{
	sql_int(q, ":member", a->member_id);
	sql_int(q, ":now", a->now_ms);
	sql_text(q, ":what", str_from(names[a->what]));
	sql_text(q, ":print", a->fingerprint);
	sql_text(q, ":addr", a->addr);
	sql_text(q, ":detail", a->detail);
}

#define KEY_ID                                         \
	"(SELECT id FROM member_key WHERE fingerprint" \
	" = :print AND member_id = :member"            \
	" ORDER BY id DESC LIMIT 1)"

static enum err
count_again(struct store *s, const struct account_new *a, bool *out)
{
	static const char again_sql[] =
	    "UPDATE account_log SET times = times + 1, at = :now"
	    " WHERE id = (SELECT max(id) FROM account_log"
	    "   WHERE member_id = :member) AND what = :what AND addr = :addr"
	    " AND detail = :detail AND key_id IS " KEY_ID;
	struct sql q = sql_begin(s, again_sql);

	bind(&q, a);
	TRY(sql_run(&q));
	*out = sql_changes(s) > 0;
	return ERR_NONE;
}

/* What strangers cause pushes nothing else out. */
static enum err
forget_oldest(struct store *s, int64_t member, bool refused)
{
	static const char forget_sql[] =
	    "DELETE FROM account_log WHERE member_id = :member"
	    " AND (what = 'refused') = :refused AND id <="
	    " (SELECT id FROM account_log WHERE member_id = :member"
	    "   AND (what = 'refused') = :refused"
	    "   ORDER BY id DESC LIMIT 1 OFFSET :max)";
	struct sql q = sql_begin(s, forget_sql);

	sql_int(&q, ":member", member);
	sql_int(&q, ":refused", refused);
	sql_int(&q, ":max", refused ? ACCOUNT_REFUSED_MAX : ACCOUNT_LOG_MAX);
	return sql_run(&q);
}

enum err
store_account_add(struct store *s, const struct account_new *a)
{
	static const char add_sql[] =
	    "INSERT INTO account_log (member_id, at, what, key_id, addr,"
	    " detail) VALUES (:member, :now, :what, " KEY_ID ", :addr,"
	    " :detail)";
	struct sql q;
	bool again;

	TRY(count_again(s, a, &again));
	if (again)
		return ERR_NONE;
	q = sql_begin(s, add_sql);
	bind(&q, a);
	TRY(sql_run(&q));
	return forget_oldest(s, a->member_id, a->what == ACCOUNT_REFUSED);
}

static enum account_event
event_of(struct str name)
{
	size_t i = 0;

	/* The schema's CHECK has no others. */
	while (i < sizeof names / sizeof *names - 1 &&
	    !str_eq(name, str_from(names[i])))
		i++;
	return (enum account_event)i;
}

enum err
store_account_list(
    struct store *s, struct arena *a, int64_t member, struct account_list *out)
{
	static const char list_sql[] =
	    "SELECT l.id, l.at, l.times, l.what, coalesce(k.id, 0),"
	    " coalesce(k.name, ''), l.addr, l.detail FROM account_log l"
	    " LEFT JOIN member_key k ON k.id = l.key_id"
	    " WHERE l.member_id = :member ORDER BY l.id DESC LIMIT :max";
	const size_t max = ACCOUNT_LOG_MAX + ACCOUNT_REFUSED_MAX;
	struct account_list list = { 0 };
	struct sql q = sql_begin(s, list_sql);

	list.row = arena_array(a, struct account_row, max);
	sql_int(&q, ":member", member);
	sql_int(&q, ":max", (int64_t)max);
	while (sql_next(&q)) {
		struct account_row *r = &list.row[list.len++];

		r->id = sql_col_int(&q, 0);
		r->at_ms = sql_col_int(&q, 1);
		r->times = sql_col_int(&q, 2);
		r->what = event_of(sql_col_text(&q, 3, a));
		r->key = sql_col_int(&q, 4);
		r->key_name = sql_col_text(&q, 5, a);
		r->addr = sql_col_text(&q, 6, a);
		r->detail = sql_col_text(&q, 7, a);
	}
	TRY(sql_end(&q));
	*out = list;
	return ERR_NONE;
}
