/* settings_ask - settings that are typed: keys of one's own, a time zone. */
#include "common/base/buf.h"
#include "screens/footer.h"
#include "screens/settings_impl.h"
#include "screens/ui/prompt.h"
#include "screens/ui/say.h"

static bool
accept_keys(struct screen *s, struct arena *a, struct str text, struct str *why)
{
	struct keyset ks = { .own_n = 0 };

	(void)s;
	return keyset_parse(&ks, a, text, why) == ERR_NONE;
}

/* Whether no key is left for what that one does in a table. */
static bool
is_lost(const struct binding *table, const struct key_look *look, int32_t key)
{
	struct key_line line;

	while (key_line_next(&table, look, &line)) {
		if (line.key == key)
			return false;
	}
	return true;
}

/* Add what of a table no key is left for. */
static void
add_lost(struct buf *out, const struct keyset *ks, const struct binding *table,
    const struct binding *above)
{
	const struct keyset plain = { .preset = ks->preset };
	const struct key_look before = { above, &plain, false };
	const struct key_look after = { above, ks, false };
	const struct binding *at = table;
	struct key_line line;

	while (table && key_line_next(&at, &before, &line)) {
		struct str words = str_from(_(line.help));

		if (!is_lost(table, &after, line.key) ||
		    str_in_list(buf_str(out), ',', words))
			continue;
		if (out->n)
			buf_char(out, ',');
		buf_put(out, words);
	}
}

/* The same key twice: which of them counts? */
static const struct key_pair *
twice(const struct keyset *ks)
{
	for (size_t i = 1; i < ks->own_n; i++) {
		for (size_t k = 0; k < i; k++) {
			if (ks->own[k].pressed == ks->own[i].pressed &&
			    ks->own[k].means != ks->own[i].means)
				return &ks->own[i];
		}
	}
	return NULL;
}

/* What the new keys take away is told, not forbidden. */
static void
tell_conflicts(struct screen *s)
{
	const struct keyset *ks = app_keyset(s->app);
	const struct key_pair *again = twice(ks);
	struct buf lost = BUF_INIT(0), words = BUF_INIT(0);
	struct arena a = ARENA_INIT;
	size_t n;
	const struct screen_class *const *all = app_screens(&n);

	add_lost(&lost, ks, app_keys(), NULL);
	for (size_t i = 0; i < n; i++)
		add_lost(&lost, ks, all[i]->keys, NULL);
	say_list(&words, buf_str(&lost));
	if (again)
		app_say(s->app, STYLE_WARN,
		    arena_printf(&a,
			_("the key %s is there twice; the last one counts"),
			keys_name(again->pressed).text));
	else if (words.n)
		app_say(s->app, STYLE_WARN,
		    arena_printf(&a, _("No key is left for: %.*s"),
			STR_ARG(buf_str(&words))));
	buf_free(&lost);
	buf_free(&words);
	arena_free(&a);
}

static void
set_keys(struct screen *s, struct str text)
{
	settings_set(s, PREF_KEYS, str_trim(text));
	tell_conflicts(s);
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
