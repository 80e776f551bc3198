/* splice - put text from people into clean text so that it stays clean. */
#include "screens/ui/splice.h"

#include <string.h>

#include "common/text/clean.h"
#include "common/text/utf8.h"

/*
 * More than what one character of clean text can have: CLEAN_MARKS_MAX marks
 * on a syllable of three, and the tags of a flag.
 */
enum { AROUND_CODES = 2 * CLEAN_MARKS_MAX };

static size_t
code_before(struct str s, size_t at)
{
	while (at > 0 && ((unsigned char)s.p[--at] & 0xC0) == 0x80)
		;
	return at;
}

static bool
is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((s.p[i] < ' ' || s.p[i] == 0x7F) && s.p[i] != '\n' &&
		    s.p[i] != '\t')
			return false;
	}
	return true;
}

static bool
joins_at(struct str s, size_t at)
{
	return text_joins(str_slice(s, at, s.n));
}

struct splice
splice_clean(
    struct arena *a, struct str text, size_t from, size_t to, struct str raw)
{
	struct splice s = { from, to, raw };
	struct buf piece = BUF_INIT(0);
	size_t same = 0;

	if (is_plain(raw) && !joins_at(text, to))
		return s;
	if (s.from > 0)
		s.from = code_before(text, s.from);
	for (int i = 0; i < AROUND_CODES && joins_at(text, s.from); i++)
		s.from = code_before(text, s.from);
	for (int i = 0; i < AROUND_CODES && joins_at(text, s.to); i++) {
		int32_t code;

		s.to += utf8_decode(str_slice(text, s.to, text.n), &code);
	}
	buf_put(&piece, str_slice(text, s.from, from - s.from));
	buf_put(&piece, raw);
	buf_put(&piece, str_slice(text, to, s.to - to));
	s.text = text_clean(a, buf_str(&piece));
	buf_free(&piece);
	while (same < from - s.from && same < s.text.n &&
	    text.p[s.from + same] == s.text.p[same])
		same++;
	same = utf8_floor(s.text, same);
	s.from += same;
	s.text = str_slice(s.text, same, s.text.n);
	return s;
}

void
splice_do(struct buf *b, size_t from, size_t to, struct str text)
{
	size_t tail = b->n - to;

	/* Grow by what comes in; which bytes these are does not matter yet. */
	if (text.n > to - from)
		buf_put(b, str_slice(text, 0, text.n - (to - from)));
	if (tail)
		memmove(b->p + from + text.n, b->p + to, tail);
	if (text.n)
		memcpy(b->p + from, text.p, text.n);
	b->n = from + text.n + tail;
}
