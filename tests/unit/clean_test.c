/* Whatever people send, what leaves text_clean() is safe to keep and show. */
#include "common/text/clean.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <archive.h>
#include <dirent.h>
#include <unistd.h>

#include "common/base/buf.h"
#include "common/base/clock.h"
#include "common/text/utf8.h"

enum { MIB = 1024 * 1024 };

/* A folder of the real data kept beside the tree; NULL when it is not here. */
static const char *
shared(const char *name)
{
	static char path[4096];
	const char *root = getenv("STOA_SHARED");

	snprintf(path, sizeof path, "%s/%s", root ? root : "../shared", name);
	if (access(path, R_OK) == 0)
		return path;
	print_message("SKIPPED: no %s; set STOA_SHARED\n", path);
	return NULL;
}

static void
expect(const char *in, size_t n, const char *want)
{
	struct arena a = ARENA_INIT;
	struct str s = { in, n };
	struct str got = text_clean(&a, s);

	if (!str_eq(got, str_from(want)))
		fail_msg("%.*s: got \"%.*s\", want \"%s\"", STR_ARG(s),
		    STR_ARG(got), want);
	assert_true(text_is_clean(got));
	assert_int_equal(text_is_clean(s), str_eq(s, got));
	arena_free(&a);
}

#define EXPECT(in, want) expect((in), sizeof(in) - 1, (want))

static void
expect_line(const char *in, const char *want)
{
	struct arena a = ARENA_INIT;
	struct str s = str_from(in);
	struct str got = text_clean_line(&a, s);

	if (!str_eq(got, str_from(want)))
		fail_msg(
		    "%s: got \"%.*s\", want \"%s\"", in, STR_ARG(got), want);
	assert_true(text_is_clean_line(got));
	assert_true(text_is_clean(got));
	assert_int_equal(text_is_clean_line(s), str_eq(s, got));
	arena_free(&a);
}

/* The properties every input has, and the time it may take. */
static void
check_properties(struct str in)
{
	struct arena a = ARENA_INIT;
	struct str once = text_clean(&a, in);
	struct str line = text_clean_line(&a, in);

	assert_true(utf8_valid(once));
	assert_true(text_is_clean(once));
	assert_true(str_eq(text_clean(&a, once), once));
	assert_true(text_is_clean_line(line));
	assert_true(str_eq(text_clean_line(&a, line), line));
	assert_true(str_eq(text_clean_line(&a, once), line));
	arena_free(&a);
}

static void
plain_text_is_left_alone(void **state)
{
	(void)state;
	EXPECT("", "");
	EXPECT("Hello,\n\tworld ~ 1 < 2\n", "Hello,\n\tworld ~ 1 < 2\n");
	EXPECT(
	    "Ça va? Καλημέρα, 日本語, שלום, 👩‍👩‍👧",
	    "Ça va? Καλημέρα, 日本語, שלום, 👩‍👩‍👧");
}

