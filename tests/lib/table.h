/*
 * table - what a benchmark measured, for people and for programs.
 *
 * A line of p50, p99 and the worst for each thing that was measured, in
 * microseconds, and the same as an object a line where a file is given.
 */
#ifndef STOA_TESTS_LIB_TABLE_H
#define STOA_TESTS_LIB_TABLE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct table {
	const char *bench; /* its name */
	FILE *json;	   /* or NULL */
};

void table_head(void);

/* Sorts the samples. */
void table_row(const struct table *t, const char *what, const char *who,
    int64_t *us, size_t n);

#endif
