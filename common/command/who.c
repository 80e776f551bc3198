/* who - who is here now. */
#include "common/command/ctx.h"

static const struct column who_columns[] = {
	{ "handle", COLUMN_TEXT, 0 },
	{ "role", COLUMN_TEXT, 0 },
	{ "since", COLUMN_TIME, 0 },
	{ 0 },
};

/* One row a member, however many connections they have. */
static bool
seen_before(const struct presence *p, size_t i)
{
	for (size_t k = 0; k < i; k++) {
		if (p->row[k].member_id == p->row[i].member_id)
			return true;
	}
	return false;
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	size_t guests = 0;

	(void)args;
	for (size_t i = 0; ctx->presence && i < ctx->presence->len; i++) {
		const struct presence_row *p = &ctx->presence->row[i];
		struct member_row m;

		if (p->member_id == 0) {
			guests++;
			continue;
		}
		if (ctx->out->len == LIMIT_ROWS ||
		    seen_before(ctx->presence, i))
			continue;
		TRY(store_member_get(ctx->store, ctx->arena, p->member_id, &m));
		row_begin(ctx->out);
		row_text(ctx->out, m.handle);
		row_text(ctx->out, str_from(role_name(m.role)));
		row_time(ctx->out, p->since_ms);
	}
	if (guests)
		say(ctx, guests == 1 ? _("and %zu guest") : _("and %zu guests"),
		    guests);
	else if (ctx->out->len == 0)
		say(ctx, _("Nobody is here."));
	return ERR_NONE;
}

extern const struct command command_who;

const struct command command_who = {
	.name = "who",
	.summary = N_("tell who is here now"),
	.columns = who_columns,
	.mode = COMMAND_READ,
	.run = run,
};
