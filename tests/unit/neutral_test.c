/* Threads of other forums are read, cleaned and mended. */
#include "common/wire/neutral.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/neutrals.h"

static void
expect_invalid(const char *line, const char *want)
{
	struct neutral_thread t;
	struct str why = STR("");

	assert_int_equal(neutral_parse(&neutrals_arena, str_from(line),
			     &neutrals_notes, &t, &why),
	    ERR_INVALID);
	if (!str_starts(why, str_from(want)))
		fail_msg("%s: got %.*s, want %s", line, STR_ARG(why), want);
}

#define EXPECT_STR(got, want) expect_str((got), (want), __LINE__)

static void
expect_str(struct str got, const char *want, int line)
{
	if (!str_eq(got, str_from(want)))
		fail_msg("line %d: got \"%.*s\", want \"%s\"", line,
		    STR_ARG(got), want);
}

static void
every_field_is_read(void **state)
{
	struct neutral_thread t = parse_neutral(STR(
	    "{\"kind\":\"idea\",\"src\":\"s\",\"id\":\"1\",\"board\":\"b\","
	    "\"title\":\" T \\n x\",\"author\":\"Tom#7\",\"created\":"
	    "\"2014-01-21T20:26:05.5Z\",\"format\":\"html\",\"body\":"
	    "\"<p>a <b>b</b></p>\",\"tags\":[\"x\",\"y\"],\"score\":-3,"
	    "\"views\":9,\"status\":\"open\",\"accepted\":\"4\","
	    "\"duplicate_of\":\"9\",\"url\":\"http://x/ y\",\"rating\":4.5,"
	    "\"price\":null,\"licence\":\"CC \\u00e9\",\"replies\":[{\"id\":"
	    "\"4\",\"parent\":\"1\",\"type\":\"answer\",\"author\":null,"
	    "\"created\":\"2013-01-01\",\"score\":2,\"format\":\"markdown\","
	    "\"body\":\"*c* <b>\",\"odd\":1},{\"id\":\"5\",\"parent\":\"4\","
	    "\"type\":\"comment\",\"body\":\"<i>d</i>\"}]}"));

	(void)state;
	assert_int_equal(t.kind, NEUTRAL_IDEA);
	EXPECT_STR(t.title, "T x");
	EXPECT_STR(t.author, "Tom#7");
	assert_true(t.has_created);
	assert_true(t.created_ms == 1390335965500);
	EXPECT_STR(t.body, "a **b**");
	assert_int_equal(t.tags, 2);
	EXPECT_STR(t.tag[1], "y");
	assert_true(t.score == -3 && t.views == 9);
	EXPECT_STR(t.url, "http://x/%20y");
	EXPECT_STR(
	    t.extra, "{\"rating\":4.5,\"price\":null,\"licence\":\"CC é\"}");
	assert_int_equal(t.replies, 2);
	EXPECT_STR(t.reply[0].parent, "");
	EXPECT_STR(t.reply[0].body, "*c* <b>");
	assert_true(t.reply[0].accepted && !t.reply[1].accepted);
	assert_int_equal(t.reply[0].type, NEUTRAL_ANSWER);
	assert_true(t.reply[0].has_created && !t.reply[1].has_created);
	EXPECT_STR(t.reply[1].parent, "4");
	EXPECT_STR(t.reply[1].body, "*d*");
	check_neutral(&t);
}

static void
little_is_needed(void **state)
{
	struct neutral_thread t = parse_neutral(
	    STR("{\"kind\":\"story\",\"src\":\"s\","
		"\"id\":7,\"body\":\"\\n\\n> # Hello *there*\\nyou\"}"));

	(void)state;
	EXPECT_STR(t.id, "7");
	EXPECT_STR(t.title, "Hello *there*");
	EXPECT_STR(t.body, "> # Hello *there*\nyou");
	assert_int_equal(neutrals_notes.titles_made, 1);
	check_neutral(&t);
	t = parse_neutral(STR("{\"kind\":\"story\",\"src\":\"s\",\"id\":\"7\","
			      "\"title\":\"\\u202e\",\"body\":\"---\"}"));
	EXPECT_STR(t.title, "(untitled)");
	t = parse_neutral(STR("{\"kind\":\"story\",\"src\":\"s\",\"id\":\"7\","
			      "\"title\":\"x\",\"body\":null,\"score\":null,"
			      "\"tags\":null,\"replies\":null}"));
	check_neutral(&t);
}

