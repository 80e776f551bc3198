/* escape - "~." and its kin, typed at the start of a line. */
#include "client/escape.h"

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
		} else if (c == '~' && !e->mid_line) {
			e->tilde = true;
			continue;
		}
		buf_char(out, c);
		e->mid_line = c != '\r' && c != '\n';
	}
	return found;
}
