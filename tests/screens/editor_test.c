/* People write in it: what they typed is there, seen, and can be undone. */
#include "screens/ui/editor.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/buf.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "tests/lib/vt.h"

enum { MAX = 4096 };

static struct arena arena;

static void
press(struct editor *e, int32_t code)
{
	struct key key = { .code = code };

	assert_true(editor_key(e, &key));
}

/* Keys by name, with blanks between; 'text' is typed. */
static void
keys(struct editor *e, const char *names)
{
	struct str rest = str_from(names), name;
	int32_t code;

	while (rest.n) {
		if (rest.p[0] == '\'') {
			rest = str_slice(rest, 1, rest.n);
			for (name = str_cut(&rest, '\''); name.n;) {
				size_t n = utf8_decode(name, &code);

				press(e, code);
				name = str_slice(name, n, name.n);
			}
			str_cut(&rest, ' ');
			continue;
		}
		name = str_cut(&rest, ' ');
		if (!keys_parse(name, &code))
			fail_msg("no key is called %.*s", STR_ARG(name));
		press(e, code);
	}
}

static void
paste(struct editor *e, struct str text)
{
	struct key key = { .code = KEYS_PASTE, .text = text };

	assert_true(editor_key(e, &key));
}

/* The text with "|" at the cursor. */
static const char *
shown(struct editor *e)
{
	struct str text = editor_text(e, &arena);
	size_t at = editor_cursor(e);

	return arena_cstr(&arena,
	    arena_printf(&arena, "%.*s|%.*s", STR_ARG(str_slice(text, 0, at)),
		STR_ARG(str_slice(text, at, text.n))));
}

static struct editor *
with(const char *text)
{
	struct editor *e = editor_new(MAX);

	editor_set(e, str_from(text));
	return e;
}

static void
at_(struct editor *e, const char *names, const char *want, int line)
{
	keys(e, names);
	if (strcmp(shown(e), want) != 0)
		fail_msg("line %d: %s gives \"%s\", want \"%s\"", line, names,
		    shown(e), want);
}
#define AT(names, want) at_(e, (names), (want), __LINE__)

static void
letters_lines_and_corrections_are_typed(void **state)
{
	struct editor *e = editor_new(MAX);

	(void)state;
	AT("'Hello' Enter 'wrld'", "Hello\nwrld|");
	AT("Left Left Left 'o'", "Hello\nwo|rld");
	AT("End '!' Bksp", "Hello\nworld|");
	AT("Home Bksp", "Hello|world");
	AT("Enter Up Del", "|ello\nworld");
	AT("'J' Down Down Right Del", "Jello\nwo|ld");
	assert_int_equal(editor_bytes(e), 10);
	editor_free(e);
}

static void
a_paste_is_one_step_and_is_cleaned(void **state)
{
	struct editor *e = with("ab");

	(void)state;
	keys(e, "Left");
	paste(e, STR("1\r\n\033[31m2\t\x00\x07\r3"));
	assert_string_equal(shown(e), "a1\n[31m2\t\n3|b");
	AT("^Z", "a|b");
	AT("^Y", "a1\n[31m2\t\n3|b");
	editor_free(e);
}

static const struct {
	int32_t code;
} not_ours[] = {
	{ KEYS_ESC },
	{ KEYS_TAB },
	{ KEYS_TAB | KEYS_SHIFT },
	{ KEYS_CTRL | 'd' },
	{ KEYS_CTRL | 'g' },
	{ KEYS_CTRL | 'l' },
	{ KEYS_CTRL | 'n' },
	{ KEYS_CTRL | 'o' },
	{ KEYS_CTRL | 'p' },
	{ KEYS_CTRL | 's' },
	{ KEYS_CTRL | 't' },
	{ KEYS_CTRL | 'x' },
	{ KEYS_CTRL | 'c' },
	{ KEYS_CTRL | 'v' },
	{ KEYS_F0 + 1 },
	{ KEYS_ALT | 'q' },
	{ KEYS_INSERT },
	{ KEYS_PRESS },
	{ KEYS_WHEEL_UP },
};

