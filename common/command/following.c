/* following - what commands about following and muting have in common. */
#include "common/command/following.h"

enum { FOLLOWS_SHOWN = 500 };

const struct column following_columns[] = {
	{ "what", COLUMN_TEXT, 0 },
	{ "level", COLUMN_TEXT, 0 },
	{ "name", COLUMN_TEXT, 0 },
	{ 0 },
};

enum err
following_find(struct command_ctx *ctx, struct str what, struct followed *out)
{
	struct thread_row thread;
	struct member_row member;
	struct board_row board;

	if (str_starts(what, STR("@"))) {
		TRY(ctx_member(ctx, what, &member));
		*out = (struct followed){ STR("member"), member.handle,
			member.id };
	} else if (str_starts(what, STR("tag:"))) {
		struct str name = str_slice(what, 4, what.n);

		*out = (struct followed){ STR("tag"), name, 0 };
		TRY(ctx_tag(ctx, name, &out->id));
	} else if (what.p[0] == '#' || (what.p[0] >= '0' && what.p[0] <= '9')) {
		TRY(ctx_thread(ctx, what, &thread));
		*out =
		    (struct followed){ STR("thread"), thread.title, thread.id };
	} else {
		TRY(ctx_board(ctx, what, &board));
		*out = (struct followed){ STR("board"), board.slug, board.id };
	}
	return ERR_NONE;
}

enum err
following_set(struct command_ctx *ctx, struct str what,
    const struct followed *thing, struct str level)
{
	/* One's own posts are never new, and should not be one line each. */
	if (str_eq(level, STR("mute")) && thing->id == ctx->viewer.id &&
	    str_eq(thing->type, STR("member")))
		return fail(ctx, ERR_INVALID, _("that is you"));
	TRY(store_follow_set(ctx->store, ctx->viewer.id, thing->type, thing->id,
	    level, ctx->now_ms));
	TRY(ctx_event_member(
	    ctx, EVENT_FOLLOWED, AUDIENCE_MEMBER, ctx->viewer.id));
	row_begin(ctx->out);
	row_text(ctx->out, what);
	row_text(ctx->out, level);
	row_text(ctx->out, thing->name);
	return ERR_NONE;
}

enum err
following_list(struct command_ctx *ctx, bool muted, size_t *out_n)
{
	struct follow_list follows;

	*out_n = 0;
	TRY(store_follow_list(ctx->store, ctx->arena, ctx->viewer.id,
	    (int64_t)ctx->viewer.role, FOLLOWS_SHOWN, &follows));
	for (size_t i = 0; i < follows.len; i++) {
		const struct follow_row *f = &follows.row[i];
		bool thread = str_eq(f->type, STR("thread"));

		if (muted && !str_eq(f->level, STR("mute")))
			continue;
		row_begin(ctx->out);
		row_text(ctx->out,
		    thread ?
			arena_printf(ctx->arena, "%lld", (long long)f->id) :
			f->type);
		row_text(ctx->out, f->level);
		row_text(ctx->out, f->name);
		(*out_n)++;
	}
	return ERR_NONE;
}
