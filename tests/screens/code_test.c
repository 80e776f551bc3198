/* Code has colours where they are sure; what is long in it may be folded. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/buf.h"
#include "common/text/utf8.h"
#include "tests/lib/laying.h"

static void
languages_colour_comments_strings_and_their_own_words(void **state)
{
	(void)state;
	expect_styles(60,
	    "```c\n"
	    "int x = 'a'; // \"no\"\n"
	    "/* if\n"
	    "else */ puts(\"a\\\"b\");\n"
	    "```\n",
	    "{dim:  1 │ }{strong:int}{code: x = }{good:'a'}{code:; }"
	    "{dim:// \"no\"}                                 {dim:c}\n"
	    "{dim:  2 │ }{dim:/* if}\n"
	    "{dim:  3 │ }{dim:else */}{code: puts(}{good:\"a\\\"b\"}"
	    "{code:);}\n");
	expect_styles(40,
	    "```{.python}\n"
	    "def f(): return '''a\n"
	    "# b''' # c\n"
	    "```\n",
	    "{dim:  1 │ }{strong:def}{code: f(): }{strong:return}{code: }"
	    "{good:'''a}        {dim:python}\n"
	    "{dim:  2 │ }{good:# b'''}{code: }{dim:# c}\n");
	expect_styles(40,
	    "```SQL\n"
	    "SELECT 'it''s' -- x\n"
	    "```\n",
	    "{dim:  1 │ }{strong:SELECT}{code: }{good:'it''s'}{code: }"
	    "{dim:-- x}            {dim:SQL}\n");
	expect_styles(40,
	    "```sh\n"
	    "echo $# \"a b\" # c\n"
	    "```\n",
	    "{dim:  1 │ }{code:echo $# }{good:\"a b\"}{code: }{dim:# c}"
	    "               {dim:sh}\n");
	/* Of one nobody knows nothing is said but its name. */
	expect_styles(40,
	    "```brainfuck\n"
	    "if \"x\" // y\n"
	    "```\n",
	    "{dim:  1 │ }{code:if \"x\" // y}              {dim:brainfuck}\n");
	/* A lifetime is no string. */
	expect_styles(40,
	    "```rust\n"
	    "fn f<'a>(x: &'a str)\n"
	    "```\n",
	    "{dim:  1 │ }{strong:fn}{code: f<'a>(x: &'a str)}"
	    "          {dim:rust}\n");
}

static void
code_that_is_empty_is_no_trouble(void **state)
{
	(void)state;
	expect_styles(40, "~~~", "{dim:  1 │}\n");
	expect_styles(40, "~~~\n~~~\nx", "{dim:  1 │}\n\nx\n");
}

static void
diffs_and_prompts_are_told_without_a_name(void **state)
{
	(void)state;
	expect_styles(40,
	    "```\n"
	    "--- a/x\n"
	    "+++ b/x\n"
	    "@@ -1 +1 @@\n"
	    "-old\n"
	    "+new\n"
	    " same\n"
	    "```\n",
	    "{dim:  1 │ }{strong:--- a/x}\n"
	    "{dim:  2 │ }{strong:+++ b/x}\n"
	    "{dim:  3 │ }{accent:@@ -1 +1 @@}\n"
	    "{dim:  4 │ }{bad:-old}\n"
	    "{dim:  5 │ }{good:+new}\n"
	    "{dim:  6 │ }{code: same}\n");
	expect_styles(40,
	    "    $ ls -l\n"
	    "    ana@host:~# id\n"
	    "    total 0 $ x\n",
	    "{dim:  1 │ }{dim:$ }{strong:ls -l}\n"
	    "{dim:  2 │ }{dim:ana@host:~# }{strong:id}\n"
	    "{dim:  3 │ }{code:total 0 $ x}\n");
	/* A list in code is no diff. */
	expect_styles(40, "    - a\n    + b\n",
	    "{dim:  1 │ }{code:- a}\n"
	    "{dim:  2 │ }{code:+ b}\n");
}

