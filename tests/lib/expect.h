/*
 * expect - what a terminal should show, and which screen should be there.
 *
 * What a test wants to see it says in words: a whole row, how one begins,
 * something in it, or something anywhere.  Blanks at the end of a row do not
 * count.
 *
 * Errors: what is not as expected fails the test, with file and line, and
 *         tells what was seen there and the whole terminal.
 * Memory: what is wanted may not be a string of the same vt: it is gone.
 */
#ifndef STOA_TESTS_LIB_EXPECT_H
#define STOA_TESTS_LIB_EXPECT_H

#include "tests/lib/vt.h"

struct expect_at {
	const char *file;
	int line;
};

#define EXPECT_HERE ((struct expect_at){ __FILE__, __LINE__ })

/* A row, counted from 0: all of it; its beginning; something in it. */
#define expect_row(vt, row, want) \
	expect_row_at(EXPECT_HERE, (vt), (row), (want))
#define expect_start(vt, row, want) \
	expect_start_at(EXPECT_HERE, (vt), (row), (want))
#define expect_in_row(vt, row, words) \
	expect_in_row_at(EXPECT_HERE, (vt), (row), (words), true)
#define expect_not_in_row(vt, row, words) \
	expect_in_row_at(EXPECT_HERE, (vt), (row), (words), false)

/* Rows from the second on, below the app's line; NULL ends them. */
#define expect_rows(vt, want) expect_rows_at(EXPECT_HERE, (vt), (want))

/* Somewhere on the terminal; a line break is the end of a row. */
#define expect_shown(vt, words) \
	expect_shown_at(EXPECT_HERE, (vt), (words), true)
#define expect_not_shown(vt, words) \
	expect_shown_at(EXPECT_HERE, (vt), (words), false)

/* The screen on top, by its name. */
#define expect_top(vt, name) expect_top_at(EXPECT_HERE, (vt), (name))
/* And that its place begins so; it is left again, and what it asked served. */
#define expect_opens(vt, f, name, place) \
	expect_opens_at(EXPECT_HERE, (vt), (f), (name), (place))

void
expect_row_at(struct expect_at at, struct vt *vt, int row, const char *want);
void
expect_start_at(struct expect_at at, struct vt *vt, int row, const char *want);
void expect_in_row_at(
    struct expect_at at, struct vt *vt, int row, const char *words, bool there);
void
expect_rows_at(struct expect_at at, struct vt *vt, const char *const *want);
void expect_shown_at(
    struct expect_at at, struct vt *vt, const char *words, bool there);
void expect_top_at(struct expect_at at, struct vt *vt, const char *name);
void expect_opens_at(struct expect_at at, struct vt *vt, struct fixture *f,
    const char *name, const char *place);

/* The first row that has these words; -1: none. */
int row_with(struct vt *vt, const char *words);
/* Whether they are somewhere on the terminal. */
bool shows(struct vt *vt, const char *words);

/* The name of the screen on top. */
const char *top_name(struct vt *vt);
/* Its place, which it must have; lives until the next call. */
const char *place_of(struct vt *vt);

#endif
