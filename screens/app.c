/* app - the screens of one session: a stack, of which the top is seen. */
#include "screens/app.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/store/mark.h"
#include "common/store/setting.h"
#include "common/text/clean.h"
#include "screens/footer.h"
#include "screens/header.h"
#include "screens/list.h"
#include "screens/output.h"
#include "screens/palette.h"
#include "screens/taste.h"

#define X(name) extern const struct screen_class name##_screen;
SCREENS(X)
#undef X

enum { GONE_MAX = 4 * APP_SCREENS_MAX };
enum {
	PANES_COLS = 120,      /* from here on, two side by side */
	FRAME_KEPT = 8 * 1024, /* bytes; most frames are smaller */
};

struct call {
	uint64_t id;	       /* 0: none */
	struct screen *screen; /* NULL when it was closed meanwhile */
	app_done *done;
	const struct command *command;
	enum args_format format;
	bool typed; /* as a line: its answer is shown */
	bool marks; /* changes what the viewer has read */
	bool prefs; /* changes what the viewer set for themselves */
};

struct app {
	struct app_host host;
	struct term *term;
	struct keys *keys;
	struct screen *stack[APP_SCREENS_MAX];
	size_t depth;
	struct screen *gone[GONE_MAX]; /* to be freed after the event */
	size_t gone_n;
	int nested;
	struct call call[APP_CALLS_MAX];
	uint64_t calls; /* so far */
	bool dirty;
	bool begun; /* the terminal has been told */
	bool quitting;
	bool more;	  /* input is left for another turn */
	struct buf extra; /* to be sent with the next frame */
	struct arena said_arena;
	struct str said; /* empty: the footer is shown */
	unsigned said_style;
	unsigned says; /* how often something was said */
	struct recall recall;
	struct buf out;
	struct arena me_arena;
	struct member_row me;
	struct str community;
	int cols; /* of what was drawn last */
	struct taste taste;
	int64_t minute;
};

/* Who is looking; a member that cannot be read looks as a guest does. */
static void
identify(struct app *app)
{
	struct store *store = app->host.store;

	arena_reset(&app->me_arena);
	app->me = (struct member_row){ 0 };
	app->community = STR("Stoa");
	if (store == NULL)
		return;
	if (app->host.viewer &&
	    store_member_get(
		store, &app->me_arena, app->host.viewer, &app->me) != ERR_NONE)
		app->me = (struct member_row){ 0 };
	if (store_setting_get(store, &app->me_arena, SETTING_COMMUNITY_NAME,
		&app->community) != ERR_NONE)
		app->community = STR("Stoa");
}

/* The preferences were read or changed. */
static void
follow_taste(struct app *app, struct str complaint)
{
	if (app->term)
		taste_show(
		    &app->taste, app->term, app->begun ? &app->extra : NULL);
	if (complaint.n)
		app_say(app, STYLE_WARN, complaint);
	app->dirty = true;
}

static void
load_taste(struct app *app)
{
	follow_taste(app, taste_load(&app->taste, app->host.store, app->me.id));
}

static struct viewer
viewer_of(const struct app *app)
{
	return (struct viewer){ app->me.id, app->me.role };
}

struct app *
app_new(const struct app_host *host, struct term *term)
{
	struct app *app = mem_new(struct app);

	app->host = *host;
	app->term = term;
	app->keys = keys_new(term ? term_charset(term) : CHARSET_UTF8);
	app->dirty = true;
	app->cols = term ? term_cols(term) : TERM_COLS;
	identify(app);
	load_taste(app);
	return app;
}

static void
screen_free(struct screen *s)
{
	arena_free(&s->arena);
	free(s->state);
	free(s);
}

/*
 * Around every event.  Events may be nested, for an answer may come at once;
 * screens that were closed are freed after the outermost.
 */
static void
enter(struct app *app)
{
	app->nested++;
}

static void
leave(struct app *app)
{
	if (--app->nested > 0)
		return;
	for (size_t i = 0; i < app->gone_n; i++)
		screen_free(app->gone[i]);
	app->gone_n = 0;
}

