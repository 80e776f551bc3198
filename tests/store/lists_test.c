/* Lists of threads and what waits for somebody: filters, pages, indexes. */
#include "tests/lib/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/rules/limits.h"
#include "common/store/board.h"
#include "common/store/member.h"
#include "common/store/since.h"
#include "common/store/sql.h"
#include "common/store/thread.h"

static void
people_and_boss(void)
{
	people();
	boss = fixture_join_as(f, "boss", "sysop");
}

static struct viewer
as(int64_t member)
{
	enum role role = member == GUEST ? ROLE_GUEST :
	    member == boss		 ? ROLE_SYSOP :
					   ROLE_MEMBER;

	return (struct viewer){ member, role };
}

static int64_t
board(const char *slug)
{
	return fixture_sql_int(
	    f, fixture_line(f, "SELECT id FROM board WHERE slug = '%s'", slug));
}

/* The ids of a page, as "3 1 2". */
static const char *
page(int64_t who, const char *slug, enum thread_filter filter,
    struct thread_cursor from, bool up, int64_t max)
{
	struct thread_query q = { board(slug), filter, from, up, max };
	struct thread_list list;
	struct buf out = BUF_INIT(0);

	assert_int_equal(
	    store_thread_list(f->store, &f->arena, as(who), &q, &list),
	    ERR_NONE);
	for (size_t i = 0; i < list.len; i++)
		buf_printf(
		    &out, "%s%lld", i ? " " : "", (long long)list.row[i].id);
	return fixture_take(f, &out);
}

static const char *
all(int64_t who, const char *slug, enum thread_filter filter)
{
	const struct thread_cursor top = { 0 };

	return page(who, slug, filter, top, false, 100);
}

static void
each_filter_shows_its_threads(void **state)
{
	(void)state;
	people_and_boss();
	fixture_ok(f, tom, "ask support One", "a");
	fixture_ok(f, tom, "ask support Two", "a");
	fixture_ok(f, ann, "ask support Three", "a");
	fixture_ok(f, ann, "reply 2 b", NULL);
	fixture_ok(f, tom, "reply 3 b", NULL);
	fixture_ok(f, ann, "accept 3.2", NULL);
	assert_string_equal(all(GUEST, "support", THREADS_ALL), "3 2 1");
	assert_string_equal(all(GUEST, "support", THREADS_OPEN), "1");
	assert_string_equal(all(GUEST, "support", THREADS_REPLIED), "2");
	assert_string_equal(all(GUEST, "support", THREADS_SOLVED), "3");
	assert_string_equal(all(tom, "support", THREADS_MINE), "2 1");
	assert_string_equal(all(GUEST, "support", THREADS_MINE), "");
	assert_string_equal(all(GUEST, "support", THREADS_UNREAD), "");
	assert_string_equal(all(tom, "support", THREADS_UNREAD), "3 2");
	fixture_ok(f, ann, "accept --undo 3.2", NULL);
	assert_string_equal(all(GUEST, "support", THREADS_REPLIED), "3 2");
	fixture_ok(f, tom, "delete 1", NULL);
	assert_string_equal(all(GUEST, "support", THREADS_ALL), "3 2");
	assert_string_equal(all(GUEST, "support", THREADS_OPEN), "");
	fixture_free(f);
}

static void
a_board_is_sorted_by_age_or_score_as_well(void **state)
{
	(void)state;
	struct outcome o;

	people_and_boss();
	for (int i = 0; i < 4; i++)
		fixture_ok(f, tom, "post talk T", "x");
	fixture_ok(f, ann, "vote 2.1 up", NULL);
	fixture_ok(f, boss, "vote 2.1 up", NULL);
	fixture_ok(f, ann, "vote 4.1 down", NULL);
	fixture_ok(f, boss, "vote 3.1 up", NULL);
	fixture_ok(f, ann, "reply 1 bump", NULL);
	/* Votes for a reply are not the thread's. */
	fixture_ok(f, boss, "vote 1.2 up", NULL);
	assert_string_equal(all(GUEST, "talk", THREADS_ALL), "1 4 3 2");
	assert_string_equal(all(GUEST, "talk", THREADS_NEWEST), "4 3 2 1");
	assert_string_equal(all(GUEST, "talk", THREADS_SCORE), "2 3 1 4");
	fixture_ok(f, boss, "vote 2.1 none", NULL);
	fixture_ok(f, ann, "vote 2.1 none", NULL);
	assert_string_equal(all(GUEST, "talk", THREADS_SCORE), "3 2 1 4");
	o = fixture_ok(f, GUEST, "threads --order score --max 2 talk", NULL);
	assert_int_equal(o.rows.len, 2);
	assert_int_equal(fixture_int(&o, 0, "thread"), 3);
	o = fixture_ok(f, GUEST, "threads --order score --after 2 talk", NULL);
	assert_int_equal(o.rows.len, 2);
	assert_int_equal(fixture_int(&o, 0, "thread"), 1);
	o = fixture_ok(f, GUEST, "threads --order newest talk", NULL);
	assert_int_equal(fixture_int(&o, 0, "thread"), 4);
	o = fixture_ok(f, tom, "threads --order unread talk", NULL);
	assert_int_equal(o.rows.len, 1);
	fixture_fails(
	    f, GUEST, "threads --order unread talk", NULL, ERR_INVALID);
	fixture_fails(f, tom, "threads --order age talk", NULL, ERR_INVALID);
	fixture_fails(f, tom, "threads --order score --state open talk", NULL,
	    ERR_INVALID);
	fixture_free(f);
}

