/*
 * grid - the cells of a screen: what was meant, before any terminal.
 *
 * Only canvas.c, which fills it, and term.c, which puts it on a terminal,
 * know its inside.  A cell is 8 bytes; the few characters with combining
 * marks are kept aside, and so are the addresses behind cells.
 *
 * Memory: the grid owns its cells; grid_free() gives them back.
 * Bounds: GRID_ROWS_MAX x GRID_COLS_MAX; GRID_LINKS_MAX addresses of
 *         GRID_URL_MAX bytes each, and GRID_LINK_BYTES of all of them,
 *         counted once for the table and once for each time one is put.
 */
#ifndef STOA_SCREENS_GRID_H
#define STOA_SCREENS_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/buf.h"
#include "common/base/str.h"

enum {
	GRID_ROWS_MAX = 100,
	GRID_COLS_MAX = 300,
	GRID_CODES = 5, /* code points in one cell: a base and four marks */
	GRID_LINKS_MAX = 500,
	GRID_URL_MAX = 2000, /* bytes; VTE takes 2083 */
	GRID_LINK_BYTES = 64 * 1024,
};

struct tile {
	int32_t code;  /* a code point; below 0: ~code is an index in marks */
	uint8_t style; /* enum style, perhaps with STYLE_ON_SELECTED */
	uint8_t width; /* 1, 2, or 0 for the right half of what is before */
	/*
	 * Of the grid's table; 0: none.  Where the style is STYLE_PAINTED, its
	 * colours (paint.h): the ground above, what is written below.
	 */
	uint16_t link;
};

struct marks {
	int32_t code[GRID_CODES];
	int32_t n;
};

/* An address, and where it is among the bytes of all. */
struct grid_link {
	uint32_t at;
	uint32_t bytes;
};

struct grid {
	int rows;
	int cols;
	int cursor_row; /* -1: the cursor is hidden */
	int cursor_col;
	int parked_row; /* where it may wait on plain screens; -1: nowhere */
	int parked_col;
	struct tile *cell; /* rows * cols, row by row */
	struct marks *marks;
	size_t marks_len;
	size_t marks_cap;
	size_t cells_cap;
	struct grid_link *link; /* link n is at n - 1 */
	size_t links;
	size_t links_cap;
	struct buf urls;
	size_t links_put; /* bytes of addresses behind cells */
};

/* A zeroed struct grid is an empty one. */
#define GRID_INIT \
	{         \
		0 \
	}

/* Make it that size, all blank and without cursor. */
void grid_reset(struct grid *g, int rows, int cols);
void grid_free(struct grid *g);

/*
 * Put a character of `width` 1 or 2, which is inside, at a cell, without a
 * link.  Halves of wide characters that it cuts become blank.
 */
void grid_put(struct grid *g, int row, int col, const int32_t *codes, int n,
    int width, unsigned style);

const struct tile *grid_tile(const struct grid *g, int row, int col);

/* The code points of a cell; 0 of them for a right half. */
int grid_codes(
    const struct grid *g, const struct tile *cell, int32_t out[GRID_CODES]);

/*
 * The link of an address, the same one for the same address; 0 when there is
 * no room for it, or it is not of printable ASCII without blanks.
 */
uint16_t grid_url(struct grid *g, struct str url);
/* The address of a link; empty when there is none. */
struct str grid_address(const struct grid *g, uint16_t link);

/*
 * Put a link behind cells that are inside; not behind a wide character whose
 * left half is not one of them.  Nothing happens when it is too much.
 */
void grid_link(struct grid *g, int row, int col, int cells, uint16_t link);

/* Give a cell that is inside, of whichever width, colours for its style. */
void grid_paint(struct grid *g, int row, int col, uint8_t fg, uint8_t bg);
/* The link behind a cell: none where it has colours. */
uint16_t grid_tile_link(const struct tile *cell);

/* Whether two cells show the same, links aside. */
bool grid_same(const struct grid *a, const struct tile *ca,
    const struct grid *b, const struct tile *cb);

/* Make `to` the same as `from`. */
void grid_copy(struct grid *to, const struct grid *from);

#endif
