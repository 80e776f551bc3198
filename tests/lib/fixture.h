/*
 * fixture - a community in memory, for tests that run commands.
 *
 * It is founded, has boards news, support and talk, and nobody but the robot.
 * Its clock stands still but for a second before every order; codes, seeds
 * and fingerprints are made up, so that every run is the same.
 *
 * Memory: outcomes and what they hold live until fixture_free().
 * Errors: what goes wrong where it may not fails the test, with file and line.
 */
#ifndef STOA_TESTS_LIB_FIXTURE_H
#define STOA_TESTS_LIB_FIXTURE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/arena.h"
#include "common/base/buf.h"
#include "common/base/err.h"
#include "common/base/str.h"
#include "common/command/order.h"
#include "common/store/store.h"

/* 2027-01-15T08:00:00Z */
#define FIXTURE_START_MS INT64_C(1800000000000)

enum { ROBOT = 1, GUEST = 0, LIMIT_FIXTURE_LINE = 9000 };

struct speller;

struct fixture {
	struct store *store;
	struct arena arena;
	int64_t now_ms;
	int64_t orders;	 /* run so far; also the seed */
	json_t *record;	 /* an array that gets orders that wrote; or NULL */
	struct str code; /* the last one that was made */
	struct str sysop_code;
	struct speller *speller; /* NULL unless a test makes it; freed */
	bool wrote;		 /* the last order did */
	bool ends_damaged;	 /* skip the check at the end */
};

/* Who is asking, where a member's number does not say it all. */
struct caller {
	int64_t member;
	bool is_operator;
	const char *fingerprint; /* NULL: none */
	const char *password;	 /* NULL: none; hashed by name only */
};

struct fixture *fixture_new_at(const char *file, int line);
/* Ends with store_check(deep): nothing may be wrong. */
void fixture_free_at(struct fixture *f, const char *file, int line);
#define fixture_new() fixture_new_at(__FILE__, __LINE__)
#define fixture_free(f) fixture_free_at((f), __FILE__, __LINE__)

/* Run a command line; `body` may be NULL. */
struct outcome fixture_run(
    struct fixture *f, int64_t member, const char *line, const char *body);
struct outcome fixture_call(struct fixture *f, const struct caller *who,
    struct str line, struct str body, bool has_body);
/* The same with arguments that were not typed. */
struct outcome fixture_order(struct fixture *f, const struct caller *who,
    const struct args *args, struct str body, bool has_body);
/* As the operator, who is the robot. */
struct outcome
fixture_do(struct fixture *f, const char *line, const char *body);

/* The same, and it has to end so. */
struct outcome
fixture_expect(struct fixture *f, int64_t member, const char *line,
    const char *body, enum err want, const char *file, int at);
#define fixture_ok(f, member, line, body) \
	fixture_expect(                   \
	    (f), (member), (line), (body), ERR_NONE, __FILE__, __LINE__)
#define fixture_fails(f, member, line, body, want) \
	fixture_expect(                            \
	    (f), (member), (line), (body), (want), __FILE__, __LINE__)

/* Somebody new, with a key of that name; returns who. */
int64_t fixture_join_at(struct fixture *f, const char *handle, const char *role,
    const char *file, int line);
#define fixture_join(f, handle) \
	fixture_join_at((f), (handle), "member", __FILE__, __LINE__)
#define fixture_join_as(f, handle, role) \
	fixture_join_at((f), (handle), (role), __FILE__, __LINE__)

/* A cell by the name of its column; text as C string. */
int64_t fixture_int(const struct outcome *o, size_t row, const char *column);
const char *fixture_text(
    struct fixture *f, const struct outcome *o, size_t row, const char *column);
/* The text that is in a buffer, which is freed. */
const char *fixture_take(struct fixture *f, struct buf *b);
/* What was said, or why it failed. */
const char *fixture_said(struct fixture *f, const struct outcome *o);

/* Plain SQL: run it, or take the first number or text it gives. */
void fixture_sql(struct fixture *f, const char *sql);
enum err fixture_try_sql(struct fixture *f, const char *sql);
int64_t fixture_sql_int(struct fixture *f, const char *sql);
const char *fixture_sql_text(struct fixture *f, const char *sql);

/* Give back what outcomes hold, before the end: for runs that take long. */
void fixture_forget(struct fixture *f);

/* Bytes that stores hold in memory, of this process. */
size_t fixture_store_bytes(void);

/* Things store_check(deep) finds wrong, a line each; "" when none. */
const char *fixture_check(struct fixture *f);
/* The same, after what SQLite itself finds wrong. */
const char *fixture_unsound(struct fixture *f);

/* What its tables and indexes are made by; not what FTS5 keeps for itself. */
const char *fixture_schema(struct fixture *f);

/* Format a command line into the arena. */
const char *fixture_line(struct fixture *f, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
