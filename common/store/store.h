/*
 * store - the one SQLite file that holds a community.
 *
 * One writer opens it to write (and the secrets beside it); everybody else
 * opens it read-only.  The noun files (member.h, thread.h, …) hold the
 * queries.  Functions that read for people take a viewer and return only
 * what that viewer may see.
 *
 * Memory:  rows and their text live in the arena given to a call.
 * Errors:  ERR_IO and ERR_CORRUPT as SQLite reports them, ERR_LIMIT when a
 *          deadline passed; all logged here, where they are first seen.
 * Threads: a store belongs to one thread at a time.
 */
#ifndef STOA_STORE_STORE_H
#define STOA_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/buf.h"
#include "common/base/err.h"

struct store;

#define STORE_FILE "stoa.db"
#define STORE_SECRET_FILE "secret.db"

/*
 * Open the store of `dir` for writing, making or upgrading it; its secrets
 * are attached as schema "secret".  ERR_CONFLICT when it is newer than this
 * program.  The caller holds the folder's lock.
 */
NODISCARD enum err store_open(const char *dir, struct store **out);

/* Open it for reading. ERR_MISSING when there is none. */
NODISCARD enum err store_open_readonly(const char *dir, struct store **out);

/* For reading, with the secrets: for the process that checks passwords. */
NODISCARD enum err store_open_secrets(const char *dir, struct store **out);

/* An empty one in memory, for tests. */
NODISCARD enum err store_open_memory(struct store **out);

void store_close(struct store *s);

NODISCARD enum err store_begin(struct store *s);
NODISCARD enum err store_commit(struct store *s);
void store_rollback(struct store *s);

/* Whether one is open: SQLite ends it itself when the disk is full. */
bool store_in_transaction(const struct store *s);

/* One read view for several queries; end it with store_read_end(). */
NODISCARD enum err store_read_begin(struct store *s);
void store_read_end(struct store *s);

/* Queries that run longer fail with ERR_LIMIT; 0: no deadline. */
void store_set_deadline(struct store *s, int64_t ms);

bool store_deadline_passed(const struct store *s);

/* Changes when another process has committed (PRAGMA data_version). */
int64_t store_data_version(struct store *s);

/* Schema version of the open file, and the newest this program knows. */
int32_t store_version(struct store *s);
int32_t store_version_known(void);

/* Move what it can from the log into the file; restart a log over `bytes`. */
void store_checkpoint(struct store *s, int64_t bytes);

/* How long the log is; 0 after a checkpoint, until the next commit. */
int64_t store_log_bytes(const struct store *s);

/* Rows changed since it was opened; tells whether a command wrote. */
int64_t store_total_changes(const struct store *s);

/* Open one file to check it: written to by no one else, never upgraded. */
NODISCARD enum err store_open_copy(const char *path, struct store **out);

/* Online copies of the store and (where attached) the secrets. */
NODISCARD enum err
store_copy(struct store *s, const char *store_path, const char *secret_path);

#endif
