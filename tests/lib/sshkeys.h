/*
 * sshkeys - a folder of keys, and of programs that type passwords for ssh.
 *
 * Keys "known" and "rsa", which a server under test (tests/lib/sshd.h) knows;
 * "u0" to "u9", which it does not; "host_ed25519" and again "rsa", which are
 * its own; "signed", with a certificate by "ca".  Public ones end in ".pub",
 * fingerprints in ".print".
 *
 * Memory: a program has one folder, as it has one environment.
 * Errors: what goes wrong where it may not fails the test.
 */
#ifndef STOA_TESTS_LIB_SSHKEYS_H
#define STOA_TESTS_LIB_SSHKEYS_H

#include <stdbool.h>

#include "common/base/buf.h"

enum { SSHKEYS_UNKNOWN = 10 };

/* Make the folder; false when there can be none. */
bool sshkeys_make(void);
void sshkeys_remove(void);

/* The path of a file in it; stays good for the next 15 of them. */
const char *sshkeys_path(const char *name);
/* What a file holds, and a NUL. */
void sshkeys_read(const char *name, struct buf *b);

/* The passwords that ssh will be given, one a line. */
void sshkeys_type(const char *answers);
/* It will wait for sshkeys_type_now(). */
void sshkeys_type_later(void);
/* Once, when it waits: a line. */
void sshkeys_type_now(const char *answer);

#endif
