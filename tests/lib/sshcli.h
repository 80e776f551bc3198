/*
 * sshcli - OpenSSH's own client, as a peer of the server under test.
 *
 * It reads no configuration and has no agent; its TERM is xterm.  Arguments
 * are those of ssh, ended by NULL, without the port.
 */
#ifndef STOA_TESTS_LIB_SSHCLI_H
#define STOA_TESTS_LIB_SSHCLI_H

#include "tests/lib/child.h"
#include "tests/lib/sshd.h"

/* Around the tests of a program: its environment, time and sshkeys. */
int sshcli_set_up(void **state);
int sshcli_tear_down(void **state);

/* Start one, with its input open. */
struct child sshcli_start(struct sshd *s, ...) __attribute__((sentinel));

/* Run one to its end with no input. */
void sshcli_run(struct child_result *r, struct sshd *s, ...)
    __attribute__((sentinel));

#endif
