/* app_inbox - how much waits for the viewer, for the top line. */
#include "common/base/clock.h"
#include "screens/app_impl.h"

enum {
	LOOK_EVERY_MS = 10 * 1000, /* at most, however much happens */
	ACCEPTED_DAYS = 3,
};

int64_t
app_since_ms(const struct app *app)
{
	int64_t seen_ms = app_seen_ms(app);

	return seen_ms ?
	    seen_ms :
	    app_now_ms(app) - (int64_t)ACCEPTED_DAYS * CLOCK_DAY_MS;
}

void
app_waits(struct app *app, const struct since_list *list)
{
	size_t before = app->waits;

	app->waits = 0;
	for (size_t i = 0; i < list->len; i++)
		app->waits += list->row[i].kind != SINCE_DRAFT;
	app->waits_stale = false;
	app->waits_look_ms = app_now_ms(app);
	app->dirty = app->dirty || app->waits != before;
}

size_t
app_waiting(const struct app *app)
{
	return app->waits;
}

void
app_look_for_waits(struct app *app)
{
	struct arena a = ARENA_INIT;
	struct since_list list = { 0 };

	if (!app->waits_stale || app->me.id == 0 || app->host.store == NULL ||
	    app_now_ms(app) - app->waits_look_ms < LOOK_EVERY_MS)
		return;
	if (store_since(app->host.store, &a, app_viewer(app), app_since_ms(app),
		APP_WAITS_MAX, &list) == ERR_NONE)
		app_waits(app, &list);
	arena_free(&a);
}
