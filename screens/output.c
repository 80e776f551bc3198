/* output - what a command came to, as text to be read. */
#include "screens/output.h"

#include <string.h>

#include "common/command/render.h"
#include "common/text/utf8.h"
#include "common/text/wrap.h"
#include "screens/output_rows.h"
#include "screens/ui/go.h"
#include "screens/ui/say.h"

enum {
	HEAD_ROWS = 1,
	AIRY_ROWS = 12, /* from here on, a blank line under the head */
	NO_ROW = -1,
};

struct output_line {
	struct str text;
	int row; /* of the answer; NO_ROW: no part of one */
};

struct output {
	const struct command *command;
	struct str asked; /* the line, in the screen's arena */
	enum args_format format;
	struct rows rows; /* in the screen's arena */
	bool opens;	  /* some row is about something */
	/* The text of it, for a width. */
	struct arena text_arena;
	struct output_line *line;
	int lines;
	int cols; /* 0: not laid out */
	int first;
	int seen;    /* lines on the canvas drawn last */
	int cursor;  /* a row, where they open something */
	bool follow; /* the cursor moved: the text follows it */
};

static enum err
output_open(struct screen *s, struct str arg)
{
	struct output *st = s->state;

	st->command = command_find(arg);
	return st->command ? ERR_NONE : ERR_MISSING;
}

/* The answer is gone after the call. */
static void
keep(struct screen *s, struct str line, enum args_format format,
    const struct answer *answer)
{
	struct output *st = s->state;
	const struct rows *from = answer->rows;
	struct rows *to = &st->rows;

	st->format = format;
	st->asked = arena_dup(&s->arena, line);
	rows_init(to, &s->arena, st->command->columns);
	to->said = arena_dup(&s->arena, app_words(answer));
	if (from == NULL)
		return;
	to->told = from->told;
	for (const struct row *r = from->first; r; r = r->next) {
		row_begin(to);
		for (size_t i = 0; i < to->columns; i++) {
			to->last->cell[i].number = r->cell[i].number;
			to->last->cell[i].text =
			    arena_dup(&s->arena, r->cell[i].text);
		}
	}
	st->opens = render_form(st->command, format, to) != RENDER_WORDS &&
	    output_target(to, to->first, &s->arena, &(struct target){ 0 });
}

static void
add_line(struct output *st, int *cap, struct str text, int row)
{
	struct output_line *more;

	if (st->lines == *cap) {
		*cap = *cap ? 2 * *cap : 64;
		more = arena_array(
		    &st->text_arena, struct output_line, (size_t)*cap);
		for (int i = 0; i < st->lines; i++)
			more[i] = st->line[i];
		st->line = more;
	}
	st->line[st->lines++] = (struct output_line){ text, row };
}

/* Lines too long for the window are folded; tables fit it already. */
static void
add_folded(struct output *st, int *cap, struct str line, int row, int cols)
{
	while (line.n && line.p[line.n - 1] == '\r') /* of CSV */
		line.n--;
	if (text_cells(line) > (size_t)cols)
		line = text_wrap(&st->text_arena, line, (size_t)cols, STR(""));
	do
		add_line(st, cap, str_cut(&line, '\n'), row);
	while (line.n);
}

/* Of which row the n-th line of a text is. */
static int
row_of(const struct output *st, enum render_form form, int n)
{
	if (!st->opens || form == RENDER_WORDS)
		return NO_ROW;
	if (form == RENDER_RECORD)
		return 0;
	return n > 0 && n <= (int)st->rows.len ? n - 1 : NO_ROW;
}

static void
lay_out(struct screen *s, int cols)
{
	struct output *st = s->state;
	const struct text_view view = { cols, app_now_ms(s->app) };
	enum render_form form = render_form(st->command, st->format, &st->rows);
	struct buf out = BUF_INIT(0);
	struct str text;
	int cap = 0;

	arena_reset(&st->text_arena);
	st->line = NULL;
	st->lines = 0;
	render(st->command, st->format, &st->rows, &view, &out);
	if (out.n == 0)
		buf_cstr(&out, _("Nothing.\n"));
	text = arena_dup(&st->text_arena, buf_str(&out));
	for (int n = 0; text.n; n++)
		add_folded(
		    st, &cap, str_cut(&text, '\n'), row_of(st, form, n), cols);
	st->cols = cols;
	st->follow = true;
	buf_free(&out);
}