static void
unread_knows_marks_holes_and_mutes(void **state)
{
	(void)state;
	people_and_boss();
	for (int i = 0; i < 6; i++)
		fixture_ok(f, ann, "post talk T", "x");
	fixture_ok(f, ann, "reply 2 more", NULL);
	assert_string_equal(all(tom, "talk", THREADS_UNREAD), "2 6 5 4 3 1");
	fixture_ok(f, tom, "mark 6", NULL);
	assert_string_equal(all(tom, "talk", THREADS_UNREAD), "2 5 4 3 1");
	fixture_ok(f, tom, "follow 5 mute", NULL);
	assert_string_equal(all(tom, "talk", THREADS_UNREAD), "2 4 3 1");
	fixture_ok(f, tom, "mark talk", NULL);
	assert_string_equal(all(tom, "talk", THREADS_UNREAD), "");
	fixture_ok(f, tom, "mark --unread 3.1", NULL);
	fixture_ok(f, tom, "mark --unread 1.1", NULL);
	fixture_ok(f, ann, "reply 4 new", NULL);
	assert_string_equal(all(tom, "talk", THREADS_UNREAD), "4 3 1");
	fixture_ok(f, tom, "reply 4 mine is not new to me", NULL);
	fixture_ok(f, tom, "mark 4.2", NULL);
	assert_string_equal(all(tom, "talk", THREADS_UNREAD), "3 1");
	fixture_free(f);
}

/* The answer of `unread`, as "5 2 4; what it said". */
static const char *
unread(int64_t who, const char *line)
{
	struct outcome o = fixture_ok(f, who, line, NULL);
	struct buf out = BUF_INIT(0);
	struct str said;
	const char *s;

	for (size_t i = 0; i < o.rows.len; i++)
		buf_printf(&out, "%s%lld", i ? " " : "",
		    (long long)fixture_int(&o, i, "thread"));
	said = str_slice(o.rows.said, 0, str_find(o.rows.said, '.'));
	said = str_slice(said, 0, str_find(said, '\n'));
	buf_printf(&out, "; %.*s", STR_ARG(said));
	s = arena_cstr(&f->arena, buf_str(&out));
	buf_free(&out);
	return s;
}

static void
what_is_unread_is_listed_board_by_board(void **state)
{
	(void)state;
	people_and_boss();
	fixture_ok(f, boss, "board-add --private staff", NULL);
	fixture_ok(f, ann, "post talk T", "x");
	fixture_ok(f, ann, "ask support Q", "x");
	fixture_ok(f, boss, "post staff S", "x");
	fixture_ok(f, ann, "post talk T", "x");
	fixture_ok(f, ann, "ask support Q", "x");
	fixture_ok(f, ann, "reply 2 more", NULL);
	assert_string_equal(
	    unread(tom, "unread --max 9"), "2 5 4 1; Read one: read THREAD");
	assert_string_equal(unread(tom, "unread --max 3"),
	    "2 5 4; There is more: unread --max 6");
	assert_string_equal(unread(tom, "unread --max 1 talk"),
	    "4; There is more: unread --max 2 talk");
	assert_string_equal(
	    unread(tom, "unread --max 600 talk"), "4 1; Read one: read THREAD");
	fixture_ok(f, tom, "mark support", NULL);
	fixture_ok(f, tom, "mark --unread 5.1", NULL);
	assert_string_equal(unread(tom, "unread --max 3"),
	    "5 4 1; There is more: unread --max 6");
	fixture_ok(f, tom, "follow talk mute", NULL);
	assert_string_equal(
	    unread(tom, "unread --max 9 talk"), "; Nothing new");
	assert_string_equal(
	    unread(boss, "unread --max 9 staff"), "; Nothing new");
	fixture_fails(f, tom, "unread staff", NULL, ERR_MISSING);
	fixture_free(f);
}

