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

#include "common/base/err.h"

struct store;

/* Every connection to the store needs it before its first search. */
NODISCARD enum err tokenizer_register(struct store *s);

#endif
