/*
 * art - pictures of characters: files as bulletin boards have shown them.
 *
 * A file of ASCII, ANSI sequences, Avatar, or the colour codes of Synchronet,
 * PCBoard and the boards that write |07, in CP437, UTF-8 or Latin-1, becomes
 * a grid of cells; so does one of XBin, BinaryText, Artworx or Tundra, though
 * without its font.  Which of them it is, is told by its SAUCE or guessed.
 * Nothing of it ever reaches a terminal but the characters of its cells, and
 * none of those is a control character.
 *
 * What a file does to a screen is what the programs of its time did: a line
 * that fills the width has wrapped before the next byte (but in UTF-8, where
 * it waits), LF returns as well, ED 2 goes home, control characters that ANSI
 * does not need are the faces and arrows of CP437.  Blinking is shown only as
 * bright ground, and only where SAUCE says so.
 *
 * Memory: all in the arena; the file must stay while it is read.
 * Errors: none: whatever the bytes are, they make some grid.
 * Bounds: ART_COLS_MAX x ART_ROWS_MAX cells of 12 bytes; of the file, the
 *         first ART_BYTES_MAX; ART_WORK_MAX cells written, again and again,
 *         so that no file takes a tenth of a second.
 */
#ifndef STOA_TEXT_ART_H
#define STOA_TEXT_ART_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/str.h"
#include "common/text/sauce.h"

enum {
	ART_COLS = 80, /* unless the SAUCE says otherwise */
	ART_COLS_MAX = 160,
	ART_ROWS_MAX = 1000,
	ART_BYTES_MAX = 1024 * 1024,
	ART_WORK_MAX = 2 * 1024 * 1024,
	ART_GREY = 7, /* on black, what a file begins with */
};

/*
 * A colour: 0 to 255 of the palette, the first sixteen those of a PC in
 * ANSI's order; or ART_RGB and 0xRRGGBB.
 */
#define ART_RGB 0x1000000u

struct art_cell {
	int32_t code; /* 0: the right half of a wide one */
	uint32_t fg;
	uint32_t bg;
};

enum art_charset { ART_CP437, ART_UTF8, ART_LATIN1 };

struct art {
	const struct art_cell *cell; /* rows * cols, row by row */
	int cols;
	int rows;
	int used_cols; /* what is right of them is blank */
	enum art_charset charset;
	bool animated; /* it draws over what it has drawn */
	bool has_sauce;
	struct sauce sauce;
};

void art_parse(struct arena *a, struct str file, struct art *out);

/* The same bit by bit, to see it drawn. */
struct art_reader;

struct art_reader *art_begin(struct arena *a, struct str file);
/* Read so many bytes more; false when that was all. */
bool art_more(struct art_reader *r, size_t bytes);
/* What is there by now; valid until the next art_more(). */
void art_look(const struct art_reader *r, struct art *out);

/* What of a file stands in the way of showing it. */
enum art_flaw {
	ART_FINE,
	ART_EMPTY,
	ART_LONG,   /* over ART_BYTES_MAX */
	ART_RIP,    /* drawn with lines and circles */
	ART_MEMORY, /* iCE Draw, sounds and others that are no text at all */
};
enum art_flaw art_flaw(struct str file);

#endif
