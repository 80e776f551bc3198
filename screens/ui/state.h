/*
 * ui/state - the sign of where a question stands, the same in every list.
 *
 * "◌" waits for an answer, "…" has replies, "✓" is solved; what is no
 * question has none.  Words beside it say the same where there is room.
 */
#ifndef STOA_SCREENS_UI_STATE_H
#define STOA_SCREENS_UI_STATE_H

#include "screens/canvas.h"

/* "waiting", "replied", "solved", for plain screens; empty: no question. */
struct str state_word(struct str state);

/* In one column; `state` is as the store has it. */
void state_sign(struct canvas *c, int row, int col, struct str state);

/*
 * The sign of "replied": "…", and another where that has a stand-in which
 * says that text is cut.
 */
int32_t state_replied(const struct canvas *c);

#endif
