/* account - what happened to your account, and from where. */
#include "common/command/ctx.h"
#include "common/store/account.h"

static const struct column account_columns[] = {
	{ "at", COLUMN_TIME, 0 },
	{ "what", COLUMN_TEXT, 0 },
	{ "times", COLUMN_INT, 0 },
	{ "key", COLUMN_TEXT, 0 },
	{ "from", COLUMN_TEXT, 0 },
	{ "detail", COLUMN_TEXT, 0 },
	{ 0 },
};

/* Its name, or its number as `keys` has it. */
static struct str
key_of(struct command_ctx *ctx, const struct account_row *r)
{
	if (r->key == 0 || r->key_name.n)
		return r->key_name;
	return arena_printf(ctx->arena, "%lld", (long long)r->key);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct account_list list;

	(void)args;
	TRY(store_account_list(ctx->store, ctx->arena, ctx->viewer.id, &list));
	for (size_t i = 0; i < list.len; i++) {
		const struct account_row *r = &list.row[i];

		row_begin(ctx->out);
		row_time(ctx->out, r->at_ms);
		row_text(ctx->out, str_from(account_event_name(r->what)));
		row_int(ctx->out, r->times);
		row_text(ctx->out, key_of(ctx, r));
		row_text(ctx->out, r->addr);
		row_text(ctx->out, r->detail);
	}
	if (list.len == 0)
		say(ctx, _("Nothing has happened since this is kept."));
	return ERR_NONE;
}

extern const struct command command_account;

const struct command command_account = {
	.name = "account",
	.summary = N_("tell what happened to your account, and from where"),
	.details = N_("Logins, keys, password, names and roles, the newest "
		      "first; times is how often in a row.  Nobody else sees "
		      "it.  A login you do not know: `keys` takes a key away, "
		      "`password` sets another."),
	.columns = account_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_READ,
	.run = run,
};
