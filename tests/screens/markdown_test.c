/* What people write is laid out as it was meant, for any width. */
#include "screens/ui/doc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/buf.h"
#include "common/text/utf8.h"

static struct arena arena;

/* The styles of pieces as "{style link:text}", or the text alone. */
static struct str
shown(const struct doc *d, bool with_styles)
{
	struct buf b = BUF_INIT(0);
	struct str all;

	for (size_t i = 0; i < d->lines; i++) {
		for (size_t k = 0; k < d->line[i].pieces; k++) {
			const struct doc_piece *p = &d->line[i].piece[k];
			bool is_plain =
			    p->style == STYLE_NORMAL && p->link == 0;

			if (!with_styles || is_plain) {
				buf_put(&b, p->text);
				continue;
			}
			buf_printf(&b, "{%s", style_name(p->style));
			if (p->link)
				buf_printf(&b, " %u", (unsigned)p->link);
			buf_printf(&b, ":%.*s}", STR_ARG(p->text));
		}
		buf_char(&b, '\n');
	}
	all = arena_dup(&arena, buf_str(&b));
	buf_free(&b);
	return all;
}

static void
lay(struct str text, int cols, bool number_links, struct doc *out)
{
	struct doc_options o = { .cols = cols, .number_links = number_links };

	doc_markdown(&arena, text, &o, out);
	for (size_t i = 0; i < out->lines; i++) {
		size_t cells = 0;

		for (size_t k = 0; k < out->line[i].pieces; k++)
			cells += text_cells(out->line[i].piece[k].text);
		assert_true(cells <= (size_t)cols);
	}
}

static void
compare(struct str got, int cols, const char *text, const char *want)
{
	if (!str_eq(got, str_from(want)))
		fail_msg("%d columns of:\n%s\ngot:\n%.*s\nwant:\n%s", cols,
		    text, STR_ARG(got), want);
}

static void
expect(int cols, const char *text, const char *want)
{
	struct doc d;

	lay(str_from(text), cols, false, &d);
	compare(shown(&d, false), cols, text, want);
}

static void
expect_numbered(int cols, const char *text, const char *want)
{
	struct doc d;

	lay(str_from(text), cols, true, &d);
	compare(shown(&d, false), cols, text, want);
}

static void
expect_styles(int cols, const char *text, const char *want)
{
	struct doc d;

	lay(str_from(text), cols, true, &d);
	compare(shown(&d, true), cols, text, want);
}

static void
paragraphs_keep_their_lines_and_are_folded(void **state)
{
	(void)state;
	expect(76,
	    "The quick brown fox jumps over the lazy dog and runs on through"
	    " the long grass of the meadow.\n"
	    "Second line.\n"
	    "\n"
	    "Another.\n",
	    "The quick brown fox jumps over the lazy dog and runs on through"
	    " the long\n"
	    "grass of the meadow.\n"
	    "Second line.\n"
	    "\n"
	    "Another.\n");
	expect(36,
	    "The quick brown fox jumps over the lazy dog and runs on through"
	    " the long grass of the meadow.\n"
	    "Second line.\n"
	    "\n"
	    "Another.\n",
	    "The quick brown fox jumps over the\n"
	    "lazy dog and runs on through the\n"
	    "long grass of the meadow.\n"
	    "Second line.\n"
	    "\n"
	    "Another.\n");
	expect(76,
	    "   set in a little\n"
	    "and not\n",
	    "set in a little\n"
	    "and not\n");
	expect(76,
	    "one\\\n"
	    "two  \n"
	    "three &amp; &#60;four&gt; &mdash; &nothing;\n",
	    "one\n"
	    "two\n"
	    "three & <four> — &nothing;\n");
}

static void
spans_have_their_styles(void **state)
{
	(void)state;
	expect_styles(76,
	    "*em* **strong** ***both*** ~~gone~~ `co de` \\*not\\*",
	    "{emphasis:em} {strong:strong} {strong:both} ~gone~ {code:co de}"
	    " *not*\n");
	expect_styles(76,
	    "# Head *em*\n"
	    "\n"
	    "Under\n"
	    "=====\n",
	    "{title:Head }{emphasis:em}\n"
	    "\n"
	    "{title:Under}\n");
	expect(76, "<b>raw</b> <!-- no --> &#27;[31m &#x202e;x",
	    "<b>raw</b> <!-- no --> �[31m �x\n");
}

