/* app - the screens of one session: who looks, events, ticks. */
#include "screens/app.h"

#include <stdlib.h>

#include "common/base/clock.h"
#include "common/base/mem.h"
#include "common/store/preference.h"
#include "common/store/setting.h"
#include "common/text/clean.h"
#include "screens/app_impl.h"
#include "screens/ui/say.h"

enum { LOOK_EVERY_MS = 30 * 1000 };

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
	if (app->term) {
		taste_show(
		    &app->taste, app->term, app->begun ? &app->extra : NULL);
		keys_set_charset(app->keys, term_charset(app->term));
	}
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

struct viewer
app_viewer(const struct app *app)
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
	app->waits_stale = true;
	return app;
}

void
app_environment(struct app *app, const struct surroundings *around)
{
	app->taste.around = *around;
	app_follow_taste(app, STR(""));
}

void
app_free(struct app *app)
{
	if (app == NULL)
		return;
	app_enter(app);
	app_clear(app);
	app_exit(app);
	aside_free(app->aside);
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

void
app_quit(struct app *app, int status)
{
	if (app->quitting)
		return;
	app->quitting = true;
	app->host.quit(app->host.arg, status);
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
	aside_again(app->aside);
	app->waits_stale = true;
}

static void
look_who(struct app *app)
{
	identify(app);
	for (size_t i = 0; i < app->depth; i++)
		app->stack[i]->viewer = app_viewer(app);
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
	app_look_for_waits(app);
	if (minute != app->minute)
		app->dirty = true;
	app->minute = minute;
	app_exit(app);
}

bool
app_moves(const struct app *app)
{
	const struct screen *s = app_top(app);

	return s && s->class->moves && s->class->moves(s);
}

void
app_frame(struct app *app)
{
	struct screen *s = app_top(app);

	app_enter(app);
	if (app_moves(app))
		s->class->frame(s);
	app_exit(app);
}

void
app_slow(struct app *app, bool slow)
{
	if (app->taste.around.slow == slow)
		return;
	app->taste.around.slow = slow;
	app_follow_taste(app, STR(""));
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

void
app_event(struct app *app, const struct event_note *event)
{
	if (!event_reaches(event, app_viewer(app)))
		return;
	app_enter(app);
	follow_who(app, event);
	for (size_t i = 0; i < app->depth; i++) {
		struct screen *s = app->stack[i];

		if (s->class->event)
			s->class->event(s, event);
	}
	if (app->aside && aside_event(app->aside, event))
		app->dirty = true;
	if (event->thread_id && event->actor_id != app->me.id)
		app->waits_stale = true;
	app_exit(app);
}
