/* searched - what was searched for: noted as it happens, read by staff. */
#include "common/command/searching.h"

#include "common/base/clock.h"
#include "common/store/search_log.h"

/* Searches are of one sitting with what follows within this. */
enum { SITTING_MS = CLOCK_HOUR_MS, SHOWN = 50 };

static const struct column searched_columns[] = {
	{ "at", COLUMN_TIME, 0 },
	{ "member", COLUMN_TEXT, 0 },
	{ "kind", COLUMN_TEXT, 0 },
	{ "found", COLUMN_INT, 0 },
	{ "opened", COLUMN_INT, 0 },
	{ "ledto", COLUMN_INT, 0 },
	{ "words", COLUMN_TEXT, 0 },
	{ "filters", COLUMN_TEXT, 0 },
	{ 0 },
};

static const struct param searched_params[] = {
	{ .name = "max",
	    .kind = PARAM_INT,
	    .min = 1,
	    .max = LIMIT_ROWS,
	    .help = N_("how many to show; 50 unless told") },
	{ .name = "found",
	    .kind = PARAM_INT,
	    .min = 0,
	    .max = SEARCH_COUNT_MAX,
	    .help = N_("note a search that found so many") },
	{ .name = "opened",
	    .kind = PARAM_INT,
	    .holder = "THREAD",
	    .min = 1,
	    .max = INT64_MAX,
	    .help = N_("note that this thread was opened from the finds") },
	{ .name = "solved",
	    .kind = PARAM_INT,
	    .holder = "THREAD",
	    .min = 1,
	    .max = INT64_MAX,
	    .help = N_("note that this thread answered a question before it "
		       "was asked") },
	{ .name = "words",
	    .kind = PARAM_REST_OPT,
	    .help = N_("what was searched for; none: show what was") },
	{ 0 },
};

static enum command_mode
mode_of(const struct args *args)
{
	return args_has(args, "words") ? COMMAND_QUIET : COMMAND_READ;
}

static enum err
list(struct command_ctx *ctx, int64_t max)
{
	struct search_log_list found;

	if (ctx->viewer.role < ROLE_STAFF)
		return fail(ctx, ERR_DENIED,
		    _("what was searched for is for staff to read"));
	TRY(store_search_log_list(ctx->store, ctx->arena, max, &found));
	for (size_t i = 0; i < found.len; i++) {
		const struct search_log_row *r = &found.row[i];

		row_begin(ctx->out);
		row_time(ctx->out, r->at_ms);
		row_text(ctx->out, r->member);
		row_text(ctx->out, r->kind);
		row_int(ctx->out, r->found);
		row_int(ctx->out, r->opened);
		row_int(ctx->out, r->led_to);
		row_text(ctx->out, r->words);
		row_text(ctx->out, r->filters);
	}
	if (found.len == 0)
		say(ctx, _("Nobody has searched for anything yet."));
	return ERR_NONE;
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct search_log_row row = {
		.at_ms = ctx->now_ms,
		.member_id = ctx->viewer.id,
		.kind = STR("search"),
		.found = args_int(args, "found", 0),
	};
	int64_t opened = args_int(args, "opened", 0);
	int64_t solved = args_int(args, "solved", 0);
	struct str words = args_text(args, "words");
	struct thread_row thread;

	if (!args_has(args, "words"))
		return list(ctx, args_int(args, "max", SHOWN));
	TRY(ctx_line(ctx, _("a search"), words, LIMIT_SEARCH_BYTES, &words));
	row.opened = opened ? opened : solved;
	/* Only what they may see can have been opened. */
	if (row.opened)
		TRY(ctx_thread_id(ctx, row.opened, &thread));
	if (solved) {
		row.kind = STR("title");
		row.words = words;
		row.found = 1;
		return store_search_log_add(ctx->store, &row);
	}
	searching_split(ctx->arena, words, &row.words, &row.filters);
	if (opened)
		return store_search_log_opened(
		    ctx->store, &row, ctx->now_ms - SITTING_MS);
	return store_search_log_add(ctx->store, &row);
}

extern const struct command command_searched;

const struct command command_searched = {
	.name = "searched",
	.summary = N_("show what people searched for, and if they found it"),
	.details = N_("Staff sees it newest first. Searches note themselves, "
		      "with the thread that was opened from them and the "
		      "question that was asked after all; how long they are "
		      "kept is the setting search.days."),
	.params = searched_params,
	.columns = searched_columns,
	.shown = ROLE_STAFF,
	.mode_of = mode_of,
	.run = run,
};
