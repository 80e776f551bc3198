/*
 * session - the one terminal of a test, over the community of people.h.
 *
 * The test opens it with vt_open() and leave() ends both.
 */
#ifndef STOA_TESTS_LIB_SESSION_H
#define STOA_TESTS_LIB_SESSION_H

#include "tests/lib/people.h"
#include "tests/lib/vt.h"

extern struct vt *vt;

/* Close the terminal and end the community. */
void leave_at(const char *file, int line);
#define leave() leave_at(__FILE__, __LINE__)

/* So much time goes by; then what was submitted is served. */
void pass(int64_t ms);

#endif
