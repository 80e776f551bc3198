/* What is written is seen, wherever the cursor goes, at any size. */
#include "screens/ui/editor_impl.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "screens/ui/splice.h"
#include "tests/lib/editing.h"
#include "tests/lib/vt.h"

#define AT(names, want) edit_expect(e, (names), (want), __FILE__, __LINE__)

static struct arena arena;

static void
expect_rows(struct editor *e, int cols, const char *want)
{
	struct canvas c = edit_canvas(6, cols);
	struct buf got = BUF_INIT(0);

	editor_draw(e, &c, true);
	for (int i = 0; i < c.rows; i++) {
		buf_put(&got, canvas_row(&c, &arena, i));
		buf_char(&got, '/');
	}
	buf_printf(&got, "%d,%d", edit_grid.cursor_row, edit_grid.cursor_col);
	if (!str_eq(buf_str(&got), str_from(want)))
		fail_msg(
		    "got \"%.*s\", want \"%s\"", STR_ARG(buf_str(&got)), want);
	buf_free(&got);
}

static void
lines_are_folded_at_words_and_between_wide_characters(void **state)
{
	struct editor *e = edit_with("one two three");

	(void)state;
	expect_rows(e, 8, "one two/three/////1,5");
	edit_keys(e, "Home ←");
	expect_rows(e, 8, "one two/three/////0,7");
	edit_keys(e, "Home End");
	expect_rows(e, 8, "one two/three/////0,7");
	edit_keys(e, "End");
	expect_rows(e, 8, "one two/three/////1,5");
	editor_set(e, STR("abcdefghijklmnop"));
	expect_rows(e, 8, "abcdefg/hijklmn/op////2,2");
	editor_set(e, STR("日本語。日本"));
	expect_rows(e, 8, "日本/語。日/本////2,2");
	editor_set(e, STR("a\tb\n\tc"));
	expect_rows(e, 12, "a       b/        c/////1,9");
	expect_rows(e, 6, "a//b//c//4,1");
	editor_set(e, STR("a   b"));
	expect_rows(e, 3, "a/ b/////1,2");
	editor_set(e, STR("x\n"));
	expect_rows(e, 8, "x//////1,0");
	expect_rows(e, 1, "x//////1,0");
	editor_free(e);
}

static void
up_and_down_remember_the_column(void **state)
{
	struct editor *e =
	    edit_with("a long line of words\nshort\n\nlonger one");
	struct canvas c = edit_canvas(6, 40);

	(void)state;
	editor_draw(e, &c, true);
	AT("Ctrl-Home End ← ↓", "a long line of words\nshort|\n\nlonger one");
	AT("↓ ↓", "a long line of words\nshort\n\nlonger one|");
	AT("↓ ↑ ↑ ↑", "a long line of word|s\nshort\n\nlonger one");
	assert_true(editor_at_top(e));
	c = edit_canvas(6, 12);
	editor_draw(e, &c, true);
	assert_false(editor_at_top(e));
	AT("↑", "a long line| of words\nshort\n\nlonger one");
	AT("Shift-↓ Shift-↓ Shift-← Del", "a long line|t\n\nlonger one");
	editor_free(e);
}

static void
the_cursor_is_kept_in_view_and_no_row_is_wasted(void **state)
{
	struct editor *e = edit_with("1\n2\n3\n4\n5\n6\n7\n8\n9\nA\nB\nC");

	(void)state;
	expect_rows(e, 8, "7/8/9/A/B/C/5,1");
	edit_keys(e, "PgUp");
	expect_rows(e, 8, "2/3/4/5/6/7/5,1");
	edit_keys(e, "PgUp");
	expect_rows(e, 8, "1/2/3/4/5/6/1,1");
	edit_keys(e, "PgUp");
	expect_rows(e, 8, "1/2/3/4/5/6/0,1");
	edit_keys(e, "PgDn");
	expect_rows(e, 8, "6/7/8/9/A/B/0,1");
	edit_keys(e, "Ctrl-End Bksp Bksp Bksp");
	expect_rows(e, 8, "6/7/8/9/A//5,0");
	edit_keys(e, "Ctrl-Home");
	expect_rows(e, 8, "1/2/3/4/5/6/0,0");
	editor_free(e);
}

