/* boarding - the options that board-add and board-edit share. */
#include "common/command/boarding.h"

#include "common/rules/kinds/kind.h"

static enum err
take_role(struct command_ctx *ctx, const struct args *args, const char *name,
    enum role least, enum role *out)
{
	enum role role;

	if (!args_has(args, name))
		return ERR_NONE;
	if (!role_parse(args_text(args, name), &role) || role < least)
		return fail(ctx, ERR_INVALID,
		    _("--%s takes %smember, "
		      "moderator, staff or sysop"),
		    name, least == ROLE_GUEST ? "guest, " : "");
	*out = role;
	return ERR_NONE;
}

enum err
boarding_take(
    struct command_ctx *ctx, const struct args *args, struct board_change *c)
{
	if (args_has(args, "kind")) {
		c->kind = args_text(args, "kind");
		if (board_kind_find(c->kind) == NULL)
			return fail(ctx, ERR_INVALID,
			    _("--kind takes "
			      "question, discussion or announcement"));
	}
	if (args_has(args, "title"))
		TRY(ctx_title(ctx, args_text(args, "title"), &c->title));
	if (args_has(args, "about"))
		TRY(ctx_line(ctx, _("--about"), args_text(args, "about"),
		    LIMIT_ABOUT_CHARS, &c->about));
	TRY(take_role(ctx, args, "read", ROLE_GUEST, &c->read_rank));
	TRY(take_role(ctx, args, "post", ROLE_MEMBER, &c->post_rank));
	c->position = args_int(args, "position", c->position);
	if (args_has(args, "private")) {
		c->read_rank = ROLE_STAFF;
		c->post_rank = ROLE_STAFF;
	}
	return ERR_NONE;
}

enum err
boarding_new_group(struct command_ctx *ctx, struct str slug, const char *suffix,
    int64_t *out_id)
{
	struct str name;
	int64_t taken;

	for (int64_t n = 1;; n++) {
		struct str end = n == 1 ?
		    str_from(suffix) :
		    arena_printf(ctx->arena, "%s-%lld", suffix, (long long)n);
		struct str head = str_slice(slug, 0, LIMIT_SLUG_BYTES - end.n);
		enum err e;

		name = arena_printf(
		    ctx->arena, "%.*s%.*s", STR_ARG(head), STR_ARG(end));
		e = store_group_find(ctx->store, name, &taken);
		if (e == ERR_MISSING)
			break;
		TRY(e);
	}
	return store_group_ensure(ctx->store, name, out_id);
}

enum err
boarding_group(
    struct command_ctx *ctx, const struct args *args, struct board_change *c)
{
	if (!args_has(args, "private") || c->group_id)
		return ERR_NONE;
	return boarding_new_group(ctx, c->slug, "", &c->group_id);
}
