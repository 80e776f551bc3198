/* keys - what a terminal sends, as keys. */
#include "screens/keys.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/buf.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/text/utf8.h"
#include "common/text/cp437.h"
#include "screens/keymap.h"
#include "screens/latin1.h"
#include "screens/paste.h"

enum {
	ESC = 0x1B,
	BEL = 0x07,
	DELETE = 0x7F,
	MOUSE_BYTES = 3,    /* after ESC [ M */
	REPLY_SIGNS = 3,    /* ">|" or "11;" before the text of one */
	CSI_DIGITS_MAX = 7, /* of one number */
	KEPT_BYTES = 4096,  /* of room for input, once all was looked at */
};

/*
 * Where the bytes so far leave us.  Whole sequences only are given to
 * libtermkey, so it never waits.  It is told "vt100" whatever the terminal
 * is: with the kmous of xterm it misreads SGR mouse reports.
 */
enum state {
	GROUND,
	UTF8,	     /* inside a character */
	ESCAPE,	     /* after ESC */
	SS3,	     /* after ESC O */
	CSI,	     /* after ESC [ */
	CSI_LINUX,   /* after ESC [ [ */
	CSI_LONG,    /* in a sequence that is too long: drop it */
	MOUSE,	     /* in the three bytes of an old mouse report */
	STRING,	     /* in OSC, DCS or APC, at its first byte … */
	STRING_BODY, /* … after it … */
	STRING_ESC,  /* … after an ESC that should end it … */
	STRING_END,  /* … and its last byte, which may be late */
	PASTE,
};

struct keys {
	TermKey *termkey;
	enum charset charset;
	enum state state;
	struct buf in; /* not yet looked at, as UTF-8 … */
	size_t at;     /* … up to here */
	char seq[KEYS_SEQUENCE_MAX];
	size_t n;
	size_t skip; /* bytes of MOUSE, to come, or of a string, so far */
	size_t want; /* bytes a character of UTF8 has */
	char string[KEYS_REPLY_MAX + REPLY_SIGNS]; /* its first bytes */
	struct paste paste;
	struct key ready[2]; /* found, not yet taken */
	size_t ready_n;
};

struct keys *
keys_new(enum charset charset)
{
	struct keys *k = mem_new(struct keys);

	k->termkey = termkey_new_abstract(
	    "vt100", TERMKEY_FLAG_UTF8 | TERMKEY_FLAG_NOTERMIOS);
	if (k->termkey == NULL)
		bug("keys: libtermkey does not start");
	k->charset = charset;
	return k;
}

void
keys_free(struct keys *k)
{
	if (k == NULL)
		return;
	termkey_destroy(k->termkey);
	buf_free(&k->in);
	paste_free(&k->paste);
	free(k);
}

void
keys_set_charset(struct keys *k, enum charset charset)
{
	k->charset = charset;
}

void
keys_push(struct keys *k, struct str bytes)
{
	/* Not each time: many small pushes would move a long rest often. */
	if (k->at > k->in.n / 2) {
		buf_consume(&k->in, k->at);
		k->at = 0;
	}
	if (k->charset == CHARSET_CP437)
		cp437_decode(bytes, &k->in);
	else if (k->charset == CHARSET_LATIN1)
		latin1_decode(bytes, &k->in);
	else
		buf_put(&k->in, bytes);
}

static void
found_key(struct keys *k, const struct key *key)
{
	if (k->ready_n < sizeof k->ready / sizeof *k->ready)
		k->ready[k->ready_n++] = *key;
}

static void
found(struct keys *k, int32_t code)
{
	struct key key = { .code = code };

	found_key(k, &key);
}

static void
ground(struct keys *k)
{
	k->state = GROUND;
	k->n = 0;
	k->skip = 0;
}

void
keys_reset(struct keys *k)
{
	ground(k);
	buf_reset(&k->in);
	paste_begin(&k->paste);
	k->at = 0;
	k->ready_n = 0;
}

