/* header - the top line: where this is, who is here, what time it is. */
#include "screens/header.h"

#include "common/base/buf.h"
#include "common/text/utf8.h"

enum {
	HERE_COLS = 60,	 /* narrower windows do without who is here, … */
	WAITS_COLS = 40, /* … and these without what waits */
	PARTS_MAX = 12,	 /* the last one has the rest */
	PART_MIN = 4,	 /* cells that a part keeps, if it had them */
};

/* Between the parts of a place. */
static const struct str between = STR_INIT(" › ");

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

static size_t
split(struct str text, struct str part[PARTS_MAX])
{
	size_t n = 0;

	while (n < PARTS_MAX - 1) {
		size_t at = 0;

		while (at < text.n &&
		    !str_starts(str_slice(text, at, text.n), between))
			at++;
		if (at >= text.n)
			break;
		part[n++] = str_slice(text, 0, at);
		text = str_slice(text, at + between.n, text.n);
	}
	part[n++] = text;
	return n;
}

static struct str
join(struct arena *a, const struct str *part, size_t n)
{
	struct str text = part[0];

	for (size_t i = 1; i < n; i++)
		text = arena_printf(a, "%.*s%.*s%.*s", STR_ARG(text),
		    STR_ARG(between), STR_ARG(part[i]));
	return text;
}

/*
 * What is too long for the line loses it where it is longest: the title of a
 * thread, and not what one does there, which stands behind it.
 */
static struct str
shorten(struct arena *a, struct str text, size_t cells)
{
	struct str part[PARTS_MAX];
	size_t n = split(text, part), all = text_cells(text);

	while (all > cells) {
		size_t longest = 0, has, keeps;

		for (size_t i = 1; i < n; i++) {
			if (text_cells(part[i]) > text_cells(part[longest]))
				longest = i;
		}
		has = text_cells(part[longest]);
		if (has <= PART_MIN)
			break;
		keeps = has > all - cells ? has - (all - cells) : 0;
		keeps = keeps < PART_MIN ? PART_MIN : keeps;
		part[longest] = text_clip(a, part[longest], keeps);
		text = join(a, part, n);
		if (text_cells(text) >= all)
			break;
		all = text_cells(text);
	}
	return text;
}

/*
 * "✉ 3   ☻ 14 here   Tue 16:42", or what of it has room.  Plain screens are
 * read out when they change: no clock, no coming and going.
 */
static struct str
status(struct screen *s, struct arena *a, int cols, bool plain)
{
	size_t here = app_presence(s->app)->people, waits = app_waiting(s->app);
	struct clock_text now =
	    zone_day(app_zone(s->app), app_now_ms(s->app), app_clock(s->app));
	struct buf b = BUF_INIT(0);
	struct str out;

	if (plain)
		return STR("");
	if (waits && cols >= WAITS_COLS)
		buf_printf(
		    &b, "✉ %zu%s   ", waits, waits < APP_WAITS_MAX ? "" : "+");
	if (here && cols >= HERE_COLS)
		buf_printf(&b, _("☻ %zu here   "), here);
	buf_cstr(&b, now.text);
	out = arena_dup(a, buf_str(&b));
	buf_free(&b);
	return out;
}

void
header_draw(struct canvas *c, struct screen *s)
{
	struct arena a = ARENA_INIT;
	struct str right = status(s, &a, c->cols, c->plain);
	int cells = (int)text_cells(right);
	int left = c->cols - cells - 4;

	canvas_fill(c, 0, 0, 1, c->cols, STYLE_HEADER);
	canvas_text(c, 0, 1, left, STYLE_HEADER,
	    shorten(&a, crumbs(s, &a), left > 0 ? (size_t)left : 0));
	canvas_text_right(
	    c, 0, c->cols - cells - 1, cells, STYLE_HEADER, right);
	arena_free(&a);
}
