/*
 * style - what a piece of text is, and how each theme shows it.
 *
 * Screens name a meaning; a theme says which colours and attributes stand for
 * it at each colour depth.  A style never carries a meaning alone: every sign
 * has a word or a character beside it, so that mono loses nothing.
 */
#ifndef STOA_SCREENS_STYLE_H
#define STOA_SCREENS_STYLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/str.h"

/* id, name */
#define STYLES(X)                   \
	X(NORMAL, "normal")         \
	X(DIM, "dim")               \
	X(TITLE, "title")           \
	X(SELECTED, "selected")     \
	X(NEW, "new")               \
	X(GOOD, "good")             \
	X(WARN, "warn")             \
	X(BAD, "bad")               \
	X(ACCENT, "accent")         \
	X(CODE, "code")             \
	X(QUOTE, "quote")           \
	X(EMPHASIS, "emphasis")     \
	X(STRONG, "strong")         \
	X(LINK, "link")             \
	X(MATCH, "match")           \
	X(INPUT, "input")           \
	X(BORDER, "border")         \
	X(HEADER, "header")         \
	X(FOOTER, "footer")         \
	X(FOOTER_KEY, "footer-key") \
	X(MESSAGE, "message")

enum style {
#define X(id, name) STYLE_##id,
	STYLES(X)
#undef X
	    STYLE_COUNT,
	/* Added to any of them: the same, on the line that is selected. */
	STYLE_ON_SELECTED = 0x40,
	/* A cell has colours of its own instead: canvas_paint(). */
	STYLE_PAINTED = 0x80,
};

/* The name of a style, without STYLE_ON_SELECTED. */
const char *style_name(unsigned style);

enum depth {
	DEPTH_MONO, /* bold, underline and reverse */
	DEPTH_8,    /* the eight colours of ANSI; bold stands for bright */
	DEPTH_16,   /* those, and the bright ones */
	DEPTH_256,
	DEPTH_COUNT,
};

enum {
	LOOK_BOLD = 1,
	LOOK_DIM = 2,
	LOOK_UNDERLINE = 4,
	LOOK_REVERSE = 8,
	LOOK_DEFAULT = -1, /* the terminal's own colour */
};

struct look {
	int16_t fg; /* a colour of the palette, or LOOK_DEFAULT */
	int16_t bg;
	unsigned attrs;
};

struct theme;

/* The theme of that name; NULL when there is none. */
const struct theme *theme_find(struct str name);
const struct theme *theme_default(void);
const char *theme_name(const struct theme *t);

/* Whether it has any; without, pictures have none either. */
bool theme_has_colours(const struct theme *t);

/* Every theme, for a menu. */
const struct theme *const *theme_all(size_t *out_n);

/* How `style`, perhaps with STYLE_ON_SELECTED, looks. */
struct look theme_look(const struct theme *t, enum depth depth, unsigned style);

/*
 * What a theme means by a colour of the 256, 0xRRGGBB, where a terminal can
 * show any; false: that colour as it is.
 */
bool theme_exact(const struct theme *t, int colour, uint32_t *rgb);

#endif
