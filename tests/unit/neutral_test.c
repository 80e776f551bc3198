/* Threads of other forums come in whole, clean and within bounds. */
#include "common/wire/neutral.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistd.h>

#include "common/base/buf.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "common/wire/lines.h"

static struct arena arena;
static struct neutral_notes notes;

static int
start(void **state)
{
	(void)state;
	notes = (struct neutral_notes){ 0 };
	return 0;
}

static int
finish(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static struct neutral_thread
parse(struct str line)
{
	struct neutral_thread t;
	struct str why;
	enum err e = neutral_parse(&arena, line, &notes, &t, &why);

	if (e)
		fail_msg("%.*s: %.*s", STR_ARG(str_slice(line, 0, 200)),
		    STR_ARG(why));
	return t;
}

static void
expect_invalid(const char *line, const char *want)
{
	struct neutral_thread t;
	struct str why = STR("");

	assert_int_equal(
	    neutral_parse(&arena, str_from(line), &notes, &t, &why),
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
assert_same_reply(const struct neutral_reply *a, const struct neutral_reply *b)
{
	assert_true(str_eq(a->id, b->id) && str_eq(a->parent, b->parent));
	assert_true(str_eq(a->author, b->author) && str_eq(a->body, b->body));
	assert_true(a->type == b->type && a->accepted == b->accepted);
	assert_true(a->has_created == b->has_created &&
	    a->created_ms == b->created_ms && a->score == b->score);
}

/* parse(encode(x)) is x, and nothing is left to mend. */
static void
check_round_trip(const struct neutral_thread *t)
{
	struct str line = neutral_encode(&arena, t), why;
	struct neutral_notes none = { 0 }, again = { 0 };
	struct neutral_thread u;
	enum err e = neutral_parse(&arena, line, &again, &u, &why);

	if (e)
		fail_msg("%.*s: %.*s", STR_ARG(why), STR_ARG(line));
	assert_memory_equal(&none, &again, sizeof none);
	assert_true(u.kind == t->kind && u.has_created == t->has_created);
	assert_true(str_eq(u.src, t->src) && str_eq(u.id, t->id));
	assert_true(str_eq(u.board, t->board) && str_eq(u.title, t->title));
	assert_true(str_eq(u.author, t->author) && str_eq(u.body, t->body));
	assert_true(u.created_ms == t->created_ms && u.score == t->score);
	assert_true(u.views == t->views && str_eq(u.status, t->status));
	assert_true(str_eq(u.accepted, t->accepted) && str_eq(u.url, t->url));
	assert_true(str_eq(u.duplicate_of, t->duplicate_of));
	assert_true(str_eq(u.extra, t->extra) && u.tags == t->tags);
	for (size_t i = 0; i < t->tags; i++)
		assert_true(str_eq(u.tag[i], t->tag[i]));
	assert_int_equal(u.replies, t->replies);
	for (size_t i = 0; i < t->replies; i++)
		assert_same_reply(&u.reply[i], &t->reply[i]);
	assert_true(str_eq(neutral_encode(&arena, &u), line));
}

/* What every thread that came in looks like. */
static void
check_thread(const struct neutral_thread *t)
{
	assert_true(text_is_clean_line(t->title) && t->title.n > 0);
	assert_true(text_is_clean(t->body) && text_is_clean_line(t->board));
	assert_true(t->body.n <= NEUTRAL_BODY_MAX_BYTES);
	assert_true(text_chars(t->title) <= NEUTRAL_TITLE_MAX_CHARS);
	for (size_t i = 0; i < t->replies; i++) {
		assert_true(text_is_clean(t->reply[i].body));
		assert_true(text_is_clean_line(t->reply[i].author));
		assert_true(t->reply[i].body.n <= NEUTRAL_BODY_MAX_BYTES);
	}
	check_round_trip(t);
}

static void
every_field_is_read(void **state)
{
	struct neutral_thread t = parse(STR(
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
	check_thread(&t);
}

static void
little_is_needed(void **state)
{
	struct neutral_thread t =
	    parse(STR("{\"kind\":\"story\",\"src\":\"s\","
		      "\"id\":7,\"body\":\"\\n\\n> # Hello *there*\\nyou\"}"));

	(void)state;
	EXPECT_STR(t.id, "7");
	EXPECT_STR(t.title, "Hello *there*");
	EXPECT_STR(t.body, "> # Hello *there*\nyou");
	assert_int_equal(notes.titles_made, 1);
	check_thread(&t);
	t = parse(STR("{\"kind\":\"story\",\"src\":\"s\",\"id\":\"7\","
		      "\"title\":\"\\u202e\",\"body\":\"---\"}"));
	EXPECT_STR(t.title, "(untitled)");
	t = parse(STR("{\"kind\":\"story\",\"src\":\"s\",\"id\":\"7\","
		      "\"title\":\"x\",\"body\":null,\"score\":null,"
		      "\"tags\":null,\"replies\":null}"));
	check_thread(&t);
}

static void
other_kinds_are_told_apart(void **state)
{
	struct neutral_thread t;

	(void)state;
	t = parse(STR("{\"kind\":\"user\",\"src\":\"s\",\"id\":\"a#1\","
		      "\"name\":\"A\",\"format\":\"html\",\"about\":"
		      "\"<i>b</i>\",\"reputation\":7}"));
	assert_int_equal(t.kind, NEUTRAL_USER);
	assert_false(neutral_is_thread(t.kind));
	EXPECT_STR(t.user.name, "A");
	EXPECT_STR(t.user.about, "*b*");
	EXPECT_STR(t.user.extra, "{\"reputation\":7}");
	t = parse(STR("{\"kind\":\"vote\",\"src\":\"s\",\"id\":1,"
		      "\"target\":4,\"vote\":\"up\",\"created\":"
		      "\"2014-01-21T20:26:05.500Z\"}"));
	assert_int_equal(t.kind, NEUTRAL_VOTE);
	EXPECT_STR(t.vote.target, "4");
	EXPECT_STR(t.vote.what, "up");
	assert_true(t.vote.created_ms == 1390335965500);
	EXPECT_STR(neutral_encode(&arena, &t),
	    "{\"kind\":\"vote\",\"src\":\"s\",\"id\":\"1\",\"target\":\"4\","
	    "\"vote\":\"up\",\"created\":\"2014-01-21T20:26:05.500Z\"}");
	expect_invalid(
	    "{\"kind\":\"vote\",\"src\":\"s\",\"id\":\"1\"}", "target: ");
	expect_invalid("{\"kind\":\"vote\",\"src\":\"s\",\"id\":\"1\","
		       "\"target\":\"2\"}",
	    "vote: ");
	t = parse(STR("{\"kind\":\"spam_sample\",\"src\":\"s\",\"id\":\"1\","
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
#define S "{\"kind\":\"story\",\"src\":\"s\",\"id\":\"1\",\"title\":\"t\","
	expect_invalid(S "\"body\":[]}", "body: a string");
	expect_invalid(S "\"score\":\"9\"}", "score: a whole number");
	expect_invalid(S "\"tags\":\"x\"}", "tags: a list");
	expect_invalid(S "\"tags\":[1]}", "tags: a list of strings");
	expect_invalid(S "\"format\":\"rtf\"}", "format: html");
	expect_invalid(S "\"replies\":{}}", "replies: a list");
	expect_invalid(S "\"replies\":[{\"id\":\"2\"},3]}",
	    "reply 2: replies: a list of objects");
	expect_invalid(S "\"replies\":[{\"id\":\"2\",\"body\":4}]}",
	    "reply 1: body: a string");
	expect_invalid(S "\"views\":99999999999999999999}", "not JSON: ");
	assert_int_equal(notes.titles_made, 0);
}

static void
times_and_addresses_that_are_none_are_counted(void **state)
{
	struct neutral_thread t =
	    parse(STR(S "\"created\":\"yesterday\",\"url\":\"javascript:x\"}"));

	(void)state;
	assert_false(t.has_created);
	EXPECT_STR(t.url, "");
	assert_int_equal(notes.dates_refused, 1);
	assert_int_equal(notes.urls_refused, 1);
}

static void
text_is_cleaned_on_the_way_in(void **state)
{
	struct neutral_thread t = parse(
	    STR(S "\"author\":\"a\\u001b[31m\\nb\",\"body\":\"x\\u0000\\u202ey"
		  "\\r\\n  z \\n\\n\",\"board\":\"q\xFF\"}"));

	(void)state;
	EXPECT_STR(t.author, "a[31m b");
	EXPECT_STR(t.body, "xy\n  z");
	EXPECT_STR(t.board, "q\xEF\xBF\xBD");
	assert_int_equal(notes.lines_mended, 1);
	check_thread(&t);
}

static void
a_separator_beside_a_broken_byte_breaks_no_line(void **state)
{
	struct neutral_thread t;

	(void)state;
	t = parse(STR("{\"kind\":\"question\",\"src\":\"s\",\"id\":\"1\","
		      "\"title\":\"a\xE2\x80\xA8 \xFF \xC2\x85z\"}"));
	EXPECT_STR(t.title, "a \xEF\xBF\xBD z");
	assert_int_equal(notes.lines_mended, 1);
}

static void
plain_comments_in_html_dumps_stay_markdown(void **state)
{
	struct neutral_thread t = parse(
	    STR(S "\"format\":\"html\",\"body\":\"see [a](http://b) *c*\"}"));

	(void)state;
	EXPECT_STR(t.body, "see [a](http://b) *c*");
}

static void
the_tree_of_replies_is_mended(void **state)
{
	struct neutral_thread t = parse(STR(
	    S "\"accepted\":\"gone\",\"replies\":["
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
	assert_int_equal(notes.parents_circular, 2);
	assert_int_equal(notes.parents_unknown, 1);
	assert_int_equal(notes.replies_repeated, 2);
	assert_int_equal(notes.ids_made, 1);
	assert_int_equal(notes.accepts_unknown, 1);
	check_thread(&t);
}

static void
repeat(struct buf *b, const char *unit, size_t n)
{
	while (n--)
		buf_cstr(b, unit);
}

/* A thread whose field `name` is `unit` n times. */
static struct neutral_thread
parse_long(const char *name, const char *unit, size_t n)
{
	struct buf b = BUF_INIT(0);
	struct neutral_thread t;

	buf_printf(&b, "{\"kind\":\"story\",\"src\":\"s\",\"id\":\"1\",");
	if (strcmp(name, "title") != 0)
		buf_cstr(&b, "\"title\":\"t\",");
	buf_printf(&b, "\"%s\":\"", name);
	repeat(&b, unit, n);
	buf_cstr(&b, "\"}");
	t = parse(buf_str(&b));
	buf_free(&b);
	check_thread(&t);
	return t;
}

static void
long_lines_of_text_are_cut_at_their_limits(void **state)
{
	struct neutral_thread t;

	(void)state;
	t = parse_long("title", "é", NEUTRAL_TITLE_MAX_CHARS);
	assert_int_equal(text_chars(t.title), NEUTRAL_TITLE_MAX_CHARS);
	assert_int_equal(notes.titles_cut, 0);
	t = parse_long("title", "é", NEUTRAL_TITLE_MAX_CHARS + 1);
	assert_int_equal(text_chars(t.title), NEUTRAL_TITLE_MAX_CHARS);
	assert_int_equal(notes.titles_cut, 1);
	t = parse_long("author", "é", NEUTRAL_NAME_MAX_CHARS);
	assert_int_equal(notes.names_cut, 0);
	t = parse_long("author", "é", NEUTRAL_NAME_MAX_CHARS + 1);
	assert_int_equal(text_chars(t.author), NEUTRAL_NAME_MAX_CHARS);
	assert_int_equal(notes.names_cut, 1);
	t = parse_long("author", "Ann Long Name#7", 10);
	assert_int_equal(text_chars(t.author), NEUTRAL_NAME_MAX_CHARS + 2);
	assert_true(str_eq(str_slice(t.author, t.author.n - 2, 2), STR("#7")));
	t = parse_long("board", "b", NEUTRAL_NAME_MAX_CHARS + 1);
	assert_int_equal(notes.names_cut, 3);
	t = parse_long("id", "i", 1);
}

static void
long_bodies_end_in_a_note(void **state)
{
	struct neutral_thread t;

	(void)state;
	t = parse_long("body", "é", NEUTRAL_BODY_MAX_BYTES / 2);
	assert_int_equal(t.body.n, NEUTRAL_BODY_MAX_BYTES);
	assert_int_equal(notes.bodies_cut, 0);
	t = parse_long("body", "é", NEUTRAL_BODY_MAX_BYTES / 2 + 1);
	assert_int_equal(notes.bodies_cut, 1);
	assert_true(t.body.n <= NEUTRAL_BODY_MAX_BYTES);
	assert_non_null(memmem(
	    t.body.p, t.body.n, NEUTRAL_CUT_NOTE, sizeof NEUTRAL_CUT_NOTE - 1));
}

static void
long_ids_and_lines_are_refused(void **state)
{
	struct buf b = BUF_INIT(0);
	struct neutral_thread t;
	struct str why;

	(void)state;
	for (size_t n = NEUTRAL_ID_MAX_CHARS; n <= NEUTRAL_ID_MAX_CHARS + 1;
	     n++) {
		buf_reset(&b);
		buf_cstr(&b, S "\"duplicate_of\":\"");
		repeat(&b, "é", n);
		buf_cstr(&b, "\"}");
		assert_int_equal(
		    neutral_parse(&arena, buf_str(&b), &notes, &t, &why),
		    n > NEUTRAL_ID_MAX_CHARS ? ERR_INVALID : ERR_NONE);
	}
	buf_reset(&b);
	buf_cstr(&b, S "\"views\":1}");
	repeat(&b, " ", NEUTRAL_LINE_MAX_BYTES - b.n);
	assert_int_equal(
	    neutral_parse(&arena, buf_str(&b), &notes, &t, &why), ERR_NONE);
	buf_char(&b, ' ');
	assert_int_equal(
	    neutral_parse(&arena, buf_str(&b), &notes, &t, &why), ERR_LIMIT);
	EXPECT_STR(why, "the line is longer than 16 MiB");
	buf_free(&b);
}

static void
too_many_tags_and_replies_are_left_out(void **state)
{
	struct buf b = BUF_INIT(0);
	struct neutral_thread t;

	(void)state;
	for (size_t n = NEUTRAL_TAGS_MAX; n <= NEUTRAL_TAGS_MAX + 1; n++) {
		buf_reset(&b);
		buf_cstr(&b, S "\"tags\":[\"x\"");
		repeat(&b, ",\"x\"", n - 1);
		buf_cstr(&b, "]}");
		t = parse(buf_str(&b));
		assert_int_equal(t.tags, NEUTRAL_TAGS_MAX);
		assert_int_equal(notes.tags_cut, n - NEUTRAL_TAGS_MAX);
	}
	for (size_t n = NEUTRAL_TAG_MAX_CHARS; n <= NEUTRAL_TAG_MAX_CHARS + 1;
	     n++) {
		notes.tags_cut = 0;
		buf_reset(&b);
		buf_cstr(&b, S "\"tags\":[\"");
		repeat(&b, "é", n);
		buf_cstr(&b, "\"]}");
		t = parse(buf_str(&b));
		assert_int_equal(text_chars(t.tag[0]), NEUTRAL_TAG_MAX_CHARS);
		assert_int_equal(notes.tags_cut, n - NEUTRAL_TAG_MAX_CHARS);
	}
	for (size_t n = NEUTRAL_REPLIES_MAX; n <= NEUTRAL_REPLIES_MAX + 1;
	     n++) {
		buf_reset(&b);
		buf_cstr(&b, S "\"replies\":[{}");
		repeat(&b, ",{}", n - 1);
		buf_cstr(&b, "]}");
		t = parse(buf_str(&b));
		assert_int_equal(t.replies, NEUTRAL_REPLIES_MAX);
		assert_int_equal(
		    notes.replies_dropped, n - NEUTRAL_REPLIES_MAX);
	}
	buf_free(&b);
}

static void
unknown_fields_are_kept_up_to_their_limit(void **state)
{
	struct buf b = BUF_INIT(0);
	struct neutral_thread t;

	(void)state;
	for (size_t n = NEUTRAL_EXTRA_MAX_BYTES - 8;
	     n <= NEUTRAL_EXTRA_MAX_BYTES - 7; n++) {
		buf_reset(&b);
		buf_cstr(&b, S "\"x\":\"");
		repeat(&b, "y", n);
		buf_cstr(&b, "\"}");
		t = parse(buf_str(&b));
		check_thread(&t);
	}
	assert_int_equal(t.extra.n, 0);
	assert_int_equal(notes.extras_dropped, 1);
	buf_free(&b);
}

static void
a_chain_of_replies_is_read_in_time(void **state)
{
	struct buf b = BUF_INIT(0);
	struct neutral_thread t;

	(void)state;
	buf_cstr(&b, S "\"replies\":[{\"id\":\"0\"}");
	for (int i = 1; i < NEUTRAL_REPLIES_MAX; i++)
		buf_printf(&b, ",{\"id\":\"%d\",\"parent\":\"%d\"}", i + 1,
		    i == 1 ? 0 : i);
	buf_cstr(&b, "]}");
	t = parse(buf_str(&b));
	assert_int_equal(t.replies, NEUTRAL_REPLIES_MAX);
	assert_int_equal(notes.parents_unknown, 0);
	check_thread(&t);
	buf_free(&b);
}

/* Returns the threads of a set, or 0 when it is not here. */
static size_t
read_set(const char *name, size_t *posts)
{
	const char *root = getenv("STOA_SHARED");
	char path[4096];
	struct lines *l;
	struct str line;
	size_t threads = 0;
	enum err e;

	snprintf(path, sizeof path, "%s/data/%s.jsonl.zst",
	    root ? root : "../shared", name);
	if (access(path, R_OK) != 0) {
		print_message("SKIPPED: no %s; set STOA_SHARED\n", path);
		return 0;
	}
	assert_int_equal(
	    lines_open(path, NEUTRAL_LINE_MAX_BYTES, &l), ERR_NONE);
	while ((e = lines_next(l, &line)) == ERR_NONE) {
		struct neutral_thread t = parse(line);

		if (neutral_is_thread(t.kind) && threads % 8 == 0)
			check_thread(&t);
		threads++;
		*posts += 1 + t.replies;
		arena_reset(&arena);
	}
	assert_int_equal(e, ERR_MISSING);
	lines_close(l);
	return threads;
}

static void
the_real_sets_are_read(void **state)
{
	static const char *const sets[] = { "forum/beer-se",
		"forum/se-meta-french-conlang", "forum/fslang-ideas",
		"forum/hn-stories", "forum/beer-se-users",
		"forum/beer-se-votes", "reviews/reviews-amazon2023",
		"spam/spam-sms", "forum/r-sig-mac" };
	size_t threads = 0, posts = 0;

	(void)state;
	for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
		size_t n = read_set(sets[i], &posts);

		if (n == 0)
			skip();
		threads += n;
	}
	print_message("%zu lines, %zu posts\n", threads, posts);
	assert_int_equal(notes.parents_unknown, 0);
	assert_int_equal(notes.parents_circular, 0);
	assert_int_equal(notes.bodies_cut, 0);
	assert_int_equal(notes.dates_refused, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(every_field_is_read, start),
		cmocka_unit_test_setup(little_is_needed, start),
		cmocka_unit_test_setup(other_kinds_are_told_apart, start),
		cmocka_unit_test_setup(
		    what_is_not_the_format_is_refused_in_words, start),
		cmocka_unit_test_setup(
		    times_and_addresses_that_are_none_are_counted, start),
		cmocka_unit_test_setup(text_is_cleaned_on_the_way_in, start),
		cmocka_unit_test_setup(
		    a_separator_beside_a_broken_byte_breaks_no_line, start),
		cmocka_unit_test_setup(
		    plain_comments_in_html_dumps_stay_markdown, start),
		cmocka_unit_test_setup(the_tree_of_replies_is_mended, start),
		cmocka_unit_test_setup(
		    long_lines_of_text_are_cut_at_their_limits, start),
		cmocka_unit_test_setup(long_bodies_end_in_a_note, start),
		cmocka_unit_test_setup(long_ids_and_lines_are_refused, start),
		cmocka_unit_test_setup(
		    too_many_tags_and_replies_are_left_out, start),
		cmocka_unit_test_setup(
		    unknown_fields_are_kept_up_to_their_limit, start),
		cmocka_unit_test_setup(
		    a_chain_of_replies_is_read_in_time, start),
		cmocka_unit_test_setup(the_real_sets_are_read, start),
	};

	return cmocka_run_group_tests(tests, NULL, finish);
}
