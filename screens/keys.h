/*
 * keys - what a terminal sends, as keys.
 *
 * Bytes are pushed in as they come and keys are taken out.  Escape sequences
 * may be cut anywhere; a lone ESC is told from the start of one by the
 * caller's timer: while keys_pending() says so for some 50 ms, call
 * keys_force().  A bracketed paste comes in pieces, each an event with its
 * text, so that a long one is not handled in one go: the caller may do other
 * things before the next keys_next().  What the terminal says its name is comes
 * as KEYS_REPLY, what colour its window has as KEYS_GROUND, that
 * it came so far as KEYS_READY, which nobody typed;
 * its other answers (OSC, DCS, APC, device and cursor reports, focus) are
 * dropped.
 * There is no clock and no descriptor here.
 *
 * Memory: text is valid until the next keys_next().
 * Errors: none; what is not understood is dropped, broken UTF-8 becomes
 *         U+FFFD.
 * Bounds: a paste is cut at KEYS_PASTE_MAX bytes and a piece of it has no
 *         more than KEYS_PASTE_PIECE; an escape sequence is dropped beyond
 *         KEYS_SEQUENCE_MAX, a name beyond KEYS_REPLY_MAX.
 */
#ifndef STOA_SCREENS_KEYS_H
#define STOA_SCREENS_KEYS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/str.h"
#include "screens/canvas.h"

enum {
	KEYS_PASTE_MAX = 1024 * 1024,
	KEYS_PASTE_PIECE = 16 * 1024,
	KEYS_SEQUENCE_MAX = 64,
	KEYS_REPLY_MAX = 128,
};

/*
 * A key is one number: a code point or one of these, with modifiers added.
 * Shift is added only where it does not make another character.
 */
enum {
	KEYS_NONE = 0,
	KEYS_FIRST = 0x110000,
	KEYS_ENTER = KEYS_FIRST,
	KEYS_TAB,
	KEYS_BACKSPACE,
	KEYS_ESC,
	KEYS_UP,
	KEYS_DOWN,
	KEYS_LEFT,
	KEYS_RIGHT,
	KEYS_HOME,
	KEYS_END,
	KEYS_PGUP,
	KEYS_PGDN,
	KEYS_INSERT,
	KEYS_DELETE,
	KEYS_PASTE, /* with text: whole lines, if it can be, unless the last */
	KEYS_PRESS, /* of a mouse button, with row, col and button */
	KEYS_DRAG,
	KEYS_RELEASE,
	KEYS_WHEEL_UP,
	KEYS_WHEEL_DOWN,
	KEYS_REPLY,  /* no key: text, printable ASCII, is for term_reply() */
	KEYS_GROUND, /* no key: the text is for term_reply_ground() */
	KEYS_READY,  /* no key: what was sent before the question is shown */
	KEYS_F0,     /* KEYS_F0 + 1 is F1 */
	KEYS_LAST = KEYS_F0 + 24,

	KEYS_CODE_MASK = 0x1FFFFF,
	KEYS_CTRL = 1 << 21,
	KEYS_ALT = 1 << 22,
	KEYS_SHIFT = 1 << 23,
};

/* ^D is KEYS_CTRL | 'd'. */
struct key {
	int32_t code;
	int row; /* of the mouse, from 0 */
	int col;
	int button; /* 1: the first */
	bool more;  /* of this paste is to come */
	bool cut;   /* with the last piece: it was over KEYS_PASTE_MAX */
	struct str text;
	struct str ahead; /* what came behind it at once, as it came */
};

struct keys;

/*
 * CHARSET_CP437 reads bytes above 0x7F, and some keys, as such terminals do;
 * CHARSET_LATIN1 reads bytes so.
 */
struct keys *keys_new(enum charset charset);
void keys_free(struct keys *k);

/* What is pushed from now on comes so. */
void keys_set_charset(struct keys *k, enum charset charset);

/* Forget what is begun and not taken. */
void keys_reset(struct keys *k);

/* Add bytes; they are kept until keys_next() has used them up. */
void keys_push(struct keys *k, struct str bytes);

/* The next key; false when more bytes are needed. */
bool keys_next(struct keys *k, struct key *out);

/* Whether a key is begun that time may end. */
bool keys_pending(const struct keys *k);

/* Time has ended it: what there is becomes a key or nothing. */
void keys_force(struct keys *k);

struct key_name {
	char text[32];
};

/*
 * "^D", "Enter", "PgDn", "Alt-x", "F5", "Space", "é", "Ctrl-Shift-A", and
 * "U+00A0" for what does not show.
 */
struct key_name keys_name(int32_t code);

/*
 * The key of such a name, in any case but for single letters.  False for what
 * no key can be, such as "Shift-?".
 */
bool keys_parse(struct str name, int32_t *out);

#endif
