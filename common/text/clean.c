/* clean - make text from people safe to keep and to show. */
#include "common/text/clean.h"

#include <string.h>
#include <utf8proc.h>

#include "common/base/buf.h"
#include "common/text/utf8.h"

enum {
	/* A base, its marks, and what one more code point decomposes to. */
	SEGMENT_MAX = CLEAN_MARKS_MAX + 16,
	FLAG_BASE = 0x1F3F4,
	TAG_FIRST = 0xE0000,
	TAG_LAST = 0xE007F,
	FLAG_MIN = 3, /* letters and digits of a subdivision: "gbsct" */
	FLAG_MAX = 6,
};

/*
 * One pass: code points are filtered, decomposed and gathered into a segment,
 * a base with all that might combine with it; each full segment is put in
 * order, composed and given out.  Given out means appended to `out`, or, when
 * that is NULL, compared with the input.
 */
struct cleaner {
	struct str in;
	bool one_line;
	bool space; /* one_line: a space is due before the next character */
	int32_t segment[SEGMENT_MAX];
	size_t n;
	size_t marks; /* combining marks since the last base */
	struct buf *out;
	size_t matched; /* without out: bytes of in that came out alike */
	bool differs;
};

static void
give(struct cleaner *c, struct str s)
{
	if (c->out) {
		buf_put(c->out, s);
	} else if (str_eq(str_slice(c->in, c->matched, s.n), s)) {
		c->matched += s.n;
	} else {
		c->differs = true;
	}
}

static int
combining_class(int32_t code)
{
	return utf8proc_get_property(code)->combining_class;
}

/* Canonical order: stable, by class, never across a class of 0. */
static void
sort_marks(int32_t *codes, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		int32_t code = codes[i];
		int class = combining_class(code);
		size_t at = i;

		if (class == 0)
			continue;
		while (at > 0 && combining_class(codes[at - 1]) > class) {
			codes[at] = codes[at - 1];
			at--;
		}
		codes[at] = code;
	}
}

