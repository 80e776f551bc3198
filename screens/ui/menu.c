/* menu - yes or no, and one of some, over a screen. */
#include <string.h>

#include "common/text/utf8.h"
#include "common/text/wrap.h"
#include "screens/app.h"
#include "screens/ui/frame.h"
#include "screens/ui/prompt.h"

enum {
	QUESTION_COLS = 56, /* of the words; wider lines read badly */
	KEY_COLS = 3,
};

struct confirm {
	struct screen *owner;
	struct str question; /* in the screen's arena */
	struct str line;     /* in the screen's arena */
	void (*done)(struct screen *owner);
	void (*done_line)(struct screen *owner, struct str line);
};

static bool
confirm_key(struct screen *s, const struct key *key)
{
	const struct confirm *st = s->state;
	bool there = app_stands_below(s, st->owner);

	switch (key->code) {
	case 'y':
	case 'Y':
		app_close(s); /* it is freed after the event */
		if (there && st->done)
			st->done(st->owner);
		else if (there)
			st->done_line(st->owner, st->line);
		break;
	case 'n':
	case 'N':
	case 'q':
	case KEYS_ESC:
		app_close(s);
		break;
	default:
		break;
	}
	return true;
}

static void
confirm_draw(struct screen *s, struct canvas *c)
{
	const struct confirm *st = s->state;
	struct arena a = ARENA_INIT;
	struct str text = text_wrap(&a, st->question,
	    (size_t)(c->cols - 6 < QUESTION_COLS ? c->cols - 6 : QUESTION_COLS),
	    STR(""));
	struct canvas in;
	int rows = frame_lines(text), row, col;

	in = frame_middle(c, rows + 2, frame_cells(text), STR(""));
	row = frame_text(&in, 0, STYLE_NORMAL, text);
	col = canvas_put(&in, row + 1, 0, STYLE_ACCENT, STR("y"));
	col = canvas_put(&in, row + 1, col + 1, STYLE_NORMAL, STR(_("yes")));
	col = canvas_put(&in, row + 1, col + 3, STYLE_ACCENT, STR("n"));
	canvas_put(&in, row + 1, col + 1, STYLE_NORMAL, STR(_("no")));
	arena_free(&a);
}

/* For the footer alone: confirm_key() takes every key. */
static const struct binding confirm_keys[] = {
	{ 'y', N_("yes"), NULL, NULL, 0 },
	{ 'n', N_("no"), NULL, NULL, 0 },
	{ 0 },
};

static const struct screen_class confirm_class = {
	.name = "confirm",
	.title = N_("Question"),
	.state_size = sizeof(struct confirm),
	.pane = PANE_OVERLAY,
	.keys = confirm_keys,
	.draw = confirm_draw,
	.key = confirm_key,
};

enum err
confirm_open(struct screen *owner, struct str question,
    void (*done)(struct screen *owner))
{
	struct screen *s;
	struct confirm *st;

	TRY(app_push(owner->app, &confirm_class, STR("")));
	s = app_top(owner->app);
	st = s->state;
	*st = (struct confirm){ .owner = owner,
		.question = arena_dup(&s->arena, question),
		.done = done };
	return ERR_NONE;
}

enum err
confirm_line(struct screen *owner, struct str question, struct str line,
    void (*done)(struct screen *owner, struct str line))
{
	struct screen *s;
	struct confirm *st;

	TRY(confirm_open(owner, question, NULL));
	s = app_top(owner->app);
	st = s->state;
	st->line = arena_dup(&s->arena, line);
	st->done_line = done;
	return ERR_NONE;
}

struct menu {
	struct screen *owner;
	struct str title;
	struct menu_item item[MENU_MAX];
	int n;
	int at;
	int first; /* seen at the top */
	void (*done)(struct screen *owner, size_t which);
};

static void
take(struct screen *s, int which)
{
	const struct menu *st = s->state;
	struct screen *owner = st->owner;
	void (*done)(struct screen *, size_t) = st->done;
	bool there = app_stands_below(s, owner);

	app_close(s);
	if (there)
		done(owner, (size_t)which);
}

