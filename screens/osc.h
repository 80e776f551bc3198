/*
 * osc - what ncurses has no words for: the clipboard, the title, links.
 *
 * Whether a terminal knows these is for the caller to know; term.c does.
 */
#ifndef STOA_SCREENS_OSC_H
#define STOA_SCREENS_OSC_H

#include <stdbool.h>

#include "common/base/buf.h"
#include "common/base/str.h"

enum { OSC_TITLE_CELLS = 80 };

/* Put text, any bytes but not none, on the clipboard. */
void osc_copy(struct buf *out, struct str text);

/* Name the window: one line, cut to OSC_TITLE_CELLS. */
void osc_title(struct buf *out, struct str words);

/* Keep the name it has, and bring it back. */
void osc_keep_title(struct buf *out);
void osc_restore_title(struct buf *out);

/*
 * Text from here on leads to an address of printable ASCII, or to none when
 * that is empty.  The same address at two places is one link to terminals.
 */
void osc_link(struct buf *out, struct str address);

/* Ask for the terminal's name: KEYS_REPLY. */
void osc_ask_name(struct buf *out);

/* Have it tell when it has come so far: KEYS_READY. */
void osc_ask_ready(struct buf *out);

/* Ask for the colour of its window: KEYS_GROUND. */
void osc_ask_ground(struct buf *out);

/*
 * Whether the answer, "rgb:1c1c/1e1e/2020", is of a light window; false when
 * it is no answer.
 */
bool osc_ground_is_light(struct str answer, bool *out);

#endif
