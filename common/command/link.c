/* link - add a second device's key to an account. */
#include "common/base/clock.h"
#include "common/command/claiming.h"
#include "common/store/secret.h"

static const struct column link_columns[] = {
	{ "handle", COLUMN_TEXT, 0 },
	{ "code", COLUMN_TEXT, 0 },
	{ "expires", COLUMN_TIME, 0 },
	{ 0 },
};

static const struct param link_params[] = {
	{ .name = "for",
	    .kind = PARAM_TEXT,
	    .holder = "HANDLE",
	    .shown = ROLE_SYSOP,
	    .help = N_("whose account; only at the host's own shell") },
	{ .name = "code",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("from the first device; without one, a new code is "
		       "made"),
	    .secret = true },
	{ 0 },
};

static bool
makes(const struct args *args)
{
	return !args_has(args, "code");
}

static enum command_prepare
prepare_of(const struct args *args)
{
	return makes(args) ? PREPARE_CODE_MAKE : PREPARE_CODE_READ;
}

static enum err
make(struct command_ctx *ctx, const struct args *args)
{
	struct code_row code = { .kind = STR("link") };
	struct member_row whose;
	int64_t minutes;

	TRY(ctx_account(ctx, args, &whose));
	if (whose.id == 0)
		return fail(ctx, ERR_DENIED,
		    _("only members have devices to "
		      "link. To join: %.*s"),
		    STR_ARG(ctx_ssh(ctx, "join")));
	TRY(ctx_setting(ctx, SETTING_LINK_MINUTES, &minutes));
	code.member_id = whose.id;
	code.created_ms = ctx->now_ms;
	code.expires_ms = ctx->now_ms + minutes * CLOCK_MINUTE_MS;
	TRY(store_code_add(ctx->store, ctx->code_hash, &code));
	TRY(ctx_event_member(ctx, EVENT_KEY_ADDED, AUDIENCE_MEMBER, whose.id));
	row_begin(ctx->out);
	row_text(ctx->out, whose.handle);
	row_text(ctx->out, ctx->code);
	row_time(ctx->out, code.expires_ms);
	say(ctx,
	    _("On the other device, within %lld minutes:\n  %.*s link "
	      "%.*s"),
	    (long long)minutes, STR_ARG(ctx_ssh(ctx, "join")),
	    STR_ARG(ctx->code));
	return ERR_NONE;
}

static enum err
check_redeem(struct command_ctx *ctx, struct code_row *code)
{
	struct member_row other;
	int64_t keys, max;
	enum err e;

	if (ctx->fingerprint.n == 0)
		return fail(ctx, ERR_DENIED,
		    _("come with the key to add: "
		      "%.*s link CODE"),
		    STR_ARG(ctx_ssh(ctx, "join")));
	e = store_code_get(ctx->store, ctx->arena, ctx->code_hash, code);
	if (e != ERR_NONE && e != ERR_MISSING)
		return e;
	if (e == ERR_MISSING || !str_eq(code->kind, STR("link")) ||
	    code->used_ms || code->expires_ms < ctx->now_ms ||
	    (ctx->viewer.id && ctx->viewer.id != code->member_id))
		return fail(ctx, ERR_DENIED,
		    _("that code is wrong, used, too "
		      "old or for another account"));
	e = store_member_by_key(
	    ctx->store, ctx->arena, ctx->fingerprint, &other);
	if (e == ERR_NONE)
		return fail(ctx, ERR_CONFLICT,
		    _("this key is @%.*s's "
		      "already"),
		    STR_ARG(other.handle));
	if (e != ERR_MISSING)
		return e;
	TRY(store_key_count(ctx->store, code->member_id, &keys));
	TRY(ctx_setting(ctx, SETTING_KEYS_MAX, &max));
	if (keys >= max)
		return fail(ctx, ERR_LIMIT,
		    _("an account has at most %lld "
		      "keys; revoke one first"),
		    (long long)max);
	return ERR_NONE;
}

static enum err
redeem(struct command_ctx *ctx)
{
	struct member_row m;
	struct code_row code;

	TRY(check_redeem(ctx, &code));
	TRY(store_code_use(
	    ctx->store, ctx->code_hash, code.member_id, ctx->now_ms));
	TRY(store_key_add(ctx->store, code.member_id, ctx->fingerprint,
	    ctx->pubkey, !ctx->key_unproven, ctx->now_ms));
	TRY(store_member_get(ctx->store, ctx->arena, code.member_id, &m));
	if (claiming_applies(&m))
		TRY(claiming_take(ctx, &m));
	TRY(ctx_event_member(ctx, EVENT_KEY_ADDED, AUDIENCE_MEMBER, m.id));
	TRY(ctx_account_note(ctx, m.id, ACCOUNT_KEY_ADDED, STR("")));
	ctx->became = m.id;
	row_begin(ctx->out);
	row_text(ctx->out, m.handle);
	row_text(ctx->out, STR(""));
	row_time(ctx->out, 0);
	if (ctx->key_unproven)
		say(ctx,
		    _("The key your ssh offered first is added. Use it "
		      "once under your name: %.*s"),
		    STR_ARG(ctx_ssh(ctx, arena_cstr(ctx->arena, m.handle))));
	else
		say(ctx, _("This device is @%.*s now"), STR_ARG(m.handle));
	return ERR_NONE;
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	return makes(args) ? make(ctx, args) : redeem(ctx);
}

extern const struct command command_link;

const struct command command_link = {
	.name = "link",
	.summary = N_("add a second device: make a code, or use one"),
	.details = N_("On the device you have: link. On the new one: ssh "
		      "join@HOST link CODE. After coming in with a password, "
		      "link CODE adds the key your ssh offered first."),
	.params = link_params,
	.columns = link_columns,
	.mode = COMMAND_WRITE,
	.prepare_of = prepare_of,
	.flags = COMMAND_SECRET,
	.run = run,
};
