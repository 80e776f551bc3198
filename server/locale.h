/*
 * locale - what the environment that came with a session says of a terminal.
 *
 * Variables are those of POSIX: empty is as good as not sent.
 */
#ifndef STOA_SERVER_LOCALE_H
#define STOA_SERVER_LOCALE_H

#include <stdbool.h>

#include "common/base/str.h"
#include "screens/term.h"

/*
 * Whether the locale in force, the first of the three that is not empty,
 * names another character set than UTF-8.  False when none was sent.
 */
bool locale_lacks_utf8(struct str lc_all, struct str lc_ctype, struct str lang);

/* Whether it names UTF-8. */
bool locale_has_utf8(struct str lc_all, struct str lc_ctype, struct str lang);

/* Whether it names ISO 8859-1, or -15, which is nearly the same. */
bool locale_is_latin1(struct str lc_all, struct str lc_ctype, struct str lang);

/* Whether COLORTERM says that any colour can be shown. */
bool locale_has_rgb(struct str colorterm);

/* What COLORFGBG, "15;0" or "0;default;15", says of the window. */
enum term_ground locale_ground(struct str colorfgbg);

#endif
