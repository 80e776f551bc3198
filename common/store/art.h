/*
 * store/art - the pictures of the lobby and of the boards, as files.
 *
 * Nobody is asked here who may see a board: the caller has found it.
 *
 * Errors: ERR_MISSING where there is no picture.
 * Bounds: LIMIT_ART_BYTES (rules/limits.h).
 */
#ifndef STOA_STORE_ART_H
#define STOA_STORE_ART_H

#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"

struct store;

enum { ART_LOBBY = 0 }; /* instead of a board */

struct art_row {
	struct str file;
	int64_t changed_ms;
	struct str changed_by; /* handle */
};

NODISCARD enum err store_art_get(
    struct store *, struct arena *, int64_t board, struct art_row *out);
NODISCARD enum err store_art_set(
    struct store *, int64_t board, struct str file, int64_t by, int64_t now_ms);
NODISCARD enum err store_art_remove(struct store *, int64_t board);

#endif
