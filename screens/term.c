/* term - terminals: what was drawn, put on a SCREEN and read out as bytes. */
#define NCURSES_NOMACROS 1
#define NCURSES_WIDECHAR 1
#include "screens/term.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/log.h"
#include "common/base/mem.h"
#include "screens/exact.h"
#include "screens/links.h"
#include "screens/osc.h"
#include "screens/slot.h"

enum { INKS = 2 * STYLE_ON_SELECTED };

/* A look as ncurses wants it. */
struct ink {
	struct look look;
	attr_t attrs;
	short pair;
	bool known;
};

struct term {
	struct term_pool *pool;
	struct slot *slot;
	const struct theme *theme;
	enum charset charset; /* of the terminal, by its name */
	bool utf8;	      /* the person's locale is */
	struct terminal_choice choice;
	char name[TERMNAME_MAX + 1];	 /* as it came */
	char entry[TERMNAME_MAX + 1]; /* that its name stands for */
	bool ascii;
	bool mouse;
	unsigned can; /* TERMNAME_… */
	enum term_ground ground;
	bool answered;	 /* … is what the terminal said itself */
	bool asks;	 /* for that */
	bool thrifty;	 /* the link is slow */
	enum term_links links;
	bool linked;	/* the links of `shown` are on the terminal */
	bool repaint;	/* ncurses does not know what is there */
	bool rewrite;	/* `shown` is not what ncurses holds */
	bool cursor_on; /* as the terminal is */
	struct grid shown;
	struct ink ink[INKS];
};

static int
clamp(int v, int low, int high)
{
	return v < low ? low : v > high ? high : v;
}

static void
clamp_size(int *rows, int *cols)
{
	if (*rows <= 0)
		*rows = TERM_ROWS;
	if (*cols <= 0)
		*cols = TERM_COLS;
	*rows = clamp(*rows, 1, GRID_ROWS_MAX);
	*cols = clamp(*cols, 1, GRID_COLS_MAX);
}

int
term_rows(const struct term *t)
{
	return t->slot->rows;
}

int
term_cols(const struct term *t)
{
	return t->slot->cols;
}

/* Nothing of what ncurses and we remember counts any more. */
static void
forget(struct term *t)
{
	t->repaint = t->rewrite = true;
	t->linked = false;
	memset(t->ink, 0, sizeof t->ink);
	grid_reset(&t->shown, term_rows(t), term_cols(t));
}

enum err
term_open(
    struct term_pool *p, const struct term_options *options, struct term **out)
{
	int rows = options->rows, cols = options->cols;
	struct termname name;
	struct slot *slot;
	struct term *t;
	enum err e = ERR_MISSING;

	if (!termname_map(options->term, &name))
		return ERR_MISSING;
	clamp_size(&rows, &cols);
	for (size_t i = 0; i < name.n && e == ERR_MISSING; i++)
		e = slot_lend(p, name.entry[i], rows, cols, &slot);
	TRY(e);
	t = mem_new(struct term);
	t->pool = p;
	t->slot = slot;
	t->theme = options->theme ? options->theme : theme_default();
	t->charset = name.charset;
	snprintf(t->name, sizeof t->name, "%.*s", STR_ARG(options->term));
	snprintf(t->entry, sizeof t->entry, "%s", slot->entry);
	t->can = name.can;
	t->asks = true;
	t->ascii = options->ascii;
	t->mouse = options->mouse;
	t->cursor_on = true;
	forget(t);
	*out = t;
	return ERR_NONE;
}

void
term_close(struct term *t)
{
	if (t == NULL)
		return;
	slot_give_back(t->pool, t->slot);
	grid_free(&t->shown);
	free(t);
}

enum err
term_resize(struct term *t, int rows, int cols)
{
	struct slot *slot;

	clamp_size(&rows, &cols);
	if (rows == t->slot->rows && cols == t->slot->cols) {
		/* The terminal may have moved things all the same. */
		term_redraw(t);
		return ERR_NONE;
	}
	TRY(slot_lend(t->pool, t->slot->entry, rows, cols, &slot));
	slot_give_back(t->pool, t->slot);
	t->slot = slot;
	/* A window that was large once must not cost so for ever. */
	grid_free(&t->shown);
	forget(t);
	return ERR_NONE;
}

