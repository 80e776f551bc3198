/*
 * store/imported - what imports bring beside threads: profiles and votes.
 *
 * They belong to the operator's tools alone; nothing here is filtered for a
 * viewer.
 */
#ifndef STOA_STORE_IMPORTED_H
#define STOA_STORE_IMPORTED_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"

struct store;

#define STORE_SOURCE_PREFIX "stoa-"
/* The src_id of who wrote what has no author; no name is like it. */
#define STORE_NOBODY " ?"

/*
 * What this store is called where it is a source itself: the same for good,
 * and unlike that of every other store.
 */
NODISCARD enum err
store_own_source(struct store *, struct arena *, struct str *out);

/* What of a thread is in already: the ids of its replies, sorted by bytes. */
struct imported_ids {
	struct str *id;
	size_t len;
};
/* ERR_MISSING when the thread itself is not. */
NODISCARD enum err store_imported_ids(struct store *, struct arena *,
    struct str src, struct str thread_id, struct imported_ids *out);

/* A profile; an empty `extra` says that none was imported. */
struct imported_profile {
	int64_t member_id;
	struct str display;
	struct str bio;
	struct str extra;
	int64_t joined_ms;
	bool unclaimed;
};

NODISCARD enum err store_profile_get(struct store *, struct arena *,
    int64_t member, struct imported_profile *out);
NODISCARD enum err
store_profile_set(struct store *, const struct imported_profile *);
/* The owner of an unclaimed member has come. */
NODISCARD enum err store_member_claim(struct store *, int64_t member);

struct imported_vote {
	struct str src;
	struct str id;
	struct str target;
	struct str what;
	struct str extra;
	bool has_at;
	int64_t at_ms;
};

/* `out_new` is false when it is there already. */
NODISCARD enum err store_imported_vote_add(
    struct store *, const struct imported_vote *, bool *out_new);

/* How the votes of imports fit their posts. */
struct imported_vote_report {
	int64_t lost;	 /* votes for nothing that is here */
	int64_t unequal; /* posts whose score is not ups less downs */
};
NODISCARD enum err
store_imported_vote_check(struct store *, struct imported_vote_report *out);

#endif
