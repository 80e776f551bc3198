/*
 * importing - what the parts of `import` share: threads, people, votes.
 */
#ifndef STOA_COMMAND_IMPORTING_H
#define STOA_COMMAND_IMPORTING_H

#include "common/command/ctx.h"
#include "common/wire/neutral.h"

/* What one order does, counted; and what it needs all along. */
struct import {
	struct command_ctx *ctx;
	const struct neutral_thread *in;
	struct str own; /* what this store is called as a source */
	int64_t threads;
	int64_t posts;
	int64_t known;
	int64_t members;
	int64_t votes;
};

/*
 * The member of that name at `src`: an unclaimed one is made when there is
 * none, who joined at `joined_ms`.
 */
NODISCARD enum err import_author(struct import *im, struct str src,
    struct str author, int64_t joined_ms, int64_t *out);

/* The line is one of each. */
NODISCARD enum err import_user(struct import *im);
NODISCARD enum err import_vote(struct import *im);
NODISCARD enum err import_thread(struct import *im, struct str board);

#endif
