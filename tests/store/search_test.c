/* Search: words and filters, and nothing that somebody may not read. */
#include "tests/lib/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include "common/store/search.h"

/* Three threads: 1 solved, 2 open with tags, 3 a discussion. */
static void
content(void)
{
	people_and_mod();
	fixture_ok(f, tom, "ask support Blue cable broken", "no link here");
	fixture_ok(f, ann, "reply 1 try the red cable", NULL);
	fixture_ok(f, tom, "accept 1.2", NULL);
	fixture_ok(f, ann, "ask --tags ssh,net support Key refused",
	    "agent offers a cable of keys");
	fixture_ok(f, ann, "post talk Hello", "cables and links");
}

/* The posts found, newest first, as "3.1 2.1". */
static const char *
hits(int64_t who, const char *words)
{
	struct outcome o =
	    fixture_ok(f, who, fixture_line(f, "search %s", words), NULL);
	struct buf b = BUF_INIT(0);
	const char *text;

	for (size_t i = 0; i < o.rows.len; i++)
		buf_printf(
		    &b, "%s%s", i ? " " : "", fixture_text(f, &o, i, "post"));
	text = arena_cstr(&f->arena, buf_str(&b));
	buf_free(&b);
	return text;
}

static void
finds(const char *words, const char *want)
{
	const char *got = hits(GUEST, words);

	if (strcmp(got, want) != 0)
		fail_msg("%s: got \"%s\", want \"%s\"", words, got, want);
}

static void
words_are_found_in_titles_and_texts_newest_first(void **state)
{
	(void)state;
	content();
	finds("cable", "2.1 1.2 1.1");
	finds("CABLE", "2.1 1.2 1.1");
	finds("red cable", "1.2");
	finds("cable link", "1.1");
	finds("hello", "3.1");
	finds("nothing", "");
	fixture_free(f);
}

static void
phrases_prefixes_and_exclusions_work(void **state)
{
	(void)state;
	content();
	finds("\"red cable\"", "1.2");
	finds("\"cable red\"", "");
	finds("cab*", "3.1 2.1 1.2 1.1");
	finds("cable -red", "2.1 1.1");
	finds("cable -\"no link\"", "2.1 1.2");
	finds("cab* -cable", "3.1");
	finds("-cable", "3.1");
	finds("\"red cable", "1.2");
	fixture_free(f);
}

static void
filters_narrow_by_board_author_tag_and_state(void **state)
{
	(void)state;
	content();
	finds("cab* board:talk", "3.1");
	finds("board:support", "2.1 1.2 1.1");
	finds("cable from:tom", "1.1");
	finds("from:@ann", "3.1 2.1 1.2");
	finds("tag:ssh", "2.1");
	finds("tag:ssh tag:net", "2.1");
	finds("is:solved", "1.1");
	finds("is:open", "2.1");
	finds("is:replied", "");
	finds("is:open cable from:ann board:support tag:net", "2.1");
	finds("is:open from:tom", "");
	fixture_free(f);
}

static void
dates_bound_what_is_found_and_what_is_counted(void **state)
{
	(void)state;
	struct outcome o;

	content();
	fixture_sql(f, "UPDATE post SET created_at = -86400000 WHERE n = 2");
	fixture_sql(f, "INSERT INTO post_ft (post_ft) VALUES ('rebuild')");
	finds("cable before:2027-01-01", "1.2");
	finds("cable after:2027-01-01", "2.1 1.1");
	finds("cable after:2027-01-15 before:2027-01-16", "2.1 1.1");
	finds("cable before:1960-01-01", "");
	finds("cable before:1970-01-01", "1.2");
	finds("cable", "2.1 1.2 1.1");
	o = fixture_ok(f, GUEST, "search --max 1 cable after:2027-01-01", NULL);
	assert_non_null(strstr(fixture_said(f, &o), "2 found, 1 shown"));
	fixture_free(f);
}

static void
filters_that_make_no_sense_are_told(void **state)
{
	(void)state;
	content();
	fixture_fails(f, GUEST, "search board:nosuch", NULL, ERR_MISSING);
	fixture_fails(f, GUEST, "search from:nobody", NULL, ERR_MISSING);
	fixture_fails(f, GUEST, "search tag:none", NULL, ERR_MISSING);
	fixture_fails(f, GUEST, "search is:odd", NULL, ERR_INVALID);
	fixture_fails(f, GUEST, "search before:soon", NULL, ERR_INVALID);
	finds("https://cable", "");
	finds("nosuch:filter", "");
	fixture_free(f);
}

