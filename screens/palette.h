/*
 * palette - a command line on every screen, behind ":".
 *
 * It takes any command the viewer may run, and names of screens.  What it may
 * become is told while it is typed: names, options, boards, people, words.
 */
#ifndef STOA_SCREENS_PALETTE_H
#define STOA_SCREENS_PALETTE_H

#include "screens/ui/prompt.h"

/* Over the screen `s`, which is told of nothing but again(). */
void palette_open(struct screen *s);

/*
 * For the files of the palette.
 *
 * Whether a command is one for people, of the viewer's role and for screens.
 */
struct command;
bool palette_offers(const struct screen *s, const struct command *c);
/* A screen that can be opened by its name alone; NULL when there is none. */
const struct screen_class *palette_screen(struct str name);

/* What a line may become; `s` is the screen below. */
void palette_complete(
    struct screen *s, struct arena *a, struct str line, struct choices *out);

#endif
