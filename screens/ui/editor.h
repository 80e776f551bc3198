/*
 * editor - a text of many lines, to be written in.
 *
 * The lines are folded to the canvas: what is seen are rows.  The cursor goes
 * by clusters and rows; Home and End go to the row's edge, and once there to
 * the line's.  Shift with a key that moves selects, and so does any such key
 * after ^Space.  Enter goes on with "> " and list markers, ends them on a line
 * that has nothing else, and keeps code set in; not where the lines behind it
 * came at once, as pasted ones do.
 *
 * Not an editor's keys, so left to the screen: Esc, Tab, ^D ^F ^G ^L ^N ^O ^P
 * ^S ^T, ^C while nothing is selected, and functions.
 *
 * Memory: the editor owns its text, a history (HISTORY_BYTES_MAX) and what
 *         was copied.
 * Errors: what would make the text too long is refused as a whole, and
 *         editor_complaint() says so.
 * Bounds: EDITOR_BYTES_MAX.  Moving and drawing cost what is shown.  Only a
 *         place far in a line of hundreds of KiB costs more, once: 10 to 30 ms
 *         a MiB to fold it up to there, until something before is changed;
 *         and a word of that length, to be gone over.
 */
#ifndef STOA_SCREENS_UI_EDITOR_H
#define STOA_SCREENS_UI_EDITOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/str.h"
#include "common/rules/limits.h"
#include "screens/canvas.h"
#include "screens/screen.h"

enum { EDITOR_BYTES_MAX = LIMIT_BODY_BYTES };

struct editor;

/* `max_bytes`, at most EDITOR_BYTES_MAX, is what the text may grow to. */
struct editor *editor_new(size_t max_bytes);
void editor_free(struct editor *e);

/*
 * Another text, cleaned; the cursor is at its end and the history begins
 * anew.  A text that is too long already is kept, and can only be shortened;
 * but what is over EDITOR_BYTES_MAX is cut, with a complaint.
 */
void editor_set(struct editor *e, struct str text);

/* At the cursor, as if pasted. */
void editor_insert(struct editor *e, struct str text);

/* Lines are separated by newlines; it is clean. */
struct str editor_text(const struct editor *e, struct arena *a);
size_t editor_bytes(const struct editor *e);
/* The same without a copy: until the next key. */
struct str editor_view(const struct editor *e);

/* Another number after every change of the text. */
uint64_t editor_version(const struct editor *e);

/* Where the cursor is, in bytes of the text. */
size_t editor_cursor(const struct editor *e);

/* False when it is no key of an editor's; then nothing has happened. */
bool editor_key(struct editor *e, const struct key *key);

/* On all of the canvas; the cursor is kept in view, and shown if focused. */
void editor_draw(struct editor *e, struct canvas *c, bool focused);

/*
 * Its keys, for a table that has more of them: those of the table of actions,
 * in the order one would look for them.
 */
