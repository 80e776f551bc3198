/* field - one line of text, to be written in. */
#include "screens/ui/field.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/buf.h"
#include "common/base/err.h"
#include "common/base/mem.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"
#include "screens/ui/fold.h"
#include "screens/ui/splice.h"
#include "screens/ui/words.h"

struct field {
	struct buf text;
	size_t max; /* code points */
	bool hidden;
	uint64_t version;
	size_t cursor; /* a border of clusters, as fold.h has them */
	size_t first;  /* the first column of the text that is shown */
	struct buf past[FIELD_HISTORY_MAX];
	size_t past_n;
	size_t past_at;	  /* the one that is shown; past_n: none */
	struct buf begun; /* what was typed before Up */
	char complaint[100];
	bool complains;
};

struct field *
field_new(size_t max_chars)
{
	struct field *f = mem_new(struct field);

	f->max = max_chars < FIELD_CHARS_MAX ? max_chars : FIELD_CHARS_MAX;
	return f;
}

struct field *
field_new_hidden(size_t max_chars)
{
	struct field *f = field_new(max_chars);

	f->hidden = true;
	/* All it will ever take, so that no copy is left behind by growing. */
	f->text.cap = f->max * UTF8_MAX_BYTES + 1;
	f->text.p = mem_zalloc(f->text.cap);
	return f;
}

void
field_free(struct field *f)
{
	if (f == NULL)
		return;
	buf_wipe(&f->text);
	buf_wipe(&f->begun);
	for (size_t i = 0; i < f->past_n; i++)
		buf_free(&f->past[i]);
	free(f);
}

struct str
field_text(const struct field *f)
{
	return buf_str(&f->text);
}

uint64_t
field_version(const struct field *f)
{
	return f->version;
}

size_t
field_cursor(const struct field *f)
{
	return f->cursor;
}

const char *
field_complaint(struct field *f)
{
	bool complains = f->complains;

	f->complains = false;
	return complains ? f->complaint : NULL;
}

static void
too_long(struct field *f, size_t max, const char *words)
{
	f->complains = true;
	snprintf(f->complaint, sizeof f->complaint,
	    _("That is more than fits here (%zu characters); %s."), max, words);
}

/* The last border at or before `at`. */
static size_t
border_left(const struct field *f, size_t at)
{
	struct str text = field_text(f);
	size_t border = 0, wide;

	while (border < at) {
		size_t n = fold_cluster(text, border, 0, SIZE_MAX, &wide);

		if (border + n > at)
			break;
		border += n;
	}
	return border;
}

static size_t
after(const struct field *f, size_t at)
{
	size_t wide;

	return at < f->text.n ?
	    at + fold_cluster(field_text(f), at, 0, SIZE_MAX, &wide) :
	    at;
}

static size_t
border_right(const struct field *f, size_t at)
{
	size_t left = border_left(f, at);

	return left < at ? after(f, left) : left;
}

/* Without line ends at its end, and with spaces for the others and tabs. */
static struct str
as_line(struct buf *line, struct str raw)
{
	while (raw.n && (raw.p[raw.n - 1] == '\n' || raw.p[raw.n - 1] == '\r'))
		raw.n--;
	buf_put(line, raw);
	for (size_t i = 0; i < line->n; i++) {
		if (line->p[i] == '\n' || line->p[i] == '\t')
			line->p[i] = ' ';
	}
	return buf_str(line);
}

/* False, with a complaint, when it would be too long. */
static bool
change(struct field *f, size_t from, size_t to, struct str raw)
{
	struct arena a = ARENA_INIT;
	struct buf line = BUF_INIT(0);
	struct str text = field_text(f);
	struct splice s;
	size_t chars;
	bool fits;

	/* Cleaning makes newlines of others; so it comes first. */
	raw = as_line(&line, text_clean(&a, raw));
	s = splice_clean(&a, text, from, to, raw);
	chars = text_chars(text) -
	    text_chars(str_slice(text, s.from, s.to - s.from)) +
	    text_chars(s.text);
	fits = chars <= f->max || s.text.n <= s.to - s.from;
	if (!fits) {
		too_long(f, f->max, _("nothing was added"));
	} else if (s.text.n || s.to > s.from) {
		splice_do(&f->text, s.from, s.to, s.text);
		f->cursor = border_right(f, s.from + s.text.n);
		f->version++;
	}
	buf_wipe(&line);
	arena_free(&a);
	return fits;
}

