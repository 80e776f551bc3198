/* latin1 - ISO 8859-1, both ways: terminals older than UTF-8. */
#include "screens/latin1.h"

#include "common/text/utf8.h"

enum { FIRST = 0xA0, LAST = 0xFF, HIGH = 0x80, MISSING_BYTE = '?' };

bool
latin1_has(int32_t code)
{
	return code >= FIRST && code <= LAST;
}

void
latin1_encode(struct str utf8, struct buf *out)
{
	while (utf8.n) {
		int32_t code;
		size_t n = utf8_decode(utf8, &code);

		if (code < HIGH && code >= 0)
			buf_char(out, (char)code);
		else
			buf_char(out,
			    latin1_has(code) ? (char)(unsigned char)code :
					       MISSING_BYTE);
		utf8 = str_slice(utf8, n, utf8.n);
	}
}

void
latin1_decode(struct str bytes, struct buf *out)
{
	char utf8[UTF8_MAX_BYTES];

	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char c = (unsigned char)bytes.p[i];

		if (c < HIGH)
			buf_char(out, bytes.p[i]);
		else if (latin1_has(c))
			buf_put(
			    out, (struct str){ utf8, utf8_encode(c, utf8) });
	}
}
