/* member-role - make somebody a moderator, staff, a sysop, or not. */
#include "common/command/ctx.h"

static const struct column member_role_columns[] = {
	{ "handle", COLUMN_TEXT, 0 },
	{ "role", COLUMN_TEXT, 0 },
	{ 0 },
};

static const struct param member_role_params[] = {
	{ .name = "handle", .kind = PARAM_WORD, .help = N_("who") },
	{ .name = "role",
	    .kind = PARAM_WORD,
	    .help = N_("member, moderator, staff or sysop"),
	    .words = "member moderator staff sysop" },
	{ 0 },
};

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct member_row m;
	enum role role;

	if (!role_parse(args_text(args, "role"), &role) || role == ROLE_GUEST)
		return fail(ctx, ERR_INVALID,
		    _("a role is member, moderator, "
		      "staff or sysop"));
	TRY(ctx_member(ctx, args_text(args, "handle"), &m));
	if (m.id == MEMBER_ROBOT)
		return fail(ctx, ERR_DENIED, _("the robot stays what it is"));
	if (m.id == ctx->viewer.id)
		return fail(ctx, ERR_DENIED,
		    _("another sysop changes your "
		      "role, so that one is always left"));
	TRY(store_member_set_role(ctx->store, m.id, role));
	TRY(ctx_event_member(ctx, EVENT_MEMBER_ROLE, AUDIENCE_PUBLIC, m.id));
	TRY(ctx_account_note(
	    ctx, m.id, ACCOUNT_ROLE, str_from(role_name(role))));
	row_begin(ctx->out);
	row_text(ctx->out, m.handle);
	row_text(ctx->out, str_from(role_name(role)));
	return ERR_NONE;
}

extern const struct command command_member_role;

const struct command command_member_role = {
	.name = "member-role",
	.summary = N_("change what a member is here"),
	.params = member_role_params,
	.columns = member_role_columns,
	.need = ROLE_SYSOP,
	.mode = COMMAND_WRITE,
	.run = run,
};