static void
close_at(struct app *app, size_t at)
{
	struct screen *s = app->stack[at];

	app->depth--;
	memmove(app->stack + at, app->stack + at + 1,
	    (app->depth - at) * sizeof app->stack[0]);
	if (s->class->close)
		s->class->close(s);
	for (size_t i = 0; i < APP_CALLS_MAX; i++) {
		if (app->call[i].screen == s)
			app->call[i].screen = NULL;
	}
	s->gone = true;
	if (app->gone_n == GONE_MAX)
		bug("app: too many screens closed in one event");
	app->gone[app->gone_n++] = s;
	app->dirty = true;
}

void
app_free(struct app *app)
{
	if (app == NULL)
		return;
	enter(app);
	while (app->depth > 0)
		close_at(app, app->depth - 1);
	leave(app);
	keys_free(app->keys);
	arena_free(&app->said_arena);
	arena_free(&app->me_arena);
	taste_free(&app->taste);
	recall_free(&app->recall);
	buf_free(&app->out);
	buf_free(&app->extra);
	free(app);
}

void
app_say(struct app *app, unsigned style, struct str words)
{
	arena_reset(&app->said_arena);
	app->said = text_clean_line(&app->said_arena, words);
	app->said_style = style;
	app->says++;
	app->dirty = true;
}

static void
hush(struct app *app)
{
	if (app->said.n)
		app->dirty = true;
	app->said = STR("");
}

enum err
app_push(struct app *app, const struct screen_class *class, struct str arg)
{
	struct screen *s;
	unsigned says = app->says;
	enum err e = ERR_NONE;

	if (app->depth == APP_SCREENS_MAX) {
		app_say(app, STYLE_WARN,
		    STR(_("Too many screens are open. q goes back.")));
		return ERR_LIMIT;
	}
	s = mem_new(struct screen);
	s->class = class;
	s->app = app;
	s->store = app->host.store;
	s->viewer = viewer_of(app);
	s->state = mem_zalloc(class->state_size);
	if (class->open)
		e = class->open(s, arg);
	if (e != ERR_NONE) {
		if (app->says == says)
			app_say(app, STYLE_BAD, str_from(err_text(e)));
		screen_free(s);
		return e;
	}
	app->stack[app->depth++] = s;
	app->dirty = true;
	return ERR_NONE;
}

static const struct screen_class *const screens[] = {
#define X(name) &name##_screen,
	SCREENS(X)
#undef X
};

enum { SCREEN_COUNT = sizeof screens / sizeof *screens };

const struct screen_class *const *
app_screens(size_t *out_n)
{
	*out_n = SCREEN_COUNT;
	return screens;
}

enum err
app_goto(struct app *app, struct str name, struct str arg)
{
	for (size_t i = 0; i < SCREEN_COUNT; i++) {
		if (str_eq(str_from(screens[i]->name), name))
			return app_push(app, screens[i], arg);
	}
	return ERR_MISSING;
}

struct screen *
app_top(const struct app *app)
{
	return app->depth ? app->stack[app->depth - 1] : NULL;
}

struct screen *
app_below(const struct app *app)
{
	return app->depth > 1 ? app->stack[app->depth - 2] : NULL;
}

static void
show_again(struct app *app)
{
	struct screen *top = app_top(app);

	if (top && top->class->again)
		top->class->again(top);
}

void
app_close(struct screen *s)
{
	struct app *app = s->app;
	bool was_top = s == app_top(app);

	for (size_t i = 0; i < app->depth; i++) {
		if (app->stack[i] == s) {
			close_at(app, i);
			break;
		}
	}
	if (was_top)
		show_again(app);
}

void
app_pop(struct app *app)
{
	if (app->depth > 1)
		app_close(app_top(app));
	else
		app_say(app, STYLE_MESSAGE,
		    STR(_("This is the first screen. Q leaves.")));
}

void
app_home(struct app *app)
{
	if (app->depth <= 1)
		return;
	while (app->depth > 1)
		close_at(app, app->depth - 1);
	show_again(app);
}

