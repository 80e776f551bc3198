/*
 * A store of every earlier schema, with rows in it, is upgraded when it is
 * opened: nothing is lost and it ends as a new one would.
 */
#include "common/store/migrations.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <stdio.h>

#include "common/base/log.h"
#include "common/store/sql.h"
#include "tests/lib/files.h"
#include "tests/lib/fixture.h"

/* What version 1 has: a member, a board, a thread with its words. */
static const char rows_sql[] =
    "INSERT INTO member (handle, joined_at, posts) VALUES ('robot', 1, 0),"
    " ('tom', 2, 1);"
    "INSERT INTO board (slug, title, kind, seq, threads, created_at)"
    " VALUES ('talk', 'Talk', 'discussion', 1, 1, 3);"
    "INSERT INTO thread (board_id, author_id, title, created_at, bumped_at,"
    " seq, last_seq) VALUES (1, 2, 'Old', 4, 4, 1, 1);"
    "INSERT INTO post (thread_id, board_id, author_id, n, board_seq, body,"
    " created_at) VALUES (1, 1, 2, 1, 1, 'ancient words', 4);"
    "INSERT INTO post_ft (rowid, title, body, facet)"
    " SELECT id, title, body, facet FROM post_text;";

/* Titles have had an index of their own since this version. */
enum { TITLES_SINCE = 6 };
static const char titles_sql[] =
    "INSERT INTO post_ft_title (rowid, title, facet)"
    " SELECT id, title, facet FROM title_text";

/* As a program left it that knew the first `version` migrations. */
static void
make_old(const char *path, int version)
{
	struct store *s = NULL;
	char sql[64];

	files_write(path, "");
	assert_int_equal(store_open_copy(path, &s), ERR_NONE);
	for (int i = 0; i < version; i++)
		assert_int_equal(sql_exec(s, store_migrations[i]), ERR_NONE);
	snprintf(sql, sizeof sql, "PRAGMA user_version = %d", version);
	assert_int_equal(sql_exec(s, sql), ERR_NONE);
	assert_int_equal(sql_exec(s, rows_sql), ERR_NONE);
	if (version >= TITLES_SINCE)
		assert_int_equal(sql_exec(s, titles_sql), ERR_NONE);
	store_close(s);
}

static void
check_upgraded(struct fixture *f, const char *want)
{
	struct outcome o;

	assert_int_equal(store_version(f->store), store_version_known());
	assert_string_equal(fixture_schema(f), want);
	assert_string_equal(fixture_unsound(f), "");
	o = fixture_ok(f, 2, "search ancient", NULL);
	assert_int_equal(o.rows.len, 1);
	fixture_ok(f, 2, "prefs theme light", NULL);
	fixture_ok(f, 2, "reply 1 still here", NULL);
	assert_int_equal(
	    fixture_sql_int(f, "SELECT count(*) FROM preference"), 1);
}

static void
every_earlier_store_becomes_a_new_one(void **state)
{
	(void)state;
	struct fixture *new = fixture_new();
	const char *want = fixture_schema(new);

	log_set_level(LOG_WARN);
	for (int version = 1; version < store_version_known(); version++) {
		char dir[] = "/tmp/stoa-upgrade-XXXXXX", path[64];
		struct fixture f = { .now_ms = FIXTURE_START_MS };

		assert_non_null(mkdtemp(dir));
		snprintf(path, sizeof path, "%s/" STORE_FILE, dir);
		make_old(path, version);
		assert_int_equal(store_open(dir, &f.store), ERR_NONE);
		check_upgraded(&f, want);
		store_close(f.store);
		assert_int_equal(store_open(dir, &f.store), ERR_NONE);
		assert_int_equal(
		    fixture_sql_int(&f, "SELECT count(*) FROM preference"), 1);
		store_close(f.store);
		arena_free(&f.arena);
		files_remove(dir);
	}
	assert_true(store_version_known() > 1);
	fixture_free(new);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_earlier_store_becomes_a_new_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
