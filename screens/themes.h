/*
 * themes - what a theme is made of.
 *
 * Only style.c and the tables (themes.c, themes_own.c) include this.
 */
#ifndef STOA_SCREENS_THEMES_H
#define STOA_SCREENS_THEMES_H

#include "screens/style.h"

/* What a number of the palette stands for where any colour can be shown. */
struct exact {
	int16_t colour; /* 0 ends the table: such small ones have no entry */
	uint32_t rgb;	/* 0xRRGGBB */
};

struct theme {
	const char *name;
	const struct exact *exact;     /* or NULL */
	struct look few[STYLE_COUNT];  /* of the 16 colours of ANSI */
	struct look many[STYLE_COUNT]; /* of 256 */
};

extern const struct theme theme_dark, theme_light, theme_contrast, theme_amber,
    theme_classic;

#endif