/* Keep the view inside the text, and the cursor inside the view. */
static void
settle(struct output *st)
{
	int last;

	for (int i = 0; st->opens && st->follow && i < st->lines; i++) {
		if (st->line[i].row != st->cursor)
			continue;
		if (i >= st->first + st->seen)
			st->first = i - st->seen + 1;
		/* The heads come with the first row. */
		if (i < st->first || (st->cursor == 0 && i < st->seen))
			st->first = st->cursor ? i : 0;
		break;
	}
	if (st->first > st->lines - st->seen)
		st->first = st->lines - st->seen;
	if (st->first < 0)
		st->first = 0;
	last =
	    st->first + st->seen < st->lines ? st->first + st->seen : st->lines;
	for (int i = st->first; !st->follow && i < last; i++) {
		if (st->line[i].row > st->cursor) {
			st->cursor = st->line[i].row;
			break;
		}
		if (st->line[i].row == st->cursor)
			break;
	}
	while (!st->follow && last > st->first &&
	    st->line[last - 1].row != NO_ROW &&
	    st->cursor > st->line[last - 1].row)
		st->cursor--;
	st->follow = false;
}

/* What was asked, and how much of the answer is seen. */
static void
draw_head(const struct output *st, struct canvas *c)
{
	struct arena a = ARENA_INIT;
	int last = st->first + st->seen, room = c->cols - 2;

	if (st->lines > st->seen) {
		struct str of =
		    arena_printf(&a, _("%d-%d of %d"), st->first + 1,
			last > st->lines ? st->lines : last, st->lines);
		int n = (int)text_cells(of);

		canvas_text_right(c, 0, c->cols - n - 3, n + 2, STYLE_DIM, of);
		room -= n + 2;
	}
	canvas_text(c, 0, 1, room, STYLE_TITLE, st->asked);
	arena_free(&a);
}

static void
output_draw(struct screen *s, struct canvas *c)
{
	struct output *st = s->state;
	int top = HEAD_ROWS + (c->rows > AIRY_ROWS);
	int cols = c->cols > 3 ? c->cols - 2 : 1;

	if (st->cols != cols)
		lay_out(s, cols);
	st->seen = c->rows - top;
	settle(st);
	draw_head(st, c);
	for (int i = 0; i < st->seen && st->first + i < st->lines; i++) {
		const struct output_line *l = &st->line[st->first + i];

		canvas_text(c, top + i, 1, cols, STYLE_NORMAL, l->text);
		if (!st->opens || l->row != st->cursor || st->rows.len < 2)
			continue;
		canvas_put(c, top + i, 0, STYLE_ACCENT, STR("▸"));
		canvas_choose(c, top + i, 0, c->cols);
	}
}

static struct str
output_crumbs(struct screen *s, struct arena *a)
{
	const struct output *st = s->state;

	(void)a;
	return str_from(st->command->name);
}

static void
output_close(struct screen *s)
{
	struct output *st = s->state;

	arena_free(&st->text_arena);
}

static void
scroll(struct screen *s, int by)
{
	struct output *st = s->state;

	/* Here, too: nothing may be drawn for long. */
	st->first += by;
	if (st->first > st->lines)
		st->first = st->lines;
	if (st->first < 0)
		st->first = 0;
	st->follow = false;
	s->dirty = true;
}

/* To another row, where rows open something; else by lines. */
static void
move(struct screen *s, int by)
{
	struct output *st = s->state;
	int to = st->cursor + by;

	if (!st->opens || st->rows.len < 2 || to < 0 ||
	    to >= (int)st->rows.len) {
		scroll(s, by);
		return;
	}
	st->cursor = to;
	st->follow = true;
	s->dirty = true;
}

static void
down(struct screen *s)
{
	move(s, 1);
}

static void
up(struct screen *s)
{
	move(s, -1);
}

static void
wheel_down(struct screen *s)
{
	scroll(s, 1);
}

static void
wheel_up(struct screen *s)
{
	scroll(s, -1);
}

static void
open_row(struct screen *s)
{
	const struct output *st = s->state;
	const struct row *row = st->rows.first;
	struct arena a = ARENA_INIT;
	struct target target;

	for (int i = 0; row && i < st->cursor; i++)
		row = row->next;
	if (!st->opens)
		scroll(s, 1);
	else if (row && output_target(&st->rows, row, &a, &target))
		go_to(s, target.screen, target.arg);
	arena_free(&a);
}

static void
page_down(struct screen *s)
{
	scroll(s, ((struct output *)s->state)->seen);
}

static void
page_up(struct screen *s)
{
	scroll(s, -((struct output *)s->state)->seen);
}

static void
top(struct screen *s)
{
	((struct output *)s->state)->cursor = 0;
	scroll(s, -((struct output *)s->state)->lines);
}

static void
bottom(struct screen *s)
{
	struct output *st = s->state;

	if (st->opens)
		st->cursor = (int)st->rows.len - 1;
	scroll(s, st->lines);
}

