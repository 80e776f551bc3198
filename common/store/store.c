/* store - opening, upgrading and closing the SQLite file; transactions. */
#include "common/store/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <threads.h>

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/store/migrations.h"
#include "common/store/sql.h"
#include "common/store/store_impl.h"
#include "common/store/tokenizer.h"

enum {
	BUSY_MS = 5000,
	PROGRESS_OPS = 2000, /* virtual machine steps between deadline looks */
	SQL_LENGTH_BYTES = 16 * 1024 * 1024,
	PAGE_BYTES = 4096,
};

static const char secret_schema[] =
    "CREATE TABLE IF NOT EXISTS secret.password ("
    " member_id INTEGER PRIMARY KEY, hash TEXT NOT NULL,"
    " set_at INTEGER NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS secret.code ("
    " hash TEXT PRIMARY KEY,"
    " kind TEXT NOT NULL CHECK (kind IN ('sysop','invite','link')),"
    " member_id INTEGER, memo TEXT NOT NULL DEFAULT '',"
    " created_at INTEGER NOT NULL, expires_at INTEGER,"
    " used_at INTEGER, used_by INTEGER) STRICT, WITHOUT ROWID;"
    "CREATE INDEX IF NOT EXISTS secret.code_by_member"
    " ON code (member_id, kind);";

enum err
store_error(struct store *s, int rc, const char *what)
{
	const char *words =
	    s && s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(rc);

	switch (rc & 0xff) {
	case SQLITE_INTERRUPT:
		return ERR_LIMIT;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		log_error("store is damaged", "what", what, "why", words);
		return ERR_CORRUPT;
	default:
		log_error("store failed", "what", what, "why", words);
		return ERR_IO;
	}
}

enum err
sql_exec(struct store *s, const char *text)
{
	int rc = sqlite3_exec(s->db, text, NULL, NULL, NULL);

	return rc == SQLITE_OK ? ERR_NONE : store_error(s, rc, text);
}

static int
on_progress(void *arg)
{
	return store_deadline_passed(arg);
}

void
store_set_deadline(struct store *s, int64_t ms)
{
	s->deadline_us = ms ? clock_mono_us() + ms * 1000 : 0;
	sqlite3_progress_handler(s->db, ms ? PROGRESS_OPS : 0, on_progress, s);
}

