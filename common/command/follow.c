/* follow - what you want to be told of, and what not. */
#include "common/command/following.h"

static const struct param follow_params[] = {
	{ .name = "what",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("12, @handle, tag:name or a board; none: list") },
	{ .name = "level",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("track (unless told), watch, normal or mute"),
	    .words = "track watch normal mute" },
	{ 0 },
};

static enum command_mode
mode_of(const struct args *args)
{
	return args_has(args, "what") ? COMMAND_WRITE : COMMAND_READ;
}

static enum err
list(struct command_ctx *ctx)
{
	size_t n;

	TRY(following_list(ctx, false, &n));
	if (n == 0)
		say(ctx,
		    _("You follow nothing yet. What you write in is "
		      "followed by itself; or: follow BOARD watch"));
	return ERR_NONE;
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct str level =
	    args_has(args, "level") ? args_text(args, "level") : STR("track");
	struct followed thing;

	if (!args_has(args, "what"))
		return list(ctx);
	if (!str_eq(level, STR("mute")) && !str_eq(level, STR("normal")) &&
	    !str_eq(level, STR("track")) && !str_eq(level, STR("watch")))
		return fail(ctx, ERR_INVALID,
		    _("a level is mute, normal, "
		      "track or watch"));
	if (args_text(args, "what").n == 0)
		return fail(ctx, ERR_INVALID, _("follow what?"));
	TRY(following_find(ctx, args_text(args, "what"), &thing));
	return following_set(ctx, args_text(args, "what"), &thing, level);
}

extern const struct command command_follow;

const struct command command_follow = {
	.name = "follow",
	.summary = N_("list what you follow, or follow or mute something"),
	.params = follow_params,
	.columns = following_columns,
	.need = ROLE_MEMBER,
	.mode_of = mode_of,
	.run = run,
};
