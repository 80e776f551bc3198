/* app_draw - from the screens in view to one frame. */
#include <string.h>

#include "common/text/wrap.h"
#include "screens/app_impl.h"
#include "screens/footer.h"
#include "screens/header.h"

enum {
	PANES_COLS = 120,      /* from here on, two side by side */
	FRAME_KEPT = 8 * 1024, /* bytes; most frames are smaller */
};

void
app_resize(struct app *app, int rows, int cols)
{
	if (app->term && term_resize(app->term, rows, cols) == ERR_LIMIT)
		app_say(app, STYLE_WARN,
		    STR(_("No room for a window of that size just now.")));
	app->dirty = true;
}

/* The lowest screen that is in view: overlays show what is below them. */
static size_t
first_shown(const struct app *app)
{
	size_t i = app->depth - 1;

	while (i > 0 && app->stack[i]->class->pane == PANE_OVERLAY)
		i--;
	return i;
}

/* Whether the screen at `i` stands beside the one below it. */
static bool
has_panes(const struct app *app, size_t i, int cols)
{
	return !taste_is_plain(&app->taste) && cols >= PANES_COLS && i > 0 &&
	    app->stack[i]->class->pane == PANE_READER &&
	    app->stack[i - 1]->class->pane == PANE_INDEX;
}

bool
app_dirty(const struct app *app)
{
	bool dirty = app->dirty;

	if (app->depth == 0)
		return dirty;
	for (size_t i = first_shown(app); i < app->depth; i++) {
		dirty = dirty || app->stack[i]->dirty;
		if (has_panes(app, i, app->cols))
			dirty = dirty || app->stack[i - 1]->dirty;
	}
	return dirty;
}

static void
draw_screen(struct screen *s, struct canvas *c, bool focused)
{
	s->dirty = false;
	s->focused = focused;
	s->class->draw(s, c);
}

static void
draw_panes(struct app *app, size_t i, struct canvas *body)
{
	struct screen *s = app->stack[i];
	bool focused = i == app->depth - 1;
	int left = has_panes(app, i, body->cols) ? body->cols * 2 / 5 : 0;
	struct canvas index = canvas_sub(body, 0, 0, body->rows, left);
	struct canvas reader =
	    canvas_sub(body, 0, left ? left + 1 : 0, body->rows, body->cols);

	if (left) {
		draw_screen(app->stack[i - 1], &index, false);
		canvas_vline(body, 0, left, body->rows, STYLE_BORDER, 0x2502);
	}
	draw_screen(s, &reader, focused);
}

/* What the people's column takes of a window. */
static int
aside_cols(const struct canvas *c)
{
	return c->cols >= ASIDE_FROM && !c->plain ? ASIDE_COLS : 0;
}

static void
draw_aside(struct app *app, struct canvas *c)
{
	struct canvas part =
	    canvas_sub(c, 1, c->cols - ASIDE_COLS, c->rows - 2, ASIDE_COLS);

	if (app->aside == NULL)
		app->aside = aside_new(app, app->host.store);
	aside_draw(app->aside, &part);
}

static bool
is_small(int rows, int cols)
{
	return rows < APP_ROWS_MIN || cols < APP_COLS_MIN;
}

bool
app_unseen(const struct app *app)
{
	return app->term &&
	    is_small(term_rows(app->term), term_cols(app->term));
}

static void
draw_small(struct canvas *c)
{
	struct arena a = ARENA_INIT;
	struct str words =
	    arena_printf(&a, _("Too small: %dx%d. Stoa needs %dx%d."), c->cols,
		c->rows, APP_COLS_MIN, APP_ROWS_MIN);

	words = text_wrap(&a, words, (size_t)c->cols, STR(""));
	for (int row = 0; row < c->rows && words.n; row++)
		canvas_text(
		    c, row, 0, c->cols, STYLE_NORMAL, str_cut(&words, '\n'));
	arena_free(&a);
}

/*
 * Where somebody who hears the screen is read to: what was just said, else
 * the line that is selected, else the top of what is there.
 */
static void
rest_cursor(const struct app *app, struct canvas *c)
{
	const struct grid *g = c->grid;

	if (g->cursor_row >= 0)
		return;
	if (app->said.n)
		canvas_cursor(c, c->rows - 1, 1);
	else if (g->parked_row >= 0)
		canvas_cursor(c, g->parked_row, g->parked_col);
	else
		canvas_cursor(c, 1, 0);
}

