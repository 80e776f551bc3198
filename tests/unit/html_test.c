/* HTML of other forums becomes Markdown that reads well raw. */
#include "common/text/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>
#include <unistd.h>

#include "common/base/buf.h"
#include "common/base/clock.h"
#include "common/text/clean.h"
#include "common/text/url.h"
#include "common/wire/lines.h"

static void
expect(const char *html, const char *want)
{
	struct arena a = ARENA_INIT;
	struct str got;

	assert_int_equal(html_to_markdown(&a, str_from(html), &got), ERR_NONE);
	if (!str_eq(got, str_from(want)))
		fail_msg("%s\ngot:\n%.*s\nwant:\n%s", html, STR_ARG(got), want);
	assert_true(text_is_clean(got));
	arena_free(&a);
}

static void
paragraphs_and_breaks(void **state)
{
	(void)state;
	expect("", "");
	expect("  \n ", "");
	expect("plain", "plain");
	expect("<p>one\ntwo</p>\n\n<p>three", "one two\n\nthree");
	expect("<div>a<div>b</div>c</div>", "a\n\nb\n\nc");
	expect("a<br>b<br/><br />c<br>", "a  \nb\n\nc");
	expect("a<hr>b", "a\n\n---\n\nb");
	expect("<h1>A <em>b</em></h1><h6>c<br>d</h6>x",
	    "# A *b*\n\n###### c d\n\nx");
	expect("a&nbsp;&nbsp;b<p>&nbsp;</p>", "a b");
}

static void
spans_are_marked_around_their_words(void **state)
{
	(void)state;
	expect("a <b> bold </b> b", "a **bold** b");
	expect("<strong>x</strong>,<i>y</i><em>z</em>", "**x**,*yz*");
	expect("<b><i>x</i></b> <b><b>y</b></b>", "***x*** **y**");
	expect("<b> </b>x<i></i>", "x");
	expect("<b><div>x</div><div>y</div></b>", "**x**\n\n**y**");
	expect("<s>a</s> <del>b</del> <strike>c</strike>", "~~a~~ ~~b~~ ~~c~~");
	expect("<u>a</u> <font color=red>b</font> <what>c</what>", "a b c");
	expect("m<sup>2</sup> H<sub>2</sub>O 1<sup>st</sup> e<sup>-x1</sup>",
	    "m² H₂O 1st e^-x1");
	expect("<kbd>Ctrl</kbd> <q>x</q>", "`Ctrl` “x”");
	expect("a<script>b</script><style>c</style>d", "ad");
}

static void
code_keeps_what_is_in_it(void **state)
{
	(void)state;
	expect("<code>a *b* &lt;c&gt;</code>", "`a *b* <c>`");
	expect("<code>a`b</code> <code>`</code>", "``a`b`` `` ` ``");
	expect("<pre>\n  x\n\n\ty\n</pre>", "```\n  x\n\n\ty\n```");
	expect("<pre class=\"x lang-c y\"><code>int i;\n</code></pre>",
	    "```c\nint i;\n```");
	expect(
	    "<pre><code class=language-c++>x</code></pre>", "```c++\nx\n```");
	expect("<pre>a<br>```</pre>", "````\na\n```\n````");
	expect("<pre></pre>x", "x");
}

static void
quotes_and_lists_nest(void **state)
{
	(void)state;
	expect("a<blockquote><p>b</p><blockquote>c<br>d</blockquote>"
	       "</blockquote>e",
	    "a\n\n> b\n>\n> > c  \n> > d\n\ne");
	expect("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>d",
	    "- a\n  - b\n- c\n\nd");
	expect("<ul><li><p>a</p></li><li><p>b</p></li></ul>", "- a\n- b");
	expect("<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>",
	    "- a\n\n  b\n\n- c");
	expect("<ol start=9><li>a<li>b<pre>c</pre></ol>",
	    "9. a\n10. b\n    ```\n    c\n    ```");
	expect("<ol start=x><li>a</ol>", "1. a");
	expect("<ul><li></li><li>a</li></ul>", "- a");
	expect("<blockquote><ul><li>a</li></ul></blockquote>", "> - a");
	expect("<dl><dt>T</dt><dd>a</dd><dd>b</dd><dt>U</dt><dd>c</dd></dl>",
	    "**T**\n- a\n- b\n\n**U**\n- c");
}

