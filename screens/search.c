/* search - words on top, and the posts that have them. */
#include "common/base/clock.h"
#include "common/rules/limits.h"
#include "common/store/post.h"
#include "common/store/search.h"
#include "common/store/thread.h"
#include "common/text/utf8.h"
#include "screens/app.h"
#include "screens/ui/field.h"
#include "screens/ui/go.h"
#include "screens/ui/list.h"
#include "screens/ui/state.h"

enum {
	PAGE = 50,
	HITS_MAX = 1000, /* then it is time for other words */
	NARROW = 56,	 /* fewer columns do with the title and its age */
	WIDE = 100,
	TOP = 2, /* rows above the list */
	TEXT_COL = 4,
	AGE_COLS = 5,
	SCORE_COLS = 5,
	FIELD_COL = 8,
	HELP_COLS = 24,
	DOTS = 0x2026,
};

/* Columns of what the command answers. */
enum {
	AT_POST,
	AT_BOARD,
	AT_STATE,
	AT_AUTHOR,
	AT_CREATED,
	AT_TITLE,
	AT_SNIPPET,
	AT_THREAD,
	AT_N,
	AT_SCORE,
	AT_CURSOR,
	AT_MARKS,
	AT_FOUND,
	AT_HINT,
};

struct hit {
	int64_t id;
	struct str post; /* "12.3" */
	struct str board;
	struct str state;
	struct str author;
	struct str title;
	struct str snippet;
	struct str marks;
	int64_t thread;
	int64_t n; /* of the post in it */
	int64_t created_ms;
	int64_t score;
	bool stale; /* something happened to it: look before drawing */
	bool gone;  /* taken back, or not for the viewer any more */
};

struct search {
	struct list list; /* first: LIST_KEYS */
	struct screen *screen;
	struct field *field;
	struct str words; /* what was asked for last */
	struct str why;	  /* it was not answered */
	struct str hint;  /* other words that would find something */
	struct hit *hit;
	size_t len;
	int64_t found;
	int64_t viewer; /* who asked */
	bool by_relevance;
	bool typing;
	bool busy;   /* an answer is awaited … */
	bool newer;  /* … and other words were entered since */
	bool at_end; /* no more to fetch */
	bool drawing;
	struct arena fresh; /* what look_again() found since the search */
};

static int64_t
hit_id(void *arg, size_t i)
{
	return ((const struct search *)arg)->hit[i].id;
}

static struct list_rows
hit_rows(void *arg, size_t i, bool selected)
{
	(void)arg;
	(void)i;
	(void)selected;
	return (struct list_rows){ 0, 2 };
}

/* Where, by whom, when, how good: from the right; returns what is left. */
static int
draw_about(struct canvas *c, const struct hit *h, int64_t now_ms)
{
	struct arena a = ARENA_INIT;
	struct clock_text age = clock_age(h->created_ms, now_ms);
	int right = c->cols - 1;
	int wide = c->cols >= WIDE ? 16 : 10;

	if (c->cols >= NARROW) {
		right -= SCORE_COLS;
		if (h->score)
			canvas_text_right(c, 0, right, SCORE_COLS, STYLE_DIM,
			    arena_printf(&a, "%+lld", (long long)h->score));
	}
	right -= AGE_COLS;
	canvas_text_right(c, 0, right, AGE_COLS, STYLE_DIM, str_from(age.text));
	if (c->cols >= NARROW) {
		right -= wide + 1;
		canvas_text(c, 0, right, wide, STYLE_DIM,
		    arena_printf(&a, "@%.*s", STR_ARG(h->author)));
		right -= wide + 1;
		canvas_text(c, 0, right, wide, STYLE_DIM, h->board);
	}
	arena_free(&a);
	return right - 1;
}

/* Where the next mark of a match is; none is beyond any text. */
static size_t
next_mark(struct str *marks)
{
	int64_t at;

	return str_int(str_cut(marks, ' '), 0, INT32_MAX, &at) ? (size_t)at :
								 SIZE_MAX;
}

