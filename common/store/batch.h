/*
 * store/batch - many posts of one thread at once, as imports bring them.
 *
 *	store_batch_begin(s, thread, board, &b);
 *	store_batch_add(s, &b, &post, &id);	... for each
 *	store_batch_end(s, &b);
 *
 * The counters of thread, board and authors move once, at the end; nothing
 * else may touch that thread or board in between.  The full text waits, as it
 * holds the thread's state: store_text_add_thread() once that stands.
 *
 * Bounds: BATCH_AUTHORS_MAX authors are counted together; more of them only
 *         take more writes.
 */
#ifndef STOA_STORE_BATCH_H
#define STOA_STORE_BATCH_H

#include "common/store/post.h"

enum { BATCH_AUTHORS_MAX = 64 };

struct post_batch {
	int64_t thread_id;
	int64_t board_id;
	int64_t seq;	   /* of the thread, so far */
	int64_t board_seq; /* likewise */
	int64_t replies;   /* added, without a first post */
	int64_t newest_ms;
	int64_t first_id; /* of the posts added; 0: none */
	struct {
		int64_t id;
		int64_t posts;
	} author[BATCH_AUTHORS_MAX];
	size_t authors;
};

NODISCARD enum err store_batch_begin(
    struct store *, int64_t thread, int64_t board, struct post_batch *out);
NODISCARD enum err store_batch_add(struct store *, struct post_batch *,
    const struct post_new *, int64_t *out_id);
NODISCARD enum err store_batch_end(struct store *, struct post_batch *);

#endif
