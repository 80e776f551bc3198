/* preset - which key stands for which, as in programs people know. */
#include "screens/preset.h"

#define CTRL(c) (KEYS_CTRL | (c))
#define ALT(c) (KEYS_ALT | (c))

static const struct key_pair plain_keys[] = { { 0 } };

/* Moves of vim and less; nothing loses its place. */
static const struct key_pair vim_keys[] = {
	{ CTRL('f'), KEYS_PGDN },
	{ CTRL('b'), KEYS_PGUP },
	{ CTRL('e'), 'j' },
	{ CTRL('y'), 'k' },
	{ '^', KEYS_HOME },
	{ '$', KEYS_END },
	{ 'N', 'p' },
	{ '{', '[' },
	{ '}', ']' },
	{ CTRL(']'), KEYS_ENTER },
	{ CTRL('o'), 'q' }, /* back where one came from */
	{ 0 },
};

static const struct key_pair mutt_keys[] = {
	{ 'm', 'c' }, /* mail */
	{ 'b', 'm' },
	{ 'g', 'R' }, /* group-reply, which quotes */
	{ 'L', 'r' },
	{ '=', 'g' },
	{ '*', 'G' },
	{ 'l', '\\' }, /* limit */
	{ 'N', 'u' },
	{ 'F', 's' },
	{ '$', CTRL('l') },
	{ 'i', 'q' }, /* leaves the pager */
	{ 'x', 'Q' },
	{ 'X', 'x' },
	{ 'S', 'X' }, /* skip-quoted */
	{ 'c', 'i' }, /* change-folder */
	{ '-', KEYS_PGUP },
	{ '_', '-' },
	{ '<', 'k' }, /* previous-line */
	{ '>', 'j' },
	{ '[', CTRL('u') },
	{ ']', CTRL('d') },
	{ '}', ']' },
	{ '{', '[' },
	{ CTRL('r'), 'd' },
	{ CTRL('b'), 'o' }, /* what urlview had */
	{ ALT('v'), 'z' },
	{ ALT('V'), 'Z' },
	{ 0 },
};

static const struct key_pair slrn_keys[] = {
	{ 'P', 'c' }, /* post */
	{ 'f', 'R' }, /* followup, which quotes */
	{ 'F', 'f' },
	{ 'c', 'C' }, /* catch up */
	{ '^', 'P' },
	{ ALT('p'), 'P' },
	{ '<', 'g' },
	{ '>', 'G' },
	{ 's', '/' }, /* search the subjects */
	{ 'o', 's' },
	{ 'U', 'o' }, /* URLs */
	{ ALT('t'), 'z' },
	{ 0 },
};

/* The hot letters of a BBS: capitals, so that the small ones stay. */
static const struct key_pair menu_keys[] = {
	{ 'R', KEYS_ENTER }, /* read */
	{ '"', 'R' },
	{ 'P', 'c' }, /* post */
	{ '^', 'P' },
	{ 'N', KEYS_TAB }, /* new scan */
	{ 'W', '@' },
	{ 'S', '/' },
	{ 'B', '0' }, /* boards */
	{ 'M', 'i' }, /* mail */
	{ '&', 'M' },
	{ 'H', '?' },
	{ 'X', 'q' },
	{ '*', 'X' },
	{ 'G', 'Q' }, /* goodbye */
	{ '>', 'G' },
	{ '<', 'g' },
	{ 0 },
};

static const struct preset default_preset = { "default", N_("Stoa's own keys"),
	plain_keys, false };
static const struct preset vim_preset = { "vim", N_("moves as in vim, 5j too"),
	vim_keys, true };
static const struct preset mutt_preset = { "mutt",
	N_("m writes, g answers, l limits"), mutt_keys, false };
static const struct preset slrn_preset = { "slrn",
	N_("P posts, f follows up, c catches up"), slrn_keys, false };
static const struct preset menu_preset = { "menu",
	N_("capitals: Read, Post, New, Who, Goodbye"), menu_keys, false };

static const struct preset *const presets[] = { &default_preset, &vim_preset,
	&mutt_preset, &slrn_preset, &menu_preset };

enum { PRESETS = sizeof presets / sizeof presets[0] };

