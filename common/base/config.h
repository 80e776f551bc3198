/*
 * config - what belongs to this host: addresses, paths, pool sizes, and the
 * limits on peers that have not logged in.
 *
 * One table names every entry with its default, bounds and help; the file
 * that `stoad init` writes, `--print-config` and the manual come from it.
 * The file is read by libconfuse: `port = 2222`, `limits { per_source = 20 }`.
 *
 * Errors: written in words, with file and line, into `why`.
 */
#ifndef STOA_BASE_CONFIG_H
#define STOA_BASE_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/buf.h"
#include "common/base/err.h"
#include "common/base/str.h"

/* id, key, INT or TEXT, default, min, max, LIVE or RESTART, help */
#define CONFIG_ENTRIES(X)                                                      \
	X(LISTEN, "listen", TEXT, "127.0.0.1", 0, 0, RESTART,                  \
	    "addresses to listen on, separated by commas; 0.0.0.0 and :: "     \
	    "are everybody's")                                                 \
	X(PORT, "port", INT, "2222", 0, 65535, RESTART,                        \
	    "TCP port; 0 takes any free one")                                  \
	X(PUBLIC_HOST, "public.host", TEXT, "localhost", 0, 0, RESTART,        \
	    "the name people type after ssh")                                  \
	X(PUBLIC_PORT, "public.port", INT, "0", 0, 65535, RESTART,             \
	    "the port people type, where it differs; 0: the one above")        \
	X(WORKERS_COUNT, "workers.count", INT, "0", 0, 64, RESTART,            \
	    "worker processes; 0: one per core, at least two")                 \
	X(WORKERS_USER, "workers.user", TEXT, "stoad", 0, 0, RESTART,          \
	    "the user workers run as when stoad is started by root")           \
	X(WORKERS_SESSIONS, "workers.sessions", INT, "5000", 1, 100000, LIVE,  \
	    "connections one worker takes")                                    \
	X(WORKERS_SCREENS_MIB, "workers.screens_mib", INT, "512", 16, 65536,   \
	    RESTART, "memory a worker lends to terminals; 0.2 MiB for 80x24")  \
	X(WORKERS_POOL, "workers.pool", INT, "4", 1, 64, RESTART,              \
	    "threads of a worker for searches")                                \
	X(SEARCH_MS, "search.deadline_ms", INT, "2000", 10, 60000, LIVE,       \
	    "a search that takes longer is given up")                          \
	X(LOG_LEVEL, "log.level", TEXT, "info", 0, 0, LIVE,                    \
	    "error, warn, info or debug")                                      \
	X(WAL_MIB, "store.wal_mib", INT, "64", 1, 4096, LIVE,                  \
	    "write-ahead log size from which it is restarted")                 \
	X(PER_SOURCE, "limits.per_source", INT, "20", 0, 100000, LIVE,         \
	    "connections at once from one address (an IPv6 /64); 0: any")      \
	X(HANDSHAKES, "limits.handshakes", INT, "10", 0, 100000, LIVE,         \
	    "new connections a second from one address, twice that in a "      \
	    "burst; 0: any")                                                   \
	X(STRANGERS, "limits.strangers", INT, "500", 0, 100000, LIVE,          \
	    "connections at once that have not logged in yet; 0: any")         \
	X(PENALTY_MS, "limits.penalty_ms", INT, "1000", 0, 600000, LIVE,       \
	    "how long an address waits after a failed login; 0: not")          \
	X(BANNER_MS, "limits.banner_ms", INT, "5000", 50, 600000, LIVE,        \
	    "for a peer's first line")                                         \
	X(KEX_MS, "limits.kex_ms", INT, "10000", 50, 600000, LIVE,             \
	    "for the key exchange")                                            \
	X(LOGIN_MS, "limits.login_ms", INT, "30000", 50, 600000, LIVE,         \
	    "for logging in …")                                                \
	X(PROMPT_MS, "limits.prompt_ms", INT, "120000", 50, 3600000, LIVE,     \
	    "… and instead, once somebody was asked to type")                  \
	X(LOGIN_BYTES, "limits.login_bytes", INT, "65536", 8192, 16777216,     \
	    LIVE, "bytes received before login")                               \
	X(KEYS, "limits.keys", INT, "10", 1, 100, LIVE,                        \
	    "ssh keys offered before login")                                   \
	X(PASSWORDS, "limits.passwords", INT, "3", 1, 100, LIVE,               \
	    "wrong passwords before a connection is closed")                   \
	X(CHANNELS, "limits.channels", INT, "10", 1, 1000, LIVE,               \
	    "sessions at once on one connection")                              \
	X(KEEPALIVE_MS, "limits.keepalive_ms", INT, "30000", 0, 3600000, LIVE, \
	    "between keepalives to a silent peer; 0: none")                    \
	X(WRITES, "limits.writes", INT, "10", 0, 1000000, LIVE,                \
	    "changes a second by one member, five times that in a burst; "     \
	    "0: any")                                                          \
	X(QUEUE, "limits.queue", INT, "2000", 1, 1000000, LIVE,                \
	    "changes waiting for the writer; more are refused")                \
	X(HASHES, "limits.hashes", INT, "32", 1, 10000, LIVE,                  \
	    "passwords waiting to be checked; more are refused")

enum config_id {
#define X(id, key, type, def, min, max, when, help) CONFIG_##id,
	CONFIG_ENTRIES(X)
#undef X
	    CONFIG_COUNT,
};

struct config;

/* All defaults. */
struct config *config_new(void);
void config_free(struct config *c);

/* Read a file over what is there. */
NODISCARD enum err
config_read(struct config *c, const char *path, struct buf *why);

/* Set one entry from "KEY=VALUE". */
NODISCARD enum err
config_set(struct config *c, struct str assignment, struct buf *why);

int64_t config_int(const struct config *c, enum config_id id);
struct str config_text(const struct config *c, enum config_id id);
const char *config_key(enum config_id id);

/* Whether the entry can change without a restart. */
bool config_is_live(enum config_id id);
bool config_differs(
    const struct config *a, const struct config *b, enum config_id id);

/* A commented file with every entry as it is in `c`. */
void config_print(const struct config *c, struct buf *out);

#endif
