/*
 * compare - do two stores hold the same rows?
 *
 * All tables are compared row for row but those marked "-- local" in their
 * definition and the full text, which follows from the posts.
 */
#ifndef STOA_TESTS_LIB_COMPARE_H
#define STOA_TESTS_LIB_COMPARE_H

#include <stdint.h>
#include <stdio.h>

struct store;

/* The number of differences; the first of each table are told on `out`. */
int64_t compare_stores(struct store *got, struct store *want, FILE *out);

/* Rows in the tables that were compared. */
int64_t compare_rows(struct store *s);

#endif
