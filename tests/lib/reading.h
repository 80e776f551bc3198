/*
 * reading - threads for tests of the reader, and the reader itself.
 *
 * Threads stand in a community of their own, with those of people.h; the
 * first is number 1.
 */
#ifndef STOA_TESTS_LIB_READING_H
#define STOA_TESTS_LIB_READING_H

#include "tests/lib/people.h"
#include "tests/lib/vt.h"

/* A question by tom with answers, votes, a removed post and an edited one. */
void question(void);
/*
 * A thread on talk by tom with so many replies, each to the first post or to
 * the one before; each post names itself: "w1.2".
 */
void chat(int replies, bool chain);

/* The reader, open on a thread or a post: "1.2". */
struct vt *reader(int64_t who, const char *arg, int rows, int cols);
/* The post it stands on. */
int post_at(struct vt *vt);

/* A screen that shows nothing: to stand above the reader, or below it. */
extern const struct screen_class cover_class;

#endif
