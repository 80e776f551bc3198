/*
 * editor_lists - lines that begin as the one above: items, quotes, code.
 *
 * What is put in by itself is a step of its own in the history, so that one
 * undo takes it away and leaves what was typed.
 */
#include <inttypes.h>

#include "common/base/err.h"
#include "common/text/wrap.h"
#include "screens/ui/editor_impl.h"

enum {
	PREFIX_MAX = 128, /* bytes of a prefix that Enter repeats */
	NUMBER_MAX = 999999999,
	BURST_BYTES = 64, /* nobody types so much behind an Enter at once */
	CODE_CELLS = 4,
	ABOVE_MAX = 500, /* lines that are looked at for what an item is in */
	BOX_BYTES = 4,	 /* "[ ] " */
};

static void
type(struct editor *e, struct str raw)
{
	(void)editor_put(e, raw, RUN_TYPE, _("nothing was added"));
}

static struct str
line_at(const struct editor *e, size_t from)
{
	struct str text = buf_str(&e->text);

	return str_slice(text, from, fold_line_end(text, from) - from);
}

static struct line_parts
parts_at(const struct editor *e, size_t from)
{
	return text_line_parts(str_slice(line_at(e, from), 0, PREFIX_MAX));
}

/* The number of "12. "; false: it has none. */
static bool
number_of(struct str marker, size_t *digits, int64_t *number)
{
	*digits = 0;
	while (*digits < marker.n && marker.p[*digits] >= '0' &&
	    marker.p[*digits] <= '9')
		++*digits;
	return str_int(str_slice(marker, 0, *digits), 0, NUMBER_MAX, number);
}

static void
put_marker(struct buf *out, struct str marker, int64_t number)
{
	size_t digits;
	int64_t old;

	if (number_of(marker, &digits, &old)) {
		buf_printf(out, "%" PRId64, number);
		marker = str_slice(marker, digits, marker.n);
	}
	buf_put(out, marker);
}

/* "9. " makes "10. "; other markers stay as they are. */
static void
put_next_marker(struct buf *out, struct str marker)
{
	size_t digits;
	int64_t number = 0;

	(void)number_of(marker, &digits, &number);
	put_marker(out, marker, number + 1);
}

/* Bytes of "[ ] " or "[x] ", of something to be done. */
static size_t
box_bytes(struct str s)
{
	bool is = s.n >= BOX_BYTES && s.p[0] == '[' && s.p[2] == ']' &&
	    s.p[3] == ' ' && (s.p[1] == ' ' || s.p[1] == 'x' || s.p[1] == 'X');

	return is ? BOX_BYTES : 0;
}

bool
editor_is_pasted(struct str ahead)
{
	struct line_parts p = text_line_parts(str_slice(ahead, 0, PREFIX_MAX));

	return p.quote + p.spaces + p.marker > 0 || ahead.n >= BURST_BYTES;
}

void
editor_newline(struct editor *e)
{
	type(e, STR("\n"));
}

static void
newline_and(struct editor *e, struct str prefix)
{
	editor_newline(e);
	if (prefix.n)
		(void)editor_put(e, prefix, RUN_NONE, _("nothing was added"));
}

/* As far in as the line is, up to the cursor. */
static void
enter_code(struct editor *e, size_t from)
{
	struct arena a = ARENA_INIT;
	struct str line = str_slice(line_at(e, from), 0, e->cursor - from);
	size_t n = text_line_parts(line).quote;

	while (n < line.n && n < PREFIX_MAX &&
	    (line.p[n] == ' ' || line.p[n] == '\t'))
		n++;
	/* What is put in may move the text. */
	newline_and(e, arena_dup(&a, str_slice(line, 0, n)));
	arena_free(&a);
}

static void
enter_item(struct editor *e, size_t from, struct line_parts p)
{
	struct str line = line_at(e, from), rest;
	size_t prefix = p.quote + p.spaces + p.marker, box;
	struct buf out = BUF_INIT(0);

	rest = str_slice(line, prefix, line.n);
	box = p.marker ? box_bytes(rest) : 0;
	if (line.n == prefix + box) {
		from += p.marker ? p.quote : 0;
		(void)editor_change(e, from, e->cursor, STR(""), RUN_NONE, "");
		return;
	}
	buf_put(&out, str_slice(line, 0, p.quote + p.spaces));
	if (p.marker)
		put_next_marker(
		    &out, str_slice(line, p.quote + p.spaces, p.marker));
	if (box && e->cursor >= from + prefix + box)
		buf_cstr(&out, "[ ] ");
	newline_and(e, buf_str(&out));
	buf_free(&out);
}

