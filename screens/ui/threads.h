/*
 * ui/threads - lists of threads: a window of a longer list, and its rows.
 *
 * The rows at hand grow at both ends as the cursor comes near, and are let
 * go at the far end.  Their order is the one they were fetched in: a thread
 * that changes is shown as it is now where it stands, so nothing moves under
 * the eyes of whoever reads.  list_top() and threads_load() sort anew.
 *
 * Memory: rows live in the screen's arena, which is the window's alone.
 * Errors: what cannot be read ends the list there.
 * Bounds: THREADS_WINDOW rows.
 */
#ifndef STOA_SCREENS_UI_THREADS_H
#define STOA_SCREENS_UI_THREADS_H

#include "common/store/thread.h"
#include "screens/app.h"
#include "screens/ui/list.h"
#include "screens/ui/thread_row.h"

enum { THREADS_PAGE = 30, THREADS_WINDOW = 400 };

/* Where the window ends: rows beyond it are fetched from here on. */
struct threads_edge {
	int64_t board;
	struct thread_cursor at; /* zeros: the end of the list */
};

struct threads;

/* Rows beyond `from`, at most THREADS_PAGE. */
typedef enum err threads_fetch(struct threads *t, struct threads_edge from,
    bool up, struct thread_list *out);

struct threads_item;

/* The first member of a screen's state; it starts with the list. */
struct threads {
	struct list list;
	struct screen *screen;
	threads_fetch *fetch;
	enum thread_filter filter;
	bool boards; /* show the board each is on */
	bool only_down;
	struct threads_item *item;
	size_t len;
	size_t cap;
	unsigned version; /* rows of an older one are fetched again */
	bool top;	  /* nothing is above */
	bool bottom;
	struct threads_edge above;
	struct threads_edge below;
	size_t arrived;		 /* on top, not yet seen */
	struct thread_look look; /* of this frame's rows */
};

void threads_init(struct threads *t, struct screen *s, threads_fetch *fetch,
    enum thread_filter filter);
/* Fetch all anew, sorted; the selected one stays selected if it is there. */
void threads_load(struct threads *t);
/* Rows may have changed: look at each again when it is drawn. */
void threads_look_again(struct threads *t);
/* What an event says of one thread, which may be new. */
void threads_touch(struct threads *t, const struct event_note *note);

/* Whether it changes a row alone, and no count of its board. */
bool threads_is_of_row(const struct event_note *note);

/* The row under the cursor as it is now; NULL when there is none. */
const struct thread_row *threads_selected(struct threads *t);

/*
 * One line with what the columns are, with words over the titles or none;
 * the list; and where there is room more about the selected one.
 */
void threads_draw(struct threads *t, struct canvas *c, struct str over,
    unsigned style, bool focused);

/* For key tables: they open, mark, follow, save what is selected. */
void threads_open(struct screen *s);
void threads_mark(struct screen *s);
void threads_me_too(struct screen *s);
void threads_follow(struct screen *s);
void threads_mute(struct screen *s);
void threads_save(struct screen *s);
/* A screen_class's `step`. */
bool threads_step(struct screen *s, int by, struct arena *a, struct str *arg);

#endif
