/*
 * aside - the column of people at the right of wide windows.
 *
 * Who is here, and who came lately; it has no cursor.
 *
 * Memory: opaque; the store is borrowed.
 */
#ifndef STOA_SCREENS_ASIDE_H
#define STOA_SCREENS_ASIDE_H

#include "screens/app.h"

enum { ASIDE_COLS = 27, ASIDE_FROM = 160 };

struct aside;

struct aside *aside_new(struct app *app, struct store *store);
void aside_free(struct aside *a);
/* Whether it changes what is shown; it is looked at with the next frame. */
bool aside_event(struct aside *a, const struct event_note *note);
void aside_again(struct aside *a);
void aside_draw(struct aside *a, struct canvas *c);

#endif
