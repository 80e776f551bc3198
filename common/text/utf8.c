/* utf8 - code points, grapheme clusters and the columns they take. */
#include "common/text/utf8.h"

#include <string.h>
#include <utf8proc.h>

enum { EMOJI_FORM = 0xFE0F, CLUSTER_MAX_CELLS = 2 };

static unsigned char
byte(struct str s, size_t at)
{
	return (unsigned char)s.p[at];
}

/*
 * How many bytes follow `lead`, and the range the first of them must be in:
 * that range alone keeps out overlong forms, surrogates and too high ones.
 */
static size_t
follow(unsigned char lead, unsigned char *low, unsigned char *high)
{
	*low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
	*high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
	if (lead >= 0xC2 && lead <= 0xDF)
		return 1;
	if (lead >= 0xE0 && lead <= 0xEF)
		return 2;
	if (lead >= 0xF0 && lead <= 0xF4)
		return 3;
	return 0;
}

size_t
utf8_decode(struct str s, int32_t *out)
{
	unsigned char lead = byte(s, 0), low, high;
	size_t more = follow(lead, &low, &high);
	int32_t code;

	if (lead < 0x80) {
		*out = lead;
		return 1;
	}
	*out = UTF8_INVALID;
	if (more == 0)
		return 1;
	code = lead & (0x3F >> more);
	for (size_t i = 1; i <= more; i++) {
		if (i == s.n || byte(s, i) < low || byte(s, i) > high)
			return i;
		code = code << 6 | (byte(s, i) & 0x3F);
		low = 0x80;
		high = 0xBF;
	}
	*out = code;
	return more + 1;
}

size_t
utf8_encode(int32_t code, char out[UTF8_MAX_BYTES])
{
	utf8proc_uint8_t bytes[UTF8_MAX_BYTES];
	utf8proc_ssize_t n = utf8proc_encode_char(code, bytes);

	memcpy(out, bytes, sizeof bytes);
	return (size_t)n;
}

bool
utf8_valid(struct str s)
{
	int32_t code;

	for (size_t at = 0; at < s.n;) {
		at += utf8_decode(str_slice(s, at, s.n), &code);
		if (code == UTF8_INVALID)
			return false;
	}
	return true;
}

size_t
utf8_floor(struct str s, size_t max)
{
	if (max >= s.n)
		return s.n;
	for (size_t back = 0; back < UTF8_MAX_BYTES && back <= max; back++) {
		if ((byte(s, max - back) & 0xC0) != 0x80)
			return max - back;
	}
	return max;
}

size_t
text_chars(struct str s)
{
	size_t chars = 0;
	int32_t code;

	for (size_t at = 0; at < s.n; chars++)
		at += utf8_decode(str_slice(s, at, s.n), &code);
	return chars;
}

size_t
text_chars_bytes(struct str s, size_t chars)
{
	size_t at = 0;
	int32_t code;

	for (; at < s.n && chars > 0; chars--)
		at += utf8_decode(str_slice(s, at, s.n), &code);
	return at;
}

static size_t
decode_lossy(struct str s, int32_t *out)
{
	size_t n = utf8_decode(s, out);

	if (*out == UTF8_INVALID)
		*out = UTF8_REPLACEMENT;
	return n;
}

static bool
is_plain(struct str s, size_t at)
{
	return at >= s.n || (byte(s, at) >= ' ' && byte(s, at) < 0x7F);
}

size_t
text_cluster(struct str s, size_t *cells)
{
	utf8proc_int32_t state = 0;
	int32_t code, next;
	size_t at, width;

	*cells = 0;
	if (s.n == 0)
		return 0;
	/* Most text: a letter of ASCII that nothing combines with. */
	if (is_plain(s, 0) && is_plain(s, 1)) {
		*cells = 1;
		return 1;
	}
	at = decode_lossy(s, &code);
	width = (size_t)utf8proc_charwidth(code);
	while (at < s.n) {
		size_t n = decode_lossy(str_slice(s, at, s.n), &next);

		if (utf8proc_grapheme_break_stateful(code, next, &state))
			break;
		if (width > 0 && next == EMOJI_FORM)
			width = CLUSTER_MAX_CELLS;
		width += (size_t)utf8proc_charwidth(next);
		code = next;
		at += n;
	}
	*cells = width < CLUSTER_MAX_CELLS ? width : CLUSTER_MAX_CELLS;
	return at;
}

size_t
text_cells(struct str s)
{
	size_t total = 0, cells;

	while (s.n) {
		s = str_slice(s, text_cluster(s, &cells), s.n);
		total += cells;
	}
	return total;
}

struct str
text_clip(struct arena *a, struct str s, size_t cells)
{
	size_t at = 0, used = 0, keep = 0;

	while (at < s.n) {
		size_t wide, n;

		n = text_cluster(str_slice(s, at, s.n), &wide);
		if (used + wide > cells)
			break;
		used += wide;
		at += n;
		if (used < cells)
			keep = at;
	}
	if (at == s.n)
		return s;
	if (cells == 0)
		return STR("");
	return arena_printf(a, "%.*s…", STR_ARG(str_slice(s, 0, keep)));
}
