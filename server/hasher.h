/*
 * hasher - passwords hashed and checked one at a time, on a thread of its own.
 *
 * Argon2id takes some 30 ms and 19 MiB each; one at a time bounds both, and
 * guessing slows down nothing but guessing.
 *
 * Bounds: a queue of `max`; more are refused with ERR_LIMIT.
 * Memory: passwords are copied and wiped.
 */
#ifndef STOA_SERVER_HASHER_H
#define STOA_SERVER_HASHER_H

#include <stdbool.h>
#include <uv.h>

#include "common/base/err.h"
#include "common/base/str.h"

struct hasher;

/* `hash` is the new one, or empty when checking; valid in the call. */
typedef void (*hasher_done)(
    void *arg, enum err e, struct str hash, bool matches);

struct hasher *hasher_start(uv_loop_t *loop);
/* Waits for the one in work; those still waiting are not answered. */
void hasher_stop(struct hasher *h);

NODISCARD enum err hasher_make(struct hasher *h, struct str password,
    size_t max, hasher_done done, void *arg);
/* An empty `stored` costs the same and never matches. */
NODISCARD enum err hasher_check(struct hasher *h, struct str password,
    struct str stored, size_t max, hasher_done done, void *arg);

#endif
