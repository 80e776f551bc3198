/* watch - tell what happens, as it happens. */
#include "common/command/ctx.h"

static const struct column watch_columns[] = {
	{ "seq", COLUMN_INT, 0 },
	{ "at", COLUMN_TIME, 0 },
	{ "event", COLUMN_TEXT, 0 },
	{ "actor", COLUMN_TEXT, 0 },
	{ "board", COLUMN_TEXT, 0 },
	{ "post", COLUMN_TEXT, 0 },
	{ "title", COLUMN_TEXT, 0 },
	{ "member", COLUMN_TEXT, 0 },
	{ 0 },
};

static const struct param watch_params[] = {
	{ .name = "since",
	    .kind = PARAM_INT,
	    .holder = "EVENT",
	    .min = 0,
	    .max = INT64_MAX,
	    .help = N_("start behind this event instead of now") },
	{ .name = "board",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("only on this board") },
	{ 0 },
};

enum { EVENTS_AT_ONCE = 200 };

static struct str
reference(struct command_ctx *ctx, const struct event_row *e)
{
	if (e->thread_id == 0)
		return STR("");
	if (e->n == 0)
		return arena_printf(
		    ctx->arena, "%lld", (long long)e->thread_id);
	return arena_printf(
	    ctx->arena, "%lld.%lld", (long long)e->thread_id, (long long)e->n);
}

/* Called again whenever there is more; ctx->since is where it stopped. */
static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct board_row board = { 0 };
	struct event_list list;

	if (args_has(args, "board"))
		TRY(ctx_board(ctx, args_text(args, "board"), &board));
	if (ctx->since < 0) {
		TRY(store_event_last(ctx->store, &ctx->since));
		ctx->since = args_int(args, "since", ctx->since);
	}
	TRY(store_event_page(ctx->store, ctx->arena, ctx->viewer, ctx->since,
	    board.id, EVENTS_AT_ONCE, &list));
	ctx->since = list.next;
	for (size_t i = 0; i < list.len; i++) {
		const struct event_row *e = &list.row[i];

		row_begin(ctx->out);
		row_int(ctx->out, e->seq);
		row_time(ctx->out, e->at_ms);
		row_text(ctx->out, e->kind);
		row_text(ctx->out, e->actor);
		row_text(ctx->out, e->board);
		row_text(ctx->out, reference(ctx, e));
		row_text(ctx->out, e->title);
		row_text(ctx->out, e->member);
	}
	return ERR_NONE;
}

/* A line an event, as they come: no table can be aligned ahead. */
static void
text(const struct rows *r, const struct text_view *view, struct buf *out)
{
	(void)view;
	for (const struct row *row = r->first; row; row = row->next) {
		const struct cell *c = row->cell;

		buf_printf(out, "%.*s", STR_ARG(c[2].text));
		if (c[3].text.n)
			buf_printf(out, " @%.*s", STR_ARG(c[3].text));
		if (c[4].text.n)
			buf_printf(out, " %.*s", STR_ARG(c[4].text));
		if (c[5].text.n)
			buf_printf(out, " %.*s", STR_ARG(c[5].text));
		if (c[6].text.n)
			buf_printf(out, " %.*s", STR_ARG(c[6].text));
		if (c[7].text.n && !str_eq(c[7].text, c[3].text))
			buf_printf(out, " @%.*s", STR_ARG(c[7].text));
		buf_char(out, '\n');
	}
}

extern const struct command command_watch;

const struct command command_watch = {
	.name = "watch",
	.summary = N_("tell what happens, as it happens, until you leave"),
	.params = watch_params,
	.columns = watch_columns,
	.mode = COMMAND_STREAM,
	.run = run,
	.text = text,
};
