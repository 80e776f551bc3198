/* thread_view - how the posts of a thread look. */
#include <string.h>

#include "common/base/clock.h"
#include "common/text/utf8.h"
#include "screens/app.h"
#include "screens/thread_view.h"
#include "screens/ui/say.h"
#include "screens/ui/signs.h"
#include "screens/ui/state.h"

enum {
	WIDE_COLS = 60, /* from here on, words beside numbers and signs */
	AGE_CELLS = 10,
	AGE_CELLS_NARROW = 4,
	DATE_CELLS = 10, /* "2026-11-22" */
	SCORE_CELLS = 8,
	SCORE_CELLS_NARROW = 6,
	NUMBER_CELLS = 7,
	GIST_CELLS = 6, /* fewer of its words say nothing */
	NAME_CELLS = 6, /* fewer of it do not tell who it is */
	SIGN_CELLS = 3, /* "✓" or "●", and the gap before it */
	BAR = 0x2502,
	BRANCH = 0x251C,
	HERE = 0x25B8,
};

/* What one frame is drawn with; the header's words go from col to end. */
struct pen {
	struct view *v;
	struct canvas *c;
	struct arena *a;
	const struct post_row *post;
	const struct zone *zone;
	enum zone_clock clock;
	int64_t now_ms;
	bool wide;
	bool saved;
	int row;
	int col;
	int end;
};

static void
draw_bars(struct pen *p, int row, int levels)
{
	for (int i = 0; i < levels; i++)
		canvas_vline(p->c, row, 1 + 2 * i, 1, STYLE_BORDER, BAR);
}

static bool
fits(const struct pen *p, struct str text)
{
	return text.n && p->col + (int)text_cells(text) <= p->end;
}

/* One more word, if there is room; else its short form, if that has some. */
static void
add(struct pen *p, unsigned style, struct str text, struct str brief)
{
	text = signs_words(p->c, p->a, text);
	if (!fits(p, text))
		text = signs_words(p->c, p->a, brief);
	if (fits(p, text))
		p->col = canvas_put(p->c, p->row, p->col, style, text) + 2;
}

/* "12 min ago", or "12 m". */
static struct str
ago_words(const struct pen *p, bool whole, int64_t ms)
{
	struct clock_text t = clock_ago(ms, p->now_ms);
	struct str words = arena_dup(p->a, str_from(t.text)), number;

	if (whole)
		return words;
	number = str_cut(&words, ' ');
	if (str_eq(number, STR("just")))
		return STR(_("now"));
	return arena_printf(
	    p->a, "%.*s %.*s", STR_ARG(number), (int)(words.n > 0), words.p);
}

/* "12 min ago", or "12 m"; "2026-11-22 16:42". */
static struct str
age_words(const struct pen *p, bool whole, int64_t ms)
{
	struct str date;

	if (!p->v->absolute)
		return ago_words(p, whole, ms);
	date = arena_dup(p->a, str_from(zone_date(p->zone, ms, p->clock).text));
	return whole ? date : str_slice(date, 0, DATE_CELLS);
}

static struct str
score_words(const struct pen *p)
{
	const struct post_row *h = p->post;
	const char *mine = "";

	if (h->my_vote)
		mine = h->my_vote > 0 ? " +" : " -";
	else if (p->wide)
		mine = "  ";
	return arena_printf(p->a, "%s %lld%s", h->score < 0 ? "▼" : "▲",
	    (long long)(h->score < 0 ? -h->score : h->score), mine);
}

static struct str
depth_words(const struct pen *p, const struct tree_node *n, struct margins m)
{
	if (p->v->tree.by_time || p->v->tree.branch || n->depth <= m.bars)
		return STR("");
	return arena_printf(p->a, "»%d", (int)n->depth);
}

