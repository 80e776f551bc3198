/* board-edit - change a board, and who belongs to it. */
#include "common/command/boarding.h"

static const struct column board_edit_columns[] = {
	{ "board", COLUMN_TEXT, 0 },
	{ "kind", COLUMN_TEXT, 0 },
	{ 0 },
};

static const struct param board_edit_params[] = {
	BOARDING_PARAMS,
	{ .name = "slug",
	    .kind = PARAM_TEXT,
	    .holder = "NAME",
	    .help = N_("another short name") },
	{ .name = "public",
	    .kind = PARAM_FLAG,
	    .help = N_("not private any more: guests read, members write") },
	{ .name = "close",
	    .kind = PARAM_FLAG,
	    .help = N_("from now on it can only be read") },
	{ .name = "open", .kind = PARAM_FLAG, .help = N_("not closed") },
	{ .name = "let-in",
	    .kind = PARAM_TEXT,
	    .holder = "HANDLE",
	    .help = N_("a member who may read a private board") },
	{ .name = "put-out",
	    .kind = PARAM_TEXT,
	    .holder = "HANDLE",
	    .help = N_("a member who may not any more") },
	{ .name = "moderator",
	    .kind = PARAM_TEXT,
	    .holder = "HANDLE",
	    .help = N_("a member who moderates this board") },
	{ .name = "board", .kind = PARAM_WORD, .help = N_("which") },
	{ 0 },
};

/* Members named in the options, found before anything is written. */
struct people {
	struct member_row in;
	struct member_row out;
	struct member_row moderator;
};

static enum err
find_one(struct command_ctx *ctx, const struct args *args, const char *name,
    struct member_row *out)
{
	if (!args_has(args, name))
		return ERR_NONE;
	return ctx_member(ctx, args_text(args, name), out);
}

static enum err
find_people(struct command_ctx *ctx, const struct args *args, struct people *p)
{
	TRY(find_one(ctx, args, "let-in", &p->in));
	TRY(find_one(ctx, args, "put-out", &p->out));
	return find_one(ctx, args, "moderator", &p->moderator);
}

static enum err
move_people(
    struct command_ctx *ctx, const struct people *p, struct board_change *c)
{
	if (p->in.id)
		TRY(store_group_join(ctx->store, c->group_id, p->in.id));
	if (p->out.id && c->group_id)
		TRY(store_group_leave(ctx->store, c->group_id, p->out.id));
	if (p->out.id && c->mod_group_id)
		TRY(store_group_leave(ctx->store, c->mod_group_id, p->out.id));
	if (p->moderator.id == 0)
		return ERR_NONE;
	if (c->mod_group_id == 0)
		TRY(boarding_new_group(
		    ctx, c->slug, "-mods", &c->mod_group_id));
	return store_group_join(ctx->store, c->mod_group_id, p->moderator.id);
}

static enum err
take_own(
    struct command_ctx *ctx, const struct args *args, struct board_change *c)
{
	if (args_has(args, "slug")) {
		c->slug = args_text(args, "slug");
		TRY(ctx_slug(ctx, _("board"), c->slug));
	}
	if (args_has(args, "public")) {
		c->group_id = 0;
		c->read_rank = ROLE_GUEST;
		c->post_rank = ROLE_MEMBER;
	}
	if (args_has(args, "close"))
		c->closed_ms = ctx->now_ms;
	if (args_has(args, "open"))
		c->closed_ms = 0;
	if (args_has(args, "let-in") && c->group_id == 0 &&
	    !args_has(args, "private"))
		return fail(ctx, ERR_INVALID,
		    _("%.*s is not private; "
		      "--private makes it so"),
		    STR_ARG(c->slug));
	return ERR_NONE;
}

static struct str
asks(struct command_ctx *ctx, const struct args *args)
{
	struct str board = args_text(args, "board");

	if (args_has(args, "public"))
		return arena_printf(ctx->arena,
		    _("Let everybody read all that was ever written on %.*s?"),
		    STR_ARG(board));
	if (args_has(args, "close"))
		return arena_printf(ctx->arena,
		    _("Close %.*s? It can be read then, not written."),
		    STR_ARG(board));
	return STR("");
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct board_change c;
	struct people people = { 0 };
	struct board_row board;
	struct str kind;
	enum err e;

	TRY(ctx_board(ctx, args_text(args, "board"), &board));
	TRY(store_board_change_get(ctx->store, ctx->arena, board.id, &c));
	kind = c.kind;
	TRY(boarding_take(ctx, args, &c));
	TRY(take_own(ctx, args, &c));
	TRY(find_people(ctx, args, &people));
	if (!str_eq(kind, c.kind) && board.threads)
		return fail(ctx, ERR_CONFLICT,
		    _("%.*s has threads: its kind "
		      "stays"),
		    STR_ARG(board.slug));
	TRY(boarding_group(ctx, args, &c));
	TRY(move_people(ctx, &people, &c));
	e = store_board_set(ctx->store, board.id, &c);
	if (e == ERR_CONFLICT)
		return fail(ctx, e, _("there is a board \"%.*s\" already"),
		    STR_ARG(c.slug));
	TRY(e);
	TRY(ctx_event_board(ctx, EVENT_BOARD_CHANGED, board.id, board.id));
	row_begin(ctx->out);
	row_text(ctx->out, c.slug);
	row_text(ctx->out, c.kind);
	return ERR_NONE;
}

extern const struct command command_board_edit;

const struct command command_board_edit = {
	.name = "board-edit",
	.summary = N_("change a board, and who belongs to it"),
	.params = board_edit_params,
	.columns = board_edit_columns,
	.need = ROLE_SYSOP,
	.mode = COMMAND_WRITE,
	.asks = asks,
	.run = run,
};
