/* hash - BLAKE2b, and passwords by Argon2id. */
#include "common/base/hash.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "common/base/buf.h"
#include "common/base/log.h"

enum { ARGON_PASSES = 2, ARGON_BYTES = 19 * 1024 * 1024 };

static struct str
hex(struct arena *a, const unsigned char raw[HASH_BYTES])
{
	char *text = arena_alloc(a, HASH_HEX_CHARS + 1);

	sodium_bin2hex(text, HASH_HEX_CHARS + 1, raw, HASH_BYTES);
	return (struct str){ text, HASH_HEX_CHARS };
}

struct str
hash_hex(struct arena *a, struct str s)
{
	unsigned char raw[HASH_BYTES];

	crypto_generichash(
	    raw, sizeof raw, (const unsigned char *)s.p, s.n, NULL, 0);
	return hex(a, raw);
}

enum err
hash_file(struct arena *a, const char *path, struct str *out)
{
	crypto_generichash_state state;
	unsigned char raw[HASH_BYTES], chunk[16384];
	FILE *f = fopen(path, "rbe");
	bool failed;
	size_t n;

	if (f == NULL) {
		log_error("cannot read", "file", path, "why", strerror(errno));
		return ERR_IO;
	}
	crypto_generichash_init(&state, NULL, 0, sizeof raw);
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		crypto_generichash_update(&state, chunk, n);
	failed = ferror(f) != 0;
	fclose(f);
	if (failed) {
		log_error("cannot read", "file", path);
		return ERR_IO;
	}
	crypto_generichash_final(&state, raw, sizeof raw);
	*out = hex(a, raw);
	return ERR_NONE;
}

struct str
hash_code(struct arena *a, struct str code)
{
	struct buf plain = BUF_INIT(256);
	struct str out;

	for (size_t i = 0; i < code.n; i++) {
		char c = code.p[i];

		if (c == '-' || c == ' ')
			continue;
		buf_char(&plain, c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c);
	}
	out = hash_hex(a, buf_str(&plain));
	buf_wipe(&plain);
	return out;
}

enum err
hash_password(struct arena *a, struct str password, struct str *out)
{
	char text[crypto_pwhash_STRBYTES];

	if (crypto_pwhash_str_alg(text, password.p, password.n, ARGON_PASSES,
		ARGON_BYTES, crypto_pwhash_ALG_ARGON2ID13) != 0) {
		log_error("no memory to hash a password");
		return ERR_IO;
	}
	*out = arena_dup(a, str_from(text));
	return ERR_NONE;
}

bool
hash_password_matches(struct str stored, struct str password)
{
	char text[crypto_pwhash_STRBYTES] = { 0 };

	if (stored.n >= sizeof text)
		return false;
	memcpy(text, stored.p, stored.n);
	return crypto_pwhash_str_verify(text, password.p, password.n) == 0;
}
