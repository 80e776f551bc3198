/*
 * mdescape - which characters of plain text need a backslash in Markdown.
 *
 * As few as will do: what people read raw should look as it was written.
 */
#ifndef STOA_TEXT_MDESCAPE_H
#define STOA_TEXT_MDESCAPE_H

#include <stdbool.h>

#include "common/base/buf.h"
#include "common/base/str.h"

/*
 * Whether the first character of `s` would mean something to Markdown after
 * the character `before` (a space at the start of a line).
 */
bool mdescape_needed(struct str s, char before, bool in_link, bool in_cell);

/*
 * Append a line of a paragraph, escaped inside as needed, with a backslash
 * where its start would make it a heading, quote, item, rule or underline.
 */
void mdescape_line(struct buf *out, struct str line);

/* Whether `markdown` is `plain` but for backslashes. */
bool mdescape_same(struct str markdown, struct str plain);

#endif
