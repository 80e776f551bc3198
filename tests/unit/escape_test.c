/* "~." leaves after Enter or at the beginning, and nowhere else. */
#include "client/escape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What was typed, in one piece and character by character. */
static void
expect(const char *typed, enum escape_found want, const char *passed)
{
	for (int pieces = 0; pieces < 2; pieces++) {
		struct escape e = ESCAPE_INIT;
		struct buf out = BUF_INIT(0);
		struct str rest = str_from(typed);
		enum escape_found found = ESCAPE_NONE;

		while (rest.n > 0 && found != ESCAPE_LEAVE) {
			size_t n = pieces ? 1 : rest.n;
			enum escape_found now;

			now = escape_pass(&e, str_slice(rest, 0, n), &out);
			if (now)
				found = now;
			rest = str_slice(rest, n, rest.n);
		}
		assert_int_equal(found, want);
		if (!str_eq(buf_str(&out), str_from(passed)))
			fail_msg("'%s' passed '%.*s', not '%s'", typed,
			    STR_ARG(buf_str(&out)), passed);
		buf_free(&out);
	}
}

static void
at_the_beginning_and_after_enter_it_leaves(void **state)
{
	(void)state;
	expect("~.", ESCAPE_LEAVE, "");
	expect("ls\r~.", ESCAPE_LEAVE, "ls\r");
	expect("ls\n~.", ESCAPE_LEAVE, "ls\n");
	expect("~?~.", ESCAPE_LEAVE, "");
}

static void
elsewhere_it_is_text(void **state)
{
	(void)state;
	expect("a~.", ESCAPE_NONE, "a~.");
	expect("~~.", ESCAPE_NONE, "~.");
	expect("~a~.", ESCAPE_NONE, "~a~.");
	expect("~?", ESCAPE_HELP, "");
	expect("\x1b[A~.", ESCAPE_NONE, "\x1b[A~.");
	expect("\x1b[3~.", ESCAPE_NONE, "\x1b[3~.");
	expect("\x1b[200~~.\x1b[201~", ESCAPE_NONE, "\x1b[200~~.\x1b[201~");
	expect("\x1bOP~.", ESCAPE_NONE, "\x1bOP~.");
	expect("\x1b~.", ESCAPE_NONE, "\x1b~.");
	expect("~\x1b[c~.", ESCAPE_NONE, "~\x1b[c~.");
}

static void
what_the_terminal_answers_is_not_typed(void **state)
{
	static const char *const answers[] = {
		"\x1bP>|XTerm(379)\x1b\\",
		"\x1bP>|~.\x1b\\",
		"\x1bP1\x1b+r~\x1b\\",
		"\x1b[?64;1;2c",
		"\x1b[>41;379;0c",
		"\x1b[24;80R",
		"\x1b[?2026;2$y",
		"\x1b[I",
		"\x1b]11;rgb:0000/0000/0000\x1b\\",
		"\x1b]11;rgb:0000/0000/0000\x07",
	};

	(void)state;
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
		struct buf b = BUF_INIT(0);

		buf_printf(&b, "%s~.", answers[i]);
		buf_char(&b, '\0');
		expect(b.p, ESCAPE_LEAVE, answers[i]);
		buf_reset(&b);
		buf_printf(&b, "a%s~.", answers[i]);
		buf_char(&b, '\0');
		expect(b.p, ESCAPE_NONE, b.p);
		buf_free(&b);
	}
}

static void
a_letter_with_alt_shuts_nobody_in(void **state)
{
	(void)state;
	expect("\x1b]x\r~.", ESCAPE_LEAVE, "\x1b]x\r");
	expect("\x1bPx\x1b\r~.", ESCAPE_LEAVE, "\x1bPx\x1b\r");
	expect("\x1b[\r~.", ESCAPE_LEAVE, "\x1b[\r");
	expect("\x1b\r~.", ESCAPE_LEAVE, "\x1b\r");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(at_the_beginning_and_after_enter_it_leaves),
		cmocka_unit_test(elsewhere_it_is_text),
		cmocka_unit_test(what_the_terminal_answers_is_not_typed),
		cmocka_unit_test(a_letter_with_alt_shuts_nobody_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
