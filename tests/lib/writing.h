/*
 * writing - somebody who is about to write, and the screen they write in.
 *
 * On support is thread 1 by ana, with a list in it, and 1.2 by lea, who is a
 * moderator; tom looks at the lobby in 24x80.
 */
#ifndef STOA_TESTS_LIB_WRITING_H
#define STOA_TESTS_LIB_WRITING_H

#include "tests/lib/session.h"

/* Begin; leave() of session.h ends it. */
void writing(void);

/* Open the screen for that: "reply 1.2". */
void go_writing(const char *arg);

/* How many drafts are kept, of anybody. */
int64_t drafts(void);

#endif
