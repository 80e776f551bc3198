/* fixture - a community in memory, for tests that run commands. */
#include "tests/lib/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/hash.h"
#include "common/base/log.h"
#include "common/base/mem.h"
#include "common/base/rand.h"
#include "common/store/check.h"
#include "common/store/sql.h"
#include "common/text/spell.h"

static void __attribute__((format(printf, 3, 4)))
fail_at(const char *file, int line, const char *format, ...)
{
	va_list ap;
	char words[1000];

	va_start(ap, format);
	vsnprintf(words, sizeof words, format, ap);
	va_end(ap);
	print_error("%s\n", words);
	_fail(file, line);
}

const char *
fixture_line(struct fixture *f, const char *format, ...)
{
	char line[LIMIT_FIXTURE_LINE];
	va_list ap;

	va_start(ap, format);
	vsnprintf(line, sizeof line, format, ap);
	va_end(ap);
	return arena_dup(&f->arena, str_from(line)).p;
}

static bool
changes(const struct args *args)
{
	enum command_mode mode = command_mode(args->command, args);

	return mode == COMMAND_WRITE || mode == COMMAND_QUIET;
}

static void
prepare(struct fixture *f, const struct caller *who, struct order *o)
{
	enum command_prepare what = command_prepare(o->args.command, &o->args);

	if (who->password)
		o->password_hash =
		    arena_printf(&f->arena, "hash of %s", who->password);
	if (what == PREPARE_PASSWORD && o->has_body) {
		o->password_hash =
		    arena_printf(&f->arena, "hash of %.*s", STR_ARG(o->body));
		o->body = STR("");
	} else if (what == PREPARE_CODE_READ) {
		o->code_hash =
		    hash_code(&f->arena, args_text(&o->args, "code"));
	} else if (what == PREPARE_CODE_MAKE) {
		o->code = f->code =
		    arena_printf(&f->arena, "c0de-%lld", (long long)f->orders);
		o->code_hash = hash_code(&f->arena, o->code);
	}
}

static struct outcome
run_order(struct fixture *f, struct order *o)
{
	struct outcome out = { 0 };
	bool transaction = changes(&o->args);

	f->wrote = false;
	if (transaction && store_begin(f->store) != ERR_NONE)
		fail_msg("no transaction");
	order_run(f->store, &f->arena, o, NULL, &out, &f->wrote);
	if (!transaction)
		return out;
	if (out.err != ERR_NONE)
		store_rollback(f->store);
	else if (store_commit(f->store) != ERR_NONE)
		fail_msg("no commit");
	if (f->record && f->wrote && out.err == ERR_NONE)
		json_array_append_new(f->record, order_to_json(o));
	return out;
}

struct outcome
fixture_order(struct fixture *f, const struct caller *who,
    const struct args *args, struct str body, bool has_body)
{
	struct order o = { .member = who->member,
		.is_operator = who->is_operator,
		.args = *args,
		.body = body,
		.has_body = has_body };

	f->now_ms += 1000;
	o.now_ms = f->now_ms;
	o.seed = ++f->orders;
	o.speller = f->speller;
	if (who->fingerprint) {
		o.fingerprint =
		    arena_printf(&f->arena, "SHA256:%s", who->fingerprint);
		o.pubkey = arena_printf(
		    &f->arena, "ssh-ed25519 AAAA%s", who->fingerprint);
	}
	prepare(f, who, &o);
	return run_order(f, &o);
}

struct outcome
fixture_call(struct fixture *f, const struct caller *who, struct str line,
    struct str body, bool has_body)
{
	struct outcome out = { 0 };
	struct args args;

	out.err = args_parse(&f->arena, line, &args, &out.message);
	if (out.err != ERR_NONE)
		return out;
	return fixture_order(f, who, &args, body, has_body);
}

struct outcome
fixture_run(
    struct fixture *f, int64_t member, const char *line, const char *body)
{
	const struct caller who = { .member = member };

	return fixture_call(
	    f, &who, str_from(line), str_from(body), body != NULL);
}

struct outcome
fixture_do(struct fixture *f, const char *line, const char *body)
{
	const struct caller who = { .member = ROBOT, .is_operator = true };

	return fixture_call(
	    f, &who, str_from(line), str_from(body), body != NULL);
}

struct outcome
fixture_expect(struct fixture *f, int64_t member, const char *line,
    const char *body, enum err want, const char *file, int at)
{
	struct outcome out = member == ROBOT ?
	    fixture_do(f, line, body) :
	    fixture_run(f, member, line, body);

	if (out.err != want)
		fail_at(file, at, "%s: got %s (%.*s), want %s", line,
		    err_name(out.err), STR_ARG(out.message), err_name(want));
	return out;
}

struct fixture *
fixture_new_at(const char *file, int line)
{
	const struct caller nobody = { .is_operator = true };
	struct fixture *f = mem_new(struct fixture);
	struct outcome out;

	rand_init();
	log_set_level(LOG_WARN);
	f->now_ms = FIXTURE_START_MS;
	if (store_open_memory(&f->store) != ERR_NONE)
		fail_at(file, line, "no store");
	out = fixture_call(f, &nobody, STR("found"), STR(""), false);
	if (out.err != ERR_NONE)
		fail_at(file, line, "not founded: %s", err_name(out.err));
	f->sysop_code = f->code;
	return f;
}

