/*
 * store/account - what happened to an account, for its owner to look at.
 *
 * Memory: rows live in the arena given to a call.
 * Bounds: of a member the newest ACCOUNT_LOG_MAX are kept, and
 *         ACCOUNT_REFUSED_MAX logins that were refused, which strangers cause.
 */
#ifndef STOA_STORE_ACCOUNT_H
#define STOA_STORE_ACCOUNT_H

#include <stddef.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"

struct store;

enum { ACCOUNT_LOG_MAX = 100, ACCOUNT_REFUSED_MAX = 30 };

/* id, as it is stored */
#define ACCOUNT_EVENTS(X)             \
	X(JOINED, "joined")           \
	X(LOGIN, "login")             \
	X(REFUSED, "refused")         \
	X(KEY_ADDED, "key-added")     \
	X(KEY_REVOKED, "key-revoked") \
	X(PASSWORD, "password")       \
	X(RENAMED, "renamed")         \
	X(ROLE, "role")

enum account_event {
#define X(id, name) ACCOUNT_##id,
	ACCOUNT_EVENTS(X)
#undef X
};

struct account_new {
	int64_t member_id;
	enum account_event what;
	struct str fingerprint; /* of the key it was done with; or empty */
	struct str addr;	/* where from; empty: not known */
	struct str detail;	/* the new handle, role */
	int64_t now_ms;
};

/* When the newest one was the same, it counts once more. */
NODISCARD enum err
store_account_add(struct store *, const struct account_new *);

struct account_row {
	int64_t id;
	int64_t at_ms; /* the last time */
	int64_t times;
	enum account_event what;
	int64_t key; /* its number; 0: none */
	struct str key_name;
	struct str addr;
	struct str detail;
};

struct account_list {
	struct account_row *row;
	size_t len;
};

/* The newest first. */
NODISCARD enum err store_account_list(
    struct store *, struct arena *, int64_t member, struct account_list *out);
const char *account_event_name(enum account_event what);

#endif
