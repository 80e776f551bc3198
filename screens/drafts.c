/*
 * drafts - what the viewer began to write: to go on with, or to be rid of.
 *
 * What is deleted stays in the list until the list is left, so that it can be
 * brought back, and only then is dropped.
 */
#include "common/base/clock.h"
#include "common/store/board.h"
#include "common/store/mark.h"
#include "common/store/thread.h"
#include "screens/app.h"
#include "screens/ui/go.h"
#include "screens/ui/list.h"
#include "screens/ui/ref.h"

enum {
	TEXT_COL = 3,
	AGE_COLS = 12,
	SHOWN_MAX = 100,
	GONE_MAX = 8, /* of them at once; then the first is dropped */
};

struct draft {
	struct draft_row row;
	struct str what; /* "Reply to No link" */
};

struct drafts {
	struct list list; /* first: LIST_KEYS */
	struct screen *screen;
	struct draft *draft;
	size_t len;
	int64_t gone[GONE_MAX]; /* ids, the first to be deleted first */
	size_t gone_n;
};

static int64_t
draft_id(void *arg, size_t i)
{
	return ((const struct drafts *)arg)->draft[i].row.id;
}

static struct list_rows
draft_rows(void *arg, size_t i, bool selected)
{
	(void)arg;
	(void)i;
	(void)selected;
	return (struct list_rows){ 0, 2 };
}

static size_t
find_gone(const struct drafts *st, int64_t id)
{
	size_t i = 0;

	while (i < st->gone_n && st->gone[i] != id)
		i++;
	return i;
}

static bool
is_gone(const struct drafts *st, size_t i)
{
	return find_gone(st, st->draft[i].row.id) < st->gone_n;
}

/* Its words, without the line that keeps its tags. */
static struct str
words_of(const struct draft_row *d)
{
	struct str text = d->body;

	if (str_starts(text, STR("Tags: ")))
		str_cut(&text, '\n');
	return str_trim(text);
}

static void
draft_draw(void *arg, struct canvas *c, size_t i, bool selected)
{
	const struct drafts *st = arg;
	const struct draft *d = &st->draft[i];
	bool gone = is_gone(st, i);
	int width = c->cols - TEXT_COL - 1;
	int64_t now_ms = app_now_ms(st->screen->app);
	struct str words = words_of(&d->row);

	(void)selected;
	canvas_text(c, 0, TEXT_COL, width - AGE_COLS,
	    gone ? STYLE_DIM : STYLE_TITLE, d->what);
	canvas_text_right(c, 0, TEXT_COL + width - AGE_COLS, AGE_COLS,
	    STYLE_DIM,
	    gone ? STR(_("deleted")) :
		   str_from(clock_age(d->row.updated_ms, now_ms).text));
	if (gone)
		words = STR(_("u brings it back"));
	else if (words.n == 0)
		words = STR(_("no text yet"));
	canvas_text(c, 1, TEXT_COL, width, STYLE_DIM, words);
}

static const struct list_model draft_model = {
	.id = draft_id,
	.rows = draft_rows,
	.draw = draft_draw,
};

/* "Reply to No link": the thread as the viewer may see it now. */
static struct str
name_of(struct screen *s, const struct draft_row *d)
{
	struct arena *a = &s->arena;
	struct str rest = d->place, verb = str_cut(&rest, ' ');
	struct str what = str_cut(&rest, ' ');
	struct thread_row thread;
	struct board_row board;
	struct ref ref;

	if (str_eq(verb, STR("ask")) || str_eq(verb, STR("post"))) {
		if (store_board_get(s->store, a, s->viewer, what, &board) ==
		    ERR_NONE)
			what = board.title.n ? board.title : board.slug;
		return d->title.n ?
		    arena_printf(a, _("%.*s, new in %.*s"), STR_ARG(d->title),
			STR_ARG(what)) :
		    arena_printf(a, _("something new in %.*s"), STR_ARG(what));
	}
	if (!ref_parse(what, &ref) ||
	    store_thread_get(s->store, a, s->viewer, ref.thread, &thread) !=
		ERR_NONE)
		return d->place;
	return arena_printf(a,
	    str_eq(verb, STR("edit")) ? _("Change in %.*s") :
					_("Reply to %.*s"),
	    STR_ARG(thread.title));
}

static void
reload(struct screen *s)
{
	struct drafts *st = s->state;
	struct draft_list all = { 0 };

	arena_reset(&s->arena);
	st->len = 0;
	if (s->viewer.id == 0 ||
	    store_draft_list(s->store, &s->arena, s->viewer.id, &all) !=
		ERR_NONE)
		all.len = 0;
	if (all.len > SHOWN_MAX)
		all.len = SHOWN_MAX;
	st->draft = arena_array(&s->arena, struct draft, all.len + 1);
	for (; st->len < all.len; st->len++) {
		st->draft[st->len].row = all.row[st->len];
		st->draft[st->len].what = name_of(s, &all.row[st->len]);
	}
	list_reset(&st->list, st->len);
	s->dirty = true;
}

static enum err
drafts_open(struct screen *s, struct str arg)
{
	struct drafts *st = s->state;

	(void)arg;
	if (!go_is_member(s))
		return ERR_DENIED;
	st->screen = s;
	list_init(&st->list, &draft_model, st, 0);
	reload(s);
	return ERR_NONE;
}

