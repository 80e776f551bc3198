/* muted - whom and what you muted. */
#include "common/command/following.h"

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	size_t n;

	(void)args;
	TRY(following_list(ctx, true, &n));
	if (n == 0)
		say(ctx,
		    _("You muted nobody and nothing. M does, in a thread; "
		      "or: mute @handle"));
	return ERR_NONE;
}

extern const struct command command_muted;

const struct command command_muted = {
	.name = "muted",
	.summary = N_("list whom and what you muted"),
	.columns = following_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_READ,
	.run = run,
};
