/* keys - the ssh keys that are your account. */
#include "common/command/ctx.h"
#include "common/store/secret.h"

static const struct column keys_columns[] = {
	{ "key", COLUMN_INT, 0 },
	{ "name", COLUMN_TEXT, 0 },
	{ "fingerprint", COLUMN_TEXT, 0 },
	{ "added", COLUMN_TIME, 0 },
	{ "used", COLUMN_TIME, 0 },
	{ "revoked", COLUMN_TIME, 0 },
	{ "this", COLUMN_BOOL, 0 },
	{ 0 },
};

static const struct param keys_params[] = {
	{ .name = "yes",
	    .kind = PARAM_FLAG,
	    .help = N_("revoke: yes, my last key") },
	{ .name = "really",
	    .kind = PARAM_FLAG,
	    .help = N_("revoke: yes, although I have no password") },
	{ .name = "action",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("list (unless told), rename or revoke") },
	{ .name = "key", .kind = PARAM_WORD_OPT, .help = N_("its number") },
	{ .name = "name",
	    .kind = PARAM_REST_OPT,
	    .help = N_("what to call it") },
	{ 0 },
};

static bool
is_list(const struct args *args)
{
	return !args_has(args, "action") ||
	    str_eq(args_text(args, "action"), STR("list"));
}

static enum command_mode
mode_of(const struct args *args)
{
	return is_list(args) ? COMMAND_READ : COMMAND_WRITE;
}

static enum err
list(struct command_ctx *ctx)
{
	struct key_list keys;

	TRY(store_key_list(ctx->store, ctx->arena, ctx->viewer.id, &keys));
	for (size_t i = 0; i < keys.len; i++) {
		const struct key_row *k = &keys.row[i];

		row_begin(ctx->out);
		row_int(ctx->out, k->id);
		row_text(ctx->out, k->name);
		row_text(ctx->out, k->fingerprint);
		row_time(ctx->out, k->added_ms);
		row_time(ctx->out, k->used_ms);
		row_time(ctx->out, k->revoked_ms);
		row_bool(ctx->out, str_eq(k->fingerprint, ctx->fingerprint));
	}
	if (keys.len == 0)
		say(ctx, _("You have no key. `link` tells how to add one."));
	return ERR_NONE;
}

/* The last way in goes only after two questions. */
static enum err
check_last(struct command_ctx *ctx, const struct args *args, int64_t key)
{
	struct str hash;
	int64_t live;
	enum err e;

	TRY(store_key_count(ctx->store, ctx->viewer.id, &live));
	e = store_password_get(ctx->store, ctx->arena, ctx->viewer.id, &hash);
	if (live > 1 || e == ERR_NONE)
		return ERR_NONE;
	if (e != ERR_MISSING)
		return e;
	if (!args_has(args, "yes"))
		return fail(ctx, ERR_CONFLICT,
		    _("that is your last key and "
		      "you have no password: you could not come back. Set one "
		      "with `password`, or: keys --yes revoke %lld"),
		    (long long)key);
	if (!args_has(args, "really"))
		return fail(ctx, ERR_CONFLICT,
		    _("are you sure? Only the sysop "
		      "could let you in again. If so: keys --yes --really "
		      "revoke %lld"),
		    (long long)key);
	return ERR_NONE;
}

static struct str
asks(struct command_ctx *ctx, const struct args *args)
{
	if (!str_eq(args_text(args, "action"), STR("revoke")))
		return STR("");
	return arena_printf(ctx->arena,
	    _("Revoke key %.*s? It lets nobody in any more."),
	    STR_ARG(args_text(args, "key")));
}

static enum err
find_live(struct command_ctx *ctx, int64_t key)
{
	struct key_list keys;

	TRY(store_key_list(ctx->store, ctx->arena, ctx->viewer.id, &keys));
	for (size_t i = 0; i < keys.len; i++) {
		if (keys.row[i].id == key && keys.row[i].revoked_ms == 0)
			return ERR_NONE;
	}
	return fail(ctx, ERR_MISSING,
	    _("you have no key %lld; `keys` lists "
	      "them"),
	    (long long)key);
}

static enum err
change(struct command_ctx *ctx, const struct args *args)
{
	struct str action = args_text(args, "action"), name;
	bool revoke = str_eq(action, STR("revoke"));
	int64_t key;

	if (!revoke && !str_eq(action, STR("rename")))
		return fail(ctx, ERR_INVALID,
		    _("keys takes list, rename or "
		      "revoke"));
	if (!str_int(args_text(args, "key"), 1, INT64_MAX, &key))
		return fail(ctx, ERR_INVALID,
		    _("which key? `keys` lists them "
		      "by number"));
	TRY(find_live(ctx, key));
	TRY(ctx_line(ctx, _("the name"), args_text(args, "name"),
	    LIMIT_KEY_NAME_CHARS, &name));
	if (!revoke) {
		TRY(store_key_rename(ctx->store, ctx->viewer.id, key, name));
		if (name.n)
			say(ctx, _("Key %lld is called \"%.*s\""),
			    (long long)key, STR_ARG(name));
		else
			say(ctx, _("Key %lld has no name any more"),
			    (long long)key);
		return ctx_event_member(
		    ctx, EVENT_MEMBER_PROFILE, AUDIENCE_MEMBER, ctx->viewer.id);
	}
	TRY(check_last(ctx, args, key));
	TRY(store_key_revoke(ctx->store, ctx->viewer.id, key, ctx->now_ms));
	TRY(ctx_account_note(ctx, ctx->viewer.id, ACCOUNT_KEY_REVOKED,
	    arena_printf(ctx->arena, _("key %lld"), (long long)key)));
	say(ctx, _("Key %lld is revoked: it lets nobody in any more"),
	    (long long)key);
	return ctx_event_member(
	    ctx, EVENT_KEY_REVOKED, AUDIENCE_MEMBER, ctx->viewer.id);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	return is_list(args) ? list(ctx) : change(ctx, args);
}

extern const struct command command_keys;

const struct command command_keys = {
	.name = "keys",
	.summary = N_("list, name or revoke your ssh keys"),
	.params = keys_params,
	.columns = keys_columns,
	.need = ROLE_MEMBER,
	.mode_of = mode_of,
	.asks = asks,
	.flags = COMMAND_CONFIRMS,
	.run = run,
};