void
field_set(struct field *f, struct str text)
{
	struct arena a = ARENA_INIT;
	struct buf line = BUF_INIT(0);

	text = text_clean(&a, text);
	if (text_chars(text) > FIELD_CHARS_MAX) {
		/* A cut flag is not clean. */
		text.n = text_chars_bytes(text, FIELD_CHARS_MAX);
		text = text_clean(&a, text);
		too_long(f, FIELD_CHARS_MAX, _("its end is missing"));
	}
	text = as_line(&line, text);
	splice_do(&f->text, 0, f->text.n, text);
	f->cursor = text.n;
	f->first = 0;
	f->past_at = f->past_n;
	f->version++;
	buf_wipe(&line);
	arena_free(&a);
}

static void
insert(struct field *f, struct str text)
{
	(void)change(f, f->cursor, f->cursor, text);
}

/* Moving: where to, from the cursor. */

static size_t
left(const struct field *f)
{
	return f->cursor ? border_left(f, f->cursor - 1) : 0;
}

static size_t
right(const struct field *f)
{
	return after(f, f->cursor);
}

static size_t
start(const struct field *f)
{
	(void)f;
	return 0;
}

static size_t
end(const struct field *f)
{
	return f->text.n;
}

/* Where the words of a password end is nobody's business. */

static size_t
word_left(const struct field *f)
{
	if (f->hidden)
		return 0;
	return border_left(f, words_left(field_text(f), f->cursor));
}

static size_t
word_right(const struct field *f)
{
	if (f->hidden)
		return f->text.n;
	return border_right(f, words_right(field_text(f), f->cursor));
}

static const struct {
	int32_t code;
	size_t (*to)(const struct field *);
	bool removes; /* what is between */
} actions[] = {
	{ KEYS_LEFT, left, false },
	{ KEYS_RIGHT, right, false },
	{ KEYS_HOME, start, false },
	{ KEYS_END, end, false },
	{ KEYS_CTRL | 'a', start, false },
	{ KEYS_CTRL | 'e', end, false },
	{ KEYS_CTRL | KEYS_HOME, start, false },
	{ KEYS_CTRL | KEYS_END, end, false },
	{ KEYS_CTRL | KEYS_LEFT, word_left, false },
	{ KEYS_CTRL | KEYS_RIGHT, word_right, false },
	{ KEYS_ALT | KEYS_LEFT, word_left, false },
	{ KEYS_ALT | KEYS_RIGHT, word_right, false },
	{ KEYS_ALT | 'b', word_left, false },
	{ KEYS_ALT | 'f', word_right, false },
	{ KEYS_BACKSPACE, left, true },
	{ KEYS_DELETE, right, true },
	{ KEYS_CTRL | 'w', word_left, true },
	{ KEYS_ALT | KEYS_BACKSPACE, word_left, true },
	{ KEYS_CTRL | KEYS_BACKSPACE, word_left, true },
	{ KEYS_ALT | 'd', word_right, true },
	{ KEYS_CTRL | KEYS_DELETE, word_right, true },
	{ KEYS_CTRL | 'k', end, true },
	{ KEYS_CTRL | 'u', start, true },
};

static bool
act(struct field *f, int32_t code)
{
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
		size_t to;

		if (actions[i].code != code)
			continue;
		to = actions[i].to(f);
		if (!actions[i].removes)
			f->cursor = to;
		else if (to < f->cursor)
			(void)change(f, to, f->cursor, STR(""));
		else if (to > f->cursor)
			(void)change(f, f->cursor, to, STR(""));
		return true;
	}
	return false;
}

/* Go to a line of the past; past_n is what was begun to be typed. */
static bool
recall(struct field *f, size_t at)
{
	if (f->past_at == f->past_n) {
		buf_reset(&f->begun);
		buf_put(&f->begun, field_text(f));
	}
	field_set(f, buf_str(at < f->past_n ? &f->past[at] : &f->begun));
	f->past_at = at;
	return true;
}

bool
field_key(struct field *f, const struct key *key)
{
	int32_t plain = key->code & ~KEYS_SHIFT;
	char utf8[UTF8_MAX_BYTES];

	if (key->code == KEYS_PASTE) {
		/* A line that was cut would look like the whole. */
		if (key->cut)
			too_long(f, f->max, _("nothing was added"));
		else
			insert(f, key->text);
		return true;
	}
	if (plain == KEYS_UP && f->past_at > 0)
		return recall(f, f->past_at - 1);
	if (plain == KEYS_DOWN && f->past_at < f->past_n)
		return recall(f, f->past_at + 1);
	if (plain >= ' ' && plain < KEYS_FIRST) {
		insert(f, (struct str){ utf8, utf8_encode(plain, utf8) });
		return true;
	}
	return act(f, plain);
}

