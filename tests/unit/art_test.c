/* Files of ANSI art become the cells that the boards of their time showed. */
#include "common/text/art.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "common/base/buf.h"
#include "common/text/utf8.h"

static struct arena a;

static struct art
parse(struct str file)
{
	struct art art;

	arena_reset(&a);
	art_parse(&a, file, &art);
	return art;
}

static const struct art_cell *
cell(const struct art *art, int row, int col)
{
	return &art->cell[row * art->cols + col];
}

/* A row, its blanks at the end left out. */
static const char *
row(const struct art *art, int at)
{
	static char line[ART_COLS_MAX * UTF8_MAX_BYTES + 1];
	size_t n = 0;

	for (int i = 0; i < art->cols; i++) {
		if (cell(art, at, i)->code)
			n += utf8_encode(cell(art, at, i)->code, line + n);
	}
	while (n && line[n - 1] == ' ')
		n--;
	line[n] = '\0';
	return line;
}

static void
expect_rows(struct str file, const char *want)
{
	struct art art = parse(file);
	struct str rest = str_from(want);

	for (int i = 0; i < art.rows; i++) {
		struct str line = str_cut(&rest, '\n');

		if (!str_eq(line, str_from(row(&art, i))))
			fail_msg("row %d: got \"%s\", want \"%.*s\"", i,
			    row(&art, i), STR_ARG(line));
	}
	assert_int_equal(rest.n, 0);
}

#define ROWS(file, want) expect_rows(STR(file), want)

static void
expect_colours(const char *file, uint32_t fg, uint32_t bg)
{
	struct art art = parse(str_from(file));
	const struct art_cell *c = cell(&art, 0, 0);

	if (art.rows == 0 || c->fg != fg || c->bg != bg)
		fail_msg("%s: got %x on %x, want %x on %x", file, c->fg, c->bg,
		    fg, bg);
}

static void
the_cursor_goes_where_it_is_sent(void **state)
{
	(void)state;
	ROWS("ab\r\ncd", "ab\ncd");
	ROWS("ab\ncd", "ab\ncd");
	ROWS("ab\rx", "xb");
	ROWS("a\x1B[3Cb\x1B[2Dc\x1B[Dd", "a  db");
	ROWS("\x1B[3;2Hx\x1B[2Ay\x1B[By\x1B[Hz", "z y\n   y\n x");
	ROWS("\x1B[2;3fx\x1B[;2Hy\x1B[0;0Hz", "zy\n  x");
	ROWS("a\x1B[sb\x1B[5;5H\x1B[uc", "ac");
	ROWS("a\x1B"
	     "7b\x1B[5;5H\x1B"
	     "8c",
	    "ac");
	ROWS("a\tb\b\bc", "a      cb");
	ROWS("x\x1B[99Cy\x1B[99Dz\x1B[99Aw\x1B[99;99Dv",
	    "vw                                                              "
	    "               y\nz");
	ROWS("ab\x1B[2Jc", "c");
	ROWS("abc\x1B[2D\x1B[Kd", "ad");
	ROWS("abc\x1B[1Kd", "   d");
	ROWS("abc\x1B[2Kd", "   d");
	ROWS("ab\r\ncd\x1B[1;2H\x1B[Jx", "ax\n");
	ROWS("ab\r\ncd\x1B[1;1H\x1B[1Jx", "xb\ncd");
	ROWS("a\x1B[2Eb\x1B[Fc\x1B[5Gd\x1B[3de", "a\nc   d\nb    e");
}

static void
a_full_line_has_wrapped(void **state)
{
	struct buf file = BUF_INIT(0);
	char want[200];

	(void)state;
	for (int i = 0; i < ART_COLS; i++)
		buf_char(&file, 'x');
	snprintf(want, sizeof want, "%.*s\n\ny", ART_COLS, file.p);
	/* As on a PC: there the end of the line is one more. */
	buf_cstr(&file, "\r\ny");
	expect_rows(buf_str(&file), want);
	/* In UTF-8, as on terminals of today. */
	buf_reset(&file);
	for (int i = 0; i < ART_COLS; i++)
		buf_cstr(&file, "é");
	snprintf(want, sizeof want, "%.*s\ny", (int)file.n, file.p);
	buf_cstr(&file, "\r\ny");
	expect_rows(buf_str(&file), want);
	buf_free(&file);
	arena_free(&a);
}

