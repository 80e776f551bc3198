/*
 * words - where words of a line begin and end, for moving by words.
 *
 * A word is letters of any script with their marks, digits and "_".
 */
#ifndef STOA_SCREENS_UI_WORDS_H
#define STOA_SCREENS_UI_WORDS_H

#include <stddef.h>

#include "common/base/str.h"

/*
 * The start of the word at or before `at`, the end of the one at or after it;
 * or an end of `s`.  They split no code point, but perhaps a cluster.
 */
size_t words_left(struct str s, size_t at);
size_t words_right(struct str s, size_t at);

#endif
