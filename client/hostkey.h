/*
 * hostkey - is this the server it was the last time?
 *
 * The key a server shows is compared with ~/.ssh/known_hosts.  A new server
 * is asked about, on a terminal; a known server with another key is never
 * connected to, whatever the options say.
 *
 * Errors: ERR_IO when the server is not trusted, said in words.
 */
#ifndef STOA_CLIENT_HOSTKEY_H
#define STOA_CLIENT_HOSTKEY_H

#include "common/base/err.h"

struct link;

NODISCARD enum err hostkey_check(struct link *l);

#endif
