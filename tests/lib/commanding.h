/*
 * commanding - somebody at the command line of the lobby.
 *
 * Members are ana, andy and lea, who is a sysop; on support is thread 1 by
 * ana, "No link", tagged port and sleep.
 */
#ifndef STOA_TESTS_LIB_COMMANDING_H
#define STOA_TESTS_LIB_COMMANDING_H

#include "tests/lib/session.h"

enum commander { BY_SYSOP = -1, BY_GUEST, BY_MEMBER };

/* Begin; leave() of session.h ends it. */
void commanding(enum commander who, int rows, int cols);

#endif