/* clang-format off */
#define EDITOR_KEYS                                                            \
	{ KEYS_CTRL | KEYS_LEFT, N_("a word left"), NULL, NULL, 0 },           \
	{ KEYS_ALT | 'b', NULL, NULL, NULL, 0 },                               \
	{ KEYS_CTRL | KEYS_RIGHT, N_("a word right"), NULL, NULL, 0 },         \
	{ KEYS_ALT | 'f', NULL, NULL, NULL, 0 },                               \
	{ KEYS_HOME, N_("to the line's start"), NULL, NULL, 0 },               \
	{ KEYS_CTRL | 'a', NULL, NULL, NULL, 0 },                              \
	{ KEYS_END, N_("to the line's end"), NULL, NULL, 0 },                  \
	{ KEYS_CTRL | 'e', NULL, NULL, NULL, 0 },                              \
	{ KEYS_CTRL | KEYS_UP, N_("a paragraph up"), NULL, NULL, 0 },          \
	{ KEYS_CTRL | KEYS_DOWN, N_("a paragraph down"), NULL, NULL, 0 },      \
	{ KEYS_CTRL | KEYS_HOME, N_("to the top"), NULL, NULL, 0 },            \
	{ KEYS_CTRL | KEYS_END, N_("to the end"), NULL, NULL, 0 },             \
	{ KEYS_CTRL | 'w', N_("delete a word"), NULL, NULL, 0 },               \
	{ KEYS_ALT | 'd', N_("delete the next word"), NULL, NULL, 0 },         \
	{ KEYS_CTRL | 'u', N_("delete to the line's start"),                   \
	    NULL, NULL, 0 },                                                   \
	{ KEYS_CTRL | 'k', N_("cut to the line's end"), NULL, NULL, 0 },       \
	{ KEYS_CTRL | 'z', N_("undo"), NULL, NULL, 0 },                        \
	{ KEYS_CTRL | '_', NULL, NULL, NULL, 0 },                              \
	{ KEYS_CTRL | 'y', N_("do again"), NULL, NULL, 0 },                    \
	{ KEYS_SHIFT | KEYS_RIGHT, N_("select, as any move with Shift"),       \
	    NULL, NULL, 0 },                                                   \
	{ KEYS_CTRL | ' ', N_("moves select from here on"), NULL, NULL, 0 },   \
	{ KEYS_CTRL | '^', NULL, NULL, NULL, 0 },                              \
	{ KEYS_CTRL | 'c', N_("copy what is selected"), NULL, NULL, 0 },       \
	{ KEYS_ALT | 'w', NULL, NULL, NULL, 0 },                               \
	{ KEYS_CTRL | 'x', N_("cut it, or the line"), NULL, NULL, 0 },         \
	{ KEYS_SHIFT | KEYS_DELETE, NULL, NULL, NULL, 0 },                     \
	{ KEYS_CTRL | 'v', N_("put in what was copied or cut"),                \
	    NULL, NULL, 0 },                                                   \
	{ KEYS_SHIFT | KEYS_INSERT, NULL, NULL, NULL, 0 }
/* clang-format on */

/* The same for the help; ends with { 0 }. */
extern const struct binding editor_keys[];

/* Words for people, once after an input was refused; else NULL. */
const char *editor_complaint(struct editor *e);

/* Something is selected, or moves select; and end that: true if it was so. */
bool editor_selects(const struct editor *e);
bool editor_unselect(struct editor *e);

/* What was copied or cut since the last call; until the next key. */
struct str editor_copied(struct editor *e);

/*
 * Items of lists go further in (1) or out (-1), as do lines of code; false
 * where neither is, or where an item has nowhere to go.
 */
bool editor_nest(struct editor *e, int by);
bool editor_may_nest(const struct editor *e, int by);

enum {
	EDITOR_FIND_MAX = 200, /* characters of what is looked for */
	EDITOR_MATCHES_MAX = 1000,
};

/*
 * Select the first match at or after a place (`way` 1) or the last before it
 * (-1), round the end of the text; false: there is none.
 */
bool editor_find(struct editor *e, struct str words, size_t from, int way);
/* How many there are, and the number of the one that is selected. */
size_t
editor_matches(const struct editor *e, struct str words, size_t *out_nth);
/* All of them at once; how many. */
size_t editor_replace_all(struct editor *e, struct str words, struct str with);

/* What is selected, until the next key; its start, or the cursor. */
struct str editor_selection(const struct editor *e);
size_t editor_selection_start(const struct editor *e);

/*
 * Underline these words, sorted by their bytes, where they stand as text and
 * not as code or quotes.  They are the caller's, until others are given.
 */
void editor_mark_words(struct editor *e, const struct str *word, size_t n);
/* Select the next of them at or after a place, round the end. */
bool editor_find_marked(struct editor *e, size_t from);

/* The line up to the cursor; until the next key. */
struct str editor_before(const struct editor *e);
/* Whether that is between fences, where words are code. */
bool editor_in_code(const struct editor *e);
/* Put a text in place of so many bytes before the cursor: one step. */
void editor_replace(struct editor *e, size_t bytes, struct str text);
/* Where the cursor was drawn last. */
void editor_cell(const struct editor *e, int *row, int *col);

/* The cursor is in the first row: Up may leave. */
bool editor_at_top(const struct editor *e);

#endif
