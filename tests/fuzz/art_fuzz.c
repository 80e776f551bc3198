/*
 * Whatever a file holds, its cells are within bounds and safe to show, and
 * reading it bit by bit makes no difference.
 */
#include "common/text/art.h"

#include <string.h>

#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "tests/fuzz/fuzz.h"

static void
check_cell(const struct art *art, int at)
{
	const struct art_cell *c = &art->cell[at];
	char utf8[UTF8_MAX_BYTES];

	check(c->fg < ART_RGB + 0x1000000 && c->bg < ART_RGB + 0x1000000);
	check((c->fg & ART_RGB || c->fg < 256) &&
	    (c->bg & ART_RGB || c->bg < 256));
	if (c->code == 0) {
		check(at % art->cols > 0 && art->cell[at - 1].code > 0x7F);
		return;
	}
	check(c->code >= ' ' && c->code != 0x7F &&
	    !(c->code >= 0x80 && c->code < 0xA0));
	check(text_is_clean((struct str){ utf8, utf8_encode(c->code, utf8) }));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct str file = { (const char *)data, size };
	struct art whole, part;
	struct art_reader *r;

	art_parse(&a, file, &whole);
	check(whole.cols >= 1 && whole.cols <= ART_COLS_MAX);
	check(whole.rows >= 0 && whole.rows <= ART_ROWS_MAX);
	check(whole.used_cols >= 0 && whole.used_cols <= whole.cols);
	for (int i = 0; i < whole.rows * whole.cols; i++)
		check_cell(&whole, i);
	if (whole.has_sauce) {
		check(text_is_clean_line(whole.sauce.title));
		check(text_is_clean_line(whole.sauce.author));
		check(text_is_clean_line(whole.sauce.group));
		check(text_is_clean(whole.sauce.comments));
	}
	(void)art_flaw(file);
	r = art_begin(&a, file);
	while (art_more(r, 3))
		continue;
	art_look(r, &part);
	check(part.rows == whole.rows && part.animated == whole.animated);
	check(memcmp(part.cell, whole.cell,
		  (size_t)(whole.rows * whole.cols) * sizeof *part.cell) == 0);
	arena_free(&a);
	return 0;
}
