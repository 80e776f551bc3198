/* neutral_tree - make the replies of an imported thread a tree. */
#include "common/wire/neutral_tree.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"

enum { ROOT = -1, NONE = -2 };

/* A reply by its id, for searching. */
struct entry {
	struct str id;
	int32_t at; /* in the thread's replies */
};

struct tree {
	struct entry *entry; /* sorted by id, then place */
	int32_t *parent;     /* of each reply, or ROOT */
	int32_t *seen;	     /* the walk that came by: its start + 1 */
	size_t n;
};

static int
compare(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int order = str_compare(a->id, b->id);

	return order ? order : (a->at > b->at) - (a->at < b->at);
}

static void
sort(struct tree *tree, const struct neutral_thread *t)
{
	tree->n = t->replies;
	for (size_t i = 0; i < t->replies; i++)
		tree->entry[i] = (struct entry){ t->reply[i].id, (int32_t)i };
	qsort(tree->entry, tree->n, sizeof *tree->entry, compare);
}

/* The first reply of that id, or NONE. */
static int32_t
find(const struct tree *tree, struct str id)
{
	size_t low = 0, high = tree->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (str_compare(tree->entry[mid].id, id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == tree->n || !str_eq(tree->entry[low].id, id))
		return NONE;
	return tree->entry[low].at;
}

/* Keep the first reply of each id, and none that has the root's. */
static void
drop_repeated(
    struct tree *tree, struct neutral_thread *t, struct neutral_notes *notes)
{
	size_t kept = 0;

	for (size_t i = 0; i < t->replies; i++) {
		if (find(tree, t->reply[i].id) == (int32_t)i &&
		    !str_eq(t->reply[i].id, t->id))
			t->reply[kept++] = t->reply[i];
	}
	notes->replies_repeated += t->replies - kept;
	t->replies = kept;
}

static void
find_parents(
    struct tree *tree, struct neutral_thread *t, struct neutral_notes *notes)
{
	for (size_t i = 0; i < t->replies; i++) {
		struct neutral_reply *r = &t->reply[i];

		tree->parent[i] = ROOT;
		if (r->parent.n && !str_eq(r->parent, t->id))
			tree->parent[i] = find(tree, r->parent);
		if (tree->parent[i] == NONE) {
			notes->parents_unknown++;
			tree->parent[i] = ROOT;
		}
		if (tree->parent[i] == ROOT)
			r->parent = STR("");
	}
}

/* Walk up from each reply; a walk that meets itself is cut there. */
static void
cut_circles(
    struct tree *tree, struct neutral_thread *t, struct neutral_notes *notes)
{
	for (size_t i = 0; i < t->replies; i++) {
		int32_t walk = (int32_t)i + 1, at = (int32_t)i, from = at;

		while (at != ROOT && tree->seen[at] == 0) {
			tree->seen[at] = walk;
			from = at;
			at = tree->parent[at];
		}
		if (at == ROOT || tree->seen[at] != walk)
			continue;
		tree->parent[from] = ROOT;
		t->reply[from].parent = STR("");
		notes->parents_circular++;
	}
}

static void
mark_accepted(const struct tree *tree, struct neutral_thread *t,
    struct neutral_notes *notes)
{
	int32_t at;

	if (t->accepted.n == 0)
		return;
	at = find(tree, t->accepted);
	if (at >= 0) {
		t->reply[at].accepted = true;
		return;
	}
	notes->accepts_unknown++;
	t->accepted = STR("");
}

void
neutral_mend_tree(struct neutral_thread *t, struct neutral_notes *notes)
{
	struct tree tree = {
		.entry = mem_zalloc(t->replies * sizeof *tree.entry),
		.parent = mem_zalloc(t->replies * sizeof *tree.parent),
		.seen = mem_zalloc(t->replies * sizeof *tree.seen),
	};

	sort(&tree, t);
	drop_repeated(&tree, t, notes);
	sort(&tree, t);
	find_parents(&tree, t, notes);
	cut_circles(&tree, t, notes);
	mark_accepted(&tree, t, notes);
	free(tree.entry);
	free(tree.parent);
	free(tree.seen);
}
