/* setting - see and change how this community works. */
#include "common/store/setting.h"

#include "common/command/ctx.h"
#include "common/text/clean.h"

static const struct column setting_columns[] = {
	{ "setting", COLUMN_TEXT, 0 },
	{ "value", COLUMN_TEXT, 0 },
	{ "default", COLUMN_TEXT, 0 },
	{ "help", COLUMN_TEXT, 0 },
	{ 0 },
};

static const struct param setting_params[] = {
	{ .name = "setting",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("which; all unless told") },
	{ .name = "value",
	    .kind = PARAM_REST_OPT,
	    .help = N_("the new value; default takes it back, none empties "
		       "a text that may be empty") },
	{ 0 },
};

static enum command_mode
mode_of(const struct args *args)
{
	return args_has(args, "value") ? COMMAND_WRITE : COMMAND_READ;
}

static enum err
put(struct command_ctx *ctx, enum setting_id id)
{
	const struct setting_rule *rule = setting_rule(id);
	struct str value;

	TRY(store_setting_get(ctx->store, ctx->arena, id, &value));
	row_begin(ctx->out);
	row_text(ctx->out, str_from(rule->key));
	row_text(ctx->out, value);
	row_text(ctx->out, str_from(rule->def));
	row_text(ctx->out, str_from(_(rule->help)));
	return ERR_NONE;
}

static enum err
objection(struct command_ctx *ctx, const struct setting_rule *rule)
{
	if (rule->type == SETTING_INT)
		return fail(ctx, ERR_INVALID,
		    _("%s takes a whole number from "
		      "%lld to %lld"),
		    rule->key, (long long)rule->min, (long long)rule->max);
	if (rule->type == SETTING_CHOICE)
		return fail(ctx, ERR_INVALID, _("%s takes one of: %s"),
		    rule->key, rule->choices);
	return fail(ctx, ERR_INVALID, _("%s takes %lld to %lld characters"),
	    rule->key, (long long)rule->min, (long long)rule->max);
}

static enum err
change(struct command_ctx *ctx, enum setting_id id, struct str value)
{
	const struct setting_rule *rule = setting_rule(id);

	if (ctx->viewer.role < ROLE_SYSOP)
		return fail(ctx, ERR_DENIED, _("only sysops change settings"));
	if (str_eq(value, STR("default")))
		value = str_from(rule->def);
	else if (rule->type == SETTING_TEXT && rule->min == 0 &&
	    str_eq(value, STR("none")))
		value = STR("");
	if (!setting_takes(id, value))
		return objection(ctx, rule);
	TRY(store_setting_set(
	    ctx->store, id, value, ctx->viewer.id, ctx->now_ms));
	return ctx_event_member(
	    ctx, EVENT_SETTING_CHANGED, AUDIENCE_MODERATORS, ctx->viewer.id);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	enum setting_id id;

	if (!args_has(args, "setting")) {
		for (int i = 0; i < SETTING_COUNT; i++)
			TRY(put(ctx, (enum setting_id)i));
		return ERR_NONE;
	}
	if (!setting_find(args_text(args, "setting"), &id))
		return fail(ctx, ERR_MISSING,
		    _("there is no setting "
		      "\"%.*s\"; `setting` lists them"),
		    STR_ARG(args_text(args, "setting")));
	if (args_has(args, "value"))
		TRY(change(ctx, id, args_text(args, "value")));
	return put(ctx, id);
}

extern const struct command command_setting;

const struct command command_setting = {
	.name = "setting",
	.summary = N_("see and change how this community works"),
	.params = setting_params,
	.columns = setting_columns,
	.need = ROLE_STAFF,
	.mode_of = mode_of,
	.run = run,
};
