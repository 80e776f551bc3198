/*
 * import - take in a thread of another forum, a profile or a vote.
 *
 * A line of the neutral format (common/wire/neutral.h) is an order.  What is
 * there already, by (src, id), stays as it is; only what is missing is added,
 * so a run can be repeated or go on after a crash.  Imports write no events
 * but one at the end, and move no marks.
 */
#include "common/base/clock.h"
#include "common/command/importing.h"
#include "common/store/imported.h"
#include "common/store/mark.h"

static const struct column import_columns[] = {
	{ "threads", COLUMN_INT, 0 },
	{ "posts", COLUMN_INT, 0 },
	{ "known", COLUMN_INT, 0 },
	{ "members", COLUMN_INT, 0 },
	{ "votes", COLUMN_INT, 0 },
	{ 0 },
};

static const struct param import_params[] = {
	{ .name = "board",
	    .kind = PARAM_TEXT,
	    .holder = "BOARD",
	    .help = N_("put all on this board") },
	{ .name = "done",
	    .kind = PARAM_FLAG,
	    .help = N_("the run is over: link duplicates, tell of it") },
	{ .name = "votes",
	    .kind = PARAM_FLAG,
	    .help = N_("with --done: there were votes; say how they fit") },
	{ 0 },
};

static enum err
tell_votes(struct command_ctx *ctx)
{
	struct imported_vote_report r;

	TRY(store_imported_vote_check(ctx->store, &r));
	if (r.lost)
		say(ctx, _("%lld votes are for posts that are not here"),
		    (long long)r.lost);
	if (r.unequal)
		say(ctx,
		    _("%lld posts have a score that is not their votes up "
		      "less those down; the score they came with counts"),
		    (long long)r.unequal);
	return ERR_NONE;
}

/* Old posts are not news, on boards that came with them. */
static enum err
finish(struct command_ctx *ctx, bool votes)
{
	int64_t days;

	TRY(ctx_setting(ctx, SETTING_UNREAD_DAYS, &days));
	TRY(store_thread_link_duplicates(ctx->store));
	if (votes)
		TRY(tell_votes(ctx));
	TRY(store_mark_start_all(
	    ctx->store, ctx->now_ms - days * CLOCK_DAY_MS));
	return ctx_event_member(
	    ctx, EVENT_IMPORTED, AUDIENCE_PUBLIC, ctx->viewer.id);
}

static enum err
take(struct import *im, struct str board)
{
	switch (im->in->kind) {
	case NEUTRAL_USER:
		return import_user(im);
	case NEUTRAL_VOTE:
		return import_vote(im);
	case NEUTRAL_SPAM_SAMPLE:
	case NEUTRAL_KINDS:
		return fail(im->ctx, ERR_INVALID, _("a %s is no thread"),
		    neutral_kind_name(im->in->kind));
	case NEUTRAL_QUESTION:
	case NEUTRAL_IDEA:
	case NEUTRAL_REVIEW:
	case NEUTRAL_STORY:
	case NEUTRAL_DISCUSSION:
		break;
	}
	return import_thread(im, board);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct neutral_notes notes = { 0 };
	struct neutral_thread in;
	struct import im = { .ctx = ctx, .in = &in };

	if (args_has(args, "done"))
		return finish(ctx, args_has(args, "votes"));
	if (ctx->body.n > LIMIT_IMPORT_BYTES)
		return fail(ctx, ERR_LIMIT,
		    _("a thread of %zu bytes is too "
		      "large"),
		    ctx->body.n);
	TRY(neutral_parse(ctx->arena, ctx->body, &notes, &in, &ctx->message));
	TRY(store_own_source(ctx->store, ctx->arena, &im.own));
	TRY(take(&im, args_text(args, "board")));
	row_begin(ctx->out);
	row_int(ctx->out, im.threads);
	row_int(ctx->out, im.posts);
	row_int(ctx->out, im.known);
	row_int(ctx->out, im.members);
	row_int(ctx->out, im.votes);
	return ERR_NONE;
}

extern const struct command command_import;

const struct command command_import = {
	.name = "import",
	.summary = N_("take a thread of another forum in"),
	.params = import_params,
	.columns = import_columns,
	.mode = COMMAND_WRITE,
	.body = BODY_TEXT,
	.flags = COMMAND_INTERNAL,
	.run = run,
};
