/*
 * crowd - a community with something of everything, for tests of screens.
 *
 * Members ana (who it is seen as), ben, mira (moderator) and ida (sysop);
 * questions open, replied and solved on support, long and deep threads on
 * talk, a private board, drafts, votes, me-toos, and words in scripts,
 * widths and directions that screens have to bear.
 */
#ifndef STOA_TESTS_LIB_CROWD_H
#define STOA_TESTS_LIB_CROWD_H

#include "tests/lib/fixture.h"

struct crowd {
	int64_t ana;
	int64_t ben;
	int64_t mira;
	int64_t ida;
	int64_t solved; /* threads */
	int64_t deep;
	int64_t hidden; /* on the private board */
};

struct crowd crowd_make(struct fixture *f);

#endif
