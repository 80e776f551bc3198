/*
 * Text as hostile and as wide as there is, all of data/utf8 and data/term: in
 * a line, as a title or a handle stands in one, and as a body.  Every cell
 * holds what takes as many columns as are meant, and the terminal is sent no
 * sequence but ours.
 */
#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <wchar.h>

#include <cmocka.h>

#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "screens/term.h"
#include "screens/ui/doc.h"
#include "tests/lib/vt.h"

enum {
	ROWS = 24,
	COLS = 80,
	PIECE_BYTES = 24 * 1024,
	LINES_MAX =
	    6000,	 /* of a file, in lines; the rest is more of the same */
	BODIES_MAX = 12, /* of a file, as bodies */
	ESC = 0x1B,
};

static const char *
shared(const char *name)
{
	static char path[4096];
	const char *root = getenv("STOA_SHARED");
	struct stat st;

	snprintf(path, sizeof path, "%s/%s", root ? root : "../shared", name);
	return stat(path, &st) == 0 ? path : NULL;
}

/* A whole file, unpacked if it is packed. */
static struct buf
slurp(const char *path)
{
	struct buf b = BUF_INIT(0);
	struct archive *in = archive_read_new();
	struct archive_entry *entry;
	char chunk[8192];
	ssize_t n;

	archive_read_support_filter_all(in);
	archive_read_support_format_raw(in);
	assert_int_equal(
	    archive_read_open_filename(in, path, sizeof chunk), ARCHIVE_OK);
	assert_int_equal(archive_read_next_header(in, &entry), ARCHIVE_OK);
	while ((n = archive_read_data(in, chunk, sizeof chunk)) > 0)
		buf_put(&b, (struct str){ chunk, (size_t)n });
	archive_read_free(in);
	return b;
}

struct stage {
	const char *file;
	struct term *term;
	struct buf out;
};

/* Each cell is as wide as what stands in it, and rows are full. */
static void
check_cells(const struct stage *st, const struct grid *g)
{
	for (int row = 0; row < g->rows; row++) {
		for (int col = 0; col < g->cols;) {
			const struct tile *t = grid_tile(g, row, col);
			int32_t code[GRID_CODES];
			int n = grid_codes(g, t, code);

			if (n < 1 || code[0] < ' ' || code[0] == 0x7F ||
			    (code[0] > 0x7F && code[0] < 0xA0) ||
			    wcwidth((wchar_t)code[0]) != t->width)
				fail_msg("%s: U+%04X in %d columns", st->file,
				    (unsigned)code[0], t->width);
			for (int i = 1; i < n; i++) {
				if (wcwidth((wchar_t)code[i]) != 0)
					fail_msg("%s: U+%04X on U+%04X",
					    st->file, (unsigned)code[i],
					    (unsigned)code[0]);
			}
			col += t->width;
			if (t->width < 1 || col > g->cols)
				fail_msg("%s: half a character", st->file);
		}
	}
}

/* Where a sequence of ours ends; fails for any other. */
static size_t
end_of_sequence(const struct stage *st, struct str s, size_t at)
{
	char kind = at + 1 < s.n ? s.p[at + 1] : '\0';

	if (kind == '(')
		return at + 3;
	if (kind == 'M' || kind == '7' || kind == '8') /* as ncurses scrolls */
		return at + 2;
	if (kind != '[')
		fail_msg("%s: ESC %c", st->file, kind);
	for (at += 2; at < s.n; at++) {
		char c = s.p[at];

		if (c >= 0x40 && c < 0x7F) {
			if (strchr("HJKmXGdABCDPL@MrhlSTb", c) == NULL)
				fail_msg("%s: CSI %c", st->file, c);
			return at + 1;
		}
		if (c < '0' && c != ';' && c != '?')
			fail_msg("%s: CSI with %02X", st->file, (unsigned)c);
	}
	fail_msg("%s: a sequence is cut", st->file);
	return s.n;
}

static void
check_bytes(const struct stage *st, struct str s)
{
	bool narrow = term_charset(st->term) == CHARSET_CP437 ||
	    term_charset(st->term) == CHARSET_LATIN1;

	for (size_t at = 0; at < s.n;) {
		unsigned char c = (unsigned char)s.p[at];
		int32_t code = c;

		if (c == ESC) {
			at = end_of_sequence(st, s, at);
			continue;
		}
		if (c < ' ' && c != '\r' && c != '\n' && c != '\b' &&
		    c != 0x0E && c != 0x0F)
			fail_msg("%s: control %02X", st->file, c);
		at += narrow ? 1 : utf8_decode(str_slice(s, at, s.n), &code);
		if (code == UTF8_INVALID || code == 0x7F ||
		    (!narrow && code > 0x7F && code < 0xA0))
			fail_msg("%s: U+%04X", st->file, (unsigned)code);
		if (term_charset(st->term) == CHARSET_SEVEN && code > 0x7F)
			fail_msg("%s: %02X in seven bits", st->file, c);
		if (term_charset(st->term) == CHARSET_LATIN1 && code > 0x7F &&
		    code < 0xA0)
			fail_msg("%s: %02X in Latin-1", st->file, c);
	}
}

