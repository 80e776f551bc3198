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

/* "ssh -p 2222 ana@HOST", the port where it is an odd one; or no name. */
struct str door_ssh(const struct screen *s, struct arena *a, struct str name);
struct str door_join(const struct screen *s, struct arena *a);

#endif
