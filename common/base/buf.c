/* buf - bytes that grow, up to a bound. */
#include "common/base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"

enum { FIRST_BYTES = 256 };

/* Make room for `more` bytes, and for `spare` that do not count. */
static bool
room(struct buf *b, size_t more, size_t spare)
{
	size_t want;

	if (b->full)
		return false;
	if (__builtin_add_overflow(b->n, more, &want) ||
	    (b->max && want > b->max)) {
		b->full = true;
		return false;
	}
	want += spare;
	if (want > b->cap) {
		size_t cap = b->cap ? b->cap : FIRST_BYTES;

		while (cap < want)
			cap *= 2;
		b->p = mem_realloc(b->p, cap);
		b->cap = cap;
	}
	return true;
}

void
buf_put(struct buf *b, struct str s)
{
	if (s.n == 0 || !room(b, s.n, 0))
		return;
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

void
buf_char(struct buf *b, char c)
{
	buf_put(b, (struct str){ &c, 1 });
}

void
buf_cstr(struct buf *b, const char *s)
{
	buf_put(b, str_from(s));
}

void
buf_vprintf(struct buf *b, const char *format, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (n < 0 || !room(b, (size_t)n, 1))
		return;
	vsnprintf(b->p + b->n, (size_t)n + 1, format, ap);
	b->n += (size_t)n;
}

void
buf_printf(struct buf *b, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	buf_vprintf(b, format, ap);
	va_end(ap);
}

struct str
buf_str(const struct buf *b)
{
	return (struct str){ b->p ? b->p : "", b->n };
}

void
buf_consume(struct buf *b, size_t n)
{
	if (n >= b->n) {
		b->n = 0;
		return;
	}
	memmove(b->p, b->p + n, b->n - n);
	b->n -= n;
}

void
buf_reset(struct buf *b)
{
	b->n = 0;
	b->full = false;
}

void
buf_free(struct buf *b)
{
	free(b->p);
	b->p = NULL;
	b->n = b->cap = 0;
	b->full = false;
}

void
buf_wipe(struct buf *b)
{
	if (b->p)
		explicit_bzero(b->p, b->cap);
	buf_free(b);
}
