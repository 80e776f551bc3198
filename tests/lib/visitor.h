/*
 * visitor - somebody at an emulated terminal who does what people do.
 *
 * Visitors of one town look at the same store.  One types, at random: walks,
 * opens, writes, votes, searches, changes settings; pastes, resizes, cuts
 * escape sequences.  What is submitted is run, and all the others are told
 * what happened, as the server does it.  tests/lib/vt.h compares every cell of
 * whoever was touched.  Who quits comes again.
 *
 * Memory: a town's fixture outlives its visitors; what its outcomes hold is
 *         given back after each step.
 * Bounds: of a town's posts, some are refused, so that a long run does not
 *         end with threads that nobody would read.
 */
#ifndef STOA_TESTS_LIB_VISITOR_H
#define STOA_TESTS_LIB_VISITOR_H

#include <stddef.h>
#include <stdint.h>

#include "tests/lib/crowd.h"
#include "tests/lib/vt.h"

struct visitor;

struct town {
	struct fixture *f;
	uint64_t seed;	 /* not 0 */
	int64_t threads; /* numbers of them to try */
	struct visitor **visitor;
	size_t visitors;
	/* What was done so far, for the report. */
	int64_t steps;
	int64_t orders;
	int64_t news; /* rounds of telling everybody */
	int64_t posts;
	int64_t refused;
	int64_t reopened;
};

/* `viewer` may be GUEST; `term` is borrowed. */
struct visitor *
visitor_new(struct town *town, int64_t viewer, const char *term);
void visitor_free(struct visitor *v);

/* One step of theirs, and what everybody else sees of it. */
void visitor_act(struct visitor *v);

/* Back to the first screen, in a window of that size. */
void visitor_go_home(struct visitor *v, int rows, int cols);

#endif
