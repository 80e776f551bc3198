/* tagging - reading tags from words, and putting them on threads. */
#ifndef STOA_COMMAND_TAGGING_H
#define STOA_COMMAND_TAGGING_H

#include "common/command/ctx.h"

struct tag_names {
	struct str name[LIMIT_TAGS];
	size_t n;
};

/*
 * Names between commas or spaces, in lower case.  With the `have` that the
 * thread has already, they must not be more than the setting allows; those of
 * `present` (with commas between) are among the latter.
 */
NODISCARD enum err tagging_parse(struct command_ctx *ctx, struct str words,
    int64_t have, struct str present, struct tag_names *out);
NODISCARD enum err
tagging_add(struct command_ctx *ctx, int64_t thread, const struct tag_names *);

#endif