static void
the_keys_of_the_screen_are_left_to_it(void **state)
{
	struct editor *e = with("abc");
	uint64_t version = editor_version(e);

	(void)state;
	for (size_t i = 0; i < sizeof not_ours / sizeof *not_ours; i++) {
		struct key key = { .code = not_ours[i].code };

		if (editor_key(e, &key))
			fail_msg("%s was used", keys_name(key.code).text);
	}
	assert_string_equal(shown(e), "abc|");
	assert_int_equal(editor_version(e), version);
	editor_free(e);
}

static void
words_and_lines_are_moved_over_and_deleted(void **state)
{
	struct editor *e = with("one two_2, drei\nvier");

	(void)state;
	AT("Ctrl-Home Alt-f", "one| two_2, drei\nvier");
	AT("Ctrl-→", "one two_2|, drei\nvier");
	AT("Alt-f Alt-f", "one two_2, drei\nvier|");
	AT("Alt-b Ctrl-←", "one two_2, |drei\nvier");
	AT("^W", "one |drei\nvier");
	AT("Alt-d", "one |\nvier");
	AT("^K", "one |vier");
	AT("^U", "|vier");
	AT("^U ^W Bksp", "|vier");
	AT("^K ^K Del", "|");
	AT("^Z ^Z", "one |vier");
	AT("^Z Ctrl-End ^A ^E ^E", "one \nvier|");
	editor_free(e);
}

static void
enter_goes_on_with_quotes_and_lists(void **state)
{
	struct editor *e = with("");

	(void)state;
	AT("'- a' Enter 'b'", "- a\n- b|");
	AT("Enter Enter", "- a\n- b\n|");
	AT("'  9. x' Enter", "- a\n- b\n  9. x\n  10. |");
	AT("Enter", "- a\n- b\n  9. x\n|");
	editor_set(e, STR("> > yes\n> * item\n"));
	AT("↑ End Enter", "> > yes\n> * item\n> * |\n");
	AT("Enter", "> > yes\n> * item\n> |\n");
	AT("Enter", "> > yes\n> * item\n|\n");
	AT("Ctrl-Home Enter", "\n|> > yes\n> * item\n\n");
	AT("→ → → → → Enter", "\n> > y\n> > |es\n> * item\n\n");
	AT("^Z", "\n> > y|es\n> * item\n\n");
	editor_set(e, STR("- a"));
	AT("^J 'b'", "- a\nb|");
	editor_set(e, STR("-no"));
	AT("Enter", "-no\n|");
	editor_set(e, STR("999999999. a"));
	AT("Enter", "999999999. a\n1000000000. |");
	editor_free(e);
}

static void
what_is_selected_is_replaced_copied_and_cut(void **state)
{
	struct editor *e = with("one two");

	(void)state;
	AT("Ctrl-Shift-← 'x'", "one x|");
	AT("^Z", "one |two");
	AT("End Shift-Home Alt-w → ' ' Alt-y", "one two one two|");
	AT("Ctrl-Home Shift-→ Shift-→ Shift-→ Shift-→ Shift-Del",
	    "|two one two");
	AT("End Shift-Ins", "two one twoone |");
	AT("Shift-← Shift-← ←", "two one twoon|e ");
	AT("Shift-← Shift-← →", "two one twoon|e ");
	AT("Ctrl-Shift-Home Bksp", "|e ");
	AT("^Z ^Z ^Z", "one |two one two");
	AT("Ctrl-Home Shift-→ 'o'", "o|ne two one two");
	AT("End", "one two one two|");
	AT("Alt-w Ctrl-Ins", "one two one two|");
	editor_free(e);
}

static void
typing_is_undone_by_words_and_moving_begins_a_new_step(void **state)
{
	struct editor *e = with("");

	(void)state;
	AT("'one two three' ^Z", "one two |");
	AT("^Z", "one |");
	AT("^_", "|");
	AT("^Z", "|");
	AT("^Y ^Y ^Y ^Y", "one two three|");
	AT("← 'x' → 'y' ^Z", "one two threxe|");
	AT("^Z", "one two thre|e");
	AT("'z' ^Y", "one two threz|e");
	AT("End Bksp Bksp Bksp ^Z", "one two threze|");
	AT("Bksp Enter 'a' ^Z ^Z ^Z", "one two threze|");
	editor_free(e);
}

