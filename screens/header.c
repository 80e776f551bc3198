/* header - the top line: where this is, who is here, what time it is. */
#include "screens/header.h"

#include "common/text/utf8.h"

enum { HERE_COLS = 60 }; /* narrower windows do without who is here */

static struct str
crumbs(struct screen *s, struct arena *a)
{
	struct str community = app_community(s->app), place;

	if (s->class->crumbs)
		place = s->class->crumbs(s, a);
	else
		place = str_from(s->class->title ? _(s->class->title) : "");
	if (place.n == 0)
		return community;
	return arena_printf(
	    a, "%.*s › %.*s", STR_ARG(community), STR_ARG(place));
}

static struct str
status(struct screen *s, struct arena *a, int cols)
{
	size_t here = app_presence(s->app)->len;
	struct clock_text now =
	    zone_day(app_zone(s->app), app_now_ms(s->app), app_clock(s->app));

	if (here == 0 || cols < HERE_COLS)
		return arena_printf(a, "%s", now.text);
	return arena_printf(a, _("☻ %zu here   %s"), here, now.text);
}

void
header_draw(struct canvas *c, struct screen *s)
{
	struct arena a = ARENA_INIT;
	struct str right = status(s, &a, c->cols);
	int cells = (int)text_cells(right);
	int left = c->cols - cells - 4;

	canvas_fill(c, 0, 0, 1, c->cols, STYLE_HEADER);
	canvas_text(c, 0, 1, left, STYLE_HEADER, crumbs(s, &a));
	canvas_text_right(
	    c, 0, c->cols - cells - 1, cells, STYLE_HEADER, right);
	arena_free(&a);
}
