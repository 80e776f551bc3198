/*
 * termpool - ncurses SCREENs, kept for the next who wants the same.
 *
 * This is the only code that makes SCREENs.  They can be neither deleted nor
 * resized while others live (ncurses 6.4), so one that is given back waits
 * for the next session of the same terminal and size.
 *
 * Memory: a SCREEN takes 84 bytes a cell and some 36 KiB; `max_bytes` bounds
 *         all of them: a gigabyte serves some 5,000 sessions of 80x24.
 *         Over it, the
 *         one nobody has used for longest is emptied and abandoned; what
 *         that leaks is counted, and a process that has abandoned much
 *         should be replaced when it is empty.
 * Errors: ERR_IO, logged: no UTF-8 locale is set, or no memory.
 */
#ifndef STOA_SCREENS_TERMPOOL_H
#define STOA_SCREENS_TERMPOOL_H

#include <stddef.h>

#include "common/base/err.h"

struct term_pool;

NODISCARD enum err term_pool_new(size_t max_bytes, struct term_pool **out);

/* When no terminal is open any more.  The SCREENs stay with ncurses. */
void term_pool_free(struct term_pool *p);

struct term_pool_stats {
	size_t screens;	  /* made and not abandoned */
	size_t lent;	  /* … of them, in use */
	size_t abandoned; /* some 30 KiB each, gone for good */
	size_t bytes;	  /* of screens, by estimate */
};

struct term_pool_stats term_pool_stats(const struct term_pool *p);

#endif
