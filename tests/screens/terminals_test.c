/*
 * Terminals, byte by byte: what each is sent at the beginning, in a frame and
 * at the end, and which keys of it are understood.
 *
 * The keys are those that the terminals' own documents and terminfo entries
 * name, in the modes they may be in.
 */
#include "screens/term.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "screens/keys.h"
#include "tests/lib/vt.h"

enum { ROWS = 24, COLS = 80 };

static const struct {
	const char *term;
	const char *entry;
	enum charset charset;
	enum depth depth;
	bool rgb;
	const char *begin;
	const char *frame; /* "é─●" at 2,5, one of it accented */
	const char *end;
} terminals[] = {
	{ "xterm-256color", "xterm-256color", CHARSET_UTF8, DEPTH_256, false,
	    "\033[?1049h\033[22;0;0t\033[?2004h\033[22;2t\033]11;?\033\\\033[>q",
	    "\033[3;6H\303\251\342\224\200\033[38;5;80m\342\227\217\r"
	    "\033[24d\033[39m\033(B\033[m",
	    "\033[23;2t\033[?2004l\033(B\033[m\033[?12l\033[?25h\033[?1049l"
	    "\033[23;0;0t" },
	{ "tmux-256color", "tmux-256color", CHARSET_UTF8, DEPTH_256, false,
	    "\033[?1049h\033[?2004h\033[22;2t\033]11;?\033\\\033[>q",
	    "\033[3;6H\303\251\342\224\200\033[38;5;80m\342\227\217\r"
	    "\033[24d\033[39m\033[m\017",
	    "\033[23;2t\033[?2004l\033[m\017\033[34h\033[?25h\033[?1049l" },
	/* foot has no entry here. */
	{ "foot", "xterm-256color", CHARSET_UTF8, DEPTH_256, true,
	    "\033[?1049h\033[22;0;0t\033[?2004h\033[22;2t\033]11;?\033\\\033[>q",
	    "\033[3;6H\303\251\342\224\200\033[38;2;86;212;212m"
	    "\342\227\217\r\033[24d\033[39m\033(B\033[m",
	    "\033[23;2t\033[?2004l\033(B\033[m\033[?12l\033[?25h\033[?1049l"
	    "\033[23;0;0t" },
	{ "linux", "linux", CHARSET_CONSOLE, DEPTH_8, false, "\033[?2004h",
	    "\033[3;6H\303\251\342\224\200\033[0;10;1m\017\033[36m\342\226\240\r"
	    "\033[24d\033[39m\033[m\017",
	    "\033[?2004l\033[m\017\033[?25h\033[?0c\033[H\033[J" },
	{ "syncterm", "screen", CHARSET_CP437, DEPTH_8, false, "",
	    "\033[3;6H\202\304\033[0;1m\033[36m\376\r\033[24d\033[39m\033[m",
	    "\033[m\033[34h\033[?25h\033[H\033[J" },
	{ "vt100", "vt100", CHARSET_SEVEN, DEPTH_MONO, false, "\033[?2004h",
	    "\033[21A\033[5Ce-\033[0;1m\017*\r\033[21B\033[m\017",
	    "\033[?2004l\033[m\017\033[H\033[J" },
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static struct term *
open_term(const char *name)
{
	struct term_options options = {
		.term = str_from(name),
		.rows = ROWS,
		.cols = COLS,
	};
	struct term *t = NULL;

	if (term_open(vt_pool(), &options, &t) != ERR_NONE)
		fail_msg("no terminal for %s", name);
	return t;
}

/* In the form of a string of C. */
static void
print_bytes(struct str bytes)
{
	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char c = (unsigned char)bytes.p[i];

		if (c == '\\')
			print_error("\\\\");
		else if (c < ' ' || c >= 0x7F)
			print_error("\\%03o", c);
		else
			print_error("%c", c);
	}
	print_error("\n");
}

static int
differs(const char *term, const char *what, struct buf *got, const char *want)
{
	bool same = str_eq(buf_str(got), str_from(want));

	if (!same) {
		print_error("%s, %s: got ", term, what);
		print_bytes(buf_str(got));
	}
	buf_reset(got);
	return !same;
}

