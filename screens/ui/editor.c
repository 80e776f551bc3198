/* editor - a text of many lines, to be written in. */
#include "screens/ui/editor.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/err.h"
#include "common/base/mem.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "common/text/wrap.h"
#include "screens/ui/editor_impl.h"
#include "screens/ui/splice.h"

enum { FIRST_COLS = 80, FIRST_ROWS = 24, KIB = 1024 };

struct editor *
editor_new(size_t max_bytes)
{
	struct editor *e = mem_new(struct editor);

	e->max = max_bytes < EDITOR_BYTES_MAX ? max_bytes : EDITOR_BYTES_MAX;
	e->mark = e->column = FOLD_NONE;
	e->shown = FIRST_ROWS;
	folds_fold(&e->folds, editor_cells(FIRST_COLS));
	return e;
}

void
editor_free(struct editor *e)
{
	if (e == NULL)
		return;
	buf_free(&e->text);
	buf_free(&e->clip);
	history_free(&e->history);
	folds_free(&e->folds);
	free(e);
}

void
editor_complain(struct editor *e, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vsnprintf(e->complaint, sizeof e->complaint, format, ap);
	va_end(ap);
	e->complains = true;
}

const char *
editor_complaint(struct editor *e)
{
	bool complains = e->complains;

	e->complains = false;
	return complains ? e->complaint : NULL;
}

static void
too_long(struct editor *e, size_t max, const char *words)
{
	if (max % KIB == 0)
		editor_complain(e,
		    _("That is more than fits here (%zu KiB); %s."), max / KIB,
		    words);
	else
		editor_complain(e,
		    _("That is more than fits here (%zu bytes); %s."), max,
		    words);
}

void
editor_set(struct editor *e, struct str text)
{
	struct arena a = ARENA_INIT;

	text = text_clean(&a, text);
	if (text.n > EDITOR_BYTES_MAX) {
		/* A cut flag is not clean. */
		text.n = utf8_floor(text, EDITOR_BYTES_MAX);
		text = text_clean(&a, text);
		too_long(e, EDITOR_BYTES_MAX, _("its end is missing"));
	}
	buf_reset(&e->text);
	buf_put(&e->text, text);
	arena_free(&a);
	e->version++;
	e->cursor = text.n;
	e->mark = e->column = FOLD_NONE;
	e->marking = false;
	e->top = 0;
	e->run = RUN_NONE;
	editor_paste_ends(e);
	folds_forget(&e->folds);
	history_forget(&e->history);
}

struct str
editor_text(const struct editor *e, struct arena *a)
{
	return arena_dup(a, buf_str(&e->text));
}

struct str
editor_view(const struct editor *e)
{
	return buf_str(&e->text);
}

size_t
editor_bytes(const struct editor *e)
{
	return e->text.n;
}

uint64_t
editor_version(const struct editor *e)
{
	return e->version;
}

size_t
editor_cursor(const struct editor *e)
{
	return e->cursor;
}

bool
editor_selects(const struct editor *e)
{
	return e->mark != FOLD_NONE && (e->marking || e->mark != e->cursor);
}

bool
editor_unselect(struct editor *e)
{
	bool selects = editor_selects(e);

	e->mark = FOLD_NONE;
	e->marking = false;
	return selects;
}

struct str
editor_copied(struct editor *e)
{
	bool copied = e->copied;

	e->copied = false;
	return copied ? buf_str(&e->clip) : STR("");
}

struct selection
editor_selected(const struct editor *e)
{
	size_t mark = e->mark == FOLD_NONE ? e->cursor : e->mark;

	return mark < e->cursor ? (struct selection){ mark, e->cursor } :
				  (struct selection){ e->cursor, mark };
}

/* The one place where the text changes. */
static void
apply(struct editor *e, size_t from, size_t to, struct str text)
{
	splice_do(&e->text, from, to, text);
	folds_changed(&e->folds, from, to - from, text.n);
	if (e->top >= to)
		e->top = e->top - (to - from) + text.n;
	else if (e->top > from)
		e->top = from;
	e->cursor =
	    folds_border_right(&e->folds, buf_str(&e->text), from + text.n);
	e->mark = e->column = FOLD_NONE;
	e->marking = false;
	e->version++;
}

/*
 * Whether a change is one step with the last: a word and the white space
 * behind it are, and the pieces a paste may come in.
 */
static bool
goes_on(struct editor *e, enum run run, struct str what)
{
	bool space = what.n > 0 && (what.p[0] == ' ' || what.p[0] == '\n');
	bool on = run != RUN_NONE && run == e->run &&
	    (run == RUN_PASTE || space || !e->run_space);

	e->run = run;
	e->run_space = space;
	return on;
}

