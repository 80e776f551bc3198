/* Search: what is offered and shown, and nothing one may not read. */
#include "tests/lib/searching.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/store/search.h"

/* What is said when nothing is found, and the row of it. */
static void
offers(int64_t who, const char *words, const char *want)
{
	struct outcome o =
	    fixture_ok(f, who, fixture_line(f, "search %s", words), NULL);
	const char *said = fixture_said(f, &o);

	if (*want == '\0') {
		assert_int_equal(o.rows.len, 0);
		if (strcmp(said,
			"Nothing found. Try fewer words, or begin* for words "
			"that start so.") != 0)
			fail_msg("%s: %s", words, said);
		return;
	}
	if (o.rows.len != 1)
		fail_msg("%s: %zu rows: %s", words, o.rows.len, said);
	assert_string_equal(fixture_text(f, &o, 0, "post"), "");
	assert_int_equal(fixture_int(&o, 0, "found"), 0);
	assert_string_equal(fixture_text(f, &o, 0, "hint"), want);
	assert_string_equal(said,
	    fixture_line(f, "Nothing found. Did you mean: search %s", want));
}

static void
near_words_are_offered_when_nothing_is_found(void **state)
{
	(void)state;
	searchable();
	fixture_ok(f, tom, "post talk Strange", "quicksilver net_if.c 検索");
	offers(GUEST, "cabel", "cable");
	offers(GUEST, "cablle", "cable");
	offers(GUEST, "caable", "cable");
	offers(GUEST, "acble", "cable");
	offers(GUEST, "xcable", "cable");
	offers(GUEST, "cabl", "cable");
	offers(GUEST, "CABEL", "cable");
	offers(GUEST, "quiksilver", "quicksilver");
	offers(GUEST, "quiksliver", "quicksilver");
	offers(GUEST, "net_fi.c", "net_if.c");
	offers(GUEST, "hullo", "hello");
	offers(GUEST, "  red  cabel is:solved", "red  cable is:solved");
	offers(GUEST, "agent cabel is:solved", "");
	offers(GUEST, "red cabel from:ann", "red cable from:ann");
	offers(GUEST, "rde cabel -green", "red cable -green");
	offers(GUEST, "cabel -cable", "");
	offers(GUEST, "\"cabel\"", "");
	offers(GUEST, "cabel*", "");
	offers(GUEST, "zzzzz", "");
	offers(GUEST, "xy", "");
	offers(GUEST, "検素", "");
	offers(GUEST, "quicksilver cable", "");
	fixture_free(f);
}

static void
words_of_boards_behind_doors_are_never_offered(void **state)
{
	(void)state;
	searchable();
	fixture_ok(f, ROBOT, "board-add --private --kind question club", NULL);
	fixture_ok(f, ROBOT, "board-edit --let-in tom club", NULL);
	fixture_ok(f, tom, "ask club Treasure", "sesame cablex cablex cablex");
	offers(tom, "sesmae", "sesame");
	offers(tom, "treasur", "treasure");
	offers(GUEST, "sesmae", "");
	offers(ann, "sesmae", "");
	offers(mod, "treasur", "");
	/* A nearer word there stands before none that they may see. */
	offers(ann, "cabley", "cable");
	/* Nor does a word that stands both there and here lead there. */
	fixture_ok(f, ann, "post talk Tresor", "sesame seeds");
	offers(ann, "sesmae", "sesame");
	offers(ann, "sesmae treasure", "");
	offers(tom, "sesmae treasure", "sesame treasure");
	fixture_ok(f, ann, "delete 5", NULL);
	offers(ann, "sesmae", "");
	fixture_free(f);
}

static void
hostile_syntax_is_only_text(void **state)
{
	(void)state;
	static const char *const bad[] = { "\"", "\"\"", "\"\"\"", "*", "**",
		"a**", "NEAR(a b)", "NEAR(", "col:x", "title:cable", "facet:b1",
		"{facet}:b1", "(", ")", "()", "AND", "OR", "NOT", "a AND",
		"NOT a", "-", "--", "- a", "-*", "-\"", "^cable", "cable^2",
		"a + b", "+", ":", "::", "{", "}", "{title}", "' OR 1=1 --",
		"\\", "%", "_", "''", ";", "\x01", "cable\t(", "rank",
		"post_ft", "-board:support", "\xff\xfe", "\"\xff" };

	searchable();
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct outcome out = fixture_run(
		    f, GUEST, fixture_line(f, "search -- %s", bad[i]), NULL);

		/* What holds no word at all is refused in words. */
		if (out.err != ERR_NONE && out.err != ERR_INVALID)
			fail_msg("%s: %s", bad[i], err_name(out.err));
	}
	fixture_free(f);
}

