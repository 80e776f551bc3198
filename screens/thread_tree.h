/*
 * thread_tree - the posts of a thread without their words, as a tree.
 *
 * Nodes stand by number and stay where they are while posts arrive, so an
 * index into them is a good name for a post.  What is read from top to bottom
 * is the list of rows: the posts in the order of the tree, but for those in
 * folded branches.
 *
 * Replies to what is not there, and those that reply to each other in a
 * circle, as imports may have them, hang on the first post.
 *
 * Memory: all of it belongs to the tree.
 * Bounds: TREE_MAX posts; `cut` when the thread has more.
 */
#ifndef STOA_SCREENS_THREAD_TREE_H
#define STOA_SCREENS_THREAD_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/store/post.h"

enum { TREE_NONE = -1 };

struct tree_node {
	struct post_head head;
	int32_t parent; /* TREE_NONE: the first post */
	int32_t depth;	/* 0: the first post */
	int32_t below;	/* posts in its branch, without itself */
	int32_t place;	/* in the order of the tree */
	int32_t row;	/* the same without folds; TREE_NONE: in one */
	bool folded;
	bool fresh; /* was unread when it came; shown as new */
	bool seen;  /* its words were on the screen */
	bool kept;  /* unread on purpose */
	bool late;  /* came while others were read, and is not seen yet */
	/* Of whoever lays posts out; NULL or stale: not laid out. */
	void *layout;
	unsigned layout_age;
};

struct tree {
	struct tree_node *node;
	int32_t len;
	int32_t *order; /* every node, from top to bottom */
	int32_t *row;	/* those that show */
	int32_t rows;
	int32_t cap;
	bool cut;
};

void tree_free(struct tree *t);

/*
 * All of it again; folds and what was seen stay.  On failure the tree stays
 * as it was.
 */
NODISCARD enum err
tree_load(struct tree *t, struct store *s, struct viewer v, int64_t thread);
/* Posts that came since; `late` is set on those of others. */
NODISCARD enum err
tree_grow(struct tree *t, struct store *s, struct viewer v, int64_t thread);
/* One post changed. */
NODISCARD enum err tree_touch(struct tree *t, struct store *s, struct viewer v,
    int64_t thread, int64_t n);

/* The post of that number, or TREE_NONE. */
int32_t tree_find(const struct tree *t, int64_t n);

void tree_fold(struct tree *t, int32_t node, bool folded);
/* Fold every branch that hangs on the first post, or none at all. */
void tree_fold_all(struct tree *t, bool folded);
bool tree_any_folded(const struct tree *t);
/* Unfold what hides it, but not itself. */
void tree_reveal(struct tree *t, int32_t node);
/* Itself, or the folded post that hides it. */
int32_t tree_shown(const struct tree *t, int32_t node);

/* Unread, not seen yet, and not kept so on purpose. */
bool tree_is_new(const struct tree_node *n);
/*
 * The next post in the order of the tree, folded or not, that `is` says yes
 * to; `by` is 1 or -1.  TREE_NONE: none up to the end.
 */
int32_t tree_seek(const struct tree *t, int32_t from, int by,
    bool (*is)(const struct tree_node *));

#endif
