/*
 * header - the top line: where this is, who is here, what time it is.
 */
#ifndef STOA_SCREENS_HEADER_H
#define STOA_SCREENS_HEADER_H

#include "screens/app.h"

/* The place gives way where room is short. */
void header_draw(struct canvas *c, struct screen *s);

#endif