bool
editor_change(struct editor *e, size_t from, size_t to, struct str raw,
    enum run run, const char *words)
{
	struct arena a = ARENA_INIT;
	struct str text = buf_str(&e->text), removed;
	struct splice s = splice_clean(&a, text, from, to, raw);
	size_t n = text.n - (s.to - s.from) + s.text.n;
	bool fits = n <= e->max || n <= text.n;

	removed = str_slice(text, s.from, s.to - s.from);
	if (!fits) {
		too_long(e, e->max, words);
	} else if (!str_eq(removed, s.text)) {
		bool on = goes_on(e, run, raw.n ? raw : removed);

		history_add(
		    &e->history, s.from, removed, s.text, e->cursor, on);
		apply(e, s.from, s.to, s.text);
	} else if (from < to) {
		/* Replaced by the same. */
		editor_move(e, to, false);
	}
	arena_free(&a);
	return fits;
}

bool
editor_put(struct editor *e, struct str raw, enum run run, const char *words)
{
	struct selection s = editor_selected(e);
	struct arena a = ARENA_INIT;
	bool nothing = s.from < s.to && text_clean(&a, raw).n == 0;

	arena_free(&a);
	/* Controls and the like do not replace anything. */
	return nothing || editor_change(e, s.from, s.to, raw, run, words);
}

bool
editor_undo(struct editor *e)
{
	const struct change *c;
	bool joined = true, any = false;

	while (joined && (c = history_undo(&e->history)) != NULL) {
		apply(e, c->at, c->at + c->added.n, buf_str(&c->removed));
		e->cursor = c->cursor;
		joined = c->joined;
		any = true;
	}
	e->run = RUN_NONE;
	return any;
}

bool
editor_redo(struct editor *e)
{
	const struct change *c = history_redo(&e->history);
	bool any = c != NULL;

	while (c) {
		apply(e, c->at, c->at + c->removed.n, buf_str(&c->added));
		c = history_redo_joined(&e->history) ?
		    history_redo(&e->history) :
		    NULL;
	}
	e->run = RUN_NONE;
	return any;
}

void
editor_move(struct editor *e, size_t at, bool select)
{
	if (!select)
		editor_unselect(e);
	else if (e->mark == FOLD_NONE)
		e->mark = e->cursor;
	e->cursor = at;
	e->column = FOLD_NONE;
	e->run = RUN_NONE;
}

/* Go up or down by as many rows as there are; what was not gone stays. */
static struct fold_row
step_rows(struct editor *e, struct fold_row row, int rows)
{
	struct str text = buf_str(&e->text);

	for (; rows > 0 && row.next != FOLD_NONE; rows--)
		row = fold_from(text, row.next, e->folds.cells);
	for (; rows < 0 && row.start > 0; rows++)
		row = folds_at(&e->folds, text, row.start - 1);
	return row;
}

void
editor_move_rows(struct editor *e, int rows, bool select)
{
	struct str text = buf_str(&e->text);
	struct fold_row row = folds_at(&e->folds, text, e->cursor);
	size_t column = e->column;

	if (column == FOLD_NONE)
		column = fold_column(text, &row, e->folds.cells, e->cursor);
	row = step_rows(e, row, rows);
	editor_move(e, fold_place(text, &row, e->folds.cells, column), select);
	e->column = column;
}

void
editor_scroll_rows(struct editor *e, int rows)
{
	struct fold_row top = folds_at(&e->folds, buf_str(&e->text), e->top);

	e->top = step_rows(e, top, rows).start;
}

struct str
editor_before(const struct editor *e)
{
	struct str text = buf_str(&e->text);
	size_t from = fold_line_start(text, e->cursor);

	return str_slice(text, from, e->cursor - from);
}

bool
editor_in_code(const struct editor *e)
{
	return text_fence_at(buf_str(&e->text), e->cursor).with != 0;
}

void
editor_replace(struct editor *e, size_t bytes, struct str text)
{
	if (bytes > e->cursor)
		bytes = e->cursor;
	(void)editor_change(e, e->cursor - bytes, e->cursor, text, RUN_NONE,
	    _("nothing was added"));
}

void
editor_cell(const struct editor *e, int *row, int *col)
{
	*row = e->row;
	*col = e->col;
}

bool
editor_at_top(const struct editor *e)
{
	struct fold_row row = fold_from(buf_str(&e->text), 0, e->folds.cells);

	return row.next == FOLD_NONE || e->cursor < row.next;
}
