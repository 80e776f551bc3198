/* ask - put a question to a board. */
#include "common/command/start.h"

static enum err
ready(struct command_ctx *ctx, const struct args *args)
{
	struct board_row board;

	return start_ready(ctx, args, true, &board);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	return start_thread(ctx, args, true);
}

extern const struct command command_ask;

const struct command command_ask = {
	.name = "ask",
	.summary = N_("put a question to a board"),
	.details = N_("ssh HOST ask support No link on port 2 < dump.txt"),
	.params = start_params,
	.columns = start_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_WRITE,
	.body = BODY_TEXT,
	.ready = ready,
	.run = run,
};
