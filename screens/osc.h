/*
 * osc - what ncurses has no words for: the clipboard, the title, links.
 *
 * Whether a terminal knows these is for the caller to know; term.c does.
 */
#ifndef STOA_SCREENS_OSC_H
#define STOA_SCREENS_OSC_H

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

#endif
