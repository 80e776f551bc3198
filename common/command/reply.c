/* reply - answer a post. */
#include "common/command/ctx.h"
#include "common/store/mark.h"

static const struct column reply_columns[] = {
	{ "post", COLUMN_TEXT, 0 },
	{ "thread", COLUMN_INT, 0 },
	{ "n", COLUMN_INT, 0 },
	{ 0 },
};

static const struct param reply_params[] = {
	{ .name = "post",
	    .kind = PARAM_WORD,
	    .help = N_("12 for the thread, 12.3 for its post 3") },
	{ .name = "text",
	    .kind = PARAM_REST_OPT,
	    .help = N_("what to say, instead of standard input") },
	{ 0 },
};

static bool
wants_body(const struct args *args)
{
	return !args_has(args, "text");
}

/* On a question, what answers the first post is an answer. */
static struct str
kind_of(const struct command_ctx *ctx, const struct thread_row *t,
    const struct post_row *parent)
{
	if (t->state.n == 0)
		return STR("post");
	if (parent->n == 1 && t->author_id != ctx->viewer.id)
		return STR("answer");
	return STR("comment");
}

/* The first reply by another changes the state, which full text holds. */
static enum err
replied(struct command_ctx *ctx, const struct thread_row *t)
{
	if (t->state.n == 0 || t->author_id == ctx->viewer.id)
		return ERR_NONE;
	if (!str_eq(t->state, STR("open")))
		return store_question_replied(ctx->store, t->id, ctx->now_ms);
	TRY(store_text_remove_thread(ctx->store, t->id, INT64_MAX));
	TRY(store_question_replied(ctx->store, t->id, ctx->now_ms));
	return store_text_add_thread(ctx->store, t->id);
}

/* What is replied to, and whether it may be. */
struct place {
	struct thread_row thread;
	struct post_row parent;
	struct board_row board;
};

static enum err
find_place(struct command_ctx *ctx, const struct args *args, struct place *p)
{
	TRY(ctx_post(ctx, args_text(args, "post"), &p->thread, &p->parent));
	TRY(ctx_board(ctx, p->thread.board, &p->board));
	return ctx_may_reply(ctx, &p->board, &p->thread);
}

static enum err
ready(struct command_ctx *ctx, const struct args *args)
{
	struct place place;

	return find_place(ctx, args, &place);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct post_new post = { .now_ms = ctx->now_ms };
	struct str text =
	    args_has(args, "text") ? args_text(args, "text") : ctx->body;
	struct place place;
	int64_t id, n;

	TRY(find_place(ctx, args, &place));
	TRY(ctx_body(ctx, text, false, &post.body));

	post.thread_id = place.thread.id;
	post.board_id = place.board.id;
	post.author_id = ctx->viewer.id;
	post.parent_id = place.parent.id;
	post.kind = kind_of(ctx, &place.thread, &place.parent);
	TRY(store_post_add(ctx->store, &post, &id, &n));
	TRY(replied(ctx, &place.thread));
	TRY(store_follow_joined(
	    ctx->store, ctx->viewer.id, place.thread.id, ctx->now_ms));
	TRY(ctx_event_board(ctx, EVENT_POST_REPLIED, place.board.id, id));

	row_begin(ctx->out);
	row_text(ctx->out, ctx_post_name(ctx, place.thread.id, n));
	row_int(ctx->out, place.thread.id);
	row_int(ctx->out, n);
	say(ctx, _("Replied as %lld.%lld"), (long long)place.thread.id,
	    (long long)n);
	return ERR_NONE;
}

extern const struct command command_reply;

const struct command command_reply = {
	.name = "reply",
	.summary = N_("reply to a thread or to one of its posts"),
	.params = reply_params,
	.columns = reply_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_WRITE,
	.body = BODY_TEXT,
	.body_of = wants_body,
	.ready = ready,
	.run = run,
};
