/*
 * claiming - somebody comes for what an import brought under their name.
 *
 * The operator makes a code for an unclaimed member (invite --for, link --for)
 * and hands it to whom they know to be its owner; who joins, or links a key,
 * with that code is the member from then on, with all its posts.
 */
#ifndef STOA_COMMAND_CLAIMING_H
#define STOA_COMMAND_CLAIMING_H

#include "common/command/ctx.h"

bool claiming_applies(const struct member_row *m);

/* The member is somebody's now, and has read what is old. */
NODISCARD enum err
claiming_take(struct command_ctx *ctx, const struct member_row *m);

#endif
