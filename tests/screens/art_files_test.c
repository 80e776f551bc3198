/*
 * 818 files that bulletin boards show, kept beside the tree: none crashes,
 * none leaves a control character in a cell, and what a terminal shows of
 * them, in UTF-8 or CP437, is what their cells say.
 */
#include <archive.h>
#include <archive_entry.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/text/art.h"
#include "common/text/clean.h"
#include "common/text/cp437.h"
#include "common/text/utf8.h"
#include "screens/paint.h"
#include "tests/lib/people.h"
#include "tests/lib/vt.h"

enum {
	FILES = 818,
	EVERY = 12, /* one in so many is shown on terminals */
	ROWS = 100,
	COLS = 170,
	FILE_BYTES_MAX = 1024 * 1024,
};

extern const struct screen_class lobby_screen;

typedef void with_file(const char *name, struct str file, int nth);

static const char *
packed(void)
{
	static char path[4096];
	const char *root = getenv("STOA_SHARED");

	snprintf(path, sizeof path, "%s/data/art/bbs-display-files.tar.zst",
	    root ? root : "../shared");
	if (access(path, R_OK) == 0)
		return path;
	print_message("SKIPPED: no %s; set STOA_SHARED\n", path);
	return NULL;
}

/* Every file of the archive, in its order; returns how many. */
static int
each_file(const char *path, with_file *with)
{
	struct archive *all = archive_read_new();
	struct archive_entry *entry;
	char *bytes = malloc(FILE_BYTES_MAX);
	int n = 0;

	assert_non_null(bytes);
	archive_read_support_filter_zstd(all);
	archive_read_support_format_tar(all);
	assert_int_equal(
	    archive_read_open_filename(all, path, 64 * 1024), ARCHIVE_OK);
	while (archive_read_next_header(all, &entry) == ARCHIVE_OK) {
		la_ssize_t got;

		if (archive_entry_filetype(entry) != AE_IFREG)
			continue;
		got = archive_read_data(all, bytes, FILE_BYTES_MAX);
		assert_true(got >= 0);
		with(archive_entry_pathname(entry),
		    (struct str){ bytes, (size_t)got }, n++);
	}
	archive_read_free(all);
	free(bytes);
	return n;
}

static void
expect_safe(const char *name, const struct art *art, int at)
{
	const struct art_cell *c = &art->cell[at];
	char utf8[UTF8_MAX_BYTES];
	struct str text = { utf8, utf8_encode(c->code, utf8) };

	if (c->code == 0 && at % art->cols > 0)
		return;
	if (c->code < ' ' || c->code == 0x7F || !text_is_clean(text))
		fail_msg("%s: U+%04X at row %d", name, (unsigned)c->code,
		    at / art->cols);
	assert_true(c->fg & ART_RGB || c->fg < 256);
	assert_true(c->bg & ART_RGB || c->bg < 256);
}

static void
look_at_cells(const char *name, struct str file, int nth)
{
	struct arena a = ARENA_INIT;
	struct art art;

	(void)nth;
	art_parse(&a, file, &art);
	if (art.cols < 1 || art.cols > ART_COLS_MAX || art.rows < 0 ||
	    art.rows > ART_ROWS_MAX || art.used_cols > art.cols)
		fail_msg("%s: %d x %d", name, art.cols, art.rows);
	for (int i = 0; i < art.rows * art.cols; i++)
		expect_safe(name, &art, i);
	arena_free(&a);
}

static void
every_file_becomes_cells_that_are_safe(void **state)
{
	const char *path = packed();

	(void)state;
	if (path == NULL)
		skip();
	assert_int_equal(each_file(path, look_at_cells), FILES);
}

static uint8_t
painted(uint32_t c)
{
	return c & ART_RGB ?
	    paint_nearest((uint8_t)(c >> 16 & 0xFF), (uint8_t)(c >> 8 & 0xFF),
		(uint8_t)(c & 0xFF)) :
	    (uint8_t)c;
}

/* What is on the canvas, which vt compares with the terminal. */
static void
expect_cell(const char *name, struct vt *vt, int row, int col,
    const struct art_cell *want)
{
	enum charset charset = term_charset(vt_term(vt));
	const struct tile *t = grid_tile(term_shown(vt_term(vt)), row, col);
	int colours = painted(want->bg) << 8 | painted(want->fg);
	bool same = t->code == want->code;

	/* Some that PCs have for control characters are not sent. */
	if (charset == CHARSET_ASCII || charset == CHARSET_SEVEN ||
	    (charset != CHARSET_UTF8 && cp437_from_code(want->code) < 0 &&
		(charset != CHARSET_CP437 ||
		    cp437_from_picture(want->code) < 0)))
		same = same || (t->code >= ' ' && t->code < 0x7F);
	if (!same || !(t->style & STYLE_PAINTED) || t->link != colours)
		fail_msg("%s: cell %d,%d: want U+%04X %04x, got U+%04X %04x",
		    name, row, col, (unsigned)want->code, (unsigned)colours,
		    (unsigned)t->code, t->link);
}

/* Blank lines at its end are not shown. */
static int
rows_shown(const struct art *art)
{
	int at = art->rows * art->cols;

	while (at > 0 && art->cell[at - 1].code == ' ' &&
	    art->cell[at - 1].bg == 0)
		at--;
	return (at + art->cols - 1) / art->cols;
}

static void
show_on(const char *name, struct str file, const char *term)
{
	struct arena a = ARENA_INIT;
	struct vt *vt =
	    vt_open_term(&lobby_screen, f->store, ann, "", ROWS, COLS, term);
	struct art art;
	int rows, cols, above = 0, left;

	/* Over the lobby, as people come to it. */
	assert_int_equal(
	    app_goto(vt_app(vt), STR("art"), STR("lobby")), ERR_NONE);
	vt_type(vt, "");
	if (app_moves(vt_app(vt)))
		vt_type(vt, "x");
	art_parse(&a, file, &art);
	rows = rows_shown(&art);
	cols = art.has_sauce && art.sauce.cols == art.cols ? art.cols :
							     art.used_cols;
	left = (COLS - cols) / 2;
	/* Where it hangs is not what is asked here: by its first row. */
	while (above < ROWS - rows &&
	    !(grid_tile(term_shown(vt_term(vt)), above, left)->style &
		STYLE_PAINTED))
		above++;
	for (int i = 0; i < rows * art.cols; i++) {
		if (i % art.cols < cols && art.cell[i].code)
			expect_cell(name, vt, above + i / art.cols,
			    left + i % art.cols, &art.cell[i]);
	}
	vt_close(vt);
	arena_free(&a);
}

static void
show_some(const char *name, struct str file, int nth)
{
	struct caller operator= { .is_operator = true, .member = ROBOT };
	struct arena a = ARENA_INIT;
	struct art art;
	struct outcome out;

	art_parse(&a, file, &art);
	if (nth % EVERY == 0 && art.rows > 0 && art.rows < ROWS - 1 &&
	    art_flaw(file) == ART_FINE) {
		out = fixture_call(
		    f, &operator, STR("art --put lobby"), file, true);
		if (out.err == ERR_NONE) {
			show_on(name, file, "xterm-256color");
			show_on(name, file, "syncterm");
			show_on(name, file, "linux");
			show_on(name, file, "vt220");
		}
	}
	arena_free(&a);
}

static void
terminals_show_what_the_cells_say(void **state)
{
	const char *path = packed();

	(void)state;
	if (path == NULL)
		skip();
	people();
	assert_int_equal(each_file(path, show_some), FILES);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_file_becomes_cells_that_are_safe),
		cmocka_unit_test(terminals_show_what_the_cells_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