/* What a post replies to, where its place does not say so. */
static struct str
reply_words(const struct pen *p, int32_t at)
{
	const struct tree *t = &p->v->tree;
	int32_t parent = t->node[at].parent;

	if (!t->by_time || parent <= 0 || parent == at - 1)
		return STR("");
	return arena_printf(
	    p->a, _("to #%lld"), (long long)t->node[parent].head.n);
}

static int
name_cells(const struct pen *p)
{
	return 1 + (int)text_cells(p->post->author);
}

/* Widths of what stands at the right of a header's row, with its gaps. */
struct right {
	int number; /* 0: none */
	int age;
	int score;
	bool whole; /* "12 min ago", and not "12 m" */
};

/*
 * What has room beside the author and the signs: the score goes first, and
 * last the number, which is what the post is called.
 */
static struct right
right_of(const struct pen *p, const struct tree_node *n, struct margins m,
    struct str number)
{
	int cells = (int)text_cells(number) + 1;
	int age = AGE_CELLS + 1, brief = AGE_CELLS_NARROW + 1;

	if (p->v->absolute) {
		age = (int)text_cells(age_words(p, true, p->post->created_ms)) +
		    1;
		brief = DATE_CELLS + 1;
	}
	const struct right all[] = {
		{ NUMBER_CELLS, age, SCORE_CELLS, true },
		{ cells + 1, brief, SCORE_CELLS_NARROW, false },
		{ cells, brief, 0, false },
		{ cells, 0, 0, false },
	};
	struct str depth = depth_words(p, n, m);
	int room = m.right - p->col, name = name_cells(p), left = name;

	if (depth.n)
		left += (int)text_cells(depth) + 2;
	if (n->head.accepted)
		left += SIGN_CELLS;
	if (n->fresh || n->kept)
		left += SIGN_CELLS;
	for (size_t i = p->wide ? 0 : 1; i < 3; i++) {
		if (left + 1 + all[i].number + all[i].age + all[i].score <=
		    room)
			return all[i];
	}
	name = name < NAME_CELLS ? name : NAME_CELLS;
	return name + cells <= room ? all[3] : (struct right){ 0 };
}

/* Number, age and score, at the right of a header's row. */
static void
draw_right(struct pen *p, const struct tree_node *n, struct margins m)
{
	struct str number = arena_printf(p->a, "#%lld", (long long)n->head.n);
	struct right r = right_of(p, n, m, number);
	int col = m.right - r.score;

	if (r.score)
		canvas_text_right(p->c, p->row, col, r.score,
		    p->post->my_vote ? STYLE_ACCENT : STYLE_DIM,
		    signs_words(p->c, p->a, score_words(p)));
	if (r.age) {
		col -= r.age;
		canvas_text_right(p->c, p->row, col, r.age - 1, STYLE_DIM,
		    age_words(p, r.whole, p->post->created_ms));
	}
	if (r.number) {
		col -= r.number - !r.age;
		canvas_text(p->c, p->row, col, r.number - 1, STYLE_DIM, number);
	}
	p->end = col - (r.number > 0);
}

static void
add_handle(struct pen *p, struct str handle)
{
	struct str name = arena_printf(p->a, "@%.*s", STR_ARG(handle));
	int room = p->end - p->col;

	if (room > 0)
		name = text_clip(p->a, name, (size_t)room);
	p->col = canvas_put(p->c, p->row, p->col, STYLE_ACCENT, name) + 2;
}

static void
add_signs(struct pen *p, const struct tree_node *n)
{
	if (n->head.accepted)
		add(p, STYLE_GOOD, STR(_("✓ accepted")), STR("✓"));
	if (n->fresh || n->kept)
		add(p, STYLE_NEW, STR(_("● new")), STR("●"));
}

static void
add_role(struct pen *p, enum role role)
{
	if (p->wide && role >= ROLE_MODERATOR)
		add(p, STYLE_DIM, str_from(_(role_name(role))), STR(""));
}