static void
on_dropped(struct screen *s, const struct answer *answer)
{
	(void)app_failed(s, answer);
	reload(s);
}

/* The first of those that were deleted. */
static void
drop_first(struct screen *s)
{
	struct drafts *st = s->state;
	struct args args = args_of("draft");
	struct arena a = ARENA_INIT;

	args_put(&args, "action", STR("drop"));
	args_put(
	    &args, "what", arena_printf(&a, "%lld", (long long)st->gone[0]));
	st->gone_n--;
	for (size_t i = 0; i < st->gone_n; i++)
		st->gone[i] = st->gone[i + 1];
	(void)app_submit(s, &args, STR(""), on_dropped);
	arena_free(&a);
}

static void
drafts_close(struct screen *s)
{
	struct drafts *st = s->state;

	while (st->gone_n)
		drop_first(s);
}

static void
drafts_draw(struct screen *s, struct canvas *c)
{
	struct drafts *st = s->state;
	struct canvas body = canvas_sub(c, 1, 0, c->rows - 1, c->cols);

	if (st->len) {
		list_draw(&st->list, &body, s->focused);
		return;
	}
	canvas_text(c, 1, 2, c->cols - 3, STYLE_NORMAL,
	    STR(_("You have nothing unfinished.")));
	canvas_text(c, 3, 2, c->cols - 3, STYLE_DIM,
	    STR(_("What you write is kept here while you write it.")));
}

static struct str
drafts_crumbs(struct screen *s, struct arena *a)
{
	(void)s;
	(void)a;
	return STR(_("Your drafts"));
}

static const struct draft *
selected(const struct drafts *st)
{
	return st->len ? &st->draft[st->list.cursor] : NULL;
}

static void
bring_back(struct screen *s)
{
	struct drafts *st = s->state;
	const struct draft *d = selected(st);
	size_t at = d ? find_gone(st, d->row.id) : st->gone_n;

	/* Wherever the cursor is: the last one. */
	if (at == st->gone_n && at > 0) {
		at--;
		(void)list_select(&st->list, st->gone[at]);
	}
	if (st->gone_n == 0) {
		app_say(s->app, STYLE_DIM, STR(_("Nothing was deleted here.")));
		return;
	}
	st->gone_n--;
	for (; at < st->gone_n; at++)
		st->gone[at] = st->gone[at + 1];
	s->dirty = true;
}

static void
open_draft(struct screen *s)
{
	struct drafts *st = s->state;
	const struct draft *d = selected(st);

	if (d == NULL)
		return;
	if (find_gone(st, d->row.id) < st->gone_n)
		bring_back(s);
	(void)app_goto(s->app, STR("compose"), d->row.place);
}

static void
delete_draft(struct screen *s)
{
	struct drafts *st = s->state;
	const struct draft *d = selected(st);

	if (d == NULL || find_gone(st, d->row.id) < st->gone_n)
		return;
	if (st->gone_n == GONE_MAX)
		drop_first(s);
	st->gone[st->gone_n++] = d->row.id;
	list_move(&st->list, 1);
	s->dirty = true;
}

/* All of it, as text; what it was for may be gone. */
static void
show_draft(struct screen *s)
{
	const struct draft *d = selected(s->state);
	struct arena a = ARENA_INIT;

	if (d)
		(void)app_submit_line(s,
		    arena_printf(&a, "draft show %lld", (long long)d->row.id),
		    NULL);
	arena_free(&a);
}

static void
copy_draft(struct screen *s)
{
	const struct draft *d = selected(s->state);
	struct draft_row whole;
	struct arena a = ARENA_INIT;

	if (d &&
	    store_draft_get(s->store, &a, s->viewer.id, d->row.id, &whole) ==
		ERR_NONE)
		app_copy(s->app, words_of(&whole), STR(_("Copied.")));
	arena_free(&a);
}

static bool
drafts_applies(const struct screen *s, int32_t key)
{
	const struct drafts *st = s->state;

	switch (key) {
	case KEYS_ENTER:
	case 'x':
	case 'v':
	case 'y':
		return st->len > 0;
	case 'u':
		return st->gone_n > 0;
	default:
		return true;
	}
}

static const struct binding drafts_keys[] = {
	{ KEYS_ENTER, N_("go on"), open_draft, NULL, 0 },
	{ 'l', NULL, open_draft, NULL, 0 },
	{ KEYS_RIGHT, NULL, open_draft, NULL, 0 },
	{ 'x', N_("delete"), delete_draft, NULL, 0 },
	{ 'u', N_("bring back"), bring_back, NULL, 0 },
	{ 'v', N_("show"), show_draft, NULL, 0 },
	{ 'y', N_("copy"), copy_draft, NULL, BINDING_QUIET },
	LIST_KEYS,
	{ 0 },
};

extern const struct screen_class drafts_screen;

const struct screen_class drafts_screen = {
	.name = "drafts",
	.title = N_("Your drafts"),
	.state_size = sizeof(struct drafts),
	.keys = drafts_keys,
	.open = drafts_open,
	.draw = drafts_draw,
	.crumbs = drafts_crumbs,
	.applies = drafts_applies,
	.again = reload,
	.close = drafts_close,
};
