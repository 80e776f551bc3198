/* taste - what the preferences of a viewer come to: zone, keys, terminal. */
#include "screens/taste.h"

#include "common/store/preference.h"
#include "screens/term.h"

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

static struct str
theme_name_of(const struct taste *t)
{
	return t->mono && !t->prefs.own[PREF_THEME] ?
	    STR("mono") :
	    t->prefs.value[PREF_THEME];
}

static bool
wants_ascii(const struct taste *t)
{
	return prefs_is(&t->prefs, PREF_SYMBOLS, STR("auto")) ?
	    t->ascii :
	    prefs_is(&t->prefs, PREF_SYMBOLS, STR("ascii"));
}

void
taste_show(const struct taste *t, struct term *term, struct buf *out)
{
	const struct prefs *p = &t->prefs;

	term_set_theme(term, theme_find(theme_name_of(t)));
	term_set_ascii(term, wants_ascii(t));
	term_set_links(term, links_mode(p));
	term_set_mouse(term, prefs_is(p, PREF_MOUSE, STR("on")), out);
}
