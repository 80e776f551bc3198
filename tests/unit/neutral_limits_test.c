/* Threads of other forums keep to their limits, and real ones come in. */
#include "common/wire/neutral.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistd.h>

#include "common/base/buf.h"
#include "common/text/utf8.h"
#include "common/wire/lines.h"
#include "tests/lib/neutrals.h"

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
	t = parse_neutral(buf_str(&b));
	buf_free(&b);
	check_neutral(&t);
	return t;
}

static void
long_lines_of_text_are_cut_at_their_limits(void **state)
{
	struct neutral_thread t;

	(void)state;
	t = parse_long("title", "é", NEUTRAL_TITLE_MAX_CHARS);
	assert_int_equal(text_chars(t.title), NEUTRAL_TITLE_MAX_CHARS);
	assert_int_equal(neutrals_notes.titles_cut, 0);
	t = parse_long("title", "é", NEUTRAL_TITLE_MAX_CHARS + 1);
	assert_int_equal(text_chars(t.title), NEUTRAL_TITLE_MAX_CHARS);
	assert_int_equal(neutrals_notes.titles_cut, 1);
	t = parse_long("author", "é", NEUTRAL_NAME_MAX_CHARS);
	assert_int_equal(neutrals_notes.names_cut, 0);
	t = parse_long("author", "é", NEUTRAL_NAME_MAX_CHARS + 1);
	assert_int_equal(text_chars(t.author), NEUTRAL_NAME_MAX_CHARS);
	assert_int_equal(neutrals_notes.names_cut, 1);
	t = parse_long("author", "Ann Long Name#7", 10);
	assert_int_equal(text_chars(t.author), NEUTRAL_NAME_MAX_CHARS + 2);
	assert_true(str_eq(str_slice(t.author, t.author.n - 2, 2), STR("#7")));
	t = parse_long("board", "b", NEUTRAL_NAME_MAX_CHARS + 1);
	assert_int_equal(neutrals_notes.names_cut, 3);
	t = parse_long("id", "i", 1);
}

static void
long_bodies_end_in_a_note(void **state)
{
	struct neutral_thread t;

	(void)state;
	t = parse_long("body", "é", NEUTRAL_BODY_MAX_BYTES / 2);
	assert_int_equal(t.body.n, NEUTRAL_BODY_MAX_BYTES);
	assert_int_equal(neutrals_notes.bodies_cut, 0);
	t = parse_long("body", "é", NEUTRAL_BODY_MAX_BYTES / 2 + 1);
	assert_int_equal(neutrals_notes.bodies_cut, 1);
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
		buf_cstr(&b, STORY "\"duplicate_of\":\"");
		repeat(&b, "é", n);
		buf_cstr(&b, "\"}");
		assert_int_equal(neutral_parse(&neutrals_arena, buf_str(&b),
				     &neutrals_notes, &t, &why),
		    n > NEUTRAL_ID_MAX_CHARS ? ERR_INVALID : ERR_NONE);
	}
	buf_reset(&b);
	buf_cstr(&b, STORY "\"views\":1}");
	repeat(&b, " ", NEUTRAL_LINE_MAX_BYTES - b.n);
	assert_int_equal(neutral_parse(&neutrals_arena, buf_str(&b),
			     &neutrals_notes, &t, &why),
	    ERR_NONE);
	buf_char(&b, ' ');
	assert_int_equal(neutral_parse(&neutrals_arena, buf_str(&b),
			     &neutrals_notes, &t, &why),
	    ERR_LIMIT);
	assert_true(str_eq(why, STR("the line is longer than 16 MiB")));
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
		buf_cstr(&b, STORY "\"tags\":[\"x\"");
		repeat(&b, ",\"x\"", n - 1);
		buf_cstr(&b, "]}");
		t = parse_neutral(buf_str(&b));
		assert_int_equal(t.tags, NEUTRAL_TAGS_MAX);
		assert_int_equal(neutrals_notes.tags_cut, n - NEUTRAL_TAGS_MAX);
	}
	for (size_t n = NEUTRAL_TAG_MAX_CHARS; n <= NEUTRAL_TAG_MAX_CHARS + 1;
	     n++) {
		neutrals_notes.tags_cut = 0;
		buf_reset(&b);
		buf_cstr(&b, STORY "\"tags\":[\"");
		repeat(&b, "é", n);
		buf_cstr(&b, "\"]}");
		t = parse_neutral(buf_str(&b));
		assert_int_equal(text_chars(t.tag[0]), NEUTRAL_TAG_MAX_CHARS);
		assert_int_equal(
		    neutrals_notes.tags_cut, n - NEUTRAL_TAG_MAX_CHARS);
	}
	for (size_t n = NEUTRAL_REPLIES_MAX; n <= NEUTRAL_REPLIES_MAX + 1;
	     n++) {
		buf_reset(&b);
		buf_cstr(&b, STORY "\"replies\":[{}");
		repeat(&b, ",{}", n - 1);
		buf_cstr(&b, "]}");
		t = parse_neutral(buf_str(&b));
		assert_int_equal(t.replies, NEUTRAL_REPLIES_MAX);
		assert_int_equal(
		    neutrals_notes.replies_dropped, n - NEUTRAL_REPLIES_MAX);
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
		buf_cstr(&b, STORY "\"x\":\"");
		repeat(&b, "y", n);
		buf_cstr(&b, "\"}");
		t = parse_neutral(buf_str(&b));
		check_neutral(&t);
	}
	assert_int_equal(t.extra.n, 0);
	assert_int_equal(neutrals_notes.extras_dropped, 1);
	buf_free(&b);
}

static void
a_chain_of_replies_is_read_in_time(void **state)
{
	struct buf b = BUF_INIT(0);
	struct neutral_thread t;

	(void)state;
	buf_cstr(&b, STORY "\"replies\":[{\"id\":\"0\"}");
	for (int i = 1; i < NEUTRAL_REPLIES_MAX; i++)
		buf_printf(&b, ",{\"id\":\"%d\",\"parent\":\"%d\"}", i + 1,
		    i == 1 ? 0 : i);
	buf_cstr(&b, "]}");
	t = parse_neutral(buf_str(&b));
	assert_int_equal(t.replies, NEUTRAL_REPLIES_MAX);
	assert_int_equal(neutrals_notes.parents_unknown, 0);
	check_neutral(&t);
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
		struct neutral_thread t = parse_neutral(line);

		if (neutral_is_thread(t.kind) && threads % 8 == 0)
			check_neutral(&t);
		threads++;
		*posts += 1 + t.replies;
		arena_reset(&neutrals_arena);
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
	assert_int_equal(neutrals_notes.parents_unknown, 0);
	assert_int_equal(neutrals_notes.parents_circular, 0);
	assert_int_equal(neutrals_notes.bodies_cut, 0);
	assert_int_equal(neutrals_notes.dates_refused, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(
		    long_lines_of_text_are_cut_at_their_limits, neutrals_start),
		cmocka_unit_test_setup(
		    long_bodies_end_in_a_note, neutrals_start),
		cmocka_unit_test_setup(
		    long_ids_and_lines_are_refused, neutrals_start),
		cmocka_unit_test_setup(
		    too_many_tags_and_replies_are_left_out, neutrals_start),
		cmocka_unit_test_setup(
		    unknown_fields_are_kept_up_to_their_limit, neutrals_start),
		cmocka_unit_test_setup(
		    a_chain_of_replies_is_read_in_time, neutrals_start),
		cmocka_unit_test_setup(the_real_sets_are_read, neutrals_start),
	};

	return cmocka_run_group_tests(tests, NULL, neutrals_end);
}
