/*
 * store/post - what people wrote, and the votes on it.
 *
 * A post is known to people as THREAD.N; the id is the store's.
 */
#ifndef STOA_STORE_POST_H
#define STOA_STORE_POST_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"
#include "common/rules/role.h"

struct store;

struct post_row {
	int64_t id;
	int64_t thread_id;
	int64_t board_id;
	int64_t author_id;
	int64_t n;
	int64_t parent_n; /* 0: none */
	struct str author;
	enum role author_role;
	struct str kind;
	struct str body; /* empty when hidden */
	struct str hide_reason;
	int64_t created_ms;
	int64_t edited_ms; /* 0: never */
	int64_t hidden_ms; /* 0: visible */
	int64_t score;
	int64_t my_vote; /* -1, 0, 1 */
	bool accepted;
	bool unread; /* for the viewer */
};

struct post_list {
	struct post_row *row;
	size_t len;
	bool cut; /* the answer grew too large: there is more */
};

/*
 * Posts of a thread from number `from` on, at most `max` and about
 * LIMIT_ANSWER_BYTES.  The caller has checked that the viewer may read the
 * thread.  Hidden posts come without their words.
 */
NODISCARD enum err
store_post_page(struct store *, struct arena *, struct viewer, int64_t thread,
    int64_t from, int64_t max, struct post_list *out);
NODISCARD enum err store_post_get(struct store *, struct arena *, struct viewer,
    int64_t thread, int64_t n, struct post_row *out);

/* Where a post hangs in its thread, and what decides how it is passed by. */
struct post_head {
	int64_t id;
	int64_t n;
	int64_t parent_n; /* 0: none; may be later than n in imports */
	int64_t author_id;
	int64_t hidden_ms; /* 0: visible */
	bool accepted;
	bool unread; /* for the viewer */
};

struct post_tree {
	struct post_head *row; /* by n */
	size_t len;
	bool cut; /* there are more than were asked for */
};

enum { TREE_MAX = 20000 }; /* posts of a tree; a reader says what it lacks */

/*
 * The heads of a thread, from number `from` on: at most `max` posts, and
 * never more than TREE_MAX.  The caller has checked as for store_post_page().
 */
NODISCARD enum err
store_post_tree(struct store *, struct arena *, struct viewer, int64_t thread,
    int64_t from, int64_t max, struct post_tree *out);

struct post_new {
	int64_t thread_id;
	int64_t board_id;
	int64_t author_id;
	int64_t parent_id; /* 0: the first post */
	struct str kind;
	struct str body;
	struct str src;
	struct str src_id;
	struct str extra; /* fields of an import kept for later */
	int64_t score_base;
	int64_t now_ms;
};

/* Adds the row, its place in thread and board, counters and full text. */
NODISCARD enum err store_post_add(
    struct store *, const struct post_new *, int64_t *out_id, int64_t *out_n);
/* The row alone, for store/batch.h. */
NODISCARD enum err store_post_insert(struct store *, const struct post_new *,
    int64_t n, int64_t board_seq, int64_t *out_id);
NODISCARD enum err store_post_by_source(
    struct store *, struct str src, struct str src_id, int64_t *out_id);
/* By its number in its thread, hidden or not. */
NODISCARD enum err store_post_by_number(
    struct store *, int64_t thread, int64_t n, int64_t *out_id);
/*
 * The src_id of a post: its thread's id and, for a reply, '/' and its own.
 * Of the thread's only, '%' and '/' are written as %25 and %2F.
 */
struct str
store_source_id(struct arena *, struct str thread_id, struct str reply_id);
/* For imports, where a reply may come before what it replies to. */
NODISCARD enum err
store_post_set_parent(struct store *, int64_t id, int64_t parent);
/* Keeps what it said before as a revision. */
NODISCARD enum err
store_post_edit(struct store *, int64_t id, struct str old_title,
    struct str body, int64_t editor, struct str why, int64_t now_ms);
NODISCARD enum err store_post_hide(struct store *, const struct post_row *,
    int64_t by, struct str reason, int64_t now_ms);
/* 1, -1, or 0 to take a vote back. */
NODISCARD enum err store_vote_set(struct store *, int64_t post, int64_t member,
    int64_t value, int64_t now_ms);

#endif
