/*
 * Themes, measured: whether what they show can be read, by the contrast of
 * WCAG 2 (relative luminance), and told apart.
 *
 * What a terminal means by its own colours and by the first sixteen is its
 * own affair.  Here they are those of a PC and of xterm; a window is black or
 * white, and with more colours also nearly so.
 */
#include "screens/style.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { SIXTEEN = 16, CUBE_END = 232, GROUNDS = 2, PALETTES = 2 };

static const double text_least = 4.5, dim_least = 3.0, high_least = 7.0;

static const uint32_t ansi[PALETTES][SIXTEEN] = {
	{ 0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA,
	    0xAAAAAA, 0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF,
	    0xFF55FF, 0x55FFFF, 0xFFFFFF },
	{ 0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD,
	    0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF,
	    0xFF00FF, 0x00FFFF, 0xFFFFFF },
};

/* A window as its owner has it. */
struct window {
	uint32_t ground;
	uint32_t ink;
};

static const struct window dark[GROUNDS] = { { 0x000000, 0xAAAAAA },
	{ 0x1E1E1E, 0xCCCCCC } };
static const struct window light[GROUNDS] = { { 0xFFFFFF, 0x333333 },
	{ 0xF5F5F5, 0x333333 } };

static double
channel(uint32_t rgb, int shift)
{
	double c = (double)(rgb >> shift & 0xFF) / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double
luminance(uint32_t rgb)
{
	return 0.2126 * channel(rgb, 16) + 0.7152 * channel(rgb, 8) +
	    0.0722 * channel(rgb, 0);
}

static double
contrast(uint32_t a, uint32_t b)
{
	double la = luminance(a), lb = luminance(b);

	return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}

static void
contrast_is_that_of_the_standard(void **state)
{
	(void)state;
	assert_true(fabs(contrast(0x000000, 0xFFFFFF) - 21.0) < 0.001);
	assert_true(fabs(contrast(0x777777, 0xFFFFFF) - 4.478) < 0.001);
	assert_true(fabs(contrast(0xABCDEF, 0xABCDEF) - 1.0) < 0.001);
}

/* How something is to be measured. */
struct eye {
	const struct theme *theme;
	enum depth depth;
	bool exact;
	const uint32_t *ansi;
	struct window window;
};

static uint32_t
cube(int colour)
{
	static const uint32_t level[] = { 0, 0x5F, 0x87, 0xAF, 0xD7, 0xFF };
	uint32_t n = (uint32_t)colour - SIXTEEN, grey;

	if (colour < CUBE_END)
		return level[n / 36] << 16 | level[n / 6 % 6] << 8 |
		    level[n % 6];
	grey = 8 + 10 * (uint32_t)(colour - CUBE_END);
	return grey << 16 | grey << 8 | grey;
}

static uint32_t
colour_of(const struct eye *e, int colour, bool bold, uint32_t otherwise)
{
	uint32_t rgb;

	if (colour == LOOK_DEFAULT)
		return otherwise;
	if (colour < SIXTEEN)
		return e
		    ->ansi[bold && e->depth == DEPTH_8 ? colour | 8 : colour];
	if (e->exact && theme_exact(e->theme, colour, &rgb))
		return rgb;
	return cube(colour);
}

/* As much of one as terminals leave of what is faint: two thirds. */
static uint32_t
faint(uint32_t ink, uint32_t ground)
{
	uint32_t mixed = 0;

	for (int shift = 0; shift <= 16; shift += 8) {
		uint32_t a = ink >> shift & 0xFF, b = ground >> shift & 0xFF;

		mixed |= (2 * a + b) / 3 << shift;
	}
	return mixed;
}

static double
contrast_of(const struct eye *e, unsigned style)
{
	struct look look = theme_look(e->theme, e->depth, style);
	uint32_t ink =
	    colour_of(e, look.fg, look.attrs & LOOK_BOLD, e->window.ink);
	uint32_t ground = colour_of(e, look.bg, false, e->window.ground);

	if (look.attrs & LOOK_DIM)
		ink = faint(ink, ground);
	return contrast(ink, ground);
}

static bool
is_dim(unsigned style)
{
	return style == STYLE_DIM || style == STYLE_BORDER ||
	    style == STYLE_FOOTER;
}

static double
least(const struct eye *e, unsigned style)
{
	if (str_eq(str_from(theme_name(e->theme)), STR("contrast")))
		return high_least;
	return is_dim(style) ? dim_least : text_least;
}

static int
measure(const struct eye *e)
{
	int wrong = 0;

	for (unsigned s = 0; s < STYLE_COUNT; s++) {
		for (unsigned on = 0; on <= STYLE_ON_SELECTED;
		     on += STYLE_ON_SELECTED) {
			double has = contrast_of(e, s | on);

			if (has >= least(e, s))
				continue;
			print_error("%s, depth %d%s, on %06X: %s%s has %.2f, "
				    "wants %.1f\n",
			    theme_name(e->theme), e->depth,
			    e->exact ? " exact" : "", e->window.ground,
			    style_name(s), on ? " selected" : "", has,
			    least(e, s));
			wrong++;
		}
	}
	return wrong;
}

static bool
is_light(const struct theme *t)
{
	return str_eq(str_from(theme_name(t)), STR("light"));
}

static void
everything_can_be_read_in_every_theme(void **state)
{
	size_t themes;
	const struct theme *const *all = theme_all(&themes);
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < themes; i++) {
		const struct window *window = is_light(all[i]) ? light : dark;
		struct eye e = { .theme = all[i], .ansi = ansi[0] };

		for (int p = 0; p < PALETTES; p++) {
			e.window = window[0];
			e.ansi = ansi[p];
			e.depth = DEPTH_8;
			wrong += measure(&e);
			e.depth = DEPTH_16;
			wrong += measure(&e);
		}
		for (int g = 0; g < GROUNDS; g++) {
			e.window = window[g];
			e.depth = DEPTH_256;
			e.exact = false;
			wrong += measure(&e);
			e.exact = true;
			wrong += measure(&e);
		}
	}
	assert_int_equal(wrong, 0);
}

