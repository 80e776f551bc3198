/* handle - the short names members log in with and are mentioned by. */
#include "common/text/handle.h"

#include <string.h>
#include <utf8proc.h>

#include "common/text/utf8.h"

enum { PARTS_MAX = 32 };

static const struct str reserved[] = {
	STR_INIT("guest"),
	STR_INIT("join"),
	STR_INIT("robot"),
	STR_INIT("sysop"),
	/* Names that would be taken for the house's. */
	STR_INIT("admin"),
	STR_INIT("administrator"),
	STR_INIT("moderator"),
	STR_INIT("root"),
	STR_INIT("staff"),
	STR_INIT("stoa"),
};

/* Latin letters that have no decomposition but a usual spelling. */
static const struct {
	int32_t code;
	const char *spelling;
} spellings[] = {
	{ 0x00C6, "AE" },
	{ 0x00D0, "D" },
	{ 0x00D8, "O" },
	{ 0x00DE, "Th" },
	{ 0x00DF, "ss" },
	{ 0x00E6, "ae" },
	{ 0x00F0, "d" },
	{ 0x00F8, "o" },
	{ 0x00FE, "th" },
	{ 0x0110, "D" },
	{ 0x0111, "d" },
	{ 0x0131, "i" },
	{ 0x0141, "L" },
	{ 0x0142, "l" },
	{ 0x0152, "OE" },
	{ 0x0153, "oe" },
};

struct made {
	char text[HANDLE_MADE_MAX_BYTES];
	size_t n;
};

static bool
is_alnum(int32_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z');
}

static bool
is_joiner(int32_t c)
{
	return c == '_' || c == '.' || c == '-';
}

bool
handle_is_valid(struct str handle)
{
	if (handle.n == 0 || handle.n > HANDLE_MAX_BYTES)
		return false;
	if (!is_alnum(handle.p[0]) || handle.p[handle.n - 1] == '.')
		return false;
	for (size_t i = 1; i < handle.n; i++) {
		if (!is_alnum(handle.p[i]) && !is_joiner(handle.p[i]))
			return false;
	}
	return true;
}

bool
handle_is_reserved(struct str handle)
{
	for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++) {
		if (str_eq_nocase(handle, reserved[i]))
			return true;
	}
	return false;
}

struct str
handle_name_part(struct str name)
{
	size_t at = name.n;

	while (at > 0 && (is_alnum(name.p[at - 1]) || name.p[at - 1] == '-'))
		at--;
	if (at < 2 || at == name.n || name.p[at - 1] != '#')
		return name;
	return str_slice(name, 0, at - 1);
}

static void
put(struct made *m, int32_t c)
{
	bool joins = !is_alnum(c);

	if (m->n == sizeof m->text)
		return;
	if (joins && (m->n == 0 || is_joiner(m->text[m->n - 1])))
		return;
	m->text[m->n++] = joins && !is_joiner(c) ? '-' : (char)c;
}

static void
put_spelled(struct made *m, int32_t code)
{
	utf8proc_int32_t parts[PARTS_MAX];
	utf8proc_ssize_t n;

	for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
		if (spellings[i].code != code)
			continue;
		for (const char *p = spellings[i].spelling; *p; p++)
			put(m, *p);
		return;
	}
	n = utf8proc_decompose_char(code, parts, PARTS_MAX,
	    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK, NULL);
	for (utf8proc_ssize_t i = 0; i < n && i < PARTS_MAX; i++)
		put(m, parts[i]);
}

struct str
handle_from_name(struct arena *a, struct str name)
{
	struct made m = { .n = 0 };
	struct str rest = handle_name_part(name), made;
	int32_t code;

	while (rest.n && m.n < sizeof m.text) {
		rest = str_slice(rest, utf8_decode(rest, &code), rest.n);
		if (code == UTF8_INVALID)
			code = '-';
		put_spelled(&m, code);
	}
	while (m.n && is_joiner(m.text[m.n - 1]))
		m.n--;
	if (m.n == 0)
		return STR("member");
	made = (struct str){ m.text, m.n };
	if (handle_is_reserved(made))
		return arena_printf(a, "%.*s-member", STR_ARG(made));
	return arena_dup(a, made);
}

struct str
slug_from_name(struct arena *a, struct str name)
{
	struct str from = handle_from_name(a, name);
	char *slug = arena_cstr(a, from);

	for (char *c = slug; *c; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
		else if (!(*c >= 'a' && *c <= 'z') && !(*c >= '0' && *c <= '9'))
			*c = '-';
	}
	return str_from(slug);
}