/* Give libtermkey one whole sequence or character, and take what it makes. */
static void
through_termkey(struct keys *k, const char *bytes, size_t n)
{
	TermKeyKey in;
	TermKeyResult r;
	struct key key;

	if (termkey_push_bytes(k->termkey, bytes, n) != n)
		bug("keys: libtermkey is full");
	for (;;) {
		r = termkey_getkey(k->termkey, &in);
		if (r == TERMKEY_RES_AGAIN)
			r = termkey_getkey_force(k->termkey, &in);
		if (r != TERMKEY_RES_KEY)
			break;
		if (keymap_termkey(k->termkey, &in, &key))
			found_key(k, &key);
	}
}

/* Keys that libtermkey does not know as a vt100's. */
static bool
special_csi(struct keys *k, char last)
{
	static const char linux_keys[] = "ABCDE";

	if (k->n == 4 && k->seq[2] == '[') {
		const char *f = strchr(linux_keys, last);

		if (last && f)
			found(k, KEYS_F0 + 1 + (int32_t)(f - linux_keys));
		return true;
	}
	if (k->n == 3 && k->charset == CHARSET_CP437) {
		int32_t code = last == 'K' ? KEYS_END :
		    last == 'V'		   ? KEYS_PGUP :
		    last == 'U'		   ? KEYS_PGDN :
		    last == '@'		   ? KEYS_INSERT :
					     KEYS_NONE;

		if (code != KEYS_NONE)
			found(k, code);
		return code != KEYS_NONE;
	}
	if (k->n == 4 && last == 'n' && k->seq[2] == '0') {
		found(k, KEYS_READY);
		return true;
	}
	/* A cursor report, but for "1;5R", which is Ctrl-F3. */
	return last == 'R' && k->n > 3 && strncmp(k->seq + 2, "1;", 2) != 0;
}

/*
 * Whether a sequence may be a key: only digits and semicolons, and "<" for
 * the mouse.  This is more than taste: libtermkey 0.22 crashes on signs such
 * as those of ESC [ ) S, and invents a number where CSI u has none.
 */
static bool
is_key_csi(const struct keys *k)
{
	size_t at = 2, digits = 0;
	char last = k->seq[k->n - 1];
	bool mouse = k->seq[at] == '<';

	if (mouse != (last == 'M' || last == 'm'))
		return false;
	if (mouse)
		at++;
	if ((mouse || last == 'u' || last == '~') &&
	    (k->seq[at] < '0' || k->seq[at] > '9'))
		return false;
	for (; at + 1 < k->n; at++) {
		if (k->seq[at] == ';')
			digits = 0;
		else if (k->seq[at] < '0' || k->seq[at] > '9' ||
		    ++digits > CSI_DIGITS_MAX)
			return false;
	}
	return true;
}

static void
end_csi(struct keys *k)
{
	static const char paste[] = "\033[200~";
	char last = k->seq[k->n - 1];

	if (k->n == sizeof paste - 1 && memcmp(k->seq, paste, k->n) == 0) {
		paste_begin(&k->paste);
		ground(k);
		k->state = PASTE;
		return;
	}
	if (k->n == 3 && last == 'M') {
		k->state = MOUSE;
		k->skip = MOUSE_BYTES;
		return;
	}
	if (!special_csi(k, last) && is_key_csi(k))
		through_termkey(k, k->seq, k->n);
	ground(k);
}

static void
feed_csi(struct keys *k, unsigned char c)
{
	if (k->n == sizeof k->seq)
		k->state = CSI_LONG;
	else
		k->seq[k->n++] = (char)c;
	if (k->state == CSI && k->n == 3 && c == '[')
		k->state = CSI_LINUX;
	else if (k->state == CSI_LINUX)
		end_csi(k);
	else if (c >= 0x40 && c < DELETE) {
		if (k->state == CSI_LONG)
			ground(k);
		else
			end_csi(k);
	}
}

