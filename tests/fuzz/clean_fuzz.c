/* Whatever arrives, what leaves text_clean() is safe to show. */
#include "common/text/clean.h"

#include <stdint.h>

#include "common/text/handle.h"
#include "common/text/utf8.h"
#include "common/text/wrap.h"
#include "tests/fuzz/fuzz.h"

static void
check_wrap(struct arena *a, struct str text, size_t cells)
{
	struct str wrapped = text_wrap(a, text, cells, STR(""));

	check(utf8_valid(wrapped));
	check(wrapped.n <= 10 * text.n);
	check(text_cells(text_clip(a, text, cells)) <= cells);
}

/* Clean texts put together are clean where the second does not join. */
static void
check_joins(struct arena *a, struct str in)
{
	struct str first = text_clean(a, str_slice(in, 0, in.n / 2));
	struct str second = text_clean(a, str_slice(in, in.n / 2, in.n));
	struct str both =
	    arena_printf(a, "%.*s%.*s", STR_ARG(first), STR_ARG(second));

	check(text_joins(second) || text_is_clean(both));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct str in = { (const char *)data, size };
	struct str once = text_clean(&a, in), line = text_clean_line(&a, in);
	struct str handle = handle_from_name(&a, in);

	check(utf8_valid(once));
	check(text_is_clean(once));
	check(str_eq(text_clean(&a, once), once));
	check(text_is_clean(in) == str_eq(in, once));
	check(text_is_clean_line(line) && text_is_clean(line));
	check(str_eq(text_clean_line(&a, line), line));
	check(str_eq(text_clean_line(&a, once), line));
	check(text_is_clean_line(in) == str_eq(in, line));
	check(handle_is_valid(handle) && !handle_is_reserved(handle));
	check_joins(&a, in);
	check_wrap(&a, once, size ? data[0] % 100 + 1 : 1);
	arena_free(&a);
	return 0;
}
