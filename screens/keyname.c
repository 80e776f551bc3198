/* keyname - how keys are called in help, and what such a name means. */
#include <stdio.h>

#include "common/text/utf8.h"
#include "screens/keys.h"

static const struct {
	int32_t code;
	const char *name;
} names[] = {
	{ KEYS_ENTER, "Enter" },
	{ KEYS_TAB, "Tab" },
	{ KEYS_BACKSPACE, "Bksp" },
	{ KEYS_ESC, "Esc" },
	{ KEYS_UP, "↑" },
	{ KEYS_DOWN, "↓" },
	{ KEYS_LEFT, "←" },
	{ KEYS_RIGHT, "→" },
	{ KEYS_HOME, "Home" },
	{ KEYS_END, "End" },
	{ KEYS_PGUP, "PgUp" },
	{ KEYS_PGDN, "PgDn" },
	{ KEYS_INSERT, "Ins" },
	{ KEYS_DELETE, "Del" },
	{ KEYS_PASTE, "Paste" },
	{ KEYS_PRESS, "Click" },
	{ KEYS_DRAG, "Drag" },
	{ KEYS_RELEASE, "Release" },
	{ KEYS_WHEEL_UP, "WheelUp" },
	{ KEYS_WHEEL_DOWN, "WheelDown" },
	{ ' ', "Space" },
	/* For people who type names. */
	{ KEYS_UP, "Up" },
	{ KEYS_DOWN, "Down" },
	{ KEYS_LEFT, "Left" },
	{ KEYS_RIGHT, "Right" },
	{ KEYS_ESC, "Escape" },
	{ KEYS_ENTER, "Return" },
	{ KEYS_BACKSPACE, "Backspace" },
	{ KEYS_PGUP, "PageUp" },
	{ KEYS_PGDN, "PageDown" },
	{ KEYS_DELETE, "Delete" },
	{ KEYS_INSERT, "Insert" },
};

enum { NAMES = sizeof names / sizeof *names };

static const struct {
	int32_t bit;
	struct str prefix;
} modifiers[] = {
	{ KEYS_CTRL, STR_INIT("Ctrl-") },
	{ KEYS_ALT, STR_INIT("Alt-") },
	{ KEYS_SHIFT, STR_INIT("Shift-") },
};

enum { MODIFIERS = sizeof modifiers / sizeof *modifiers };

static const char *
special_name(int32_t code)
{
	for (size_t i = 0; i < NAMES; i++) {
		if (names[i].code == code)
			return names[i].name;
	}
	return NULL;
}

struct key_name
keys_name(int32_t code)
{
	struct key_name out = { "" };
	int32_t base = code & KEYS_CODE_MASK;
	const char *name = special_name(base);
	char utf8[UTF8_MAX_BYTES + 1] = "";
	bool caret = (code & KEYS_CTRL) && base > ' ' && base < 0x7F;

	if (base > KEYS_F0 && base <= KEYS_LAST)
		snprintf(utf8, sizeof utf8, "F%d", (base - KEYS_F0) % 100);
	else if (base < KEYS_FIRST)
		utf8[utf8_encode(caret && base >= 'a' && base <= 'z' ?
			base - 'a' + 'A' :
			base,
		    utf8)] = '\0';
	snprintf(out.text, sizeof out.text, "%s%s%s%s%s",
	    (code & KEYS_CTRL) && !caret ? "Ctrl-" : "",
	    code & KEYS_ALT ? "Alt-" : "", code & KEYS_SHIFT ? "Shift-" : "",
	    caret ? "^" : "", name ? name : utf8);
	return out;
}

static int32_t
parse_base(struct str name)
{
	int64_t f;
	int32_t code;

	if (name.n == 0)
		return KEYS_NONE;
	/* First, for the arrows' signs are names here. */
	for (size_t i = 0; i < NAMES; i++) {
		if (str_eq_nocase(str_from(names[i].name), name))
			return names[i].code;
	}
	if (utf8_decode(name, &code) == name.n)
		return code;
	if ((name.p[0] == 'F' || name.p[0] == 'f') &&
	    str_int(str_slice(name, 1, name.n), 1, KEYS_LAST - KEYS_F0, &f))
		return KEYS_F0 + (int32_t)f;
	return KEYS_NONE;
}

static bool
take_prefix(struct str *name, struct str prefix)
{
	if (name->n <= prefix.n ||
	    !str_eq_nocase(str_slice(*name, 0, prefix.n), prefix))
		return false;
	*name = str_slice(*name, prefix.n, name->n);
	return true;
}

bool
keys_parse(struct str name, int32_t *out)
{
	int32_t mods = 0, code;
	size_t i = 0;

	while (i < MODIFIERS) {
		if (!(mods & modifiers[i].bit) &&
		    take_prefix(&name, modifiers[i].prefix)) {
			mods |= modifiers[i].bit;
			i = 0;
		} else {
			i++;
		}
	}
	if (name.n == 2 && name.p[0] == '^' && !(mods & KEYS_CTRL)) {
		mods |= KEYS_CTRL;
		name = str_slice(name, 1, name.n);
	}
	code = parse_base(name);
	if (code == KEYS_NONE || code == UTF8_INVALID || code < ' ')
		return false;
	if ((mods & KEYS_CTRL) && code >= 'A' && code <= 'Z')
		code += 'a' - 'A';
	*out = code | mods;
	return true;
}
