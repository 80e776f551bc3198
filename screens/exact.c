/* exact - the very colours of a theme, in place of numbers of the palette. */
#include "screens/exact.h"

enum { ESC = 0x1B, COLOURS = 256, PARAMS_MAX = 16 };

/* Where the sequence that begins at `at` ends: after its last byte. */
static size_t
end_of(struct str bytes, size_t at)
{
	for (at += 2; at < bytes.n; at++) {
		unsigned char c = (unsigned char)bytes.p[at];

		if (c >= 0x40 && c < 0x7F)
			return at + 1;
	}
	return bytes.n;
}

/* The numbers of "1;38;5;80"; -1: others than a few plain ones. */
static int
numbers(struct str text, int64_t number[PARAMS_MAX])
{
	int n = 0;

	while (text.n) {
		if (n == PARAMS_MAX ||
		    !str_int(str_cut(&text, ';'), 0, COLOURS, &number[n++]))
			return -1;
	}
	return n;
}

static void
put_colours(
    const struct theme *t, const int64_t *number, int n, struct buf *out)
{
	const char *before = "";
	uint32_t rgb;

	buf_cstr(out, "\033[");
	for (int i = 0; i < n; i++) {
		bool colour = (number[i] == 38 || number[i] == 48) &&
		    i + 2 < n && number[i + 1] == 5;

		buf_printf(out, "%s%d", before, (int)number[i]);
		before = ";";
		if (!colour || !theme_exact(t, (int)number[i + 2], &rgb))
			continue;
		buf_printf(
		    out, ";2;%u;%u;%u", rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF);
		i += 2;
	}
	buf_char(out, 'm');
}

void
exact_put(const struct theme *t, struct str bytes, struct buf *out)
{
	int64_t number[PARAMS_MAX];
	size_t done = 0;

	for (size_t at = 0; at + 1 < bytes.n; at++) {
		size_t end;
		int n;

		if (bytes.p[at] != ESC || bytes.p[at + 1] != '[')
			continue;
		end = end_of(bytes, at);
		if (bytes.p[end - 1] != 'm')
			continue;
		n = numbers(str_slice(bytes, at + 2, end - at - 3), number);
		/* The shortest with a colour has three numbers. */
		if (n < 3)
			continue;
		buf_put(out, str_slice(bytes, done, at - done));
		put_colours(t, number, n, out);
		done = end;
		at = end - 1;
	}
	buf_put(out, str_slice(bytes, done, bytes.n));
}
