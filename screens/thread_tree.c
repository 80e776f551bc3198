/* thread_tree - the posts of a thread without their words, as a tree. */
#include "screens/thread_tree.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"

enum { FIRST_NODES = 32 };

void
tree_free(struct tree *t)
{
	free(t->node);
	free(t->order);
	free(t->row);
	*t = (struct tree){ 0 };
}

int32_t
tree_find(const struct tree *t, int64_t n)
{
	int32_t low = 0, high = t->len;

	/* Mostly none is left out. */
	if (n > 0 && n <= t->len && t->node[n - 1].head.n == n)
		return (int32_t)n - 1;
	while (low < high) {
		int32_t mid = low + (high - low) / 2;

		if (t->node[mid].head.n < n)
			low = mid + 1;
		else
			high = mid;
	}
	return low < t->len && t->node[low].head.n == n ? low : TREE_NONE;
}

/* Parents by number; a circle is cut where it was entered. */
static void
find_parents(struct tree *t, unsigned char *state)
{
	for (int32_t i = 0; i < t->len; i++) {
		struct tree_node *n = &t->node[i];

		n->parent = i ? tree_find(t, n->head.parent_n) : TREE_NONE;
		if (i && (n->parent == TREE_NONE || n->parent == i))
			n->parent = 0;
	}
	if (t->len)
		state[0] = 2;
	for (int32_t i = 1; i < t->len; i++) {
		int32_t at = i;

		for (; state[at] == 0; at = t->node[at].parent)
			state[at] = 1;
		if (state[at] == 1)
			t->node[at].parent = 0;
		for (at = i; state[at] == 1; at = t->node[at].parent)
			state[at] = 2;
	}
}

static int32_t
after(
    const struct tree *t, const int32_t *child, const int32_t *next, int32_t at)
{
	if (child[at] != TREE_NONE)
		return child[at];
	while (at != TREE_NONE && next[at] == TREE_NONE)
		at = t->node[at].parent;
	return at == TREE_NONE ? TREE_NONE : next[at];
}

/*
 * All posts in order, and how deep they are.  The lists of children are made
 * from the end, so that they run from the first reply on.
 */
static void
put_in_order(struct tree *t)
{
	int32_t *child = mem_zalloc(2 * (size_t)t->len * sizeof *child + 1);
	int32_t *next = child + t->len, place = 0;

	for (int32_t i = 0; i < t->len; i++)
		child[i] = next[i] = TREE_NONE;
	for (int32_t i = t->len - 1; i > 0; i--) {
		int32_t parent = t->node[i].parent;

		next[i] = child[parent];
		child[parent] = i;
	}
	for (int32_t at = t->len ? 0 : TREE_NONE; at != TREE_NONE;
	     at = after(t, child, next, at)) {
		struct tree_node *n = &t->node[at];

		n->depth = at ? t->node[n->parent].depth + 1 : 0;
		n->below = 0;
		n->place = place;
		t->order[place++] = at;
	}
	for (int32_t i = place - 1; i > 0; i--) {
		const struct tree_node *n = &t->node[t->order[i]];

		t->node[n->parent].below += n->below + 1;
	}
	free(child);
}

static void
leave_folded_out(struct tree *t)
{
	t->rows = 0;
	for (int32_t i = 0; i < t->len; i++) {
		int32_t at = t->order[i];
		struct tree_node *n = &t->node[at];
		const struct tree_node *up = at ? &t->node[n->parent] : NULL;

		n->row = TREE_NONE;
		if (up && (up->folded || up->row == TREE_NONE))
			continue;
		n->row = t->rows;
		t->row[t->rows++] = at;
	}
}

static void
build(struct tree *t)
{
	unsigned char *state = mem_zalloc((size_t)t->len + 1);

	find_parents(t, state);
	free(state);
	put_in_order(t);
	leave_folded_out(t);
}

static void
reserve(struct tree *t, int32_t len)
{
	if (len <= t->cap)
		return;
	t->cap = t->cap ? t->cap : FIRST_NODES;
	while (t->cap < len)
		t->cap *= 2;
	t->node = mem_realloc(t->node, (size_t)t->cap * sizeof *t->node);
	t->row = mem_realloc(t->row, (size_t)t->cap * sizeof *t->row);
	t->order = mem_realloc(t->order, (size_t)t->cap * sizeof *t->order);
}

