/*
 * terminals - what somebody said each of their terminals can show.
 *
 * A person has several, and they differ; TERM is what tells them apart.  The
 * value is one line, "vt220=latin1/mono xterm-256color=utf8/all", with the
 * one chosen last in front.
 *
 * Bounds: TERMINALS_MAX of them, in a value of PREF_VALUE_CHARS; the oldest
 *         are forgotten.
 */
#ifndef STOA_RULES_TERMINALS_H
#define STOA_RULES_TERMINALS_H

#include <stdbool.h>

#include "common/base/arena.h"
#include "common/base/str.h"

enum { TERMINALS_MAX = 8, TERMINAL_NAME_MAX = 64 };

/* id, name */
#define TERMINAL_ENCODINGS(X) \
	X(AUTO, "auto")       \
	X(UTF8, "utf8")       \
	X(LETTERS, "letters") \
	X(CP437, "cp437")     \
	X(LATIN1, "latin1")   \
	X(ASCII, "ascii")

#define TERMINAL_COLOURS(X) \
	X(AUTO, "auto")     \
	X(NONE, "none")     \
	X(FEW, "16")        \
	X(MANY, "256")      \
	X(ALL, "all")

/* LETTERS: UTF-8, but no symbols and boxes. */
enum terminal_encoding {
#define X(id, name) TERMINAL_ENCODING_##id,
	TERMINAL_ENCODINGS(X)
#undef X
	    TERMINAL_ENCODING_COUNT,
};

enum terminal_colours {
#define X(id, name) TERMINAL_COLOURS_##id,
	TERMINAL_COLOURS(X)
#undef X
	    TERMINAL_COLOURS_COUNT,
};

struct terminal_choice {
	enum terminal_encoding encoding;
	enum terminal_colours colours;
};

/* "utf8", "16": as the value has them, and for people. */
const char *terminal_encoding_name(enum terminal_encoding encoding);
const char *terminal_colours_name(enum terminal_colours colours);

/* Whether a value has this form; empty is well. */
bool terminals_are_valid(struct str value);

/* What was said of the one with this TERM: all AUTO when nothing was. */
struct terminal_choice terminals_find(struct str value, struct str term);

/* The value with another choice for it; all AUTO forgets it. */
struct str terminals_put(struct arena *a, struct str value, struct str term,
    struct terminal_choice choice);

#endif
