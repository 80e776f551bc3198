/* unread - threads with something new for you. */
#include "common/command/thread_rows.h"

enum { UNREAD_SHOWN = 30 };

static const struct param unread_params[] = {
	{ .name = "max",
	    .kind = PARAM_INT,
	    .min = 1,
	    .max = LIMIT_ROWS,
	    .help = N_("how many; 30 unless told") },
	{ .name = "board",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("only on this board") },
	{ 0 },
};

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct board_row board = { 0 };
	int64_t max = args_int(args, "max", UNREAD_SHOWN);
	struct thread_list list;

	if (args_has(args, "board"))
		TRY(ctx_board(ctx, args_text(args, "board"), &board));
	TRY(store_thread_unread(
	    ctx->store, ctx->arena, ctx->viewer, board.id, max, &list));
	thread_rows_put(ctx, &list);
	if ((int64_t)list.len == max && max < LIMIT_ROWS)
		say(ctx, _("There is more: unread --max %lld%s%.*s"),
		    max * 2 < LIMIT_ROWS ? (long long)max * 2 :
					   (long long)LIMIT_ROWS,
		    board.id ? " " : "", STR_ARG(board.slug));
	if (list.len == 0)
		say(ctx, _("Nothing new. You have read it all."));
	else
		say(ctx,
		    _("Read one: read THREAD. Mark one read: mark "
		      "THREAD, a whole board: mark BOARD."));
	return ERR_NONE;
}

extern const struct command command_unread;

const struct command command_unread = {
	.name = "unread",
	.summary = N_("list threads with something new for you"),
	.params = unread_params,
	.columns = thread_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_READ,
	.run = run,
};
