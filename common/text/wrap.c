/* wrap - fold the lines of a text to the width of a screen. */
#include "common/text/wrap.h"

#include <string.h>
#include <utf8proc.h>

#include "common/base/buf.h"
#include "common/text/utf8.h"

enum { TAB_CELLS = 8, CODE_INDENT = 4, FENCE_MIN = 3, MARKER_MAX = 10 };

struct wrap {
	struct buf out;
	struct str indent;
	size_t cells; /* of a line, without the indent; at least 1 */
	struct text_fence fence;
	size_t quotes;	   /* '>' in front of the last line */
	size_t list_cells; /* where the text of the last item starts, or 0 */
	bool blank;	   /* the last line was empty */
	bool started;	   /* a line has been put out */
};

static size_t
run_of(struct str s, size_t from, char c)
{
	size_t at = from;

	while (at < s.n && s.p[at] == c)
		at++;
	return at - from;
}

static size_t
marker_bytes(struct str s)
{
	size_t at = 0, spaces;

	while (at < s.n && at < MARKER_MAX && s.p[at] >= '0' && s.p[at] <= '9')
		at++;
	if (at == s.n)
		return 0;
	if (at ? s.p[at] != '.' && s.p[at] != ')' :
		 s.p[at] != '-' && s.p[at] != '*' && s.p[at] != '+')
		return 0;
	at++;
	spaces = run_of(s, at, ' ');
	return spaces == 0 || spaces > CODE_INDENT ? 0 : at + spaces;
}

struct line_parts
text_line_parts(struct str line)
{
	struct line_parts p = { 0 };

	for (;;) {
		size_t at = p.quote + run_of(line, p.quote, ' ');

		if (at - p.quote >= CODE_INDENT || at == line.n ||
		    line.p[at] != '>')
			break;
		p.quotes++;
		p.quote = at + 1;
		if (p.quote < line.n && line.p[p.quote] == ' ')
			p.quote++;
	}
	p.spaces = run_of(line, p.quote, ' ');
	p.marker = marker_bytes(str_slice(line, p.quote + p.spaces, line.n));
	return p;
}

static int32_t
code_at(struct str s)
{
	int32_t code;

	utf8_decode(s, &code);
	return code == UTF8_INVALID ? UTF8_REPLACEMENT : code;
}

/* Closing marks do not start a line, opening ones do not end it. */
bool
text_may_fold(
    int32_t before, size_t before_cells, int32_t after, size_t after_cells)
{
	utf8proc_category_t open, shut;

	if (before_cells < 2 && after_cells < 2)
		return false;
	open = utf8proc_category(before);
	shut = utf8proc_category(after);
	return open != UTF8PROC_CATEGORY_PS && open != UTF8PROC_CATEGORY_PI &&
	    shut != UTF8PROC_CATEGORY_PE && shut != UTF8PROC_CATEGORY_PF &&
	    shut != UTF8PROC_CATEGORY_PO && shut != UTF8PROC_CATEGORY_LM;
}

/*
 * Where a word of more than a line, an address mostly, is cut at or before
 * `at`: behind one of its signs, if the line is not half empty then.
 */
static size_t
cut_word(struct str s, size_t at)
{
	static const char signs[] = "/?&=-.";

	for (size_t i = at; i > at / 2 && i < s.n; i--) {
		char sign = s.p[i - 1], after = s.p[i];

		/* Nor inside "//", nor before a mark that sits on the sign. */
		if (sign && strchr(signs, sign) && after != sign &&
		    (unsigned char)after < 0x80)
			return i;
	}
	return at;
}

/* A place to break is remembered as (end, next); end 0 is none. */
size_t
text_fold(struct str s, size_t cells, size_t *next)
{
	size_t at = 0, used = 0, end = 0, before_wide = 0, wide;
	int32_t before = ' ', code;

	for (size_t n; at < s.n; at += n) {
		n = text_cluster(str_slice(s, at, s.n), &wide);
		code = code_at(str_slice(s, at, s.n));
		/* A space that carries a mark is to be seen. */
		if (code == ' ' && n > 1)
			code = UTF8_REPLACEMENT;
		if (code == ' ') {
			if (before != ' ')
				end = at;
			*next = at + n;
		} else if (before != ' ' &&
		    text_may_fold(before, before_wide, code, wide)) {
			end = *next = at;
		}
		if (code != ' ' && at > 0 && used + wide > cells) {
			if (end)
				return end;
			return *next = cut_word(s, at);
		}
		used += wide;
		before = code;
		before_wide = wide;
	}
	return *next = s.n;
}

static void
put_line(struct wrap *w, struct str prefix, struct str body)
{
	if (w->started)
		buf_char(&w->out, '\n');
	w->started = true;
	buf_put(&w->out, w->indent);
	buf_put(&w->out, prefix);
	buf_put(&w->out, body);
}

static struct str
without_end_spaces(struct str s)
{
	while (s.n && s.p[s.n - 1] == ' ')
		s.n--;
	return s;
}

