/* ui/thread_row - one thread in a list: its columns, and more in words. */
#include "screens/ui/thread_row.h"

#include "common/base/buf.h"
#include "common/base/clock.h"
#include "common/store/mark.h"
#include "common/text/utf8.h"
#include "screens/ui/list.h"
#include "screens/ui/say.h"
#include "screens/ui/state.h"

enum {
	DOT = 0x25CF,
	TINY = 38,   /* fewer columns do with a sign for what is new */
	NARROW = 56, /* … and these with the title and its age */
	NAMES_FROM = 62,
	STATUS_FROM = 72,
	WIDE = 110,
	TAGS_FROM = 120,
	NAMES_MIN = 10,
	NAMES_MAX = 14, /* below WIDE */
	NAMES_WIDE = 18,
	TITLE_ENOUGH = 28, /* what is left for it when names get more */
	NEWCOMER_DAYS = 30,
};

/* Where each column begins, and how wide; width 0: not shown. */
struct columns {
	int mark, mark_w;
	int score, score_w;
	int re, re_w;
	int age, age_w;
	int sign;
	int tags, tags_w;
	int title, title_w;
	int board, board_w;
	int author, author_w;
	int status, status_w;
};

/* Names get what they need where the title can spare it. */
static void
widen_names(struct columns *k, const struct thread_look *look)
{
	int want = look->names + 1 < NAMES_MAX ? look->names + 1 : NAMES_MAX;
	int more = want - k->author_w;

	if (k->author_w == 0 || more > k->title_w - TITLE_ENOUGH)
		more = k->author_w ? k->title_w - TITLE_ENOUGH : 0;
	if (more <= 0)
		return;
	k->author_w += more;
	k->author -= more;
	k->title_w -= more;
	if (k->board_w)
		k->board -= more;
}

static struct columns
lay_out(int cols, const struct thread_look *look)
{
	bool boards = look->boards;

	struct columns k = { .mark = LIST_COL + 1 };
	int at, right = cols - 1;

	k.mark_w = cols < TINY ? 1 : cols < NARROW ? 3 : 4;
	at = k.mark + k.mark_w;
	if (cols >= NARROW) {
		k.score = at;
		k.score_w = 4;
		at += k.score_w;
		k.re = at;
		k.re_w = cols >= WIDE ? 8 : 4;
		at += k.re_w;
	}
	k.age = at + 1;
	k.age_w = 4;
	k.sign = k.age + k.age_w + 1 + (cols >= NARROW);
	k.title = k.sign + 2;
	if (cols >= STATUS_FROM) {
		k.status_w = cols >= WIDE ? 18 : 11;
		right -= k.status_w;
		k.status = right;
		right -= 1;
	}
	if (cols >= NAMES_FROM) {
		k.author_w = cols >= WIDE ? NAMES_WIDE : NAMES_MIN;
		right -= k.author_w;
		k.author = right;
		right -= 1;
	}
	if (boards && cols >= NARROW) {
		k.board_w = cols >= WIDE ? 16 : 9;
		right -= k.board_w;
		k.board = right;
		/* Both begin with words: a blank would not part them. */
		right -= 2;
	}
	if (cols >= TAGS_FROM && !boards) {
		k.tags_w = 20;
		right -= k.tags_w;
		k.tags = right;
		right -= 1;
	}
	k.title_w = right - k.title;
	widen_names(&k, look);
	return k;
}

void
thread_row_heads(struct canvas *c, int row, const struct thread_look *look)
{
	struct columns k = lay_out(c->cols, look);
	struct str over = look->over;

	if (c->plain) {
		canvas_text(c, row, LIST_COL, c->cols - LIST_COL,
		    over.n ? look->over_style : STYLE_DIM,
		    over.n ? over : STR(_("threads")));
		return;
	}
	if (k.mark_w > 1)
		canvas_text(c, row, k.mark, k.mark_w, STYLE_DIM, STR(_("new")));
	canvas_text_right(c, row, k.score, k.score_w, STYLE_DIM, STR(_("▲")));
	canvas_text_right(c, row, k.re, k.re_w, STYLE_DIM,
	    k.re_w < 8 ? STR(_("re")) : STR(_("replies")));
	canvas_text_right(c, row, k.age, k.age_w, STYLE_DIM, STR(_("age")));
	canvas_text(c, row, k.title, k.title_w,
	    over.n ? look->over_style : STYLE_DIM,
	    over.n ? over : STR(_("thread")));
	canvas_text(c, row, k.tags, k.tags_w, STYLE_DIM, STR(_("tags")));
	canvas_text(c, row, k.board, k.board_w, STYLE_DIM, STR(_("board")));
	canvas_text(c, row, k.author, k.author_w, STYLE_DIM, STR(_("by")));
	canvas_text(c, row, k.status, k.status_w, STYLE_DIM, STR(_("state")));
}

