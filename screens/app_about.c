/* app_about - what screens may know of the session they are in. */
#include "common/store/art.h"
#include "screens/app_impl.h"
#include "screens/ui/picture.h"

int64_t
app_now_ms(const struct app *app)
{
	return app->host.now_ms(app->host.arg);
}

/* Header and footer are no place for it, but the lobby is between them. */
enum { AROUND_ROWS = 2 };

void
app_welcome(struct app *app)
{
	struct screen *s = app_top(app);
	struct picture p = { .there = false };
	bool wanted = false;

	if (s == NULL || app->term == NULL)
		return;
	picture_load(&p, s, ART_LOBBY, true);
	if (p.there && p.cols <= term_cols(app->term))
		wanted = !picture_fits(&p, term_rows(app->term) - AROUND_ROWS,
			     term_cols(app->term)) ||
		    (p.art.animated &&
			prefs_is(app_prefs(app), PREF_ART, STR("play")));
	picture_free(&p);
	if (wanted)
		(void)app_goto(app, STR("art"), STR("lobby welcome"));
}

const struct member_row *
app_me(const struct app *app)
{
	return &app->me;
}

int64_t
app_seen_ms(const struct app *app)
{
	return app->me.id ? app->host.seen_ms : 0;
}

bool
app_may_join(const struct app *app)
{
	return app->me.id == 0 && app->host.has_key;
}

const struct site *
app_site(const struct app *app)
{
	static const struct site nowhere = { { "localhost", 9 }, 22 };

	return app->host.site ? app->host.site : &nowhere;
}

const struct presence *
app_presence(const struct app *app)
{
	static const struct presence nobody = { NULL, 0, 0 };

	return app->host.presence ? app->host.presence : &nobody;
}

struct recall *
app_recall(struct app *app)
{
	return &app->recall;
}

struct str
app_community(const struct app *app)
{
	return app->community;
}

struct str
app_fingerprint(const struct app *app)
{
	return app->host.fingerprint;
}

const struct prefs *
app_prefs(const struct app *app)
{
	return &app->taste.prefs;
}

void
app_set_pref(struct app *app, enum pref_id id, struct str value)
{
	app_follow_taste(app, taste_set(&app->taste, id, value));
}

const struct zone *
app_zone(const struct app *app)
{
	return app->taste.zone;
}

enum zone_clock
app_clock(const struct app *app)
{
	return prefs_is(&app->taste.prefs, PREF_CLOCK, STR("12")) ? ZONE_12H :
								    ZONE_24H;
}

const struct keyset *
app_keyset(const struct app *app)
{
	return &app->taste.keyset;
}

struct str
app_terminal(const struct app *app)
{
	return app->term ? term_name(app->term) : STR("");
}

int32_t
app_pressed(const struct app *app)
{
	return app->pressed;
}
