/* settings - the table of everything that changes what a command does. */
#include "common/rules/settings.h"

#include "common/rules/limits.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"

static const struct setting_rule rules[] = {
#define X(id, key, type, def, min, max, choices, help) \
	{ key, SETTING_##type, def, min, max, choices, help },
	SETTINGS(X)
#undef X
};

const struct setting_rule *
setting_rule(enum setting_id id)
{
	return &rules[id];
}

bool
setting_find(struct str key, enum setting_id *out)
{
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		if (!str_eq(key, str_from(rules[i].key)))
			continue;
		*out = (enum setting_id)i;
		return true;
	}
	return false;
}

bool
setting_takes(enum setting_id id, struct str value)
{
	const struct setting_rule *r = &rules[id];
	size_t chars = text_chars(value);
	int64_t number;

	switch (r->type) {
	case SETTING_INT:
		return str_int(value, r->min, r->max, &number);
	case SETTING_CHOICE:
		return str_in_list(str_from(r->choices), ' ', value);
	case SETTING_TEXT:
		return text_is_clean_line(value) && chars >= (size_t)r->min &&
		    chars <= (size_t)r->max;
	}
	return false;
}
