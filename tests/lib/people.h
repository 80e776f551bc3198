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
/* By their handles; a test joins those it wants beyond the usual ones. */
extern int64_t tom, ann, mod;
extern int64_t ana, lea, mira, boss;

/* Members tom and ann. */
void people(void);
/* And mod, who is a moderator. */
void people_and_mod(void);

#endif
