/*
 * exact - the very colours of a theme, in place of numbers of the palette.
 *
 * ncurses knows 256 colours.  Where a terminal can show any, what it wrote is
 * gone through, and "38;5;80" becomes what the theme means by 80.
 */
#ifndef STOA_SCREENS_EXACT_H
#define STOA_SCREENS_EXACT_H

#include "common/base/buf.h"
#include "screens/style.h"

/* `bytes` are whole sequences and whole characters. */
void exact_put(const struct theme *t, struct str bytes, struct buf *out);

#endif
