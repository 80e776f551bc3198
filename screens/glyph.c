/* glyph - one character as it goes into a cell: its code points and width. */
#include "screens/glyph.h"

#include <utf8proc.h>
#include <wchar.h>

#include "common/text/utf8.h"
#include "common/text/cp437.h"
#include "screens/latin1.h"
#include "screens/standin.h"

enum {
	NBSP = 0xA0,
	SOFT_HYPHEN = 0xAD,
	CHECK = 0x2713,
	HEAVY_CHECK = 0x2714,
	ROOT = 0x221A, /* CP437's nearest to a check mark … */
	DISC = 0x25CF,
	SQUARE = 0x25A0, /* … to what is new … */
	POINTER = 0x25B8,
	QUOTE_RIGHT = 0x203A,
	GUILLEMET_RIGHT = 0xBB, /* … and to what points somewhere */
	QUOTE_LEFT = 0x2039,
	GUILLEMET_LEFT = 0xAB,
	EMOJI_FIRST = 0x1F000,
	FLAG_A = 0x1F1E6,
	FLAG_Z = 0x1F1FF,
};

static bool
is_space(int32_t code)
{
	return code == '\t' || code == '\n' || code == NBSP ||
	    (code > NBSP && utf8proc_category(code) == UTF8PROC_CATEGORY_ZS);
}

/* What must not reach a terminal, whoever let it in here. */
static bool
is_forbidden(int32_t code)
{
	return code < ' ' || (code >= 0x7F && code < NBSP) ||
	    (code & 0xFFFE) == 0xFFFE;
}

static bool
is_mark(int32_t code)
{
	utf8proc_category_t category = utf8proc_category(code);

	return (category == UTF8PROC_CATEGORY_MN ||
		   category == UTF8PROC_CATEGORY_ME) &&
	    wcwidth((wchar_t)code) == 0;
}

static int32_t
decode(struct str s, size_t *at)
{
	int32_t code;

	*at += utf8_decode(str_slice(s, *at, s.n), &code);
	return code == UTF8_INVALID ? UTF8_REPLACEMENT : code;
}

static void
one(struct glyph *g, int32_t code)
{
	g->code[0] = code;
	g->n = 1;
}

/* Fill a glyph of known width from the code points of its cluster. */
static void
from_cluster(struct glyph *g, struct str s)
{
	size_t at = 0;
	int32_t base = decode(s, &at);
	int width = wcwidth((wchar_t)base);

	if (base >= FLAG_A && base <= FLAG_Z) {
		one(g, 'A' + base - FLAG_A);
		base = at < s.n ? decode(s, &at) : 0;
		if (g->width == 2)
			g->rest = base >= FLAG_A && base <= FLAG_Z ?
			    'A' + base - FLAG_A :
			    ' ';
		return;
	}
	if (base == SOFT_HYPHEN) {
		one(g, '-');
	} else if (width == g->width) {
		one(g, base);
		while (at < s.n && g->n < GRID_CODES) {
			int32_t next = decode(s, &at);

			if (!is_mark(next) ||
			    (next >= 0xFE00 && next <= 0xFE0F))
				continue;
			g->code[g->n++] = next;
		}
		return;
	} else {
		/* U+2764 as an emoji: the sign, and a blank to fill. */
		one(g, width == 1 ? base : UTF8_REPLACEMENT);
	}
	if (g->width == 2)
		g->rest = ' ';
}

static int32_t
in_cp437(int32_t code)
{
	if (cp437_from_code(code) >= 0)
		return code;
	switch (code) {
	case CHECK:
	case HEAVY_CHECK:
		return ROOT;
	case DISC:
		return SQUARE;
	case POINTER:
	case QUOTE_RIGHT:
		return GUILLEMET_RIGHT;
	case QUOTE_LEFT:
		return GUILLEMET_LEFT;
	default:
		return standin_ascii(code);
	}
}

/* Replace what the character set cannot show, keeping the width. */
static void
fit(struct glyph *g, enum charset charset)
{
	int32_t base = g->code[0];

	if (charset == CHARSET_ASCII) {
		if (!standin_is_symbol(base) && base < EMOJI_FIRST)
			return;
		base = (unsigned char)standin_ascii(base);
	} else if (charset == CHARSET_CONSOLE) {
		if (!standin_is_symbol(base) && base < EMOJI_FIRST)
			return;
		base = in_cp437(base);
	} else if (charset == CHARSET_LATIN1) {
		base = latin1_has(base) ? base : standin_ascii(base);
	} else if (charset == CHARSET_SEVEN) {
		base = standin_ascii(base);
	} else {
		base = in_cp437(base);
	}
	one(g, base);
	if (g->width == 2 && g->rest == 0)
		g->rest = base == '?' ? '?' : ' ';
}

size_t
glyph_next(struct str s, enum charset charset, struct glyph *out)
{
	struct glyph g = { .width = 1 };
	size_t n, cells, at = 0;
	int32_t first = (unsigned char)s.p[0];

	/* Most text: a letter of ASCII that nothing combines with. */
	if (first >= ' ' && first < 0x7F &&
	    (s.n == 1 || (unsigned char)s.p[1] < 0x80)) {
		out->code[0] = first;
		out->n = out->width = 1;
		out->rest = 0;
		return 1;
	}
	n = text_cluster(s, &cells);
	first = decode(s, &at);
	if (is_space(first) || is_forbidden(first)) {
		one(&g, is_space(first) ? ' ' : UTF8_REPLACEMENT);
		/* U+3000 is as wide as the letters around it. */
		if (cells == 2) {
			g.width = 2;
			g.rest = ' ';
		}
	} else if (cells == 0) {
		g.width = 0;
	} else {
		g.width = (int)cells;
		from_cluster(&g, str_slice(s, 0, n));
	}
	if (g.width > 0 && charset != CHARSET_UTF8 &&
	    (g.code[0] >= 0x7F || g.n > 1))
		fit(&g, charset);
	*out = g;
	return n;
}
