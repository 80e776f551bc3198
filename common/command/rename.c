/* rename - take another handle. */
#include "common/command/ctx.h"

static const struct column rename_columns[] = {
	{ "handle", COLUMN_TEXT, 0 },
	{ 0 },
};

static const struct param rename_params[] = {
	{ .name = "handle", .kind = PARAM_WORD, .help = N_("the new one") },
	{ 0 },
};

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct str handle = args_text(args, "handle");
	enum err e;

	if (ctx->viewer.id == MEMBER_ROBOT)
		return fail(ctx, ERR_DENIED,
		    _("the robot keeps its name; "
		      "say --as HANDLE"));
	TRY(ctx_handle(ctx, handle));
	e = store_member_set_handle(ctx->store, ctx->viewer.id, handle);
	if (e == ERR_CONFLICT)
		return fail(
		    ctx, e, _("the handle \"%.*s\" is taken"), STR_ARG(handle));
	TRY(e);
	TRY(ctx_event_member(
	    ctx, EVENT_MEMBER_RENAMED, AUDIENCE_PUBLIC, ctx->viewer.id));
	TRY(ctx_account_note(ctx, ctx->viewer.id, ACCOUNT_RENAMED, handle));
	row_begin(ctx->out);
	row_text(ctx->out, handle);
	say(ctx, _("You are @%.*s now"), STR_ARG(handle));
	return ERR_NONE;
}

extern const struct command command_rename;

const struct command command_rename = {
	.name = "rename",
	.summary = N_("take another handle"),
	.params = rename_params,
	.columns = rename_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_WRITE,
	.run = run,
};
