/* url - addresses from people, made safe to stand in Markdown. */
#include "common/text/url.h"

#include <string.h>

#include "common/base/buf.h"
#include "common/text/clean.h"

static bool
scheme_is_harmless(struct str url)
{
	static const char *const good[] = { "http", "https", "mailto", "ftp" };
	size_t at = 0;
	struct str scheme;

	while (at < url.n && strchr(":/?#", url.p[at]) == NULL)
		at++;
	if (at == url.n || url.p[at] != ':')
		return true; /* relative */
	scheme = str_slice(url, 0, at);
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		if (str_eq_nocase(scheme, str_from(good[i])))
			return true;
	}
	return false;
}

struct str
url_clean(struct arena *a, struct str url)
{
	struct buf b = BUF_INIT(0);
	struct str clean = text_clean_line(a, url), result = STR("");

	for (size_t i = 0; i < clean.n; i++) {
		char c = clean.p[i];

		if (c == ' ' || strchr("()<>[]\\\"`|{}^", c))
			buf_printf(&b, "%%%02X", (unsigned)c);
		else
			buf_char(&b, c);
	}
	if (b.n <= URL_MAX_BYTES && scheme_is_harmless(buf_str(&b)))
		result = arena_dup(a, buf_str(&b));
	buf_free(&b);
	return result;
}