static void
a_language_with_a_long_name_has_none(void **state)
{
	struct doc d;

	(void)state;
	lay(STR("```abcdefghijklmnop\nx\n```\n"), 60, false, &d);
	assert_true(str_eq(d.language[0], STR("abcdefghijklmnop")));
	lay(STR("```abcdefghijklmnopq\nx\n```\n"), 60, false, &d);
	assert_int_equal(d.language[0].n, 0);
	lay(STR("```&#27;[2J\nx\n```\n"), 60, false, &d);
	assert_int_equal(d.language[0].n, 0);
}

/* What is folded, as words. */
static void
expect_folded(const char *text, const char *want)
{
	struct doc_options o = { .cols = 40, .fold = true };
	struct buf b = BUF_INIT(0);
	struct doc d;

	doc_markdown(&laying_arena, str_from(text), &o, &d);
	for (size_t i = 0; i < d.lines; i++) {
		size_t cells = 0;

		for (size_t k = 0; k < d.line[i].pieces; k++) {
			buf_put(&b, d.line[i].piece[k].text);
			cells += text_cells(d.line[i].piece[k].text);
		}
		assert_true(cells <= 40);
		buf_char(&b, '\n');
	}
	buf_char(&b, '\0');
	assert_string_equal(b.p, want);
	buf_free(&b);
}