enum depth
term_depth(const struct term *t)
{
	enum depth depth = t->slot->depth;

	if (t->choice.colours == TERMINAL_COLOURS_NONE)
		return DEPTH_MONO;
	if (t->choice.colours == TERMINAL_COLOURS_FEW && depth > DEPTH_8)
		return DEPTH_8;
	return depth;
}

/* Before what the person wants is looked at: what it can. */
static enum charset
able(const struct term *t)
{
	switch (t->choice.encoding) {
	case TERMINAL_ENCODING_UTF8:
		return CHARSET_UTF8;
	case TERMINAL_ENCODING_LETTERS:
		return CHARSET_ASCII;
	case TERMINAL_ENCODING_CP437:
		return CHARSET_CP437;
	case TERMINAL_ENCODING_LATIN1:
		return CHARSET_LATIN1;
	case TERMINAL_ENCODING_ASCII:
		return CHARSET_SEVEN;
	case TERMINAL_ENCODING_AUTO:
	case TERMINAL_ENCODING_COUNT:
		break;
	}
	return t->charset == CHARSET_SEVEN && t->utf8 ? CHARSET_ASCII :
							t->charset;
}

enum charset
term_charset(const struct term *t)
{
	enum charset can = able(t);
	bool narrow = can == CHARSET_CP437 || can == CHARSET_LATIN1 ||
	    can == CHARSET_SEVEN;

	return t->ascii && !narrow ? CHARSET_ASCII : can;
}

struct str
term_name(const struct term *t)
{
	return str_from(t->name);
}

void
term_set_utf8(struct term *t)
{
	t->utf8 = true;
}

/* Draw on another SCREEN, of another entry. */
static void
take_entry(struct term *t, const char *entry)
{
	struct slot *slot;

	if (strcmp(t->slot->entry, entry) == 0 ||
	    slot_lend(t->pool, entry, term_rows(t), term_cols(t), &slot) !=
		ERR_NONE)
		return;
	slot_give_back(t->pool, t->slot);
	t->slot = slot;
	forget(t);
}

void
term_choose(struct term *t, struct terminal_choice choice)
{
	bool more = choice.colours == TERMINAL_COLOURS_MANY ||
	    choice.colours == TERMINAL_COLOURS_ALL;

	if (choice.encoding == t->choice.encoding &&
	    choice.colours == t->choice.colours)
		return;
	t->choice = choice;
	take_entry(t, t->entry);
	if (more && t->slot->depth != DEPTH_256)
		take_entry(t, "xterm-256color");
	memset(t->ink, 0, sizeof t->ink);
	t->slot->pairs = 0;
	t->repaint = t->rewrite = true;
}

const char *
term_entry(const struct term *t)
{
	return t->slot->entry;
}

void
term_set_theme(struct term *t, const struct theme *theme)
{
	if (theme == t->theme)
		return;
	t->theme = theme;
	/* There are not pairs enough for the colours of all themes. */
	t->slot->pairs = 0;
	t->repaint = t->rewrite = true;
	memset(t->ink, 0, sizeof t->ink);
}

void
term_set_ascii(struct term *t, bool ascii)
{
	t->ascii = ascii;
}

void
term_set_links(struct term *t, enum term_links mode)
{
	t->links = mode;
}

bool
term_has_links(const struct term *t)
{
	if (t->links == TERM_LINKS_AUTO)
		return t->can & TERMNAME_LINKS;
	return t->links == TERM_LINKS_ON && able(t) != CHARSET_CP437;
}

bool
term_reply(struct term *t, struct str text)
{
	bool had = term_has_links(t), rgb = term_has_rgb(t);

	/* Who was not asked does not answer. */
	if (t->can & TERMNAME_NAME)
		t->can = termname_answer(text, t->can);
	if (term_has_rgb(t) != rgb)
		t->repaint = true;
	return term_has_links(t) != had || term_has_rgb(t) != rgb;
}

