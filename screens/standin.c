/* standin - ASCII for characters that a terminal or a person cannot show. */
#include "screens/standin.h"

#include <stdlib.h>
#include <utf8proc.h>

enum {
	BOX_FIRST = 0x2500,
	BOX_LAST = 0x257F,
	BLOCK_FIRST = 0x2580,
	BLOCK_LAST = 0x259F,
	BRAILLE_FIRST = 0x2800,
	BRAILLE_LAST = 0x28FF,
	LIGHT_SHADE = 0x2591,
	PARTS_MAX = 32
};

/* Sorted by code point. */
static const struct pair {
	uint16_t code;
	char ascii;
} pairs[] = { { 0x00A0, ' ' }, { 0x00A1, '!' }, { 0x00A2, 'c' },
	{ 0x00A3, 'L' }, { 0x00A4, '$' }, { 0x00A5, 'Y' }, { 0x00A6, '|' },
	{ 0x00A7, 'S' }, { 0x00A8, '"' }, { 0x00A9, 'c' }, { 0x00AB, '<' },
	{ 0x00AC, '-' }, { 0x00AD, '-' }, { 0x00AE, 'r' }, { 0x00AF, '-' },
	{ 0x00B0, 'o' }, { 0x00B1, '~' }, { 0x00B4, '\'' }, { 0x00B5, 'u' },
	{ 0x00B6, 'P' }, { 0x00B7, '.' }, { 0x00B8, ',' }, { 0x00BB, '>' },
	{ 0x00BF, '?' }, { 0x00C6, 'A' }, { 0x00D0, 'D' }, { 0x00D7, 'x' },
	{ 0x00D8, 'O' }, { 0x00DE, 'T' }, { 0x00DF, 's' }, { 0x00E6, 'a' },
	{ 0x00F0, 'd' }, { 0x00F7, '/' }, { 0x00F8, 'o' }, { 0x00FE, 't' },
	{ 0x0110, 'D' }, { 0x0111, 'd' }, { 0x0126, 'H' }, { 0x0127, 'h' },
	{ 0x0131, 'i' }, { 0x0141, 'L' }, { 0x0142, 'l' }, { 0x0152, 'O' },
	{ 0x0153, 'o' }, { 0x0192, 'f' }, { 0x2010, '-' }, { 0x2011, '-' },
	{ 0x2012, '-' }, { 0x2013, '-' }, { 0x2014, '-' }, { 0x2015, '-' },
	{ 0x2016, '|' }, { 0x2017, '_' }, { 0x2018, '\'' }, { 0x2019, '\'' },
	{ 0x201A, ',' }, { 0x201B, '\'' }, { 0x201C, '"' }, { 0x201D, '"' },
	{ 0x201E, '"' }, { 0x201F, '"' }, { 0x2020, '+' }, { 0x2021, '+' },
	{ 0x2022, '*' }, { 0x2023, '>' }, { 0x2024, '.' }, { 0x2025, '.' },
	{ 0x2026, '~' }, { 0x2027, '.' }, { 0x202F, ' ' }, { 0x2030, '%' },
	{ 0x2032, '\'' }, { 0x2033, '"' }, { 0x2035, '\'' }, { 0x2039, '<' },
	{ 0x203A, '>' }, { 0x203B, '*' }, { 0x203C, '!' }, { 0x203D, '?' },
	{ 0x203E, '-' }, { 0x2043, '-' }, { 0x2044, '/' }, { 0x2052, '%' },
	{ 0x20A7, 'P' }, { 0x20AC, 'E' }, { 0x2116, '#' }, { 0x2122, 't' },
	{ 0x2190, '<' }, { 0x2191, '^' }, { 0x2192, '>' }, { 0x2193, 'v' },
	{ 0x2194, '-' }, { 0x2195, '|' }, { 0x21A9, '<' }, { 0x21AA, '>' },
	{ 0x21B5, '<' }, { 0x21D0, '<' }, { 0x21D2, '>' }, { 0x21D4, '=' },
	{ 0x2205, '0' }, { 0x2208, 'e' }, { 0x2212, '-' }, { 0x2215, '/' },
	{ 0x2216, '\\' }, { 0x2217, '*' }, { 0x2219, '.' }, { 0x221A, 'v' },
	{ 0x221E, '8' }, { 0x2225, '|' }, { 0x2229, 'n' }, { 0x222A, 'u' },
	{ 0x2236, ':' }, { 0x223C, '~' }, { 0x2248, '~' }, { 0x2260, '#' },
	{ 0x2261, '=' }, { 0x2264, '<' }, { 0x2265, '>' }, { 0x22C5, '.' },
	{ 0x22EE, ':' }, { 0x22EF, '.' }, { 0x2302, '^' }, { 0x2318, '#' },
	{ 0x2320, '/' }, { 0x2321, '/' }, { 0x23CE, '<' }, { 0x23F5, '>' },
	{ 0x2423, '_' }, { 0x2588, '#' }, { 0x25A0, '#' }, { 0x25A1, 'o' },
	{ 0x25AA, '*' }, { 0x25AB, 'o' }, { 0x25AC, '=' }, { 0x25B2, '^' },
	{ 0x25B3, '^' }, { 0x25B4, '^' }, { 0x25B6, '>' }, { 0x25B8, '>' },
	{ 0x25B9, '>' }, { 0x25BA, '>' }, { 0x25BC, 'v' }, { 0x25BD, 'v' },
	{ 0x25BE, 'v' }, { 0x25C0, '<' }, { 0x25C2, '<' }, { 0x25C4, '<' },
	{ 0x25C6, '*' }, { 0x25C7, 'o' }, { 0x25C9, '@' }, { 0x25CA, 'o' },
	{ 0x25CB, 'o' }, { 0x25CC, 'o' }, { 0x25CF, '*' }, { 0x25D0, 'o' },
	{ 0x25D1, 'o' }, { 0x25E6, 'o' }, { 0x2605, '*' }, { 0x2606, '*' },
	{ 0x2609, 'o' }, { 0x2610, 'o' }, { 0x2611, 'x' }, { 0x2612, 'x' },
	{ 0x2639, ':' }, { 0x263A, '@' }, { 0x263B, '@' }, { 0x2660, '*' },
	{ 0x2661, 'o' }, { 0x2663, '*' }, { 0x2665, '*' }, { 0x2666, '*' },
	{ 0x266A, '&' }, { 0x266B, '&' }, { 0x2690, '!' }, { 0x2691, '!' },
	{ 0x2699, '*' }, { 0x26A0, '!' }, { 0x2709, '!' }, { 0x270E, '/' },
	{ 0x2713, '=' }, { 0x2714, '=' }, { 0x2715, 'x' }, { 0x2716, 'x' },
	{ 0x2717, 'x' }, { 0x2718, 'x' }, { 0x2726, '*' }, { 0x2731, '*' },
	{ 0x2764, '*' }, { 0x276E, '<' }, { 0x276F, '>' }, { 0x279C, '>' },
	{ 0x27E8, '<' }, { 0x27E9, '>' }, { 0xFFFD, '?' } };

