/* copy - a post as it was written. */
#include "common/command/ctx.h"

static const struct column copy_columns[] = {
	{ "post", COLUMN_TEXT, 0 },
	{ "body", COLUMN_BODY, 0 },
	{ 0 },
};

static const struct param copy_params[] = {
	{ .name = "post",
	    .kind = PARAM_WORD,
	    .help = N_("which, as in 12.3; 12 is its first") },
	{ 0 },
};

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct thread_row thread;
	struct post_row post;

	TRY(ctx_post(ctx, args_text(args, "post"), &thread, &post));
	row_begin(ctx->out);
	row_text(ctx->out, ctx_post_name(ctx, thread.id, post.n));
	row_text(ctx->out, post.body);
	return ERR_NONE;
}

static void
text(const struct rows *r, const struct text_view *view, struct buf *out)
{
	(void)view;
	if (r->first == NULL)
		return;
	buf_put(out, r->first->cell[1].text);
	if (out->n && out->p[out->n - 1] != '\n')
		buf_char(out, '\n');
}

extern const struct command command_copy;

const struct command command_copy = {
	.name = "copy",
	.summary = N_("a post as it was written; on screens, to the clipboard"),
	.params = copy_params,
	.columns = copy_columns,
	.mode = COMMAND_READ,
	.run = run,
	.text = text,
};
