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
	int64_t viewer;
	bool dirty;  /* set it to be drawn after this event */
	bool gone;   /* the app's: closed, to be freed */
	void *state; /* class->state_size zeroed bytes */
};

enum binding_flags {
	BINDING_QUIET = 1, /* in the help but not in the footer */
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

struct screen_class {
	const char *name;  /* stable: `goto threads`, tests, logs */
	const char *title; /* for people, in the help */
	size_t state_size;
	const struct binding *keys; /* ends with { 0 }; or NULL */

	/* On failure the screen is not shown, and `close` not called. */
	enum err (*open)(struct screen *, int64_t arg); /* optional */
	void (*draw)(struct screen *, struct canvas *);
	/* Before the table: true when used.  Editors take letters here. */
	bool (*key)(struct screen *, const struct key *);	  /* optional */
	void (*event)(struct screen *, const struct event_row *); /* optional */
	/* Shown again after the one above it was closed. */
	void (*again)(struct screen *); /* optional */
	void (*close)(struct screen *); /* optional */
};

#endif