static void
colours_are_those_of_the_sequence(void **state)
{
	(void)state;
	expect_colours("x", 7, 0);
	expect_colours("\x1B[31mx", 1, 0);
	expect_colours("\x1B[1;33;44mx", 11, 4);
	expect_colours("\x1B[33;1mx", 11, 0);
	expect_colours("\x1B[1;33m\x1B[22mx", 3, 0);
	expect_colours("\x1B[1;33m\x1B[mx", 7, 0);
	expect_colours("\x1B[1;33;0mx", 7, 0);
	expect_colours("\x1B[95;106mx", 13, 14);
	expect_colours("\x1B[31;39;42;49mx", 7, 0);
	expect_colours("\x1B[7mx", 0, 7);
	expect_colours("\x1B[7;31;42mx", 2, 1);
	expect_colours("\x1B[1;7;31;42mx", 10, 1);
	expect_colours("\x1B[7;27mx", 7, 0);
	expect_colours("\x1B[8;41mx", 1, 1);
	expect_colours("\x1B[38;5;200;48;5;17mx", 200, 17);
	expect_colours("\x1B[38;5;999mx", 255, 0);
	expect_colours("\x1B[38;2;1;2;3mx", ART_RGB | 0x010203, 0);
	expect_colours("\x1B[48;2;255;300;0;31mx", 1, ART_RGB | 0xFFFF00);
	expect_colours("\x1B[1;10;20;30t\x1B[0;1;2;3tx", ART_RGB | 0x0A141E,
	    ART_RGB | 0x010203);
	/* It blinks, which is shown only where the file wants ice. */
	expect_colours("\x1B[5;44mx", 7, 4);
	expect_colours("\x1B[?33h\x1B[5;44mx", 7, 12);
	expect_colours("\x1B[?33h\x1B[5;44;25mx", 7, 4);
	/* Cut short, and more numbers than there are. */
	expect_colours("\x1B[38mx", 7, 0);
	expect_colours("\x1B[38;5mx", 0, 0);
	expect_colours("\x1B[38;2;9mx", ART_RGB | 0x090000, 0);
	arena_free(&a);
}

static void
other_sequences_leave_nothing(void **state)
{
	(void)state;
	ROWS("a\x1B[6nb\x1B[?25lc\x1B[=3hd\x1B[0 De", "abcde");
	ROWS("a\x1B]0;title\x07"
	     "b\x1B]8;;http://x\x1B\\c",
	    "abc");
	ROWS("a\x1BPq#0\x1B\\b\x1B_x\x1B\\c\x1B(Bd", "abcd");
	/* What never ends is text. */
	ROWS("a\x1B]0;b", "a]0;b");
	ROWS("a\x1B", "a");
	ROWS("a\x1B[", "a");
	ROWS("a\x1B[12", "a");
	ROWS("a\x1B[1\r\nb", "a\nb");
	ROWS("a\x1B[3\x1B[1Cb", "a b");
	ROWS("a\x1A"
	     "b",
	    "a");
	ROWS("a\x07"
	     "b\x7F",
	    "ab⌂");
}

static void
it_is_in_the_characters_it_seems_to_be_in(void **state)
{
	struct art art;

	(void)state;
	ROWS("\xDB\xB0\x81 \x01\x10\x1E\x0C", "█░ü ☺►▲♀");
	ROWS("█ é ✓", "█ é ✓");
	ROWS("\xEF\xBB\xBF█", "█");
	/* A control character of C1, an override, half a character. */
	ROWS("é\xC2\x9B"
	     "31m\xE2\x80\xAE.",
	    "é�31m�.");
	ROWS("é\xC3", "├⌐├");
	/* A mark has no cell; a wide character has two. */
	ROWS("e\xCC\x81日x", "e日x");
	art = parse(STR("日x"));
	assert_int_equal(cell(&art, 0, 0)->code, 0x65E5);
	assert_int_equal(cell(&art, 0, 1)->code, 0);
	assert_int_equal(cell(&art, 0, 2)->code, 'x');
	assert_int_equal(art.charset, ART_UTF8);
	/* Half of it drawn over. */
	ROWS("日x\rA", "A x");
	ROWS("日x\r\x1B[1CA", " Ax");
	arena_free(&a);
}

/* A record of that width, behind `text`. */
static struct str
with_sauce(const char *text, int cols, const char *font)
{
	char record[SAUCE_BYTES] = "SAUCE00";
	struct str head = str_from(text);
	char *file = arena_alloc(&a, head.n + 1 + SAUCE_BYTES);

	record[94] = 1;
	record[95] = 1;
	record[96] = (char)(cols & 0xFF);
	record[97] = (char)(cols >> 8);
	memcpy(record + 106, font, strlen(font));
	memcpy(file, head.p, head.n);
	file[head.n] = 0x1A;
	memcpy(file + head.n + 1, record, SAUCE_BYTES);
	return (struct str){ file, head.n + 1 + SAUCE_BYTES };
}

