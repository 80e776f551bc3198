/*
 * paint - colours that a cell has by itself, as in pictures.
 *
 * What screens say has a style and a theme shows it.  A picture has colours,
 * and they are the picture's: the sixteen of a PC, or one of the 240 behind
 * them in the palette that terminals of 256 share.  Each terminal is shown
 * the nearest that it has; one without colours, the characters alone.
 *
 * Units: a colour is 0 to 255; the first sixteen are in ANSI's order (1 is
 * red, 4 is blue) and look as on a PC, whatever a person has made of theirs.
 */
#ifndef STOA_SCREENS_PAINT_H
#define STOA_SCREENS_PAINT_H

#include <stdint.h>

#include "screens/style.h"

enum {
	PAINT_BLACK = 0,
	PAINT_GREY = 7, /* what a PC writes with */
	PAINT_PC = 16,	/* colours of a PC */
	PAINT_COLOURS = 256,
};

/* 0xRRGGBB of a colour. */
uint32_t paint_rgb(uint8_t colour);

/* The colour nearest to red, green and blue, of the 240 that are fixed. */
uint8_t paint_nearest(uint8_t red, uint8_t green, uint8_t blue);

/*
 * How a cell of these colours looks on a terminal: what differs in the
 * picture differs there.
 */
struct look paint_look(enum depth depth, uint8_t fg, uint8_t bg);

/* How unlike two colours are; for choosing the nearest. */
int32_t paint_distance(uint8_t a, uint8_t b);

#endif