static int
check(size_t i)
{
	const char *name = terminals[i].term;
	struct term *t = open_term(name);
	struct buf out = BUF_INIT(0);
	struct canvas c;
	int wrong = 0;

	assert_string_equal(term_entry(t), terminals[i].entry);
	assert_int_equal(term_charset(t), terminals[i].charset);
	assert_int_equal(term_depth(t), terminals[i].depth);
	assert_int_equal(term_has_rgb(t), terminals[i].rgb);
	c = term_canvas(t);
	term_draw(t, &out); /* a blank screen before */
	buf_reset(&out);
	term_begin(t, &out);
	wrong += differs(name, "begin", &out, terminals[i].begin);
	c = term_canvas(t);
	canvas_put(&c, 2, 5, STYLE_NORMAL, STR("é─"));
	canvas_put(&c, 2, 7, STYLE_NEW, STR("●"));
	term_draw(t, &out);
	wrong += differs(name, "frame", &out, terminals[i].frame);
	term_end(t, &out);
	wrong += differs(name, "end", &out, terminals[i].end);
	term_close(t);
	buf_free(&out);
	return wrong;
}

static void
each_is_sent_what_it_understands(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(terminals); i++)
		wrong += check(i);
	assert_int_equal(wrong, 0);
}

/* What comes for a key; NULL ends them. */
struct sent {
	const char *bytes;
	const char *key;
};

/* Arrows in both modes, Home and End as each has them. */
static const struct sent xterm_keys[] = { { "\033[A", "↑" }, { "\033OA", "↑" },
	{ "\033[B", "↓" }, { "\033OB", "↓" }, { "\033[C", "→" },
	{ "\033OC", "→" }, { "\033[D", "←" }, { "\033OD", "←" },
	{ "\033[H", "Home" }, { "\033OH", "Home" }, { "\033[F", "End" },
	{ "\033OF", "End" }, { "\033[1~", "Home" }, { "\033[4~", "End" },
	{ "\033[2~", "Ins" }, { "\033[3~", "Del" }, { "\033[5~", "PgUp" },
	{ "\033[6~", "PgDn" }, { "\033OP", "F1" }, { "\033OQ", "F2" },
	{ "\033OR", "F3" }, { "\033OS", "F4" }, { "\033[15~", "F5" },
	{ "\033[17~", "F6" }, { "\033[18~", "F7" }, { "\033[19~", "F8" },
	{ "\033[20~", "F9" }, { "\033[21~", "F10" }, { "\033[23~", "F11" },
	{ "\033[24~", "F12" }, { "\033[Z", "Shift-Tab" },
	{ "\033[1;5A", "Ctrl-↑" }, { "\033[1;2B", "Shift-↓" },
	{ "\033[1;3C", "Alt-→" }, { "\033[1;5H", "Ctrl-Home" },
	{ "\033[5;5~", "Ctrl-PgUp" }, { "\033[3;5~", "Ctrl-Del" },
	{ "\177", "Bksp" }, { "\b", "Bksp" }, { "\r", "Enter" },
	{ "\t", "Tab" }, { "\033OM", "Enter" }, { "\033[27u", "Esc" },
	{ "\033[97;5u", "^A" }, { "\033x", "Alt-x" },
	{ "\033[<0;3;5M", "Click" }, { "\033[<64;3;5M", "WheelUp" },
	{ "\033[I", "" }, { "\033[O", "" }, { "\033[?62;22c", "" },
	{ "\033[0n", "Ready" }, { NULL, NULL } };

static const struct sent tmux_keys[] = { { "\033[A", "↑" }, { "\033OA", "↑" },
	{ "\033[1~", "Home" }, { "\033[4~", "End" }, { "\033[5~", "PgUp" },
	{ "\033[6~", "PgDn" }, { "\033[2~", "Ins" }, { "\033[3~", "Del" },
	{ "\033OP", "F1" }, { "\033[15~", "F5" }, { "\033[24~", "F12" },
	{ "\033[Z", "Shift-Tab" }, { "\033[1;5D", "Ctrl-←" },
	{ "\177", "Bksp" }, { NULL, NULL } };

