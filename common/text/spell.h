/*
 * spell - which words of a text no dictionary has, and what they may mean.
 *
 * Code, quotes, addresses, handles, names of files and whatever else no
 * dictionary knows are left out: spell_next() goes from word to word.
 *
 * The dictionaries are hunspell's (FILE.aff, FILE.dic).  Each is loaded when
 * it is first wanted, which takes 100 ms and 9 MiB, and stays: a speller is
 * for a whole process.
 *
 * Memory: what is found lives in the arena.
 * Errors: ERR_MISSING: there is no dictionary of that language; ERR_INVALID:
 *         that names none; ERR_LIMIT: too many dictionaries.
 * Bounds: SPELL_FOUND_MAX words; to check one takes 1 to 60 us, to suggest
 *         100 to 500 ms.
 * Threads: any; they wait for each other.  Never call it on a loop.
 */
#ifndef STOA_TEXT_SPELL_H
#define STOA_TEXT_SPELL_H

#include <stdbool.h>
#include <stddef.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"
#include "common/text/wrap.h"

enum {
	SPELL_WORD_MAX = 48, /* bytes; longer ones are no words */
	SPELL_FOUND_MAX = 500,
	SPELL_SUGGEST_MAX = 8,
	SPELL_DICTIONARIES_MAX = 4,
	SPELL_LANGUAGE_MAX = 8, /* bytes: "en", "en_GB" */
};

/* Where it stands in a text; zeroed, with the text, at its begin. */
struct spell_walk {
	struct str text;
	size_t at;
	size_t line_end; /* of the line that `at` is in */
	struct text_fence fence;
	bool started;
};

/* The next word, and where it begins; false at the end. */
bool spell_next(struct spell_walk *w, struct str *out, size_t *out_at);

struct speller;

/* With the dictionaries of a folder; none is opened yet. */
struct speller *speller_new(const char *folder);
void speller_free(struct speller *s);

/* "en", "en_GB": whether it could name a dictionary. */
bool speller_takes(struct str language);

struct spell_list {
	struct str word[SPELL_FOUND_MAX];
	size_t len;
};

/* Words it does not have, each once, sorted by their bytes. */
NODISCARD enum err speller_check(struct speller *s, struct arena *a,
    struct str language, struct str text, struct spell_list *out);

/* What a word may be meant to be, the likeliest first. */
NODISCARD enum err
speller_suggest(struct speller *s, struct arena *a, struct str language,
    struct str word, struct str out[SPELL_SUGGEST_MAX], size_t *out_n);

#endif
