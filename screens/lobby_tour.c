/* lobby_tour - six keys to begin with, shown on the first visit alone. */
#include "screens/lobby_impl.h"

enum { STEP_COLS = 24, KEY_COLS = 7, WIDE_STEPS = 3 };

static const struct {
	const char *keys;
	const char *what;
} steps[] = {
	{ "j k", N_("move, or arrows") },
	{ "Enter", N_("open") },
	{ "Space", N_("read on") },
	{ "c", N_("ask, or begin") },
	{ "q", N_("back, Q leaves") },
	{ "?", N_("all keys") },
};

enum { STEPS = sizeof steps / sizeof *steps };

static int
per_row(int cols)
{
	return cols >= 2 + WIDE_STEPS * STEP_COLS ? WIDE_STEPS : WIDE_STEPS - 1;
}

/* It is shown until this session ends, and never again. */
static void
tell_that_it_was_seen(struct screen *s)
{
	struct args args = args_of("prefs");

	args_put(&args, "name", STR("tour"));
	args_put(&args, "value", STR("off"));
	(void)app_submit(s, &args, STR(""), app_ignore);
}

int
lobby_tour_rows(struct screen *s, int cols)
{
	struct lobby *st = s->state;

	if (st->small || cols < LOBBY_NARROW || st->tour == TOUR_HIDDEN)
		return 0;
	if (st->tour == TOUR_UNKNOWN &&
	    (s->viewer.id == 0 ||
		!prefs_is(app_prefs(s->app), PREF_TOUR, STR("on"))))
		return 0;
	if (st->tour == TOUR_UNKNOWN) {
		st->tour = TOUR_SHOWN;
		tell_that_it_was_seen(s);
	}
	return 2 + STEPS / per_row(cols);
}

void
lobby_tour_draw(struct canvas *c, int row)
{
	int columns = per_row(c->cols);

	row++;
	canvas_text(c, row, LIST_SIGN_COL, c->cols - 2, STYLE_TITLE,
	    STR(_("Six keys to begin with")));
	canvas_text_right(c, row, c->cols / 2, c->cols - c->cols / 2 - 1,
	    STYLE_DIM, STR(_("x hides this")));
	for (int i = 0; i < STEPS; i++) {
		int at = row + 1 + i / columns;
		int col = LIST_COL + 1 + i % columns * STEP_COLS;

		canvas_text(c, at, col, KEY_COLS - 1, STYLE_ACCENT,
		    str_from(steps[i].keys));
		canvas_text(c, at, col + KEY_COLS, STEP_COLS - KEY_COLS - 1,
		    STYLE_NORMAL, str_from(_(steps[i].what)));
	}
}
