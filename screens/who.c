/* who - who is here now. */
#include "common/base/clock.h"
#include "screens/app.h"
#include "screens/ui/go.h"
#include "screens/ui/here.h"
#include "screens/ui/list.h"
#include "screens/ui/people.h"

enum {
	SHOWN = 500, /* members; the rest is counted */
	NARROW = 56,
	NAME_COL = 3,
	HANDLE_COLS = 22,
	ROLE_COLS = 11,
	TIMES_COLS = 5,
	SINCE_COLS = 6,
	HEAD_COLS = 10,
};

struct who {
	struct list list; /* first: LIST_KEYS */
	struct screen *screen;
	struct here here;
	bool stale; /* who they are may have changed */
};

static int64_t
here_id(void *arg, size_t i)
{
	return ((const struct who *)arg)->here.row[i].m.id;
}

static void
here_draw(void *arg, struct canvas *c, size_t i, bool selected)
{
	const struct who *st = arg;
	const struct here_row *h = &st->here.row[i];
	struct arena a = ARENA_INIT;
	struct str role = people_role(h->m.role);
	int64_t now_ms = app_now_ms(st->screen->app);
	int right = c->cols - 1 - SINCE_COLS;

	(void)selected;
	canvas_text_right(c, 0, right, SINCE_COLS, STYLE_DIM,
	    now_ms - h->since_ms < CLOCK_MINUTE_MS ?
		STR(_("<1 m")) :
		str_from(clock_age(h->since_ms, now_ms).text));
	if (c->cols >= NARROW) {
		right -= TIMES_COLS;
		if (h->times > 1)
			canvas_text_right(c, 0, right, TIMES_COLS, STYLE_DIM,
			    arena_printf(&a, "×%zu", h->times));
	}
	if (c->cols >= NARROW || role.n)
		right -= ROLE_COLS;
	canvas_text(c, 0, right, role.n ? ROLE_COLS : 0, STYLE_ACCENT, role);
	people_name(c, 0, NAME_COL, right - NAME_COL - 1,
	    c->cols >= NARROW ? HANDLE_COLS : 0, &h->m);
	arena_free(&a);
}

static const struct list_model here_model = {
	.id = here_id,
	.draw = here_draw,
};

/* Fetch what is to be shown, when there is something else than before. */
static void
refresh(struct screen *s)
{
	struct who *st = s->state;
	const struct presence *p = app_presence(s->app);

	if (!here_changed(&st->here, p) && !st->stale)
		return;
	st->stale = false;
	arena_reset(&s->arena);
	here_load(&st->here, s->store, &s->arena, p, SHOWN);
	list_reset(&st->list, st->here.len);
}

static void
look_again(struct screen *s)
{
	((struct who *)s->state)->stale = true;
	s->dirty = true;
}

static enum err
who_open(struct screen *s, struct str arg)
{
	struct who *st = s->state;

	(void)arg;
	st->screen = s;
	st->stale = true;
	list_init(&st->list, &here_model, st, 0);
	refresh(s);
	return ERR_NONE;
}

static void
who_draw(struct screen *s, struct canvas *c)
{
	struct who *st = s->state;
	struct canvas body = canvas_sub(c, 1, 0, c->rows - 2, c->cols);
	struct arena a = ARENA_INIT;
	size_t row;

	/* The crowd changes without an event of its own. */
	refresh(s);
	if (st->list.len)
		canvas_text_right(c, 0, c->cols - 1 - HEAD_COLS, HEAD_COLS,
		    STYLE_DIM, STR(_("here for")));
	list_draw(&st->list, &body, s->focused);
	row = 1 + st->list.len;
	if (row > (size_t)c->rows - 1)
		row = (size_t)c->rows - 1;
	if (st->list.len == 0 && st->here.guests == 0)
		canvas_text(c, 1, 2, c->cols - 3, STYLE_DIM,
		    STR(_("Nobody is here just now. a lists all members.")));
	else
		canvas_text(c, (int)row, LIST_COL + 1, c->cols - LIST_COL - 2,
		    STYLE_DIM, here_others(&st->here, &a));
	arena_free(&a);
}

static struct str
who_crumbs(struct screen *s, struct arena *a)
{
	(void)s;
	(void)a;
	return STR(_("Who is here"));
}

static void
open_profile(struct screen *s)
{
	struct who *st = s->state;

	if (st->list.len)
		go_to(
		    s, STR("profile"), st->here.row[st->list.cursor].m.handle);
}

static void
open_all(struct screen *s)
{
	go_to(s, STR("members"), STR(""));
}

static bool
who_step(struct screen *s, int by, struct arena *a, struct str *arg)
{
	const struct who *st = s->state;

	if (!list_step(s, by))
		return false;
	*arg = arena_dup(a, st->here.row[st->list.cursor].m.handle);
	return true;
}

static void
who_event(struct screen *s, const struct event_note *note)
{
	if (note->kind == EVENT_MEMBER_RENAMED ||
	    note->kind == EVENT_MEMBER_ROLE ||
	    note->kind == EVENT_MEMBER_PROFILE)
		look_again(s);
}

static bool
who_applies(const struct screen *s, int32_t key)
{
	const struct who *st = s->state;

	return key != KEYS_ENTER || st->list.len > 0;
}

static const struct binding who_keys[] = {
	{ KEYS_ENTER, N_("profile"), open_profile, NULL, 0 },
	{ 'l', NULL, open_profile, NULL, 0 },
	{ KEYS_RIGHT, NULL, open_profile, NULL, 0 },
	{ 'a', N_("all members"), open_all, NULL, 0 },
	LIST_KEYS,
	{ 0 },
};

extern const struct screen_class who_screen;

const struct screen_class who_screen = {
	.name = "who",
	.title = N_("Who is here"),
	.command = "who",
	.state_size = sizeof(struct who),
	.pane = PANE_INDEX,
	.keys = who_keys,
	.open = who_open,
	.draw = who_draw,
	.crumbs = who_crumbs,
	.applies = who_applies,
	.event = who_event,
	.again = look_again,
	.step = who_step,
};