static void
text_stays_clean_where_it_is_put_together(void **state)
{
	struct editor *e = with("");
	char many[400] = "a";

	(void)state;
	AT("'e' '\xCC\x81' '!'", "\xC3\xA9!|");
	AT("← Bksp", "|!");
	AT("'ᄒ' 'ᅡ' 'ᆫ'", "한|!");
	AT("Bksp '🇩' '🇪' '🇫' '🇷' ← Bksp", "|🇫🇷!");
	editor_set(e, STR("ex\xCC\x81"));
	AT("← Bksp", "|x\xCC\x81");
	editor_set(e, STR("e\n\xCC\x81z"));
	AT("Home Bksp", "\xC3\xA9|z");
	AT("^Z", "e\n|\xCC\x81z");
	editor_set(e, STR(""));
	for (int i = 0; i < 100; i++)
		memcpy(many + 1 + 2 * i, "\xCC\x80", 2);
	keys(e, "'a'");
	paste(e, str_from(many + 1));
	assert_int_equal(editor_bytes(e), 2 + 2 * (CLEAN_MARKS_MAX - 1));
	AT("← Del", "|");
	/* Signs that turn a line around are not typed at all. */
	keys(e, "'a'");
	press(e, 0x202E);
	AT("Shift-←", "|a");
	press(e, 0x202E);
	AT("→", "a|");
	editor_free(e);
}

static void
a_paste_may_come_in_pieces_cut_anywhere(void **state)
{
	static const char whole[] = "1\r\n2 \xE6\x97\xA5\xE6\x9C\xAC\r\r\n3";

	(void)state;
	for (size_t cut = 1; cut < sizeof whole - 1; cut++) {
		struct editor *e = with("");

		paste(e, (struct str){ whole, cut });
		paste(e, (struct str){ whole + cut, sizeof whole - 1 - cut });
		assert_string_equal(shown(e), "1\n2 日本\n\n3|");
		AT("^Z", "|");
		paste(e, STR("x\xE6"));
		AT("'y'", "xy|");
		paste(e, STR("\x97\xA5"));
		assert_string_equal(shown(e), "xy\xEF\xBF\xBD\xEF\xBF\xBD|");
		editor_free(e);
	}
}

static void
what_is_too_long_is_refused_as_a_whole_with_words(void **state)
{
	struct editor *e = editor_new(8);
	struct key key = { .code = KEYS_PASTE, .cut = true };

	(void)state;
	assert_null(editor_complaint(e));
	AT("'1234567'", "1234567|");
	paste(e, STR("89"));
	assert_string_equal(editor_complaint(e),
	    "That is more than fits here (8 bytes); nothing was pasted.");
	assert_null(editor_complaint(e));
	AT("'é'", "1234567|");
	assert_non_null(editor_complaint(e));
	AT("'8'", "12345678|");
	assert_null(editor_complaint(e));
	AT("'9'", "12345678|");
	assert_string_equal(editor_complaint(e),
	    "That is more than fits here (8 bytes); nothing was added.");
	AT("Enter", "12345678|");
	AT("Shift-← 'x'", "1234567x|");
	editor_complaint(e);
	AT("Shift-←", "1234567|x");
	paste(e, STR("yz"));
	assert_non_null(editor_complaint(e));
	AT("Bksp", "1234567|");
	editor_insert(e, STR("89"));
	assert_non_null(editor_complaint(e));
	key.text = STR("a");
	assert_true(editor_key(e, &key));
	assert_string_equal(editor_complaint(e),
	    "That is more than can be pasted at once (1024 KiB); "
	    "nothing was pasted.");
	/* What is too long already is kept and can be made shorter. */
	editor_set(e, STR("1234567890"));
	AT("'x' Bksp", "123456789|");
	AT("'x' Bksp Bksp 'x'", "1234567x|");
	editor_free(e);
}

