/*
 * boards - boards with threads on them, for tests of screens that list them.
 *
 * They stand in a community of their own, with those of people.h and two
 * more.
 */
#ifndef STOA_TESTS_LIB_BOARDS_H
#define STOA_TESTS_LIB_BOARDS_H

#include "tests/lib/people.h"
#include "tests/lib/vt.h"

/* Tom, ann, mira and boss, who is a sysop. */
void four_people(void);

/* The same; the community is called Juniper. */
void juniper(void);
/* The lobby as somebody sees it. */
struct vt *lobby(int64_t who, int rows, int cols);

/* Nothing is written yet; support is called Support, and tom newguy. */
void bare_boards(void);
/* Three questions on support, one of each state; and time passes. */
void questions(void);
/* So many threads on talk by tom: "Thread 1.", "Thread 2." and so on. */
void talk(int threads);

#endif
