/*
 * escape - "~." and its kin, typed at the start of a line.
 *
 * A person whose server has gone away must be able to leave although the
 * terminal is in raw mode; the keys are those of ssh.  Everything else
 * passes unchanged: "~~" sends one tilde.
 */
#ifndef STOA_CLIENT_ESCAPE_H
#define STOA_CLIENT_ESCAPE_H

#include <stdbool.h>

#include "common/base/buf.h"
#include "common/base/str.h"

enum escape_found { ESCAPE_NONE, ESCAPE_HELP, ESCAPE_LEAVE };

struct escape {
	bool mid_line; /* something was typed since the last newline */
	bool tilde;    /* a tilde at the start of a line is held back */
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
