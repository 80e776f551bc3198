/* members - the directory of members. */
#include "common/command/ctx.h"

static const struct column members_columns[] = {
	{ "handle", COLUMN_TEXT, 0 },
	{ "role", COLUMN_TEXT, 0 },
	{ "posts", COLUMN_INT, 0 },
	{ "joined", COLUMN_TIME, 0 },
	{ "seen", COLUMN_TIME, 0 },
	{ "status", COLUMN_TEXT, 0 },
	{ "name", COLUMN_TEXT, 0 },
	{ 0 },
};

enum { MEMBERS_SHOWN = 50 };

static const struct param members_params[] = {
	{ .name = "max",
	    .kind = PARAM_INT,
	    .min = 1,
	    .max = LIMIT_ROWS,
	    .help = N_("how many; 50 unless told") },
	{ .name = "after",
	    .kind = PARAM_TEXT,
	    .holder = "HANDLE",
	    .help = N_("go on behind this handle") },
	{ .name = "begin",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("only handles and names that start so") },
	{ 0 },
};

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	int64_t max = args_int(args, "max", MEMBERS_SHOWN);
	struct member_list list;

	TRY(store_member_page(ctx->store, ctx->arena, args_text(args, "begin"),
	    args_text(args, "after"), max, &list));
	for (size_t i = 0; i < list.len; i++) {
		const struct member_row *m = &list.row[i];
		int64_t posts;

		TRY(store_member_posts_count(
		    ctx->store, ctx->viewer, m->id, &posts));
		row_begin(ctx->out);
		row_text(ctx->out, m->handle);
		row_text(ctx->out, str_from(role_name(m->role)));
		row_int(ctx->out, posts);
		row_time(ctx->out, m->joined_ms);
		row_time(ctx->out, m->seen_ms);
		row_text(ctx->out, m->status);
		row_text(ctx->out, m->display);
	}
	if (list.len == 0)
		say(ctx, _("Nobody is called so."));
	if ((int64_t)list.len == max)
		say(ctx, _("More: members --after %.*s %.*s"),
		    STR_ARG(list.row[list.len - 1].handle),
		    STR_ARG(args_text(args, "begin")));
	return ERR_NONE;
}

extern const struct command command_members;

const struct command command_members = {
	.name = "members",
	.summary = N_("list the members"),
	.params = members_params,
	.columns = members_columns,
	.mode = COMMAND_READ,
	.run = run,
};
