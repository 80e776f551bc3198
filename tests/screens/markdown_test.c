/* Words people write are laid out as they were meant, for any width. */
#include "screens/ui/doc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/laying.h"

static void
paragraphs_keep_their_lines_and_are_folded(void **state)
{
	static const char paragraphs[] =
	    "The quick brown fox jumps over the lazy dog and runs on through"
	    " the long grass of the meadow.\n"
	    "Second line.\n"
	    "\n"
	    "Another.\n";

	(void)state;
	expect_laid(76, paragraphs,
	    "The quick brown fox jumps over the lazy dog and runs on through"
	    " the long\n"
	    "grass of the meadow.\n"
	    "Second line.\n"
	    "\n"
	    "Another.\n");
	expect_laid(36, paragraphs,
	    "The quick brown fox jumps over the\n"
	    "lazy dog and runs on through the\n"
	    "long grass of the meadow.\n"
	    "Second line.\n"
	    "\n"
	    "Another.\n");
	expect_laid(76,
	    "   set in a little\n"
	    "and not\n",
	    "set in a little\n"
	    "and not\n");
	expect_laid(76,
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
	    "{emphasis:em} {strong:strong} {strong:both} {dim:~~gone~~} "
	    "{code:co de}"
	    " *not*\n");
	expect_styles(76, "not ~~gone **for** `good`~~, here",
	    "not {dim:~~gone for }{code:good}{dim:~~}, here\n");
	expect_styles(76,
	    "# Head *em*\n"
	    "\n"
	    "Under\n"
	    "=====\n",
	    "{title:Head }{emphasis:em}\n"
	    "\n"
	    "{title:Under}\n");
	expect_laid(76, "<b>raw</b> <!-- no --> &#27;[31m &#x202e;x",
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
links_are_words_with_an_address(void **state)
{
	static const char link[] =
	    "[one](http://a.org/x) and [two](https://b.org) and [one more](h"
	    "ttp://a.org/x).";

	(void)state;
	expect_numbered(76, link,
	    "one [1] and two [2] and one more [1].\n"
	    "\n"
	    "[1] http://a.org/x\n"
	    "[2] https://b.org\n");
	expect_numbered(36, link,
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
	static const char scripts[] =
	    "日本語の文章は単語の間に空白がないので、文字の間で折り返されま"
	    "す。「括弧」も、句読点も。日本語の文章は単語の間に空白がない。";

	(void)state;
	expect_laid(76, scripts,
	    "日本語の文章は単語の間に空白がないので、文字の間で折り返されま"
	    "す。「括弧」\n"
	    "も、句読点も。日本語の文章は単語の間に空白がない。\n");
	expect_laid(36, scripts,
	    "日本語の文章は単語の間に空白がないの\n"
	    "で、文字の間で折り返されます。「括\n"
	    "弧」も、句読点も。日本語の文章は単語\n"
	    "の間に空白がない。\n");
	expect_laid(36,
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
	expect_laid(36,
	    "שלום עולם, זה טקסט בעברית שצריך להתקפל בשורה אחת או שתיים",
	    "שלום עולם, זה טקסט בעברית שצריך\n"
	    "להתקפל בשורה אחת או שתיים\n");
	expect_styles(36,
	    "e\314\201e\314\201 *o*\314\210 **\314\201** Z\315\221\315\222al"
	    "go कि हिन्दी ไทย",
	    "éé {emphasis:o\314\210} \314\201 Z\315\221\315\222algo कि हिन्द"
	    "ी ไทย\n");
	expect_laid(36,
	    "| 日本 | 🇩🇪 |\n"
	    "|---|--:|\n"
	    "| ü | 👍🏽👍🏽 |\n",
	    "日本 │   🇩🇪\n"
	    "─────┼─────\n"
	    "ü    │ 👍🏽👍🏽\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
		    paragraphs_keep_their_lines_and_are_folded, laying_clear),
		cmocka_unit_test_teardown(
		    spans_have_their_styles, laying_clear),
		cmocka_unit_test_teardown(
		    handles_and_references_stand_out, laying_clear),
		cmocka_unit_test_teardown(
		    links_are_words_with_an_address, laying_clear),
		cmocka_unit_test_teardown(
		    all_scripts_keep_their_columns, laying_clear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
