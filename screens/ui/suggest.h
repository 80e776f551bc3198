/*
 * suggest - what the word before a cursor may become: @people, #threads and
 * :emoji:.
 *
 * Used wherever such words are typed: in texts and in command lines.
 *
 * Memory: choices live in the arena; what stands for a word is a view of it.
 */
#ifndef STOA_SCREENS_UI_SUGGEST_H
#define STOA_SCREENS_UI_SUGGEST_H

#include "screens/ui/prompt.h"

enum suggest_kind {
	SUGGEST_NONE,
	SUGGEST_PEOPLE,
	SUGGEST_THREADS,
	SUGGEST_EMOJI,
	SUGGEST_WORDS, /* for one that is misspelt; nothing here gives it */
};

struct suggest_word {
	enum suggest_kind kind;
	size_t from;	  /* its sign stands there */
	struct str typed; /* behind that */
};

/* The word that ends where `before` does: a part of a line. */
struct suggest_word suggest_word(struct str before);

/* Handles with "@" before them, if `at`; who is in `thread` (or 0) first. */
void suggest_people(struct screen *s, struct arena *a, int64_t thread,
    struct str typed, bool at, struct choices *out);

/* "#12", of which the words are the title. */
void suggest_threads(struct screen *s, struct arena *a, int64_t board,
    struct str typed, struct choices *out);

/* The characters, or ":name:" where the terminal has none. */
void suggest_emoji(struct arena *a, struct str typed, enum charset charset,
    struct choices *out);

#endif