static void
other_kinds_are_told_apart(void **state)
{
	struct neutral_thread t;

	(void)state;
	t = parse_neutral(STR("{\"kind\":\"user\",\"src\":\"s\",\"id\":\"a#1\","
			      "\"name\":\"A\",\"format\":\"html\",\"about\":"
			      "\"<i>b</i>\",\"reputation\":7}"));
	assert_int_equal(t.kind, NEUTRAL_USER);
	assert_false(neutral_is_thread(t.kind));
	EXPECT_STR(t.user.name, "A");
	EXPECT_STR(t.user.about, "*b*");
	EXPECT_STR(t.user.extra, "{\"reputation\":7}");
	t = parse_neutral(STR("{\"kind\":\"vote\",\"src\":\"s\",\"id\":1,"
			      "\"target\":4,\"vote\":\"up\",\"created\":"
			      "\"2014-01-21T20:26:05.500Z\"}"));
	assert_int_equal(t.kind, NEUTRAL_VOTE);
	EXPECT_STR(t.vote.target, "4");
	EXPECT_STR(t.vote.what, "up");
	assert_true(t.vote.created_ms == 1390335965500);
	EXPECT_STR(neutral_encode(&neutrals_arena, &t),
	    "{\"kind\":\"vote\",\"src\":\"s\",\"id\":\"1\",\"target\":\"4\","
	    "\"vote\":\"up\",\"created\":\"2014-01-21T20:26:05.500Z\"}");
	expect_invalid(
	    "{\"kind\":\"vote\",\"src\":\"s\",\"id\":\"1\"}", "target: ");
	expect_invalid("{\"kind\":\"vote\",\"src\":\"s\",\"id\":\"1\","
		       "\"target\":\"2\"}",
	    "vote: ");
	t = parse_neutral(
	    STR("{\"kind\":\"spam_sample\",\"src\":\"s\",\"id\":\"1\","
		"\"spam\":true}"));
	assert_int_equal(t.kind, NEUTRAL_SPAM_SAMPLE);
}

static void
what_is_not_the_format_is_refused_in_words(void **state)
{
	(void)state;
	expect_invalid("", "not JSON: ");
	expect_invalid("{\"kind\":\"story\"", "not JSON: ");
	expect_invalid("[]", "the line: a JSON object");
	expect_invalid("{\"kind\":\"poem\"}", "kind: question, idea");
	expect_invalid("{\"kind\":7}", "kind: a string");
	expect_invalid("{\"kind\":\"story\",\"id\":\"1\"}", "src: ");
	expect_invalid("{\"kind\":\"story\",\"src\":\"s\"}", "id: ");
	expect_invalid("{\"kind\":\"story\",\"src\":\"s\",\"id\":\"1\"}",
	    "title: a title or a body");
	expect_invalid(STORY "\"body\":[]}", "body: a string");
	expect_invalid(STORY "\"score\":\"9\"}", "score: a whole number");
	expect_invalid(STORY "\"tags\":\"x\"}", "tags: a list");
	expect_invalid(STORY "\"tags\":[1]}", "tags: a list of strings");
	expect_invalid(STORY "\"format\":\"rtf\"}", "format: html");
	expect_invalid(STORY "\"replies\":{}}", "replies: a list");
	expect_invalid(STORY "\"replies\":[{\"id\":\"2\"},3]}",
	    "reply 2: replies: a list of objects");
	expect_invalid(STORY "\"replies\":[{\"id\":\"2\",\"body\":4}]}",
	    "reply 1: body: a string");
	expect_invalid(STORY "\"views\":99999999999999999999}", "not JSON: ");
	assert_int_equal(neutrals_notes.titles_made, 0);
}

static void
times_and_addresses_that_are_none_are_counted(void **state)
{
	struct neutral_thread t = parse_neutral(
	    STR(STORY "\"created\":\"yesterday\",\"url\":\"javascript:x\"}"));

	(void)state;
	assert_false(t.has_created);
	EXPECT_STR(t.url, "");
	assert_int_equal(neutrals_notes.dates_refused, 1);
	assert_int_equal(neutrals_notes.urls_refused, 1);
}