static void
links_keep_harmless_addresses(void **state)
{
	(void)state;
	expect("<a href=\"http://x.y/a(b) c\">t</a>",
	    "[t](http://x.y/a%28b%29%20c)");
	expect("<a href=http://x.y/a_b>http://x.y/a_b</a>", "<http://x.y/a_b>");
	expect("<a href=/q/1>t</a> <a href=mailto:a@b.c>m</a>",
	    "[t](/q/1) [m](mailto:a@b.c)");
	expect("<a href=\"javascript:alert(1)\">t</a>", "t");
	expect("<a href=\" java&#10;script:alert(1)\">t</a>", "t");
	expect("<a href=\"data:text/html,x\">t</a> <a>u</a>", "t u");
	expect("<a href=/x></a>y <a href=/x>[b]</a>", "y [\\[b\\]](/x)");
	expect("hi!<a href=/x>t</a>", "hi\\![t](/x)");
	expect("<img src=/a.png alt=\"a [b]\n c\"><img src=javascript:x alt=n>",
	    "![a \\[b\\] c](/a.png)n");
	expect("<a href=/x><img src=/y></a>", "[![image](/y)](/x)");
}

static void
an_address_is_kept_up_to_its_limit(void **state)
{
	struct arena a = ARENA_INIT;
	char url[URL_MAX_BYTES + 1];

	(void)state;
	memset(url, 'a', sizeof url);
	assert_int_equal(
	    url_clean(&a, (struct str){ url, URL_MAX_BYTES }).n, URL_MAX_BYTES);
	assert_int_equal(
	    url_clean(&a, (struct str){ url, URL_MAX_BYTES + 1 }).n, 0);
	arena_free(&a);
}

static void
tables_become_pipe_tables(void **state)
{
	(void)state;
	expect("x<table><tr><th>a|b<th>c<tr><td>1<br>2<td><p>x</p><p>y</p>"
	       "</table>y",
	    "x\n\n| a\\|b | c |\n|---|---|\n| 1 2 | x y |\n\ny");
	expect("<table><tbody><tr><td><table><tr><td>in</td></tr></table>"
	       "</td></tr></tbody></table>",
	    "| in |\n|---|");
	expect("<table></table>x", "x");
}

static void
only_what_would_change_meaning_is_escaped(void **state)
{
	(void)state;
	expect("snake_case 2 * 3 a_b_c _x_ *y* `z`",
	    "snake_case 2 * 3 a_b_c \\_x\\_ \\*y\\* \\`z\\`");
	expect("[x](y) [z] a\\b c\\*", "[x\\](y) [z] a\\b c\\\\\\*");
	expect("# a<br>1. b<br>- c<br>&gt; d<br>+ e<br>* f<br>12) g",
	    "\\# a  \n1\\. b  \n\\- c  \n\\> d  \n\\+ e  \n\\* f  \n12\\) g");
	expect("a<br>---<br>===", "a  \n\\---  \n\\===");
	expect("#tag 1.5 -x +1 a - b", "#tag 1.5 -x +1 a - b");
	expect("&lt;b&gt; a &lt; b &amp;amp; AT&amp;T ~~x~~ ~5",
	    "\\<b> a < b \\&amp; AT&T \\~\\~x\\~\\~ ~5");
	expect("I <3 you", "I <3 you");
}

static void
what_comes_out_is_clean(void **state)
{
	(void)state;
	expect("a&#x1b;[31m&#x202e;b&#13;&#10;c&#x2028;- d", "a[31mb c - d");
	expect("e<b>&#x301;</b>", "e**\xCC\x81**");
	expect("<p>a\xFF", "a\xEF\xBF\xBD");
	expect("<meta charset=latin1>\xC3\xA9", "é");
	expect("&eacute;&#128512;&foo;", "é😀\\&foo;");
}

static void
repeat(struct buf *b, const char *unit, size_t n)
{
	while (n--)
		buf_cstr(b, unit);
}

static void
deep_nesting_keeps_its_text(void **state)
{
	static const char *const unit[] = { "<div>", "<b>", "<ul><li>",
		"<blockquote>", "<table><tr><td>", "<a href=x>", "<q>",
		"<div></p>" };

	(void)state;
	for (size_t i = 0; i < sizeof unit / sizeof unit[0]; i++) {
		struct arena a = ARENA_INIT;
		struct buf b = BUF_INIT(0);
		int64_t before = clock_mono_us();
		struct str got;

		repeat(&b, unit[i], 100000);
		buf_cstr(&b, "hello");
		assert_int_equal(
		    html_to_markdown(&a, buf_str(&b), &got), ERR_NONE);
		assert_non_null(memmem(got.p, got.n, "hello", 5));
		assert_true(clock_mono_us() - before < 5 * 1000 * 1000);
		buf_free(&b);
		arena_free(&a);
	}
	/* Shallow enough to be kept as it is, too deep for more prefixes. */
	expect("<b><i><s><b><i><s>x</s></i></b></s></i></b>", "***~~x~~***");
}

