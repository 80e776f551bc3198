/* Pictures that are no text: what they hold is read, however it is cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/buf.h"
#include "common/text/art.h"

static struct arena a;

static const struct art_cell *
cell(const struct art *art, int row, int col)
{
	return &art->cell[row * art->cols + col];
}

static void
expect_cell(const struct art *art, int row, int col, int32_t code, uint32_t fg,
    uint32_t bg)
{
	const struct art_cell *c = cell(art, row, col);

	if (c->code != code || c->fg != fg || c->bg != bg)
		fail_msg("%d,%d: got U+%04X %x %x, want U+%04X %x %x", row, col,
		    (unsigned)c->code, c->fg, c->bg, (unsigned)code, fg, bg);
}

static struct art
parse(struct str file)
{
	struct art art;

	assert_int_equal(art_flaw(file), ART_FINE);
	art_parse(&a, file, &art);
	return art;
}

/* However much of it is missing, it is some picture. */
static void
cut_everywhere(struct str file)
{
	struct art art;

	for (size_t n = 0; n < file.n; n++) {
		char *part = arena_alloc(&a, n);

		memcpy(part, file.p, n);
		art_parse(&a, (struct str){ part, n }, &art);
		assert_in_range(art.cols, 1, ART_COLS_MAX);
		(void)art_flaw((struct str){ part, n });
		arena_reset(&a);
	}
}

static void
xbin_is_read_plain_and_packed(void **state)
{
	/* Three columns, two rows; grounds do not blink. */
	static const char plain[] = "XBIN\x1A\3\0\2\0\x10\x08"
				    "A\x07"
				    "B\x1F"
				    "\xDB\x9C"
				    "D\x07"
				    "E\x07"
				    "F\x07";
	/* Two pairs; A twice; twice in one colour; one pair three times. */
	static const char packed[] = "XBIN\x1A\3\0\3\0\x10\x04"
				     "\x01"
				     "a\1b\2"
				     "\x41"
				     "A\3\4"
				     "\x81"
				     "\5xy"
				     "\xC2"
				     "z\6";
	struct str file = { plain, sizeof plain - 1 };
	struct art art = parse(file);

	(void)state;
	assert_int_equal(art.cols, 3);
	assert_int_equal(art.rows, 2);
	expect_cell(&art, 0, 0, 'A', 7, 0);
	expect_cell(&art, 0, 1, 'B', 15, 4);
	expect_cell(&art, 0, 2, 0x2588, 9, 12);
	expect_cell(&art, 1, 2, 'F', 7, 0);
	cut_everywhere(file);
	file = (struct str){ packed, sizeof packed - 1 };
	art = parse(file);
	assert_int_equal(art.rows, 3);
	expect_cell(&art, 0, 0, 'a', 4, 0);
	expect_cell(&art, 0, 1, 'b', 2, 0);
	expect_cell(&art, 0, 2, 'A', 6, 0);
	expect_cell(&art, 1, 0, 'A', 1, 0);
	expect_cell(&art, 1, 1, 'x', 5, 0);
	expect_cell(&art, 1, 2, 'y', 5, 0);
	expect_cell(&art, 2, 2, 'z', 3, 0);
	cut_everywhere(file);
	arena_free(&a);
}

static void
xbin_has_its_palette_and_no_font(void **state)
{
	struct buf file = BUF_INIT(0);
	struct art art;

	(void)state;
	buf_put(&file, (struct str){ "XBIN\x1A\1\0\1\0\2\3", 11 });
	for (int i = 0; i < 16; i++)
		buf_put(&file, (struct str){ "\x3F\x00\x15", 3 });
	for (int i = 0; i < 2 * 256; i++)
		buf_char(&file, 'f');
	buf_cstr(&file, "A\x07");
	art = parse(buf_str(&file));
	assert_int_equal(art.rows, 1);
	expect_cell(&art, 0, 0, 'A', ART_RGB | 0xFF0055, ART_RGB | 0xFF0055);
	cut_everywhere(buf_str(&file));
	buf_free(&file);
	arena_free(&a);
}

/* As wide as may be, and one more. */
static void
its_width_is_bounded(void **state)
{
	char file[] = "XBIN\x1A\xA0\0\1\0\x10\0A\7";
	struct art art = parse((struct str){ file, sizeof file - 1 });

	(void)state;
	assert_int_equal(art.cols, ART_COLS_MAX);
	assert_int_equal(art.rows, 1);
	file[5] = (char)(ART_COLS_MAX + 1);
	art_parse(&a, (struct str){ file, sizeof file - 1 }, &art);
	assert_int_equal(art.rows, 0);
	arena_free(&a);
}

