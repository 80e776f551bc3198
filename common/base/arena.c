/* arena - memory that is freed all at once. */
#include "common/base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/log.h"
#include "common/base/mem.h"

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif

#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

enum {
	BLOCK_BYTES = 4096 - 64,
	ALIGNMENT = 16,
	ARRAY_FIRST = 32, /* elements, and then … */
	ARRAY_GROWTH = 4, /* … so many times as many */
};

struct arena_block {
	struct arena_block *next;
	size_t size; /* bytes in data */
	size_t used;
	_Alignas(ALIGNMENT) char data[];
};

static void
block_add(struct arena *a, size_t at_least)
{
	size_t size = at_least > BLOCK_BYTES ? at_least : BLOCK_BYTES;
	/* Cleared as it is handed out; most of a block may never be. */
	struct arena_block *b = mem_realloc(NULL, sizeof *b + size);

	b->size = size;
	b->used = 0;
	b->next = a->head;
	POISON(b->data, size);
	a->head = b;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	size_t want;
	void *p;

	if (__builtin_add_overflow(size, ALIGNMENT - 1, &want))
		bug("arena: size overflows");
	want -= want % ALIGNMENT;
	if (a->head == NULL || a->head->size - a->head->used < want)
		block_add(a, want);
	p = a->head->data + a->head->used;
	a->head->used += want;
	a->used += want;
	UNPOISON(p, size);
	memset(p, 0, size);
	return p;
}

struct str
arena_dup(struct arena *a, struct str s)
{
	char *copy = arena_alloc(a, s.n + 1);

	if (s.n)
		memcpy(copy, s.p, s.n);
	return (struct str){ copy, s.n };
}

char *
arena_cstr(struct arena *a, struct str s)
{
	char *copy = arena_alloc(a, s.n + 1);

	if (s.n)
		memcpy(copy, s.p, s.n);
	return copy;
}

struct str
arena_printf(struct arena *a, const char *format, ...)
{
	va_list ap, again;
	char *text;
	int n;

	va_start(ap, format);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	if (n < 0)
		bug("arena: bad format");
	text = arena_alloc(a, (size_t)n + 1);
	vsnprintf(text, (size_t)n + 1, format, again);
	va_end(again);
	return (struct str){ text, (size_t)n };
}

void *
arena_more(struct arena *a, const void *old, size_t *cap, size_t size)
{
	size_t n = *cap ? *cap * ARRAY_GROWTH : ARRAY_FIRST;
	void *more = arena_alloc(a, n * size);

	if (*cap)
		memcpy(more, old, *cap * size);
	*cap = n;
	return more;
}

static void
block_free(struct arena_block *b)
{
	UNPOISON(b->data, b->size);
	free(b);
}

void
arena_reset(struct arena *a)
{
	struct arena_block *keep = a->head;

	if (keep == NULL)
		return;
	while (keep->next) {
		struct arena_block *next = keep->next;

		block_free(keep);
		keep = next;
	}
	keep->used = 0;
	POISON(keep->data, keep->size);
	a->head = keep;
	a->used = 0;
}

void
arena_free(struct arena *a)
{
	while (a->head) {
		struct arena_block *next = a->head->next;

		block_free(a->head);
		a->head = next;
	}
	a->used = 0;
}
