/*
 * ui/people - how members are shown, wherever they are.
 */
#ifndef STOA_SCREENS_UI_PEOPLE_H
#define STOA_SCREENS_UI_PEOPLE_H

#include "common/command/command.h"
#include "common/store/member.h"
#include "screens/canvas.h"

/* "sysop", "moderator"; "" for those who are members like most. */
struct str people_role(enum role role);

/*
 * "@handle  Name" in so many columns: the handle whole where it fits.  With
 * `handle_cols` above 0 the names stand under each other.
 */
void people_name(struct canvas *c, int row, int col, int cells, int handle_cols,
    const struct member_row *m);

/* Whether that member is here right now. */
bool people_here(const struct presence *p, int64_t member);

#endif
