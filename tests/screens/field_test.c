/* One line to write in: names, titles, codes. */
#include "screens/ui/field.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "tests/lib/editing.h"
#include "tests/lib/vt.h"

enum { MAX_CHARS = 200 };

static struct arena arena;
static struct grid grid;

static void
press(void *field, int32_t code)
{
	struct key key = { .code = code };

	if (!field_key(field, &key))
		fail_msg("%s was not used", keys_name(code).text);
}

static void
paste(struct field *f, struct str text)
{
	struct key key = { .code = KEYS_PASTE, .text = text };

	assert_true(field_key(f, &key));
}

static void
expect(struct field *f, const char *names, const char *want, int line)
{
	struct str got;

	edit_names(names, press, f);
	got = edit_marked(&arena, field_text(f), field_cursor(f));
	if (!str_eq(got, str_from(want)))
		fail_msg("line %d: %s gives \"%.*s\", want \"%s\"", line, names,
		    STR_ARG(got), want);
}
#define AT(names, want) expect(f, (names), (want), __LINE__)

static void
a_line_is_typed_and_corrected(void **state)
{
	struct field *f = field_new(MAX_CHARS);

	(void)state;
	AT("'one two-three'", "one two-three|");
	AT("^A Del →", "n|e two-three");
	AT("Alt-f Ctrl-→ '!'", "ne two!|-three");
	AT("^W", "ne |-three");
	AT("^K ^K", "ne |");
	AT("Home Alt-d", "| ");
	AT("End 'x' Alt-b", " |x");
	AT("^U ^U Bksp", "|x");
	AT("→ 'e' '\xCC\x81' '日' ← ←", "x|é日");
	AT("Ctrl-End Bksp Bksp", "x|");
	field_set(f, STR("other"));
	AT("← '-'", "othe-|r");
	field_free(f);
}

static void
what_is_pasted_becomes_one_line(void **state)
{
	struct field *f = field_new(MAX_CHARS);

	(void)state;
	paste(f, STR("a\r\nb\tc\n\n"));
	AT("'d'", "a b cd|");
	paste(f, STR("\033[31m\x07\x00\xE2\x80\xAE"));
	AT("'e'", "a b cd[31me|");
	AT("^U", "|");
	paste(f, STR("\n"));
	AT("'f'", "f|");
	field_set(f, STR("x\xE2\x80\xA8y\n"));
	AT("^E", "x y|");
	field_free(f);
}

static void
the_keys_of_the_screen_are_left_to_it(void **state)
{
	static const int32_t codes[] = { KEYS_ENTER, KEYS_TAB, KEYS_ESC,
		KEYS_TAB | KEYS_SHIFT, KEYS_UP, KEYS_DOWN, KEYS_PGUP,
		KEYS_CTRL | 'c', KEYS_CTRL | 'd', KEYS_CTRL | 'g',
		KEYS_CTRL | 'l', KEYS_CTRL | 'n', KEYS_CTRL | 'p',
		KEYS_CTRL | 's', KEYS_CTRL | 'x', KEYS_ALT | 'x', KEYS_F0 + 2,
		KEYS_PRESS };
	struct field *f = field_new(MAX_CHARS);

	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		struct key key = { .code = codes[i] };

		if (field_key(f, &key))
			fail_msg("%s was used", keys_name(codes[i]).text);
	}
	assert_int_equal(field_text(f).n, 0);
	assert_int_equal(field_version(f), 0);
	field_free(f);
}

static void
it_takes_as_many_characters_as_it_may_and_not_one_more(void **state)
{
	struct field *f = field_new(4);
	struct key cut = { .code = KEYS_PASTE, .text = STR("a"), .cut = true };
	struct buf b = BUF_INIT(0);

	(void)state;
	AT("'日本語'", "日本語|");
	paste(f, STR("xy"));
	assert_string_equal(field_complaint(f),
	    "That is more than fits here (4 characters); nothing was added.");
	assert_null(field_complaint(f));
	AT("'x'", "日本語x|");
	assert_null(field_complaint(f));
	AT("'y'", "日本語x|");
	assert_non_null(field_complaint(f));
	AT("Bksp", "日本語|");
	assert_true(field_key(f, &cut));
	AT("", "日本語|");
	assert_non_null(field_complaint(f));
	/* What is too long already is kept and can be made shorter. */
	field_set(f, STR("123456"));
	AT("'x' Bksp 'x'", "12345|");
	field_free(f);

	f = field_new(SIZE_MAX);
	for (int i = 0; i < FIELD_CHARS_MAX; i++)
		buf_cstr(&b, "é");
	field_set(f, buf_str(&b));
	assert_null(field_complaint(f));
	assert_int_equal(text_chars(field_text(f)), FIELD_CHARS_MAX);
	edit_names("'x'", press, f);
	assert_int_equal(text_chars(field_text(f)), FIELD_CHARS_MAX);
	assert_non_null(field_complaint(f));
	buf_char(&b, 'x');
	field_set(f, buf_str(&b));
	assert_int_equal(text_chars(field_text(f)), FIELD_CHARS_MAX);
	assert_non_null(field_complaint(f));
	buf_free(&b);
	field_free(f);
}

