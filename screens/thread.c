/* thread - read a thread: its first post, and the replies as a tree. */
#include "screens/app.h"
#include "screens/thread_reader.h"
#include "screens/ui/ref.h"

struct tree_node *
reader_selected(struct screen *s)
{
	struct reader *r = s->state;
	struct tree *t = &r->view.tree;

	if (r->gone || r->view.sel < 0 || r->view.sel >= t->len)
		return NULL;
	return &t->node[r->view.sel];
}

void
reader_jump(struct screen *s, int32_t node)
{
	struct reader *r = s->state;
	struct view *v = &r->view;

	if (node < 0 || node >= v->tree.len)
		return;
	if (v->tree.node[node].folded)
		tree_fold(&v->tree, node, false);
	view_show(s, v, node);
	s->dirty = true;
}

static enum err
thread_open(struct screen *s, struct str arg)
{
	struct reader *r = s->state;
	enum err e;

	r->view.age = 1;
	e = reader_open(s, arg);
	if (e != ERR_NONE) {
		view_free(&r->view);
		arena_free(&r->row);
	}
	return e;
}

static void
draw_gone(struct canvas *c)
{
	canvas_text(c, 1, 1, c->cols - 2, STYLE_NORMAL,
	    STR(_("This thread is not here any more.")));
	canvas_text(c, 3, 1, c->cols - 2, STYLE_DIM, STR(_("q goes back.")));
}

static void
thread_draw(struct screen *s, struct canvas *c)
{
	struct reader *r = s->state;
	struct view *v = &r->view;

	if (r->gone) {
		draw_gone(c);
		return;
	}
	view_begin(v);
	view_size(s, v, c->rows, c->cols);
	if (v->to_settle)
		view_settle(s, v);
	r->looked = s->focused;
	if (s->focused)
		reader_see(s);
	view_draw(s, v, c);
}

static bool
thread_key(struct screen *s, const struct key *key)
{
	struct reader *r = s->state;

	(void)key;
	view_begin(&r->view);
	r->own_n = reader_own_newest(s);
	(void)reader_mark(s, false, NULL);
	return false;
}

static void
post_event(struct screen *s, const struct event_note *note)
{
	struct reader *r = s->state;
	struct view *v = &r->view;
	enum err e;

	if (note->kind == EVENT_POST_REPLIED)
		e = tree_grow(&v->tree, s->store, s->viewer, v->thread.id);
	else
		e = tree_touch(
		    &v->tree, s->store, s->viewer, v->thread.id, note->n);
	if (e != ERR_NONE)
		app_say(s->app, STYLE_BAD, str_from(err_text(e)));
	if (note->kind != EVENT_POST_VOTED || note->n == 1)
		reader_look_at_row(s);
	s->dirty = true;
}

/* Whether somebody wrote here. */
static bool
has_author(const struct screen *s, int64_t member)
{
	const struct reader *r = s->state;
	const struct tree *t = &r->view.tree;

	for (int32_t i = 0; i < t->len; i++) {
		if (t->node[i].head.author_id == member)
			return true;
	}
	return false;
}

static void
thread_event(struct screen *s, const struct event_note *note)
{
	struct reader *r = s->state;

	switch (note->kind) {
	case EVENT_POST_REPLIED:
	case EVENT_POST_EDITED:
	case EVENT_POST_DELETED:
	case EVENT_POST_VOTED:
		if (note->thread_id == r->view.thread.id)
			post_event(s, note);
		break;
	case EVENT_THREAD_SOLVED:
	case EVENT_THREAD_REOPENED:
	case EVENT_THREAD_ME_TOO:
	case EVENT_THREAD_TAGGED:
		if (note->thread_id == r->view.thread.id) {
			reader_look_at_row(s);
			s->dirty = true;
		}
		break;
	case EVENT_MEMBER_RENAMED:
	case EVENT_MEMBER_ROLE:
		if (has_author(s, note->ref_id))
			reader_reload(s);
		break;
	case EVENT_BOARD_CHANGED:
		if (note->ref_id == r->view.thread.board_id)
			reader_reload(s);
		break;
	case EVENT_IMPORTED:
		reader_reload(s);
		break;
	case EVENT_MEMBER_JOINED:
	case EVENT_MEMBER_PROFILE:
	case EVENT_KEY_ADDED:
	case EVENT_KEY_REVOKED:
	case EVENT_PASSWORD_SET:
	case EVENT_INVITED:
	case EVENT_BOARD_ADDED:
	case EVENT_THREAD_POSTED:
	case EVENT_FOLLOWED:
	case EVENT_SETTING_CHANGED:
	case EVENT_ART_CHANGED:
		break;
	}
}

