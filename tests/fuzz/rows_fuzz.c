/* Whatever arrives as an answer, it is refused or comes back the same. */
#include "common/wire/rows.h"

#include <stdint.h>

#include "tests/fuzz/fuzz.h"

static const struct column columns[] = {
	{ "n", COLUMN_INT, 0 },
	{ "line", COLUMN_TEXT, 0 },
	{ 0 },
};

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	json_t *in = json_parse((struct str){ (const char *)data, size });
	json_t *once = NULL, *twice = NULL;
	struct rows r, back;

	rows_init(&r, &a, columns);
	rows_init(&back, &a, columns);
	if (in && rows_from_json(&r, in) == ERR_NONE) {
		once = rows_to_json(&r);
		check(rows_from_json(&back, once) == ERR_NONE);
		twice = rows_to_json(&back);
		check(json_equal(once, twice));
	}
	json_decref(in);
	json_decref(once);
	json_decref(twice);
	arena_free(&a);
	return 0;
}