static void
broken_sequences_become_replacement_characters(void **state)
{
	(void)state;
	EXPECT("a\xFFz", "a\xEF\xBF\xBDz");
	EXPECT("\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD");
	EXPECT("\xE2\x82", "\xEF\xBF\xBD");
	EXPECT("\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
	EXPECT("\x9B"
	       "31m",
	    "\xEF\xBF\xBD"
	    "31m");
}

static void
line_ends_become_newlines(void **state)
{
	(void)state;
	EXPECT("a\r\nb\rc\n\rd\r\r\n", "a\nb\nc\n\nd\n\n");
	EXPECT("a\xE2\x80\xA8"
	       "b\xE2\x80\xA9"
	       "c",
	    "a\nb\nc");
}

static void
controls_and_what_reorders_text_go(void **state)
{
	(void)state;
	EXPECT("\x1B[31mred\x07\x7F\0!", "[31mred!");
	EXPECT("a\xC2\x9B"
	       "b\xC2\x85"
	       "c",
	    "abc");
	EXPECT("a\xE2\x80\xAE"
	       "b\xE2\x80\xAA\xE2\x81\xA6\xE2\x81\xA9"
	       "c",
	    "abc");
	EXPECT("\xEF\xBB\xBFhi\xEF\xBF\xBE\xEF\xB7\x90\xF4\x8F\xBF\xBF", "hi");
	EXPECT("\xEF\xBF\xB9"
	       "a\xEF\xBF\xBA"
	       "b\xEF\xBF\xBB",
	    "ab");
	EXPECT("a\xE2\x80\x8F\xE2\x80\x8E"
	       "b",
	    "a\xE2\x80\x8F\xE2\x80\x8E"
	    "b");
	EXPECT("e\xE2\x80\xAE\xCC\x81", "é");
}

static void
tags_go_but_in_a_flag(void **state)
{
	(void)state;
	EXPECT("🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿");
	EXPECT(
	    "x🏴󠁧󠁢󠁳󠁣󠁴󠁿y", "x🏴󠁧󠁢󠁳󠁣󠁴󠁿y");
	EXPECT("🏴󠁧󠁢󠁿", "🏴");	    /* too short */
	EXPECT("🏴󠁧󠁢󠁳󠁣󠁴", "🏴"); /* no end */
	EXPECT("a󠁧󠁢󠁳󠁣󠁴󠁿", "a");
	EXPECT("🏴\xE2\x80\xAE󠁧󠁢󠁳󠁣󠁴󠁿", "🏴");
}

static void
text_is_composed(void **state)
{
	(void)state;
	EXPECT("e\xCC\x81", "é");
	EXPECT("q\xCC\x87\xCC\xA3", "q\xCC\xA3\xCC\x87");
	EXPECT("\xE2\x84\xAB", "Å");
	EXPECT("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한");
	EXPECT("\xED\x95\x98\xE1\x86\xAB", "한");
	EXPECT("\xCC\x81"
	       "a",
	    "\xCC\x81"
	    "a");
	EXPECT("\xE0\xA5\x98", "\xE0\xA4\x95\xE0\xA4\xBC"); /* excluded */
}

static void
lines_have_no_white_space_but_single_spaces(void **state)
{
	(void)state;
	expect_line("", "");
	expect_line(" \n\t ", "");
	expect_line("a b", "a b");
	expect_line("  a \r\n\t b\xC2\xA0\xE3\x80\x80"
		    "c\n",
	    "a b c");
	expect_line(" \xCC\x81", "\xCC\x81");
	expect_line("a \xCC\x81", "a \xCC\x81");
	expect_line("a \x1B b", "a b");
	expect_line("a \x1B", "a");
}

static void
clean_texts_put_together_are_clean_unless_they_join(void **state)
{
	static const struct {
		const char *before, *after;
		bool joins;
	} cases[] = {
		{ "a", "b", false }, { "a", "", false },
		{ "e", "\xCC\x81", true },
		{ "\xE1\x84\x92", "\xE1\x85\xA1", true }, /* Hangul */
		{ "\xED\x95\x98", "\xE1\x86\xAB", true },
		{ "\xED\x95\x98", "\xED\x95\x98", false },
		{ "日", "本", false },
		{ "x", "\xF0\x9F\x87\xA9", false }, /* half a flag */
		{ "x", "\xF3\xA0\x81\xA7", true },  /* a tag */
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str both =
		    arena_printf(&a, "%s%s", cases[i].before, cases[i].after);

		assert_int_equal(
		    text_joins(str_from(cases[i].after)), cases[i].joins);
		if (text_joins(str_from(cases[i].after)) == text_is_clean(both))
			fail_msg("case %zu", i);
	}
	arena_free(&a);
}

static void
at_most_sixteen_marks_stay_on_a_base(void **state)
{
	struct arena a = ARENA_INIT;
	struct buf b = BUF_INIT(0);

	(void)state;
	buf_cstr(&b, "x");
	for (int i = 0; i < CLEAN_MARKS_MAX; i++)
		buf_cstr(&b, "\xCC\x82");
	assert_true(text_is_clean(buf_str(&b)));
	buf_cstr(&b, "\xCC\x82");
	assert_false(text_is_clean(buf_str(&b)));
	assert_int_equal(text_clean(&a, buf_str(&b)).n, b.n - 2);
	buf_cstr(&b, "q\xCC\x82");
	assert_int_equal(text_clean(&a, buf_str(&b)).n, b.n - 2);
	check_properties(buf_str(&b));
	buf_free(&b);
	arena_free(&a);
}

/* Each a MiB that makes a naive cleaner slow; a second is 20 times enough. */
static void
hostile_text_is_cleaned_in_time(void **state)
{
	static const char *const unit[] = { "\xCC\x82\xCC\xA3", "\xCC\xA3",
		"\xE1\x85\xA1", "\xE1\x84\x92\xE1\x85\xA1", "\xF0\x9F\x8F\xB4",
		"\xF0\x9D\x85\x98\xF0\x9D\x85\xA5", "\xE1\xBE\x82", "\xFF",
		"\r", " ", "\xE0\xBD\xB3", "\xEF\xB7\xBA" };
	struct buf b = BUF_INIT(0);

	(void)state;
	for (size_t i = 0; i < sizeof unit / sizeof unit[0]; i++) {
		struct arena a = ARENA_INIT;
		int64_t before;

		buf_reset(&b);
		while (b.n < MIB)
			buf_cstr(&b, unit[i]);
		before = clock_mono_us();
		text_clean(&a, buf_str(&b));
		assert_true(clock_mono_us() - before < 1000 * 1000);
		check_properties(buf_str(&b));
		arena_free(&a);
	}
	buf_free(&b);
}

/* A whole file, unpacked if it is gzipped. */
static struct buf
slurp(const char *path)
{
	struct buf b = BUF_INIT(0);
	struct archive *in = archive_read_new();
	struct archive_entry *entry;
	char chunk[8192];
	ssize_t n;

	archive_read_support_filter_gzip(in);
	archive_read_support_format_raw(in);
	assert_int_equal(
	    archive_read_open_filename(in, path, sizeof chunk), ARCHIVE_OK);
	assert_int_equal(archive_read_next_header(in, &entry), ARCHIVE_OK);
	while ((n = archive_read_data(in, chunk, sizeof chunk)) > 0)
		buf_put(&b, (struct str){ chunk, (size_t)n });
	archive_read_free(in);
	return b;
}

static void
every_file_in(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		char path[8192];
		struct buf b;
		struct str rest;

		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		b = slurp(path);
		rest = buf_str(&b);
		/* The test of bidi is 7 MB, much more of the same. */
		check_properties(str_slice(rest, 0, MIB));
		if (rest.n > MIB)
			rest.n = 0;
		while (rest.n)
			check_properties(str_cut(&rest, '\n'));
		buf_free(&b);
	}
	closedir(dir);
}