static void
traces_keep_what_was_raised_and_where(void **state)
{
	(void)state;
	expect_folded("    Traceback (most recent call last):\n"
		      "      File \"a.py\", line 1, in a\n"
		      "        b()\n"
		      "      File \"b.py\", line 1, in b\n"
		      "        c()\n"
		      "      File \"c.py\", line 1, in c\n"
		      "        d()\n"
		      "      File \"d.py\", line 1, in d\n"
		      "        e()\n"
		      "      File \"e.py\", line 1, in e\n"
		      "        1 / 0\n"
		      "    ZeroDivisionError: by zero\n",
	    "  1 │ Traceback (most recent call last):\n"
	    "  2 │   File \"a.py\", line 1, in a\n"
	    "  3 │     b()\n"
	    "  … │ 6 lines\n"
	    " 10 │   File \"e.py\", line 1, in e\n"
	    " 11 │     1 / 0\n"
	    " 12 │ ZeroDivisionError: by zero\n");
	expect_folded("```\njava.lang.IllegalStateException: no\n"
		      "\tat a.B.c(B.java:1)\n\tat a.B.c(B.java:2)\n"
		      "\tat a.B.c(B.java:3)\n\tat a.B.c(B.java:4)\n"
		      "\tat a.B.c(B.java:5)\n\tat a.B.c(B.java:6)\n"
		      "\tat a.B.c(B.java:7)\n\tat a.B.c(B.java:8)\n"
		      "Caused by: why\n\tat a.B.c(B.java:1)\n\t... 7 more\n```",
	    "  1 │ java.lang.IllegalStateException:\n"
	    "  ↪ │ no\n"
	    "  2 │     at a.B.c(B.java:1)\n"
	    "  … │ 6 lines\n"
	    "  9 │     at a.B.c(B.java:8)\n"
	    " 10 │ Caused by: why\n"
	    " 11 │     at a.B.c(B.java:1)\n"
	    " 12 │     ... 7 more\n");
	expect_folded("```\nTraceback:\n\n  File \"a\", line 1\n\n    a()\n\n"
		      "  File \"b\", line 1\n\n    b()\n\n"
		      "  File \"c\", line 1\n\n    c()\n\n"
		      "  File \"d\", line 1\n\n    d()\n\nError: e\n```",
	    "  1 │ Traceback:\n"
	    "  2 │\n"
	    "  3 │   File \"a\", line 1\n"
	    "  4 │\n"
	    "  5 │     a()\n"
	    "  6 │\n"
	    "  … │ 8 lines\n"
	    " 15 │   File \"d\", line 1\n"
	    " 16 │\n"
	    " 17 │     d()\n"
	    " 18 │\n"
	    " 19 │ Error: e\n");
	/* As with gdb and the sanitizers; one less is not long. */
	expect_folded("    ==1==ERROR\n    #0 0x1 in a\n    #1 0x1 in b\n"
		      "    #2 0x1 in c\n    #3 0x1 in d\n    #4 0x1 in e\n"
		      "    #5 0x1 in f\n    #6 0x1 in g\n    #7 0x1 in h\n"
		      "    SUMMARY: x\n",
	    "  1 │ ==1==ERROR\n"
	    "  2 │ #0 0x1 in a\n"
	    "  … │ 6 lines\n"
	    "  9 │ #7 0x1 in h\n"
	    " 10 │ SUMMARY: x\n");
	expect_folded("    #0 0x1 in a\n    #1 0x1 in b\n"
		      "    #2 0x1 in c\n    #3 0x1 in d\n    #4 0x1 in e\n"
		      "    #5 0x1 in f\n    #6 0x1 in g\n",
	    "  1 │ #0 0x1 in a\n"
	    "  2 │ #1 0x1 in b\n"
	    "  3 │ #2 0x1 in c\n"
	    "  4 │ #3 0x1 in d\n"
	    "  5 │ #4 0x1 in e\n"
	    "  6 │ #5 0x1 in f\n"
	    "  7 │ #6 0x1 in g\n");
	expect_folded("```\npanic: oh\n\ngoroutine 1 [running]:\n"
		      "main.a(0x1)\n\t/a.go:1 +0x1\nmain.b(...)\n\t/a.go:2\n"
		      "main.c(...)\n\t/a.go:3\nmain.d(...)\n\t/a.go:4\n"
		      "main.main()\n\t/a.go:5 +0x1\nexit status 2\n```",
	    "  1 │ panic: oh\n"
	    "  2 │\n"
	    "  3 │ goroutine 1 [running]:\n"
	    "  4 │ main.a(0x1)\n"
	    "  5 │     /a.go:1 +0x1\n"
	    "  … │ 6 lines\n"
	    " 12 │ main.main()\n"
	    " 13 │     /a.go:5 +0x1\n"
	    " 14 │ exit status 2\n");
	expect_folded("```\nthread 'main' panicked\n   0: a::b\n"
		      "             at src/a.rs:1\n   1: a::c\n"
		      "             at src/a.rs:2\n   2: a::d\n"
		      "             at src/a.rs:3\n   3: a::e\n"
		      "             at src/a.rs:4\n   4: a::main\n"
		      "             at src/a.rs:5\nnote: x\n```",
	    "  1 │ thread 'main' panicked\n"
	    "  2 │    0: a::b\n"
	    "  3 │              at src/a.rs:1\n"
	    "  … │ 6 lines\n"
	    " 10 │    4: a::main\n"
	    " 11 │              at src/a.rs:5\n"
	    " 12 │ note: x\n");
}

static void
hunks_keep_where_they_stand(void **state)
{
	(void)state;
	expect_folded("```diff\n"
		      "diff --git a/x b/x\n--- a/x\n+++ b/x\n"
		      "@@ -1,7 +1,7 @@ int main\n a\n b\n-c\n+d\n+e\n f\n"
		      "@@ -20 +20 @@\n-a\n+b\n"
		      "diff --git a/y b/y\n--- a/y\n+++ b/y\n@@ -1 +1 @@\n-a\n"
		      "```\n",
	    "  1 │ diff --git a/x b/x            diff\n"
	    "  2 │ --- a/x\n"
	    "  3 │ +++ b/x\n"
	    "  4 │ @@ -1,7 +1,7 @@ int main\n"
	    "  … │ 6 lines, +2 -1\n"
	    " 11 │ @@ -20 +20 @@\n"
	    " 12 │ -a\n"
	    " 13 │ +b\n"
	    " 14 │ diff --git a/y b/y\n"
	    " 15 │ --- a/y\n"
	    " 16 │ +++ b/y\n"
	    " 17 │ @@ -1 +1 @@\n"
	    " 18 │ -a\n");
}

