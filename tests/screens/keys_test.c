/* What terminals send becomes keys, however it is cut. */
#include "screens/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/buf.h"

/* "a ^D Up", from bytes pushed in pieces of `piece`. */
static void
names_of(const char *bytes, size_t n, size_t piece, enum charset charset,
    bool force, struct buf *out)
{
	struct keys *k = keys_new(charset);
	struct key key;

	buf_reset(out);
	for (size_t at = 0; at < n; at += piece) {
		keys_push(k, str_slice((struct str){ bytes, n }, at, piece));
		while (keys_next(k, &key)) {
			buf_printf(out, "%s%s", out->n ? " " : "",
			    keys_name(key.code).text);
			if (key.text.n)
				buf_printf(out, "(%.*s)", STR_ARG(key.text));
			if (key.button)
				buf_printf(out, "(%d,%d,%d)", key.button,
				    key.row, key.col);
		}
	}
	if (force) {
		keys_force(k);
		while (keys_next(k, &key))
			buf_printf(out, "%s%s", out->n ? " " : "",
			    keys_name(key.code).text);
	}
	keys_free(k);
}

static void
expect_n(const char *bytes, size_t n, enum charset charset, const char *want)
{
	struct buf got = BUF_INIT(0);

	for (size_t piece = 1; piece <= n; piece++) {
		names_of(bytes, n, piece, charset, true, &got);
		if (!str_eq(buf_str(&got), str_from(want)))
			fail_msg("in pieces of %zu: got \"%.*s\", want \"%s\"",
			    piece, STR_ARG(buf_str(&got)), want);
	}
	buf_free(&got);
}

static void
expect(const char *bytes, const char *want)
{
	expect_n(bytes, strlen(bytes), CHARSET_UTF8, want);
}

static void
letters_and_controls(void **state)
{
	(void)state;
	expect("a Z~", "a Space Z ~");
	expect("\r\t\x7F\x08", "Enter Tab Bksp Bksp");
	expect("\n\x04\x1A", "^J ^D ^Z");
	expect("\x1C\x1F", "^\\ ^_");
	expect_n("\0", 1, CHARSET_UTF8, "Ctrl-Space");
	expect("é日😀", "é 日 😀");
}

static void
arrows_and_function_keys_of_any_terminal(void **state)
{
	(void)state;
	expect("\033[A\033OB\033[C\033OD", "↑ ↓ → ←");
	expect("\033[H\033OF\033[1~\033[4~\033[7~\033[8~",
	    "Home End Home End Home End");
	expect("\033[5~\033[6~\033[2~\033[3~", "PgUp PgDn Ins Del");
	expect("\033OP\033[11~\033[15~\033[24~\033[[A\033[[E",
	    "F1 F1 F5 F12 F1 F5");
	expect("\033[1;5C\033[1;2A\033[Z", "Ctrl-→ Shift-↑ Shift-Tab");
	expect("\033OM", "Enter");
}

static void
csi_u_and_alt(void **state)
{
	(void)state;
	expect("\033[97;5u\033[105;5u\033[13u\033[27u", "^A ^I Enter Esc");
	expect("\033[97;2u\033[9;2u", "A Shift-Tab");
	expect("\033a\033\r", "Alt-a Alt-Enter");
	expect("\033[57441u\033[u\033[;5u", "");
}

static void
a_lone_escape_is_a_key_when_time_says_so(void **state)
{
	struct keys *k = keys_new(CHARSET_UTF8);
	struct key key;

	(void)state;
	keys_push(k, STR("\033"));
	assert_false(keys_next(k, &key));
	assert_true(keys_pending(k));
	keys_force(k);
	assert_true(keys_next(k, &key));
	assert_int_equal(key.code, KEYS_ESC);
	assert_false(keys_pending(k));
	keys_push(k, STR("[A"));
	assert_true(keys_next(k, &key));
	assert_int_equal(key.code, '[');
	keys_free(k);
	expect("\033\033", "Esc Esc");
	expect("\033[", "Alt-[");
	expect("\033O", "Alt-O");
	expect("\033]", "Alt-]");
	expect("\033[1;", "");
	expect("\xE6\x97", "�");
}

static void
what_the_terminal_answers_is_not_typed(void **state)
{
	(void)state;
	expect("\033[?1;2ca", "a");
	expect("\033[>0;276;0ca", "a");
	expect("\033[0na\033[24;80Rb\033[3nc", "Ready a b c");
	expect("\033[I\033[Oa", "a");
	expect("\033]10;rgb:0000/0000/0000\007a", "a");
	expect("\033]4;1;rgb:0000/0000/0000\033\\a", "a");
	expect("\033P1+r544e=787465726d\033\\a", "a");
	expect("\033_Gi=31;OK\033\\a", "a");
	expect("\033[?2026;2$ya", "a");
	expect("\033[M !!a", "a");
}

