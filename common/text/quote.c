/* quote - a text as an answer quotes it. */
#include "common/text/quote.h"

#include "common/base/buf.h"

/* Without blank lines at both ends; the first line keeps its indent. */
static struct str
without_blank_ends(struct str s)
{
	while (s.n && str_trim(s).n < s.n) {
		size_t end = str_find(s, '\n');

		if (end == s.n || str_trim(str_slice(s, 0, end)).n)
			break;
		s = str_slice(s, end + 1, s.n);
	}
	while (s.n && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == ' '))
		s.n--;
	return s;
}

struct str
text_quote(struct arena *a, struct str attribution, struct str text)
{
	struct buf b = BUF_INIT(0);
	struct str result;

	text = without_blank_ends(text);
	if (attribution.n) {
		buf_put(&b, attribution);
		buf_char(&b, '\n');
	}
	while (text.n) {
		struct str line = str_cut(&text, '\n');

		buf_char(&b, '>');
		/* ">> " is how quotes in quotes are written. */
		if (line.n && line.p[0] != '>')
			buf_char(&b, ' ');
		buf_put(&b, line);
		buf_char(&b, '\n');
	}
	result = arena_dup(a, buf_str(&b));
	buf_free(&b);
	return result;
}
