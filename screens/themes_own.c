/*
 * themes_own - the colours of those with a ground of their own.
 *
 * Without it nobody could say how well they are read.
 */
#include "screens/themes.h"

enum { D = LOOK_DEFAULT };

#define B LOOK_BOLD
#define U LOOK_UNDERLINE

/* clang-format off */
const struct theme theme_contrast = {
	.name = "contrast",
	.few = {
		[STYLE_NORMAL] = { 15, 0, 0 },
		[STYLE_DIM] = { 7, 0, 0 },
		[STYLE_TITLE] = { 11, 0, 0 },
		[STYLE_SELECTED] = { 0, 7, 0 },
		[STYLE_NEW] = { 14, 0, 0 },
		[STYLE_GOOD] = { 10, 0, 0 },
		[STYLE_WARN] = { 11, 0, U },
		[STYLE_BAD] = { 0, 7, U },
		[STYLE_ACCENT] = { 14, 0, 0 },
		[STYLE_CODE] = { 11, 0, 0 },
		[STYLE_QUOTE] = { 14, 0, 0 },
		[STYLE_EMPHASIS] = { 15, 0, U },
		[STYLE_STRONG] = { 11, 0, 0 },
		[STYLE_LINK] = { 14, 0, U },
		[STYLE_MATCH] = { 0, 6, 0 },
		[STYLE_INPUT] = { 15, 0, U },
		[STYLE_BORDER] = { 7, 0, 0 },
		[STYLE_HEADER] = { 15, 0, 0 },
		[STYLE_FOOTER] = { 7, 0, 0 },
		[STYLE_FOOTER_KEY] = { 14, 0, 0 },
		[STYLE_MESSAGE] = { 0, 6, 0 },
	},
	.many = {
		[STYLE_NORMAL] = { 231, 16, 0 },
		[STYLE_DIM] = { 252, 16, 0 },
		[STYLE_TITLE] = { 231, 16, B },
		[STYLE_SELECTED] = { 16, 226, 0 },
		[STYLE_NEW] = { 51, 16, B },
		[STYLE_GOOD] = { 120, 16, 0 },
		[STYLE_WARN] = { 226, 16, 0 },
		[STYLE_BAD] = { 210, 16, B | U },
		[STYLE_ACCENT] = { 51, 16, 0 },
		[STYLE_CODE] = { 229, 16, 0 },
		[STYLE_QUOTE] = { 159, 16, 0 },
		[STYLE_EMPHASIS] = { 231, 16, U },
		[STYLE_STRONG] = { 231, 16, B },
		[STYLE_LINK] = { 51, 16, U },
		[STYLE_MATCH] = { 16, 51, 0 },
		[STYLE_INPUT] = { 231, 16, U },
		[STYLE_BORDER] = { 252, 16, 0 },
		[STYLE_HEADER] = { 231, 16, B },
		[STYLE_FOOTER] = { 252, 16, 0 },
		[STYLE_FOOTER_KEY] = { 226, 16, B },
		[STYLE_MESSAGE] = { 16, 51, 0 },
	},
};

static const struct exact amber_exact[] = {
	{ 16, 0x140B00 }, { 94, 0x8A5A00 }, { 130, 0xB87400 },
	{ 172, 0xD89400 }, { 202, 0xFF6420 }, { 208, 0xFF8C1A },
	{ 214, 0xFFB000 }, { 220, 0xFFCC33 }, { 222, 0xFFD98A },
	{ 230, 0xFFF0C8 }, { 0, 0 }
};