static void feed(struct keys *k, unsigned char c);

static void
feed_escape(struct keys *k, unsigned char c)
{
	k->seq[k->n++] = (char)c;
	switch (c) {
	case '[':
		k->state = CSI;
		return;
	case 'O':
		k->state = SS3;
		return;
	case ']':
	case 'P':
	case '_':
		k->state = STRING;
		return;
	case ESC:
		/* The first was a key of its own. */
		found(k, KEYS_ESC);
		k->n = 1;
		return;
	default:
		break;
	}
	ground(k);
	if (c >= 0x80)
		feed(k, c);
	else if (c != '\\') /* what is left of a string's end */
		found(k, KEYS_ALT | keymap_byte(c));
}

/*
 * Alt-] starts like an OSC.  What terminals send begins with a digit or l, L
 * (OSC), with one of these signs (DCS), or with G (APC); the rest was typed.
 */
static bool
begins_string(char kind, unsigned char c)
{
	static const char dcs[] = "0123456789>!+$|~=";
	bool digit = c >= '0' && c <= '9';

	if (kind == ']')
		return digit || c == 'l' || c == 'L';
	if (kind == 'P')
		return c && strchr(dcs, (char)c) != NULL;
	return c == 'G';
}

/* Its name and its ground are of use; any other answer is dropped. */
static void
end_string(struct keys *k)
{
	struct key key = { .code = KEYS_REPLY };
	char kind = k->seq[k->n - 1];
	struct str all = { k->string, k->skip };
	struct str sign = kind == ']' ? STR("11;") : STR(">|");

	ground(k);
	if ((kind != 'P' && kind != ']') || all.n > KEYS_REPLY_MAX + sign.n ||
	    !str_starts(all, sign))
		return;
	if (kind == ']')
		key.code = KEYS_GROUND;
	for (size_t i = 0; i < all.n; i++) {
		if ((unsigned char)all.p[i] >= DELETE)
			return;
	}
	key.text = str_slice(all, sign.n, all.n);
	found_key(k, &key);
}

/* However long it is: the rest of an answer is not to be typed. */
static void
feed_body(struct keys *k, unsigned char c)
{
	if (k->skip < sizeof k->string)
		k->string[k->skip] = (char)c;
	k->skip++;
	k->state = STRING_BODY;
}

static void
feed_string(struct keys *k, unsigned char c)
{
	char kind = k->seq[k->n - 1];

	if (k->state == STRING && !begins_string(kind, c)) {
		ground(k);
		found(k, KEYS_ALT | kind);
		feed(k, c);
	} else if (k->state == STRING_ESC && c == '\\') {
		end_string(k);
	} else if (k->state == STRING_ESC) {
		ground(k);
		feed(k, ESC);
		feed(k, c);
	} else if (c == BEL) {
		end_string(k);
	} else if (c == ESC) {
		k->state = STRING_ESC;
	} else if (c < ' ' || c == DELETE) {
		/* Never in an answer: somebody types. */
		ground(k);
		feed(k, c);
	} else {
		feed_body(k, c);
	}
}

static void
feed_utf8(struct keys *k, unsigned char c)
{
	if ((c & 0xC0) != 0x80) {
		ground(k);
		found(k, UTF8_REPLACEMENT);
		feed(k, c);
		return;
	}
	k->seq[k->n++] = (char)c;
	if (k->n == k->want) {
		int32_t code;

		utf8_decode((struct str){ k->seq, k->n }, &code);
		if (code == UTF8_INVALID)
			found(k, UTF8_REPLACEMENT);
		else
			through_termkey(k, k->seq, k->n);
		ground(k);
	}
}

