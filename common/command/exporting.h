/*
 * exporting - what is in the store, as lines of the neutral format.
 *
 * The counterpart of `import`: what came in by one goes out the same in every
 * field that is kept, and what was written here goes out under a source of
 * its own (store_own_source).  Members keep the name an import found them
 * under; those who joined here are called HANDLE#ID.
 *
 * Memory: lines live in the arena given.
 */
#ifndef STOA_COMMAND_EXPORTING_H
#define STOA_COMMAND_EXPORTING_H

#include "common/store/export.h"

struct exporting {
	struct arena *arena;
	struct str own; /* of store_own_source() */
};

struct str
export_user_line(const struct exporting *x, const struct export_user *u);
/* `out_replies` counts those that are in the line. */
struct str
export_thread_line(const struct exporting *x, const struct export_thread *t,
    const struct export_posts *posts, size_t *out_replies);
struct str
export_vote_line(const struct exporting *x, const struct imported_vote *v);

#endif
