/* lobby_rows - the lines of the lobby: what waits for somebody, boards. */
#include "screens/lobby_rows.h"

#include "common/base/buf.h"
#include "common/base/clock.h"
#include "common/store/mark.h"
#include "screens/ui/list.h"

enum {
	TEXT = LIST_COL + 1,
	NARROW = 60,
	DRAFT_FROM = 30, /* columns to call a draft one */
	WIDE = 110,
	LABEL_COLS = 17,
	DOT = 0x25CF,
	CHECK = 0x2713,
	PEN = 0x270E,
};

static struct str
label_of(const struct since_row *r)
{
	switch (r->kind) {
	case SINCE_DRAFT:
		return STR(_("you were writing"));
	case SINCE_ACCEPTED:
		return STR(_("accepted"));
	case SINCE_OWN:
		return r->state.n ? STR(_("your question")) :
				    STR(_("your thread"));
	case SINCE_FOLLOWED:
		return STR(_("you follow"));
	case SINCE_ANNOUNCED:
		return STR(_("announcement"));
	}
	return STR("");
}

static struct str
draft_title(struct arena *a, const struct since_row *r)
{
	struct str rest = r->place, verb = str_cut(&rest, ' ');

	if (r->thread && r->title.n == 0)
		return r->place;
	if (r->thread && str_eq(verb, STR("edit")))
		return arena_printf(a, _("change to %.*s"), STR_ARG(r->title));
	if (r->thread)
		return arena_printf(a, _("reply to %.*s"), STR_ARG(r->title));
	if (r->title.n)
		return r->title;
	return arena_printf(a, _("something new in %.*s"), STR_ARG(rest));
}

static struct str
news(struct arena *a, const struct since_row *r)
{
	bool solved = str_eq(r->state, STR("solved"));
	const char *more = solved ? _(" · solved") : "";

	if (r->kind == SINCE_OWN && r->state.n)
		return r->unread == 1 ?
		    arena_printf(a, _("1 answer%s"), more) :
		    arena_printf(a, _("%lld%s answers%s"),
			(long long)(r->unread < UNREAD_MAX ? r->unread :
							     UNREAD_MAX - 1),
			r->unread < UNREAD_MAX ? "" : "+", more);
	return arena_printf(a, _("%lld%s new%s"),
	    (long long)(r->unread < UNREAD_MAX ? r->unread : UNREAD_MAX - 1),
	    r->unread < UNREAD_MAX ? "" : "+", more);
}

/* What stands at the end: how much, how long ago, which key. */
static struct str
words_of(struct arena *a, const struct since_row *r, int64_t now_ms)
{
	struct clock_text ago = clock_age(r->at_ms, now_ms);

	if (r->kind == SINCE_DRAFT && now_ms - r->at_ms < CLOCK_MINUTE_MS)
		return STR(_("D to go on"));
	if (r->kind == SINCE_DRAFT)
		return arena_printf(a, _("D to go on · %s"), ago.text);
	if (r->kind == SINCE_ACCEPTED)
		return arena_printf(a, _("your answer · %s"), ago.text);
	return arena_printf(a, "%.*s · %s", STR_ARG(news(a, r)), ago.text);
}

/* All of it in one sentence, for who hears it. */
static void
since_plain(struct canvas *c, int row, const struct since_row *r,
    struct str title, struct str words)
{
	struct arena a = ARENA_INIT;

	canvas_text(c, row, LIST_COL, c->cols - LIST_COL, STYLE_NORMAL,
	    arena_printf(&a, "%.*s: %.*s, %.*s", STR_ARG(label_of(r)),
		STR_ARG(title), STR_ARG(words)));
	arena_free(&a);
}

void
lobby_since_row(
    struct canvas *c, int row, const struct since_row *r, int64_t now_ms)
{
	struct arena a = ARENA_INIT;
	int32_t sign = r->kind == SINCE_DRAFT ? PEN :
	    r->kind == SINCE_ACCEPTED	      ? CHECK :
						DOT;
	unsigned style = r->kind == SINCE_ACCEPTED ? STYLE_GOOD : STYLE_NEW;
	struct str title =
	    r->kind == SINCE_DRAFT ? draft_title(&a, r) : r->title;
	int words = c->cols < NARROW ? 0 : c->cols < WIDE ? 24 : 34;
	int label = c->cols < NARROW ? 0 : LABEL_COLS;
	int at = TEXT + 2 + label, end = c->cols - 1 - words;

	if (r->kind == SINCE_DRAFT && label == 0 && c->cols >= DRAFT_FROM)
		title = arena_printf(&a, _("draft: %.*s"), STR_ARG(title));
	if (c->plain) {
		since_plain(c, row, r, title, words_of(&a, r, now_ms));
		arena_free(&a);
		return;
	}
	canvas_hline(c, row, TEXT, 1, style, sign);
	if (label)
		canvas_text(
		    c, row, TEXT + 2, label - 1, STYLE_DIM, label_of(r));
	canvas_text(c, row, at, end - at - (words > 0),
	    r->kind == SINCE_DRAFT ? STYLE_NORMAL : STYLE_TITLE, title);
	canvas_text(c, row, end, words, STYLE_DIM, words_of(&a, r, now_ms));
	arena_free(&a);
}

