/*
 * themes - the colours of those that leave the ground to the terminal.
 *
 * The first column of numbers is what is written, the second its ground.
 * tests/screens/theme_test measures whether all of it can be read.
 */
#include "screens/themes.h"

enum { D = LOOK_DEFAULT };

#define B LOOK_BOLD
#define U LOOK_UNDERLINE
#define R LOOK_REVERSE

/* clang-format off */
static const struct exact dark_exact[] = {
	{ 16, 0x0D1117 }, { 80, 0x56D4D4 }, { 109, 0x8FB3B8 },
	{ 110, 0x86B4E8 }, { 114, 0x7FD88F }, { 210, 0xFF8F88 },
	{ 221, 0xF2CC60 }, { 223, 0xF0CFA8 }, { 236, 0x2B3138 },
	{ 237, 0x333A42 }, { 244, 0x777F8A }, { 245, 0x8B949E },
	{ 250, 0xB8C0C8 }, { 0, 0 }
};

const struct theme theme_dark = {
	.name = "dark",
	.exact = dark_exact,
	.few = {
		[STYLE_NORMAL] = { D, D, 0 },
		[STYLE_DIM] = { D, D, LOOK_DIM },
		[STYLE_TITLE] = { D, D, B },
		[STYLE_SELECTED] = { D, D, R },
		[STYLE_NEW] = { 14, D, 0 },
		[STYLE_GOOD] = { 10, D, 0 },
		[STYLE_WARN] = { 11, D, 0 },
		[STYLE_BAD] = { 9, D, 0 },
		[STYLE_ACCENT] = { 6, D, 0 },
		[STYLE_CODE] = { 2, D, 0 },
		[STYLE_QUOTE] = { 6, D, 0 },
		[STYLE_EMPHASIS] = { D, D, U },
		[STYLE_STRONG] = { D, D, B },
		[STYLE_LINK] = { 6, D, U },
		[STYLE_MATCH] = { 0, 2, 0 },
		[STYLE_INPUT] = { D, D, U },
		[STYLE_BORDER] = { D, D, LOOK_DIM },
		[STYLE_HEADER] = { D, D, 0 },
		[STYLE_FOOTER] = { D, D, LOOK_DIM },
		[STYLE_FOOTER_KEY] = { 6, D, 0 },
		[STYLE_MESSAGE] = { 0, 6, 0 },
	},
	.many = {
		[STYLE_NORMAL] = { D, D, 0 },
		[STYLE_DIM] = { 245, D, 0 },
		[STYLE_TITLE] = { D, D, B },
		[STYLE_SELECTED] = { D, 236, 0 },
		[STYLE_NEW] = { 80, D, 0 },
		[STYLE_GOOD] = { 114, D, 0 },
		[STYLE_WARN] = { 221, D, 0 },
		[STYLE_BAD] = { 210, D, 0 },
		[STYLE_ACCENT] = { 80, D, 0 },
		[STYLE_CODE] = { 223, D, 0 },
		[STYLE_QUOTE] = { 109, D, 0 },
		[STYLE_EMPHASIS] = { D, D, U },
		[STYLE_STRONG] = { D, D, B },
		[STYLE_LINK] = { 110, D, U },
		[STYLE_MATCH] = { 16, 221, 0 },
		[STYLE_INPUT] = { D, 237, 0 },
		[STYLE_BORDER] = { 244, D, 0 },
		[STYLE_HEADER] = { 250, D, 0 },
		[STYLE_FOOTER] = { 245, D, 0 },
		[STYLE_FOOTER_KEY] = { 80, D, 0 },
		[STYLE_MESSAGE] = { 16, 80, 0 },
	},
};

static const struct exact light_exact[] = {
	{ 22, 0x116329 }, { 24, 0x0B4F6C }, { 25, 0x0550AE },
	{ 89, 0x80145A }, { 94, 0x7A4A00 }, { 124, 0xB3121D },
	{ 222, 0xFFDF8A }, { 240, 0x57606A }, { 243, 0x6E7781 },
	{ 244, 0x808890 }, { 254, 0xE2E8EF }, { 255, 0xE9EDF3 }, { 0, 0 }
};

const struct theme theme_light = {
	.name = "light",
	.exact = light_exact,
	.few = {
		[STYLE_NORMAL] = { D, D, 0 },
		[STYLE_DIM] = { D, D, LOOK_DIM },
		[STYLE_TITLE] = { D, D, B },
		[STYLE_SELECTED] = { D, D, R },
		[STYLE_NEW] = { 4, D, 0 },
		[STYLE_GOOD] = { D, D, B },
		[STYLE_WARN] = { 5, D, 0 },
		[STYLE_BAD] = { 1, D, 0 },
		[STYLE_ACCENT] = { 4, D, 0 },
		[STYLE_CODE] = { 5, D, 0 },
		[STYLE_QUOTE] = { 4, D, 0 },
		[STYLE_EMPHASIS] = { D, D, U },
		[STYLE_STRONG] = { D, D, B },
		[STYLE_LINK] = { 4, D, U },
		[STYLE_MATCH] = { 15, 5, 0 },
		[STYLE_INPUT] = { D, D, U },
		[STYLE_BORDER] = { D, D, LOOK_DIM },
		[STYLE_HEADER] = { D, D, 0 },
		[STYLE_FOOTER] = { D, D, LOOK_DIM },
		[STYLE_FOOTER_KEY] = { 4, D, 0 },
		[STYLE_MESSAGE] = { 15, 4, 0 },
	},
	.many = {
		[STYLE_NORMAL] = { D, D, 0 },
		[STYLE_DIM] = { 243, D, 0 },
		[STYLE_TITLE] = { D, D, B },
		[STYLE_SELECTED] = { D, 255, 0 },
		[STYLE_NEW] = { 25, D, 0 },
		[STYLE_GOOD] = { 22, D, 0 },
		[STYLE_WARN] = { 94, D, 0 },
		[STYLE_BAD] = { 124, D, 0 },
		[STYLE_ACCENT] = { 25, D, 0 },
		[STYLE_CODE] = { 89, D, 0 },
		[STYLE_QUOTE] = { 24, D, 0 },
		[STYLE_EMPHASIS] = { D, D, U },
		[STYLE_STRONG] = { D, D, B },
		[STYLE_LINK] = { 25, D, U },
		[STYLE_MATCH] = { 16, 222, 0 },
		[STYLE_INPUT] = { D, 254, 0 },
		[STYLE_BORDER] = { 244, D, 0 },
		[STYLE_HEADER] = { 240, D, 0 },
		[STYLE_FOOTER] = { 243, D, 0 },
		[STYLE_FOOTER_KEY] = { 25, D, 0 },
		[STYLE_MESSAGE] = { 231, 25, 0 },
	},
};
/* clang-format on */
