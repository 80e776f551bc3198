/* profile - a member: who, since when, in their own words, and what of late. */
#include "common/base/clock.h"
#include "common/store/post.h"
#include "common/text/utf8.h"
#include "common/text/wrap.h"
#include "screens/profile_impl.h"
#include "screens/ui/frame.h"
#include "screens/ui/go.h"
#include "screens/ui/people.h"
#include "screens/ui/ref.h"
#include "screens/ui/say.h"
#include "screens/ui/state.h"

enum {
	POSTS = 50,
	AGE_COLS = 4,
	BOARD_COLS = 14,
	NARROW = 54,
	DOC_COLS_MAX = 90,
	GIST_COLS = 100,
	GIST_LEAST = 8,	   /* columns: less says nothing */
	GIST_BYTES = 2000, /* of a post: its own words may follow a quotation */
};

struct str
profile_lost_words(void)
{
	return STR(_("This profile cannot be read just now."));
}

static int64_t
item_id(void *arg, size_t i)
{
	const struct profile *st = arg;

	if (i < st->doc.lines)
		return -1 - (int64_t)i;
	return st->posts.row[i - st->doc.lines].id;
}

static struct list_rows
item_rows(void *arg, size_t i, bool selected)
{
	const struct profile *st = arg;

	(void)selected;
	if (i == st->doc.lines)
		return (struct list_rows){ st->doc.lines ? 2 : 1, 1 };
	return (struct list_rows){ 0, 1 };
}

/* The first words of a post, looked for once it is seen. */
static struct str
gist_of(struct profile *st, size_t i)
{
	struct screen *s = st->screen;
	const struct member_post *m = &st->posts.row[i];
	const struct doc_options o = { .cols = GIST_COLS };
	struct post_row p = { 0 };
	struct arena a = ARENA_INIT;
	struct doc doc = { 0 };

	if (st->gist[i].p)
		return st->gist[i];
	if (store_post_get(s->store, &a, s->viewer, m->thread_id, m->n, &p) ==
		ERR_NONE &&
	    !p.hidden_ms)
		doc_markdown(&a,
		    str_slice(p.body, 0, utf8_floor(p.body, GIST_BYTES)), &o,
		    &doc);
	st->gist[i] =
	    arena_dup(&s->arena, text_clip(&a, doc_gist(&a, &doc), GIST_COLS));
	if (st->gist[i].p == NULL)
		st->gist[i] = STR("");
	arena_free(&a);
	return st->gist[i];
}

/*
 * The title and how the post begins.  Many posts may stand in one thread: of
 * its title a reply shows less, or none where there is no room.
 */
static void
draw_words(struct canvas *c, int row, int col, const struct member_post *p,
    struct str gist)
{
	int room = c->cols - col - 1, title = room;

	if (p->n > 1 && gist.n && c->cols < NARROW) {
		title = 0;
	} else if (p->n > 1 && gist.n) {
		title -= (int)text_cells(gist) + 2;
		title = title > room * 2 / 5 ? title : room * 2 / 5;
	}
	if (title > 0)
		col +=
		    canvas_text(c, row, col, title, STYLE_NORMAL, p->title) + 2;
	room = c->cols - col - 1;
	if (room >= GIST_LEAST)
		canvas_text(c, row, col, room,
		    title > 0 ? STYLE_DIM : STYLE_NORMAL, gist);
}

static void
draw_post(struct canvas *c, int row, const struct member_post *p,
    struct str gist, int64_t now_ms)
{
	int col = PROFILE_COL;

	canvas_text_right(c, row, col, AGE_COLS, STYLE_DIM,
	    str_from(clock_age(p->created_ms, now_ms).text));
	col += AGE_COLS + 2;
	if (c->cols >= NARROW) {
		canvas_text(c, row, col, BOARD_COLS, STYLE_DIM, p->board);
		col += BOARD_COLS + 1;
	}
	state_sign(c, row, col, p->state);
	draw_words(c, row, col + 2, p, gist);
}

static void
item_draw(void *arg, struct canvas *c, size_t i, bool selected)
{
	struct profile *st = arg;
	int row = item_rows(arg, i, selected).lead;

	if (i < st->doc.lines) {
		doc_draw(&st->doc, c, 0, PROFILE_COL, i, 1);
		return;
	}
	if (row)
		canvas_text(c, row - 1, PROFILE_COL, c->cols - PROFILE_COL - 1,
		    STYLE_DIM, STR(_("Latest posts")));
	i -= st->doc.lines;
	draw_post(c, row, &st->posts.row[i], gist_of(st, i),
	    app_now_ms(st->screen->app));
}

static const struct list_model item_model = {
	.id = item_id,
	.rows = item_rows,
	.draw = item_draw,
};

/* The lines for a width; the posts behind them keep the cursor. */
static void
lay_out(struct screen *s, int cols)
{
	struct profile *st = s->state;
	struct doc_options options = { .cols = cols };

	if (cols == st->doc_cols)
		return;
	st->doc_cols = cols;
	st->doc = (struct doc){ 0 };
	arena_reset(&st->doc_arena);
	if (st->m.bio.n)
		doc_markdown(&st->doc_arena, st->m.bio, &options, &st->doc);
	list_reset(&st->list, st->doc.lines + st->posts.len);
}

