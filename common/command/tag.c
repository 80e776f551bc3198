/* tag - words to find threads by. */
#include "common/command/tagging.h"

static const struct column tag_columns[] = {
	{ "tag", COLUMN_TEXT, 0 },
	{ "threads", COLUMN_INT, 0 },
	{ 0 },
};

static const struct param tag_params[] = {
	{ .name = "remove",
	    .kind = PARAM_FLAG,
	    .help = N_("take these off instead") },
	{ .name = "thread",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("which; without one, all tags are listed") },
	{ .name = "tags",
	    .kind = PARAM_REST_OPT,
	    .help = N_("with spaces or commas between") },
	{ 0 },
};

enum { TAGS_SHOWN = 200 };

/* Counting goes over every tag of every thread. */
static enum command_mode
mode_of(const struct args *args)
{
	return args_has(args, "thread") ? COMMAND_WRITE : COMMAND_SLOW;
}

static enum err
list_all(struct command_ctx *ctx)
{
	struct tag_list list;

	TRY(store_tag_list(
	    ctx->store, ctx->arena, ctx->viewer, TAGS_SHOWN, &list));
	for (size_t i = 0; i < list.len; i++) {
		row_begin(ctx->out);
		row_text(ctx->out, list.row[i].name);
		row_int(ctx->out, list.row[i].threads);
	}
	if (list.len == 0)
		say(ctx, _("No tags yet. Put one on: tag THREAD NAME"));
	return ERR_NONE;
}

static enum err
take_off(struct command_ctx *ctx, int64_t thread, const struct tag_names *tags)
{
	for (size_t i = 0; i < tags->n; i++) {
		int64_t id;
		enum err e = store_tag_find(ctx->store, tags->name[i], &id);

		if (e == ERR_MISSING)
			continue;
		TRY(e);
		TRY(store_thread_tag_set(ctx->store, thread, id, false));
	}
	return ERR_NONE;
}

static enum err
change(struct command_ctx *ctx, const struct args *args)
{
	bool remove = args_has(args, "remove");
	struct tag_names tags = { 0 };
	struct thread_row thread;
	struct board_row board;
	int64_t have;

	TRY(ctx_thread(ctx, args_text(args, "thread"), &thread));
	TRY(ctx_board(ctx, thread.board, &board));
	if (thread.author_id != ctx->viewer.id && !ctx_moderates(ctx, &board))
		return fail(ctx, ERR_DENIED,
		    _("only @%.*s and moderators tag "
		      "this thread"),
		    STR_ARG(thread.author));
	TRY(store_thread_tag_count(ctx->store, thread.id, &have));
	TRY(tagging_parse(ctx, args_text(args, "tags"), remove ? 0 : have,
	    thread.tags, &tags));
	if (tags.n == 0)
		return fail(ctx, ERR_INVALID, _("which tags? tag %lld NAME…"),
		    (long long)thread.id);

	TRY(store_text_remove_thread(ctx->store, thread.id, INT64_MAX));
	if (remove)
		TRY(take_off(ctx, thread.id, &tags));
	else
		TRY(tagging_add(ctx, thread.id, &tags));
	TRY(store_text_add_thread(ctx->store, thread.id));
	TRY(ctx_event_board(
	    ctx, EVENT_THREAD_TAGGED, thread.board_id, thread.id));
	TRY(store_thread_get(
	    ctx->store, ctx->arena, ctx->viewer, thread.id, &thread));
	say(ctx, _("Thread %lld is tagged: %.*s"), (long long)thread.id,
	    STR_ARG(thread.tags));
	return ERR_NONE;
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	if (!args_has(args, "thread"))
		return list_all(ctx);
	if (ctx->viewer.id == 0)
		return fail(ctx, ERR_DENIED,
		    _("only members tag threads. To "
		      "join: %.*s"),
		    STR_ARG(ctx_ssh(ctx, "join")));
	return change(ctx, args);
}

extern const struct command command_tag;

const struct command command_tag = {
	.name = "tag",
	.summary = N_("list the tags, or tag a thread"),
	.params = tag_params,
	.columns = tag_columns,
	.mode_of = mode_of,
	.run = run,
};
