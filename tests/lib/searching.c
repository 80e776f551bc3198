/* searching - a community with words to find, and what is found in it. */
#include "tests/lib/searching.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/buf.h"

void
searchable(void)
{
	people_and_mod();
	fixture_ok(f, tom, "ask support Blue cable broken", "no link here");
	fixture_ok(f, ann, "reply 1 try the red cable", NULL);
	fixture_ok(f, tom, "accept 1.2", NULL);
	fixture_ok(f, ann, "ask --tags ssh,net support Key refused",
	    "agent offers a cable of keys");
	fixture_ok(f, ann, "post talk Hello", "cables and links");
}

const char *
hits(int64_t who, const char *words)
{
	struct outcome o =
	    fixture_ok(f, who, fixture_line(f, "search %s", words), NULL);
	struct buf b = BUF_INIT(0);

	for (size_t i = 0; i < o.rows.len; i++)
		buf_printf(
		    &b, "%s%s", i ? " " : "", fixture_text(f, &o, i, "post"));
	return fixture_take(f, &b);
}

void
finds_at(const char *file, int line, const char *words, const char *want)
{
	const char *got = hits(GUEST, words);

	if (strcmp(got, want) == 0)
		return;
	print_error("%s: got \"%s\", want \"%s\"\n", words, got, want);
	_fail(file, line);
}