/* Fold `line`, whose first bytes are a prefix of quotes and a hanging part. */
static void
fold(struct wrap *w, struct str line, size_t quote, size_t hang)
{
	struct buf rest = BUF_INIT(0);
	struct str prefix, body;
	size_t next;

	if (quote + hang > w->cells / 2)
		quote = hang = 0;
	prefix = str_slice(line, 0, quote + hang);
	body = without_end_spaces(str_slice(line, quote + hang, line.n));
	buf_put(&rest, str_slice(line, 0, quote));
	for (size_t i = 0; i < hang; i++)
		buf_char(&rest, ' ');
	do {
		size_t n = text_fold(body, w->cells - prefix.n, &next);

		put_line(w, prefix, without_end_spaces(str_slice(body, 0, n)));
		body = str_slice(body, next, body.n);
		prefix = buf_str(&rest);
	} while (body.n);
	buf_free(&rest);
}

bool
text_fence_line(struct text_fence *f, struct str line, struct line_parts p)
{
	struct str text = str_slice(line, p.quote + p.spaces, line.n);
	size_t ticks = run_of(text, 0, '`'), tildes = run_of(text, 0, '~');

	if (f->with && p.quotes >= f->quotes) {
		size_t n = f->with == '`' ? ticks : tildes;

		if (n >= f->len && str_trim(text).n == n &&
		    p.quotes == f->quotes)
			f->with = 0;
		return true;
	}
	f->with = 0;
	if (ticks < FENCE_MIN && tildes < FENCE_MIN)
		return false;
	/* ```inline``` is a span, not a fence. */
	if (ticks &&
	    str_find(str_slice(text, ticks, text.n), '`') < text.n - ticks)
		return false;
	*f = (struct text_fence){ text.p[0], ticks ? ticks : tildes, p.quotes };
	return true;
}

/* Whether the line is code or a fence around it; keeps count of fences. */
static bool
is_code(struct wrap *w, struct str line, struct line_parts p)
{
	bool inside = w->fence.with && p.quotes >= w->fence.quotes;
	bool set_in = p.spaces >= CODE_INDENT &&
	    (w->list_cells == 0 ||
		(p.marker == 0 && p.spaces >= w->list_cells + CODE_INDENT));

	if (inside || !set_in)
		return text_fence_line(&w->fence, line, p);
	w->fence.with = 0;
	return true;
}

struct text_fence
text_fence_at(struct str text, size_t at)
{
	struct text_fence f = { 0 };
	const char *newline = at ? memrchr(text.p, '\n', at) : NULL;
	size_t from = newline ? (size_t)(newline - text.p) + 1 : 0;
	struct str above = str_slice(text, 0, from);
	struct str line = str_slice(text, from, text.n);

	while (above.n) {
		struct str l = str_cut(&above, '\n');

		(void)text_fence_line(&f, l, text_line_parts(l));
	}
	line = str_cut(&line, '\n');
	if (text_line_parts(line).quotes < f.quotes)
		f.with = 0;
	return f;
}

static void
wrap_line(struct wrap *w, struct str line)
{
	struct line_parts p = text_line_parts(line);
	bool blank = line.n == p.quote;

	if (p.quotes != w->quotes ||
	    (w->blank && p.spaces == 0 && p.marker == 0 && !blank))
		w->list_cells = 0;
	if (is_code(w, line, p)) {
		put_line(w, STR(""), line);
	} else {
		if (p.marker)
			w->list_cells = p.spaces + p.marker;
		fold(w, line, p.quote, p.spaces + p.marker);
	}
	w->blank = blank;
	w->quotes = p.quotes;
}

static struct str
without_tabs(struct buf *scratch, struct str line)
{
	size_t column = 0;

	if (str_find(line, '\t') == line.n)
		return line;
	buf_reset(scratch);
	while (line.n) {
		size_t wide, n = text_cluster(line, &wide);

		if (line.p[0] == '\t') {
			do
				buf_char(scratch, ' ');
			while (++column % TAB_CELLS);
		} else {
			buf_put(scratch, str_slice(line, 0, n));
			column += wide;
		}
		line = str_slice(line, n, line.n);
	}
	return buf_str(scratch);
}

struct str
text_wrap(struct arena *a, struct str text, size_t cells, struct str indent)
{
	size_t used = text_cells(indent);
	struct wrap w = {
		.indent = indent,
		.cells = cells > used ? cells - used : 1,
	};
	struct buf scratch = BUF_INIT(0);
	struct str result;
	bool more = text.n > 0;

	while (more) {
		size_t end = str_find(text, '\n');

		more = end < text.n;
		wrap_line(&w, without_tabs(&scratch, str_slice(text, 0, end)));
		text = str_slice(text, end + 1, text.n);
	}
	result = arena_dup(a, buf_str(&w.out));
	buf_free(&scratch);
	buf_free(&w.out);
	return result;
}
