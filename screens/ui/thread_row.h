/*
 * ui/thread_row - one thread in a list: columns, and a second line in words.
 *
 *	▸ ●3   5   4   2 h  … Fan curve ignores the sensor   @oto  replied
 *	                      4 replies, none accepted yet · tags fan
 */
#ifndef STOA_SCREENS_UI_THREAD_ROW_H
#define STOA_SCREENS_UI_THREAD_ROW_H

#include "common/store/thread.h"
#include "screens/canvas.h"

struct thread_look {
	int64_t now_ms;
	bool boards; /* with the board it is on */
	bool gone;   /* it was taken back meanwhile */
	int rows;    /* 1, or 2 with the words */
};

/* The names of the columns; the right half of the line stays free. */
void
thread_row_heads(struct canvas *c, int row, const struct thread_look *look);

void thread_row_draw(struct canvas *c, const struct thread_row *t,
    const struct thread_look *look);

/*
 * "waiting 3 h 10 m · tags port, sleep"; with what else there is to say of
 * it where the words stand alone, without the columns.
 */
struct str thread_row_words(
    struct arena *a, const struct thread_row *t, int64_t now_ms, bool alone);

#endif
