/* ui/here - who is here now. */
#include "screens/ui/here.h"

#include <stdlib.h>
#include <string.h>

/* A number that another crowd has not. */
static uint64_t
print_of(const struct presence *p)
{
	uint64_t h = UINT64_C(1469598103934665603);

	for (size_t i = 0; i < p->len; i++) {
		h = (h ^ (uint64_t)p->row[i].member_id) *
		    UINT64_C(1099511628211);
		h = (h ^ (uint64_t)p->row[i].since_ms) *
		    UINT64_C(1099511628211);
	}
	return h;
}

bool
here_changed(const struct here *h, const struct presence *p)
{
	return h->seen != print_of(p);
}

static int
by_member(const void *a, const void *b)
{
	const struct presence_row *x = a, *y = b;

	if (x->member_id != y->member_id)
		return x->member_id < y->member_id ? -1 : 1;
	return (x->since_ms > y->since_ms) - (x->since_ms < y->since_ms);
}

static int
by_since(const void *a, const void *b)
{
	const struct here_row *x = a, *y = b;

	if (x->since_ms != y->since_ms)
		return x->since_ms < y->since_ms ? -1 : 1;
	return (x->m.id > y->m.id) - (x->m.id < y->m.id);
}

/* Rows of one member stand together. */
static void
gather(struct here *h, struct store *s, struct arena *a,
    const struct presence_row *row, size_t n, size_t max)
{
	size_t times;

	for (size_t i = 0; i < n; i += times) {
		struct here_row one = { .since_ms = row[i].since_ms };

		times = 1;
		while (i + times < n &&
		    row[i + times].member_id == row[i].member_id)
			times++;
		one.times = times;
		if (row[i].member_id == 0) {
			h->guests = times;
		} else if (h->len == max) {
			h->more++;
		} else if (store_member_get(s, a, row[i].member_id, &one.m) ==
		    ERR_NONE) {
			h->row[h->len++] = one;
		}
	}
}

void
here_load(struct here *h, struct store *s, struct arena *a,
    const struct presence *p, size_t max)
{
	struct presence_row *row =
	    arena_array(a, struct presence_row, p->len + 1);

	*h = (struct here){ .seen = print_of(p) };
	h->row =
	    arena_array(a, struct here_row, (max < p->len ? max : p->len) + 1);
	if (p->len)
		memcpy(row, p->row, p->len * sizeof *row);
	qsort(row, p->len, sizeof *row, by_member);
	gather(h, s, a, row, p->len, max);
	qsort(h->row, h->len, sizeof *h->row, by_since);
}

struct str
here_others(const struct here *h, struct arena *a)
{
	struct str guests = STR("");

	if (h->guests == 1)
		guests = STR(_("and a guest"));
	else if (h->guests)
		guests = arena_printf(a, _("and %zu guests"), h->guests);
	if (h->more == 0)
		return guests;
	return arena_printf(a,
	    h->more == 1 ? _("and %zu more member %.*s") :
			   _("and %zu more members %.*s"),
	    h->more, STR_ARG(guests));
}
