/*
 * lineedit - one line typed at a terminal in raw mode, or sent without one.
 *
 * With a terminal it echoes, and knows backspace, ^U, ^W, ^C, ^D; without
 * one it only cuts lines.  What it echoes is clean.
 *
 * Bounds: a line ends at `max` bytes; what goes beyond is dropped, and the
 *         terminal is told by a bell.
 */
#ifndef STOA_SERVER_LINEEDIT_H
#define STOA_SERVER_LINEEDIT_H

#include <stdbool.h>

#include "common/base/buf.h"
#include "common/base/str.h"

enum line_event {
	LINE_MORE,   /* nothing whole yet */
	LINE_READY,  /* lineedit_line() is a line */
	LINE_CANCEL, /* ^C */
	LINE_END,    /* ^D on an empty line */
};

struct lineedit {
	struct buf line;
	bool terminal;
	bool hidden;  /* echo nothing */
	bool cut;     /* the line was longer than it may be */
	bool escape;  /* inside an escape sequence */
	bool bracket; /* … of the kind ESC [ */
	bool was_cr;  /* a newline right after it is the same one */
};

void lineedit_init(struct lineedit *e, bool terminal, size_t max);
void lineedit_free(struct lineedit *e);

/*
 * Take bytes off `input` up to the next event; what to echo is added to
 * `echo`.  After LINE_READY the line is there until the next call.
 */
enum line_event
lineedit_feed(struct lineedit *e, struct str *input, struct buf *echo);
struct str lineedit_line(const struct lineedit *e);
/* Begin the next line. */
void lineedit_reset(struct lineedit *e);

#endif
