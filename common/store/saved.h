/*
 * store/saved - posts that somebody saved, to find them again.
 *
 * Memory: rows live in the arena given to a call.
 */
#ifndef STOA_STORE_SAVED_H
#define STOA_STORE_SAVED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"
#include "common/rules/role.h"

struct store;

/* ERR_CONFLICT when it is so already. */
NODISCARD enum err store_saved_set(
    struct store *, int64_t member, int64_t post, bool on, int64_t now_ms);
/* False for guests. */
NODISCARD enum err
store_saved_is(struct store *, int64_t member, int64_t post, bool *out);
NODISCARD enum err
store_saved_count(struct store *, int64_t member, int64_t *out);
/* Let go of what is gone, or not the viewer's to read any more. */
NODISCARD enum err store_saved_tidy(struct store *, struct viewer);

struct saved_row {
	int64_t thread;
	int64_t n;
	int64_t at_ms;
	struct str author;
	struct str board; /* slug */
	struct str title;
	struct str body; /* its beginning */
};
struct saved_list {
	struct saved_row *row;
	size_t len;
};

enum { SAVED_BODY_CHARS = 200 };

/* The newest first; what is gone, or not the viewer's any more, is left out. */
NODISCARD enum err store_saved_list(struct store *, struct arena *,
    struct viewer, int64_t max, struct saved_list *out);

#endif
