/* join - become a member: choose a handle. */
#include "common/base/clock.h"
#include "common/command/claiming.h"
#include "common/store/mark.h"
#include "common/store/secret.h"
#include "common/store/setting.h"

static const struct column join_columns[] = {
	{ "id", COLUMN_INT, 0 },
	{ "handle", COLUMN_TEXT, 0 },
	{ "role", COLUMN_TEXT, 0 },
	{ 0 },
};

static const struct param join_params[] = {
	{ .name = "handle",
	    .kind = PARAM_WORD,
	    .help = N_("what others will call you") },
	{ .name = "code",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("from an invitation, or the sysop's"),
	    .secret = true },
	{ 0 },
};

static enum command_prepare
prepare_of(const struct args *args)
{
	return args_has(args, "code") ? PREPARE_CODE_READ : PREPARE_NOTHING;
}

/* What a code lets its bearer be. */
struct pass {
	enum role role;
	int64_t inviter_id;
	bool has_code;
	struct member_row claimed; /* id 0: a new member */
};

static enum err
check_code(struct command_ctx *ctx, struct pass *out)
{
	struct code_row code;
	enum err e =
	    store_code_get(ctx->store, ctx->arena, ctx->code_hash, &code);

	if (e != ERR_NONE && e != ERR_MISSING)
		return e;
	if (e == ERR_MISSING || code.used_ms ||
	    (code.expires_ms && code.expires_ms < ctx->now_ms))
		return fail(ctx, ERR_DENIED,
		    _("that code is wrong, used or "
		      "too old"));
	out->has_code = true;
	if (str_eq(code.kind, STR("link"))) {
		TRY(store_member_get(
		    ctx->store, ctx->arena, code.member_id, &out->claimed));
		if (claiming_applies(&out->claimed))
			return ERR_NONE;
		return fail(ctx, ERR_INVALID,
		    _("that code adds a device to "
		      "an account: %.*s link CODE"),
		    STR_ARG(ctx_ssh(ctx, "join")));
	}
	out->inviter_id = code.member_id;
	if (str_eq(code.kind, STR("sysop")))
		out->role = ROLE_SYSOP;
	return ERR_NONE;
}

static enum err
check_policy(struct command_ctx *ctx, const struct pass *pass)
{
	struct str policy;

	TRY(store_setting_get(
	    ctx->store, ctx->arena, SETTING_JOIN_POLICY, &policy));
	/* Whom the sysop made, or the operator asked. */
	if (pass->has_code && (pass->role == ROLE_SYSOP || pass->claimed.id))
		return ERR_NONE;
	if (str_eq(policy, STR("closed")))
		return fail(ctx, ERR_DENIED,
		    _("this community takes no new "
		      "members now"));
	if (str_eq(policy, STR("invite")) && !pass->has_code)
		return fail(ctx, ERR_DENIED,
		    _("joining needs an invitation: "
		      "%.*s join HANDLE CODE"),
		    STR_ARG(ctx_ssh(ctx, "join")));
	return ERR_NONE;
}

/* Whether it is free; `claimed`: the member whom its code may belong to. */
static enum err
check_handle(struct command_ctx *ctx, struct str handle, int64_t claimed)
{
	struct member_row taken;
	enum err e;

	TRY(ctx_handle(ctx, handle));
	e = store_member_by_handle(ctx->store, ctx->arena, handle, &taken);
	if (e == ERR_NONE && taken.id != claimed)
		return fail(ctx, ERR_CONFLICT,
		    _("the handle \"%.*s\" is "
		      "taken"),
		    STR_ARG(handle));
	return e == ERR_MISSING ? ERR_NONE : e;
}

/* Whose an unclaimed handle is, only its code will tell. */
static enum err
ready(struct command_ctx *ctx, const struct args *args)
{
	struct str handle = args_text(args, "handle");
	struct member_row m;
	enum err e = store_member_by_handle(ctx->store, ctx->arena, handle, &m);

	if (e != ERR_NONE && e != ERR_MISSING)
		return e;
	return check_handle(
	    ctx, handle, e == ERR_NONE && claiming_applies(&m) ? m.id : 0);
}

