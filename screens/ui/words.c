/* words - where words of a line begin and end, for moving by words. */
#include "screens/ui/words.h"

#include <utf8proc.h>

#include "common/text/utf8.h"

static bool
in_word(int32_t code)
{
	utf8proc_category_t c = utf8proc_category(code);

	return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_NO) ||
	    c == UTF8PROC_CATEGORY_PC;
}

static size_t
step_right(struct str s, size_t at, bool *word)
{
	int32_t code;

	at += utf8_decode(str_slice(s, at, s.n), &code);
	*word = in_word(code);
	return at;
}

static size_t
step_left(struct str s, size_t at, bool *word)
{
	while (((unsigned char)s.p[--at] & 0xC0) == 0x80 && at > 0)
		;
	step_right(s, at, word);
	return at;
}

size_t
words_left(struct str s, size_t at)
{
	bool word = false, begun = false;

	while (at > 0) {
		size_t before = step_left(s, at, &word);

		if (begun && !word)
			break;
		begun = begun || word;
		at = before;
	}
	return at;
}

size_t
words_right(struct str s, size_t at)
{
	bool word = false, begun = false;

	while (at < s.n) {
		size_t after = step_right(s, at, &word);

		if (begun && !word)
			break;
		begun = begun || word;
		at = after;
	}
	return at;
}
