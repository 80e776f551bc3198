/* Terminals of all kinds and sizes, from one pool. */
#include "screens/term.h"

#include <locale.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "screens/termname.h"
#include "tests/lib/vt.h"

enum { POOL_BYTES = 4000000 };

static struct term *
open_term(const char *name, int rows, int cols)
{
	struct term_options options = {
		.term = str_from(name),
		.rows = rows,
		.cols = cols,
	};
	struct term *t = NULL;

	if (term_open(vt_pool(), &options, &t) != ERR_NONE)
		fail_msg("no terminal for %s", name);
	return t;
}

static void
expect_entry(const char *name, const char *entry, enum charset charset)
{
	struct term *t = open_term(name, 24, 80);

	assert_string_equal(term_entry(t), entry);
	assert_int_equal(term_charset(t), charset);
	term_close(t);
}

static void
a_name_is_mapped_to_what_there_is(void **state)
{
	(void)state;
	expect_entry("xterm-256color", "xterm-256color", CHARSET_UTF8);
	expect_entry("vt100", "vt100", CHARSET_SEVEN);
	expect_entry("linux", "linux", CHARSET_CONSOLE);
	expect_entry("no-such-kitty", "xterm-256color", CHARSET_UTF8);
	expect_entry("nothing-256color", "xterm-256color", CHARSET_UTF8);
	expect_entry("cons25", "xterm", CHARSET_UTF8);
	expect_entry("no-such-terminal", "xterm", CHARSET_UTF8);
	expect_entry("syncterm", "screen", CHARSET_CP437);
	expect_entry("ansi-bbs", "screen", CHARSET_CP437);
	expect_entry("ansi", "screen", CHARSET_CP437);
}

static void
some_names_mean_that_nothing_can_be_drawn(void **state)
{
	static const char too_long[] = "123456789012345678901234567890123"
				       "45678901234567890123456789012345";
	const char *const names[] = { "", "dumb", "unknown", "../../etc/passwd",
		"a b", "x\033[2J", ".", "dumb-emacs-ansi", too_long };
	struct term_options options = { .rows = 24, .cols = 80 };
	struct term *t = NULL;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		options.term = str_from(names[i]);
		assert_int_equal(
		    term_open(vt_pool(), &options, &t), ERR_MISSING);
	}
	assert_null(t);
}

static void
sizes_are_brought_within_bounds(void **state)
{
	static const struct {
		int rows, cols, want_rows, want_cols;
	} sizes[] = {
		{ 0, 0, 24, 80 },
		{ 1, 1, 1, 1 },
		{ 4, 15, 4, 15 },
		{ 1000, 100000, 100, 300 },
		{ -5, -5, 24, 80 },
		{ 40, 0, 40, 80 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct term *t =
		    open_term("xterm", sizes[i].rows, sizes[i].cols);

		assert_int_equal(term_rows(t), sizes[i].want_rows);
		assert_int_equal(term_cols(t), sizes[i].want_cols);
		term_close(t);
	}
}

static void
the_environment_and_signal_handlers_do_not_matter(void **state)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGTSTP, SIGWINCH };
	struct sigaction after;
	struct term *t;

	(void)state;
	setenv("LINES", "7", 1);
	setenv("COLUMNS", "7", 1);
	setenv("TERMINFO", "/nowhere", 1);
	setenv("TERMINFO_DIRS", "/nowhere", 1);
	t = open_term("screen", 31, 77);
	assert_string_equal(term_entry(t), "screen");
	assert_int_equal(term_rows(t), 31);
	assert_int_equal(term_cols(t), 77);
	term_close(t);
	assert_string_equal(getenv("LINES"), "7");
	unsetenv("LINES");
	unsetenv("COLUMNS");
	unsetenv("TERMINFO");
	unsetenv("TERMINFO_DIRS");
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		sigaction(signals[i], NULL, &after);
		assert_true(after.sa_handler == SIG_DFL);
	}
}

