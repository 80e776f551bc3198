/* art_csi - escape sequences of pictures. */
#include "common/text/art_impl.h"

enum {
	ESC = 0x1B,
	BELL = 0x07,
	PARAMS_MAX = 16,
	VALUE_MAX = 9999,
	CSI_BYTES_MAX = 64,
	STRING_BYTES_MAX = 512,
	BRIGHT = 8,
	PALETTE_MAX = 255,
	SCREEN_ROWS = 25,
	ICE_MODE = 33, /* of SyncTERM */
};

struct csi {
	char mark;	       /* '?' or '=' before the numbers; 0: none */
	int value[PARAMS_MAX]; /* -1: left out */
	int n;
	char last;
};

static int
param(const struct csi *c, int i, int otherwise)
{
	return i < c->n && c->value[i] >= 0 ? c->value[i] : otherwise;
}

/* Of moves: none is one, and so is nought. */
static int
steps(const struct csi *c)
{
	int n = param(c, 0, 1);

	return n ? n : 1;
}

static uint32_t
rgb(const struct csi *c, int i)
{
	uint32_t v = 0;

	for (int k = i; k < i + 3; k++) {
		int part = param(c, k, 0);

		v = v << 8 |
		    (uint32_t)(part > PALETTE_MAX ? PALETTE_MAX : part);
	}
	return ART_RGB | v;
}

/* 38 and 48; returns the index of the last number that belongs to it. */
static int
extended(const struct csi *c, int i, uint32_t *colour)
{
	int which = param(c, i + 1, 0), at = param(c, i + 2, 0);

	if (which == 5) {
		*colour = (uint32_t)(at > PALETTE_MAX ? PALETTE_MAX : at);
		return i + 2;
	}
	if (which != 2)
		return i + 1;
	*colour = rgb(c, i + 2);
	return i + 4;
}

static void
attribute(struct art_pen *p, int v)
{
	if (v == 0)
		*p = (struct art_pen){ .fg = ART_GREY };
	else if (v == 1)
		p->bold = true;
	else if (v == 5 || v == 6)
		p->blink = true;
	else if (v == 7)
		p->reverse = true;
	else if (v == 8)
		p->hidden = true;
	else if (v == 2 || v == 22)
		p->bold = false;
	else if (v == 25)
		p->blink = false;
	else if (v == 27)
		p->reverse = false;
	else if (v == 28)
		p->hidden = false;
	else if (v >= 30 && v <= 37)
		p->fg = (uint32_t)(v - 30);
	else if (v == 39)
		p->fg = ART_GREY;
	else if (v >= 40 && v <= 47)
		p->bg = (uint32_t)(v - 40);
	else if (v == 49)
		p->bg = 0;
	else if (v >= 90 && v <= 97)
		p->fg = (uint32_t)(v - 90 + BRIGHT);
	else if (v >= 100 && v <= 107)
		p->bg = (uint32_t)(v - 100 + BRIGHT);
}

static void
attributes(struct art_reader *r, const struct csi *c)
{
	if (c->n == 0)
		attribute(&r->pen, 0);
	for (int i = 0; i < c->n; i++) {
		int v = param(c, i, 0);

		if (v == 38)
			i = extended(c, i, &r->pen.fg);
		else if (v == 48)
			i = extended(c, i, &r->pen.bg);
		else
			attribute(&r->pen, v);
	}
}

/* PabloDraw's true colours: 0 the ground, 1 what is written. */
static void
true_colour(struct art_reader *r, const struct csi *c)
{
	if (c->n < 4)
		return;
	if (param(c, 0, 0) == 0)
		r->pen.bg = rgb(c, 1);
	else if (param(c, 0, 0) == 1)
		r->pen.fg = rgb(c, 1);
}

static void
erase_lines(struct art_reader *r, int what)
{
	int col = r->col < r->cols ? r->col : r->cols - 1;

	if (what == 0)
		art_erase(r, r->row, col, r->rows_there - 1, r->cols);
	else if (what == 1)
		art_erase(r, 0, 0, r->row, col + 1);
	else if (what == 2)
		art_clear(r);
}

static void
erase_line(struct art_reader *r, int what)
{
	int col = r->col < r->cols ? r->col : r->cols - 1;

	if (what == 0)
		art_erase(r, r->row, col, r->row, r->cols);
	else if (what == 1)
		art_erase(r, r->row, 0, r->row, col + 1);
	else if (what == 2)
		art_erase(r, r->row, 0, r->row, r->cols);
}

static void
save(struct art_reader *r)
{
	r->saved_row = r->row;
	r->saved_col = r->col;
}

