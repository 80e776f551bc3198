/* md_text - writing text, and what is found in it. */
#include <string.h>

#include <utf8proc.h>

#include "common/text/clean.h"
#include "common/text/handle.h"
#include "common/text/utf8.h"
#include "screens/style.h"
#include "screens/ui/md.h"

enum {
	CODE_POINT_MAX = 0x10FFFF,
	ENTITY_DIGITS_MAX = 8,
	REFERENCE_DIGITS_MAX = 18,
	LOCAL_MAX = 64, /* bytes before the '@' of a mail address */
	HOST_MAX = 255,
};

static const struct {
	struct str name;
	int32_t code;
} entities[] = {
	{ STR_INIT("amp"), '&' },
	{ STR_INIT("lt"), '<' },
	{ STR_INIT("gt"), '>' },
	{ STR_INIT("quot"), '"' },
	{ STR_INIT("apos"), '\'' },
	{ STR_INIT("nbsp"), 0xA0 },
	{ STR_INIT("copy"), 0xA9 },
	{ STR_INIT("reg"), 0xAE },
	{ STR_INIT("deg"), 0xB0 },
	{ STR_INIT("plusmn"), 0xB1 },
	{ STR_INIT("micro"), 0xB5 },
	{ STR_INIT("para"), 0xB6 },
	{ STR_INIT("middot"), 0xB7 },
	{ STR_INIT("laquo"), 0xAB },
	{ STR_INIT("raquo"), 0xBB },
	{ STR_INIT("frac12"), 0xBD },
	{ STR_INIT("times"), 0xD7 },
	{ STR_INIT("divide"), 0xF7 },
	{ STR_INIT("sect"), 0xA7 },
	{ STR_INIT("pound"), 0xA3 },
	{ STR_INIT("euro"), 0x20AC },
	{ STR_INIT("ndash"), 0x2013 },
	{ STR_INIT("mdash"), 0x2014 },
	{ STR_INIT("lsquo"), 0x2018 },
	{ STR_INIT("rsquo"), 0x2019 },
	{ STR_INIT("ldquo"), 0x201C },
	{ STR_INIT("rdquo"), 0x201D },
	{ STR_INIT("bull"), 0x2022 },
	{ STR_INIT("hellip"), 0x2026 },
	{ STR_INIT("trade"), 0x2122 },
	{ STR_INIT("larr"), 0x2190 },
	{ STR_INIT("uarr"), 0x2191 },
	{ STR_INIT("rarr"), 0x2192 },
	{ STR_INIT("darr"), 0x2193 },
	{ STR_INIT("le"), 0x2264 },
	{ STR_INIT("ge"), 0x2265 },
	{ STR_INIT("ne"), 0x2260 },
};

static const struct str schemes[] = {
	STR_INIT("http:"),
	STR_INIT("https:"),
	STR_INIT("mailto:"),
	STR_INIT("ssh:"),
	STR_INIT("gemini:"),
	STR_INIT("ftp:"),
};

void *
md_room(struct arena *a, void *array, size_t n, size_t *cap, size_t size)
{
	void *more;

	if (n < *cap)
		return array;
	*cap = *cap ? *cap * 2 : 8;
	more = arena_alloc(a, *cap * size);
	if (n)
		memcpy(more, array, n * size);
	return more;
}

void
md_put(struct md_text *t, struct str s, unsigned style)
{
	size_t from = t->text.n;

	if (s.n == 0)
		return;
	buf_put(&t->text, s);
	/* Room first, the values then. */
	buf_put(&t->style, s);
	memset(t->style.p + from, (int)style, s.n);
	buf_put(&t->link, s);
	buf_put(&t->link, s);
	memset(t->link.p + from * sizeof(uint16_t), 0, s.n * sizeof(uint16_t));
}

void
md_cut(struct md_text *t, size_t from)
{
	t->text.n = t->style.n = from;
	t->link.n = from * sizeof(uint16_t);
}

