/*
 * rand - randomness: from the system for secrets, from a seed for commands.
 *
 * A command that wants a random number draws it from the seed kept with its
 * order, so that a replay draws the same.  Secrets never come from a seed.
 */
#ifndef STOA_BASE_RAND_H
#define STOA_BASE_RAND_H

#include <stddef.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/str.h"

/* Start libsodium. Call once, before anything else here or in hash.h. */
void rand_init(void);

/* `n` unpredictable bytes. */
void rand_bytes(void *out, size_t n);

/* An unpredictable number, for a command's seed; never negative. */
int64_t rand_seed(void);

/*
 * An unpredictable code of 20 letters and digits in groups of five
 * (Crockford's base 32, 100 bits), easy to read out and to type.
 */
struct str rand_code(struct arena *a);

#endif