static void
the_ground_of_a_terminal_comes_as_such(void **state)
{
	(void)state;
	expect(
	    "\033]11;rgb:0000/0000/0000\007a", "Ground(rgb:0000/0000/0000) a");
	expect("\033]11;rgb:0/f/0\033\\a", "Ground(rgb:0/f/0) a");
	expect("\033]11;\033\\a", "Ground a");
	expect("\033]11;caf\xC3\xA9\033\\\033]11\007\033]110;x\007a", "a");
	/* Nobody answers by a control character: somebody types. */
	expect("\033]11;rgb\ra", "Enter a");
}

static void
what_a_terminal_is_called_comes_as_a_reply(void **state)
{
	static const size_t lengths[] = { KEYS_REPLY_MAX, KEYS_REPLY_MAX + 1,
		200000 };
	struct buf in = BUF_INIT(0), want = BUF_INIT(0);

	(void)state;
	expect("\033P>|xterm(370)\033\\a", "Reply(xterm(370)) a");
	expect("b\033P>|WezTerm 2024\007a", "b Reply(WezTerm 2024) a");
	expect("\033P>|\033\\a", "Reply a");
	expect("\033P>|caf\xC3\xA9\033\\a\033P>qq\033\\b", "a b");
	expect("\033]>|xterm\033P1|x\033\\a", "Alt-] > | x t e r m a");
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		struct buf got = BUF_INIT(0);

		buf_reset(&in);
		buf_reset(&want);
		buf_cstr(&in, "\033P>|");
		while (in.n < 4 + lengths[i])
			buf_char(&in, 'x');
		if (lengths[i] <= KEYS_REPLY_MAX)
			buf_printf(
			    &want, "Reply(%.*s) ", (int)lengths[i], in.p + 4);
		buf_cstr(&in, "\033\\a");
		buf_cstr(&want, "a");
		names_of(in.p, in.n, 99, CHARSET_UTF8, true, &got);
		assert_true(str_eq(buf_str(&got), buf_str(&want)));
		buf_free(&got);
	}
	buf_free(&in);
	buf_free(&want);
}

static void
the_end_of_an_answer_may_be_late(void **state)
{
	static const char *const rest[] = { "\\a", "a", "\033[A", "\\\\" };
	static const char *const want[] = { "a", "a", "↑", "\\" };
	struct key key;

	(void)state;
	for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) {
		struct keys *k = keys_new(CHARSET_UTF8);

		keys_push(k, STR("\033P>|foot(1.16)\033"));
		assert_false(keys_next(k, &key));
		assert_true(keys_pending(k));
		keys_force(k);
		assert_true(keys_next(k, &key));
		assert_int_equal(key.code, KEYS_REPLY);
		assert_true(str_eq(key.text, STR("foot(1.16)")));
		assert_false(keys_pending(k));
		keys_push(k, str_from(rest[i]));
		assert_true(keys_next(k, &key));
		assert_string_equal(keys_name(key.code).text, want[i]);
		assert_false(keys_next(k, &key));
		keys_free(k);
	}
}

static void
what_no_key_has_is_kept_from_libtermkey(void **state)
{
	(void)state;
	expect("\033[)Sa", "a");
	expect("\033[?Sa\033[!!!pb\033[:Ac\033[<Ad", "a b c d");
	expect("\033[99999999999999999999Aa", "a");
	expect("\033[;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;Ra", "a");
	expect("\033[Ma!!b", "b");
}

static void
what_looks_like_an_answer_may_be_typed(void **state)
{
	(void)state;
	expect("\033]q\033Px", "Alt-] q Alt-P x");
	expect("\033]11;rgb:\ra", "Enter a");
	expect("\033]11;\033[A", "↑");
}

static void
a_paste_is_one_event(void **state)
{
	(void)state;
	expect("a\033[200~two\rlines \033[Aé\033[201~b",
	    "a Paste(two\rlines \033[Aé) b");
	expect("\033[200~\033[201\033[20\033[201~", "Paste(\033[201\033[20)");
	expect("\033[200~\033[201~x", "Paste x");
}

static void
the_mouse_by_sgr(void **state)
{
	(void)state;
	expect("\033[<0;3;4M\033[<0;3;4m", "Click(1,3,2) Release(1,3,2)");
	expect("\033[<64;1;1M\033[<65;1;1M", "WheelUp(4,0,0) WheelDown(5,0,0)");
	expect("\033[<0;9999;9999M", "");
}

static void
old_pc_terminals(void **state)
{
	(void)state;
	expect_n("\x82\xE1", 2, CHARSET_CP437, "é ß");
	expect_n("\033[K\033[V\033[U\033[H", 12, CHARSET_CP437,
	    "End PgUp PgDn Home");
}

static void
too_long_a_sequence_is_dropped(void **state)
{
	struct buf bytes = BUF_INIT(0);

	(void)state;
	buf_cstr(&bytes, "\033[");
	for (int i = 0; i < 500; i++)
		buf_cstr(&bytes, "1;");
	buf_cstr(&bytes, "Ax");
	expect_n(bytes.p, bytes.n, CHARSET_UTF8, "x");
	buf_free(&bytes);
}

