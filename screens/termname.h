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

/* What terminfo has no word for. */
enum {
	TERMNAME_LINKS = 1,   /* OSC 8 */
	TERMNAME_COPY = 2,    /* OSC 52 */
	TERMNAME_TITLE = 4,   /* OSC 2, and a stack of titles */
	TERMNAME_NAME = 8,    /* may be asked for its name */
	TERMNAME_GROUND = 16, /* … and for the colour of its window */
	TERMNAME_READY = 64,  /* says when it has come to a question */
	TERMNAME_RGB = 32,    /* any colour, not only those of a palette */
};

struct termname {
	char entry[TERMNAME_TRIES][TERMNAME_MAX + 1]; /* to try, in order */
	size_t n;
	enum charset charset;
	unsigned can; /* TERMNAME_…, as far as TERM tells */
};

/*
 * False when nothing can be drawn there: no name, "dumb" and the like, or
 * characters that no name has.
 */
bool termname_map(struct str term, struct termname *out);

/*
 * What it can by the name it answers itself, "VTE(7402)", which is better
 * than a TERM that many share; `can` as it is when the name is not known.
 */
unsigned termname_answer(struct str name, unsigned can);

#endif
