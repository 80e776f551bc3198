/*
 * md_parts - what of a long text may be folded: hunks, traces, quotes.
 *
 * What says what it is stays: the name of a file and where a hunk stands, what
 * was raised, the first frame and the last.  Nothing short is a part.
 */
#include <string.h>

#include "common/base/err.h"
#include "common/text/utf8.h"
#include "screens/style.h"
#include "screens/ui/md.h"

enum { FRAME_DIGITS_MAX = 6 };

static const struct str quote_sign = STR_INIT("▸ ");

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct str
without_lead(struct str s)
{
	while (s.n && (s.p[0] == ' ' || s.p[0] == '\t'))
		s = str_slice(s, 1, s.n);
	return s;
}

/* "#0  0x7f…" of gdb and sanitizers, "12: core::…" of Rust. */
static bool
is_numbered(struct str s)
{
	size_t n = 0;
	bool sharp = s.n && s.p[0] == '#';

	s = str_slice(s, sharp, s.n);
	while (n < s.n && n < FRAME_DIGITS_MAX && is_digit(s.p[n]))
		n++;
	s = str_slice(s, n, s.n);
	return n && (sharp ? s.n && s.p[0] == ' ' : str_starts(s, STR(": ")));
}

/* "main.run(0x1, {0xc0, …})" of Go, at the start of a line. */
static bool
is_go_call(struct str s)
{
	size_t dot = str_find(s, '.'), bracket = str_find(s, '(');

	return s.n && s.p[0] != ' ' && s.p[0] != '\t' && dot < bracket &&
	    bracket < s.n && s.p[s.n - 1] == ')' && str_find(s, ' ') > bracket;
}

/* Whether a line begins a frame, after a line or before one that may be it. */
static bool
is_frame(struct str line, struct str next)
{
	struct str s = without_lead(line);
	bool set_in = s.n < line.n;

	if (set_in &&
	    (str_starts(s, STR("at ")) || str_starts(s, STR("File \"")) ||
		str_starts(s, STR("from ")) || str_starts(s, STR("... "))))
		return true;
	if (is_numbered(s))
		return true;
	return (is_go_call(line) || str_starts(line, STR("created by "))) &&
	    next.n && next.p[0] == ' ' && str_find(next, '/') < next.n;
}

/* What goes on with a frame is set in; some traces come double-spaced. */
static bool
is_more(struct str line, struct str next)
{
	if (line.n == 0)
		line = next;
	return line.n && (line.p[0] == ' ' || line.p[0] == '\t');
}

/* The line after the frame that begins at `at`. */
static size_t
frame_end(const struct md_source *line, size_t n, size_t at)
{
	bool by_number = is_numbered(without_lead(line[at].text));

	for (at++; at < n; at++) {
		struct str next = at + 1 < n ? line[at + 1].text : STR("");
		bool place =
		    str_starts(without_lead(line[at].text), STR("at "));

		/* Rust says where a numbered frame is on a line of its own. */
		if (by_number && place)
			continue;
		if (!is_more(line[at].text, next) ||
		    is_frame(line[at].text, next))
			break;
	}
	return at;
}

/* All but the first and the last of the frames from `at` on; its end. */
static size_t
find_trace(
    const struct md_source *line, size_t n, size_t at, size_t *from, size_t *to)
{
	*from = *to = at = frame_end(line, n, at);
	while (at < n &&
	    is_frame(line[at].text, at + 1 < n ? line[at + 1].text : STR(""))) {
		*to = at;
		at = frame_end(line, n, at);
	}
	return at;
}

static bool
is_hunk_line(const struct md_source *line, size_t n, size_t at)
{
	struct str s = line[at].text;

	/* What is removed may begin with "-- ", the next file's name does. */
	if (str_starts(s, STR("--- ")) && at + 1 < n &&
	    str_starts(line[at + 1].text, STR("+++ ")))
		return false;
	return s.n == 0 || strchr(" +-\\", s.p[0]) != NULL;
}

static size_t
find_hunk(
    const struct md_source *line, size_t n, size_t at, size_t *from, size_t *to)
{
	*from = ++at;
	while (at < n && is_hunk_line(line, n, at))
		at++;
	return *to = at;
}

static void
put_part(struct md_lay *l, size_t from, size_t to, struct str words,
    struct str above)
{
	l->part =
	    md_room(l->a, l->part, l->parts, &l->part_cap, sizeof *l->part);
	l->part[l->parts++] =
	    (struct md_part){ from, to, { words, above, false } };
}

