/* rows - what a command answers. */
#include "common/wire/rows.h"

#include <stdlib.h>

#include "common/base/log.h"
#include "common/text/clean.h"

void
rows_init(struct rows *r, struct arena *a, const struct column *column)
{
	*r = (struct rows){ .arena = a, .column = column };
	while (column && column[r->columns].name != NULL)
		r->columns++;
	if (r->columns > COLUMNS_MAX)
		bug("too many columns");
}

void
row_begin(struct rows *r)
{
	struct row *row = arena_alloc(
	    r->arena, sizeof *row + r->columns * sizeof row->cell[0]);

	if (r->last)
		r->last->next = row;
	else
		r->first = row;
	r->last = row;
	r->len++;
	r->filled = 0;
}

static struct cell *
next_cell(struct rows *r)
{
	if (r->last == NULL || r->filled == r->columns)
		bug("a row has more cells than columns");
	return &r->last->cell[r->filled++];
}

void
row_int(struct rows *r, int64_t v)
{
	next_cell(r)->number = v;
}

void
row_bool(struct rows *r, bool v)
{
	next_cell(r)->number = v;
}

void
row_time(struct rows *r, int64_t ms)
{
	next_cell(r)->number = ms;
}

void
row_text(struct rows *r, struct str s)
{
	next_cell(r)->text = s;
}

static bool
is_text(enum column_type type)
{
	return type == COLUMN_TEXT || type == COLUMN_BODY;
}

json_t *
json_from_str(struct str s)
{
	json_t *v = json_stringn(s.p ? s.p : "", s.n);
	struct arena a = ARENA_INIT;

	if (v == NULL) {
		struct str clean = text_clean(&a, s);

		v = json_stringn(clean.p, clean.n);
		arena_free(&a);
	}
	return v;
}

json_t *
rows_to_json(const struct rows *r)
{
	json_t *list = json_array();

	for (const struct row *row = r->first; row; row = row->next) {
		json_t *cells = json_array();

		for (size_t i = 0; i < r->columns; i++) {
			const struct cell *c = &row->cell[i];

			json_array_append_new(cells,
			    is_text(r->column[i].type) ?
				json_from_str(c->text) :
				json_integer(c->number));
		}
		json_array_append_new(list, cells);
	}
	return json_pack("{s:o, s:o, s:b}", "rows", list, "said",
	    json_from_str(r->said), "told", r->told);
}

struct str
json_text(struct arena *a, const json_t *string)
{
	if (!json_is_string(string))
		return STR("");
	return arena_dup(a,
	    (struct str){
		json_string_value(string), json_string_length(string) });
}

enum err
rows_from_json(struct rows *r, const json_t *object)
{
	const json_t *list = json_object_get(object, "rows");
	size_t n = json_array_size(list);

	if (!json_is_array(list))
		return ERR_INVALID;
	for (size_t k = 0; k < n; k++) {
		const json_t *cells = json_array_get(list, k);

		if (json_array_size(cells) != r->columns)
			return ERR_INVALID;
		row_begin(r);
		for (size_t i = 0; i < r->columns; i++) {
			const json_t *v = json_array_get(cells, i);

			if (is_text(r->column[i].type))
				row_text(r, json_text(r->arena, v));
			else
				row_int(r, json_integer_value(v));
		}
	}
	r->said = json_text(r->arena, json_object_get(object, "said"));
	r->told = json_is_true(json_object_get(object, "told"));
	return ERR_NONE;
}

struct str
json_line(struct arena *a, const json_t *value)
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	struct str out = arena_dup(a, str_from(text));

	free(text);
	return out;
}

json_t *
json_parse(struct str s)
{
	json_error_t why;
	/* Texts of people may hold NUL until they are cleaned. */
	json_t *v =
	    json_loadb(s.p, s.n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &why);

	if (v && !json_is_object(v)) {
		json_decref(v);
		return NULL;
	}
	return v;
}
