/*
 * ui/say - the words of commands as sentences.
 *
 * Commands answer scripts and screens alike, as programs do: without a
 * capital, without a full stop.  On a screen words stand by themselves.
 */
#ifndef STOA_SCREENS_UI_SAY_H
#define STOA_SCREENS_UI_SAY_H

#include "common/base/arena.h"
#include "common/base/buf.h"

/*
 * One line as a sentence; in the arena where it differs.  There is no full
 * stop behind a line to be typed, which ends in "…: ssh HOST" or a command.
 */
struct str say_sentence(struct arena *a, struct str words);

/* One thing more, if it is any: "solved by @ana · 2 have this". */
void say_also(struct buf *out, struct str words);

/* "port,sleep", as the store has it: "port, sleep". */
void say_list(struct buf *out, struct str commas);

#endif