static void
the_longest_text_is_taken_and_one_byte_more_is_not(void **state)
{
	struct editor *e = editor_new(SIZE_MAX);
	struct buf b = BUF_INIT(0);

	(void)state;
	for (int i = 0; i < EDITOR_BYTES_MAX; i++)
		buf_char(&b, i % 50 ? 'x' : '\n');
	paste(e, str_slice(buf_str(&b), 0, b.n - 1));
	keys(e, "'y'");
	assert_int_equal(editor_bytes(e), EDITOR_BYTES_MAX);
	assert_null(editor_complaint(e));
	keys(e, "'z'");
	assert_int_equal(editor_bytes(e), EDITOR_BYTES_MAX);
	assert_string_equal(editor_complaint(e),
	    "That is more than fits here (1024 KiB); nothing was added.");
	/* All of it can be taken away, come back, and go again. */
	keys(e, "Ctrl-Shift-Home Del");
	assert_int_equal(editor_bytes(e), 0);
	keys(e, "^Z");
	assert_int_equal(editor_bytes(e), EDITOR_BYTES_MAX);
	editor_set(e, buf_str(&b));
	assert_null(editor_complaint(e));
	buf_char(&b, 'x');
	editor_set(e, buf_str(&b));
	assert_int_equal(editor_bytes(e), EDITOR_BYTES_MAX);
	assert_string_equal(editor_complaint(e),
	    "That is more than fits here (1024 KiB); its end is missing.");
	buf_free(&b);
	editor_free(e);
}

/* One step of a MiB is always kept; of many, the last. */
static void
the_history_is_bounded_and_forgets_the_oldest(void **state)
{
	struct editor *e = editor_new(SIZE_MAX);
	struct buf b = BUF_INIT(0);
	int undone = 0;

	(void)state;
	while (b.n < EDITOR_BYTES_MAX / 2)
		buf_cstr(&b, "some words\n");
	for (int i = 0; i < 20; i++) {
		editor_insert(e, buf_str(&b));
		keys(e, "Ctrl-Shift-Home Del");
	}
	for (uint64_t v = 0; v != editor_version(e); undone++) {
		v = editor_version(e);
		keys(e, "^Z");
	}
	undone--;
	if (undone < 2 || undone > 8)
		fail_msg("%d steps were undone", undone);
	buf_free(&b);
	editor_free(e);
}

static struct grid grid;

static struct canvas
blank(int rows, int cols)
{
	grid_reset(&grid, rows, cols);
	return canvas_of(&grid, CHARSET_UTF8);
}

static void
expect_rows(struct editor *e, int cols, const char *want)
{
	struct canvas c = blank(6, cols);
	struct buf got = BUF_INIT(0);

	editor_draw(e, &c, true);
	for (int i = 0; i < c.rows; i++) {
		buf_put(&got, canvas_row(&c, &arena, i));
		buf_char(&got, '/');
	}
	buf_printf(&got, "%d,%d", grid.cursor_row, grid.cursor_col);
	if (!str_eq(buf_str(&got), str_from(want)))
		fail_msg(
		    "got \"%.*s\", want \"%s\"", STR_ARG(buf_str(&got)), want);
	buf_free(&got);
}

static void
lines_are_folded_at_words_and_between_wide_characters(void **state)
{
	struct editor *e = with("one two three");

	(void)state;
	expect_rows(e, 8, "one two/three/////1,5");
	keys(e, "Home ←");
	expect_rows(e, 8, "one two/three/////0,7");
	keys(e, "Home End");
	expect_rows(e, 8, "one two/three/////0,7");
	keys(e, "End");
	expect_rows(e, 8, "one two/three/////1,5");
	assert_int_equal(editor_lines(e, 8), 2);
	assert_int_equal(editor_lines(e, 80), 1);
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
	struct editor *e = with("a long line of words\nshort\n\nlonger one");
	struct canvas c = blank(6, 40);

	(void)state;
	editor_draw(e, &c, true);
	AT("Ctrl-Home End ← ↓", "a long line of words\nshort|\n\nlonger one");
	AT("↓ ↓", "a long line of words\nshort\n\nlonger one|");
	assert_true(editor_at_bottom(e));
	AT("↓ ↑ ↑ ↑", "a long line of word|s\nshort\n\nlonger one");
	assert_true(editor_at_top(e));
	c = blank(6, 12);
	editor_draw(e, &c, true);
	assert_false(editor_at_top(e));
	AT("↑", "a long line| of words\nshort\n\nlonger one");
	AT("Shift-↓ Shift-↓ Shift-← Del", "a long line|t\n\nlonger one");
	editor_free(e);
}