static void
long_quotes_become_a_line(void **state)
{
	(void)state;
	expect_folded("> a\n> b\n> c\n> d\n> e\n> f\n> g\n> h\n\nNo.\n",
	    "│ ▸ 8 quoted lines\n"
	    "\n"
	    "No.\n");
	expect_folded("> a\n> b\n> c\n> d\n> e\n> f\n> g\n\nNo.\n",
	    "│ a\n│ b\n│ c\n│ d\n│ e\n│ f\n│ g\n\nNo.\n");
	/* A trace in a quote goes with it. */
	expect_folded("> x\n>\n>     #0 a\n>     #1 b\n>     #2 c\n>     #3 d\n"
		      ">     #4 e\n>     #5 f\n>     #6 g\n>     #7 h\n>\n> y",
	    "│ ▸ 12 quoted lines\n");
	/* In an item it is the item's own. */
	expect_folded(
	    "- > a\n  > b\n  > c\n  > d\n  > e\n  > f\n  > g\n  > h\n",
	    "• │ a\n  │ b\n  │ c\n  │ d\n  │ e\n  │ f\n  │ g\n  │ h\n");
}

static void
parts_are_folded_one_by_one_up_to_a_limit(void **state)
{
	struct doc_options o = { .cols = 40, .fold = true, .but = UINT32_MAX };
	struct buf b = BUF_INIT(0);
	struct doc d;

	(void)state;
	buf_cstr(&b, "```diff\n");
	for (int i = 0; i <= DOC_PARTS_ODD; i++)
		buf_printf(&b, "@@ %d\n a\n b\n c\n d\n e\n f\n", i);
	buf_cstr(&b, "```\n");
	doc_markdown(&laying_arena, buf_str(&b), &o, &d);
	assert_int_equal(d.parts, DOC_PARTS_ODD + 1);
	assert_false(d.part[DOC_PARTS_ODD - 1].is_folded);
	assert_true(d.part[DOC_PARTS_ODD].is_folded);
	assert_true(str_eq(d.part[1].above, STR("@@ 1")));
	assert_int_equal(d.lines, 7 * DOC_PARTS_ODD + 2);
	o.fold = false;
	o.but = 2;
	doc_markdown(&laying_arena, buf_str(&b), &o, &d);
	assert_false(d.part[0].is_folded);
	assert_true(d.part[1].is_folded);
	assert_int_equal(d.lines, 7 * (DOC_PARTS_ODD + 1) - 5);
	buf_free(&b);
}

static struct str
row_of(struct doc *d, int cols, int by, size_t line)
{
	static struct grid grid;
	struct canvas c;

	grid_reset(&grid, 1, cols);
	c = canvas_of(&grid, CHARSET_UTF8);
	assert_int_equal(doc_draw_moved(d, &c, 0, 0, cols, by, line, 1), 1);
	return canvas_row(&c, &laying_arena, 0);
}

