/* What somebody said of each of their terminals. */
#include "common/rules/terminals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/buf.h"
#include "common/rules/prefs.h"

static struct arena a;

static const char *
put(const char *value, const char *term, enum terminal_encoding encoding,
    enum terminal_colours colours)
{
	struct str out = terminals_put(&a, str_from(value), str_from(term),
	    (struct terminal_choice){ encoding, colours });

	assert_true(pref_takes(PREF_TERMINALS, out));
	return arena_cstr(&a, out);
}

static void
a_choice_is_kept_for_its_terminal(void **state)
{
	struct terminal_choice c;
	const char *value;

	(void)state;
	value = put("", "xterm", TERMINAL_ENCODING_CP437, TERMINAL_COLOURS_FEW);
	assert_string_equal(value, "xterm=cp437/16");
	value = put(
	    value, "vt220", TERMINAL_ENCODING_LATIN1, TERMINAL_COLOURS_NONE);
	assert_string_equal(value, "vt220=latin1/none xterm=cp437/16");
	c = terminals_find(str_from(value), STR("xterm"));
	assert_int_equal(c.encoding, TERMINAL_ENCODING_CP437);
	assert_int_equal(c.colours, TERMINAL_COLOURS_FEW);
	c = terminals_find(str_from(value), STR("xter"));
	assert_int_equal(c.encoding, TERMINAL_ENCODING_AUTO);
	assert_int_equal(c.colours, TERMINAL_COLOURS_AUTO);
	/* The one chosen last is in front; nothing chosen is forgotten. */
	value =
	    put(value, "xterm", TERMINAL_ENCODING_AUTO, TERMINAL_COLOURS_ALL);
	assert_string_equal(value, "xterm=auto/all vt220=latin1/none");
	value =
	    put(value, "vt220", TERMINAL_ENCODING_AUTO, TERMINAL_COLOURS_AUTO);
	assert_string_equal(value, "xterm=auto/all");
	value =
	    put(value, "a b", TERMINAL_ENCODING_UTF8, TERMINAL_COLOURS_AUTO);
	assert_string_equal(value, "xterm=auto/all");
	arena_free(&a);
}

static void
other_forms_are_refused(void **state)
{
	static const char *const bad[] = { "xterm", "xterm=", "xterm=utf8",
		"xterm=utf8/", "=utf8/16", "xterm=utf9/16", "xterm=utf8/17",
		"xterm=utf8/16 ", " xterm=utf8/16", "xterm=utf8/16  a=utf8/16",
		"x;y=utf8/16", "xterm=utf8/16/1" };

	(void)state;
	assert_true(pref_takes(PREF_TERMINALS, STR("")));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (pref_takes(PREF_TERMINALS, str_from(bad[i])))
			fail_msg("taken: \"%s\"", bad[i]);
	}
}

static void
the_oldest_are_forgotten(void **state)
{
	const char *value = "";
	struct buf many = BUF_INIT(0);
	char name[TERMINAL_NAME_MAX + 2], long_name[TERMINAL_NAME_MAX + 2];

	(void)state;
	for (int i = 0; i <= TERMINALS_MAX; i++) {
		snprintf(name, sizeof name, "t%d", i);
		value = put(
		    value, name, TERMINAL_ENCODING_UTF8, TERMINAL_COLOURS_AUTO);
		buf_printf(&many, "%st%d=utf8/auto", i ? " " : "", i);
		assert_int_equal(
		    terminals_are_valid(buf_str(&many)), i < TERMINALS_MAX);
	}
	assert_int_equal(terminals_find(str_from(value), STR("t0")).encoding,
	    TERMINAL_ENCODING_AUTO);
	assert_int_equal(terminals_find(str_from(value), STR("t1")).encoding,
	    TERMINAL_ENCODING_UTF8);
	/* Long names: as many as a value has room for. */
	memset(long_name, 'x', sizeof long_name);
	long_name[TERMINAL_NAME_MAX] = '\0';
	for (int i = 0; i < TERMINALS_MAX; i++) {
		long_name[0] = (char)('a' + i);
		value = put(value, long_name, TERMINAL_ENCODING_LETTERS,
		    TERMINAL_COLOURS_AUTO);
	}
	assert_true(strlen(value) <= PREF_VALUE_CHARS);
	assert_int_equal(
	    terminals_find(str_from(value), str_from(long_name)).encoding,
	    TERMINAL_ENCODING_LETTERS);
	long_name[TERMINAL_NAME_MAX] = 'x';
	long_name[TERMINAL_NAME_MAX + 1] = '\0';
	assert_string_equal(put(value, long_name, TERMINAL_ENCODING_UTF8,
				TERMINAL_COLOURS_AUTO),
	    value);
	buf_free(&many);
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_choice_is_kept_for_its_terminal),
		cmocka_unit_test(other_forms_are_refused),
		cmocka_unit_test(the_oldest_are_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
