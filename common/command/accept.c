/* accept - say which reply answered the question. */
#include "common/command/ctx.h"

static const struct column accept_columns[] = {
	{ "post", COLUMN_TEXT, 0 },
	{ "state", COLUMN_TEXT, 0 },
	{ 0 },
};

static const struct param accept_params[] = {
	{ .name = "undo",
	    .kind = PARAM_FLAG,
	    .help = N_("it was not the answer after all") },
	{ .name = "post",
	    .kind = PARAM_WORD,
	    .help = N_("the reply, as 12.3") },
	{ 0 },
};

static enum err
check(struct command_ctx *ctx, const struct thread_row *t,
    const struct post_row *p, bool undo, struct str *kind)
{
	struct board_row board;

	if (t->state.n == 0)
		return fail(ctx, ERR_INVALID,
		    _("thread %lld is not a "
		      "question"),
		    (long long)t->id);
	TRY(ctx_board(ctx, t->board, &board));
	*kind =
	    t->author_id == ctx->viewer.id ? STR("author") : STR("moderator");
	if (t->author_id != ctx->viewer.id && !ctx_moderates(ctx, &board))
		return fail(ctx, ERR_DENIED,
		    _("only who asked (@%.*s) or a "
		      "moderator accepts an answer"),
		    STR_ARG(t->author));
	if (undo && !p->accepted)
		return fail(ctx, ERR_CONFLICT,
		    _("%lld.%lld is not the "
		      "accepted answer"),
		    (long long)t->id, (long long)p->n);
	if (!undo && p->accepted)
		return fail(ctx, ERR_CONFLICT,
		    _("%lld.%lld is accepted "
		      "already"),
		    (long long)t->id, (long long)p->n);
	if (p->n == 1)
		return fail(ctx, ERR_INVALID,
		    _("say which reply, such as "
		      "accept %lld.2"),
		    (long long)t->id);
	return ERR_NONE;
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	bool undo = args_has(args, "undo");
	struct thread_row thread;
	struct post_row post;
	struct str kind;

	TRY(ctx_post(ctx, args_text(args, "post"), &thread, &post));
	TRY(check(ctx, &thread, &post, undo, &kind));

	TRY(store_text_remove_thread(ctx->store, thread.id, INT64_MAX));
	if (undo)
		TRY(store_question_unsolve(ctx->store, thread.id));
	else
		TRY(store_question_solve(ctx->store, thread.id, post.id,
		    ctx->viewer.id, kind, ctx->now_ms));
	TRY(store_text_add_thread(ctx->store, thread.id));
	if (undo)
		TRY(ctx_event_board(
		    ctx, EVENT_THREAD_REOPENED, thread.board_id, thread.id));
	else
		TRY(ctx_event_board(
		    ctx, EVENT_THREAD_SOLVED, thread.board_id, post.id));

	TRY(store_thread_get(
	    ctx->store, ctx->arena, ctx->viewer, thread.id, &thread));
	row_begin(ctx->out);
	row_text(ctx->out, ctx_post_name(ctx, thread.id, post.n));
	row_text(ctx->out, thread.state);
	say(ctx,
	    undo ? _("%lld.%lld is not accepted any more") :
		   _("Solved by %lld.%lld"),
	    (long long)thread.id, (long long)post.n);
	return ERR_NONE;
}

extern const struct command command_accept;

const struct command command_accept = {
	.name = "accept",
	.summary = N_("say which reply answered the question"),
	.params = accept_params,
	.columns = accept_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_WRITE,
	.run = run,
};
