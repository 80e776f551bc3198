/* metoo - say that you have this question too. */
#include "common/command/ctx.h"
#include "common/store/mark.h"

static const struct column metoo_columns[] = {
	{ "thread", COLUMN_INT, 0 },
	{ "metoo", COLUMN_INT, 0 },
	{ 0 },
};

static const struct param metoo_params[] = {
	{ .name = "undo", .kind = PARAM_FLAG, .help = N_("not any more") },
	{ .name = "thread", .kind = PARAM_WORD, .help = N_("the question") },
	{ 0 },
};

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	bool undo = args_has(args, "undo");
	struct thread_row thread;
	enum err e;

	TRY(ctx_thread(ctx, args_text(args, "thread"), &thread));
	if (thread.state.n == 0)
		return fail(ctx, ERR_INVALID,
		    _("thread %lld is not a "
		      "question"),
		    (long long)thread.id);
	if (thread.author_id == ctx->viewer.id)
		return fail(ctx, ERR_DENIED, _("it is your own question"));
	e = store_me_too_set(
	    ctx->store, thread.id, ctx->viewer.id, !undo, ctx->now_ms);
	if (e == ERR_CONFLICT)
		return fail(ctx, e,
		    undo ? _("you had not said so") :
			   _("you have said so already"));
	TRY(e);
	if (!undo)
		TRY(store_follow_joined(
		    ctx->store, ctx->viewer.id, thread.id, ctx->now_ms));
	TRY(ctx_event_board(
	    ctx, EVENT_THREAD_ME_TOO, thread.board_id, thread.id));
	thread.me_too += undo ? -1 : 1;
	row_begin(ctx->out);
	row_int(ctx->out, thread.id);
	row_int(ctx->out, thread.me_too);
	say(ctx,
	    thread.me_too == 1 ? _("%lld has this besides @%.*s.%s") :
				 _("%lld have this besides @%.*s.%s"),
	    (long long)thread.me_too, STR_ARG(thread.author),
	    undo ? "" : _(" The thread is followed for you."));
	return ERR_NONE;
}

extern const struct command command_metoo;

const struct command command_metoo = {
	.name = "metoo",
	.summary = N_("say that you have this question too, and follow it"),
	.params = metoo_params,
	.columns = metoo_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_WRITE,
	.run = run,
};
