/*
 * recall - the lines somebody typed before, the newest first.
 *
 * Memory: the lines are its own.
 * Bounds: RECALL_MAX lines; the oldest goes.  A line longer than
 *         RECALL_LINE_BYTES is not kept.
 */
#ifndef STOA_SCREENS_UI_RECALL_H
#define STOA_SCREENS_UI_RECALL_H

#include <stddef.h>

#include "common/base/str.h"

enum { RECALL_MAX = 50, RECALL_LINE_BYTES = 1024 };

/* A zeroed struct is an empty one. */
struct recall {
	struct {
		char *p;
		size_t n;
	} line[RECALL_MAX];
	size_t len;
};

/* A line that is there already becomes the newest; an empty one is not kept. */
void recall_add(struct recall *h, struct str line);

/* The newest is 0; empty when there are not so many. */
struct str recall_get(const struct recall *h, size_t i);

void recall_free(struct recall *h);

#endif
