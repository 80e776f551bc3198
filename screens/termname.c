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

/* Made before there was more than letters; their symbols are rubbish. */
static const char *const letters_only[] = { "vt1[0-9][0-9]*", "vt2[0-9][0-9]*",
	"vt3[0-9][0-9]*", "vt52*" };

/* Its fonts have what a PC had, and letters. */
static const char *const consoles[] = { "linux*" };

enum {
	XTERM = TERMNAME_COPY | TERMNAME_TITLE | TERMNAME_NAME |
	    TERMNAME_GROUND | TERMNAME_READY,
	MODERN = XTERM | TERMNAME_LINKS | TERMNAME_RGB,
};

/*
 * The first that fits.  tmux has links from 3.4, and some that call
 * themselves xterm have them too: that is for their answer to tell.  What is
 * not here is sent nothing that it might show: GNU screen passes a question
 * for the ground on and prints the answer, the linux console and terminals of
 * hardware may show the question itself.
 */
static const struct {
	const char *pattern;
	unsigned can;
} known[] = {
	{ "xterm-kitty*", MODERN },
	{ "xterm-ghostty*", MODERN },
	{ "kitty*", MODERN },
	{ "ghostty*", MODERN },
	{ "foot*", MODERN },
	{ "wezterm*", MODERN },
	{ "alacritty*", MODERN },
	{ "contour*", MODERN },
	{ "*-direct", XTERM | TERMNAME_RGB },
	{ "xterm*", XTERM },
	{ "tmux*", XTERM },
	{ "vte*", XTERM },
	{ "gnome*", XTERM },
	{ "konsole*", XTERM },
	{ "mintty*", XTERM },
	{ "iterm*", XTERM },
	{ "screen*", TERMNAME_READY },
	{ "rxvt*", TERMNAME_READY },
	{ "linux*", TERMNAME_READY },
	{ "putty*", TERMNAME_READY },
	{ "syncterm*", TERMNAME_READY },
	{ "vt[1-5][0-9][0-9]*", TERMNAME_READY },
};

/*
 * From which version on it has links; 0: always; -1: never.  And what it
 * lacks that its TERM promises, and what it has besides.
 */
static const struct {
	const char *name;
	int64_t major;
	int64_t minor;
	unsigned lacks;
	unsigned has;
} answers[] = {
	{ "kitty", 0, 0, 0, TERMNAME_RGB },
	{ "foot", 0, 0, 0, TERMNAME_RGB },
	{ "WezTerm", 0, 0, 0, TERMNAME_RGB },
	{ "VTE", 5000, 0, TERMNAME_COPY, TERMNAME_RGB },
	{ "ghostty", 0, 0, 0, TERMNAME_RGB },
	{ "contour", 0, 0, 0, TERMNAME_RGB },
	{ "iTerm2", 0, 0, 0, TERMNAME_RGB },
	{ "mintty", 0, 0, 0, TERMNAME_RGB },
	{ "Konsole", 0, 0, 0, TERMNAME_RGB },
	{ "tmux", 3, 4, 0, TERMNAME_RGB }, /* it makes the nearest of them */
	{ "alacritty", 0, 0, 0, TERMNAME_RGB },
	{ "Windows Terminal", 0, 0, 0, TERMNAME_RGB },
	{ "XTerm", -1, 0, 0, 0 },
};

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
	/* Their numbers are colours themselves, which no theme means. */
	if (fnmatch("*-direct", name, 0) == 0)
		try(&t, STR("xterm-256color"));
	if (matches(name, pcs, COUNT(pcs))) {
		/*
		 * Not their own entries: those say that the cursor wraps at
		 * once, which is true of half the programs that use them.
		 * This one has the same sequences; term.c sends no others.
		 */
		t.charset = CHARSET_CP437;
		try(&t, STR("screen"));
	} else {
		if (matches(name, letters_only, COUNT(letters_only)) &&
		    fnmatch("*-utf8", name, 0) != 0)
			t.charset = CHARSET_SEVEN;
		else if (matches(name, consoles, COUNT(consoles)))
			t.charset = CHARSET_CONSOLE;
		try(&t, term);
		if (matches(name, many_colours, COUNT(many_colours)))
			try(&t, STR("xterm-256color"));
		try(&t, STR("xterm"));
	}
	try(&t, STR("vt100"));
	for (size_t i = 0; i < COUNT(known) && t.can == 0; i++) {
		if (fnmatch(known[i].pattern, name, 0) == 0)
			t.can = known[i].can;
	}
	*out = t;
	return true;
}

/* The number at the start of `s`, which is cut off; false when none is. */
static bool
take_number(struct str *s, int64_t *out)
{
	size_t n = 0;

	while (n < s->n && s->p[n] >= '0' && s->p[n] <= '9')
		n++;
	if (!str_int(str_slice(*s, 0, n), 0, INT32_MAX, out))
		return false;
	*s = str_slice(*s, n, s->n);
	return true;
}

/* Whether "(3.4a)", " next-3.5" is at least that version. */
static bool
is_since(struct str version, int64_t major, int64_t minor)
{
	int64_t has_major, has_minor = 0;

	if (major == 0)
		return true;
	version = str_slice(version, 1, version.n);
	if (str_starts(version, STR("next-")))
		version = str_slice(version, 5, version.n);
	if (major < 0 || !take_number(&version, &has_major))
		return false;
	if (version.n && version.p[0] == '.') {
		version = str_slice(version, 1, version.n);
		if (!take_number(&version, &has_minor))
			return false;
	}
	return has_major > major || (has_major == major && has_minor >= minor);
}

unsigned
termname_answer(struct str name, unsigned can)
{
	for (size_t i = 0; i < COUNT(answers); i++) {
		struct str is = str_from(answers[i].name), version;

		if (!str_eq_nocase(str_slice(name, 0, is.n), is))
			continue;
		version = str_slice(name, is.n, name.n);
		if (version.n && version.p[0] != '(' && version.p[0] != ' ')
			continue;
		can &= ~(TERMNAME_LINKS | answers[i].lacks);
		can |= answers[i].has;
		if (is_since(version, answers[i].major, answers[i].minor))
			can |= TERMNAME_LINKS;
		return can;
	}
	return can;
}
