/* version - what runs here. */
#include "common/command/ctx.h"
#include "common/base/version.h"
#include "common/store/setting.h"
#include "common/store/store.h"

static const struct column version_columns[] = {
	{ "program", COLUMN_TEXT, 0 },
	{ "version", COLUMN_TEXT, 0 },
	{ "store", COLUMN_INT, 0 },
	{ "community", COLUMN_TEXT, 0 },
	{ 0 },
};

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct str name;

	(void)args;
	TRY(store_setting_get(
	    ctx->store, ctx->arena, SETTING_COMMUNITY_NAME, &name));
	row_begin(ctx->out);
	row_text(ctx->out, STR("stoad"));
	row_text(ctx->out, STR(STOA_VERSION));
	row_int(ctx->out, store_version(ctx->store));
	row_text(ctx->out, name);
	return ERR_NONE;
}

extern const struct command command_version;

const struct command command_version = {
	.name = "version",
	.summary = N_("tell what runs here"),
	.columns = version_columns,
	.mode = COMMAND_READ,
	.run = run,
};