static void
naughty_strings_and_the_unicode_files_come_out_clean(void **state)
{
	const char *folder = shared("data/strings");

	(void)state;
	if (folder == NULL)
		skip();
	every_file_in(folder);
	folder = shared("data/utf8");
	assert_non_null(folder);
	every_file_in(folder);
}

static struct str
from_hex(struct arena *a, struct str field)
{
	struct buf b = BUF_INIT(0);
	struct str s;

	while (field.n) {
		char bytes[UTF8_MAX_BYTES];
		struct str word = str_cut(&field, ' ');
		int32_t code = (int32_t)strtol(arena_cstr(a, word), NULL, 16);

		buf_put(&b, (struct str){ bytes, utf8_encode(code, bytes) });
	}
	s = arena_dup(a, buf_str(&b));
	buf_free(&b);
	return s;
}

/* Lines of NormalizationTest.txt: source; NFC; NFD; NFKC; NFKD; # words. */
static void
unicode_s_own_normalisation_tests_pass(void **state)
{
	const char *path = shared("data/utf8/NormalizationTest.txt.gz");
	struct arena a = ARENA_INIT;
	struct buf file;
	struct str rest;
	size_t wrong = 0, right = 0;

	(void)state;
	if (path == NULL)
		skip();
	file = slurp(path);
	rest = buf_str(&file);
	while (rest.n) {
		struct str line = str_cut(&rest, '\n'), source, nfc, nfd;

		if (line.n == 0 || line.p[0] == '#' || line.p[0] == '@')
			continue;
		arena_reset(&a);
		source = from_hex(&a, str_cut(&line, ';'));
		nfc = from_hex(&a, str_cut(&line, ';'));
		nfd = from_hex(&a, str_cut(&line, ';'));
		if (str_eq(text_clean(&a, source), nfc) &&
		    str_eq(text_clean(&a, nfd), nfc) && text_is_clean(nfc))
			right++;
		else
			wrong++;
	}
	print_message("%zu right, %zu wrong\n", right, wrong);
	assert_true(right > 18000);
	/* The file is of Unicode 15, libutf8proc 2.8 of 14. */
	assert_true(wrong < 50);
	buf_free(&file);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_text_is_left_alone),
		cmocka_unit_test(
		    broken_sequences_become_replacement_characters),
		cmocka_unit_test(line_ends_become_newlines),
		cmocka_unit_test(controls_and_what_reorders_text_go),
		cmocka_unit_test(tags_go_but_in_a_flag),
		cmocka_unit_test(text_is_composed),
		cmocka_unit_test(lines_have_no_white_space_but_single_spaces),
		cmocka_unit_test(
		    clean_texts_put_together_are_clean_unless_they_join),
		cmocka_unit_test(at_most_sixteen_marks_stay_on_a_base),
		cmocka_unit_test(hostile_text_is_cleaned_in_time),
		cmocka_unit_test(
		    naughty_strings_and_the_unicode_files_come_out_clean),
		cmocka_unit_test(unicode_s_own_normalisation_tests_pass),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
