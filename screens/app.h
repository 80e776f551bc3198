/*
 * app - the screens of one session: a stack, of which the top is seen.
 *
 * The host, a server's session or the client, pushes in what was typed and
 * what happened, and asks for bytes when it can send some.  Nothing is drawn
 * before it asks, so a host whose window is full simply does not, and what
 * happens meanwhile becomes one frame.
 *
 * A key goes to the top screen's `key`, then to its table, then to the keys
 * every screen has: q back, Q quit, ? help, : a command, ^L draw again, 1 to 9
 * the boards as the lobby numbers them, 0 the first screen.
 *
 * Timers are the host's: app_pending() wants app_timeout() some 50 ms after
 * the last input; of resizes only the last within 150 ms should come here.
 *
 * Memory: the app owns its screens; store, terminal and host are borrowed.
 * Errors: a screen that cannot open leaves a message in words.
 * Bounds: APP_SCREENS_MAX screens, APP_CALLS_MAX calls under way.
 */
#ifndef STOA_SCREENS_APP_H
#define STOA_SCREENS_APP_H

#include "common/base/zone.h"
#include "common/command/command.h"
#include "common/rules/prefs.h"
#include "common/store/since.h"
#include "screens/preset.h"
#include "screens/screen.h"
#include "screens/term.h"
#include "screens/ui/recall.h"

enum {
	/* In a smaller window, words that say so are all there is. */
	APP_COLS_MIN = 20,
	APP_ROWS_MIN = 5,
	APP_SCREENS_MAX = 32,
	APP_CALLS_MAX = 16,
	APP_KEYS_MAX = 8, /* looked at in one go: each may open a screen */
	APP_TIMEOUT_MS = 50,
	APP_RESIZE_MS = 150,
	APP_FRAME_MS = 50,
	APP_WAITS_MAX = 8, /* what waits for the viewer; more is "8+" */
};

/*
 * What an app needs from outside.  `submit` runs a command as the viewer,
 * with a body if any, and brings the answer by app_answer() with the same
 * number, once, now or later.  `args` and `body` are gone afterwards.
 */
struct app_host {
	void *arg; /* given to each function */
	struct store *store;
	int64_t viewer;	 /* a member; 0: a guest */
	int64_t seen_ms; /* of the viewer before this login; 0: unknown */
	bool has_key;	 /* came with an ssh key: may join */
	struct str fingerprint;		 /* of that key; empty: none */
	const struct site *site;	 /* or NULL */
	const struct presence *presence; /* or NULL; kept up to date */
	int64_t (*now_ms)(void *arg);
	void (*submit)(
	    void *arg, uint64_t call, const struct args *args, struct str body);
	void (*quit)(void *arg, int status);
};

/* `term` may be NULL; then only app_paint() draws. */
struct app *app_new(const struct app_host *host, struct term *term);
/*
 * What the person's environment asks for, by its locale and NO_COLOR, where
 * no preference of theirs says otherwise.  Before anything is drawn.
 */
void app_environment(struct app *app, const struct surroundings *around);
void app_free(struct app *app);

/* Events, from the host. */
void app_input(struct app *app, struct str bytes);
/*
 * Part of it may be left: app_input() with nothing goes on, when others had
 * their turn.
 */
bool app_more(const struct app *app);
bool app_pending(const struct app *app);
void app_timeout(struct app *app);
void app_resize(struct app *app, int rows, int cols);
void app_event(struct app *app, const struct event_note *event);
void app_answer(struct app *app, uint64_t call, const struct answer *answer);
/* The viewer became a member, or who that is changed. */
void app_identify(struct app *app, int64_t viewer);
/*
 * Every two seconds: screens keep what was typed, and times are drawn again
 * when a minute went by.
 */
void app_tick(struct app *app);
/* The link to the person proved to be slow, or is no longer. */
void app_slow(struct app *app, bool slow);
/* Something moves: app_frame() is wanted every APP_FRAME_MS. */
bool app_moves(const struct app *app);
void app_frame(struct app *app);
/* Who is here changed. */
void app_here(struct app *app);
/* More happened than can be told one by one: look at everything again. */
void app_refresh(struct app *app);

/*
 * Over the first screen, the picture of the lobby, if it is one that wants
 * all of the window: it moves, or is too high to stand over the boards.
 */
void app_welcome(struct app *app);

/* Whether somebody is writing what is kept as a draft. */
bool app_drafts(const struct app *app);

/* Whether app_draw() would have something to say. */
bool app_dirty(const struct app *app);

/* The bytes to send now; they stay until the next call of any app. */
struct str app_draw(struct app *app);
/* The last bytes: they leave the terminal as it was. */
struct str app_leave(struct app *app);
/* The same picture without a terminal, on any canvas. */
void app_paint(struct app *app, struct canvas *c);

/*
 * For screens.  None of it frees the screen that calls, but at the end of the
 * event; outside of one, what is closed is freed at once.
 */