static void
set_link(struct md_text *t, size_t at, uint16_t link)
{
	memcpy(t->link.p + at * sizeof link, &link, sizeof link);
}

uint16_t
md_link_at(const struct md_text *t, size_t at)
{
	uint16_t link;

	memcpy(&link, t->link.p + at * sizeof link, sizeof link);
	return link;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_alnum(char c)
{
	return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* A byte of a word, of any script. */
static bool
is_word(char c)
{
	return is_alnum(c) || c == '_' || (unsigned char)c >= 0x80;
}

static int
digit_of(char c, int base)
{
	int d = is_digit(c)	 ? c - '0' :
	    c >= 'a' && c <= 'f' ? c - 'a' + 10 :
	    c >= 'A' && c <= 'F' ? c - 'A' + 10 :
				   base;

	return d < base ? d : -1;
}

/* "&#65;" and "&#x41;". */
static int32_t
code_of(struct str digits)
{
	int base = 10;
	int32_t code = 0;

	if (digits.n && (digits.p[0] == 'x' || digits.p[0] == 'X')) {
		base = 16;
		digits = str_slice(digits, 1, digits.n);
	}
	if (digits.n == 0 || digits.n > ENTITY_DIGITS_MAX)
		return UTF8_REPLACEMENT;
	for (size_t i = 0; i < digits.n; i++) {
		int d = digit_of(digits.p[i], base);

		if (d < 0 || code > CODE_POINT_MAX)
			return UTF8_REPLACEMENT;
		code = code * base + d;
	}
	return utf8proc_codepoint_valid(code) ? code : UTF8_REPLACEMENT;
}

struct str
md_entity(struct arena *a, struct str entity)
{
	struct str name = str_slice(entity, 1, entity.n - 2);
	char utf8[UTF8_MAX_BYTES];
	struct str one = { utf8, 0 };
	int32_t code = 0;

	if (name.n && name.p[0] == '#') {
		code = code_of(str_slice(name, 1, name.n));
	} else {
		for (size_t i = 0; i < sizeof entities / sizeof entities[0];
		     i++) {
			if (str_eq(name, entities[i].name))
				code = entities[i].code;
		}
		if (code == 0)
			return entity;
	}
	one.n = utf8_encode(code, utf8);
	/* What steers a terminal does not come in by a side door. */
	if (code == '\n' || code == '\t')
		return STR(" ");
	if (!text_is_clean(one))
		one.n = utf8_encode(UTF8_REPLACEMENT, utf8);
	return arena_dup(a, one);
}

static bool
is_address(struct str address)
{
	if (address.n > DOC_ADDRESS_MAX || !text_is_clean_line(address) ||
	    str_find(address, ' ') < address.n)
		return false;
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		size_t n = schemes[i].n;

		if (address.n > n &&
		    str_eq_nocase(str_slice(address, 0, n), schemes[i]))
			return true;
	}
	return false;
}

static size_t
slot_of(struct str s)
{
	uint32_t hash = 2166136261u; /* FNV-1a */

	for (size_t i = 0; i < s.n; i++)
		hash = (hash ^ (unsigned char)s.p[i]) * 16777619u;
	return hash & (MD_SLOTS - 1);
}

uint16_t
md_link(struct md *m, struct str address)
{
	struct md_links *l = &m->links;
	size_t at, cap = l->cap;

	if (l->uses == DOC_LINKS_MAX || !is_address(address))
		return 0;
	l->uses++;
	for (at = slot_of(address); l->slot[at];
	     at = (at + 1) & (MD_SLOTS - 1)) {
		if (str_eq(l->link[l->slot[at] - 1], address))
			return l->slot[at];
	}
	l->link = md_room(m->a, l->link, l->n, &cap, sizeof *l->link);
	l->is_shown =
	    md_room(m->a, l->is_shown, l->n, &l->cap, sizeof *l->is_shown);
	l->link[l->n] = arena_dup(m->a, address);
	l->is_shown[l->n] = false;
	return l->slot[at] = (uint16_t)++l->n;
}

void
md_mark(struct md_text *t, size_t from, size_t to, uint16_t link)
{
	for (size_t i = from; i < to; i++) {
		if (t->style.p[i] != STYLE_CODE)
			t->style.p[i] = STYLE_LINK;
		set_link(t, i, link);
	}
}

/*
 * Text in which something may be found.  What is dim is ours: the number of a
 * link, or an address that is to be none.
 */
static bool
is_open(const struct md_text *t, size_t at)
{
	return t->style.p[at] != STYLE_CODE && t->style.p[at] != STYLE_DIM &&
	    md_link_at(t, at) == 0;
}

/* Without what ends a sentence and not an address. */
static size_t
trimmed(struct str s)
{
	int open = 0;

	for (size_t i = 0; i < s.n; i++)
		open += s.p[i] == '(' ? 1 : s.p[i] == ')' ? -1 : 0;
	while (s.n) {
		char c = s.p[s.n - 1];

		if (c == ')' && open < 0)
			open++;
		else if (strchr("?!.,:;*_~'\"]", c) == NULL)
			break;
		s.n--;
	}
	return s.n;
}

/* How many bytes at the start of `s` are an address, without judging it. */
static size_t
address_bytes(struct str s)
{
	size_t at = 0;

	while (at < s.n) {
		int32_t code;
		size_t n = utf8_decode(str_slice(s, at, s.n), &code);
		utf8proc_category_t kind = utf8proc_category(code);

		if (code <= ' ' ||
		    strchr("<>\"`|\\^{}", code < 0x80 ? code : 'a'))
			break;
		if (code >= 0x80 && kind > UTF8PROC_CATEGORY_NO)
			break;
		at += n;
	}
	return trimmed(str_slice(s, 0, at));
}

/* The scheme at the start of `s`, as it is written in running text. */
static size_t
scheme_bytes(struct str s)
{
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		struct str scheme = schemes[i];
		struct str rest = str_slice(s, scheme.n, s.n);

		if (!str_eq_nocase(str_slice(s, 0, scheme.n), scheme))
			continue;
		if (str_eq(scheme, STR("mailto:")))
			return scheme.n;
		if (str_starts(rest, STR("//")))
			return scheme.n + 2;
	}
	return str_eq_nocase(str_slice(s, 0, 4), STR("www.")) ? 4 : 0;
}

