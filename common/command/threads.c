/* threads - list the threads of a board. */
#include <string.h>

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
	    .holder = "THREAD",
	    .min = 1,
	    .max = INT64_MAX,
	    .help = N_("go on below this thread") },
	{ .name = "state",
	    .kind = PARAM_TEXT,
	    .holder = "STATE",
	    .help = N_("only open, replied or solved questions"),
	    .words = "open replied solved" },
	{ .name = "order",
	    .kind = PARAM_TEXT,
	    .holder = "ORDER",
	    .help = N_("activity, newest, score, unanswered or unread"),
	    .words = "activity newest score unanswered unread" },
	{ .name = "board", .kind = PARAM_WORD, .help = N_("whose threads") },
	{ 0 },
};

static const struct {
	const char *option;
	const char *word;
	enum thread_filter filter;
} lists[] = {
	{ "state", "open", THREADS_OPEN },
	{ "state", "replied", THREADS_REPLIED },
	{ "state", "solved", THREADS_SOLVED },
	{ "order", "activity", THREADS_ALL },
	{ "order", "newest", THREADS_NEWEST },
	{ "order", "score", THREADS_SCORE },
	{ "order", "unanswered", THREADS_OPEN },
	{ "order", "unread", THREADS_UNREAD },
};

/* Which list `option` asks for; nothing is said where it is not given. */
static bool
find_list(const struct args *args, const char *option, enum thread_filter *out)
{
	struct str word = args_text(args, option);

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		if (strcmp(lists[i].option, option) == 0 &&
		    str_eq(word, str_from(lists[i].word))) {
			*out = lists[i].filter;
			return true;
		}
	}
	return word.n == 0;
}

static enum err
choose(
    struct command_ctx *ctx, const struct args *args, enum thread_filter *out)
{
	*out = THREADS_ALL;
	if (args_text(args, "state").n && args_text(args, "order").n)
		return fail(ctx, ERR_INVALID,
		    _("--state and --order cannot be had at once"));
	if (!find_list(args, "state", out))
		return fail(ctx, ERR_INVALID,
		    _("--state takes open, replied or solved"));
	if (!find_list(args, "order", out))
		return fail(ctx, ERR_INVALID,
		    _("--order takes activity, newest, score, unanswered "
		      "or unread"));
	if (*out == THREADS_UNREAD && ctx->viewer.id == 0)
		return fail(ctx, ERR_INVALID,
		    _("only members have read something; --order takes "
		      "activity, newest, score or unanswered"));
	return ERR_NONE;
}

static enum err
start_below(struct command_ctx *ctx, const struct args *args,
    enum thread_filter filter, struct thread_cursor *out)
{
	struct thread_row t;

	if (!args_has(args, "after"))
		return ERR_NONE;
	TRY(ctx_thread(ctx, args_text(args, "after"), &t));
	*out = store_thread_cursor(filter, &t);
	return ERR_NONE;
}

/* "--order newest ", as it was given. */
static struct str
given(struct command_ctx *ctx, const struct args *args)
{
	struct str state = args_text(args, "state");
	struct str order = args_text(args, "order");

	if (state.n)
		return arena_printf(
		    ctx->arena, "--state %.*s ", STR_ARG(state));
	if (order.n)
		return arena_printf(
		    ctx->arena, "--order %.*s ", STR_ARG(order));
	return STR("");
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct thread_query q = { .max = args_int(args, "max", THREADS_SHOWN) };
	struct str list_words = given(ctx, args);
	struct thread_list list;
	struct board_row board;

	TRY(choose(ctx, args, &q.filter));
	TRY(ctx_board(ctx, args_text(args, "board"), &board));
	TRY(start_below(ctx, args, q.filter, &q.from));
	q.board = board.id;
	TRY(store_thread_list(ctx->store, ctx->arena, ctx->viewer, &q, &list));
	thread_rows_put(ctx, &list);
	if (list.len == 0)
		say(ctx, _("No threads here%s. Start one: %s %.*s TITLE"),
		    q.filter || q.from.id ? _(" (of these)") : _(" yet"),
		    str_eq(board.kind, STR("question")) ? "ask" : "post",
		    STR_ARG(board.slug));
	if ((int64_t)list.len == q.max)
		say(ctx, _("More: threads --after %lld --max %lld %.*s%.*s"),
		    (long long)list.row[list.len - 1].id, (long long)q.max,
		    STR_ARG(list_words), STR_ARG(board.slug));
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