static void
obey_move(struct art_reader *r, const struct csi *c)
{
	switch (c->last) {
	case 'A':
		art_move(r, r->row - steps(c), r->col);
		break;
	case 'B':
		art_move(r, r->row + steps(c), r->col);
		break;
	case 'C':
		art_move(r, r->row, r->col + steps(c));
		break;
	case 'D':
		art_move(r, r->row, r->col - steps(c));
		break;
	case 'E':
		art_move(r, r->row + steps(c), 0);
		break;
	case 'F':
		art_move(r, r->row - steps(c), 0);
		break;
	case 'G':
		art_move(r, r->row, param(c, 0, 1) - 1);
		break;
	case 'd':
		art_move(r, param(c, 0, 1) - 1, r->col);
		break;
	case 'H':
	case 'f':
		art_move(r, param(c, 0, 1) - 1, param(c, 1, 1) - 1);
		break;
	default:
		break;
	}
}

static void
obey(struct art_reader *r, const struct csi *c)
{
	if (c->mark == '?' && param(c, 0, 0) == ICE_MODE) {
		if (c->last == 'h' || c->last == 'l')
			r->ice = c->last == 'h';
		return;
	}
	/* Other modes, and questions, are a terminal's matter. */
	if (c->mark)
		return;
	switch (c->last) {
	case 'J':
		erase_lines(r, param(c, 0, 0));
		break;
	case 'K':
		erase_line(r, param(c, 0, 0));
		break;
	case 'm':
		attributes(r, c);
		break;
	case 't':
		true_colour(r, c);
		break;
	case 's':
		save(r);
		break;
	case 'u':
		art_move(r, r->saved_row, r->saved_col);
		break;
	default:
		obey_move(r, c);
		break;
	}
}

static void
add_digit(struct csi *c, char digit)
{
	int *v = &c->value[c->n - 1];

	*v = (*v < 0 ? 0 : *v) * 10 + (digit - '0');
	if (*v > VALUE_MAX)
		*v = VALUE_MAX;
}

/*
 * Numbers and the letter that ends them.  What is none of it, an ESC or a
 * line's end, ends the sequence too, and is read for itself.
 */
static size_t
read_csi(struct art_reader *r, struct str s)
{
	struct csi c = { .n = 0 };
	size_t at = 2;

	for (; at < s.n && at < CSI_BYTES_MAX; at++) {
		char byte = s.p[at];

		if (byte >= '0' && byte <= '9') {
			if (c.n == 0)
				c.value[c.n++] = -1;
			add_digit(&c, byte);
		} else if (byte == ';' || byte == ':') {
			if (c.n == 0)
				c.value[c.n++] = -1;
			if (c.n == PARAMS_MAX)
				return at;
			c.value[c.n++] = -1;
		} else if (byte >= '<' && byte <= '?') {
			c.mark = byte;
		} else if (byte >= ' ' && byte <= '/') {
			c.mark = byte;
		} else if (byte >= '@' && byte <= '~') {
			c.last = byte;
			obey(r, &c);
			return at + 1;
		} else {
			return at;
		}
	}
	return at;
}

/* OSC, DCS and their like, which end in BEL or ESC \; 0: they do not. */
static size_t
string_bytes(struct str s)
{
	for (size_t i = 2; i < s.n && i < STRING_BYTES_MAX; i++) {
		if (s.p[i] == BELL)
			return i + 1;
		if (s.p[i] == ESC && i + 1 < s.n && s.p[i + 1] == '\\')
			return i + 2;
	}
	return 0;
}

/* The ones without numbers; 0 when it is none that is known. */
static size_t
plain(struct art_reader *r, struct str s)
{
	switch (s.p[1]) {
	case '7':
		save(r);
		return 2;
	case '8':
		art_move(r, r->saved_row, r->saved_col);
		return 2;
	case 'D':
	case 'E':
		art_newline(r);
		return 2;
	case 'M':
		art_move(r, r->row - 1, r->col);
		return 2;
	case 'c':
		attribute(&r->pen, 0);
		art_clear(r);
		return 2;
	case ']':
	case 'P':
	case 'X':
	case '^':
	case '_':
		return string_bytes(s);
	case '(':
	case ')':
		return s.n > 2 ? 3 : 2;
	default:
		return 0;
	}
}

size_t
art_escape(struct art_reader *r, struct str s)
{
	size_t n;

	if (s.n < 2)
		return 1;
	if (s.p[1] == '[')
		return read_csi(r, s);
	n = plain(r, s);
	/* What it may have been is text. */
	return n ? n : 1;
}
