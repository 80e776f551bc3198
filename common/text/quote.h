/*
 * quote - a text as an answer quotes it.
 *
 * Memory: the result lives in the arena.
 */
#ifndef STOA_TEXT_QUOTE_H
#define STOA_TEXT_QUOTE_H

#include "common/base/arena.h"
#include "common/base/str.h"

/*
 * `attribution` ("@ana wrote:") on a line of its own, unless it is empty;
 * then `text` with "> " before each line.  What was quoted in it gets one '>'
 * more.  Blank lines at its ends are left out; the result ends in a newline.
 */
struct str text_quote(struct arena *a, struct str attribution, struct str text);

#endif
