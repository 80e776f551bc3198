/* lobby_top - the head of the lobby: its name, large, and how many. */
#include "screens/lobby_top.h"

#include "common/store/since.h"
#include "screens/ui/banner.h"
#include "screens/ui/list.h"

enum {
	SIDE_COLS = 30, /* for what stands beside the banner */
	GAP_COLS = 4,
};

static struct str
people(const struct lobby_top *top, struct arena *a)
{
	const char *plus = top->members >= MEMBERS_COUNTED ? "+" : "";

	if (top->members == 0)
		return STR(_("nobody has joined yet"));
	if (top->members == 1)
		return STR(_("1 member"));
	if (top->joined == 0 || top->joined == top->members)
		return arena_printf(
		    a, _("%lld%s members"), (long long)top->members, plus);
	return arena_printf(a, _("%lld%s members · %lld this week"),
	    (long long)top->members, plus, (long long)top->joined);
}

static struct str
motto(const struct lobby_top *top, struct arena *a)
{
	return top->motto.n ? arena_printf(a, "“%.*s”", STR_ARG(top->motto)) :
			      STR("");
}

/*
 * A stoa, to stand beside the name: gable, columns, steps.  It is of what
 * CP437 has, and as high as the name and the row over it.
 */
static const struct {
	unsigned style;
	struct str row;
} colonnade[] = {
	{ STYLE_ACCENT, STR_INIT("  ▄▄▀▀▀▄▄") },
	{ STYLE_ACCENT, STR_INIT("▀█▀█▀▀▀█▀█▀") },
	{ STYLE_NORMAL, STR_INIT(" █ █   █ █") },
	{ STYLE_DIM, STR_INIT("▄█▄█▄▄▄█▄█▄") },
};

enum {
	COLONNADE_ROWS = sizeof colonnade / sizeof colonnade[0],
	COLONNADE_COLS = 11,
};

/*
 * Returns the columns it took, with those before it.  There is none where it
 * has no room, or would take that of the words, which then went below.
 */
static int
draw_colonnade(struct canvas *c, int col)
{
	int cols = GAP_COLS + COLONNADE_COLS, room = c->cols - 1 - col;

	if (room < cols ||
	    (room >= GAP_COLS + SIDE_COLS &&
		room < cols + GAP_COLS + SIDE_COLS))
		return 0;
	for (int i = 0; i < COLONNADE_ROWS; i++)
		canvas_put(
		    c, i, col + GAP_COLS, colonnade[i].style, colonnade[i].row);
	return cols;
}

/* Returns the rows it took, with one that is empty after it. */
static int
draw_banner(struct canvas *c, const struct lobby_top *top)
{
	struct str name = top->name;
	int cols = banner_cols(c, name), side, left = 3;
	struct arena a = ARENA_INIT;
	int rows = 1 + BANNER_ROWS;

	if (cols == 0 || cols > c->cols - 2 * left) {
		arena_free(&a);
		return 0;
	}
	banner_draw(c, 1, left, STYLE_ACCENT, name);
	side = left + cols;
	side += draw_colonnade(c, side) + GAP_COLS;
	if (c->cols - side - 1 >= SIDE_COLS) {
		canvas_text(c, 2, side, c->cols - side - 1, STYLE_NORMAL,
		    motto(top, &a));
		canvas_text(
		    c, 3, side, c->cols - side - 1, STYLE_DIM, people(top, &a));
	} else {
		int at;

		at = canvas_put(c, ++rows, left, STYLE_NORMAL, motto(top, &a));
		if (at > left)
			at += 3;
		canvas_text(c, rows++, at, c->cols - at - 1, STYLE_DIM,
		    people(top, &a));
	}
	arena_free(&a);
	return rows + 1;
}

/* The plain name, with what else fits on its line. */
static int
draw_name(struct canvas *c, const struct lobby_top *top)
{
	struct arena a = ARENA_INIT;
	struct str name = top->name;
	int at;

	canvas_text(c, 0, LIST_SIGN_COL, c->cols - 2, STYLE_TITLE, name);
	at = canvas_put(c, 0, LIST_SIGN_COL, STYLE_TITLE, name) + 3;
	if (at < c->cols - 1)
		canvas_text(c, 0, at, c->cols - at - 1, STYLE_DIM,
		    c->cols - at > 60 && top->motto.n ?
			arena_printf(&a, "%.*s   %.*s", STR_ARG(motto(top, &a)),
			    STR_ARG(people(top, &a))) :
			people(top, &a));
	arena_free(&a);
	return 2;
}

static int
draw_picture(struct canvas *c, const struct lobby_top *top)
{
	struct arena a = ARENA_INIT;
	int rows = top->picture->rows, at;
	struct canvas part = canvas_sub(c, 0, 0, rows, c->cols);

	picture_draw(top->picture, &part, 0);
	if (rows + 2 <= c->rows - PICTURE_BELOW) {
		at = canvas_put(
		    c, rows, LIST_SIGN_COL, STYLE_NORMAL, motto(top, &a));
		if (at > LIST_SIGN_COL)
			at += 3;
		canvas_text(c, rows++, at, c->cols - at - 1, STYLE_DIM,
		    people(top, &a));
	}
	arena_free(&a);
	return rows + 1;
}

int
lobby_top(struct canvas *c, const struct lobby_top *top, bool large)
{
	int rows = top->picture ? draw_picture(c, top) :
	    large		? draw_banner(c, top) :
				  0;

	return rows ? rows : draw_name(c, top);
}
