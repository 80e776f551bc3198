/*
 * fold - the lines of a text as rows of a screen, where they are asked for.
 *
 * A line is folded after spaces and tabs, between wide characters, and inside
 * a word only when it is longer than a row.  Nothing is left out: a row is
 * bytes of the text, and a space too many stands in the column after the
 * last, which its owner keeps free for the cursor.
 *
 * A row is found from its own start alone, so what is shown costs what is
 * shown, however long the text.  To find the row of a place in a long line
 * all rows before it in the line are needed; they are remembered for the few
 * long lines used last.  A change forgets only what is behind it.
 *
 * Units: columns ("cells"); places are bytes of the text.
 * Bounds: a row has FOLD_COLUMN_BYTES for each of its columns, which an emoji
 *         of a family of four does not need, and a cluster FOLD_CLUSTER_MAX,
 *         even where Unicode joins more: somebody sent that to see what
 *         happens.
 */
#ifndef STOA_SCREENS_UI_FOLD_H
#define STOA_SCREENS_UI_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/str.h"

#define FOLD_NONE SIZE_MAX

enum {
	FOLD_COLUMN_BYTES = 16,
	FOLD_CLUSTER_MAX = 128,
	FOLD_TAB_CELLS = 8,
	FOLD_LONG_LINES = 8, /* remembered */
};

struct fold_row {
	size_t start;
	size_t end;  /* of its text; a newline stands there or nothing */
	size_t next; /* where the next row starts; FOLD_NONE after the last */
};

/* One line, as far as its rows were needed. */
struct long_line {
	size_t at;	 /* where it starts */
	uint32_t *start; /* of its rows, from `at`; the first is 0 */
	size_t n;	 /* 0: not in use */
	size_t cap;
	uint64_t used;
};

/* A zeroed struct, then folds_fold(). */
struct folds {
	size_t cells; /* of a row; at least 1 */
	uint64_t clock;
	struct long_line line[FOLD_LONG_LINES];
};

void folds_free(struct folds *r);

/* Fold at another width; forgets when it is one. */
void folds_fold(struct folds *r, size_t cells);

/* Bytes of `text` were replaced: `removed` at `from` by `added`. */
void folds_changed(struct folds *r, size_t from, size_t removed, size_t added);

/* It is another text. */
void folds_forget(struct folds *r);

/* Where the line of a place starts, and its end, before its newline. */
size_t fold_line_start(struct str text, size_t at);
size_t fold_line_end(struct str text, size_t at);

/* The row that starts there. */
struct fold_row fold_from(struct str text, size_t start, size_t cells);

/*
 * The row a place is in: at a fold, the one after it; at a line's end, the
 * one before it.
 */
struct fold_row folds_at(struct folds *r, struct str text, size_t at);

/*
 * Bytes of the cluster at `at` and the columns it takes from column `col` of
 * its row.  A newline is one without columns.
 */
size_t fold_cluster(
    struct str text, size_t at, size_t col, size_t cells, size_t *out_wide);

/* The border of a cluster at or before `at`, or at or after it. */
size_t folds_border_left(struct folds *r, struct str text, size_t at);
size_t folds_border_right(struct folds *r, struct str text, size_t at);

/* The borders next to `at`, which is one; the text's ends stay. */
size_t folds_before(struct folds *r, struct str text, size_t at);
size_t folds_after(struct folds *r, struct str text, size_t at);

/* The column of a border, and the border of a column, in a row. */
size_t fold_column(
    struct str text, const struct fold_row *row, size_t cells, size_t at);
size_t fold_place(
    struct str text, const struct fold_row *row, size_t cells, size_t column);

#endif