static enum err
check(struct command_ctx *ctx, const struct args *args, struct pass *pass)
{
	struct member_row taken;
	struct str handle = args_text(args, "handle");
	enum err e;

	if (ctx->viewer.id)
		return fail(ctx, ERR_CONFLICT,
		    _("you are a member already: "
		      "@%.*s"),
		    STR_ARG(ctx->me.handle));
	if (ctx->fingerprint.n == 0 && ctx->password_hash.n == 0)
		return fail(ctx, ERR_DENIED,
		    _("join with an ssh key or a new "
		      "password: %.*s"),
		    STR_ARG(ctx_ssh(ctx, "join")));
	TRY(ctx_handle(ctx, handle));
	if (args_has(args, "code"))
		TRY(check_code(ctx, pass));
	TRY(check_policy(ctx, pass));
	TRY(check_handle(ctx, handle, pass->claimed.id));
	if (ctx->fingerprint.n == 0)
		return ERR_NONE;
	e = store_member_by_key(
	    ctx->store, ctx->arena, ctx->fingerprint, &taken);
	if (e == ERR_NONE)
		return fail(ctx, ERR_CONFLICT, _("this key is @%.*s's"),
		    STR_ARG(taken.handle));
	return e == ERR_MISSING ? ERR_NONE : e;
}

static enum err
make(struct command_ctx *ctx, const struct member_new *m, int64_t *id)
{
	int64_t days;

	TRY(ctx_setting(ctx, SETTING_UNREAD_DAYS, &days));
	TRY(store_member_add(ctx->store, m, id));
	TRY(store_mark_start(
	    ctx->store, *id, ctx->now_ms - days * CLOCK_DAY_MS));
	return ctx_event_member(ctx, EVENT_MEMBER_JOINED, AUDIENCE_PUBLIC, *id);
}

static enum err
claim(struct command_ctx *ctx, const struct member_row *m, struct str handle,
    int64_t *id)
{
	*id = m->id;
	if (!str_eq(m->handle, handle))
		TRY(store_member_set_handle(ctx->store, m->id, handle));
	return claiming_take(ctx, m);
}

static enum err
add(struct command_ctx *ctx, const struct args *args, const struct pass *pass,
    int64_t *id)
{
	const struct member_new m = {
		.handle = args_text(args, "handle"),
		.status = STR("active"),
		.role = pass->role,
		.inviter_id = pass->inviter_id,
		.joined_ms = ctx->now_ms,
	};

	if (pass->claimed.id)
		TRY(claim(ctx, &pass->claimed, m.handle, id));
	else
		TRY(make(ctx, &m, id));
	if (ctx->fingerprint.n)
		TRY(store_key_add(ctx->store, *id, ctx->fingerprint,
		    ctx->pubkey, true, ctx->now_ms));
	if (ctx->password_hash.n)
		TRY(store_password_set(
		    ctx->store, *id, ctx->password_hash, ctx->now_ms));
	TRY(ctx_account_note(ctx, *id, ACCOUNT_JOINED, m.handle));
	if (!pass->has_code)
		return ERR_NONE;
	return store_code_use(ctx->store, ctx->code_hash, *id, ctx->now_ms);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct pass pass = { .role = ROLE_MEMBER };
	struct str handle = args_text(args, "handle"), name;
	int64_t id;

	TRY(check(ctx, args, &pass));
	TRY(store_setting_get(
	    ctx->store, ctx->arena, SETTING_COMMUNITY_NAME, &name));
	TRY(add(ctx, args, &pass, &id));
	ctx->became = id;
	row_begin(ctx->out);
	row_int(ctx->out, id);
	row_text(ctx->out, handle);
	row_text(ctx->out, str_from(role_name(pass.role)));
	say(ctx, _("Welcome to %.*s, @%.*s.%s"), STR_ARG(name), STR_ARG(handle),
	    pass.role == ROLE_SYSOP ? _(" You are the sysop.") : "");
	say(ctx,
	    ctx->fingerprint.n ?
		_("From now on your ssh key is your account, under any user "
		  "name: %.*s") :
		_("From now on: %.*s, with your password"),
	    STR_ARG(ctx_ssh(ctx, arena_cstr(ctx->arena, handle))));
	return ERR_NONE;
}

extern const struct command command_join;

const struct command command_join = {
	.name = "join",
	.summary = N_("become a member: choose a handle"),
	.details = N_("Your ssh key becomes your account; without one, a "
		      "password does. In one line: ssh join@HOST join HANDLE. "
		      "A handle is 1 to 32 letters and digits, with _ . - "
		      "inside."),
	.params = join_params,
	.columns = join_columns,
	.mode = COMMAND_WRITE,
	.ready = ready,
	.prepare_of = prepare_of,
	.flags = COMMAND_SECRET | COMMAND_JOINS,
	.run = run,
};
