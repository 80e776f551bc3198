/* members - the directory of members. */
#include "common/base/clock.h"
#include "common/rules/limits.h"
#include "common/text/clean.h"
#include "screens/app.h"
#include "screens/ui/go.h"
#include "screens/ui/list.h"
#include "screens/ui/people.h"
#include "screens/ui/prompt.h"

enum {
	PAGE = 50,
	SHOWN = 2000, /* then a filter helps more than another page */
	NARROW = 56,
	NAME_COL = 3,
	HANDLE_COLS = 22,
	ROLE_COLS = 11,
	POSTS_COLS = 7,
	AGE_COLS = 7,
};

struct members {
	struct list list; /* first: LIST_KEYS */
	struct screen *screen;
	struct member_row *row;
	size_t len;
	struct str prefix;
	bool at_end;
	bool stale; /* something happened: fetch before drawing */
};

static int64_t
member_id(void *arg, size_t i)
{
	return ((const struct members *)arg)->row[i].id;
}

static void
member_draw(void *arg, struct canvas *c, size_t i, bool selected)
{
	const struct members *st = arg;
	const struct member_row *m = &st->row[i];
	int64_t now_ms = app_now_ms(st->screen->app);
	int right = c->cols - 1 - AGE_COLS;

	(void)selected;
	if (people_here(app_presence(st->screen->app), m->id))
		canvas_text_right(
		    c, 0, right, AGE_COLS, STYLE_GOOD, STR(_("here")));
	else
		canvas_text_right(c, 0, right, AGE_COLS, STYLE_DIM,
		    m->seen_ms ? str_from(clock_age(m->seen_ms, now_ms).text) :
				 STR("–"));
	right -= POSTS_COLS;
	canvas_int(c, 0, right, POSTS_COLS, m->posts ? STYLE_NORMAL : STYLE_DIM,
	    m->posts);
	if (c->cols >= NARROW) {
		right -= ROLE_COLS;
		canvas_text(
		    c, 0, right, ROLE_COLS, STYLE_ACCENT, people_role(m->role));
	}
	people_name(c, 0, NAME_COL, right - NAME_COL - 1,
	    c->cols >= NARROW ? HANDLE_COLS : 0, m);
}

/* The counts without what the viewer may not see. */
static void
count_posts(struct screen *s, struct member_list *list)
{
	for (size_t i = 0; i < list->len; i++) {
		struct member_row *m = &list->row[i];

		if (store_member_posts_count(
			s->store, s->viewer, m->id, &m->posts) != ERR_NONE)
			m->posts = 0;
	}
}

static size_t
more_members(void *arg, int way)
{
	struct members *st = arg;
	struct screen *s = st->screen;
	struct member_list list;

	if (way < 0 || st->at_end)
		return 0;
	if (store_member_page(s->store, &s->arena, st->prefix,
		st->len ? st->row[st->len - 1].handle : STR(""), PAGE,
		&list) != ERR_NONE)
		list.len = 0;
	count_posts(s, &list);
	for (size_t i = 0; i < list.len; i++)
		st->row[st->len++] = list.row[i];
	st->at_end = list.len < PAGE || st->len + PAGE > SHOWN;
	return list.len;
}

static const struct list_model member_model = {
	.id = member_id,
	.draw = member_draw,
	.more = more_members,
};

/* As many as were there, or a page. */
static void
load(struct screen *s)
{
	struct members *st = s->state;
	struct arena old = s->arena;
	size_t want = st->len;

	s->arena = (struct arena)ARENA_INIT;
	st->prefix = arena_dup(&s->arena, st->prefix);
	arena_free(&old);
	st->row = arena_array(&s->arena, struct member_row, SHOWN);
	st->len = 0;
	st->at_end = false;
	do {
		more_members(st, 1);
	} while (!st->at_end && st->len < want);
	list_reset(&st->list, st->len);
	st->stale = false;
}

/* However much happens before the next frame, it is one look. */
static void
look_again(struct screen *s)
{
	((struct members *)s->state)->stale = true;
	s->dirty = true;
}

static void
filter(struct screen *s, struct str prefix)
{
	struct members *st = s->state;

	prefix = text_clean_line(&s->arena, prefix);
	if (str_starts(prefix, STR("@")))
		prefix = str_slice(prefix, 1, prefix.n);
	st->prefix = prefix;
	st->len = 0;
	list_init(&st->list, &member_model, st, 0);
	load(s);
	s->dirty = true;
}

