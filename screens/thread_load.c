/* thread_reader - what a thread is read from: its row, its posts, its marks. */
#include <string.h>

#include "common/store/board.h"
#include "common/store/mark.h"
#include "screens/app.h"
#include "screens/thread_reader.h"
#include "screens/ui/ref.h"

/* As far as the first post and the signs of the others show it. */
static bool
looks_same(const struct thread_row *a, const struct thread_row *b)
{
	return str_eq(a->title, b->title) && str_eq(a->state, b->state) &&
	    str_eq(a->tags, b->tags) && a->me_too == b->me_too &&
	    a->locked_ms == b->locked_ms && a->solved_post == b->solved_post;
}

static void
show_facts(struct view *v)
{
	struct tree *t = &v->tree;

	for (int32_t i = 0; i < t->len; i++)
		t->node[i].head.accepted =
		    t->node[i].head.id == v->thread.solved_post;
	if (t->len)
		t->node[0].layout = NULL;
}

/* The row of the thread, which lives in an arena of its own. */
static enum err
load_row(struct screen *s, int64_t thread)
{
	struct reader *r = s->state;
	struct view *v = &r->view;
	struct arena fresh = ARENA_INIT;
	struct thread_row row = { 0 };
	enum err e =
	    store_thread_get(s->store, &fresh, s->viewer, thread, &row);
	bool same = e == ERR_NONE && looks_same(&v->thread, &row);

	row.id = thread;
	v->thread = row;
	arena_free(&r->row);
	r->row = fresh;
	if (!same)
		show_facts(v);
	return e;
}

/* What stands around the posts: title, board, who asked, follows. */
static enum err
load_facts(struct screen *s, int64_t thread)
{
	struct reader *r = s->state;
	struct view *v = &r->view;
	struct board_row board;

	arena_reset(&s->arena);
	v->level = STR("normal");
	r->board = STR("");
	r->moderates = s->viewer.role >= ROLE_MODERATOR;
	TRY(load_row(s, thread));
	r->board = arena_dup(&s->arena, v->thread.board);
	if (store_board_by_id(s->store, &s->arena, s->viewer,
		v->thread.board_id, &board) == ERR_NONE) {
		r->board = board.title;
		r->moderates = r->moderates || board.moderates;
	}
	if (s->viewer.id)
		TRY(store_follow_get(s->store, &s->arena, s->viewer.id,
		    STR("thread"), thread, &v->level));
	return ERR_NONE;
}

int64_t
reader_own_newest(const struct screen *s)
{
	const struct reader *r = s->state;
	const struct tree *t = &r->view.tree;

	for (int32_t i = t->len - 1; s->viewer.id && i >= 0; i--) {
		if (t->node[i].head.author_id == s->viewer.id)
			return t->node[i].head.n;
	}
	return 0;
}

/* The post asked for; else the first new one; else the first. */
static int32_t
find_first(struct screen *s, int64_t n)
{
	const struct reader *r = s->state;
	const struct tree *t = &r->view.tree;
	int32_t at = TREE_NONE;

	if (n) {
		at = tree_find(t, n);
		if (at != TREE_NONE)
			return at;
		app_say(s->app, STYLE_WARN,
		    STR(_("There is no such post here; this is the last.")));
		return t->len - 1;
	}
	if (t->len && !tree_is_new(&t->node[0]))
		at = tree_seek(t, 0, 1, tree_is_new);
	return at == TREE_NONE ? 0 : at;
}

enum err
reader_open(struct screen *s, struct str arg)
{
	struct reader *r = s->state;
	struct arena a = ARENA_INIT;
	struct thread_row row;
	struct ref to;
	enum err e;

	if (!ref_parse(arg, &to))
		return ERR_INVALID;
	e = store_thread_get(s->store, &a, s->viewer, to.thread, &row);
	arena_free(&a);
	TRY(e);
	if (r->view.thread.id)
		(void)reader_mark(s, true, NULL);
	r->gone = true; /* until all of it is here */
	TRY(load_facts(s, to.thread));
	tree_free(&r->view.tree);
	TRY(tree_load(&r->view.tree, s->store, s->viewer, to.thread));
	if (r->view.tree.len == 0)
		return ERR_MISSING;
	view_forget(&r->view);
	r->gone = r->looked = false;
	r->unmarked = 0;
	reader_stamp(s);
	r->own_n = reader_own_newest(s);
	view_show(s, &r->view, find_first(s, to.n));
	s->dirty = true;
	return ERR_NONE;
}

void
reader_stamp(struct screen *s)
{
	struct reader *r = s->state;

	if (store_mark_stamp(s->store, s->viewer.id, r->view.thread.id,
		&r->stamp) != ERR_NONE)
		r->stamp = (struct mark_stamp){ 0 };
}

/*
 * The window stays where it is: nodes keep their places in the tree.  A long
 * one takes milliseconds to load.
 */
void
reader_reload(struct screen *s)
{
	struct reader *r = s->state;
	struct view *v = &r->view;
	int64_t thread = v->thread.id;
	enum err e = load_facts(s, thread);

	if (e == ERR_NONE)
		e = tree_load(&v->tree, s->store, s->viewer, thread);
	v->age++;
	r->gone = e != ERR_NONE || v->tree.len == 0;
	if (v->sel >= v->tree.len || v->top >= v->tree.len)
		v->sel = v->top = v->line = 0;
	reader_stamp(s);
	s->dirty = true;
}

/*
 * Events have told of each post; what they do not tell is what else the
 * viewer has read and follows, and answers may come before their events.
 */
void
reader_look_again(struct screen *s)
{
	struct reader *r = s->state;
	struct view *v = &r->view;
	struct mark_stamp was = r->stamp;
	enum err e = ERR_NONE;

	reader_stamp(s);
	if (s->behind || r->gone || memcmp(&was, &r->stamp, sizeof was)) {
		reader_reload(s);
		return;
	}
	e = load_facts(s, v->thread.id);
	show_facts(v);
	if (e == ERR_NONE &&
	    v->tree.node[v->tree.len - 1].head.n < v->thread.seq)
		e = tree_grow(&v->tree, s->store, s->viewer, v->thread.id);
	r->gone = e != ERR_NONE;
	s->dirty = true;
}

void
reader_look_at_row(struct screen *s)
{
	struct reader *r = s->state;

	if (load_row(s, r->view.thread.id) != ERR_NONE)
		r->gone = true;
}
