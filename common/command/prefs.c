/* prefs - what you set for yourself: colours, keys, time zone. */
#include "common/base/zone.h"
#include "common/command/ctx.h"
#include "common/rules/terminals.h"
#include "common/store/preference.h"
#include "common/text/clean.h"

static const struct column prefs_columns[] = {
	{ "preference", COLUMN_TEXT, 0 },
	{ "value", COLUMN_TEXT, 0 },
	{ "default", COLUMN_TEXT, 0 },
	{ "choices", COLUMN_TEXT, 0 },
	{ "help", COLUMN_TEXT, 0 },
	{ 0 },
};

static const struct param prefs_params[] = {
	{ .name = "reset",
	    .kind = PARAM_FLAG,
	    .help = N_("back to the default; of all unless one is named") },
	{ .name = "name",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("which; all unless told") },
	{ .name = "value",
	    .kind = PARAM_REST_OPT,
	    .help = N_("the new value") },
	{ 0 },
};

static enum command_mode
mode_of(const struct args *args)
{
	return args_has(args, "value") || args_has(args, "reset") ?
	    COMMAND_QUIET :
	    COMMAND_READ;
}

static void
put(struct command_ctx *ctx, const struct prefs *p, enum pref_id id)
{
	const struct pref_rule *rule = pref_rule(id);

	row_begin(ctx->out);
	row_text(ctx->out, str_from(rule->key));
	row_text(ctx->out, p->value[id]);
	row_text(ctx->out, str_from(rule->def));
	row_text(ctx->out, str_from(rule->choices));
	row_text(ctx->out, str_from(_(rule->help)));
}

static enum err
objection(
    struct command_ctx *ctx, const struct pref_rule *rule, struct str value)
{
	switch (rule->type) {
	case PREF_IS_CHOICE:
		return fail(ctx, ERR_INVALID, _("%s takes one of: %s"),
		    rule->key, rule->choices);
	case PREF_IS_KEYS:
		if (value.n && str_find(value, '=') == value.n)
			return fail(ctx, ERR_INVALID,
			    _("keys takes pairs such as m=c; did you mean "
			      "`prefs keymap %.*s`?"),
			    STR_ARG(value));
		return fail(ctx, ERR_INVALID,
		    _("keys takes up to %d pairs such as m=c x=q: the key you "
		      "press, then the key it stands for"),
		    PREF_KEYS_MAX);
	case PREF_IS_TERMINALS:
		return fail(ctx, ERR_INVALID,
		    _("terminals takes up to %d of the form "
		      "xterm-256color=utf8/256; the screen `wrong` writes "
		      "them"),
		    TERMINALS_MAX);
	case PREF_IS_ZONE:
		break;
	}
	return fail(ctx, ERR_INVALID,
	    _("%s takes the name of a time zone, such as Europe/Berlin"),
	    rule->key);
}

static enum err
set(struct command_ctx *ctx, enum pref_id id, struct str value)
{
	value = text_clean_line(ctx->arena, value);
	if (!pref_takes(id, value))
		return objection(ctx, pref_rule(id), value);
	TRY(store_pref_set(ctx->store, ctx->viewer.id, id, value));
	/*
	 * Which zones there are depends on the machine, and the outcome of a
	 * command must not: it is taken, with a word of warning.
	 */
	if (pref_rule(id)->type == PREF_IS_ZONE && !zone_is_known(value))
		say(ctx,
		    _("No zone \"%.*s\" is known here, so times stay in "
		      "UTC. Names look like Europe/Berlin."),
		    STR_ARG(value));
	return ERR_NONE;
}

static enum err
reset(struct command_ctx *ctx, bool one, enum pref_id id)
{
	for (size_t i = 0; i < PREF_COUNT; i++) {
		if (!one || i == (size_t)id)
			TRY(store_pref_reset(
			    ctx->store, ctx->viewer.id, (enum pref_id)i));
	}
	return ERR_NONE;
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	bool one = args_has(args, "name");
	enum pref_id id = PREF_COUNT;
	struct prefs p;

	if (one && !pref_find(args_text(args, "name"), &id))
		return fail(ctx, ERR_MISSING,
		    _("there is no preference \"%.*s\"; `prefs` lists them"),
		    STR_ARG(args_text(args, "name")));
	if (args_has(args, "reset") && args_has(args, "value"))
		return fail(
		    ctx, ERR_INVALID, _("either a value or --reset, not both"));
	if (args_has(args, "reset"))
		TRY(reset(ctx, one, id));
	else if (args_has(args, "value"))
		TRY(set(ctx, id, args_text(args, "value")));
	TRY(store_prefs_get(ctx->store, ctx->arena, ctx->viewer.id, &p));
	for (size_t i = 0; i < PREF_COUNT; i++) {
		if (!one || i == (size_t)id)
			put(ctx, &p, (enum pref_id)i);
	}
	return ERR_NONE;
}

extern const struct command command_prefs;

const struct command command_prefs = {
	.name = "prefs",
	.summary = N_("see and change what you set for yourself"),
	.details = N_("What your screens look like and which keys they take. "
		      "It changes nothing for anybody else."),
	.params = prefs_params,
	.columns = prefs_columns,
	.need = ROLE_MEMBER,
	.mode_of = mode_of,
	.run = run,
};
