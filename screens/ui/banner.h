/*
 * ui/banner - a name drawn large, three rows high, in half blocks.
 *
 * Letters are five pixels high and mostly three wide.  Accents are left out;
 * a name with letters of other scripts is not drawn.
 */
#ifndef STOA_SCREENS_UI_BANNER_H
#define STOA_SCREENS_UI_BANNER_H

#include "screens/canvas.h"

enum { BANNER_ROWS = 3 };

/*
 * Columns the name takes; 0 when it cannot be drawn: for its letters, or as
 * the terminal has no half blocks.
 */
int banner_cols(const struct canvas *c, struct str name);

void banner_draw(
    struct canvas *c, int row, int col, unsigned style, struct str name);

#endif
