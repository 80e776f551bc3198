/* delete - take back what you wrote. */
#include "common/command/ctx.h"

static const struct column delete_columns[] = {
	{ "post", COLUMN_TEXT, 0 },
	{ "thread_removed", COLUMN_BOOL, 0 },
	{ 0 },
};

static const struct param delete_params[] = {
	{ .name = "why",
	    .kind = PARAM_TEXT,
	    .holder = "REASON",
	    .help = N_("a reason; needed for the posts of others") },
	{ .name = "post", .kind = PARAM_WORD, .help = N_("12 or 12.3") },
	{ 0 },
};

enum { REASON_CHARS = 200 };

static enum err
check(struct command_ctx *ctx, const struct args *args,
    const struct thread_row *t, const struct post_row *p, struct str *reason)
{
	struct board_row board;

	TRY(ctx_board(ctx, t->board, &board));
	TRY(ctx_line(ctx, _("the reason"), args_text(args, "why"), REASON_CHARS,
	    reason));
	if (p->author_id == ctx->viewer.id) {
		if (reason->n == 0)
			*reason = str_from(_("by its author"));
		return ERR_NONE;
	}
	if (!ctx_moderates(ctx, &board))
		return fail(ctx, ERR_DENIED, _("%lld.%lld is @%.*s's"),
		    (long long)t->id, (long long)p->n, STR_ARG(p->author));
	if (reason->n == 0)
		return fail(ctx, ERR_INVALID,
		    _("say why with --why when you "
		      "remove what others wrote"));
	return ERR_NONE;
}

/* A thread that others replied to stays, without its first words. */
static bool
removes_thread(const struct command_ctx *ctx, const struct thread_row *t,
    const struct post_row *p)
{
	return p->n == 1 && (t->replies == 0 || p->author_id != ctx->viewer.id);
}

static struct str
asks(struct command_ctx *ctx, const struct args *args)
{
	struct thread_row t;
	struct post_row p;
	struct str reason, whose;

	/* What is not there or not theirs is for run() to tell. */
	if (ctx_post(ctx, args_text(args, "post"), &t, &p) != ERR_NONE ||
	    check(ctx, args, &t, &p, &reason) != ERR_NONE)
		return STR("");
	whose = p.author_id == ctx->viewer.id ?
	    STR(_("you")) :
	    arena_printf(ctx->arena, "@%.*s", STR_ARG(p.author));
	if (removes_thread(ctx, &t, &p))
		return arena_printf(ctx->arena,
		    _("Remove the whole thread %lld by %.*s, \"%.*s\"?"),
		    (long long)t.id, STR_ARG(whose), STR_ARG(t.title));
	return arena_printf(ctx->arena, _("Remove %lld.%lld by %.*s?"),
	    (long long)t.id, (long long)p.n, STR_ARG(whose));
}

static enum err
remove_thread(
    struct command_ctx *ctx, const struct thread_row *t, struct str reason)
{
	TRY(store_text_remove_thread(ctx->store, t->id, INT64_MAX));
	TRY(store_thread_hide(
	    ctx->store, t->id, ctx->viewer.id, reason, ctx->now_ms));
	return store_board_count_thread(ctx->store, t->board_id, -1);
}

static enum err
remove_post(struct command_ctx *ctx, const struct thread_row *t,
    const struct post_row *p, struct str reason)
{
	TRY(store_post_hide(
	    ctx->store, p, ctx->viewer.id, reason, ctx->now_ms));
	if (!p->accepted)
		return ERR_NONE;
	TRY(store_text_remove_thread(ctx->store, t->id, INT64_MAX));
	TRY(store_question_unsolve(ctx->store, t->id));
	return store_text_add_thread(ctx->store, t->id);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct thread_row thread;
	struct post_row post;
	struct str reason;
	bool whole;

	TRY(ctx_post(ctx, args_text(args, "post"), &thread, &post));
	TRY(check(ctx, args, &thread, &post, &reason));
	whole = removes_thread(ctx, &thread, &post);
	if (whole)
		TRY(remove_thread(ctx, &thread, reason));
	else
		TRY(remove_post(ctx, &thread, &post, reason));
	TRY(ctx_event_board(ctx, EVENT_POST_DELETED, post.board_id, post.id));

	row_begin(ctx->out);
	row_text(ctx->out, ctx_post_name(ctx, thread.id, post.n));
	row_bool(ctx->out, whole);
	if (whole)
		say(ctx, _("Removed thread %lld"), (long long)thread.id);
	else
		say(ctx, _("Removed %lld.%lld"), (long long)thread.id,
		    (long long)post.n);
	return ERR_NONE;
}

extern const struct command command_delete;

const struct command command_delete = {
	.name = "delete",
	.summary = N_("remove what you wrote"),
	.details = N_("A thread that nobody replied to goes as a whole; one "
		      "with replies stays, without your words."),
	.params = delete_params,
	.columns = delete_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_WRITE,
	.asks = asks,
	.run = run,
};
