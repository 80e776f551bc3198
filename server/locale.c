/* locale - what the environment that came with a session says of a terminal. */
#include "server/locale.h"

#include <strings.h>

static bool
names(struct str locale, struct str charset)
{
	for (size_t i = 0; i + charset.n <= locale.n; i++) {
		if (strncasecmp(locale.p + i, charset.p, charset.n) == 0)
			return true;
	}
	return false;
}

static struct str
in_force(struct str lc_all, struct str lc_ctype, struct str lang)
{
	return lc_all.n ? lc_all : lc_ctype.n ? lc_ctype : lang;
}

bool
locale_has_utf8(struct str lc_all, struct str lc_ctype, struct str lang)
{
	struct str locale = in_force(lc_all, lc_ctype, lang);

	/* "de_DE.UTF-8", "C.utf8", and the "UTF-8" alone of macOS. */
	return names(locale, STR("UTF-8")) || names(locale, STR("UTF8"));
}

bool
locale_lacks_utf8(struct str lc_all, struct str lc_ctype, struct str lang)
{
	return in_force(lc_all, lc_ctype, lang).n &&
	    !locale_has_utf8(lc_all, lc_ctype, lang);
}

static bool
ends(struct str s, struct str end)
{
	return s.n >= end.n &&
	    str_eq_nocase(str_slice(s, s.n - end.n, end.n), end);
}

bool
locale_is_latin1(struct str lc_all, struct str lc_ctype, struct str lang)
{
	static const char *const sets[] = { ".ISO-8859-1", ".ISO8859-1",
		".ISO88591", ".ISO-8859-15", ".ISO8859-15", ".ISO885915",
		"@euro" };
	struct str locale = in_force(lc_all, lc_ctype, lang);

	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		if (ends(locale, str_from(sets[i])) &&
		    !locale_has_utf8(lc_all, lc_ctype, lang))
			return true;
	}
	return false;
}

bool
locale_has_rgb(struct str colorterm)
{
	return str_eq_nocase(colorterm, STR("truecolor")) ||
	    str_eq_nocase(colorterm, STR("24bit"));
}

enum term_ground
locale_ground(struct str colorfgbg)
{
	int64_t colour;
	struct str last = STR("");
	int parts = 0;

	for (; colorfgbg.n; parts++)
		last = str_cut(&colorfgbg, ';');
	if (parts < 2 || !str_int(last, 0, 15, &colour))
		return TERM_GROUND_UNKNOWN;
	/* White, and the bright ones but for bright black. */
	return colour == 7 || colour > 8 ? TERM_GROUND_LIGHT : TERM_GROUND_DARK;
}