static void
show(struct stage *st)
{
	buf_reset(&st->out);
	term_draw(st->term, &st->out);
	check_cells(st, term_shown(st->term));
	check_bytes(st, buf_str(&st->out));
}

/* Lines as they came and as they are kept, a title beside a handle. */
static void
show_lines(struct stage *st, struct str text)
{
	struct arena a = ARENA_INIT;

	for (int n = 0; text.n && n < LINES_MAX;) {
		struct canvas c = term_canvas(st->term);

		for (int row = 0; row < ROWS && text.n; row++, n++) {
			struct str line =
			    str_slice(str_cut(&text, '\n'), 0, 1000);

			canvas_text(&c, row, 1, 40, STYLE_TITLE, line);
			canvas_text_right(&c, row, 42, 11, STYLE_ACCENT, line);
			canvas_text(&c, row, 54, 30, STYLE_NORMAL,
			    text_clean_line(&a, line));
		}
		show(st);
		arena_reset(&a);
	}
	arena_free(&a);
}

static void
show_bodies(struct stage *st, struct str text)
{
	const struct doc_options options = { .cols = COLS - 4 };
	struct arena a = ARENA_INIT;

	for (int n = 0; text.n && n < BODIES_MAX; n++) {
		struct str body =
		    text_clean(&a, str_slice(text, 0, PIECE_BYTES));
		struct doc d;

		doc_markdown(&a, body, &options, &d);
		for (size_t first = 0; first < d.lines; first += ROWS) {
			struct canvas c = term_canvas(st->term);

			doc_draw(&d, &c, 0, 2, first, ROWS);
			show(st);
		}
		text = str_slice(text, PIECE_BYTES, text.n);
		arena_reset(&a);
	}
	arena_free(&a);
}

static void
show_folder(struct stage *st, const char *name)
{
	char folder[4096];
	const char *found = shared(name);
	struct dirent *entry;
	DIR *dir;

	if (found == NULL)
		skip();
	snprintf(folder, sizeof folder, "%s", found);
	dir = opendir(folder);
	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		char path[8192];
		struct buf b;

		if (entry->d_name[0] == '.')
			continue;
		st->file = entry->d_name;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		b = slurp(path);
		show_lines(st, buf_str(&b));
		show_bodies(st, buf_str(&b));
		buf_free(&b);
	}
	closedir(dir);
}

static void
show_on(const char *term, struct terminal_choice choice)
{
	struct stage st = { .file = "" };
	const struct term_options options = {
		.term = str_from(term), .rows = ROWS, .cols = COLS
	};

	assert_int_equal(term_open(vt_pool(), &options, &st.term), ERR_NONE);
	term_choose(st.term, choice);
	show_folder(&st, "data/utf8");
	show_folder(&st, "data/term");
	term_close(st.term);
	buf_free(&st.out);
}

static void
no_column_breaks_and_no_sequence_gets_out(void **state)
{
	(void)state;
	show_on("xterm-256color", (struct terminal_choice){ 0 });
}

static void
neither_where_there_are_fewer_characters(void **state)
{
	(void)state;
	show_on("syncterm", (struct terminal_choice){ 0 });
	show_on("vt100", (struct terminal_choice){ 0 });
	show_on("xterm",
	    (struct terminal_choice){
		TERMINAL_ENCODING_LATIN1, TERMINAL_COLOURS_NONE });
}

/* Whatever a terminal is called: screens, or the conversation in lines. */
static void
every_name_of_a_terminal_is_taken(void **state)
{
	const char *path = shared("data/term/TERM-names.txt");
	struct buf names, out = BUF_INIT(0);
	struct str rest;
	int screens = 0, lines = 0;

	(void)state;
	if (path == NULL)
		skip();
	names = slurp(path);
	rest = buf_str(&names);
	while (rest.n) {
		const struct term_options options = {
			.term = str_trim(str_cut(&rest, '\n')),
			.rows = ROWS,
			.cols = COLS,
		};
		struct term *t;
		struct canvas c;

		if (term_open(vt_pool(), &options, &t) != ERR_NONE) {
			lines++;
			continue;
		}
		c = term_canvas(t);
		canvas_text(&c, 0, 0, 20, STYLE_NEW, STR("é ● words"));
		term_draw(t, &out);
		assert_true(out.n > 0);
		buf_reset(&out);
		term_close(t);
		screens++;
	}
	assert_true(screens > 2000);
	assert_true(lines > 0);
	buf_free(&names);
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_column_breaks_and_no_sequence_gets_out),
		cmocka_unit_test(neither_where_there_are_fewer_characters),
		cmocka_unit_test(every_name_of_a_terminal_is_taken),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
