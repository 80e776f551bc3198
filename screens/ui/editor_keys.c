/* editor_keys - what each key does in an editor. */
#include <inttypes.h>

#include "common/base/err.h"
#include "common/text/utf8.h"
#include "common/text/wrap.h"
#include "screens/ui/editor_impl.h"
#include "screens/ui/words.h"

enum {
	INDENT_MAX = 128, /* bytes of a prefix that Enter repeats */
	NUMBER_MAX = 999999999,
	BURST_BYTES = 64, /* nobody types so much behind an Enter at once */
};

static struct str
text_of(const struct editor *e)
{
	return buf_str(&e->text);
}

static void
type(struct editor *e, struct str raw)
{
	(void)editor_put(e, raw, RUN_TYPE, _("nothing was added"));
}

/* Moving: where to, from the cursor. */

static size_t
left(struct editor *e)
{
	return folds_before(&e->folds, text_of(e), e->cursor);
}

static size_t
right(struct editor *e)
{
	return folds_after(&e->folds, text_of(e), e->cursor);
}

static size_t
word_left(struct editor *e)
{
	return folds_border_left(
	    &e->folds, text_of(e), words_left(text_of(e), e->cursor));
}

static size_t
word_right(struct editor *e)
{
	return folds_border_right(
	    &e->folds, text_of(e), words_right(text_of(e), e->cursor));
}

static size_t
home(struct editor *e)
{
	struct fold_row row = folds_at(&e->folds, text_of(e), e->cursor);

	return e->cursor > row.start ? row.start :
				       fold_line_start(text_of(e), e->cursor);
}

static size_t
end(struct editor *e)
{
	struct fold_row row = folds_at(&e->folds, text_of(e), e->cursor);
	size_t at = fold_place(text_of(e), &row, e->folds.cells, SIZE_MAX);

	return e->cursor < at ? at : fold_line_end(text_of(e), e->cursor);
}

static size_t
top(struct editor *e)
{
	(void)e;
	return 0;
}

static size_t
bottom(struct editor *e)
{
	return e->text.n;
}

static void
up(struct editor *e, bool select)
{
	editor_move_rows(e, -1, select);
}

static void
down(struct editor *e, bool select)
{
	editor_move_rows(e, 1, select);
}

static void
page(struct editor *e, int direction, bool select)
{
	int rows = e->shown > 2 ? e->shown - 1 : 1;

	editor_move_rows(e, direction * rows, select);
	editor_scroll_rows(e, direction * rows);
}

static void
page_up(struct editor *e, bool select)
{
	page(e, -1, select);
}

static void
page_down(struct editor *e, bool select)
{
	page(e, 1, select);
}

/* Changing. */

static void
rub_out(struct editor *e, size_t from, size_t to, enum run run)
{
	struct selection s = editor_selected(e);

	if (s.from < s.to) {
		from = s.from;
		to = s.to;
		run = RUN_NONE;
	}
	if (from < to)
		editor_change(e, from, to, STR(""), run, "");
	e->column = FOLD_NONE;
}

static void
backspace(struct editor *e)
{
	rub_out(e, left(e), e->cursor, RUN_RUB_OUT);
}

static void delete (struct editor *e)
{
	rub_out(e, e->cursor, right(e), RUN_DELETE);
}

static void
delete_word_left(struct editor *e)
{
	rub_out(e, word_left(e), e->cursor, RUN_NONE);
}

static void
delete_word_right(struct editor *e)
{
	rub_out(e, e->cursor, word_right(e), RUN_NONE);
}

static void
delete_to_end(struct editor *e)
{
	size_t to = fold_line_end(text_of(e), e->cursor);

	/* At its end, the newline: the next line comes up. */
	rub_out(e, e->cursor, to > e->cursor ? to : right(e), RUN_NONE);
}

static void
delete_to_start(struct editor *e)
{
	rub_out(e, fold_line_start(text_of(e), e->cursor), e->cursor, RUN_NONE);
}

static void
undo(struct editor *e)
{
	editor_undo(e);
}

static void
redo(struct editor *e)
{
	editor_redo(e);
}

static void
copy(struct editor *e)
{
	struct selection s = editor_selected(e);

	if (s.from == s.to)
		return;
	buf_reset(&e->clip);
	buf_put(&e->clip, str_slice(text_of(e), s.from, s.to - s.from));
}

static void
cut(struct editor *e)
{
	copy(e);
	rub_out(e, e->cursor, e->cursor, RUN_NONE);
}

