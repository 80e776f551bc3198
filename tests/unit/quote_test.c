/* A quoted text is what Markdown takes for a quote. */
#include "common/text/quote.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void
expect(const char *attribution, const char *text, const char *want)
{
	struct arena a = ARENA_INIT;
	struct str got = text_quote(&a, str_from(attribution), str_from(text));

	if (!str_eq(got, str_from(want)))
		fail_msg("got:\n%.*s\nwant:\n%s", STR_ARG(got), want);
	arena_free(&a);
}

static void
each_line_gets_a_sign_after_the_attribution(void **state)
{
	(void)state;
	expect("@ana wrote:", "one\ntwo", "@ana wrote:\n> one\n> two\n");
	expect("", "one\n\ntwo\n", "> one\n>\n> two\n");
	expect("@ana wrote:", "", "@ana wrote:\n");
	expect("", "", "");
}

static void
quotes_in_it_go_one_deeper_and_blank_ends_go(void **state)
{
	(void)state;
	expect("", "> old\nnew", ">> old\n> new\n");
	expect("", "\n \n    code\nend\n\n \n", ">     code\n> end\n");
	expect("", " \n\n", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_line_gets_a_sign_after_the_attribution),
		cmocka_unit_test(quotes_in_it_go_one_deeper_and_blank_ends_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
