/*
 * canvas - what screens draw on: rows, columns, text and styles.
 *
 * A canvas is a rectangle of a grid and is passed by value or pointer; a part
 * of it is a canvas too.  Whatever is drawn outside is not drawn.  Nothing
 * here knows a terminal, so a test reads back exactly what was meant.
 *
 * Text from people goes through canvas_text() and nothing else.  It is clean
 * when it comes; what is not (controls, bidi overrides, broken UTF-8) is
 * shown as a space or U+FFFD all the same.  Characters about whose width
 * terminals may disagree are shown by others of the same width, so columns
 * never drift: a flag by its letters, a joined emoji by its first.
 *
 * Units: rows and columns from 0; widths in columns ("cells").
 */
#ifndef STOA_SCREENS_CANVAS_H
#define STOA_SCREENS_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/str.h"
#include "screens/grid.h"
#include "screens/style.h"

/* What can be shown; the canvas puts one-column stand-ins for the rest. */
enum charset {
	CHARSET_UTF8,
	CHARSET_ASCII,	 /* letters of any script, but no symbols and boxes */
	CHARSET_CP437,	 /* only what CP437 has */
	CHARSET_CONSOLE, /* as ASCII, but with the symbols that CP437 has */
	CHARSET_LATIN1,	 /* only what ISO 8859-1 has */
	CHARSET_SEVEN,	 /* nothing but ASCII: seven bits */
};

struct canvas {
	struct grid *grid;
	enum charset charset;
	int top; /* in the grid */
	int left;
	int rows;
	int cols;
	/*
	 * For who hears it read out: no boxes, no symbols, no pictures; where
	 * a sign means something there are words.  Parts of it are so, too.
	 */
	bool plain;
	/*
	 * For slow links: what is nice to see but follows the cursor, and so
	 * is sent again with each step, is left out.
	 */
	bool thrifty;
};

/* The whole of a grid, as it is. */
struct canvas canvas_of(struct grid *g, enum charset charset);

/* A part, cut to what is inside; it may come out with no cells at all. */
struct canvas
canvas_sub(const struct canvas *c, int row, int col, int rows, int cols);

/*
 * Write one line of text into `cells` columns: what is too long ends in "…",
 * what is too short is filled with blanks.  Tabs and newlines are spaces.
 * Returns the columns the text took.
 */
int canvas_text(struct canvas *c, int row, int col, int cells, unsigned style,
    struct str text);

/* As canvas_text() but at the right end of the columns. */
int canvas_text_right(struct canvas *c, int row, int col, int cells,
    unsigned style, struct str text);

/* Without filling or "…"; returns the column after it, for what follows. */
int
canvas_put(struct canvas *c, int row, int col, unsigned style, struct str text);

/* A number, at the right; "99+", "-9+" when it has too few columns. */
void canvas_int(
    struct canvas *c, int row, int col, int cells, unsigned style, int64_t v);

/* Blanks. */
void canvas_fill(
    struct canvas *c, int row, int col, int rows, int cols, unsigned style);

/* The same character, of one column, many times: '-', 0x2500. */
void canvas_hline(struct canvas *c, int row, int col, int cells, unsigned style,
    int32_t code);
void canvas_vline(
    struct canvas *c, int row, int col, int rows, unsigned style, int32_t code);

/* A frame at the edge of the canvas. */
void canvas_box(struct canvas *c, unsigned style);

/* Other styles for what is there. */
void
canvas_style(struct canvas *c, int row, int col, int cells, unsigned style);
/*
 * One character of a picture in colours of its own (paint.h).  One that no
 * cell can show is a blank.  Such cells have no link.
 */
void canvas_paint(
    struct canvas *c, int row, int col, int32_t code, uint8_t fg, uint8_t bg);
/* Mark as the selected line, keeping the styles. */
void canvas_select(struct canvas *c, int row, int col, int cells);
/*
 * The same for a line that has a sign before it, too: on thrifty and plain
 * canvases that is enough.
 */
void canvas_choose(struct canvas *c, int row, int col, int cells);

/*
 * An address to put behind cells, so that a terminal which can do so opens
 * it; others show nothing of it.  It is one with a scheme, which the caller
 * has judged (url_clean()).  0 when it has bytes outside 0x21-0x7E or more
 * than GRID_URL_MAX of them, or no more fit on this canvas.
 */
uint16_t canvas_url(struct canvas *c, struct str url);
/* Put it behind what is there; what is drawn over it later has none. */
void canvas_link(struct canvas *c, int row, int col, int cells, uint16_t link);

/*
 * On a plain canvas: where the cursor waits when nobody shows it; the first
 * call counts.  canvas_select() is one, too.
 */
void canvas_park(struct canvas *c, int row, int col);

/* Show the cursor there; it is hidden where nobody calls this. */
void canvas_cursor(struct canvas *c, int row, int col);

/*
 * Reading back.  A row without blanks at its end; a wide character counts
 * once.
 */
struct str canvas_row(const struct canvas *c, struct arena *a, int row);
/* One cell: its text (empty for a right half); returns its style. */
unsigned canvas_cell(const struct canvas *c, struct arena *a, int row, int col,
    struct str *text);
/* The address behind a cell; empty when there is none. */
struct str canvas_address(const struct canvas *c, int row, int col);

#endif
