/* art - pictures of characters: from the bytes of a file to cells. */
#include "common/text/art_impl.h"

#include <string.h>

#include "common/text/clean.h"
#include "common/text/cp437.h"
#include "common/text/utf8.h"

enum {
	FIRST_ROWS = 25,
	TAB_COLS = 8,
	ESC = 0x1B,
	END_OF_FILE = 0x1A,
	LATIN1_FROM = 0xA0,
	PROBE_ROWS = 200, /* who goes further asks how high a terminal is */
	SCREEN_ROWS = 25,
	BRIGHT = 8,
	RIP_WITHIN = 512,
	MOVES_FROM = 24, /* overdrawn characters of what moves … */
	MOVES_PART = 20, /* … and they are one in so many */
};

static const struct art_cell blank = { ' ', ART_GREY, 0 };

static int
least(int a, int b)
{
	return a < b ? a : b;
}

void
art_move(struct art_reader *r, int64_t row, int64_t col)
{
	if (row >= PROBE_ROWS && row > r->row + SCREEN_ROWS)
		row = SCREEN_ROWS - 1;
	r->row = row < 0 ? 0 : row > ART_ROWS_MAX ? ART_ROWS_MAX : (int)row;
	r->col = col < 0 ? 0 : col >= r->cols ? r->cols - 1 : (int)col;
}

/* Make sure that there are cells for a line; false beyond the last. */
static bool
reserve(struct art_reader *r, int row)
{
	size_t cols = (size_t)r->cols;
	struct art_cell *more;
	int want;

	if (row < r->rows_there)
		return true;
	if (row >= ART_ROWS_MAX)
		return false;
	want = r->rows_there ? r->rows_there * 2 : FIRST_ROWS;
	while (want <= row)
		want *= 2;
	want = least(want, ART_ROWS_MAX);
	more = arena_array(r->arena, struct art_cell, (size_t)want * cols);
	if (r->rows_there)
		memcpy(
		    more, r->cell, (size_t)r->rows_there * cols * sizeof *more);
	for (size_t i = (size_t)r->rows_there * cols; i < (size_t)want * cols;
	     i++)
		more[i] = blank;
	r->cell = more;
	r->rows_there = want;
	return true;
}

void
art_widen(struct art_reader *r, int cols)
{
	r->cols = cols;
	r->rows_there = 0;
	reserve(r, 0);
}

static struct art_cell *
cell_at(struct art_reader *r, int row, int col)
{
	return &r->cell[(size_t)row * (size_t)r->cols + (size_t)col];
}

/* The colours as they come out. */
static struct art_cell
inked(const struct art_reader *r, int32_t code)
{
	const struct art_pen *p = &r->pen;
	struct art_cell c = { code, p->fg, p->bg };

	if (p->bold && c.fg < BRIGHT)
		c.fg += BRIGHT;
	if (p->blink && r->ice && c.bg < BRIGHT)
		c.bg += BRIGHT;
	if (p->reverse) {
		uint32_t fg = c.fg;

		/* A PC keeps the bright bit with what is written. */
		c.fg = c.bg < BRIGHT && fg < 2 * BRIGHT ? c.bg + (fg & BRIGHT) :
							  c.bg;
		c.bg = fg < 2 * BRIGHT ? fg % BRIGHT : fg;
	}
	if (p->hidden)
		c.fg = c.bg;
	return c;
}

static bool
is_blank(const struct art_cell *c)
{
	return c->code == ' ' && c->bg == 0;
}

static void
wrap(struct art_reader *r)
{
	if (r->col < r->cols)
		return;
	r->col = 0;
	if (r->row < ART_ROWS_MAX)
		r->row++;
}

void
art_newline(struct art_reader *r)
{
	r->col = 0;
	if (r->row < ART_ROWS_MAX)
		r->row++;
}

