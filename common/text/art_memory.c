/*
 * art_memory - pictures as a PC has them in the memory of its screen.
 *
 * XBin, the plain memory that SAUCE calls BinaryText, Artworx and Tundra hold
 * characters and colours side by side, without sequences.  Fonts of their own
 * are passed over: a terminal has its own.
 */
#include <string.h>

#include "common/text/art_impl.h"
#include "common/text/cp437.h"

enum {
	COLOURS = 16,
	RGB_BYTES = 3,
	FONT_CHARS = 256,
	ATTRIBUTE_ICE = 0x80,
};

/* What is left to read; `bad` when more was asked for. */
struct source {
	struct str s;
	size_t at;
	bool bad;
};

/* Where the next cell goes, and in which colours. */
struct sheet {
	struct art_reader *r;
	int row;
	int col;
	bool ice;
	bool has_palette;
	uint32_t palette[COLOURS]; /* as a PC counts colours */
};

static unsigned
next(struct source *in)
{
	if (in->at >= in->s.n) {
		in->bad = true;
		return 0;
	}
	return (unsigned char)in->s.p[in->at++];
}

static uint32_t
colour(const struct sheet *to, unsigned pc)
{
	if (to->has_palette)
		return to->palette[pc];
	return (pc & 8) | (pc & 1) << 2 | (pc & 2) | (pc & 4) >> 2;
}

static void
put(struct sheet *to, unsigned byte, uint32_t fg, uint32_t bg)
{
	struct art_pen was = to->r->pen;

	if (to->col == to->r->cols) {
		to->col = 0;
		to->row++;
	}
	to->r->pen = (struct art_pen){ .fg = fg, .bg = bg };
	to->r->row = to->row;
	to->r->col = to->col++;
	art_put(to->r, cp437_picture((unsigned char)byte));
	to->r->pen = was;
}

static void
put_pair(struct sheet *to, unsigned byte, unsigned attribute)
{
	unsigned bg = attribute >> 4;

	if (!to->ice)
		bg &= 7;
	put(to, byte, colour(to, attribute & 15), colour(to, bg));
}

/* Parts of 64, as the hardware took them. */
static uint32_t
rgb(const unsigned char *p)
{
	uint32_t v = ART_RGB;

	for (int i = 0; i < RGB_BYTES; i++) {
		uint32_t part = p[i] & 63u;

		v |= (part << 2 | part >> 4) << (16 - 8 * i);
	}
	return v;
}

static void
pairs(struct sheet *to, struct source *in)
{
	while (in->s.n - in->at >= 2 && to->row < ART_ROWS_MAX) {
		unsigned byte = next(in);

		put_pair(to, byte, next(in));
	}
}

/* Runs: of pairs, of one character, of one attribute, of one pair. */
static void
packed_pairs(struct sheet *to, struct source *in)
{
	enum { SAME_BYTE = 1, SAME_ATTRIBUTE = 2 };

	while (in->at < in->s.n && to->row < ART_ROWS_MAX) {
		unsigned head = next(in), same = head >> 6;
		unsigned byte = same & SAME_BYTE ? next(in) : 0;
		unsigned attribute = same & SAME_ATTRIBUTE ? next(in) : 0;

		for (unsigned i = 0; i <= (head & 63); i++) {
			if (!(same & SAME_BYTE))
				byte = next(in);
			if (!(same & SAME_ATTRIBUTE))
				attribute = next(in);
			if (in->bad)
				return;
			put_pair(to, byte, attribute);
		}
	}
}

static void
read_xbin(struct art_reader *r, struct str s)
{
	enum {
		HEAD = 11,
		PALETTE = 1,
		FONT = 2,
		PACKED = 4,
		ICE = 8,
		TWO_FONTS = 16
	};
	struct source in = { .s = s, .at = 5 };
	struct sheet to = { .r = r };
	unsigned cols, font, flags;

	cols = next(&in);
	cols |= next(&in) << 8;
	in.at += 2;
	font = next(&in);
	flags = next(&in);
	if (in.bad || cols == 0 || cols > ART_COLS_MAX)
		return;
	art_widen(r, (int)cols);
	to.ice = flags & ICE;
	if (flags & PALETTE) {
		const unsigned char *p = (const unsigned char *)s.p + in.at;

		if (s.n - in.at < COLOURS * RGB_BYTES)
			return;
		for (int i = 0; i < COLOURS; i++)
			to.palette[i] = rgb(p + i * RGB_BYTES);
		to.has_palette = true;
		in.at += COLOURS * RGB_BYTES;
	}
	if (flags & FONT)
		in.at +=
		    (size_t)font * FONT_CHARS * (flags & TWO_FONTS ? 2 : 1);
	if (in.at > s.n)
		return;
	if (flags & PACKED)
		packed_pairs(&to, &in);
	else
		pairs(&to, &in);
}

