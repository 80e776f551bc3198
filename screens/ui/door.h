/*
 * ui/door - going from one screen to another, in words where it fails.
 */
#ifndef STOA_SCREENS_UI_DOOR_H
#define STOA_SCREENS_UI_DOOR_H

#include "screens/app.h"

/* Open a screen by name; says so when there is none of it. */
void door_open(struct screen *s, struct str name, struct str arg);

/* Whether the viewer is a member; a guest is told how to become one. */
bool door_member(struct screen *s);

/* "ssh join@HOST", with the port where it is an odd one. */
struct str door_join(struct screen *s, struct arena *a);

#endif
