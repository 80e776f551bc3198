/* app_input - from bytes to keys to what they do; the keys of every screen. */
#include <string.h>

#include "common/store/board.h"
#include "common/store/mark.h"
#include "screens/app_impl.h"
#include "screens/footer.h"
#include "screens/ui/prompt.h"
#include "screens/palette.h"
#include "screens/ui/ref.h"

/* A screen that takes so long to come is on a slow link. */
enum { SLOW_MS = 2500 };

void
app_back(struct screen *s)
{
	app_pop(s->app);
}

static void
quit(struct screen *s)
{
	app_quit(s->app, 0);
}

static void
home(struct screen *s)
{
	app_home(s->app);
}

void
app_help(struct screen *s)
{
	if (strcmp(s->class->name, "help") != 0)
		(void)app_goto(s->app, STR("help"), STR(""));
}

/* What to do when signs or colours come out as rubbish. */
static void
looks_wrong(struct screen *s)
{
	if (strcmp(s->class->name, "wrong") != 0)
		(void)app_goto(s->app, STR("wrong"), STR(""));
}

static void
redraw(struct screen *s)
{
	if (s->app->before == s->app->pressed) {
		looks_wrong(s);
		return;
	}
	if (s->app->term)
		term_redraw(s->app->term);
	app_say(s->app, STYLE_DIM,
	    STR(_("Drawn again. Does it still look wrong? Once more the "
		  "same key.")));
	s->dirty = true;
}

static void
search(struct screen *s)
{
	(void)app_goto(s->app, STR("search"), STR(""));
}

static void
people(struct screen *s)
{
	(void)app_goto(s->app, STR("who"), STR(""));
}

void
app_next_unread(struct screen *s)
{
	struct arena a = ARENA_INIT;
	int64_t thread, n;
	enum err e = store_unread_next(s->store, s->viewer, 0, 0, &thread, &n);

	if (e == ERR_NONE)
		(void)app_goto(s->app, STR("thread"), ref_text(&a, thread, n));
	else if (e == ERR_MISSING)
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("Nothing new. You have read it all.")));
	else
		app_say(s->app, STYLE_BAD, str_from(err_text(e)));
	arena_free(&a);
}

/* From one board to another, and over anything else. */
static void
go_board(struct screen *s, struct str slug)
{
	if (strcmp(s->class->name, "board") == 0)
		(void)app_replace(s->app, s->class, slug);
	else
		(void)app_goto(s->app, STR("board"), slug);
}

/* As the lobby numbers them. */
static void
go_nth(struct screen *s, size_t nth)
{
	struct arena a = ARENA_INIT;
	struct board_list list = { 0 };

	if (s->store &&
	    store_board_rows(s->store, &a, s->viewer, &list) != ERR_NONE)
		list.len = 0;
	if (nth < list.len)
		go_board(s, list.row[nth].slug);
	else
		app_say(s->app, STYLE_DIM,
		    STR(_("There is no board of that number.")));
	arena_free(&a);
}

static void
nth_board(struct screen *s)
{
	go_nth(s, (size_t)(s->app->pressed - '1'));
}

/* Where every letter is text, too. */
static void
ask_to_leave(struct screen *s)
{
	struct str question = app_drafts(s->app) ?
	    STR(_("Leave? What is being written is kept.")) :
	    STR(_("Leave?"));

	(void)confirm_open(s, question, quit);
}

static void
run(struct screen *s, const struct binding *b)
{
	if (b->run)
		b->run(s);
	else if (b->command)
		(void)app_submit_line(s, str_from(b->command), NULL);
}

/* The first screen has what waits for the viewer, and a key for it. */
static void
for_you(struct screen *s)
{
	struct app *app = s->app;
	const struct binding *b;

	app_home(app);
	s = app_top(app);
	b = binding_find(s->class->keys, 'i');
	if (b)
		run(s, b);
}

const struct binding *
app_keys(void)
{
	static const struct binding keys[] = {
		{ 'q', N_("back"), app_back, NULL, BINDING_QUIET },
		{ KEYS_ESC, NULL, app_back, NULL, 0 },
		{ KEYS_LEFT, NULL, app_back, NULL, 0 },
		{ KEYS_TAB, N_("next new"), app_next_unread, NULL, 0 },
		{ '/', N_("search"), search, NULL, 0 },
		{ '@', N_("people"), people, NULL, 0 },
		{ 'i', N_("for you"), for_you, NULL, BINDING_QUIET },
		{ ':', N_("command"), palette_open, NULL, 0 },
		{ '?', N_("help"), app_help, NULL, 0 },
		{ KEYS_F0 + 1, NULL, app_help, NULL, 0 },
		{ '1', N_("board by number"), nth_board, NULL,
		    BINDING_QUIET | BINDING_COUNT },
		{ '2', NULL, nth_board, NULL, 0 },
		{ '3', NULL, nth_board, NULL, 0 },
		{ '4', NULL, nth_board, NULL, 0 },
		{ '5', NULL, nth_board, NULL, 0 },
		{ '6', NULL, nth_board, NULL, 0 },
		{ '7', NULL, nth_board, NULL, 0 },
		{ '8', NULL, nth_board, NULL, 0 },
		{ '9', NULL, nth_board, NULL, 0 },
		{ '0', N_("first screen"), home, NULL, BINDING_QUIET },
		{ KEYS_CTRL | 'l', N_("draw again"), redraw, NULL,
		    BINDING_QUIET },
		{ '%', N_("looks wrong"), looks_wrong, NULL, BINDING_QUIET },
		{ 'Q', N_("leave"), quit, NULL, BINDING_QUIET },
		{ KEYS_CTRL | 'c', NULL, ask_to_leave, NULL, 0 },
		{ 0 },
	};

	return keys;
}