static const struct sent linux_keys[] = { { "\033[A", "↑" }, { "\033OA", "↑" },
	{ "\033[B", "↓" }, { "\033[C", "→" }, { "\033[D", "←" },
	{ "\033[1~", "Home" }, { "\033[4~", "End" }, { "\033[5~", "PgUp" },
	{ "\033[6~", "PgDn" }, { "\033[2~", "Ins" }, { "\033[3~", "Del" },
	{ "\033[[A", "F1" }, { "\033[[B", "F2" }, { "\033[[C", "F3" },
	{ "\033[[D", "F4" }, { "\033[[E", "F5" }, { "\033[17~", "F6" },
	{ "\033[21~", "F10" }, { "\033[23~", "F11" }, { "\033[24~", "F12" },
	{ "\033[25~", "F13" }, { "\033[34~", "F20" }, { "\177", "Bksp" },
	{ "\033[G", "" }, { NULL, NULL } };

static const struct sent syncterm_keys[] = { { "\033[A", "↑" },
	{ "\033[B", "↓" }, { "\033[C", "→" }, { "\033[D", "←" },
	{ "\033[H", "Home" }, { "\033[K", "End" }, { "\033[V", "PgUp" },
	{ "\033[U", "PgDn" }, { "\033[@", "Ins" }, { "\177", "Bksp" },
	{ "\b", "Bksp" }, { "\r", "Enter" }, { "\033[11~", "F1" },
	{ "\033[14~", "F4" }, { "\033[15~", "F5" }, { "\033[24~", "F12" },
	{ "\033[Z", "Shift-Tab" }, { "\202", "é" }, { "\341", "ß" },
	{ NULL, NULL } };

static const struct sent vt100_keys[] = { { "\033[A", "↑" }, { "\033OA", "↑" },
	{ "\033OB", "↓" }, { "\033OC", "→" }, { "\033OD", "←" },
	{ "\033OP", "F1" }, { "\033OQ", "F2" }, { "\033OR", "F3" },
	{ "\033OS", "F4" }, { "\033OM", "Enter" }, { "\033Om", "-" },
	{ "\033On", "." }, { "\033Op", "0" }, { "\033Oq", "1" },
	{ "\033Oy", "9" }, { "\177", "Bksp" }, { "\033[0n", "Ready" },
	{ NULL, NULL } };

static const struct {
	const char *term;
	const struct sent *sent;
} keyboards[] = {
	{ "xterm-256color", xterm_keys },
	{ "tmux-256color", tmux_keys },
	{ "linux", linux_keys },
	{ "syncterm", syncterm_keys },
	{ "vt100", vt100_keys },
};

/* The only key that comes for these bytes; "" for none. */
static void
name_of(struct keys *k, const char *bytes, struct buf *out)
{
	struct key key;

	buf_reset(out);
	keys_push(k, str_from(bytes));
	while (keys_next(k, &key) || keys_pending(k)) {
		if (keys_pending(k)) {
			keys_force(k);
			continue;
		}
		buf_cstr(out, keys_name(key.code).text);
	}
	buf_char(out, '\0');
}

static void
the_keys_of_each_are_understood(void **state)
{
	struct buf got = BUF_INIT(0);
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(keyboards); i++) {
		struct term *t = open_term(keyboards[i].term);
		struct keys *k = keys_new(term_charset(t));

		for (const struct sent *s = keyboards[i].sent; s->bytes; s++) {
			name_of(k, s->bytes, &got);
			if (strcmp(got.p, s->key) == 0)
				continue;
			print_error("%s: want %s, got %s for ",
			    keyboards[i].term, s->key, got.p);
			print_bytes(str_from(s->bytes));
			wrong++;
		}
		keys_free(k);
		term_close(t);
	}
	buf_free(&got);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_is_sent_what_it_understands),
		cmocka_unit_test(the_keys_of_each_are_understood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
