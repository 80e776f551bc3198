/*
 * Whatever arrives and however it is cut, keys are ones that exist, their
 * names mean them, and the same bytes in other pieces give the same keys.
 */
#include "screens/keys.h"

#include <stdint.h>
#include <stdlib.h>

#include "common/base/buf.h"
#include "common/text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct key *key)
{
	int32_t base = key->code & KEYS_CODE_MASK, again;

	if (base < ' ' || base > KEYS_LAST || base == 0x7F ||
	    (base >= 0xD800 && base < 0xE000))
		abort();
	if (base == KEYS_PASTE ? key->text.n > KEYS_PASTE_PIECE :
				 key->text.n > 0 || key->more || key->cut)
		abort();
	if (key->row < 0 || key->row >= GRID_ROWS_MAX || key->col < 0 ||
	    key->col >= GRID_COLS_MAX)
		abort();
	if (!keys_parse(str_from(keys_name(key->code).text), &again))
		abort();
}

static void
all_keys(struct str in, size_t piece, enum charset charset, struct buf *out)
{
	static struct keys *both[2];
	struct keys *k = both[charset == CHARSET_CP437];
	struct key key;

	if (k == NULL)
		k = both[charset == CHARSET_CP437] = keys_new(charset);
	keys_reset(k);

	for (size_t at = 0; at < in.n; at += piece) {
		keys_push(k, str_slice(in, at, piece));
		while (keys_next(k, &key)) {
			check(&key);
			buf_put(out,
			    (struct str){
				(const char *)&key.code, sizeof key.code });
			buf_put(out, key.text);
		}
	}
	keys_force(k);
	if (keys_pending(k))
		abort();
	while (keys_next(k, &key))
		check(&key);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str in = { (const char *)data, size };
	struct buf whole = BUF_INIT(0), parts = BUF_INIT(0);
	enum charset charset;

	if (size < 2)
		return 0;
	charset = data[0] & 1 ? CHARSET_CP437 : CHARSET_UTF8;
	in = str_slice(in, 1, in.n);
	all_keys(in, in.n, charset, &whole);
	all_keys(in, 1 + data[0] / 32u, charset, &parts);
	if (!str_eq(buf_str(&whole), buf_str(&parts)))
		abort();
	buf_free(&whole);
	buf_free(&parts);
	return 0;
}