static void
past_lines_come_back_and_what_was_begun_is_kept(void **state)
{
	struct field *f = field_new(MAX_CHARS);
	struct key up = { .code = KEYS_UP }, down = { .code = KEYS_DOWN };
	char line[20];

	(void)state;
	assert_false(field_key(f, &up));
	field_history_add(f, STR("one"));
	field_history_add(f, STR("two"));
	field_history_add(f, STR("two"));
	field_history_add(f, STR(""));
	assert_false(field_key(f, &down));
	AT("'beg' ↑", "two|");
	AT("↑", "one|");
	assert_false(field_key(f, &up));
	AT("'!' ↓", "two|");
	AT("↓", "beg|");
	assert_false(field_key(f, &down));
	AT("↑ ↑", "one|");
	field_history_add(f, STR("three"));
	AT("↑", "three|");
	for (int i = 0; i < FIELD_HISTORY_MAX; i++) {
		int n = snprintf(line, sizeof line, "line %d", i);

		field_history_add(f, (struct str){ line, (size_t)n });
	}
	for (int i = 0; i < FIELD_HISTORY_MAX; i++)
		assert_true(field_key(f, &up));
	AT("", "line 0|");
	assert_false(field_key(f, &up));
	field_free(f);
}

static void
draw(struct field *f, int cells, const char *want, int cursor)
{
	struct canvas c;
	struct str got;

	grid_reset(&grid, 1, 40);
	c = canvas_of(&grid, CHARSET_UTF8);
	canvas_text(&c, 0, 0, 40, STYLE_NORMAL,
	    STR("########################################"));
	field_draw(f, &c, 0, 2, cells, true, STR("your name"));
	got = canvas_row(&c, &arena, 0);
	got = str_slice(got, 0, str_find(str_slice(got, 2, got.n), '#') + 3);
	if (!str_eq(got, str_from(want)) || grid.cursor_col != cursor)
		fail_msg("got \"%.*s\" %d, want \"%s\" %d", STR_ARG(got),
		    grid.cursor_col, want, cursor);
}

static void
a_long_line_scrolls_and_keeps_the_cursor_in_view(void **state)
{
	struct field *f = field_new(MAX_CHARS);

	(void)state;
	draw(f, 12, "##(your name) #", 2);
	draw(f, 6, "##(your…#", 2);
	edit_names("'0123456789'", press, f);
	draw(f, 12, "##0123456789  #", 12);
	draw(f, 8, "##3456789 #", 9);
	edit_names("← ← ← ← ← ← ← ←", press, f);
	draw(f, 8, "##01234567#", 4);
	edit_names("End", press, f);
	draw(f, 8, "##3456789 #", 9);
	edit_names("Bksp Bksp", press, f);
	draw(f, 8, "##1234567 #", 9);
	draw(f, 20, "##01234567            #", 10);
	field_set(f, STR("日本語日本語"));
	draw(f, 8, "## 日本語 #", 9);
	edit_names("Home", press, f);
	draw(f, 7, "##日本語 #", 2);
	draw(f, 1, "## #", 2);
	field_free(f);
}

static void
a_hidden_line_shows_dots_and_tells_no_words(void **state)
{
	struct field *f = field_new_hidden(MAX_CHARS);

	(void)state;
	field_history_add(f, STR("never"));
	edit_names("'a b 日'", press, f);
	draw(f, 8, "##•••••   #", 7);
	assert_true(str_eq(field_text(f), STR("a b 日")));
	AT("Alt-b", "|a b 日");
	AT("Alt-f", "a b 日|");
	edit_names("'0123456789'", press, f);
	draw(f, 8, "##••••••• #", 9);
	AT("^W", "|");
	draw(f, 12, "##(your name) #", 2);
	field_free(f);
}

