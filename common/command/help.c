/* help - what can be done here, and how. */
#include "common/command/ctx.h"
#include "common/command/manual.h"

static const struct column help_columns[] = {
	{ "command", COLUMN_TEXT, 0 },
	{ "does", COLUMN_TEXT, 0 },
	{ "usage", COLUMN_TEXT, COLUMN_HIDDEN },
	{ "need", COLUMN_TEXT, COLUMN_HIDDEN },
	{ 0 },
};

static const struct param help_params[] = {
	{ .name = "command",
	    .kind = PARAM_WORD_OPT,
	    .help = N_("tell all about this one") },
	{ 0 },
};

enum { HELP_BYTES = 16384 };

static void
add_row(struct command_ctx *ctx, const struct command *c)
{
	row_begin(ctx->out);
	row_text(ctx->out, str_from(c->name));
	row_text(ctx->out, str_from(_(c->summary)));
	row_text(ctx->out, args_usage(ctx->arena, c, ctx->viewer.role));
	row_text(ctx->out, str_from(role_name(command_audience(c))));
}

static enum err
one(struct command_ctx *ctx, struct str name)
{
	const struct command *c = command_find(name);
	struct buf words = BUF_INIT(HELP_BYTES);

	if (c == NULL) {
		c = command_near(name, ctx->viewer);
		if (c)
			return fail(ctx, ERR_MISSING,
			    _("there is no command \"%.*s\"; did you mean %s?"),
			    STR_ARG(name), c->name);
		return fail(ctx, ERR_MISSING,
		    _("there is no command "
		      "\"%.*s\"; `help` lists them"),
		    STR_ARG(name));
	}
	manual_help(c, ctx->viewer.role, &words);
	ctx->out->said = arena_dup(ctx->arena, str_trim(buf_str(&words)));
	buf_free(&words);
	add_row(ctx, c);
	return ERR_NONE;
}

static enum err
run(struct command_ctx *ctx, const struct args *args)
{
	/* How one joins is worth knowing when one tells others. */
	const struct viewer reader = { 0, ctx->viewer.role };
	static const struct viewer some_member = { 0, ROLE_MEMBER };
	const struct command *const *all;
	size_t n, more = 0;

	if (args_has(args, "command"))
		return one(ctx, args_text(args, "command"));
	all = command_all(&n);
	for (size_t i = 0; i < n; i++) {
		if (command_is_for(all[i], reader))
			add_row(ctx, all[i]);
		else if (command_is_for(all[i], some_member))
			more++;
	}
	if (ctx->viewer.id == 0)
		say(ctx, _("\nMembers can do %zu things more. To join: %.*s"),
		    more, STR_ARG(ctx_ssh(ctx, "join")));
	say(ctx, _("`help COMMAND` tells more about one."));
	return ERR_NONE;
}

/* One command is told in words; the row is for scripts. */
static void
text(const struct rows *r, const struct text_view *view, struct buf *out)
{
	size_t width = 0;

	(void)view;
	if (r->len == 1)
		return;
	for (const struct row *row = r->first; row; row = row->next) {
		if (row->cell[0].text.n > width)
			width = row->cell[0].text.n;
	}
	for (const struct row *row = r->first; row; row = row->next)
		buf_printf(out, "  %-*.*s  %.*s\n", (int)width,
		    STR_ARG(row->cell[0].text), STR_ARG(row->cell[1].text));
}

extern const struct command command_help;

const struct command command_help = {
	.name = "help",
	.summary = N_("list the commands, or explain one"),
	.params = help_params,
	.columns = help_columns,
	.mode = COMMAND_READ,
	.run = run,
	.text = text,
};
