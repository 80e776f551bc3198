/* prompt - one line to type, at the bottom, with what it may become. */
#include "screens/ui/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"
#include "common/text/utf8.h"
#include "common/text/wrap.h"
#include "screens/app.h"
#include "screens/ui/field.h"
#include "screens/ui/frame.h"

enum {
	NONE = -1,
	RULE = 0x2500,
	RULE_COLS = 36,	 /* less has no room for words on it */
	KEEP_ROWS = 4,	 /* of the window, that no list covers */
	WORDS_GAP = 2,	 /* columns before what is told about a choice */
	WHY_ROWS = 4,	 /* of an objection */
	LABEL_SHARE = 2, /* of the columns, at most a half */
};

struct line {
	struct screen *owner;
	struct prompt p; /* strings in the screen's arena */
	struct field *field;
	struct arena list_arena;
	struct str base; /* what was typed, when the list was made */
	struct choices list;
	int at; /* chosen, or NONE */
	int first;
	size_t recalled; /* 1: the newest line; 0: none */
	struct arena why_arena;
	struct str why; /* why it was not taken; in place of the list */
	bool repeating;
	struct buf once; /* what is to be typed the same again */
};

void
choices_add(struct choices *c, struct str text, struct str words)
{
	if (c->len == CHOICES_MAX)
		c->left_out++;
	else
		c->row[c->len++] = (struct choice){ text, words };
}

static void
forget_why(struct line *st)
{
	arena_reset(&st->why_arena);
	st->why = STR("");
}

/* The line has changed: what may it become? */
static void
complete(struct screen *s)
{
	struct line *st = s->state;

	arena_reset(&st->list_arena);
	st->list = (struct choices){ 0 };
	st->at = NONE;
	st->first = 0;
	if (!st->p.secret)
		st->base = arena_dup(&st->list_arena, field_text(st->field));
	if (st->p.complete && app_stands_below(s, st->owner))
		st->p.complete(st->owner, &st->list_arena, st->base, &st->list);
}

static void
put_line(struct screen *s, struct str text)
{
	struct line *st = s->state;

	field_set(st->field, text);
	s->dirty = true;
}

/* The next choice, or the one before; after the last, what was typed. */
static void
choose(struct screen *s, int by)
{
	struct line *st = s->state;
	int len = (int)st->list.len;
	struct arena a = ARENA_INIT;
	struct str head = str_slice(st->base, 0, st->list.from);

	if (len == 0)
		return;
	st->at += by;
	if (st->at >= len)
		st->at = NONE;
	else if (st->at < NONE)
		st->at = len - 1;
	if (st->at == NONE)
		put_line(s, st->base);
	else
		put_line(s,
		    arena_printf(&a, "%.*s%.*s", STR_ARG(head),
			STR_ARG(st->list.row[st->at].text)));
	arena_free(&a);
}

/* A choice that is the only one is made, and the next word begins. */
static void
tab(struct screen *s)
{
	const struct line *st = s->state;
	bool only = st->list.len == 1;

	choose(s, 1);
	if (only)
		complete(s);
}

/* Lines typed before; past the newest, an empty one. */
static bool
recall(struct screen *s, int by)
{
	struct line *st = s->state;
	struct recall *r = st->p.recall;

	if (r == NULL || r->len == 0 || st->at != NONE ||
	    (by < 0 && st->recalled == 0))
		return false;
	if (by > 0 && st->recalled == r->len)
		return true;
	st->recalled = by > 0 ? st->recalled + 1 : st->recalled - 1;
	put_line(s, st->recalled ? recall_get(r, st->recalled - 1) : STR(""));
	complete(s);
	return true;
}

/* Whether the owner has nothing against it. */
static bool
is_taken(struct line *st, struct str text)
{
	if (st->p.accept == NULL ||
	    st->p.accept(st->owner, &st->why_arena, text, &st->why))
		return true;
	/* It cannot be seen, so it cannot be mended either. */
	if (st->p.secret)
		field_set(st->field, STR(""));
	return false;
}

/* Whether it was typed twice, where that is asked for. */
static bool
is_repeated(struct line *st, struct str text)
{
	bool same;

	if (st->p.again.n == 0)
		return true;
	field_set(st->field, STR(""));
	if (!st->repeating) {
		st->repeating = true;
		buf_put(&st->once, text);
		return false;
	}
	same = str_eq(buf_str(&st->once), text);
	buf_wipe(&st->once);
	st->repeating = false;
	if (!same)
		st->why = STR(_("The two were not the same. Type it again."));
	return same;
}

