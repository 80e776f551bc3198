/* How text becomes words: what of a post can be searched for. */
#include "tests/lib/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
static struct fixture *f;
static int64_t tom;

/* How many posts hold these words (a search as people type it). */
static size_t
found(const char *words)
{
	struct outcome o =
	    fixture_ok(f, GUEST, fixture_line(f, "search %s", words), NULL);
	size_t n = 0;

	/* A near word that is offered is no find. */
	for (size_t i = 0; i < o.rows.len; i++)
		n += *fixture_text(f, &o, i, "post") != '\0';
	return n;
}

static void
post(const char *body)
{
	if (f)
		fixture_free(f);
	f = fixture_new();
	tom = fixture_join(f, "tom");
	fixture_ok(f, tom, "ask support Title", body);
}

static void
finds(const char *words, size_t want)
{
	size_t got = found(words);

	if (got != want)
		fail_msg("%s: found %zu times", words, got);
}

static void
a_name_with_dots_is_found_whole_and_by_its_parts(void **state)
{
	(void)state;
	post("see net_if.c line 5");
	finds("net_if.c", 1);
	finds("net", 1);
	finds("if", 1);
	finds("NET_IF.C", 1);
	finds("net_i*", 1);
	finds("\"see net_if.c line\"", 1);
	finds("net_if.h", 0);
	finds("et_if.c", 0);
	finds("net_of.c", 0);
}

static void
words_inside_a_run_of_japanese_are_found(void **state)
{
	(void)state;
	post("日本語のテキスト検索です");
	finds("検索", 1);
	finds("日本語", 1);
	finds("テキスト", 1);
	finds("索検", 0);
	finds("日語", 0);
	finds("\"日本語のテキスト検索です\"", 1);
}

static void
thai_and_korean_are_found_inside_runs_too(void **state)
{
	(void)state;
	post("ภาษาไทย 한국어검색 中文搜索x86");
	finds("ไทย", 1);
	finds("검색", 1);
	finds("搜索", 1);
	finds("x86", 1);
	finds("색검", 0);
}

static void
accents_and_case_do_not_count(void **state)
{
	(void)state;
	post("Un Café à Zürich, Ελλάδα, ЁЛКА");
	finds("cafe", 1);
	finds("CAFÉ", 1);
	finds("zurich", 1);
	finds("ΕΛΛΆΔΑ", 1);
	finds("ёлка", 1);
	finds("cafes", 0);
}

static void
dots_at_the_end_of_words_do_not_count(void **state)
{
	(void)state;
	post("It stops here. Really... e.g. at _start_ of v1.2.3.");
	finds("here", 1);
	finds("here.", 1);
	finds("really", 1);
	finds("e.g.", 1);
	finds("e.g", 1);
	finds("start", 1);
	finds("v1.2.3", 1);
	finds("v1.2.4", 0);
}

/* The marks are around the word: what follows it was not looked for. */
static void
marks(const char *words, const char *want)
{
	struct outcome o =
	    fixture_ok(f, GUEST, fixture_line(f, "search %s", words), NULL);

	assert_int_equal(o.rows.len, 1);
	assert_string_equal(fixture_text(f, &o, 0, "snippet"), want);
}

static void
what_is_found_is_marked_without_its_punctuation(void **state)
{
	(void)state;
	post("Close the laptop. On _start_ see net_if.c... it stops");
	marks("laptop",
	    "Close the [laptop]. On _start_ see net_if.c... it "
	    "stops");
	marks("laptop.",
	    "Close the [laptop]. On _start_ see net_if.c... it "
	    "stops");
	marks(
	    "start", "Close the laptop. On _[start]_ see net_if.c... it stops");
	marks("if", "Close the laptop. On _start_ see [net_if.c]... it stops");
	/* What stands on the sign is no letter of its own, and is not cut. */
	post("._.a.\xcc\x81 b_\xcc\x81_ 検索._. 終._a.");
	marks("a", "._.[a.\xcc\x81] b_\xcc\x81_ 検索._. [終._a].");
	marks("b", "._.a.\xcc\x81 [b_\xcc\x81]_ 検索._. 終._a.");
	marks("検索", "._.a.\xcc\x81 b_\xcc\x81_ [検索]._. 終._a.");
	fixture_sql(
	    f, "INSERT INTO post_ft (post_ft) VALUES ('integrity-check')");
}

static void
a_word_alone_is_not_part_of_another(void **state)
{
	(void)state;
	post("segmentation fault");
	finds("seg", 0);
	finds("seg*", 1);
	finds("fault segmentation", 1);
	finds("\"fault segmentation\"", 0);
}

static void
punctuation_alone_finds_nothing_and_fails_nothing(void **state)
{
	(void)state;
	post("words");
	finds("...", 0);
	finds("_", 0);
	finds("!?", 0);
	fixture_free(f);
	f = NULL;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_name_with_dots_is_found_whole_and_by_its_parts),
		cmocka_unit_test(words_inside_a_run_of_japanese_are_found),
		cmocka_unit_test(thai_and_korean_are_found_inside_runs_too),
		cmocka_unit_test(accents_and_case_do_not_count),
		cmocka_unit_test(dots_at_the_end_of_words_do_not_count),
		cmocka_unit_test(
		    what_is_found_is_marked_without_its_punctuation),
		cmocka_unit_test(a_word_alone_is_not_part_of_another),
		cmocka_unit_test(
		    punctuation_alone_finds_nothing_and_fails_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
