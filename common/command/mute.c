/* mute - hear no more of a person, a thread, a board or a tag. */
#include "common/command/following.h"

static const struct param mute_params[] = {
	{ .name = "what",
	    .kind = PARAM_WORD,
	    .help = N_("@handle, 12, a board or tag:name") },
	{ 0 },
};

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct str what = args_text(args, "what");
	struct followed thing;
	bool is_member;

	if (what.n == 0)
		return fail(ctx, ERR_INVALID, _("mute whom, or what?"));
	TRY(following_find(ctx, what, &thing));
	is_member = str_eq(thing.type, STR("member"));
	TRY(following_set(ctx, what, &thing, STR("mute")));
	say(ctx,
	    is_member ? _("@%.*s is muted: one line a post, and never new "
			  "to you.") :
			_("%.*s is muted: you hear no more of it."),
	    STR_ARG(is_member ? thing.name : what));
	return ERR_NONE;
}

extern const struct command command_mute;

const struct command command_mute = {
	.name = "mute",
	.summary = N_("hear no more of a person, a thread, a board or a tag"),
	.details =
	    N_("Only you see whom you muted. Posts of people you muted are "
	       "one line in a thread, and neither they nor what is written "
	       "in muted threads counts as new. `muted` lists them."),
	.params = mute_params,
	.columns = following_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_WRITE,
	.run = run,
};