static void
enter(struct screen *s)
{
	struct line *st = s->state;
	struct screen *owner = st->owner;
	void (*done)(struct screen *, struct str) = st->p.done;
	struct str text = st->p.secret ? field_text(st->field) :
					 str_trim(field_text(st->field));
	char *copy = mem_zalloc(text.n + 1);
	bool there = app_stands_below(s, owner), secret = st->p.secret;
	size_t n = text.n;

	memcpy(copy, text.p, text.n);
	text.p = copy;
	forget_why(st);
	s->dirty = true;
	if (there && st->p.recall && !secret)
		recall_add(st->p.recall, text);
	if (!there || (is_taken(st, text) && is_repeated(st, text))) {
		app_close(s);
		if (there && done)
			done(owner, text);
	}
	if (secret)
		explicit_bzero(copy, n);
	free(copy);
}

static bool
prompt_key(struct screen *s, const struct key *key)
{
	struct line *st = s->state;
	uint64_t version = field_version(st->field);
	const char *complaint;

	switch (key->code) {
	case KEYS_ENTER:
		enter(s);
		return true;
	case KEYS_ESC:
		app_close(s);
		return true;
	case KEYS_TAB:
		tab(s);
		return true;
	case KEYS_CTRL | 'n':
		choose(s, 1);
		return true;
	case KEYS_TAB | KEYS_SHIFT:
	case KEYS_CTRL | 'p':
		choose(s, -1);
		return true;
	case KEYS_DOWN:
		if (!recall(s, -1))
			choose(s, 1);
		return true;
	case KEYS_UP:
		if (!recall(s, 1))
			choose(s, -1);
		return true;
	default:
		break;
	}
	(void)field_key(st->field, key);
	complaint = field_complaint(st->field);
	s->dirty = true;
	if (version != field_version(st->field)) {
		forget_why(st);
		st->recalled = 0;
		complete(s);
	}
	if (complaint)
		st->why = str_from(complaint);
	return true;
}

static int
texts_cells(const struct choices *list, int max)
{
	size_t cells = 0;

	for (size_t i = 0; i < list->len; i++) {
		size_t n = text_cells(list->row[i].text);

		cells = n > cells ? n : cells;
	}
	return (int)cells > max ? max : (int)cells;
}

static void
draw_choice(struct canvas *c, int row, int cells, const struct choice *choice)
{
	int at = cells + WORDS_GAP;

	canvas_text(c, row, 0, cells, STYLE_NORMAL, choice->text);
	if (c->cols - at > 4)
		canvas_text(c, row, at, c->cols - at, STYLE_DIM, choice->words);
}

/* What the keys do, on the line above, where a box or a rule ends. */
static void
draw_keys(const struct line *st, struct canvas *c, bool has_choices)
{
	struct arena a = ARENA_INIT;

	frame_foot(c, c->rows - 2, 2, c->cols - 4,
	    arena_printf(&a,
		has_choices ? _("Tab choose  Enter %.*s  Esc leave") :
			      _("Enter %.*s  Esc leave"),
		STR_ARG(st->p.enter)));
	arena_free(&a);
}

static void
draw_rule(const struct line *st, struct canvas *c)
{
	int row = c->rows - 2;

	if (c->cols < RULE_COLS)
		return;
	canvas_fill(c, row, 0, 1, c->cols, STYLE_NORMAL);
	canvas_hline(c, row, 1, c->cols - 2, STYLE_BORDER, RULE);
	draw_keys(st, c, false);
}