static void
add(struct tree *t, const struct post_tree *rows, bool late)
{
	reserve(t, t->len + (int32_t)rows->len);
	for (size_t i = 0; i < rows->len; i++) {
		struct tree_node *n = &t->node[t->len++];

		*n = (struct tree_node){ .head = rows->row[i] };
		n->fresh = n->head.unread;
		n->late = late && n->head.unread;
	}
}

/* What stands behind what is there. */
static enum err
append(
    struct tree *t, struct store *s, struct viewer v, int64_t thread, bool late)
{
	int64_t from = t->len ? t->node[t->len - 1].head.n + 1 : 1;
	struct arena a = ARENA_INIT;
	struct post_tree rows;
	enum err e =
	    store_post_tree(s, &a, v, thread, from, TREE_MAX - t->len, &rows);

	if (e == ERR_NONE && rows.len) {
		add(t, &rows, late);
		t->cut = rows.cut;
	}
	arena_free(&a);
	return e;
}

enum err
tree_load(struct tree *t, struct store *s, struct viewer v, int64_t thread)
{
	struct tree fresh = { 0 };

	TRY(append(&fresh, s, v, thread, false));
	for (int32_t i = 0; i < t->len; i++) {
		int32_t at = tree_find(&fresh, t->node[i].head.n);
		const struct tree_node *old = &t->node[i];
		struct tree_node *n = &fresh.node[at < 0 ? 0 : at];

		if (at == TREE_NONE)
			continue;
		n->folded = old->folded;
		n->kept = old->kept && n->head.unread;
		n->seen = old->seen && n->head.unread;
		n->late = old->late && n->head.unread;
	}
	tree_free(t);
	*t = fresh;
	build(t);
	return ERR_NONE;
}

enum err
tree_grow(struct tree *t, struct store *s, struct viewer v, int64_t thread)
{
	int32_t before = t->len;

	if (t->len >= TREE_MAX) {
		t->cut = true;
		return ERR_NONE;
	}
	TRY(append(t, s, v, thread, true));
	if (t->len > before)
		build(t);
	return ERR_NONE;
}

static void
replace(struct tree_node *node, struct post_head now)
{
	/* What this screen has marked may not be on disk yet. */
	now.unread = now.unread && node->head.unread;
	node->head = now;
	node->layout = NULL;
}

enum err
tree_touch(
    struct tree *t, struct store *s, struct viewer v, int64_t thread, int64_t n)
{
	int32_t at = tree_find(t, n);
	struct arena a = ARENA_INIT;
	struct post_tree rows = { 0 };
	enum err e;

	if (at == TREE_NONE)
		return ERR_NONE;
	e = store_post_tree(s, &a, v, thread, n, 1, &rows);
	if (e == ERR_NONE && (rows.len == 0 || rows.row[0].n != n))
		e = ERR_MISSING;
	if (e == ERR_NONE)
		replace(&t->node[at], rows.row[0]);
	arena_free(&a);
	return e;
}

static void
set_folded(struct tree_node *n, bool folded)
{
	if (n->folded == folded)
		return;
	n->folded = folded;
	n->layout = NULL;
}

void
tree_fold(struct tree *t, int32_t node, bool folded)
{
	set_folded(&t->node[node], folded);
	leave_folded_out(t);
}

void
tree_fold_all(struct tree *t, bool folded)
{
	for (int32_t i = 0; i < t->len; i++)
		set_folded(&t->node[i], folded && t->node[i].depth == 1);
	leave_folded_out(t);
}

bool
tree_any_folded(const struct tree *t)
{
	for (int32_t i = 0; i < t->len; i++) {
		if (t->node[i].folded)
			return true;
	}
	return false;
}

void
tree_reveal(struct tree *t, int32_t node)
{
	for (int32_t at = t->node[node].parent; at != TREE_NONE;
	     at = t->node[at].parent)
		set_folded(&t->node[at], false);
	if (t->node[node].row == TREE_NONE)
		leave_folded_out(t);
}

int32_t
tree_shown(const struct tree *t, int32_t node)
{
	while (t->node[node].row == TREE_NONE)
		node = t->node[node].parent;
	return node;
}

bool
tree_is_new(const struct tree_node *n)
{
	return n->head.unread && !n->seen && !n->kept;
}

int32_t
tree_seek(const struct tree *t, int32_t from, int by,
    bool (*is)(const struct tree_node *))
{
	for (int32_t i = t->node[from].place + by; i >= 0 && i < t->len;
	     i += by) {
		if (is(&t->node[t->order[i]]))
			return t->order[i];
	}
	return TREE_NONE;
}
