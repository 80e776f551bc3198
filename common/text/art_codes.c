/*
 * art_codes - what boards put in their texts beside ANSI sequences.
 *
 * Colours are shown; what a board would fill in, a name or a time, is left
 * blank.  Each sort counts only in files that surely have it: in others, the
 * same bytes are part of the picture.
 */
#include "common/text/art_impl.h"

#include "common/text/cp437.h"

enum {
	CTRL_A = 0x01,
	AVATAR = 0x16, /* ^V */
	REPEAT = 0x19, /* ^Y */
	FORM_FEED = 0x0C,
	HIGH = 0x80,
	BRIGHT = 8,
	CTRL_A_MIN = 2, /* that many are no faces … */
	FACES_PART = 8, /* … if others, which are none, are fewer */
	AT_X_MIN = 2,
	AVATAR_MIN = 3,
	PIPES_MIN = 4,
	PIPE_LAST = 31,
	PIPE_GROUND = 16,
	AT_BYTES_MAX = 40,
};

/* A PC counts blue first, ANSI red. */
static uint32_t
from_pc(unsigned colour)
{
	return (colour & 1) << 2 | (colour & 2) | (colour & 4) >> 2;
}

static void
take_pc(struct art_pen *p, unsigned attribute)
{
	p->fg = from_pc(attribute & 7);
	p->bold = attribute & 8;
	p->bg = from_pc(attribute >> 4 & 7);
	p->blink = attribute & 0x80;
	p->reverse = p->hidden = false;
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static size_t
at_x(struct str s)
{
	return s.n >= 4 && s.p[0] == '@' && s.p[1] == 'X' && hex(s.p[2]) >= 0 &&
		hex(s.p[3]) >= 0 ?
	    4 :
	    0;
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "@NAME@", "@NAME-L20@", "@EXEC:WORDS@": its bytes; 0: it is none. */
static size_t
at_code(struct str s, struct str *name)
{
	size_t i = 1;

	if (s.n < 4 || s.p[0] != '@' || !is_upper(s.p[1]))
		return 0;
	while (i < s.n && i < AT_BYTES_MAX &&
	    (is_upper(s.p[i]) || is_digit(s.p[i]) || s.p[i] == '_' ||
		s.p[i] == '.'))
		i++;
	*name = str_slice(s, 1, i - 1);
	if (i < s.n && (s.p[i] == '-' || s.p[i] == ':' || s.p[i] == '|')) {
		while (i < s.n && i < AT_BYTES_MAX && s.p[i] > ' ' &&
		    s.p[i] < 0x7F && s.p[i] != '@')
			i++;
	}
	return name->n > 1 && i < s.n && s.p[i] == '@' ? i + 1 : 0;
}

static const char fills_nothing[] =
    "CENTER CLEAR CLS CRLF EOF HOT LEFT LR MORE NOPAUSE PAUSE PCR POFF PON"
    " RIGHT SHOW SYSONLY TRUNCATE TRUNCOFF WORDWRAP";
static const char fills_words[] =
    "ALIAS BBS BOARDNAME DATE GRP LASTDATEON LASTTIMEON NAME NODE SMB_CURMSG"
    " SUB SYSOP TIME TIMEON USER USERNUM";

static bool
has_at_codes(struct str s)
{
	struct str name;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '@' || !at_code(str_slice(s, i, s.n), &name))
			continue;
		if (str_in_list(str_from(fills_nothing), ' ', name) ||
		    str_in_list(str_from(fills_words), ' ', name))
			return true;
	}
	return false;
}

/* A letter that is a colour, in Synchronet's order, or none. */
static int
colour_of(char c)
{
	struct str letters = STR("krgybmcw");
	size_t at;

	if (is_upper(c))
		c = (char)(c - 'A' + 'a');
	at = str_find(letters, c);
	return at < letters.n ? (int)at : -1;
}

static bool
is_ctrl_a(char c)
{
	struct str others =
	    str_from("NnHhIiEeLlJjSsAaFfPpQqDdTtUuXxZz-_+,;.<>[]/'!@#$%^&*()?");

	return colour_of(c) >= 0 || is_digit(c) || (unsigned char)c >= HIGH ||
	    str_find(others, c) < others.n;
}

/* "|00" to "|31"; -1: it is none. */
static int
pipe_colour(struct str s)
{
	int v;

	if (s.n < 3 || s.p[0] != '|' || !is_digit(s.p[1]) || !is_digit(s.p[2]))
		return -1;
	v = (s.p[1] - '0') * 10 + s.p[2] - '0';
	return v <= PIPE_LAST ? v : -1;
}

unsigned
art_codes_in(struct str s)
{
	size_t ctrl_a = 0, faces = 0, xs = 0, avatar = 0, pipes = 0, lines = 0;

	for (size_t i = 0; i < s.n; i++) {
		struct str rest = str_slice(s, i, s.n);
		char next = rest.n > 1 ? rest.p[1] : '\0';

		if (rest.p[0] == CTRL_A && is_ctrl_a(next))
			ctrl_a++;
		else if (rest.p[0] == CTRL_A)
			faces++;
		xs += at_x(rest) > 0;
		avatar += rest.p[0] == AVATAR && next == 1;
		pipes += pipe_colour(rest) >= 0;
		lines += rest.p[0] == '|';
	}
	/* Avatar has a ^A in each of its own. */
	if (avatar >= AVATAR_MIN)
		return ART_AVATAR;
	return (ctrl_a >= CTRL_A_MIN && ctrl_a >= FACES_PART * faces ?
		       ART_CTRL_A :
		       0u) |
	    (xs >= AT_X_MIN ? ART_AT_X : 0u) | (has_at_codes(s) ? ART_AT : 0u) |
	    (pipes >= PIPES_MIN && pipes * 2 > lines ? ART_PIPES : 0u);
}