static void
depth_follows_the_terminal(void **state)
{
	static const struct {
		const char *name;
		enum depth depth;
	} depths[] = {
		{ "vt100", DEPTH_MONO },
		{ "xterm-mono", DEPTH_MONO },
		{ "linux", DEPTH_8 },
		{ "xterm", DEPTH_8 },
		{ "tmux-256color", DEPTH_256 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof depths / sizeof *depths; i++) {
		struct term *t = open_term(depths[i].name, 24, 80);

		assert_int_equal(term_depth(t), depths[i].depth);
		term_close(t);
	}
}

static bool
has(const struct buf *b, const char *s)
{
	return b->n && memmem(b->p, b->n, s, strlen(s)) != NULL;
}

static void
a_session_begins_and_ends_once(void **state)
{
	struct buf out = BUF_INIT(0);
	struct term *t = open_term("xterm-256color", 24, 80);
	struct canvas c;

	(void)state;
	term_begin(t, &out);
	assert_true(has(&out, "\033[?1049h"));
	assert_true(has(&out, "\033[?2004h"));
	buf_reset(&out);
	c = term_canvas(t);
	canvas_text(&c, 0, 0, 10, STYLE_TITLE, STR("hello"));
	term_draw(t, &out);
	assert_true(has(&out, "hello"));
	assert_false(has(&out, "1049"));
	assert_int_equal(term_resize(t, 30, 90), ERR_NONE);
	buf_reset(&out);
	c = term_canvas(t);
	term_draw(t, &out);
	assert_false(has(&out, "1049"));
	buf_reset(&out);
	c = term_canvas(t);
	term_draw(t, &out);
	assert_int_equal(out.n, 0);
	term_end(t, &out);
	assert_true(has(&out, "\033[?1049l"));
	assert_true(has(&out, "\033[?2004l"));
	term_close(t);
	buf_free(&out);
}

static void
the_name_is_asked_for_where_that_is_safe(void **state)
{
	static const struct {
		const char *term;
		bool asked;
	} terms[] = { { "xterm", true }, { "xterm-256color", true },
		{ "tmux-256color", true }, { "foot", true }, { "linux", false },
		{ "vt100", false }, { "screen", false }, { "vt220", false },
		{ "rxvt-unicode-256color", false }, { "syncterm", false },
		{ "no-such-terminal", false } };

	(void)state;
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		struct term *t = open_term(terms[i].term, 24, 80);
		struct buf out = BUF_INIT(0);

		term_begin(t, &out);
		assert_int_equal(has(&out, "\033[>q"), terms[i].asked);
		assert_int_equal(has(&out, "\033[22;2t"), terms[i].asked);
		buf_reset(&out);
		term_end(t, &out);
		assert_int_equal(has(&out, "\033[23;2t"), terms[i].asked);
		term_close(t);
		buf_free(&out);
	}
}

static void
text_is_copied_where_the_terminal_can(void **state)
{
	struct term *t = open_term("xterm-256color", 24, 80);
	struct buf out = BUF_INIT(0);

	(void)state;
	assert_int_equal(term_copy(t, STR("Hello, 日本!"), &out), ERR_NONE);
	assert_true(
	    str_eq(buf_str(&out), STR("\033]52;c;SGVsbG8sIOaXpeacrCE=\033\\")));
	buf_reset(&out);
	assert_int_equal(term_copy(t, STR(""), &out), ERR_INVALID);
	assert_int_equal(out.n, 0);
	(void)term_reply(t, STR("VTE(7402)"));
	assert_int_equal(term_copy(t, STR("x"), &out), ERR_MISSING);
	term_close(t);
	for (int i = 0; i < 4; i++) {
		static const char *const terms[] = { "linux", "vt100",
			"syncterm", "screen" };

		t = open_term(terms[i], 24, 80);
		assert_int_equal(term_copy(t, STR("x"), &out), ERR_MISSING);
		term_close(t);
	}
	assert_int_equal(out.n, 0);
	buf_free(&out);
}

static void
a_long_text_is_copied_whole_or_not_at_all(void **state)
{
	static const char triple[] = "YWJj"; /* "abc" */
	struct term *t = open_term("foot", 24, 80);
	struct buf text = BUF_INIT(0), out = BUF_INIT(0);
	size_t start = strlen("\033]52;c;"), full;

	(void)state;
	while (text.n < TERM_COPY_MAX)
		buf_char(&text, "abc"[text.n % 3]);
	assert_int_equal(term_copy(t, buf_str(&text), &out), ERR_NONE);
	full = TERM_COPY_MAX / 3 * 4;
	assert_int_equal(out.n, start + full + 4 + 2);
	for (size_t i = 0; i < full; i += 4)
		assert_memory_equal(out.p + start + i, triple, 4);
	assert_memory_equal(out.p + start + full, "YQ==\033\\", 6);
	buf_reset(&out);
	buf_char(&text, 'x');
	assert_int_equal(term_copy(t, buf_str(&text), &out), ERR_LIMIT);
	assert_int_equal(out.n, 0);
	term_close(t);
	buf_free(&text);
	buf_free(&out);
}

