/* Lists, quotes, code and tables are laid out as meant, for any width. */
#include "screens/ui/doc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/laying.h"

static void
lists_are_set_in_and_keep_to_half_of_the_width(void **state)
{
	static const char lists[] =
	    "- one\n"
	    "- two that is long enough to be folded at some place in the mid"
	    "dle\n"
	    "  - three\n"
	    "    1. four\n"
	    "\n"
	    "- [ ] open\n"
	    "- [x] done\n";

	(void)state;
	expect_laid(76, lists,
	    "• one\n"
	    "\n"
	    "• two that is long enough to be folded at some place in the mid"
	    "dle\n"
	    "\n"
	    "  • three\n"
	    "    1. four\n"
	    "\n"
	    "[ ] open\n"
	    "\n"
	    "[x] done\n");
	expect_laid(36, lists,
	    "• one\n"
	    "\n"
	    "• two that is long enough to be\n"
	    "  folded at some place in the middle\n"
	    "\n"
	    "  • three\n"
	    "    1. four\n"
	    "\n"
	    "[ ] open\n"
	    "\n"
	    "[x] done\n");
	expect_laid(36,
	    "8. eight\n"
	    "9. nine\n"
	    "10. ten\n"
	    "\n"
	    "99) a\n"
	    "100) b\n",
	    " 8. eight\n"
	    " 9. nine\n"
	    "10. ten\n"
	    "\n"
	    " 99. a\n"
	    "100. b\n");
	expect_laid(36,
	    "- a\n"
	    "\n"
	    "- b\n"
	    "\n"
	    "  more\n",
	    "• a\n"
	    "\n"
	    "• b\n"
	    "\n"
	    "  more\n");
	expect_laid(36,
	    "-\n"
	    "- x\n"
	    "-\n",
	    "•\n"
	    "• x\n"
	    "•\n");
	expect_laid(36, "- - - - - - - - - - - - deep and deeper and folded",
	    "• • • • • • • • • deep and deeper\n"
	    "                and folded\n");
	expect_laid(76, "- - - - - - - - - - - - deep and deeper and folded",
	    "• • • • • • • • • • • • deep and deeper and folded\n");
	expect_laid(36,
	    "- ```\n"
	    "  code\n"
	    "  ```\n"
	    "- > quote\n"
	    "- # head\n",
	    "•   1 │ code\n"
	    "• │ quote\n"
	    "• head\n");
}

static void
quotes_have_a_bar_for_each_level(void **state)
{
	static const char levels[] =
	    "> one\n"
	    "> > two\n"
	    "> > > three is a line that is folded somewhere\n"
	    "\n"
	    "out\n";

	(void)state;
	expect_laid(76, levels,
	    "│ one\n"
	    "│\n"
	    "│ │ two\n"
	    "│ │\n"
	    "│ │ │ three is a line that is folded somewhere\n"
	    "\n"
	    "out\n");
	expect_laid(36, levels,
	    "│ one\n"
	    "│\n"
	    "│ │ two\n"
	    "│ │\n"
	    "│ │ │ three is a line that is folded\n"
	    "│ │ │ somewhere\n"
	    "\n"
	    "out\n");
	expect_styles(36,
	    "> a\n"
	    "lazy\n"
	    ">\n"
	    "> b\n",
	    "{quote:│ }{quote:a}\n"
	    "{quote:│ }{quote:lazy}\n"
	    "{quote:│}\n"
	    "{quote:│ }{quote:b}\n");
	expect_laid(36, "> > > > > > > > > > > > deep and deeper and folded",
	    "│ │ │ │ │ │ │ │ » deep and deeper\n"
	    "│ │ │ │ │ │ │ │ » and folded\n");
	expect_laid(36,
	    "> - item\n"
	    ">   more\n"
	    ">\n"
	    "> ```\n"
	    "> x = 1\n"
	    "> ```\n",
	    "│ • item\n"
	    "│   more\n"
	    "│\n"
	    "│   1 │ x = 1\n");
}

