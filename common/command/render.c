/* render - rows as aligned text, JSON Lines or CSV. */
#include "common/command/render.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/clock.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "common/text/wrap.h"

enum {
	GAP_CELLS = 2,
	CELL_MIN = 8,
	CELL_FAIR = 10,
	CELL_LEAST = 4, /* less shows nothing of a word */
	COUNT_MAX = 99,
	WRAP_CELLS = 78
};

/* A cell as one line of text. */
static struct str
cell_text(struct arena *a, const struct column *column, const struct cell *cell,
    const struct text_view *view)
{
	switch (column->type) {
	case COLUMN_INT:
		if ((column->flags & COLUMN_COUNT) && cell->number > COUNT_MAX)
			return arena_printf(a, "%d+", COUNT_MAX);
		return arena_printf(a, "%lld", (long long)cell->number);
	case COLUMN_BOOL:
		return cell->number ? STR("yes") : STR("-");
	case COLUMN_TIME:
		if (cell->number == 0)
			return STR("-");
		return arena_dup(
		    a, str_from(clock_ago(cell->number, view->now_ms).text));
	case COLUMN_TEXT:
	case COLUMN_BODY:
		break;
	}
	if (cell->text.n == 0)
		return STR("-");
	return text_clean_line(a, cell->text);
}

static bool
is_right(const struct column *c)
{
	return c->type == COLUMN_INT;
}

static bool
is_shown(const struct column *c)
{
	return !(c->flags & COLUMN_HIDDEN);
}

static void
put_spaces(struct buf *out, size_t n)
{
	while (n-- > 0)
		buf_char(out, ' ');
}

static void
put_line(const struct rows *r, const struct str *text, const size_t *width,
    size_t last, struct buf *out)
{
	for (size_t i = 0; i <= last; i++) {
		size_t cells, pad;

		if (!is_shown(&r->column[i]))
			continue;
		cells = text_cells(text[i]);
		pad = cells < width[i] ? width[i] - cells : 0;
		if (is_right(&r->column[i]))
			put_spaces(out, pad);
		buf_put(out, text[i]);
		if (i == last)
			break;
		if (!is_right(&r->column[i]))
			put_spaces(out, pad);
		put_spaces(out, GAP_CELLS);
	}
	buf_char(out, '\n');
}

static bool
is_words(const struct column *c)
{
	return is_shown(c) &&
	    (c->type == COLUMN_TEXT || c->type == COLUMN_BODY);
}

/* Columns a line takes. */
static size_t
line_cells(const struct rows *r, const size_t *width, size_t last)
{
	size_t cells = 0;

	for (size_t i = 0; i <= last; i++) {
		if (is_shown(&r->column[i]))
			cells += width[i] + (i < last ? GAP_CELLS : 0);
	}
	return cells;
}

/* The widest column of words of those, above `least`; else columns. */
static size_t
widest(const struct rows *r, const size_t *width, size_t from, size_t end,
    size_t least)
{
	size_t best = r->columns;

	for (size_t i = from; i < end; i++) {
		if (is_words(&r->column[i]) && width[i] > least &&
		    (best == r->columns || width[i] > width[best]))
			best = i;
	}
	return best;
}

static size_t
first_shown(const struct rows *r)
{
	size_t i = 0;

	while (i < r->columns && !is_shown(&r->column[i]))
		i++;
	return i;
}

/*
 * Narrow columns until a line fits: the last, which says most, after the
 * others, and the first, which is what one types, when nothing else is left.
 */
static void
fit_window(const struct rows *r, size_t *width, size_t last, int32_t cols)
{
	size_t first = first_shown(r);
	const struct {
		size_t from;
		size_t end;
		size_t least;
	} step[] = {
		{ first + 1, last, CELL_FAIR },
		{ first + 1, last + 1, CELL_MIN },
		{ first + 1, last + 1, CELL_LEAST },
		{ first, first + 1, CELL_MIN },
	};
	size_t at = 0;

	while (cols > 0 && at < sizeof step / sizeof *step &&
	    line_cells(r, width, last) > (size_t)cols) {
		size_t i = widest(
		    r, width, step[at].from, step[at].end, step[at].least);

		if (i == r->columns)
			at++;
		else
			width[i]--;
	}
}

/* What a table shows, its head first, and how wide each column is. */
static struct str *
table_texts(struct arena *a, const struct rows *r, const struct text_view *view,
    size_t *width, size_t *out_last)
{
	struct str *text =
	    arena_array(a, struct str, (r->len + 1) * (r->columns + 1));
	size_t k = r->columns;

	for (size_t i = 0; i < r->columns; i++) {
		text[i] = str_from(r->column[i].name);
		*out_last = is_shown(&r->column[i]) ? i : *out_last;
	}
	for (const struct row *row = r->first; row; row = row->next) {
		for (size_t i = 0; i < r->columns; i++)
			text[k++] =
			    cell_text(a, &r->column[i], &row->cell[i], view);
	}
	for (size_t i = 0; i < k; i++) {
		size_t cells = text_cells(text[i]);

		if (cells > width[i % r->columns])
			width[i % r->columns] = cells;
	}
	return text;
}

static bool
is_record(const struct rows *r)
{
	for (size_t i = 0; i < r->columns; i++) {
		if (r->column[i].type == COLUMN_BODY)
			return r->len == 1;
	}
	return false;
}

