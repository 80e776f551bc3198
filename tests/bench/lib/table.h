/*
 * table - hands what a benchmark measured to the one that writes the table.
 *
 * A row is a line of seven fields between tabs: part, what, who or how, unit,
 * the samples, what they took of a processor, a note.  Samples are numbers
 * between commas, all of them: tests/bench/table.py counts, compares and
 * prints.  The same lines come from the scripts beside it.
 *
 * Errors: what cannot be written ends the program.
 */
#ifndef STOA_TESTS_BENCH_LIB_TABLE_H
#define STOA_TESTS_BENCH_LIB_TABLE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "common/base/err.h"

struct table {
	const char *part;
	FILE *out;
};

/* Rows go to the end of that file. */
void table_open(struct table *t, const char *part, const char *path);
void table_close(struct table *t);

/* Microseconds: on the wall's clock and, unless NULL, of a processor. */
void table_row(const struct table *t, const char *what, const char *who,
    const int64_t *wall_us, const int64_t *cpu_us, size_t n);

/* How many of something there were. */
void table_count(
    const struct table *t, const char *what, const char *who, int64_t count);

/* Ends the program, with words on standard error, unless ERR_NONE. */
void table_must(enum err e, const char *what);

#endif
