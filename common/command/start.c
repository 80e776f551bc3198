/* start - open a thread; what `ask` and `post` have in common. */
#include "common/command/start.h"

#include "common/base/clock.h"
#include "common/command/tagging.h"
#include "common/rules/kinds/kind.h"
#include "common/store/mark.h"
#include "common/store/search_log.h"

/* What was searched for within this time was not found. */
enum { SEARCHED_BEFORE_MS = CLOCK_HOUR_MS };

const struct param start_params[] = {
	{ .name = "tags",
	    .kind = PARAM_TEXT,
	    .holder = "TAGS",
	    .help = N_("words to find it by, with commas between") },
	{ .name = "board", .kind = PARAM_WORD, .help = N_("where") },
	{ .name = "title",
	    .kind = PARAM_REST,
	    .help = N_("one line that says it") },
	{ 0 },
};

const struct column start_columns[] = {
	{ "thread", COLUMN_INT, 0 },
	{ "board", COLUMN_TEXT, 0 },
	{ "title", COLUMN_TEXT, 0 },
	{ 0 },
};

static enum err
check_kind(struct command_ctx *ctx, const struct board_row *b, bool question)
{
	const struct board_kind *kind = board_kind_find(b->kind);

	if (kind == NULL)
		return fail(ctx, ERR_DENIED,
		    _("a board of kind %.*s cannot "
		      "take new threads yet"),
		    STR_ARG(b->kind));
	if (kind->asks == question)
		return ERR_NONE;
	return fail(ctx, ERR_INVALID,
	    question ? _("%.*s is not for questions; use: post %.*s TITLE") :
		       _("%.*s is for questions; use: ask %.*s TITLE"),
	    STR_ARG(b->slug), STR_ARG(b->slug));
}

enum err
start_ready(struct command_ctx *ctx, const struct args *args, bool question,
    struct board_row *out)
{
	struct str title;

	TRY(ctx_board(ctx, args_text(args, "board"), out));
	TRY(check_kind(ctx, out, question));
	TRY(ctx_may_start(ctx, out));
	return ctx_title(ctx, args_text(args, "title"), &title);
}

enum err
start_thread(struct command_ctx *ctx, const struct args *args, bool question)
{
	struct thread_new thread = { .now_ms = ctx->now_ms };
	struct post_new post = { .now_ms = ctx->now_ms, .kind = STR("post") };
	struct tag_names tags = { 0 };
	struct board_row board;
	int64_t id, post_id, n;

	TRY(start_ready(ctx, args, question, &board));
	TRY(ctx_title(ctx, args_text(args, "title"), &thread.title));
	TRY(ctx_body(ctx, ctx->body, true, &post.body));
	TRY(tagging_parse(ctx, args_text(args, "tags"), 0, STR(""), &tags));

	thread.board_id = post.board_id = board.id;
	thread.author_id = post.author_id = ctx->viewer.id;
	thread.question = question;
	TRY(store_thread_add(ctx->store, &thread, &id));
	TRY(tagging_add(ctx, id, &tags));
	post.thread_id = id;
	TRY(store_post_add(ctx->store, &post, &post_id, &n));
	TRY(store_board_count_thread(ctx->store, board.id, 1));
	TRY(store_follow_joined(ctx->store, ctx->viewer.id, id, ctx->now_ms));
	TRY(store_search_log_led(
	    ctx->store, ctx->viewer.id, id, ctx->now_ms - SEARCHED_BEFORE_MS));
	TRY(ctx_event_board(ctx, EVENT_THREAD_POSTED, board.id, post_id));

	row_begin(ctx->out);
	row_int(ctx->out, id);
	row_text(ctx->out, board.slug);
	row_text(ctx->out, thread.title);
	say(ctx,
	    question ? _("Asked as %lld. See it: read %lld") :
		       _("Posted as %lld. See it: read %lld"),
	    (long long)id, (long long)id);
	return ERR_NONE;
}
