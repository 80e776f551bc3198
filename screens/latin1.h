/*
 * latin1 - ISO 8859-1, both ways: terminals older than UTF-8.
 *
 * Bytes below 0x80 are ASCII and stay, so escape sequences pass unharmed.
 */
#ifndef STOA_SCREENS_LATIN1_H
#define STOA_SCREENS_LATIN1_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/buf.h"
#include "common/base/str.h"

/* Whether it has that character; the controls above 0x7F count for none. */
bool latin1_has(int32_t code);

/* Append the text in the other character set; what has no byte is a '?'. */
void latin1_encode(struct str utf8, struct buf *out);
/* Controls above 0x7F are left out. */
void latin1_decode(struct str bytes, struct buf *out);

#endif
