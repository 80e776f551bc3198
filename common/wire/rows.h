/*
 * rows - what a command answers: typed columns, rows, and words for people.
 *
 * A command fills rows; the doors show them as aligned text, JSON Lines or
 * CSV, and carry them between processes as JSON.
 *
 * Memory: rows and what is put in them live in the arena given to init;
 *         text is not copied, so it must live as long.
 */
#ifndef STOA_WIRE_ROWS_H
#define STOA_WIRE_ROWS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"

enum column_type {
	COLUMN_INT,
	COLUMN_BOOL,
	COLUMN_TIME, /* Unix milliseconds; 0 is shown as never */
	COLUMN_TEXT, /* one line */
	COLUMN_BODY, /* lines */
};

enum column_flags {
	COLUMN_HIDDEN = 1, /* not in aligned text */
	COLUMN_COUNT = 2,  /* counted up to 100: shown as 99+ from there */
};

struct column {
	const char *name;
	enum column_type type;
	unsigned flags;
};

enum { COLUMNS_MAX = 24 };

struct cell {
	struct str text;
	int64_t number;
};

struct row {
	struct row *next;
	struct cell cell[];
};

struct rows {
	struct arena *arena;
	const struct column *column; /* ends with a NULL name */
	size_t columns;
	struct row *first;
	struct row *last;
	size_t len;
	size_t filled;	 /* cells of the last row */
	struct str said; /* for people, after the rows … */
	bool told;	 /* … or, as text, instead of them */
};

void rows_init(struct rows *r, struct arena *a, const struct column *column);

/* Start a row, then one call for each column, in order. */
void row_begin(struct rows *r);
void row_int(struct rows *r, int64_t v);
void row_bool(struct rows *r, bool v);
void row_time(struct rows *r, int64_t ms);
void row_text(struct rows *r, struct str s);

/* A new reference to {"rows":[[…],…],"said":"…","told":…}. */
json_t *rows_to_json(const struct rows *r);

/* Fill from such an object; ERR_INVALID when it does not fit the columns. */
NODISCARD enum err rows_from_json(struct rows *r, const json_t *object);

/* Text of a JSON value, copied; empty when it is none. */
struct str json_text(struct arena *a, const json_t *string);

/* A JSON string of any bytes: what is not UTF-8 is replaced. */
json_t *json_from_str(struct str s);

/* One line of compact JSON, without its newline, in the arena. */
struct str json_line(struct arena *a, const json_t *value);

/* Parse one object; NULL when `s` is no JSON object. */
json_t *json_parse(struct str s);

#endif
