/* whoami - who you are here. */
#include "common/command/ctx.h"

static const struct column whoami_columns[] = {
	{ "id", COLUMN_INT, COLUMN_HIDDEN },
	{ "handle", COLUMN_TEXT, 0 },
	{ "role", COLUMN_TEXT, 0 },
	{ "status", COLUMN_TEXT, 0 },
	{ "key", COLUMN_TEXT, 0 },
	{ 0 },
};

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	bool guest = ctx->viewer.id == 0;

	(void)args;
	row_begin(ctx->out);
	row_int(ctx->out, ctx->viewer.id);
	row_text(ctx->out, guest ? STR("guest") : ctx->me.handle);
	row_text(ctx->out, str_from(role_name(ctx->viewer.role)));
	row_text(ctx->out, ctx->me.status);
	row_text(ctx->out, ctx->fingerprint);
	if (guest)
		say(ctx,
		    _("You are looking around as a guest. To join: "
		      "%.*s"),
		    STR_ARG(ctx_ssh(ctx, "join")));
	return ERR_NONE;
}

extern const struct command command_whoami;

const struct command command_whoami = {
	.name = "whoami",
	.summary = N_("tell who you are here"),
	.columns = whoami_columns,
	.mode = COMMAND_READ,
	.run = run,
};