/* "●", and how many where there is room. */
static void
draw_mark(struct canvas *c, const struct columns *k, const struct thread_row *t)
{
	int digits = k->mark_w - 1;

	if (t->unread == 0)
		return;
	canvas_hline(c, 0, k->mark, 1, STYLE_NEW, DOT);
	if (digits == 0)
		return;
	if (t->unread >= UNREAD_MAX)
		canvas_put(c, 0, k->mark + 1, STYLE_NEW,
		    digits < 3 ? STR("++") : STR("99+"));
	else if (t->unread > 1) {
		struct arena a = ARENA_INIT;

		canvas_put(c, 0, k->mark + 1, STYLE_NEW,
		    arena_printf(&a, "%lld", (long long)t->unread));
		arena_free(&a);
	}
}

static bool
is_state(const struct thread_row *t, const char *state)
{
	return str_eq(t->state, str_from(state));
}

static bool
is_muted(const struct thread_row *t)
{
	return str_eq(t->level, STR("mute"));
}

static struct str
me_too_words(struct arena *a, int64_t n)
{
	return arena_printf(
	    a, n == 1 ? _("%lld has this") : _("%lld have this"), (long long)n);
}

static void
draw_status(struct canvas *c, const struct columns *k,
    const struct thread_row *t, struct arena *a)
{
	unsigned style = STYLE_DIM;
	struct str words = STR("");

	if (is_state(t, "solved")) {
		style = STYLE_GOOD;
		words = t->solver.n ?
		    arena_printf(a, "✓ @%.*s", STR_ARG(t->solver)) :
		    STR(_("solved"));
	} else if (is_muted(t)) {
		words = STR(_("muted"));
	} else if (t->me_too) {
		words = me_too_words(a, t->me_too);
	} else if (is_state(t, "replied")) {
		words = STR(_("replied"));
	} else if (is_state(t, "open")) {
		style = STYLE_WARN;
		words = STR(_("waiting"));
	}
	if (t->locked_ms && words.n == 0)
		words = STR(_("closed"));
	canvas_text(c, 0, k->status, k->status_w, style, words);
}

static void
draw_numbers(struct canvas *c, const struct columns *k,
    const struct thread_row *t, int64_t now_ms)
{
	struct clock_text age = clock_age(t->bumped_ms, now_ms);

	if (k->score_w)
		canvas_int(c, 0, k->score, k->score_w,
		    t->score > 0 ? STYLE_NORMAL : STYLE_DIM, t->score);
	if (k->re_w)
		canvas_int(c, 0, k->re, k->re_w,
		    t->replies > 0 ? STYLE_NORMAL : STYLE_DIM, t->replies);
	canvas_text_right(
	    c, 0, k->age, k->age_w, STYLE_DIM, str_from(age.text));
}

static void
draw_tags(struct canvas *c, const struct columns *k, const struct thread_row *t)
{
	struct buf tags = BUF_INIT(0);

	say_list(&tags, t->tags);
	canvas_text(c, 0, k->tags, k->tags_w, STYLE_DIM, buf_str(&tags));
	buf_free(&tags);
}

static struct str
state_words(struct arena *a, const struct thread_row *t, int64_t now_ms)
{
	if (is_state(t, "open"))
		return arena_printf(a, _("waiting %s"),
		    clock_span(now_ms - t->created_ms).text);
	if (is_state(t, "replied") && t->replies == 1)
		return STR(_("1 reply, not accepted yet"));
	if (is_state(t, "replied"))
		return arena_printf(a, _("%lld replies, none accepted yet"),
		    (long long)t->replies);
	if (is_state(t, "solved") && t->solver.n)
		return arena_printf(
		    a, _("solved by @%.*s"), STR_ARG(t->solver));
	if (is_state(t, "solved"))
		return STR(_("solved"));
	return arena_printf(
	    a, _("begun %s"), clock_ago(t->created_ms, now_ms).text);
}

static void
add_tags(struct buf *out, struct str tags)
{
	if (tags.n == 0)
		return;
	say_also(out, STR(_("tags ")));
	say_list(out, tags);
}