/* `s` goes to where text of another sort begins; returns bytes to skip. */
static size_t
find_address(struct md *m, struct str s, size_t at)
{
	size_t start = scheme_bytes(s), n;
	bool is_bare = start == 4;
	uint16_t link;

	if (start == 0)
		return 0;
	n = address_bytes(s);
	if (n <= start || !is_word(s.p[start]))
		return start;
	s = str_slice(s, 0, n);
	if (is_bare && n <= DOC_ADDRESS_MAX)
		s = arena_printf(m->a, "https://%.*s", STR_ARG(s));
	link = md_link(m, s);
	if (link)
		md_mark(&m->t, at, at + n, link);
	return n;
}

static size_t
host_bytes(struct str s)
{
	size_t n = 0, dot = 0;

	while (n < s.n && n <= HOST_MAX &&
	    (is_alnum(s.p[n]) || s.p[n] == '.' || s.p[n] == '-'))
		n++;
	while (n && !is_alnum(s.p[n - 1]))
		n--;
	for (size_t i = 1; i < n; i++)
		dot = s.p[i] == '.' ? i : dot;
	return n > HOST_MAX || dot == 0 || s.p[0] == '.' ? 0 : n;
}

/* `s` is all of the text of one sort, with an '@' at `at`. */
static size_t
find_mail(struct md *m, struct str s, size_t at, size_t base)
{
	size_t from = at, n = host_bytes(str_slice(s, at + 1, s.n));
	uint16_t link;

	while (from && at - from <= LOCAL_MAX &&
	    (is_alnum(s.p[from - 1]) || strchr("._+-", s.p[from - 1])))
		from--;
	while (from < at && !is_alnum(s.p[from]))
		from++;
	if (n == 0 || from == at || at - from > LOCAL_MAX)
		return 0;
	s = str_slice(s, from, at + 1 + n - from);
	link = md_link(m, arena_printf(m->a, "mailto:%.*s", STR_ARG(s)));
	if (link)
		md_mark(&m->t, base + from, base + from + s.n, link);
	return 1 + n;
}

