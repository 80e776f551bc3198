/* randomart - the picture of a key, as ssh-keygen -lv draws it. */
#include "common/text/randomart.h"

#include <string.h>

#include "common/text/base64.h"

enum {
	HASH_BYTES = 32,
	HASH_LETTERS = 43,
	STEP_BITS = 2,
	STEPS = 8 / STEP_BITS, /* of a byte */
};

/* How often the bishop was there; S where it began, E where it ended. */
static const char marks[] = " .o+=*BOX@%&#/^SE";

enum { MARKS = sizeof marks - 1, BEGAN = MARKS - 2, ENDED = MARKS - 1 };

/* OpenSSH leaves out what fills the last letters up. */
static bool
decode(struct str text, unsigned char out[HASH_BYTES])
{
	struct arena a = ARENA_INIT;
	struct str bytes = STR("");
	bool good = text.n == HASH_LETTERS &&
	    base64_decode(
		&a, arena_printf(&a, "%.*s=", STR_ARG(text)), &bytes) &&
	    bytes.n == HASH_BYTES;

	if (good)
		memcpy(out, bytes.p, HASH_BYTES);
	arena_free(&a);
	return good;
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
