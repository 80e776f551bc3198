/* who - who is here now. */
#include <stdlib.h>

#include "common/command/ctx.h"

static const struct column who_columns[] = {
	{ "handle", COLUMN_TEXT, 0 },
	{ "role", COLUMN_TEXT, 0 },
	{ "since", COLUMN_TIME, 0 },
	{ 0 },
};

enum { WHO_SHOWN = 200 };

static int
compare(const void *a, const void *b)
{
	const struct presence_row *x = a, *y = b;

	if (x->member_id != y->member_id)
		return x->member_id < y->member_id ? -1 : 1;
	return (x->since_ms > y->since_ms) - (x->since_ms < y->since_ms);
}

static enum err
put(struct command_ctx *ctx, const struct presence_row *p)
{
	struct member_row m;

	TRY(store_member_get(ctx->store, ctx->arena, p->member_id, &m));
	row_begin(ctx->out);
	row_text(ctx->out, m.handle);
	row_text(ctx->out, str_from(role_name(m.role)));
	row_time(ctx->out, p->since_ms);
	return ERR_NONE;
}

/* One row a member, however many connections they have. */
static enum err
put_members(struct command_ctx *ctx, struct presence_row *row, size_t n,
    size_t *guests, size_t *more)
{
	int64_t last = 0;

	qsort(row, n, sizeof row[0], compare);
	for (size_t i = 0; i < n; i++) {
		if (row[i].member_id == 0) {
			++*guests;
			continue;
		}
		if (row[i].member_id == last)
			continue;
		last = row[i].member_id;
		if (ctx->out->len == WHO_SHOWN)
			++*more;
		else
			TRY(put(ctx, &row[i]));
	}
	return ERR_NONE;
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	size_t n = ctx->presence ? ctx->presence->len : 0, guests = 0, more = 0;
	struct presence_row *row =
	    arena_array(ctx->arena, struct presence_row, n + 1);

	(void)args;
	for (size_t i = 0; i < n; i++)
		row[i] = ctx->presence->row[i];
	TRY(put_members(ctx, row, n, &guests, &more));
	if (more)
		say(ctx, _("and %zu members more"), more);
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
