/* compare - do two stores hold the same rows? */
#include "tests/lib/compare.h"

#include <stdbool.h>
#include <string.h>

#include "common/base/buf.h"
#include "common/base/log.h"
#include "common/store/sql.h"

enum { TOLD_MAX = 5 }; /* differences of one table */

/* sqlite_sequence too: ids that were given must not be given again. */
static const char tables_sql[] =
    "SELECT name FROM sqlite_master WHERE type = 'table'"
    " AND (name NOT LIKE 'sqlite\\_%' ESCAPE '\\' OR name = 'sqlite_sequence')"
    " AND name NOT LIKE 'post\\_ft%' ESCAPE '\\'"
    " AND instr(substr(sql, 1, instr(sql || char(10), char(10))),"
    "   '-- local') = 0 ORDER BY name";

static sqlite3_stmt *
prepare(struct store *s, const char *sql)
{
	sqlite3_stmt *q = NULL;

	if (sqlite3_prepare_v2(sql_handle(s), sql, -1, &q, NULL) != SQLITE_OK)
		bug(sqlite3_errmsg(sql_handle(s)));
	return q;
}

/* Rows in the order of all their columns. */
static sqlite3_stmt *
all_rows(struct store *s, const char *table)
{
	struct buf sql = BUF_INIT(0);
	sqlite3_stmt *q;
	int columns;

	buf_printf(&sql, "SELECT * FROM \"%s\"", table);
	buf_put(&sql, (struct str){ "", 1 });
	q = prepare(s, sql.p);
	columns = sqlite3_column_count(q);
	sqlite3_finalize(q);
	sql.n--;
	for (int i = 1; i <= columns; i++)
		buf_printf(&sql, "%s%d", i == 1 ? " ORDER BY " : ",", i);
	buf_put(&sql, (struct str){ "", 1 });
	q = prepare(s, sql.p);
	buf_free(&sql);
	return q;
}

static struct str
cell(sqlite3_stmt *q, int i)
{
	const void *p = sqlite3_column_blob(q, i);
	int n = sqlite3_column_bytes(q, i);

	return (struct str){ p ? p : "", (size_t)n };
}

static bool
same_cell(sqlite3_stmt *a, sqlite3_stmt *b, int i)
{
	return sqlite3_column_type(a, i) == sqlite3_column_type(b, i) &&
	    str_eq(cell(a, i), cell(b, i));
}

static int64_t
compare_row(const char *table, int64_t k, sqlite3_stmt *got, sqlite3_stmt *want,
    bool tell, FILE *out)
{
	int64_t wrong = 0;

	for (int i = 0; i < sqlite3_column_count(want); i++) {
		if (same_cell(got, want, i))
			continue;
		wrong++;
		if (tell)
			fprintf(out,
			    "%s: row %lld: %s: got \"%.*s\", want \"%.*s\"\n",
			    table, (long long)k, sqlite3_column_name(want, i),
			    STR_ARG(cell(got, i)), STR_ARG(cell(want, i)));
	}
	return wrong;
}

static int64_t
compare_table(
    struct store *got, struct store *want, const char *table, FILE *out)
{
	sqlite3_stmt *a = all_rows(got, table), *b = all_rows(want, table);
	int64_t wrong = 0;

	for (int64_t k = 1;; k++) {
		bool more_a = sqlite3_step(a) == SQLITE_ROW;
		bool more_b = sqlite3_step(b) == SQLITE_ROW;

		if (!more_a && !more_b)
			break;
		if (more_a != more_b) {
			wrong++;
			fprintf(out, "%s: %s has row %lld and %s has not\n",
			    table, more_a ? "got" : "want", (long long)k,
			    more_a ? "want" : "got");
			break;
		}
		wrong += compare_row(table, k, a, b, wrong < TOLD_MAX, out);
	}
	sqlite3_finalize(a);
	sqlite3_finalize(b);
	return wrong;
}

int64_t
compare_stores(struct store *got, struct store *want, FILE *out)
{
	sqlite3_stmt *tables = prepare(want, tables_sql);
	int64_t wrong = 0;

	while (sqlite3_step(tables) == SQLITE_ROW)
		wrong += compare_table(got, want,
		    (const char *)sqlite3_column_text(tables, 0), out);
	sqlite3_finalize(tables);
	return wrong;
}

int64_t
compare_rows(struct store *s)
{
	sqlite3_stmt *tables = prepare(s, tables_sql);
	int64_t n = 0;

	while (sqlite3_step(tables) == SQLITE_ROW) {
		sqlite3_stmt *rows =
		    all_rows(s, (const char *)sqlite3_column_text(tables, 0));

		while (sqlite3_step(rows) == SQLITE_ROW)
			n++;
		sqlite3_finalize(rows);
	}
	sqlite3_finalize(tables);
	return n;
}
