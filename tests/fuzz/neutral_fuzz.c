/* Whatever line arrives, a thread read from it survives being written. */
#include "common/wire/neutral.h"

#include <stdint.h>
#include <string.h>

#include "common/text/clean.h"
#include "tests/fuzz/fuzz.h"

static void
check_clean(const struct neutral_thread *t)
{
	check(t->title.n > 0 && text_is_clean_line(t->title));
	check(text_is_clean_line(t->src) && text_is_clean_line(t->id));
	check(text_is_clean_line(t->board) && text_is_clean_line(t->author));
	check(text_is_clean_line(t->status) && text_is_clean_line(t->url));
	check(text_is_clean(t->body));
	for (size_t i = 0; i < t->tags; i++)
		check(text_is_clean_line(t->tag[i]));
	for (size_t i = 0; i < t->replies; i++) {
		check(text_is_clean_line(t->reply[i].id));
		check(text_is_clean_line(t->reply[i].author));
		check(text_is_clean(t->reply[i].body));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct str line = { (const char *)data, size }, why = STR(""), again;
	struct neutral_notes notes = { 0 }, none = { 0 };
	struct neutral_thread t, u;

	if (neutral_parse(&a, line, &notes, &t, &why) != ERR_NONE) {
		check(why.n > 0 && text_is_clean_line(why));
	} else if (neutral_is_thread(t.kind)) {
		check_clean(&t);
		again = neutral_encode(&a, &t);
		notes = none;
		check(neutral_parse(&a, again, &notes, &u, &why) == ERR_NONE);
		check(memcmp(&notes, &none, sizeof none) == 0);
		check(str_eq(neutral_encode(&a, &u), again));
	}
	arena_free(&a);
	return 0;
}