static void
draw_list(struct line *st, struct canvas *c)
{
	int len = (int)st->list.len, rows = len, words, at;
	int hint = st->list.hint.n > 0;
	struct arena a = ARENA_INIT;
	struct canvas in;

	rows = rows > CHOICES_ROWS ? CHOICES_ROWS : rows;
	if (rows > c->rows - KEEP_ROWS - hint)
		rows = c->rows - KEEP_ROWS - hint;
	if (rows + hint <= 0) {
		draw_rule(st, c);
		return;
	}
	if (st->at < st->first)
		st->first = st->at == NONE ? 0 : st->at;
	if (st->at >= st->first + rows)
		st->first = st->at - rows + 1;
	at = c->rows - 3 - rows - hint;
	in = frame_draw(c, at, 1, rows + hint + 2, c->cols - 2, st->list.title);
	if (hint)
		canvas_text(&in, 0, 0, in.cols, STYLE_DIM, st->list.hint);
	in = canvas_sub(&in, hint, 0, rows, in.cols);
	words = texts_cells(&st->list, in.cols / 2);
	for (int i = 0; i < rows; i++) {
		draw_choice(&in, i, words, &st->list.row[st->first + i]);
		if (st->first + i == st->at)
			canvas_select(&in, i, 0, in.cols);
	}
	at = c->rows - 2;
	draw_keys(st, c, len > 0);
	if (len > rows || st->list.left_out) {
		struct str of =
		    arena_printf(&a, _("%d-%d of %zu"), st->first + 1,
			st->first + rows, st->list.len + st->list.left_out);
		int n = (int)text_cells(of);

		if (c->cols > 60)
			frame_foot(c, at, c->cols - n - 6, n + 6, of);
	}
	arena_free(&a);
}

static void
draw_why(const struct line *st, struct canvas *c)
{
	struct arena a = ARENA_INIT;
	struct str text =
	    text_wrap(&a, st->why, (size_t)(c->cols - 6), STR(""));
	int rows = frame_lines(text);
	struct canvas in;

	rows = rows > WHY_ROWS ? WHY_ROWS : rows;
	rows = rows > c->rows - KEEP_ROWS ? c->rows - KEEP_ROWS : rows;
	in = frame_draw(
	    c, c->rows - 3 - rows, 1, rows + 2, c->cols - 2, STR(""));
	frame_text(&in, 0, STYLE_BAD, text);
	draw_keys(st, c, false);
	arena_free(&a);
}

static void
prompt_draw(struct screen *s, struct canvas *c)
{
	struct line *st = s->state;
	int row = c->rows - 1, col = 1;
	struct str words = st->repeating ? st->p.again : st->p.label;
	int label = (int)text_cells(words);

	if (st->why.n)
		draw_why(st, c);
	else if (st->list.len || st->list.hint.n)
		draw_list(st, c);
	else
		draw_rule(st, c);
	canvas_fill(c, row, 0, 1, c->cols, STYLE_NORMAL);
	label = label > c->cols / LABEL_SHARE ? c->cols / LABEL_SHARE : label;
	if (label) {
		canvas_text(c, row, col, label, STYLE_ACCENT, words);
		col += label + 1;
	}
	/* Wide characters do not show in the corner of the window. */
	field_draw(
	    st->field, c, row, col, c->cols - col - 2, true, st->p.placeholder);
}

static void
prompt_close(struct screen *s)
{
	struct line *st = s->state;

	field_free(st->field);
	buf_wipe(&st->once);
	arena_free(&st->list_arena);
	arena_free(&st->why_arena);
}

static const struct binding prompt_keys[] = {
	{ KEYS_ENTER, N_("run"), NULL, NULL, 0 },
	{ KEYS_TAB, N_("choose"), NULL, NULL, 0 },
	{ KEYS_ESC, N_("leave"), NULL, NULL, 0 },
	{ 0 },
};

static const struct screen_class prompt_class = {
	.name = "prompt",
	.title = N_("Line"),
	.state_size = sizeof(struct line),
	.pane = PANE_OVERLAY,
	.keys = prompt_keys,
	.draw = prompt_draw,
	.key = prompt_key,
	.close = prompt_close,
};

/* "Name:", and never more than one colon. */
static struct str
label_of(struct arena *a, struct str words)
{
	if (words.n == 0 || words.p[words.n - 1] == ':')
		return arena_dup(a, words);
	return arena_printf(a, "%.*s:", STR_ARG(words));
}

enum err
prompt_open(struct screen *owner, const struct prompt *p)
{
	size_t max = p->max_chars ? p->max_chars : PROMPT_CHARS;
	struct screen *s;
	struct line *st;

	TRY(app_push(owner->app, &prompt_class, STR("")));
	s = app_top(owner->app);
	st = s->state;
	st->owner = owner;
	st->p = *p;
	st->p.label = label_of(&s->arena, p->label);
	st->p.again = label_of(&s->arena, p->again);
	st->p.placeholder = arena_dup(&s->arena, p->placeholder);
	st->p.enter =
	    p->enter.n ? arena_dup(&s->arena, p->enter) : STR(_("run"));
	st->field = p->secret ? field_new_hidden(max) : field_new(max);
	field_set(st->field, p->initial);
	complete(s);
	return ERR_NONE;
}
