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

/* The scheme at the start of `s`, with what follows it; 0: none. */
static size_t
scheme_bytes(struct str s)
{
	static const char *const starts[] = { "http://", "https://", "ftp://",
		"ssh://", "gemini://", "mailto:" };

	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
		size_t n = strlen(starts[i]);

		if (str_eq_nocase(str_slice(s, 0, n), str_from(starts[i])))
			return n;
	}
	return 0;
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Up to what cannot stand in an address; brackets in it are in pairs. */
static size_t
address_bytes(struct str s)
{
	size_t n = 0;
	int open = 0;

	while (n < s.n && n <= URL_MAX_BYTES) {
		char c = s.p[n];

		if ((unsigned char)c <= ' ' || strchr("<>\"`|\\^{}", c))
			break;
		open += c == '(' ? 1 : c == ')' ? -1 : 0;
		if (open < 0)
			break;
		n++;
	}
	while (n && strchr("?!.,:;*_~'\"]", s.p[n - 1]))
		n--;
	return n;
}

bool
url_next(struct str *rest, struct str *out)
{
	struct str s = *rest;

	for (size_t at = 0; at < s.n; at++) {
		struct str here = str_slice(s, at, s.n);
		size_t scheme, n;

		if (strchr("hHfFsSgGmM", s.p[at]) == NULL ||
		    (at && is_word(s.p[at - 1])))
			continue;
		scheme = scheme_bytes(here);
		if (scheme == 0)
			continue;
		n = address_bytes(here);
		if (n <= scheme || n > URL_MAX_BYTES ||
		    !is_word(here.p[scheme])) {
			at += scheme - 1;
			continue;
		}
		*out = str_slice(here, 0, n);
		*rest = str_slice(here, n, here.n);
		return true;
	}
	*rest = STR("");
	return false;
}