static void
erase_down(struct art_reader *r)
{
	int col = r->col < r->cols ? r->col : r->cols - 1;

	art_erase(r, r->row, col, r->rows_there - 1, r->cols);
}

static void
erase_right(struct art_reader *r)
{
	int col = r->col < r->cols ? r->col : r->cols - 1;

	art_erase(r, r->row, col, r->row, r->cols);
}

/* Letters that steer; those that name a date or a time are blanks nowhere. */
static void
ctrl_a_steers(struct art_reader *r, char c)
{
	switch (c) {
	case 'N':
	case 'n':
	case '-':
	case '_':
		r->pen = (struct art_pen){ .fg = ART_GREY };
		break;
	case 'H':
	case 'h':
		r->pen.bold = true;
		break;
	case 'I':
	case 'i':
	case 'E':
	case 'e':
		r->pen.blink = true;
		break;
	case 'L':
	case 'l':
		art_clear(r);
		break;
	case '\'':
		art_move(r, 0, 0);
		break;
	case 'J':
	case 'j':
		erase_down(r);
		break;
	case '>':
		erase_right(r);
		break;
	case '<':
		art_move(r, r->row, r->col - 1);
		break;
	case '/':
		if (r->col > 0)
			art_newline(r);
		break;
	case '[':
		r->col = 0;
		break;
	case ']':
		art_newline(r);
		break;
	default:
		break;
	}
}

static size_t
ctrl_a(struct art_reader *r, struct str s)
{
	char c;
	int colour;

	if (s.n < 2)
		return 1;
	c = s.p[1];
	colour = colour_of(c);
	if (c == 'Z' || c == 'z')
		return s.n;
	if (colour >= 0)
		r->pen.fg = (uint32_t)colour;
	else if (c >= '0' && c <= '7')
		r->pen.bg = (uint32_t)(c - '0');
	else if ((unsigned char)c >= HIGH)
		art_move(r, r->row, r->col + ((unsigned char)c - HIGH + 1));
	else
		ctrl_a_steers(r, c);
	return 2;
}

static size_t
at(struct art_reader *r, struct str s)
{
	struct str name;
	size_t n = at_code(s, &name);

	if (n == 0)
		return 0;
	if (str_eq(name, STR("CLS")) || str_eq(name, STR("CLEAR")))
		art_clear(r);
	else if (!str_in_list(str_from(fills_nothing), ' ', name)) {
		for (size_t i = 0; i < n; i++)
			art_put(r, ' ');
	}
	return n;
}

static size_t
pipe(struct art_reader *r, struct str s)
{
	int v = pipe_colour(s);

	if (v < 0)
		return 0;
	if (v < PIPE_GROUND) {
		r->pen.fg = from_pc((unsigned)v & 7);
		r->pen.bold = v >= BRIGHT;
	} else {
		r->pen.bg = from_pc((unsigned)v & 7);
		r->pen.blink = v >= PIPE_GROUND + BRIGHT;
	}
	return 3;
}

/* ^V and what it steers. */
static size_t
avatar_steers(struct art_reader *r, struct str s)
{
	switch (s.n > 1 ? s.p[1] : 0) {
	case 1:
		if (s.n > 2)
			take_pc(&r->pen, (unsigned char)s.p[2]);
		return s.n > 2 ? 3 : s.n;
	case 2:
		r->pen.blink = true;
		return 2;
	case 3:
		art_move(r, r->row - 1, r->col);
		return 2;
	case 4:
		art_move(r, r->row + 1, r->col);
		return 2;
	case 5:
		art_move(r, r->row, r->col - 1);
		return 2;
	case 6:
		art_move(r, r->row, r->col + 1);
		return 2;
	case 7:
		erase_right(r);
		return 2;
	case 8:
		if (s.n > 3)
			art_move(r, (unsigned char)s.p[2] - 1,
			    (unsigned char)s.p[3] - 1);
		return s.n > 3 ? 4 : s.n;
	default:
		return 0;
	}
}

static size_t
avatar(struct art_reader *r, struct str s)
{
	if (s.p[0] == AVATAR)
		return avatar_steers(r, s);
	if (s.p[0] == FORM_FEED) {
		art_clear(r);
		take_pc(&r->pen, 3);
		return 1;
	}
	if (s.p[0] != REPEAT || s.n < 3 || (unsigned char)s.p[1] < ' ')
		return 0;
	/* Three bytes may stand for 255: it stops where nothing more is put. */
	for (int i = 0; i < (unsigned char)s.p[2] && r->work <= ART_WORK_MAX;
	     i++)
		art_put(r, cp437_picture((unsigned char)s.p[1]));
	return 3;
}

size_t
art_code(struct art_reader *r, struct str s)
{
	size_t n = 0;

	if (r->codes & ART_AVATAR)
		return avatar(r, s);
	if (s.p[0] == CTRL_A && r->codes & ART_CTRL_A)
		return ctrl_a(r, s);
	if (s.p[0] == '|' && r->codes & ART_PIPES)
		return pipe(r, s);
	if (s.p[0] != '@')
		return 0;
	if (r->codes & ART_AT_X && (n = at_x(s)) > 0)
		take_pc(&r->pen, (unsigned)(hex(s.p[2]) << 4 | hex(s.p[3])));
	else if (r->codes & ART_AT)
		n = at(r, s);
	return n;
}