static void
paste_copied(struct editor *e)
{
	if (e->clip.n)
		(void)editor_put(
		    e, buf_str(&e->clip), RUN_NONE, _("nothing was pasted"));
}

static void
newline(struct editor *e)
{
	type(e, STR("\n"));
}

/* "9. " makes "10. "; other markers stay as they are. */
static void
put_next_marker(struct buf *out, struct str marker)
{
	size_t digits = 0;
	int64_t number;

	while (marker.p[digits] >= '0' && marker.p[digits] <= '9')
		digits++;
	if (str_int(str_slice(marker, 0, digits), 0, NUMBER_MAX, &number)) {
		buf_printf(out, "%" PRId64, number + 1);
		marker = str_slice(marker, digits, marker.n);
	}
	buf_put(out, marker);
}

/*
 * Whether Enter came with lines that bring their own beginnings: pasted by a
 * terminal that does not say so.
 */
static bool
is_pasted(struct str ahead)
{
	struct line_parts p = text_line_parts(str_slice(ahead, 0, INDENT_MAX));

	return p.quote + p.spaces + p.marker > 0 || ahead.n >= BURST_BYTES;
}

static void
enter(struct editor *e)
{
	struct str text = text_of(e), line;
	size_t from = fold_line_start(text, e->cursor), prefix;
	struct buf out = BUF_INIT(0);
	struct line_parts p;

	line = str_slice(text, from, fold_line_end(text, e->cursor) - from);
	p = text_line_parts(str_slice(line, 0, INDENT_MAX));
	if (p.marker == 0)
		p.spaces = 0;
	prefix = p.quote + p.spaces + p.marker;
	if (prefix == 0 || prefix == INDENT_MAX || e->cursor < from + prefix ||
	    e->mark != FOLD_NONE) {
		newline(e);
		return;
	}
	if (line.n == prefix) {
		from += p.marker ? p.quote : 0;
		rub_out(e, from, e->cursor, RUN_NONE);
		return;
	}
	buf_char(&out, '\n');
	buf_put(&out, str_slice(line, 0, p.quote + p.spaces));
	if (p.marker)
		put_next_marker(
		    &out, str_slice(line, p.quote + p.spaces, p.marker));
	type(e, buf_str(&out));
	buf_free(&out);
}

/* A key has one of the three. */
struct action {
	int32_t code;
	size_t (*to)(struct editor *); /* moves; with Shift it selects */
	void (*rows)(struct editor *, bool select);
	void (*run)(struct editor *);
};

static const struct action actions[] = {
	{ KEYS_LEFT, left, NULL, NULL },
	{ KEYS_RIGHT, right, NULL, NULL },
	{ KEYS_UP, NULL, up, NULL },
	{ KEYS_DOWN, NULL, down, NULL },
	{ KEYS_HOME, home, NULL, NULL },
	{ KEYS_END, end, NULL, NULL },
	{ KEYS_CTRL | 'a', home, NULL, NULL },
	{ KEYS_CTRL | 'e', end, NULL, NULL },
	{ KEYS_CTRL | KEYS_LEFT, word_left, NULL, NULL },
	{ KEYS_CTRL | KEYS_RIGHT, word_right, NULL, NULL },
	{ KEYS_ALT | KEYS_LEFT, word_left, NULL, NULL },
	{ KEYS_ALT | KEYS_RIGHT, word_right, NULL, NULL },
	{ KEYS_ALT | 'b', word_left, NULL, NULL },
	{ KEYS_ALT | 'f', word_right, NULL, NULL },
	{ KEYS_CTRL | KEYS_HOME, top, NULL, NULL },
	{ KEYS_CTRL | KEYS_END, bottom, NULL, NULL },
	{ KEYS_PGUP, NULL, page_up, NULL },
	{ KEYS_PGDN, NULL, page_down, NULL },
	{ KEYS_ENTER, NULL, NULL, enter },
	{ KEYS_CTRL | 'j', NULL, NULL, newline },
	{ KEYS_BACKSPACE, NULL, NULL, backspace },
	{ KEYS_DELETE, NULL, NULL, delete },
	{ KEYS_CTRL | 'w', NULL, NULL, delete_word_left },
	{ KEYS_ALT | KEYS_BACKSPACE, NULL, NULL, delete_word_left },
	{ KEYS_CTRL | KEYS_BACKSPACE, NULL, NULL, delete_word_left },
	{ KEYS_ALT | 'd', NULL, NULL, delete_word_right },
	{ KEYS_CTRL | KEYS_DELETE, NULL, NULL, delete_word_right },
	{ KEYS_CTRL | 'k', NULL, NULL, delete_to_end },
	{ KEYS_CTRL | 'u', NULL, NULL, delete_to_start },
	{ KEYS_CTRL | 'z', NULL, NULL, undo },
	{ KEYS_CTRL | '_', NULL, NULL, undo },
	{ KEYS_CTRL | 'y', NULL, NULL, redo },
	{ KEYS_CTRL | KEYS_INSERT, NULL, NULL, copy },
	{ KEYS_ALT | 'w', NULL, NULL, copy },
	{ KEYS_SHIFT | KEYS_DELETE, NULL, NULL, cut },
	{ KEYS_SHIFT | KEYS_INSERT, NULL, NULL, paste_copied },
	{ KEYS_ALT | 'y', NULL, NULL, paste_copied },
};