static int
doc_cols(int cols)
{
	cols -= PROFILE_COL + 1;
	return cols < 1 ? 1 : cols > DOC_COLS_MAX ? DOC_COLS_MAX : cols;
}

static enum err
load(struct screen *s)
{
	struct profile *st = s->state;
	int cols = st->doc_cols;

	arena_reset(&s->arena);
	st->lost = true; /* until all of it is here */
	st->m = (struct member_row){ 0 };
	st->doc = (struct doc){ 0 };
	st->posts = (struct member_post_list){ 0 };
	st->doc_cols = 0;
	st->list.len = 0;
	TRY(store_member_get(s->store, &s->arena, st->id, &st->m));
	TRY(store_member_posts_count(
	    s->store, s->viewer, st->id, &st->m.posts));
	TRY(store_member_posts(
	    s->store, &s->arena, s->viewer, st->id, 0, POSTS, &st->posts));
	st->gist = arena_array(&s->arena, struct str, st->posts.len);
	profile_side_load(s);
	lay_out(s, cols ? cols : doc_cols(app_cols(s->app)));
	st->lost = false;
	return ERR_NONE;
}

/* A guest who asked for their own page may be somebody by now. */
void
profile_reload(struct screen *s)
{
	struct profile *st = s->state;

	if (st->id == 0)
		st->id = s->viewer.id;
	if (st->id)
		(void)load(s);
	s->dirty = true;
}

static enum err
profile_open(struct screen *s, struct str arg)
{
	struct profile *st = s->state;
	struct member_row m;

	if (str_starts(arg, STR("@")))
		arg = str_slice(arg, 1, arg.n);
	st->screen = s;
	st->id = s->viewer.id;
	if (arg.n) {
		TRY(store_member_by_handle(s->store, &s->arena, arg, &m));
		st->id = m.id;
	}
	list_init(&st->list, &item_model, st, 0);
	if (st->id)
		TRY(load(s));
	/* The posts are what one would open. */
	if (st->posts.len && st->list.cursor == 0)
		list_select(&st->list, st->posts.row[0].id);
	st->list.first = 0;
	return ERR_NONE;
}

bool
profile_is_own(const struct screen *s)
{
	return s->viewer.id &&
	    ((const struct profile *)s->state)->id == s->viewer.id;
}

static struct str
facts(struct screen *s, struct arena *a)
{
	const struct profile *st = s->state;
	const struct member_row *m = &st->m;
	int64_t now_ms = app_now_ms(s->app);
	struct buf b = BUF_INIT(0);
	struct str out;

	if (m->posts == 1)
		say_also(&b, STR(_("1 post")));
	else
		say_also(
		    &b, arena_printf(a, _("%lld posts"), (long long)m->posts));
	say_also(&b,
	    arena_printf(
		a, _("joined %s"), clock_ago(m->joined_ms, now_ms).text));
	if (people_here(app_presence(s->app), m->id))
		say_also(&b, STR(_("here now")));
	else if (m->seen_ms)
		say_also(&b,
		    arena_printf(
			a, _("seen %s"), clock_ago(m->seen_ms, now_ms).text));
	if (m->inviter.n)
		say_also(&b,
		    arena_printf(
			a, _("invited by @%.*s"), STR_ARG(m->inviter)));
	out = arena_dup(a, buf_str(&b));
	buf_free(&b);
	return out;
}

/* Only what is not as usual. */
static struct str
standing(const struct member_row *m)
{
	if (str_eq(m->status, STR("unclaimed")))
		return STR(_("wrote elsewhere, has not come here yet"));
	if (str_eq(m->status, STR("active")))
		return STR("");
	return m->status;
}

static void
draw_top(struct screen *s, struct canvas *c)
{
	const struct profile *st = s->state;
	struct arena a = ARENA_INIT;
	struct str role = people_role(st->m.role);
	struct str status = standing(&st->m);
	int half = c->cols / 3;

	people_name(c, 0, 1, c->cols - half - 2, 0, &st->m);
	canvas_text_right(c, 0, c->cols - half, half - 1,
	    status.n ? STYLE_WARN : STYLE_ACCENT, status.n ? status : role);
	canvas_text(c, 1, 1, c->cols - 2, STYLE_DIM, facts(s, &a));
	arena_free(&a);
}

static void
draw_guest(struct screen *s, struct canvas *c)
{
	struct arena a = ARENA_INIT;

	canvas_text(c, 1, PROFILE_COL, c->cols - PROFILE_COL - 1, STYLE_NORMAL,
	    STR(_("Guests have no profile. To become a member:")));
	canvas_text(c, 3, PROFILE_COL, c->cols - PROFILE_COL - 1, STYLE_CODE,
	    arena_printf(&a, "  %.*s", STR_ARG(go_join_way(s, &a))));
	arena_free(&a);
}

