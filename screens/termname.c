/* termname - what to make of the TERM a stranger sent. */
#include "screens/termname.h"

#include <fnmatch.h>
#include <string.h>

/* Nothing can be placed on these. */
static const char *const lines_only[] = { "dumb*", "unknown", "network",
	"dialup", "plugboard", "emacs", "lpr", "printer", "tty33", "tty37" };

static const char *const many_colours[] = { "*kitty", "*ghostty", "foot*",
	"wezterm", "alacritty*", "contour*", "*-256color", "*-direct" };

/* They show the bytes above 0x7F as an IBM PC did. */
static const char *const pcs[] = { "syncterm*", "cterm*", "ansi-bbs*",
	"ansibbs*", "ansi", "pcansi*", "netrunner*", "mtelnet*" };

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool
matches(const char *name, const char *const *patterns, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (fnmatch(patterns[i], name, 0) == 0)
			return true;
	}
	return false;
}

static bool
is_name(struct str s)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789.+_-";

	if (s.n == 0 || s.n > TERMNAME_MAX || s.p[0] == '.')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\0' || strchr(allowed, s.p[i]) == NULL)
			return false;
	}
	return true;
}

static void
try(struct termname *t, struct str name)
{
	if (t->n == TERMNAME_TRIES)
		return;
	memcpy(t->entry[t->n], name.p, name.n);
	t->entry[t->n++][name.n] = '\0';
}

bool
termname_map(struct str term, struct termname *out)
{
	struct termname t = { .charset = CHARSET_UTF8 };
	char name[TERMNAME_MAX + 1];

	if (!is_name(term))
		return false;
	memcpy(name, term.p, term.n);
	name[term.n] = '\0';
	if (matches(name, lines_only, COUNT(lines_only)))
		return false;
	if (matches(name, pcs, COUNT(pcs))) {
		/*
		 * Not their own entries: those say that the cursor wraps at
		 * once, which is true of half the programs that use them.
		 * This one has the same sequences; term.c sends no others.
		 */
		t.charset = CHARSET_CP437;
		try(&t, STR("screen"));
	} else {
		try(&t, term);
		if (matches(name, many_colours, COUNT(many_colours)))
			try(&t, STR("xterm-256color"));
		try(&t, STR("xterm"));
	}
	try(&t, STR("vt100"));
	*out = t;
	return true;
}
