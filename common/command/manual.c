/* manual - help and manual pages, made from the table of commands. */
#include "common/command/manual.h"

#include "common/text/wrap.h"

enum { WIDTH = 76 };

static const char format_options[] =
    "  --json, --csv     answer as JSON Lines or CSV\n";
static const char id_option[] =
    "  --id ID           16 to 64 characters of your choice: the same request\n"
    "                    twice is done once\n";

/* "--max N", "board" */
static struct str
heading(struct arena *a, const struct param *p, const char *dashes)
{
	const char *value = param_holder(p);

	return arena_printf(a, "%s%s%s%s",
	    param_is_option(p->kind) ? dashes : "", p->name, *value ? " " : "",
	    value);
}

void
manual_help(const struct command *c, enum role role, struct buf *out)
{
	struct arena a = ARENA_INIT;

	buf_printf(out, "%.*s\n\n", STR_ARG(args_usage(&a, c, role)));
	buf_printf(out, "  %s.\n", _(c->summary));
	if (c->details)
		buf_printf(out, "\n%.*s\n",
		    STR_ARG(text_wrap(
			&a, str_from(_(c->details)), WIDTH, STR("  "))));
	if (c->body == BODY_TEXT || c->body == BODY_OPTIONAL)
		buf_cstr(out, _("\n  The text comes on standard input.\n"));
	if (c->body == BODY_BYTES)
		buf_cstr(out, _("\n  The file comes on standard input.\n"));
	if (c->body == BODY_SECRET)
		buf_cstr(out, _("\n  The secret comes on standard input.\n"));
	buf_char(out, '\n');
	for (const struct param *p = c->params; p && p->name; p++) {
		struct str name = heading(&a, p, "--");

		if (p->shown > role)
			continue;
		buf_printf(out, "  %-16.*s  %s\n", STR_ARG(name), _(p->help));
	}
	buf_cstr(out, format_options);
	if (c->mode == COMMAND_WRITE || c->mode_of)
		buf_cstr(out, id_option);
	buf_printf(
	    out, _("\n  Who may: %s.\n"), role_plural(command_audience(c)));
	arena_free(&a);
}

static void
put_statuses(struct buf *out)
{
	for (int e = 0; e < ERR_COUNT; e++)
		buf_printf(out, ".It %d\n%s\n", err_exit_code((enum err)e),
		    err_text((enum err)e));
}

/* mdoc reads a leading dot or quote as a request. */
static void
put_mdoc(struct buf *out, struct str text)
{
	while (text.n) {
		struct str line = str_cut(&text, '\n');

		if (line.n == 0) {
			buf_cstr(out, ".Pp\n");
			continue;
		}
		if (line.p[0] == '.' || line.p[0] == '\'')
			buf_cstr(out, "\\&");
		for (size_t i = 0; i < line.n; i++) {
			if (line.p[i] == '\\')
				buf_cstr(out, "\\e");
			else
				buf_char(out, line.p[i]);
		}
		buf_char(out, '\n');
	}
}

static void
put_command(const struct command *c, struct buf *out)
{
	struct arena a = ARENA_INIT;

	buf_printf(
	    out, ".It Ic %.*s\n", STR_ARG(args_usage(&a, c, ROLE_SYSOP)));
	put_mdoc(out,
	    arena_printf(&a, "%s.\nFor %s.", c->summary,
		role_plural(command_audience(c))));
	if (c->details) {
		buf_cstr(out, ".Pp\n");
		put_mdoc(out, str_from(c->details));
	}
	if (c->params && c->params[0].name) {
		buf_cstr(out, ".Bl -tag -width Ds -compact\n");
		for (const struct param *p = c->params; p->name; p++) {
			buf_printf(out, ".It %s %.*s\n",
			    param_is_option(p->kind) ? "Fl" : "Ar",
			    STR_ARG(heading(&a, p, "-")));
			put_mdoc(out, arena_printf(&a, "%s.", p->help));
		}
		buf_cstr(out, ".El\n");
	}
	arena_free(&a);
}

void
manual_page(struct buf *out)
{
	const struct command *const *all;
	size_t n;

	buf_cstr(out,
	    ".Dd $Mdocdate$\n.Dt STOA-COMMANDS 7\n.Os Stoa\n"
	    ".Sh NAME\n.Nm stoa-commands\n"
	    ".Nd what members and operators of a Stoa community can do\n"
	    ".Sh SYNOPSIS\n"
	    ".Nm ssh Ar host Ar command ...\n"
	    ".Nm stoa Ar host Ar command ...\n"
	    ".Nm stoad Cm do Ar command ...\n"
	    ".Sh DESCRIPTION\n"
	    "Options come before the text; the last argument takes the rest\n"
	    "of the line as it is.\n"
	    "A thread is a number (12), a post of it has another (12.3).\n"
	    "Every command takes\n"
	    ".Fl -json ,\n.Fl -csv ,\n.Fl -help\nand\n"
	    ".Fl -id Ar id ,\n"
	    "16 to 64 characters that make a repeated request harmless.\n"
	    ".Sh COMMANDS\n.Bl -tag -width Ds\n");
	all = command_all(&n);
	for (size_t i = 0; i < n; i++) {
		if (!(all[i]->flags & COMMAND_INTERNAL))
			put_command(all[i], out);
	}
	buf_cstr(out, ".El\n.Sh EXIT STATUS\n.Bl -tag -width Ds -compact\n");
	put_statuses(out);
	buf_cstr(out,
	    ".El\n.Sh SEE ALSO\n.Xr ssh 1 ,\n.Xr stoa 1 ,\n"
	    ".Xr stoad 8\n");
}