/* What helps to answer kindly: they may be new here. */
static void
add_author(struct pen *p, const struct post_row *post, bool is_first)
{
	int64_t joined_ms = post->author_joined_ms;

	if (!p->wide || post->hidden_ms || post->author_role >= ROLE_MODERATOR)
		return;
	if (joined_ms > p->now_ms - CLOCK_DAY_MS)
		add(p, STYLE_DIM, STR(_("joined today")), STR(""));
	else if (is_first && joined_ms > p->now_ms - 7 * (int64_t)CLOCK_DAY_MS)
		add(p, STYLE_DIM, STR(_("joined this week")), STR(""));
	if (post->author_posts <= 1)
		add(p, STYLE_DIM, STR(_("first post")), STR(""));
}

/* The one line there is of a post whose author the viewer muted. */
static void
draw_shut(struct pen *p, int32_t at, struct margins m)
{
	struct str words = arena_printf(
	    p->a, _("@%.*s muted · Enter shows"), STR_ARG(p->post->author));

	p->col = at ? m.head : 1;
	draw_right(p, &p->v->tree.node[at], m);
	if (p->end > p->col)
		canvas_text(
		    p->c, p->row, p->col, p->end - p->col, STYLE_DIM, words);
}

static void
draw_header(struct pen *p, int32_t at, struct margins m)
{
	const struct tree_node *n = &p->v->tree.node[at];
	const struct tree_node *first = &p->v->tree.node[0];
	struct str depth;

	p->col = at ? m.head : 1;
	draw_right(p, n, m);
	depth = depth_words(p, n, m);
	if (p->col + (int)text_cells(depth) + 2 + name_cells(p) <= p->end)
		add(p, STYLE_DIM, depth, STR(""));
	add_handle(p, p->post->author);
	add_signs(p, n);
	add_role(p, p->post->author_role);
	add(p, STYLE_DIM, reply_words(p, at), STR(""));
	if (p->wide && str_eq(p->post->kind, STR("official")))
		add(p, STYLE_DIM, STR(_("official")), STR(""));
	else if (at && p->wide && n->head.author_id == first->head.author_id)
		add(p, STYLE_DIM,
		    p->v->thread.state.n ? STR(_("asked this")) :
					   STR(_("began this")),
		    STR(""));
	if (at == 0 || n->head.author_id != first->head.author_id)
		add_author(p, p->post, at == 0);
	if (p->wide && p->post->edited_ms)
		add(p, STYLE_DIM, STR(_("edited")), STR(""));
	if (p->saved)
		add(p, STYLE_DIM, STR(_("saved")), STR(""));
}

/* How many replies; beside a mark, where room is short, without a word. */
static void
add_below(struct pen *p, const struct tree_node *n)
{
	struct str count = arena_printf(p->a, "%d", (int)n->below);

	add(p, STYLE_DIM,
	    n->head.accepted && !p->wide ?
		count :
		arena_printf(p->a,
		    n->below == 1 ? _("%d reply") : _("%d replies"),
		    (int)n->below),
	    count);
}

/* "[+] @mira  ✓  12 replies  ● 2 new  I have seen…": a branch in a line. */
static void
draw_folded(struct pen *p, int32_t at, const struct layout *l, struct margins m)
{
	const struct tree *t = &p->v->tree;
	const struct tree_node *n = &t->node[at];
	int64_t fresh = n->fresh;

	for (int32_t i = n->place + 1; i <= n->place + n->below; i++)
		fresh += t->node[t->order[i]].fresh;
	p->col = canvas_put(p->c, p->row, m.head, STYLE_DIM, STR("[+] "));
	draw_right(p, n, m);
	add_handle(p, p->post->author);
	if (n->head.accepted)
		add(p, STYLE_GOOD, p->wide ? STR(_("✓ accepted")) : STR("✓"),
		    STR("✓"));
	if (n->below)
		add_below(p, n);
	if (fresh)
		add(p, STYLE_NEW,
		    p->wide ?
			arena_printf(p->a, _("● %lld new"), (long long)fresh) :
			STR("●"),
		    STR("●"));
	if (p->end - p->col >= GIST_CELLS)
		canvas_text(
		    p->c, p->row, p->col, p->end - p->col, STYLE_DIM, l->gist);
}

