/* store_impl - what a store is made of, for common/store alone. */
#ifndef STOA_STORE_STORE_IMPL_H
#define STOA_STORE_STORE_IMPL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/base/err.h"

/* A power of two well above the number of statements in the tree. */
enum { CACHE_SLOTS = 1024 };

struct store {
	sqlite3 *db;
	sqlite3_stmt *data_version;
	int64_t deadline_us;
	int reads; /* store_read_begin() so often, without an end yet */
	int64_t log_frames; /* of the log, after the last commit */
	bool has_secrets;
	bool readonly;
	struct {
		const char *text; /* address, not content, is the key */
		sqlite3_stmt *stmt;
		bool used;
	} cache[CACHE_SLOTS];
};

/* Log what SQLite says and turn it into ours. */
enum err store_error(struct store *s, int rc, const char *what);

#endif
