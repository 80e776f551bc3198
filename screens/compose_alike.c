/*
 * compose_alike - what is here already, shown while a title is typed.
 *
 * It is asked for at the ends of words and when typing pauses, once at a
 * time.  What comes back moves the lines below the title, so it is taken only
 * while nobody types there.
 */
#include "common/text/utf8.h"
#include "screens/compose_impl.h"
#include "screens/ui/frame.h"
#include "screens/ui/go.h"
#include "screens/ui/prompt.h"
#include "screens/ui/ref.h"
#include "screens/ui/say.h"
#include "screens/ui/state.h"

enum {
	ROOM_ROWS = 14, /* with fewer, what is written needs them all */
	TALL_ROWS = 30,
	SHOWN = 3,
	SHOWN_TALL = COMPOSE_ALIKE_MAX,
	ABOUT_COLS = 60, /* with fewer, titles need them all */
	LEAST_CHARS = 3,
	SIGN = 0x25B8,
};

/* Columns of what the command answers. */
enum { AT_THREAD, AT_STATE = 2, AT_TITLE, AT_SOLVER, AT_ME_TOO, AT_REPLIES };

/* Whether lines may move: nobody is in the middle of what is below. */
static bool
may_move(const struct compose *st)
{
	return st->part == PART_TITLE ||
	    (editor_bytes(st->editor) == 0 && field_text(st->extra).n == 0);
}

static void
take(struct compose *st, const struct rows *rows)
{
	struct compose_alike *a = &st->alike;
	int64_t chosen = a->at < a->len ? a->hit[a->at].thread : 0;

	arena_reset(&a->arena);
	a->len = 0;
	a->at = COMPOSE_ALIKE_MAX;
	for (const struct row *r = rows->first; r && a->len < COMPOSE_ALIKE_MAX;
	     r = r->next) {
		struct compose_hit *h = &a->hit[a->len];

		h->thread = r->cell[AT_THREAD].number;
		h->state = arena_dup(&a->arena, r->cell[AT_STATE].text);
		h->title = arena_dup(&a->arena, r->cell[AT_TITLE].text);
		h->solver = arena_dup(&a->arena, r->cell[AT_SOLVER].text);
		h->me_too = r->cell[AT_ME_TOO].number;
		h->replies = r->cell[AT_REPLIES].number;
		if (h->thread == chosen)
			a->at = a->len;
		a->len++;
	}
}

static void
on_found(struct screen *s, const struct answer *answer)
{
	struct compose *st = s->state;

	st->alike.busy = false;
	if (answer->err != ERR_NONE || answer->rows == NULL)
		return;
	if (!may_move(st)) {
		/* Asked again when the title is gone back to. */
		st->alike.asked = 0;
		return;
	}
	take(st, answer->rows);
	s->dirty = true;
	/* The title was gone on with while this was looked for. */
	if (st->part != PART_TITLE)
		compose_alike_ask(s);
}

void
compose_alike_ask(struct screen *s)
{
	struct compose *st = s->state;
	struct compose_alike *a = &st->alike;
	struct args args = args_of("similar");
	struct arena arena = ARENA_INIT;
	struct str title;

	if (!compose_is_new(st) || a->busy || st->sending ||
	    a->asked == field_version(st->title) || !may_move(st))
		return;
	a->asked = field_version(st->title);
	title = str_trim(field_text(st->title));
	if (text_chars(title) < LEAST_CHARS) {
		s->dirty = s->dirty || a->len;
		a->len = 0;
		return;
	}
	args_put(
	    &args, "max", arena_printf(&arena, "%d", (int)COMPOSE_ALIKE_MAX));
	args_put(&args, "title", title);
	/* The answer may come at once. */
	a->busy = true;
	if (app_submit(s, &args, STR(""), on_found) != ERR_NONE)
		a->busy = false;
	arena_free(&arena);
}

/* How many are shown, in such a window. */
static size_t
shown(const struct compose *st, int rows)
{
	size_t most = rows < ROOM_ROWS ? 0 :
	    rows < TALL_ROWS	       ? SHOWN :
					 SHOWN_TALL;

	return st->alike.len < most ? st->alike.len : most;
}

static void
look(struct screen *s, int by)
{
	struct compose *st = s->state;
	struct compose_alike *a = &st->alike;
	size_t n = a->shown;

	if (a->at >= n)
		a->at = by > 0 ? 0 : n - 1;
	else if (by > 0 || a->at > 0)
		a->at = (a->at + (by > 0 ? 1 : n - 1)) % n;
	else
		a->at = COMPOSE_ALIKE_MAX;
	s->dirty = true;
}

static void
read_it(struct screen *s)
{
	struct compose *st = s->state;
	struct arena a = ARENA_INIT;

	compose_save(s, false);
	go_to(s, STR("thread"),
	    ref_text(&a, st->alike.hit[st->alike.at].thread, 0));
	arena_free(&a);
}

