/*
 * options - what the command line of `stoa` asks for.
 *
 * Parsing touches nothing but the arguments and, for what they leave open,
 * $USER, $HOME and the password file.  No configuration file is read: what
 * `stoa` does is on its command line.
 *
 * Memory: everything in struct options lives in the arena or in argv.
 * Errors: ERR_INVALID and ERR_LIMIT, with a sentence for people in `why`.
 */
#ifndef STOA_CLIENT_OPTIONS_H
#define STOA_CLIENT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"

enum {
	OPTIONS_PORT = 2222,
	OPTIONS_KEYS_MAX = 16,
	OPTIONS_COMMAND_BYTES_MAX = 64 * 1024,
};

enum options_what { OPTIONS_CONNECT, OPTIONS_HELP, OPTIONS_VERSION };

struct options {
	enum options_what what; /* for the other two, the rest is not set */
	const char *host;	/* a name or an address, without brackets */
	const char *user;
	const char *home;	 /* where .ssh is; "" when nobody knows */
	const char *known_hosts; /* a path */
	const char *keys[OPTIONS_KEYS_MAX]; /* paths given with -i */
	size_t keys_len;
	const char *command; /* NULL: a session for a person */
	uint16_t port;
	bool accept_new; /* keep the key of a new server without asking */
	bool quiet;
	int verbose; /* how often -v was given */
};

NODISCARD enum err options_parse(struct arena *a, int argc, char *const *argv,
    struct options *out, struct str *why);

/* What --help prints. */
const char *options_usage(void);

#endif
