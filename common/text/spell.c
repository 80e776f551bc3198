/* spell - which words of a text no dictionary has. */
#include "common/text/spell.h"

#include <string.h>
#include <utf8proc.h>

#include "common/text/utf8.h"

enum { CODE_INDENT = 4, LEAST_CHARS = 2 };

static bool
is_letter(int32_t code)
{
	utf8proc_category_t c = utf8proc_category(code);

	return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) ||
	    c == UTF8PROC_CATEGORY_MN;
}

static bool
is_apostrophe(int32_t code)
{
	return code == '\'' || code == 0x2019;
}

/* Between blanks: what has one of these is an address, a file or code. */
static bool
is_words(struct str token)
{
	static const char odd[] = "/\\@#_=<>{}[]|$%^~+0123456789";

	for (size_t i = 0; i < token.n; i++) {
		char c = token.p[i];

		if (c && strchr(odd, c))
			return false;
		/* "stoa.db", "std::vector", ":smile:" */
		if ((c == '.' || c == ':') && i + 1 < token.n &&
		    is_letter((unsigned char)token.p[i + 1]))
			return false;
	}
	return true;
}

/* Whole lines of code, and what others wrote. */
static bool
is_passed_over(struct spell_walk *w, struct str line)
{
	struct line_parts p = text_line_parts(line);
	bool code = text_fence_line(&w->fence, line, p);

	return code || p.quotes > 0 ||
	    (p.spaces >= CODE_INDENT && p.marker == 0) ||
	    (line.n && line.p[0] == '\t');
}

/* Behind the `code` that begins at `at`; where it does not end, behind "`". */
static size_t
skip_code(struct str line, size_t at)
{
	size_t ticks = 0, run, i;

	while (at + ticks < line.n && line.p[at + ticks] == '`')
		ticks++;
	for (i = at + ticks; i < line.n; i += run ? run : 1) {
		for (run = 0; i + run < line.n && line.p[i + run] == '`'; run++)
			;
		if (run == ticks)
			return i + run;
	}
	return at + ticks;
}

/* Past blanks and code, to a token of words; false: none is in the line. */
static bool
find_token(struct spell_walk *w, size_t *end)
{
	struct str line = str_slice(w->text, 0, w->line_end);

	while (w->at < line.n) {
		char c = line.p[w->at];
		size_t to = w->at;

		if (c == ' ' || c == '\t') {
			w->at++;
			continue;
		}
		if (c == '`') {
			w->at = skip_code(line, w->at);
			continue;
		}
		while (to < line.n && line.p[to] != ' ' && line.p[to] != '\t' &&
		    line.p[to] != '`')
			to++;
		*end = to;
		if (is_words(str_slice(line, w->at, to - w->at)))
			return true;
		w->at = to;
	}
	return false;
}

/* The first word before `end`; false: none is there, only signs. */
static bool
take_word(struct spell_walk *w, size_t end, struct str *out)
{
	size_t from = w->at, to, last;
	int32_t code;

	for (; from < end;
	     from += utf8_decode(str_slice(w->text, from, end - from), &code)) {
		(void)utf8_decode(str_slice(w->text, from, end - from), &code);
		if (is_letter(code))
			break;
	}
	last = to = from;
	while (to < end) {
		to += utf8_decode(str_slice(w->text, to, end - to), &code);
		if (is_letter(code))
			last = to;
		else if (!is_apostrophe(code))
			break;
	}
	w->at = last > from ? last : end;
	*out = str_slice(w->text, from, last - from);
	return last > from;
}

/* "USB", "JavaScript": names that no dictionary has. */
static bool
is_name(struct str word)
{
	bool lower = false, upper = false, mixed = false;
	int32_t code;

	while (word.n) {
		size_t n = utf8_decode(word, &code);
		bool capital = utf8proc_category(code) == UTF8PROC_CATEGORY_LU;

		mixed = mixed || (capital && lower);
		upper = upper || capital;
		lower = lower || (!capital && is_letter(code));
		word = str_slice(word, n, word.n);
	}
	return mixed || (upper && !lower);
}

bool
spell_next(struct spell_walk *w, struct str *out, size_t *out_at)
{
	size_t end;

	for (;;) {
		if (w->started && w->at < w->line_end && find_token(w, &end)) {
			if (!take_word(w, end, out) ||
			    out->n > SPELL_WORD_MAX ||
			    text_chars(*out) < LEAST_CHARS || is_name(*out))
				continue;
			*out_at = (size_t)(out->p - w->text.p);
			return true;
		}
		if (w->started && w->line_end >= w->text.n)
			return false;
		w->at = w->started ? w->line_end + 1 : 0;
		w->started = true;
		w->line_end = w->at +
		    str_find(str_slice(w->text, w->at, w->text.n), '\n');
		if (is_passed_over(
			w, str_slice(w->text, w->at, w->line_end - w->at)))
			w->at = w->line_end;
	}
}
