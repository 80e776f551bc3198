/*
 * buf - bytes that grow, up to a bound.
 *
 * Errors: a write past `max` sets `full` and is dropped whole, as is every
 * later write until buf_reset(); callers check once, at the end.
 * Memory: the buffer owns its bytes; buf_free() gives them back.
 */
#ifndef STOA_BASE_BUF_H
#define STOA_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "common/base/str.h"

struct buf {
	char *p;
	size_t n;   /* bytes in use */
	size_t cap; /* bytes allocated */
	size_t max; /* most bytes this may hold; 0: no bound */
	bool full;  /* a write did not fit */
};

#define BUF_INIT(max_bytes)        \
	{                          \
		.max = (max_bytes) \
	}

void buf_put(struct buf *b, struct str s);
void buf_char(struct buf *b, char c);
void buf_cstr(struct buf *b, const char *s);
void buf_printf(struct buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *format, va_list ap)
    __attribute__((format(printf, 2, 0)));

/* What is in it; valid until the next write. */
struct str buf_str(const struct buf *b);

/* Drop the first `n` bytes. */
void buf_consume(struct buf *b, size_t n);

/* Empty it and forget that it was full; memory is kept. */
void buf_reset(struct buf *b);

/* Give the memory back; the buffer may be used again. */
void buf_free(struct buf *b);

/* As buf_free(), overwriting what was in it first. */
void buf_wipe(struct buf *b);

#endif