static void
what_is_selected_is_seen(void **state)
{
	struct editor *e = edit_with("ab\n日c");
	struct canvas c = edit_canvas(3, 10);
	static const char want[] = ".##.......##........";
	struct str text;

	(void)state;
	edit_keys(e, "Shift-↑ Shift-←");
	edit_keys(e, "Ctrl-Home → Shift-↓ Shift-→");
	editor_draw(e, &c, true);
	for (int i = 0; i < 20; i++) {
		unsigned style = canvas_cell(&c, &arena, i / 10, i % 10, &text);

		if (!!(style & STYLE_ON_SELECTED) != (want[i] == '#') && text.n)
			fail_msg("cell %d", i);
	}
	editor_free(e);
}

/* Rows that were remembered are the rows there are. */
static void
rows_of_long_lines_stay_right_through_changes(void **state)
{
	(void)state;
	for (uint32_t run = 0; run < 40; run++) {
		struct folds folds = { 0 };
		struct buf b = BUF_INIT(0);
		uint32_t seed = run;

		folds_fold(&folds, 1 + edit_roll(&seed, 40));
		for (int step = 0; step < 600; step++) {
			size_t piece = edit_roll(&seed, 8);
			struct str s, text;
			size_t n = (size_t)b.n + 1;
			size_t from = utf8_floor(
			    buf_str(&b), edit_roll(&seed, (uint32_t)n));
			size_t to = utf8_floor(buf_str(&b),
			    from +
				(edit_roll(&seed, 20) ? 0 :
							edit_roll(&seed, 40)));
			struct fold_row want, got;

			/* Few newlines, or no line would be long. */
			if (edit_pieces[piece][0] == '\n' &&
			    edit_roll(&seed, 20))
				piece = edit_pieces_n - 1;
			s = str_from(edit_pieces[piece]);
			splice_do(&b, from, to, s);
			folds_changed(&folds, from, to - from, s.n);
			text = buf_str(&b);
			from = edit_roll(&seed, (uint32_t)b.n + 1);
			want = fold_from(
			    text, fold_line_start(text, from), folds.cells);
			while (want.next != FOLD_NONE && from >= want.next)
				want = fold_from(text, want.next, folds.cells);
			got = folds_at(&folds, text, from);
			if (got.start != want.start || got.next != want.next)
				fail_msg("run %u step %d: row %zu, want %zu",
				    run, step, got.start, want.start);
		}
		assert_true(b.n > 1024);
		folds_free(&folds);
		buf_free(&b);
	}
}

/* A screen that is an editor with a line above and one below. */

static struct editor *under_test;

static void
page_draw(struct screen *s, struct canvas *c)
{
	struct canvas part = canvas_sub(c, 1, 1, c->rows - 2, c->cols - 2);

	(void)s;
	canvas_text(c, 0, 0, c->cols, STYLE_TITLE, STR("Write"));
	editor_draw(under_test, &part, true);
}

static bool
page_key(struct screen *s, const struct key *key)
{
	s->dirty = editor_key(under_test, key);
	return s->dirty;
}

static const struct screen_class page_class = {
	.name = "page",
	.title = "Page",
	.draw = page_draw,
	.key = page_key,
};

static const char *const typed[] = { "word ", "日本", "e\xCC\x81", "\r",
	"\033[A", "\033[B", "\033[D", "\033[C", "\033[1;2D", "\033[1;2A",
	"\033[200~pasted\ttext\r\nand 🇩🇪 more 👩‍👧\033[201~",
	"\x7F", "\033[5~", "\033[6~", "\033[H", "\033[F", "\033b", "\x1A",
	"\x19" };

static void
every_cell_is_right_through_any_resize(void **state)
{
	static const char *const terms[] = { "xterm-256color", "linux",
		"vt100" };
	uint32_t seed = 1;

	(void)state;
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		struct vt *vt;

		under_test = edit_with("");
		vt = vt_open_term(&page_class, NULL, 0, 0, 10, 40, terms[i]);
		for (int step = 0; step < 150; step++) {
			struct str text;
			size_t at;

			vt_type(vt, typed[edit_roll(&seed, 19)]);
			text = editor_text(under_test, &arena);
			at = editor_cursor(under_test);
			vt_resize(vt, 5 + (int)edit_roll(&seed, 20),
			    20 + (int)edit_roll(&seed, 60));
			assert_true(
			    str_eq(editor_text(under_test, &arena), text));
			assert_int_equal(editor_cursor(under_test), at);
		}
		vt_close(vt);
		editor_free(under_test);
	}
}

