/*
 * editor_impl - the inside of an editor.
 *
 * Only editor*.c includes this.  The text is one piece of memory: to insert
 * at its start moves a MiB at most, which is a twentieth of a millisecond.
 *
 * Always true: the text is clean, at most `max` unless it was set longer; the
 * cursor and the mark are borders of clusters as fold.h has them.
 */
#ifndef STOA_SCREENS_UI_EDITOR_IMPL_H
#define STOA_SCREENS_UI_EDITOR_IMPL_H

#include "screens/ui/editor.h"
#include "screens/ui/history.h"
#include "screens/ui/fold.h"

/* Changes of one kind in a row are one step of the history, word by word. */
enum run {
	RUN_NONE,
	RUN_TYPE,
	RUN_RUB_OUT, /* backwards */
	RUN_DELETE,
	RUN_PASTE,
};

/* Of the paste that goes on. */
enum paste_state {
	PASTE_NONE,
	PASTE_TAKEN,
	PASTE_REFUSED,
};

enum { PASTE_HELD_MAX = 3 };

struct editor {
	struct buf text;
	size_t max;
	uint64_t version;
	size_t cursor;
	size_t mark;   /* the other end of what is selected, or FOLD_NONE */
	bool marking;  /* moves select without Shift */
	size_t top;    /* in the first row that is shown */
	size_t column; /* where Up and Down want to be, or FOLD_NONE */
	int shown;     /* rows of the canvas */
	int row, col;  /* of the cursor in it */
	const struct str *marked; /* words, sorted; the owner's */
	size_t marked_n;
	struct folds folds;
	struct history history;
	enum run run;
	bool run_space; /* the run's last was white space */
	struct buf clip;
	size_t kept_at; /* what is cut here next goes behind that */
	uint64_t kept_version;
	bool copied; /* and not told yet */
	enum paste_state paste;
	/* A piece of a paste may be cut anywhere. */
	char held[PASTE_HELD_MAX]; /* of a character */
	size_t held_n;
	bool held_return; /* a newline may belong to it */
	char complaint[160];
	bool complains;
};

/* The columns of text on a canvas of `cols`. */
size_t editor_cells(int cols);

struct selection {
	size_t from;
	size_t to;
};

enum { EDITOR_MARKS_MAX = 256 };

/* Marked words in the rows that are shown. */
struct editor_marks {
	struct selection mark[EDITOR_MARKS_MAX];
	size_t n;
};

void editor_marks_between(
    const struct editor *e, size_t from, size_t to, struct editor_marks *out);

/* Both ends are the cursor when nothing is selected. */
struct selection editor_selected(const struct editor *e);

/*
 * Replace bytes by text that need not be clean; false, with a complaint that
 * ends in `words`, when it would be too long.
 */
bool editor_change(struct editor *e, size_t from, size_t to, struct str raw,
    enum run run, const char *words);

/* The same in place of what is selected, or at the cursor. */
bool
editor_put(struct editor *e, struct str raw, enum run run, const char *words);

/*
 * A paste, or a piece of it with `more` to come: one step of the history, and
 * refused as a whole, also when its end was `cut`.
 */
void editor_paste(struct editor *e, struct str raw, bool more, bool cut);
/* Another key: no piece of the paste comes any more. */
void editor_paste_ends(struct editor *e);

/* False: nothing to undo or redo. */
bool editor_undo(struct editor *e);
bool editor_redo(struct editor *e);

/* editor_lists.c: Enter, as the line wants it, and as it is. */
void editor_enter(struct editor *e);
void editor_newline(struct editor *e);
/*
 * Whether Enter came with lines that bring their own beginnings: pasted by a
 * terminal that does not say so.
 */
bool editor_is_pasted(struct str ahead);

/* Put the cursor at a border; `select` keeps or sets the mark. */
void editor_move(struct editor *e, size_t at, bool select);

/* Up (below 0) or down by rows, towards the remembered column. */
void editor_move_rows(struct editor *e, int rows, bool select);

/* The view, without the cursor; drawing keeps both together. */
void editor_scroll_rows(struct editor *e, int rows);

void editor_complain(struct editor *e, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
