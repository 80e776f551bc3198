/*
 * The schema: what the migrations make is what tests/data/schema.sql says,
 * and its CHECKs hold the hard caps of common/rules/limits.h.
 *
 * After a new migration: STOA_ACCEPT=1 build/tests/store/schema_test writes
 * tests/data/schema.sql anew; read the difference before it lands.
 */
#include "tests/lib/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <stdio.h>
#include <unistd.h>

#include "common/base/log.h"
#include "common/base/rand.h"
#include "common/rules/limits.h"
#include "common/rules/settings.h"
#include "tests/lib/files.h"

static const char schema_path[] = "tests/data/schema.sql";

static void
the_migrations_make_the_schema_that_was_reviewed(void **state)
{
	(void)state;
	struct fixture *f = fixture_new();
	const char *got = fixture_schema(f);

	if (getenv("STOA_ACCEPT"))
		files_write(schema_path, got);
	assert_string_equal(got, files_read(&f->arena, schema_path).p);
	assert_int_equal(store_version(f->store), store_version_known());
	fixture_free(f);
}

static void
every_table_is_strict_and_says_who_may_copy_it(void **state)
{
	(void)state;
	struct fixture *f = fixture_new();
	const char *loose = fixture_sql_text(f,
	    "SELECT coalesce(group_concat(name), '') FROM pragma_table_list"
	    " WHERE schema = 'main' AND type = 'table' AND NOT strict"
	    " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
	const char *silent = fixture_sql_text(f,
	    "SELECT coalesce(group_concat(name), '') FROM sqlite_master"
	    " WHERE type = 'table' AND sql NOT LIKE '%( -- %'"
	    " AND name NOT LIKE 'post_ft%' AND name NOT LIKE 'sqlite%'");

	assert_string_equal(loose, "");
	assert_string_equal(silent, "");
	fixture_free(f);
}

static void
a_new_store_is_whole(void **state)
{
	(void)state;
	struct fixture *f = fixture_new();

	assert_string_equal(fixture_unsound(f), "");
	assert_int_equal(fixture_sql_int(f, "PRAGMA foreign_keys"), 1);
	fixture_free(f);
}

static void
a_store_of_a_newer_program_is_refused_and_left_alone(void **state)
{
	(void)state;
	char dir[] = "/tmp/stoa-schema-XXXXXX", path[64], sql[64];
	struct store *s = NULL;
	struct fixture f = { .store = NULL };

	assert_non_null(mkdtemp(dir));
	assert_int_equal(store_open(dir, &s), ERR_NONE);
	f.store = s;
	snprintf(sql, sizeof sql, "PRAGMA user_version = %d",
	    store_version_known() + 1);
	fixture_sql(&f, sql);
	store_close(s);
	s = NULL;
	log_set_level(LOG_ERROR);
	assert_int_equal(store_open(dir, &s), ERR_CONFLICT);
	assert_null(s);
	assert_int_equal(store_open_readonly(dir, &s), ERR_NONE);
	assert_int_equal(store_version(s), store_version_known() + 1);
	store_close(s);
	snprintf(path, sizeof path, "%s/nothing", dir);
	assert_int_equal(store_open_readonly(path, &s), ERR_MISSING);
	files_remove(dir);
}

static void
a_store_opened_again_is_the_same(void **state)
{
	(void)state;
	char dir[] = "/tmp/stoa-schema-XXXXXX";
	struct store *s = NULL, *reader = NULL;
	struct fixture f = { .store = NULL };

	assert_non_null(mkdtemp(dir));
	for (int i = 0; i < 2; i++) {
		assert_int_equal(store_open(dir, &s), ERR_NONE);
		f.store = s;
		assert_int_equal(store_version(s), store_version_known());
		if (i == 0)
			fixture_sql(&f, "INSERT INTO tag (name) VALUES ('x')");
		assert_int_equal(
		    fixture_sql_int(&f, "SELECT count(*) FROM tag"), 1);
		if (i == 1) {
			assert_int_equal(
			    store_open_readonly(dir, &reader), ERR_NONE);
			f.store = reader;
			assert_int_equal(
			    fixture_try_sql(&f, "DELETE FROM tag"), ERR_IO);
			store_close(reader);
		}
		store_close(s);
	}
	files_remove(dir);
}

static void
checks_hold_at_their_caps_and_fail_one_past(void **state)
{
	(void)state;
	static const struct {
		const char *sql; /* %d: how long */
		int cap;
	} cases[] = {
		{ "UPDATE thread SET title = hex(zeroblob(%d / 2)) ||"
		  " substr('x', 1, %d %% 2)",
		    LIMIT_TITLE_CHARS },
		{ "UPDATE thread SET title = replace(hex(zeroblob(%d / 2)),"
		  " '0', '日') || substr('x', 1, %d %% 2)",
		    LIMIT_TITLE_CHARS },
		{ "UPDATE post SET body = hex(zeroblob(%d / 2)) ||"
		  " substr('x', 1, %d %% 2)",
		    LIMIT_BODY_BYTES },
		{ "UPDATE member SET handle = hex(zeroblob(%d / 2)) ||"
		  " substr('x', 1, %d %% 2) WHERE id = 1",
		    LIMIT_HANDLE_BYTES },
		{ "UPDATE member SET display = hex(zeroblob(%d / 2)) ||"
		  " substr('x', 1, %d %% 2)",
		    LIMIT_DISPLAY_CHARS },
		{ "UPDATE member SET bio = hex(zeroblob(%d / 2)) ||"
		  " substr('x', 1, %d %% 2)",
		    LIMIT_BIO_CHARS },
		{ "UPDATE tag SET name = hex(zeroblob(%d / 2)) ||"
		  " substr('x', 1, %d %% 2)",
		    LIMIT_TAG_CHARS },
		{ "UPDATE board SET slug = hex(zeroblob(%d / 2)) ||"
		  " substr('x', 1, %d %% 2) WHERE id = 1",
		    LIMIT_SLUG_BYTES },
		{ "UPDATE board SET about = hex(zeroblob(%d / 2)) ||"
		  " substr('x', 1, %d %% 2)",
		    LIMIT_ABOUT_CHARS },
		{ "UPDATE member_key SET name = hex(zeroblob(%d / 2)) ||"
		  " substr('x', 1, %d %% 2)",
		    LIMIT_KEY_NAME_CHARS },
		{ "UPDATE member_key SET pubkey = hex(zeroblob(%d / 2)) ||"
		  " substr('x', 1, %d %% 2)",
		    LIMIT_PUBKEY_BYTES },
		{ "INSERT OR REPLACE INTO setting VALUES ('k',"
		  " hex(zeroblob(%d / 2)) || substr('x', 1, %d %% 2), 0, 1)",
		    LIMIT_SETTING_BYTES },
		{ "INSERT INTO request VALUES ('1', hex(zeroblob(%d / 2)) ||"
		  " substr('x', 1, %d %% 2), '', NULL, 0)",
		    LIMIT_REQUEST_ID_BYTES },
	};
	struct fixture *f = fixture_new();
	int64_t tom = fixture_join(f, "tom");

	f->ends_damaged = true;
	fixture_ok(f, tom, "ask --tags t support Title", "body");
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		for (int past = 0; past <= 1; past++) {
			char sql[300];
			int n = cases[i].cap + past;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
			snprintf(sql, sizeof sql, cases[i].sql, n, n);
#pragma GCC diagnostic pop
			if ((fixture_try_sql(f, sql) == ERR_NONE) == past)
				fail_msg("%s with %d", sql, n);
		}
	}
	fixture_free(f);
}

