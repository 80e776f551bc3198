/* store/setting - what of the settings was changed. */
#include "common/store/setting.h"

#include "common/store/sql.h"

enum err
store_setting_get(
    struct store *s, struct arena *a, enum setting_id id, struct str *out)
{
	static const char get_sql[] =
	    "SELECT value FROM setting WHERE key = :key";
	const struct setting_rule *rule = setting_rule(id);
	struct str value = str_from(rule->def);
	struct sql q = sql_begin(s, get_sql);

	sql_text(&q, ":key", str_from(rule->key));
	if (sql_next(&q))
		value = sql_col_text(&q, 0, a);
	TRY(sql_end(&q));
	/* A value from before the rule was tightened does not count. */
	if (!setting_takes(id, value))
		value = str_from(rule->def);
	*out = value;
	return ERR_NONE;
}

enum err
store_setting_int(struct store *s, enum setting_id id, int64_t *out)
{
	struct arena a = ARENA_INIT;
	const struct setting_rule *rule = setting_rule(id);
	struct str value;
	enum err e = store_setting_get(s, &a, id, &value);

	if (e == ERR_NONE && !str_int(value, rule->min, rule->max, out))
		e = ERR_CORRUPT;
	arena_free(&a);
	return e;
}

enum err
store_setting_set(struct store *s, enum setting_id id, struct str value,
    int64_t by, int64_t now_ms)
{
	static const char set_sql[] =
	    "INSERT INTO setting VALUES (:key, :value, :now, :by)"
	    " ON CONFLICT DO UPDATE SET value = :value, changed_at = :now,"
	    " changed_by = :by";
	struct sql q = sql_begin(s, set_sql);

	sql_text(&q, ":key", str_from(setting_rule(id)->key));
	sql_text(&q, ":value", value);
	sql_int(&q, ":now", now_ms);
	sql_int(&q, ":by", by);
	return sql_run(&q);
}
