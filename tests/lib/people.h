/*
 * people - a community of those most tests are about.
 *
 * A test program has one at a time: people() begins it, and the test ends it
 * with fixture_free(f).  Members have the same numbers in every run.
 */
#ifndef STOA_TESTS_LIB_PEOPLE_H
#define STOA_TESTS_LIB_PEOPLE_H

#include "tests/lib/fixture.h"

extern struct fixture *f;
extern int64_t tom, ann, mod;

/* Members tom and ann. */
void people(void);
/* And mod, who is a moderator. */
void people_and_mod(void);

#endif
