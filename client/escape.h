/*
 * escape - "~." and its kin, after Enter or at the beginning.
 *
 * A person whose server has gone away must be able to leave although the
 * terminal is in raw mode; the keys are those of ssh: after Enter, or
 * before anything was typed.  Everything else passes unchanged: "~~" sends
 * one tilde.
 *
 * What the terminal itself answers to a question of the server, such as its
 * name, is passed on too, but nobody typed it.
 */
#ifndef STOA_CLIENT_ESCAPE_H
#define STOA_CLIENT_ESCAPE_H

#include <stdbool.h>

#include "common/base/buf.h"
#include "common/base/str.h"

/* Inside of what a terminal sends after an escape character. */
enum escape_in {
	ESCAPE_IN_TEXT,
	ESCAPE_IN_START,  /* after the escape character */
	ESCAPE_IN_CSI,	  /* parameters, up to a final letter */
	ESCAPE_IN_STRING, /* up to the string terminator */
	ESCAPE_IN_END,	  /* perhaps: an escape character in a string */
};

enum escape_found { ESCAPE_NONE, ESCAPE_HELP, ESCAPE_LEAVE };

struct escape {
	bool mid_line; /* something was typed since the last newline */
	bool tilde;    /* a tilde at the start of a line is held back */
	enum escape_in in;
};

#define ESCAPE_INIT \
	{           \
		0   \
	}

/*
 * Pass what was typed on to `out`.  After ESCAPE_LEAVE the rest of `typed` is
 * dropped; help is asked for at most once per call.
 */
enum escape_found
escape_pass(struct escape *e, struct str typed, struct buf *out);

#endif