enum err
app_replace(struct app *app, const struct screen_class *class, struct str arg)
{
	struct screen *old = app_top(app);

	TRY(app_push(app, class, arg));
	for (size_t i = 0; old && i < app->depth; i++) {
		if (app->stack[i] == old) {
			close_at(app, i);
			break;
		}
	}
	return ERR_NONE;
}

void
app_quit(struct app *app, int status)
{
	if (app->quitting)
		return;
	app->quitting = true;
	app->host.quit(app->host.arg, status);
}

int64_t
app_now_ms(const struct app *app)
{
	return app->host.now_ms(app->host.arg);
}

bool
app_stands_below(const struct screen *s, const struct screen *other)
{
	const struct app *app = s->app;

	for (size_t i = 0; i < app->depth && app->stack[i] != s; i++) {
		if (app->stack[i] == other)
			return true;
	}
	return false;
}

static void
back(struct screen *s)
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

static void
help(struct screen *s)
{
	if (strcmp(s->class->name, "help") != 0)
		(void)app_goto(s->app, STR("help"), STR(""));
}

static void
redraw(struct screen *s)
{
	if (s->app->term)
		term_redraw(s->app->term);
	s->dirty = true;
}

static enum err
submit(struct screen *s, const struct args *args, struct str body,
    app_done *done, bool typed)
{
	struct app *app = s->app;
	struct call *c = NULL;

	for (size_t i = 0; i < APP_CALLS_MAX && c == NULL; i++) {
		if (app->call[i].id == 0)
			c = &app->call[i];
	}
	if (c == NULL) {
		app_say(app, STYLE_WARN,
		    STR(_("Still busy with what you asked before.")));
		return ERR_LIMIT;
	}
	c->id = ++app->calls;
	c->screen = s->gone ? NULL : s;
	c->done = done;
	c->command = args->command;
	c->format = args->format;
	c->typed = typed;
	c->marks = args->command == command_find(STR("mark"));
	c->prefs = args->command == command_find(STR("prefs"));
	app->host.submit(app->host.arg, c->id, args, body);
	return ERR_NONE;
}

enum err
app_submit(
    struct screen *s, const struct args *args, struct str body, app_done *done)
{
	return submit(s, args, body, done, false);
}

/* The screen that shows what this reads; NULL: none. */
static const struct screen_class *
screen_of(const struct args *args)
{
	enum command_mode mode = command_mode(args->command, args);

	if (args->format != FORMAT_TEXT ||
	    (mode != COMMAND_READ && mode != COMMAND_SLOW))
		return NULL;
	for (size_t i = 0; i < SCREEN_COUNT; i++) {
		if (screens[i]->command &&
		    strcmp(screens[i]->command, args->command->name) == 0)
			return screens[i];
	}
	return NULL;
}

enum err
app_submit_line(struct screen *s, struct str line, app_done *done)
{
	struct arena a = ARENA_INIT;
	struct args args;
	struct str why = STR("");
	const struct screen_class *class;
	enum err e = args_parse(&a, line, &args, &why);

	class = e == ERR_NONE ? screen_of(&args) : NULL;
	if (e != ERR_NONE) {
		app_say(s->app, STYLE_BAD, why);
	} else if (class) {
		struct str rest = line;

		str_cut(&rest, ' ');
		e = app_push(s->app, class, str_trim(rest));
	} else {
		e = submit(s, &args, STR(""), done, true);
	}
	arena_free(&a);
	return e;
}

static void
look_again(struct app *app, const struct screen *but)
{
	for (size_t i = 0; i < app->depth; i++) {
		struct screen *s = app->stack[i];

		if (s != but && s->class->again)
			s->class->again(s);
	}
}

void
app_identify(struct app *app, int64_t viewer)
{
	enter(app);
	app->host.viewer = viewer;
	identify(app);
	load_taste(app);
	for (size_t i = 0; i < app->depth; i++)
		app->stack[i]->viewer = viewer_of(app);
	look_again(app, NULL);
	app->dirty = true;
	leave(app);
}

