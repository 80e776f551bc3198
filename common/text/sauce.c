/* sauce - who made a picture, and how it is to be shown. */
#include "common/text/sauce.h"

#include "common/text/clean.h"
#include "common/text/cp437.h"

enum {
	END_OF_FILE = 0x1A,
	COMMENT_HEAD = 5, /* "COMNT" */
	ANSI_FILES = 3,	  /* of characters: ASCII, ANSI, ANSI that moves */
	FLAG_ICE = 1,
	SPACING_SHIFT = 1,
	SPACING_MASK = 3,
};

/* Where the fields are. */
enum {
	AT_TITLE = 7,
	TITLE_BYTES = 35,
	AT_AUTHOR = 42,
	AUTHOR_BYTES = 20,
	AT_GROUP = 62,
	GROUP_BYTES = 20,
	AT_DATE = 82,
	DATE_BYTES = 8,
	AT_TYPE = 94,
	AT_FILE = 95,
	AT_COLS = 96,
	AT_ROWS = 98,
	AT_COMMENTS = 104,
	AT_FLAGS = 105,
	AT_FONT = 106,
	FONT_BYTES = 22,
};

static unsigned
byte_at(struct str s, size_t at)
{
	return (unsigned char)s.p[at];
}

static int32_t
word_at(struct str s, size_t at)
{
	return (int32_t)(byte_at(s, at) | byte_at(s, at + 1) << 8);
}

/* A field as one clean line: it is of CP437, and NULs or blanks fill it. */
static struct str
field(struct arena *a, struct str record, size_t at, size_t bytes)
{
	struct str raw = str_slice(record, at, bytes), words;
	struct buf utf8 = BUF_INIT(0);

	raw = str_slice(raw, 0, str_find(raw, '\0'));
	cp437_decode(raw, &utf8);
	words = text_clean_line(a, buf_str(&utf8));
	buf_free(&utf8);
	return words;
}

static struct str
date_of(struct arena *a, struct str record)
{
	struct str raw = str_slice(record, AT_DATE, DATE_BYTES);
	int64_t n;

	if (!str_int(raw, 0, 99991231, &n) || n / 100 % 100 < 1 ||
	    n / 100 % 100 > 12 || n % 100 < 1 || n % 100 > 31)
		return STR("");
	return arena_printf(a, "%.*s-%.*s-%.*s", STR_ARG(str_slice(raw, 0, 4)),
	    STR_ARG(str_slice(raw, 4, 2)), STR_ARG(str_slice(raw, 6, 2)));
}

static struct str
comments_of(struct arena *a, struct str block, size_t lines)
{
	struct buf all = BUF_INIT(0);
	struct str out;

	for (size_t i = 0; i < lines; i++) {
		if (i)
			buf_char(&all, '\n');
		buf_put(&all,
		    field(a, block, COMMENT_HEAD + i * SAUCE_COMMENT_BYTES,
			SAUCE_COMMENT_BYTES));
	}
	out = arena_dup(a, str_trim(buf_str(&all)));
	buf_free(&all);
	return out;
}

/* How wide and high; what other kinds keep there is something else. */
static void
take_size(struct sauce *s, struct str record)
{
	if (s->type == SAUCE_XBIN ||
	    (s->type == SAUCE_CHARACTER && s->file < ANSI_FILES)) {
		s->cols = word_at(record, AT_COLS);
		s->rows = word_at(record, AT_ROWS);
	} else if (s->type == SAUCE_BINARY) {
		s->cols = (int32_t)s->file * 2;
	}
}

bool
sauce_read(
    struct arena *a, struct str file, struct sauce *out, struct str *picture)
{
	struct sauce s = { 0 };
	struct str record, before;
	size_t lines, block;

	*picture = file;
	if (file.n < SAUCE_BYTES)
		return false;
	record = str_slice(file, file.n - SAUCE_BYTES, SAUCE_BYTES);
	if (!str_starts(record, STR("SAUCE")))
		return false;
	before = str_slice(file, 0, file.n - SAUCE_BYTES);
	s.title = field(a, record, AT_TITLE, TITLE_BYTES);
	s.author = field(a, record, AT_AUTHOR, AUTHOR_BYTES);
	s.group = field(a, record, AT_GROUP, GROUP_BYTES);
	s.date = date_of(a, record);
	s.font = field(a, record, AT_FONT, FONT_BYTES);
	s.type = byte_at(record, AT_TYPE);
	s.file = byte_at(record, AT_FILE);
	s.ice = byte_at(record, AT_FLAGS) & FLAG_ICE;
	s.spacing = byte_at(record, AT_FLAGS) >> SPACING_SHIFT & SPACING_MASK;
	take_size(&s, record);
	/* Comments that are not there are not believed in. */
	lines = byte_at(record, AT_COMMENTS);
	block = COMMENT_HEAD + lines * SAUCE_COMMENT_BYTES;
	if (lines && before.n >= block &&
	    str_starts(
		str_slice(before, before.n - block, block), STR("COMNT"))) {
		s.comments = comments_of(
		    a, str_slice(before, before.n - block, block), lines);
		before = str_slice(before, 0, before.n - block);
	}
	if (before.n && before.p[before.n - 1] == END_OF_FILE)
		before.n--;
	*picture = before;
	*out = s;
	return true;
}
