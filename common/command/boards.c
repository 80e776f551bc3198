/* boards - the boards you may read, with what is new on them. */
#include "common/command/ctx.h"

static const struct column boards_columns[] = {
	{ "board", COLUMN_TEXT, 0 },
	{ "kind", COLUMN_TEXT, 0 },
	{ "new", COLUMN_INT, COLUMN_COUNT },
	{ "waiting", COLUMN_INT, COLUMN_COUNT },
	{ "threads", COLUMN_INT, 0 },
	{ "last", COLUMN_TIME, 0 },
	{ "title", COLUMN_TEXT, 0 },
	{ "about", COLUMN_TEXT, COLUMN_HIDDEN },
	{ "read", COLUMN_TEXT, COLUMN_HIDDEN },
	{ "post", COLUMN_TEXT, COLUMN_HIDDEN },
	{ "group", COLUMN_TEXT, COLUMN_HIDDEN },
	{ "closed", COLUMN_TIME, COLUMN_HIDDEN },
	{ "reply", COLUMN_TEXT, COLUMN_HIDDEN },
	{ 0 },
};

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct board_list list;

	(void)args;
	TRY(store_board_list(ctx->store, ctx->arena, ctx->viewer, &list));
	for (size_t i = 0; i < list.len; i++) {
		const struct board_row *b = &list.row[i];

		row_begin(ctx->out);
		row_text(ctx->out, b->slug);
		row_text(ctx->out, b->kind);
		row_int(ctx->out, b->unread);
		row_int(ctx->out, b->waiting);
		row_int(ctx->out, b->threads);
		row_time(ctx->out, b->last_ms);
		row_text(ctx->out, b->title);
		row_text(ctx->out, b->about);
		row_text(ctx->out, str_from(role_name(b->read_rank)));
		row_text(ctx->out, str_from(role_name(ctx_start_role(b))));
		row_text(ctx->out, b->group);
		row_time(ctx->out, b->closed_ms);
		row_text(ctx->out, str_from(role_name(b->post_rank)));
	}
	if (list.len == 0)
		say(ctx,
		    ctx->viewer.role >= ROLE_SYSOP ?
			_("There is no board yet. Make one: board-add support "
			  "--kind question") :
			_("There is no board yet that you may read."));
	return ERR_NONE;
}

extern const struct command command_boards;

const struct command command_boards = {
	.name = "boards",
	.summary = N_("list the boards, with what is new and who waits"),
	.details = N_("--json and --csv also tell the lowest role that reads a "
		      "board (read), begins threads there (post), and replies "
		      "(reply)."),
	.columns = boards_columns,
	.mode = COMMAND_READ,
	.run = run,
};
