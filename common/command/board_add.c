/* board-add - make a board. */
#include "common/command/boarding.h"

static const struct column board_add_columns[] = {
	{ "board", COLUMN_TEXT, 0 },
	{ "kind", COLUMN_TEXT, 0 },
	{ 0 },
};

static const struct param board_add_params[] = {
	BOARDING_PARAMS,
	{ .name = "board",
	    .kind = PARAM_WORD,
	    .help = N_("its short name: lower-case letters, digits, dashes") },
	{ 0 },
};

/* Behind all others, so that the keys of those stay: boards have numbers. */
static enum err
place_last(struct command_ctx *ctx, struct board_change *c)
{
	TRY(store_board_last(ctx->store, &c->position));
	c->position += BOARDING_POSITION_STEP;
	if (c->position > BOARDING_POSITION_MAX)
		c->position = BOARDING_POSITION_MAX;
	return ERR_NONE;
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct board_change c = { .kind = STR("discussion"),
		.slug = args_text(args, "board"),
		.title = args_text(args, "board"),
		.read_rank = ROLE_GUEST,
		.post_rank = ROLE_MEMBER };
	int64_t id, n;
	enum err e;

	TRY(ctx_slug(ctx, _("board"), c.slug));
	TRY(place_last(ctx, &c));
	TRY(boarding_take(ctx, args, &c));
	TRY(store_board_count(ctx->store, &n));
	if (n >= BOARDS_MAX)
		return fail(ctx, ERR_LIMIT,
		    _("there are %d boards, which is "
		      "the most"),
		    BOARDS_MAX);
	TRY(boarding_group(ctx, args, &c));
	e = store_board_add(ctx->store, &c, ctx->now_ms, &id);
	if (e == ERR_CONFLICT)
		return fail(ctx, e, _("there is a board \"%.*s\" already"),
		    STR_ARG(c.slug));
	TRY(e);
	TRY(ctx_event_board(ctx, EVENT_BOARD_ADDED, id, id));
	row_begin(ctx->out);
	row_text(ctx->out, c.slug);
	row_text(ctx->out, c.kind);
	return ERR_NONE;
}

extern const struct command command_board_add;

const struct command command_board_add = {
	.name = "board-add",
	.summary = N_("make a board"),
	.params = board_add_params,
	.columns = board_add_columns,
	.need = ROLE_SYSOP,
	.mode = COMMAND_WRITE,
	.run = run,
};
