/* boarding - the options that board-add and board-edit share. */
#ifndef STOA_COMMAND_BOARDING_H
#define STOA_COMMAND_BOARDING_H

#include "common/command/ctx.h"

/* Params both commands start with; each adds its own behind. */
#define BOARDING_PARAMS                                                   \
	{ .name = "kind",                                                 \
		.kind = PARAM_TEXT,                                       \
		.holder = "KIND",                                         \
		.help = N_("question, discussion or announcement"),       \
		.words = "question discussion announcement" },            \
	    { .name = "title",                                            \
		    .kind = PARAM_TEXT,                                   \
		    .holder = "TITLE",                                    \
		    .help = N_("its name for people (in quotes)") },      \
	    { .name = "about",                                            \
		    .kind = PARAM_TEXT,                                   \
		    .holder = "LINE",                                     \
		    .help = N_("a line on what it is for (in quotes)") }, \
	    { .name = "read",                                             \
		    .kind = PARAM_TEXT,                                   \
		    .holder = "ROLE",                                     \
		    .help = N_("lowest role that reads: guest, member, "  \
			       "moderator, staff, sysop"),                \
		    .words = "guest member moderator staff sysop" },      \
	    { .name = "post",                                             \
		    .kind = PARAM_TEXT,                                   \
		    .holder = "ROLE",                                     \
		    .help = N_("lowest role that writes"),                \
		    .words = "guest member moderator staff sysop" },      \
	    { .name = "private",                                          \
		    .kind = PARAM_FLAG,                                   \
		    .help = N_("only for members let in, and staff") },   \
	{                                                                 \
		.name = "position", .kind = PARAM_INT, .min = 0,          \
		.max = BOARDING_POSITION_MAX,                             \
		.help = N_("boards stand in the order of these numbers; " \
			   "the first three have 10, 20, 30"),            \
	}

/* A new board leaves room before it. */
enum { BOARDING_POSITION_MAX = 1000000, BOARDING_POSITION_STEP = 10 };

/* Check the options and put them over what `c` holds; changes nothing. */
NODISCARD enum err boarding_take(
    struct command_ctx *ctx, const struct args *args, struct board_change *c);

/*
 * A group of nobody yet, named after a board: one of that name may be left
 * from another board, whose people this one must not let in.
 */
NODISCARD enum err boarding_new_group(struct command_ctx *ctx, struct str slug,
    const char *suffix, int64_t *out_id);

/* Give a private board its group, where it needs one; writes. */
NODISCARD enum err boarding_group(
    struct command_ctx *ctx, const struct args *args, struct board_change *c);

#endif
