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
	return ctx_post_name(ctx, e->thread_id, e->n);
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

enum { AT_EVENT = 2, AT_ACTOR, AT_BOARD, AT_POST, AT_TITLE, AT_MEMBER };

static const struct {
	const char *event;
	/* %a: who did it; %m: to whom; %p: where; %l: or the lobby */
	const char *words;
} sentences[] = {
	{ "member.joined", N_("%m joined") },
	{ "member.renamed", N_("%m has a new name") },
	{ "member.role", N_("%a gave %m another role") },
	{ "member.profile", N_("%m changed their profile") },
	{ "member.invited", N_("%a made an invitation") },
	{ "member.followed", N_("%a changed what they follow") },
	{ "key.added", N_("another way in for %m") },
	{ "key.revoked", N_("a key of %m was revoked") },
	{ "password.set", N_("the password of %m was set") },
	{ "board.added", N_("%a made the board %p") },
	{ "board.changed", N_("%a changed the board %p") },
	{ "thread.posted", N_("%a began %p") },
	{ "thread.solved", N_("%a accepted %p") },
	{ "thread.reopened", N_("%a accepts no answer any more in %p") },
	{ "thread.metoo", N_("%a has the question, too: %p") },
	{ "thread.tagged", N_("%a tagged %p") },
	{ "post.replied", N_("%a replied in %p") },
	{ "post.edited", N_("%a edited %p") },
	{ "post.deleted", N_("%a deleted %p") },
	{ "post.voted", N_("%a voted on %p") },
	{ "setting.changed", N_("%a changed a setting") },
	{ "import.done", N_("%a imported threads") },
	{ "art.changed", N_("%a changed the picture of %l") },
};

static void
put_person(struct str handle, struct buf *out)
{
	if (handle.n)
		buf_printf(out, "@%.*s", STR_ARG(handle));
	else
		buf_cstr(out, _("somebody"));
}

/* "talk 12.5" */
static void
put_place(const struct cell *c, struct buf *out)
{
	buf_put(out, c[AT_BOARD].text);
	if (c[AT_BOARD].text.n && c[AT_POST].text.n)
		buf_char(out, ' ');
	buf_put(out, c[AT_POST].text);
}

static void
put_sentence(const struct cell *c, const char *words, struct buf *out)
{
	for (; *words; words++) {
		if (*words != '%') {
			buf_char(out, *words);
			continue;
		}
		words++;
		if (*words == 'l' && c[AT_BOARD].text.n == 0)
			buf_cstr(out, _("the lobby"));
		else if (*words == 'p' || *words == 'l')
			put_place(c, out);
		else
			put_person(
			    c[*words == 'a' ? AT_ACTOR : AT_MEMBER].text, out);
	}
}

/* A line an event, as they come: no table can be aligned ahead. */
static void
text(const struct rows *r, const struct text_view *view, struct buf *out)
{
	(void)view;
	for (const struct row *row = r->first; row; row = row->next) {
		const struct cell *c = row->cell;
		const char *words = "%a: %p";

		for (size_t i = 0; i < sizeof sentences / sizeof *sentences;
		     i++) {
			if (str_eq(
				c[AT_EVENT].text, str_from(sentences[i].event)))
				words = _(sentences[i].words);
		}
		put_sentence(c, words, out);
		if (c[AT_TITLE].text.n)
			buf_printf(out, ": %.*s", STR_ARG(c[AT_TITLE].text));
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
