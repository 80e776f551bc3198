/* Any colour, in place of the 256; and a character set with few. */
#include "screens/exact.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "screens/latin1.h"

static void
expect_exact(const char *in, const char *want)
{
	const struct theme *classic = theme_find(STR("classic"));
	struct buf out = BUF_INIT(0);

	exact_put(classic, str_from(in), &out);
	if (!str_eq(buf_str(&out), str_from(want)))
		fail_msg("got %.*s", STR_ARG(buf_str(&out)));
	buf_free(&out);
}

static void
colours_become_what_the_theme_means(void **state)
{
	(void)state;
	expect_exact("", "");
	expect_exact("words", "words");
	expect_exact("\033[38;5;18mx", "\033[38;2;0;0;170mx");
	expect_exact("a\033[0;1;38;5;250;48;5;18mb\033[m",
	    "a\033[0;1;38;2;170;170;170;48;2;0;0;170mb\033[m");
	/* Colours that the theme means as they are, and other numbers. */
	expect_exact("\033[38;5;16m\033[48;5;231m\033[34;44m",
	    "\033[38;5;16m\033[48;5;231m\033[34;44m");
	expect_exact("\033[38;2;18;18;18m", "\033[38;2;18;18;18m");
	expect_exact(
	    "\033[5;18H\033[38;5H\033(B", "\033[5;18H\033[38;5H\033(B");
	expect_exact("\033[38;5m\033[38;5;m\033[;38;5;18m",
	    "\033[38;5m\033[38;5;m\033[;38;5;18m");
	/* What is cut, and what looks like one but is text. */
	expect_exact("38;5;18m\033", "38;5;18m\033");
	expect_exact("\033[38;5;18", "\033[38;5;18");
	expect_exact("\033]8;;http://x/38;5;18m\033\\",
	    "\033]8;;http://x/38;5;18m\033\\");
}

static void
many_numbers_pass_as_they_are(void **state)
{
	(void)state;
	expect_exact("\033[1;1;1;1;1;1;1;1;1;1;1;1;1;38;5;18m",
	    "\033[1;1;1;1;1;1;1;1;1;1;1;1;1;38;2;0;0;170m");
	expect_exact("\033[1;1;1;1;1;1;1;1;1;1;1;1;1;1;38;5;18m",
	    "\033[1;1;1;1;1;1;1;1;1;1;1;1;1;1;38;5;18m");
}

static void
latin_1_has_its_own_bytes(void **state)
{
	struct buf out = BUF_INIT(0);

	(void)state;
	latin1_encode(STR("\033[1mé ÿ €日\xFF"), &out);
	assert_true(str_eq(buf_str(&out), STR("\033[1m\xE9 \xFF ???")));
	buf_reset(&out);
	latin1_decode(STR("\033[A\xE9\x9B\x80\xA0\xFF"), &out);
	assert_true(str_eq(buf_str(&out), STR("\033[Aé\xC2\xA0ÿ")));
	assert_true(latin1_has(0xA0));
	assert_true(latin1_has(0xFF));
	assert_false(latin1_has(0x9F));
	assert_false(latin1_has(0x100));
	assert_false(latin1_has('a'));
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(colours_become_what_the_theme_means),
		cmocka_unit_test(many_numbers_pass_as_they_are),
		cmocka_unit_test(latin_1_has_its_own_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
