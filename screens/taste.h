/*
 * taste - what the preferences of a viewer come to: zone, keys, terminal.
 *
 * Memory: it owns the values, the zone and the keys until taste_free().
 * Errors: what cannot be used is left out; the words for people say so and
 *         live until the next change.
 */
#ifndef STOA_SCREENS_TASTE_H
#define STOA_SCREENS_TASTE_H

#include "common/base/arena.h"
#include "common/base/buf.h"
#include "common/base/zone.h"
#include "common/rules/prefs.h"
#include "screens/preset.h"
#include "screens/term.h"

struct store;

/* Zeroed: nothing yet. */
struct taste {
	struct arena arena;
	struct prefs prefs;
	struct zone *zone; /* NULL: UTC */
	struct keyset keyset;
	struct surroundings around;
};

void taste_free(struct taste *t);

/* A member's own, or the defaults; `store` may be NULL.  Words, or "". */
struct str taste_load(struct taste *t, struct store *store, int64_t member);

/* Another value of one, if it takes it.  Words, or "". */
struct str taste_set(struct taste *t, enum pref_id id, struct str value);

/* Whether the link is slow: screens that cost little. */
bool taste_is_thrifty(const struct taste *t);

/* Whether screens are to be words alone, for who hears them. */
bool taste_is_plain(const struct taste *t);

/* Make the terminal so; `out` gets what it has to be told, unless NULL. */
void taste_show(const struct taste *t, struct term *term, struct buf *out);

#endif
