/* manual - the manual page of the screens, from their key tables. */
#include "screens/manual.h"

#include "screens/app.h"
#include "screens/footer.h"
#include "screens/ui/editor.h"

/* A key may look like a request of mdoc, or like its escape. */
static void
put_keys(struct buf *out, const char *keys)
{
	buf_cstr(out, ".It Ic ");
	for (; *keys; keys++) {
		if (*keys == '\\')
			buf_cstr(out, "\\e");
		else if (*keys > ' ' && *keys < '0')
			buf_printf(out, "\\&%c", *keys);
		else if (*keys > '9' && *keys < 'A')
			buf_printf(out, "\\&%c", *keys);
		else if (*keys == '[' || *keys == ']' || *keys == '|')
			buf_printf(out, "\\&%c", *keys);
		else
			buf_char(out, *keys);
	}
	buf_char(out, '\n');
}

static void
put_table(
    struct buf *out, const struct binding *table, const struct binding *above)
{
	static const struct keyset plain = { .preset = NULL };
	const struct key_look look = { above, &plain, false };
	struct key_line line;

	buf_cstr(out, ".Bl -tag -width PgDnxSpace -compact\n");
	while (key_line_next(&table, &look, &line)) {
		put_keys(out, line.keys);
		buf_printf(out, "%s\n", line.help);
	}
	buf_cstr(out, ".El\n");
}

static void
put_screen(struct buf *out, const struct screen_class *c)
{
	buf_printf(out, ".Ss %s\n", c->title);
	if (c->command)
		buf_printf(out, "It shows what the command\n.Ic %s\nreads.\n",
		    c->command);
	put_table(out, c->keys, NULL);
}

/* What to do when it does not look as it should, and for who hears it. */
static void
put_terminals(struct buf *out)
{
	buf_cstr(out,
	    ".Ss Terminals\n"
	    "What a terminal can is found out by its name, by what it answers\n"
	    "and by the locale.\n"
	    "When signs or colours are wrong all the same,\n"
	    ".Ic %\n"
	    "shows samples to choose from; where letters are text, the key\n"
	    "that draws again does, pressed twice.\n"
	    "The choice is kept for this\n.Ev TERM .\n"
	    ".Pp\n"
	    "For screen readers,\n"
	    ".Ic ssh -t Ar host Ic plain\n"
	    "and the setting of that name show words instead of signs and\n"
	    "boxes, and keep the cursor on the line that is selected.\n"
	    ".Pp\n"
	    "With the keys of vim, a number before a move repeats it\n"
	    ".Pq 5j ,\n"
	    "12G goes to the twelfth line, and a number before\n"
	    ".Ic Enter\n"
	    "opens that board.\n");
}

void
screens_manual(struct buf *out)
{
	size_t n;
	const struct screen_class *const *all = app_screens(&n);

	buf_cstr(out,
	    ".Dd $Mdocdate$\n.Dt STOA-SCREENS 7\n.Os Stoa\n"
	    ".Sh NAME\n.Nm stoa-screens\n"
	    ".Nd the screens of a Stoa community and their keys\n"
	    ".Sh SYNOPSIS\n"
	    ".Nm ssh Ar host\n"
	    ".Nm stoa Ar host\n"
	    ".Sh DESCRIPTION\n"
	    "Who logs in with a terminal gets screens.\n"
	    "The bottom line names the keys that matter most;\n"
	    ".Ic \\&?\n"
	    "lists all of them.\n"
	    ".Sh KEYS\n"
	    "These work on every screen that does not give them a meaning of\n"
	    "its own, and where no text is being typed.\n"
	    ".Pp\n");
	put_table(out, app_keys(), NULL);
	put_terminals(out);
	buf_cstr(out,
	    ".Ss Where text is typed\n"
	    "In a text of many lines; most of them in one line, too.\n");
	put_table(out, editor_keys, NULL);
	for (size_t i = 0; i < n; i++) {
		if (all[i]->keys && all[i]->title &&
		    all[i]->pane != PANE_OVERLAY)
			put_screen(out, all[i]);
	}
	buf_cstr(out,
	    ".Sh SEE ALSO\n.Xr ssh 1 ,\n.Xr stoa 1 ,\n"
	    ".Xr stoa-commands 7\n");
}