/* Shown again: whoever has just replied goes to what they wrote. */
static void
thread_again(struct screen *s)
{
	struct reader *r = s->state;
	int64_t own;

	reader_look_again(s);
	own = reader_own_newest(s);
	if (!r->gone && own > r->own_n && app_top(s->app) == s) {
		reader_jump(s, tree_find(&r->view.tree, own));
		r->own_n = own;
	}
}

static struct str
thread_crumbs(struct screen *s, struct arena *a)
{
	const struct reader *r = s->state;
	struct str title = r->view.thread.title;

	if (title.n == 0)
		title = STR(_("(gone)"));
	if (r->board.n == 0)
		return arena_dup(a, title);
	return arena_printf(
	    a, "%.*s › %.*s", STR_ARG(r->board), STR_ARG(title));
}

static struct str
thread_place(struct screen *s, struct arena *a)
{
	const struct reader *r = s->state;
	const struct tree_node *n = reader_selected(s);

	return ref_text(a, r->view.thread.id, n ? n->head.n : 1);
}

/* What was seen is kept, though nobody touches a key. */
static void
thread_tick(struct screen *s)
{
	(void)reader_mark(s, false, NULL);
}

static void
thread_close(struct screen *s)
{
	struct reader *r = s->state;

	(void)reader_mark(s, true, NULL);
	view_free(&r->view);
	arena_free(&r->row);
}

/* What the commands behind the keys would say no to, as far as it shows. */
static bool
thread_applies(const struct screen *s, int32_t key)
{
	const struct reader *r = s->state;
	const struct view *v = &r->view;
	const struct tree_node *n;
	bool question = v->thread.state.n > 0;
	bool asked = v->thread.author_id == s->viewer.id;

	if (r->gone || v->sel < 0 || v->sel >= v->tree.len)
		return false;
	n = &v->tree.node[v->sel];
	switch (key) {
	case 'r':
	case 'R':
		return s->viewer.id &&
		    (v->thread.locked_ms == 0 || r->moderates);
	case '+':
	case '-':
		return s->viewer.id && n->head.author_id != s->viewer.id &&
		    n->head.hidden_ms == 0;
	case 'A':
		return s->viewer.id && question && n->head.n != 1 &&
		    n->head.hidden_ms == 0 && (asked || r->moderates);
	case 'm':
		return s->viewer.id && question && !asked;
	case 'e':
		return s->viewer.id && n->head.author_id == s->viewer.id &&
		    n->head.hidden_ms == 0;
	case 'u':
		return s->viewer.id && n->head.author_id != s->viewer.id &&
		    n->head.hidden_ms == 0;
	case 'd':
	case 's':
	case 'M':
		return s->viewer.id != 0;
	case 'z':
	case 'Z':
		return v->tree.len > 1;
	default:
		return true;
	}
}