/* Defence in depth: a damaged or hostile file must not run anything. */
static enum err
harden(struct store *s)
{
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(
	    s->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	sqlite3_limit(s->db, SQLITE_LIMIT_LENGTH, SQL_LENGTH_BYTES);
	sqlite3_busy_timeout(s->db, BUSY_MS);
	return sql_exec(s,
	    "PRAGMA foreign_keys = ON;"
	    "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;");
}

/*
 * By default SQLite counts every byte it has, behind one lock for all threads:
 * a loop would wait for searches that hold it.  Nobody asks for the sums.
 */
static void
configure(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static enum err
open_file(const char *path, int flags, struct store **out)
{
	static once_flag configured = ONCE_FLAG_INIT;
	struct store *s = mem_new(struct store);
	enum err e;
	int rc;

	call_once(&configured, configure);
	rc = sqlite3_open_v2(path, &s->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
	if (rc != SQLITE_OK) {
		e = store_error(s, rc, path);
		store_close(s);
		return e;
	}
	s->readonly = (flags & SQLITE_OPEN_READONLY) != 0;
	e = harden(s);
	if (e == ERR_NONE)
		e = tokenizer_register(s);
	if (e != ERR_NONE) {
		store_close(s);
		return e;
	}
	*out = s;
	return ERR_NONE;
}

static void
finalize_cache(struct store *s)
{
	for (size_t i = 0; i < CACHE_SLOTS; i++)
		sqlite3_finalize(s->cache[i].stmt);
	sqlite3_finalize(s->data_version);
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	finalize_cache(s);
	if (sqlite3_close(s->db) != SQLITE_OK)
		bug("a statement outlived its store");
	free(s);
}

int32_t
store_version_known(void)
{
	int32_t n = 0;

	while (store_migrations[n] != NULL)
		n++;
	return n;
}

int32_t
store_version(struct store *s)
{
	static const char version_sql[] = "PRAGMA user_version";
	struct sql q = sql_begin(s, version_sql);
	int64_t v = 0;

	if (sql_one_int(&q, 0, &v) != ERR_NONE)
		return -1;
	return (int32_t)v;
}

static enum err
migrate_one(struct store *s, int32_t to)
{
	char set[64];
	enum err e;

	TRY(store_begin(s));
	snprintf(set, sizeof set, "PRAGMA user_version = %d", to);
	e = sql_exec(s, store_migrations[to - 1]);
	if (e == ERR_NONE)
		e = sql_exec(s, set);
	if (e == ERR_NONE)
		e = store_commit(s);
	if (e != ERR_NONE)
		store_rollback(s);
	return e;
}

static enum err
migrate(struct store *s)
{
	int32_t have = store_version(s), known = store_version_known();

	if (have < 0)
		return ERR_IO;
	if (have > known) {
		log_error("the store was written by a newer program", "store",
		    LOG_NUM(have), "program", LOG_NUM(known));
		return ERR_CONFLICT;
	}
	while (have < known) {
		TRY(migrate_one(s, ++have));
		log_info("store upgraded", "version", LOG_NUM(have));
	}
	return ERR_NONE;
}

static enum err
attach_secrets(struct store *s, const char *path)
{
	static const char attach_sql[] = "ATTACH :path AS secret";
	struct sql q = sql_begin(s, attach_sql);

	sql_text(&q, ":path", str_from(path));
	TRY(sql_run(&q));
	sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 1);
	s->has_secrets = true;
	return ERR_NONE;
}

static enum err
prepare_secrets(struct store *s)
{
	TRY(sql_exec(s,
	    "PRAGMA secret.journal_mode = WAL;"
	    "PRAGMA secret.synchronous = FULL;"));
	return sql_exec(s, secret_schema);
}

static int
on_log(void *arg, sqlite3 *db, const char *schema, int frames)
{
	struct store *s = arg;

	(void)db;
	if (strcmp(schema, "main") == 0)
		s->log_frames = frames;
	return SQLITE_OK;
}

int64_t
store_log_bytes(const struct store *s)
{
	return s->log_frames * PAGE_BYTES;
}

static enum err
prepare_writer(struct store *s, const char *secret_path)
{
	/* Checkpoints are the job timer's; merges of the index too. */
	TRY(sql_exec(s,
	    "PRAGMA journal_mode = WAL;"
	    "PRAGMA synchronous = FULL;"
	    "PRAGMA cache_size = -65536;"
	    "PRAGMA journal_size_limit = 67108864;"
	    "PRAGMA wal_autocheckpoint = 0;"));
	sqlite3_wal_hook(s->db, on_log, s);
	TRY(migrate(s));
	TRY(attach_secrets(s, secret_path));
	TRY(prepare_secrets(s));
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	return ERR_NONE;
}

enum err
store_open(const char *dir, struct store **out)
{
	struct arena a = ARENA_INIT;
	struct str path = arena_printf(&a, "%s/%s", dir, STORE_FILE);
	struct str secret = arena_printf(&a, "%s/%s", dir, STORE_SECRET_FILE);
	struct store *s = NULL;
	enum err e =
	    open_file(path.p, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, &s);

	if (e == ERR_NONE)
		e = prepare_writer(s, secret.p);
	if (e == ERR_NONE) {
		chmod(secret.p, 0600);
		*out = s;
	} else {
		store_close(s);
	}
	arena_free(&a);
	return e;
}

enum err
store_open_memory(struct store **out)
{
	struct store *s;
	enum err e;

	TRY(open_file(":memory:", SQLITE_OPEN_READWRITE, &s));
	e = prepare_writer(s, ":memory:");
	if (e != ERR_NONE) {
		store_close(s);
		return e;
	}
	*out = s;
	return ERR_NONE;
}

enum err
store_open_readonly(const char *dir, struct store **out)
{
	struct arena a = ARENA_INIT;
	struct str path = arena_printf(&a, "%s/%s", dir, STORE_FILE);
	struct stat st;
	enum err e = ERR_MISSING;

	if (stat(path.p, &st) == 0)
		e = open_file(path.p, SQLITE_OPEN_READONLY, out);
	arena_free(&a);
	return e;
}

enum err
store_open_secrets(const char *dir, struct store **out)
{
	struct arena a = ARENA_INIT;
	struct str secret = arena_printf(&a, "%s/%s", dir, STORE_SECRET_FILE);
	struct store *s = NULL;
	enum err e = store_open_readonly(dir, &s);

	if (e == ERR_NONE)
		e = attach_secrets(s, secret.p);
	if (e == ERR_NONE)
		*out = s;
	else
		store_close(s);
	arena_free(&a);
	return e;
}

enum err
store_open_copy(const char *path, struct store **out)
{
	return open_file(path, SQLITE_OPEN_READWRITE, out);
}

int64_t
store_total_changes(const struct store *s)
{
	return sqlite3_total_changes64(s->db);
}

enum err
store_begin(struct store *s)
{
	return sql_exec(s, "BEGIN IMMEDIATE");
}

enum err
store_commit(struct store *s)
{
	return sql_exec(s, "COMMIT");
}

bool
store_in_transaction(const struct store *s)
{
	return !sqlite3_get_autocommit(s->db);
}

bool
store_deadline_passed(const struct store *s)
{
	return s->deadline_us && clock_mono_us() > s->deadline_us;
}

void
store_rollback(struct store *s)
{
	if (!sqlite3_get_autocommit(s->db) &&
	    sql_exec(s, "ROLLBACK") != ERR_NONE)
		log_error("rollback failed");
}

enum err
store_read_begin(struct store *s)
{
	if (s->reads == 0)
		TRY(sql_exec(s, "BEGIN"));
	s->reads++;
	return ERR_NONE;
}

void
store_read_end(struct store *s)
{
	if (--s->reads == 0)
		store_rollback(s);
}

int64_t
store_data_version(struct store *s)
{
	int64_t v = 0;

	if (s->data_version == NULL &&
	    sqlite3_prepare_v3(s->db, "PRAGMA data_version", -1,
		SQLITE_PREPARE_PERSISTENT, &s->data_version, NULL) != SQLITE_OK)
		return 0;
	if (sqlite3_step(s->data_version) == SQLITE_ROW)
		v = sqlite3_column_int64(s->data_version, 0);
	sqlite3_reset(s->data_version);
	return v;
}

void
store_checkpoint(struct store *s, int64_t bytes)
{
	int log_frames = 0, moved = 0, mode = SQLITE_CHECKPOINT_PASSIVE;

	s->log_frames = 0;
	if (s->has_secrets)
		sqlite3_wal_checkpoint_v2(s->db, "secret", mode, NULL, NULL);
	if (sqlite3_wal_checkpoint_v2(
		s->db, "main", mode, &log_frames, &moved) != SQLITE_OK)
		return;
	if ((int64_t)log_frames * PAGE_BYTES < bytes)
		return;
	/* Readers overlap, so the log never empties by itself: wait. */
	sqlite3_busy_timeout(s->db, 50);
	sqlite3_wal_checkpoint_v2(
	    s->db, "main", SQLITE_CHECKPOINT_RESTART, NULL, NULL);
	sqlite3_busy_timeout(s->db, BUSY_MS);
}

static enum err
copy_schema(struct store *s, const char *schema, const char *path)
{
	sqlite3_backup *backup;
	sqlite3 *to = NULL;
	int rc = sqlite3_open_v2(
	    path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

	if (rc == SQLITE_OK) {
		backup = sqlite3_backup_init(to, "main", s->db, schema);
		rc = backup ? sqlite3_backup_step(backup, -1) : SQLITE_ERROR;
		rc = rc == SQLITE_DONE ? SQLITE_OK : rc;
		if (backup && sqlite3_backup_finish(backup) != SQLITE_OK &&
		    rc == SQLITE_OK)
			rc = SQLITE_ERROR;
	}
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(
		    to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		log_error(
		    "copy failed", "file", path, "why", sqlite3_errmsg(to));
	sqlite3_close(to);
	return rc == SQLITE_OK ? ERR_NONE : ERR_IO;
}

enum err
store_copy(struct store *s, const char *store_path, const char *secret_path)
{
	TRY(copy_schema(s, "main", store_path));
	if (!s->has_secrets)
		return ERR_NONE;
	return copy_schema(s, "secret", secret_path);
}
