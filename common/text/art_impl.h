/*
 * art_impl - what the parts of art.h share.
 *
 * art.c has the cells and reads bytes; art_csi.c obeys escape sequences,
 * art_codes.c the codes that boards have in their texts; art_memory.c draws
 * what is no text.
 */
#ifndef STOA_TEXT_ART_IMPL_H
#define STOA_TEXT_ART_IMPL_H

#include "common/text/art.h"

/* Colours as they were set, before bold, ice and reverse. */
struct art_pen {
	uint32_t fg;
	uint32_t bg;
	bool bold;
	bool blink;
	bool reverse;
	bool hidden;
};

/* Codes that stand in texts, beside ANSI sequences. */
enum art_codes {
	ART_CTRL_A = 1, /* Synchronet: ^A and a letter */
	ART_AT = 2,	/* Synchronet, PCBoard: @CODE@ */
	ART_AT_X = 4,	/* PCBoard: @X1F */
	ART_PIPES = 8,	/* |07 */
	ART_AVATAR = 16,
};

struct art_reader {
	struct arena *arena;
	struct str picture; /* the file without its SAUCE */
	size_t at;	    /* bytes read */
	struct sauce sauce;
	bool has_sauce;
	enum art_charset charset;
	unsigned codes; /* enum art_codes */
	struct art_cell *cell;
	int cols;
	int rows_there; /* lines there are cells for */
	int rows;	/* lines something was drawn on */
	int used_cols;
	int row; /* of the cursor; may be past the last line */
	int col; /* may be `cols`: wraps before the next character */
	int saved_row;
	int saved_col;
	struct art_pen pen;
	bool ice;
	size_t drawn;	  /* characters */
	size_t overdrawn; /* of them over others that had been drawn */
	size_t work;	  /* cells put and erased */
};

/* art.c */

/* Where it goes is brought within the grid. */
void art_move(struct art_reader *r, int64_t row, int64_t col);
void art_put(struct art_reader *r, int32_t code);
void art_newline(struct art_reader *r);
/* Before anything is drawn: another width. */
void art_widen(struct art_reader *r, int cols);
/* All blank, and home. */
void art_clear(struct art_reader *r);
/* Blank cells from one place up to before another, both in the grid. */
void
art_erase(struct art_reader *r, int row, int col, int end_row, int end_col);

/* art_memory.c */

enum art_form { ART_TEXT, ART_XBIN, ART_TUNDRA, ART_BINARY, ART_ARTWORX };

/* What a file is, by its head and its SAUCE, or NULL. */
enum art_form art_form(struct str picture, const struct sauce *sauce);
/* Draw all of a picture that is no text; false: it is text. */
bool art_memory(struct art_reader *r, struct str picture);

/* art_csi.c: the bytes of the sequence that starts at `s`, an ESC. */
size_t art_escape(struct art_reader *r, struct str s);

/* art_codes.c */

/* Which codes a file has. */
unsigned art_codes_in(struct str picture);
/* The bytes of the code that starts at `s`, which is obeyed; 0: none. */
size_t art_code(struct art_reader *r, struct str s);

#endif