static void
what_may_not_be_empty_is_not(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"UPDATE thread SET title = ''",
		"UPDATE member SET handle = '' WHERE id = 1",
		"UPDATE board SET slug = '' WHERE id = 1",
		"UPDATE board SET kind = 'novel'",
		"UPDATE member SET role = 'guest'",
		"UPDATE member SET status = 'odd'",
		"UPDATE post SET kind = 'odd'",
		"UPDATE question SET state = 'odd'",
		"INSERT INTO tag (name) VALUES ('')",
		"INSERT INTO vote VALUES (1, 1, 0, 0)",
		"INSERT INTO vote VALUES (1, 1, 2, 0)",
		"INSERT INTO vote VALUES (99, 1, 1, 0)",
		"INSERT INTO request VALUES ('1', '123456789012345', '', '', 0)",
		("INSERT INTO event (at, kind, ref_type, ref_id, audience)"
		 " VALUES (0, 'x', 'x', 0, 'everybody')"),
		"UPDATE member SET joined_at = 'today'",
	};
	struct fixture *f = fixture_new();
	int64_t tom = fixture_join(f, "tom");

	fixture_ok(f, tom, "ask support Title", "body");
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		if (fixture_try_sql(f, bad[i]) == ERR_NONE)
			fail_msg("taken: %s", bad[i]);
	}
	fixture_sql(f,
	    "INSERT INTO request VALUES ('1', '1234567890123456', '', '', 0)");
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_migrations_make_the_schema_that_was_reviewed),
		cmocka_unit_test(
		    every_table_is_strict_and_says_who_may_copy_it),
		cmocka_unit_test(a_new_store_is_whole),
		cmocka_unit_test(
		    a_store_of_a_newer_program_is_refused_and_left_alone),
		cmocka_unit_test(a_store_opened_again_is_the_same),
		cmocka_unit_test(checks_hold_at_their_caps_and_fail_one_past),
		cmocka_unit_test(what_may_not_be_empty_is_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
