/* sshd_serve - the server of tests/lib/sshd.h, in the child. */
#ifndef STOA_TESTS_LIB_SSHD_SERVE_H
#define STOA_TESTS_LIB_SSHD_SERVE_H

#include "server/conn.h"

/*
 * Serve who connects until SIGTERM, and write what the hooks see; the exit
 * status is not 0 if something is left behind.
 */
_Noreturn void
sshd_serve(int listen_fd, int report_fd, const struct conn_limits *limits);

#endif
