/* ui/signs - words that begin with a sign, also for who hears them. */
#include "screens/ui/signs.h"

#include "common/base/err.h"

/* Signs that stand before words, and what they mean. */
static const struct {
	struct str sign;
	const char *means;
	bool always; /* the words do not say it */
} signs[] = {
	{ STR_INIT("●"), N_("new"), false },
	{ STR_INIT("✓"), N_("solved"), false },
	{ STR_INIT("◌"), N_("waiting"), false },
	{ STR_INIT("…"), N_("replied"), false },
	{ STR_INIT(":"), N_("replied"), false },
	{ STR_INIT("▲"), N_("votes"), true },
	{ STR_INIT("▼"), N_("votes against"), true },
	{ STR_INIT("☻"), N_("people"), false },
};

struct str
signs_words(const struct canvas *c, struct arena *a, struct str words)
{
	for (size_t i = 0; c->plain && i < sizeof signs / sizeof *signs; i++) {
		const char *means = _(signs[i].means);
		struct str rest;

		if (!str_starts(words, signs[i].sign))
			continue;
		rest = str_trim(str_slice(words, signs[i].sign.n, words.n));
		if (rest.n == 0)
			return str_from(means);
		if (!signs[i].always && rest.p[0] != '@')
			return rest;
		return arena_printf(a, "%s %.*s", means, STR_ARG(rest));
	}
	return words;
}
