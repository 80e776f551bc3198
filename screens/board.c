/* board - the threads of a board, the newest activity first. */
#include <string.h>

#include "common/rules/kinds/kind.h"
#include "common/rules/limits.h"
#include "common/store/board.h"
#include "screens/ui/go.h"
#include "screens/ui/picture.h"
#include "screens/ui/prompt.h"
#include "screens/ui/threads.h"

struct board {
	struct threads threads; /* first: the list's keys look for it */
	struct arena about;	/* what `row` points to */
	struct board_row row;
	struct picture picture;
	char slug[LIMIT_SLUG_BYTES + 1];
	bool lost; /* it is not there any more, or not for the viewer */
};

static const struct {
	const char *word; /* as `open` takes it */
	const char *title;
	const char *what;    /* in the menu of them */
	const char *nothing; /* what an empty list says */
	int32_t key;
} filters[] = {
	[THREADS_ALL] = { "all", N_("all"), N_("all threads"),
	    N_("Nothing here yet."), 'a' },
	[THREADS_UNREAD] = { "unread", N_("unread"), N_("unread"),
	    N_("Nothing new here. You have read it all."), 'u' },
	[THREADS_OPEN] = { "open", N_("unanswered"),
	    N_("waiting for an answer"), N_("Nobody waits for an answer here."),
	    'w' },
	[THREADS_REPLIED] = { "replied", N_("replied"),
	    N_("replied, none accepted"),
	    N_("No question here has replies but none accepted."), 'r' },
	[THREADS_SOLVED] = { "solved", N_("solved"), N_("solved"),
	    N_("No answer was accepted here yet."), 's' },
	[THREADS_MINE] = { "mine", N_("mine"), N_("begun by you"),
	    N_("You have begun nothing here yet."), 'm' },
	[THREADS_NEWEST] = { "newest", N_("the newest first"),
	    N_("the newest first"), N_("Nothing here yet."), 'n' },
	[THREADS_SCORE] = { "score", N_("by score"), N_("the best first"),
	    N_("Nothing here yet."), 'b' },
};

enum { LISTS = sizeof filters / sizeof filters[0] };

/* Or all of them, sorted otherwise. */
static bool
is_filter(enum thread_filter f)
{
	return f <= THREADS_MINE;
}

static enum err
fetch(struct threads *t, struct threads_edge from, bool up,
    struct thread_list *out)
{
	const struct board *b = (const struct board *)t;
	struct screen *s = t->screen;
	struct thread_query q = {
		.board = b->row.id,
		.filter = t->filter,
		.from = from.at,
		.up = up,
		.max = THREADS_PAGE,
	};

	return store_thread_list(s->store, &s->arena, s->viewer, &q, out);
}

static enum err
look(struct screen *s)
{
	struct board *b = s->state;

	arena_reset(&b->about);
	b->row = (struct board_row){ 0 };
	TRY(store_board_get(
	    s->store, &b->about, s->viewer, str_from(b->slug), &b->row));
	return store_board_counts(s->store, s->viewer, &b->row);
}

static bool
asks(const struct board *b)
{
	const struct board_kind *kind = board_kind_find(b->row.kind);

	return kind && kind->asks;
}

/* Only members have something unread or their own, only questions a state. */
static bool
has_filter(const struct screen *s, enum thread_filter f)
{
	if (f == THREADS_ALL || !is_filter(f))
		return true;
	if (f == THREADS_UNREAD || f == THREADS_MINE)
		return s->viewer.id != 0;
	return asks(s->state);
}

static enum thread_filter
filter_of(struct screen *s, struct str word)
{
	for (size_t i = 0; i < LISTS; i++) {
		if (str_eq(word, str_from(filters[i].word)) &&
		    has_filter(s, (enum thread_filter)i))
			return (enum thread_filter)i;
	}
	return THREADS_ALL;
}

static enum err
open_slug(struct screen *s, struct str slug)
{
	struct board *b = s->state;

	if (slug.n == 0 || slug.n > LIMIT_SLUG_BYTES)
		return ERR_MISSING;
	memcpy(b->slug, slug.p, slug.n);
	return look(s);
}

