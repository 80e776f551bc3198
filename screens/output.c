/* output - what a command came to, as text to be read. */
#include "screens/output.h"

#include "common/command/render.h"
#include "common/text/utf8.h"
#include "common/text/wrap.h"

enum {
	HEAD_ROWS = 1,
	AIRY_ROWS = 12, /* from here on, a blank line under the head */
};

struct output {
	const struct command *command;
	enum args_format format;
	struct rows rows; /* in the screen's arena */
	/* The text of it, for a width. */
	struct arena text_arena;
	struct str *line;
	int lines;
	int cols; /* 0: not laid out */
	int first;
	int seen; /* lines on the canvas drawn last */
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
keep(struct screen *s, enum args_format format, const struct answer *answer)
{
	struct output *st = s->state;
	const struct rows *from = answer->rows;
	struct rows *to = &st->rows;

	st->format = format;
	rows_init(to, &s->arena, st->command->columns);
	to->said = arena_dup(&s->arena, answer->words);
	if (answer->err && answer->words.n == 0)
		to->said = str_from(err_text(answer->err));
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
}

static int
count_lines(struct str text)
{
	int n = 0;

	for (; text.n; n++)
		str_cut(&text, '\n');
	return n;
}

/* Lines too long for the window are folded; tables fit it already. */
static struct str
fold(struct arena *a, struct str text, int cols)
{
	struct buf out = BUF_INIT(0);
	struct str folded;

	while (text.n) {
		struct str line = str_cut(&text, '\n');

		while (line.n && line.p[line.n - 1] == '\r') /* of CSV */
			line.n--;
		if (text_cells(line) > (size_t)cols)
			line = text_wrap(a, line, (size_t)cols, STR(""));
		while (line.n && line.p[line.n - 1] == '\n')
			line.n--;
		buf_put(&out, line);
		buf_char(&out, '\n');
	}
	folded = arena_dup(a, buf_str(&out));
	buf_free(&out);
	return folded;
}

static void
lay_out(struct screen *s, int cols)
{
	struct output *st = s->state;
	const struct text_view view = { cols, app_now_ms(s->app) };
	struct buf out = BUF_INIT(0);
	struct str text;

	arena_reset(&st->text_arena);
	render(st->command, st->format, &st->rows, &view, &out);
	if (out.n == 0)
		buf_cstr(&out, _("Nothing.\n"));
	text = fold(&st->text_arena, buf_str(&out), cols);
	st->lines = count_lines(text);
	st->line =
	    arena_array(&st->text_arena, struct str, (size_t)st->lines + 1);
	for (int i = 0; i < st->lines; i++)
		st->line[i] = str_cut(&text, '\n');
	st->cols = cols;
	buf_free(&out);
}

static struct str
sentence(struct arena *a, const char *words)
{
	char *copy = arena_cstr(a, str_from(words));

	if (*copy >= 'a' && *copy <= 'z')
		*copy = (char)(*copy - 'a' + 'A');
	return str_from(copy);
}

static void
draw_head(const struct output *st, struct canvas *c)
{
	struct arena a = ARENA_INIT;
	int last = st->first + st->seen;

	canvas_text(c, 0, 1, c->cols - 2, STYLE_TITLE,
	    sentence(&a, _(st->command->summary)));
	if (st->lines > st->seen) {
		struct str of =
		    arena_printf(&a, _("%d-%d of %d"), st->first + 1,
			last > st->lines ? st->lines : last, st->lines);
		int n = (int)text_cells(of);

		canvas_text_right(c, 0, c->cols - n - 3, n + 2, STYLE_DIM, of);
	}
	arena_free(&a);
}

static void
output_draw(struct screen *s, struct canvas *c)
{
	struct output *st = s->state;
	int top = HEAD_ROWS + (c->rows > AIRY_ROWS), cols = c->cols - 2;

	if (st->cols != cols)
		lay_out(s, cols < 1 ? 1 : cols);
	st->seen = c->rows - top;
	if (st->first > st->lines - st->seen)
		st->first = st->lines - st->seen;
	if (st->first < 0)
		st->first = 0;
	draw_head(st, c);
	for (int i = 0; i < st->seen && st->first + i < st->lines; i++)
		canvas_text(
		    c, top + i, 1, cols, STYLE_NORMAL, st->line[st->first + i]);
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
	s->dirty = true;
}

static void
down(struct screen *s)
{
	scroll(s, 1);
}

static void
up(struct screen *s)
{
	scroll(s, -1);
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
	scroll(s, -((struct output *)s->state)->lines);
}

static void
bottom(struct screen *s)
{
	scroll(s, ((struct output *)s->state)->lines);
}

static void
leave(struct screen *s)
{
	app_pop(s->app);
}

static const struct binding output_keys[] = {
	{ 'j', N_("down"), down, NULL, 0 },
	{ KEYS_DOWN, NULL, down, NULL, 0 },
	{ KEYS_ENTER, NULL, down, NULL, 0 },
	{ KEYS_WHEEL_DOWN, NULL, down, NULL, 0 },
	{ 'k', N_("up"), up, NULL, 0 },
	{ KEYS_UP, NULL, up, NULL, 0 },
	{ KEYS_WHEEL_UP, NULL, up, NULL, 0 },
	{ ' ', N_("page down"), page_down, NULL, 0 },
	{ KEYS_PGDN, NULL, page_down, NULL, 0 },
	{ KEYS_CTRL | 'd', NULL, page_down, NULL, 0 },
	{ KEYS_CTRL | 'u', N_("page up"), page_up, NULL, 0 },
	{ KEYS_PGUP, NULL, page_up, NULL, 0 },
	{ 'g', N_("first line"), top, NULL, BINDING_QUIET },
	{ KEYS_HOME, NULL, top, NULL, 0 },
	{ 'G', N_("last line"), bottom, NULL, BINDING_QUIET },
	{ KEYS_END, NULL, bottom, NULL, 0 },
	{ 'q', N_("back"), leave, NULL, 0 },
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
output_show(struct app *app, const struct command *c, enum args_format format,
    const struct answer *answer)
{
	struct str words = answer->words;

	if (answer->err && words.n == 0)
		words = str_from(err_text(answer->err));
	if (has_rows(format, answer) || !fits_a_line(app, words)) {
		if (app_push(app, &output_screen, str_from(c->name)) ==
		    ERR_NONE)
			keep(app_top(app), format, answer);
	} else if (words.n) {
		app_say(app, answer->err ? STYLE_BAD : STYLE_MESSAGE, words);
	} else {
		app_say(app, STYLE_DIM,
		    c->mode == COMMAND_WRITE ? STR(_("Done.")) :
					       STR(_("Nothing.")));
	}
}
