/* following - what commands about following and muting have in common. */
#ifndef STOA_COMMAND_FOLLOWING_H
#define STOA_COMMAND_FOLLOWING_H

#include "common/command/ctx.h"
#include "common/store/mark.h"

struct followed {
	struct str type;
	struct str name;
	int64_t id;
};

/* What, at which level, what it is called. */
extern const struct column following_columns[];

/* "12", "@handle", "tag:name" or a board. */
NODISCARD enum err
following_find(struct command_ctx *ctx, struct str what, struct followed *out);
/* Set and tell, with a row about it. */
NODISCARD enum err following_set(struct command_ctx *ctx, struct str what,
    const struct followed *thing, struct str level);
/* A row for each; `muted`: only those that are. */
NODISCARD enum err
following_list(struct command_ctx *ctx, bool muted, size_t *out_n);

#endif