static void
board_close(struct screen *s)
{
	struct board *b = s->state;

	arena_free(&b->about);
	picture_free(&b->picture);
}

static void
load_picture(struct screen *s)
{
	struct board *b = s->state;

	picture_load(&b->picture, s, b->row.id, true);
}

static enum err
board_open(struct screen *s, struct str arg)
{
	struct board *b = s->state;
	struct str slug = str_cut(&arg, ' ');
	enum err e = open_slug(s, slug);

	if (e != ERR_NONE) {
		board_close(s);
		return e;
	}
	load_picture(s);
	threads_init(&b->threads, s, fetch, filter_of(s, str_trim(arg)));
	return ERR_NONE;
}

static struct str
board_crumbs(struct screen *s, struct arena *a)
{
	const struct board *b = s->state;
	enum thread_filter f = b->threads.filter;

	if (f == THREADS_ALL)
		return arena_dup(a, b->row.title);
	return arena_printf(
	    a, "%.*s › %s", STR_ARG(b->row.title), _(filters[f].title));
}

static struct str
board_place(struct screen *s, struct arena *a)
{
	const struct board *b = s->state;
	enum thread_filter f = b->threads.filter;

	return arena_printf(
	    a, "%s%s%s", b->slug, f ? " " : "", f ? filters[f].word : "");
}

/* Over the list: what there is beyond it. */
static struct str
counts(const struct board *b, struct arena *a, unsigned *style)
{
	*style = STYLE_DIM;
	if (b->row.waiting >= WAITING_MAX)
		return STR(_("99+ unanswered"));
	if (b->row.waiting)
		return arena_printf(
		    a, _("%lld unanswered"), (long long)b->row.waiting);
	return b->row.about;
}

static bool
may_begin(const struct screen *s)
{
	const struct board *b = s->state;
	const struct board_kind *kind = board_kind_find(b->row.kind);

	return s->viewer.role >= (kind ? kind->start : ROLE_MEMBER) &&
	    (s->viewer.role >= b->row.post_rank || b->row.in_group);
}

/* Only questions of others are one's own, too. */
static bool
may_have_too(const struct screen *s)
{
	const struct thread_row *row = threads_selected(s->state);

	return s->viewer.id && row && row->state.n &&
	    row->author_id != s->viewer.id;
}

static bool
board_applies(const struct screen *s, int32_t key)
{
	const struct board *b = s->state;

	switch (key) {
	case KEYS_ENTER:
		return b->threads.len > 0;
	case 'c':
		return s->viewer.id && !b->row.closed_ms && may_begin(s);
	case '\\':
		return has_filter(s, THREADS_UNREAD) || asks(b);
	case 'm':
		return may_have_too(s);
	case 'd':
	case 'C':
		return s->viewer.id && b->threads.len && b->row.unread > 0;
	case 's':
	case 'M':
		return s->viewer.id && b->threads.len;
	case 'V':
		return b->picture.there;
	case KEYS_TAB:
		return s->viewer.id != 0;
	default:
		return true;
	}
}

static const char *
how_to_begin(struct screen *s)
{
	const struct board *b = s->state;

	if (s->viewer.id == 0)
		return _("Members can write here.");
	if (b->row.closed_ms)
		return _("This board is closed: it can be read, not "
			 "written to.");
	if (!may_begin(s))
		return _("Only some may begin a thread here; all who read it "
			 "see them.");
	return asks(b) ? _("c asks the first question.") :
			 _("c begins the first thread.");
}