static void
its_width_is_what_sauce_says_within_bounds(void **state)
{
	static const struct {
		int says;
		int cols;
	} rows[] = { { 0, ART_COLS }, { 1, 1 }, { 44, 44 },
		{ ART_COLS_MAX, ART_COLS_MAX }, { ART_COLS_MAX + 1, ART_COLS },
		{ 65535, ART_COLS } };
	struct art art;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		art_parse(&a, with_sauce("abc", rows[i].says, ""), &art);
		assert_int_equal(art.cols, rows[i].cols);
	}
	art_parse(&a, with_sauce("日", 1, ""), &art);
	assert_int_equal(art.rows, 0);
	art_parse(&a, with_sauce("\xE4\x80\xA9", 80, "Amiga Topaz 1"), &art);
	assert_int_equal(cell(&art, 0, 0)->code, 0xE4);
	assert_int_equal(cell(&art, 0, 1)->code, ' ');
	assert_int_equal(cell(&art, 0, 2)->code, 0xA9);
	arena_free(&a);
}

static void
it_has_so_many_rows_and_bytes_and_no_more(void **state)
{
	struct buf file = BUF_INIT(0);
	struct art art;

	(void)state;
	for (int i = 0; i < ART_ROWS_MAX; i++)
		buf_cstr(&file, "x\n");
	art = parse(buf_str(&file));
	assert_int_equal(art.rows, ART_ROWS_MAX);
	buf_cstr(&file, "y\ny\x1B[By\x1B[J\x1B[Kz\x1B[1J");
	art = parse(buf_str(&file));
	assert_int_equal(art.rows, ART_ROWS_MAX);
	buf_reset(&file);
	for (int i = 0; i < ART_BYTES_MAX - 1; i++)
		buf_char(&file, '\r');
	buf_cstr(&file, "a");
	assert_int_equal(art_flaw(buf_str(&file)), ART_FINE);
	art = parse(buf_str(&file));
	assert_int_equal(art.rows, 1);
	buf_cstr(&file, "b");
	assert_int_equal(art_flaw(buf_str(&file)), ART_LONG);
	art = parse(buf_str(&file));
	assert_int_equal(art.used_cols, 1);
	/* Who asks how far it goes does not make it so high. */
	art = parse(STR("\x1B[999;999Hx"));
	assert_int_equal(art.rows, 25);
	art = parse(STR("\x1B[9999Bx\x1B[9999Ax"));
	assert_int_equal(art.rows, 25);
	buf_free(&file);
	arena_free(&a);
}

static void
codes_of_boards_are_colours_and_blanks(void **state)
{
	struct art art;

	(void)state;
	ROWS("\x01H\x01Rred\x01N plain", "red plain");
	art = parse(STR("\x01H\x01R\x01"
			"4red\x01N plain"));
	assert_int_equal(cell(&art, 0, 0)->fg, 9);
	assert_int_equal(cell(&art, 0, 0)->bg, 4);
	assert_int_equal(cell(&art, 0, 4)->fg, 7);
	/* A face is one where it is alone. */
	ROWS("\x01 \x01R", "☺ ☺R");
	art = parse(STR("@X1Fab@X0Cc"));
	assert_string_equal(row(&art, 0), "abc");
	assert_int_equal(cell(&art, 0, 0)->fg, 15);
	assert_int_equal(cell(&art, 0, 0)->bg, 4);
	assert_int_equal(cell(&art, 0, 2)->fg, 9);
	art = parse(STR("|04a|12b|17c|00d"));
	assert_string_equal(row(&art, 0), "abcd");
	assert_int_equal(cell(&art, 0, 0)->fg, 1);
	assert_int_equal(cell(&art, 0, 1)->fg, 9);
	assert_int_equal(cell(&art, 0, 2)->bg, 4);
	ROWS("|10 | |20 | |30 | |", "|10 | |20 | |30 | |");
	ROWS("@CENTER@[@NAME@]", "[      ]");
	ROWS("@CLS@[@NAME-L9@]x", "[         ]x");
	ROWS("a@MWM@b @@HW@@", "a@MWM@b @@HW@@");
	/* Avatar: colours, and a character many times. */
	art = parse(STR("\x16\x01\x1F"
			"ab\x19=\x05\x16\x01\x04"
			"c\x16\x01\x07"));
	assert_string_equal(row(&art, 0), "ab=====c");
	assert_int_equal(cell(&art, 0, 0)->bg, 4);
	assert_int_equal(cell(&art, 0, 7)->fg, 1);
	arena_free(&a);
}

