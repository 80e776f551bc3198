/*
 * links - addresses behind cells, put on a terminal after ncurses.
 *
 * ncurses knows nothing of them, and what it writes has none.  So the cells
 * that have a link, and those that had one, are written again wherever
 * ncurses may have been: in rows that it touched.  Nobody else may move
 * cells on the terminal, or links would go with them; term.c sees to it.
 *
 * Only term.c includes this.
 */
#ifndef STOA_SCREENS_LINKS_H
#define STOA_SCREENS_LINKS_H

#include <stdbool.h>

#include "common/base/buf.h"
#include "screens/grid.h"
#include "screens/style.h"

struct links {
	const struct grid *meant;
	const struct grid *shown;
	bool want; /* the terminal is to have those of `meant` */
	bool has;  /* it has those of `shown` */
	/* How a cell comes out. */
	struct look (*look)(void *arg, const struct tile *cell);
	void *arg;
};

/* Whether a link is to be put or taken away. */
bool links_differ(const struct links *l);

/*
 * Append what puts them right.  `touched` are the rows where ncurses may
 * have written; it may have cleared blank ones besides.  Begins with plain
 * attributes, and ends with them and the cursor at `row` and `col`.
 */
void links_put(const struct links *l, const bool *touched, int row, int col,
    struct buf *out);

#endif
