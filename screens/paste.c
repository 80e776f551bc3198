/* paste - the text of a bracketed paste, in pieces. */
#include "screens/paste.h"

#include <string.h>

#include "common/text/utf8.h"

static const char end[] = "\033[201~";

/* One byte more than a piece tells that there is more, and where to cut. */
enum { END_BYTES = sizeof end - 1, HELD_MAX = KEYS_PASTE_PIECE + 1 };

void
paste_begin(struct paste *p)
{
	buf_reset(&p->text);
	p->given = 0;
	p->taken = 0;
	p->cut = false;
}

void
paste_free(struct paste *p)
{
	buf_free(&p->text);
	paste_begin(p);
}

/* The bytes at the end of `s` that may be the start of the end. */
static size_t
begun_end(struct str s)
{
	for (size_t n = END_BYTES - 1; n > 0; n--) {
		if (n <= s.n && memcmp(s.p + s.n - n, end, n) == 0)
			return n;
	}
	return 0;
}

static void
add(struct paste *p, struct str s)
{
	size_t room = KEYS_PASTE_MAX - p->taken;

	if (p->cut)
		return;
	if (s.n <= room) {
		buf_put(&p->text, s);
		p->taken += s.n;
		return;
	}
	/* The byte after the last tells whether a character is split. */
	buf_put(&p->text, str_slice(s, 0, room + 1));
	p->text.n = utf8_floor(buf_str(&p->text), p->text.n - 1);
	p->taken += room;
	p->cut = true;
}

/* Fill up to HELD_MAX; true when the end was reached. */
static bool
fill(struct paste *p, struct str in, size_t *out_taken)
{
	size_t room = HELD_MAX - p->text.n;
	struct str near = str_slice(in, 0, room + END_BYTES);
	const char *hit = memmem(near.p, near.n, end, END_BYTES);
	size_t n = hit ? (size_t)(hit - near.p) : near.n - begun_end(near);
	bool over = hit && n < room;

	if (n > room)
		n = room;
	add(p, str_slice(in, 0, n));
	*out_taken += n + (over ? END_BYTES : 0);
	return over;
}

/* The bytes of the next piece of more than one: whole lines, if it can be. */
static size_t
piece(struct str s)
{
	for (size_t n = KEYS_PASTE_PIECE; n > 0; n--) {
		if (s.p[n - 1] == '\n' ||
		    (s.p[n - 1] == '\r' && s.p[n] != '\n'))
			return n;
	}
	return utf8_floor(s, KEYS_PASTE_PIECE);
}

bool
paste_next(struct paste *p, struct str in, size_t *out_taken, struct key *out)
{
	bool over = false;
	size_t before;

	if (p->given)
		buf_consume(&p->text, p->given);
	p->given = 0;
	*out_taken = 0;
	/* What is cut takes no room, so this may go round more than once. */
	while (!over && p->text.n < HELD_MAX) {
		before = *out_taken;
		over = fill(
		    p, str_slice(in, *out_taken, in.n - *out_taken), out_taken);
		if (!over && *out_taken == before)
			return false;
	}
	p->given = over ? p->text.n : piece(buf_str(&p->text));
	*out = (struct key){
		.code = KEYS_PASTE,
		.more = !over,
		.cut = over && p->cut,
		.text = { p->text.p, p->given },
	};
	return true;
}
