/*
 * Whatever a text is, its words are parts of it, in order, apart, and letters
 * to the end; and what may be offered for its last word stands at its end.
 */
#include "common/text/spell.h"

#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "screens/ui/suggest.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct str text =
	    text_clean(&a, (struct str){ (const char *)data, size });
	struct spell_walk w = { .text = text };
	struct suggest_word last = suggest_word(text);
	struct str word;
	size_t at, before = 0;

	while (spell_next(&w, &word, &at)) {
		check(at >= before && at + word.n <= text.n);
		check(word.p == text.p + at);
		check(word.n > 0 && word.n <= SPELL_WORD_MAX);
		check(utf8_floor(text, at) == at);
		check(utf8_floor(text, at + word.n) == at + word.n);
		check(str_find(word, '\n') == word.n);
		before = at + word.n;
	}
	if (last.kind != SUGGEST_NONE) {
		check(last.from + 1 + last.typed.n == text.n);
		check(str_find(last.typed, ' ') == last.typed.n);
	}
	arena_free(&a);
	return 0;
}
