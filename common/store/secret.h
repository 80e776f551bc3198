/*
 * store/secret - password hashes and one-time codes.
 *
 * They live in a file of their own that only the master opens; on any other
 * connection these functions fail with ERR_DENIED.  Codes are kept as
 * hashes (hash_code).
 */
#ifndef STOA_STORE_SECRET_H
#define STOA_STORE_SECRET_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"

struct store;

NODISCARD enum err store_password_set(
    struct store *, int64_t member, struct str hash, int64_t now_ms);
/* ERR_MISSING when the member has none. */
NODISCARD enum err store_password_get(
    struct store *, struct arena *, int64_t member, struct str *out_hash);

struct code_row {
	struct str kind;   /* sysop, invite, link */
	int64_t member_id; /* who gave it, or whose it is; 0: nobody */
	int64_t created_ms;
	int64_t expires_ms; /* 0: never */
	int64_t used_ms;    /* 0: not yet */
	struct str memo;
};

NODISCARD enum err
store_code_add(struct store *, struct str hash, const struct code_row *);
NODISCARD enum err store_code_get(
    struct store *, struct arena *, struct str hash, struct code_row *out);
NODISCARD enum err
store_code_use(struct store *, struct str hash, int64_t member, int64_t now_ms);
/* Codes of a kind a member gave that could still be used. */
NODISCARD enum err store_code_count_open(struct store *, int64_t member,
    struct str kind, int64_t now_ms, int64_t *out);

#endif