static void
random_keys_leave_it_clean_and_of_one_line(void **state)
{
	static const int32_t codes[] = { KEYS_LEFT, KEYS_RIGHT, KEYS_HOME,
		KEYS_BACKSPACE, KEYS_DELETE, KEYS_ALT | 'b', KEYS_ALT | 'f',
		KEYS_CTRL | 'w' };

	(void)state;
	for (uint32_t run = 0; run < 100; run++) {
		struct field *f = field_new(60);
		uint32_t seed = run;

		for (int step = 0; step < 200; step++) {
			size_t piece =
			    edit_roll(&seed, (uint32_t)edit_pieces_n);
			struct canvas c;
			struct str text;
			size_t at = 0, wide;

			if (edit_roll(&seed, 3))
				paste(f, str_from(edit_pieces[piece]));
			else
				press(f, codes[edit_roll(&seed, 8)]);
			text = field_text(f);
			assert_true(text_is_clean(text));
			assert_true(text_chars(text) <= 60);
			assert_int_equal(str_find(text, '\n'), text.n);
			assert_int_equal(str_find(text, '\t'), text.n);
			while (at < field_cursor(f))
				at += text_cluster(
				    str_slice(text, at, text.n), &wide);
			assert_int_equal(at, field_cursor(f));
			grid_reset(&grid, 1, 1 + (int)edit_roll(&seed, 30));
			c = canvas_of(&grid, CHARSET_UTF8);
			field_draw(f, &c, 0, 0, c.cols, true, STR(""));
			assert_in_range(grid.cursor_col, 0, c.cols - 1);
		}
		field_free(f);
		arena_reset(&arena);
	}
}

/* A screen that asks for a name and a password. */

static struct field *under_test[2];
static int focus;

static void
form_draw(struct screen *s, struct canvas *c)
{
	(void)s;
	for (int i = 0; i < 2; i++)
		field_draw(under_test[i], c, 1 + i, 3, c->cols - 6, focus == i,
		    STR("nobody yet"));
}

static bool
form_key(struct screen *s, const struct key *key)
{
	s->dirty = true;
	if (key->code == KEYS_TAB)
		focus = !focus;
	else
		return field_key(under_test[focus], key);
	return true;
}

static const struct screen_class form_class = {
	.name = "form",
	.title = "Form",
	.draw = form_draw,
	.key = form_key,
};

static void
a_terminal_sees_it_at_any_size(void **state)
{
	static const char *const typed[] = {
		"word ", "日本", "e\xCC\x81", "\033[D", "\033[C", "\033[H",
		"\033[F", "\x7F", "\t",
		"\033[200~pasted\ttext\r\nand 🇩🇪 more 👩‍👧\033[201~"
	};
	uint32_t seed = 1;
	struct vt *vt;
	int top = 0;

	(void)state;
	under_test[0] = field_new(MAX_CHARS);
	under_test[1] = field_new_hidden(MAX_CHARS);
	vt = vt_open(&form_class, NULL, 0, 0, 7, 30);
	/* What is above the screen is the app's. */
	while (top < 2 && strcmp(vt_row(vt, top + 1), "   (nobody yet)") != 0)
		top++;
	assert_string_equal(vt_row(vt, top + 1), "   (nobody yet)");
	assert_string_equal(vt_style(vt, top + 1, 3), "dim");
	assert_string_equal(vt_style(vt, top + 1, 26), "input");
	assert_string_equal(vt_style(vt, top + 1, 27), "normal");
	vt_type(vt, "Ann\tsecret");
	assert_string_equal(vt_row(vt, top + 1), "   Ann");
	assert_string_equal(vt_row(vt, top + 2), "   ••••••");
	for (int step = 0; step < 200; step++) {
		vt_type(vt, typed[edit_roll(&seed, 10)]);
		vt_resize(vt, 5 + (int)edit_roll(&seed, 5),
		    20 + (int)edit_roll(&seed, 40));
	}
	vt_close(vt);
	field_free(under_test[0]);
	field_free(under_test[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_typed_and_corrected),
		cmocka_unit_test(what_is_pasted_becomes_one_line),
		cmocka_unit_test(the_keys_of_the_screen_are_left_to_it),
		cmocka_unit_test(
		    it_takes_as_many_characters_as_it_may_and_not_one_more),
		cmocka_unit_test(
		    past_lines_come_back_and_what_was_begun_is_kept),
		cmocka_unit_test(
		    a_long_line_scrolls_and_keeps_the_cursor_in_view),
		cmocka_unit_test(a_hidden_line_shows_dots_and_tells_no_words),
		cmocka_unit_test(random_keys_leave_it_clean_and_of_one_line),
		cmocka_unit_test(a_terminal_sees_it_at_any_size),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
