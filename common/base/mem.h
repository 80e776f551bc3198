/*
 * mem - heap memory for long-lived objects.
 *
 * Memory: running out aborts the process; every size from outside has been
 * checked against a named limit before it gets here.  Free with free().
 */
#ifndef STOA_BASE_MEM_H
#define STOA_BASE_MEM_H

#include <stddef.h>

/* Zeroed memory, never NULL. */
void *mem_zalloc(size_t size);

/* As realloc(), never NULL; `size` above 0. */
void *mem_realloc(void *p, size_t size);

/* A heap copy of a NUL-terminated string; NULL stays NULL. */
char *mem_strdup(const char *s);

/*
 * Keep what is freed, some MiB of it, for what is wanted next: a process that
 * draws all day would give pages back and get them again, cleared, each time.
 */
void mem_keep_freed(void);

#define mem_new(type) ((type *)mem_zalloc(sizeof(type)))

/* The object that holds `member` at address `ptr`. */
#define container_of(ptr, type, member) \
	((type *)(void *)((char *)(ptr)-offsetof(type, member)))

#endif
