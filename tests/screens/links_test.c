/* Addresses behind cells: where they were meant and nowhere else. */
#include "screens/term.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/vt.h"
#include "tests/lib/vtlinks.h"

enum { ROWS = 12, COLS = 40 };

#define URL_A "https://example.org/a"
#define URL_B "https://example.org/b"

/* A terminal, what it shows, and the bytes of the last frame. */
struct seat {
	struct term *term;
	struct vtlinks *links;
	struct buf out;
	struct canvas canvas;
};

static struct seat
sit(const char *name)
{
	struct seat s = { 0 };
	struct term_options options = {
		.term = str_from(name),
		.rows = ROWS,
		.cols = COLS,
	};

	assert_int_equal(term_open(vt_pool(), &options, &s.term), ERR_NONE);
	s.links = vtlinks_new(ROWS, COLS);
	return s;
}

static void
stand_up(struct seat *s)
{
	term_close(s->term);
	vtlinks_free(s->links);
	buf_free(&s->out);
}

static struct canvas *
blank(struct seat *s)
{
	s->canvas = term_canvas(s->term);
	return &s->canvas;
}

static void
text(struct seat *s, int row, int col, const char *words)
{
	canvas_put(&s->canvas, row, col, STYLE_LINK, str_from(words));
}

static void
link_to(struct seat *s, int row, int col, int cells, const char *url)
{
	uint16_t link = canvas_url(&s->canvas, str_from(url));

	canvas_link(&s->canvas, row, col, cells, link);
}

/* Send what is on the canvas; every cell has the link that was meant. */
static void
send_frame(struct seat *s)
{
	struct str meant, seen;

	buf_reset(&s->out);
	term_draw(s->term, &s->out);
	vtlinks_write(s->links, buf_str(&s->out));
	assert_false(vtlinks_open(s->links));
	for (int row = 0; row < term_rows(s->term); row++) {
		for (int col = 0; col < term_cols(s->term); col++) {
			meant = term_has_links(s->term) ?
			    canvas_address(&s->canvas, row, col) :
			    STR("");
			seen = vtlinks_at(s->links, row, col);
			if (!str_eq(meant, seen))
				fail_msg("%d,%d: meant %.*s, seen %.*s", row,
				    col, STR_ARG(meant), STR_ARG(seen));
		}
	}
}

static bool
sent(const struct seat *s, const char *bytes)
{
	return s->out.n &&
	    memmem(s->out.p, s->out.n, bytes, strlen(bytes)) != NULL;
}

static void
the_bytes_are_those_of_osc_8(void **state)
{
	struct seat s = sit("xterm-kitty");
	struct str end = STR("\033]8;;\033\\\033[0m\033[12;1H");

	(void)state;
	blank(&s);
	text(&s, 2, 3, "here");
	link_to(&s, 2, 3, 4, URL_A);
	send_frame(&s);
	assert_true(sent(&s, "\033[3;4H\033]8;id="));
	assert_true(sent(&s, ";" URL_A "\033\\\033[0;4;38;2;134;180;232mhere"));
	assert_true(
	    str_eq(str_slice(buf_str(&s.out), s.out.n - end.n, end.n), end));
	stand_up(&s);
}

static void
nothing_is_sent_for_what_has_not_changed(void **state)
{
	struct seat s = sit("foot");

	(void)state;
	for (int i = 0; i < 3; i++) {
		blank(&s);
		text(&s, 2, 3, "here");
		link_to(&s, 2, 3, 4, URL_A);
		text(&s, 5, 0, i < 2 ? "other" : "changes");
		send_frame(&s);
		if (i == 1)
			assert_int_equal(s.out.n, 0);
		if (i == 2)
			assert_false(sent(&s, "example"));
	}
	stand_up(&s);
}

static void
an_address_changes_under_the_same_text(void **state)
{
	static const char *const urls[] = { URL_A, URL_B, "", URL_A, "" };
	struct seat s = sit("foot");

	(void)state;
	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
		blank(&s);
		text(&s, 2, 3, "here and there");
		link_to(&s, 2, 3, 4, urls[i]);
		link_to(&s, 2, 12, 5, URL_B);
		send_frame(&s);
		assert_true(sent(&s, "here"));
		assert_true(i == 0 || !sent(&s, "there"));
	}
	stand_up(&s);
}

