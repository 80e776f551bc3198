/*
 * store/since - what waits for somebody who comes back.
 *
 * Answers to what they asked, news where they take part, accepted answers,
 * announcements, and what they were writing; and how many people are here.
 *
 * Bounds: looked for among the newest SINCE_LOOKED_AT threads they began and
 *         follow, and as many of their posts, so the cost has an end.
 */
#ifndef STOA_STORE_SINCE_H
#define STOA_STORE_SINCE_H

#include <stddef.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"
#include "common/rules/role.h"

struct store;

enum { SINCE_LOOKED_AT = 200, MEMBERS_COUNTED = 10000 };

enum since_kind {
	SINCE_DRAFT,	/* begun and not sent */
	SINCE_ACCEPTED, /* an answer of theirs was accepted */
	SINCE_OWN,	/* news in a thread they began */
	SINCE_FOLLOWED, /* news in one they follow */
	SINCE_ANNOUNCED,
};

struct since_row {
	enum since_kind kind;
	int64_t thread;	  /* 0: a draft of something new */
	int64_t n;	  /* of the accepted post; else 0 */
	int64_t draft;	  /* id; else 0 */
	struct str state; /* of a question; else empty */
	struct str title; /* of the thread, or of the draft */
	struct str place; /* a draft's: "reply 12" */
	int64_t unread;	  /* posts, up to 100 */
	int64_t at_ms;
};

struct since_list {
	struct since_row *row;
	size_t len;
};

/* At most `max` rows, drafts first; of guests none. */
NODISCARD enum err store_since(struct store *, struct arena *, struct viewer,
    int64_t since_ms, size_t max, struct since_list *out);

/* People here, and those who came since; counted up to MEMBERS_COUNTED. */
NODISCARD enum err store_since_members(
    struct store *, int64_t since_ms, int64_t *out_all, int64_t *out_new);

#endif
