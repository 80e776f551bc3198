/* seen - a member was here, with this key. */
#include "common/command/ctx.h"

static const struct column seen_columns[] = { { 0 } };

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	(void)args;
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
	.columns = seen_columns,
	.mode = COMMAND_QUIET,
	.flags = COMMAND_INTERNAL,
	.run = run,
};
