/* saved - the posts you saved. */
#include "common/command/ctx.h"
#include "common/store/saved.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"

enum { SAVED_SHOWN = 100, GIST_CELLS = 60 };

static const struct column saved_columns[] = {
	{ "post", COLUMN_TEXT, 0 },
	{ "saved", COLUMN_TIME, 0 },
	{ "author", COLUMN_TEXT, 0 },
	{ "title", COLUMN_TEXT, 0 },
	{ "words", COLUMN_TEXT, COLUMN_HIDDEN },
	{ "board", COLUMN_TEXT, COLUMN_HIDDEN },
	{ 0 },
};

static const struct param saved_params[] = {
	{ .name = "max",
	    .kind = PARAM_INT,
	    .min = 1,
	    .max = LIMIT_ROWS,
	    .help = N_("how many; 100 unless told") },
	{ 0 },
};

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct saved_list list;

	TRY(store_saved_list(ctx->store, ctx->arena, ctx->viewer,
	    args_int(args, "max", SAVED_SHOWN), &list));
	for (size_t i = 0; i < list.len; i++) {
		const struct saved_row *r = &list.row[i];
		struct str line = text_clean_line(ctx->arena, r->body);

		row_begin(ctx->out);
		row_text(ctx->out, ctx_post_name(ctx, r->thread, r->n));
		row_time(ctx->out, r->at_ms);
		row_text(ctx->out, r->author);
		row_text(ctx->out, r->title);
		row_text(ctx->out, text_clip(ctx->arena, line, GIST_CELLS));
		row_text(ctx->out, r->board);
	}
	if (list.len == 0)
		say(ctx,
		    _("You saved nothing yet. s does, in a thread; or: "
		      "save 12.3"));
	return ERR_NONE;
}

extern const struct command command_saved;

const struct command command_saved = {
	.name = "saved",
	.summary = N_("list the posts you saved, the newest first"),
	.params = saved_params,
	.columns = saved_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_READ,
	.run = run,
};
