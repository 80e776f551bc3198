/*
 * wrap - fold the lines of a text to the width of a screen.
 *
 * The lines people wrote stay lines: only those that are too long are folded,
 * at spaces, between wide (CJK) characters, and inside a word only when it is
 * longer than a line.  What follows the fold keeps the line's "> " prefix, or
 * is set under the text of a list item.
 *
 * Code is never folded, so that it can be copied: lines inside ``` or ~~~
 * fences, and lines set in by four spaces or a tab where no list goes on.
 * They may come out wider than asked.  Tabs become spaces, to stops of 8.
 *
 * Memory: the result lives in the arena.
 * Bounds: a prefix wider than half a line is folded like text, so the result
 *         is at most a small multiple of the text (8 for tabs; the indent
 *         once a line).
 */
#ifndef STOA_TEXT_WRAP_H
#define STOA_TEXT_WRAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/str.h"

/*
 * `text` is clean.  Each line of the result, with `indent` in front of it,
 * takes at most `cells` columns; one character at least stands on each.
 */
struct str
text_wrap(struct arena *a, struct str text, size_t cells, struct str indent);

/*
 * Whether a line may be folded between two characters neither of which is a
 * space, by their first code points and their columns.
 */
bool text_may_fold(
    int32_t before, size_t before_cells, int32_t after, size_t after_cells);

/* A line, taken apart: "> > " "  " "- " "text". */
struct line_parts {
	size_t quote;  /* bytes of the quote prefix */
	size_t quotes; /* '>' in it */
	size_t spaces; /* after it */
	size_t marker; /* bytes of "- " or "12. ", 0 for none */
};

struct line_parts text_line_parts(struct str line);

/* What is between ``` and ```, or ~~~ and ~~~; zeroed: nothing is yet. */
struct text_fence {
	char with;     /* '`' or '~' inside a fence, else 0 */
	size_t len;    /* characters that opened it */
	size_t quotes; /* '>' in front of it */
};

/* Go on by a line: whether it is inside, or a fence itself. */
bool
text_fence_line(struct text_fence *f, struct str line, struct line_parts p);

/* What the line of that place is in; goes through all above it. */
struct text_fence text_fence_at(struct str text, size_t at);

/*
 * How many bytes of `s`, one line without tabs, go on a line of `cells`, and
 * where the next one begins: the places above, and at least one character.
 * Spaces at the fold are in neither, or at the end of the first.
 */
size_t text_fold(struct str s, size_t cells, size_t *next);

#endif
