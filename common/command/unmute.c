/* unmute - hear again of what was muted. */
#include "common/command/following.h"

static const struct param unmute_params[] = {
	{ .name = "what",
	    .kind = PARAM_WORD,
	    .help = N_("@handle, 12, a board or tag:name") },
	{ 0 },
};

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct str what = args_text(args, "what"), level;
	struct followed thing;

	if (what.n == 0)
		return fail(ctx, ERR_INVALID, _("unmute whom, or what?"));
	TRY(following_find(ctx, what, &thing));
	TRY(store_follow_get(ctx->store, ctx->arena, ctx->viewer.id, thing.type,
	    thing.id, &level));
	if (!str_eq(level, STR("mute")))
		return fail(
		    ctx, ERR_CONFLICT, _("%.*s is not muted"), STR_ARG(what));
	TRY(following_set(ctx, what, &thing, STR("normal")));
	say(ctx, _("%.*s is not muted any more."), STR_ARG(what));
	return ERR_NONE;
}

extern const struct command command_unmute;

const struct command command_unmute = {
	.name = "unmute",
	.summary = N_("hear again of what you muted"),
	.params = unmute_params,
	.columns = following_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_WRITE,
	.run = run,
};
