/*
 * app_impl - the inside of an app, for the files app*.c alone.
 */
#ifndef STOA_SCREENS_APP_IMPL_H
#define STOA_SCREENS_APP_IMPL_H

#include "screens/app.h"
#include "screens/aside.h"
#include "screens/taste.h"

enum { GONE_MAX = 4 * APP_SCREENS_MAX, CALL_LINE_BYTES = 128 };

struct call {
	uint64_t id;	       /* 0: none */
	struct screen *screen; /* NULL when it was closed meanwhile */
	app_done *done;
	const struct command *command;
	enum args_format format;
	char line[CALL_LINE_BYTES]; /* that was typed, or what fits of it */
	bool typed;		    /* as a line: its answer is shown */
	bool marks;		    /* changes what the viewer has read */
	bool drafts;		    /* keeps a draft, or drops it */
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
	bool begun;	  /* the terminal has been told */
	int64_t shown_ms; /* when the first frame was sent; 0: it came */
	bool quitting;
	int32_t pressed; /* the key that is being handled: what it means */
	bool more;	 /* input is left for another turn */
	int32_t before;	 /* the one before it */
	int count;	 /* typed so far; 0: none */
	int left; /* times that a counted key is still to be pressed … */
	int32_t left_key;	      /* … which … */
	const struct screen *left_on; /* … and where */
	int click_row; /* of the window, where somebody clicked last */
	bool sampled;  /* app_sample() put something on the terminal */
	uint16_t sample_col[GRID_ROWS_MAX]; /* from there on, if not 0 */
	struct buf extra; /* to be sent with the next frame … */
	struct buf clip;  /* … and what was copied last */
	struct arena said_arena;
	struct str said; /* empty: the footer is shown */
	unsigned said_style;
	unsigned says; /* how often something was said */
	struct recall recall;
	struct buf out;
	struct arena me_arena;
	struct member_row me;
	struct str community;
	int cols;	     /* of what was drawn last */
	struct aside *aside; /* NULL: no window was wide enough yet */
	struct taste taste;
	struct arena kept_arena;
	struct prefs kept;    /* as they were read last */
	int64_t kept_look_ms; /* when it was looked whether they still are */
	int64_t minute;
	size_t waits; /* for the viewer, up to APP_WAITS_MAX */
	bool waits_stale;
	int64_t waits_look_ms;
};

/*
 * Around every event.  Events may be nested, for an answer may come at once;
 * screens that were closed are freed after the outermost.
 */
void app_enter(struct app *app);
void app_exit(struct app *app);

/*
 * Where the key set has counts: whether a key is part of a number, which is
 * kept and shown; and whether a number before one says how often.
 */
bool app_take_count(struct app *app, const struct screen *s, int32_t code);
bool app_repeats(int32_t code);

/* Whether somebody clicked on a key that the bottom line names. */
bool app_click(struct app *app, const struct key *key, int32_t *out);

/* Close all screens: the end of the app. */
void app_clear(struct app *app);
struct viewer app_viewer(const struct app *app);

/* The window is too small for anything but words that say so. */
bool app_unseen(const struct app *app);

/* How much waits for the viewer, if that may have changed. */
void app_look_for_waits(struct app *app);

/* The words at the bottom have been read. */
void app_hush(struct app *app);
/*
 * Every screen but that one reads again what it shows; `behind`: more may
 * have happened than it was told.
 */
void app_look_again(struct app *app, const struct screen *but, bool behind);
/* Read the preferences of the viewer, and follow them. */
void app_load_taste(struct app *app);
/* The preferences were read or changed. */
void app_follow_taste(struct app *app, struct str complaint);

#endif
