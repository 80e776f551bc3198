/*
 * paste - the text of a bracketed paste, in pieces.
 *
 * Where the pieces end depends on the text alone, not on how it came.
 *
 * Memory: KEYS_PASTE_PIECE bytes and a little, while there is a paste.
 *
 * Only keys.c includes this.
 */
#ifndef STOA_SCREENS_PASTE_H
#define STOA_SCREENS_PASTE_H

#include "common/base/buf.h"
#include "screens/keys.h"

struct paste {
	struct buf text; /* not yet given, after … */
	size_t given;	 /* … what the last piece took */
	size_t taken;	 /* bytes of the whole so far, without what was cut */
	bool cut;
};

/* After the sequence that begins one. */
void paste_begin(struct paste *p);
void paste_free(struct paste *p);

/*
 * Take bytes of `in` and set how many; with false, more are needed.  With
 * true, `out` is the next piece; the paste is over when it says no `more`.
 */
bool
paste_next(struct paste *p, struct str in, size_t *out_taken, struct key *out);

#endif
