/*
 * store/setting - what of the settings was changed.
 */
#ifndef STOA_STORE_SETTING_H
#define STOA_STORE_SETTING_H

#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"
#include "common/rules/settings.h"

struct store;

/* The value in force: changed, or the default. */
NODISCARD enum err store_setting_get(
    struct store *, struct arena *, enum setting_id id, struct str *out);
NODISCARD enum err
store_setting_int(struct store *, enum setting_id id, int64_t *out);
NODISCARD enum err store_setting_set(struct store *, enum setting_id id,
    struct str value, int64_t by, int64_t now_ms);

#endif