/* "12 lines", of a diff "12 lines, +3 -4". */
static struct str
part_words(
    struct md_lay *l, const struct md_source *line, size_t n, bool is_diff)
{
	size_t added = 0, removed = 0;

	for (size_t i = 0; i < n && is_diff; i++) {
		added += str_starts(line[i].text, STR("+"));
		removed += str_starts(line[i].text, STR("-"));
	}
	if (is_diff)
		return arena_printf(
		    l->a, _("%zu lines, +%zu -%zu"), n, added, removed);
	return arena_printf(l->a, _("%zu lines"), n);
}

void
md_find_parts(
    struct md_lay *l, const struct md_source *line, size_t n, bool is_diff)
{
	size_t at = 0, from, to;

	while (at < n) {
		struct str s = line[at].text;

		if (is_diff && str_starts(s, STR("@@"))) {
			at = find_hunk(line, n, at, &from, &to);
		} else if (!is_diff &&
		    is_frame(s, at + 1 < n ? line[at + 1].text : STR(""))) {
			at = find_trace(line, n, at, &from, &to);
		} else {
			at++;
			continue;
		}
		if (to - from >= MD_PART_LINES)
			put_part(l, line[from].first,
			    to < n ? line[to].first : l->lines,
			    part_words(l, line + from, to - from, is_diff),
			    line[from - 1].text);
	}
}

void
md_quote_part(struct md_lay *l, size_t from)
{
	size_t n = l->lines - from;

	if (n < MD_QUOTE_LINES)
		return;
	/* What is long within it goes with it. */
	while (l->parts && l->part[l->parts - 1].from >= from)
		l->parts--;
	put_part(l, from, l->lines,
	    arena_printf(l->a, _("%zu quoted lines"), n), STR(""));
}

/* "  … │ ", as wide as the numbers of the lines around it. */
static struct str
sign_of(struct md_lay *l, const struct doc_line *first)
{
	size_t cells;

	if (!first->is_code)
		return quote_sign;
	if (!first->has_number)
		return STR("… ");
	cells = text_cells(first->piece[first->keep - 1].text);
	return arena_printf(
	    l->a, "%*s… │ ", cells > 4 ? (int)cells - 4 : 0, "");
}

/* The one line for all that a part hides. */
static struct doc_line
folded_line(struct md_lay *l, const struct doc_line *first, struct str words)
{
	size_t keep = first->keep - (first->has_number ? 1 : 0), n, left;
	struct doc_piece *piece = arena_array(l->a, struct doc_piece, keep + 2);
	struct doc_line line = *first;
	struct str sign = sign_of(l, first);

	left = l->cols;
	for (n = 0; n < keep; n++) {
		piece[n] = first->piece[n];
		left -= text_cells(piece[n].text);
	}
	if (text_cells(sign) < left) {
		piece[n++] = (struct doc_piece){ sign, STYLE_DIM, 0 };
		left -= text_cells(sign);
	}
	words = text_clip(l->a, words, left);
	piece[n++] = (struct doc_piece){ words, STYLE_DIM, 0 };
	line.piece = piece;
	line.keep = line.pieces = n;
	line.is_wide = false;
	return line;
}

static bool
is_folded(const struct doc_options *o, size_t part)
{
	bool odd = part < DOC_PARTS_ODD && (o->but >> part & 1);

	return o->fold != odd;
}

/* Parts stand in their order, and none in another. */
static void
fold_lines(struct md_lay *l, struct doc *d)
{
	struct doc_line *line = arena_array(l->a, struct doc_line, d->lines);
	size_t at = 0, n = 0;

	for (size_t i = 0; i < l->parts; i++) {
		const struct md_part *p = &l->part[i];

		if (!p->told.is_folded)
			continue;
		memcpy(line + n, d->line + at, (p->from - at) * sizeof *line);
		n += p->from - at;
		line[n++] = folded_line(l, &d->line[p->from], p->told.words);
		at = p->to;
	}
	memcpy(line + n, d->line + at, (d->lines - at) * sizeof *line);
	d->line = line;
	d->lines = n + d->lines - at;
}

void
md_fold(struct md_lay *l, const struct doc_options *o, struct doc *d)
{
	struct doc_part *part = arena_array(l->a, struct doc_part, l->parts);
	bool any = false;

	for (size_t i = 0; i < l->parts; i++) {
		l->part[i].told.is_folded = is_folded(o, i);
		part[i] = l->part[i].told;
		any |= part[i].is_folded;
	}
	d->part = part;
	d->parts = l->parts;
	if (any)
		fold_lines(l, d);
}
