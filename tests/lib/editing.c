/* editing - keys for an editor, by their names. */
#include "tests/lib/editing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "common/text/utf8.h"

void
edit_press(struct editor *e, int32_t code)
{
	struct key key = { .code = code };

	assert_true(editor_key(e, &key));
}

void
edit_keys(struct editor *e, const char *names)
{
	struct str rest = str_from(names), name;
	int32_t code;

	while (rest.n) {
		if (rest.p[0] == '\'') {
			rest = str_slice(rest, 1, rest.n);
			for (name = str_cut(&rest, '\''); name.n;) {
				size_t n = utf8_decode(name, &code);

				edit_press(e, code);
				name = str_slice(name, n, name.n);
			}
			str_cut(&rest, ' ');
			continue;
		}
		name = str_cut(&rest, ' ');
		if (!keys_parse(name, &code))
			fail_msg("no key is called %.*s", STR_ARG(name));
		edit_press(e, code);
	}
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
