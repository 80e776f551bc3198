/* command - the table of commands, and running one. */
#include "common/command/command.h"

#include <string.h>

#include "common/command/ctx.h"
#include "common/command/list.h"
#include "common/store/store.h"
#include "common/text/base64.h"
#include "common/text/near.h"

#define X(name) extern const struct command command_##name;
COMMANDS(X)
#undef X

static const struct command *const commands[] = {
#define X(name) &command_##name,
	COMMANDS(X)
#undef X
};

enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

const struct command *
command_find(struct str name)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		if (str_eq(name, str_from(commands[i]->name)))
			return commands[i];
	}
	return NULL;
}

const struct command *const *
command_all(size_t *out_n)
{
	*out_n = COMMAND_COUNT;
	return commands;
}

enum role
command_audience(const struct command *c)
{
	return c->shown > c->need ? c->shown : c->need;
}

bool
command_is_for(const struct command *c, struct viewer viewer)
{
	return !(c->flags & COMMAND_INTERNAL) &&
	    !((c->flags & COMMAND_JOINS) && viewer.id) &&
	    command_audience(c) <= viewer.role;
}

const struct command *
command_near(struct str typed, struct viewer viewer)
{
	const struct command *best = NULL;
	size_t slips, least = NEAR_FAR;

	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		const struct command *c = commands[i];

		if (!command_is_for(c, viewer) ||
		    !near_means(typed, str_from(c->name), &slips) ||
		    slips >= least)
			continue;
		best = c;
		least = slips;
	}
	return best;
}

enum command_mode
command_mode(const struct command *c, const struct args *args)
{
	return c->mode_of ? c->mode_of(args) : c->mode;
}

bool
command_wants_body(const struct command *c, const struct args *args)
{
	return c->body_of ? c->body_of(args) : c->body != BODY_NONE;
}

json_t *
command_body_to_json(const struct command *c, struct str body)
{
	struct arena a = ARENA_INIT;
	json_t *v;

	if (c->body == BODY_BYTES)
		body = base64_encode(&a, body, 0);
	v = json_from_str(body);
	arena_free(&a);
	return v;
}

enum err
command_body_from_json(const struct command *c, struct arena *a,
    const json_t *value, struct str *out)
{
	struct str text = json_text(a, value);

	if (c->body == BODY_BYTES)
		return base64_decode(a, text, out) ? ERR_NONE : ERR_INVALID;
	*out = text;
	return ERR_NONE;
}

enum command_prepare
command_prepare(const struct command *c, const struct args *args)
{
	return c->prepare_of ? c->prepare_of(args) : c->prepare;
}

struct str
command_asks(
    const struct command *c, struct command_ctx *ctx, const struct args *args)
{
	return c->asks ? c->asks(ctx, args) : STR("");
}

enum err
command_identify(struct command_ctx *ctx, int64_t member)
{
	ctx->me = (struct member_row){ 0 };
	ctx->viewer = (struct viewer){ 0, ROLE_GUEST };
	if (member == 0)
		return ERR_NONE;
	TRY(store_member_get(ctx->store, ctx->arena, member, &ctx->me));
	ctx->viewer.id = member;
	ctx->viewer.role = ctx->me.role;
	return ERR_NONE;
}

static bool
changes(enum command_mode mode)
{
	return mode == COMMAND_WRITE || mode == COMMAND_QUIET;
}

static enum err
may_run(
    const struct command *c, struct command_ctx *ctx, const struct args *args)
{
	if ((c->flags & COMMAND_INTERNAL) && !ctx->is_operator)
		return fail(
		    ctx, ERR_DENIED, _("%s is the server's own"), c->name);
	if (ctx->viewer.role < c->need) {
		if (ctx->viewer.id == 0)
			return fail(ctx, ERR_DENIED,
			    _("`%s` is for members. To join: %.*s"), c->name,
			    STR_ARG(ctx_ssh(ctx, "join")));
		return fail(ctx, ERR_DENIED, _("`%s` is for %s; you are a %s"),
		    c->name, role_plural(c->need), role_name(ctx->viewer.role));
	}
	if (ctx->viewer.id == 0)
		return ERR_NONE;
	if (str_eq(ctx->me.status, STR("suspended")) ||
	    str_eq(ctx->me.status, STR("closed")))
		return fail(ctx, ERR_DENIED, _("your account is %.*s"),
		    STR_ARG(ctx->me.status));
	if (command_mode(c, args) == COMMAND_WRITE &&
	    str_eq(ctx->me.status, STR("silenced")))
		return fail(ctx, ERR_DENIED,
		    _("you are silenced: you can "
		      "read, not write"));
	return ERR_NONE;
}

enum err
command_run(
    const struct command *c, struct command_ctx *ctx, const struct args *args)
{
	bool view = !changes(command_mode(c, args)) && ctx->store;
	enum err e;

	TRY(may_run(c, ctx, args));
	/* A change is told in words; its row is for scripts. */
	ctx->out->told = changes(command_mode(c, args));
	if (!view)
		return c->run(ctx, args);
	/* Several queries of one command see one state of the store. */
	TRY(store_read_begin(ctx->store));
	e = c->run(ctx, args);
	store_read_end(ctx->store);
	return e;
}

enum err
command_ready(
    const struct command *c, struct command_ctx *ctx, const struct args *args)
{
	enum err e;

	TRY(may_run(c, ctx, args));
	if (c->ready == NULL)
		return ERR_NONE;
	TRY(store_read_begin(ctx->store));
	e = c->ready(ctx, args);
	store_read_end(ctx->store);
	return e;
}