static void
the_tokens_of_filters_are_no_words(void **state)
{
	(void)state;
	static const char *const facets[] = { "b1", "b2", "a2", "a3", "sopen",
		"ssolved", "t1", "first", "facet", "b2*", "s*", "\"b2 a2\"" };

	searchable();
	for (size_t i = 0; i < sizeof facets / sizeof facets[0]; i++)
		finds(facets[i], "");
	fixture_ok(f, tom, "post talk The b2 chip", "x");
	finds("b2", "4.1");
	finds("cable -b2", "2.1 1.2 1.1");
	fixture_free(f);
}

static void
a_private_board_shows_in_nothing_to_those_outside(void **state)
{
	(void)state;
	static const char *const tries[] = { "sesame", "ses*", "cable -sesame",
		"cable", "from:tom", "is:open", "\"open sesame\"" };
	const int64_t outside[] = { GUEST, 0, 0 };

	searchable();
	fixture_ok(f, ROBOT, "board-add --private --kind question club", NULL);
	fixture_ok(f, ROBOT, "board-edit --let-in tom club", NULL);
	fixture_ok(f, tom, "ask club Open sesame", "the cable of gold");
	for (size_t k = 0; k < 3; k++) {
		int64_t who = k == 0 ? outside[0] : k == 1 ? ann : mod;

		fixture_fails(f, who, "search board:club", NULL, ERR_MISSING);
		for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++) {
			struct outcome o = fixture_ok(f, who,
			    fixture_line(f, "search --max 1 %s", tries[i]),
			    NULL);
			struct outcome all = fixture_ok(f, who,
			    fixture_line(f, "search --max 100 %s", tries[i]),
			    NULL);
			const char *count =
			    fixture_line(f, "%zu found", all.rows.len);

			for (size_t r = 0; r < all.rows.len; r++) {
				assert_string_not_equal(
				    fixture_text(f, &all, r, "board"), "club");
				assert_null(
				    strstr(fixture_text(f, &all, r, "snippet"),
					"gold"));
			}
			if (o.rows.len < all.rows.len)
				assert_non_null(
				    strstr(fixture_said(f, &o), count));
		}
	}
	assert_string_equal(hits(tom, "sesame"), "4.1");
	assert_string_equal(hits(tom, "cable"), "4.1 2.1 1.2 1.1");
	fixture_ok(f, ROBOT, "board-edit --put-out tom club", NULL);
	assert_string_equal(hits(tom, "sesame"), "");
	fixture_free(f);
}

static void
what_was_removed_is_found_no_more(void **state)
{
	(void)state;
	searchable();
	fixture_ok(f, ann, "delete 1.2", NULL);
	finds("red", "");
	finds("is:replied", "1.1");
	fixture_ok(f, mod, "delete --why spam 1", NULL);
	finds("cable", "2.1");
	finds("blue", "");
	assert_string_equal(fixture_check(f), "");
	fixture_free(f);
}

static void
what_was_edited_is_found_by_its_new_words_only(void **state)
{
	(void)state;
	searchable();
	fixture_ok(f, ann, "edit 1.2 try the green one", NULL);
	finds("red", "");
	finds("green", "1.2");
	fixture_ok(f, tom, "edit --title \"Yellow wire\" 1", NULL);
	finds("blue", "");
	finds("yellow link", "1.1");
	assert_string_equal(fixture_check(f), "");
	fixture_free(f);
}

static void
tags_and_states_are_found_as_they_are_now(void **state)
{
	(void)state;
	searchable();
	fixture_ok(f, ann, "tag --remove 2 ssh", NULL);
	fixture_ok(f, tom, "tag 1 ssh", NULL);
	finds("tag:ssh", "1.1");
	fixture_ok(f, tom, "reply 2 hm", NULL);
	finds("is:open", "");
	finds("is:replied", "2.1");
	assert_string_equal(fixture_check(f), "");
	fixture_free(f);
}