static void
accent(struct md *m, size_t from, size_t n)
{
	memset(m->t.style.p + from, STYLE_ACCENT, n);
}

static size_t
find_handle(struct md *m, struct str s, size_t at)
{
	size_t n = 0;

	while (n < s.n && n <= HANDLE_MAX_BYTES &&
	    (is_alnum(s.p[n]) || strchr("_.-", s.p[n])))
		n++;
	if (n > HANDLE_MAX_BYTES)
		return 0;
	while (n && s.p[n - 1] == '.')
		n--;
	if ((n < s.n && is_word(s.p[n])) ||
	    !handle_is_valid(str_slice(s, 0, n)))
		return 0;
	accent(m, at - 1, n + 1);
	return n + 1;
}

static size_t
find_reference(struct md *m, struct str s, size_t at)
{
	size_t n = 0;

	while (n < s.n && n <= REFERENCE_DIGITS_MAX && is_digit(s.p[n]))
		n++;
	if (n == 0 || n > REFERENCE_DIGITS_MAX || (n < s.n && is_word(s.p[n])))
		return 0;
	accent(m, at - 1, n + 1);
	return n + 1;
}

/* `s` is text of one sort, `base` where it lies. */
static void
scan_open(struct md *m, struct str s, size_t base)
{
	size_t at = 0;

	while (at < s.n) {
		char c = s.p[at];
		bool starts = at == 0 || !is_word(s.p[at - 1]);
		struct str rest = str_slice(s, at + 1, s.n);
		size_t n = 0;

		if (c == '@' && at && is_alnum(s.p[at - 1]))
			n = find_mail(m, s, at, base);
		else if (c == '@' && starts)
			n = find_handle(m, rest, base + at + 1);
		else if (c == '#' && starts)
			n = find_reference(m, rest, base + at + 1);
		else if (starts && strchr("hHwWmMsSgGfF", c))
			n = find_address(m, str_slice(s, at, s.n), base + at);
		at += n ? n : 1;
	}
}

void
md_scan(struct md *m, size_t from, size_t to)
{
	while (from < to) {
		size_t end = from;

		while (end < to && is_open(&m->t, end))
			end++;
		scan_open(
		    m, str_slice(buf_str(&m->t.text), from, end - from), from);
		from = end + (end == from);
	}
}

/* A letter of ASCII, and another or the end after it: no more than itself. */
static bool
is_alone(struct str s, size_t at, size_t to)
{
	return (unsigned char)s.p[at] < 0x80 &&
	    (at + 1 == to || (unsigned char)s.p[at + 1] < 0x80);
}

void
md_settle(struct md *m, size_t from, size_t to)
{
	struct md_text *t = &m->t;
	struct str all = buf_str(&t->text);

	while (from < to) {
		size_t cells, n;
		uint16_t link = md_link_at(t, from);

		if (is_alone(all, from, to)) {
			from++;
			continue;
		}
		n = text_cluster(str_slice(all, from, to - from), &cells);
		if (cells > (size_t)m->o->cols)
			memset(t->text.p + from, '?', n);
		for (size_t i = from + 1; i < from + n; i++) {
			t->style.p[i] = t->style.p[from];
			set_link(t, i, link);
		}
		from += n;
	}
}