/* Runs of white space as one, and each piece in its style. */
static void
draw_snippet(struct canvas *c, int row, const struct hit *h)
{
	struct canvas line =
	    canvas_sub(c, row, TEXT_COL, 1, c->cols - TEXT_COL - 1);
	struct buf piece = BUF_INIT(0);
	struct str marks = h->marks;
	size_t mark = next_mark(&marks);
	unsigned style = STYLE_DIM;
	bool space = true;
	int col = 0;

	for (size_t i = 0; i < h->snippet.n; i++) {
		char ch = h->snippet.p[i];

		if (i == mark) {
			col = canvas_put(&line, 0, col, style, buf_str(&piece));
			buf_reset(&piece);
			style = style == STYLE_DIM ? STYLE_MATCH : STYLE_DIM;
			mark = next_mark(&marks);
			continue;
		}
		if (ch == '\n' || ch == '\t')
			ch = ' ';
		if (ch != ' ' || !space)
			buf_char(&piece, ch);
		space = ch == ' ';
	}
	col = canvas_put(&line, 0, col, style, buf_str(&piece));
	if (col >= line.cols && line.cols > 0)
		canvas_hline(&line, 0, line.cols - 1, 1, STYLE_DIM, DOTS);
	buf_free(&piece);
}

/* How a post that was found stands now; the rest of it is as it was found. */
static void
look_again(struct search *st, struct hit *h)
{
	const struct screen *s = st->screen;
	struct arena a = ARENA_INIT;
	struct thread_row t;
	struct post_row p;
	enum err e = store_thread_get(s->store, &a, s->viewer, h->thread, &t);

	if (e == ERR_NONE)
		e = store_post_get(
		    s->store, &a, s->viewer, h->thread, h->n, &p);
	h->stale = false;
	h->gone = e == ERR_MISSING || (e == ERR_NONE && p.hidden_ms);
	if (e == ERR_NONE) {
		h->score = p.score;
		if (!str_eq(h->state, t.state))
			h->state = arena_dup(&st->fresh, t.state);
		if (!str_eq(h->title, t.title))
			h->title = arena_dup(&st->fresh, t.title);
	}
	arena_free(&a);
}

static void
hit_draw(void *arg, struct canvas *c, size_t i, bool selected)
{
	struct search *st = arg;
	struct hit *h = &st->hit[i];
	int right;

	(void)selected;
	if (h->stale)
		look_again(st, h);
	if (h->gone) {
		canvas_text(c, 0, TEXT_COL, c->cols - TEXT_COL - 1, STYLE_DIM,
		    STR(_("(taken back meanwhile)")));
		return;
	}
	right = draw_about(c, h, app_now_ms(st->screen->app));
	state_sign(c, 0, LIST_COL, h->state);
	canvas_text(c, 0, TEXT_COL, right - TEXT_COL, STYLE_TITLE, h->title);
	draw_snippet(c, 1, h);
}

static void ask(struct screen *s, int64_t below);

/*
 * The answer comes later: nothing was added yet.  It may come at once, and
 * then must not change what is being drawn.
 */
static size_t
more_hits(void *arg, int way)
{
	struct search *st = arg;

	if (way > 0 && !st->drawing && !st->busy && !st->at_end && st->len)
		ask(st->screen, st->hit[st->len - 1].id);
	return 0;
}

static size_t
end_hits(void *arg, int way)
{
	more_hits(arg, way);
	return ((const struct search *)arg)->len;
}

static const struct list_model hit_model = {
	.id = hit_id,
	.rows = hit_rows,
	.draw = hit_draw,
	.more = more_hits,
	.end = end_hits,
};

/* What is there was fetched for other words: let it go. */
static void
start(struct screen *s)
{
	struct search *st = s->state;
	struct str words = str_trim(field_text(st->field));

	st->newer = st->busy;
	if (st->busy)
		return;
	arena_reset(&s->arena);
	arena_reset(&st->fresh);
	st->words = arena_dup(&s->arena, words);
	st->why = st->hint = STR("");
	st->hit = NULL;
	st->len = 0;
	st->found = 0;
	st->at_end = false;
	st->viewer = s->viewer.id;
	list_init(&st->list, &hit_model, st, 0);
	s->dirty = true;
	if (words.n)
		ask(s, 0);
}

static void
take(struct screen *s, struct hit *h, const struct cell *c)
{
	struct arena *a = &s->arena;

	h->thread = c[AT_THREAD].number;
	h->n = c[AT_N].number;
	h->id = c[AT_CURSOR].number;
	h->post = arena_dup(a, c[AT_POST].text);
	h->board = arena_dup(a, c[AT_BOARD].text);
	h->state = arena_dup(a, c[AT_STATE].text);
	h->author = arena_dup(a, c[AT_AUTHOR].text);
	h->title = arena_dup(a, c[AT_TITLE].text);
	h->snippet = arena_dup(a, c[AT_SNIPPET].text);
	h->marks = arena_dup(a, c[AT_MARKS].text);
	h->created_ms = c[AT_CREATED].number;
	h->score = c[AT_SCORE].number;
}