static void
no_more_is_promised_than_an_answer_holds(void **state)
{
	(void)state;
	people();
	for (int i = 0; i <= LIMIT_ROWS; i++)
		fixture_ok(f, tom, "post talk T", "x");
	assert_non_null(
	    strstr(unread(ann, "unread --max 999"), "unread --max 1000"));
	assert_null(strstr(unread(ann, "unread --max 1000"), "There is more"));
	fixture_free(f);
}

/* Page after page in one direction; each id must be the next. */
static void
walk(int64_t who, enum thread_filter filter, bool up, int first, int last)
{
	struct thread_cursor at = { 0 };
	int64_t want = up ? first : last, step = up ? 1 : -1;
	int seen = 0;

	for (;;) {
		struct thread_query q = { board("talk"), filter, at, up, 37 };
		struct thread_list list;

		assert_int_equal(
		    store_thread_list(f->store, &f->arena, as(who), &q, &list),
		    ERR_NONE);
		if (list.len == 0)
			break;
		for (size_t i = 0; i < list.len; i++) {
			size_t nth = up ? list.len - 1 - i : i;

			assert_int_equal(list.row[nth].id, want);
			want += step;
			seen++;
		}
		at = store_thread_cursor(
		    filter, &list.row[up ? 0 : list.len - 1]);
	}
	assert_int_equal(seen, last - first + 1);
}

static void
pages_go_both_ways_over_five_hundred_threads(void **state)
{
	(void)state;
	people_and_boss();
	for (int i = 0; i < 500; i++)
		fixture_ok(f, tom, "post talk T", "x");
	/* Several of one moment, which pages must not lose. */
	fixture_sql(
	    f, "UPDATE thread SET bumped_at = 5 WHERE id BETWEEN 100 AND 180");
	fixture_sql(f, "UPDATE thread SET bumped_at = 1 WHERE id < 100");
	walk(GUEST, THREADS_ALL, false, 1, 500);
	walk(GUEST, THREADS_ALL, true, 1, 500);
	walk(tom, THREADS_MINE, false, 1, 500);
	walk(tom, THREADS_MINE, true, 1, 500);
	walk(ann, THREADS_UNREAD, false, 1, 500);
	fixture_sql(f, "UPDATE thread SET created_at = id / 7, score = id / 9");
	walk(GUEST, THREADS_NEWEST, false, 1, 500);
	walk(GUEST, THREADS_NEWEST, true, 1, 500);
	walk(GUEST, THREADS_SCORE, false, 1, 500);
	walk(GUEST, THREADS_SCORE, true, 1, 500);
	f->ends_damaged = true;
	fixture_free(f);
}

static void
a_board_tells_its_last_thread_and_who_waits(void **state)
{
	(void)state;
	struct board_list list;

	people_and_boss();
	fixture_ok(f, tom, "ask support First", "x");
	fixture_ok(f, tom, "ask support Second", "x");
	fixture_ok(f, tom, "reply 1 me again", NULL);
	assert_int_equal(
	    store_board_list(f->store, &f->arena, as(ann), &list), ERR_NONE);
	assert_string_equal(
	    arena_cstr(&f->arena, list.row[1].last_title), "First");
	assert_int_equal(list.row[1].last_thread, 1);
	assert_int_equal(list.row[1].waiting, 2);
	assert_int_equal(list.row[1].waiting_since_ms,
	    fixture_sql_int(f, "SELECT created_at FROM thread WHERE id = 1"));
	assert_int_equal(list.row[0].last_thread, 0);
	fixture_ok(f, boss, "delete --why old 1", NULL);
	assert_int_equal(
	    store_board_list(f->store, &f->arena, as(ann), &list), ERR_NONE);
	assert_string_equal(
	    arena_cstr(&f->arena, list.row[1].last_title), "Second");
	fixture_free(f);
}

/* "own 1, followed 2", for whoever comes back. */
static const char *
since(int64_t who, size_t max)
{
	static const char *const kinds[] = { "draft", "accepted", "own",
		"followed", "announced" };
	struct since_list list;
	struct buf out = BUF_INIT(0);

	assert_int_equal(
	    store_since(f->store, &f->arena, as(who), 0, max, &list), ERR_NONE);
	for (size_t i = 0; i < list.len; i++)
		buf_printf(&out, "%s%s %lld", i ? ", " : "",
		    kinds[list.row[i].kind], (long long)list.row[i].thread);
	return fixture_take(f, &out);
}