/* What stands for different things, and may stand side by side. */
static const enum style apart[][2] = {
	{ STYLE_NORMAL, STYLE_DIM },
	{ STYLE_NORMAL, STYLE_TITLE },
	{ STYLE_NORMAL, STYLE_SELECTED },
	{ STYLE_NORMAL, STYLE_NEW },
	{ STYLE_NORMAL, STYLE_WARN },
	{ STYLE_NORMAL, STYLE_BAD },
	{ STYLE_NORMAL, STYLE_LINK },
	{ STYLE_NORMAL, STYLE_MATCH },
	{ STYLE_NORMAL, STYLE_INPUT },
	{ STYLE_NORMAL, STYLE_EMPHASIS },
	{ STYLE_NORMAL, STYLE_STRONG },
	{ STYLE_EMPHASIS, STYLE_STRONG },
	{ STYLE_NEW, STYLE_DIM },
	{ STYLE_NEW, STYLE_BAD },
	{ STYLE_GOOD, STYLE_BAD },
	{ STYLE_WARN, STYLE_DIM },
	{ STYLE_FOOTER, STYLE_FOOTER_KEY },
	{ STYLE_MESSAGE, STYLE_FOOTER },
	{ STYLE_MESSAGE, STYLE_BAD },
};

/* These too, where there are colours to say it with. */
static const enum style apart_in_colour[][2] = {
	{ STYLE_NORMAL, STYLE_GOOD },
	{ STYLE_NEW, STYLE_GOOD },
	{ STYLE_NEW, STYLE_WARN },
	{ STYLE_GOOD, STYLE_WARN },
	{ STYLE_WARN, STYLE_BAD },
	{ STYLE_NORMAL, STYLE_CODE },
	{ STYLE_NORMAL, STYLE_QUOTE },
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool
same(const struct theme *t, enum depth depth, const enum style pair[2])
{
	struct look a = theme_look(t, depth, pair[0]);
	struct look b = theme_look(t, depth, pair[1]);

	return a.fg == b.fg && a.bg == b.bg && a.attrs == b.attrs;
}

static int
count_alike(const struct theme *t, enum depth depth,
    const enum style (*pairs)[2], size_t n)
{
	int alike = 0;

	for (size_t i = 0; i < n; i++) {
		if (!same(t, depth, pairs[i]))
			continue;
		print_error("%s, depth %d: %s looks like %s\n", theme_name(t),
		    depth, style_name(pairs[i][0]), style_name(pairs[i][1]));
		alike++;
	}
	return alike;
}

static void
what_must_differ_does(void **state)
{
	size_t themes;
	const struct theme *const *all = theme_all(&themes);
	int alike = 0;

	(void)state;
	for (size_t i = 0; i < themes; i++) {
		bool mono = str_eq(str_from(theme_name(all[i])), STR("mono"));

		for (int d = 0; d < DEPTH_COUNT; d++) {
			alike += count_alike(
			    all[i], (enum depth)d, apart, COUNT(apart));
			if (d != DEPTH_MONO && !mono)
				alike += count_alike(all[i], (enum depth)d,
				    apart_in_colour, COUNT(apart_in_colour));
		}
	}
	assert_int_equal(alike, 0);
}

/* Each number of a theme is one colour, and each has its own number. */
static void
a_depth_has_only_colours_it_can_show(void **state)
{
	static const int colours[DEPTH_COUNT] = { 0, 8, 16, 256 };
	size_t themes;
	const struct theme *const *all = theme_all(&themes);

	(void)state;
	for (size_t i = 0; i < themes; i++) {
		for (int d = 0; d < DEPTH_COUNT; d++) {
			for (unsigned s = 0; s < STYLE_COUNT; s++) {
				struct look look =
				    theme_look(all[i], (enum depth)d, s);

				assert_in_range(look.fg + 1, 0, colours[d]);
				/* Bright grounds blink on a PC. */
				assert_in_range(look.bg + 1, 0,
				    colours[d] == 16 ? 8 : colours[d]);
			}
		}
	}
}

static void
themes_are_found_by_their_names(void **state)
{
	static const char *const names[] = { "dark", "light", "contrast",
		"amber", "classic", "mono" };
	size_t themes;

	(void)state;
	(void)theme_all(&themes);
	assert_int_equal(themes, COUNT(names));
	for (size_t i = 0; i < themes; i++)
		assert_string_equal(
		    theme_name(theme_find(str_from(names[i]))), names[i]);
	assert_null(theme_find(STR("auto")));
	assert_null(theme_find(STR("")));
	assert_string_equal(theme_name(theme_default()), "dark");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contrast_is_that_of_the_standard),
		cmocka_unit_test(everything_can_be_read_in_every_theme),
		cmocka_unit_test(what_must_differ_does),
		cmocka_unit_test(a_depth_has_only_colours_it_can_show),
		cmocka_unit_test(themes_are_found_by_their_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