static int
by_code(const void *key, const void *pair)
{
	int32_t code = *(const int32_t *)key;
	int32_t other = ((const struct pair *)pair)->code;

	return code < other ? -1 : code > other;
}

/* Box drawing: lines that go one way, and the corners and crossings. */
static char
box(int32_t code)
{
	static const char shape[] =
	    /* 2500 */ "--||--||--||++++++++++++++++++++"
		       /* 2520 */ "++++++++++++++++++++++++++++++++"
		       /* 2540 */ "++++++++++++--||-|++++++++++++++"
		       /* 2560 */ "+++++++++++++++++/\\X-|-|-|-|-|-|";

	return shape[code - BOX_FIRST];
}

bool
standin_is_symbol(int32_t code)
{
	/* Signs of Latin-1: middle dots, quotes, fractions. */
	if (code < 0x2010)
		return (code >= 0xA0 && code <= 0xBF) || code == 0xD7 ||
		    code == 0xF7;
	return code < 0x2C00 && !(code >= 0x20D0 && code <= 0x20FF);
}

char
standin_ascii(int32_t code)
{
	const struct pair *p;
	utf8proc_int32_t part[PARTS_MAX];
	utf8proc_ssize_t n;

	if (code >= ' ' && code < 0x7F)
		return (char)code;
	if (code >= BOX_FIRST && code <= BOX_LAST)
		return box(code);
	if (code >= BLOCK_FIRST && code <= BLOCK_LAST)
		return code == LIGHT_SHADE ? '.' : '#';
	if (code >= BRAILLE_FIRST && code <= BRAILLE_LAST)
		return code == BRAILLE_FIRST ? ' ' : ':';
	p = bsearch(
	    &code, pairs, sizeof pairs / sizeof *pairs, sizeof *pairs, by_code);
	if (p)
		return p->ascii;
	n = utf8proc_decompose_char(code, part, PARTS_MAX,
	    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STABLE, NULL);
	for (utf8proc_ssize_t i = 0; i < n && i < PARTS_MAX; i++) {
		if (part[i] > ' ' && part[i] < 0x7F)
			return (char)part[i];
	}
	return '?';
}