static void
a_terminal_types_pastes_and_sees_it(void **state)
{
	struct vt *vt;
	int top = 0;

	(void)state;
	under_test = edit_with("");
	vt = vt_open(&page_class, NULL, 0, 0, 10, 30);
	vt_type(vt, "> said\r\r\rAnswer: 日本\r- a\rb");
	/* What is above the screen is the app's. */
	while (top < 2 && strcmp(vt_row(vt, top), "Write") != 0)
		top++;
	assert_string_equal(vt_row(vt, top), "Write");
	assert_string_equal(vt_row(vt, top + 1), " > said");
	assert_string_equal(vt_row(vt, top + 2), "");
	assert_string_equal(vt_row(vt, top + 3), " Answer: 日本");
	assert_string_equal(vt_row(vt, top + 4), " - a");
	assert_string_equal(vt_row(vt, top + 5), " - b");
	vt_type(vt, "\033[5~\033[1;5H");
	assert_string_equal(vt_row(vt, top + 1), " > said");
	assert_string_equal(vt_style(vt, top + 1, 1), "quote");
	assert_string_equal(vt_style(vt, top + 3, 1), "normal");
	vt_type(vt, "\033[200~\033[2J\x07x\033[201~");
	assert_string_equal(vt_row(vt, top + 1), " [2Jx> said");
	vt_type(vt, "\033[1;2C");
	assert_true(vt_on_selected(vt, top + 1, 5));
	assert_false(vt_on_selected(vt, top + 1, 6));
	vt_close(vt);
	editor_free(under_test);
}

/* Real hostile text, kept beside the tree. */
static void
the_worst_strings_people_collected_are_harmless(void **state)
{
	const char *root = getenv("STOA_SHARED");
	char path[4096], line[8192];
	struct vt *vt;
	FILE *f;

	(void)state;
	snprintf(path, sizeof path, "%s/data/strings/blns.txt",
	    root ? root : "../shared");
	f = fopen(path, "r");
	if (f == NULL) {
		print_message("SKIPPED: no %s; set STOA_SHARED\n", path);
		skip();
	}
	under_test = editor_new(EDITOR_BYTES_MAX);
	vt = vt_open(&page_class, NULL, 0, 0, 24, 80);
	while (fgets(line, sizeof line, f)) {
		/* The emulator knows no emoji as young as these. */
		if (strstr(line, "\xF0\x9F\xA6"))
			continue;
		struct buf b = BUF_INIT(0);
		struct str want = arena_printf(&arena, "%.*s%s",
		    STR_ARG(editor_text(under_test, &arena)), line);

		buf_printf(&b, "\033[200~%s\033[201~", line);
		buf_char(&b, '\0');
		vt_type(vt, b.p);
		assert_true(str_eq(
		    editor_text(under_test, &arena), text_clean(&arena, want)));
		vt_type(vt, "\033[A\033[F\033[D\033[C\033[B\033[1;5F");
		buf_free(&b);
		arena_reset(&arena);
	}
	assert_true(editor_bytes(under_test) > 10000);
	fclose(f);
	vt_close(vt);
	editor_free(under_test);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    lines_are_folded_at_words_and_between_wide_characters),
		cmocka_unit_test(up_and_down_remember_the_column),
		cmocka_unit_test(
		    the_cursor_is_kept_in_view_and_no_row_is_wasted),
		cmocka_unit_test(what_is_selected_is_seen),
		cmocka_unit_test(rows_of_long_lines_stay_right_through_changes),
		cmocka_unit_test(every_cell_is_right_through_any_resize),
		cmocka_unit_test(a_terminal_types_pastes_and_sees_it),
		cmocka_unit_test(
		    the_worst_strings_people_collected_are_harmless),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
