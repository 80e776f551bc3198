/*
 * store/preference - what members set for themselves.
 *
 * Memory: values live in the arena given to a call.
 */
#ifndef STOA_STORE_PREFERENCE_H
#define STOA_STORE_PREFERENCE_H

#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/rules/prefs.h"

struct store;

/* All of a member's: changed, or the default.  Member 0 has the defaults. */
NODISCARD enum err store_prefs_get(
    struct store *, struct arena *, int64_t member, struct prefs *out);

/* `value` is one that pref_takes(). */
NODISCARD enum err store_pref_set(
    struct store *, int64_t member, enum pref_id id, struct str value);
/* Back to the default. */
NODISCARD enum err
store_pref_reset(struct store *, int64_t member, enum pref_id id);

#endif