static void
long_lines_stay_whole_and_are_moved(void **state)
{
	struct doc_options o = { .cols = 20, .whole = true };
	struct doc d;

	(void)state;
	doc_markdown(&laying_arena,
	    STR("```\n0123456789abcdefghij\n日本語日本語日本語\nshort\n```\n"),
	    &o, &d);
	assert_int_equal(d.lines, 3);
	assert_true(d.line[0].is_wide);
	assert_true(d.line[2].is_wide);
	assert_int_equal(doc_moving(&d.line[0]), 20);
	assert_int_equal(doc_moving(&d.line[1]), 18);
	assert_int_equal(doc_moving(&d.line[2]), 5);
	assert_true(str_eq(row_of(&d, 20, 0, 0), STR("  1 │ 0123456789abc›")));
	assert_true(str_eq(row_of(&d, 20, 5, 0), STR("  1 │ ‹6789abcdefgh›")));
	assert_true(str_eq(row_of(&d, 20, 6, 0), STR("  1 │ ‹789abcdefghij")));
	/* Half of a character is none. */
	assert_true(str_eq(row_of(&d, 20, 1, 1), STR("  2 │ ‹本語日本語  ›")));
	assert_true(str_eq(row_of(&d, 20, 99, 1), STR("  2 │ ‹")));
	/* All of a block moves, so that what is aligned stays so. */
	assert_true(str_eq(row_of(&d, 20, 3, 2), STR("  3 │ ‹t")));
}

static void
a_wide_table_is_moved_where_code_is(void **state)
{
	struct doc_options o = { .cols = 16, .whole = true };
	struct doc d;

	(void)state;
	doc_markdown(&laying_arena,
	    STR("|one|two|three|four|\n|---|---|---|---|\n"
		"|aaaaaaaa|bbbbbbbb|cccccccc|dddddddd|\n"),
	    &o, &d);
	assert_int_equal(d.lines, 3);
	assert_true(str_eq(row_of(&d, 16, 0, 0), STR("one      │ two ›")));
	assert_true(str_eq(row_of(&d, 16, 0, 1), STR("─────────┼─────›")));
	assert_true(str_eq(row_of(&d, 16, 11, 2), STR("‹bbbbbbb │ cccc›")));
}

static void
prose_keeps_to_a_measure_and_code_does_not(void **state)
{
	struct doc_options o = { .cols = 40, .measure = 12 };
	struct doc d;

	(void)state;
	doc_markdown(&laying_arena,
	    STR("some words that go on\n\n    0123456789abcdef\n\n---\n"), &o,
	    &d);
	assert_true(str_eq(d.line[0].piece[0].text, STR("some words")));
	assert_int_equal(d.line[3].pieces, 2);
	assert_int_equal(text_cells(d.line[5].piece[0].text), 12);
}

static void
hostile_code_is_no_slower_than_other(void **state)
{
	static const char *const unit[] = { "\\'", "'", "\"\"\"", "/*", "`",
		"@@\n", "#1 \n", " at a\n", "a.b()\n" };
	static const char *const language[] = { "c", "py", "js", "", "sql" };
	struct doc_options o = { .cols = 70, .fold = true };

	(void)state;
	for (size_t i = 0; i < sizeof unit / sizeof unit[0]; i++) {
		for (size_t k = 0; k < sizeof language / sizeof *language;
		     k++) {
			struct buf b = BUF_INIT(0);
			struct doc d;

			buf_printf(&b, "~~~%s\n", language[k]);
			while (b.n < DOC_TEXT_MAX - 8)
				buf_cstr(&b, unit[i]);
			doc_markdown(&laying_arena, buf_str(&b), &o, &d);
			assert_true(d.lines > 0);
			buf_free(&b);
			arena_reset(&laying_arena);
		}
	}
}

int
main(void)
{
#define T(name) cmocka_unit_test_teardown(name, laying_clear)
	const struct CMUnitTest tests[] = {
		T(languages_colour_comments_strings_and_their_own_words),
		T(code_that_is_empty_is_no_trouble),
		T(diffs_and_prompts_are_told_without_a_name),
		T(a_language_with_a_long_name_has_none),
		T(traces_keep_what_was_raised_and_where),
		T(hunks_keep_where_they_stand),
		T(long_quotes_become_a_line),
		T(parts_are_folded_one_by_one_up_to_a_limit),
		T(long_lines_stay_whole_and_are_moved),
		T(a_wide_table_is_moved_where_code_is),
		T(prose_keeps_to_a_measure_and_code_does_not),
		T(hostile_code_is_no_slower_than_other),
	};

	/* For the widths of characters. */
	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
