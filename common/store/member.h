/*
 * store/member - people, their ssh keys, and groups of them.
 *
 * Members are public, but for keys (the owner's) and groups (a role's).
 * Errors: ERR_MISSING when there is nobody of that name, id or key.
 */
#ifndef STOA_STORE_MEMBER_H
#define STOA_STORE_MEMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"
#include "common/rules/role.h"

struct store;

/* The system's own member, made with the store. */
enum { MEMBER_ROBOT = 1 };

struct member_row {
	int64_t id;
	struct str handle;
	struct str display; /* empty: none given */
	struct str bio;
	struct str status;  /* active, unclaimed, silenced, suspended, closed */
	struct str inviter; /* handle; empty: nobody */
	enum role role;
	int64_t joined_ms;
	int64_t seen_ms; /* 0: never */
	int64_t posts;
};

struct member_list {
	struct member_row *row;
	size_t len;
};

NODISCARD enum err store_member_get(
    struct store *, struct arena *, int64_t id, struct member_row *out);
NODISCARD enum err store_member_by_handle(
    struct store *, struct arena *, struct str handle, struct member_row *out);
/* By a key that is not revoked. */
NODISCARD enum err store_member_by_key(struct store *, struct arena *,
    struct str fingerprint, struct member_row *out);
/* By a key that is theirs but has not signed yet, and their own handle. */
NODISCARD enum err store_member_by_pending_key(struct store *, struct arena *,
    struct str fingerprint, struct str handle, struct member_row *out);
/* By where an import found them. */
NODISCARD enum err store_member_by_source(
    struct store *, struct str src, struct str src_id, int64_t *out_id);

/* By handle, after `after`, whose handle or name starts with `prefix`. */
NODISCARD enum err store_member_page(struct store *, struct arena *,
    struct str prefix, struct str after, int64_t max, struct member_list *out);

/* Who joined since, the newest first; not those an import brought. */
NODISCARD enum err store_member_newest(struct store *, struct arena *,
    int64_t since_ms, int64_t max, struct member_list *out);

/* Visible posts, without those on boards that the viewer cannot see. */
NODISCARD enum err store_member_posts_count(
    struct store *, struct viewer, int64_t member, int64_t *out);

struct member_post {
	int64_t id;
	int64_t thread_id;
	int64_t n;
	struct str board; /* slug */
	struct str title; /* of the thread */
	struct str state; /* of a question; or empty */
	int64_t created_ms;
	int64_t score;
};

struct member_post_list {
	struct member_post *row;
	size_t len;
};

/* So many of the newest are looked at for those the viewer may see. */
enum { MEMBER_POSTS_LOOKED = 300 };

/*
 * Visible posts in each of the last months, this one last, a month being 30
 * days; of the MEMBER_POSTS_LOOKED newest.
 */
enum { MEMBER_MONTHS = 12 };
NODISCARD enum err store_member_months(struct store *, struct viewer,
    int64_t member, int64_t now_ms, int64_t out[MEMBER_MONTHS]);

/* Where somebody writes, most first; counted up to MEMBER_BOARD_COUNTED. */
enum { MEMBER_BOARD_COUNTED = 300 };
struct member_board {
	struct str slug;
	int64_t posts;
};
struct member_board_list {
	struct member_board *row;
	size_t len;
};
NODISCARD enum err store_member_boards(struct store *, struct arena *,
    struct viewer, int64_t member, int64_t max, struct member_board_list *out);

/* The newest first, below that id; 0: from the top. */
NODISCARD enum err
store_member_posts(struct store *, struct arena *, struct viewer,
    int64_t member, int64_t below, int64_t max, struct member_post_list *out);

struct member_new {
	struct str handle;
	struct str display;
	struct str status;
	struct str src; /* empty: not imported */
	struct str src_id;
	enum role role;
	int64_t inviter_id; /* 0: nobody */
	int64_t joined_ms;
};

/* ERR_CONFLICT when the handle is taken. */
NODISCARD enum err
store_member_add(struct store *, const struct member_new *, int64_t *out_id);
NODISCARD enum err
store_member_set_role(struct store *, int64_t id, enum role role);
NODISCARD enum err store_member_set_profile(
    struct store *, int64_t id, struct str display, struct str bio);
NODISCARD enum err
store_member_set_handle(struct store *, int64_t id, struct str handle);
NODISCARD enum err
store_member_set_seen(struct store *, int64_t id, int64_t now_ms);
/* Add to the counter of visible posts. */
NODISCARD enum err
store_member_count(struct store *, int64_t id, int64_t posts);

struct key_row {
	int64_t id;
	int64_t member_id;
	struct str fingerprint;
	struct str pubkey;
	struct str name;
	int64_t added_ms;
	int64_t used_ms;    /* 0: never */
	int64_t revoked_ms; /* 0: live */
	bool proven; /* it has signed; else only its owner's name helps */
};

struct key_list {
	struct key_row *row;
	size_t len;
};

NODISCARD enum err store_key_list(
    struct store *, struct arena *, int64_t member, struct key_list *out);
/* Live keys of a member. */
NODISCARD enum err
store_key_count(struct store *, int64_t member, int64_t *out);
/* ERR_CONFLICT when the key is somebody's already. */
NODISCARD enum err store_key_add(struct store *, int64_t member,
    struct str fingerprint, struct str pubkey, bool proven, int64_t now_ms);
/* It has signed: from now on it is the member's under any name. */
NODISCARD enum err
store_key_prove(struct store *, int64_t member, struct str fingerprint);
NODISCARD enum err
store_key_rename(struct store *, int64_t member, int64_t key, struct str name);
NODISCARD enum err
store_key_revoke(struct store *, int64_t member, int64_t key, int64_t now_ms);
NODISCARD enum err
store_key_used(struct store *, struct str fingerprint, int64_t now_ms);

/* The group of that name, made when there is none. */
NODISCARD enum err
store_group_ensure(struct store *, struct str name, int64_t *out_id);
NODISCARD enum err
store_group_find(struct store *, struct str name, int64_t *out_id);
NODISCARD enum err
store_group_join(struct store *, int64_t group, int64_t member);
NODISCARD enum err
store_group_leave(struct store *, int64_t group, int64_t member);

#endif