/* Somebody new asks: that is a reason to be kind, while it is new. */
static bool
is_newcomers(const struct thread_row *t, int64_t now_ms)
{
	return is_state(t, "open") && t->author_posts <= 1 &&
	    now_ms - t->created_ms < (int64_t)NEWCOMER_DAYS * CLOCK_DAY_MS;
}

/* `alone`: without the columns, so with what would be there. */
static void
put_words(struct buf *out, struct arena *a, const struct thread_row *t,
    int64_t now_ms, bool alone)
{
	say_also(out, state_words(a, t, now_ms));
	if (alone)
		say_also(
		    out, arena_printf(a, _("by @%.*s"), STR_ARG(t->author)));
	if (is_newcomers(t, now_ms))
		say_also(out,
		    alone ? STR(_("their first post")) :
			    arena_printf(a, _("the first post of @%.*s"),
				STR_ARG(t->author)));
	if (t->me_too && (alone || is_state(t, "solved") || is_muted(t)))
		say_also(out, me_too_words(a, t->me_too));
	if (t->locked_ms)
		say_also(out, STR(_("closed")));
	if (is_muted(t))
		say_also(out, STR(_("muted")));
	else if (t->level.n && !str_eq(t->level, STR("normal")))
		say_also(out, STR(_("you follow it")));
}

static unsigned
title_style(const struct thread_row *t)
{
	if (is_muted(t))
		return STYLE_DIM;
	return t->unread ? STYLE_TITLE : STYLE_NORMAL;
}

/* All of it in one sentence, what tells threads apart in front. */
static void
draw_plain(struct canvas *c, const struct thread_row *t,
    const struct thread_look *look, struct arena *a)
{
	struct buf words = BUF_INIT(0);

	/* Half of a line is enough to know it; the rest says how it stands. */
	buf_put(&words, text_clip(a, t->title, (size_t)c->cols / 2));
	if (t->unread)
		buf_printf(&words, _(", %lld new"), (long long)t->unread);
	buf_cstr(&words, ", ");
	buf_put(&words, state_words(a, t, look->now_ms));
	if (look->boards)
		buf_printf(&words, _(", in %.*s"), STR_ARG(t->board));
	buf_printf(&words, _(", by @%.*s, %s"), STR_ARG(t->author),
	    clock_ago(t->bumped_ms, look->now_ms).text);
	if (t->score)
		buf_printf(&words, _(", %lld votes"), (long long)t->score);
	canvas_text(c, 0, LIST_COL, c->cols - LIST_COL, title_style(t),
	    buf_str(&words));
	buf_free(&words);
}

void
thread_row_draw(struct canvas *c, const struct thread_row *t,
    const struct thread_look *look)
{
	struct columns k = lay_out(c->cols, look);
	struct arena a = ARENA_INIT;

	if (look->gone) {
		canvas_text(c, 0, k.title, k.title_w, STYLE_DIM,
		    STR(_("(taken back meanwhile)")));
		return;
	}
	if (c->plain) {
		draw_plain(c, t, look, &a);
		arena_free(&a);
		return;
	}
	draw_mark(c, &k, t);
	draw_numbers(c, &k, t, look->now_ms);
	state_sign(c, 0, k.sign, t->state);
	canvas_text(c, 0, k.title, k.title_w, title_style(t), t->title);
	canvas_text(c, 0, k.board, k.board_w, STYLE_DIM, t->board);
	if (k.author_w)
		canvas_text(c, 0, k.author, k.author_w, STYLE_DIM,
		    arena_printf(&a, "@%.*s", STR_ARG(t->author)));
	draw_status(c, &k, t, &a);
	if (k.tags_w)
		draw_tags(c, &k, t);
	arena_free(&a);
}

void
thread_row_details(struct canvas *c, const struct thread_row *t,
    const struct thread_look *look)
{
	struct columns k = lay_out(c->cols, look);
	struct arena a = ARENA_INIT;
	struct buf words = BUF_INIT(0);
	int cells = c->cols - LIST_COL - 2;

	if (look->gone)
		return;
	if (text_cells(t->title) > (size_t)(k.title_w > 0 ? k.title_w : 0))
		canvas_text(c, 0, LIST_COL + 1, cells, STYLE_NORMAL, t->title);
	put_words(&words, &a, t, look->now_ms, k.author_w == 0);
	if (k.tags_w == 0)
		add_tags(&words, t->tags);
	canvas_text(c, 1, LIST_COL + 1, cells, STYLE_DIM, buf_str(&words));
	buf_free(&words);
	arena_free(&a);
}
