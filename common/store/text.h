/*
 * store/text - the full text of posts and titles, kept in step by hand.
 *
 * The index holds no text of its own: it reads posts through a view.  What
 * goes out of it must be what went in, so a post is taken out before anything
 * changes that it is indexed by (words, board, author, tags, state, score),
 * and put in again after.
 */
#ifndef STOA_STORE_TEXT_H
#define STOA_STORE_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/err.h"

struct store;

NODISCARD enum err store_text_remove(struct store *, int64_t post);
NODISCARD enum err store_text_add(struct store *, int64_t post);

/*
 * All posts of a thread, as its state and tags stand with each of them; or
 * those with ids below `before`.
 */
NODISCARD enum err
store_text_remove_thread(struct store *, int64_t thread, int64_t before);
NODISCARD enum err store_text_add_thread(struct store *, int64_t thread);

/*
 * Join some of the pieces that writing left of the index, in some 10 ms; a
 * search looks into each.  Tells whether there is more to do.
 */
NODISCARD enum err store_text_tidy(struct store *, bool *out_more);

#endif
