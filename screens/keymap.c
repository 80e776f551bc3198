/* keymap - what bytes and libtermkey's keys are called here. */
#include "screens/keymap.h"

enum {
	ESC = 0x1B,
	DELETE = 0x7F,
	BUTTON_WHEEL_UP = 4,
	BUTTON_WHEEL_DOWN = 5,
};

/* C0 and ASCII; the terminal's way of saying Ctrl is folded in. */
int32_t
keymap_byte(unsigned char c)
{
	switch (c) {
	case '\r':
		return KEYS_ENTER;
	case '\t':
		return KEYS_TAB;
	case DELETE:
	case '\b':
		return KEYS_BACKSPACE;
	case ESC:
		return KEYS_ESC;
	case 0:
		return KEYS_CTRL | ' ';
	default:
		break;
	}
	if (c >= ' ')
		return c;
	return KEYS_CTRL | (c <= 26 ? c - 1 + 'a' : c - 1 + 'A');
}

static const struct {
	TermKeySym sym;
	int32_t code;
} syms[] = {
	{ TERMKEY_SYM_BACKSPACE, KEYS_BACKSPACE },
	{ TERMKEY_SYM_TAB, KEYS_TAB },
	{ TERMKEY_SYM_ENTER, KEYS_ENTER },
	{ TERMKEY_SYM_ESCAPE, KEYS_ESC },
	{ TERMKEY_SYM_SPACE, ' ' },
	{ TERMKEY_SYM_DEL, KEYS_BACKSPACE },
	{ TERMKEY_SYM_UP, KEYS_UP },
	{ TERMKEY_SYM_DOWN, KEYS_DOWN },
	{ TERMKEY_SYM_LEFT, KEYS_LEFT },
	{ TERMKEY_SYM_RIGHT, KEYS_RIGHT },
	{ TERMKEY_SYM_FIND, KEYS_HOME },
	{ TERMKEY_SYM_SELECT, KEYS_END },
	{ TERMKEY_SYM_HOME, KEYS_HOME },
	{ TERMKEY_SYM_END, KEYS_END },
	{ TERMKEY_SYM_PAGEUP, KEYS_PGUP },
	{ TERMKEY_SYM_PAGEDOWN, KEYS_PGDN },
	{ TERMKEY_SYM_INSERT, KEYS_INSERT },
	{ TERMKEY_SYM_DELETE, KEYS_DELETE },
	{ TERMKEY_SYM_KPENTER, KEYS_ENTER },
	{ TERMKEY_SYM_KPPLUS, '+' },
	{ TERMKEY_SYM_KPMINUS, '-' },
	{ TERMKEY_SYM_KPMULT, '*' },
	{ TERMKEY_SYM_KPDIV, '/' },
	{ TERMKEY_SYM_KPCOMMA, ',' },
	{ TERMKEY_SYM_KPPERIOD, '.' },
	{ TERMKEY_SYM_KPEQUALS, '=' },
};

static int32_t
from_sym(TermKeySym sym)
{
	if (sym >= TERMKEY_SYM_KP0 && sym <= TERMKEY_SYM_KP9)
		return '0' + (int32_t)(sym - TERMKEY_SYM_KP0);
	for (size_t i = 0; i < sizeof syms / sizeof *syms; i++) {
		if (syms[i].sym == sym)
			return syms[i].code;
	}
	return KEYS_NONE;
}

/* A code point that CSI u or a plain character carried. */
static int32_t
from_code(long code, int32_t *mods)
{
	if (code < 0)
		return KEYS_NONE;
	if (code < ' ' || code == DELETE)
		return code == '\n' ? KEYS_ENTER :
				      keymap_byte((unsigned char)code);
	if (code >= 0xE000 && code <= 0xF8FF)
		return KEYS_NONE; /* kitty's lone modifiers and the like */
	if (code >= KEYS_FIRST || (code >= 0xD800 && code < 0xE000) ||
	    (code >= DELETE && code < 0xA0))
		return KEYS_NONE;
	if ((*mods & KEYS_SHIFT) && code >= 'a' && code <= 'z')
		code += 'A' - 'a';
	else if ((*mods & KEYS_CTRL) && code >= 'A' && code <= 'Z')
		code += 'a' - 'A';
	if (code > ' ')
		*mods &= ~KEYS_SHIFT;
	return (int32_t)code;
}

static bool
from_mouse(TermKey *tk, const TermKeyKey *in, struct key *out)
{
	TermKeyMouseEvent event;
	struct key key = { 0 };
	int button = 0, row = 0, col = 0;

	if (termkey_interpret_mouse(tk, in, &event, &button, &row, &col) !=
	    TERMKEY_RES_KEY)
		return false;
	key.code = event == TERMKEY_MOUSE_PRESS ? KEYS_PRESS :
	    event == TERMKEY_MOUSE_DRAG		? KEYS_DRAG :
	    event == TERMKEY_MOUSE_RELEASE	? KEYS_RELEASE :
						  KEYS_NONE;
	if (key.code == KEYS_PRESS && button == BUTTON_WHEEL_UP)
		key.code = KEYS_WHEEL_UP;
	else if (key.code == KEYS_PRESS && button == BUTTON_WHEEL_DOWN)
		key.code = KEYS_WHEEL_DOWN;
	if (key.code == KEYS_NONE || row < 1 || col < 1 ||
	    row > GRID_ROWS_MAX || col > GRID_COLS_MAX)
		return false;
	key.row = row - 1;
	key.col = col - 1;
	key.button = button;
	*out = key;
	return true;
}

bool
keymap_termkey(TermKey *tk, const TermKeyKey *in, struct key *out)
{
	int32_t mods = 0;
	struct key key = { 0 };

	if (in->modifiers & TERMKEY_KEYMOD_CTRL)
		mods |= KEYS_CTRL;
	if (in->modifiers & TERMKEY_KEYMOD_ALT)
		mods |= KEYS_ALT;
	if (in->modifiers & TERMKEY_KEYMOD_SHIFT)
		mods |= KEYS_SHIFT;
	switch (in->type) {
	case TERMKEY_TYPE_UNICODE:
		key.code = from_code(in->code.codepoint, &mods);
		break;
	case TERMKEY_TYPE_FUNCTION:
		if (in->code.number > 0 &&
		    in->code.number <= KEYS_LAST - KEYS_F0)
			key.code = KEYS_F0 + in->code.number;
		break;
	case TERMKEY_TYPE_KEYSYM:
		key.code = from_sym(in->code.sym);
		break;
	case TERMKEY_TYPE_MOUSE:
		if (!from_mouse(tk, in, &key))
			return false;
		break;
	case TERMKEY_TYPE_POSITION:
	case TERMKEY_TYPE_MODEREPORT:
	case TERMKEY_TYPE_DCS:
	case TERMKEY_TYPE_OSC:
	case TERMKEY_TYPE_UNKNOWN_CSI:
		break;
	}
	if (key.code == KEYS_NONE)
		return false;
	key.code |= mods;
	*out = key;
	return true;
}