static void
too_much_is_refused(void **state)
{
	struct arena a = ARENA_INIT;
	struct buf b = BUF_INIT(0);
	struct str got = STR("untouched");

	(void)state;
	repeat(&b, "a", HTML_MAX_BYTES);
	assert_int_equal(html_to_markdown(&a, buf_str(&b), &got), ERR_NONE);
	assert_int_equal(got.n, HTML_MAX_BYTES);
	got = STR("untouched");
	buf_char(&b, 'a');
	assert_int_equal(html_to_markdown(&a, buf_str(&b), &got), ERR_LIMIT);
	buf_reset(&b);
	repeat(&b, "`", HTML_MAX_BYTES); /* twice as much would go out */
	assert_int_equal(html_to_markdown(&a, buf_str(&b), &got), ERR_LIMIT);
	assert_true(str_eq(got, STR("untouched")));
	buf_free(&b);
	arena_free(&a);
}

static void
html_is_told_from_markdown(void **state)
{
	(void)state;
	assert_true(html_is_likely(STR("a<br />b")));
	assert_true(html_is_likely(STR("x</P>")));
	assert_true(html_is_likely(STR("it&#39;s")));
	assert_true(html_is_likely(STR("a &amp; b")));
	assert_false(html_is_likely(STR("<sigh> [a](b) & c; 1 < 2 <")));
	assert_false(html_is_likely(STR("")));
}

static size_t
convert_body(const json_t *o)
{
	const json_t *body = json_object_get(o, "body");
	struct arena a = ARENA_INIT;
	struct str got, html;

	if (!json_is_string(body))
		return 0;
	html =
	    (struct str){ json_string_value(body), json_string_length(body) };
	assert_int_equal(html_to_markdown(&a, html, &got), ERR_NONE);
	assert_true(text_is_clean(got));
	assert_true(got.n > 0 || html.n < 200);
	assert_true(got.n < 2 * html.n + 100);
	arena_free(&a);
	return 1;
}

static void
every_post_of_the_real_dumps_is_converted(void **state)
{
	static const char *const sets[] = { "beer-se",
		"se-meta-french-conlang" };
	const char *root = getenv("STOA_SHARED");
	size_t posts = 0;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		char path[4096];
		struct lines *l;
		struct str line;
		enum err e;

		snprintf(path, sizeof path, "%s/data/forum/%s.jsonl.zst",
		    root ? root : "../shared", sets[i]);
		if (access(path, R_OK) != 0) {
			print_message(
			    "SKIPPED: no %s; set STOA_SHARED\n", path);
			skip();
		}
		assert_int_equal(lines_open(path, 1 << 24, &l), ERR_NONE);
		while ((e = lines_next(l, &line)) == ERR_NONE) {
			json_t *o = json_loadb(line.p, line.n, 0, NULL), *r;
			size_t at;

			posts += convert_body(o);
			json_array_foreach(json_object_get(o, "replies"), at, r)
			    posts += convert_body(r);
			json_decref(o);
		}
		assert_int_equal(e, ERR_MISSING);
		lines_close(l);
	}
	print_message("%zu posts\n", posts);
	assert_int_equal(posts, 6815 + 2465);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraphs_and_breaks),
		cmocka_unit_test(spans_are_marked_around_their_words),
		cmocka_unit_test(code_keeps_what_is_in_it),
		cmocka_unit_test(quotes_and_lists_nest),
		cmocka_unit_test(links_keep_harmless_addresses),
		cmocka_unit_test(an_address_is_kept_up_to_its_limit),
		cmocka_unit_test(tables_become_pipe_tables),
		cmocka_unit_test(only_what_would_change_meaning_is_escaped),
		cmocka_unit_test(what_comes_out_is_clean),
		cmocka_unit_test(deep_nesting_keeps_its_text),
		cmocka_unit_test(too_much_is_refused),
		cmocka_unit_test(html_is_told_from_markdown),
		cmocka_unit_test(every_post_of_the_real_dumps_is_converted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
