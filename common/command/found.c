/* found - the first order of every store: a robot, boards, a sysop's code. */
#include "common/command/ctx.h"
#include "common/store/secret.h"
#include "common/store/setting.h"

static const struct column found_columns[] = {
	{ "code", COLUMN_TEXT, 0 },
	{ 0 },
};

static const struct param found_params[] = {
	{ .name = "name",
	    .kind = PARAM_REST_OPT,
	    .help = N_("what the community is called") },
	{ 0 },
};

static const struct {
	const char *slug;
	const char *title;
	const char *about;
	const char *kind;
} first_boards[] = {
	{ "news", N_("News"), N_("what is new here"), "announcement" },
	{ "support", N_("Support"), N_("get and give help"), "question" },
	{ "talk", N_("Talk"), N_("everything else"), "discussion" },
};

static enum err
add_robot(struct command_ctx *ctx)
{
	const struct member_new robot = {
		.handle = STR("robot"),
		.display = STR("the system"),
		.status = STR("active"),
		.role = ROLE_SYSOP,
		.joined_ms = ctx->now_ms,
	};
	int64_t id;

	TRY(store_member_add(ctx->store, &robot, &id));
	return id == MEMBER_ROBOT ? ERR_NONE : ERR_CORRUPT;
}

static enum err
add_boards(struct command_ctx *ctx)
{
	for (size_t i = 0; i < sizeof first_boards / sizeof first_boards[0];
	     i++) {
		const struct board_change c = {
			.slug = str_from(first_boards[i].slug),
			.title = str_from(_(first_boards[i].title)),
			.about = str_from(_(first_boards[i].about)),
			.kind = str_from(first_boards[i].kind),
			.read_rank = ROLE_GUEST,
			.post_rank = ROLE_MEMBER,
			.position = (int64_t)(i + 1) * 10,
		};
		int64_t id;

		TRY(store_board_add(ctx->store, &c, ctx->now_ms, &id));
		TRY(ctx_event_board(ctx, EVENT_BOARD_ADDED, id, id));
	}
	return ERR_NONE;
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	const struct code_row code = { .kind = STR("sysop"),
		.created_ms = ctx->now_ms };
	struct str name = args_text(args, "name");
	struct member_row robot;

	if (store_member_get(ctx->store, ctx->arena, MEMBER_ROBOT, &robot) !=
	    ERR_MISSING)
		return fail(ctx, ERR_CONFLICT,
		    _("there is a community here "
		      "already"));
	if (name.n && !setting_takes(SETTING_COMMUNITY_NAME, name))
		return fail(ctx, ERR_INVALID,
		    _("a community's name has 1 to "
		      "60 characters"));
	TRY(add_robot(ctx));
	if (name.n)
		TRY(store_setting_set(ctx->store, SETTING_COMMUNITY_NAME, name,
		    MEMBER_ROBOT, ctx->now_ms));
	TRY(add_boards(ctx));
	TRY(store_code_add(ctx->store, ctx->code_hash, &code));
	row_begin(ctx->out);
	row_text(ctx->out, ctx->code);
	return ERR_NONE;
}

extern const struct command command_found;

const struct command command_found = {
	.name = "found",
	.summary = N_("begin a community in an empty store"),
	.params = found_params,
	.columns = found_columns,
	.mode = COMMAND_WRITE,
	.prepare = PREPARE_CODE_MAKE,
	.flags = COMMAND_SECRET | COMMAND_INTERNAL,
	.run = run,
};
