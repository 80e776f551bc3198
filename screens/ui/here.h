/*
 * ui/here - who is here now: each member once, who came first stands first.
 *
 * Memory: rows live in the arena they were loaded into.
 */
#ifndef STOA_SCREENS_UI_HERE_H
#define STOA_SCREENS_UI_HERE_H

#include "common/command/command.h"
#include "common/store/member.h"

struct here_row {
	struct member_row m;
	int64_t since_ms;
	size_t times; /* how many connections */
};

struct here {
	struct here_row *row;
	size_t len;
	size_t guests;
	size_t more;   /* members beyond those that were asked for */
	uint64_t seen; /* of whom it was loaded */
};

/* Whether others are here than when it was loaded. */
bool here_changed(const struct here *h, const struct presence *p);
/* At most `max` members; those who cannot be read are left out. */
void here_load(struct here *h, struct store *s, struct arena *a,
    const struct presence *p, size_t max);
/* "and 2 more members and a guest"; empty: those were all. */
struct str here_others(const struct here *h, struct arena *a);

#endif
