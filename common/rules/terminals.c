/* terminals - what somebody said each of their terminals can show. */
#include "common/rules/terminals.h"

#include <string.h>

#include "common/rules/prefs.h"

static const char *const encodings[] = {
#define X(id, name) name,
	TERMINAL_ENCODINGS(X)
#undef X
};

static const char *const colours[] = {
#define X(id, name) name,
	TERMINAL_COLOURS(X)
#undef X
};

const char *
terminal_encoding_name(enum terminal_encoding encoding)
{
	return encodings[encoding];
}

const char *
terminal_colours_name(enum terminal_colours which)
{
	return colours[which];
}

/* Which of the names; -1: none. */
static int
index_of(const char *const *names, int n, struct str name)
{
	for (int i = 0; i < n; i++) {
		if (str_eq(str_from(names[i]), name))
			return i;
	}
	return -1;
}

static bool
is_name(struct str s)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789.+_-";

	if (s.n == 0 || s.n > TERMINAL_NAME_MAX)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\0' || strchr(allowed, s.p[i]) == NULL)
			return false;
	}
	return true;
}

/* "xterm=utf8/16" into its parts. */
static bool
read_one(struct str entry, struct str *term, struct terminal_choice *choice)
{
	int encoding, many;

	*term = str_cut(&entry, '=');
	encoding =
	    index_of(encodings, TERMINAL_ENCODING_COUNT, str_cut(&entry, '/'));
	many = index_of(colours, TERMINAL_COLOURS_COUNT, entry);
	if (!is_name(*term) || encoding < 0 || many < 0)
		return false;
	choice->encoding = (enum terminal_encoding)encoding;
	choice->colours = (enum terminal_colours)many;
	return true;
}

bool
terminals_are_valid(struct str value)
{
	struct terminal_choice choice;
	struct str term;
	int n = 0;

	while (value.n) {
		if (++n > TERMINALS_MAX ||
		    !read_one(str_cut(&value, ' '), &term, &choice))
			return false;
	}
	return true;
}

struct terminal_choice
terminals_find(struct str value, struct str term)
{
	while (value.n) {
		struct terminal_choice choice;
		struct str name;

		if (read_one(str_cut(&value, ' '), &name, &choice) &&
		    str_eq(name, term))
			return choice;
	}
	return (struct terminal_choice){ TERMINAL_ENCODING_AUTO,
		TERMINAL_COLOURS_AUTO };
}

struct str
terminals_put(struct arena *a, struct str value, struct str term,
    struct terminal_choice choice)
{
	struct str out = STR("");
	int n = 0;

	if (!is_name(term))
		return value;
	if (choice.encoding != TERMINAL_ENCODING_AUTO ||
	    choice.colours != TERMINAL_COLOURS_AUTO) {
		out = arena_printf(a, "%.*s=%s/%s", STR_ARG(term),
		    encodings[choice.encoding], colours[choice.colours]);
		n = 1;
	}
	while (value.n && n < TERMINALS_MAX) {
		struct str entry = str_cut(&value, ' '), name;
		struct terminal_choice other;

		if (!read_one(entry, &name, &other) || str_eq(name, term) ||
		    out.n + 1 + entry.n > PREF_VALUE_CHARS)
			continue;
		out = arena_printf(a, "%.*s%s%.*s", STR_ARG(out),
		    out.n ? " " : "", STR_ARG(entry));
		n++;
	}
	return out;
}
