/* editor_marks - words that are underlined wherever they stand as text. */
#include <stdlib.h>

#include "common/text/spell.h"
#include "screens/ui/editor_impl.h"

enum { NEAR_BYTES = 4096 }; /* of a line above the view */

void
editor_mark_words(struct editor *e, const struct str *word, size_t n)
{
	e->marked = word;
	e->marked_n = n;
}

static int
by_bytes(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static bool
is_marked(const struct editor *e, struct str word)
{
	return bsearch(&word, e->marked, e->marked_n, sizeof word, by_bytes) !=
	    NULL;
}

bool
editor_find_marked(struct editor *e, size_t from)
{
	struct spell_walk w = { .text = buf_str(&e->text) };
	struct selection first = { 0, 0 }, found = { 0, 0 };
	struct str word;
	size_t at;

	while (e->marked_n && found.to == 0 && spell_next(&w, &word, &at)) {
		if (!is_marked(e, word))
			continue;
		if (first.to == 0)
			first = (struct selection){ at, at + word.n };
		if (at >= from)
			found = (struct selection){ at, at + word.n };
	}
	if (found.to == 0)
		found = first;
	if (found.to == 0)
		return false;
	editor_move(e, found.from, false);
	editor_move(e, found.to, true);
	return true;
}

/* What is being typed is not wrong yet. */
static bool
is_written(const struct editor *e, size_t from, size_t to)
{
	return e->mark == FOLD_NONE && e->cursor > from && e->cursor <= to;
}

void
editor_marks_between(
    const struct editor *e, size_t from, size_t to, struct editor_marks *out)
{
	struct str text = buf_str(&e->text), word;
	size_t start = fold_line_start(text, from), at;
	struct spell_walk w = { .started = false };

	out->n = 0;
	if (e->marked_n == 0)
		return;
	if (from - start > NEAR_BYTES)
		start = from;
	if (to + SPELL_WORD_MAX < text.n)
		text.n = to + SPELL_WORD_MAX;
	w.fence = text_fence_at(text, start);
	w.text = str_slice(text, start, text.n);
	while (out->n < EDITOR_MARKS_MAX && spell_next(&w, &word, &at)) {
		at += start;
		if (at >= to)
			break;
		if (is_marked(e, word) && !is_written(e, at, at + word.n))
			out->mark[out->n++] =
			    (struct selection){ at, at + word.n };
	}
}