void
app_tick(struct app *app)
{
	int64_t minute = app_now_ms(app) / CLOCK_MINUTE_MS;

	enter(app);
	for (size_t i = 0; i < app->depth; i++) {
		struct screen *s = app->stack[i];

		if (s->class->tick)
			s->class->tick(s);
	}
	if (minute != app->minute)
		app->dirty = true;
	app->minute = minute;
	leave(app);
}

void
app_here(struct app *app)
{
	app->dirty = true;
}

void
app_refresh(struct app *app)
{
	enter(app);
	look_again(app, NULL);
	app->dirty = true;
	leave(app);
}

bool
app_step(struct screen *s, int by, struct arena *a, struct str *arg)
{
	struct app *app = s->app;

	for (size_t i = 1; i < app->depth; i++) {
		struct screen *below = app->stack[i - 1];

		if (app->stack[i] == s && below->class->step)
			return below->class->step(below, by, a, arg);
	}
	return false;
}

/* What nobody waits for in particular. */
static void
show_answer(struct app *app, const struct call *c, const struct answer *answer)
{
	if (c->typed && c->screen && c->screen == app_top(app))
		output_show(app, c->command, c->format, answer);
	else if (answer->words.n && (c->screen || answer->err))
		app_say(app, answer->err ? STYLE_BAD : STYLE_MESSAGE,
		    answer->words);
	else if (answer->err)
		app_say(app, STYLE_BAD, str_from(err_text(answer->err)));
}

void
app_answer(struct app *app, uint64_t id, const struct answer *answer)
{
	struct call c = { 0 };

	for (size_t i = 0; i < APP_CALLS_MAX && c.id == 0; i++) {
		if (app->call[i].id == id && id != 0) {
			c = app->call[i];
			app->call[i] = (struct call){ 0 };
		}
	}
	if (c.id == 0)
		return;
	enter(app);
	if (c.prefs && answer->err == ERR_NONE)
		load_taste(app);
	if (c.screen && c.done)
		c.done(c.screen, answer);
	else
		show_answer(app, &c, answer);
	if (c.marks && answer->err == ERR_NONE)
		look_again(app, c.screen);
	leave(app);
}

static const struct binding *
find(const struct binding *keys, int32_t key)
{
	for (; keys && keys->key; keys++) {
		if (keys->key == key)
			return keys;
	}
	return NULL;
}

static void
run(struct screen *s, const struct binding *b)
{
	if (b->run)
		b->run(s);
	else if (b->command)
		(void)app_submit_line(s, str_from(b->command), NULL);
}

static void
on_key(struct app *app, const struct key *key)
{
	struct screen *s = app_top(app);
	int32_t code = keyset_means(&app->taste.keyset, key->code);
	const struct binding *b;

	if (s == NULL)
		return;
	if (key->code == KEYS_REPLY) {
		if (app->term && term_reply(app->term, key->text))
			app_refresh(app);
		return;
	}
	hush(app);
	if (s->class->key && s->class->key(s, key))
		return;
	b = find(s->class->keys, code);
	if (b == NULL)
		b = find(app_keys(), code);
	if (b)
		run(s, b);
	else if (key->code > ' ' && key->code < KEYS_FIRST)
		app_say(app, STYLE_DIM,
		    STR(_(
			"That key does nothing here. ? shows those that do.")));
}