static void
names_are_parsed_as_they_are_shown(void **state)
{
	static const char *const names[] = { "a", "A", "?", "^D", "Enter",
		"PgDn", "Alt-x", "F5", "Space", "é", "Shift-Tab", "Ctrl-→", "↑",
		"Esc", "Alt-^A", "-", "F24", "^", "日" };
	int32_t code;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!keys_parse(str_from(names[i]), &code))
			fail_msg("not parsed: %s", names[i]);
		if (strcmp(keys_name(code).text, names[i]) != 0 &&
		    strcmp(names[i], "Alt-^A") != 0)
			fail_msg(
			    "%s became %s", names[i], keys_name(code).text);
	}
	assert_true(keys_parse(STR("ctrl-D"), &code));
	assert_int_equal(code, KEYS_CTRL | 'd');
	assert_true(keys_parse(STR("pagedown"), &code));
	assert_int_equal(code, KEYS_PGDN);
	assert_false(keys_parse(STR(""), &code));
	assert_false(keys_parse(STR("F25"), &code));
	assert_false(keys_parse(STR("Nope"), &code));
	assert_false(keys_parse(STR("\x01"), &code));
	assert_false(keys_parse(STR("\xFF"), &code));
}

static void
every_key_has_a_name_of_its_own(void **state)
{
	static const int32_t mods[] = { 0, KEYS_CTRL, KEYS_ALT,
		KEYS_CTRL | KEYS_ALT };
	int32_t again;

	(void)state;
	for (int32_t base = ' '; base <= KEYS_LAST; base++) {
		if ((base >= 0x7F && base < 0xA0) ||
		    (base >= 0xD800 && base < 0xE000) || base == KEYS_REPLY ||
		    base == KEYS_F0)
			continue;
		for (int i = 0; i < 8; i++) {
			int32_t code =
			    base | mods[i % 4] | (i < 4 ? 0 : KEYS_SHIFT);
			struct key_name name = keys_name(code);

			/* Shift makes another character of a character. */
			if (i >= 4 && base > ' ' && base < KEYS_FIRST)
				continue;
			if (!keys_parse(str_from(name.text), &again) ||
			    again != code)
				fail_msg("%X is \"%s\", which is %X",
				    (unsigned)code, name.text, (unsigned)again);
		}
	}
	assert_string_equal(keys_name(KEYS_CTRL | 'a').text, "^A");
	assert_string_equal(keys_name(KEYS_CTRL | 'A').text, "Ctrl-Shift-A");
	assert_string_equal(keys_name(0xA0).text, "U+00A0");
	assert_string_equal(keys_name(0x2191).text, "U+2191");
	assert_string_equal(
	    keys_name(KEYS_CTRL | KEYS_ALT | KEYS_SHIFT | KEYS_WHEEL_DOWN).text,
	    "Ctrl-Alt-Shift-WheelDown");
	assert_true(keys_parse(STR("shift-a"), &again));
	assert_int_equal(again, 'A');
	assert_true(keys_parse(STR("shift-ctrl-a"), &again));
	assert_int_equal(again, KEYS_CTRL | 'A');
	assert_false(keys_parse(STR("Shift-1"), &again));
	assert_false(keys_parse(STR("Reply"), &again));
	assert_false(keys_parse(STR("U+D800"), &again));
	assert_false(keys_parse(STR("U+110000"), &again));
	assert_false(keys_parse(STR("U+0007"), &again));
	assert_false(keys_parse(STR("U+00G0"), &again));
	assert_false(keys_parse(STR("U+FFFFFFFF"), &again));
	assert_false(keys_parse(STR("\x7F"), &again));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_and_controls),
		cmocka_unit_test(arrows_and_function_keys_of_any_terminal),
		cmocka_unit_test(csi_u_and_alt),
		cmocka_unit_test(a_lone_escape_is_a_key_when_time_says_so),
		cmocka_unit_test(what_the_terminal_answers_is_not_typed),
		cmocka_unit_test(the_ground_of_a_terminal_comes_as_such),
		cmocka_unit_test(what_a_terminal_is_called_comes_as_a_reply),
		cmocka_unit_test(the_end_of_an_answer_may_be_late),
		cmocka_unit_test(what_no_key_has_is_kept_from_libtermkey),
		cmocka_unit_test(what_looks_like_an_answer_may_be_typed),
		cmocka_unit_test(a_paste_is_one_event),
		cmocka_unit_test(the_mouse_by_sgr),
		cmocka_unit_test(old_pc_terminals),
		cmocka_unit_test(too_long_a_sequence_is_dropped),
		cmocka_unit_test(names_are_parsed_as_they_are_shown),
		cmocka_unit_test(every_key_has_a_name_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
