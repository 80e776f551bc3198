/* keyname - how keys are called in help, and what such a name means. */
#include <stdio.h>
#include <utf8proc.h>

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
	{ KEYS_REPLY, "Reply" },
	{ KEYS_GROUND, "Ground" },
	{ KEYS_READY, "Ready" },
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

/* Whether a character may be one that a key sends. */
static bool
is_character(int32_t code)
{
	return code >= ' ' && code < KEYS_FIRST &&
	    !(code >= 0x7F && code < 0xA0) &&
	    !(code >= 0xD800 && code < 0xE000);
}

/* Whether it shows, on its own, and is not the name of another key. */
static bool
shows(int32_t code)
{
	utf8proc_category_t kind = utf8proc_category(code);
	bool letter =
	    kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO;
	bool sign =
	    kind >= UTF8PROC_CATEGORY_ND && kind <= UTF8PROC_CATEGORY_SO;

	return (letter || sign) && !(code >= 0x2190 && code <= 0x2193);
}

/* "F5", "é", "U+00A0". */
static struct key_name
plain_name(int32_t base)
{
	struct key_name out = { "" };
	const char *name = special_name(base);

	if (name)
		snprintf(out.text, sizeof out.text, "%s", name);
	else if (base > KEYS_F0 && base <= KEYS_LAST)
		snprintf(out.text, sizeof out.text, "F%d", base - KEYS_F0);
	else if (is_character(base) && shows(base))
		out.text[utf8_encode(base, out.text)] = '\0';
	else if (is_character(base))
		snprintf(out.text, sizeof out.text, "U+%04X", (unsigned)base);
	return out;
}

struct key_name
keys_name(int32_t code)
{
	struct key_name out = { "" };
	int32_t base = code & KEYS_CODE_MASK;
	bool ctrl = code & KEYS_CTRL, shift = code & KEYS_SHIFT;
	bool caret = ctrl && base > ' ' && base < 0x7F;

	if (caret && base >= 'a' && base <= 'z') {
		base += 'A' - 'a';
	} else if (ctrl && base >= 'A' && base <= 'Z') {
		caret = false;
		shift = true;
	}
	if (!(code & ~KEYS_CODE_MASK))
		return plain_name(base);
	snprintf(out.text, sizeof out.text, "%s%s%s%s%.11s",
	    ctrl && !caret ? "Ctrl-" : "", code & KEYS_ALT ? "Alt-" : "",
	    shift ? "Shift-" : "", caret ? "^" : "", plain_name(base).text);
	return out;
}

/* The number of "U+00A0"; KEYS_NONE when it is none. */
static int32_t
parse_number(struct str name)
{
	int32_t code = 0;

	if (name.n < 6 || name.n > 8 ||
	    !str_eq_nocase(str_slice(name, 0, 2), STR("U+")))
		return KEYS_NONE;
	for (size_t i = 2; i < name.n; i++) {
		static const char digits[] = "0123456789ABCDEFabcdef";
		size_t at = str_find(STR(digits), name.p[i]);

		if (at == sizeof digits - 1)
			return KEYS_NONE;
		code = code * 16 + (int32_t)(at < 16 ? at : at - 6);
	}
	return is_character(code) ? code : KEYS_NONE;
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
		return is_character(code) ? code : KEYS_NONE;
	if ((name.p[0] == 'F' || name.p[0] == 'f') &&
	    str_int(str_slice(name, 1, name.n), 1, KEYS_LAST - KEYS_F0, &f))
		return KEYS_F0 + (int32_t)f;
	return parse_number(name);
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
	/* What a terminal answers is not for anybody to press. */
	if (code == KEYS_NONE || code == KEYS_REPLY)
		return false;
	if (code > ' ' && code < KEYS_FIRST && (mods & KEYS_SHIFT)) {
		/* Of a character, another case is another character. */
		if (code >= 'a' && code <= 'z')
			code += 'A' - 'a';
		else if (code < 'A' || code > 'Z')
			return false;
		mods &= ~KEYS_SHIFT;
	} else if ((mods & KEYS_CTRL) && code >= 'A' && code <= 'Z') {
		code += 'a' - 'A';
	}
	*out = code | mods;
	return true;
}