static void
expect_title(const char *term, const char *words, const char *want)
{
	struct term *t = open_term(term, 24, 80);
	struct buf out = BUF_INIT(0);

	term_title(t, str_from(words), &out);
	if (!str_eq(buf_str(&out), str_from(want)))
		fail_msg("%s: got \"%.*s\"", words, STR_ARG(buf_str(&out)));
	term_close(t);
	buf_free(&out);
}

static void
a_title_is_one_clean_line(void **state)
{
	static const char eighty[] = "1234567890123456789012345678901234567890"
				     "1234567890123456789012345678901234567890";
	char longer[100], want[120];

	(void)state;
	expect_title("xterm", "Stoa: 日本", "\033]2;Stoa: 日本\033\\");
	expect_title("xterm", "two\nlines\033]8;;x\033\\\007",
	    "\033]2;two lines]8;;x\\\033\\");
	expect_title("xterm", "", "\033]2;\033\\");
	expect_title("linux", "Stoa", "");
	expect_title("syncterm", "Stoa", "");
	expect_title("screen", "Stoa", "");
	snprintf(want, sizeof want, "\033]2;%s\033\\", eighty);
	expect_title("xterm", eighty, want);
	snprintf(longer, sizeof longer, "%s1", eighty);
	snprintf(want, sizeof want, "\033]2;%.79s…\033\\", eighty);
	expect_title("xterm", longer, want);
}

static void
an_old_pc_is_sent_its_own_bytes(void **state)
{
	struct buf out = BUF_INIT(0);
	struct term *t = open_term("syncterm", 25, 80);
	struct canvas c = term_canvas(t);

	(void)state;
	canvas_text(&c, 0, 0, 10, STYLE_NORMAL, STR("é─█日"));
	term_draw(t, &out);
	assert_true(has(&out, "\x82\xC4\xDB??"));
	assert_false(has(&out, "\017"));
	term_close(t);
	buf_free(&out);
}

/* The last: it leaves stdscr and the like of others where they are. */
static void
a_full_pool_abandons_what_nobody_uses_then_refuses(void **state)
{
	struct term_pool *pool;
	struct term_options options = {
		.term = STR("xterm"), .rows = 50, .cols = 100
	};
	struct term *t[8] = { NULL }, *more = NULL;
	struct buf out = BUF_INIT(0);
	struct canvas c;

	(void)state;
	assert_int_equal(term_pool_new(POOL_BYTES, &pool), ERR_NONE);
	for (int i = 0; i < 40; i++) {
		options.rows = 20 + i;
		assert_int_equal(term_open(pool, &options, &more), ERR_NONE);
		c = term_canvas(more);
		canvas_box(&c, STYLE_BORDER);
		term_draw(more, &out);
		buf_reset(&out);
		term_close(more);
	}
	assert_true(term_pool_stats(pool).abandoned > 20);
	assert_true(term_pool_stats(pool).bytes <= POOL_BYTES);
	options.rows = 50;
	for (int i = 0; i < 8; i++)
		assert_int_equal(term_open(pool, &options, &t[i]), ERR_NONE);
	more = NULL;
	assert_int_equal(term_open(pool, &options, &more), ERR_LIMIT);
	assert_null(more);
	assert_int_equal(term_resize(t[0], 100, 300), ERR_LIMIT);
	assert_int_equal(term_rows(t[0]), 50);
	for (int i = 0; i < 8; i++) {
		c = term_canvas(t[i]);
		canvas_text(&c, 3, 3, 20, STYLE_NEW, STR("still here"));
		term_draw(t[i], &out);
		assert_true(has(&out, "still here"));
		buf_reset(&out);
		term_close(t[i]);
	}
	assert_int_equal(term_pool_stats(pool).lent, 0);
	term_pool_free(pool);
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_mapped_to_what_there_is),
		cmocka_unit_test(some_names_mean_that_nothing_can_be_drawn),
		cmocka_unit_test(sizes_are_brought_within_bounds),
		cmocka_unit_test(
		    the_environment_and_signal_handlers_do_not_matter),
		cmocka_unit_test(depth_follows_the_terminal),
		cmocka_unit_test(a_session_begins_and_ends_once),
		cmocka_unit_test(the_name_is_asked_for_where_that_is_safe),
		cmocka_unit_test(text_is_copied_where_the_terminal_can),
		cmocka_unit_test(a_long_text_is_copied_whole_or_not_at_all),
		cmocka_unit_test(a_title_is_one_clean_line),
		cmocka_unit_test(an_old_pc_is_sent_its_own_bytes),
		cmocka_unit_test(
		    a_full_pool_abandons_what_nobody_uses_then_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
