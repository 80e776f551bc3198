/* ui/banner - a name drawn large, three rows high, in half blocks. */
#include "screens/ui/banner.h"

#include "common/text/utf8.h"
#include "screens/standin.h"

enum { HIGH = 5, GAP = 1, UPPER = 0x2580, LOWER = 0x2584, FULL = 0x2588 };

/* Each number is a row of pixels; the lowest bit is the right end. */
static const struct letter {
	char c;
	unsigned char width;
	unsigned char row[HIGH];
} letters[] = {
	{ ' ', 2, { 0, 0, 0, 0, 0 } },
	{ '!', 1, { 1, 1, 1, 0, 1 } },
	{ '&', 4, { 04, 012, 04, 012, 05 } },
	{ '\'', 1, { 1, 1, 0, 0, 0 } },
	{ '+', 3, { 0, 2, 7, 2, 0 } },
	{ ',', 1, { 0, 0, 0, 1, 1 } },
	{ '-', 2, { 0, 0, 3, 0, 0 } },
	{ '.', 1, { 0, 0, 0, 0, 1 } },
	{ '/', 3, { 1, 1, 2, 4, 4 } },
	{ ':', 1, { 0, 1, 0, 1, 0 } },
	{ '0', 3, { 7, 5, 5, 5, 7 } },
	{ '1', 2, { 3, 1, 1, 1, 1 } },
	{ '2', 3, { 7, 1, 7, 4, 7 } },
	{ '3', 3, { 7, 1, 7, 1, 7 } },
	{ '4', 3, { 5, 5, 7, 1, 1 } },
	{ '5', 3, { 7, 4, 7, 1, 7 } },
	{ '6', 3, { 7, 4, 7, 5, 7 } },
	{ '7', 3, { 7, 1, 1, 1, 1 } },
	{ '8', 3, { 7, 5, 7, 5, 7 } },
	{ '9', 3, { 7, 5, 7, 1, 7 } },
	{ '?', 3, { 7, 1, 3, 0, 2 } },
	{ 'A', 3, { 7, 5, 7, 5, 5 } },
	{ 'B', 3, { 6, 5, 6, 5, 6 } },
	{ 'C', 3, { 7, 4, 4, 4, 7 } },
	{ 'D', 3, { 6, 5, 5, 5, 6 } },
	{ 'E', 3, { 7, 4, 6, 4, 7 } },
	{ 'F', 3, { 7, 4, 6, 4, 4 } },
	{ 'G', 3, { 7, 4, 5, 5, 7 } },
	{ 'H', 3, { 5, 5, 7, 5, 5 } },
	{ 'I', 1, { 1, 1, 1, 1, 1 } },
	{ 'J', 3, { 1, 1, 1, 5, 7 } },
	{ 'K', 3, { 5, 5, 6, 5, 5 } },
	{ 'L', 3, { 4, 4, 4, 4, 7 } },
	{ 'M', 5, { 021, 033, 025, 021, 021 } },
	{ 'N', 4, { 011, 015, 013, 011, 011 } },
	{ 'O', 3, { 7, 5, 5, 5, 7 } },
	{ 'P', 3, { 7, 5, 7, 4, 4 } },
	{ 'Q', 3, { 7, 5, 5, 7, 1 } },
	{ 'R', 3, { 6, 5, 6, 5, 5 } },
	{ 'S', 3, { 7, 4, 7, 1, 7 } },
	{ 'T', 3, { 7, 2, 2, 2, 2 } },
	{ 'U', 3, { 5, 5, 5, 5, 7 } },
	{ 'V', 3, { 5, 5, 5, 5, 2 } },
	{ 'W', 5, { 021, 021, 025, 025, 012 } },
	{ 'X', 3, { 5, 5, 2, 5, 5 } },
	{ 'Y', 3, { 5, 5, 7, 2, 2 } },
	{ 'Z', 3, { 7, 1, 2, 4, 7 } },
};

static const struct letter *
letter_of(int32_t code)
{
	char c = code < 0x80 ? (char)code : standin_ascii(code);

	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	/* Not a question mark that stands for what is not known. */
	if (code >= 0x80 && (c < 'A' || c > 'Z'))
		return NULL;
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
		if (letters[i].c == c)
			return &letters[i];
	}
	return NULL;
}

/* The next letter of `name`, which is not empty; NULL: cannot be drawn. */
static const struct letter *
next(struct str *name)
{
	int32_t code;
	size_t n = utf8_decode(*name, &code);

	*name = str_slice(*name, n, name->n);
	return code < 0 ? NULL : letter_of(code);
}

int
banner_cols(const struct canvas *c, struct str name)
{
	int cols = 0;

	if (c->plain || c->charset == CHARSET_ASCII ||
	    c->charset == CHARSET_SEVEN || c->charset == CHARSET_LATIN1)
		return 0;
	while (name.n) {
		const struct letter *l = next(&name);

		if (l == NULL)
			return 0;
		cols += l->width + GAP;
	}
	return cols > 0 ? cols - GAP : 0;
}

/* Pixel rows -1 to 4: the first is empty, so letters stand on the line. */
static bool
pixel(const struct letter *l, int row, int col)
{
	return row >= 0 && (l->row[row] >> (l->width - 1 - col) & 1);
}

static void
draw_letter(
    struct canvas *c, int row, int col, unsigned style, const struct letter *l)
{
	for (int y = 0; y < BANNER_ROWS; y++) {
		for (int x = 0; x < l->width; x++) {
			bool up = pixel(l, 2 * y - 1, x);
			bool low = pixel(l, 2 * y, x);

			if (up || low)
				canvas_hline(c, row + y, col + x, 1, style,
				    !low    ? UPPER :
					!up ? LOWER :
					      FULL);
		}
	}
}

void
banner_draw(struct canvas *c, int row, int col, unsigned style, struct str name)
{
	while (name.n) {
		const struct letter *l = next(&name);

		if (l == NULL)
			return;
		draw_letter(c, row, col, style, l);
		col += l->width + GAP;
	}
}
