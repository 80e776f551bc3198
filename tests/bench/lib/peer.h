/*
 * peer - a member's ssh connection, as benchmarks need it.
 *
 * Errors: whatever does not work ends the program, with words on standard
 *         error: what is measured without it would mean nothing.
 */
#ifndef STOA_TESTS_BENCH_LIB_PEER_H
#define STOA_TESTS_BENCH_LIB_PEER_H

#include <libssh/libssh.h>

/* Whose, on 127.0.0.1; `key` is a file. */
struct peer {
	const char *port;
	const char *key;
	const char *user;
};

ssh_session peer_log_in(const struct peer *p);

/* The screens, 80 by 24. */
ssh_channel peer_screen(ssh_session s);

/* One command to its end; its exit status.  What it says is not kept. */
int peer_run(ssh_session s, const char *command);

void peer_give_up(const char *what, ssh_session s) __attribute__((noreturn));

#endif