static struct str
state_words(const struct pen *p, struct str state, unsigned *style)
{
	*style = STYLE_DIM;
	if (str_eq(state, STR("open"))) {
		*style = STYLE_WARN;
		return STR(_("◌ waiting"));
	}
	if (str_eq(state, STR("replied")))
		return state_replied(p->c) == ':' ? STR(_(": replied")) :
						    STR(_("… replied"));
	if (str_eq(state, STR("solved"))) {
		*style = STYLE_GOOD;
		return STR(_("✓ solved"));
	}
	return STR("");
}

static void
draw_title(struct pen *p, const struct layout *l, int from, struct margins m)
{
	unsigned style;
	struct str state =
	    signs_words(p->c, p->a, state_words(p, p->v->thread.state, &style));

	for (size_t i = 0; i < l->title.lines; i++) {
		int row = from + (int)i;

		if (row < 0 || row >= p->c->rows)
			continue;
		(void)doc_draw(&l->title, p->c, row, 1, i, 1);
		canvas_style(p->c, row, 1, m.right - 1, STYLE_TITLE);
		if (i == 0 && state.n)
			canvas_put(p->c, row, m.right - (int)text_cells(state),
			    style, state);
	}
}

/* Below the first post: tags, how many share it, how it is followed. */
static void
draw_facts(struct pen *p, int row, struct margins m)
{
	const struct thread_row *t = &p->v->thread;
	struct str level = p->v->level;
	struct buf words = BUF_INIT(0);

	if (t->tags.n)
		say_also(&words, STR(_("tags ")));
	say_list(&words, t->tags);
	if (t->me_too)
		say_also(&words,
		    arena_printf(p->a,
			t->me_too == 1 ? _("%lld has this too") :
					 _("%lld have this too"),
			(long long)t->me_too));
	if (t->locked_ms)
		say_also(&words, STR(_("closed to replies")));
	if (str_eq(level, STR("mute")))
		say_also(&words, STR(_("muted by you")));
	else if (!str_eq(level, STR("normal")))
		say_also(&words, STR(_("followed by you")));
	canvas_text(
	    p->c, row, m.text, m.right - m.text, STYLE_DIM, buf_str(&words));
	buf_free(&words);
}

/* How far down the bars between this post and the next go. */
static int
bars_below(const struct pen *p, const struct span *at, struct margins m)
{
	const struct tree *t = &p->v->tree;
	int32_t row = t->node[at->node].row + 1;
	int next = 0;

	if (row < t->rows)
		next =
		    view_margins(p->c->cols, tree_depth(t, t->row[row])).bars;
	return m.bars < next ? m.bars : next;
}

static void
draw_marker(struct pen *p, const struct span *at)
{
	int row = at->head > 0 ? at->head : 0;

	if (at->node != p->v->sel || row >= p->c->rows)
		return;
	canvas_hline(p->c, row, 0, 1, STYLE_ACCENT, HERE);
	if (row == at->head)
		canvas_choose(p->c, row, 0, p->c->cols);
}