const struct preset *
preset_find(struct str name)
{
	for (size_t i = 0; i < PRESETS; i++) {
		if (str_eq(str_from(presets[i]->name), name))
			return presets[i];
	}
	return NULL;
}

const struct preset *const *
preset_all(size_t *out_n)
{
	*out_n = PRESETS;
	return presets;
}

static bool
stays(int32_t key)
{
	return key == KEYS_ESC || key == KEYS_ENTER || key == KEYS_F0 + 1;
}

static enum err
parse_pair(
    struct arena *a, struct str text, struct key_pair *out, struct str *why)
{
	/* The first sign may itself be "=". */
	size_t at = 1 + str_find(str_slice(text, 1, text.n), '=');
	struct str pressed = str_slice(text, 0, at);
	struct str means = str_slice(text, at + 1, text.n);

	if (at >= text.n || means.n == 0) {
		*why = arena_printf(a,
		    _("\"%.*s\" is no pair of keys such as m=c"),
		    STR_ARG(text));
	} else if (!keys_parse(pressed, &out->pressed)) {
		*why = arena_printf(
		    a, _("no key is called \"%.*s\""), STR_ARG(pressed));
	} else if (!keys_parse(means, &out->means)) {
		*why = arena_printf(
		    a, _("no key is called \"%.*s\""), STR_ARG(means));
	} else if (stays(out->pressed)) {
		*why = arena_printf(a,
		    _("%s stays what it is, so that you can always get out"),
		    keys_name(out->pressed).text);
	} else {
		return ERR_NONE;
	}
	return ERR_INVALID;
}

enum err
keyset_parse(
    struct keyset *ks, struct arena *a, struct str text, struct str *why)
{
	struct keyset new = { .preset = ks->preset };

	while (text.n) {
		struct str pair = str_cut(&text, ' ');

		if (pair.n == 0)
			continue;
		if (new.own_n == PREF_KEYS_MAX) {
			*why = arena_printf(a,
			    _("at most %d keys can be changed"), PREF_KEYS_MAX);
			return ERR_INVALID;
		}
		TRY(parse_pair(a, pair, &new.own[new.own_n], why));
		new.own_n++;
	}
	*ks = new;
	return ERR_NONE;
}

/* The last word of somebody about a key counts. */
static const struct key_pair *
find_own(const struct keyset *ks, int32_t pressed)
{
	for (size_t i = ks->own_n; i > 0; i--) {
		if (ks->own[i - 1].pressed == pressed)
			return &ks->own[i - 1];
	}
	return NULL;
}

static const struct key_pair *
find_preset(const struct keyset *ks, int32_t pressed)
{
	const struct key_pair *p = ks->preset ? ks->preset->pair : plain_keys;

	while (p->pressed && p->pressed != pressed)
		p++;
	return p->pressed ? p : NULL;
}

bool
keyset_counts(const struct keyset *ks)
{
	return ks->preset && ks->preset->counts;
}

int32_t
keyset_means(const struct keyset *ks, int32_t pressed)
{
	const struct key_pair *p = find_own(ks, pressed);

	if (p == NULL)
		p = find_preset(ks, pressed);
	return p ? p->means : pressed;
}

static void
add(const struct keyset *ks, int32_t pressed, int32_t means,
    int32_t out[KEYSET_PRESSED_MAX], size_t *n)
{
	if (*n == KEYSET_PRESSED_MAX || keyset_means(ks, pressed) != means)
		return;
	for (size_t i = 0; i < *n; i++) {
		if (out[i] == pressed)
			return;
	}
	out[(*n)++] = pressed;
}

size_t
keyset_pressed(
    const struct keyset *ks, int32_t means, int32_t out[KEYSET_PRESSED_MAX])
{
	const struct key_pair *p = ks->preset ? ks->preset->pair : plain_keys;
	size_t n = 0;

	for (size_t i = 0; i < ks->own_n; i++)
		add(ks, ks->own[i].pressed, means, out, &n);
	/* Known to everybody, or the plainest there is: these come first. */
	if (means >= KEYS_FIRST || means == 'j' || means == 'k' || means == 'q')
		add(ks, means, means, out, &n);
	for (; p->pressed; p++)
		add(ks, p->pressed, means, out, &n);
	add(ks, means, means, out, &n);
	return n;
}
