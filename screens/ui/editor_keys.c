/* editor_keys - what each key does in an editor. */
#include "common/base/err.h"
#include "common/text/utf8.h"
#include "screens/ui/editor_impl.h"
#include "screens/ui/words.h"

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

static bool
is_blank(struct str text, size_t from)
{
	size_t end = fold_line_end(text, from);

	return str_trim(str_slice(text, from, end - from)).n == 0;
}

/* The blank line above the paragraph, or below it; or an end of the text. */
static size_t
paragraph_up(struct editor *e)
{
	struct str text = text_of(e);
	size_t at = fold_line_start(text, e->cursor);
	bool begun = !is_blank(text, at);

	while (at > 0) {
		at = fold_line_start(text, at - 1);
		if (begun && is_blank(text, at))
			break;
		begun = begun || !is_blank(text, at);
	}
	return at;
}

static size_t
paragraph_down(struct editor *e)
{
	struct str text = text_of(e);
	size_t at = fold_line_start(text, e->cursor);
	bool begun = false;

	while (at < text.n) {
		if (begun && is_blank(text, at))
			break;
		begun = begun || !is_blank(text, at);
		at = fold_line_end(text, at);
		at += at < text.n;
	}
	return at;
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

/* A line with its newline, where nothing is selected. */
static struct selection
to_cut(struct editor *e)
{
	struct selection s = editor_selected(e);

	if (s.from < s.to)
		return s;
	s.from = fold_line_start(text_of(e), e->cursor);
	s.to = fold_line_end(text_of(e), e->cursor);
	s.to += s.to < e->text.n;
	return s;
}

static void
keep(struct editor *e, struct selection s, bool more)
{
	if (!more)
		buf_reset(&e->clip);
	buf_put(&e->clip, str_slice(text_of(e), s.from, s.to - s.from));
}

/* What is cut one after the other is put together. */
static void
take_out(struct editor *e, struct selection s)
{
	if (s.from == s.to)
		return;
	keep(e, s, e->kept_at == e->cursor && e->kept_version == e->version);
	(void)editor_change(e, s.from, s.to, STR(""), RUN_NONE, "");
	e->kept_at = e->cursor;
	e->kept_version = e->version;
}

static void
delete_to_end(struct editor *e)
{
	struct selection s = editor_selected(e);
	size_t to = fold_line_end(text_of(e), e->cursor);

	/* At its end, the newline: the next line comes up. */
	if (s.from == s.to)
		s.to = to > e->cursor ? to : right(e);
	take_out(e, s);
}

static void
copy(struct editor *e)
{
	struct selection s = editor_selected(e);

	if (s.from == s.to)
		return;
	keep(e, s, false);
	e->copied = true;
	e->marking = false;
}

static void
cut(struct editor *e)
{
	take_out(e, to_cut(e));
	e->copied = e->clip.n > 0;
}

static void
paste_copied(struct editor *e)
{
	if (e->clip.n)
		(void)editor_put(
		    e, buf_str(&e->clip), RUN_NONE, _("nothing was pasted"));
	else
		editor_complain(e, _("Nothing was copied or cut here yet."));
}

/* Moves select from here on, without Shift, which not all terminals tell. */
static void
mark(struct editor *e)
{
	if (editor_unselect(e))
		return;
	e->mark = e->cursor;
	e->marking = true;
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
	{ KEYS_CTRL | KEYS_UP, paragraph_up, NULL, NULL },
	{ KEYS_CTRL | KEYS_DOWN, paragraph_down, NULL, NULL },
	{ KEYS_PGUP, NULL, page_up, NULL },
	{ KEYS_PGDN, NULL, page_down, NULL },
	{ KEYS_ENTER, NULL, NULL, editor_enter },
	{ KEYS_CTRL | 'j', NULL, NULL, editor_newline },
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
	{ KEYS_CTRL | ' ', NULL, NULL, mark },
	{ KEYS_CTRL | '^', NULL, NULL, mark },
	{ KEYS_CTRL | 'c', NULL, NULL, copy },
	{ KEYS_CTRL | KEYS_INSERT, NULL, NULL, copy },
	{ KEYS_ALT | 'w', NULL, NULL, copy },
	{ KEYS_CTRL | 'x', NULL, NULL, cut },
	{ KEYS_SHIFT | KEYS_DELETE, NULL, NULL, cut },
	{ KEYS_CTRL | 'v', NULL, NULL, paste_copied },
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
	/* It asks to leave, too. */
	if (key->code == (KEYS_CTRL | 'c') && !editor_selects(e))
		return false;
	if (action == NULL && (plain < ' ' || plain >= KEYS_FIRST))
		return false;
	editor_paste_ends(e);
	if (action && action->run == editor_enter &&
	    editor_is_pasted(key->ahead))
		editor_newline(e);
	else if (action == NULL)
		type(e, (struct str){ utf8, utf8_encode(plain, utf8) });
	else if (action->run)
		action->run(e);
	else
		move(e, action, (key->code & KEYS_SHIFT) || e->marking);
	return true;
}

const struct binding editor_keys[] = { EDITOR_KEYS, { 0 } };
