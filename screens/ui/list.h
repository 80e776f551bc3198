/*
 * ui/list - a list with a cursor, on top of any rows.
 *
 * The owner has the items and tells how tall each is and how it is drawn;
 * the list has the cursor and what part is seen.  It knows the selected item
 * by its id: what comes or goes around it moves neither the cursor from its
 * item nor its line on the screen.
 *
 * Items may be a window of something longer: `more` fetches the next page
 * when the cursor or the view comes near an end.
 *
 * Keys: a screen whose state starts with a struct list puts LIST_KEYS into
 * its table; one where posts may be new LIST_READ_KEYS.
 *
 * Memory: none of its own; `arg` is given to the model's functions.
 */
#ifndef STOA_SCREENS_UI_LIST_H
#define STOA_SCREENS_UI_LIST_H

#include "screens/screen.h"

/* Items draw from LIST_COL on; the sign of the selected one is before. */
enum { LIST_SIGN_COL = 1, LIST_COL = 2 };

struct list_rows {
	int lead; /* rows above it that are no part of it: a heading */
	int rows; /* its own, at least 1 */
};

struct list_model {
	int64_t (*id)(void *arg, size_t i); /* never 0 */
	/* Optional: one row each. */
	struct list_rows (*rows)(void *arg, size_t i, bool selected);
	/* On all columns and the rows it asked for, lead first. */
	void (*draw)(void *arg, struct canvas *c, size_t i, bool selected);
	/*
	 * Fetch what follows (1) or precedes (-1) and tell how many items
	 * were added there; 0 at the end.  Optional: all is there.
	 */
	size_t (*more)(void *arg, int way);
	/*
	 * Start anew from the last (1) or first (-1) item; returns how many
	 * there are now.  Optional: all is there.
	 */
	size_t (*end)(void *arg, int way);
};

struct list {
	const struct list_model *model;
	void *arg;
	size_t len;
	size_t cursor;
	size_t first;	  /* the item at the top of the view */
	int64_t selected; /* id under the cursor; 0: none */
	size_t page;	  /* items in view when it was drawn last */
	bool ended;	  /* the last of them was, too, down to its end */
	int top;	  /* the row of the window where it was drawn */
};

void list_init(
    struct list *l, const struct list_model *model, void *arg, size_t len);

/* All items were fetched again: find the selected one, keep its line. */
void list_reset(struct list *l, size_t len);
/* Items came in before `at`, or went from there. */
void list_inserted(struct list *l, size_t at, size_t n);
/*
 * New ones came in at the very top: the cursor stays on its item, and on its
 * line but for the first one, above which they are seen.
 */
void list_arrived(struct list *l, size_t n);
void list_removed(struct list *l, size_t at, size_t n);

/* Put the cursor on an item; false when none has this id. */
bool list_select(struct list *l, int64_t id);
void list_move(struct list *l, int by);
/* The same for a screen_class's `step`: false when nothing was moved. */
bool list_step(struct screen *s, int by);
/* To the first (-1) or last (1) item of all. */
void list_end(struct list *l, int way);

/* Fill the canvas; where keys go elsewhere, the mark is a dim sign. */
void list_draw(struct list *l, struct canvas *c, bool focused);

/* For key tables. */
void list_down(struct screen *s);
void list_up(struct screen *s);
void list_page_down(struct screen *s);
void list_page_up(struct screen *s);
/* A page down; where the end is in view, the next unread post anywhere. */
void list_read_on(struct screen *s);
void list_top(struct screen *s);
void list_bottom(struct screen *s);
void list_wheel_down(struct screen *s);
void list_wheel_up(struct screen *s);
/* Select what was clicked on; open it when it was selected. */
void list_click(struct screen *s);

/* clang-format off */
#define LIST_KEYS_AND(...)                                                 \
	{ 'j', N_("down"), list_down, NULL, BINDING_QUIET },               \
	{ KEYS_DOWN, NULL, list_down, NULL, 0 },                           \
	{ 'k', N_("up"), list_up, NULL, BINDING_QUIET },                   \
	{ KEYS_UP, NULL, list_up, NULL, 0 },                               \
	__VA_ARGS__,                                                       \
	{ KEYS_CTRL | 'd', NULL, list_page_down, NULL, 0 },                \
	{ KEYS_PGUP, N_("page up"), list_page_up, NULL, BINDING_QUIET },   \
	{ KEYS_CTRL | 'u', NULL, list_page_up, NULL, 0 },                  \
	{ 'g', N_("first"), list_top, NULL, BINDING_QUIET },               \
	{ KEYS_HOME, NULL, list_top, NULL, 0 },                            \
	{ 'G', N_("last"), list_bottom, NULL, BINDING_QUIET },             \
	{ KEYS_END, NULL, list_bottom, NULL, 0 },                          \
	{ KEYS_WHEEL_DOWN, NULL, list_wheel_down, NULL, 0 },               \
	{ KEYS_WHEEL_UP, NULL, list_wheel_up, NULL, 0 },                   \
	{ KEYS_PRESS, NULL, list_click, NULL, 0 }
#define LIST_KEYS LIST_KEYS_AND(                                           \
	{ ' ', N_("page down"), list_page_down, NULL, BINDING_QUIET },     \
	{ KEYS_PGDN, NULL, list_page_down, NULL, 0 })
#define LIST_READ_KEYS LIST_KEYS_AND(                                      \
	{ ' ', N_("read on"), list_read_on, NULL, BINDING_QUIET },         \
	{ KEYS_PGDN, N_("page down"), list_page_down, NULL,                \
	    BINDING_QUIET })
/* clang-format on */

#endif
