/* profile - what a member tells of themselves. */
#include "common/command/ctx.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"

static const struct column profile_columns[] = {
	{ "handle", COLUMN_TEXT, 0 },
	{ "name", COLUMN_TEXT, 0 },
	{ "role", COLUMN_TEXT, 0 },
	{ "status", COLUMN_TEXT, 0 },
	{ "posts", COLUMN_INT, 0 },
	{ "joined", COLUMN_TIME, 0 },
	{ "seen", COLUMN_TIME, 0 },
	{ "inviter", COLUMN_TEXT, 0 },
	{ "bio", COLUMN_BODY, 0 },
	{ 0 },
};

static const struct param profile_params[] = {
	{ .name = "name",
	    .kind = PARAM_TEXT,
	    .holder = "NAME",
	    .help = N_("set the name shown beside your handle (in quotes)") },
	{ .name = "bio",
	    .kind = PARAM_FLAG,
	    .help = N_("set your lines from standard input") },
	{ .name = "handle",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("whose; yours unless told") },
	{ 0 },
};

static bool
sets(const struct args *args)
{
	return args_has(args, "name") || args_has(args, "bio");
}

static enum command_mode
mode_of(const struct args *args)
{
	return sets(args) ? COMMAND_WRITE : COMMAND_READ;
}

static bool
wants_body(const struct args *args)
{
	return args_has(args, "bio");
}

static enum err
set(struct command_ctx *ctx, const struct args *args, struct member_row *m)
{
	if (args_has(args, "handle"))
		return fail(ctx, ERR_DENIED,
		    _("you can change your own "
		      "profile only"));
	if (args_has(args, "name"))
		TRY(ctx_line(ctx, _("the name"), args_text(args, "name"),
		    LIMIT_DISPLAY_CHARS, &m->display));
	if (args_has(args, "bio")) {
		m->bio = str_trim(text_clean(ctx->arena, ctx->body));
		if (text_chars(m->bio) > LIMIT_BIO_CHARS)
			return fail(ctx, ERR_LIMIT,
			    _("the lines about you "
			      "end at %d characters"),
			    LIMIT_BIO_CHARS);
	}
	TRY(store_member_set_profile(ctx->store, m->id, m->display, m->bio));
	return ctx_event_member(
	    ctx, EVENT_MEMBER_PROFILE, AUDIENCE_PUBLIC, m->id);
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	struct member_row m = ctx->me;

	if (m.id == 0 && (sets(args) || !args_has(args, "handle")))
		return fail(ctx, ERR_DENIED,
		    _("guests have no profile. To "
		      "join: %.*s"),
		    STR_ARG(ctx_ssh(ctx, "join")));
	if (sets(args))
		TRY(set(ctx, args, &m));
	else if (args_has(args, "handle"))
		TRY(ctx_member(ctx, args_text(args, "handle"), &m));
	TRY(store_member_posts_count(ctx->store, ctx->viewer, m.id, &m.posts));
	row_begin(ctx->out);
	row_text(ctx->out, m.handle);
	row_text(ctx->out, m.display);
	row_text(ctx->out, str_from(role_name(m.role)));
	row_text(ctx->out, m.status);
	row_int(ctx->out, m.posts);
	row_time(ctx->out, m.joined_ms);
	row_time(ctx->out, m.seen_ms);
	row_text(ctx->out, m.inviter);
	row_text(ctx->out, m.bio);
	return ERR_NONE;
}

extern const struct command command_profile;

const struct command command_profile = {
	.name = "profile",
	.summary = N_("show a member, or change what you tell of yourself"),
	.params = profile_params,
	.columns = profile_columns,
	.mode_of = mode_of,
	.body = BODY_TEXT,
	.body_of = wants_body,
	.run = run,
};
