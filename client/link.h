/*
 * link - the connection to a server, up to the proof of who it is.
 *
 * link_open() finds the host, connects, agrees on keys and checks the key of
 * the server against the known ones.  Nothing else happens in between: after
 * it the other side is the right one, and logging in may begin.  When that
 * took an answer of the person, it connects anew: a server does not wait
 * for long, and people look fingerprints up.
 *
 * The ssh session never blocks: a call that answers "again" is repeated
 * after link_wait().
 *
 * Errors: said in words on standard error where they are found; the code is
 *         what the program ends with.
 */
#ifndef STOA_CLIENT_LINK_H
#define STOA_CLIENT_LINK_H

#include <libssh/libssh.h>
#include <stdbool.h>
#include <stdint.h>

#include "client/options.h"
#include "common/base/err.h"

struct link {
	ssh_session session;
	const struct options *options;	  /* borrowed */
	struct ssh_counter_struct socket; /* bytes since the connection */
	bool asked;	  /* about the key of the server, on this connection */
	char trusted[64]; /* fingerprint the person said yes to, or "" */
};

NODISCARD enum err link_open(struct link *l, const struct options *o);

/*
 * Wait until there is something to read, or to write what is pending.
 * ERR_OFFLINE, said in words, when the server has kept silent too long.
 */
NODISCARD enum err link_wait(struct link *l);

/* Say that the connection broke, and why; always ERR_OFFLINE. */
NODISCARD enum err link_lost(const struct link *l);

/*
 * Close without ado.  An open channel is not ended in order, so that the
 * server does not take half an upload for a whole one.
 */
void link_close(struct link *l);

#endif
