/* mdescape - which characters of plain text need a backslash in Markdown. */
#include "common/text/mdescape.h"

#include <string.h>

enum { NUMBER_DIGITS_MAX = 10, HEADING_MAX = 6, ENTITY_MAX = 32 };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_word(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\0';
}

void
mdescape_line(struct buf *out, struct str s)
{
	size_t at = 0;
	char c = s.n ? s.p[0] : '\0', after;
	bool bare;

	while (at < s.n && at < NUMBER_DIGITS_MAX && is_digit(s.p[at]))
		at++;
	if (at > 0 && at < s.n && (s.p[at] == '.' || s.p[at] == ')') &&
	    (at + 1 == s.n || is_space(s.p[at + 1]))) {
		buf_put(out, str_slice(s, 0, at));
		buf_char(out, '\\');
		buf_put(out, str_slice(s, at, s.n));
		return;
	}
	at = 0;
	while (at < s.n && s.p[at] == c)
		at++;
	after = at < s.n ? s.p[at] : '\0';
	bare = str_trim(str_slice(s, at, s.n)).n == 0;
	if (c == '>' || (c == '#' && at <= HEADING_MAX && is_space(after)) ||
	    (at == 1 && strchr("-+*_", c) && is_space(after)) ||
	    ((c == '-' || c == '=') && bare))
		buf_char(out, '\\');
	buf_put(out, s);
}

bool
mdescape_same(struct str markdown, struct str plain)
{
	size_t at = 0;

	for (size_t i = 0; i < markdown.n; i++) {
		if (markdown.p[i] == '\\')
			continue;
		if (at == plain.n || markdown.p[i] != plain.p[at++])
			return false;
	}
	return at == plain.n;
}

static bool
is_entity(struct str s)
{
	size_t at = 1;

	while (
	    at < s.n && at < ENTITY_MAX && (is_word(s.p[at]) || s.p[at] == '#'))
		at++;
	return at > 1 && at < s.n && s.p[at] == ';';
}

bool
mdescape_needed(struct str s, char before, bool in_link, bool in_cell)
{
	char c = s.p[0], next = s.n > 1 ? s.p[1] : '\0';

	switch (c) {
	case '`':
		return true;
	case '\\':
		return !is_word(next) && (next == '\0' || !is_space(next));
	case '*':
		return !(is_space(before) && is_space(next));
	case '_':
		return !(is_space(before) && is_space(next)) &&
		    !(is_word(before) && is_word(next));
	case '~':
		return next == '~' || before == '~';
	case '[':
		return in_link;
	case ']':
		return in_link || next == '(' || next == ':';
	case '<':
		return next == '/' || next == '!' || next == '?' ||
		    (is_word(next) && !is_digit(next));
	case '&':
		return is_entity(s);
	case '|':
		return in_cell;
	default:
		return false;
	}
}
