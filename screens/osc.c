/* osc - what ncurses has no words for: the clipboard, the title, links. */
#include "screens/osc.h"

#include <sodium.h>

#include "common/base/arena.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"

enum {
	PIECE = 3 * 1024, /* of three bytes each: no padding inside */
	PARTS = 3,	  /* of a colour: red, green, blue */
	PART_DIGITS = 4,
};

#define STRING_END "\033\\"

void
osc_copy(struct buf *out, struct str text)
{
	char base64[sodium_base64_ENCODED_LEN(
	    PIECE, sodium_base64_VARIANT_ORIGINAL)];

	buf_cstr(out, "\033]52;c;");
	for (size_t at = 0; at < text.n; at += PIECE) {
		struct str part = str_slice(text, at, PIECE);

		sodium_bin2base64(base64, sizeof base64,
		    (const unsigned char *)part.p, part.n,
		    sodium_base64_VARIANT_ORIGINAL);
		buf_cstr(out, base64);
	}
	buf_cstr(out, STRING_END);
}

void
osc_title(struct buf *out, struct str words)
{
	struct arena a = ARENA_INIT;
	struct str line = text_clean_line(&a, words);

	buf_printf(out, "\033]2;%.*s" STRING_END,
	    STR_ARG(text_clip(&a, line, OSC_TITLE_CELLS)));
	arena_free(&a);
}

void
osc_keep_title(struct buf *out)
{
	buf_cstr(out, "\033[22;2t");
}

void
osc_restore_title(struct buf *out)
{
	buf_cstr(out, "\033[23;2t");
}

/* FNV-1a: an id need only differ between the addresses of one screen. */
static uint32_t
id_of(struct str address)
{
	uint32_t id = 2166136261u;

	for (size_t i = 0; i < address.n; i++)
		id = (id ^ (unsigned char)address.p[i]) * 16777619u;
	return id;
}

void
osc_link(struct buf *out, struct str address)
{
	if (address.n)
		buf_printf(out, "\033]8;id=%x;%.*s" STRING_END, id_of(address),
		    STR_ARG(address));
	else
		buf_cstr(out, "\033]8;;" STRING_END);
}

void
osc_ask_name(struct buf *out)
{
	buf_cstr(out, "\033[>q");
}

void
osc_ask_ready(struct buf *out)
{
	buf_cstr(out, "\033[5n");
}

void
osc_ask_ground(struct buf *out)
{
	buf_cstr(out, "\033]11;?" STRING_END);
}

static int
digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* One to four hexadecimal digits, as a part of a thousand; -1: neither. */
static int
take_part(struct str text)
{
	int v = 0, most = 0;

	if (text.n == 0 || text.n > PART_DIGITS)
		return -1;
	for (size_t i = 0; i < text.n; i++) {
		int digit = digit_of(text.p[i]);

		if (digit < 0)
			return -1;
		v = 16 * v + digit;
		most = 16 * most + 15;
	}
	return v * 1000 / most;
}

bool
osc_ground_is_light(struct str answer, bool *out)
{
	static const int weight[PARTS] = { 299, 587, 114 };
	int sum = 0;

	if (str_starts(answer, STR("rgba:")))
		answer = str_slice(answer, 5, answer.n);
	else if (str_starts(answer, STR("rgb:")))
		answer = str_slice(answer, 4, answer.n);
	else
		return false;
	for (int i = 0; i < PARTS; i++) {
		int part = take_part(str_cut(&answer, '/'));

		if (part < 0)
			return false;
		sum += weight[i] * part;
	}
	*out = sum > 500 * 1000;
	return true;
}
