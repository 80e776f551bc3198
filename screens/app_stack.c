/* app_stack - screens on top of each other: opened, closed, found. */
#include <stdlib.h>

#include "common/base/log.h"
#include "common/base/mem.h"
#include "screens/app_impl.h"
#include "screens/list.h"

#define X(name) extern const struct screen_class name##_screen;
SCREENS(X)
#undef X

static void
screen_free(struct screen *s)
{
	arena_free(&s->arena);
	free(s->state);
	free(s);
}

void
app_enter(struct app *app)
{
	app->nested++;
}

void
app_exit(struct app *app)
{
	if (--app->nested > 0)
		return;
	for (size_t i = 0; i < app->gone_n; i++)
		screen_free(app->gone[i]);
	app->gone_n = 0;
}

static void
close_at(struct app *app, size_t at)
{
	struct screen *s = app->stack[at];

	app->depth--;
	for (size_t i = at; i < app->depth; i++)
		app->stack[i] = app->stack[i + 1];
	if (s->class->close)
		s->class->close(s);
	for (size_t i = 0; i < APP_CALLS_MAX; i++) {
		if (app->call[i].screen == s)
			app->call[i].screen = NULL;
	}
	s->gone = true;
	if (app->gone_n == GONE_MAX)
		bug("app: too many screens closed in one event");
	app->gone[app->gone_n++] = s;
	app->dirty = true;
}

void
app_clear(struct app *app)
{
	while (app->depth > 0)
		close_at(app, app->depth - 1);
}

enum err
app_push(struct app *app, const struct screen_class *class, struct str arg)
{
	struct screen *s;
	unsigned says = app->says;
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
	s->viewer = app_viewer(app);
	s->state = mem_zalloc(class->state_size);
	if (class->open)
		e = class->open(s, arg);
	if (e != ERR_NONE) {
		if (app->says == says)
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

enum { SCREEN_COUNT = sizeof screens / sizeof screens[0] };

const struct screen_class *const *
app_screens(size_t *out_n)
{
	*out_n = SCREEN_COUNT;
	return screens;
}

const struct screen_class *
app_screen(struct str name)
{
	for (size_t i = 0; i < SCREEN_COUNT; i++) {
		if (str_eq(str_from(screens[i]->name), name))
			return screens[i];
	}
	return NULL;
}

enum err
app_goto(struct app *app, struct str name, struct str arg)
{
	const struct screen_class *class = app_screen(name);

	return class ? app_push(app, class, arg) : ERR_MISSING;
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

static void
show_again(struct app *app)
{
	struct screen *top = app_top(app);

	if (top && top->class->again)
		top->class->again(top);
}

static void
take_out(struct app *app, const struct screen *s)
{
	for (size_t i = 0; i < app->depth; i++) {
		if (app->stack[i] == s) {
			close_at(app, i);
			return;
		}
	}
}

void
app_close(struct screen *s)
{
	struct app *app = s->app;
	bool was_top = s == app_top(app);

	app_enter(app);
	take_out(app, s);
	if (was_top)
		show_again(app);
	app_exit(app);
}

void
app_pop(struct app *app)
{
	if (app->depth > 1)
		app_close(app_top(app));
	else
		app_say(app, STYLE_MESSAGE,
		    STR(_("This is the first screen. Q leaves.")));
}

void
app_home(struct app *app)
{
	if (app->depth <= 1)
		return;
	app_enter(app);
	while (app->depth > 1)
		close_at(app, app->depth - 1);
	show_again(app);
	app_exit(app);
}

enum err
app_replace(struct app *app, const struct screen_class *class, struct str arg)
{
	const struct screen *old = app_top(app);

	TRY(app_push(app, class, arg));
	app_enter(app);
	take_out(app, old);
	app_exit(app);
	return ERR_NONE;
}

bool
app_stands_below(const struct screen *s, const struct screen *other)
{
	const struct app *app = s->app;

	for (size_t i = 0; i < app->depth && app->stack[i] != s; i++) {
		if (app->stack[i] == other)
			return true;
	}
	return false;
}

bool
app_step(struct screen *s, int by, struct arena *a, struct str *arg)
{
	struct app *app = s->app;

	for (size_t i = 1; i < app->depth; i++) {
		struct screen *below = app->stack[i - 1];

		if (app->stack[i] == s && below->class->step)
			return below->class->step(below, by, a, arg);
	}
	return false;
}