/* What the key's picture and its company take of the window. */
static int
side_cols(const struct profile *st, int cols)
{
	return cols < PROFILE_SIDE_FROM || profile_side_is_empty(&st->side) ?
	    0 :
	    PROFILE_SIDE_COLS + 1;
}

static void
draw_nothing(struct screen *s, struct canvas *c)
{
	struct canvas in =
	    canvas_sub(c, 0, PROFILE_COL, c->rows, c->cols - PROFILE_COL - 1);
	struct arena a = ARENA_INIT;
	struct str words = profile_is_own(s) ?
	    STR(_("Nothing yet: your posts will be here. e tells the others "
		  "about you.")) :
	    STR(_("Nothing yet: no posts that you may see."));

	frame_text(
	    &in, 0, STYLE_DIM, text_wrap(&a, words, (size_t)in.cols, STR("")));
	arena_free(&a);
}

static void
profile_draw(struct screen *s, struct canvas *c)
{
	struct profile *st = s->state;
	int beside = side_cols(st, c->cols);
	struct canvas body = canvas_sub(
	    c, PROFILE_TOP, 0, c->rows - PROFILE_TOP, c->cols - beside);
	struct canvas side = canvas_sub(c, PROFILE_TOP, c->cols - beside,
	    c->rows - PROFILE_TOP, PROFILE_SIDE_COLS);

	if (st->id == 0) {
		draw_guest(s, c);
		return;
	}
	if (st->lost && st->editor == NULL) {
		canvas_text(c, 1, PROFILE_COL, c->cols - PROFILE_COL - 1,
		    STYLE_NORMAL, profile_lost_words());
		return;
	}
	draw_top(s, c);
	if (st->editor) {
		profile_draw_editor(s, c);
		return;
	}
	if (beside)
		profile_side_draw(&st->side, &side);
	lay_out(s, doc_cols(body.cols));
	list_draw(&st->list, &body, s->focused);
	if (st->list.len == 0)
		draw_nothing(s, &body);
}

static struct str
profile_crumbs(struct screen *s, struct arena *a)
{
	const struct profile *st = s->state;

	if (st->id == 0)
		return STR(_("Profile"));
	return arena_printf(a, "@%.*s", STR_ARG(st->m.handle));
}

static struct str
profile_place(struct screen *s, struct arena *a)
{
	return arena_dup(a, ((const struct profile *)s->state)->m.handle);
}

static const struct member_post *
post_here(const struct profile *st)
{
	size_t at = st->list.cursor;

	if (at < st->doc.lines || at - st->doc.lines >= st->posts.len)
		return NULL;
	return &st->posts.row[at - st->doc.lines];
}

static void
open_post(struct screen *s)
{
	const struct member_post *p = post_here(s->state);
	struct arena a = ARENA_INIT;

	if (p)
		go_to(s, STR("thread"), ref_text(&a, p->thread_id, p->n));
	arena_free(&a);
}

static void
open_keys(struct screen *s)
{
	if (go_is_member(s))
		go_to(s, STR("keys"), STR(""));
}

static void
profile_event(struct screen *s, const struct event_note *note)
{
	const struct profile *st = s->state;

	if (note->ref_id == st->id &&
	    (note->kind == EVENT_MEMBER_PROFILE ||
		note->kind == EVENT_MEMBER_RENAMED ||
		note->kind == EVENT_MEMBER_ROLE))
		profile_reload(s);
	else if (note->thread_id && note->actor_id == st->id)
		profile_reload(s);
}

static void
profile_close(struct screen *s)
{
	struct profile *st = s->state;

	editor_free(st->editor);
	arena_free(&st->doc_arena);
}

static bool
profile_applies(const struct screen *s, int32_t key)
{
	if (((const struct profile *)s->state)->editor)
		return false;
	switch (key) {
	case KEYS_ENTER:
		return post_here(s->state) != NULL;
	case 'e':
	case 'K':
		return profile_is_own(s);
	default:
		return true;
	}
}

static const struct binding *
profile_typing(const struct screen *s)
{
	return ((const struct profile *)s->state)->editor ? editor_keys : NULL;
}

static const struct binding profile_keys[] = {
	{ KEYS_ENTER, N_("open"), open_post, NULL, 0 },
	{ 'l', NULL, open_post, NULL, 0 },
	{ KEYS_RIGHT, NULL, open_post, NULL, 0 },
	{ 'e', N_("change"), profile_edit, NULL, 0 },
	{ 'K', N_("your keys"), open_keys, NULL, 0 },
	LIST_KEYS,
	{ 0 },
};

extern const struct screen_class profile_screen;

const struct screen_class profile_screen = {
	.name = "profile",
	.title = N_("Profile"),
	.command = "profile",
	.state_size = sizeof(struct profile),
	.pane = PANE_READER,
	.keys = profile_keys,
	.open = profile_open,
	.draw = profile_draw,
	.crumbs = profile_crumbs,
	.place = profile_place,
	.applies = profile_applies,
	.typing = profile_typing,
	.key = profile_key,
	.event = profile_event,
	.again = profile_reload,
	.close = profile_close,
};
