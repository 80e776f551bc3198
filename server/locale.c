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

bool
locale_lacks_utf8(struct str lc_all, struct str lc_ctype, struct str lang)
{
	struct str locale = lc_all.n ? lc_all : lc_ctype.n ? lc_ctype : lang;

	/* "de_DE.UTF-8", "C.utf8", and the "UTF-8" alone of macOS. */
	return locale.n && !names(locale, STR("UTF-8")) &&
	    !names(locale, STR("UTF8"));
}
