/*
 * art - a picture, over all of the window: the one that welcomes people, or
 * one they asked for.
 *
 * What moves is drawn bit by bit, until any key shows all of it.  A picture
 * that is higher than the window is seen from its end, where it was drawn
 * last, if it moves; else from its top, and any key goes on.
 */
#include "common/store/art.h"
#include "common/store/board.h"
#include "common/text/utf8.h"
#include "screens/app.h"
#include "screens/ui/go.h"
#include "screens/ui/picture.h"

enum {
	FRAME_BYTES = 180, /* in APP_FRAME_MS: as by a modem of 28,800 bit/s */
	FRAMES_MAX = 240,  /* what takes longer is drawn faster */
};

struct view {
	struct picture picture;
	int64_t board; /* or ART_LOBBY */
	bool welcome;  /* shown before the lobby: any key leaves */
	bool playing;
	bool animated; /* all of the picture is … */
	int cols;      /* … and so wide */
	int top;       /* the first row in view */
	int rows;      /* of the window, as drawn last */
};

static bool
is_tall(const struct view *v)
{
	return v->picture.rows > v->rows;
}

/* Of a high picture the last line tells where one is. */
static int
page_rows(const struct view *v)
{
	return is_tall(v) && v->rows > 1 ? v->rows - 1 : v->rows;
}

static int
last_top(const struct view *v)
{
	int top = v->picture.rows - page_rows(v);

	return top > 0 ? top : 0;
}

static void
scroll(struct screen *s, int by)
{
	struct view *v = s->state;
	int top = v->top + by, last = last_top(v);

	v->top = top < 0 ? 0 : top > last ? last : top;
	s->dirty = true;
}

static enum err
find(struct screen *s, struct str place)
{
	struct view *v = s->state;
	struct arena a = ARENA_INIT;
	struct board_row board = { .id = ART_LOBBY };
	enum err e = ERR_NONE;

	if (!str_eq(place, STR("lobby")))
		e = store_board_get(s->store, &a, s->viewer, place, &board);
	v->board = board.id;
	arena_free(&a);
	return e;
}

/* Whether it is drawn bit by bit: it moves, and the viewer likes that. */
static bool
is_played(struct screen *s)
{
	const struct view *v = s->state;

	return v->picture.art.animated &&
	    prefs_is(app_prefs(s->app), PREF_ART, STR("play"));
}

/* It stays where all of it will be. */
static void
play(struct screen *s, size_t bytes)
{
	struct view *v = s->state;

	v->playing = picture_more(&v->picture, bytes);
	v->picture.cols = v->cols;
	s->dirty = true;
}

static enum err
load(struct screen *s)
{
	struct view *v = s->state;

	picture_load(&v->picture, s, v->board, true);
	v->playing = v->picture.there && is_played(s);
	v->animated = v->picture.art.animated;
	v->cols = v->picture.cols;
	if (v->playing)
		picture_load(&v->picture, s, v->board, false);
	v->top = 0;
	s->dirty = true;
	return v->picture.there ? ERR_NONE : ERR_MISSING;
}

static void
art_close(struct screen *s)
{
	picture_free(&((struct view *)s->state)->picture);
}

static enum err
art_open(struct screen *s, struct str arg)
{
	struct view *v = s->state;
	struct str place = str_cut(&arg, ' ');
	enum err e;

	v->rows = TERM_ROWS;
	v->welcome = str_eq(arg, STR("welcome"));
	e = find(s, place);
	if (e == ERR_NONE)
		e = load(s);
	if (e == ERR_MISSING &&
	    prefs_is(app_prefs(s->app), PREF_ART, STR("off")))
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("You want no pictures; `prefs art still` shows "
			  "them again.")));
	if (e != ERR_NONE)
		art_close(s);
	return e;
}

static struct str
last_words(const struct view *v, struct arena *a)
{
	if (v->playing)
		return STR(_("any key shows all of it"));
	if (is_tall(v) && v->top < last_top(v))
		return arena_printf(a, _("any key goes on · %d %%"),
		    (v->top + page_rows(v)) * 100 / v->picture.rows);
	return v->welcome ? STR(_("any key")) : STR(_("any key goes back"));
}

/* Under it, where there is room. */
static void
draw_words(const struct view *v, struct canvas *c)
{
	struct arena a = ARENA_INIT;
	struct str right = last_words(v, &a);
	int row = c->rows - 1, cells = (int)text_cells(right);

	if (!is_tall(v) && v->picture.rows >= c->rows) {
		arena_free(&a);
		return;
	}
	canvas_fill(c, row, 0, 1, c->cols, STYLE_NORMAL);
	canvas_text(c, row, 1, c->cols - cells - 4, STYLE_DIM,
	    v->playing ? STR("") : picture_words(&v->picture, &a));
	canvas_put(c, row, c->cols - 1 - cells, STYLE_DIM, right);
	arena_free(&a);
}

