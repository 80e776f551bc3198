/*
 * locale - what the environment that came with a session says of a terminal.
 *
 * Variables are those of POSIX: empty is as good as not sent.
 */
#ifndef STOA_SERVER_LOCALE_H
#define STOA_SERVER_LOCALE_H

#include <stdbool.h>

#include "common/base/str.h"

/*
 * Whether the locale in force, the first of the three that is not empty,
 * names another character set than UTF-8.  False when none was sent.
 */
bool locale_lacks_utf8(struct str lc_all, struct str lc_ctype, struct str lang);

#endif
