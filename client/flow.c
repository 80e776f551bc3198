/* flow - bytes on their way from one side to the other. */
#include "client/flow.h"

void
flow_put(struct flow *f, struct str s)
{
	buf_put(&f->held, s);
}

bool
flow_is_empty(const struct flow *f)
{
	return f->at == f->held.n;
}

struct str
flow_rest(const struct flow *f)
{
	return str_slice(buf_str(&f->held), f->at, f->held.n);
}

void
flow_took(struct flow *f, size_t n)
{
	f->at += n;
	if (flow_is_empty(f)) {
		buf_reset(&f->held);
		f->at = 0;
	}
}

void
flow_free(struct flow *f)
{
	buf_free(&f->held);
	f->at = 0;
}
