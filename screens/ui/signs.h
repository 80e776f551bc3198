/*
 * ui/signs - words that begin with a sign, also for who hears them.
 */
#ifndef STOA_SCREENS_UI_SIGNS_H
#define STOA_SCREENS_UI_SIGNS_H

#include "screens/canvas.h"

/*
 * Words of ours that begin with a sign, "✓ accepted": on a plain canvas
 * without it, and where it says more than they, with what it means.
 */
struct str
signs_words(const struct canvas *c, struct arena *a, struct str words);

#endif
