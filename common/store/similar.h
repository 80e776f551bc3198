/*
 * store/similar - threads like the one whose title somebody is writing.
 *
 * They share its rarest words: those of a title count more than those of the
 * first post.  Only boards that the viewer may read take part.
 *
 * Bounds: SIMILAR_WORDS words of the title are looked at, and the newest
 *         SIMILAR_MATCHES threads that have each.
 * Errors: ERR_LIMIT when the store's deadline passed.
 */
#ifndef STOA_STORE_SIMILAR_H
#define STOA_STORE_SIMILAR_H

#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"
#include "common/rules/role.h"

struct store;

enum {
	SIMILAR_TOKENS = 24, /* read of a title … */
	SIMILAR_WORDS = 6,   /* … of which the rarest are looked for */
	SIMILAR_MATCHES = 2000,
	SIMILAR_MAX = 20,
};

struct similar_row {
	int64_t id; /* of the thread */
	struct str board;
	struct str title;
	struct str state; /* open, replied, solved; empty: not a question */
	struct str author;
	struct str solver; /* who wrote the accepted answer; or empty */
	int64_t created_ms;
	int64_t replies;
	int64_t me_too;
	int64_t solved_n; /* number of the accepted answer; 0: none */
};

struct similar_list {
	struct similar_row *row;
	size_t len;
};

/* Solved ones first, then replied, then the others; each by likeness. */
NODISCARD enum err store_similar(struct store *, struct arena *, struct viewer,
    struct str title, int64_t max, struct similar_list *out);

#endif
