/* taste - what the preferences of a viewer come to: zone, keys, terminal. */
#include "screens/taste.h"

#include "common/store/preference.h"

void
taste_free(struct taste *t)
{
	arena_free(&t->arena);
	zone_free(t->zone);
	*t = (struct taste){ .zone = NULL };
}

/* Everything that follows from the values. */
static struct str
follow(struct taste *t)
{
	struct str why;

	zone_free(t->zone);
	t->zone = zone_open(t->prefs.value[PREF_ZONE]);
	t->keyset.preset = preset_find(t->prefs.value[PREF_KEYMAP]);
	if (keyset_parse(&t->keyset, &t->arena, t->prefs.value[PREF_KEYS],
		&why) == ERR_NONE)
		return STR("");
	return arena_printf(
	    &t->arena, _("Your own keys are not used: %.*s."), STR_ARG(why));
}

struct str
taste_load(struct taste *t, struct store *store, int64_t member)
{
	arena_reset(&t->arena);
	t->keyset = (struct keyset){ .preset = NULL };
	if (store == NULL ||
	    store_prefs_get(store, &t->arena, member, &t->prefs) != ERR_NONE)
		t->prefs = prefs_default();
	return follow(t);
}

struct str
taste_set(struct taste *t, enum pref_id id, struct str value)
{
	struct arena fresh = ARENA_INIT;

	if (!pref_takes(id, value))
		return STR("");
	t->prefs.value[id] = value;
	t->prefs.own[id] =
	    t->prefs.own[id] || !str_eq(value, str_from(pref_rule(id)->def));
	/* Without what was there before, however often somebody tries. */
	for (size_t i = 0; i < PREF_COUNT; i++)
		t->prefs.value[i] = arena_dup(&fresh, t->prefs.value[i]);
	arena_free(&t->arena);
	t->arena = fresh;
	return follow(t);
}

static enum term_links
links_mode(const struct prefs *p)
{
	if (prefs_is(p, PREF_LINKS, STR("on")))
		return TERM_LINKS_ON;
	return prefs_is(p, PREF_LINKS, STR("off")) ? TERM_LINKS_OFF :
						     TERM_LINKS_AUTO;
}

static const struct theme *
theme_of(const struct taste *t, const struct term *term)
{
	if (!prefs_is(&t->prefs, PREF_THEME, STR("auto")))
		return theme_find(t->prefs.value[PREF_THEME]);
	if (t->around.mono && !t->prefs.own[PREF_THEME])
		return theme_find(STR("mono"));
	return theme_find(term_ground(term) == TERM_GROUND_LIGHT ?
		STR("light") :
		STR("dark"));
}

bool
taste_is_thrifty(const struct taste *t)
{
	return prefs_is(&t->prefs, PREF_SLOW, STR("auto")) ?
	    t->around.slow :
	    prefs_is(&t->prefs, PREF_SLOW, STR("on"));
}

bool
taste_is_plain(const struct taste *t)
{
	return t->around.plain || prefs_is(&t->prefs, PREF_PLAIN, STR("on"));
}

static bool
wants_ascii(const struct taste *t)
{
	if (taste_is_plain(t))
		return true;
	return prefs_is(&t->prefs, PREF_SYMBOLS, STR("auto")) ?
	    t->around.ascii || t->around.latin1 :
	    prefs_is(&t->prefs, PREF_SYMBOLS, STR("ascii"));
}

/* What was said of this terminal; of its letters, the locale may know. */
static struct terminal_choice
choice_for(const struct taste *t, const struct term *term)
{
	struct terminal_choice choice =
	    terminals_find(t->prefs.value[PREF_TERMINALS], term_name(term));

	if (choice.encoding == TERMINAL_ENCODING_AUTO && t->around.latin1 &&
	    prefs_is(&t->prefs, PREF_SYMBOLS, STR("auto")) &&
	    term_charset(term) != CHARSET_CP437)
		choice.encoding = TERMINAL_ENCODING_LATIN1;
	return choice;
}

void
taste_show(const struct taste *t, struct term *term, struct buf *out)
{
	const struct prefs *p = &t->prefs;

	if (t->around.utf8)
		term_set_utf8(term);
	if (t->around.rgb)
		term_set_rgb(term);
	term_set_thrifty(term, taste_is_thrifty(t));
	term_set_ground(term, t->around.ground);
	term_choose(term, choice_for(t, term));
	term_ask_ground(term, prefs_is(p, PREF_THEME, STR("auto")), out);
	term_set_theme(term, theme_of(t, term));
	term_set_ascii(term, wants_ascii(t));
	term_set_links(term, links_mode(p));
	term_set_mouse(term, prefs_is(p, PREF_MOUSE, STR("on")), out);
}
