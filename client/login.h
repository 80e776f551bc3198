/*
 * login - prove to the server who we are.
 *
 * In this order: the name alone; the keys given with -i, those of the agent,
 * the usual ones in ~/.ssh; questions of the server.  A key is offered first
 * and used only when the server would take it, so that no passphrase is
 * asked for in vain.  For the name `join` the first key that is offered is
 * the one the server takes.
 *
 * Errors: said in words.  ERR_DENIED when the server lets us in by nothing
 *         of that, ERR_MISSING when a file given with -i is not there.
 */
#ifndef STOA_CLIENT_LOGIN_H
#define STOA_CLIENT_LOGIN_H

#include "common/base/err.h"

struct link;

NODISCARD enum err login_run(struct link *l);

#endif
