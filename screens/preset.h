/*
 * preset - which key stands for which, as in programs people know.
 *
 * Screens know the default keys alone.  Between what was pressed and their
 * tables stands a keyset: a preset, and over it the member's own changes.
 * What is typed into fields and editors never comes here.
 *
 * A key that a preset gives another meaning leaves its own meaning to
 * another key; a test sees to it for every key of every screen.
 *
 * Bounds: PREF_KEYS_MAX own changes; KEYSET_PRESSED_MAX keys for one meaning.
 */
#ifndef STOA_SCREENS_PRESET_H
#define STOA_SCREENS_PRESET_H

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/rules/prefs.h"
#include "screens/keys.h"

enum { KEYSET_PRESSED_MAX = 8 };

struct key_pair {
	int32_t pressed;
	int32_t means; /* the default key */
};

struct preset {
	const char *name;	     /* as the preference has it */
	const char *about;	     /* for people */
	const struct key_pair *pair; /* ends with { 0 } */
	bool counts; /* a number before a move repeats it: 5j, 12G */
};

/* NULL when none is called so. */
const struct preset *preset_find(struct str name);
const struct preset *const *preset_all(size_t *out_n);

/* Zeroed: every key is itself. */
struct keyset {
	const struct preset *preset;
	struct key_pair own[PREF_KEYS_MAX];
	size_t own_n;
};

/*
 * Read "m=c ^X=Q": press the first for the second.  Esc, Enter and F1 stay
 * what they are, so that there is always a way out, on and to the help.
 * ERR_INVALID, with words in the arena, leaves the keyset as it was.
 */
NODISCARD enum err keyset_parse(
    struct keyset *ks, struct arena *a, struct str text, struct str *why);

/* Whether numbers are counts, as vim has them. */
bool keyset_counts(const struct keyset *ks);

/* The default key that this one stands for: itself unless told. */
int32_t keyset_means(const struct keyset *ks, int32_t pressed);

/*
 * The keys that stand for a default key: the member's, the preset's, itself.
 * Returns how many, at most KEYSET_PRESSED_MAX.
 */
size_t keyset_pressed(
    const struct keyset *ks, int32_t means, int32_t out[KEYSET_PRESSED_MAX]);

#endif