static void
append(struct screen *s, const struct rows *rows)
{
	struct search *st = s->state;
	size_t n = st->len + rows->len;
	struct hit *hit = arena_array(&s->arena, struct hit, n + 1);

	for (size_t i = 0; i < st->len; i++)
		hit[i] = st->hit[i];
	st->hit = hit;
	for (const struct row *r = rows->first; r; r = r->next) {
		/* Nothing found, but for what might have been meant. */
		if (r->cell[AT_POST].text.n == 0) {
			st->hint = arena_dup(&s->arena, r->cell[AT_HINT].text);
			continue;
		}
		take(s, &hit[st->len++], r->cell);
		/* Counts of later pages are those below them. */
		if (st->found == 0)
			st->found = r->cell[AT_FOUND].number;
	}
	st->at_end =
	    rows->len < PAGE || st->len >= HITS_MAX || st->by_relevance;
	list_reset(&st->list, st->len);
}

static void
on_found(struct screen *s, const struct answer *answer)
{
	struct search *st = s->state;

	st->busy = false;
	s->dirty = true;
	if (st->newer) {
		start(s);
		return;
	}
	if (answer->err == ERR_NONE && answer->rows) {
		append(s, answer->rows);
		return;
	}
	st->at_end = true;
	st->why = arena_dup(&s->arena, app_words(answer));
}

static void
ask(struct screen *s, int64_t below)
{
	struct search *st = s->state;
	struct arena a = ARENA_INIT;
	struct args args = args_of("search");

	args_put(&args, "max", arena_printf(&a, "%d", PAGE));
	if (below)
		args_put(
		    &args, "below", arena_printf(&a, "%lld", (long long)below));
	if (st->by_relevance)
		args_put(&args, "relevance", STR("yes"));
	args_put(&args, "words", st->words);
	/* Before: an answer may come at once. */
	st->busy = true;
	if (app_submit(s, &args, STR(""), on_found) != ERR_NONE) {
		st->busy = false;
		st->at_end = true;
	}
	arena_free(&a);
}

extern const struct screen_class search_screen;
static const struct screen_class typing_class;

/* While somebody types, keys are others, and the bottom line says so. */
static void
type(struct screen *s, bool typing)
{
	((struct search *)s->state)->typing = typing;
	s->class = typing ? &typing_class : &search_screen;
	s->dirty = true;
}

static enum err
search_open(struct screen *s, struct str arg)
{
	struct search *st = s->state;
	struct arena a = ARENA_INIT;
	struct args args;
	struct str why;

	st->screen = s;
	st->field = field_new(LIMIT_SEARCH_BYTES);
	list_init(&st->list, &hit_model, st, 0);
	type(s, arg.n == 0);
	/* As a command line has it, with its options. */
	if (arg.n &&
	    args_parse(&a, arena_printf(&a, "search %.*s", STR_ARG(arg)), &args,
		&why) == ERR_NONE) {
		st->by_relevance = args_has(&args, "relevance");
		arg = args_text(&args, "words");
	}
	field_set(st->field, arg);
	start(s);
	arena_free(&a);
	return ERR_NONE;
}

static void
search_close(struct screen *s)
{
	struct search *st = s->state;

	field_free(st->field);
	arena_free(&st->fresh);
}

static void
draw_help(struct canvas *c, int row)
{
	static const struct {
		const char *what;
		const char *words;
	} help[] = {
		{ "word other", N_("both, in any order") },
		{ "\"one phrase\"", N_("these words in a row") },
		{ "begin*", N_("words that start so") },
		{ "-word", N_("not in it") },
		{ "", "" },
		{ "board:support", N_("on one board") },
		{ "from:ana", N_("by one member") },
		{ "tag:port", N_("with a tag") },
		{ "is:open",
		    N_("or is:replied, is:solved, is:mine, "
		       "is:unread") },
		{ "before:2026-11-01", N_("older than that day") },
		{ "after:2026-01-01", N_("since that day") },
		{ "score:5", N_("so many points and more") },
		{ "in:title", N_("the words in titles alone") },
	};
	size_t n = sizeof help / sizeof *help;
	int words_col = c->cols < NARROW ? HELP_COLS - 4 : HELP_COLS;

	canvas_text(c, row, 2, c->cols - 3, STYLE_NORMAL,
	    STR(_("Titles and posts on every board you may read:")));
	for (size_t i = 0; i < n; i++) {
		int at = row + 2 + (int)i;

		canvas_text(c, at, 2, words_col - 3, STYLE_ACCENT,
		    str_from(help[i].what));
		canvas_text(c, at, words_col, c->cols - words_col - 1,
		    STYLE_DIM, str_from(_(help[i].words)));
	}
}

