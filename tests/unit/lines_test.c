/* Lines come out of plain and zstd files alike, within bounds. */
#include "common/wire/lines.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistd.h>
#include <zstd.h>

#include "common/base/buf.h"
#include "common/base/mem.h"

enum { MAX = 1000, MIB = 1024 * 1024 };

/* Write `s` to a file that is gone when it is closed; returns its path. */
static const char *
file_of(struct str s)
{
	static char path[] = "/tmp/stoa-lines-XXXXXX";
	int fd;

	snprintf(path, sizeof path, "/tmp/stoa-lines-XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	while (s.n) {
		ssize_t n = write(fd, s.p, s.n);

		assert_true(n > 0);
		s = str_slice(s, (size_t)n, s.n);
	}
	close(fd);
	return path;
}

static struct lines *
open_text(struct str s, size_t max)
{
	const char *path = file_of(s);
	struct lines *l;

	assert_int_equal(lines_open(path, max, &l), ERR_NONE);
	unlink(path);
	return l;
}

static struct buf
pack(struct str s, int window_log)
{
	struct buf b = BUF_INIT(0);
	size_t bound = ZSTD_compressBound(s.n);
	char *space = mem_zalloc(bound);
	ZSTD_CCtx *z = ZSTD_createCCtx();
	ZSTD_outBuffer out = { space, bound, 0 };
	ZSTD_inBuffer in = { s.p, s.n, 0 };

	ZSTD_CCtx_setParameter(z, ZSTD_c_checksumFlag, 1);
	if (window_log)
		ZSTD_CCtx_setParameter(z, ZSTD_c_windowLog, window_log);
	/* In two steps, or zstd would fit the window to the text. */
	ZSTD_compressStream2(z, &out, &in, ZSTD_e_continue);
	while (ZSTD_compressStream2(z, &out, &in, ZSTD_e_end))
		;
	buf_put(&b, (struct str){ space, out.pos });
	ZSTD_freeCCtx(z);
	free(space);
	return b;
}

static void
expect_line(struct lines *l, const char *want)
{
	struct str got;

	assert_int_equal(lines_next(l, &got), ERR_NONE);
	if (!str_eq(got, str_from(want)))
		fail_msg("got %.*s, want %s", STR_ARG(got), want);
}

static void
expect_end(struct lines *l)
{
	struct str got;

	assert_int_equal(lines_next(l, &got), ERR_MISSING);
	assert_int_equal(lines_next(l, &got), ERR_MISSING);
	assert_int_equal(lines_used_bytes(l), lines_total_bytes(l));
	lines_close(l);
}

static void
lines_end_in_newlines_or_with_the_file(void **state)
{
	struct lines *l = open_text(STR("one\ntwo\r\n\n\rx"), MAX);

	(void)state;
	expect_line(l, "one");
	assert_int_equal(lines_number(l), 1);
	assert_int_equal(lines_used_bytes(l), 4);
	expect_line(l, "two");
	expect_line(l, "");
	expect_line(l, "\rx");
	assert_int_equal(lines_number(l), 4);
	assert_int_equal(lines_total_bytes(l), 12);
	expect_end(l);
	expect_end(open_text(STR(""), MAX));
	l = open_text(STR("\xEF\xBB\xBFx\n"), MAX);
	expect_line(l, "x");
	expect_end(l);
}

static void
a_packed_file_reads_like_a_plain_one(void **state)
{
	struct buf text = BUF_INIT(0), twice = BUF_INIT(0), packed;
	struct lines *l;
	size_t n = 0;

	(void)state;
	for (; text.n < 3 * MIB; n++)
		buf_printf(&text, "line %zu %*s\n", n, (int)(n % 900), "");
	packed = pack(buf_str(&text), 0);
	/* Two frames make one file. */
	buf_put(&twice, buf_str(&packed));
	buf_put(&twice, buf_str(&packed));
	l = open_text(buf_str(&twice), MAX);
	for (size_t i = 0; i < 2 * n; i++) {
		char want[MAX];

		snprintf(want, sizeof want, "line %zu %*s", i % n,
		    (int)(i % n % 900), "");
		expect_line(l, want);
	}
	assert_int_equal(lines_number(l), 2 * n);
	expect_end(l);
	buf_free(&text);
	buf_free(&twice);
	buf_free(&packed);
}

