/* app - the screens of one session: a stack, of which the top is seen. */
#include "screens/app.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/text/clean.h"
#include "screens/footer.h"
#include "screens/list.h"

#define X(name) extern const struct screen_class name##_screen;
SCREENS(X)
#undef X

struct call {
	uint64_t id;	       /* 0: none */
	struct screen *screen; /* NULL when it was closed meanwhile */
	app_done *done;
};

struct app {
	struct app_host host;
	struct term *term;
	struct keys *keys;
	struct screen *stack[APP_SCREENS_MAX];
	size_t depth;
	struct screen *gone[APP_SCREENS_MAX]; /* to be freed after the event */
	size_t gone_n;
	int nested;
	struct call call[APP_CALLS_MAX];
	uint64_t calls; /* so far */
	bool dirty;
	bool begun; /* the terminal has been told */
	bool quitting;
	struct arena said_arena;
	struct str said; /* empty: the footer is shown */
	unsigned said_style;
	struct buf out;
};

struct app *
app_new(const struct app_host *host, struct term *term)
{
	struct app *app = mem_new(struct app);

	app->host = *host;
	app->term = term;
	app->keys = keys_new(term ? term_charset(term) : CHARSET_UTF8);
	app->dirty = true;
	return app;
}

static void
screen_free(struct screen *s)
{
	arena_free(&s->arena);
	free(s->state);
	free(s);
}

/*
 * Around every event.  Events may be nested, for an answer may come at once;
 * screens that were closed are freed after the outermost.
 */
static void
enter(struct app *app)
{
	app->nested++;
}

static void
leave(struct app *app)
{
	if (--app->nested > 0)
		return;
	for (size_t i = 0; i < app->gone_n; i++)
		screen_free(app->gone[i]);
	app->gone_n = 0;
}

static void
close_top(struct app *app)
{
	struct screen *s = app->stack[--app->depth];

	if (s->class->close)
		s->class->close(s);
	for (size_t i = 0; i < APP_CALLS_MAX; i++) {
		if (app->call[i].screen == s)
			app->call[i].screen = NULL;
	}
	s->gone = true;
	if (app->gone_n == APP_SCREENS_MAX)
		bug("app: too many screens closed in one event");
	app->gone[app->gone_n++] = s;
	app->dirty = true;
}

void
app_free(struct app *app)
{
	if (app == NULL)
		return;
	enter(app);
	while (app->depth > 0)
		close_top(app);
	leave(app);
	keys_free(app->keys);
	arena_free(&app->said_arena);
	buf_free(&app->out);
	free(app);
}

void
app_say(struct app *app, unsigned style, struct str words)
{
	arena_reset(&app->said_arena);
	app->said = text_clean_line(&app->said_arena, words);
	app->said_style = style;
	app->dirty = true;
}

static void
hush(struct app *app)
{
	if (app->said.n)
		app->dirty = true;
	app->said = STR("");
}

enum err
app_push(struct app *app, const struct screen_class *class, int64_t arg)
{
	struct screen *s;
	enum err e = ERR_NONE;

	if (app->depth == APP_SCREENS_MAX) {
		app_say(app, STYLE_WARN,
		    STR(_("Too many screens are open. q goes back.")));
		return ERR_LIMIT;
	}
	s = mem_new(struct screen);
	s->class = class;
	s->app = app;
	s->store = app->host.store;
	s->viewer = app->host.viewer;
	s->state = mem_zalloc(class->state_size);
	if (class->open)
		e = class->open(s, arg);
	if (e != ERR_NONE) {
		app_say(app, STYLE_BAD, str_from(err_text(e)));
		screen_free(s);
		return e;
	}
	app->stack[app->depth++] = s;
	app->dirty = true;
	return ERR_NONE;
}

static const struct screen_class *const screens[] = {
#define X(name) &name##_screen,
	SCREENS(X)
#undef X
};

enum { SCREEN_COUNT = sizeof screens / sizeof *screens };

const struct screen_class *const *
app_screens(size_t *out_n)
{
	*out_n = SCREEN_COUNT;
	return screens;
}

enum err
app_goto(struct app *app, struct str name, int64_t arg)
{
	for (size_t i = 0; i < SCREEN_COUNT; i++) {
		if (str_eq(str_from(screens[i]->name), name))
			return app_push(app, screens[i], arg);
	}
	return ERR_MISSING;
}

struct screen *
app_top(const struct app *app)
{
	return app->depth ? app->stack[app->depth - 1] : NULL;
}

struct screen *
app_below(const struct app *app)
{
	return app->depth > 1 ? app->stack[app->depth - 2] : NULL;
}

void
app_pop(struct app *app)
{
	struct screen *top;

	if (app->depth <= 1) {
		app_say(app, STYLE_MESSAGE,
		    STR(_("This is the first screen. Q leaves.")));
		return;
	}
	close_top(app);
	top = app_top(app);
	if (top && top->class->again)
		top->class->again(top);
}

void
app_quit(struct app *app, int status)
{
	if (app->quitting)
		return;
	app->quitting = true;
	app->host.quit(app->host.arg, status);
}

int64_t
app_now_ms(const struct app *app)
{
	return app->host.now_ms(app->host.arg);
}

static void
back(struct screen *s)
{
	app_pop(s->app);
}

static void
quit(struct screen *s)
{
	app_quit(s->app, 0);
}

