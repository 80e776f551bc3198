/*
 * doc - a text laid out for a width: lines of styled pieces.
 *
 * Markdown becomes what a terminal can show: emphasis and links as styles,
 * lists and quotes set in, code with numbered lines, tables with columns.
 * Nobody's text is lost: what is too deep, too wide or too costly to lay out
 * is shown with less form.
 *
 * Memory: all of it lives in the arena, and so does the text.
 * Errors: none; any bytes may come.  They are cleaned if they are not clean.
 * Bounds: time and memory grow with the text alone; see the limits.
 * Units:  widths in columns, the sum of text_cells() of a line's pieces.
 */
#ifndef STOA_SCREENS_UI_DOC_H
#define STOA_SCREENS_UI_DOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/str.h"
#include "screens/canvas.h"

enum {
	DOC_TEXT_MAX = 64 * 1024,   /* bytes laid out; a last line tells more */
	DOC_LINKS_MAX = 2000,	    /* uses of links; later ones are words */
	DOC_ADDRESS_MAX = 2000,	    /* bytes; longer ones are no links */
	DOC_PARTS_ODD = 32,	    /* parts that fold one by one */
	DOC_NEST_MAX = 100,	    /* of quotes and items; then plain text */
	DOC_TABLE_COLS_MAX = 32,    /* the same */
	DOC_TABLE_CELLS_MAX = 16384 /* the same */
};

struct doc_piece {
	struct str text; /* at least one byte, no controls */
	unsigned style;
	uint16_t link; /* a number of doc->link, from 1; 0: none */
};

struct doc_line {
	const struct doc_piece *piece;
	size_t pieces;
	bool is_code;
	bool has_number; /* of a line, in its last piece that stays */
	bool is_wide;	 /* wider than its columns: it is moved sideways */
	size_t keep;	 /* pieces that stay where they are, then */
	size_t block;	 /* of which number in doc->code, from 1; 0: none */
	size_t at;	 /* of the text, about; the same in every width */
};

/* What is long and may be one line. */
struct doc_part {
	struct str words; /* what that line says: "12 lines" */
	struct str above; /* what stands before it; may be empty */
	bool is_folded;
};

struct doc {
	const struct doc_line *line;
	size_t lines;
	const struct str *link; /* addresses, each once */
	size_t links;
	const struct str *code;	    /* blocks of code as written, for copying */
	const struct str *language; /* of each; or empty */
	size_t codes;
	const struct doc_part *part; /* long quotes, hunks, traces */
	size_t parts;
};

struct doc_options {
	int cols; /* at least 1 */
	/*
	 * "[1]" behind the words of a link and a list of addresses at the
	 * end.  A link whose words are its address has a number, too, that
	 * is not shown.
	 */
	bool number_links;
	int measure;  /* columns of prose in a wider window; 0: all of them */
	bool whole;   /* long lines of code and wide tables are not folded */
	bool fold;    /* long parts are one line each */
	uint32_t but; /* a bit for each of the first that is the other way */
};

void doc_markdown(struct arena *a, struct str text, const struct doc_options *o,
    struct doc *out);

/* Without any markup, only wrapped. */
void doc_plain(struct arena *a, struct str text, const struct doc_options *o,
    struct doc *out);

/*
 * Draw lines [first, first + rows) at row, col; every piece within c.
 * Returns the rows drawn.
 */
int doc_draw(const struct doc *d, struct canvas *c, int row, int col,
    size_t first, int rows);
/* The same up to column `end`, with wide lines moved to the left by `by`. */
int doc_draw_moved(const struct doc *d, struct canvas *c, int row, int col,
    int end, int by, size_t first, int rows);
/* The columns of what moves of a wide line; 0: it is none. */
int doc_moving(const struct doc_line *line);

/* In one line, its first words that are its own; else those it quotes. */
struct str doc_gist(struct arena *a, const struct doc *d);

#endif