static void
who_comes_back_is_told_what_concerns_them(void **state)
{
	(void)state;
	people_and_boss();
	assert_string_equal(since(tom, 8), "");
	fixture_ok(f, tom, "ask support Mine", "x");
	fixture_ok(f, ann, "post talk Hers", "x");
	fixture_ok(f, tom, "reply 2 taking part", NULL);
	fixture_ok(f, ann, "post talk Not his", "x");
	assert_string_equal(since(tom, 8), "followed 2");
	fixture_ok(f, tom, "mark 2", NULL);
	assert_string_equal(since(tom, 8), "");
	fixture_ok(f, ann, "reply 1 an answer", NULL);
	fixture_ok(f, ann, "reply 2 more", NULL);
	fixture_ok(f, boss, "post news Out", "x");
	fixture_ok(f, tom, "draft save reply 2", "I was");
	assert_string_equal(
	    since(tom, 8), "draft 2, own 1, followed 2, announced 4");
	assert_string_equal(since(tom, 2), "draft 2, own 1");
	fixture_ok(f, tom, "accept 1.2", NULL);
	assert_string_equal(since(ann, 8), "accepted 1, own 2, announced 4");
	fixture_ok(f, tom, "mark 1", NULL);
	fixture_ok(f, tom, "follow 2 mute", NULL);
	assert_string_equal(since(tom, 8), "draft 2, announced 4");
	assert_string_equal(since(GUEST, 8), "");
	fixture_free(f);
}

static void
a_board_that_closed_its_door_tells_nothing(void **state)
{
	(void)state;
	struct since_list list;

	people_and_boss();
	fixture_ok(f, boss, "board-add --private --kind question club", NULL);
	fixture_ok(f, boss, "board-edit --let-in ann club", NULL);
	fixture_ok(f, ann, "ask club Secret", "x");
	fixture_ok(f, boss, "reply 1 yes", NULL);
	fixture_ok(f, ann, "draft save reply 1", "so");
	assert_string_equal(since(ann, 8), "draft 1, own 1");
	assert_string_equal(all(ann, "club", THREADS_MINE), "1");
	assert_string_equal(all(ann, "club", THREADS_UNREAD), "1");
	assert_string_equal(all(tom, "club", THREADS_ALL), "");
	fixture_ok(f, boss, "board-edit --put-out ann club", NULL);
	assert_int_equal(
	    store_since(f->store, &f->arena, as(ann), 0, 8, &list), ERR_NONE);
	/* The draft stays hers, but not the title of what it answered. */
	assert_int_equal(list.len, 1);
	assert_int_equal(list.row[0].title.n, 0);
	for (int i = THREADS_ALL; i <= THREADS_SCORE; i++)
		assert_string_equal(
		    all(ann, "club", (enum thread_filter)i), "");
	fixture_free(f);
}

static void
people_are_counted_but_not_the_robot_nor_the_unclaimed(void **state)
{
	(void)state;
	int64_t members, fresh;

	people_and_boss();
	assert_int_equal(store_since_members(
			     f->store, f->now_ms - 1000 * 2, &members, &fresh),
	    ERR_NONE);
	assert_int_equal(members, 3);
	assert_true(fresh < 3);
	fixture_sql(f, "UPDATE member SET status = 'unclaimed' WHERE id = 2");
	assert_int_equal(
	    store_since_members(f->store, 0, &members, &fresh), ERR_NONE);
	assert_int_equal(members, 2);
	assert_int_equal(fresh, 2);
	f->ends_damaged = true;
	fixture_free(f);
}

/* Every statement that runs, each to be explained afterwards. */
struct trace {
	const char *text[64];
	size_t n;
};

static int
on_statement(unsigned type, void *arg, void *stmt, void *sql)
{
	struct trace *t = arg;
	const char *text = sqlite3_sql(stmt);

	(void)type;
	(void)sql;
	for (size_t i = 0; i < t->n; i++) {
		if (strcmp(t->text[i], text) == 0)
			return 0;
	}
	assert_true(t->n < 64);
	t->text[t->n++] = arena_dup(&f->arena, str_from(text)).p;
	return 0;
}

