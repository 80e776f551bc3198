/*
 * store/event - what happened, in order; and answers kept for request ids.
 *
 * An event carries ids and an audience, never words: who reads one fetches
 * what it is about as themselves.  Readers filter by audience.
 */
#ifndef STOA_STORE_EVENT_H
#define STOA_STORE_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"
#include "common/rules/role.h"

struct store;

/* id, name on the wire and in the store, kind of thing it is about */
#define EVENTS(X)                                       \
	X(MEMBER_JOINED, "member.joined", "member")     \
	X(MEMBER_RENAMED, "member.renamed", "member")   \
	X(MEMBER_ROLE, "member.role", "member")         \
	X(MEMBER_PROFILE, "member.profile", "member")   \
	X(KEY_ADDED, "key.added", "member")             \
	X(KEY_REVOKED, "key.revoked", "member")         \
	X(PASSWORD_SET, "password.set", "member")       \
	X(INVITED, "member.invited", "member")          \
	X(BOARD_ADDED, "board.added", "board")          \
	X(BOARD_CHANGED, "board.changed", "board")      \
	X(THREAD_POSTED, "thread.posted", "post")       \
	X(POST_REPLIED, "post.replied", "post")         \
	X(POST_EDITED, "post.edited", "post")           \
	X(POST_DELETED, "post.deleted", "post")         \
	X(POST_VOTED, "post.voted", "post")             \
	X(THREAD_SOLVED, "thread.solved", "post")       \
	X(THREAD_REOPENED, "thread.reopened", "thread") \
	X(THREAD_ME_TOO, "thread.metoo", "thread")      \
	X(THREAD_TAGGED, "thread.tagged", "thread")     \
	X(FOLLOWED, "member.followed", "member")        \
	X(SETTING_CHANGED, "setting.changed", "member") \
	X(IMPORTED, "import.done", "member")            \
	X(ART_CHANGED, "art.changed", "member")

enum event_kind {
#define X(id, name, ref) EVENT_##id,
	EVENTS(X)
#undef X
};

enum audience {
	AUDIENCE_PUBLIC,
	AUDIENCE_BOARD,	     /* whoever reads board_id */
	AUDIENCE_MEMBER,     /* one member alone */
	AUDIENCE_MODERATORS, /* and those above them */
};

struct event_new {
	enum event_kind kind;
	enum audience audience;
	int64_t actor_id; /* 0: nobody */
	int64_t ref_id;
	int64_t board_id;    /* 0: none */
	int64_t audience_id; /* the member, for AUDIENCE_MEMBER */
	int64_t now_ms;
};

NODISCARD enum err store_event_add(struct store *, const struct event_new *);

/* An event with what it is about, as a viewer may see it. */
struct event_row {
	int64_t seq;
	int64_t at_ms;
	struct str kind;
	struct str actor;  /* handle; empty: nobody */
	struct str board;  /* slug; empty: none */
	struct str title;  /* of the thread; empty: none */
	int64_t thread_id; /* 0: none */
	int64_t n;	   /* of the post; 0: none */
	struct str member; /* handle of the member it is about */
	bool muted;	   /* who did it, or where, the viewer muted */
};

struct event_list {
	struct event_row *row;
	size_t len;
	int64_t next; /* events up to here were looked at */
};

/* Events after `since` that the viewer may see; board 0: all. */
NODISCARD enum err
store_event_page(struct store *, struct arena *, struct viewer, int64_t since,
    int64_t board, int64_t max, struct event_list *out);
/*
 * The same as ids alone, for whoever serves many viewers: read once, it is
 * for each of them to fetch what it is about as themselves.
 */
struct event_note {
	int64_t seq;
	enum event_kind kind;
	enum audience audience;
	int64_t audience_id;
	int64_t actor_id;  /* 0: nobody */
	int64_t board_id;  /* 0: none */
	int64_t thread_id; /* 0: none */
	int64_t n;	   /* of the post; 0: none */
	int64_t ref_id;
};

/* Events after `since`, at most `max`; returns how many in `out_n`. */
NODISCARD enum err store_event_notes(struct store *, int64_t since, size_t max,
    struct event_note *out, size_t *out_n);

/* Whether a viewer may know of it, but for the rights of its board. */
bool event_reaches(const struct event_note *note, struct viewer viewer);

NODISCARD enum err store_event_last(struct store *, int64_t *out);

/*
 * Answers kept for request ids.  `actor` is a member's id as text, or a
 * key's fingerprint before there is a member.
 */
struct request_row {
	struct str args_hash;
	struct str answer; /* JSON of the rows */
	bool secret;	   /* no answer was kept */
};
NODISCARD enum err store_request_get(struct store *, struct arena *,
    struct str actor, struct str id, struct request_row *out);
NODISCARD enum err store_request_add(struct store *, struct str actor,
    struct str id, const struct request_row *, int64_t now_ms);
NODISCARD enum err store_request_expire(struct store *, int64_t before_ms);

#endif
