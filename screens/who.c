/* who - who is here now. */
#include <stdlib.h>
#include <string.h>

#include "common/base/clock.h"
#include "screens/app.h"
#include "screens/ui/go.h"
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

struct here {
	struct member_row m;
	int64_t since_ms;
	size_t times; /* how many connections */
};

struct who {
	struct list list; /* first: LIST_KEYS */
	struct screen *screen;
	struct here *here;
	size_t guests;
	size_t more;
	uint64_t seen; /* what was there when it was last looked at */
	bool stale;    /* and who they are may have changed since */
};

static int64_t
here_id(void *arg, size_t i)
{
	return ((const struct who *)arg)->here[i].m.id;
}

static void
here_draw(void *arg, struct canvas *c, size_t i, bool selected)
{
	const struct who *st = arg;
	const struct here *h = &st->here[i];
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

static int
by_member(const void *a, const void *b)
{
	const struct presence_row *x = a, *y = b;

	if (x->member_id != y->member_id)
		return x->member_id < y->member_id ? -1 : 1;
	return (x->since_ms > y->since_ms) - (x->since_ms < y->since_ms);
}

/* Who came first stands first. */
static int
by_since(const void *a, const void *b)
{
	const struct here *x = a, *y = b;

	if (x->since_ms != y->since_ms)
		return x->since_ms < y->since_ms ? -1 : 1;
	return (x->m.id > y->m.id) - (x->m.id < y->m.id);
}

static size_t
gather(struct screen *s, const struct presence_row *row, size_t n)
{
	struct who *st = s->state;
	size_t len = 0, times;

	for (size_t i = 0; i < n; i += times) {
		struct here h = { .since_ms = row[i].since_ms };

		times = 1;
		while (i + times < n &&
		    row[i + times].member_id == row[i].member_id)
			times++;
		h.times = times;
		if (row[i].member_id == 0)
			st->guests = times;
		else if (len == SHOWN)
			st->more++;
		else if (store_member_get(s->store, &s->arena, row[i].member_id,
			     &h.m) == ERR_NONE)
			st->here[len++] = h;
	}
	qsort(st->here, len, sizeof *st->here, by_since);
	return len;
}

static void
load(struct screen *s, const struct presence *p)
{
	struct who *st = s->state;
	struct presence_row *row;

	arena_reset(&s->arena);
	st->guests = 0;
	st->more = 0;
	st->here = arena_array(&s->arena, struct here, SHOWN);
	row = arena_array(&s->arena, struct presence_row, p->len + 1);
	if (p->len)
		memcpy(row, p->row, p->len * sizeof *row);
	qsort(row, p->len, sizeof *row, by_member);
	list_reset(&st->list, gather(s, row, p->len));
}

/* A number that another crowd has not. */
static uint64_t
print_of(const struct presence *p)
{
	uint64_t h = UINT64_C(1469598103934665603);

	for (size_t i = 0; i < p->len; i++) {
		h = (h ^ (uint64_t)p->row[i].member_id) *
		    UINT64_C(1099511628211);
		h = (h ^ (uint64_t)p->row[i].since_ms) *
		    UINT64_C(1099511628211);
	}
	return h;
}

/* Fetch what is to be shown, when there is something else than before. */
static void
refresh(struct screen *s)
{
	struct who *st = s->state;
	const struct presence *p = app_presence(s->app);
	uint64_t now = print_of(p);

	if (now == st->seen && !st->stale)
		return;
	st->seen = now;
	st->stale = false;
	load(s, p);
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

static struct str
others(const struct who *st, struct arena *a)
{
	struct str guests = STR("");

	if (st->guests == 1)
		guests = STR(_("and a guest"));
	else if (st->guests)
		guests = arena_printf(a, _("and %zu guests"), st->guests);
	if (st->more == 0)
		return guests;
	return arena_printf(a,
	    st->more == 1 ? _("and %zu more member %.*s") :
			    _("and %zu more members %.*s"),
	    st->more, STR_ARG(guests));
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
	if (st->list.len == 0 && st->guests == 0)
		canvas_text(c, 1, 2, c->cols - 3, STYLE_DIM,
		    STR(_("Nobody is here just now. a lists all members.")));
	else
		canvas_text(c, (int)row, LIST_COL + 1, c->cols - LIST_COL - 2,
		    STYLE_DIM, others(st, &a));
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
		go_to(s, STR("profile"), st->here[st->list.cursor].m.handle);
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
	*arg = arena_dup(a, st->here[st->list.cursor].m.handle);
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
