/* settings_ask - settings that are typed: keys of one's own, a time zone. */
#include "screens/settings_impl.h"
#include "screens/ui/prompt.h"

static bool
accept_keys(struct screen *s, struct arena *a, struct str text, struct str *why)
{
	struct keyset ks = { .own_n = 0 };

	(void)s;
	return keyset_parse(&ks, a, text, why) == ERR_NONE;
}

static void
set_keys(struct screen *s, struct str text)
{
	settings_set(s, PREF_KEYS, str_trim(text));
}

/* Whether `name` has `part` somewhere, in any case; '_' is a space. */
static bool
has(struct str name, struct str part)
{
	char copy[ZONE_NAME_BYTES];

	if (part.n > sizeof copy)
		return false;
	for (size_t i = 0; i < part.n; i++)
		copy[i] = part.p[i] == ' ' ? '_' : part.p[i];
	for (size_t i = 0; i + part.n <= name.n; i++) {
		if (str_eq_nocase(str_slice(name, i, part.n),
			(struct str){ copy, part.n }))
			return true;
	}
	return false;
}

static const struct zone_list *
zones_of(struct screen *s)
{
	struct settings *st = s->state;

	if (st->zones.len == 0)
		st->zones = zone_names(&st->zones_arena);
	return &st->zones;
}

/* The zone of that name, or the only one that has it; counts how many do. */
static struct str
zone_meant(struct screen *s, struct str text, size_t *n)
{
	const struct zone_list *zones = zones_of(s);
	struct str found = STR("");

	*n = 1;
	text = str_trim(text);
	if (zone_is_known(text))
		return text;
	*n = 0;
	for (size_t i = 0; text.n && i < zones->len; i++) {
		if (str_eq_nocase(zones->name[i], text)) {
			*n = 1;
			return zones->name[i];
		}
		if (has(zones->name[i], text)) {
			found = zones->name[i];
			++*n;
		}
	}
	return *n == 1 ? found : STR("");
}

static bool
accept_zone(struct screen *s, struct arena *a, struct str text, struct str *why)
{
	size_t n;

	(void)a;
	if (zone_meant(s, text, &n).n)
		return true;
	*why = n ? STR(_("Several zones are called so: go on typing, or "
			 "choose one with Tab.")) :
		   STR(_("No zone is called so. Some letters of a city's name "
			 "find it, such as berlin."));
	return false;
}

static void
set_zone(struct screen *s, struct str text)
{
	size_t n;

	settings_set(s, PREF_ZONE, zone_meant(s, text, &n));
}

/* What the clocks show there now. */
static struct str
time_in(struct screen *s, struct arena *a, struct str name)
{
	struct zone *zone = zone_open(name);
	struct clock_text now =
	    zone_day(zone, app_now_ms(s->app), app_clock(s->app));

	zone_free(zone);
	return arena_dup(a, str_from(now.text));
}

static void
complete_zone(
    struct screen *s, struct arena *a, struct str text, struct choices *out)
{
	const struct zone_list *zones = zones_of(s);

	text = str_trim(text);
	out->title = STR(_("Time zones"));
	for (size_t i = 0; text.n && i < zones->len; i++) {
		struct str name = zones->name[i];

		/* Each is a file: those that are counted alone stay shut. */
		if (has(name, text))
			choices_add(out, name,
			    out->len < CHOICES_MAX ? time_in(s, a, name) :
						     STR(""));
	}
}

void
settings_ask_keys(struct screen *s)
{
	(void)prompt_open(s,
	    &(struct prompt){ .label = STR(_("Your own keys")),
		.initial = app_prefs(s->app)->value[PREF_KEYS],
		.placeholder = STR(_("m=c x=q: press m for c, x for q")),
		.enter = STR(_("set")),
		.max_chars = PREF_VALUE_CHARS,
		.accept = accept_keys,
		.done = set_keys });
}

void
settings_ask_zone(struct screen *s)
{
	struct str now = app_prefs(s->app)->value[PREF_ZONE];

	(void)prompt_open(s,
	    &(struct prompt){ .label = STR(_("Time zone")),
		.initial = str_eq(now, STR("UTC")) ? STR("") : now,
		.placeholder = STR(_("a city: berlin, new york, tokyo")),
		.enter = STR(_("set")),
		.max_chars = ZONE_NAME_BYTES,
		.complete = complete_zone,
		.accept = accept_zone,
		.done = set_zone });
}
