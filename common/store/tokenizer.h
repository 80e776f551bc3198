/*
 * tokenizer - how text becomes words for full text, as FTS5 tokenizer "stoa".
 *
 * It wraps unicode61 (case and accents fold).  `_` and `.` stand inside words
 * (net_if.c is one word, and its parts are found too); letters of scripts
 * without spaces (Han, kana, Hangul, Thai) are words of their own, so that a
 * run of them is searched as a phrase.
 */
#ifndef STOA_STORE_TOKENIZER_H
#define STOA_STORE_TOKENIZER_H

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"

struct store;

/* Every connection to the store needs it before its first search. */
NODISCARD enum err tokenizer_register(struct store *s);

/*
 * The words of a text as the index has them: folded, in order, at most `max`.
 */
NODISCARD enum err tokenizer_words(struct store *s, struct arena *a,
    struct str text, size_t max, struct str *out, size_t *out_n);

#endif