static void
text_is_cleaned_on_the_way_in(void **state)
{
	struct neutral_thread t = parse_neutral(STR(
	    STORY "\"author\":\"a\\u001b[31m\\nb\",\"body\":\"x\\u0000\\u202ey"
		  "\\r\\n  z \\n\\n\",\"board\":\"q\xFF\"}"));

	(void)state;
	EXPECT_STR(t.author, "a[31m b");
	EXPECT_STR(t.body, "xy\n  z");
	EXPECT_STR(t.board, "q\xEF\xBF\xBD");
	assert_int_equal(neutrals_notes.lines_mended, 1);
	check_neutral(&t);
}

static void
a_separator_beside_a_broken_byte_breaks_no_line(void **state)
{
	struct neutral_thread t;

	(void)state;
	t = parse_neutral(
	    STR("{\"kind\":\"question\",\"src\":\"s\",\"id\":\"1\","
		"\"title\":\"a\xE2\x80\xA8 \xFF \xC2\x85z\"}"));
	EXPECT_STR(t.title, "a \xEF\xBF\xBD z");
	assert_int_equal(neutrals_notes.lines_mended, 1);
}

static void
plain_comments_in_html_dumps_stay_markdown(void **state)
{
	struct neutral_thread t = parse_neutral(STR(
	    STORY "\"format\":\"html\",\"body\":\"see [a](http://b) *c*\"}"));

	(void)state;
	EXPECT_STR(t.body, "see [a](http://b) *c*");
}

static void
the_tree_of_replies_is_mended(void **state)
{
	struct neutral_thread t = parse_neutral(STR(STORY
	    "\"accepted\":\"gone\",\"replies\":["
	    "{\"id\":\"a\",\"parent\":\"b\"},{\"id\":\"b\",\"parent\":\"c\"},"
	    "{\"id\":\"c\",\"parent\":\"a\"},{\"id\":\"d\",\"parent\":\"d\"},"
	    "{\"id\":\"e\",\"parent\":\"nobody\"},{\"id\":\"a\"},"
	    "{\"id\":\"1\"},{\"id\":\"f\",\"parent\":\"a\"},{}]}"));

	(void)state;
	assert_int_equal(t.replies, 7);
	EXPECT_STR(t.reply[0].parent, "b");
	EXPECT_STR(t.reply[1].parent, "c");
	EXPECT_STR(t.reply[2].parent, "");
	EXPECT_STR(t.reply[3].parent, "");
	EXPECT_STR(t.reply[4].parent, "");
	EXPECT_STR(t.reply[5].parent, "a");
	EXPECT_STR(t.reply[6].id, "reply-9");
	EXPECT_STR(t.accepted, "");
	assert_int_equal(neutrals_notes.parents_circular, 2);
	assert_int_equal(neutrals_notes.parents_unknown, 1);
	assert_int_equal(neutrals_notes.replies_repeated, 2);
	assert_int_equal(neutrals_notes.ids_made, 1);
	assert_int_equal(neutrals_notes.accepts_unknown, 1);
	check_neutral(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(every_field_is_read, neutrals_start),
		cmocka_unit_test_setup(little_is_needed, neutrals_start),
		cmocka_unit_test_setup(
		    other_kinds_are_told_apart, neutrals_start),
		cmocka_unit_test_setup(
		    what_is_not_the_format_is_refused_in_words, neutrals_start),
		cmocka_unit_test_setup(
		    times_and_addresses_that_are_none_are_counted,
		    neutrals_start),
		cmocka_unit_test_setup(
		    text_is_cleaned_on_the_way_in, neutrals_start),
		cmocka_unit_test_setup(
		    a_separator_beside_a_broken_byte_breaks_no_line,
		    neutrals_start),
		cmocka_unit_test_setup(
		    plain_comments_in_html_dumps_stay_markdown, neutrals_start),
		cmocka_unit_test_setup(
		    the_tree_of_replies_is_mended, neutrals_start),
	};

	return cmocka_run_group_tests(tests, NULL, neutrals_end);
}
