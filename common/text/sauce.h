/*
 * sauce - who made a picture, and how it is to be shown.
 *
 * SAUCE is a record of 128 bytes at the end of files of ANSI art, after a
 * Ctrl-Z and perhaps a block of comments.  Anybody may have written it: what
 * it says is cleaned, and what it counts is checked against the file.
 *
 * Memory: the words are in the arena.
 * Bounds: SAUCE_COMMENTS_MAX lines of comment, as the format has it.
 */
#ifndef STOA_TEXT_SAUCE_H
#define STOA_TEXT_SAUCE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/str.h"

enum { SAUCE_BYTES = 128, SAUCE_COMMENTS_MAX = 255, SAUCE_COMMENT_BYTES = 64 };

/* Kinds of data; others have no names here. */
enum sauce_type {
	SAUCE_NONE = 0,
	SAUCE_CHARACTER = 1, /* ASCII, ANSI, RIP, PCBoard, Avatar … */
	SAUCE_BINARY = 5,    /* as in the memory of a PC's screen */
	SAUCE_XBIN = 6,
};

struct sauce {
	struct str title;
	struct str author;
	struct str group;
	struct str date;     /* "2019-06-09"; empty: none, or no date */
	struct str font;     /* "IBM VGA" */
	struct str comments; /* lines */
	unsigned type;	     /* enum sauce_type */
	unsigned file;	     /* which of that */
	int32_t cols;	     /* 0: not told */
	int32_t rows;
	bool ice; /* grounds are bright where text would blink */
	unsigned
	    spacing; /* of letters: 0 as one likes, 1 eight pixels, 2 nine */
};

/*
 * Read the record at the end of a file; false when there is none.  Sets the
 * bytes before it, its comments and its Ctrl-Z; all of them if there is none.
 */
bool sauce_read(
    struct arena *a, struct str file, struct sauce *out, struct str *picture);

#endif