static void
the_cursor_is_kept_in_view_and_no_row_is_wasted(void **state)
{
	struct editor *e = with("1\n2\n3\n4\n5\n6\n7\n8\n9\nA\nB\nC");

	(void)state;
	expect_rows(e, 8, "7/8/9/A/B/C/5,1");
	keys(e, "PgUp");
	expect_rows(e, 8, "2/3/4/5/6/7/5,1");
	keys(e, "PgUp");
	expect_rows(e, 8, "1/2/3/4/5/6/1,1");
	keys(e, "PgUp");
	expect_rows(e, 8, "1/2/3/4/5/6/0,1");
	keys(e, "PgDn");
	expect_rows(e, 8, "6/7/8/9/A/B/0,1");
	keys(e, "Ctrl-End Bksp Bksp Bksp");
	expect_rows(e, 8, "6/7/8/9/A//5,0");
	keys(e, "Ctrl-Home");
	expect_rows(e, 8, "1/2/3/4/5/6/0,0");
	editor_free(e);
}

static void
what_is_selected_is_seen(void **state)
{
	struct editor *e = with("ab\n日c");
	struct canvas c = blank(3, 10);
	static const char want[] = ".##.......##........";
	struct str text;

	(void)state;
	keys(e, "Shift-↑ Shift-←");
	keys(e, "Ctrl-Home → Shift-↓ Shift-→");
	editor_draw(e, &c, true);
	for (int i = 0; i < 20; i++) {
		unsigned style = canvas_cell(&c, &arena, i / 10, i % 10, &text);

		if (!!(style & STYLE_ON_SELECTED) != (want[i] == '#') && text.n)
			fail_msg("cell %d", i);
	}
	editor_free(e);
}

/* The reference: a string, a cursor, a mark, and no cleverness at all. */

struct model {
	struct str text;
	size_t cursor;
	size_t mark; /* SIZE_MAX: none */
};

static size_t
border(struct str s, size_t at)
{
	size_t from = 0, wide;

	while (from < at)
		from += text_cluster(str_slice(s, from, s.n), &wide);
	return from;
}

static size_t
border_before(struct str s, size_t at)
{
	size_t from = 0, wide, n;

	for (; from < at; from += n) {
		n = text_cluster(str_slice(s, from, s.n), &wide);
		if (from + n >= at)
			break;
	}
	return from;
}

static void
model_change(struct model *m, size_t from, size_t to, struct str raw)
{
	struct str tail = str_slice(m->text, to, m->text.n);
	struct str all = arena_printf(&arena, "%.*s%.*s%.*s", (int)from,
	    m->text.p, STR_ARG(raw), STR_ARG(tail));
	int32_t code;

	all = text_clean(&arena, all);
	if (from == to && str_eq(all, m->text))
		return;
	while (text_joins(tail))
		tail = str_slice(tail, utf8_decode(tail, &code), tail.n);
	m->text = all;
	m->cursor = border(m->text, m->text.n - tail.n);
	m->mark = SIZE_MAX;
}

static void
model_put(struct model *m, struct str raw)
{
	size_t mark = m->mark == SIZE_MAX ? m->cursor : m->mark;

	model_change(m, mark < m->cursor ? mark : m->cursor,
	    mark < m->cursor ? m->cursor : mark, raw);
}

static void
model_rub_out(struct model *m, size_t from, size_t to)
{
	if (m->mark != SIZE_MAX && m->mark != m->cursor)
		model_put(m, STR(""));
	else if (from < to)
		model_change(m, from, to, STR(""));
}

