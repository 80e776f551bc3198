/*
 * ui/go - going from one screen to another, in words where it fails.
 */
#ifndef STOA_SCREENS_UI_GO_H
#define STOA_SCREENS_UI_GO_H

#include "screens/app.h"

/* Open a screen by name; says so when there is none of it. */
void go_to(struct screen *s, struct str name, struct str arg);

/* Whether the viewer is a member; a guest is told how to become one. */
bool go_is_member(struct screen *s);

/* "ssh -p 2222 ana@HOST", the port where it is an odd one; or no name. */
struct str
go_ssh_line(const struct screen *s, struct arena *a, struct str name);
struct str go_join_line(const struct screen *s, struct arena *a);
/* How a guest joins from here: by `:join` with a key, else by that line. */
struct str go_join_way(const struct screen *s, struct arena *a);

#endif
