/* Whatever HTML arrives, what is made of it is clean, and not much more. */
#include "common/text/html.h"

#include <stdint.h>
#include <stdlib.h>

#include "common/text/clean.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct str html = { (const char *)data, size }, out;

	if (html_to_markdown(&a, html, &out) != ERR_NONE)
		abort();
	if (!text_is_clean(out) || !str_eq(str_trim(out), out))
		abort();
	/* "<br>x" in nested quotes takes a prefix of 24 marks a line. */
	if (out.n > 100 * (size + 10))
		abort();
	arena_free(&a);
	return 0;
}
