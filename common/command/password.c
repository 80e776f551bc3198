/* password - a way in without a key. */
#include "common/command/ctx.h"
#include "common/store/secret.h"

static const struct column password_columns[] = {
	{ "handle", COLUMN_TEXT, 0 },
	{ 0 },
};

static const struct param password_params[] = {
	{ .name = "for",
	    .kind = PARAM_TEXT,
	    .holder = "HANDLE",
	    .shown = ROLE_SYSOP,
	    .help = N_("whose; only at the host's own shell") },
	{ 0 },
};

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct member_row m;

	TRY(ctx_account(ctx, args, &m));
	if (ctx->password_hash.n == 0)
		return fail(ctx, ERR_INVALID,
		    _("a password has %d to %d "
		      "bytes, on standard input"),
		    LIMIT_PASSWORD_MIN, LIMIT_PASSWORD_BYTES);
	TRY(store_password_set(
	    ctx->store, m.id, ctx->password_hash, ctx->now_ms));
	TRY(ctx_event_member(ctx, EVENT_PASSWORD_SET, AUDIENCE_MEMBER, m.id));
	TRY(ctx_account_note(ctx, m.id, ACCOUNT_PASSWORD, STR("")));
	row_begin(ctx->out);
	row_text(ctx->out, m.handle);
	say(ctx, _("Set. From a device without a key: %.*s"),
	    STR_ARG(ctx_ssh(ctx, arena_cstr(ctx->arena, m.handle))));
	return ERR_NONE;
}

extern const struct command command_password;

const struct command command_password = {
	.name = "password",
	.summary = N_("set a password, for devices without a key"),
	.details = N_("It comes on standard input, so that no shell history "
		      "keeps it; at least 8 characters."),
	.params = password_params,
	.columns = password_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_WRITE,
	.body = BODY_SECRET,
	.prepare = PREPARE_PASSWORD,
	.flags = COMMAND_SECRET,
	.run = run,
};
