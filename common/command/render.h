/*
 * render - rows as aligned text, JSON Lines or CSV.
 *
 * Whatever the rows hold, what comes out has no control characters but
 * newline and tab: this is where people's words meet terminals and scripts.
 */
#ifndef STOA_COMMAND_RENDER_H
#define STOA_COMMAND_RENDER_H

#include "common/base/buf.h"
#include "common/command/command.h"

void render(const struct command *, enum args_format, const struct rows *,
    const struct text_view *, struct buf *out);

/* An error as one line: "stoa: WORDS", or as JSON. */
void
render_error(enum args_format, enum err, struct str message, struct buf *out);

/* What a text is made of. */
enum render_form {
	RENDER_WORDS,  /* a command's own, or JSON, or CSV, or no rows */
	RENDER_RECORD, /* one row, a line for each column */
	RENDER_TABLE,  /* a line of heads, and one for each row */
};
enum render_form render_form(
    const struct command *c, enum args_format format, const struct rows *r);

#endif