void
fixture_free_at(struct fixture *f, const char *file, int line)
{
	const char *wrong = f->ends_damaged ? "" : fixture_check(f);

	if (*wrong)
		fail_at(file, line, "the store ends damaged: %s", wrong);
	json_decref(f->record);
	store_close(f->store);
	speller_free(f->speller);
	arena_free(&f->arena);
	free(f);
}

int64_t
fixture_join_at(struct fixture *f, const char *handle, const char *role,
    const char *file, int line)
{
	const struct caller who = { .fingerprint = handle };
	struct outcome out = fixture_call(f, &who,
	    str_from(fixture_line(f, "join %s", handle)), STR(""), false);

	if (out.err != ERR_NONE)
		fail_at(file, line, "%s cannot join: %.*s", handle,
		    STR_ARG(out.message));
	if (strcmp(role, "member") != 0)
		fixture_expect(f, ROBOT,
		    fixture_line(f, "member-role %s %s", handle, role), NULL,
		    ERR_NONE, file, line);
	/* They have been here before. */
	fixture_sql(f,
	    fixture_line(f,
		"INSERT INTO preference VALUES (%lld, 'tour', 'off')",
		(long long)out.became));
	return out.became;
}

static const struct cell *
cell_of(const struct outcome *o, size_t row, const char *column)
{
	const struct row *r = o->rows.first;

	while (r && row-- > 0)
		r = r->next;
	for (size_t i = 0; r && i < o->rows.columns; i++) {
		if (strcmp(o->rows.column[i].name, column) == 0)
			return &r->cell[i];
	}
	fail_msg("the answer has no such row, or no column %s", column);
	abort();
}

int64_t
fixture_int(const struct outcome *o, size_t row, const char *column)
{
	return cell_of(o, row, column)->number;
}

const char *
fixture_text(
    struct fixture *f, const struct outcome *o, size_t row, const char *column)
{
	return arena_cstr(&f->arena, cell_of(o, row, column)->text);
}

const char *
fixture_take(struct fixture *f, struct buf *b)
{
	const char *text = arena_cstr(&f->arena, buf_str(b));

	buf_free(b);
	return text;
}

const char *
fixture_said(struct fixture *f, const struct outcome *o)
{
	return arena_cstr(
	    &f->arena, o->err == ERR_NONE ? o->rows.said : o->message);
}

enum err
fixture_try_sql(struct fixture *f, const char *sql)
{
	return sqlite3_exec(sql_handle(f->store), sql, NULL, NULL, NULL) ==
		SQLITE_OK ?
	    ERR_NONE :
	    ERR_IO;
}

void
fixture_sql(struct fixture *f, const char *sql)
{
	if (fixture_try_sql(f, sql) != ERR_NONE)
		fail_msg("%s: %s", sql, sqlite3_errmsg(sql_handle(f->store)));
}

/* The first row, stepped to; the caller finalizes. */
static sqlite3_stmt *
first_row(struct fixture *f, const char *sql)
{
	sqlite3_stmt *q = NULL;

	if (sqlite3_prepare_v2(sql_handle(f->store), sql, -1, &q, NULL) !=
		SQLITE_OK ||
	    sqlite3_step(q) != SQLITE_ROW) {
		sqlite3_finalize(q);
		fail_msg("%s: no row: %s", sql,
		    sqlite3_errmsg(sql_handle(f->store)));
	}
	return q;
}

int64_t
fixture_sql_int(struct fixture *f, const char *sql)
{
	sqlite3_stmt *q = first_row(f, sql);
	int64_t v = sqlite3_column_int64(q, 0);

	sqlite3_finalize(q);
	return v;
}

const char *
fixture_sql_text(struct fixture *f, const char *sql)
{
	sqlite3_stmt *q = first_row(f, sql);
	const unsigned char *p = sqlite3_column_text(q, 0);
	int n = sqlite3_column_bytes(q, 0);
	const char *text =
	    arena_cstr(&f->arena, (struct str){ (const char *)p, (size_t)n });

	sqlite3_finalize(q);
	return text;
}

void
fixture_forget(struct fixture *f)
{
	f->code = f->sysop_code = STR("");
	arena_reset(&f->arena);
}

size_t
fixture_store_bytes(void)
{
	return (size_t)sqlite3_memory_used();
}

static void
on_wrong(void *arg, struct str words)
{
	buf_put(arg, words);
	buf_char(arg, '\n');
}

const char *
fixture_check(struct fixture *f)
{
	struct buf words = BUF_INIT(0);
	int64_t wrong = 0;

	if (store_check(f->store, true, on_wrong, &words, &wrong) != ERR_NONE)
		buf_cstr(&words, "the check itself failed\n");
	else if (wrong && words.n == 0)
		buf_cstr(&words, "something nobody names\n");
	return fixture_take(f, &words);
}

const char *
fixture_unsound(struct fixture *f)
{
	const char *said = fixture_sql_text(f, "PRAGMA integrity_check");
	int64_t loose =
	    fixture_sql_int(f, "SELECT count(*) FROM pragma_foreign_key_check");

	if (strcmp(said, "ok") != 0)
		return said;
	if (loose)
		return fixture_line(f, "%lld rows refer to what is not there",
		    (long long)loose);
	return fixture_check(f);
}

const char *
fixture_schema(struct fixture *f)
{
	return fixture_sql_text(f,
	    "SELECT group_concat(sql, ';' || char(10) || char(10)) || ';'"
	    " || char(10) FROM (SELECT sql FROM sqlite_master"
	    " WHERE sql IS NOT NULL"
	    " AND name NOT LIKE 'post\\_ft\\_%' ESCAPE '\\'"
	    " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name)");
}
