/*
 * sshd - a server of server/conn.h, in a forked child, for tests to talk to.
 *
 * Its hooks decide by the name somebody logs in with: "ok" comes in, "kb" has
 * the password "secret", "undecided" waits for another's "accept", keys of
 * tests/lib/sshkeys.h that it knows come in by any name, and any key as
 * "join".  A command tells it what to do with the channel: see on_exec().
 * It writes a line for everything the hooks see:
 *
 *	auth N		somebody wants in; N is an enum auth_kind
 *	exec LINE	a command
 *	gone		a channel was closed
 *	end WHY		a connection was; see conn_end_name()
 *
 * Tests wait for those lines, never for time to pass.
 *
 * Errors: what goes wrong where it may not fails the test, and so does a
 *         server that leaves something behind.
 */
#ifndef STOA_TESTS_LIB_SSHD_H
#define STOA_TESTS_LIB_SSHD_H

#include <stdint.h>

#include "server/conn.h"

struct sshd;

/* Limits that no test meets by chance; change a copy. */
extern const struct conn_limits sshd_roomy;

/* Listen on 127.0.0.1; SSHD_LOG in the environment shows its log. */
struct sshd *sshd_start(const struct conn_limits *limits);
/* End it; it must leave nothing behind. */
void sshd_stop(struct sshd *s);

int sshd_port(const struct sshd *s);
/* Connect to it; the socket is the caller's. */
int sshd_dial(const struct sshd *s);

/* Read reports until one is `line`; fails when the server dies first. */
void sshd_expect(struct sshd *s, const char *line);

/* One raw connection that sends `text`, says no more, and how it ended. */
void
sshd_raw(const struct conn_limits *limits, const char *text, const char *end);

/* The byte at a place of what "flood", "bulk" and "afterwards" write. */
char sshd_pattern(int64_t at);

#endif