static void
set(struct art_reader *r, int col, int32_t code)
{
	struct art_cell *was = cell_at(r, r->row, col);
	struct art_cell is = inked(r, code);

	/* Half of a wide character that goes leaves a blank. */
	if (was->code == 0 && code != 0 && col > 0)
		was[-1].code = ' ';
	else if (col + 1 < r->cols && was[1].code == 0)
		was[1].code = ' ';
	r->drawn++;
	if (!is_blank(was) &&
	    (was->code != is.code || was->fg != is.fg || was->bg != is.bg))
		r->overdrawn++;
	*was = is;
	if (r->row >= r->rows)
		r->rows = r->row + 1;
	if (!is_blank(&is) && col >= r->used_cols)
		r->used_cols = col + 1;
}

/* The cells a character takes; what is none becomes U+FFFD. */
static size_t
width_of(int32_t *code)
{
	char utf8[UTF8_MAX_BYTES];
	struct str text = { utf8, utf8_encode(*code, utf8) };
	size_t cells = 1;

	if (text_is_clean(text))
		text_cluster(text, &cells);
	else
		*code = UTF8_REPLACEMENT;
	return cells;
}

void
art_put(struct art_reader *r, int32_t code)
{
	size_t cells = 1;

	if (++r->work > ART_WORK_MAX)
		return;
	/* All that a PC has takes one. */
	if (code >= 0x80 && r->charset != ART_CP437)
		cells = width_of(&code);
	/* A mark: the cell has one code point. */
	if (cells == 0)
		return;
	if (r->col + (int)cells > r->cols)
		r->col = r->cols;
	wrap(r);
	if ((int)cells > r->cols || !reserve(r, r->row))
		return;
	set(r, r->col, code);
	if (cells == 2) {
		set(r, r->col + 1, 0);
		r->drawn--;
	}
	r->col += (int)cells;
}

void
art_erase(struct art_reader *r, int row, int col, int end_row, int end_col)
{
	for (; row <= end_row && row < r->rows_there; row++, col = 0) {
		int end = row == end_row ? end_col : r->cols;

		r->work += (size_t)r->cols;
		if (r->work > ART_WORK_MAX)
			return;
		for (int i = col; i < end; i++) {
			struct art_cell *c = cell_at(r, row, i);

			r->overdrawn += !is_blank(c);
			*c = (struct art_cell){ ' ', ART_GREY, r->pen.bg };
			if (c->bg && row >= r->rows)
				r->rows = row + 1;
		}
	}
}

void
art_clear(struct art_reader *r)
{
	int cells = r->rows * r->cols;

	r->row = r->col = 0;
	r->work += (size_t)cells;
	if (r->work > ART_WORK_MAX)
		return;
	/* Below, nothing was drawn. */
	for (int i = 0; i < cells; i++) {
		r->overdrawn += !is_blank(&r->cell[i]);
		r->cell[i] = blank;
	}
	r->rows = r->used_cols = 0;
}

/* Control characters that are obeyed; false when it is none of those. */
static bool
control(struct art_reader *r, unsigned char byte)
{
	switch (byte) {
	case '\a':
		return true;
	case '\b':
		if (r->col > 0)
			r->col--;
		return true;
	case '\t':
		wrap(r);
		r->col = least((r->col / TAB_COLS + 1) * TAB_COLS, r->cols - 1);
		return true;
	case '\n':
		art_newline(r);
		return true;
	case '\r':
		r->col = 0;
		return true;
	default:
		return false;
	}
}

/* The character at `s`; returns its bytes. */
static size_t
character(const struct art_reader *r, struct str s, int32_t *code)
{
	unsigned char byte = (unsigned char)s.p[0];
	size_t n = 1;

	if (r->charset == ART_UTF8) {
		n = utf8_decode(s, code);
		if (*code == UTF8_INVALID || *code < ' ' || *code == 0x7F)
			*code = UTF8_REPLACEMENT;
	} else if (r->charset == ART_LATIN1 && byte >= 0x7F) {
		*code = byte >= LATIN1_FROM ? byte : ' ';
	} else {
		*code = cp437_picture(byte);
	}
	return n;
}