void
app_paint(struct app *app, struct canvas *c)
{
	struct screen *top = app_top(app);
	struct canvas head, body, foot;
	size_t first;

	c->plain = taste_is_plain(&app->taste);
	c->thrifty = taste_is_thrifty(&app->taste);
	head = canvas_sub(c, 0, 0, 1, c->cols);
	body = canvas_sub(c, 1, 0, c->rows - 2, c->cols - aside_cols(c));
	foot = canvas_sub(c, c->rows - 1, 0, 1, c->cols);
	app->dirty = false;
	if (is_small(c->rows, c->cols)) {
		draw_small(c);
		return;
	}
	app->cols = c->cols;
	if (top == NULL)
		return;
	first = first_shown(app);
	draw_panes(app, first, &body);
	/* What they found out as they were drawn, how much waits, is below. */
	app->dirty = false;
	header_draw(&head, app->stack[first]);
	if (aside_cols(c))
		draw_aside(app, c);
	if (app->said.n)
		canvas_text(
		    &foot, 0, 1, foot.cols - 3, app->said_style, app->said);
	else
		footer_draw(&foot, top,
		    top->class->pane == PANE_OVERLAY ? NULL : app_keys(),
		    &app->taste.keyset);
	for (size_t i = first + 1; i < app->depth; i++)
		draw_screen(app->stack[i], c, i == app->depth - 1);
	if (c->plain)
		rest_cursor(app, c);
}

/* Empty it; what one large frame took is given back. */
static void
reuse(struct buf *b)
{
	if (b->cap > FRAME_KEPT)
		buf_free(b);
	else
		buf_reset(b);
}

void
app_sample(struct app *app, int row, int col, struct str bytes)
{
	if (app->term == NULL || row < 0 || row >= GRID_ROWS_MAX)
		return;
	buf_printf(&app->extra, "\033[%d;%dH%.*s\033[0m", row + 1, col + 1,
	    STR_ARG(bytes));
	app->sample_col[row] = (uint16_t)col;
	app->sampled = true;
}

struct str
app_draw(struct app *app)
{
	bool sampled = app->sampled, first = !app->begun;
	struct canvas c;

	reuse(&app->out);
	if (app->term == NULL || !app_dirty(app))
		return STR("");
	if (!app->begun) {
		term_begin(app->term, &app->out);
		term_title(app->term, app->community, &app->out);
	}
	app->begun = true;
	app->sampled = false;
	memset(app->sample_col, 0, sizeof app->sample_col);
	c = term_canvas(app->term);
	app_paint(app, &c);
	/* Of what was put there besides, the terminal knows nothing. */
	if (sampled && !app->sampled)
		term_redraw(app->term);
	term_draw(app->term, &app->out);
	buf_put(&app->out, buf_str(&app->extra));
	if (app->sampled)
		term_find_cursor(app->term, &app->out);
	reuse(&app->extra);
	if (first && term_ask_ready(app->term, &app->out))
		app->shown_ms = app_now_ms(app);
	buf_put(&app->out, buf_str(&app->clip));
	buf_free(&app->clip);
	return buf_str(&app->out);
}

struct str
app_leave(struct app *app)
{
	buf_reset(&app->out);
	if (app->term && app->begun)
		term_end(app->term, &app->out);
	app->begun = false;
	return buf_str(&app->out);
}

bool
app_copy(struct app *app, struct str text, struct str words)
{
	enum err e = ERR_MISSING;

	/* A clipboard has room for one, however many were copied. */
	buf_reset(&app->clip);
	if (app->term)
		e = term_copy(app->term, text, &app->clip);

	if (e == ERR_NONE)
		app_say(app, STYLE_MESSAGE, words);
	else if (e == ERR_MISSING)
		app_say(app, STYLE_WARN,
		    STR(_("This terminal takes nothing into its clipboard.")));
	else if (e == ERR_LIMIT)
		app_say(app, STYLE_WARN,
		    STR(_("That is more than a clipboard takes from here.")));
	else
		app_say(app, STYLE_MESSAGE, STR(_("Nothing to copy.")));
	return e == ERR_NONE;
}

void
app_set_theme(struct app *app, const struct theme *theme)
{
	if (app->term)
		term_set_theme(app->term, theme);
	app->dirty = true;
}

void
app_set_ascii(struct app *app, bool ascii)
{
	if (app->term)
		term_set_ascii(app->term, ascii);
	app->dirty = true;
}

int
app_cols(const struct app *app)
{
	return app->cols;
}