static void
handles_and_references_stand_out(void **state)
{
	(void)state;
	expect_styles(76,
	    "Thanks @mira. (@Tom_2, #12) a#3 x@y #a #9z @. #1234567890123456"
	    "78",
	    "Thanks {accent:@mira}. ({accent:@Tom_2}, {accent:#12}) a#3 x@y "
	    "#a #9z @. {accent:#123456789012345678}\n");
	expect_styles(76,
	    "`@code` [@in](http://a.b) @abcdefghijabcdefghijabcdefghijab @ab"
	    "cdefghijabcdefghijabcdefghijabc",
	    "{code:@code} {link 1:@in}{dim: [1]} {accent:@abcdefghijabcdefgh"
	    "ijabcdefghijab}\n"
	    "@abcdefghijabcdefghijabcdefghijabc\n"
	    "\n"
	    "{dim:[1] }{link 1:http://a.b}\n");
}

static void
lists_are_set_in_and_keep_to_half_of_the_width(void **state)
{
	(void)state;
	expect(76,
	    "- one\n"
	    "- two that is long enough to be folded at some place in the mid"
	    "dle\n"
	    "  - three\n"
	    "    1. four\n"
	    "\n"
	    "- [ ] open\n"
	    "- [x] done\n",
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
	expect(36,
	    "- one\n"
	    "- two that is long enough to be folded at some place in the mid"
	    "dle\n"
	    "  - three\n"
	    "    1. four\n"
	    "\n"
	    "- [ ] open\n"
	    "- [x] done\n",
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
	expect(36,
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
	expect(36,
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
	expect(36,
	    "-\n"
	    "- x\n"
	    "-\n",
	    "•\n"
	    "• x\n"
	    "•\n");
	expect(36, "- - - - - - - - - - - - deep and deeper and folded",
	    "• • • • • • • • • deep and deeper\n"
	    "                and folded\n");
	expect(76, "- - - - - - - - - - - - deep and deeper and folded",
	    "• • • • • • • • • • • • deep and deeper and folded\n");
	expect(36,
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
	(void)state;
	expect(76,
	    "> one\n"
	    "> > two\n"
	    "> > > three is a line that is folded somewhere\n"
	    "\n"
	    "out\n",
	    "│ one\n"
	    "│\n"
	    "│ │ two\n"
	    "│ │\n"
	    "│ │ │ three is a line that is folded somewhere\n"
	    "\n"
	    "out\n");
	expect(36,
	    "> one\n"
	    "> > two\n"
	    "> > > three is a line that is folded somewhere\n"
	    "\n"
	    "out\n",
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
	expect(36, "> > > > > > > > > > > > deep and deeper and folded",
	    "│ │ │ │ │ │ │ │ » deep and deeper\n"
	    "│ │ │ │ │ │ │ │ » and folded\n");
	expect(36,
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
	(void)state;
	expect(76,
	    "```sh\n"
	    "$ jx link show 2\n"
	    "port 2  down  EAGAIN (11)\n"
	    "\n"
	    "```\n"
	    "after\n",
	    "  1 │ $ jx link show 2\n"
	    "  2 │ port 2  down  EAGAIN (11)\n"
	    "  3 │\n"
	    "\n"
	    "after\n");
	expect(36,
	    "```sh\n"
	    "$ jx link show 2\n"
	    "port 2  down  EAGAIN (11)\n"
	    "\n"
	    "```\n"
	    "after\n",
	    "  1 │ $ jx link show 2\n"
	    "  2 │ port 2  down  EAGAIN (11)\n"
	    "  3 │\n"
	    "\n"
	    "after\n");
	expect_styles(36,
	    "    a\tb\n"
	    "    \tc\n",
	    "{dim:  1 │ }{code:a       b}\n"
	    "{dim:  2 │ }{code:    c}\n");
	expect(36,
	    "```\n"
	    "0123456789 0123456789 0123456789 0123456789 0123456789\n"
	    "日本語日本語日本語日本語日本語日本語\n"
	    "```\n",
	    "  1 │ 0123456789 0123456789 01234567\n"
	    "  ↪ │ 89 0123456789 0123456789\n"
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
	expect(36,
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
	(void)state;
	expect(76,
	    "| Name | Age | Notes |\n"
	    "|:-----|----:|:-----:|\n"
	    "| Ana | 3 | likes *cats* and `dogs` and other things |\n"
	    "| 日本 | 444 | é |\n"
	    "| short |\n",
	    "Name  │ Age │                Notes\n"
	    "──────┼─────┼─────────────────────────────────────\n"
	    "Ana   │   3 │ likes cats and dogs and other things\n"
	    "日本  │ 444 │                  é\n"
	    "short │     │\n");
	expect(36,
	    "| Name | Age | Notes |\n"
	    "|:-----|----:|:-----:|\n"
	    "| Ana | 3 | likes *cats* and `dogs` and other things |\n"
	    "| 日本 | 444 | é |\n"
	    "| short |\n",
	    "Name  │ Age │         Notes\n"
	    "──────┼─────┼───────────────────────\n"
	    "Ana   │   3 │  likes cats and dogs\n"
	    "      │     │    and other things\n"
	    "日本  │ 444 │           é\n"
	    "short │     │\n");
	expect(16,
	    "| Name | Age | Notes |\n"
	    "|:-----|----:|:-----:|\n"
	    "| Ana | 3 | likes *cats* and `dogs` and other things |\n"
	    "| 日本 | 444 | é |\n"
	    "| short |\n",
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
	expect(24,
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

static void
links_are_words_with_an_address(void **state)
{
	(void)state;
	expect_numbered(76,
	    "[one](http://a.org/x) and [two](https://b.org) and [one more](h"
	    "ttp://a.org/x).",
	    "one [1] and two [2] and one more [1].\n"
	    "\n"
	    "[1] http://a.org/x\n"
	    "[2] https://b.org\n");
	expect_numbered(36,
	    "[one](http://a.org/x) and [two](https://b.org) and [one more](h"
	    "ttp://a.org/x).",
	    "one [1] and two [2] and one more\n"
	    "[1].\n"
	    "\n"
	    "[1] http://a.org/x\n"
	    "[2] https://b.org\n");
	expect_styles(76,
	    "[one](http://a.org/x) ![alt](http://i.org/p.png) ![](http://i.o"
	    "rg/q.png) [](http://e.org)",
	    "{link 1:one}{dim: [1]} {link 2:alt}{dim: [2]} {link 3:image}{di"
	    "m: [3]} {link 4:http://e.org}\n"
	    "\n"
	    "{dim:[1] }{link 1:http://a.org/x}\n"
	    "{dim:[2] }{link 2:http://i.org/p.png}\n"
	    "{dim:[3] }{link 3:http://i.org/q.png}\n");
	expect_styles(76,
	    "<http://a.org> http://b.org/a_b_c(d)?e=f&g=h. (http://c.org) ww"
	    "w.d.org, me@e.org! ssh://f.org gemini://g.org",
	    "{link 1:http://a.org} {link 2:http://b.org/a_b_c(d)?e=f&g=h}. ("
	    "{link 3:http://c.org}) {link 4:www.d.org},\n"
	    "{link 5:me@e.org}! {link 6:ssh://f.org} {link 7:gemini://g.org}"
	    "\n");
	expect_styles(76,
	    "[bad](javascript:alert(1)) [rel](/x \"t\") [ctl](http://a&#10;b"
	    ") [file](file:///etc/x)",
	    "bad{dim: (javascript:alert(1))} rel{dim: (/x)} ctl{dim: (http:/"
	    "/a b)} file{dim: (file:///etc/x)}\n");
	expect_numbered(76,
	    "[![badge](http://i.org/b.svg)](http://b.org) [ref] and [r][ref]"
	    "\n"
	    "\n"
	    "[ref]: http://r.org 'T'\n",
	    "badge [1] ref [2] and r [2]\n"
	    "\n"
	    "[1] http://b.org\n"
	    "[2] http://r.org\n");
	expect_numbered(36,
	    "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.org/bbbbbbbbbbb"
	    "bbbbbbbbbbbbbbbbbbb [w](http://cccccccccccccccccccccccccccccccc"
	    "cccccccccccccccccccccccccccc.org)",
	    "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
	    "aaaaaaaaaaa.org/bbbbbbbbbbbbbbbbbbbb\n"
	    "bbbbbbbbbb w [1]\n"
	    "\n"
	    "[1] http://ccccccccccccccccccccccccc\n"
	    "    cccccccccccccccccccccccccccccccc\n"
	    "    ccc.org\n");
}

static void
all_scripts_keep_their_columns(void **state)
{
	(void)state;
	expect(76,
	    "日本語の文章は単語の間に空白がないので、文字の間で折り返されま"
	    "す。「括弧」も、句読点も。日本語の文章は単語の間に空白がない。",
	    "日本語の文章は単語の間に空白がないので、文字の間で折り返されま"
	    "す。「括弧」\n"
	    "も、句読点も。日本語の文章は単語の間に空白がない。\n");
	expect(36,
	    "日本語の文章は単語の間に空白がないので、文字の間で折り返されま"
	    "す。「括弧」も、句読点も。日本語の文章は単語の間に空白がない。",
	    "日本語の文章は単語の間に空白がないの\n"
	    "で、文字の間で折り返されます。「括\n"
	    "弧」も、句読点も。日本語の文章は単語\n"
	    "の間に空白がない。\n");
	expect(36,
	    "👩\342\200\215👩\342\200\215👧\342\200\215👦 family 🇩🇪 flag "
	    "👍🏽 thumb ❤\357\270\217 heart 1\357\270\217\342\203\243 one 🏴"
	    "\363\240\201\247\363\240\201\242\363\240\201\263"
	    "\363\240\201\243\363\240\201\264\363\240\201\277 more words to "
	    "fold them",
	    "👩\342\200\215👩\342\200\215👧\342\200\215👦 family 🇩🇪 flag "
	    "👍🏽 thumb ❤\357\270\217 heart\n"
	    "1\357\270\217\342\203\243 one 🏴\363\240\201\247"
	    "\363\240\201\242\363\240\201\263\363\240\201\243"
	    "\363\240\201\264\363\240\201\277 more words to fold them\n");
	expect(36, "שלום עולם, זה טקסט בעברית שצריך להתקפל בשורה אחת או שתיים",
	    "שלום עולם, זה טקסט בעברית שצריך\n"
	    "להתקפל בשורה אחת או שתיים\n");
	expect_styles(36,
	    "e\314\201e\314\201 *o*\314\210 **\314\201** Z\315\221\315\222al"
	    "go कि हिन्दी ไทย",
	    "éé {emphasis:o\314\210} \314\201 Z\315\221\315\222algo कि हिन्द"
	    "ी ไทย\n");
	expect(36,
	    "| 日本 | 🇩🇪 |\n"
	    "|---|--:|\n"
	    "| ü | 👍🏽👍🏽 |\n",
	    "日本 │   🇩🇪\n"
	    "─────┼─────\n"
	    "ü    │ 👍🏽👍🏽\n");
}

static int
clear(void **state)
{
	(void)state;
	arena_reset(&arena);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
		    paragraphs_keep_their_lines_and_are_folded, clear),
		cmocka_unit_test_teardown(spans_have_their_styles, clear),
		cmocka_unit_test_teardown(
		    handles_and_references_stand_out, clear),
		cmocka_unit_test_teardown(
		    lists_are_set_in_and_keep_to_half_of_the_width, clear),
		cmocka_unit_test_teardown(
		    quotes_have_a_bar_for_each_level, clear),
		cmocka_unit_test_teardown(
		    code_has_numbered_lines_and_is_continued, clear),
		cmocka_unit_test_teardown(rules_go_across, clear),
		cmocka_unit_test_teardown(
		    tables_have_columns_or_become_lists, clear),
		cmocka_unit_test_teardown(
		    links_are_words_with_an_address, clear),
		cmocka_unit_test_teardown(
		    all_scripts_keep_their_columns, clear),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
