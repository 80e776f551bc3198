/*
 * hash - BLAKE2b, and passwords by Argon2id (libsodium).
 */
#ifndef STOA_BASE_HASH_H
#define STOA_BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"

enum { HASH_BYTES = 32, HASH_HEX_CHARS = 2 * HASH_BYTES };

/* BLAKE2b-256 of `s` in lower-case hex. */
struct str hash_hex(struct arena *a, struct str s);

/* BLAKE2b-256 of what a file holds, in hex. ERR_IO when it can't be read. */
NODISCARD enum err
hash_file(struct arena *a, const char *path, struct str *out);

/*
 * The hash under which a code (rand_code) is kept: upper case, dashes and
 * spaces do not count.
 */
struct str hash_code(struct arena *a, struct str code);

/*
 * Argon2id, 19 MiB, 2 passes (OWASP's minimum): some 30 ms of CPU.
 * Never call it on a loop.
 */
NODISCARD enum err
hash_password(struct arena *a, struct str password, struct str *out);

/* Whether `password` is the one behind `stored`; as slow as hashing. */
bool hash_password_matches(struct str stored, struct str password);

#endif
