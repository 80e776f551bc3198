/* start - open a thread; what `ask` and `post` have in common. */
#ifndef STOA_COMMAND_START_H
#define STOA_COMMAND_START_H

#include "common/command/ctx.h"

extern const struct param start_params[];
extern const struct column start_columns[];

/* Whether the board is there, of that kind, and open to the viewer. */
NODISCARD enum err start_ready(struct command_ctx *ctx, const struct args *args,
    bool question, struct board_row *out);

/* `question` tells which kind of board the command is for. */
NODISCARD enum err
start_thread(struct command_ctx *ctx, const struct args *args, bool question);

#endif