static void
draw_empty(struct screen *s, struct canvas *c)
{
	const struct board *b = s->state;
	enum thread_filter f = b->threads.filter;
	struct arena a = ARENA_INIT;
	int row = c->rows > 8 ? 3 : 1;

	canvas_text(c, row, 3, c->cols - 4, STYLE_TITLE,
	    str_from(_(filters[f].nothing)));
	row += 2;
	if (f != THREADS_ALL && is_filter(f)) {
		canvas_text(c, row, 3, c->cols - 4, STYLE_DIM,
		    STR(_("\\ shows other threads of this board.")));
	} else {
		if (b->row.about.n)
			canvas_text(
			    c, row++, 3, c->cols - 4, STYLE_DIM, b->row.about);
		canvas_text(c, row++, 3, c->cols - 4, STYLE_DIM,
		    str_from(how_to_begin(s)));
		if (s->viewer.id == 0)
			canvas_text(c, row, 3, c->cols - 4, STYLE_DIM,
			    arena_printf(&a, _("To join: %.*s"),
				STR_ARG(go_join_way(s, &a))));
	}
	arena_free(&a);
}

/* The top of the picture, where it is wide enough; returns its rows. */
static int
draw_picture(const struct board *b, struct canvas *c)
{
	int rows = c->rows / PICTURE_PARTS;
	struct canvas part;

	if (!b->picture.there || b->picture.cols > c->cols ||
	    rows < PICTURE_LEAST)
		return 0;
	if (rows > b->picture.rows)
		rows = b->picture.rows;
	part = canvas_sub(c, 0, 0, rows, c->cols);
	picture_draw(&b->picture, &part, 0);
	return rows;
}

static void
board_draw(struct screen *s, struct canvas *whole)
{
	struct board *b = s->state;
	struct arena a = ARENA_INIT;
	int above = b->lost ? 0 : draw_picture(b, whole);
	struct canvas part =
	    canvas_sub(whole, above, 0, whole->rows - above, whole->cols);
	struct canvas *c = &part;
	struct str over;
	unsigned style;

	if (b->lost) {
		canvas_text(c, 1, 3, c->cols - 4, STYLE_NORMAL,
		    STR(_("This board is not there any more. q goes back.")));
		return;
	}
	if (b->threads.len == 0) {
		draw_empty(s, c);
		return;
	}
	over = counts(b, &a, &style);
	threads_draw(&b->threads, c, over, style, s->focused);
	arena_free(&a);
}

static void
look_anew(struct screen *s)
{
	struct board *b = s->state;

	b->lost = look(s) != ERR_NONE;
	s->dirty = true;
}

static void
board_event(struct screen *s, const struct event_note *note)
{
	struct board *b = s->state;

	if (note->kind == EVENT_ART_CHANGED) {
		if (note->board_id == b->row.id)
			load_picture(s);
		s->dirty = true;
		return;
	}
	if (note->kind == EVENT_FOLLOWED) {
		threads_look_again(&b->threads);
		return;
	}
	if (note->kind == EVENT_IMPORTED) {
		look_anew(s);
		threads_load(&b->threads);
		return;
	}
	if (b->lost || note->board_id != b->row.id)
		return;
	if (!threads_is_of_row(note))
		look_anew(s);
	if (!b->lost)
		threads_touch(&b->threads, note);
}

static void
board_again(struct screen *s)
{
	struct board *b = s->state;

	look_anew(s);
	load_picture(s);
	if (!has_filter(s, b->threads.filter))
		threads_init(&b->threads, s, fetch, THREADS_ALL);
	else
		threads_look_again(&b->threads);
}

/* The filters of this board, in the order of the menu; returns how many. */
static size_t
filters_here(struct screen *s, enum thread_filter out[LISTS])
{
	size_t n = 0;

	for (size_t i = 0; i < LISTS; i++) {
		if (has_filter(s, (enum thread_filter)i))
			out[n++] = (enum thread_filter)i;
	}
	return n;
}

static void
show(struct screen *s, enum thread_filter f)
{
	struct board *b = s->state;

	threads_init(&b->threads, s, fetch, f);
	s->dirty = true;
}

static void
on_filter(struct screen *s, size_t which)
{
	const struct board *b = s->state;
	enum thread_filter here[LISTS];
	size_t n = filters_here(s, here);

	if (which < n && here[which] != b->threads.filter)
		show(s, here[which]);
}

