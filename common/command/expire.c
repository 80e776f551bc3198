/* expire - forget what was kept long enough. */
#include "common/base/clock.h"
#include "common/command/ctx.h"
#include "common/store/search_log.h"

static const struct column expire_columns[] = { { 0 } };

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	int64_t days;

	(void)args;
	TRY(ctx_setting(ctx, SETTING_REQUEST_DAYS, &days));
	TRY(store_request_expire(
	    ctx->store, ctx->now_ms - days * CLOCK_DAY_MS));
	TRY(ctx_setting(ctx, SETTING_SEARCH_DAYS, &days));
	return store_search_log_expire(
	    ctx->store, ctx->now_ms - days * CLOCK_DAY_MS);
}

extern const struct command command_expire;

const struct command command_expire = {
	.name = "expire",
	.summary = N_("forget what is too old to be kept"),
	.columns = expire_columns,
	.mode = COMMAND_QUIET,
	.flags = COMMAND_INTERNAL,
	.run = run,
};