void
editor_enter(struct editor *e)
{
	size_t from = fold_line_start(buf_str(&e->text), e->cursor), prefix;
	struct line_parts p = parts_at(e, from);

	if (p.marker == 0)
		p.spaces = 0;
	prefix = p.quote + p.spaces + p.marker;
	if (e->mark != FOLD_NONE)
		editor_newline(e);
	else if (text_fence_at(buf_str(&e->text), e->cursor).with)
		enter_code(e, from);
	else if (prefix == 0 || prefix == PREFIX_MAX ||
	    e->cursor < from + prefix)
		editor_newline(e);
	else
		enter_item(e, from, p);
}

/* Lines that go further in or out, and by how much. */
struct nest {
	size_t from; /* the first of them begins */
	size_t to;   /* the last ends */
	bool code;
	bool out;
	size_t cells;
	int64_t number; /* of the first, if it has one; 0: as it was */
};

/* What stands above an item, upwards: items, and what goes on with them. */
struct above {
	const struct editor *e;
	size_t at; /* the line looked at begins; 0: that was the first */
	size_t quotes;
	int left;
	bool paragraph; /* below is text that is perhaps no item's */
};

/* The next item up; false when the list begins here. */
static bool
next_above(struct above *u, struct line_parts *p, struct str *marker)
{
	struct str text = buf_str(&u->e->text), line;

	while (u->at > 0 && u->left-- > 0) {
		u->at = fold_line_start(text, u->at - 1);
		line = line_at(u->e, u->at);
		*p = text_line_parts(str_slice(line, 0, PREFIX_MAX));
		if (p->quotes != u->quotes)
			return false;
		*marker = str_slice(line, p->quote + p->spaces, p->marker);
		if (p->marker)
			return true;
		if (line.n == p->quote + p->spaces && u->paragraph)
			return false;
		if (line.n > p->quote && p->spaces == 0)
			u->paragraph = true;
	}
	return false;
}

/* Where an item goes, and which number it is there; false: nowhere. */
static bool
aim(const struct editor *e, struct nest *n, struct line_parts p)
{
	struct above u = { e, n->from, p.quotes, ABOVE_MAX, false };
	struct line_parts q;
	struct str marker;
	size_t aim = 0, digits;
	bool found = false, same;

	if (n->out && p.spaces == 0)
		return false;
	while (!found && next_above(&u, &q, &marker)) {
		found = n->out ? q.spaces < p.spaces : q.spaces <= p.spaces;
		aim = n->out ? q.spaces : q.spaces + q.marker;
	}
	if (!n->out && (!found || aim <= p.spaces))
		return false;
	n->cells = n->out ? p.spaces - (found ? aim : 0) : aim - p.spaces;
	/* The one before it there: above, or the one it comes out of. */
	u = (struct above){ e, n->from, p.quotes, ABOVE_MAX, false };
	same = false;
	aim = n->out ? p.spaces - n->cells : p.spaces + n->cells;
	while (next_above(&u, &q, &marker) && !same && q.spaces >= aim)
		same =
		    q.spaces == aim && number_of(marker, &digits, &n->number);
	n->number = same ? n->number + 1 : n->out ? 0 : 1;
	return true;
}

/* All that is selected, or an item with what is in it. */
static bool
measure(const struct editor *e, int by, struct nest *n)
{
	struct str text = buf_str(&e->text);
	struct selection s = editor_selected(e);
	struct line_parts p, q;

	*n = (struct nest){ .from = fold_line_start(text, s.from),
		.cells = CODE_CELLS,
		.out = by < 0 };
	if (s.to > s.from && fold_line_start(text, s.to) == s.to)
		s.to--;
	n->to = fold_line_end(text, s.to);
	n->code = text_fence_at(text, s.from).with != 0;
	if (n->code)
		return true;
	p = parts_at(e, n->from);
	if (p.marker == 0 || !aim(e, n, p))
		return false;
	while (s.from == s.to && n->to < text.n) {
		q = parts_at(e, n->to + 1);
		if (q.quotes != p.quotes || q.spaces <= p.spaces ||
		    line_at(e, n->to + 1).n == q.quote + q.spaces)
			break;
		n->to = fold_line_end(text, n->to + 1);
	}
	return true;
}

