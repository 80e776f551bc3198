/* base64 - bytes as letters, where only text may pass. */
#include "common/text/base64.h"

#include <sodium.h>

#include "common/base/buf.h"

enum { VARIANT = sodium_base64_VARIANT_ORIGINAL };

struct str
base64_encode(struct arena *a, struct str bytes, size_t line)
{
	size_t n = sodium_base64_ENCODED_LEN(bytes.n, VARIANT);
	char *letters = arena_alloc(a, n);
	struct buf lines = BUF_INIT(0);
	struct str all = { letters, n - 1 }, out;

	sodium_bin2base64(
	    letters, n, (const unsigned char *)bytes.p, bytes.n, VARIANT);
	if (line == 0)
		return all;
	for (size_t at = 0; at < all.n; at += line) {
		if (at)
			buf_char(&lines, '\n');
		buf_put(&lines, str_slice(all, at, line));
	}
	out = arena_dup(a, buf_str(&lines));
	buf_free(&lines);
	return out;
}

bool
base64_decode(struct arena *a, struct str letters, struct str *out)
{
	size_t max = letters.n / 4 * 3 + 3, n = 0;
	unsigned char *bytes = arena_alloc(a, max);
	const char *end = letters.p;

	if (letters.n &&
	    (sodium_base642bin(bytes, max, letters.p, letters.n, " \t\r\n", &n,
		 &end, VARIANT) != 0 ||
		end != letters.p + letters.n))
		return false;
	*out = (struct str){ (const char *)bytes, n };
	return true;
}
