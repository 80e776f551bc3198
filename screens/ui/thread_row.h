/*
 * ui/thread_row - one thread in a list: its columns, and more in words.
 *
 *	▸ ●3   5   4   2 h  … Fan curve ignores the sensor   @oto  replied
 *
 *	  4 replies, none accepted yet · tags fan
 */
#ifndef STOA_SCREENS_UI_THREAD_ROW_H
#define STOA_SCREENS_UI_THREAD_ROW_H

#include "common/store/thread.h"
#include "screens/canvas.h"

enum { THREAD_DETAILS_ROWS = 2 };

struct thread_look {
	int64_t now_ms;
	bool boards;	 /* with the board it is on */
	bool gone;	 /* it was taken back meanwhile */
	int names;	 /* cells of the longest handle near it */
	struct str over; /* words over the titles; or empty */
	unsigned over_style;
};

/* The names of the columns. */
void
thread_row_heads(struct canvas *c, int row, const struct thread_look *look);

void thread_row_draw(struct canvas *c, const struct thread_row *t,
    const struct thread_look *look);

/*
 * What the row had no room for, on THREAD_DETAILS_ROWS rows as wide as it:
 * its title, if that was cut, and below it "waiting 3 h 10 m · tags port".
 */
void thread_row_details(struct canvas *c, const struct thread_row *t,
    const struct thread_look *look);

#endif