static size_t
model_line_end(const struct model *m)
{
	return m->cursor +
	    str_find(str_slice(m->text, m->cursor, m->text.n), '\n');
}

static size_t
model_line_start(const struct model *m)
{
	size_t at = m->cursor;

	while (at > 0 && m->text.p[at - 1] != '\n')
		at--;
	return at;
}

/* A key of those that do not depend on rows; false for the others. */
static bool
model_key(struct model *m, int32_t code)
{
	size_t left = border_before(m->text, m->cursor);
	size_t right =
	    m->cursor < m->text.n ? border(m->text, m->cursor + 1) : m->cursor;
	size_t end = model_line_end(m);

	switch (code) {
	case KEYS_BACKSPACE:
		model_rub_out(m, left, m->cursor);
		return true;
	case KEYS_DELETE:
		model_rub_out(m, m->cursor, right);
		return true;
	case KEYS_CTRL | 'k':
		model_rub_out(m, m->cursor, end > m->cursor ? end : right);
		return true;
	case KEYS_CTRL | 'u':
		model_rub_out(m, model_line_start(m), m->cursor);
		return true;
	case KEYS_LEFT | KEYS_SHIFT:
	case KEYS_RIGHT | KEYS_SHIFT:
		if (m->mark == SIZE_MAX)
			m->mark = m->cursor;
		m->cursor = code == (KEYS_LEFT | KEYS_SHIFT) ? left : right;
		return true;
	default:
		return false;
	}
}

static const char *const pieces[] = { "a", "b", " ", "word", "\n", "日本", "é",
	"\xCC\x81", "\xCC\xA3", "👩‍👧", "🇩", "🇪", "ᄒ", "ᅡ", "ᆫ", "\t",
	"\xE2\x80\x8D", "\xE2\x80\x8B", "\r\n", "\033[31m", "\xE2\x80\xAE",
	"\xFF", "\xE6\x97", "שלום",
	"🏴\xF3\xA0\x81\xA7\xF3\xA0\x81\xA2"
	"\xF3\xA0\x81\xB3\xF3\xA0\x81\xA3\xF3\xA0\x81\xB4\xF3\xA0\x81\xBF",
	"☂\xEF\xB8\x8F", "a long line of many short words to be folded ",
	"wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww" };

static const int32_t codes[] = { KEYS_LEFT, KEYS_RIGHT, KEYS_UP, KEYS_DOWN,
	KEYS_HOME, KEYS_END, KEYS_PGUP, KEYS_PGDN, KEYS_BACKSPACE,
	KEYS_BACKSPACE, KEYS_DELETE, KEYS_CTRL | 'k', KEYS_CTRL | 'u',
	KEYS_LEFT | KEYS_SHIFT, KEYS_RIGHT | KEYS_SHIFT, KEYS_UP | KEYS_SHIFT,
	KEYS_ALT | 'b', KEYS_ALT | 'f', KEYS_CTRL | KEYS_HOME,
	KEYS_CTRL | KEYS_END, KEYS_END | KEYS_SHIFT };

enum {
	PIECES = sizeof pieces / sizeof *pieces,
	CODES = sizeof codes / sizeof *codes
};

static uint32_t
roll(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % n;
}

/* Where the cursor went by rows or words, the model believes, if it is sane. */
static void
model_follow(struct model *m, struct editor *e, int32_t code)
{
	size_t at = editor_cursor(e);

	if (!(code & KEYS_SHIFT))
		m->mark = SIZE_MAX;
	else if (m->mark == SIZE_MAX)
		m->mark = m->cursor;
	m->cursor = at;
	assert_int_equal(border(m->text, at), at);
}

