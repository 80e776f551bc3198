/* suggest - what the word before a cursor may become. */
#include "screens/ui/suggest.h"

#include <string.h>

#include "common/base/err.h"
#include "common/store/suggest.h"
#include "screens/ui/emoji.h"

enum {
	WORD_MAX = 40, /* bytes; longer ones are none of these */
	EMOJI_LEAST = 2,
};

static bool
is_ascii_word(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || c == '_';
}

/* What such a word is made of; a title may have any letters. */
static bool
is_in(enum suggest_kind kind, unsigned char c)
{
	switch (kind) {
	case SUGGEST_PEOPLE:
		return is_ascii_word(c) || c == '-' || c == '.';
	case SUGGEST_THREADS:
		return is_ascii_word(c) || c >= 0x80;
	case SUGGEST_EMOJI:
		return is_ascii_word(c) || c == '-' || c == '+';
	case SUGGEST_WORDS:
	case SUGGEST_NONE:
		break;
	}
	return false;
}

static enum suggest_kind
kind_of(char sign)
{
	return sign == '@' ? SUGGEST_PEOPLE :
	    sign == '#'	   ? SUGGEST_THREADS :
	    sign == ':'	   ? SUGGEST_EMOJI :
			     SUGGEST_NONE;
}

/* Not in an address, a time of day, or what is quoted as code. */
static bool
may_begin(struct str before, size_t at)
{
	unsigned char c;

	if (at == 0)
		return true;
	c = (unsigned char)before.p[at - 1];
	return !is_ascii_word(c) && memchr("@#:/&`.=?%\\", c, 11) == NULL;
}

struct suggest_word
suggest_word(struct str before)
{
	const struct suggest_word none = { SUGGEST_NONE, before.n, STR("") };
	struct suggest_word w = none;
	size_t least = before.n > WORD_MAX ? before.n - WORD_MAX : 0;

	for (size_t at = before.n; at > least && w.kind == SUGGEST_NONE; at--) {
		if (before.p[at - 1] == ' ' || before.p[at - 1] == '\n')
			return none;
		w.kind = kind_of(before.p[at - 1]);
		w.from = at - 1;
		w.typed = str_slice(before, at, before.n);
	}
	if (w.kind == SUGGEST_NONE || !may_begin(before, w.from))
		return none;
	for (size_t i = 0; i < w.typed.n; i++) {
		if (!is_in(w.kind, (unsigned char)w.typed.p[i]))
			return none;
	}
	if ((w.kind == SUGGEST_THREADS && w.typed.n == 0) ||
	    (w.kind == SUGGEST_EMOJI && w.typed.n < EMOJI_LEAST))
		return none;
	return w;
}

void
suggest_people(struct screen *s, struct arena *a, int64_t thread,
    struct str typed, bool at, struct choices *out)
{
	struct suggest_people people;

	if (s->store == NULL ||
	    store_suggest_people(
		s->store, a, s->viewer, thread, typed, &people) != ERR_NONE)
		return;
	for (size_t i = 0; i < people.len; i++) {
		const struct suggest_person *p = &people.row[i];
		bool named = p->display.n && !str_eq(p->display, p->handle);

		choices_add(out,
		    arena_printf(
			a, "%s%.*s", at ? "@" : "", STR_ARG(p->handle)),
		    named	      ? p->display :
			p->takes_part ? STR(_("takes part")) :
					STR(""));
	}
}

void
suggest_threads(struct screen *s, struct arena *a, int64_t board,
    struct str typed, struct choices *out)
{
	struct suggest_threads threads;

	if (s->store == NULL ||
	    store_suggest_threads(
		s->store, a, s->viewer, board, typed, &threads) != ERR_NONE)
		return;
	for (size_t i = 0; i < threads.len; i++)
		choices_add(out,
		    arena_printf(a, "#%lld", (long long)threads.row[i].id),
		    threads.row[i].title);
}

/* At its beginning (0), or at that of a later word of it (1). */
static bool
is_named(struct str name, struct str typed, int pass)
{
	if (pass == 0)
		return str_eq_nocase(str_slice(name, 0, typed.n), typed);
	for (size_t i = 1; i < name.n; i++) {
		if (name.p[i - 1] == '_' &&
		    str_eq_nocase(str_slice(name, i, typed.n), typed))
			return true;
	}
	return false;
}

void
suggest_emoji(struct arena *a, struct str typed, enum charset charset,
    struct choices *out)
{
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < emoji_count; i++) {
			const struct emoji *e = &emoji_all[i];
			struct str name = str_from(e->name), code;

			if (!is_named(name, typed, pass) ||
			    (pass && is_named(name, typed, 0)))
				continue;
			code = arena_printf(a, ":%s:", e->name);
			if (charset == CHARSET_UTF8)
				choices_add(out, str_from(e->text), code);
			else
				choices_add(out, code, STR(""));
		}
	}
}
