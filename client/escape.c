/* escape - "~." and its kin, after Enter or at the beginning. */
#include "client/escape.h"

#include <string.h>

enum { KEY_ESCAPE = 0x1b, KEY_BELL = 0x07 };

/*
 * What ends a report: of the device, the cursor, the status, a mode, the
 * window, and the focus coming and going.  Keys have other letters, but for
 * a few with Shift, which begin no line either.
 */
static const char reports[] = "cRnytIO";

/* Take one character of a sequence; false when `c` is none of one. */
static bool
in_sequence(struct escape *e, char c)
{
	switch (e->in) {
	case ESCAPE_IN_START:
		if (c == '[')
			e->in = ESCAPE_IN_CSI;
		else if (c == ']' || c == 'P')
			e->in = ESCAPE_IN_STRING;
		else
			break;
		return true;
	case ESCAPE_IN_CSI:
		if (c >= ' ' && c <= '?')
			return true;
		e->in = ESCAPE_IN_TEXT;
		if (c < '@' || c > '~')
			return false;
		if (!strchr(reports, c))
			e->mid_line = true;
		return true;
	case ESCAPE_IN_STRING:
		/* It was a letter with Alt, if somebody presses Enter. */
		if (c == KEY_BELL || c == '\r' || c == '\n')
			e->in = ESCAPE_IN_TEXT;
		else if (c == KEY_ESCAPE)
			e->in = ESCAPE_IN_END;
		return c != '\r' && c != '\n';
	case ESCAPE_IN_END:
		e->in = ESCAPE_IN_STRING;
		if (c == '\\' || c == '\r' || c == '\n')
			e->in = ESCAPE_IN_TEXT;
		return c != '\r' && c != '\n';
	case ESCAPE_IN_TEXT:
	default:
		if (c != KEY_ESCAPE)
			return false;
		e->in = ESCAPE_IN_START;
		return true;
	}
	/* The Escape key, or a letter with Alt. */
	e->in = ESCAPE_IN_TEXT;
	e->mid_line = true;
	return false;
}

enum escape_found
escape_pass(struct escape *e, struct str typed, struct buf *out)
{
	enum escape_found found = ESCAPE_NONE;

	for (size_t i = 0; i < typed.n; i++) {
		char c = typed.p[i];

		if (e->tilde) {
			e->tilde = false;
			if (c == '.')
				return ESCAPE_LEAVE;
			if (c == '?') {
				found = ESCAPE_HELP;
				continue;
			}
			if (c != '~')
				buf_char(out, '~');
			e->mid_line = true;
		} else if (c == '~' && !e->mid_line &&
		    e->in == ESCAPE_IN_TEXT) {
			e->tilde = true;
			continue;
		}
		buf_char(out, c);
		if (!in_sequence(e, c))
			e->mid_line = c != '\r' && c != '\n';
	}
	return found;
}
