/* recall - the lines somebody typed before, the newest first. */
#include "screens/ui/recall.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"

static void
take_out(struct recall *h, size_t i)
{
	free(h->line[i].p);
	h->len--;
	memmove(h->line + i, h->line + i + 1, (h->len - i) * sizeof h->line[0]);
}

void
recall_add(struct recall *h, struct str line)
{
	if (line.n == 0 || line.n > RECALL_LINE_BYTES)
		return;
	for (size_t i = 0; i < h->len; i++) {
		if (str_eq((struct str){ h->line[i].p, h->line[i].n }, line)) {
			take_out(h, i);
			break;
		}
	}
	if (h->len == RECALL_MAX)
		take_out(h, 0);
	h->line[h->len].p = mem_zalloc(line.n);
	memcpy(h->line[h->len].p, line.p, line.n);
	h->line[h->len++].n = line.n;
}

struct str
recall_get(const struct recall *h, size_t i)
{
	if (i >= h->len)
		return STR("");
	i = h->len - 1 - i;
	return (struct str){ h->line[i].p, h->line[i].n };
}

void
recall_free(struct recall *h)
{
	while (h->len)
		take_out(h, h->len - 1);
}
