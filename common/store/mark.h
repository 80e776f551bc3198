/*
 * store/mark - what somebody has read, what they follow, what they draft.
 *
 * Unread is derived: posts beyond the board's mark and the thread's mark, not
 * one's own, plus the holes kept unread on purpose.  Never a row per post.
 */
#ifndef STOA_STORE_MARK_H
#define STOA_STORE_MARK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"
#include "common/rules/role.h"

struct store;

/* Counts stop here; shown as "99+". */
enum { UNREAD_MAX = 100 };

NODISCARD enum err store_mark_unread_board(
    struct store *, int64_t member, int64_t board, int64_t *out);
NODISCARD enum err store_mark_unread_thread(
    struct store *, int64_t member, int64_t thread, int64_t *out);

/* What somebody has read of a thread; equal while that stays the same. */
struct mark_stamp {
	int64_t board_seq; /* the board's mark */
	int64_t n;	   /* the thread's */
	int64_t holes;
	int64_t holes_sum; /* of their posts' ids */
};
NODISCARD enum err store_mark_stamp(
    struct store *, int64_t member, int64_t thread, struct mark_stamp *out);

/*
 * The next unread post after post `n` of `thread` (0: from the start): first
 * in the thread by number, then in the threads of its board by activity, from
 * the one below it on, then in the other boards by position; each once, what
 * stands before the start last.  Muted threads and boards are left out.
 * ERR_MISSING: all is read, as it is for guests.
 */
NODISCARD enum err store_unread_next(struct store *, struct viewer,
    int64_t thread, int64_t n, int64_t *out_thread, int64_t *out_n);

/* Posts that one mark may leave unread behind it. */
enum { MARK_BUT_MAX = 250 };

/*
 * Everything up to post `n` of a thread is read, but for the posts of these
 * numbers: somebody who reads a tree has not read all that came before.
 * Numbers that are not in the thread, or beyond `n`, are passed over.  Moves
 * the board's mark.
 */
NODISCARD enum err store_mark_thread_but(struct store *, int64_t member,
    int64_t thread, int64_t n, const int64_t *but, size_t but_n);
NODISCARD enum err
store_mark_board(struct store *, int64_t member, int64_t board);
/* Keep one post unread. */
NODISCARD enum err
store_mark_hole(struct store *, int64_t member, int64_t board, int64_t post);
/* Where a new member starts: posts since `since_ms` are new to them. */
NODISCARD enum err
store_mark_start(struct store *, int64_t member, int64_t since_ms);

/* The same for every member, on boards that are new to them. */
NODISCARD enum err store_mark_start_all(struct store *, int64_t since_ms);

/* Levels: mute, normal (no row), track, watch. */
NODISCARD enum err store_follow_set(struct store *, int64_t member,
    struct str type, int64_t id, struct str level, int64_t now_ms);
/* "normal" where nothing was said. */
NODISCARD enum err store_follow_get(struct store *, struct arena *,
    int64_t member, struct str type, int64_t id, struct str *out_level);
/* Follow a thread one takes part in, unless one said otherwise. */
NODISCARD enum err store_follow_joined(
    struct store *, int64_t member, int64_t thread, int64_t now_ms);

struct follow_row {
	struct str type;
	struct str name; /* slug, handle, tag, or title of a thread */
	int64_t id;
	struct str level;
};
struct follow_list {
	struct follow_row *row;
	size_t len;
};
NODISCARD enum err store_follow_list(struct store *, struct arena *,
    int64_t member, int64_t rank, int64_t max, struct follow_list *out);

struct draft_row {
	int64_t id;
	struct str place;
	struct str title;
	struct str body;
	int64_t updated_ms;
};
struct draft_list {
	struct draft_row *row;
	size_t len;
};
NODISCARD enum err store_draft_list(
    struct store *, struct arena *, int64_t member, struct draft_list *out);
NODISCARD enum err store_draft_get(struct store *, struct arena *,
    int64_t member, int64_t id, struct draft_row *out);
/* What was begun for that place. */
NODISCARD enum err store_draft_at(struct store *, struct arena *,
    int64_t member, struct str place, struct draft_row *out);
/* One draft a place; the newest words win. */
NODISCARD enum err
store_draft_save(struct store *, int64_t member, struct str place,
    struct str title, struct str body, int64_t now_ms, int64_t *out_id);
NODISCARD enum err store_draft_drop(struct store *, int64_t member, int64_t id);

/* Another one for every other words of a draft: a word of its own. */
struct str store_draft_mark(struct arena *, struct str title, struct str body);
NODISCARD enum err store_draft_count(
    struct store *, int64_t member, struct str but_place, int64_t *out);

#endif
