/*
 * Whatever is typed and pasted, the text of an editor and of a field is clean
 * and not too long, the cursor stands between two characters, and all that
 * was done can be undone.
 */
#include "screens/ui/editor.h"

#include <stdint.h>

#include "common/base/buf.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "screens/ui/field.h"
#include "screens/ui/fold.h"
#include "tests/fuzz/fuzz.h"

enum { MAX_BYTES = 2000, MAX_CHARS = 60, ROWS = 5 };

static const int32_t codes[] = { KEYS_LEFT, KEYS_RIGHT, KEYS_UP, KEYS_DOWN,
	KEYS_HOME, KEYS_END, KEYS_PGUP, KEYS_PGDN, KEYS_BACKSPACE, KEYS_DELETE,
	KEYS_ENTER, KEYS_INSERT | KEYS_CTRL, KEYS_INSERT | KEYS_SHIFT,
	KEYS_DELETE | KEYS_SHIFT, KEYS_HOME | KEYS_CTRL, KEYS_END | KEYS_CTRL,
	KEYS_ALT | 'b', KEYS_ALT | 'f', KEYS_ALT | 'd', KEYS_CTRL | 'j',
	KEYS_CTRL | 'k', KEYS_CTRL | 'u', KEYS_CTRL | 'w', KEYS_CTRL | 'y',
	KEYS_CTRL | 'z', KEYS_CTRL | ' ', KEYS_CTRL | 'c', KEYS_CTRL | 'x',
	KEYS_CTRL | 'v', KEYS_CTRL | KEYS_UP, KEYS_CTRL | KEYS_DOWN };

static bool
is_border(struct str text, size_t at)
{
	size_t from = fold_line_start(text, at), wide;

	while (from < at)
		from += fold_cluster(text, from, 0, SIZE_MAX, &wide);
	return from == at;
}

static void
check_editor(struct editor *e, int cols)
{
	struct arena a = ARENA_INIT;
	struct grid grid = GRID_INIT;
	struct str text = editor_text(e, &a);
	struct canvas c;

	grid_reset(&grid, ROWS, cols);
	c = canvas_of(&grid, CHARSET_UTF8);
	editor_draw(e, &c, true);
	check(grid.cursor_row >= 0 && grid.cursor_row < ROWS);
	check(grid.cursor_col >= 0 && grid.cursor_col < cols);
	check(text.n <= MAX_BYTES && text_is_clean(text));
	check(editor_cursor(e) <= text.n);
	check(is_border(text, editor_cursor(e)));
	grid_free(&grid);
	arena_free(&a);
}

static void
check_field(struct field *f, int cols)
{
	struct grid grid = GRID_INIT;
	struct str text = field_text(f);
	struct canvas c;

	grid_reset(&grid, 1, cols);
	c = canvas_of(&grid, CHARSET_UTF8);
	field_draw(f, &c, 0, 0, cols, true, STR("nothing"));
	check(grid.cursor_row == 0 && grid.cursor_col < cols);
	check(text_chars(text) <= MAX_CHARS && text_is_clean(text));
	check(str_find(text, '\n') == text.n && str_find(text, '\t') == text.n);
	check(is_border(text, field_cursor(f)));
	grid_free(&grid);
}

/* A byte of 0x80 and more is a key or how much of the rest is one paste. */
static struct key
next_key(struct str *in)
{
	unsigned char c = (unsigned char)in->p[0];
	struct key key = { .code = c < ' ' ? 'x' : c };

	*in = str_slice(*in, 1, in->n);
	if (c >= 0xC0) {
		key.code = codes[c % (sizeof codes / sizeof *codes)];
		if (c & 1)
			key.code |= KEYS_SHIFT;
	} else if (c >= 0x90) {
		key.code = KEYS_PASTE;
		key.text = str_slice(*in, 0, c - 0x8Fu);
		*in = str_slice(*in, key.text.n, in->n);
	} else if (c >= 0x7F && in->n) {
		int32_t code;

		/* One character of the rest, typed. */
		*in = str_slice(*in, utf8_decode(*in, &code), in->n);
		key.code = code < 0xA0 ? 0x301 : code;
	}
	return key;
}

/* What a screen asks of an editor besides keys. */
static void
act(struct editor *e, unsigned which)
{
	static const struct str marked[] = { STR_INIT("a"), STR_INIT("xx") };
	struct arena a = ARENA_INIT;
	struct str chosen = arena_dup(&a, editor_selection(e));
	size_t nth, n;

	switch (which) {
	case 0:
	case 1:
		n = editor_bytes(e);
		if (!editor_may_nest(e, which ? 1 : -1)) {
			check(!editor_nest(e, which ? 1 : -1));
			check(editor_bytes(e) == n);
		} else {
			check(editor_nest(e, which ? 1 : -1));
		}
		break;
	case 2:
	case 3:
		if (editor_find(
			e, chosen, editor_cursor(e), which == 2 ? 1 : -1))
			check(editor_matches(e, chosen, &nth) > 0);
		break;
	case 4:
		n = editor_matches(e, STR("x"), &nth);
		check(nth <= n);
		nth = editor_replace_all(e, STR("x"), STR("yé"));
		check(nth == n || nth == 0 || n == EDITOR_MATCHES_MAX);
		break;
	case 5:
		editor_replace(e, editor_before(e).n, STR("- "));
		break;
	case 6:
		editor_mark_words(e, marked, 2);
		(void)editor_find_marked(e, editor_cursor(e));
		break;
	default:
		(void)editor_unselect(e);
		check(!editor_selects(e));
		(void)editor_in_code(e);
		break;
	}
	arena_free(&a);
}

static void
undo_all(struct editor *e)
{
	struct key undo = { .code = KEYS_CTRL | 'z' };
	uint64_t version;

	do {
		version = editor_version(e);
		editor_key(e, &undo);
	} while (version != editor_version(e));
	check(editor_bytes(e) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str in = { (const char *)data, size };
	struct editor *e = editor_new(MAX_BYTES);
	struct field *f = field_new(MAX_CHARS);

	field_history_add(f, STR("one"));
	while (in.n) {
		unsigned first = (unsigned char)in.p[0];
		struct key key = next_key(&in);
		int cols = 1 + (int)(in.n % 50);

		if (first < 8)
			act(e, first);
		editor_key(e, &key);
		field_key(f, &key);
		check_editor(e, cols);
		check_field(f, cols);
	}
	undo_all(e);
	check_editor(e, 10);
	editor_free(e);
	field_free(f);
	return 0;
}