/* Width 0: not shown. */
struct columns {
	int title, title_w;
	int about, about_w;
	int fresh, fresh_w;
	int waiting, waiting_w;
	int age, age_w;
	int last, last_w;
};

static struct columns
lay_out(int cols)
{
	struct columns k = { .title = TEXT };
	int at;

	if (cols >= NARROW)
		k.title += 2;
	k.fresh_w = 5;
	k.waiting_w = cols >= 38 ? 9 : 0;
	k.age_w = 6;
	if (cols < NARROW) {
		at = cols - 1 - k.fresh_w - k.waiting_w - k.age_w;
		k.title_w = at - k.title;
	} else {
		k.title_w = cols >= WIDE ? 22 : 14;
		k.about = k.title + k.title_w + 1;
		k.about_w = cols >= WIDE ? (cols - 60) / 2 : 19;
		at = k.about + k.about_w;
	}
	k.fresh = at;
	k.waiting = k.fresh + k.fresh_w;
	k.age = k.waiting + k.waiting_w;
	k.last = k.age + k.age_w + 2;
	k.last_w = cols >= NARROW ? cols - 1 - k.last : 0;
	return k;
}

void
lobby_board_heads(struct canvas *c, int row)
{
	struct columns k = lay_out(c->cols);

	canvas_text(c, row, LIST_SIGN_COL, 10, STYLE_TITLE, STR(_("Boards")));
	if (c->plain)
		return;
	canvas_text_right(c, row, k.fresh, k.fresh_w, STYLE_DIM, STR(_("new")));
	canvas_text_right(
	    c, row, k.waiting, k.waiting_w, STYLE_DIM, STR(_("waiting")));
	canvas_text_right(c, row, k.age, k.age_w, STYLE_DIM, STR(_("last")));
}

/* A count, right-aligned; "–" for none, "99+" from `most` on. */
static void
draw_count(struct canvas *c, int row, int col, int cells, unsigned style,
    int64_t n, int64_t most)
{
	if (n == 0)
		canvas_text_right(c, row, col, cells, STYLE_DIM, STR("–"));
	else if (n >= most)
		canvas_text_right(c, row, col, cells, style, STR("99+"));
	else
		canvas_int(c, row, col, cells, style, n);
}

static void
draw_last(struct canvas *c, int row, const struct columns *k,
    const struct board_row *b, int64_t now_ms)
{
	struct clock_text age = clock_age(b->last_ms, now_ms);

	if (b->last_ms == 0) {
		canvas_text_right(
		    c, row, k->age, k->age_w, STYLE_DIM, STR("–"));
		return;
	}
	canvas_text_right(
	    c, row, k->age, k->age_w, STYLE_DIM, str_from(age.text));
	canvas_text(c, row, k->last, k->last_w, STYLE_NORMAL, b->last_title);
}

/* The same of a board. */
static void
board_plain(struct canvas *c, int row, const struct board_row *b, int place,
    int64_t now_ms)
{
	struct buf words = BUF_INIT(0);

	if (place)
		buf_printf(&words, "%d, ", place);
	buf_put(&words, b->title);
	buf_printf(&words, _(", %lld new"), (long long)b->unread);
	if (b->waiting)
		buf_printf(&words, _(", %lld waiting"), (long long)b->waiting);
	if (b->closed_ms)
		buf_cstr(&words, _(", closed"));
	if (b->last_ms)
		buf_printf(&words, _(", last %s: %.*s"),
		    clock_ago(b->last_ms, now_ms).text, STR_ARG(b->last_title));
	canvas_text(c, row, LIST_COL, c->cols - LIST_COL,
	    b->unread > 0 ? STYLE_TITLE : STYLE_NORMAL, buf_str(&words));
	buf_free(&words);
}

void
lobby_board_row(struct canvas *c, int row, const struct board_row *b, int place,
    int64_t now_ms)
{
	struct columns k = lay_out(c->cols);
	bool quiet = b->closed_ms || str_eq(b->level, STR("mute"));

	if (c->plain) {
		board_plain(c, row, b, place, now_ms);
		return;
	}
	if (k.title > TEXT && place)
		canvas_int(c, row, TEXT, 1, STYLE_DIM, place);
	canvas_text(c, row, k.title, k.title_w,
	    quiet	      ? STYLE_DIM :
		b->unread > 0 ? STYLE_TITLE :
				STYLE_NORMAL,
	    b->title);
	canvas_text(c, row, k.about, k.about_w, STYLE_DIM,
	    b->closed_ms ? STR(_("closed")) : b->about);
	draw_count(c, row, k.fresh, k.fresh_w, quiet ? STYLE_DIM : STYLE_NEW,
	    b->unread, UNREAD_MAX);
	if (k.waiting_w)
		draw_count(c, row, k.waiting, k.waiting_w, STYLE_WARN,
		    b->waiting, WAITING_MAX);
	draw_last(c, row, &k, b, now_ms);
}