static const struct action *
find_action(int32_t code)
{
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
		if (actions[i].code == code)
			return &actions[i];
	}
	return NULL;
}

static void
move(struct editor *e, const struct action *action, bool select)
{
	struct selection s = editor_selected(e);

	if (action->rows)
		action->rows(e, select);
	else if (s.from < s.to && !select && action->to == left)
		editor_move(e, s.from, false);
	else if (s.from < s.to && !select && action->to == right)
		editor_move(e, s.to, false);
	else
		editor_move(e, action->to(e), select);
}

bool
editor_key(struct editor *e, const struct key *key)
{
	int32_t plain = key->code & ~KEYS_SHIFT;
	const struct action *action;
	char utf8[UTF8_MAX_BYTES];

	if (key->code == KEYS_PASTE) {
		editor_paste(e, key->text, key->more, key->cut);
		return true;
	}
	action = find_action(key->code);
	if (action == NULL)
		action = find_action(plain);
	if (action == NULL && (plain < ' ' || plain >= KEYS_FIRST))
		return false;
	editor_paste_ends(e);
	if (action && action->run == enter && is_pasted(key->ahead))
		newline(e);
	else if (action == NULL)
		type(e, (struct str){ utf8, utf8_encode(plain, utf8) });
	else if (action->run)
		action->run(e);
	else
		move(e, action, key->code & KEYS_SHIFT);
	return true;
}

/* What is in the table of actions, in the order one would look for it. */
const struct binding editor_keys[] = {
	{ KEYS_CTRL | KEYS_LEFT, N_("a word left"), NULL, NULL, 0 },
	{ KEYS_ALT | 'b', NULL, NULL, NULL, 0 },
	{ KEYS_CTRL | KEYS_RIGHT, N_("a word right"), NULL, NULL, 0 },
	{ KEYS_ALT | 'f', NULL, NULL, NULL, 0 },
	{ KEYS_HOME, N_("to the line's start"), NULL, NULL, 0 },
	{ KEYS_CTRL | 'a', NULL, NULL, NULL, 0 },
	{ KEYS_END, N_("to the line's end"), NULL, NULL, 0 },
	{ KEYS_CTRL | 'e', NULL, NULL, NULL, 0 },
	{ KEYS_CTRL | KEYS_HOME, N_("to the top"), NULL, NULL, 0 },
	{ KEYS_CTRL | KEYS_END, N_("to the end"), NULL, NULL, 0 },
	{ KEYS_CTRL | 'w', N_("delete a word"), NULL, NULL, 0 },
	{ KEYS_ALT | 'd', N_("delete the next word"), NULL, NULL, 0 },
	{ KEYS_CTRL | 'u', N_("delete to the line's start"), NULL, NULL, 0 },
	{ KEYS_CTRL | 'k', N_("delete to the line's end"), NULL, NULL, 0 },
	{ KEYS_CTRL | 'z', N_("undo"), NULL, NULL, 0 },
	{ KEYS_CTRL | '_', NULL, NULL, NULL, 0 },
	{ KEYS_CTRL | 'y', N_("do again"), NULL, NULL, 0 },
	{ KEYS_SHIFT | KEYS_RIGHT, N_("select, as any move with Shift"), NULL,
	    NULL, 0 },
	{ KEYS_ALT | 'w', N_("copy what is selected"), NULL, NULL, 0 },
	{ KEYS_SHIFT | KEYS_DELETE, N_("cut it"), NULL, NULL, 0 },
	{ KEYS_ALT | 'y', N_("put in what was copied"), NULL, NULL, 0 },
	{ KEYS_SHIFT | KEYS_INSERT, NULL, NULL, NULL, 0 },
	{ 0 },
};
