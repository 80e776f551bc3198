/* Search: words and filters, and from when to when. */
#include "tests/lib/searching.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
words_are_found_in_titles_and_texts_newest_first(void **state)
{
	(void)state;
	searchable();
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
	searchable();
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
	searchable();
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

/* An answer says what the question did not. */
static void
words_are_found_in_the_replies_of_such_threads_too(void **state)
{
	(void)state;
	searchable();
	finds("red is:solved", "1.2");
	finds("cable is:solved", "1.2 1.1");
	finds("-green is:solved", "1.1");
	fixture_ok(f, tom, "reply 2 use a brown key", NULL);
	finds("brown tag:ssh", "2.2");
	finds("brown is:replied", "2.2");
	finds("is:replied", "2.1");
	finds("tag:ssh", "2.1");
	/* And what changes about the thread changes for all of them. */
	fixture_ok(f, tom, "accept --undo 1.2", NULL);
	finds("red is:solved", "");
	finds("red is:replied", "1.2");
	fixture_ok(f, ann, "tag 2 --remove ssh", NULL);
	finds("brown tag:net", "2.2");
	fixture_ok(f, ann, "tag 2 --remove net", NULL);
	fixture_ok(f, ann, "tag 2 ssh", NULL);
	finds("brown tag:ssh", "2.2");
	fixture_ok(f, mod, "delete --why old 1.2", NULL);
	finds("red", "");
	assert_string_equal(fixture_check(f), "");
	fixture_free(f);
}

/* Options of other programs are what people ask about. */
static void
options_of_other_programs_are_words(void **state)
{
	(void)state;
	searchable();
	fixture_ok(f, tom, "post talk Mirrors", "rsync --delete removes");
	finds("-- rsync --delete", "4.1");
	finds("rsync --delete", "4.1");
	finds("rsync -delete", "");
	finds("rsync --archive", "");
	fixture_fails(f, GUEST, "search rsync --json", NULL, ERR_INVALID);
	finds("rsync \"--json\"", "");
	fixture_free(f);
}

/* With few words that begin so, and with too many to name each. */
static void
beginnings_find_all_words_that_begin_so(void **state)
{
	enum { WORDS = 600 };
	struct outcome o;

	(void)state;
	searchable();
	finds("cab*", "3.1 2.1 1.2 1.1");
	finds("cables*", "3.1");
	finds("cabin*", "");
	finds("-cab* hello", "");
	finds("-cabin* hello", "3.1");
	finds("ca* board:support", "2.1 1.2 1.1");
	finds("c*", "3.1 2.1 1.2 1.1");
	fixture_ok(f, tom, "post talk Files", "net_if.c 検索語 x");
	finds("net_i*", "4.1");
	finds("net_if.*", "4.1");
	finds("検索*", "4.1");
	for (int i = 0; i < WORDS; i++)
		fixture_ok(
		    f, tom, fixture_line(f, "reply 4 many%04d", i), NULL);
	finds("many059*",
	    "4.601 4.600 4.599 4.598 4.597 4.596 4.595 4.594 4.593 4.592");
	o = fixture_ok(f, GUEST, "search many*", NULL);
	assert_int_equal(fixture_int(&o, 0, "found"), WORDS);
	fixture_free(f);
}

static void
dates_bound_what_is_found_and_what_is_counted(void **state)
{
	(void)state;
	struct outcome o;

	searchable();
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
	searchable();
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

	searchable();
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

	searchable();
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

	searchable();
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
	searchable();
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    words_are_found_in_titles_and_texts_newest_first),
		cmocka_unit_test(phrases_prefixes_and_exclusions_work),
		cmocka_unit_test(filters_narrow_by_board_author_tag_and_state),
		cmocka_unit_test(
		    words_are_found_in_the_replies_of_such_threads_too),
		cmocka_unit_test(options_of_other_programs_are_words),
		cmocka_unit_test(beginnings_find_all_words_that_begin_so),
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