static void
feed_ground(struct keys *k, unsigned char c)
{
	if (c == ESC) {
		k->state = ESCAPE;
		k->seq[0] = ESC;
		k->n = 1;
	} else if (c < 0x80) {
		found(k, keymap_byte(c));
	} else if (c >= 0xC2 && c <= 0xF4) {
		k->state = UTF8;
		k->seq[0] = (char)c;
		k->n = 1;
		k->want = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
	} else {
		found(k, UTF8_REPLACEMENT);
	}
}

static void
feed_ss3(struct keys *k, unsigned char c)
{
	k->seq[k->n++] = (char)c;
	if (c >= 0x40 && c < DELETE) {
		through_termkey(k, k->seq, k->n);
		ground(k);
	} else {
		ground(k);
		found(k, KEYS_ALT | 'O');
		feed(k, c);
	}
}

static void
feed(struct keys *k, unsigned char c)
{
	bool in_sequence = k->state == SS3 || k->state == CSI ||
	    k->state == CSI_LINUX || k->state == CSI_LONG;

	if (in_sequence && (c < ' ' || c >= 0x80)) {
		/* Cut off: what follows is on its own. */
		ground(k);
	}
	switch (k->state) {
	case GROUND:
		feed_ground(k, c);
		break;
	case UTF8:
		feed_utf8(k, c);
		break;
	case ESCAPE:
		feed_escape(k, c);
		break;
	case SS3:
		feed_ss3(k, c);
		break;
	case CSI:
	case CSI_LINUX:
	case CSI_LONG:
		feed_csi(k, c);
		break;
	case MOUSE:
		if (--k->skip == 0)
			ground(k);
		break;
	case STRING:
	case STRING_BODY:
	case STRING_ESC:
		feed_string(k, c);
		break;
	case STRING_END:
		ground(k);
		if (c != '\\')
			feed(k, c);
		break;
	case PASTE:
		break;
	}
}

static bool
take(struct keys *k, struct key *out)
{
	if (k->ready_n == 0)
		return false;
	*out = k->ready[0];
	k->ready[0] = k->ready[1];
	k->ready_n--;
	return true;
}

static bool
next_paste(struct keys *k, struct key *out)
{
	struct str in = str_slice(buf_str(&k->in), k->at, k->in.n - k->at);
	size_t taken;
	bool found_one = paste_next(&k->paste, in, &taken, out);

	k->at += taken;
	if (found_one && !out->more)
		ground(k);
	return found_one;
}

bool
keys_next(struct keys *k, struct key *out)
{
	for (;;) {
		if (take(k, out)) {
			out->ahead = str_slice(buf_str(&k->in), k->at, k->in.n);
			return true;
		}
		if (k->state == PASTE) {
			if (next_paste(k, out))
				return true;
			break;
		}
		if (k->at == k->in.n)
			break;
		feed(k, (unsigned char)k->in.p[k->at++]);
	}
	buf_consume(&k->in, k->at);
	k->at = 0;
	/* What was pasted once must not cost so for ever. */
	if (k->in.n == 0 && k->in.cap > KEPT_BYTES)
		buf_free(&k->in);
	if (k->state != PASTE)
		paste_free(&k->paste);
	return false;
}

bool
keys_pending(const struct keys *k)
{
	return k->state == UTF8 || k->state == ESCAPE || k->state == SS3 ||
	    k->state == CSI || k->state == CSI_LINUX || k->state == CSI_LONG ||
	    k->state == MOUSE || k->state == STRING || k->state == STRING_ESC;
}

void
keys_force(struct keys *k)
{
	enum state was = k->state;
	size_t n = k->n;

	if (!keys_pending(k))
		return;
	if (was == STRING_ESC) {
		/* More likely cut there by the network than a key. */
		end_string(k);
		k->state = STRING_END;
		return;
	}
	ground(k);
	if (was == UTF8)
		found(k, UTF8_REPLACEMENT);
	else if (was == ESCAPE)
		found(k, KEYS_ESC);
	else if (n == 2 && was != MOUSE)
		found(k, KEYS_ALT | k->seq[1]); /* Alt-[, Alt-O, Alt-], … */
}