bool
term_reply_ground(struct term *t, struct str text)
{
	enum term_ground was = t->ground;
	bool light;

	if (!(t->can & TERMNAME_GROUND) || !t->asks ||
	    !osc_ground_is_light(text, &light))
		return false;
	t->ground = light ? TERM_GROUND_LIGHT : TERM_GROUND_DARK;
	t->answered = true;
	return t->ground != was;
}

enum term_ground
term_ground(const struct term *t)
{
	return t->ground;
}

void
term_set_ground(struct term *t, enum term_ground ground)
{
	if (!t->answered)
		t->ground = ground;
}

void
term_ask_ground(struct term *t, bool ask, struct buf *out)
{
	if (out && ask && !t->asks && (t->can & TERMNAME_GROUND))
		osc_ask_ground(out);
	t->asks = ask;
}

void
term_set_rgb(struct term *t)
{
	t->can |= TERMNAME_RGB;
}

void
term_set_thrifty(struct term *t, bool thrifty)
{
	bool had = term_has_rgb(t);

	t->thrifty = thrifty;
	if (term_has_rgb(t) != had)
		t->repaint = true;
}

bool
term_has_rgb(const struct term *t)
{
	if (t->slot->depth != DEPTH_256 || t->thrifty)
		return false;
	return t->choice.colours == TERMINAL_COLOURS_AUTO ?
	    (t->can & TERMNAME_RGB) != 0 :
	    t->choice.colours == TERMINAL_COLOURS_ALL;
}

enum err
term_copy(struct term *t, struct str text, struct buf *out)
{
	if (!(t->can & TERMNAME_COPY))
		return ERR_MISSING;
	if (text.n == 0)
		return ERR_INVALID;
	if (text.n > TERM_COPY_MAX)
		return ERR_LIMIT;
	osc_copy(out, text);
	return ERR_NONE;
}

void
term_title(struct term *t, struct str words, struct buf *out)
{
	if (t->can & TERMNAME_TITLE)
		osc_title(out, words);
}

/* Without shifts between sets of characters: PCs have pictures for them. */
static void
put_unshifted(struct buf *out, const char *s)
{
	for (; s && *s; s++) {
		if (*s != '\016' && *s != '\017')
			buf_char(out, *s);
	}
}

/* A string of terminfo without its padding, "$<5>". */
static void
put_capability(struct buf *out, const char *s)
{
	while (s && *s) {
		const char *pad = strstr(s, "$<");
		const char *end = pad ? strchr(pad, '>') : NULL;

		if (end == NULL) {
			buf_cstr(out, s);
			return;
		}
		buf_put(out, (struct str){ s, (size_t)(pad - s) });
		s = end + 1;
	}
}

static const char mouse_on[] = "\033[?1000h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1000l";

void
term_set_mouse(struct term *t, bool mouse, struct buf *out)
{
	if (out && mouse != t->mouse)
		buf_cstr(out, mouse ? mouse_on : mouse_off);
	t->mouse = mouse;
}

void
term_begin(struct term *t, struct buf *out)
{
	if (t->charset != CHARSET_CP437) {
		put_capability(out, t->slot->enter);
		buf_cstr(out, "\033[?2004h");
	}
	if (t->mouse)
		buf_cstr(out, mouse_on);
	if (t->can & TERMNAME_TITLE)
		osc_keep_title(out);
	if ((t->can & TERMNAME_GROUND) && t->asks)
		osc_ask_ground(out);
	if (t->can & TERMNAME_NAME)
		osc_ask_name(out);
}

void
term_end(struct term *t, struct buf *out)
{
	if (t->can & TERMNAME_TITLE)
		osc_restore_title(out);
	if (t->mouse)
		buf_cstr(out, mouse_off);
	if (t->charset != CHARSET_CP437)
		buf_cstr(out, "\033[?2004l");
	if (t->charset == CHARSET_CP437)
		put_unshifted(out, t->slot->plain);
	else
		put_capability(out, t->slot->plain);
	put_capability(out, t->slot->show);
	t->cursor_on = true;
	put_capability(out,
	    t->slot->leave && t->charset != CHARSET_CP437 ? t->slot->leave :
							    t->slot->clear);
}

