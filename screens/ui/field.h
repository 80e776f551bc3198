/*
 * field - one line of text, to be written in.
 *
 * It scrolls sideways when the text is longer than its columns.  The keys are
 * those of an editor but for lines, selection and undo.  Enter, Tab, Esc and
 * the rest are left to the screen; Up and Down are, too, where the history
 * has no line to bring.  Newlines and tabs that are pasted become spaces.
 *
 * Memory: the field owns its text, and overwrites it when it goes.
 * Errors: what would make it too long is refused as a whole, and
 *         field_complaint() says so.
 * Bounds: FIELD_CHARS_MAX code points, FIELD_HISTORY_MAX lines of history.
 */
#ifndef STOA_SCREENS_UI_FIELD_H
#define STOA_SCREENS_UI_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/str.h"
#include "screens/canvas.h"
#include "screens/screen.h"

enum {
	FIELD_CHARS_MAX = 8192,
	FIELD_HISTORY_MAX = 100,
};

struct field;

/* `max_chars`, at most FIELD_CHARS_MAX, is what the text may grow to. */
struct field *field_new(size_t max_chars);
/* The same for codes and passwords: dots are shown; it has no history. */
struct field *field_new_hidden(size_t max_chars);
void field_free(struct field *f);

/*
 * Another text, made clean and one line; the cursor is at its end.  What is
 * over FIELD_CHARS_MAX is cut, with a complaint.
 */
void field_set(struct field *f, struct str text);

/*
 * Clean, without newlines and tabs, perhaps with spaces at its ends; until
 * the next change.
 */
struct str field_text(const struct field *f);

/* Another number after every change of the text. */
uint64_t field_version(const struct field *f);

/* Where the cursor is, in bytes of the text. */
size_t field_cursor(const struct field *f);

/* False when it is no key of a field's; then nothing has happened. */
bool field_key(struct field *f, const struct key *key);

/*
 * In so many columns; `placeholder`, which may be empty, is shown in
 * parentheses while there is no text.  The cursor is shown if focused.
 */
void field_draw(struct field *f, struct canvas *c, int row, int col, int cells,
    bool focused, struct str placeholder);

/* Its keys, for the help; ends with { 0 }. */
extern const struct binding field_keys[];

/* Words for people, once after an input was refused; else NULL. */
const char *field_complaint(struct field *f);

/*
 * A line that Up brings back; not one that is empty or the last once more.
 * Begins at the newest again.
 */
void field_history_add(struct field *f, struct str line);

#endif
