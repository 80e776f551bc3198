/* search_draw - what the search looks like. */
#include "common/base/clock.h"
#include "common/store/post.h"
#include "common/store/search.h"
#include "common/store/thread.h"
#include "screens/search_impl.h"
#include "screens/ui/state.h"

enum {
	NARROW = 56, /* fewer columns do with the title and its age */
	WIDE = 100,
	TOP = 2, /* rows above the list */
	TEXT_COL = 4,
	AGE_COLS = 5,
	SCORE_COLS = 5,
	FIELD_COL = 9,
	HELP_COLS = 24,
	DOTS = 0x2026,
};

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

void
search_draw_hit(void *arg, struct canvas *c, size_t i, bool selected)
{
	struct search *st = arg;
	struct hit *h = &st->hit[i];
	int right, at;

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
	at = TEXT_COL;
	if (c->plain && h->state.n) {
		at = canvas_put(c, 0, at, STYLE_NORMAL, state_word(h->state));
		at = canvas_put(c, 0, at, STYLE_NORMAL, STR(": "));
	}
	canvas_text(c, 0, at, right - at, STYLE_TITLE, h->title);
	draw_snippet(c, 1, h);
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

void
search_draw(struct screen *s, struct canvas *c)
{
	struct search *st = s->state;
	struct canvas body = canvas_sub(c, TOP, 0, c->rows - TOP, c->cols);

	canvas_text(c, 0, 1, FIELD_COL - 2, STYLE_DIM, STR(_("Search:")));
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
