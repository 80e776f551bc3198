/*
 * screen - one full-terminal view, driven only by events.
 *
 * A screen never blocks, never reads the clock and never touches a socket:
 * it is told about keys, resizes and news, and it draws when asked.  The
 * app (screens/app.c) owns the stack of screens and calls the methods; a
 * screen calls back through app.h.
 *
 * Memory: `state` and `arena` belong to the screen and end with it.  What an
 *         event or answer points to is gone when the method returns.
 */
#ifndef STOA_SCREENS_SCREEN_H
#define STOA_SCREENS_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/rules/role.h"
#include "common/store/event.h"
#include "common/wire/rows.h"
#include "screens/canvas.h"
#include "screens/keys.h"

struct app;
struct store;

struct screen {
	const struct screen_class *class;
	struct app *app;
	struct store *store; /* borrowed; outlives the screen */
	struct arena arena;  /* freed after close() */
	struct viewer viewer;
	bool dirty;   /* set it to be drawn after this event */
	bool focused; /* while it draws: keys come here */
	bool behind;  /* in again(): not all that happened was told */
	bool gone;    /* the app's: closed, to be freed */
	void *state;  /* class->state_size zeroed bytes */
};

enum binding_flags {
	BINDING_QUIET = 1, /* in the help but not in the footer */
	BINDING_MOVE = 2,  /* in the help among those that move */
	BINDING_COUNT = 4, /* a number, where the key set has counts */
};

/*
 * One key, what it does, and the words the footer and the help show for it.
 * It runs a function or, when that is NULL, a command.  Keys in a row with
 * the same function are one line of help, with the words of the first.
 */
struct binding {
	int32_t key;	  /* a code point or KEYS_*; 0 ends the table */
	const char *help; /* two words at most; NULL hides it */
	void (*run)(struct screen *);
	const char *command; /* a command line, as typed after ":" */
	unsigned flags;
};

/* What a command came to. */
struct answer {
	enum err err;
	struct str words;	 /* for people: why not, or what was done */
	const struct rows *rows; /* NULL when there are none */
};

/* Where a screen stands when the window has room for two. */
enum pane {
	PANE_WHOLE,   /* over all of it */
	PANE_INDEX,   /* a list: on the left of what it opened */
	PANE_READER,  /* on the right of the list that opened it */
	PANE_OVERLAY, /* over part of what is below, which stays in view */
};

struct screen_class {
	const char *name;    /* stable: `goto thread 12`, tests, logs */
	const char *title;   /* for people, in the help */
	const char *command; /* whose command line it shows; or NULL */
	size_t state_size;
	enum pane pane;
	const struct binding *keys; /* ends with { 0 }; or NULL */

	/*
	 * `arg` says what to show, as words: "12.3", "support"; gone after
	 * the call.  On failure the screen is not shown, and `close` not
	 * called; it may say why by app_say().
	 */
	enum err (*open)(struct screen *, struct str arg); /* optional */
	/*
	 * On a blank canvas between the top line and the footer; an overlay
	 * gets all of the window, with what is below on it.
	 */
	void (*draw)(struct screen *, struct canvas *);
	/* Where this is, for the top line: "Support › No link"; optional. */
	struct str (*crumbs)(struct screen *, struct arena *);
	/* What `open` would want to come back to this very place; optional. */
	struct str (*place)(struct screen *, struct arena *);
	/*
	 * Whether a key would do anything just now, for who is
	 * looking; footer and help leave out those that would not.  Optional.
	 */
	bool (*applies)(const struct screen *, int32_t key);
	/*
	 * While letters go into a text: the keys of that, for the help; those
	 * of the table that are letters, and Left and Right, are none then.
	 * NULL: letters are keys.  Optional.
	 */
	const struct binding *(*typing)(const struct screen *);
	/* Before the table: true when used.  Editors take letters here. */
	bool (*key)(struct screen *, const struct key *); /* optional */
	/* Something was committed; fetch it as the viewer, if it matters. */
	void (*event)(
	    struct screen *, const struct event_note *); /* optional */
	/*
	 * Shown again after the one above it was closed, or what the viewer
	 * has read, or who the viewer is, changed: look again.  Optional.
	 */
	void (*again)(struct screen *);
	/*
	 * Of an index: move by so many lines and tell what to open there;
	 * false at the end.  Optional.
	 */
	bool (*step)(struct screen *, int by, struct arena *, struct str *arg);
	/*
	 * While `moves` is true of the top screen, `frame` is called every
	 * APP_FRAME_MS, to show the next of it.  Optional, both.
	 */
	bool (*moves)(const struct screen *);
	void (*frame)(struct screen *);
	/* Go to what has that number here, as ":12" asks.  Optional. */
	void (*number)(struct screen *, int64_t n);
	/* Some seconds went by: the time to keep what was typed.  Optional. */
	void (*tick)(struct screen *);
	/* Whether something is being written that a draft keeps.  Optional. */
	bool (*drafts)(const struct screen *);
	void (*close)(struct screen *); /* optional */
};

#endif
