/* invite - a code that lets somebody in. */
#include "common/base/clock.h"
#include "common/command/claiming.h"
#include "common/store/secret.h"
#include "common/store/setting.h"

static const struct column invite_columns[] = {
	{ "code", COLUMN_TEXT, 0 },
	{ "expires", COLUMN_TIME, 0 },
	{ 0 },
};

static const struct param invite_params[] = {
	{ .name = "for",
	    .kind = PARAM_TEXT,
	    .holder = "HANDLE",
	    .shown = ROLE_SYSOP,
	    .help = N_("an imported member that nobody has claimed: its owner "
		       "takes it over; only at the host's own shell") },
	{ .name = "memo",
	    .kind = PARAM_REST_OPT,
	    .help = N_("whom it is for, as a note to yourself") },
	{ 0 },
};

enum { MEMO_CHARS = 200 };

static enum err
check(struct command_ctx *ctx)
{
	int64_t open, max;
	struct str policy;

	TRY(store_setting_get(
	    ctx->store, ctx->arena, SETTING_JOIN_POLICY, &policy));
	if (str_eq(policy, STR("closed")))
		return fail(ctx, ERR_DENIED,
		    _("this community takes no new "
		      "members now"));
	TRY(ctx_setting(ctx, SETTING_INVITES_OPEN, &max));
	TRY(store_code_count_open(
	    ctx->store, ctx->viewer.id, STR("invite"), ctx->now_ms, &open));
	if (open >= max && ctx->viewer.role < ROLE_STAFF)
		return fail(ctx, ERR_LIMIT,
		    _("%lld of your invitations are "
		      "unused, which is the most"),
		    (long long)open);
	return ERR_NONE;
}

/* A code with which the owner of an imported member becomes it. */
static enum err
check_claim(struct command_ctx *ctx, const struct args *args,
    struct code_row *code, struct str *out_handle)
{
	struct member_row m;

	TRY(ctx_account(ctx, args, &m));
	if (!claiming_applies(&m))
		return fail(ctx, ERR_CONFLICT,
		    _("@%.*s is somebody already; for another key of theirs: "
		      "link --for %.*s"),
		    STR_ARG(m.handle), STR_ARG(m.handle));
	code->kind = STR("link");
	code->member_id = m.id;
	*out_handle = m.handle;
	return ERR_NONE;
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct str handle = STR("HANDLE");
	struct code_row code = { .kind = STR("invite"),
		.member_id = ctx->viewer.id,
		.created_ms = ctx->now_ms };
	int64_t days;

	if (args_has(args, "for"))
		TRY(check_claim(ctx, args, &code, &handle));
	else
		TRY(check(ctx));
	TRY(ctx_line(ctx, _("the note"), args_text(args, "memo"), MEMO_CHARS,
	    &code.memo));
	TRY(ctx_setting(ctx, SETTING_INVITE_DAYS, &days));
	code.expires_ms = ctx->now_ms + days * CLOCK_DAY_MS;
	TRY(store_code_add(ctx->store, ctx->code_hash, &code));
	TRY(ctx_event_member(
	    ctx, EVENT_INVITED, AUDIENCE_MEMBER, ctx->viewer.id));
	row_begin(ctx->out);
	row_text(ctx->out, ctx->code);
	row_time(ctx->out, code.expires_ms);
	say(ctx,
	    _("For one person, within %lld days:\n  %.*s join %.*s "
	      "%.*s"),
	    (long long)days, STR_ARG(ctx_ssh(ctx, "join")), STR_ARG(handle),
	    STR_ARG(ctx->code));
	return ERR_NONE;
}

extern const struct command command_invite;

const struct command command_invite = {
	.name = "invite",
	.summary = N_("make a code that lets one person in"),
	.params = invite_params,
	.columns = invite_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_WRITE,
	.prepare = PREPARE_CODE_MAKE,
	.flags = COMMAND_SECRET,
	.run = run,
};
