/*
 * glyph - one character as it goes into a cell: its code points and width.
 *
 * The width is that of text_cluster(); the code points are such that every
 * terminal agrees about it: one that takes columns, then only marks that
 * take none by wcwidth(3) and combine.  Others are replaced.
 */
#ifndef STOA_SCREENS_GLYPH_H
#define STOA_SCREENS_GLYPH_H

#include "common/base/str.h"
#include "screens/canvas.h"

struct glyph {
	int32_t code[GRID_CODES];
	int n;
	int width;    /* 0: shows nothing; then n is 0 */
	int32_t rest; /* when not 0: of width 2, `code` and this one */
};

/* The first character of `s`, which is not empty; returns its bytes. */
size_t glyph_next(struct str s, enum charset charset, struct glyph *out);

#endif
