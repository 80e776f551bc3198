/*
 * cp437 - the character set of old PC terminals, both ways.
 *
 * Bytes below 0x80 are ASCII and stay, so escape sequences pass unharmed;
 * the pictures those terminals have at 0x01 to 0x1F are not used.
 */
#ifndef STOA_SCREENS_CP437_H
#define STOA_SCREENS_CP437_H

#include <stdint.h>

#include "common/base/buf.h"
#include "common/base/str.h"

/* The byte for a code point; -1 when there is none. */
int cp437_from_code(int32_t code);
int32_t cp437_to_code(unsigned char byte);

/* Append the text in the other character set; what has no byte is a '?'. */
void cp437_encode(struct str utf8, struct buf *out);
void cp437_decode(struct str bytes, struct buf *out);

#endif
