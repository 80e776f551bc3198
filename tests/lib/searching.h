/*
 * searching - a community with words to find, and what is found in it.
 */
#ifndef STOA_TESTS_LIB_SEARCHING_H
#define STOA_TESTS_LIB_SEARCHING_H

#include "tests/lib/people.h"

/* Three threads: 1 solved, 2 open with tags, 3 a discussion. */
void searchable(void);

/* The posts found, newest first, as "3.1 2.1". */
const char *hits(int64_t who, const char *words);

/* A guest finds these. */
#define finds(words, want) finds_at(__FILE__, __LINE__, (words), (want))
void finds_at(const char *file, int line, const char *words, const char *want);

#endif