static void
flush(struct cleaner *c)
{
	char bytes[SEGMENT_MAX * UTF8_MAX_BYTES];
	size_t n = 0, codes = c->n;

	c->n = 0;
	c->marks = 0;
	if (codes == 0)
		return;
	if (codes > 1) {
		sort_marks(c->segment, codes);
		codes = (size_t)utf8proc_normalize_utf32(c->segment,
		    (utf8proc_ssize_t)codes,
		    UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	}
	for (size_t i = 0; i < codes; i++)
		n += utf8_encode(c->segment[i], bytes + n);
	give(c, (struct str){ bytes, n });
}

static bool
is_mark(int32_t code)
{
	const utf8proc_property_t *p = utf8proc_get_property(code);

	return p->combining_class != 0 || p->category == UTF8PROC_CATEGORY_MN ||
	    p->category == UTF8PROC_CATEGORY_MC ||
	    p->category == UTF8PROC_CATEGORY_ME;
}

static bool
is_hangul_vowel(int32_t code)
{
	return code >= 0x1161 && code <= 0x1175;
}

static bool
is_hangul_tail(int32_t code)
{
	return code >= 0x11A8 && code <= 0x11C2;
}

/*
 * Whether a decomposed code point may compose with the segment so far: marks
 * always, a Hangul vowel after a lone lead, a Hangul tail after lead and vowel.
 */
static bool
continues(const struct cleaner *c, int32_t code)
{
	bool lead =
	    c->n > 0 && c->segment[0] >= 0x1100 && c->segment[0] <= 0x1112;

	if (is_hangul_vowel(code))
		return lead && c->n == 1;
	if (is_hangul_tail(code))
		return lead && c->n == 2 && is_hangul_vowel(c->segment[1]);
	return is_mark(code);
}

static void
add_decomposed(struct cleaner *c, int32_t code)
{
	bool mark = is_mark(code);

	if (!continues(c, code))
		flush(c);
	if (mark && c->marks == CLEAN_MARKS_MAX)
		return;
	if (mark)
		c->marks++;
	c->segment[c->n++] = code;
}

static void
add(struct cleaner *c, int32_t code)
{
	utf8proc_int32_t parts[SEGMENT_MAX];
	utf8proc_ssize_t n = 1;

	if (code < 0x80) {
		flush(c);
		c->segment[c->n++] = code;
		return;
	}
	n = utf8proc_decompose_char(code, parts, SEGMENT_MAX,
	    UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, NULL);
	for (utf8proc_ssize_t i = 0; i < n && i < SEGMENT_MAX; i++)
		add_decomposed(c, parts[i]);
}

static bool
is_dropped(int32_t code)
{
	if (code < 0x20)
		return code != '\n' && code != '\t';
	if (code < 0xA0)
		return code >= 0x7F;
	return (code >= 0x202A && code <= 0x202E) || /* bidi embeddings */
	    (code >= 0x2066 && code <= 0x206F) ||    /* isolates, deprecated */
	    code == 0xFEFF || (code >= 0xFFF9 && code <= 0xFFFB) ||
	    (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE ||
	    (code >= TAG_FIRST && code <= TAG_LAST);
}

/* Every character Unicode calls a space separator, and our line ends. */
static bool
is_white(int32_t code)
{
	return code == ' ' || code == '\n' || code == '\t' ||
	    (code >= 0x80 && utf8proc_category(code) == UTF8PROC_CATEGORY_ZS);
}

static void
filter(struct cleaner *c, int32_t code)
{
	if (code == 0x2028 || code == 0x2029)
		code = '\n';
	if (code == UTF8_INVALID)
		code = UTF8_REPLACEMENT;
	if (is_dropped(code))
		return;
	if (c->one_line) {
		if (is_white(code)) {
			c->space = true;
			return;
		}
		if (c->space && (c->n || c->matched || (c->out && c->out->n)))
			add(c, ' ');
		c->space = false;
	}
	add(c, code);
}

/* Bytes of the tags after a black flag at `at` that make it a known kind. */
static size_t
flag_tags(struct str in, size_t at)
{
	size_t from = at;
	int32_t code;

	for (int i = 0; i <= FLAG_MAX && at < in.n; i++) {
		at += utf8_decode(str_slice(in, at, in.n), &code);
		if (code == TAG_LAST)
			return i >= FLAG_MIN ? at - from : 0;
		code -= TAG_FIRST;
		if (!(code >= '0' && code <= '9') &&
		    !(code >= 'a' && code <= 'z'))
			return 0;
	}
	return 0;
}

/* The bytes from `at` that are clean as they are and combine with nothing. */
static size_t
plain_run(const struct cleaner *c, size_t at)
{
	size_t n = at;

	while (n < c->in.n &&
	    ((c->in.p[n] >= ' ' && c->in.p[n] < 0x7F) || c->in.p[n] == '\n' ||
		c->in.p[n] == '\t'))
		n++;
	if (n < c->in.n && n > at)
		n--; /* what follows may combine with the last */
	return n - at;
}

static void
run(struct cleaner *c)
{
	struct str in = c->in;
	size_t at = 0;

	while (at < in.n && !c->differs) {
		size_t plain = c->one_line ? 0 : plain_run(c, at), n;
		int32_t code;

		if (plain) {
			flush(c);
			give(c, str_slice(in, at, plain));
			at += plain;
			continue;
		}
		at += utf8_decode(str_slice(in, at, in.n), &code);
		if (code == '\r') {
			code = '\n';
			if (at < in.n && in.p[at] == '\n')
				at++;
		}
		filter(c, code);
		n = code == FLAG_BASE ? flag_tags(in, at) : 0;
		if (n) {
			flush(c);
			give(c, str_slice(in, at, n));
			at += n;
		}
	}
	flush(c);
}

static struct str
clean(struct arena *a, struct str s, bool one_line)
{
	struct buf out = BUF_INIT(0);
	struct cleaner c = { .in = s, .one_line = one_line, .out = &out };
	struct str result;

	run(&c);
	result = arena_dup(a, buf_str(&out));
	buf_free(&out);
	return result;
}

static bool
is_clean(struct str s, bool one_line)
{
	struct cleaner c = { .in = s, .one_line = one_line };

	run(&c);
	return !c.differs && c.matched == s.n;
}

struct str
text_clean(struct arena *a, struct str s)
{
	return clean(a, s, false);
}

struct str
text_clean_line(struct arena *a, struct str s)
{
	return clean(a, s, true);
}

bool
text_is_clean(struct str s)
{
	return is_clean(s, false);
}

bool
text_is_clean_line(struct str s)
{
	return is_clean(s, true);
}

bool
text_joins(struct str s)
{
	int32_t code;

	if (s.n == 0 || (unsigned char)s.p[0] < 0x80)
		return false;
	utf8_decode(s, &code);
	return is_mark(code) || is_hangul_vowel(code) || is_hangul_tail(code) ||
	    (code >= TAG_FIRST && code <= TAG_LAST);
}