static void
draw_post(struct screen *s, struct pen *p, const struct span *at)
{
	const struct tree_node *n = &p->v->tree.node[at->node];
	const struct layout *l = view_layout(s, p->v, at->node);
	struct margins m =
	    view_margins(p->c->cols, tree_depth(&p->v->tree, at->node));
	int text = at->from + l->head, first = text < 0 ? -text : 0;
	int end = at->end < p->c->rows ? at->end : p->c->rows;

	for (int row = at->from > 0 ? at->from : 0; row < end; row++)
		draw_bars(p, row, m.bars);
	for (int row = at->end > 0 ? at->end : 0;
	     row < at->next && row < p->c->rows; row++)
		draw_bars(p, row, bars_below(p, at, m));
	p->row = at->head;
	p->post = &l->post;
	p->saved = l->saved;
	if (at->node == 0)
		draw_title(p, l, at->from, m);
	else if (at->head >= 0 && at->head < p->c->rows)
		canvas_hline(p->c, p->row, m.head - 2, 1, STYLE_BORDER, BRANCH);
	if (at->head >= 0 && at->head < p->c->rows) {
		if (n->folded)
			draw_folded(p, at->node, l, m);
		else if (view_is_shut(n))
			draw_shut(p, at->node, m);
		else
			draw_header(p, at->node, m);
	}
	if (end > text + first)
		(void)doc_draw_moved(&l->text, p->c, text + first, m.text,
		    m.right, p->v->moved, (size_t)first, end - text - first);
	if (l->tail > 1 && at->end + 1 >= 0 && at->end + 1 < p->c->rows)
		draw_facts(p, at->end + 1, m);
	draw_marker(p, at);
}

/* Posts that came and are out of the window; and what was left out. */
static void
put_hints(struct screen *s, struct pen *p, struct buf *out)
{
	const struct tree *t = &p->v->tree;
	struct span at = { .node = TREE_NONE };
	int32_t low = t->node[p->v->top].row, high = low;
	int64_t above = 0, below = 0;

	while (at.next < p->v->rows && view_span(s, p->v, &at)) {
		if (at.head < p->v->rows)
			high = t->node[at.node].row;
	}
	for (int32_t i = 0; i < t->len; i++) {
		int32_t row;

		if (!t->node[i].late || t->node[i].aside)
			continue;
		row = t->node[tree_shown(t, i)].row;
		above += row < low;
		below += row > high;
	}
	if (above)
		buf_printf(out, _("↑ %lld new above"), (long long)above);
	if (below)
		say_also(out,
		    arena_printf(
			p->a, _("↓ %lld new below"), (long long)below));
	if (t->cut && high + 1 == t->rows)
		say_also(out,
		    arena_printf(p->a, _("only the first %d posts are shown"),
			TREE_MAX));
}

/* In a row of its own, so that it stands in no post's words. */
static void
draw_hint(struct screen *s, struct pen *p)
{
	struct buf words = BUF_INIT(0);
	int right = view_margins(p->c->cols, 0).right;
	int row = p->c->rows - 1;

	put_hints(s, p, &words);
	p->v->hint = words.n > 0;
	if (words.n) {
		canvas_fill(p->c, row, 0, 1, p->c->cols, STYLE_NORMAL);
		canvas_text_right(
		    p->c, row, 1, right - 1, STYLE_NEW, buf_str(&words));
	}
	buf_free(&words);
}

static void
draw_lonely(struct pen *p, const struct span *last)
{
	int row = last->next;
	struct margins m = view_margins(p->c->cols, 0);

	if (p->v->tree.len != 1 || row >= p->c->rows)
		return;
	canvas_text(p->c, row, m.text, m.right - m.text, STYLE_DIM,
	    p->v->thread.locked_ms ?
		STR(_("Nobody has replied.")) :
		STR(_("Nobody has replied yet. r writes the first reply.")));
}

void
view_draw(struct screen *s, struct view *v, struct canvas *c)
{
	struct arena words = ARENA_INIT;
	struct pen p = { .v = v,
		.c = c,
		.a = &words,
		.zone = app_zone(s->app),
		.clock = app_clock(s->app),
		.now_ms = app_now_ms(s->app),
		.wide = c->cols >= WIDE_COLS };
	struct span at = { .node = TREE_NONE };

	while (at.next < c->rows && view_span(s, v, &at))
		draw_post(s, &p, &at);
	draw_lonely(&p, &at);
	draw_hint(s, &p);
	arena_free(&words);
}
