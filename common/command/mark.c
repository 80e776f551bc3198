/* mark - say what you have read. */
#include "common/command/ctx.h"
#include "common/store/mark.h"

static const struct column mark_columns[] = {
	{ "marked", COLUMN_TEXT, 0 },
	{ "unread", COLUMN_INT, 0 },
	{ 0 },
};

static const struct param mark_params[] = {
	{ .name = "unread",
	    .kind = PARAM_FLAG,
	    .help = N_("keep one post (12.3) as new instead") },
	{ .name = "but",
	    .kind = PARAM_TEXT,
	    .holder = "NUMBERS",
	    .help = N_("numbers of posts that stay new: 5,7,9") },
	{ .name = "what",
	    .kind = PARAM_WORD,
	    .help = N_("a thread, a post of it up to which, or a board") },
	{ 0 },
};

static bool
is_number(struct str s)
{
	return s.n && (s.p[0] == '#' || (s.p[0] >= '0' && s.p[0] <= '9'));
}

static enum err
mark_board(struct command_ctx *ctx, struct str slug)
{
	struct board_row board;

	TRY(ctx_board(ctx, slug, &board));
	TRY(store_mark_board(ctx->store, ctx->viewer.id, board.id));
	row_begin(ctx->out);
	row_text(ctx->out, board.slug);
	row_int(ctx->out, 0);
	say(ctx, _("All of %.*s is read"), STR_ARG(board.slug));
	return ERR_NONE;
}

static enum err
keep_unread(struct command_ctx *ctx, struct str ref)
{
	struct thread_row thread;
	struct post_row post;

	TRY(ctx_post(ctx, ref, &thread, &post));
	TRY(store_mark_hole(
	    ctx->store, ctx->viewer.id, post.board_id, post.id));
	row_begin(ctx->out);
	row_text(ctx->out, ref);
	row_int(ctx->out, 1);
	say(ctx, _("%lld.%lld stays new"), (long long)thread.id,
	    (long long)post.n);
	return ERR_NONE;
}

/* "5,7,9" */
static enum err
take_but(struct command_ctx *ctx, struct str words, int64_t n, int64_t *but,
    size_t *out_n)
{
	size_t len = 0;

	while (words.n) {
		struct str word = str_trim(str_cut(&words, ','));

		if (len == MARK_BUT_MAX)
			return fail(ctx, ERR_LIMIT,
			    _("%d posts at most can stay new"), MARK_BUT_MAX);
		if (!str_int(word, 1, n, &but[len++]))
			return fail(ctx, ERR_INVALID,
			    _("\"%.*s\" is no post from 1 to %lld"),
			    STR_ARG(word), (long long)n);
	}
	*out_n = len;
	return ERR_NONE;
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct str what = args_text(args, "what");
	struct thread_row thread;
	int64_t id, n, unread, but[MARK_BUT_MAX];
	size_t but_n = 0;

	if (args_has(args, "but") &&
	    (args_has(args, "unread") || !is_number(what)))
		return fail(ctx, ERR_INVALID,
		    _("--but goes with a thread, as in mark --but 5,7 12"));
	if (args_has(args, "unread"))
		return keep_unread(ctx, what);
	if (!is_number(what))
		return mark_board(ctx, what);
	TRY(ctx_ref(ctx, what, &id, &n));
	TRY(ctx_thread_id(ctx, id, &thread));
	if (str_find(what, '.') == what.n || n > thread.seq)
		n = thread.seq;
	TRY(take_but(ctx, args_text(args, "but"), n, but, &but_n));
	TRY(store_mark_thread_but(
	    ctx->store, ctx->viewer.id, id, n, but, but_n));
	TRY(store_mark_unread_thread(ctx->store, ctx->viewer.id, id, &unread));
	row_begin(ctx->out);
	row_text(ctx->out, what);
	row_int(ctx->out, unread);
	say(ctx, _("Thread %lld is read up to post %lld"), (long long)id,
	    (long long)n);
	return ERR_NONE;
}

extern const struct command command_mark;

const struct command command_mark = {
	.name = "mark",
	.summary = N_("mark a thread or a board as read"),
	.params = mark_params,
	.columns = mark_columns,
	.need = ROLE_MEMBER,
	.mode = COMMAND_QUIET,
	.run = run,
};