static void
what_is_nearly_a_filter_is_told_and_what_is_none_is_a_word(void **state)
{
	(void)state;
	struct outcome o;

	content();
	o = fixture_run(f, GUEST, "search bord:talk", NULL);
	assert_int_equal(o.err, ERR_INVALID);
	assert_string_equal(fixture_said(f, &o),
	    "there is no filter bord:; did you mean board:? The words "
	    "themselves are found in quotes: \"bord:talk\"");
	fixture_fails(f, GUEST, "search form:ann", NULL, ERR_INVALID);
	fixture_fails(f, GUEST, "search tags:ssh", NULL, ERR_INVALID);
	fixture_fails(f, GUEST, "search socre:5", NULL, ERR_INVALID);
	finds("\"bord:talk\"", "");
	finds("-bord:talk cable", "2.1 1.2 1.1");
	fixture_ok(f, tom, "post talk Words",
	    "std::vector at http://host/x, from::here and tag://y and a:b");
	finds("std::vector", "4.1");
	finds("http://host", "4.1");
	finds("from::here", "4.1");
	finds("tag://y", "4.1");
	finds("a:b", "4.1");
	fixture_free(f);
}

static void
what_one_wrote_and_what_is_new_to_one_is_found(void **state)
{
	(void)state;

	content();
	assert_string_equal(hits(tom, "is:mine"), "1.1");
	assert_string_equal(hits(tom, "from:me cable"), "1.1");
	assert_string_equal(hits(ann, "is:mine"), "3.1 2.1 1.2");
	assert_string_equal(hits(ann, "is:mine is:open"), "2.1");
	fixture_fails(f, GUEST, "search is:mine", NULL, ERR_DENIED);
	fixture_fails(f, GUEST, "search from:me", NULL, ERR_DENIED);
	fixture_fails(f, GUEST, "search is:unread", NULL, ERR_DENIED);

	assert_string_equal(hits(ann, "is:unread"), "1.1");
	assert_string_equal(hits(tom, "is:unread"), "3.1 2.1 1.2");
	assert_string_equal(hits(tom, "is:unread cable"), "2.1 1.2");
	fixture_ok(f, tom, "mark 2", NULL);
	assert_string_equal(hits(tom, "is:unread"), "3.1 1.2");
	fixture_ok(f, tom, "mark support", NULL);
	assert_string_equal(hits(tom, "is:unread"), "3.1");
	fixture_ok(f, tom, "mark --unread 2.1", NULL);
	assert_string_equal(hits(tom, "is:unread"), "3.1 2.1");
	assert_string_equal(hits(tom, "is:unread -cable"), "3.1");
	assert_string_equal(hits(tom, "--relevance is:unread cable"), "2.1");
	fixture_free(f);
}

static void
scores_are_found_from_where_they_are_asked_for(void **state)
{
	(void)state;
	int64_t voter[7];

	content();
	for (int i = 0; i < 7; i++)
		voter[i] = fixture_join(f, fixture_line(f, "voter%c", 'a' + i));
	finds("score:1", "");
	for (int i = 0; i < 7; i++) {
		fixture_ok(f, voter[i], "vote 1.2", NULL);
		if (i < 4)
			fixture_ok(f, voter[i], "vote 2", NULL);
		/* The votes have to tell words of the index, too. */
		assert_string_equal(fixture_check(f), "");
	}
	fixture_ok(f, voter[0], "vote 3 down", NULL);
	finds("score:1", "2.1 1.2");
	finds("score:4", "2.1 1.2");
	finds("score:>3", "2.1 1.2");
	finds("score:>=4", "2.1 1.2");
	finds("score:>4", "1.2");
	finds("score:7", "1.2");
	finds("score:>7", "");
	finds("cable score:>4", "1.2");
	finds("score:0", "2.1 1.2 1.1");
	finds("score:-1", "3.1 2.1 1.2 1.1");
	fixture_ok(f, voter[6], "vote 1.2 none", NULL);
	fixture_ok(f, voter[5], "vote 1.2 down", NULL);
	finds("score:>3", "2.1 1.2");
	finds("score:5", "");
	assert_string_equal(fixture_check(f), "");
	fixture_fails(f, GUEST, "search score:high", NULL, ERR_INVALID);
	fixture_fails(f, GUEST, "search score:<3", NULL, ERR_INVALID);
	fixture_fails(f, GUEST, "search score:", NULL, ERR_INVALID);
	finds("score:1000000", "");
	fixture_fails(f, GUEST, "search score:1000001", NULL, ERR_INVALID);
	fixture_free(f);
}

