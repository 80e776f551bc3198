/* history - what was done to a text, to be undone and done again. */
#include "screens/ui/history.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"
#include "screens/ui/splice.h"

enum { FIRST_ITEMS = 16 };

static size_t
bytes_of(const struct change *c)
{
	return sizeof *c + c->removed.cap + c->added.cap;
}

/* Forget changes from `from` to `to`; those after them close up. */
static void
forget(struct history *h, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		h->bytes -= bytes_of(&h->item[i]);
		buf_free(&h->item[i].removed);
		buf_free(&h->item[i].added);
	}
	if (to < h->n)
		memmove(h->item + from, h->item + to,
		    (h->n - to) * sizeof *h->item);
	h->n -= to - from;
}

void
history_forget(struct history *h)
{
	forget(h, 0, h->n);
	h->done = 0;
}

void
history_free(struct history *h)
{
	history_forget(h);
	free(h->item);
	*h = (struct history){ 0 };
}

/* Whole steps go, some more than needed, so that this is rare. */
static void
make_room(struct history *h)
{
	size_t n = 0, bytes = h->bytes, last = h->n - 1;

	if (bytes <= HISTORY_BYTES_MAX)
		return;
	while (last > 0 && h->item[last].joined)
		last--;
	while (n < last &&
	    (bytes > HISTORY_BYTES_MAX / 4 * 3 || h->item[n].joined))
		bytes -= bytes_of(&h->item[n++]);
	forget(h, 0, n);
	h->done -= n;
}

/* Letters typed or rubbed out in a row become one change. */
static bool
gather(struct change *c, size_t at, struct str removed, struct str added)
{
	if (c->removed.n + c->added.n + removed.n + added.n > HISTORY_RUN_MAX)
		return false;
	if (removed.n == 0 && at == c->at + c->added.n)
		buf_put(&c->added, added);
	else if (added.n || c->added.n)
		return false;
	else if (at == c->at)
		buf_put(&c->removed, removed);
	else if (at + removed.n == c->at) {
		splice_do(&c->removed, 0, 0, removed);
		c->at = at;
	} else
		return false;
	return true;
}

void
history_add(struct history *h, size_t at, struct str removed, struct str added,
    size_t cursor, bool joined)
{
	struct change *c;

	forget(h, h->done, h->n);
	joined = joined && h->n > 0;
	if (joined) {
		c = &h->item[h->n - 1];
		h->bytes -= bytes_of(c);
		if (gather(c, at, removed, added)) {
			h->bytes += bytes_of(c);
			return;
		}
		h->bytes += bytes_of(c);
	}
	if (h->n == h->cap) {
		h->cap = h->cap ? 2 * h->cap : FIRST_ITEMS;
		h->item = mem_realloc(h->item, h->cap * sizeof *h->item);
	}
	c = &h->item[h->n++];
	*c = (struct change){ .at = at, .cursor = cursor, .joined = joined };
	buf_put(&c->removed, removed);
	buf_put(&c->added, added);
	h->done = h->n;
	h->bytes += bytes_of(c);
	make_room(h);
}

const struct change *
history_undo(struct history *h)
{
	return h->done ? &h->item[--h->done] : NULL;
}

const struct change *
history_redo(struct history *h)
{
	return h->done < h->n ? &h->item[h->done++] : NULL;
}

void
history_forget_undone(struct history *h)
{
	forget(h, h->done, h->n);
}

bool
history_redo_joined(const struct history *h)
{
	return h->done < h->n && h->item[h->done].joined;
}
