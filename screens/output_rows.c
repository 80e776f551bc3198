/* output_rows - what a row of an answer is about, by its columns. */
#include "screens/output_rows.h"

#include <string.h>

#include "screens/ui/ref.h"

static struct str
text_at(const struct rows *r, const struct row *row, const char *name)
{
	for (size_t i = 0; i < r->columns; i++) {
		if (!(r->column[i].flags & COLUMN_HIDDEN) &&
		    strcmp(r->column[i].name, name) == 0)
			return row->cell[i].text;
	}
	return STR("");
}

static int64_t
number_at(const struct rows *r, const struct row *row, const char *name)
{
	for (size_t i = 0; i < r->columns; i++) {
		if (r->column[i].type == COLUMN_INT &&
		    strcmp(r->column[i].name, name) == 0)
			return row->cell[i].number;
	}
	return 0;
}

/* What somebody follows: "12", or its kind, and its name. */
static bool
followed(struct arena *a, struct str what, struct str name, struct target *out)
{
	struct ref ref;

	if (ref_parse(what, &ref))
		*out = (struct target){ STR("thread"), what };
	else if (str_eq(what, STR("board")))
		*out = (struct target){ STR("board"), name };
	else if (str_eq(what, STR("member")))
		*out = (struct target){ STR("profile"), name };
	else if (str_eq(what, STR("tag")))
		*out = (struct target){ STR("search"),
			arena_printf(a, "tag:%.*s", STR_ARG(name)) };
	else
		return false;
	return true;
}

bool
output_target(const struct rows *r, const struct row *row, struct arena *a,
    struct target *out)
{
	static const struct {
		const char *column;
		const char *screen;
	} named[] = {
		{ "place", "compose" },
		{ "board", "board" },
		{ "handle", "profile" },
		{ "author", "profile" },
	};
	struct str post = text_at(r, row, "post"), text;
	int64_t thread = number_at(r, row, "thread");
	struct ref ref;

	if (ref_parse(post, &ref)) {
		*out = (struct target){ STR("thread"), post };
		return true;
	}
	if (thread > 0) {
		*out = (struct target){ STR("thread"), ref_text(a, thread, 0) };
		return true;
	}
	text = text_at(r, row, "what");
	if (text.n && followed(a, text, text_at(r, row, "name"), out))
		return true;
	text = text_at(r, row, "tag");
	if (text.n)
		return followed(a, STR("tag"), text, out);
	for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
		text = text_at(r, row, named[i].column);
		if (text.n == 0)
			continue;
		*out = (struct target){ str_from(named[i].screen), text };
		return true;
	}
	return false;
}
