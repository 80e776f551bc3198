/* randomart - the picture of a key, as ssh-keygen -lv draws it. */
#include "common/text/randomart.h"

#include <string.h>

enum {
	HASH_BYTES = 32,
	HASH_LETTERS = 43,
	LETTER_BITS = 6,
	STEP_BITS = 2,
	STEPS = 8 / STEP_BITS, /* of a byte */
};

/* How often the bishop was there; S where it began, E where it ended. */
static const char marks[] = " .o+=*BOX@%&#/^SE";

enum { MARKS = sizeof marks - 1, BEGAN = MARKS - 2, ENDED = MARKS - 1 };

static bool
decode(struct str text, unsigned char out[HASH_BYTES])
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned bits = 0, value = 0;
	size_t n = 0;

	if (text.n != HASH_LETTERS)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		const char *at = text.p[i] ? strchr(letters, text.p[i]) : NULL;

		if (at == NULL)
			return false;
		value = value << LETTER_BITS | (unsigned)(at - letters);
		bits += LETTER_BITS;
		if (bits < 8)
			continue;
		bits -= 8;
		out[n++] = (unsigned char)(value >> bits);
		value &= (1u << bits) - 1;
	}
	return n == HASH_BYTES;
}

static int
step(int at, bool on, int max)
{
	at += on ? 1 : -1;
	return at < 0 ? 0 : at > max ? max : at;
}

bool
randomart_draw(struct str fingerprint, struct randomart *out)
{
	const struct str lead = STR("SHA256:");
	unsigned char hash[HASH_BYTES];
	unsigned visits[RANDOMART_ROWS][RANDOMART_COLS] = { 0 };
	int x = RANDOMART_COLS / 2, y = RANDOMART_ROWS / 2;

	if (!str_starts(fingerprint, lead) ||
	    !decode(str_slice(fingerprint, lead.n, fingerprint.n), hash))
		return false;
	for (int i = 0; i < HASH_BYTES * STEPS; i++) {
		int bits = hash[i / STEPS] >> i % STEPS * STEP_BITS;

		x = step(x, bits & 1, RANDOMART_COLS - 1);
		y = step(y, bits & 2, RANDOMART_ROWS - 1);
		if (visits[y][x] < BEGAN - 1)
			visits[y][x]++;
	}
	visits[RANDOMART_ROWS / 2][RANDOMART_COLS / 2] = BEGAN;
	visits[y][x] = ENDED;
	for (int r = 0; r < RANDOMART_ROWS; r++) {
		for (int c = 0; c < RANDOMART_COLS; c++)
			out->row[r][c] = marks[visits[r][c]];
		out->row[r][RANDOMART_COLS] = '\0';
	}
	return true;
}
