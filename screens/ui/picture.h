/*
 * ui/picture - the art of the lobby or a board: read, and drawn on a canvas.
 *
 * Colours are what the terminal has nearest, characters what it can show.
 *
 * Memory: a picture owns its cells; a zeroed one is none.  picture_free().
 * Bounds: those of text/art.h.
 */
#ifndef STOA_SCREENS_UI_PICTURE_H
#define STOA_SCREENS_UI_PICTURE_H

#include "common/text/art.h"
#include "screens/canvas.h"
#include "screens/screen.h"

enum {
	PICTURE_BELOW = 12, /* rows that a picture leaves to what is under it */
	PICTURE_WIDE = 100, /* columns; a wider one has a page of its own */
	PICTURE_PARTS = 3,  /* over a board, one of so many of its rows */
	PICTURE_LEAST = 3,  /* rows; with fewer, a board has none */
};

struct picture {
	struct arena arena;
	struct art_reader *reader; /* while it is drawn bit by bit */
	size_t bytes;		   /* of the file */
	struct art art;
	bool there;
	int rows; /* without those that are blank at the end */
	int cols; /* what it takes to show it */
};

/*
 * Read the picture of a board, or ART_LOBBY; there is none for who wants to
 * see none.  `whole` is false to begin with nothing of it: picture_more().
 */
void
picture_load(struct picture *p, struct screen *s, int64_t board, bool whole);
void picture_free(struct picture *p);

/* Whether it stands whole over a list, on a canvas of that size. */
bool picture_fits(const struct picture *p, int rows, int cols);

/* Of one that was not read whole: so many bytes more; false at its end. */
bool picture_more(struct picture *p, size_t bytes);

/*
 * Draw it from its row `from` on, in the middle, as far down as the canvas
 * goes.  Columns that are too many are cut off.
 */
void picture_draw(const struct picture *p, struct canvas *c, int from);

/* "“Splashscreen” by Alpha King, Fuel"; empty when it does not say. */
struct str picture_words(const struct picture *p, struct arena *a);

#endif
