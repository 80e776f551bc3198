/*
 * footer - the keys that matter, in one line, from the key tables.
 */
#ifndef STOA_SCREENS_FOOTER_H
#define STOA_SCREENS_FOOTER_H

#include "screens/preset.h"
#include "screens/screen.h"

/* What a key is bound to; NULL: to nothing there. */
const struct binding *binding_find(const struct binding *table, int32_t key);

/* A binding of either table, as one line of help; used by the help, too. */
struct key_line {
	int32_t key;   /* of the first binding */
	char keys[64]; /* "j ↓" */
	const char *help;
	bool moves;
};

/* How a table is read. */
struct key_look {
	const struct binding
	    *above; /* keys bound there are left out; or NULL */
	const struct keyset *keyset; /* keys are called what one presses */
	bool typing;		     /* letters are no keys */
};

/*
 * The next line of a table from `*at`, which starts as the table; false at
 * its end.
 */
bool key_line_next(const struct binding **at, const struct key_look *look,
    struct key_line *out);

/*
 * As many keys of the screen as fit, but for those that would do nothing
 * now, and those every screen has.
 */
void footer_draw(struct canvas *c, const struct screen *s,
    const struct binding *everywhere, const struct keyset *keyset);

#endif