/* Read what stands at `at`: a sequence, a code, a character. */
static void
read_one(struct art_reader *r)
{
	struct str s = str_slice(r->picture, r->at, r->picture.n);
	unsigned char byte = (unsigned char)s.p[0];
	int32_t code;
	size_t n;

	/* In UTF-8 it waits, as terminals of today do. */
	if (r->charset != ART_UTF8)
		wrap(r);
	n = r->codes ? art_code(r, s) : 0;
	if (n == 0 && byte == ESC)
		n = art_escape(r, s);
	else if (n == 0 && byte == END_OF_FILE)
		n = s.n;
	else if (n == 0 && control(r, byte))
		n = 1;
	if (n == 0) {
		n = character(r, s, &code);
		art_put(r, code);
	}
	r->at += n;
}

/* UTF-8 that is more than ASCII; a stray byte at its end is cut off. */
static bool
is_utf8(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if ((unsigned char)s.p[i] >= 0x80)
			return utf8_valid(s);
	}
	return false;
}

static enum art_charset
charset_of(const struct art_reader *r)
{
	if (str_starts(r->sauce.font, STR("Amiga")))
		return ART_LATIN1;
	return is_utf8(r->picture) ? ART_UTF8 : ART_CP437;
}

struct art_reader *
art_begin(struct arena *a, struct str file)
{
	struct art_reader *r = arena_new(a, struct art_reader);

	r->arena = a;
	r->has_sauce = sauce_read(a, file, &r->sauce, &r->picture);
	r->picture = str_slice(r->picture, 0, ART_BYTES_MAX);
	r->charset = charset_of(r);
	r->codes = art_codes_in(r->picture);
	r->cols = r->sauce.cols > 0 && r->sauce.cols <= ART_COLS_MAX ?
	    r->sauce.cols :
	    ART_COLS;
	r->ice = r->sauce.ice;
	r->pen.fg = ART_GREY;
	reserve(r, 0);
	if (art_memory(r, r->picture))
		r->at = r->picture.n;
	/* A mark that says "UTF-8" is none of its characters. */
	else if (str_starts(r->picture, STR("\xEF\xBB\xBF")))
		r->at = 3;
	return r;
}

bool
art_more(struct art_reader *r, size_t bytes)
{
	size_t end =
	    r->picture.n - r->at < bytes ? r->picture.n : r->at + bytes;

	while (r->at < end)
		read_one(r);
	return r->at < r->picture.n;
}

void
art_look(const struct art_reader *r, struct art *out)
{
	*out = (struct art){
		.cell = r->cell,
		.cols = r->cols,
		.rows = r->rows,
		.used_cols = r->used_cols,
		.charset = r->charset,
		.has_sauce = r->has_sauce,
		.sauce = r->sauce,
		.animated = r->overdrawn >= MOVES_FROM &&
		    r->overdrawn >= r->drawn / MOVES_PART,
	};
}

void
art_parse(struct arena *a, struct str file, struct art *out)
{
	struct art_reader *r = art_begin(a, file);

	(void)art_more(r, ART_BYTES_MAX);
	art_look(r, out);
}

/* A line near the top that begins with "!|". */
static bool
is_rip(struct str file)
{
	struct str rest = str_slice(file, 0, RIP_WITHIN);

	while (rest.n) {
		if (str_starts(str_trim(str_cut(&rest, '\n')), STR("!|")))
			return true;
	}
	return false;
}

/* Whether it is no text, but something that is known; cuts its SAUCE off. */
static bool
is_memory(struct str *file)
{
	struct arena a = ARENA_INIT;
	struct sauce sauce;
	bool has = sauce_read(&a, *file, &sauce, file);
	enum art_form form = art_form(*file, has ? &sauce : NULL);

	arena_free(&a);
	return form != ART_TEXT;
}

enum art_flaw
art_flaw(struct str file)
{
	enum { NULS_MAX = 8 };
	size_t nuls = 0, sequences = 0;

	if (str_trim(file).n == 0)
		return ART_EMPTY;
	if (file.n > ART_BYTES_MAX)
		return ART_LONG;
	if (is_rip(file))
		return ART_RIP;
	if (is_memory(&file))
		return ART_FINE;
	for (size_t i = 0; i < file.n; i++) {
		nuls += file.p[i] == '\0';
		sequences += file.p[i] == ESC;
	}
	/* PCs show it as a blank, so some pictures have it. */
	return nuls > NULS_MAX + sequences * 2 ? ART_MEMORY : ART_FINE;
}
