/* unread - threads with something new, board by board. */
#include "common/store/board.h"
#include "screens/ui/go.h"
#include "screens/ui/prompt.h"
#include "screens/ui/threads.h"

struct unread {
	struct threads threads; /* first: the list's keys look for it */
	int64_t board[BOARDS_MAX];
	size_t boards;
};

/* Those the viewer may read, in their order, but for what they muted. */
static void
find_boards(struct screen *s)
{
	struct unread *u = s->state;
	struct arena a = ARENA_INIT;
	struct board_list list = { 0 };

	u->boards = 0;
	if (store_board_rows(s->store, &a, s->viewer, &list) != ERR_NONE)
		list.len = 0;
	for (size_t i = 0; i < list.len; i++) {
		const struct board_row *b = &list.row[i];

		if (!str_eq(b->level, STR("mute")))
			u->board[u->boards++] = b->id;
	}
	arena_free(&a);
}

/* A page of the board where the last one ended, or of one after it. */
static enum err
fetch(struct threads *t, struct threads_edge from, bool up,
    struct thread_list *out)
{
	const struct unread *u = (const struct unread *)t;
	struct screen *s = t->screen;
	struct thread_query q = {
		.filter = THREADS_UNREAD,
		.from = from.at,
		.up = up,
		.max = THREADS_PAGE,
	};
	size_t at = 0;

	*out = (struct thread_list){ 0 };
	while (from.board && at < u->boards && u->board[at] != from.board)
		at++;
	for (; at < u->boards && out->len == 0; at++) {
		q.board = u->board[at];
		TRY(store_thread_list(s->store, &s->arena, s->viewer, &q, out));
		q.from = (struct thread_cursor){ 0 };
	}
	return ERR_NONE;
}

static void
start(struct screen *s)
{
	struct unread *u = s->state;

	find_boards(s);
	u->threads.boards = true;
	threads_init(&u->threads, s, fetch, THREADS_UNREAD);
}

static enum err
unread_open(struct screen *s, struct str arg)
{
	(void)arg;
	start(s);
	return ERR_NONE;
}

static void
draw_empty(struct screen *s, struct canvas *c)
{
	int row = c->rows > 8 ? 3 : 1, cells = c->cols - 4;
	struct arena a = ARENA_INIT;

	if (s->viewer.id == 0) {
		canvas_text(c, row, 3, cells, STYLE_TITLE,
		    STR(_("Members see here what is new for them.")));
		canvas_text(c, row + 2, 3, cells, STYLE_DIM,
		    arena_printf(
			&a, _("To join: %.*s"), STR_ARG(go_join_way(s, &a))));
	} else {
		canvas_text(c, row, 3, cells, STYLE_TITLE,
		    STR(_("Nothing new. You have read it all.")));
		canvas_text(c, row + 2, 3, cells, STYLE_DIM,
		    STR(_("New posts appear here by themselves.")));
		canvas_text(c, row + 3, 3, cells, STYLE_DIM,
		    STR(_("q goes back, ? shows the keys.")));
	}
	arena_free(&a);
}

static void
unread_draw(struct screen *s, struct canvas *c)
{
	struct unread *u = s->state;

	if (u->threads.len == 0) {
		draw_empty(s, c);
		return;
	}
	threads_draw(&u->threads, c, STR(""), STYLE_DIM, s->focused);
}

static bool
is_shown(const struct unread *u, int64_t board)
{
	for (size_t i = 0; i < u->boards; i++) {
		if (u->board[i] == board)
			return true;
	}
	return false;
}

static void
unread_event(struct screen *s, const struct event_note *note)
{
	struct unread *u = s->state;

	if (note->kind == EVENT_IMPORTED || note->kind == EVENT_FOLLOWED) {
		find_boards(s);
		threads_load(&u->threads);
	} else if (note->board_id) {
		if (note->kind == EVENT_BOARD_ADDED ||
		    note->kind == EVENT_BOARD_CHANGED)
			find_boards(s);
		if (is_shown(u, note->board_id))
			threads_touch(&u->threads, note);
	}
	s->dirty = true;
}

static void
unread_again(struct screen *s)
{
	struct unread *u = s->state;

	threads_look_again(&u->threads);
	if (u->threads.len == 0)
		start(s);
}

static void
on_board_read(struct screen *s, const struct answer *answer)
{
	struct unread *u = s->state;

	app_tell(s, answer);
	find_boards(s);
	threads_load(&u->threads);
}

static void
mark_slug(struct screen *s, struct str slug)
{
	struct args args = args_of("mark");

	args_put(&args, "what", slug);
	(void)app_submit(s, &args, STR(""), on_board_read);
}

/* All of the board that the selected thread is on. */
static void
mark_board(struct screen *s)
{
	struct unread *u = s->state;
	const struct thread_row *row = threads_selected(&u->threads);
	struct arena a = ARENA_INIT;

	if (row == NULL || !go_is_member(s))
		return;
	(void)confirm_line(s,
	    arena_printf(&a, _("Take all that is new in %.*s as read?"),
		STR_ARG(row->board)),
	    row->board, mark_slug);
	arena_free(&a);
}

static bool
unread_applies(const struct screen *s, int32_t key)
{
	const struct unread *u = s->state;

	switch (key) {
	case KEYS_ENTER:
	case 'd':
	case 'C':
	case 'f':
	case 's':
	case 'M':
	case KEYS_TAB:
		return u->threads.len > 0;
	default:
		return true;
	}
}

static const struct binding unread_keys[] = {
	{ KEYS_ENTER, N_("open"), threads_open, NULL, 0 },
	{ 'l', NULL, threads_open, NULL, 0 },
	{ KEYS_RIGHT, NULL, threads_open, NULL, 0 },
	{ 'd', N_("mark read"), threads_mark, NULL, 0 },
	{ 'C', N_("board read"), mark_board, NULL, 0 },
	{ 'f', N_("follow"), threads_follow, NULL, BINDING_QUIET },
	{ 's', N_("save"), threads_save, NULL, BINDING_QUIET },
	{ 'M', N_("mute"), threads_mute, NULL, 0 },
	LIST_READ_KEYS,
	{ 0 },
};

extern const struct screen_class unread_screen;

const struct screen_class unread_screen = {
	.name = "unread",
	.title = N_("What is new"),
	.command = "unread",
	.state_size = sizeof(struct unread),
	.pane = PANE_INDEX,
	.keys = unread_keys,
	.open = unread_open,
	.draw = unread_draw,
	.applies = unread_applies,
	.event = unread_event,
	.again = unread_again,
	.step = threads_step,
};
