/* What a SAUCE record says is read, cleaned, and believed no further. */
#include "common/text/sauce.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/buf.h"
#include "common/text/clean.h"

static struct arena a;

/* A record, its fields filled as the format says. */
struct record {
	char byte[SAUCE_BYTES];
};

static void
fill(struct record *r, size_t at, const char *words)
{
	memcpy(r->byte + at, words, strlen(words));
}

static struct record
splash(void)
{
	struct record r;

	memset(r.byte, 0, sizeof r.byte);
	memset(r.byte + 7, ' ', 75);
	fill(&r, 0, "SAUCE00");
	fill(&r, 7, "Splash");
	fill(&r, 42, "Ana");
	fill(&r, 62, "The Village");
	fill(&r, 82, "20190609");
	r.byte[94] = SAUCE_CHARACTER;
	r.byte[95] = 1;
	r.byte[96] = 80;
	r.byte[98] = 25;
	r.byte[105] = 0x13;
	fill(&r, 106, "IBM VGA");
	return r;
}

static struct str
record_str(const struct record *r)
{
	return (struct str){ r->byte, sizeof r->byte };
}

static void
every_field_is_read(void **state)
{
	struct record r = splash();
	struct buf file = BUF_INIT(0);
	struct str picture;
	struct sauce s;

	(void)state;
	buf_cstr(&file, "hello\x1A");
	buf_put(&file, record_str(&r));
	assert_true(sauce_read(&a, buf_str(&file), &s, &picture));
	assert_true(str_eq(picture, STR("hello")));
	assert_true(str_eq(s.title, STR("Splash")));
	assert_true(str_eq(s.author, STR("Ana")));
	assert_true(str_eq(s.group, STR("The Village")));
	assert_true(str_eq(s.date, STR("2019-06-09")));
	assert_true(str_eq(s.font, STR("IBM VGA")));
	assert_int_equal(s.cols, 80);
	assert_int_equal(s.rows, 25);
	assert_true(s.ice);
	assert_int_equal(s.spacing, 1);
	assert_int_equal(s.comments.n, 0);
	buf_free(&file);
	arena_free(&a);
}

static void
comments_count_only_where_they_are(void **state)
{
	struct record r = splash();
	char line[SAUCE_COMMENT_BYTES];
	struct buf file = BUF_INIT(0);
	struct str picture;
	struct sauce s;

	(void)state;
	r.byte[104] = 2;
	buf_cstr(&file,
	    "x\x1A"
	    "COMNT");
	memset(line, ' ', sizeof line);
	memcpy(line, "one", 3);
	buf_put(&file, (struct str){ line, sizeof line });
	memcpy(line, "two", 3);
	buf_put(&file, (struct str){ line, sizeof line });
	buf_put(&file, record_str(&r));
	assert_true(sauce_read(&a, buf_str(&file), &s, &picture));
	assert_true(str_eq(s.comments, STR("one\ntwo")));
	assert_true(str_eq(picture, STR("x")));
	/* More of them than there is room for, and none where it says so. */
	file.p[file.n - SAUCE_BYTES + 104] = (char)255;
	assert_true(sauce_read(&a, buf_str(&file), &s, &picture));
	assert_int_equal(s.comments.n, 0);
	assert_int_equal(picture.n, file.n - SAUCE_BYTES);
	file.p[file.n - SAUCE_BYTES + 104] = 1;
	assert_true(sauce_read(&a, buf_str(&file), &s, &picture));
	assert_int_equal(s.comments.n, 0);
	buf_free(&file);
	arena_free(&a);
}

static void
hostile_fields_are_harmless(void **state)
{
	struct record r = splash();
	struct str picture;
	struct sauce s;

	(void)state;
	for (int byte = 0; byte < 256; byte++) {
		memset(r.byte + 7, byte, SAUCE_BYTES - 7);
		assert_true(sauce_read(&a, record_str(&r), &s, &picture));
		assert_int_equal(picture.n, 0);
		assert_true(text_is_clean_line(s.title));
		assert_true(text_is_clean_line(s.author));
		assert_true(text_is_clean_line(s.group));
		assert_true(text_is_clean_line(s.font));
		assert_true(text_is_clean_line(s.date));
		assert_true(text_is_clean(s.comments));
		assert_in_range(s.cols, 0, 0xFFFF);
		arena_reset(&a);
	}
	r = splash();
	fill(&r, 7, "\x1B]2;x\x07\x1B[2J");
	fill(&r, 82, "20191399");
	assert_true(sauce_read(&a, record_str(&r), &s, &picture));
	assert_null(memchr(s.title.p, 0x1B, s.title.n));
	assert_int_equal(s.date.n, 0);
	arena_free(&a);
}

static void
files_without_one_are_whole(void **state)
{
	struct record r = splash();
	struct str picture;
	struct sauce s = { .cols = 7 };

	(void)state;
	assert_false(sauce_read(&a, STR(""), &s, &picture));
	assert_false(sauce_read(&a, STR("SAUCE00"), &s, &picture));
	assert_int_equal(picture.n, 7);
	/* A byte too few to be one. */
	assert_false(sauce_read(
	    &a, str_slice(record_str(&r), 0, SAUCE_BYTES - 1), &s, &picture));
	assert_int_equal(picture.n, SAUCE_BYTES - 1);
	assert_int_equal(s.cols, 7);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_is_read),
		cmocka_unit_test(comments_count_only_where_they_are),
		cmocka_unit_test(hostile_fields_are_harmless),
		cmocka_unit_test(files_without_one_are_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
