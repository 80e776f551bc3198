/* People write in it: what they typed is there, seen, and can be undone. */
#include "screens/ui/editor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/base/buf.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "screens/ui/fold.h"
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_lines_and_corrections_are_typed),
		cmocka_unit_test(a_paste_is_one_step_and_is_cleaned),
		cmocka_unit_test(the_keys_of_the_screen_are_left_to_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
