/*
 * output_rows - what a row of an answer is about, by its columns.
 */
#ifndef STOA_SCREENS_OUTPUT_ROWS_H
#define STOA_SCREENS_OUTPUT_ROWS_H

#include <stdbool.h>

#include "common/wire/rows.h"

/* A screen, by name, and what to open there. */
struct target {
	struct str screen;
	struct str arg; /* of the row, or in the arena */
};

/* False when there is nothing to open. */
bool output_target(const struct rows *r, const struct row *row, struct arena *a,
    struct target *out);

#endif
