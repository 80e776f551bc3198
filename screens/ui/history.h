/*
 * history - what was done to a text, to be undone and done again.
 *
 * Changes that belong together, letters of one word, are one step.
 *
 * Memory: the history owns copies of what was removed and added.
 * Bounds: HISTORY_BYTES_MAX; the oldest steps are forgotten, but never the
 *         last, which is twice the longest text at most.
 */
#ifndef STOA_SCREENS_UI_HISTORY_H
#define STOA_SCREENS_UI_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "common/base/buf.h"

enum {
	HISTORY_BYTES_MAX = 4 * 1024 * 1024,
	HISTORY_RUN_MAX = 512, /* bytes that one change gathers */
};

struct change {
	size_t at;
	struct buf removed;
	struct buf added;
	size_t cursor; /* before it */
	bool joined;   /* of one step with the change before */
};

/* A zeroed struct is an empty history. */
struct history {
	struct change *item;
	size_t n;
	size_t cap;
	size_t done; /* the others were undone */
	size_t bytes;
};

void history_free(struct history *h);
void history_forget(struct history *h);

/*
 * At `at`, `removed` gives way to `added`.  What was undone cannot be done
 * again afterwards.  `joined`: it goes on with the change before.
 */
void history_add(struct history *h, size_t at, struct str removed,
    struct str added, size_t cursor, bool joined);

/*
 * The change to revert or to repeat now, or NULL; until the next call here.
 * Call again while the one reverted, or the next to repeat, is joined.
 */
const struct change *history_undo(struct history *h);
const struct change *history_redo(struct history *h);
/* It cannot be done again. */
void history_forget_undone(struct history *h);
bool history_redo_joined(const struct history *h);

#endif
