/* app - the screens of one session: a stack, of which the top is seen. */
#include "screens/app.h"

#include <stdlib.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/store/preference.h"
#include "common/store/setting.h"
#include "common/text/clean.h"
#include "screens/app_impl.h"
#include "screens/list.h"
#include "screens/ui/say.h"

enum { LOOK_EVERY_MS = 30 * 1000 };

#define X(name) extern const struct screen_class name##_screen;
SCREENS(X)
#undef X

/* Who is looking; a member that cannot be read looks as a guest does. */
static void
identify(struct app *app)
{
	struct store *store = app->host.store;

	arena_reset(&app->me_arena);
	app->me = (struct member_row){ 0 };
	app->community = STR("Stoa");
	if (store == NULL)
		return;
	if (app->host.viewer &&
	    store_member_get(
		store, &app->me_arena, app->host.viewer, &app->me) != ERR_NONE)
		app->me = (struct member_row){ 0 };
	if (store_setting_get(store, &app->me_arena, SETTING_COMMUNITY_NAME,
		&app->community) != ERR_NONE)
		app->community = STR("Stoa");
}

void
app_follow_taste(struct app *app, struct str complaint)
{
	if (app->term)
		taste_show(
		    &app->taste, app->term, app->begun ? &app->extra : NULL);
	if (complaint.n)
		app_say(app, STYLE_WARN, complaint);
	app->dirty = true;
}

void
app_load_taste(struct app *app)
{
	app_follow_taste(
	    app, taste_load(&app->taste, app->host.store, app->me.id));
	arena_reset(&app->kept_arena);
	for (size_t i = 0; i < PREF_COUNT; i++)
		app->kept.value[i] =
		    arena_dup(&app->kept_arena, app->taste.prefs.value[i]);
}

/* Another session of the viewer may have changed them: nothing tells so. */
static void
look_at_prefs(struct app *app)
{
	int64_t now_ms = app_now_ms(app);
	struct arena a = ARENA_INIT;
	struct prefs now;
	bool same = true;

	if (app->me.id == 0 || app->host.store == NULL ||
	    now_ms - app->kept_look_ms < LOOK_EVERY_MS)
		return;
	app->kept_look_ms = now_ms;
	if (store_prefs_get(app->host.store, &a, app->me.id, &now) ==
	    ERR_NONE) {
		for (size_t i = 0; i < PREF_COUNT; i++)
			same = same && str_eq(now.value[i], app->kept.value[i]);
	}
	arena_free(&a);
	if (!same)
		app_load_taste(app);
}

static struct viewer
viewer_of(const struct app *app)
{
	return (struct viewer){ app->me.id, app->me.role };
}

struct app *
app_new(const struct app_host *host, struct term *term)
{
	struct app *app = mem_new(struct app);

	app->host = *host;
	app->term = term;
	app->keys = keys_new(term ? term_charset(term) : CHARSET_UTF8);
	app->dirty = true;
	app->cols = term ? term_cols(term) : TERM_COLS;
	identify(app);
	app_load_taste(app);
	return app;
}

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
app_free(struct app *app)
{
	if (app == NULL)
		return;
	app_enter(app);
	while (app->depth > 0)
		close_at(app, app->depth - 1);
	app_exit(app);
	keys_free(app->keys);
	arena_free(&app->said_arena);
	arena_free(&app->me_arena);
	taste_free(&app->taste);
	arena_free(&app->kept_arena);
	recall_free(&app->recall);
	buf_free(&app->out);
	buf_free(&app->extra);
	buf_free(&app->clip);
	free(app);
}

void
app_say(struct app *app, unsigned style, struct str words)
{
	arena_reset(&app->said_arena);
	app->said = say_sentence(
	    &app->said_arena, text_clean_line(&app->said_arena, words));
	app->said_style = style;
	app->says++;
	app->dirty = true;
}

void
app_hush(struct app *app)
{
	if (app->said.n)
		app->dirty = true;
	app->said = STR("");
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
	s->viewer = viewer_of(app);
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

	take_out(app, s);
	if (was_top)
		show_again(app);
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
	while (app->depth > 1)
		close_at(app, app->depth - 1);
	show_again(app);
}

enum err
app_replace(struct app *app, const struct screen_class *class, struct str arg)
{
	const struct screen *old = app_top(app);

	TRY(app_push(app, class, arg));
	take_out(app, old);
	return ERR_NONE;
}

void
app_quit(struct app *app, int status)
{
	if (app->quitting)
		return;
	app->quitting = true;
	app->host.quit(app->host.arg, status);
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

void
app_look_again(struct app *app, const struct screen *but, bool behind)
{
	for (size_t i = 0; i < app->depth; i++) {
		struct screen *s = app->stack[i];

		if (s == but || s->class->again == NULL)
			continue;
		s->behind = behind;
		s->class->again(s);
		s->behind = false;
	}
}

static void
look_who(struct app *app)
{
	identify(app);
	for (size_t i = 0; i < app->depth; i++)
		app->stack[i]->viewer = viewer_of(app);
	app->dirty = true;
}

void
app_identify(struct app *app, int64_t viewer)
{
	app_enter(app);
	app->host.viewer = viewer;
	look_who(app);
	app_load_taste(app);
	app_look_again(app, NULL, true);
	app_exit(app);
}

/* What it says of the viewer, their role above all, is not to be stale. */
static void
follow_who(struct app *app, const struct event_note *event)
{
	bool mine = event->ref_id == app->host.viewer;

	if (event->kind == EVENT_MEMBER_ROLE && mine) {
		look_who(app);
		app_look_again(app, NULL, true);
	} else if (event->kind == EVENT_SETTING_CHANGED ||
	    (event->kind == EVENT_MEMBER_RENAMED && mine) ||
	    (event->kind == EVENT_MEMBER_PROFILE && mine)) {
		look_who(app);
	}
}

void
app_tick(struct app *app)
{
	int64_t minute = app_now_ms(app) / CLOCK_MINUTE_MS;

	app_enter(app);
	for (size_t i = 0; i < app->depth; i++) {
		struct screen *s = app->stack[i];

		if (s->class->tick)
			s->class->tick(s);
	}
	look_at_prefs(app);
	if (minute != app->minute)
		app->dirty = true;
	app->minute = minute;
	app_exit(app);
}

void
app_here(struct app *app)
{
	app->dirty = true;
}

void
app_refresh(struct app *app)
{
	app_enter(app);
	look_who(app);
	app_look_again(app, NULL, true);
	app_exit(app);
}

bool
app_drafts(const struct app *app)
{
	for (size_t i = 0; i < app->depth; i++) {
		const struct screen *s = app->stack[i];

		if (s->class->drafts && s->class->drafts(s))
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

void
app_event(struct app *app, const struct event_note *event)
{
	if (!event_reaches(event, viewer_of(app)))
		return;
	app_enter(app);
	follow_who(app, event);
	for (size_t i = 0; i < app->depth; i++) {
		struct screen *s = app->stack[i];

		if (s->class->event)
			s->class->event(s, event);
	}
	app_exit(app);
}