static void
help(struct screen *s)
{
	if (strcmp(s->class->name, "help") != 0)
		(void)app_goto(s->app, STR("help"), 0);
}

static void
redraw(struct screen *s)
{
	if (s->app->term)
		term_redraw(s->app->term);
	s->dirty = true;
}

enum err
app_submit(struct screen *s, struct str line, struct str body, app_done *done)
{
	struct app *app = s->app;
	struct call *c = NULL;

	for (size_t i = 0; i < APP_CALLS_MAX && c == NULL; i++) {
		if (app->call[i].id == 0)
			c = &app->call[i];
	}
	if (c == NULL) {
		app_say(app, STYLE_WARN,
		    STR(_("Still busy with what you asked before.")));
		return ERR_LIMIT;
	}
	c->id = ++app->calls;
	c->screen = s->gone ? NULL : s;
	c->done = done;
	app->host.submit(app->host.arg, c->id, line, body);
	return ERR_NONE;
}

void
app_answer(struct app *app, uint64_t id, const struct answer *answer)
{
	struct call c = { 0 };

	for (size_t i = 0; i < APP_CALLS_MAX && c.id == 0; i++) {
		if (app->call[i].id == id && id != 0) {
			c = app->call[i];
			app->call[i] = (struct call){ 0 };
		}
	}
	if (c.id == 0)
		return;
	enter(app);
	if (c.screen && c.done)
		c.done(c.screen, answer);
	else if (answer->words.n && (c.screen || answer->err))
		app_say(app, answer->err ? STYLE_BAD : STYLE_MESSAGE,
		    answer->words);
	else if (answer->err)
		app_say(app, STYLE_BAD, str_from(err_text(answer->err)));
	leave(app);
}

static const struct binding *
find(const struct binding *keys, int32_t key)
{
	for (; keys && keys->key; keys++) {
		if (keys->key == key)
			return keys;
	}
	return NULL;
}

static void
run(struct screen *s, const struct binding *b)
{
	if (b->run)
		b->run(s);
	else if (b->command)
		(void)app_submit(s, str_from(b->command), STR(""), NULL);
}

static void
on_key(struct app *app, const struct key *key)
{
	struct screen *s = app_top(app);
	const struct binding *b;

	if (s == NULL)
		return;
	hush(app);
	if (s->class->key && s->class->key(s, key))
		return;
	b = find(s->class->keys, key->code);
	if (b == NULL)
		b = find(app_keys(), key->code);
	if (b)
		run(s, b);
	else if (key->code > ' ' && key->code < KEYS_FIRST)
		app_say(app, STYLE_DIM,
		    STR(_(
			"That key does nothing here. ? shows those that do.")));
}

static void
drain(struct app *app)
{
	struct key key;

	while (!app->quitting && keys_next(app->keys, &key)) {
		enter(app);
		on_key(app, &key);
		leave(app);
	}
}

void
app_input(struct app *app, struct str bytes)
{
	keys_push(app->keys, bytes);
	drain(app);
}

bool
app_pending(const struct app *app)
{
	return keys_pending(app->keys);
}

void
app_timeout(struct app *app)
{
	keys_force(app->keys);
	drain(app);
}

void
app_resize(struct app *app, int rows, int cols)
{
	if (app->term && term_resize(app->term, rows, cols) == ERR_LIMIT)
		app_say(app, STYLE_WARN,
		    STR(_("No room for a window of that size just now.")));
	app->dirty = true;
}

void
app_event(struct app *app, const struct event_row *event)
{
	enter(app);
	for (size_t i = 0; i < app->depth; i++) {
		struct screen *s = app->stack[i];

		if (s->class->event)
			s->class->event(s, event);
	}
	leave(app);
}

bool
app_dirty(const struct app *app)
{
	const struct screen *top = app_top(app);

	return app->dirty || (top && top->dirty);
}

void
app_paint(struct app *app, struct canvas *c)
{
	struct screen *s = app_top(app);
	struct canvas body = canvas_sub(c, 0, 0, c->rows - 1, c->cols);
	struct canvas foot = canvas_sub(c, c->rows - 1, 0, 1, c->cols);

	app->dirty = false;
	if (s) {
		s->dirty = false;
		s->class->draw(s, &body);
	}
	if (app->said.n)
		canvas_text(
		    &foot, 0, 1, foot.cols - 2, app->said_style, app->said);
	else if (s)
		footer_draw(&foot, s->class->keys, app_keys());
}

struct str
app_draw(struct app *app)
{
	struct canvas c;

	buf_reset(&app->out);
	if (app->term == NULL || !app_dirty(app))
		return STR("");
	if (!app->begun)
		term_begin(app->term, &app->out);
	app->begun = true;
	c = term_canvas(app->term);
	app_paint(app, &c);
	term_draw(app->term, &app->out);
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

const struct binding *
app_keys(void)
{
	static const struct binding keys[] = {
		{ 'q', N_("back"), back, NULL, BINDING_QUIET },
		{ KEYS_ESC, NULL, back, NULL, 0 },
		{ KEYS_LEFT, NULL, back, NULL, 0 },
		{ '?', N_("help"), help, NULL, 0 },
		{ KEYS_F0 + 1, NULL, help, NULL, 0 },
		{ KEYS_CTRL | 'l', N_("draw again"), redraw, NULL,
		    BINDING_QUIET },
		{ 'Q', N_("leave"), quit, NULL, BINDING_QUIET },
		{ 0 },
	};

	return keys;
}
