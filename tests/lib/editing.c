/* editing - keys for an editor or a field, by their names. */
#include "tests/lib/editing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "common/text/utf8.h"

struct editor *
edit_with(const char *text)
{
	struct editor *e = editor_new(EDIT_MAX_BYTES);

	editor_set(e, str_from(text));
	return e;
}

void
edit_press(struct editor *e, int32_t code)
{
	struct key key = { .code = code };

	assert_true(editor_key(e, &key));
}

void
edit_names(const char *names, void (*press)(void *arg, int32_t code), void *arg)
{
	struct str rest = str_from(names), name;
	int32_t code;

	while (rest.n) {
		if (rest.p[0] == '\'') {
			rest = str_slice(rest, 1, rest.n);
			for (name = str_cut(&rest, '\''); name.n;) {
				size_t n = utf8_decode(name, &code);

				press(arg, code);
				name = str_slice(name, n, name.n);
			}
			str_cut(&rest, ' ');
			continue;
		}
		name = str_cut(&rest, ' ');
		if (!keys_parse(name, &code))
			fail_msg("no key is called %.*s", STR_ARG(name));
		press(arg, code);
	}
}

static void
press_it(void *arg, int32_t code)
{
	edit_press(arg, code);
}

void
edit_keys(struct editor *e, const char *names)
{
	edit_names(names, press_it, e);
}

struct str
edit_marked(struct arena *a, struct str text, size_t cursor)
{
	return arena_printf(a, "%.*s|%.*s", STR_ARG(str_slice(text, 0, cursor)),
	    STR_ARG(str_slice(text, cursor, text.n)));
}

void
edit_expect(struct editor *e, const char *names, const char *want,
    const char *file, int line)
{
	struct arena a = ARENA_INIT;
	struct str got;

	edit_keys(e, names);
	got = edit_marked(&a, editor_text(e, &a), editor_cursor(e));
	if (!str_eq(got, str_from(want))) {
		print_error("%s gives \"%.*s\", want \"%s\"\n", names,
		    STR_ARG(got), want);
		_fail(file, line);
	}
	arena_free(&a);
}

struct grid edit_grid;

struct canvas
edit_canvas(int rows, int cols)
{
	grid_reset(&edit_grid, rows, cols);
	return canvas_of(&edit_grid, CHARSET_UTF8);
}

void
edit_paste(struct editor *e, struct str text)
{
	struct key key = { .code = KEYS_PASTE, .text = text };

	assert_true(editor_key(e, &key));
}

uint32_t
edit_roll(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % n;
}

const char *const edit_pieces[] = { "a", "b", " ", "word", "\n", "日本", "é",
	"\xCC\x81", "\xCC\xA3", "👩‍👧", "🇩", "🇪", "ᄒ", "ᅡ", "ᆫ", "\t",
	"\xE2\x80\x8D", "\xE2\x80\x8B", "\r\n", "\033[31m", "\xE2\x80\xAE",
	"\xFF", "\xE6\x97", "שלום",
	("🏴\xF3\xA0\x81\xA7\xF3\xA0\x81\xA2"
	 "\xF3\xA0\x81\xB3\xF3\xA0\x81\xA3\xF3\xA0\x81\xB4\xF3\xA0\x81\xBF"),
	"☂\xEF\xB8\x8F", "a long line of many short words to be folded ",
	"wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww" };

const size_t edit_pieces_n = sizeof edit_pieces / sizeof *edit_pieces;