static void
random_step(struct editor *e, struct model *m, uint32_t *seed)
{
	int32_t code = codes[roll(seed, CODES)];

	if (roll(seed, 2)) {
		struct str piece = str_from(pieces[roll(seed, PIECES)]);
		bool selected = m->mark != SIZE_MAX && m->mark != m->cursor;

		/* Moving in between, or it could be a piece of one paste. */
		keys(e, selected ? "" : "→ ←");
		m->cursor = selected ? m->cursor : editor_cursor(e);
		if (!selected)
			m->mark = SIZE_MAX;
		if (selected && text_clean(&arena, piece).n == 0)
			return;
		editor_insert(e, piece);
		model_put(m, piece);
	} else {
		press(e, code);
		if (!model_key(m, code))
			model_follow(m, e, code);
	}
}

static void
compare(struct editor *e, const struct model *m, uint32_t seed, int step)
{
	struct str got = editor_text(e, &arena);

	if (!str_eq(got, m->text))
		fail_msg("seed %u step %d: text \"%.*s\", want \"%.*s\"", seed,
		    step, STR_ARG(got), STR_ARG(m->text));
	if (editor_cursor(e) != m->cursor)
		fail_msg("seed %u step %d: cursor %zu, want %zu in \"%.*s\"",
		    seed, step, editor_cursor(e), m->cursor, STR_ARG(got));
	assert_true(text_is_clean(got));
	assert_int_equal(editor_bytes(e), got.n);
}

static void
undo_and_redo_everything(struct editor *e, struct str first)
{
	struct str last = editor_text(e, &arena);
	uint64_t version;

	do {
		version = editor_version(e);
		keys(e, "^Z");
	} while (version != editor_version(e));
	if (!str_eq(editor_text(e, &arena), first))
		fail_msg("undone to \"%.*s\", want \"%.*s\"",
		    STR_ARG(editor_text(e, &arena)), STR_ARG(first));
	do {
		version = editor_version(e);
		keys(e, "^Y");
	} while (version != editor_version(e));
	assert_true(str_eq(editor_text(e, &arena), last));
}

static void
random_keys_do_what_a_plain_string_would(void **state)
{
	(void)state;
	for (uint32_t run = 0; run < 150; run++) {
		struct str first =
		    run % 3 ? STR("") : STR("some text\n\nof lines 日本");
		struct editor *e = editor_new(64 * 1024);
		struct model m = { first, first.n, SIZE_MAX };
		uint32_t seed = run;

		editor_set(e, first);
		for (int step = 0; step < 150; step++) {
			struct canvas c = blank(1 + (int)roll(&seed, 12),
			    1 + (int)roll(&seed, run % 2 ? 60 : 9));

			random_step(e, &m, &seed);
			compare(e, &m, run, step);
			if (roll(&seed, 3))
				continue;
			editor_draw(e, &c, true);
			assert_in_range(grid.cursor_row, 0, c.rows - 1);
			compare(e, &m, run, step);
		}
		undo_and_redo_everything(e, first);
		editor_free(e);
		arena_reset(&arena);
	}
}
int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_lines_and_corrections_are_typed),
		cmocka_unit_test(a_paste_is_one_step_and_is_cleaned),
		cmocka_unit_test(the_keys_of_the_screen_are_left_to_it),
		cmocka_unit_test(words_and_lines_are_moved_over_and_deleted),
		cmocka_unit_test(enter_goes_on_with_quotes_and_lists),
		cmocka_unit_test(what_is_selected_is_replaced_copied_and_cut),
		cmocka_unit_test(
		    typing_is_undone_by_words_and_moving_begins_a_new_step),
		cmocka_unit_test(text_stays_clean_where_it_is_put_together),
		cmocka_unit_test(a_paste_may_come_in_pieces_cut_anywhere),
		cmocka_unit_test(
		    what_is_too_long_is_refused_as_a_whole_with_words),
		cmocka_unit_test(
		    the_longest_text_is_taken_and_one_byte_more_is_not),
		cmocka_unit_test(the_history_is_bounded_and_forgets_the_oldest),
		cmocka_unit_test(
		    lines_are_folded_at_words_and_between_wide_characters),
		cmocka_unit_test(up_and_down_remember_the_column),
		cmocka_unit_test(
		    the_cursor_is_kept_in_view_and_no_row_is_wasted),
		cmocka_unit_test(what_is_selected_is_seen),
		cmocka_unit_test(random_keys_do_what_a_plain_string_would),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