static const struct binding thread_keys[] = {
	{ ' ', N_("read on"), reader_space, NULL, BINDING_MOVE },
	{ 'r', N_("reply"), reader_reply, NULL, 0 },
	{ '+', N_("vote"), reader_vote_up, NULL, 0 },
	{ 'A', N_("accept"), reader_accept, NULL, 0 },
	{ 'm', N_("me too"), reader_me_too, NULL, 0 },
	{ KEYS_TAB, N_("next new"), reader_next_any, NULL, BINDING_MOVE },
	{ 'z', N_("fold"), reader_fold, NULL, 0 },
	{ 'R', N_("reply quoting"), reader_quote, NULL, BINDING_QUIET },
	{ 'e', N_("edit yours"), reader_edit, NULL, BINDING_QUIET },
	{ '-', N_("vote down"), reader_vote_down, NULL, BINDING_QUIET },
	{ 'j', N_("down"), reader_line_down, NULL, BINDING_QUIET },
	{ KEYS_DOWN, NULL, reader_line_down, NULL, 0 },
	{ 'k', N_("up"), reader_line_up, NULL, BINDING_QUIET },
	{ KEYS_UP, NULL, reader_line_up, NULL, 0 },
	{ KEYS_WHEEL_DOWN, NULL, reader_wheel_down, NULL, 0 },
	{ KEYS_WHEEL_UP, NULL, reader_wheel_up, NULL, 0 },
	{ KEYS_PGDN, N_("page down"), reader_page_down, NULL, BINDING_QUIET },
	{ KEYS_PGUP, N_("page up"), reader_page_up, NULL, BINDING_QUIET },
	{ KEYS_CTRL | 'd', N_("half down"), reader_half_down, NULL,
	    BINDING_QUIET | BINDING_MOVE },
	{ KEYS_CTRL | 'u', N_("half up"), reader_half_up, NULL,
	    BINDING_QUIET | BINDING_MOVE },
	{ 'g', N_("first post"), reader_to_top, NULL, BINDING_QUIET },
	{ KEYS_HOME, NULL, reader_to_top, NULL, 0 },
	{ 'G', N_("the end"), reader_to_end, NULL, BINDING_QUIET },
	{ KEYS_END, NULL, reader_to_end, NULL, 0 },
	{ 'J', N_("next post"), reader_next_post, NULL,
	    BINDING_QUIET | BINDING_MOVE },
	{ '}', NULL, reader_next_post, NULL, 0 },
	{ 'K', N_("previous post"), reader_prev_post, NULL,
	    BINDING_QUIET | BINDING_MOVE },
	{ '{', NULL, reader_prev_post, NULL, 0 },
	{ 'n', N_("next unread"), reader_next_new, NULL,
	    BINDING_QUIET | BINDING_MOVE },
	{ 'p', N_("previous unread"), reader_prev_new, NULL,
	    BINDING_QUIET | BINDING_MOVE },
	{ ']', N_("next thread"), reader_next_thread, NULL,
	    BINDING_QUIET | BINDING_MOVE },
	{ '[', N_("previous thread"), reader_prev_thread, NULL,
	    BINDING_QUIET | BINDING_MOVE },
	{ 'P', N_("to what it answers"), reader_parent, NULL,
	    BINDING_QUIET | BINDING_MOVE },
	{ '#', N_("by number"), reader_go_to, NULL,
	    BINDING_QUIET | BINDING_MOVE },
	{ 'Z', N_("fold all"), reader_fold_all, NULL, BINDING_QUIET },
	{ 'd', N_("all read"), reader_mark_all, NULL, BINDING_QUIET },
	{ 'u', N_("keep unread"), reader_keep_new, NULL, BINDING_QUIET },
	{ 's', N_("follow"), reader_follow, NULL, BINDING_QUIET },
	{ 'M', N_("mute"), reader_mute, NULL, BINDING_QUIET },
	{ 'o', N_("its links"), reader_links, NULL, BINDING_QUIET },
	{ 'y', N_("copy"), reader_copy, NULL, BINDING_QUIET },
	{ 'Y', N_("copy code"), reader_copy_code, NULL, BINDING_QUIET },
	{ 'h', N_("back"), app_back, NULL, BINDING_QUIET },
	{ 0 },
};

extern const struct screen_class thread_screen;

const struct screen_class thread_screen = {
	.name = "thread",
	.title = N_("Thread"),
	.command = "read",
	.state_size = sizeof(struct reader),
	.pane = PANE_READER,
	.keys = thread_keys,
	.open = thread_open,
	.draw = thread_draw,
	.crumbs = thread_crumbs,
	.place = thread_place,
	.applies = thread_applies,
	.key = thread_key,
	.event = thread_event,
	.again = thread_again,
	.tick = thread_tick,
	.close = thread_close,
};
