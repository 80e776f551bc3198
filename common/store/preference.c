/* store/preference - what members set for themselves. */
#include "common/store/preference.h"

#include "common/store/sql.h"

enum err
store_prefs_get(
    struct store *s, struct arena *a, int64_t member, struct prefs *out)
{
	static const char get_sql[] =
	    "SELECT key, value FROM preference WHERE member_id = :member";
	struct prefs p = prefs_default();
	struct sql q;

	if (member == 0) {
		*out = p;
		return ERR_NONE;
	}
	q = sql_begin(s, get_sql);
	sql_int(&q, ":member", member);
	while (sql_next(&q)) {
		struct str key = sql_col_text(&q, 0, a);
		struct str value = sql_col_text(&q, 1, a);
		enum pref_id id;

		/* One from before the rule was tightened does not count. */
		if (pref_find(key, &id) && pref_takes(id, value)) {
			p.value[id] = value;
			p.own[id] = true;
		}
	}
	TRY(sql_end(&q));
	*out = p;
	return ERR_NONE;
}

enum err
store_pref_set(
    struct store *s, int64_t member, enum pref_id id, struct str value)
{
	static const char set_sql[] =
	    "INSERT INTO preference VALUES (:member, :key, :value)"
	    " ON CONFLICT DO UPDATE SET value = :value";
	struct sql q = sql_begin(s, set_sql);

	sql_int(&q, ":member", member);
	sql_text(&q, ":key", str_from(pref_rule(id)->key));
	sql_text(&q, ":value", value);
	return sql_run(&q);
}

enum err
store_pref_reset(struct store *s, int64_t member, enum pref_id id)
{
	static const char reset_sql[] =
	    "DELETE FROM preference WHERE member_id = :member AND key = :key";
	struct sql q = sql_begin(s, reset_sql);

	sql_int(&q, ":member", member);
	sql_text(&q, ":key", str_from(pref_rule(id)->key));
	return sql_run(&q);
}
