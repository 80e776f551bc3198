/*
 * slot - between termpool.c, which makes SCREENs, and term.c, which puts
 * cells on them.  Nothing else includes this.
 */
#ifndef STOA_SCREENS_SLOT_H
#define STOA_SCREENS_SLOT_H

#include <stdio.h>

#include "common/base/buf.h"
#include "screens/canvas.h"
#include "screens/style.h"
#include "screens/termname.h"
#include "screens/termpool.h"

enum {
	SLOT_PAIRS_MAX = 256, /* pictures use more than themes */
	SLOT_UNKNOWN_MAX = 32,
};

/* A SCREEN and what we know of it. */
struct slot {
	struct slot *next; /* in the pool's list of free ones */
	void *screen;	   /* SCREEN */
	char entry[TERMNAME_MAX + 1];
	int rows;
	int cols;
	enum depth depth;
	unsigned can; /* LOOK_… it has */
	unsigned ncv; /* LOOK_… it has not together with colours */
	short pairs_max;
	short pairs; /* in use, from 1 */
	short fg[SLOT_PAIRS_MAX];
	short bg[SLOT_PAIRS_MAX];
	/* Strings of its terminfo entry, or NULL. */
	const char *enter;
	const char *leave;
	const char *clear;
	const char *hide;
	const char *show;
	const char *plain;
};

struct term_pool {
	FILE *out; /* in memory; ncurses writes here */
	FILE *in;  /* nothing */
	size_t max_bytes;
	struct slot *free; /* the one not used for longest is first */
	/* Entries that there are not, the last few that were tried. */
	char unknown[SLOT_UNKNOWN_MAX][TERMNAME_MAX + 1];
	size_t unknown_next;
	struct term_pool_stats stats;
	struct buf raw;	   /* of a frame, before it is made fit for a PC */
	struct grid meant; /* what is being drawn, for whichever terminal */
};

/*
 * Lend a SCREEN, blank and current, and such that the next frame is drawn
 * whole.  ERR_MISSING when no screens can be shown with that entry.
 */
NODISCARD enum err slot_lend(struct term_pool *p, const char *entry, int rows,
    int cols, struct slot **out);
void slot_give_back(struct term_pool *p, struct slot *s);

/* Move what ncurses wrote to `out`, in the terminal's character set. */
void slot_capture(struct term_pool *p, enum charset charset, struct buf *out);

#endif
