/*
 * near - how many slips of the fingers are between two words.
 *
 * A slip is a letter too many, too few, another one, or two that changed
 * places ("serach").
 *
 * Bounds: words of at most NEAR_BYTES_MAX bytes; longer ones are far from
 *         everything.
 */
#ifndef STOA_TEXT_NEAR_H
#define STOA_TEXT_NEAR_H

#include <stdbool.h>
#include <stddef.h>

#include "common/base/str.h"

enum { NEAR_BYTES_MAX = 32, NEAR_FAR = 1000 };

/* Slips from one to the other; NEAR_FAR for words that are too long. */
size_t near_slips(struct str a, struct str b);

/* Whether `typed` is likely to mean `word`: a slip for each three letters. */
bool near_means(struct str typed, struct str word, size_t *out_slips);

#endif
