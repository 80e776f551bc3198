/*
 * term - the terminal of a session: from a canvas to bytes.
 *
 * Each session borrows a SCREEN of its size from the pool, and a resize
 * changes it for another.  ncurses writes into a file in memory; the bytes
 * are read from it and given to the caller, whose part it is to send them,
 * all and in order.  Only term.c and termpool.c know ncurses.
 *
 * The caller has called setlocale() with a UTF-8 locale.  Signal handlers are
 * as before after every call; the environment is not read, so neither are
 * ~/.terminfo and TERMINFO.
 *
 * What is behind cells (canvas_link()) comes to terminals that are known to
 * have links, by their TERM or by the name they answer to term_begin().
 *
 * Memory:  8 bytes a cell, and links, besides the SCREEN (termpool.h).
 * Errors:  ERR_MISSING: nothing can be drawn on this terminal, talk in lines;
 *          ERR_LIMIT: the pool is full; ERR_IO: logged.
 * Bounds:  sizes are brought within 1-300 x 1-100, and 0 x 0 is 80x24.
 * Threads: one; ncurses has globals.  During term_open() and term_resize()
 *          getenv() finds nothing, in any thread.
 */
#ifndef STOA_SCREENS_TERM_H
#define STOA_SCREENS_TERM_H

#include <stdbool.h>
#include <stddef.h>

#include "common/base/buf.h"
#include "common/base/err.h"
#include "common/base/str.h"
#include "common/rules/terminals.h"
#include "screens/canvas.h"
#include "screens/style.h"
#include "screens/termpool.h"

enum {
	TERM_COLS = 80,
	TERM_ROWS = 24,
	TERM_COPY_MAX = 100 * 1024, /* bytes */
};

struct term;

enum term_links {
	TERM_LINKS_AUTO, /* where they are known to work */
	TERM_LINKS_ON,	 /* but for old PCs */
	TERM_LINKS_OFF,
};

/* Of a window; nobody may have told. */
enum term_ground { TERM_GROUND_UNKNOWN, TERM_GROUND_DARK, TERM_GROUND_LIGHT };

/*
 * What came with the session; preferences have more say.  Zeroed: nothing.
 */
struct surroundings {
	bool utf8;   /* the locale is one of UTF-8 … */
	bool latin1; /* … of ISO 8859-1 or -15 … */
	bool ascii;  /* … of neither */
	bool mono;   /* no colours are wanted */
	bool rgb;    /* any colour can be shown */
	bool plain;  /* plain screens were asked for */
	bool slow;   /* the link is: app_slow() */
	enum term_ground ground;
};

struct term_options {
	struct str term; /* the TERM of the session, as it came */
	int rows;
	int cols;
	bool ascii;		   /* no symbols and boxes */
	bool mouse;		   /* ask for mouse reports */
	const struct theme *theme; /* NULL: the default */
};

NODISCARD enum err term_open(
    struct term_pool *p, const struct term_options *options, struct term **out);
void term_close(struct term *t);

/* On failure the terminal stays as it was.  What was drawn is forgotten. */
NODISCARD enum err term_resize(struct term *t, int rows, int cols);

int term_rows(const struct term *t);
int term_cols(const struct term *t);
enum depth term_depth(const struct term *t);
/* What it shows, and how keys come in. */
enum charset term_charset(const struct term *t);
/* The terminfo entry that is used: "xterm-256color". */
const char *term_entry(const struct term *t);

void term_set_theme(struct term *t, const struct theme *theme);
void term_set_ascii(struct term *t, bool ascii);

/* The locale of the person is one of UTF-8: old names may have letters. */
void term_set_utf8(struct term *t);

/*
 * What the person said looks right; what is AUTO there is as if nobody had.
 * Where the colours need another entry and there is no room for it, they
 * stay.
 */
void term_choose(struct term *t, struct terminal_choice choice);

/* The TERM that came, as far as it can be a name. */
struct str term_name(const struct term *t);

/* Append what tells it so to `out`, unless NULL: before term_begin(). */
void term_set_mouse(struct term *t, bool mouse, struct buf *out);

void term_set_links(struct term *t, enum term_links mode);
bool term_has_links(const struct term *t);

/*
 * What the terminal answered (KEYS_REPLY).  True when that changes what it
 * should show, so that it is time to draw.
 */
bool term_reply(struct term *t, struct str text);

/* The same for KEYS_GROUND; then term_ground() is another. */
bool term_reply_ground(struct term *t, struct str text);
enum term_ground term_ground(const struct term *t);
/* What the environment of the person says, until the terminal does. */
void term_set_ground(struct term *t, enum term_ground ground);
/*
 * Whether it is asked for that, on unless told: by term_begin(), or now, into
 * `out`, unless NULL.
 */
void term_ask_ground(struct term *t, bool ask, struct buf *out);
/* It can show any colour, as the environment says. */
void term_set_rgb(struct term *t);
/*
 * Few bytes matter more than exact colours: what is drawn from now on has
 * those of the palette.
 */
void term_set_thrifty(struct term *t, bool thrifty);
bool term_is_thrifty(const struct term *t);
/* Whether it gets the exact colours of themes. */
bool term_has_rgb(const struct term *t);

/*
 * What to send first: the other screen, bracketed paste, the questions for
 * the ground of its window and for its name, which it answers when it likes
 * or never.
 */
void term_begin(struct term *t, struct buf *out);
/* What to send last, to leave the terminal as it was. */
void term_end(struct term *t, struct buf *out);

/*
 * Append the question whether it has come so far, which it answers with
 * KEYS_READY; false, and nothing, where it might not.
 */
bool term_ask_ready(struct term *t, struct buf *out);

/* A blank canvas, one for all terminals: draw and call term_draw(). */
struct canvas term_canvas(struct term *t);

/* Append the bytes that turn what was drawn last into what is now. */
void term_draw(struct term *t, struct buf *out);

/*
 * Append what puts text on the clipboard of the person.  Nobody tells
 * whether the terminal did so.  ERR_MISSING: it is none that may;
 * ERR_LIMIT: over TERM_COPY_MAX; ERR_INVALID: there is no text.
 */
NODISCARD enum err term_copy(struct term *t, struct str text, struct buf *out);

/*
 * Append what names the window, where that works; between term_begin() and
 * term_end(), which brings the old name back.  The words are cleaned and cut.
 */
void term_title(struct term *t, struct str words, struct buf *out);

/* Append what brings the cursor back to where term_draw() left it. */
void term_find_cursor(struct term *t, struct buf *out);

/* Draw all of it the next time, whatever the terminal shows by now. */
void term_redraw(struct term *t);

/* What it gets instead of a colour of the 256, if anything; for tests. */
bool term_exact(const struct term *t, int colour, uint32_t *rgb);
/* What was drawn last; for tests. */
const struct grid *term_shown(const struct term *t);
/* How a style comes out on this terminal; for tests. */
struct look term_look(struct term *t, unsigned style);
/* How a cell does. */
struct look term_tile_look(struct term *t, const struct tile *cell);

#endif