/* By activity, newest, score; then what waits, and what is unread. */
static void
next_order(struct screen *s)
{
	static const enum thread_filter orders[] = { THREADS_ALL,
		THREADS_NEWEST, THREADS_SCORE, THREADS_OPEN, THREADS_UNREAD };
	enum { ORDERS = sizeof orders / sizeof orders[0] };
	const struct board *b = s->state;
	size_t at = ORDERS - 1;

	for (size_t i = 0; i < ORDERS; i++) {
		if (orders[i] == b->threads.filter)
			at = i;
	}
	do {
		at = (at + 1) % ORDERS;
	} while (!has_filter(s, orders[at]));
	show(s, orders[at]);
}

static void
choose_filter(struct screen *s)
{
	const struct board *b = s->state;
	enum thread_filter here[LISTS];
	size_t n = filters_here(s, here);
	struct menu_item item[LISTS];
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < n; i++) {
		bool now = here[i] == b->threads.filter;
		const char *what = _(filters[here[i]].what);

		item[i].key = filters[here[i]].key;
		item[i].words =
		    arena_printf(&a, "%s %s", now ? "●" : " ", what);
	}
	(void)menu_open(s, STR(_("Show")), item, n, on_filter);
	arena_free(&a);
}

static void
compose(struct screen *s)
{
	const struct board *b = s->state;
	struct arena a = ARENA_INIT;

	if (go_is_member(s))
		go_to(s, STR("compose"),
		    arena_printf(
			&a, "%s %s", asks(b) ? "ask" : "post", b->slug));
	arena_free(&a);
}

static void
on_all_read(struct screen *s, const struct answer *answer)
{
	struct board *b = s->state;

	app_tell(s, answer);
	look_anew(s);
	threads_load(&b->threads);
}

static void
mark_slug(struct screen *s, struct str slug)
{
	struct args args = args_of("mark");

	args_put(&args, "what", slug);
	(void)app_submit(s, &args, STR(""), on_all_read);
}

/* It cannot be taken back, and other lists may show less than all. */
static void
mark_all(struct screen *s)
{
	const struct board *b = s->state;
	struct arena a = ARENA_INIT;
	struct str question;

	if (!go_is_member(s))
		return;
	question = arena_printf(&a, _("Take all %lld new in %.*s as read?"),
	    (long long)b->row.unread, STR_ARG(b->row.title));
	(void)confirm_line(s, question, str_from(b->slug), mark_slug);
	arena_free(&a);
}

static void
see_picture(struct screen *s)
{
	const struct board *b = s->state;

	if (b->picture.there)
		go_to(s, STR("art"), str_from(b->slug));
	else
		app_say(
		    s->app, STYLE_MESSAGE, STR(_("There is no picture here.")));
}

static const struct binding board_keys[] = {
	{ KEYS_ENTER, N_("open"), threads_open, NULL, 0 },
	{ 'l', NULL, threads_open, NULL, 0 },
	{ KEYS_RIGHT, NULL, threads_open, NULL, 0 },
	{ 'c', N_("new"), compose, NULL, 0 },
	{ '\\', N_("filter"), choose_filter, NULL, 0 },
	{ 'o', N_("order"), next_order, NULL, BINDING_QUIET },
	{ 'm', N_("me too"), threads_me_too, NULL, 0 },
	{ 'd', N_("mark read"), threads_mark, NULL, 0 },
	{ 'C', N_("all read"), mark_all, NULL, 0 },
	{ 's', N_("follow"), threads_follow, NULL, BINDING_QUIET },
	{ 'M', N_("mute"), threads_mute, NULL, BINDING_QUIET },
	{ 'V', N_("picture"), see_picture, NULL, BINDING_QUIET },
	LIST_READ_KEYS,
	{ 0 },
};

extern const struct screen_class board_screen;

const struct screen_class board_screen = {
	.name = "board",
	.title = N_("A board"),
	.command = "threads",
	.state_size = sizeof(struct board),
	.pane = PANE_INDEX,
	.keys = board_keys,
	.open = board_open,
	.draw = board_draw,
	.crumbs = board_crumbs,
	.place = board_place,
	.applies = board_applies,
	.event = board_event,
	.again = board_again,
	.step = threads_step,
	.close = board_close,
};
