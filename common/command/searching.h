/*
 * searching - from what somebody typed to what the store is asked for.
 *
 * Words, "a phrase", begin*, -without, and filters such as is:open.  What
 * looks like a filter but is none stays a word (http://x, std::vector),
 * unless its name is nearly that of one: then it is told in words.
 */
#ifndef STOA_COMMAND_SEARCHING_H
#define STOA_COMMAND_SEARCHING_H

#include "common/command/ctx.h"
#include "common/store/search.h"

/* Its terms are views of `line`. */
NODISCARD enum err searching_parse(
    struct command_ctx *ctx, struct str line, struct search_query *out);

/* The same line with its filters apart from everything else. */
void searching_split(struct arena *a, struct str line, struct str *out_words,
    struct str *out_filters);

#endif