/* One that is there to be read alone does what it does everywhere. */
static const struct binding *
bound(const struct screen *s, int32_t code)
{
	const struct binding *b = binding_find(s->class->keys, code);

	return b && (b->run || b->command) ? b : binding_find(app_keys(), code);
}

/* The rest of a count is for drain(), in pieces, as if it were typed. */
static void
press_more(struct app *app, const struct screen *s, int32_t code, int times)
{
	app->left = times;
	app->left_key = code;
	app->left_on = s;
}

/* What a key does, `count` times; 0: no number was typed. */
static void
press(struct app *app, struct screen *s, int32_t code, int count)
{
	const struct binding *b = bound(s, code);

	if (count && code == KEYS_ENTER) {
		go_nth(s, (size_t)count - 1);
		return;
	}
	/* The place of that number. */
	if (count && code == 'G') {
		b = bound(s, 'g');
		press_more(app, s, 'j', count - 1);
	} else if (count && app_repeats(code)) {
		press_more(app, s, code, count - 1);
	}
	if (b)
		run(s, b);
}

/* Once more what was counted; a number is for one screen alone. */
static void
press_again(struct app *app)
{
	struct screen *s = app_top(app);
	const struct binding *b =
	    s && s == app->left_on ? bound(s, app->left_key) : NULL;

	app->left = b ? app->left - 1 : 0;
	if (b)
		run(s, b);
}

/* The first screen is there: how long did that take? */
static void
take_time(struct app *app)
{
	if (app->shown_ms && app_now_ms(app) - app->shown_ms > SLOW_MS)
		app_slow(app, true);
	app->shown_ms = 0;
}

void
app_key(struct screen *s, int32_t code)
{
	press(s->app, s, code, 0);
}

static void
on_key(struct app *app, const struct key *key)
{
	struct key named = { 0 };

	struct screen *s = app_top(app);
	int32_t code = keyset_means(&app->taste.keyset, key->code);
	int count;

	if (s == NULL)
		return;
	if (key->code == KEYS_REPLY) {
		if (app->term && term_reply(app->term, key->text))
			app_refresh(app);
		return;
	}
	if (key->code == KEYS_READY) {
		take_time(app);
		return;
	}
	if (key->code == KEYS_GROUND) {
		if (app->term && term_reply_ground(app->term, key->text))
			app_follow_taste(app, STR(""));
		return;
	}
	if (app_unseen(app)) {
		if (code == 'Q' || key->code == (KEYS_CTRL | 'c'))
			app_quit(app, 0);
		return;
	}
	/* Other buttons are for the terminal itself: to paste, to mark. */
	if (key->code == KEYS_PRESS && key->button != 1)
		return;
	if (app_click(app, key, &named.code)) {
		on_key(app, &named);
		return;
	}
	app_hush(app);
	app->before = app->pressed;
	app->pressed = code;
	if (app_take_count(app, s, code))
		return;
	count = app->count;
	app->count = 0;
	if (count && code == KEYS_ESC)
		return;
	if (count == 0 && s->class->key && s->class->key(s, key))
		return;
	if (bound(s, code))
		press(app, s, code, count);
	else if (key->code > ' ' && key->code < KEYS_FIRST)
		app_say(app, STYLE_DIM,
		    STR(_(
			"That key does nothing here. ? shows those that do.")));
}

/* Some keys, or a piece of a paste: the rest waits for the host. */
static void
drain(struct app *app)
{
	struct key key = { 0 };
	int keys = 0;

	app->more = false;
	while (!app->quitting && !app->more &&
	    (app->left > 0 || keys_next(app->keys, &key))) {
		bool again = app->left > 0;

		app->more = ++keys == APP_KEYS_MAX ||
		    (!again && key.code == KEYS_PASTE && key.more);
		app_enter(app);
		if (again)
			press_again(app);
		else
			on_key(app, &key);
		app_exit(app);
	}
}

void
app_input(struct app *app, struct str bytes)
{
	keys_push(app->keys, bytes);
	drain(app);
}

bool
app_more(const struct app *app)
{
	return app->more;
}

bool
app_pending(const struct app *app)
{
	return keys_pending(app->keys);
}

void
app_timeout(struct app *app)
{
	keys_force(app->keys);
	drain(app);
}