static void
move(struct screen *s, int to)
{
	struct menu *st = s->state;

	st->at = to < 0 ? st->n - 1 : to >= st->n ? 0 : to;
	s->dirty = true;
}

/* Letters of items come before those that move. */
static bool
take_letter(struct screen *s, int32_t code)
{
	const struct menu *st = s->state;

	for (int i = 0; i < st->n; i++) {
		if (st->item[i].key && st->item[i].key == code) {
			take(s, i);
			return true;
		}
	}
	return false;
}

static bool
menu_key(struct screen *s, const struct key *key)
{
	const struct menu *st = s->state;

	if (take_letter(s, key->code))
		return true;
	switch (key->code) {
	case 'j':
	case KEYS_DOWN:
	case KEYS_WHEEL_DOWN:
	case KEYS_TAB:
	case KEYS_CTRL | 'n':
		move(s, st->at + 1);
		break;
	case 'k':
	case KEYS_UP:
	case KEYS_WHEEL_UP:
	case KEYS_TAB | KEYS_SHIFT:
	case KEYS_CTRL | 'p':
		move(s, st->at - 1);
		break;
	case 'g':
	case KEYS_HOME:
		move(s, 0);
		break;
	case 'G':
	case KEYS_END:
		move(s, st->n - 1);
		break;
	case 'l':
	case KEYS_RIGHT:
	case KEYS_ENTER:
		take(s, st->at);
		break;
	case 'q':
	case 'h':
	case KEYS_LEFT:
	case KEYS_ESC:
		app_close(s);
		break;
	default:
		break;
	}
	return true;
}

static int
menu_cells(const struct menu *st)
{
	size_t cells = text_cells(st->title) + 1;

	for (int i = 0; i < st->n; i++) {
		size_t n = KEY_COLS + text_cells(st->item[i].words);

		cells = n > cells ? n : cells;
	}
	return (int)cells;
}

static void
menu_draw(struct screen *s, struct canvas *c)
{
	struct menu *st = s->state;
	struct canvas in = frame_middle(c, st->n, menu_cells(st), st->title);

	if (st->at < st->first)
		st->first = st->at;
	if (in.rows > 0 && st->at >= st->first + in.rows)
		st->first = st->at - in.rows + 1;
	for (int i = st->first; i < st->n && i - st->first < in.rows; i++) {
		const struct menu_item *item = &st->item[i];
		int row = i - st->first;

		if (item->key)
			canvas_put(&in, row, 0, STYLE_ACCENT,
			    str_from(keys_name(item->key).text));
		canvas_text(&in, row, KEY_COLS, in.cols - KEY_COLS,
		    STYLE_NORMAL, item->words);
		if (i == st->at)
			canvas_select(&in, row, 0, in.cols);
	}
}

static const struct binding menu_keys[] = {
	{ KEYS_ENTER, N_("choose"), NULL, NULL, 0 },
	{ 'j', N_("down"), NULL, NULL, 0 },
	{ 'k', N_("up"), NULL, NULL, 0 },
	{ KEYS_ESC, N_("leave"), NULL, NULL, 0 },
	{ 0 },
};

static const struct screen_class menu_class = {
	.name = "menu",
	.title = N_("Menu"),
	.state_size = sizeof(struct menu),
	.pane = PANE_OVERLAY,
	.keys = menu_keys,
	.draw = menu_draw,
	.key = menu_key,
};

enum err
menu_open(struct screen *owner, struct str title, const struct menu_item *item,
    size_t n, void (*done)(struct screen *owner, size_t which))
{
	struct screen *s;
	struct menu *st;

	if (n == 0)
		return ERR_MISSING;
	if (n > MENU_MAX)
		return ERR_LIMIT;
	TRY(app_push(owner->app, &menu_class, STR("")));
	s = app_top(owner->app);
	st = s->state;
	st->owner = owner;
	st->title = arena_dup(&s->arena, title);
	st->done = done;
	st->n = (int)n;
	for (size_t i = 0; i < n; i++) {
		st->item[i].words = arena_dup(&s->arena, item[i].words);
		st->item[i].key = item[i].key;
	}
	return ERR_NONE;
}
