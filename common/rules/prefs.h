/*
 * prefs - what each member sets for themselves.
 *
 * The table is the whole list, with defaults and choices; the store keeps a
 * row for each that was changed (command `prefs`).  Nothing here changes what
 * a command does: only how a member's own screens look and listen.
 *
 * Memory: a struct prefs is views of the table or of whoever filled it.
 */
#ifndef STOA_RULES_PREFS_H
#define STOA_RULES_PREFS_H

#include <stdbool.h>
#include <stddef.h>

#include "common/base/err.h"
#include "common/base/str.h"

enum pref_type {
	PREF_IS_CHOICE,
	PREF_IS_KEYS,
	PREF_IS_ZONE,
	PREF_IS_TERMINALS, /* common/rules/terminals.h */
};

/* id, key, type, default, choices, title, help */
#define PREFS(X)                                                             \
	X(THEME, "theme", CHOICE, "auto",                                    \
	    "auto dark light contrast amber classic mono", N_("Colours"),    \
	    N_("auto: as dark or light as your window"))                     \
	X(KEYMAP, "keymap", CHOICE, "default", "default vim mutt slrn menu", \
	    N_("Keys"), N_("as in a program you know; menu: BBS"))           \
	X(KEYS, "keys", KEYS, "", "", N_("Your own keys"),                   \
	    N_("m=c x=q: press m for c, x for q"))                           \
	X(ZONE, "zone", ZONE, "UTC", "", N_("Time zone"),                    \
	    N_("such as Europe/Berlin"))                                     \
	X(CLOCK, "clock", CHOICE, "24", "24 12", N_("Clock"),                \
	    N_("16:42, or 4:42 pm"))                                         \
	X(SYMBOLS, "symbols", CHOICE, "auto", "auto ascii unicode",          \
	    N_("Symbols"), N_("ascii: no boxes; auto: as your locale"))      \
	X(MOUSE, "mouse", CHOICE, "off", "off on", N_("Mouse"),              \
	    N_("clicks and wheel; Shift then marks text"))                   \
	X(LINKS, "links", CHOICE, "auto", "auto on off", N_("Links"),        \
	    N_("whether the terminal can open them"))                        \
	X(SPELL, "spell", CHOICE, "off",                                     \
	    "off en en_GB de es fr it nl pl pt ru sv uk", N_("Spelling"),    \
	    N_("underline words no dictionary has"))                         \
	X(TOUR, "tour", CHOICE, "on", "on off", N_("First steps"),           \
	    N_("six keys, shown in the lobby once"))                         \
	X(ART, "art", CHOICE, "play", "play still off", N_("Pictures"),      \
	    N_("play: what moves is seen moving"))                           \
	X(CODE, "code", CHOICE, "wrap", "wrap whole", N_("Long lines"),      \
	    N_("of code: wrapped, or moved sideways"))                       \
	X(PARTS, "parts", CHOICE, "open", "open folded", N_("Long parts"),   \
	    N_("quotes, diffs, traces in posts"))                            \
	X(TIMES, "times", CHOICE, "relative", "relative absolute",           \
	    N_("Times"), N_("in threads: 3 h ago, or the date"))             \
	X(PLAIN, "plain", CHOICE, "off", "off on", N_("Plain screens"),      \
	    N_("for screen readers: words, no boxes"))                       \
	X(SLOW, "slow", CHOICE, "auto", "auto on off", N_("Slow link"),      \
	    N_("fewer bytes: a mark instead of a bar"))                      \
	X(TERMINALS, "terminals", TERMINALS, "", "", N_("Terminals"),        \
	    N_("what you said looks right, for each"))

enum pref_id {
#define X(id, key, type, def, choices, title, help) PREF_##id,
	PREFS(X)
#undef X
	    PREF_COUNT,
};

enum {
	PREF_VALUE_CHARS = 500, /* the schema's CHECK */
	PREF_KEYS_MAX = 40,	/* own keys */
};

struct pref_rule {
	const char *key;
	enum pref_type type;
	const char *def;
	const char *choices; /* separated by spaces */
	const char *title;
	const char *help;
};

const struct pref_rule *pref_rule(enum pref_id id);

/* The preference of that key; false when there is none. */
bool pref_find(struct str key, enum pref_id *out);

/*
 * Whether `value` is one it takes.  Of keys and zones this looks at the form:
 * which keys and zones there are is not the same everywhere.
 */
bool pref_takes(enum pref_id id, struct str value);

/* The choice behind `value` (by 1) or before it (by -1), round and round. */
struct str pref_next(enum pref_id id, struct str value, int by);

/* All of somebody's. */
struct prefs {
	struct str value[PREF_COUNT];
	bool own[PREF_COUNT]; /* chosen, not just the default */
};

struct prefs prefs_default(void);
bool prefs_is(const struct prefs *p, enum pref_id id, struct str value);

#endif