/* Boards are few; what else has its rows looked at one by one is wrong. */
static void
explain(const char *text)
{
	struct buf sql = BUF_INIT(0);
	sqlite3_stmt *q = NULL;

	buf_printf(&sql, "EXPLAIN QUERY PLAN %s", text);
	buf_char(&sql, '\0');
	assert_int_equal(
	    sqlite3_prepare_v2(sql_handle(f->store), sql.p, -1, &q, NULL),
	    SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW) {
		const char *line = (const char *)sqlite3_column_text(q, 3);

		if (strncmp(line, "SCAN ", 5) == 0 &&
		    strncmp(line, "SCAN b", 6) != 0 &&
		    strncmp(line, "SCAN ab", 7) != 0 &&
		    strncmp(line, "SCAN (", 6) != 0 &&
		    strncmp(line, "SCAN k", 6) != 0 &&
		    strncmp(line, "SCAN o", 6) != 0 &&
		    strncmp(line, "SCAN p", 6) != 0 &&
		    strncmp(line, "SCAN CONSTANT ROW", 17) != 0)
			fail_msg("%s\n%s", line, text);
		if (sqlite3_column_int(q, 1) == 0 &&
		    strstr(line, "USE TEMP B-TREE") &&
		    strstr(text, "INDEXED BY thread_by") &&
		    strstr(text, " o CROSS JOIN") == NULL &&
		    strstr(text, "ab CROSS JOIN") == NULL)
			fail_msg("sorted: %s", text);
	}
	sqlite3_finalize(q);
	buf_free(&sql);
}

static void
no_list_walks_over_all_threads_or_posts(void **state)
{
	(void)state;
	struct trace trace = { .n = 0 };
	struct board_list boards;
	int64_t members, fresh;

	people_and_boss();
	fixture_ok(f, tom, "ask support Title", "x");
	sqlite3_trace_v2(
	    sql_handle(f->store), SQLITE_TRACE_STMT, on_statement, &trace);
	assert_int_equal(
	    store_board_list(f->store, &f->arena, as(ann), &boards), ERR_NONE);
	(void)since(ann, 8);
	(void)unread(ann, "unread");
	assert_int_equal(
	    store_since_members(f->store, 0, &members, &fresh), ERR_NONE);
	for (int i = THREADS_ALL; i <= THREADS_SCORE; i++) {
		struct thread_cursor top = { 0 };

		(void)page(
		    ann, "support", (enum thread_filter)i, top, false, 5);
		(void)page(ann, "support", (enum thread_filter)i, top, true, 5);
	}
	sqlite3_trace_v2(sql_handle(f->store), 0, NULL, NULL);
	assert_true(trace.n > 15);
	for (size_t i = 0; i < trace.n; i++)
		explain(trace.text[i]);
	fixture_free(f);
}

static void
nobody_comes_in_past_the_keys_of_all_others(void **state)
{
	(void)state;
	static const struct str key = STR_INIT("SHA256:new");
	struct trace trace = { .n = 0 };
	struct member_row m;

	people();
	sqlite3_trace_v2(
	    sql_handle(f->store), SQLITE_TRACE_STMT, on_statement, &trace);
	assert_int_equal(
	    store_member_by_key(f->store, &f->arena, key, &m), ERR_MISSING);
	assert_int_equal(store_member_by_pending_key(
			     f->store, &f->arena, key, STR("tom"), &m),
	    ERR_MISSING);
	assert_int_equal(
	    store_key_add(f->store, tom, key, STR("x"), false, 1), ERR_NONE);
	assert_int_equal(
	    store_key_add(f->store, tom, key, STR("x"), true, 1), ERR_CONFLICT);
	assert_int_equal(
	    store_key_add(f->store, ann, key, STR("x"), true, 1), ERR_NONE);
	assert_int_equal(store_key_add(f->store, boss, key, STR("x"), false, 1),
	    ERR_CONFLICT);
	assert_int_equal(store_key_prove(f->store, tom, key), ERR_NONE);
	assert_int_equal(store_key_used(f->store, key, 5), ERR_NONE);
	sqlite3_trace_v2(sql_handle(f->store), 0, NULL, NULL);
	assert_true(trace.n > 5);
	for (size_t i = 0; i < trace.n; i++)
		explain(trace.text[i]);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_filter_shows_its_threads),
		cmocka_unit_test(a_board_is_sorted_by_age_or_score_as_well),
		cmocka_unit_test(unread_knows_marks_holes_and_mutes),
		cmocka_unit_test(what_is_unread_is_listed_board_by_board),
		cmocka_unit_test(no_more_is_promised_than_an_answer_holds),
		cmocka_unit_test(pages_go_both_ways_over_five_hundred_threads),
		cmocka_unit_test(a_board_tells_its_last_thread_and_who_waits),
		cmocka_unit_test(who_comes_back_is_told_what_concerns_them),
		cmocka_unit_test(a_board_that_closed_its_door_tells_nothing),
		cmocka_unit_test(
		    people_are_counted_but_not_the_robot_nor_the_unclaimed),
		cmocka_unit_test(no_list_walks_over_all_threads_or_posts),
		cmocka_unit_test(nobody_comes_in_past_the_keys_of_all_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