/* Up to a piece of a paste: long ones wait for the host's next turn. */
static void
drain(struct app *app)
{
	struct key key = { 0 };

	app->more = false;
	while (!app->quitting && !app->more && keys_next(app->keys, &key)) {
		app->more = key.code == KEYS_PASTE && key.more;
		enter(app);
		on_key(app, &key);
		leave(app);
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

void
app_resize(struct app *app, int rows, int cols)
{
	if (app->term && term_resize(app->term, rows, cols) == ERR_LIMIT)
		app_say(app, STYLE_WARN,
		    STR(_("No room for a window of that size just now.")));
	app->dirty = true;
}

void
app_event(struct app *app, const struct event_note *event)
{
	if (!event_reaches(event, viewer_of(app)))
		return;
	enter(app);
	for (size_t i = 0; i < app->depth; i++) {
		struct screen *s = app->stack[i];

		if (s->class->event)
			s->class->event(s, event);
	}
	leave(app);
}

/* The lowest screen that is in view: overlays show what is below them. */
static size_t
first_shown(const struct app *app)
{
	size_t i = app->depth - 1;

	while (i > 0 && app->stack[i]->class->pane == PANE_OVERLAY)
		i--;
	return i;
}

/* Whether the screen at `i` stands beside the one below it. */
static bool
has_panes(const struct app *app, size_t i, int cols)
{
	return cols >= PANES_COLS && i > 0 &&
	    app->stack[i]->class->pane == PANE_READER &&
	    app->stack[i - 1]->class->pane == PANE_INDEX;
}

bool
app_dirty(const struct app *app)
{
	bool dirty = app->dirty;

	if (app->depth == 0)
		return dirty;
	for (size_t i = first_shown(app); i < app->depth; i++) {
		dirty = dirty || app->stack[i]->dirty;
		if (has_panes(app, i, app->cols))
			dirty = dirty || app->stack[i - 1]->dirty;
	}
	return dirty;
}

static void
draw_screen(struct screen *s, struct canvas *c, bool focused)
{
	s->dirty = false;
	s->focused = focused;
	s->class->draw(s, c);
}

static void
draw_panes(struct app *app, size_t i, struct canvas *body)
{
	struct screen *s = app->stack[i];
	bool focused = i == app->depth - 1;
	int left = has_panes(app, i, body->cols) ? body->cols * 2 / 5 : 0;
	struct canvas index = canvas_sub(body, 0, 0, body->rows, left);
	struct canvas reader =
	    canvas_sub(body, 0, left ? left + 1 : 0, body->rows, body->cols);

	if (left) {
		draw_screen(app->stack[i - 1], &index, false);
		canvas_vline(body, 0, left, body->rows, STYLE_BORDER, 0x2502);
	}
	draw_screen(s, &reader, focused);
}

void
app_paint(struct app *app, struct canvas *c)
{
	struct screen *top = app_top(app);
	struct canvas head = canvas_sub(c, 0, 0, 1, c->cols);
	struct canvas body = canvas_sub(c, 1, 0, c->rows - 2, c->cols);
	struct canvas foot = canvas_sub(c, c->rows - 1, 0, 1, c->cols);
	size_t first;

	app->dirty = false;
	app->cols = c->cols;
	if (top == NULL)
		return;
	first = first_shown(app);
	header_draw(&head, app->stack[first]);
	draw_panes(app, first, &body);
	if (app->said.n)
		canvas_text(
		    &foot, 0, 1, foot.cols - 3, app->said_style, app->said);
	else
		footer_draw(&foot, top->class->keys,
		    top->class->pane == PANE_OVERLAY ? NULL : app_keys(),
		    &app->taste.keyset);
	for (size_t i = first + 1; i < app->depth; i++)
		draw_screen(app->stack[i], c, i == app->depth - 1);
}

/* Empty it; what one large frame took is given back. */
static void
reuse(struct buf *b)
{
	if (b->cap > FRAME_KEPT)
		buf_free(b);
	else
		buf_reset(b);
}

struct str
app_draw(struct app *app)
{
	struct canvas c;

	reuse(&app->out);
	if (app->term == NULL || !app_dirty(app))
		return STR("");
	if (!app->begun) {
		term_begin(app->term, &app->out);
		term_title(app->term, app->community, &app->out);
	}
	app->begun = true;
	c = term_canvas(app->term);
	app_paint(app, &c);
	term_draw(app->term, &app->out);
	buf_put(&app->out, buf_str(&app->extra));
	reuse(&app->extra);
	return buf_str(&app->out);
}

struct str
app_leave(struct app *app)
{
	buf_reset(&app->out);
	if (app->term && app->begun)
		term_end(app->term, &app->out);
	app->begun = false;
	return buf_str(&app->out);
}

const struct member_row *
app_me(const struct app *app)
{
	return &app->me;
}

bool
app_may_join(const struct app *app)
{
	return app->me.id == 0 && app->host.has_key;
}

const struct site *
app_site(const struct app *app)
{
	static const struct site nowhere = { { "localhost", 9 }, 22 };

	return app->host.site ? app->host.site : &nowhere;
}

const struct presence *
app_presence(const struct app *app)
{
	static const struct presence nobody = { NULL, 0 };

	return app->host.presence ? app->host.presence : &nobody;
}

struct recall *
app_recall(struct app *app)
{
	return &app->recall;
}

struct str
app_community(const struct app *app)
{
	return app->community;
}

int
app_cols(const struct app *app)
{
	return app->cols;
}

struct str
app_fingerprint(const struct app *app)
{
	return app->host.fingerprint;
}

const struct prefs *
app_prefs(const struct app *app)
{
	return &app->taste.prefs;
}

void
app_set_pref(struct app *app, enum pref_id id, struct str value)
{
	follow_taste(app, taste_set(&app->taste, id, value));
}

const struct zone *
app_zone(const struct app *app)
{
	return app->taste.zone;
}

enum zone_clock
app_clock(const struct app *app)
{
	return prefs_is(&app->taste.prefs, PREF_CLOCK, STR("12")) ? ZONE_12H :
								    ZONE_24H;
}

const struct keyset *
app_keyset(const struct app *app)
{
	return &app->taste.keyset;
}

bool
app_has_links(const struct app *app)
{
	return app->term && term_has_links(app->term);
}

void
app_copy(struct app *app, struct str text, struct str words)
{
	enum err e =
	    app->term ? term_copy(app->term, text, &app->extra) : ERR_MISSING;

	if (e == ERR_NONE)
		app_say(app, STYLE_MESSAGE, words);
	else if (e == ERR_MISSING)
		app_say(app, STYLE_WARN,
		    STR(_("This terminal takes nothing into its clipboard.")));
	else if (e == ERR_LIMIT)
		app_say(app, STYLE_WARN,
		    STR(_("That is more than a clipboard takes from here.")));
	else
		app_say(app, STYLE_MESSAGE, STR(_("Nothing to copy.")));
}

void
app_set_theme(struct app *app, const struct theme *theme)
{
	if (app->term)
		term_set_theme(app->term, theme);
	app->dirty = true;
}

void
app_set_ascii(struct app *app, bool ascii)
{
	if (app->term)
		term_set_ascii(app->term, ascii);
	app->dirty = true;
}

static void
command(struct screen *s)
{
	palette_open(s);
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

static void
next_unread(struct screen *s)
{
	struct arena a = ARENA_INIT;
	int64_t thread, n;
	enum err e = store_unread_next(s->store, s->viewer, 0, 0, &thread, &n);

	if (e == ERR_NONE)
		(void)app_goto(s->app, STR("thread"),
		    arena_printf(
			&a, "%lld.%lld", (long long)thread, (long long)n));
	else if (e == ERR_MISSING)
		app_say(s->app, STYLE_MESSAGE,
		    STR(_("Nothing new. You have read it all.")));
	else
		app_say(s->app, STYLE_BAD, str_from(err_text(e)));
	arena_free(&a);
}

const struct binding *
app_keys(void)
{
	static const struct binding keys[] = {
		{ 'q', N_("back"), back, NULL, BINDING_QUIET },
		{ KEYS_ESC, NULL, back, NULL, 0 },
		{ KEYS_LEFT, NULL, back, NULL, 0 },
		{ KEYS_TAB, N_("next new"), next_unread, NULL, 0 },
		{ '/', N_("search"), search, NULL, 0 },
		{ '@', N_("people"), people, NULL, 0 },
		{ ':', N_("command"), command, NULL, 0 },
		{ '?', N_("help"), help, NULL, 0 },
		{ KEYS_F0 + 1, NULL, help, NULL, 0 },
		{ '1', N_("first screen"), home, NULL, BINDING_QUIET },
		{ KEYS_CTRL | 'l', N_("draw again"), redraw, NULL,
		    BINDING_QUIET },
		{ 'Q', N_("leave"), quit, NULL, BINDING_QUIET },
		{ 0 },
	};

	return keys;
}