static void
binary_text_is_what_sauce_calls_so(void **state)
{
	char record[SAUCE_BYTES] = "SAUCE00";
	struct buf file = BUF_INIT(0);
	struct art art;

	(void)state;
	record[94] = SAUCE_BINARY;
	record[95] = 1; /* two columns */
	buf_cstr(&file,
	    "A\x17"
	    "B\x07"
	    "C\x97\x1A");
	buf_put(&file, (struct str){ record, sizeof record });
	art = parse(buf_str(&file));
	assert_int_equal(art.cols, 2);
	assert_int_equal(art.rows, 2);
	expect_cell(&art, 0, 0, 'A', 7, 4);
	expect_cell(&art, 1, 0, 'C', 7, 4);
	file.p[file.n - SAUCE_BYTES + 105] = 1; /* bright grounds */
	art = parse(buf_str(&file));
	expect_cell(&art, 1, 0, 'C', 7, 12);
	cut_everywhere(buf_str(&file));
	buf_free(&file);
	arena_free(&a);
}

static void
tundra_has_places_and_true_colours(void **state)
{
	static const char bytes[] = "\x18TUNDRA24"
				    "\6A\0\x10\x20\x30\0\1\2\3"
				    "B"
				    "\1\0\0\0\2\0\0\0\5"
				    "\2C\0\xFF\xFF\xFF"
				    "\1\0\0\0\0\0\0\0\x50"
				    "never";
	struct str file = { bytes, sizeof bytes - 1 };
	struct art art = parse(file);

	(void)state;
	assert_int_equal(art.rows, 3);
	expect_cell(&art, 0, 0, 'A', ART_RGB | 0x102030, ART_RGB | 0x010203);
	expect_cell(&art, 0, 1, 'B', ART_RGB | 0x102030, ART_RGB | 0x010203);
	expect_cell(&art, 2, 5, 'C', ART_RGB | 0xFFFFFF, ART_RGB | 0x010203);
	cut_everywhere(file);
	arena_free(&a);
}

static void
artworx_has_a_palette_before_it(void **state)
{
	struct buf file = BUF_INIT(0);
	struct art art;

	(void)state;
	buf_char(&file, 1);
	for (int i = 0; i < 64; i++)
		buf_put(&file,
		    (struct str){ i == 20 ? "\x3F\x2A\0" : "\0\0\0", 3 });
	for (int i = 0; i < 4096; i++)
		buf_char(&file, 'f');
	buf_cstr(&file, "A\6");
	art = parse(buf_str(&file));
	assert_int_equal(art.cols, ART_COLS);
	expect_cell(&art, 0, 0, 'A', ART_RGB | 0xFFAA00, ART_RGB);
	arena_reset(&a);
	cut_everywhere(str_slice(buf_str(&file), 0, 300));
	buf_free(&file);
	arena_free(&a);
}

/* More rows than a picture may have. */
static void
it_ends_at_the_last_row(void **state)
{
	struct buf file = BUF_INIT(0);
	struct art art;

	(void)state;
	buf_put(&file, (struct str){ "XBIN\x1A\1\0\xFF\xFF\x10\0", 11 });
	for (int i = 0; i < ART_ROWS_MAX + 1; i++)
		buf_cstr(&file, "x\x07");
	art = parse(buf_str(&file));
	assert_int_equal(art.rows, ART_ROWS_MAX);
	file.p[10] = 4;
	file.n = 11;
	for (int i = 0; i < ART_ROWS_MAX; i++)
		buf_cstr(&file, "\xFFx\x07");
	art = parse(buf_str(&file));
	assert_int_equal(art.rows, ART_ROWS_MAX);
	buf_free(&file);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(xbin_is_read_plain_and_packed),
		cmocka_unit_test(xbin_has_its_palette_and_no_font),
		cmocka_unit_test(its_width_is_bounded),
		cmocka_unit_test(binary_text_is_what_sauce_calls_so),
		cmocka_unit_test(tundra_has_places_and_true_colours),
		cmocka_unit_test(artworx_has_a_palette_before_it),
		cmocka_unit_test(it_ends_at_the_last_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