static void
code_has_numbered_lines_and_is_continued(void **state)
{
	static const char code[] = "```sh\n"
				   "$ jx link show 2\n"
				   "port 2  down  EAGAIN (11)\n"
				   "\n"
				   "```\n"
				   "after\n";

	(void)state;
	expect_laid(36, code,
	    "  1 │ $ jx link show 2            sh\n"
	    "  2 │ port 2  down  EAGAIN (11)\n"
	    "  3 │\n"
	    "\n"
	    "after\n");
	/* Where its language has no room, it goes without saying. */
	expect_laid(25, code,
	    "  1 │ $ jx link show 2\n"
	    "  2 │ port 2  down\n"
	    "  ↪ │ EAGAIN (11)\n"
	    "  3 │\n"
	    "\n"
	    "after\n");
	expect_styles(36,
	    "    a\tb\n"
	    "    \tc\n",
	    "{dim:  1 │ }{code:a       b}\n"
	    "{dim:  2 │ }{code:    c}\n");
	expect_laid(36,
	    "```\n"
	    "0123456789 0123456789 0123456789 0123456789 0123456789\n"
	    "日本語日本語日本語日本語日本語日本語\n"
	    "```\n",
	    "  1 │ 0123456789 0123456789\n"
	    "  ↪ │ 0123456789 0123456789\n"
	    "  ↪ │ 0123456789\n"
	    "  2 │ 日本語日本語日本語日本語日本語\n"
	    "  ↪ │ 日本語\n");
	expect_styles(36,
	    "```\n"
	    "```\n"
	    "\n"
	    "~~~\n"
	    "*a* @b #1 http://x.y\n",
	    "{dim:  1 │}\n"
	    "\n"
	    "{dim:  1 │ }{code:*a* @b #1 http://x.y}\n");
}

static void
rules_go_across(void **state)
{
	(void)state;
	expect_laid(36,
	    "a\n"
	    "\n"
	    "---\n"
	    "\n"
	    "> ***\n",
	    "a\n"
	    "\n"
	    "────────────────────────────────────\n"
	    "\n"
	    "│ ──────────────────────────────────\n");
}

static void
tables_have_columns_or_become_lists(void **state)
{
	static const char table[] =
	    "| Name | Age | Notes |\n"
	    "|:-----|----:|:-----:|\n"
	    "| Ana | 3 | likes *cats* and `dogs` and other things |\n"
	    "| 日本 | 444 | é |\n"
	    "| short |\n";

	(void)state;
	expect_laid(76, table,
	    "Name  │ Age │                Notes\n"
	    "──────┼─────┼─────────────────────────────────────\n"
	    "Ana   │   3 │ likes cats and dogs and other things\n"
	    "日本  │ 444 │                  é\n"
	    "short │     │\n");
	expect_laid(36, table,
	    "Name  │ Age │         Notes\n"
	    "──────┼─────┼───────────────────────\n"
	    "Ana   │   3 │  likes cats and dogs\n"
	    "      │     │    and other things\n"
	    "日本  │ 444 │           é\n"
	    "short │     │\n");
	expect_laid(16, table,
	    "Name: Ana\n"
	    "Age: 3\n"
	    "Notes: likes\n"
	    "  cats and dogs\n"
	    "  and other\n"
	    "  things\n"
	    "\n"
	    "Name: 日本\n"
	    "Age: 444\n"
	    "Notes: é\n"
	    "\n"
	    "Name: short\n");
	expect_laid(24,
	    "|a|b|c|d|\n"
	    "|---|---|---|---|\n"
	    "|one|two|three|four and some more words to be folded|\n"
	    "||x|||\n",
	    "a: one\n"
	    "b: two\n"
	    "c: three\n"
	    "d: four and some more\n"
	    "  words to be folded\n"
	    "\n"
	    "a: x\n");
	expect_styles(76,
	    "|*a*|[b](http://c.d)|\n"
	    "|---|---|\n"
	    "|`x`|@y|\n",
	    "{strong:a}{dim: │ }{link 1:b}{dim: [1]}\n"
	    "{dim:─}{dim:─┼─}{dim:─────}\n"
	    "{code:x}{dim: │ }{accent:@y}\n"
	    "\n"
	    "{dim:[1] }{link 1:http://c.d}\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
		    lists_are_set_in_and_keep_to_half_of_the_width,
		    laying_clear),
		cmocka_unit_test_teardown(
		    quotes_have_a_bar_for_each_level, laying_clear),
		cmocka_unit_test_teardown(
		    code_has_numbered_lines_and_is_continued, laying_clear),
		cmocka_unit_test_teardown(rules_go_across, laying_clear),
		cmocka_unit_test_teardown(
		    tables_have_columns_or_become_lists, laying_clear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