/* "71", "1,204", "5,000+" */
static struct str
number(struct arena *a, int64_t n)
{
	const char *more = n >= SEARCH_COUNT_MAX ? "+" : "";

	if (n < 1000)
		return arena_printf(a, "%lld", (long long)n);
	return arena_printf(
	    a, "%lld,%03d%s", (long long)(n / 1000), (int)(n % 1000), more);
}

static void
draw_status(struct screen *s, struct canvas *c)
{
	struct search *st = s->state;
	struct arena a = ARENA_INIT;
	const char *complaint = field_complaint(st->field);
	struct str words = STR("");

	if (complaint)
		words = arena_dup(&a, str_from(complaint));
	else if (st->busy && st->len == 0)
		words = STR(_("Searching…"));
	else if (st->busy)
		words = STR(_("Fetching more…"));
	else if (st->found)
		words = arena_printf(&a, _("%.*s found, %s"),
		    STR_ARG(number(&a, st->found)),
		    st->by_relevance ? _("the best first") : _("newest first"));
	canvas_text(c, 1, FIELD_COL, c->cols - FIELD_COL - 1,
	    complaint ? STYLE_WARN : STYLE_DIM, words);
	arena_free(&a);
}

static void
draw_hint(const struct search *st, struct canvas *c)
{
	const char *did = _("Did you mean ");
	int col;

	canvas_text(
	    c, TOP + 1, 2, c->cols - 3, STYLE_NORMAL, STR(_("Nothing found.")));
	col = canvas_put(c, TOP + 2, 2, STYLE_NORMAL, str_from(did));
	canvas_text(c, TOP + 2, col, c->cols - col - 1, STYLE_ACCENT, st->hint);
	canvas_text(c, TOP + 3, 2, c->cols - 3, STYLE_DIM,
	    STR(_("Enter searches for that · / changes the words")));
}

static void
search_draw(struct screen *s, struct canvas *c)
{
	struct search *st = s->state;
	struct canvas body = canvas_sub(c, TOP, 0, c->rows - TOP, c->cols);

	canvas_text(c, 0, 1, FIELD_COL - 2, STYLE_DIM, STR(_("Search")));
	field_draw(st->field, c, 0, FIELD_COL, c->cols - FIELD_COL - 1,
	    s->focused && st->typing,
	    STR(_("words, or a filter such as is:open")));
	draw_status(s, c);
	if (st->why.n) {
		canvas_text(c, TOP + 1, 2, c->cols - 3, STYLE_BAD, st->why);
		draw_help(c, TOP + 3);
	} else if (st->len) {
		st->drawing = true;
		list_draw(&st->list, &body, s->focused && !st->typing);
		st->drawing = false;
	} else if (!st->busy && st->hint.n) {
		draw_hint(st, c);
		draw_help(c, TOP + 5);
	} else if (!st->busy && st->words.n) {
		canvas_text(c, TOP + 1, 2, c->cols - 3, STYLE_NORMAL,
		    STR(_("Nothing found. Try fewer words; / changes them.")));
		draw_help(c, TOP + 3);
	} else if (!st->busy) {
		draw_help(c, TOP + 1);
	}
}

static struct str
search_crumbs(struct screen *s, struct arena *a)
{
	const struct search *st = s->state;

	if (st->words.n == 0)
		return STR(_("Search"));
	return arena_printf(a, _("Search › %.*s"), STR_ARG(st->words));
}

static struct str
search_place(struct screen *s, struct arena *a)
{
	return arena_dup(a, ((const struct search *)s->state)->words);
}

static bool
search_key(struct screen *s, const struct key *key)
{
	struct search *st = s->state;

	if (!st->typing)
		return false;
	s->dirty = true;
	switch (key->code) {
	case KEYS_ENTER:
		if (str_trim(field_text(st->field)).n == 0)
			return true;
		field_history_add(st->field, field_text(st->field));
		type(s, false);
		start(s);
		return true;
	case KEYS_ESC:
		/* Without anything found there is nothing to go to. */
		if (st->words.n == 0)
			return false;
		type(s, false);
		return true;
	case KEYS_DOWN:
	case KEYS_TAB:
		if (!field_key(st->field, key) && st->len)
			type(s, false);
		return true;
	default:
		return field_key(st->field, key);
	}
}

