/*
 * utf8 - code points, grapheme clusters and the columns they take.
 *
 * A cluster is what a reader takes for one character (UAX 29, as libutf8proc
 * knows it).  Its width is the sum of its code points' widths, 2 at most, and
 * 2 when U+FE0F asks for the emoji form: so flags, skin tones and joined
 * families are two columns wide.  Terminals disagree about some of these;
 * the canvas compares and substitutes.
 *
 * Memory: nothing is allocated but by text_clip().
 * Errors: none; a byte that is not UTF-8 counts as one U+FFFD.
 */
#ifndef STOA_TEXT_UTF8_H
#define STOA_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/str.h"

enum {
	UTF8_INVALID = -1,
	UTF8_REPLACEMENT = 0xFFFD,
	UTF8_MAX_BYTES = 4, /* of one code point */
};

/* Well-formed: no overlong forms, no surrogates, nothing over U+10FFFF. */
bool utf8_valid(struct str s);

/*
 * Read the code point at the start of `s`, which is not empty.  Returns the
 * bytes it takes, at least 1.  A broken sequence gives UTF8_INVALID and the
 * length Unicode advises to replace by one U+FFFD.
 */
size_t utf8_decode(struct str s, int32_t *out);

/* Write a valid code point to `out`; returns its bytes. */
size_t utf8_encode(int32_t code, char out[UTF8_MAX_BYTES]);

/* The most bytes of `s`, at most `max`, that do not split a code point. */
size_t utf8_floor(struct str s, size_t max);

/* Code points. */
size_t text_chars(struct str s);

/* The bytes of the first `chars` code points of `s`, or all of it. */
size_t text_chars_bytes(struct str s, size_t chars);

/*
 * Bytes of the cluster at the start of `s` (0 when empty) and its columns.
 * Newlines, tabs and other controls are 0 columns wide.
 */
size_t text_cluster(struct str s, size_t *cells);

/* Columns on a terminal. */
size_t text_cells(struct str s);

/*
 * `s` itself when it fits in `cells` columns, else as many clusters as leave
 * room for the "…" put after them.
 */
struct str text_clip(struct arena *a, struct str s, size_t cells);

#endif