enum err
app_push(struct app *app, const struct screen_class *class, struct str arg);
/* The one of that name; NULL when no screen is called so. */
const struct screen_class *app_screen(struct str name);
/* Put that one on top: ERR_MISSING when no screen is called so. */
enum err app_goto(struct app *app, struct str name, struct str arg);
/* Put it in the place of the top screen. */
enum err
app_replace(struct app *app, const struct screen_class *class, struct str arg);
/* Close the top screen; the last one stays. */
void app_pop(struct app *app);
/* Close this one, wherever it is in the stack. */
void app_close(struct screen *s);
/* Close all but the first. */
void app_home(struct app *app);
void app_quit(struct app *app, int status);
struct screen *app_top(const struct app *app);
/* The one below the top; NULL when there is none. */
struct screen *app_below(const struct app *app);
/*
 * Whether `other` is open and below `s`.  `other` may be closed and freed by
 * now; it is only compared.
 */
bool app_stands_below(const struct screen *s, const struct screen *other);
int64_t app_now_ms(const struct app *app);
/* Words at the bottom until the next key; one line, as a sentence. */
void app_say(struct app *app, unsigned style, struct str words);

/*
 * Run a command.  `done` is called with the answer unless the screen is
 * closed by then; without it, words of the answer become a message, as they
 * do for a failure of a screen that is gone.  ERR_LIMIT: too many at once.
 *
 *	struct args args = args_of("reply");
 *	args_put(&args, "post", STR("12.3"));
 *	app_submit(s, &args, text, on_posted);
 */
typedef void app_done(struct screen *s, const struct answer *answer);
enum err app_submit(
    struct screen *s, const struct args *args, struct str body, app_done *done);
/*
 * The same from a line as people type it.  A line that a screen shows opens
 * it ("read 12"); other answers, without `done`, are shown as text while the
 * screen is on top.
 */
enum err app_submit_line(struct screen *s, struct str line, app_done *done);

/* For key tables: what q and ? do everywhere. */
void app_back(struct screen *s);
void app_help(struct screen *s);
/* Open the oldest post anywhere that the viewer has not read, or say no. */
void app_next_unread(struct screen *s);
/* What an answer has to say: its own words, or those of its error. */
struct str app_words(const struct answer *answer);
/* Whether it is a failure, and then say why. */
bool app_failed(struct screen *s, const struct answer *answer);
/* Say what it came to, good or bad. */
void app_tell(struct screen *s, const struct answer *answer);
/* For app_submit(): whatever it came to, nobody needs to know. */
void app_ignore(struct screen *s, const struct answer *answer);

/* Move the list below, if it is one, and tell what to open there. */
bool app_step(struct screen *s, int by, struct arena *a, struct str *arg);

/* Who is looking. */
const struct member_row *app_me(const struct app *app); /* id 0: a guest */
/* When the viewer was here before this login; 0: never, or unknown. */
int64_t app_seen_ms(const struct app *app);
bool app_may_join(const struct app *app);
/* Answers that were accepted before that are no news to the viewer. */
int64_t app_since_ms(const struct app *app);
/* What waits for the viewer was just read: the top line tells how much. */
void app_waits(struct app *app, const struct since_list *list);
size_t app_waiting(const struct app *app);
const struct site *app_site(const struct app *app);
const struct presence *app_presence(const struct app *app); /* never NULL */
/* The command lines of this session. */
struct recall *app_recall(struct app *app);
/* What this community is called. */
struct str app_community(const struct app *app);
/* The TERM of the session; empty without a terminal. */
struct str app_terminal(const struct app *app);
/* Do what a key does here: a click on what is selected opens it. */
void app_key(struct screen *s, int32_t code);
/* The row of the window that was clicked on, for KEYS_PRESS. */
int app_click_row(const struct app *app);
/* What the key that is being handled means. */
int32_t app_pressed(const struct app *app);
/*
 * While a screen draws: bytes to put on the terminal as they are, at a cell
 * of the window, over what is drawn there.  They stay as long as each frame
 * brings them again.
 */
void app_sample(struct app *app, int row, int col, struct str bytes);
/*
 * Into the clipboard of the person, and say `words` where that works; where
 * it does not, say so and return false.
 */
bool app_copy(struct app *app, struct str text, struct str words);
/* Of the window, or of the canvas drawn last. */
int app_cols(const struct app *app);

/* Of the ssh key the viewer came with; empty: none. */
struct str app_fingerprint(const struct app *app);

/*
 * What the viewer set for themselves.  It is read when the viewer becomes
 * known and after a command `prefs`.
 */
const struct prefs *app_prefs(const struct app *app);
/*
 * Only until it is read again: to try something, and for guests.  The screen
 * changes at once; what a preference does not take is left alone.
 */
void app_set_pref(struct app *app, enum pref_id id, struct str value);
const struct zone *app_zone(const struct app *app); /* NULL: UTC */
enum zone_clock app_clock(const struct app *app);
const struct keyset *app_keyset(const struct app *app);

void app_set_theme(struct app *app, const struct theme *theme);
void app_set_ascii(struct app *app, bool ascii);

/* Keys every screen has, for the help. */
const struct binding *app_keys(void);

/* Every registered screen. */
const struct screen_class *const *app_screens(size_t *out_n);

#endif