static void
lines_that_scroll_leave_no_link_behind(void **state)
{
	struct seat s = sit("foot");
	char line[64], url[64];

	(void)state;
	for (int first = 0; first < 6; first++) {
		blank(&s);
		for (int row = 0; row < ROWS; row++) {
			int n = row + first;

			snprintf(line, sizeof line, "%d: one of a kind", n);
			snprintf(url, sizeof url, URL_A "/%d", row + n % 2);
			text(&s, row, 0, line);
			if (row % 3)
				link_to(&s, row, row % 5, 12, url);
		}
		send_frame(&s);
	}
	stand_up(&s);
}

static void
characters_that_shift_leave_no_link_behind(void **state)
{
	static const char *const lines[] = { "see here, please",
		"xsee here, please", "xyzsee here, please", "see here, please",
		"here, please", "", "see 日本 here" };
	struct seat s = sit("foot");

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		blank(&s);
		text(&s, 4, 0, lines[i]);
		link_to(&s, 4, 4, 5, URL_A);
		send_frame(&s);
	}
	stand_up(&s);
}

static void
the_cursor_passes_over_a_link(void **state)
{
	struct seat s = sit("foot");

	(void)state;
	for (int col = 0; col < 20; col = col < 8 ? col + 1 : col + 3) {
		blank(&s);
		canvas_put(
		    &s.canvas, 4, 0, STYLE_NORMAL, STR("some words of a line"));
		link_to(&s, 4, 3, 14, URL_A);
		canvas_cursor(&s.canvas, 4, col);
		send_frame(&s);
	}
	stand_up(&s);
}

static void
blanks_that_are_cleared_keep_their_links(void **state)
{
	struct seat s = sit("foot");

	(void)state;
	for (int used = 9; used > 2; used -= 2) {
		blank(&s);
		for (int row = 0; row < used; row++)
			text(&s, row, 0, "a line");
		link_to(&s, 10, 3, 5, URL_A);
		link_to(&s, 11, 0, COLS, URL_B);
		canvas_cursor(&s.canvas, 0, 0);
		send_frame(&s);
	}
	stand_up(&s);
}

static void
wide_characters_and_the_edges(void **state)
{
	struct seat s = sit("foot");

	(void)state;
	for (int i = 0; i < 6; i++) {
		blank(&s);
		text(&s, 0, COLS - 4, "日本");
		text(&s, ROWS - 1, COLS - 3, i % 2 ? "end" : "END");
		text(&s, 1, i, "漢e\xCC\x81字");
		link_to(&s, 0, COLS - 2, 9, i % 3 ? URL_A : URL_B);
		link_to(&s, ROWS - 1, COLS - 2, 2, URL_A);
		link_to(&s, 1, 1, 2, URL_A);
		link_to(&s, 1, 3, 2, URL_B);
		text(&s, 0, COLS - 3, i == 4 ? "x" : "");
		send_frame(&s);
	}
	stand_up(&s);
}

static void
themes_sizes_and_modes_change(void **state)
{
	struct seat s = sit("foot");
	size_t n;
	const struct theme *const *themes = theme_all(&n);

	(void)state;
	for (size_t i = 0; i < 24; i++) {
		if (i % 4 == 1)
			term_set_theme(s.term, themes[i % n]);
		if (i % 4 == 2)
			term_set_links(s.term, (enum term_links)(i % 3));
		if (i % 4 == 3)
			term_redraw(s.term);
		if (i % 5 == 4) {
			int rows = ROWS + (int)i % 3;

			assert_int_equal(
			    term_resize(s.term, rows, COLS), ERR_NONE);
			vtlinks_resize(s.links, rows, COLS);
		}
		blank(&s);
		text(&s, 3, 0, i % 2 ? "a line here" : "another line");
		text(&s, 4, 0, "the same");
		link_to(&s, 3, 2, 4, URL_A);
		link_to(&s, 4, 2, 4, URL_B);
		send_frame(&s);
	}
	stand_up(&s);
}