static void
a_line_over_the_limit_is_reported_and_skipped(void **state)
{
	struct buf text = BUF_INIT(0);
	struct lines *l;
	struct str line;

	(void)state;
	for (size_t n = MAX; n <= MAX + 1; n++) {
		for (size_t i = 0; i < n; i++)
			buf_char(&text, 'a');
		buf_cstr(&text, "\r\n");
	}
	for (size_t i = 0; i < MIB; i++)
		buf_char(&text, 'b');
	buf_cstr(&text, "\nlast");
	l = open_text(buf_str(&text), MAX);
	assert_int_equal(lines_next(l, &line), ERR_NONE);
	assert_int_equal(line.n, MAX);
	assert_int_equal(lines_next(l, &line), ERR_LIMIT);
	assert_int_equal(lines_number(l), 2);
	assert_string_equal(lines_why(l), "line 2 is longer than 1000 bytes");
	assert_int_equal(lines_next(l, &line), ERR_LIMIT);
	assert_int_equal(lines_number(l), 3);
	expect_line(l, "last");
	expect_end(l);
	buf_free(&text);
}

static void
damaged_and_short_archives_are_told(void **state)
{
	struct buf text = BUF_INIT(0), packed;
	size_t cuts[] = { 5, 20, 0 };
	struct lines *l;
	struct str line;
	enum err e;

	(void)state;
	for (int i = 0; i < 50000; i++)
		buf_printf(&text, "line %d %d\n", i, i * 7919 % 1000);
	packed = pack(buf_str(&text), 0);
	cuts[2] = packed.n - 1;
	for (size_t i = 0; i < 3; i++) {
		l = open_text(str_slice(buf_str(&packed), 0, cuts[i]), MAX);
		while ((e = lines_next(l, &line)) == ERR_NONE)
			;
		assert_int_equal(e, ERR_CORRUPT);
		assert_int_equal(lines_next(l, &line), ERR_CORRUPT);
		assert_string_equal(
		    lines_why(l), "the compressed data ends in the middle");
		lines_close(l);
	}
	packed.p[packed.n / 2] ^= 0x55;
	l = open_text(buf_str(&packed), MAX);
	while ((e = lines_next(l, &line)) == ERR_NONE)
		;
	assert_int_equal(e, ERR_CORRUPT);
	assert_non_null(strstr(lines_why(l), "is damaged"));
	lines_close(l);
	buf_free(&text);
	buf_free(&packed);
}

static void
a_window_of_27_bits_is_read_and_28_is_not(void **state)
{
	struct buf text = BUF_INIT(0);

	(void)state;
	while (text.n < MIB)
		buf_cstr(&text, "some text\n");
	for (int log = 27; log <= 28; log++) {
		struct buf packed = pack(buf_str(&text), log);
		struct lines *l = open_text(buf_str(&packed), MAX);
		struct str line;

		assert_int_equal(
		    lines_next(l, &line), log == 27 ? ERR_NONE : ERR_CORRUPT);
		lines_close(l);
		buf_free(&packed);
	}
	buf_free(&text);
}

static void
files_that_cannot_be_opened_say_why(void **state)
{
	struct lines *l;
	struct str line;
	enum err e;

	(void)state;
	assert_int_equal(lines_open("/nonexistent", MAX, &l), ERR_MISSING);
	e = lines_open("/", MAX, &l);
	if (e == ERR_NONE) {
		e = lines_next(l, &line);
		lines_close(l);
	}
	assert_int_equal(e, ERR_IO);
	lines_close(NULL);
}

static void
standard_input_is_a_dash(void **state)
{
	const char *path = file_of(STR("a\nb"));
	int saved = dup(STDIN_FILENO), fd = open(path, O_RDONLY);
	struct lines *l;

	(void)state;
	unlink(path);
	assert_true(dup2(fd, STDIN_FILENO) >= 0);
	assert_int_equal(lines_open("-", MAX, &l), ERR_NONE);
	expect_line(l, "a");
	expect_line(l, "b");
	expect_end(l);
	if (saved >= 0)
		dup2(saved, STDIN_FILENO);
	close(saved);
	close(fd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_end_in_newlines_or_with_the_file),
		cmocka_unit_test(a_packed_file_reads_like_a_plain_one),
		cmocka_unit_test(a_line_over_the_limit_is_reported_and_skipped),
		cmocka_unit_test(damaged_and_short_archives_are_told),
		cmocka_unit_test(a_window_of_27_bits_is_read_and_28_is_not),
		cmocka_unit_test(files_that_cannot_be_opened_say_why),
		cmocka_unit_test(standard_input_is_a_dash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
