/* similar - threads like the one that is about to be written. */
#include "common/command/ctx.h"
#include "common/store/similar.h"

enum { SHOWN = 5 };

static const struct column similar_columns[] = {
	{ "thread", COLUMN_INT, 0 },
	{ "board", COLUMN_TEXT, 0 },
	{ "state", COLUMN_TEXT, 0 },
	{ "title", COLUMN_TEXT, 0 },
	{ "solver", COLUMN_TEXT, 0 },
	{ "metoo", COLUMN_INT, 0 },
	{ "replies", COLUMN_INT, 0 },
	{ "created", COLUMN_TIME, 0 },
	{ "author", COLUMN_TEXT, COLUMN_HIDDEN },
	{ "answer", COLUMN_TEXT, COLUMN_HIDDEN },
	{ 0 },
};

static const struct param similar_params[] = {
	{ .name = "max",
	    .kind = PARAM_INT,
	    .min = 1,
	    .max = SIMILAR_MAX,
	    .help = N_("how many; 5 unless told") },
	{ .name = "title",
	    .kind = PARAM_REST,
	    .help = N_("the title you would give it") },
	{ 0 },
};

static void
put(struct command_ctx *ctx, const struct similar_row *r)
{
	struct str answer = STR("");

	if (r->solved_n)
		answer = ctx_post_name(ctx, r->id, r->solved_n);
	row_begin(ctx->out);
	row_int(ctx->out, r->id);
	row_text(ctx->out, r->board);
	row_text(ctx->out, r->state);
	row_text(ctx->out, r->title);
	row_text(ctx->out, r->solver);
	row_int(ctx->out, r->me_too);
	row_int(ctx->out, r->replies);
	row_time(ctx->out, r->created_ms);
	row_text(ctx->out, r->author);
	row_text(ctx->out, answer);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct str title = args_text(args, "title");
	struct similar_list found;
	enum err e;

	if (title.n > 4 * LIMIT_TITLE_CHARS)
		return fail(ctx, ERR_LIMIT, _("a title ends at %d characters"),
		    LIMIT_TITLE_CHARS);
	e = store_similar(ctx->store, ctx->arena, ctx->viewer, title,
	    args_int(args, "max", SHOWN), &found);
	if (e == ERR_LIMIT)
		return fail(ctx, e, _("that took too long; try fewer words"));
	TRY(e);
	for (size_t i = 0; i < found.len; i++)
		put(ctx, &found.row[i]);
	if (found.len == 0)
		say(ctx, _("Nothing like it is here yet."));
	return ERR_NONE;
}

extern const struct command command_similar;

const struct command command_similar = {
	.name = "similar",
	.summary = N_("find threads like the one you would begin"),
	.details = N_("ssh HOST similar No link on port 2: what was asked "
		      "already, solved questions first."),
	.params = similar_params,
	.columns = similar_columns,
	.mode = COMMAND_SLOW,
	.run = run,
};