bool
editor_may_nest(const struct editor *e, int by)
{
	struct nest n;

	return measure(e, by, &n);
}

/* One line, further in or out. */
static void
put_line(struct buf *out, struct str line, const struct nest *n, bool first)
{
	struct line_parts p = text_line_parts(str_slice(line, 0, PREFIX_MAX));
	struct str rest = str_slice(line, p.quote, line.n), marker;
	size_t less = n->cells < p.spaces ? n->cells : p.spaces;

	buf_put(out, str_slice(line, 0, p.quote));
	if (n->out && p.spaces == 0 && rest.n && rest.p[0] == '\t')
		rest = str_slice(rest, 1, rest.n);
	else if (n->out)
		rest = str_slice(rest, less, rest.n);
	else if (rest.n)
		buf_printf(out, "%*s", (int)n->cells, "");
	if (first && n->number && !n->code) {
		size_t spaces = p.spaces - (n->out ? less : 0);

		buf_put(out, str_slice(rest, 0, spaces));
		marker = str_slice(rest, spaces, p.marker);
		put_marker(out, marker, n->number);
		rest = str_slice(rest, spaces + p.marker, rest.n);
	}
	buf_put(out, rest);
}

/* A place in a text of lines, kept as far from its line's end as it was. */
struct place {
	size_t line;
	size_t behind; /* bytes to the line's end */
};

static struct place
place_in(struct str text, size_t from, size_t at)
{
	struct place p = { 0, fold_line_end(text, at) - at };

	for (size_t i = from; i < at; i++)
		p.line += text.p[i] == '\n';
	return p;
}

static size_t
place_at(struct str text, size_t from, struct place p)
{
	size_t end;

	for (; p.line > 0 && from < text.n; p.line--)
		from = fold_line_end(text, from) + 1;
	end = fold_line_end(text, from);
	return end - from > p.behind ? end - p.behind : from;
}

static void
shift(struct editor *e, const struct nest *n)
{
	struct str text = buf_str(&e->text), rest;
	bool selected = e->mark != FOLD_NONE && e->mark != e->cursor, first;
	struct place cursor = place_in(text, n->from, e->cursor), mark = cursor;
	struct buf out = BUF_INIT(0);

	if (selected)
		mark = place_in(text, n->from, e->mark);
	rest = str_slice(text, n->from, n->to - n->from);
	first = true;
	for (bool more = true; more; first = false) {
		size_t end = str_find(rest, '\n');

		more = end < rest.n;
		put_line(&out, str_slice(rest, 0, end), n, first);
		if (more)
			buf_char(&out, '\n');
		rest = str_slice(rest, end + 1, rest.n);
	}
	if (editor_change(e, n->from, n->to, buf_str(&out), RUN_NONE,
		_("nothing was moved"))) {
		text = buf_str(&e->text);
		editor_move(e,
		    folds_border_right(
			&e->folds, text, place_at(text, n->from, mark)),
		    false);
		editor_move(e,
		    folds_border_right(
			&e->folds, text, place_at(text, n->from, cursor)),
		    selected);
	}
	buf_free(&out);
}

/* To the next stop of so many columns, where one line is code. */
static void
indent_code(struct editor *e)
{
	struct str text = buf_str(&e->text);
	size_t from = fold_line_start(text, e->cursor);
	size_t at = e->cursor - from - parts_at(e, from).quote;

	if (e->cursor > from && text.p[e->cursor - 1] == '\t')
		(void)editor_put(
		    e, STR("\t"), RUN_NONE, _("nothing was added"));
	else
		(void)editor_put(e,
		    str_slice(STR("    "), at % CODE_CELLS, CODE_CELLS),
		    RUN_NONE, _("nothing was added"));
}

bool
editor_nest(struct editor *e, int by)
{
	struct nest n;

	if (!measure(e, by, &n))
		return false;
	editor_paste_ends(e);
	if (n.code && by > 0 && e->mark == FOLD_NONE)
		indent_code(e);
	else
		shift(e, &n);
	return true;
}