static void
art_draw(struct screen *s, struct canvas *c)
{
	struct view *v = s->state;
	struct canvas page;
	int above = 0;

	v->rows = c->rows;
	if (v->top > last_top(v) || v->playing)
		v->top = last_top(v);
	canvas_fill(c, 0, 0, c->rows, c->cols, STYLE_NORMAL);
	/* A small one hangs a little above the middle; what moves stays. */
	if (!v->animated && v->picture.rows < c->rows)
		above = (c->rows - v->picture.rows) / 3;
	page = canvas_sub(c, above, 0, page_rows(v) - above, c->cols);
	picture_draw(&v->picture, &page, v->top);
	draw_words(v, c);
}

static bool
art_moves(const struct screen *s)
{
	return ((const struct view *)s->state)->playing;
}

static void
art_frame(struct screen *s)
{
	struct view *v = s->state;
	size_t bytes = v->picture.bytes / FRAMES_MAX;

	if (v->playing)
		play(s, bytes > FRAME_BYTES ? bytes : FRAME_BYTES);
}

static void
go_on(struct screen *s)
{
	struct view *v = s->state;

	if (v->playing) {
		play(s, ART_BYTES_MAX);
		v->top = last_top(v);
	} else if (is_tall(v) && v->top < last_top(v)) {
		scroll(s, page_rows(v));
	} else {
		app_close(s);
	}
}

static void
up(struct screen *s)
{
	scroll(s, -1);
}

static void
down(struct screen *s)
{
	scroll(s, 1);
}

static void
page_up(struct screen *s)
{
	scroll(s, -page_rows(s->state));
}

static void
page_down(struct screen *s)
{
	scroll(s, page_rows(s->state));
}

static void
to_top(struct screen *s)
{
	scroll(s, -ART_ROWS_MAX);
}

static void
to_end(struct screen *s)
{
	scroll(s, ART_ROWS_MAX);
}

static bool
moves_view(int32_t key)
{
	return key == KEYS_UP || key == KEYS_DOWN || key == KEYS_PGUP ||
	    key == KEYS_PGDN || key == KEYS_HOME || key == KEYS_END ||
	    key == KEYS_WHEEL_UP || key == KEYS_WHEEL_DOWN;
}

/* Any key, but for those that look around and those of every screen. */
static bool
art_key(struct screen *s, const struct key *key)
{
	const struct view *v = s->state;

	if (key->code == (KEYS_CTRL | 'l') || key->code == (KEYS_CTRL | 'c') ||
	    key->code == 'Q')
		return false;
	if (!v->playing && is_tall(v) && moves_view(key->code))
		return false;
	if (!v->playing && !v->welcome &&
	    (key->code == 'q' || key->code == KEYS_ESC || key->code == '?'))
		return false;
	go_on(s);
	return true;
}

static void
art_event(struct screen *s, const struct event_note *note)
{
	const struct view *v = s->state;

	if (note->kind == EVENT_ART_CHANGED && note->board_id == v->board &&
	    load(s) != ERR_NONE)
		app_close(s);
}

static const struct binding art_keys[] = {
	{ ' ', N_("go on"), go_on, NULL, 0 },
	{ KEYS_ENTER, NULL, go_on, NULL, 0 },
	{ KEYS_UP, N_("up"), up, NULL, BINDING_MOVE },
	{ KEYS_WHEEL_UP, NULL, up, NULL, 0 },
	{ KEYS_DOWN, N_("down"), down, NULL, BINDING_MOVE },
	{ KEYS_WHEEL_DOWN, NULL, down, NULL, 0 },
	{ KEYS_PGUP, N_("page up"), page_up, NULL, BINDING_MOVE },
	{ KEYS_PGDN, N_("page down"), page_down, NULL, BINDING_MOVE },
	{ KEYS_HOME, N_("the top"), to_top, NULL, BINDING_MOVE },
	{ KEYS_END, N_("the end"), to_end, NULL, BINDING_MOVE },
	{ 0 },
};

extern const struct screen_class art_screen;

const struct screen_class art_screen = {
	.name = "art",
	.title = N_("A picture"),
	.command = "art",
	.state_size = sizeof(struct view),
	.pane = PANE_OVERLAY,
	.keys = art_keys,
	.open = art_open,
	.draw = art_draw,
	.key = art_key,
	.moves = art_moves,
	.frame = art_frame,
	.event = art_event,
	.close = art_close,
};
