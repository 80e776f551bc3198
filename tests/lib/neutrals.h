/*
 * neutrals - threads of other forums, read for tests.
 *
 * Memory: what is read lives until neutrals_end().
 */
#ifndef STOA_TESTS_LIB_NEUTRALS_H
#define STOA_TESTS_LIB_NEUTRALS_H

#include "common/wire/neutral.h"

/* How a story begins; fields and "}" follow. */
#define STORY "{\"kind\":\"story\",\"src\":\"s\",\"id\":\"1\",\"title\":\"t\","

extern struct arena neutrals_arena;
/* What was mended since neutrals_start(). */
extern struct neutral_notes neutrals_notes;

/* Set-up of a test, and tear-down of all. */
int neutrals_start(void **state);
int neutrals_end(void **state);

/* Read a line; it has to be one. */
struct neutral_thread parse_neutral(struct str line);
/*
 * Fail unless a thread is as all that come in: clean, within bounds, and the
 * same when it is written and read again.
 */
void check_neutral(const struct neutral_thread *t);

#endif
