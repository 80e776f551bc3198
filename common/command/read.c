/* read - the posts of a thread. */
#include <string.h>

#include "common/base/clock.h"
#include "common/command/ctx.h"
#include "common/text/clean.h"
#include "common/text/wrap.h"

enum { POSTS_SHOWN = 50, WRAP_CELLS = 78 };

enum read_column {
	READ_THREAD,
	READ_N,
	READ_PARENT,
	READ_AUTHOR,
	READ_KIND,
	READ_CREATED,
	READ_EDITED,
	READ_SCORE,
	READ_ACCEPTED,
	READ_NEW,
	READ_HIDDEN,
	READ_BODY,
	READ_TITLE,
	READ_BOARD,
	READ_STATE,
	READ_TAGS,
	READ_REPLIES,
	READ_MY_VOTE,
};

static const struct column read_columns[] = {
	[READ_THREAD] = { "thread", COLUMN_INT, 0 },
	[READ_N] = { "n", COLUMN_INT, 0 },
	[READ_PARENT] = { "parent", COLUMN_INT, 0 },
	[READ_AUTHOR] = { "author", COLUMN_TEXT, 0 },
	[READ_KIND] = { "kind", COLUMN_TEXT, 0 },
	[READ_CREATED] = { "created", COLUMN_TIME, 0 },
	[READ_EDITED] = { "edited", COLUMN_TIME, 0 },
	[READ_SCORE] = { "score", COLUMN_INT, 0 },
	[READ_ACCEPTED] = { "accepted", COLUMN_BOOL, 0 },
	[READ_NEW] = { "new", COLUMN_BOOL, 0 },
	[READ_HIDDEN] = { "hidden", COLUMN_TEXT, 0 },
	[READ_BODY] = { "body", COLUMN_BODY, 0 },
	[READ_TITLE] = { "title", COLUMN_TEXT, 0 },
	[READ_BOARD] = { "board", COLUMN_TEXT, 0 },
	[READ_STATE] = { "state", COLUMN_TEXT, 0 },
	[READ_TAGS] = { "tags", COLUMN_TEXT, 0 },
	[READ_REPLIES] = { "replies", COLUMN_INT, 0 },
	[READ_MY_VOTE] = { "vote", COLUMN_INT, 0 },
	{ 0 },
};

static const struct param read_params[] = {
	{ .name = "max",
	    .kind = PARAM_INT,
	    .min = 1,
	    .max = LIMIT_ROWS,
	    .help = N_("how many posts; 50 unless told") },
	{ .name = "thread",
	    .kind = PARAM_WORD,
	    .help = N_("12, or 12.3 to start at its post 3") },
	{ 0 },
};

static void
put(struct command_ctx *ctx, const struct thread_row *t,
    const struct post_row *p)
{
	struct rows *out = ctx->out;

	row_begin(out);
	row_int(out, t->id);
	row_int(out, p->n);
	row_int(out, p->parent_n);
	row_text(out, p->author);
	row_text(out, p->kind);
	row_time(out, p->created_ms);
	row_time(out, p->edited_ms);
	row_int(out, p->score);
	row_bool(out, p->accepted);
	row_bool(out, p->unread);
	row_text(out, p->hidden_ms ? p->hide_reason : STR(""));
	row_text(out, p->body);
	row_text(out, t->title);
	row_text(out, t->board);
	row_text(out, t->state);
	row_text(out, t->tags);
	row_int(out, t->replies);
	row_int(out, p->my_vote);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	int64_t max = args_int(args, "max", POSTS_SHOWN), id, from;
	struct str ref = args_text(args, "thread");
	struct thread_row thread;
	struct post_list list;

	TRY(ctx_ref(ctx, ref, &id, &from));
	TRY(ctx_thread_id(ctx, id, &thread));
	TRY(store_post_page(
	    ctx->store, ctx->arena, ctx->viewer, id, from, max, &list));
	if (list.len == 0)
		return fail(ctx, ERR_MISSING,
		    _("thread %lld ends at post "
		      "%lld"),
		    (long long)id, (long long)thread.seq);
	for (size_t i = 0; i < list.len; i++)
		put(ctx, &thread, &list.row[i]);
	if (list.row[list.len - 1].n < thread.seq)
		say(ctx, _("More: read %lld.%lld"), (long long)id,
		    (long long)list.row[list.len - 1].n + 1);
	return ERR_NONE;
}

static void
put_head(const struct cell *c, const struct text_view *view, struct arena *a,
    struct buf *out)
{
	buf_printf(out, "%.*s › %.*s\n", STR_ARG(c[READ_BOARD].text),
	    STR_ARG(text_clean_line(a, c[READ_TITLE].text)));
	buf_printf(out, _("thread %lld"), (long long)c[READ_THREAD].number);
	if (c[READ_STATE].text.n)
		buf_printf(out, " · %.*s", STR_ARG(c[READ_STATE].text));
	buf_printf(out, _(" · %lld %s"), (long long)c[READ_REPLIES].number,
	    c[READ_REPLIES].number == 1 ? _("reply") : _("replies"));
	if (c[READ_TAGS].text.n)
		buf_printf(out, _(" · tags %.*s"),
		    STR_ARG(text_clean_line(a, c[READ_TAGS].text)));
	buf_char(out, '\n');
	(void)view;
}

static void
put_post(const struct cell *c, const struct text_view *view, struct arena *a,
    struct buf *out)
{
	size_t cells = view->cols > 2 ? (size_t)view->cols - 2 : WRAP_CELLS;

	buf_printf(out, "\n%s %lld.%lld  @%.*s  %s  %+lld",
	    c[READ_NEW].number ? "●" : "─", (long long)c[READ_THREAD].number,
	    (long long)c[READ_N].number,
	    STR_ARG(text_clean_line(a, c[READ_AUTHOR].text)),
	    clock_ago(c[READ_CREATED].number, view->now_ms).text,
	    (long long)c[READ_SCORE].number);
	if (c[READ_PARENT].number > 1)
		buf_printf(out, _("  to %lld.%lld"),
		    (long long)c[READ_THREAD].number,
		    (long long)c[READ_PARENT].number);
	if (c[READ_EDITED].number)
		buf_cstr(out, _("  edited"));
	if (c[READ_ACCEPTED].number)
		buf_cstr(out, _("  ✓ accepted"));
	buf_char(out, '\n');
	if (str_eq(c[READ_HIDDEN].text, str_from(_("by its author"))))
		buf_cstr(out, _("  (removed by its author)"));
	else if (c[READ_HIDDEN].text.n)
		buf_printf(out, _("  (removed: %.*s)"),
		    STR_ARG(text_clean_line(a, c[READ_HIDDEN].text)));
	else
		buf_put(out,
		    text_wrap(
			a, text_clean(a, c[READ_BODY].text), cells, STR("  ")));
	buf_char(out, '\n');
}

static void
text(const struct rows *r, const struct text_view *view, struct buf *out)
{
	struct arena a = ARENA_INIT;

	if (r->first)
		put_head(r->first->cell, view, &a, out);
	for (const struct row *row = r->first; row; row = row->next) {
		put_post(row->cell, view, &a, out);
		arena_reset(&a);
	}
	arena_free(&a);
}

extern const struct command command_read;

const struct command command_read = {
	.name = "read",
	.summary = N_("read a thread"),
	.details = N_("Read as text, what was shown counts as read; with "
		      "--json or --csv it stays unread until you mark it."),
	.params = read_params,
	.columns = read_columns,
	.mode = COMMAND_SLOW, /* texts may be long: they are laid out there */
	.run = run,
	.text = text,
};
