/* follow - what you want to be told of, and what not. */
#include "common/command/ctx.h"
#include "common/store/mark.h"

static const struct column follow_columns[] = {
	{ "what", COLUMN_TEXT, 0 },
	{ "level", COLUMN_TEXT, 0 },
	{ "name", COLUMN_TEXT, 0 },
	{ 0 },
};

static const struct param follow_params[] = {
	{ .name = "what",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("12, @handle, tag:name or a board; none: list") },
	{ .name = "level",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("track (unless told), watch, normal or mute"),
	    .words = "track watch normal mute" },
	{ 0 },
};

enum { FOLLOWS_SHOWN = 500 };

static enum command_mode
mode_of(const struct args *args)
{
	return args_has(args, "what") ? COMMAND_WRITE : COMMAND_READ;
}

static enum err
list(struct command_ctx *ctx)
{
	struct follow_list follows;

	TRY(store_follow_list(ctx->store, ctx->arena, ctx->viewer.id,
	    (int64_t)ctx->viewer.role, FOLLOWS_SHOWN, &follows));
	for (size_t i = 0; i < follows.len; i++) {
		const struct follow_row *f = &follows.row[i];
		bool thread = str_eq(f->type, STR("thread"));

		row_begin(ctx->out);
		row_text(ctx->out,
		    thread ?
			arena_printf(ctx->arena, "%lld", (long long)f->id) :
			f->type);
		row_text(ctx->out, f->level);
		row_text(ctx->out, f->name);
	}
	if (follows.len == 0)
		say(ctx,
		    _("You follow nothing yet. What you write in is "
		      "followed by itself; or: follow BOARD watch"));
	return ERR_NONE;
}

struct thing {
	struct str type;
	struct str name;
	int64_t id;
};

static enum err
find(struct command_ctx *ctx, struct str what, struct thing *out)
{
	struct thread_row thread;
	struct member_row member;
	struct board_row board;

	if (str_starts(what, STR("@"))) {
		TRY(ctx_member(ctx, what, &member));
		*out =
		    (struct thing){ STR("member"), member.handle, member.id };
	} else if (str_starts(what, STR("tag:"))) {
		struct str name = str_slice(what, 4, what.n);

		*out = (struct thing){ STR("tag"), name, 0 };
		TRY(ctx_tag(ctx, name, &out->id));
	} else if (what.p[0] == '#' || (what.p[0] >= '0' && what.p[0] <= '9')) {
		TRY(ctx_thread(ctx, what, &thread));
		*out = (struct thing){ STR("thread"), thread.title, thread.id };
	} else {
		TRY(ctx_board(ctx, what, &board));
		*out = (struct thing){ STR("board"), board.slug, board.id };
	}
	return ERR_NONE;
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct str level =
	    args_has(args, "level") ? args_text(args, "level") : STR("track");
	struct thing thing;

	if (!args_has(args, "what"))
		return list(ctx);
	if (!str_eq(level, STR("mute")) && !str_eq(level, STR("normal")) &&
	    !str_eq(level, STR("track")) && !str_eq(level, STR("watch")))
		return fail(ctx, ERR_INVALID,
		    _("a level is mute, normal, "
		      "track or watch"));
	if (args_text(args, "what").n == 0)
		return fail(ctx, ERR_INVALID, _("follow what?"));
	TRY(find(ctx, args_text(args, "what"), &thing));
	TRY(store_follow_set(ctx->store, ctx->viewer.id, thing.type, thing.id,
	    level, ctx->now_ms));
	TRY(ctx_event_member(
	    ctx, EVENT_FOLLOWED, AUDIENCE_MEMBER, ctx->viewer.id));
	row_begin(ctx->out);
	row_text(ctx->out, args_text(args, "what"));
	row_text(ctx->out, level);
	row_text(ctx->out, thing.name);
	return ERR_NONE;
}

extern const struct command command_follow;

const struct command command_follow = {
	.name = "follow",
	.summary = N_("list what you follow, or follow or mute something"),
	.params = follow_params,
	.columns = follow_columns,
	.need = ROLE_MEMBER,
	.mode_of = mode_of,
	.run = run,
};