/* Which of what was found is worth reading. */
static void
note_opened(struct screen *s, struct str post)
{
	struct args args = args_of("searched");

	args_put(&args, "opened", str_cut(&post, '.'));
	args_put(&args, "words", ((struct search *)s->state)->words);
	(void)app_submit(s, &args, STR(""), app_ignore);
}

static void
open_hit(struct screen *s)
{
	struct search *st = s->state;

	if (st->len) {
		struct str post = st->hit[st->list.cursor].post;

		note_opened(s, post);
		go_to(s, STR("thread"), post);
	} else if (st->hint.n && !st->busy) {
		field_set(st->field, st->hint);
		field_history_add(st->field, field_text(st->field));
		start(s);
	}
}

static void
turn_order(struct screen *s)
{
	struct search *st = s->state;

	if (st->busy || st->words.n == 0)
		return;
	st->by_relevance = !st->by_relevance;
	field_set(st->field, st->words);
	start(s);
}

static void
edit_words(struct screen *s)
{
	type(s, true);
}

static bool
search_step(struct screen *s, int by, struct arena *a, struct str *arg)
{
	const struct search *st = s->state;

	if (!list_step(s, by))
		return false;
	*arg = arena_dup(a, st->hit[st->list.cursor].post);
	return true;
}

static void
search_event(struct screen *s, const struct event_note *note)
{
	struct search *st = s->state;

	if (note->thread_id == 0)
		return;
	for (size_t i = 0; i < st->len; i++) {
		if (st->hit[i].thread == note->thread_id)
			st->hit[i].stale = s->dirty = true;
	}
}

/* Somebody else may see something else. */
static void
search_again(struct screen *s)
{
	struct search *st = s->state;

	if (st->viewer != s->viewer.id && st->words.n)
		start(s);
	for (size_t i = 0; s->behind && i < st->len; i++)
		st->hit[i].stale = true;
	s->dirty = true;
}

static const struct binding *
search_typing(const struct screen *s)
{
	return ((const struct search *)s->state)->typing ? field_keys : NULL;
}

static bool
search_applies(const struct screen *s, int32_t key)
{
	const struct search *st = s->state;

	switch (key) {
	case KEYS_ENTER:
	case 'o':
		return st->len > 0;
	case 'n':
	case 'p':
		return st->len > 1;
	case KEYS_TAB:
		return s->viewer.id != 0;
	default:
		return true;
	}
}

static bool
typing_applies(const struct screen *s, int32_t key)
{
	const struct search *st = s->state;

	switch (key) {
	case KEYS_ENTER:
		return str_trim(field_text(st->field)).n > 0;
	case KEYS_DOWN:
		return st->len > 0;
	case KEYS_TAB:
		return false;
	default:
		return true;
	}
}

static const struct binding search_keys[] = {
	{ KEYS_ENTER, N_("open"), open_hit, NULL, 0 },
	{ 'l', NULL, open_hit, NULL, 0 },
	{ KEYS_RIGHT, NULL, open_hit, NULL, 0 },
	{ '/', N_("other words"), edit_words, NULL, 0 },
	{ 'e', NULL, edit_words, NULL, 0 },
	{ 'o', N_("other order"), turn_order, NULL, 0 },
	{ 'n', N_("next"), list_down, NULL, 0 },
	{ 'p', N_("previous"), list_up, NULL, 0 },
	LIST_KEYS,
	{ 0 },
};

/* For the bottom line and the help alone: search_key() takes them. */
static const struct binding typing_keys[] = {
	{ KEYS_ENTER, N_("search"), NULL, NULL, 0 },
	{ KEYS_DOWN, N_("to results"), NULL, NULL, 0 },
	{ KEYS_ESC, N_("leave"), NULL, NULL, 0 },
	{ 0 },
};

/* clang-format off */
#define SEARCH_METHODS                                                     \
	.name = "search",                                                  \
	.title = N_("Search"),                                             \
	.command = "search",                                               \
	.state_size = sizeof(struct search),                               \
	.pane = PANE_INDEX,                                                \
	.open = search_open,                                               \
	.draw = search_draw,                                               \
	.crumbs = search_crumbs,                                           \
	.place = search_place,                                             \
	.typing = search_typing,                                           \
	.key = search_key,                                                 \
	.event = search_event,                                             \
	.again = search_again,                                             \
	.step = search_step,                                               \
	.close = search_close
/* clang-format on */

static const struct screen_class typing_class = {
	SEARCH_METHODS,
	.keys = typing_keys,
	.applies = typing_applies,
};

const struct screen_class search_screen = {
	SEARCH_METHODS,
	.keys = search_keys,
	.applies = search_applies,
};