bool
compose_alike_key(struct screen *s, const struct key *key)
{
	struct compose *st = s->state;
	struct compose_alike *a = &st->alike;

	if (a->shown == 0 || st->sending)
		return false;
	switch (key->code) {
	case KEYS_CTRL | 'n':
		look(s, 1);
		return true;
	case KEYS_CTRL | 'p':
		look(s, -1);
		return true;
	case KEYS_ENTER:
		if (a->at >= a->shown)
			return false;
		read_it(s);
		return true;
	default:
		return false;
	}
}

void
compose_alike_typed(struct screen *s, const struct key *key)
{
	struct compose *st = s->state;

	if (!compose_is_new(st) || st->alike.asked == field_version(st->title))
		return;
	/* Who goes on typing has chosen none of them. */
	st->alike.at = COMPOSE_ALIKE_MAX;
	if (key->code == ' ' || key->code == KEYS_PASTE)
		compose_alike_ask(s);
}

/* The question needs not be asked: that is what this is for. */
static void
end(struct screen *s)
{
	struct compose *st = s->state;
	struct args args = args_of("searched");
	struct arena a = ARENA_INIT;

	args_put(&args, "solved",
	    ref_text(&a, st->alike.hit[st->alike.at].thread, 0));
	args_put(&args, "words", str_trim(field_text(st->title)));
	(void)app_submit(s, &args, STR(""), app_ignore);
	compose_drop(s);
	st->over = true;
	app_close(s);
	app_say(s->app, STYLE_GOOD,
	    STR(_("Good. That is counted, and nothing was posted.")));
	arena_free(&a);
}

void
compose_alike_solved(struct screen *s)
{
	struct compose *st = s->state;

	if (compose_is_busy(s))
		return;
	if (st->alike.len == 0)
		app_say(s->app, STYLE_DIM,
		    STR(_("Nothing like it was found here.")));
	else if (st->alike.shown == 0)
		app_say(s->app, STYLE_DIM,
		    STR(_("What is like it has no room in this window.")));
	else if (st->alike.at >= st->alike.shown) /* or is out of sight */
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("Which one? ^N in the title chooses.")));
	else if (editor_bytes(st->editor))
		(void)confirm_open(s,
		    STR(_("It is solved? Then what you wrote goes, with its "
			  "draft.")),
		    end);
	else
		end(s);
}

/* How far it is, and how many wait for it. */
static void
put_about(struct buf *out, struct arena *a, const struct compose_hit *h)
{
	if (h->solver.n)
		buf_printf(out, _("solved by @%.*s"), STR_ARG(h->solver));
	else if (h->replies)
		buf_printf(out,
		    h->replies == 1 ? _("%lld reply") : _("%lld replies"),
		    (long long)h->replies);
	if (h->me_too)
		say_also(out,
		    arena_printf(a,
			h->me_too == 1 ? _("%lld has this") :
					 _("%lld have this"),
			(long long)h->me_too));
	if (out->n == 0)
		buf_cstr(out, _("no reply yet"));
}

static void
draw_hit(struct canvas *c, int row, const struct compose_hit *h, bool at,
    bool focused)
{
	struct arena a = ARENA_INIT;
	struct buf words = BUF_INIT(0);
	int cells, right = c->cols;

	if (c->cols >= ABOUT_COLS)
		put_about(&words, &a, h);
	cells = (int)text_cells(buf_str(&words));
	if (at)
		canvas_hline(
		    c, row, 0, 1, focused ? STYLE_ACCENT : STYLE_DIM, SIGN);
	if (cells > c->cols / 2)
		cells = c->cols / 2;
	if (cells) {
		right -= cells;
		canvas_text_right(
		    c, row, right, cells, STYLE_DIM, buf_str(&words));
		right -= 2;
	}
	state_sign(c, row, 2, h->state);
	canvas_text(c, row, 4, right - 4, STYLE_TITLE, h->title);
	if (at && focused)
		canvas_choose(c, row, 0, c->cols);
	buf_free(&words);
	arena_free(&a);
}

int
compose_alike_draw(struct screen *s, struct canvas *c, int row)
{
	struct compose *st = s->state;
	bool focused = s->focused && st->part == PART_TITLE;
	size_t n = compose_is_new(st) ? shown(st, c->rows) : 0;
	struct canvas in;

	st->alike.shown = n;
	if (n == 0)
		return row;
	in = frame_draw(
	    c, row, 1, (int)n + 2, c->cols - 2, STR(_("Already here")));
	for (size_t i = 0; i < n; i++)
		draw_hit(
		    &in, (int)i, &st->alike.hit[i], i == st->alike.at, focused);
	if (focused)
		frame_foot(c, row + (int)n + 1, 1, c->cols - 2,
		    c->cols < ABOUT_COLS ?
			STR(_("^N look · Enter read · ^S solved")) :
			STR(_("^N ^P look · Enter reads it · it solved mine: "
			      "^S")));
	return row + (int)n + 2;
}
