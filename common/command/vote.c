/* vote - say that a post helps, or does not. */
#include "common/command/ctx.h"

static const struct column vote_columns[] = {
	{ "post", COLUMN_TEXT, 0 },
	{ "score", COLUMN_INT, 0 },
	{ "vote", COLUMN_INT, 0 },
	{ 0 },
};

static const struct param vote_params[] = {
	{ .name = "post", .kind = PARAM_WORD, .help = N_("12 or 12.3") },
	{ .name = "which",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("up (unless told), down, or none to take it back"),
	    .words = "up down none" },
	{ 0 },
};

static bool
parse(struct str which, int64_t *out)
{
	if (which.n == 0 || str_eq(which, STR("up")) || str_eq(which, STR("+")))
		*out = 1;
	else if (str_eq(which, STR("down")) || str_eq(which, STR("-")))
		*out = -1;
	else if (str_eq(which, STR("none")) || str_eq(which, STR("0")))
		*out = 0;
	else
		return false;
	return true;
}

/* That there was a vote is told, not whose: votes are a member's own. */
static enum err
tell(struct command_ctx *ctx, const struct post_row *post)
{
	const struct event_new e = {
		.kind = EVENT_POST_VOTED,
		.audience = AUDIENCE_BOARD,
		.board_id = post->board_id,
		.ref_id = post->id,
		.now_ms = ctx->now_ms,
	};

	return store_event_add(ctx->store, &e);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct thread_row thread;
	struct post_row post;
	int64_t value, score;

	if (!parse(args_text(args, "which"), &value))
		return fail(ctx, ERR_INVALID, _("a vote is up, down or none"));
	TRY(ctx_post(ctx, args_text(args, "post"), &thread, &post));
	if (post.author_id == ctx->viewer.id)
		return fail(ctx, ERR_DENIED,
		    _("you cannot vote on what you "
		      "wrote"));
	if (post.my_vote == value)
		return fail(ctx, ERR_CONFLICT, _("that is your vote already"));

	TRY(store_vote_set(
	    ctx->store, post.id, ctx->viewer.id, value, ctx->now_ms));
	TRY(tell(ctx, &post));
	score = post.score - post.my_vote + value;
	row_begin(ctx->out);
	row_text(ctx->out, ctx_post_name(ctx, thread.id, post.n));
	row_int(ctx->out, score);
	row_int(ctx->out, value);
	say(ctx, _("%lld.%lld now has %+lld"), (long long)thread.id,
	    (long long)post.n, (long long)score);
	return ERR_NONE;
}

extern const struct command command_vote;

const struct command command_vote = {
	.name = "vote",
	.summary = N_("vote a post up or down, or take your vote back"),
	.params = vote_params,
	.columns = vote_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_WRITE,
	.run = run,
};
