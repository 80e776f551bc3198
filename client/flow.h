/*
 * flow - bytes on their way from one side to the other.
 *
 * A buffer that is filled at its end and emptied from its start in small
 * steps, without moving what is left at each of them.
 *
 * Memory: a zeroed flow is ready to use and empty; flow_free() gives back.
 */
#ifndef STOA_CLIENT_FLOW_H
#define STOA_CLIENT_FLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "common/base/buf.h"
#include "common/base/str.h"

struct flow {
	struct buf held;
	size_t at; /* what stands before it is gone already */
};

void flow_put(struct flow *f, struct str s);
bool flow_is_empty(const struct flow *f);

/* What is left; valid until the next call that changes the flow. */
struct str flow_rest(const struct flow *f);

/* The first `n` bytes of the rest are gone. */
void flow_took(struct flow *f, size_t n);

void flow_free(struct flow *f);

#endif
