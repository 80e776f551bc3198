/* seen - a member was here, with this key; or was not let in. */
#include "common/command/ctx.h"
#include "common/store/account.h"

static const struct column seen_columns[] = { { 0 } };

static const struct param seen_params[] = {
	{ .name = "from",
	    .kind = PARAM_TEXT,
	    .holder = "ADDRESS",
	    .help = N_("came from there just now") },
	{ .name = "refused",
	    .kind = PARAM_FLAG,
	    .help = N_("their password was wrong") },
	{ 0 },
};

static enum err
note(struct command_ctx *ctx, const struct args *args)
{
	const struct account_new a = {
		.member_id = ctx->viewer.id,
		.what =
		    args_has(args, "refused") ? ACCOUNT_REFUSED : ACCOUNT_LOGIN,
		.fingerprint = ctx->fingerprint,
		.addr = args_text(args, "from"),
		.now_ms = ctx->now_ms,
	};

	return store_account_add(ctx->store, &a);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	if (args_has(args, "from"))
		TRY(note(ctx, args));
	if (args_has(args, "refused"))
		return ERR_NONE;
	if (ctx->fingerprint.n) {
		TRY(store_key_prove(
		    ctx->store, ctx->viewer.id, ctx->fingerprint));
		TRY(store_key_used(ctx->store, ctx->fingerprint, ctx->now_ms));
	}
	return store_member_set_seen(ctx->store, ctx->viewer.id, ctx->now_ms);
}

extern const struct command command_seen;

const struct command command_seen = {
	.name = "seen",
	.summary = N_("note when a member was here last"),
	.params = seen_params,
	.columns = seen_columns,
	.mode = COMMAND_QUIET,
	.flags = COMMAND_INTERNAL,
	.run = run,
};
