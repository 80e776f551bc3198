/* mem - heap memory that aborts when there is none. */
#include "common/base/mem.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/log.h"

void *
mem_zalloc(size_t size)
{
	void *p = calloc(1, size ? size : 1);

	if (p == NULL)
		bug("out of memory");
	return p;
}

void *
mem_realloc(void *p, size_t size)
{
	p = realloc(p, size);
	if (p == NULL)
		bug("out of memory");
	return p;
}

char *
mem_strdup(const char *s)
{
	size_t n;
	char *copy;

	if (s == NULL)
		return NULL;
	n = strlen(s) + 1;
	copy = mem_zalloc(n);
	memcpy(copy, s, n);
	return copy;
}

void
mem_keep_freed(void)
{
	enum { PIECE_BYTES = 4 * 1024 * 1024, KEEP_BYTES = 8 * PIECE_BYTES };

	mallopt(M_MMAP_THRESHOLD, PIECE_BYTES);
	mallopt(M_TRIM_THRESHOLD, KEEP_BYTES);
}