void
field_history_add(struct field *f, struct str line)
{
	struct buf copy = BUF_INIT(0);

	f->past_at = f->past_n;
	if (f->hidden || line.n == 0 ||
	    (f->past_n && str_eq(line, buf_str(&f->past[f->past_n - 1]))))
		return;
	buf_put(&copy, line);
	if (f->past_n == FIELD_HISTORY_MAX) {
		buf_free(&f->past[0]);
		memmove(f->past, f->past + 1, --f->past_n * sizeof *f->past);
	}
	f->past[f->past_n++] = copy;
	f->past_at = f->past_n;
}

/* The column of a border; `at` is the text's end for all of them. */
static size_t
column(const struct field *f, size_t at)
{
	size_t col = 0, wide;

	for (size_t border = 0; border < at; col += f->hidden ? 1 : wide)
		border +=
		    fold_cluster(field_text(f), border, col, SIZE_MAX, &wide);
	return col;
}

/* Show the cursor, with some text before it, and no more blanks than so. */
static void
scroll(struct field *f, size_t cells)
{
	size_t cursor = column(f, f->cursor), all = column(f, f->text.n);

	if (cursor < f->first)
		f->first = cursor > cells / 4 ? cursor - cells / 4 : 0;
	if (cursor - f->first >= cells)
		f->first = cursor - cells + 1;
	if (f->first > 0 && all + 1 < f->first + cells)
		f->first = all + 1 > cells ? all + 1 - cells : 0;
}

static void
draw_text(const struct field *f, struct canvas *part)
{
	struct str text = field_text(f);
	int first = (int)f->first, col = 0;
	size_t wide;

	if (f->hidden) {
		canvas_hline(part, 0, 0, (int)column(f, text.n) - first,
		    STYLE_INPUT, 0x2022);
		return;
	}
	for (size_t at = 0, n; at < text.n; at += n, col += (int)wide) {
		n = fold_cluster(text, at, 0, SIZE_MAX, &wide);
		canvas_put(
		    part, 0, col - first, STYLE_INPUT, str_slice(text, at, n));
	}
}

void
field_draw(struct field *f, struct canvas *c, int row, int col, int cells,
    bool focused, struct str placeholder)
{
	struct canvas part = canvas_sub(c, row, col, 1, cells);
	struct arena a = ARENA_INIT;
	int n;

	if (part.rows < 1 || part.cols < 1)
		return;
	scroll(f, (size_t)part.cols);
	canvas_fill(&part, 0, 0, 1, part.cols, STYLE_INPUT);
	if (f->text.n) {
		draw_text(f, &part);
	} else if (placeholder.n) {
		/* In signs: dim may look as what is typed does. */
		n = canvas_text(&part, 0, 0, part.cols, STYLE_DIM,
		    arena_printf(&a, "(%.*s)", STR_ARG(placeholder)));
		canvas_style(&part, 0, n, part.cols - n, STYLE_INPUT);
	}
	if (focused)
		canvas_cursor(&part, 0, (int)(column(f, f->cursor) - f->first));
	arena_free(&a);
}

/* What is in the table of actions, in the order one would look for it. */
const struct binding field_keys[] = {
	{ KEYS_CTRL | KEYS_LEFT, N_("a word left"), NULL, NULL, 0 },
	{ KEYS_ALT | 'b', NULL, NULL, NULL, 0 },
	{ KEYS_CTRL | KEYS_RIGHT, N_("a word right"), NULL, NULL, 0 },
	{ KEYS_ALT | 'f', NULL, NULL, NULL, 0 },
	{ KEYS_HOME, N_("to its start"), NULL, NULL, 0 },
	{ KEYS_CTRL | 'a', NULL, NULL, NULL, 0 },
	{ KEYS_END, N_("to its end"), NULL, NULL, 0 },
	{ KEYS_CTRL | 'e', NULL, NULL, NULL, 0 },
	{ KEYS_CTRL | 'w', N_("delete a word"), NULL, NULL, 0 },
	{ KEYS_ALT | 'd', N_("delete the next word"), NULL, NULL, 0 },
	{ KEYS_CTRL | 'u', N_("delete all before"), NULL, NULL, 0 },
	{ KEYS_CTRL | 'k', N_("delete the rest"), NULL, NULL, 0 },
	{ 0 },
};