static void
a_terminal_has_links_by_its_name_or_its_answer(void **state)
{
	static const struct {
		const char *term;
		const char *answer;
		bool links;
	} cases[] = {
		{ "xterm-kitty", NULL, true },
		{ "foot-extra", NULL, true },
		{ "wezterm", NULL, true },
		{ "alacritty", NULL, true },
		{ "contour", NULL, true },
		{ "xterm-ghostty", NULL, true },
		{ "xterm-256color", NULL, false },
		{ "tmux-256color", NULL, false },
		{ "xterm-256color", "kitty(0.31.0)", true },
		{ "xterm-256color", "foot(1.16.2)", true },
		{ "xterm-256color", "WezTerm 20240203-110809", true },
		{ "xterm-256color", "VTE(7402)", true },
		{ "xterm-256color", "VTE(5000)", true },
		{ "xterm-256color", "VTE(4999)", false },
		{ "xterm-256color", "VTE", false },
		{ "xterm-256color", "ghostty 1.0.0", true },
		{ "xterm-256color", "contour 0.3.12", true },
		{ "xterm-256color", "iTerm2 3.5.0", true },
		{ "xterm-256color", "mintty 3.6.4", true },
		{ "xterm-256color", "Konsole 23.08.1", true },
		{ "xterm-256color", "XTerm(370)", false },
		{ "xterm-kitty", "XTerm(370)", false },
		{ "xterm-kitty", "something else", true },
		{ "xterm-256color", "kittycat(1)", false },
		{ "xterm-256color", "", false },
		{ "tmux-256color", "tmux 3.4", true },
		{ "tmux-256color", "tmux 3.10", true },
		{ "tmux-256color", "tmux 4", true },
		{ "tmux-256color", "tmux next-3.5", true },
		{ "tmux-256color", "tmux 3.3a", false },
		{ "tmux-256color", "tmux 999999999999999999999", false },
		{ "linux", "kitty(0.31.0)", false },
		{ "vt100", "kitty(0.31.0)", false },
		{ "screen", "kitty(0.31.0)", false },
		{ "syncterm", "kitty(0.31.0)", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct seat s = sit(cases[i].term);
		bool before = term_has_links(s.term), again = false;
		bool rgb = term_has_rgb(s.term);

		if (cases[i].answer)
			again = term_reply(s.term, str_from(cases[i].answer));
		if (term_has_links(s.term) != cases[i].links)
			fail_msg("%s, %s", cases[i].term, cases[i].answer);
		assert_int_equal(again,
		    before != cases[i].links || rgb != term_has_rgb(s.term));
		stand_up(&s);
	}
}

static void
an_answer_that_comes_late_brings_the_links(void **state)
{
	struct seat s = sit("xterm-256color");

	(void)state;
	for (int i = 0; i < 2; i++) {
		blank(&s);
		text(&s, 2, 3, "here");
		link_to(&s, 2, 3, 4, URL_A);
		send_frame(&s);
		assert_int_equal(sent(&s, URL_A), i);
		assert_int_equal(term_reply(s.term, STR("VTE(7402)")), i == 0);
	}
	stand_up(&s);
}

static void
what_people_choose_goes_before_what_is_known(void **state)
{
	struct seat s = sit("xterm-kitty"), old = sit("syncterm");

	(void)state;
	term_set_links(s.term, TERM_LINKS_OFF);
	assert_false(term_has_links(s.term));
	term_set_links(s.term, TERM_LINKS_AUTO);
	assert_true(term_has_links(s.term));
	term_set_links(old.term, TERM_LINKS_ON);
	assert_false(term_has_links(old.term));
	stand_up(&s);
	stand_up(&old);
	s = sit("vt220");
	term_set_links(s.term, TERM_LINKS_ON);
	assert_true(term_has_links(s.term));
	blank(&s);
	text(&s, 2, 3, "here");
	link_to(&s, 2, 3, 4, URL_A);
	send_frame(&s);
	stand_up(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_bytes_are_those_of_osc_8),
		cmocka_unit_test(nothing_is_sent_for_what_has_not_changed),
		cmocka_unit_test(an_address_changes_under_the_same_text),
		cmocka_unit_test(lines_that_scroll_leave_no_link_behind),
		cmocka_unit_test(characters_that_shift_leave_no_link_behind),
		cmocka_unit_test(the_cursor_passes_over_a_link),
		cmocka_unit_test(blanks_that_are_cleared_keep_their_links),
		cmocka_unit_test(wide_characters_and_the_edges),
		cmocka_unit_test(themes_sizes_and_modes_change),
		cmocka_unit_test(
		    a_terminal_has_links_by_its_name_or_its_answer),
		cmocka_unit_test(an_answer_that_comes_late_brings_the_links),
		cmocka_unit_test(what_people_choose_goes_before_what_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