/* The address of a line, or all of it, to the clipboard. */
static void
copy(struct screen *s)
{
	const struct output *st = s->state;
	const struct row *row = st->rows.first;
	struct arena a = ARENA_INIT;
	struct str text = STR("");
	int at = st->opens ? st->cursor : 0;

	for (int i = 0; row && i < at; i++)
		row = row->next;
	for (size_t i = 0; row && i < st->rows.columns; i++) {
		if (strcmp(st->rows.column[i].name, "url") == 0)
			text = row->cell[i].text;
	}
	for (int i = 0; text.n == 0 && st->opens && i < st->lines; i++) {
		if (st->line[i].row == st->cursor)
			text = str_trim(st->line[i].text);
	}
	if (text.n)
		app_copy(s->app, text,
		    arena_printf(&a, _("Copied: %.*s"), STR_ARG(text)));
	else
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("There is no line here to copy.")));
	arena_free(&a);
}

static bool
output_applies(const struct screen *s, int32_t key)
{
	return key != KEYS_ENTER || ((const struct output *)s->state)->opens;
}

static const struct binding output_keys[] = {
	{ KEYS_ENTER, N_("open"), open_row, NULL, 0 },
	{ 'l', NULL, open_row, NULL, 0 },
	{ KEYS_RIGHT, NULL, open_row, NULL, 0 },
	{ 'j', N_("down"), down, NULL, 0 },
	{ KEYS_DOWN, NULL, down, NULL, 0 },
	{ 'k', N_("up"), up, NULL, 0 },
	{ KEYS_UP, NULL, up, NULL, 0 },
	{ KEYS_WHEEL_DOWN, NULL, wheel_down, NULL, 0 },
	{ KEYS_WHEEL_UP, NULL, wheel_up, NULL, 0 },
	{ ' ', N_("page down"), page_down, NULL, 0 },
	{ KEYS_PGDN, NULL, page_down, NULL, 0 },
	{ KEYS_CTRL | 'd', NULL, page_down, NULL, 0 },
	{ KEYS_CTRL | 'u', N_("page up"), page_up, NULL, 0 },
	{ KEYS_PGUP, NULL, page_up, NULL, 0 },
	{ 'y', N_("copy line"), copy, NULL, BINDING_QUIET },
	{ 'g', N_("first line"), top, NULL, BINDING_QUIET },
	{ KEYS_HOME, NULL, top, NULL, 0 },
	{ 'G', N_("last line"), bottom, NULL, BINDING_QUIET },
	{ KEYS_END, NULL, bottom, NULL, 0 },
	{ 'q', N_("back"), app_back, NULL, 0 },
	{ 0 },
};

extern const struct screen_class output_screen;

const struct screen_class output_screen = {
	.name = "output",
	.title = N_("Answer"),
	.state_size = sizeof(struct output),
	.keys = output_keys,
	.open = output_open,
	.draw = output_draw,
	.crumbs = output_crumbs,
	.applies = output_applies,
	.close = output_close,
};

static bool
fits_a_line(const struct app *app, struct str words)
{
	return str_find(words, '\n') == words.n &&
	    text_cells(words) + 2 <= (size_t)app_cols(app);
}

static bool
has_rows(enum args_format format, const struct answer *answer)
{
	const struct rows *r = answer->rows;

	if (r == NULL || r->len == 0)
		return false;
	return format != FORMAT_TEXT || !(r->told && r->said.n);
}

void
output_show(struct app *app, const struct command *c, struct str line,
    enum args_format format, const struct answer *answer)
{
	struct arena a = ARENA_INIT;
	struct str words = say_sentence(&a, app_words(answer));

	/* What it asked for is a place that only the screen can reach. */
	if (strcmp(c->name, "copy") == 0 && format == FORMAT_TEXT &&
	    has_rows(format, answer)) {
		const struct cell *cell = answer->rows->first->cell;

		app_copy(app, cell[1].text,
		    arena_printf(
			&a, _("%.*s is copied."), STR_ARG(cell[0].text)));
		arena_free(&a);
		return;
	}
	if (has_rows(format, answer) || !fits_a_line(app, words)) {
		if (app_push(app, &output_screen, str_from(c->name)) ==
		    ERR_NONE)
			keep(app_top(app), line, format, answer);
	} else if (words.n) {
		app_say(app, answer->err ? STYLE_BAD : STYLE_MESSAGE, words);
	} else {
		app_say(app, STYLE_DIM,
		    c->mode == COMMAND_WRITE ? STR(_("Done.")) :
					       STR(_("Nothing.")));
	}
	arena_free(&a);
}
