/* post - open a thread on a board that is not for questions. */
#include "common/command/start.h"

static enum err
ready(struct command_ctx *ctx, const struct args *args)
{
	struct board_row board;

	return start_ready(ctx, args, false, &board);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	return start_thread(ctx, args, false);
}

extern const struct command command_post;

const struct command command_post = {
	.name = "post",
	.summary = N_("open a thread on a board for discussion or news"),
	.params = start_params,
	.columns = start_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_WRITE,
	.body = BODY_TEXT,
	.ready = ready,
	.run = run,
};
