/*
 * emoji - names that people know, and what they stand for.
 *
 * Each is one code point that is a character of its own on every terminal
 * that shows it.  Those that are alike stand together, the usual ones first.
 */
#ifndef STOA_SCREENS_UI_EMOJI_H
#define STOA_SCREENS_UI_EMOJI_H

#include <stddef.h>

struct emoji {
	const char *name; /* without colons */
	const char *text;
};

extern const struct emoji emoji_all[];
extern const size_t emoji_count;

#endif
