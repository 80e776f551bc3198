/* term_talk - what a terminal can, what it answers, what it is told. */
#include <string.h>

#include "screens/osc.h"
#include "screens/term_impl.h"

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

enum charset
term_able(const struct term *t)
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
	enum charset can = term_able(t);
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
	term_forget(t);
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
	t->painted.known = false;
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
	t->painted.known = false;
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
	return t->links == TERM_LINKS_ON && term_able(t) != CHARSET_CP437;
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
	/* What is there stays as it is: to paint it anew would take seconds. */
	t->thrifty = thrifty;
}

bool
term_is_thrifty(const struct term *t)
{
	return t->thrifty;
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

void
term_put(struct buf *out, const char *s)
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
		term_put(out, t->slot->enter);
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
		term_put(out, t->slot->plain);
	term_put(out, t->slot->show);
	t->cursor_on = true;
	term_put(out,
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
