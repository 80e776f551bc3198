/* save - keep a post in a list of your own. */
#include "common/command/ctx.h"
#include "common/store/saved.h"

static const struct column save_columns[] = {
	{ "post", COLUMN_TEXT, 0 },
	{ "saved", COLUMN_BOOL, 0 },
	{ 0 },
};

static const struct param save_params[] = {
	{ .name = "undo", .kind = PARAM_FLAG, .help = N_("not any more") },
	{ .name = "post",
	    .kind = PARAM_WORD,
	    .help = N_("which, as in 12.3; 12 is its first") },
	{ 0 },
};

static enum err
has_room(struct command_ctx *ctx)
{
	int64_t n, max;

	TRY(ctx_setting(ctx, SETTING_SAVED_MAX, &max));
	TRY(store_saved_count(ctx->store, ctx->viewer.id, &n));
	if (n < max)
		return ERR_NONE;
	/* Nobody can let go of what they do not see. */
	TRY(store_saved_tidy(ctx->store, ctx->viewer));
	TRY(store_saved_count(ctx->store, ctx->viewer.id, &n));
	if (n < max)
		return ERR_NONE;
	return fail(ctx, ERR_LIMIT,
	    _("you saved %lld posts, which is as many as there may be; "
	      "save --undo lets one go"),
	    (long long)n);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	bool undo = args_has(args, "undo"), is;
	struct thread_row thread;
	struct post_row post;
	struct str name;
	enum err e;

	TRY(ctx_post(ctx, args_text(args, "post"), &thread, &post));
	name = ctx_post_name(ctx, thread.id, post.n);
	TRY(store_saved_is(ctx->store, ctx->viewer.id, post.id, &is));
	if (!undo && !is)
		TRY(has_room(ctx));
	e = store_saved_set(
	    ctx->store, ctx->viewer.id, post.id, !undo, ctx->now_ms);
	if (e == ERR_CONFLICT)
		return fail(ctx, e,
		    undo ? _("%.*s was not saved") : _("%.*s is saved already"),
		    STR_ARG(name));
	TRY(e);
	row_begin(ctx->out);
	row_text(ctx->out, name);
	row_bool(ctx->out, !undo);
	say(ctx,
	    undo ? _("%.*s is not saved any more.") :
		   _("%.*s is saved; `saved` lists what you keep."),
	    STR_ARG(name));
	return ERR_NONE;
}

extern const struct command command_save;

const struct command command_save = {
	.name = "save",
	.summary = N_("keep a post in a list that only you see"),
	.params = save_params,
	.columns = save_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_QUIET,
	.run = run,
};
