/*
 * link - JSON-RPC 2.0 between two processes, one object a line.
 *
 * Both sides may call and be called.  A call carries an id and is answered
 * once; a notice carries none.
 *
 * Loop:   one loop; callbacks come from it.
 * Bounds: a line ends at LIMIT_FRAME_BYTES; a peer that sends more is cut.
 * Memory: objects given to callbacks are borrowed; objects given to the
 *         functions here are taken.
 */
#ifndef STOA_SERVER_LINK_H
#define STOA_SERVER_LINK_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

#include "common/base/err.h"
#include "common/base/str.h"

struct link;

/* What a call came to: `result` on ERR_NONE, else words. */
typedef void (*link_answer)(
    void *arg, enum err e, const json_t *result, struct str message);

struct link_hooks {
	/* `id` 0: a notice, not to be answered. */
	void (*called)(struct link *, void *arg, int64_t id, const char *method,
	    const json_t *params);
	/* The peer is gone; calls not answered were told ERR_UNSURE. */
	void (*closed)(struct link *, void *arg);
};

/* Take over the connected socket `fd`. */
struct link *
link_open(uv_loop_t *loop, int fd, const struct link_hooks *hooks, void *arg);

/* Forget the peer; frees itself. `closed` is not called. */
void link_close(struct link *l);

void link_call(struct link *l, const char *method, json_t *params,
    link_answer answer, void *arg);
void link_notice(struct link *l, const char *method, json_t *params);
void link_reply(struct link *l, int64_t id, json_t *result);
void
link_reply_error(struct link *l, int64_t id, enum err e, struct str message);

/* Forget who waits for answers with this `arg`. */
void link_cancel(struct link *l, const void *arg);

#endif
