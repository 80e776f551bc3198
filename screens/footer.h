/*
 * footer - the keys that matter, in one line, from the key tables.
 */
#ifndef STOA_SCREENS_FOOTER_H
#define STOA_SCREENS_FOOTER_H

#include "screens/preset.h"
#include "screens/screen.h"

/* A binding of either table, as one line of help; used by the help, too. */
struct key_line {
	int32_t key;   /* of the first binding */
	char keys[64]; /* "j ↓" */
	const char *help;
	bool in_footer;
};

/*
 * The next line of a table from `*at`, which starts as the table; false at
 * its end.  Keys that `above` binds already are left out; keys are called
 * what one presses for them.
 */
bool key_line_next(const struct binding **at, const struct binding *above,
    const struct keyset *keyset, struct key_line *out);

/*
 * As many keys of the screen as fit, but for those that would do nothing
 * now, and those every screen has.
 */
void footer_draw(struct canvas *c, const struct screen *s,
    const struct binding *everywhere, const struct keyset *keyset);

#endif
