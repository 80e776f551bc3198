/*
 * store/export - everything that was written, page by page, for `stoad
 * export`.
 *
 * Threads are those a viewer may read; hidden threads and the words of hidden
 * posts never come.  Pages go on after the last key of the one before, so
 * memory is that of a page; a thread's posts come whole.
 */
#ifndef STOA_STORE_EXPORT_H
#define STOA_STORE_EXPORT_H

#include "common/store/imported.h"
#include "common/rules/role.h"

/* Where somebody came from; an empty src: they joined here. */
struct export_author {
	int64_t id;
	struct str handle;
	struct str src;
	struct str src_id;
};

struct export_user {
	struct export_author who;
	struct str display;
	struct str bio;
	struct str extra; /* empty: no profile was imported */
	int64_t joined_ms;
};

struct export_thread {
	int64_t id;
	struct export_author author;
	struct str src; /* empty: written here */
	struct str src_id;
	struct str title;
	struct str tags; /* in lines */
	struct str extra;
	struct str state; /* of a question; or empty */
	struct str slug;
	struct str board; /* title */
	enum role read_rank;
	int64_t created_ms;
	int64_t views;
	int64_t solved_post; /* id; 0: none */
	int64_t dup_of;
	struct str dup_src;
	struct str dup_src_id;
};

struct export_post {
	int64_t id;
	int64_t n;
	int64_t parent_id;
	struct export_author author;
	struct str src;
	struct str src_id;
	struct str kind;
	struct str body;
	struct str extra;
	int64_t created_ms;
	int64_t score;
	bool hidden;
};

struct export_users {
	struct export_user *row;
	size_t len;
};
struct export_threads {
	struct export_thread *row;
	size_t len;
};
struct export_posts {
	struct export_post *row;
	size_t len;
	size_t left_out; /* the rest, after `max_bytes` */
};
struct export_votes {
	struct imported_vote *row;
	size_t len;
};

/*
 * Whose profile was imported, or who wrote something that is visible; with a
 * board, only who wrote there.
 */
NODISCARD enum err store_export_users(struct store *, struct arena *,
    int64_t board, int64_t after, int64_t max, struct export_users *out);
/* Board 0: every one the viewer reads. */
NODISCARD enum err
store_export_threads(struct store *, struct arena *, struct viewer,
    int64_t board, int64_t after, int64_t max, struct export_threads *out);
/* By number, with the hidden ones (without words) that others reply to. */
NODISCARD enum err store_export_posts(struct store *, struct arena *,
    int64_t thread, size_t max_bytes, struct export_posts *out);
NODISCARD enum err
store_export_votes(struct store *, struct arena *, struct str after_src,
    struct str after_id, int64_t max, struct export_votes *out);

#endif
