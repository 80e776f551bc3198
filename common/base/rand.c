/* rand - randomness. */
#include "common/base/rand.h"

#include <sodium.h>

#include "common/base/log.h"

enum { CODE_CHARS = 20, CODE_GROUP = 5 };

void
rand_init(void)
{
	if (sodium_init() < 0)
		bug("libsodium does not start");
}

void
rand_bytes(void *out, size_t n)
{
	randombytes_buf(out, n);
}

int64_t
rand_seed(void)
{
	uint64_t v;

	randombytes_buf(&v, sizeof v);
	return (int64_t)(v >> 1);
}

struct str
rand_code(struct arena *a)
{
	static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
	char text[CODE_CHARS + CODE_CHARS / CODE_GROUP];
	size_t n = 0;

	for (int i = 0; i < CODE_CHARS; i++) {
		if (i && i % CODE_GROUP == 0)
			text[n++] = '-';
		text[n++] = alphabet[randombytes_uniform(32)];
	}
	return arena_dup(a, (struct str){ text, n });
}