/* A palette of 64 of which 16 count, and a font, before the memory. */
static void
read_artworx(struct art_reader *r, struct str s)
{
	enum { AT_PALETTE = 1, AT_PAIRS = 1 + 64 * RGB_BYTES + 4096 };
	static const uint8_t which[COLOURS] = { 0, 1, 2, 3, 4, 5, 20, 7, 56, 57,
		58, 59, 60, 61, 62, 63 };
	struct source in = { .s = s, .at = AT_PAIRS };
	struct sheet to = { .r = r, .ice = true, .has_palette = true };
	const unsigned char *p = (const unsigned char *)s.p + AT_PALETTE;

	for (int i = 0; i < COLOURS; i++)
		to.palette[i] = rgb(p + which[i] * RGB_BYTES);
	art_widen(r, ART_COLS);
	pairs(&to, &in);
}

static uint32_t
number(struct source *in)
{
	uint32_t v = 0;

	for (int i = 0; i < 4; i++)
		v = v << 8 | next(in);
	return v;
}

/* Characters, and among them new places and colours. */
static void
read_tundra(struct art_reader *r, struct str s)
{
	enum { HEAD = 9, PLACE = 1, FG = 2, BG = 4, RGB_MASK = 0xFFFFFF };
	struct source in = { .s = s, .at = HEAD };
	struct sheet to = { .r = r };
	uint32_t fg = ART_RGB, bg = 0;

	while (in.at < s.n && to.row < ART_ROWS_MAX) {
		unsigned byte = next(&in);

		if (byte == PLACE) {
			uint32_t row = number(&in), col = number(&in);

			if (in.bad || row >= ART_ROWS_MAX ||
			    col >= (uint32_t)r->cols)
				return;
			to.row = (int)row;
			to.col = (int)col;
			continue;
		}
		if (byte == FG || byte == BG || byte == (FG | BG)) {
			unsigned what = byte;

			byte = next(&in);
			if (what & FG)
				fg = ART_RGB | (number(&in) & RGB_MASK);
			if (what & BG)
				bg = ART_RGB | (number(&in) & RGB_MASK);
		}
		if (in.bad)
			return;
		put(&to, byte, fg, bg);
	}
}

static void
read_binary(struct art_reader *r, struct str s)
{
	struct source in = { .s = s };
	struct sheet to = { .r = r, .ice = r->sauce.ice };

	if (r->sauce.cols == 0)
		art_widen(r, ART_COLS_MAX);
	pairs(&to, &in);
}

/* Its first byte is a version, then come a palette and a font. */
static bool
is_artworx(struct str s)
{
	enum { LEAST = 1 + 64 * RGB_BYTES + 4096 + 2 };

	if (s.n < LEAST || s.p[0] != 1)
		return false;
	for (size_t i = 1; i <= (size_t)64 * RGB_BYTES; i++) {
		if ((unsigned char)s.p[i] > 63)
			return false;
	}
	return memchr(s.p + 1, 63, (size_t)64 * RGB_BYTES) != NULL;
}

enum art_form
art_form(struct str s, const struct sauce *sauce)
{
	if (str_starts(s, STR("XBIN\x1A")))
		return ART_XBIN;
	if (str_starts(s, STR("\x18TUNDRA24")))
		return ART_TUNDRA;
	if (sauce && sauce->type == SAUCE_BINARY)
		return ART_BINARY;
	return is_artworx(s) ? ART_ARTWORX : ART_TEXT;
}

bool
art_memory(struct art_reader *r, struct str s)
{
	switch (art_form(s, r->has_sauce ? &r->sauce : NULL)) {
	case ART_XBIN:
		read_xbin(r, s);
		break;
	case ART_TUNDRA:
		read_tundra(r, s);
		break;
	case ART_BINARY:
		read_binary(r, s);
		break;
	case ART_ARTWORX:
		read_artworx(r, s);
		break;
	case ART_TEXT:
		return false;
	}
	r->charset = ART_CP437;
	return true;
}