const struct theme theme_amber = {
	.name = "amber",
	.exact = amber_exact,
	.few = {
		[STYLE_NORMAL] = { 11, 0, 0 },
		[STYLE_DIM] = { 3, 0, 0 },
		[STYLE_TITLE] = { 15, 0, 0 },
		[STYLE_SELECTED] = { 0, 7, 0 },
		[STYLE_NEW] = { 15, 0, 0 },
		[STYLE_GOOD] = { 7, 0, 0 },
		[STYLE_WARN] = { 11, 0, U },
		[STYLE_BAD] = { 15, 0, U },
		[STYLE_ACCENT] = { 15, 0, 0 },
		[STYLE_CODE] = { 7, 0, 0 },
		[STYLE_QUOTE] = { 7, 0, 0 },
		[STYLE_EMPHASIS] = { 11, 0, U },
		[STYLE_STRONG] = { 15, 0, 0 },
		[STYLE_LINK] = { 7, 0, U },
		[STYLE_MATCH] = { 0, 7, U },
		[STYLE_INPUT] = { 15, 0, U },
		[STYLE_BORDER] = { 3, 0, 0 },
		[STYLE_HEADER] = { 11, 0, 0 },
		[STYLE_FOOTER] = { 3, 0, 0 },
		[STYLE_FOOTER_KEY] = { 15, 0, 0 },
		[STYLE_MESSAGE] = { 0, 7, 0 },
	},
	.many = {
		[STYLE_NORMAL] = { 214, 16, 0 },
		[STYLE_DIM] = { 130, 16, 0 },
		[STYLE_TITLE] = { 220, 16, B },
		[STYLE_SELECTED] = { 16, 214, 0 },
		[STYLE_NEW] = { 230, 16, 0 },
		[STYLE_GOOD] = { 222, 16, 0 },
		[STYLE_WARN] = { 208, 16, 0 },
		[STYLE_BAD] = { 202, 16, B | U },
		[STYLE_ACCENT] = { 220, 16, 0 },
		[STYLE_CODE] = { 222, 16, 0 },
		[STYLE_QUOTE] = { 172, 16, 0 },
		[STYLE_EMPHASIS] = { 214, 16, U },
		[STYLE_STRONG] = { 220, 16, B },
		[STYLE_LINK] = { 220, 16, U },
		[STYLE_MATCH] = { 16, 230, 0 },
		[STYLE_INPUT] = { 220, 16, U },
		[STYLE_BORDER] = { 94, 16, 0 },
		[STYLE_HEADER] = { 214, 16, 0 },
		[STYLE_FOOTER] = { 130, 16, 0 },
		[STYLE_FOOTER_KEY] = { 220, 16, 0 },
		[STYLE_MESSAGE] = { 16, 220, 0 },
	},
};

static const struct exact classic_exact[] = {
	{ 18, 0x0000AA }, { 37, 0x00AAAA }, { 83, 0x55FF55 },
	{ 87, 0x55FFFF }, { 124, 0xAA0000 }, { 227, 0xFFFF55 },
	{ 250, 0xAAAAAA }, { 0, 0 }
};

const struct theme theme_classic = {
	.name = "classic",
	.exact = classic_exact,
	.few = {
		[STYLE_NORMAL] = { 7, 4, 0 },
		[STYLE_DIM] = { 6, 4, 0 },
		[STYLE_TITLE] = { 15, 4, 0 },
		[STYLE_SELECTED] = { 0, 6, 0 },
		[STYLE_NEW] = { 14, 4, 0 },
		[STYLE_GOOD] = { 10, 4, 0 },
		[STYLE_WARN] = { 11, 4, 0 },
		[STYLE_BAD] = { 15, 1, 0 },
		[STYLE_ACCENT] = { 11, 4, 0 },
		[STYLE_CODE] = { 15, 4, 0 },
		[STYLE_QUOTE] = { 6, 4, 0 },
		[STYLE_EMPHASIS] = { 7, 4, U },
		[STYLE_STRONG] = { 15, 4, 0 },
		[STYLE_LINK] = { 14, 4, U },
		[STYLE_MATCH] = { 0, 2, 0 },
		[STYLE_INPUT] = { 15, 0, 0 },
		[STYLE_BORDER] = { 6, 4, 0 },
		[STYLE_HEADER] = { 0, 7, 0 },
		[STYLE_FOOTER] = { 0, 7, 0 },
		[STYLE_FOOTER_KEY] = { 4, 7, 0 },
		[STYLE_MESSAGE] = { 0, 2, 0 },
	},
	.many = {
		[STYLE_NORMAL] = { 250, 18, 0 },
		[STYLE_DIM] = { 37, 18, 0 },
		[STYLE_TITLE] = { 231, 18, B },
		[STYLE_SELECTED] = { 16, 37, 0 },
		[STYLE_NEW] = { 87, 18, 0 },
		[STYLE_GOOD] = { 83, 18, 0 },
		[STYLE_WARN] = { 227, 18, 0 },
		[STYLE_BAD] = { 231, 124, 0 },
		[STYLE_ACCENT] = { 227, 18, 0 },
		[STYLE_CODE] = { 231, 18, 0 },
		[STYLE_QUOTE] = { 37, 18, 0 },
		[STYLE_EMPHASIS] = { 250, 18, U },
		[STYLE_STRONG] = { 231, 18, B },
		[STYLE_LINK] = { 87, 18, U },
		[STYLE_MATCH] = { 16, 227, 0 },
		[STYLE_INPUT] = { 231, 16, 0 },
		[STYLE_BORDER] = { 37, 18, 0 },
		[STYLE_HEADER] = { 16, 250, 0 },
		[STYLE_FOOTER] = { 16, 250, 0 },
		[STYLE_FOOTER_KEY] = { 18, 250, 0 },
		[STYLE_MESSAGE] = { 16, 83, 0 },
	},
};
/* clang-format on */
