/* sql - one statement, read top-down, with a sticky error. */
#include "common/store/sql.h"

#include <sched.h>

#include "common/base/log.h"
#include "common/store/store_impl.h"

enum { READER_TRIES = 100 };

static size_t
slot_of(const struct store *s, const char *text)
{
	uintptr_t h = (uintptr_t)text;
	size_t i = (size_t)((h >> 4) * 0x9e3779b97f4a7c15u) % CACHE_SLOTS;

	for (size_t tried = 0; tried < CACHE_SLOTS; tried++) {
		if (s->cache[i].text == NULL || s->cache[i].text == text)
			return i;
		i = (i + 1) % CACHE_SLOTS;
	}
	bug("more statements than the cache has slots");
}

struct sql
sql_begin(struct store *s, const char *text)
{
	struct sql q = { .store = s, .slot = -1 };
	size_t i = slot_of(s, text);
	bool nested = s->cache[i].used;
	int rc = SQLITE_OK;

	if (nested) {
		/* The same query inside itself: prepare another for it. */
		rc = sqlite3_prepare_v3(s->db, text, -1, 0, &q.stmt, NULL);
	} else if (s->cache[i].stmt == NULL) {
		rc = sqlite3_prepare_v3(s->db, text, -1,
		    SQLITE_PREPARE_PERSISTENT, &s->cache[i].stmt, NULL);
	}
	if (rc != SQLITE_OK) {
		q.err = store_error(s, rc, text);
		return q;
	}
	if (!nested) {
		q.slot = (int)i;
		s->cache[i].text = text;
		s->cache[i].used = true;
		q.stmt = s->cache[i].stmt;
	}
	return q;
}

static int
param(struct sql *q, const char *name)
{
	int i = q->stmt ? sqlite3_bind_parameter_index(q->stmt, name) : 0;

	if (q->stmt && i == 0)
		bug(name);
	return i;
}

void
sql_int(struct sql *q, const char *name, int64_t v)
{
	int i = param(q, name);

	if (i)
		sqlite3_bind_int64(q->stmt, i, v);
}

void
sql_text(struct sql *q, const char *name, struct str v)
{
	int i = param(q, name);

	if (i)
		sqlite3_bind_text64(q->stmt, i, v.p ? v.p : "", v.n,
		    SQLITE_TRANSIENT, SQLITE_UTF8);
}

void
sql_blob(struct sql *q, const char *name, struct str v)
{
	int i = param(q, name);

	if (i)
		sqlite3_bind_blob64(
		    q->stmt, i, v.p ? v.p : "", v.n, SQLITE_TRANSIENT);
}

void
sql_null(struct sql *q, const char *name)
{
	int i = param(q, name);

	if (i)
		sqlite3_bind_null(q->stmt, i);
}

void
sql_viewer(struct sql *q, struct viewer v)
{
	sql_int(q, ":viewer", v.id);
	sql_int(q, ":rank", (int64_t)v.role);
}

/*
 * A reader that may not write the shared memory file cannot set a mark in
 * it; when all marks move under it, SQLite says READONLY where it should try
 * again.
 */
static bool
is_reader_race(const struct sql *q, int rc)
{
	return (rc & 0xff) == SQLITE_READONLY && q->store->readonly &&
	    !q->has_rows;
}

bool
sql_next(struct sql *q)
{
	int rc;

	if (q->stmt == NULL || q->err != ERR_NONE)
		return false;
	rc = sqlite3_step(q->stmt);
	for (int i = 0; i < READER_TRIES && is_reader_race(q, rc); i++) {
		sqlite3_reset(q->stmt);
		sched_yield();
		rc = sqlite3_step(q->stmt);
	}
	q->has_rows = true;
	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE)
		q->err = store_error(q->store, rc, sqlite3_sql(q->stmt));
	return false;
}

int64_t
sql_col_int(struct sql *q, int i)
{
	return sqlite3_column_int64(q->stmt, i);
}

bool
sql_col_null(struct sql *q, int i)
{
	return sqlite3_column_type(q->stmt, i) == SQLITE_NULL;
}

struct str
sql_col_text(struct sql *q, int i, struct arena *a)
{
	const unsigned char *p = sqlite3_column_text(q->stmt, i);
	int n = sqlite3_column_bytes(q->stmt, i);

	return arena_dup(a, (struct str){ (const char *)p, (size_t)n });
}

struct str
sql_col_blob(struct sql *q, int i, struct arena *a)
{
	const void *p = sqlite3_column_blob(q->stmt, i);
	int n = sqlite3_column_bytes(q->stmt, i);

	return arena_dup(a, (struct str){ p, (size_t)n });
}

enum err
sql_end(struct sql *q)
{
	struct store *s = q->store;

	if (q->stmt == NULL)
		return q->err;
	if (q->slot < 0) {
		sqlite3_finalize(q->stmt);
	} else {
		sqlite3_reset(q->stmt);
		sqlite3_clear_bindings(q->stmt);
		s->cache[q->slot].used = false;
	}
	q->stmt = NULL;
	return q->err;
}

enum err
sql_run(struct sql *q)
{
	while (sql_next(q))
		continue;
	return sql_end(q);
}

enum err
sql_one_int(struct sql *q, int64_t otherwise, int64_t *out)
{
	int64_t v = otherwise;

	if (sql_next(q) && !sql_col_null(q, 0))
		v = sql_col_int(q, 0);
	TRY(sql_end(q));
	*out = v;
	return ERR_NONE;
}

enum err
sql_one_id(struct sql *q, int64_t *out)
{
	int64_t id = 0;

	if (sql_next(q)) {
		id = sql_col_int(q, 0);
		/* A change that returns it is to come to its end. */
		while (sql_next(q))
			continue;
	}
	TRY(sql_end(q));
	if (id == 0)
		return ERR_MISSING;
	*out = id;
	return ERR_NONE;
}

int64_t
sql_last_id(const struct store *s)
{
	return sqlite3_last_insert_rowid(s->db);
}

int64_t
sql_changes(const struct store *s)
{
	return sqlite3_changes64(s->db);
}

int64_t
sql_total_changes(const struct store *s)
{
	return sqlite3_total_changes64(s->db);
}

sqlite3 *
sql_handle(const struct store *s)
{
	return s->db;
}
