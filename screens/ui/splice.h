/*
 * splice - put text from people into clean text so that it stays clean.
 *
 * Two clean texts side by side need not be clean: an accent joins the letter
 * before it.  So a little of what surrounds the place is cleaned with it.
 *
 * Memory: the new text lives in the arena.
 * Bounds: what is looked at around the place is a few dozen characters.
 */
#ifndef STOA_SCREENS_UI_SPLICE_H
#define STOA_SCREENS_UI_SPLICE_H

#include "common/base/arena.h"
#include "common/base/buf.h"
#include "common/base/str.h"

/* These bytes are to be replaced by that text. */
struct splice {
	size_t from;
	size_t to;
	struct str text;
};

/*
 * What to do to `text`, which is clean, so that `raw`, which need not be,
 * stands in place of its bytes from `from` to `to`, which split no character.
 */
struct splice splice_clean(
    struct arena *a, struct str text, size_t from, size_t to, struct str raw);

/* Replace bytes of a buffer that has no bound. */
void splice_do(struct buf *b, size_t from, size_t to, struct str text);

#endif
