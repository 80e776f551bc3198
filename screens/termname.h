/*
 * termname - what to make of the TERM a stranger sent.
 */
#ifndef STOA_SCREENS_TERMNAME_H
#define STOA_SCREENS_TERMNAME_H

#include <stdbool.h>
#include <stddef.h>

#include "common/base/str.h"
#include "screens/canvas.h"

enum {
	TERMNAME_MAX = 64, /* characters */
	TERMNAME_TRIES = 4,
};

struct termname {
	char entry[TERMNAME_TRIES][TERMNAME_MAX + 1]; /* to try, in order */
	size_t n;
	enum charset charset; /* CHARSET_UTF8 or CHARSET_CP437 */
};

/*
 * False when nothing can be drawn there: no name, "dumb" and the like, or
 * characters that no name has.
 */
bool termname_map(struct str term, struct termname *out);

#endif
