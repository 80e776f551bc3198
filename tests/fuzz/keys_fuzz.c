/*
 * Whatever arrives and however it is cut, keys are ones that exist, their
 * names mean them, and the same bytes in other pieces give the same keys.
 */
#include "screens/keys.h"

#include <stdint.h>
#include <stdlib.h>

#include "common/base/buf.h"
#include "common/text/utf8.h"
#include "tests/fuzz/fuzz.h"

/* Less than a piece of a paste, so that what is tried is where it ends. */
enum { FILLER = KEYS_PASTE_PIECE - 600, IN_PASTE = 2 };

static void
check_text(const struct key *key)
{
	int32_t base = key->code & KEYS_CODE_MASK;

	if (base != KEYS_PASTE && (key->more || key->cut))
		abort();
	if (base == KEYS_PASTE) {
		if (key->text.n > KEYS_PASTE_PIECE ||
		    (key->more && key->text.n < 1))
			abort();
	} else if (base == KEYS_REPLY) {
		if (key->code != base || key->text.n > KEYS_REPLY_MAX)
			abort();
		for (size_t i = 0; i < key->text.n; i++) {
			if (key->text.p[i] < ' ' || key->text.p[i] > '~')
				abort();
		}
	} else if (key->text.n > 0) {
		abort();
	}
}

static void
check_key(const struct key *key)
{
	int32_t base = key->code & KEYS_CODE_MASK, again;
	struct str name = str_from(keys_name(key->code).text);

	if (base < ' ' || base > KEYS_LAST || base == KEYS_F0 ||
	    (base >= 0x7F && base < 0xA0) || (base >= 0xD800 && base < 0xE000))
		abort();
	check_text(key);
	if (key->row < 0 || key->row >= GRID_ROWS_MAX || key->col < 0 ||
	    key->col >= GRID_COLS_MAX)
		abort();
	if (keys_parse(name, &again) ? again != key->code : base != KEYS_REPLY)
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
			check_key(&key);
			buf_put(out,
			    (struct str){
				(const char *)&key.code, sizeof key.code });
			buf_put(out, key.text);
			buf_printf(out, "%d%d", key.more, key.cut);
		}
	}
	keys_force(k);
	if (keys_pending(k))
		abort();
	while (keys_next(k, &key))
		check_key(&key);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf in = BUF_INIT(0), whole = BUF_INIT(0), parts = BUF_INIT(0);
	enum charset charset;

	if (size < 2)
		return 0;
	charset = data[0] & 1 ? CHARSET_CP437 : CHARSET_UTF8;
	if (data[0] & IN_PASTE) {
		buf_cstr(&in, "\033[200~");
		while (in.n < FILLER)
			buf_char(&in, 'x');
	}
	buf_put(&in, (struct str){ (const char *)data + 1, size - 1 });
	all_keys(buf_str(&in), in.n, charset, &whole);
	all_keys(buf_str(&in), 1 + data[0] / 8u, charset, &parts);
	if (!str_eq(buf_str(&whole), buf_str(&parts)))
		abort();
	buf_free(&in);
	buf_free(&whole);
	buf_free(&parts);
	return 0;
}