static void
titles_alone_are_looked_at_when_asked(void **state)
{
	(void)state;
	content();
	finds("cable in:title", "1.1");
	finds("keys in:title", "");
	finds("key in:title", "2.1");
	fixture_fails(f, GUEST, "search in:title", NULL, ERR_INVALID);
	fixture_fails(f, GUEST, "search cable in:body", NULL, ERR_INVALID);
	fixture_free(f);
}

/* Every month, year and decade is left out or let in on its own. */
static void
dates_are_exact_at_the_ends_of_months_years_and_decades(void **state)
{
	(void)state;
	static const struct {
		const char *at;
		const char *day;
		const char *next;
	} at[] = {
		{ "1900-01-01 00:00:00", "1900-01-01", "1900-01-02" },
		{ "1969-12-31 23:59:59", "1969-12-31", "1970-01-01" },
		{ "1970-01-01 00:00:01", "1970-01-01", "1970-01-02" },
		{ "1999-12-31 23:59:59", "1999-12-31", "2000-01-01" },
		{ "2000-01-01 00:00:00", "2000-01-01", "2000-01-02" },
		{ "2019-12-31 23:59:59", "2019-12-31", "2020-01-01" },
		{ "2020-01-01 00:00:00", "2020-01-01", "2020-01-02" },
		{ "2024-02-29 12:00:00", "2024-02-29", "2024-03-01" },
		{ "2099-12-31 23:59:59", "2099-12-31", "2100-01-01" },
		{ "2150-06-01 00:00:00", "2150-06-01", "2150-06-02" },
	};

	people_and_mod();
	fixture_ok(f, tom, "post talk Dated", "x");
	for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
		fixture_sql(f,
		    fixture_line(f,
			"UPDATE post SET created_at = 1000 * strftime('%%s',"
			" '%s')",
			at[i].at));
		fixture_sql(
		    f, "INSERT INTO post_ft (post_ft) VALUES ('rebuild')");
		finds(fixture_line(f, "after:%s", at[i].day), "1.1");
		finds(fixture_line(f, "after:%s", at[i].next), "");
		finds(fixture_line(f, "before:%s", at[i].next), "1.1");
		finds(fixture_line(f, "before:%s", at[i].day), "");
		finds(fixture_line(
			  f, "dated after:%s before:%s", at[i].day, at[i].next),
		    "1.1");
		finds("after:1900-01-01", "1.1");
		finds("before:2200-01-01 dated", "1.1");
		finds("after:2200-01-01 before:1900-01-01", "");
	}
	fixture_free(f);
}

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
	content();
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
	offers(GUEST, "  red  cabel is:solved", "");
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
	content();
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

	content();
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

	content();
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

	content();
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
	content();
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
	content();
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
	content();
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

static void
snippets_bracket_what_matched(void **state)
{
	(void)state;
	struct outcome o;

	content();
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

	content();
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
		cmocka_unit_test(
		    words_are_found_in_titles_and_texts_newest_first),
		cmocka_unit_test(phrases_prefixes_and_exclusions_work),
		cmocka_unit_test(filters_narrow_by_board_author_tag_and_state),
		cmocka_unit_test(dates_bound_what_is_found_and_what_is_counted),
		cmocka_unit_test(filters_that_make_no_sense_are_told),
		cmocka_unit_test(
		    what_is_nearly_a_filter_is_told_and_what_is_none_is_a_word),
		cmocka_unit_test(
		    what_one_wrote_and_what_is_new_to_one_is_found),
		cmocka_unit_test(
		    scores_are_found_from_where_they_are_asked_for),
		cmocka_unit_test(titles_alone_are_looked_at_when_asked),
		cmocka_unit_test(
		    dates_are_exact_at_the_ends_of_months_years_and_decades),
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
		cmocka_unit_test(snippets_bracket_what_matched),
		cmocka_unit_test(a_search_has_up_to_32_words_and_1000_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
