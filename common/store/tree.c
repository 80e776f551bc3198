/* store/post - a thread as a tree, without its words. */
#include <stdlib.h>

#include "common/store/post.h"
#include "common/store/sql.h"

/* What of the thread and of its reader decides about each post. */
struct facts {
	int64_t solved_post;
	int64_t seen_n;
	int64_t seen_seq;
	bool holes; /* there are some on the board */
};

static enum err
thread_facts(
    struct store *s, struct viewer v, int64_t thread, struct facts *out)
{
	static const char facts_sql[] =
	    "SELECT coalesce(q.solved_post_id, 0), coalesce(r.seen_n, 0),"
	    " coalesce(bm.seen_seq, 0),"
	    " EXISTS (SELECT 1 FROM read_hole h WHERE h.member_id = :viewer"
	    "   AND h.board_id = t.board_id)"
	    " FROM thread t LEFT JOIN question q ON q.thread_id = t.id"
	    " LEFT JOIN read_mark r ON r.thread_id = t.id"
	    "   AND r.member_id = :viewer"
	    " LEFT JOIN board_mark bm ON bm.board_id = t.board_id"
	    "   AND bm.member_id = :viewer WHERE t.id = :thread";
	struct facts f = { 0 };
	struct sql q = sql_begin(s, facts_sql);

	sql_int(&q, ":viewer", v.id);
	sql_int(&q, ":thread", thread);
	if (sql_next(&q)) {
		f.solved_post = sql_col_int(&q, 0);
		f.seen_n = sql_col_int(&q, 1);
		f.seen_seq = sql_col_int(&q, 2);
		f.holes = sql_col_int(&q, 3) != 0;
	}
	TRY(sql_end(&q));
	*out = f;
	return ERR_NONE;
}

static void
take_head(
    struct sql *q, int64_t viewer, const struct facts *f, struct post_head *p)
{
	p->id = sql_col_int(q, 0);
	p->n = sql_col_int(q, 1);
	p->parent_n = sql_col_int(q, 2); /* its id, for now */
	p->author_id = sql_col_int(q, 3);
	p->hidden_ms = sql_col_int(q, 4);
	p->accepted = f->solved_post && p->id == f->solved_post;
	p->unread = viewer && p->author_id != viewer && p->hidden_ms == 0 &&
	    p->n > f->seen_n && sql_col_int(q, 5) > f->seen_seq;
}

static enum err
take_heads(struct sql *q, struct arena *a, int64_t viewer,
    const struct facts *f, size_t max, struct post_tree *tree)
{
	size_t cap = 0;

	while (!tree->cut && sql_next(q)) {
		if (tree->len == max) {
			tree->cut = true;
			continue;
		}
		if (tree->len == cap)
			tree->row =
			    arena_more(a, tree->row, &cap, sizeof *tree->row);
		take_head(q, viewer, f, &tree->row[tree->len++]);
	}
	return sql_end(q);
}

/* A post by its id and by its number. */
struct name {
	int64_t id;
	int64_t n;
};

static int
by_id(const void *left, const void *right)
{
	const struct name *l = left, *r = right;

	return (l->id > r->id) - (l->id < r->id);
}

/* The number of a post that is not among those that were asked for. */
static enum err
number_of(struct store *s, int64_t thread, int64_t id, int64_t *out)
{
	static const char number_sql[] =
	    "SELECT n FROM post WHERE id = :id AND thread_id = :thread";
	struct sql q = sql_begin(s, number_sql);

	sql_int(&q, ":id", id);
	sql_int(&q, ":thread", thread);
	return sql_one_int(&q, 0, out);
}

/*
 * From the ids of parents to their numbers.  Looking each up in the store
 * would cost more than all the rest of a long thread.
 */
static enum err
number_parents(struct store *s, struct arena *a, int64_t thread,
    const struct post_tree *tree)
{
	struct name *name = arena_array(a, struct name, tree->len);
	bool sorted = true;

	for (size_t i = 0; i < tree->len; i++) {
		name[i] = (struct name){ tree->row[i].id, tree->row[i].n };
		sorted = sorted && (i == 0 || name[i - 1].id < name[i].id);
	}
	/* Mostly posts were written in the order of their numbers. */
	if (!sorted)
		qsort(name, tree->len, sizeof *name, by_id);
	for (size_t i = 0; i < tree->len; i++) {
		struct name key = { .id = tree->row[i].parent_n }, *found;

		if (key.id == 0)
			continue;
		found = bsearch(&key, name, tree->len, sizeof key, by_id);
		if (found)
			key.n = found->n;
		else
			TRY(number_of(s, thread, key.id, &key.n));
		tree->row[i].parent_n = key.n;
	}
	return ERR_NONE;
}

/* What was kept unread on purpose. */
static enum err
mark_holes(struct store *s, struct viewer v, int64_t thread,
    const struct post_tree *tree)
{
	static const char holes_sql[] =
	    "SELECT p.n FROM thread t CROSS JOIN read_hole h"
	    " ON h.member_id = :viewer AND h.board_id = t.board_id"
	    " CROSS JOIN post p ON p.id = h.post_id AND p.thread_id = t.id"
	    " WHERE t.id = :thread AND p.hidden_at IS NULL"
	    " AND p.author_id <> :viewer";
	struct sql q = sql_begin(s, holes_sql);

	sql_int(&q, ":viewer", v.id);
	sql_int(&q, ":thread", thread);
	while (sql_next(&q)) {
		int64_t n = sql_col_int(&q, 0);
		size_t low = 0, high = tree->len;

		while (low < high) {
			size_t mid = low + (high - low) / 2;

			if (tree->row[mid].n < n)
				low = mid + 1;
			else
				high = mid;
		}
		if (low < tree->len && tree->row[low].n == n)
			tree->row[low].unread = true;
	}
	return sql_end(&q);
}

enum err
store_post_tree(struct store *s, struct arena *a, struct viewer v,
    int64_t thread, int64_t from, int64_t max, struct post_tree *out)
{
	/* What an index has, in the order it has it. */
	static const char tree_sql[] =
	    "SELECT p.id, p.n, p.parent_id, p.author_id, p.hidden_at,"
	    " p.board_seq"
	    " FROM post p INDEXED BY post_by_tree"
	    " WHERE p.thread_id = :thread AND p.n >= :from"
	    " ORDER BY p.n LIMIT :max + 1";
	struct post_tree tree = { 0 };
	struct facts facts;
	struct sql q;

	if (max > TREE_MAX)
		max = TREE_MAX;
	TRY(thread_facts(s, v, thread, &facts));
	q = sql_begin(s, tree_sql);
	sql_int(&q, ":thread", thread);
	sql_int(&q, ":from", from);
	sql_int(&q, ":max", max);
	TRY(take_heads(&q, a, v.id, &facts, (size_t)max, &tree));
	if (v.id && facts.holes)
		TRY(mark_holes(s, v, thread, &tree));
	TRY(number_parents(s, a, thread, &tree));
	*out = tree;
	return ERR_NONE;
}