bool
term_ask_ready(struct term *t, struct buf *out)
{
	if (!(t->can & TERMNAME_READY))
		return false;
	osc_ask_ready(out);
	return true;
}

struct canvas
term_canvas(struct term *t)
{
	grid_reset(&t->pool->meant, term_rows(t), term_cols(t));
	return canvas_of(&t->pool->meant, term_charset(t));
}

/* The pair of two colours on this SCREEN; 0, as is, when all are used. */
static short
pair_of(struct slot *s, short fg, short bg)
{
	if (fg == LOOK_DEFAULT && bg == LOOK_DEFAULT)
		return 0;
	for (short i = 1; i <= s->pairs; i++) {
		if (s->fg[i] == fg && s->bg[i] == bg)
			return i;
	}
	if (s->pairs + 1 >= s->pairs_max)
		return 0;
	s->pairs++;
	s->fg[s->pairs] = fg;
	s->bg[s->pairs] = bg;
	init_pair(s->pairs, fg, bg);
	return s->pairs;
}

/* With the terminal's SCREEN current. */
static const struct ink *
ink_of(struct term *t, unsigned style)
{
	struct slot *s = t->slot;
	struct ink *ink = &t->ink[style % INKS];
	unsigned attrs;

	if (ink->known)
		return ink;
	ink->known = true;
	ink->look = theme_look(t->theme, term_depth(t), style);
	ink->pair = pair_of(s, ink->look.fg, ink->look.bg);
	if (ink->pair == 0)
		ink->look.fg = ink->look.bg = LOOK_DEFAULT;
	attrs = ink->look.attrs & s->can & (ink->pair ? ~s->ncv : ~0u);
	ink->look.attrs = attrs;
	ink->attrs = (attrs & LOOK_BOLD ? A_BOLD : 0) |
	    (attrs & LOOK_DIM ? A_DIM : 0) |
	    (attrs & LOOK_UNDERLINE ? A_UNDERLINE : 0) |
	    (attrs & LOOK_REVERSE ? A_REVERSE : 0);
	return ink;
}

/* The columns of a row that changed; false when none did. */
static bool
changed(
    const struct term *t, const struct grid *meant, int row, int *from, int *to)
{
	const struct tile *a = grid_tile(meant, row, 0);
	const struct tile *b = grid_tile(&t->shown, row, 0);
	int first = 0, last = meant->cols - 1;

	if (t->rewrite) {
		*from = first;
		*to = last;
		return true;
	}
	while (
	    first <= last && grid_same(meant, &a[first], &t->shown, &b[first]))
		first++;
	while (last > first && grid_same(meant, &a[last], &t->shown, &b[last]))
		last--;
	if (first > last)
		return false;
	if (a[first].width == 0)
		first--;
	if (a[last].width == 2)
		last++;
	*from = first;
	*to = last;
	return true;
}

static void
put_cells(struct term *t, const struct grid *meant, int row, int from, int to)
{
	cchar_t line[GRID_COLS_MAX];
	const struct tile *cell = grid_tile(meant, row, 0);
	int n = 0;

	for (int col = from; col <= to; col++) {
		const struct ink *ink;
		int32_t code[GRID_CODES];
		wchar_t text[GRID_CODES + 1];
		int codes = grid_codes(meant, &cell[col], code);

		if (codes == 0)
			continue;
		for (int i = 0; i < codes; i++)
			text[i] = (wchar_t)code[i];
		text[codes] = L'\0';
		ink = ink_of(t, cell[col].style);
		setcchar(&line[n++], text, ink->attrs, ink->pair, NULL);
	}
	mvwadd_wchnstr(stdscr, row, from, line, n);
}

