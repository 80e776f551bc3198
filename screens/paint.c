/* paint - colours that a cell has by itself, as in pictures. */
#include "screens/paint.h"

enum {
	CUBE = 16,   /* the first of six times six times six */
	GREYS = 232, /* the first of 24 */
	STEPS = 6,
	GREY_STEPS = 24,
	BRIGHT = 8, /* added to one of the eight dark ones */
};

/* A PC's, in ANSI's order; its dark yellow is brown. */
static const uint32_t pc[PAINT_PC] = { 0x000000, 0xAA0000, 0x00AA00, 0xAA5500,
	0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA, 0x555555, 0xFF5555, 0x55FF55,
	0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF };

/* The same among the fixed ones: the first sixteen are a person's own. */
static const uint8_t fixed[PAINT_PC] = { 16, 124, 34, 130, 19, 127, 37, 248,
	240, 203, 83, 227, 63, 207, 87, 231 };

static const uint8_t step[STEPS] = { 0, 95, 135, 175, 215, 255 };

static uint32_t
pack(uint32_t red, uint32_t green, uint32_t blue)
{
	return red << 16 | green << 8 | blue;
}

uint32_t
paint_rgb(uint8_t colour)
{
	uint32_t at;

	if (colour < PAINT_PC)
		return pc[colour];
	if (colour >= GREYS) {
		at = 8 + 10 * (uint32_t)(colour - GREYS);
		return pack(at, at, at);
	}
	at = (uint32_t)(colour - CUBE);
	return pack(step[at / STEPS / STEPS], step[at / STEPS % STEPS],
	    step[at % STEPS]);
}

static int32_t
apart(uint32_t a, uint32_t b)
{
	int32_t red = (int32_t)(a >> 16 & 0xFF) - (int32_t)(b >> 16 & 0xFF);
	int32_t green = (int32_t)(a >> 8 & 0xFF) - (int32_t)(b >> 8 & 0xFF);
	int32_t blue = (int32_t)(a & 0xFF) - (int32_t)(b & 0xFF);

	/* The eye sees differences of green best, those of blue worst. */
	return 3 * red * red + 6 * green * green + 1 * blue * blue;
}

int32_t
paint_distance(uint8_t a, uint8_t b)
{
	return apart(paint_rgb(a), paint_rgb(b));
}

static uint32_t
nearest_step(uint8_t v)
{
	uint32_t best = 0;

	for (uint32_t i = 1; i < STEPS; i++) {
		int now = v > step[i] ? v - step[i] : step[i] - v;
		int was = v > step[best] ? v - step[best] : step[best] - v;

		if (now < was)
			best = i;
	}
	return best;
}

uint8_t
paint_nearest(uint8_t red, uint8_t green, uint8_t blue)
{
	uint32_t want = pack(red, green, blue);
	uint8_t in_cube = (uint8_t)(CUBE + nearest_step(red) * STEPS * STEPS +
	    nearest_step(green) * STEPS + nearest_step(blue));
	int grey = (red + green + blue) / 3, at = (grey - 3) / 10;
	uint8_t in_greys = (uint8_t)(GREYS +
	    (at < 0		     ? 0 :
		    at >= GREY_STEPS ? GREY_STEPS - 1 :
				       at));

	return apart(want, paint_rgb(in_greys)) <
		apart(want, paint_rgb(in_cube)) ?
	    in_greys :
	    in_cube;
}

/* The one of the first `n` that is nearest. */
static int16_t
of_first(uint8_t colour, int n)
{
	int best = 0;

	if (colour < n)
		return colour;
	for (int i = 1; i < n; i++) {
		if (paint_distance(colour, (uint8_t)i) <
		    paint_distance(colour, (uint8_t)best))
			best = i;
	}
	return (int16_t)best;
}

static int16_t
of_all(uint8_t colour)
{
	return colour < PAINT_PC ? fixed[colour] : colour;
}

/* Eight colours to write with, each bright by bold; eight dark grounds. */
static struct look
of_eight(uint8_t fg, uint8_t bg)
{
	int16_t ink = of_first(fg, PAINT_PC);
	/* A bright ground is its dark twin, which says more than the nearest.*/
	int16_t ground = (int16_t)(of_first(bg, PAINT_PC) % BRIGHT);
	struct look look = { (int16_t)(ink % BRIGHT), ground, 0 };

	if (fg != bg && look.fg == ground && ink < BRIGHT)
		ink = (int16_t)(ink + BRIGHT);
	look.attrs = ink >= BRIGHT ? LOOK_BOLD : 0;
	return look;
}

struct look
paint_look(enum depth depth, uint8_t fg, uint8_t bg)
{
	if (depth == DEPTH_MONO)
		return (struct look){ LOOK_DEFAULT, LOOK_DEFAULT, 0 };
	if (depth == DEPTH_8 || depth == DEPTH_16)
		return of_eight(fg, bg);
	return (struct look){ of_all(fg), of_all(bg), 0 };
}
