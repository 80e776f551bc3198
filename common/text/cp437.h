/*
 * cp437 - the character set of old PC terminals, both ways.
 *
 * Bytes below 0x80 are ASCII and stay, so escape sequences pass unharmed.
 * The pictures that PCs have at 0x01 to 0x1F and 0x7F, faces and arrows, are
 * read where a file has them.  They are no text: most that PC terminals do not
 * obey may be sent as part of a picture, where the caller means it.
 */
#ifndef STOA_TEXT_CP437_H
#define STOA_TEXT_CP437_H

#include <stdint.h>

#include "common/base/buf.h"
#include "common/base/str.h"

/* The byte for a code point; -1 when there is none. */
int cp437_from_code(int32_t code);
int32_t cp437_to_code(unsigned char byte);
/* The same with the pictures of control characters; 0 is a blank. */
int32_t cp437_picture(unsigned char byte);

/* The byte for a picture that may be sent; -1: none. */
int cp437_from_picture(int32_t code);

/* Append the text in the other character set; what has no byte is a '?'. */
void cp437_encode(struct str utf8, struct buf *out);
void cp437_decode(struct str bytes, struct buf *out);

#endif
