/* lineedit - one line typed at a terminal, or sent without one. */
#include "server/lineedit.h"

#include "common/base/arena.h"
#include "common/text/clean.h"
#include "common/text/utf8.h"

enum {
	CTRL_C = 0x03,
	CTRL_D = 0x04,
	CTRL_H = 0x08,
	CTRL_U = 0x15,
	CTRL_W = 0x17,
	ESCAPE = 0x1b,
	DELETE = 0x7f,
};

void
lineedit_init(struct lineedit *e, bool terminal, size_t max)
{
	*e = (struct lineedit){ .terminal = terminal };
	e->line.max = max;
}

void
lineedit_free(struct lineedit *e)
{
	buf_wipe(&e->line);
}

void
lineedit_reset(struct lineedit *e)
{
	buf_reset(&e->line);
	e->cut = false;
}

struct str
lineedit_line(const struct lineedit *e)
{
	return buf_str(&e->line);
}

/* Columns that a tail of the line took, echoed letter by letter. */
static size_t
echoed_cells(struct str tail)
{
	struct arena a = ARENA_INIT;
	size_t cells = 0;

	while (tail.n) {
		int32_t code;
		size_t n = utf8_decode(tail, &code);
		struct str letter = str_slice(tail, 0, n);

		if (code == ' ')
			cells++;
		else if (code != UTF8_INVALID)
			cells += text_cells(text_clean_line(&a, letter));
		tail = str_slice(tail, n, tail.n);
	}
	arena_free(&a);
	return cells;
}

static void
wipe_from(struct lineedit *e, size_t from, struct buf *echo)
{
	struct str tail = str_slice(buf_str(&e->line), from, e->line.n);
	size_t cells = e->hidden ? 0 : echoed_cells(tail);

	for (size_t i = 0; i < cells; i++)
		buf_cstr(echo, "\b \b");
	e->line.n = from;
}

static size_t
last_char(const struct lineedit *e)
{
	size_t n = e->line.n;

	while (n > 0 && ((unsigned char)e->line.p[n - 1] & 0xc0) == 0x80)
		n--;
	return n > 0 ? n - 1 : 0;
}

static size_t
last_word(const struct lineedit *e)
{
	size_t n = e->line.n;

	while (n > 0 && e->line.p[n - 1] == ' ')
		n--;
	while (n > 0 && e->line.p[n - 1] != ' ')
		n--;
	return n;
}

static void
insert(struct lineedit *e, char c, struct buf *echo)
{
	unsigned char u = (unsigned char)c;

	if (e->line.n >= e->line.max) {
		e->cut = true;
		if (e->terminal)
			buf_char(echo, '\a');
		return;
	}
	buf_char(&e->line, c == '\t' ? ' ' : c);
	/* A whole character is echoed at its last byte, if it is one. */
	if (!e->terminal || e->hidden)
		return;
	if (u < 0x80) {
		buf_char(echo, c == '\t' ? ' ' : c);
	} else {
		struct arena a = ARENA_INIT;
		struct str tail =
		    str_slice(buf_str(&e->line), last_char(e), e->line.n);

		if (utf8_valid(tail))
			buf_put(echo, text_clean_line(&a, tail));
		arena_free(&a);
	}
}

/* Arrow keys and the like are swallowed: ESC x, ESC [ … letter. */
static bool
in_escape(struct lineedit *e, char c)
{
	if (!e->escape)
		return false;
	if (!e->bracket && (c == '[' || c == 'O'))
		e->bracket = true;
	else if (!e->bracket || (c >= '@' && c <= '~'))
		e->escape = e->bracket = false;
	return true;
}

static enum line_event
control(struct lineedit *e, char c, struct buf *echo)
{
	switch (c) {
	case CTRL_C:
		buf_cstr(echo, "^C\r\n");
		return LINE_CANCEL;
	case CTRL_D:
		return e->line.n == 0 ? LINE_END : LINE_MORE;
	case CTRL_H:
	case DELETE:
		wipe_from(e, last_char(e), echo);
		return LINE_MORE;
	case CTRL_U:
		wipe_from(e, 0, echo);
		return LINE_MORE;
	case CTRL_W:
		wipe_from(e, last_word(e), echo);
		return LINE_MORE;
	case ESCAPE:
		e->escape = true;
		return LINE_MORE;
	case '\t':
		insert(e, c, echo);
		return LINE_MORE;
	default:
		return LINE_MORE;
	}
}

enum line_event
lineedit_feed(struct lineedit *e, struct str *input, struct buf *echo)
{
	while (input->n) {
		char c = input->p[0];
		enum line_event got;
		bool after_cr = e->was_cr;

		*input = str_slice(*input, 1, input->n);
		e->was_cr = c == '\r';
		if (c == '\n' && after_cr)
			continue;
		if (c == '\n' || c == '\r') {
			if (e->terminal)
				buf_cstr(echo, "\r\n");
			return LINE_READY;
		}
		if (!e->terminal) {
			insert(e, c, echo);
			continue;
		}
		if (in_escape(e, c))
			continue;
		if ((unsigned char)c >= ' ' && c != DELETE) {
			insert(e, c, echo);
			continue;
		}
		got = control(e, c, echo);
		if (got != LINE_MORE)
			return got;
	}
	return LINE_MORE;
}
