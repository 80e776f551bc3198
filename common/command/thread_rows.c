/* thread_rows - the columns in which commands list threads. */
#include "common/command/thread_rows.h"

const struct column thread_columns[] = {
	{ "thread", COLUMN_INT, 0 },
	{ "new", COLUMN_INT, COLUMN_COUNT },
	{ "score", COLUMN_INT, COLUMN_HIDDEN },
	{ "replies", COLUMN_INT, 0 },
	{ "state", COLUMN_TEXT, 0 },
	{ "last", COLUMN_TIME, 0 },
	{ "author", COLUMN_TEXT, 0 },
	{ "title", COLUMN_TEXT, 0 },
	{ "board", COLUMN_TEXT, COLUMN_HIDDEN },
	{ "created", COLUMN_TIME, COLUMN_HIDDEN },
	{ "tags", COLUMN_TEXT, COLUMN_HIDDEN },
	{ "metoo", COLUMN_INT, COLUMN_HIDDEN },
	{ "posts", COLUMN_INT, COLUMN_HIDDEN },
	{ "locked", COLUMN_TIME, COLUMN_HIDDEN },
	{ 0 },
};

void
thread_rows_put(struct command_ctx *ctx, const struct thread_list *list)
{
	for (size_t i = 0; i < list->len; i++) {
		const struct thread_row *t = &list->row[i];

		row_begin(ctx->out);
		row_int(ctx->out, t->id);
		row_int(ctx->out, t->unread);
		row_int(ctx->out, t->score);
		row_int(ctx->out, t->replies);
		row_text(ctx->out, t->state);
		row_time(ctx->out, t->bumped_ms);
		row_text(ctx->out, t->author);
		row_text(ctx->out, t->title);
		row_text(ctx->out, t->board);
		row_time(ctx->out, t->created_ms);
		row_text(ctx->out, t->tags);
		row_int(ctx->out, t->me_too);
		row_int(ctx->out, t->seq);
		row_time(ctx->out, t->locked_ms);
	}
}
