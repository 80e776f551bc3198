/* threads - list the threads of a board. */
#include "common/command/thread_rows.h"

enum { THREADS_SHOWN = 30 };

static const struct param threads_params[] = {
	{ .name = "max",
	    .kind = PARAM_INT,
	    .min = 1,
	    .max = LIMIT_ROWS,
	    .help = N_("how many; 30 unless told") },
	{ .name = "after",
	    .kind = PARAM_INT,
	    .min = 1,
	    .max = INT64_MAX,
	    .help = N_("go on below this thread") },
	{ .name = "state",
	    .kind = PARAM_TEXT,
	    .help = N_("only open, replied or solved questions"),
	    .words = "open replied solved" },
	{ .name = "board", .kind = PARAM_WORD, .help = N_("whose threads") },
	{ 0 },
};

static enum err
start_below(
    struct command_ctx *ctx, const struct args *args, struct thread_cursor *out)
{
	struct thread_row t;

	if (!args_has(args, "after"))
		return ERR_NONE;
	TRY(ctx_thread(ctx, args_text(args, "after"), &t));
	*out = (struct thread_cursor){ t.bumped_ms, t.id };
	return ERR_NONE;
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	int64_t max = args_int(args, "max", THREADS_SHOWN);
	struct str state = args_text(args, "state");
	struct thread_cursor cursor = { 0 };
	struct thread_list list;
	struct board_row board;

	if (state.n && !str_eq(state, STR("open")) &&
	    !str_eq(state, STR("replied")) && !str_eq(state, STR("solved")))
		return fail(ctx, ERR_INVALID,
		    _("--state takes open, replied "
		      "or solved"));
	TRY(ctx_board(ctx, args_text(args, "board"), &board));
	TRY(start_below(ctx, args, &cursor));
	TRY(store_thread_page(ctx->store, ctx->arena, ctx->viewer, board.id,
	    state, cursor, max, &list));
	thread_rows_put(ctx, &list);
	if (list.len == 0)
		say(ctx, _("No threads here%s. Start one: %s %.*s TITLE"),
		    state.n || cursor.id ? _(" (of these)") : _(" yet"),
		    str_eq(board.kind, STR("question")) ? "ask" : "post",
		    STR_ARG(board.slug));
	if ((int64_t)list.len == max)
		say(ctx,
		    _("More: threads --after %lld --max %lld %s%.*s%s%.*s"),
		    (long long)list.row[list.len - 1].id, (long long)max,
		    state.n ? "--state " : "", STR_ARG(state),
		    state.n ? " " : "", STR_ARG(board.slug));
	return ERR_NONE;
}

extern const struct command command_threads;

const struct command command_threads = {
	.name = "threads",
	.summary = N_("list the threads of a board, most recent first"),
	.params = threads_params,
	.columns = thread_columns,
	.mode = COMMAND_READ,
	.run = run,
};