static void
an_answer_can_be_gone_on_with_below_its_cursor(void **state)
{
	(void)state;
	struct outcome o;
	int64_t below = 0;
	int n = 0;

	people_and_mod();
	for (int i = 0; i < 7; i++)
		fixture_ok(f, tom, "post talk Same words", "x");
	do {
		o = fixture_ok(f, GUEST,
		    below ? fixture_line(f, "search --max 3 --below %d same",
				(int)below) :
			    "search --max 3 same",
		    NULL);
		for (size_t i = 0; i < o.rows.len; i++, n++)
			assert_int_equal(fixture_int(&o, i, "thread"), 7 - n);
		if (o.rows.len)
			below = fixture_int(&o, o.rows.len - 1, "cursor");
	} while (o.rows.len);
	assert_int_equal(n, 7);
	fixture_free(f);
}

static void
relevance_puts_titles_before_mentions(void **state)
{
	(void)state;
	people_and_mod();
	fixture_ok(f, tom, "post talk Kernel panic", "x");
	for (int i = 0; i < 3; i++)
		fixture_ok(f, tom, "post talk Other things",
		    "many words and one kernel among all of these others");
	assert_string_equal(hits(GUEST, "kernel"), "4.1 3.1 2.1 1.1");
	assert_true(str_starts(
	    str_from(hits(GUEST, "--relevance kernel")), STR("1.1")));
	fixture_free(f);
}

/* FTS5's own function is the oracle, for what it weighs, too. */
static void
relevance_is_that_of_bm25(void **state)
{
	(void)state;
	people_and_mod();
	for (int i = 0; i < 20; i++)
		fixture_ok(f, tom,
		    fixture_line(f, "post talk %s %d",
			i % 3 ? "Other things" : "Kernel panic", i),
		    i % 4 ? "kernel, and a kernel, and some more" :
			    "nothing but two words, or three");
	assert_int_equal(fixture_sql_int(f,
			     "SELECT count(*) FROM post_ft"
			     " WHERE post_ft MATCH '{title body}: (kernel OR"
			     " \"two words\")'"),
	    20);
	assert_int_equal(
	    fixture_sql_int(f,
		"SELECT sum(apart > 1e-9) FROM (SELECT abs("
		"relevance(post_ft) - bm25(post_ft, 4, 1, 0)) AS apart"
		" FROM post_ft WHERE post_ft MATCH"
		" '{title body}: (kernel OR \"two words\")' LIMIT 99)"),
	    0);
	fixture_free(f);
}

static void
snippets_bracket_what_matched(void **state)
{
	(void)state;
	struct outcome o;

	searchable();
	o = fixture_ok(f, GUEST, "search red", NULL);
	assert_string_equal(
	    fixture_text(f, &o, 0, "snippet"), "try the [red] cable");
	fixture_free(f);
}

static void
a_search_has_up_to_32_words_and_1000_bytes(void **state)
{
	(void)state;
	struct buf words = BUF_INIT(0);

	searchable();
	for (int i = 0; i < SEARCH_TERMS; i++)
		buf_cstr(&words, "cable ");
	buf_char(&words, '\0');
	finds(words.p, "2.1 1.2 1.1");
	words.n--;
	buf_cstr(&words, "cable");
	buf_char(&words, '\0');
	fixture_fails(
	    f, GUEST, fixture_line(f, "search %s", words.p), NULL, ERR_LIMIT);
	fixture_ok(f, GUEST, fixture_line(f, "search %01000d", 0), NULL);
	fixture_fails(
	    f, GUEST, fixture_line(f, "search %01001d", 0), NULL, ERR_LIMIT);
	buf_free(&words);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(near_words_are_offered_when_nothing_is_found),
		cmocka_unit_test(
		    words_of_boards_behind_doors_are_never_offered),
		cmocka_unit_test(hostile_syntax_is_only_text),
		cmocka_unit_test(the_tokens_of_filters_are_no_words),
		cmocka_unit_test(
		    a_private_board_shows_in_nothing_to_those_outside),
		cmocka_unit_test(what_was_removed_is_found_no_more),
		cmocka_unit_test(
		    what_was_edited_is_found_by_its_new_words_only),
		cmocka_unit_test(tags_and_states_are_found_as_they_are_now),
		cmocka_unit_test(
		    an_answer_can_be_gone_on_with_below_its_cursor),
		cmocka_unit_test(relevance_puts_titles_before_mentions),
		cmocka_unit_test(relevance_is_that_of_bm25),
		cmocka_unit_test(snippets_bracket_what_matched),
		cmocka_unit_test(a_search_has_up_to_32_words_and_1000_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
