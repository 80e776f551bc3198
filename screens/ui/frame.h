/*
 * frame - a box over what is on a canvas, and text of some lines in it.
 */
#ifndef STOA_SCREENS_UI_FRAME_H
#define STOA_SCREENS_UI_FRAME_H

#include "screens/canvas.h"

/*
 * Draw a box with a title (which may be empty) at its top, and blank what is
 * under it.  Returns the part inside, with a column free at both edges.
 */
struct canvas frame_draw(
    struct canvas *c, int row, int col, int rows, int cols, struct str title);

/* In the middle, for so many rows and columns inside, or as many as fit. */
struct canvas
frame_middle(struct canvas *c, int rows, int cols, struct str title);

/* Words at the lower edge of such a box, of which `in` is the inside. */
void frame_foot(struct canvas *c, int row, int col, int cols, struct str words);

/* Lines of a text, and the columns of the longest. */
int frame_lines(struct str text);
int frame_cells(struct str text);

/* Draw its lines from `row` on; returns the row after them. */
int frame_text(struct canvas *c, int row, unsigned style, struct str text);

#endif
