/* prefs - what each member sets for themselves. */
#include "common/rules/prefs.h"

#include "common/base/zone.h"
#include "common/rules/terminals.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"

static const struct pref_rule rules[] = {
#define X(id, key, type, def, choices, title, help) \
	{ key, PREF_IS_##type, def, choices, title, help },
	PREFS(X)
#undef X
};

const struct pref_rule *
pref_rule(enum pref_id id)
{
	return &rules[id];
}

bool
pref_find(struct str key, enum pref_id *out)
{
	for (size_t i = 0; i < PREF_COUNT; i++) {
		if (!str_eq(key, str_from(rules[i].key)))
			continue;
		*out = (enum pref_id)i;
		return true;
	}
	return false;
}

/* "m=c ^X=Q": pairs of names, which may be the sign "=" themselves. */
static bool
is_pairs(struct str value)
{
	size_t pairs = 0;

	while (value.n) {
		struct str pair = str_cut(&value, ' ');

		if (pair.n == 0)
			continue;
		if (pair.n < 3 ||
		    str_find(str_slice(pair, 1, pair.n), '=') >= pair.n - 2)
			return false;
		if (++pairs > PREF_KEYS_MAX)
			return false;
	}
	return true;
}

bool
pref_takes(enum pref_id id, struct str value)
{
	if (!text_is_clean_line(value) || text_chars(value) > PREF_VALUE_CHARS)
		return false;
	switch (rules[id].type) {
	case PREF_IS_CHOICE:
		return str_in_list(str_from(rules[id].choices), ' ', value);
	case PREF_IS_KEYS:
		return is_pairs(value);
	case PREF_IS_ZONE:
		return zone_name_is_valid(value);
	case PREF_IS_TERMINALS:
		return terminals_are_valid(value);
	}
	return false;
}

struct str
pref_next(enum pref_id id, struct str value, int by)
{
	struct str rest = str_from(rules[id].choices), before = STR("");
	struct str first = STR(""), last = STR(""), after = STR("");
	bool found = false;

	while (rest.n) {
		struct str choice = str_cut(&rest, ' ');

		if (first.n == 0)
			first = choice;
		if (found && after.n == 0)
			after = choice;
		if (str_eq(choice, value)) {
			found = true;
			before = last;
		}
		last = choice;
	}
	if (by < 0)
		return before.n ? before : last;
	return after.n ? after : first;
}

struct prefs
prefs_default(void)
{
	struct prefs p = { 0 };

	for (size_t i = 0; i < PREF_COUNT; i++)
		p.value[i] = str_from(rules[i].def);
	return p;
}

bool
prefs_is(const struct prefs *p, enum pref_id id, struct str value)
{
	return str_eq(p->value[id], value);
}
