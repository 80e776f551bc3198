/*
 * operator - orders from the host's own shell.
 *
 * They go through the running master's control socket or, when no server has
 * the folder, take the folder's lock and run on the spot: one path for both.
 *
 * Memory: outcomes live in the arena given.
 * Errors: ERR_OFFLINE when the server went away; what the order itself came
 *         to is in the outcome.
 */
#ifndef STOA_SERVER_OPERATOR_H
#define STOA_SERVER_OPERATOR_H

#include <stdbool.h>

#include "common/command/order.h"

struct operator;

NODISCARD enum err
operator_open(const char *dir, const char *record, struct operator** out);
void operator_close(struct operator* op);

/* Whether a server runs on the folder. */
bool operator_is_online(const struct operator* op);

/*
 * Send one; answers come in order.  `as` NULL: the system itself.  Without a
 * server changes run when the first answer is asked for, together.  `args`
 * live until the answer.
 */
NODISCARD enum err operator_send(struct operator* op, const char *as,
    const struct args *args, struct str body, bool has_body);
NODISCARD enum err operator_receive(struct operator* op, struct arena *a,
    const struct column *columns, struct outcome *out);

/* Consistent copies of the store and its secrets. */
NODISCARD enum err operator_copy(
    struct operator* op, const char *store_path, const char *secret_path);

/*
 * After much was written: put the full text in order, so that searches are
 * quick at once.  A server does that by itself.
 */
NODISCARD enum err operator_tidy(struct operator* op);

#endif