static enum err
members_open(struct screen *s, struct str arg)
{
	struct members *st = s->state;

	st->screen = s;
	filter(s, arg);
	return ERR_NONE;
}

static void
draw_heads(struct canvas *c)
{
	int right = c->cols - 1 - AGE_COLS;

	canvas_text_right(c, 0, right, AGE_COLS, STYLE_DIM, STR(_("seen")));
	right -= POSTS_COLS;
	canvas_text_right(c, 0, right, POSTS_COLS, STYLE_DIM, STR(_("posts")));
}

static void
members_draw(struct screen *s, struct canvas *c)
{
	struct members *st = s->state;
	struct canvas body = canvas_sub(c, 1, 0, c->rows - 1, c->cols);
	struct arena a = ARENA_INIT;

	if (st->stale)
		load(s);
	draw_heads(c);
	if (st->prefix.n)
		canvas_text(c, 0, 2, c->cols - POSTS_COLS - AGE_COLS - 3,
		    STYLE_DIM,
		    arena_printf(
			&a, _("beginning with \"%.*s\""), STR_ARG(st->prefix)));
	list_draw(&st->list, &body, s->focused);
	if (st->len == 0)
		canvas_text(c, 2, 2, c->cols - 3, STYLE_NORMAL,
		    STR(_("Nobody's handle or name begins so. \\ tries "
			  "another beginning.")));
	arena_free(&a);
}

static struct str
members_crumbs(struct screen *s, struct arena *a)
{
	(void)s;
	(void)a;
	return STR(_("Members"));
}

static struct str
members_place(struct screen *s, struct arena *a)
{
	return arena_dup(a, ((const struct members *)s->state)->prefix);
}

static void
open_profile(struct screen *s)
{
	struct members *st = s->state;

	if (st->len)
		go_to(s, STR("profile"), st->row[st->list.cursor].handle);
}

static void
ask_filter(struct screen *s)
{
	const struct members *st = s->state;

	(void)prompt_open(s,
	    &(struct prompt){ .label = STR(_("Beginning with")),
		.initial = st->prefix,
		.placeholder = STR(_("a handle or a name; empty: everybody")),
		.enter = STR(_("filter")),
		.max_chars = LIMIT_DISPLAY_CHARS,
		.done = filter });
}

static void
open_who(struct screen *s)
{
	go_to(s, STR("who"), STR(""));
}

static bool
members_step(struct screen *s, int by, struct arena *a, struct str *arg)
{
	const struct members *st = s->state;

	if (!list_step(s, by))
		return false;
	*arg = arena_dup(a, st->row[st->list.cursor].handle);
	return true;
}

static void
members_event(struct screen *s, const struct event_note *note)
{
	if (note->kind == EVENT_MEMBER_JOINED ||
	    note->kind == EVENT_MEMBER_RENAMED ||
	    note->kind == EVENT_MEMBER_ROLE ||
	    note->kind == EVENT_MEMBER_PROFILE)
		look_again(s);
}

static bool
members_applies(const struct screen *s, int32_t key)
{
	const struct members *st = s->state;

	return key != KEYS_ENTER || st->len > 0;
}

static const struct binding members_keys[] = {
	{ KEYS_ENTER, N_("profile"), open_profile, NULL, 0 },
	{ 'l', NULL, open_profile, NULL, 0 },
	{ KEYS_RIGHT, NULL, open_profile, NULL, 0 },
	{ '\\', N_("filter"), ask_filter, NULL, 0 },
	{ 'w', N_("who is here"), open_who, NULL, 0 },
	LIST_KEYS,
	{ 0 },
};

extern const struct screen_class members_screen;

const struct screen_class members_screen = {
	.name = "members",
	.title = N_("Members"),
	.command = "members",
	.state_size = sizeof(struct members),
	.pane = PANE_INDEX,
	.keys = members_keys,
	.open = members_open,
	.draw = members_draw,
	.crumbs = members_crumbs,
	.place = members_place,
	.applies = members_applies,
	.event = members_event,
	.again = look_again,
	.step = members_step,
};
