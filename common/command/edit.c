/* edit - change what you wrote; what it said before is kept. */
#include "common/command/ctx.h"

static const struct column edit_columns[] = {
	{ "post", COLUMN_TEXT, 0 },
	{ "title", COLUMN_TEXT, 0 },
	{ 0 },
};

static const struct param edit_params[] = {
	{ .name = "title",
	    .kind = PARAM_TEXT,
	    .holder = "TITLE",
	    .help = N_("a new title (in quotes) instead of new text") },
	{ .name = "why",
	    .kind = PARAM_TEXT,
	    .holder = "REASON",
	    .help = N_("a word on it; needed for the posts of others") },
	{ .name = "post", .kind = PARAM_WORD, .help = N_("12 or 12.3") },
	{ .name = "text",
	    .kind = PARAM_REST_OPT,
	    .help = N_("the new text, instead of standard input") },
	{ 0 },
};

enum { WHY_CHARS = 500 };

static bool
wants_body(const struct args *args)
{
	return !args_has(args, "text") && !args_has(args, "title");
}

static enum err
check(struct command_ctx *ctx, const struct args *args,
    const struct thread_row *t, const struct post_row *p, struct str *why)
{
	struct board_row board;
	bool own = p->author_id == ctx->viewer.id;

	TRY(ctx_board(ctx, t->board, &board));
	if (!own && !ctx_moderates(ctx, &board))
		return fail(ctx, ERR_DENIED, _("%lld.%lld is @%.*s's"),
		    (long long)t->id, (long long)p->n, STR_ARG(p->author));
	if (!own && !args_has(args, "why"))
		return fail(ctx, ERR_INVALID,
		    _("say why with --why when you "
		      "change what others wrote"));
	if (args_has(args, "title") && p->n != 1)
		return fail(ctx, ERR_INVALID,
		    _("the title belongs to the "
		      "first post: edit --title … %lld"),
		    (long long)t->id);
	TRY(ctx_may_reply(ctx, &board, t));
	return ctx_line(
	    ctx, _("the reason"), args_text(args, "why"), WHY_CHARS, why);
}

static enum err
ready(struct command_ctx *ctx, const struct args *args)
{
	struct thread_row thread;
	struct post_row post;
	struct str why;

	TRY(ctx_post(ctx, args_text(args, "post"), &thread, &post));
	return check(ctx, args, &thread, &post, &why);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct thread_row thread;
	struct post_row post;
	struct str why, title, body;

	TRY(ctx_post(ctx, args_text(args, "post"), &thread, &post));
	TRY(check(ctx, args, &thread, &post, &why));
	title = thread.title;
	body = post.body;
	if (args_has(args, "title"))
		TRY(ctx_title(ctx, args_text(args, "title"), &title));
	if (args_has(args, "text"))
		TRY(ctx_body(ctx, args_text(args, "text"), false, &body));
	else if (!args_has(args, "title"))
		TRY(ctx_body(ctx, ctx->body, post.n == 1, &body));
	if (str_eq(title, thread.title) && str_eq(body, post.body))
		return fail(ctx, ERR_CONFLICT,
		    _("that is what it says "
		      "already"));

	TRY(store_text_remove(ctx->store, post.id));
	TRY(store_post_edit(ctx->store, post.id,
	    post.n == 1 ? thread.title : STR(""), body, ctx->viewer.id, why,
	    ctx->now_ms));
	if (post.n == 1)
		TRY(store_thread_set_title(ctx->store, thread.id, title));
	TRY(store_text_add(ctx->store, post.id));
	TRY(ctx_event_board(ctx, EVENT_POST_EDITED, post.board_id, post.id));

	row_begin(ctx->out);
	row_text(ctx->out, ctx_post_name(ctx, thread.id, post.n));
	row_text(ctx->out, title);
	say(ctx, _("Changed %lld.%lld"), (long long)thread.id,
	    (long long)post.n);
	return ERR_NONE;
}

extern const struct command command_edit;

const struct command command_edit = {
	.name = "edit",
	.summary = N_("change the text or the title of what you wrote"),
	.params = edit_params,
	.columns = edit_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_WRITE,
	.body = BODY_TEXT,
	.body_of = wants_body,
	.ready = ready,
	.run = run,
};
