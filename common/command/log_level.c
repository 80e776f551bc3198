/* log-level - how much the server tells its log. */
#include "common/command/ctx.h"

static const struct column log_level_columns[] = {
	{ "level", COLUMN_TEXT, 0 },
	{ 0 },
};

static const struct param log_level_params[] = {
	{ .name = "level",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("error, warn, info or debug"),
	    .words = "error warn info debug" },
	{ 0 },
};

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct str word = args_text(args, "level");
	enum log_level level = log_get_level();

	if (args_has(args, "level")) {
		if (!log_level_parse(arena_cstr(ctx->arena, word), &level))
			return fail(ctx, ERR_INVALID,
			    _("a level is error, "
			      "warn, info or debug"));
		if (ctx->host == NULL)
			return fail(ctx, ERR_OFFLINE,
			    _("no server is "
			      "running"));
		ctx->host->set_log_level(ctx->host->arg, level);
	}
	row_begin(ctx->out);
	row_text(ctx->out, str_from(log_level_name(level)));
	return ERR_NONE;
}

extern const struct command command_log_level;

const struct command command_log_level = {
	.name = "log-level",
	.summary = N_("change how much the server logs, until it restarts"),
	.params = log_level_params,
	.columns = log_level_columns,
	.need = ROLE_SYSOP,
	.mode = COMMAND_HOST,
	.run = run,
};
