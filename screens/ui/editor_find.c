/*
 * editor_find - words in the text of an editor.
 *
 * Capitals are looked for where some are asked for; else all cases are one.
 */
#include <utf8proc.h>

#include "common/base/err.h"
#include "common/text/utf8.h"
#include "screens/ui/editor_impl.h"

/* What is looked for, by code points. */
struct needle {
	int32_t code[EDITOR_FIND_MAX];
	size_t n;
	bool exact; /* in case */
};

static int32_t
fold(int32_t code)
{
	if (code < 0x80)
		return code >= 'A' && code <= 'Z' ? code + 'a' - 'A' : code;
	return utf8proc_tolower(code);
}

static void
take_needle(struct needle *out, struct str words)
{
	out->n = 0;
	out->exact = false;
	while (words.n && out->n < EDITOR_FIND_MAX) {
		int32_t code;
		size_t n = utf8_decode(words, &code);

		out->exact = out->exact || fold(code) != code;
		out->code[out->n++] = code;
		words = str_slice(words, n, words.n);
	}
}

/* Where what begins at `at` ends; 0: it is something else. */
static size_t
match_at(struct str text, size_t at, const struct needle *w)
{
	for (size_t i = 0; i < w->n; i++) {
		int32_t code;

		if (at >= text.n)
			return 0;
		at += utf8_decode(str_slice(text, at, text.n), &code);
		if ((w->exact ? code : fold(code)) != w->code[i])
			return 0;
	}
	return at;
}

/* Whether it may begin with that byte: most places are passed over so. */
static bool
may_begin(const struct needle *w, unsigned char c)
{
	int32_t first = w->code[0];

	if (c >= 0x80)
		return c >= 0xC0 && (first >= 0x80 || !w->exact);
	return (w->exact ? c : (unsigned char)fold(c)) == first;
}

static bool
next_match(
    struct str text, size_t from, const struct needle *w, struct selection *out)
{
	for (size_t at = from; w->n && at < text.n; at++) {
		size_t end = may_begin(w, (unsigned char)text.p[at]) ?
		    match_at(text, at, w) :
		    0;

		if (end) {
			*out = (struct selection){ at, end };
			return true;
		}
	}
	return false;
}

/* The last one that begins before `before`. */
static bool
last_match(struct str text, size_t before, const struct needle *w,
    struct selection *out)
{
	for (size_t at = before < text.n ? before : text.n; w->n && at-- > 0;) {
		size_t end = may_begin(w, (unsigned char)text.p[at]) ?
		    match_at(text, at, w) :
		    0;

		if (end) {
			*out = (struct selection){ at, end };
			return true;
		}
	}
	return false;
}

/* Whole characters, as a cursor can stand at. */
static void
select_match(struct editor *e, struct selection s)
{
	struct str text = buf_str(&e->text);

	editor_move(e, folds_border_left(&e->folds, text, s.from), false);
	editor_move(e, folds_border_right(&e->folds, text, s.to), true);
}

bool
editor_find(struct editor *e, struct str words, size_t from, int way)
{
	struct str text = buf_str(&e->text);
	struct needle w;
	struct selection s;
	bool found;

	take_needle(&w, words);
	if (way > 0)
		found = next_match(text, from, &w, &s) ||
		    next_match(text, 0, &w, &s);
	else
		found = last_match(text, from, &w, &s) ||
		    last_match(text, text.n, &w, &s);
	if (found)
		select_match(e, s);
	return found;
}

size_t
editor_matches(const struct editor *e, struct str words, size_t *out_nth)
{
	struct str text = buf_str(&e->text);
	struct needle w;
	struct selection s;
	size_t n = 0, at = 0, here = editor_selected(e).from;

	*out_nth = 0;
	take_needle(&w, words);
	while (n < EDITOR_MATCHES_MAX && next_match(text, at, &w, &s)) {
		n++;
		if (s.from <= here)
			*out_nth = n;
		at = s.to;
	}
	return n;
}

size_t
editor_replace_all(struct editor *e, struct str words, struct str with)
{
	struct str text = buf_str(&e->text);
	struct buf out = BUF_INIT(0);
	struct needle w;
	struct selection s;
	size_t n = 0, at = 0, first = 0;

	take_needle(&w, words);
	while (next_match(text, at, &w, &s)) {
		if (n++ == 0)
			at = first = s.from;
		buf_put(&out, str_slice(text, at, s.from - at));
		buf_put(&out, with);
		at = s.to;
	}
	/* From the first to the last: one step, and no more than it has to. */
	if (n &&
	    !editor_change(e, first, at, buf_str(&out), RUN_NONE,
		_("nothing was replaced")))
		n = 0;
	buf_free(&out);
	return n;
}

size_t
editor_selection_start(const struct editor *e)
{
	return editor_selected(e).from;
}

struct str
editor_selection(const struct editor *e)
{
	struct selection s = editor_selected(e);

	return str_slice(buf_str(&e->text), s.from, s.to - s.from);
}