/* One row that holds a text: a line for each column, and the text below. */
static void
render_record(
    const struct rows *r, const struct text_view *view, struct buf *out)
{
	struct arena a = ARENA_INIT;
	const struct cell *cell = r->first->cell;
	size_t cells = view->cols > 0 ? (size_t)view->cols : WRAP_CELLS;

	for (size_t i = 0; i < r->columns; i++) {
		const struct column *c = &r->column[i];
		struct str text;

		if (!is_shown(c))
			continue;
		if (c->type == COLUMN_BODY && cell[i].text.n) {
			text = text_wrap(
			    &a, text_clean(&a, cell[i].text), cells, STR("  "));
			buf_printf(out, "\n%.*s\n", STR_ARG(text));
			continue;
		}
		text = cell_text(&a, c, &cell[i], view);
		buf_printf(out, "%-12s %.*s\n", c->name, STR_ARG(text));
	}
	arena_free(&a);
}

static void
render_table(
    const struct rows *r, const struct text_view *view, struct buf *out)
{
	struct arena a = ARENA_INIT;
	size_t width[COLUMNS_MAX] = { 0 }, last = 0;
	struct str *text = table_texts(&a, r, view, width, &last);

	fit_window(r, width, last, view->cols);
	for (size_t k = 0; k <= r->len; k++) {
		struct str *line = &text[k * r->columns];

		for (size_t i = 0; i <= last; i++) {
			if (is_words(&r->column[i]))
				line[i] = text_clip(&a, line[i], width[i]);
		}
		put_line(r, line, width, last, out);
	}
	arena_free(&a);
}

static json_t *
cell_json(struct arena *a, const struct column *column, const struct cell *cell)
{
	switch (column->type) {
	case COLUMN_INT:
		return json_integer(cell->number);
	case COLUMN_BOOL:
		return json_boolean(cell->number != 0);
	case COLUMN_TIME:
		return cell->number ?
		    json_string(clock_iso(cell->number).text) :
		    json_null();
	case COLUMN_TEXT:
		return json_from_str(text_clean_line(a, cell->text));
	case COLUMN_BODY:
		break;
	}
	return json_from_str(text_clean(a, cell->text));
}

static void
render_json(const struct rows *r, struct buf *out)
{
	struct arena a = ARENA_INIT;

	for (const struct row *row = r->first; row; row = row->next) {
		json_t *object = json_object();

		for (size_t i = 0; i < r->columns; i++)
			json_object_set_new(object, r->column[i].name,
			    cell_json(&a, &r->column[i], &row->cell[i]));
		buf_put(out, json_line(&a, object));
		buf_char(out, '\n');
		json_decref(object);
		arena_reset(&a);
	}
	arena_free(&a);
}

/* RFC 4180. */
static void
put_csv(struct buf *out, struct str s)
{
	buf_char(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_char(out, '"');
		buf_char(out, s.p[i]);
	}
	buf_char(out, '"');
}

static void
put_csv_cell(struct arena *a, const struct column *column,
    const struct cell *cell, struct buf *out)
{
	if (column->type == COLUMN_TIME)
		put_csv(out,
		    cell->number ? str_from(clock_iso(cell->number).text) :
				   STR(""));
	else if (column->type == COLUMN_TEXT)
		put_csv(out, text_clean_line(a, cell->text));
	else if (column->type == COLUMN_BODY)
		put_csv(out, text_clean(a, cell->text));
	else
		buf_printf(out, "%lld", (long long)cell->number);
}

static void
render_csv(const struct rows *r, struct buf *out)
{
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < r->columns; i++)
		buf_printf(out, "%s%s", i ? "," : "", r->column[i].name);
	buf_cstr(out, "\r\n");
	for (const struct row *row = r->first; row; row = row->next) {
		for (size_t i = 0; i < r->columns; i++) {
			if (i)
				buf_char(out, ',');
			put_csv_cell(&a, &r->column[i], &row->cell[i], out);
		}
		buf_cstr(out, "\r\n");
		arena_reset(&a);
	}
	arena_free(&a);
}

/* What a command makes of its rows itself. */
static void
render_own(const struct command *c, const struct rows *r,
    const struct text_view *view, struct buf *out)
{
	struct arena a = ARENA_INIT;
	struct buf text = BUF_INIT(0);

	c->text(r, view, &text);
	buf_put(out, text_clean(&a, buf_str(&text)));
	buf_free(&text);
	arena_free(&a);
}

enum render_form
render_form(
    const struct command *c, enum args_format format, const struct rows *r)
{
	if (c->text || format != FORMAT_TEXT || r->len == 0 ||
	    (r->told && r->said.n))
		return RENDER_WORDS;
	return is_record(r) ? RENDER_RECORD : RENDER_TABLE;
}

void
render(const struct command *c, enum args_format format, const struct rows *r,
    const struct text_view *view, struct buf *out)
{
	struct arena a = ARENA_INIT;

	if (format == FORMAT_JSON) {
		render_json(r, out);
		return;
	}
	if (format == FORMAT_CSV) {
		render_csv(r, out);
		return;
	}
	switch (render_form(c, format, r)) {
	case RENDER_WORDS:
		if (c->text)
			render_own(c, r, view, out);
		break;
	case RENDER_RECORD:
		render_record(r, view, out);
		break;
	case RENDER_TABLE:
		render_table(r, view, out);
		break;
	}
	if (r->said.n) {
		buf_put(out, text_clean(&a, r->said));
		buf_char(out, '\n');
	}
	arena_free(&a);
}

void
render_error(
    enum args_format format, enum err e, struct str message, struct buf *out)
{
	struct arena a = ARENA_INIT;
	struct str words =
	    message.n ? text_clean(&a, message) : str_from(err_text(e));

	if (format == FORMAT_JSON) {
		json_t *o =
		    json_pack("{s:s, s:i, s:o}", "error", err_name(e), "status",
			err_exit_code(e), "message", json_from_str(words));

		buf_put(out, json_line(&a, o));
		json_decref(o);
	} else {
		buf_printf(out, "stoa: %.*s", STR_ARG(words));
	}
	buf_char(out, '\n');
	arena_free(&a);
}