static void
what_draws_over_itself_moves(void **state)
{
	struct art art = parse(STR("x\x1B[Hy\x1B[Hz"));
	struct buf file = BUF_INIT(0);

	(void)state;
	assert_false(art.animated);
	for (int i = 0; i < 40; i++)
		buf_printf(&file, "\x1B[1;%dH o ", i + 1);
	assert_true(parse(buf_str(&file)).animated);
	buf_reset(&file);
	for (int i = 0; i < 40; i++)
		buf_cstr(&file, "\x1B[2J/-\\|");
	assert_true(parse(buf_str(&file)).animated);
	buf_reset(&file);
	for (int i = 0; i < 40; i++)
		buf_printf(&file, "\x1B[%d;1Hline %d", i + 1, i);
	assert_false(parse(buf_str(&file)).animated);
	buf_free(&file);
	arena_free(&a);
}

static void
bit_by_bit_it_becomes_the_same(void **state)
{
	struct str file = STR("\x1B[1;31mab\r\n\x1B[44m\xDB\x1B[5;5Hx\x1B[2Ay");
	struct art whole, part;

	(void)state;
	for (size_t step = 1; step < 9; step++) {
		struct art_reader *r = art_begin(&a, file);
		int turns = 1;

		while (art_more(r, step))
			turns++;
		assert_true(turns <= (int)(file.n / step) + 1);
		art_look(r, &part);
		art_parse(&a, file, &whole);
		assert_int_equal(part.rows, whole.rows);
		assert_memory_equal(part.cell, whole.cell,
		    (size_t)(whole.rows * whole.cols) * sizeof *whole.cell);
	}
	arena_free(&a);
}

/* Whatever is repeated, a picture is read in no long time. */
static void
hostile_files_take_no_longer(void **state)
{
	static const char *const repeated[] = { "\x1B[J", "\x1B[44m\x1B[J",
		"\x1B[2J", "\x1B[1000dx\x1B[2J", "\x1B[1J\x1B[K", "\x1B]",
		"\x1B[", "\x1B[1;1;1;1;1;1;1;1", "@A", "@NAME-L", "\x01L",
		"\x16\x01\x07\x19x\xFF\x16\x08\x01\x01", "|07", "é\xCC\x81",
		"日\r" };

	(void)state;
	for (size_t i = 0; i < sizeof repeated / sizeof *repeated; i++) {
		struct buf file = BUF_INIT(0);
		clock_t before;

		buf_cstr(&file, "\x1B[199dx\x1B[199Bx\x1B[199Bx\x1B[199Bx");
		while (file.n < 1024 * 1024 - 64)
			buf_cstr(&file, repeated[i]);
		before = clock();
		(void)parse(buf_str(&file));
		if (clock() - before > 4 * CLOCKS_PER_SEC)
			fail_msg("%zu took too long", i);
		buf_free(&file);
	}
	arena_free(&a);
}

static void
what_cannot_be_shown_is_told(void **state)
{
	char zeros[40] = "BM";

	(void)state;
	assert_int_equal(art_flaw(STR("x")), ART_FINE);
	assert_int_equal(art_flaw(STR("")), ART_EMPTY);
	assert_int_equal(art_flaw(STR(" \r\n")), ART_EMPTY);
	assert_int_equal(art_flaw(STR("!|*|c0C")), ART_RIP);
	assert_int_equal(art_flaw(STR("hello\r\n!|*|c0C")), ART_RIP);
	assert_int_equal(art_flaw(STR("hello !|")), ART_FINE);
	assert_int_equal(
	    art_flaw((struct str){ zeros, sizeof zeros }), ART_MEMORY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_cursor_goes_where_it_is_sent),
		cmocka_unit_test(a_full_line_has_wrapped),
		cmocka_unit_test(colours_are_those_of_the_sequence),
		cmocka_unit_test(other_sequences_leave_nothing),
		cmocka_unit_test(it_is_in_the_characters_it_seems_to_be_in),
		cmocka_unit_test(its_width_is_what_sauce_says_within_bounds),
		cmocka_unit_test(it_has_so_many_rows_and_bytes_and_no_more),
		cmocka_unit_test(codes_of_boards_are_colours_and_blanks),
		cmocka_unit_test(what_draws_over_itself_moves),
		cmocka_unit_test(bit_by_bit_it_becomes_the_same),
		cmocka_unit_test(hostile_files_take_no_longer),
		cmocka_unit_test(what_cannot_be_shown_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