/*
 * Sets the rows that changed.  With links on the terminal they are sent one
 * by one: ncurses scrolls where it finds a line of before somewhere else, and
 * between two screens that differ in one line there is none.
 */
static bool
put_grid(
    struct term *t, const struct grid *meant, bool one_by_one, bool *touched)
{
	bool any = false;
	int from, to;

	leaveok(stdscr, one_by_one);
	for (int row = 0; row < meant->rows; row++) {
		touched[row] = changed(t, meant, row, &from, &to);
		if (touched[row]) {
			put_cells(t, meant, row, from, to);
			any = true;
		}
		if (touched[row] && one_by_one) {
			wnoutrefresh(stdscr);
			doupdate();
		}
	}
	leaveok(stdscr, false);
	return any || meant->cursor_row != t->shown.cursor_row ||
	    meant->cursor_col != t->shown.cursor_col;
}

static struct look
look_of(void *arg, unsigned style)
{
	return ink_of(arg, style)->look;
}

static void
show_cursor(struct term *t, bool on, struct buf *out)
{
	if (t->cursor_on == on)
		return;
	put_capability(out, on ? t->slot->show : t->slot->hide);
	t->cursor_on = on;
}

/* What themes mean by the colours that ncurses was told, from `at` on. */
static void
make_exact(struct term *t, struct buf *out, size_t at)
{
	struct buf *raw = &t->pool->raw;

	if (!term_has_rgb(t))
		return;
	buf_reset(raw);
	buf_put(raw, str_slice(buf_str(out), at, out->n));
	out->n = at;
	exact_put(t->theme, buf_str(raw), out);
}

void
term_draw(struct term *t, struct buf *out)
{
	struct grid *meant = &t->pool->meant;
	bool cursor = meant->cursor_row >= 0, moving;
	bool touched[GRID_ROWS_MAX]; /* by ncurses, perhaps */
	int row = cursor ? meant->cursor_row : meant->rows - 1;
	int col = cursor ? meant->cursor_col : 0;
	size_t before = out->n;
	struct links links = {
		.meant = meant,
		.shown = &t->shown,
		.want = term_has_links(t),
		.has = t->linked && !t->repaint,
		.look = look_of,
		.arg = t,
	};

	if (meant->rows != term_rows(t) || meant->cols != term_cols(t))
		bug("term: this canvas is another terminal's");
	moving = !(links.has && t->shown.links);
	set_term(t->slot->screen);
	/*
	 * Not every PC can insert and delete characters.  And links would be
	 * moved with them.
	 */
	idcok(stdscr, able(t) != CHARSET_CP437 && moving);
	if (!put_grid(t, meant, !moving, touched) && !t->repaint &&
	    !links_differ(&links))
		return;
	if (t->repaint)
		clearok(curscr, TRUE);
	wmove(stdscr, row, col);
	/* On its way there the cursor may write what it passes. */
	touched[row] = true;
	wnoutrefresh(stdscr);
	if (!cursor)
		show_cursor(t, false, out);
	doupdate();
	slot_capture(t->pool, able(t), out);
	links_put(&links, touched, row, col, out);
	make_exact(t, out, before);
	if (cursor)
		show_cursor(t, true, out);
	t->repaint = t->rewrite = false;
	t->linked = links.want;
	grid_copy(&t->shown, meant);
}

void
term_find_cursor(struct term *t, struct buf *out)
{
	bool cursor = t->shown.cursor_row >= 0;

	buf_printf(out, "\033[%d;%dH",
	    1 + (cursor ? t->shown.cursor_row : t->shown.rows - 1),
	    1 + (cursor ? t->shown.cursor_col : 0));
}

void
term_redraw(struct term *t)
{
	t->repaint = true;
}

bool
term_exact(const struct term *t, int colour, uint32_t *rgb)
{
	return term_has_rgb(t) && theme_exact(t->theme, colour, rgb);
}

const struct grid *
term_shown(const struct term *t)
{
	return &t->shown;
}

struct look
term_look(struct term *t, unsigned style)
{
	set_term(t->slot->screen);
	return ink_of(t, style)->look;
}
