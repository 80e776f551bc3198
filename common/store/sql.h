/*
 * sql - one statement, read top-down, with a sticky error.
 *
 *	struct sql q = sql_begin(s, text);
 *	sql_int(&q, ":board", board);
 *	while (sql_next(&q))
 *		... sql_col_int(&q, 0) ...
 *	return sql_end(&q);
 *
 * Statements are cached by the address of their text, so the text is a
 * static const char array next to the function using it.  Only common/store
 * includes this.
 */
#ifndef STOA_STORE_SQL_H
#define STOA_STORE_SQL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/err.h"
#include "common/base/str.h"
#include "common/rules/role.h"
#include "common/store/store.h"

struct sql {
	struct store *store;
	sqlite3_stmt *stmt; /* NULL after a failure */
	enum err err;
	bool has_rows; /* it was stepped */
	int slot;      /* in the cache; -1: prepared for this call alone */
};

struct sql sql_begin(struct store *s, const char *text);
void sql_int(struct sql *q, const char *name, int64_t v);
void sql_text(struct sql *q, const char *name, struct str v);
/* Bytes of any kind, as they are. */
void sql_blob(struct sql *q, const char *name, struct str v);
void sql_null(struct sql *q, const char *name);
/* :viewer and :rank, for BOARD_VISIBLE. */
void sql_viewer(struct sql *q, struct viewer v);
bool sql_next(struct sql *q);
int64_t sql_col_int(struct sql *q, int i);
bool sql_col_null(struct sql *q, int i);
struct str sql_col_text(struct sql *q, int i, struct arena *a);
struct str sql_col_blob(struct sql *q, int i, struct arena *a);
/* Release the statement; the first error met, if any. */
enum err sql_end(struct sql *q) NODISCARD;

/* Run to the end of a statement without rows. */
enum err sql_run(struct sql *q) NODISCARD;

/* The first column of the first row; `otherwise` when there is no row. */
enum err sql_one_int(struct sql *q, int64_t otherwise, int64_t *out) NODISCARD;

/* The same of an id or a number from 1 on: ERR_MISSING when there is none. */
enum err sql_one_id(struct sql *q, int64_t *out) NODISCARD;

int64_t sql_last_id(const struct store *s);
int64_t sql_changes(const struct store *s);
/* Of all statements since the store was opened. */
int64_t sql_total_changes(const struct store *s);
sqlite3 *sql_handle(const struct store *s);

/* Run statements that have no parameters and no rows, once. */
enum err sql_exec(struct store *s, const char *text) NODISCARD;

/* The condition that board row `b` may be read by :viewer of :rank. */
#define BOARD_VISIBLE(b)                                                     \
	"(" b ".read_rank <= :rank OR EXISTS (SELECT 1 FROM group_member gm" \
	" WHERE gm.group_id IN (" b ".group_id, " b ".mod_group_id)"         \
	" AND gm.member_id = :viewer))"

/* … and that thread row `t` is not muted by :viewer. */
#define THREAD_NOT_MUTED                                                   \
	"NOT EXISTS (SELECT 1 FROM follow mf WHERE mf.member_id = :viewer" \
	" AND mf.ref_type = 'thread' AND mf.ref_id = t.id"                 \
	" AND mf.level = 'mute')"

#endif
