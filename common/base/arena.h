/*
 * arena - memory that is freed all at once.
 *
 * Every query result, parsed message and laid-out line lives in an arena
 * that somebody else owns: the screen showing it, the request answering it,
 * the test asserting on it.  Nothing taken from an arena is freed alone.
 *
 * Memory:  allocation never returns NULL; running out aborts the process.
 * Bounds:  callers check sizes that come from the network before asking.
 * Threads: an arena belongs to one thread at a time.
 */
#ifndef STOA_BASE_ARENA_H
#define STOA_BASE_ARENA_H

#include <stddef.h>

#include "common/base/str.h"

struct arena_block;

struct arena {
	struct arena_block *head;
	size_t used; /* bytes handed out since the last reset */
};

/* A zeroed struct arena is ready to use; it owns nothing yet. */
#define ARENA_INIT \
	{          \
		0  \
	}

/* Return `size` zeroed bytes aligned for any object. `size` may be 0. */
void *arena_alloc(struct arena *a, size_t size);

/* Copy `s` into the arena; the copy is NUL-terminated, the view is not. */
struct str arena_dup(struct arena *a, struct str s);

/* The same as a C string; a NUL inside `s` ends it early. */
char *arena_cstr(struct arena *a, struct str s);

/* Format into the arena, as printf(). */
struct str arena_printf(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * A longer array with the elements of `old`, which has `*cap` of `size` bytes
 * each and stays where it is until the arena goes.  NULL is one of none.
 */
void *arena_more(struct arena *a, const void *old, size_t *cap, size_t size);

/* Forget everything, keeping one block for reuse. Poisons under ASan. */
void arena_reset(struct arena *a);

/* Give all memory back. The arena may be used again afterwards. */
void arena_free(struct arena *a);

#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc((a), (n) * sizeof(type)))

#endif
