/*
 * lobby_top - the head of the lobby: its name, large, and how many.
 */
#ifndef STOA_SCREENS_LOBBY_TOP_H
#define STOA_SCREENS_LOBBY_TOP_H

#include "screens/ui/picture.h"

struct lobby_top {
	struct str name;
	struct str motto; /* empty: none */
	int64_t members;
	int64_t joined;		       /* of them this week */
	const struct picture *picture; /* instead of the name; NULL: none */
};

/*
 * Returns the rows it took, with an empty one after it.  A name that is too
 * long for large letters, or has others, is plain.  A picture is the one that
 * has room; where all that is left is its own, there is no word on it.
 */
int lobby_top(struct canvas *c, const struct lobby_top *top, bool large);

#endif
