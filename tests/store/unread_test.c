/* The next unread post, marks with holes, and a thread as a tree. */
#include "tests/lib/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/store/mark.h"
#include "common/store/post.h"
#include "common/store/thread.h"

static struct viewer
viewer(int64_t who)
{
	return (struct viewer){ who, who ? ROLE_MEMBER : ROLE_GUEST };
}

/* "12.3", or "-" when all is read. */
static const char *
next(int64_t who, int64_t thread, int64_t n)
{
	int64_t to, to_n;
	enum err e =
	    store_unread_next(f->store, viewer(who), thread, n, &to, &to_n);

	if (e == ERR_MISSING)
		return "-";
	assert_int_equal(e, ERR_NONE);
	return fixture_line(f, "%d.%d", (int)to, (int)to_n);
}

static void
thread(const char *board, int replies)
{
	struct outcome o = fixture_ok(f, tom,
	    fixture_line(f, "%s %s A thread",
		strcmp(board, "support") ? "post" : "ask", board),
	    "words");
	int64_t id = fixture_int(&o, 0, "thread");

	for (int i = 0; i < replies; i++)
		fixture_ok(
		    f, tom, fixture_line(f, "reply %d words", (int)id), NULL);
}

static void
it_is_in_the_thread_then_on_the_board_then_elsewhere(void **state)
{
	(void)state;
	people();
	thread("talk", 1); /* 1 */
	thread("talk", 0); /* 2: above it by activity */
	thread("talk", 0); /* 3: on top */
	fixture_ok(f, ROBOT, "board-add --position 99 zoo", NULL);
	thread("zoo", 0); /* 4 */
	assert_string_equal(next(ann, 0, 0), "3.1");
	assert_string_equal(next(ann, 3, 0), "3.1");
	assert_string_equal(next(ann, 3, 1), "2.1");
	assert_string_equal(next(ann, 2, 1), "1.1");
	assert_string_equal(next(ann, 1, 1), "1.2");
	/* Below the last of a board comes what is above it, then the rest. */
	assert_string_equal(next(ann, 1, 2), "3.1");
	fixture_ok(f, ann, "mark 3", NULL);
	fixture_ok(f, ann, "mark 2", NULL);
	assert_string_equal(next(ann, 1, 2), "4.1");
	assert_string_equal(next(ann, 4, 1), "1.1");
	fixture_ok(f, ann, "mark 1", NULL);
	/* What stands before the start comes last. */
	assert_string_equal(next(ann, 4, 1), "4.1");
	fixture_ok(f, ann, "mark 4", NULL);
	assert_string_equal(next(ann, 4, 1), "-");
	assert_string_equal(next(ann, 0, 0), "-");
	assert_string_equal(next(tom, 0, 0), "-");
	assert_string_equal(next(GUEST, 0, 0), "-");
	fixture_free(f);
}

static void
a_walk_sees_every_unread_post_once(void **state)
{
	int64_t at = 0, n = 0, seen = 0;

	(void)state;
	people();
	for (int i = 0; i < 12; i++)
		thread(i % 3 ? "talk" : "support", i % 4);
	fixture_ok(f, ann, "mark 3.2", NULL);
	while (store_unread_next(f->store, viewer(ann), at, n, &at, &n) ==
	    ERR_NONE) {
		seen++;
		fixture_ok(f, ann,
		    fixture_line(f, "mark %d.%d", (int)at, (int)n), NULL);
		assert_true(seen < 100);
	}
	/* 12 first posts, 3 x (0+1+2+3) replies, 2 marked before. */
	assert_int_equal(seen, 12 + 18 - 2);
	fixture_free(f);
}

static void
what_is_muted_private_or_gone_is_passed_over(void **state)
{
	(void)state;
	people();
	thread("talk", 0);
	fixture_ok(f, ann, "follow 1 mute", NULL);
	assert_string_equal(next(ann, 0, 0), "-");
	assert_string_equal(next(ann, 1, 0), "-");
	thread("support", 0);
	assert_string_equal(next(ann, 1, 0), "2.1");
	fixture_ok(f, ann, "follow support mute", NULL);
	assert_string_equal(next(ann, 0, 0), "-");
	fixture_ok(f, ann, "follow support normal", NULL);
	fixture_ok(f, tom, "delete 2", NULL);
	assert_string_equal(next(ann, 0, 0), "-");
	thread("talk", 1);
	fixture_ok(f, tom, "delete 3.2", NULL);
	assert_string_equal(next(ann, 3, 1), "3.1");
	fixture_sql(f, "UPDATE board SET read_rank = 3 WHERE slug = 'talk'");
	assert_string_equal(next(ann, 0, 0), "-");
	assert_string_equal(next(ann, 3, 0), "-");
	fixture_free(f);
}

static void
a_hole_is_found_wherever_it_is(void **state)
{
	(void)state;
	people();
	thread("talk", 4);
	thread("talk", 0);
	fixture_ok(f, ann, "mark talk", NULL);
	assert_string_equal(next(ann, 0, 0), "-");
	fixture_ok(f, ann, "mark --unread 1.3", NULL);
	assert_string_equal(next(ann, 0, 0), "1.3");
	assert_string_equal(next(ann, 1, 2), "1.3");
	assert_string_equal(next(ann, 2, 1), "1.3");
	assert_string_equal(next(ann, 1, 3), "1.3");
	thread("support", 0);
	assert_string_equal(next(ann, 1, 3), "3.1");
	fixture_free(f);
}

/* More beyond the mark than is looked at at once: one after the other. */
static void
a_board_that_is_all_unread_is_walked_by_activity(void **state)
{
	static const char many_sql[] =
	    "WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k"
	    "  WHERE i < 1500)"
	    " INSERT INTO thread (board_id, author_id, title, created_at,"
	    "  bumped_at, seq, last_seq, replies)"
	    " SELECT 3, m.id, 'T', 1, 1000 + i, 2, 2 * i, 1 FROM k, member m"
	    "  WHERE m.handle = 'tom'";
	static const char posts_sql[] =
	    "INSERT INTO post (thread_id, board_id, author_id, n, board_seq,"
	    "  body, created_at)"
	    " SELECT t.id, 3, t.author_id, n.n, t.last_seq - 2 + n.n, 'x', 1"
	    "  FROM thread t, (SELECT 1 AS n UNION SELECT 2) n ORDER BY t.id";

	(void)state;
	people();
	fixture_sql(f, many_sql);
	fixture_sql(f, posts_sql);
	fixture_sql(f, "UPDATE board SET seq = 3000 WHERE id = 3");
	f->ends_damaged = true;
	assert_string_equal(next(ann, 0, 0), "1500.1");
	assert_string_equal(next(ann, 1500, 1), "1500.2");
	assert_string_equal(next(ann, 1500, 2), "1499.1");
	assert_string_equal(next(ann, 1, 2), "1500.1");
	/* Only the oldest is left, beyond all that is tried by activity. */
	fixture_sql(f,
	    "INSERT INTO read_mark SELECT m.id, t.id, 2"
	    " FROM member m, thread t"
	    " WHERE m.handle = 'ann' AND t.id > 1");
	assert_string_equal(next(ann, 0, 0), "1.1");
	assert_string_equal(next(ann, 700, 2), "1.1");
	fixture_ok(f, ann, "mark 1", NULL);
	assert_string_equal(next(ann, 0, 0), "-");
	fixture_free(f);
}

/* The numbers of what is new in thread 1, as its tree has them. */
static const char *
new_of(int64_t who)
{
	struct arena a = ARENA_INIT;
	struct post_tree t;
	const char *out = "";

	assert_int_equal(
	    store_post_tree(f->store, &a, viewer(who), 1, 1, TREE_MAX, &t),
	    ERR_NONE);
	for (size_t i = 0; i < t.len; i++) {
		if (t.row[i].unread)
			out = fixture_line(f, "%s%d ", out, (int)t.row[i].n);
	}
	arena_free(&a);
	return out;
}

static void
a_mark_may_leave_posts_unread_behind_it(void **state)
{
	(void)state;
	people();
	thread("talk", 8);
	assert_string_equal(new_of(ann), "1 2 3 4 5 6 7 8 9 ");
	fixture_ok(f, ann, "mark --but 3,5,6 1.7", NULL);
	assert_string_equal(new_of(ann), "3 5 6 8 9 ");
	assert_string_equal(next(ann, 1, 3), "1.5");
	/* Another mark says anew what stays; what is beyond it does. */
	fixture_ok(f, ann, "mark --but 5 1.5", NULL);
	assert_string_equal(new_of(ann), "5 6 8 9 ");
	fixture_ok(f, ann, "mark 1", NULL);
	assert_string_equal(new_of(ann), "");
	assert_int_equal(
	    fixture_sql_int(f, "SELECT count(*) FROM read_hole"), 0);
	fixture_free(f);
}

static void
a_mark_leaves_no_more_than_it_may(void **state)
{
	const char *but = "1";

	(void)state;
	people();
	thread("talk", MARK_BUT_MAX + 5);
	for (int i = 2; i <= MARK_BUT_MAX; i++)
		but = fixture_line(f, "%s,%d", but, i);
	fixture_ok(f, ann, fixture_line(f, "mark --but %s 1", but), NULL);
	assert_int_equal(
	    fixture_sql_int(f, "SELECT count(*) FROM read_hole"), MARK_BUT_MAX);
	fixture_fails(f, ann,
	    fixture_line(f, "mark --but %s,%d 1", but, MARK_BUT_MAX + 1), NULL,
	    ERR_LIMIT);
	fixture_free(f);
}

static void
what_a_mark_cannot_leave_is_told(void **state)
{
	(void)state;
	people();
	thread("talk", 3);
	fixture_fails(f, ann, "mark --but 5 1.3", NULL, ERR_INVALID);
	fixture_fails(f, ann, "mark --but 0 1.3", NULL, ERR_INVALID);
	fixture_fails(f, ann, "mark --but 2,x 1.3", NULL, ERR_INVALID);
	fixture_fails(f, ann, "mark --but 2,,3 1.3", NULL, ERR_INVALID);
	fixture_fails(f, ann, "mark --but 2 talk", NULL, ERR_INVALID);
	fixture_fails(f, ann, "mark --but 2 --unread 1.3", NULL, ERR_INVALID);
	fixture_fails(f, GUEST, "mark --but 2 1.3", NULL, ERR_DENIED);
	assert_string_equal(new_of(ann), "1 2 3 4 ");
	fixture_free(f);
}

static void
a_tree_has_all_but_the_words(void **state)
{
	struct arena a = ARENA_INIT;
	struct post_tree t;
	struct post_row p;

	(void)state;
	people();
	fixture_ok(f, tom, "ask support Why", "words");
	fixture_ok(f, ann, "reply 1 two", NULL);
	fixture_ok(f, tom, "reply 1.2 three", NULL);
	fixture_ok(f, ann, "reply 1.3 four", NULL);
	fixture_ok(f, tom, "accept 1.2", NULL);
	fixture_ok(f, tom, "vote 1.2", NULL);
	fixture_ok(f, ann, "edit 1.2 another", NULL);
	fixture_ok(f, ann, "delete 1.4", NULL);
	fixture_ok(f, ROBOT, "member-role ann staff", NULL);
	assert_int_equal(
	    store_post_tree(f->store, &a, viewer(tom), 1, 1, 9, &t), ERR_NONE);
	assert_int_equal(t.len, 4);
	assert_false(t.cut);
	assert_int_equal(t.row[0].parent_n, 0);
	assert_int_equal(t.row[1].parent_n, 1);
	assert_int_equal(t.row[2].parent_n, 2);
	assert_int_equal(t.row[3].parent_n, 3);
	assert_int_equal(t.row[1].author_id, ann);
	assert_true(t.row[1].accepted && t.row[1].unread);
	assert_false(t.row[0].accepted || t.row[0].unread);
	assert_true(t.row[3].hidden_ms && !t.row[3].unread);
	assert_int_equal(
	    store_post_get(f->store, &a, viewer(tom), 1, 2, &p), ERR_NONE);
	assert_true(str_eq(p.author, STR("ann")));
	assert_int_equal(p.author_role, ROLE_STAFF);
	assert_true(str_eq(p.kind, STR("answer")));
	assert_true(p.score == 1 && p.my_vote == 1 && p.edited_ms);
	/* A part of it knows the numbers of parents before it. */
	assert_int_equal(
	    store_post_tree(f->store, &a, viewer(ann), 1, 3, 1, &t), ERR_NONE);
	assert_int_equal(t.len, 1);
	assert_true(t.cut);
	assert_int_equal(t.row[0].parent_n, 2);
	assert_int_equal(
	    store_post_tree(f->store, &a, viewer(ann), 1, 5, 9, &t), ERR_NONE);
	assert_int_equal(t.len, 0);
	arena_free(&a);
	fixture_free(f);
}

static void
a_tree_ends_at_its_limit(void **state)
{
	struct arena a = ARENA_INIT;
	struct post_tree t;

	(void)state;
	people();
	thread("talk", 0);
	fixture_sql(f,
	    fixture_line(f,
		"WITH RECURSIVE k(i) AS (SELECT 2 UNION ALL SELECT i + 1"
		" FROM k WHERE i < %d) INSERT INTO post (thread_id, board_id,"
		" author_id, n, board_seq, body, created_at)"
		" SELECT 1, 3, 1, i, i, 'x', 1 FROM k",
		TREE_MAX));
	f->ends_damaged = true;
	assert_int_equal(
	    store_post_tree(f->store, &a, viewer(ann), 1, 1, 2 * TREE_MAX, &t),
	    ERR_NONE);
	assert_int_equal(t.len, TREE_MAX);
	assert_false(t.cut);
	fixture_sql(f,
	    fixture_line(f,
		"INSERT INTO post (thread_id, board_id, author_id, n,"
		" board_seq, body, created_at) VALUES (1, 3, 1, %d, %d,"
		" 'x', 1)",
		TREE_MAX + 1, TREE_MAX + 1));
	assert_int_equal(
	    store_post_tree(f->store, &a, viewer(ann), 1, 1, 2 * TREE_MAX, &t),
	    ERR_NONE);
	assert_int_equal(t.len, TREE_MAX);
	assert_true(t.cut);
	arena_free(&a);
	fixture_free(f);
}

static void
threads_beside_a_thread_are_those_of_its_board(void **state)
{
	int64_t id;

	(void)state;
	people();
	thread("talk", 0);
	thread("talk", 0);
	thread("support", 0);
	thread("talk", 0);
	fixture_ok(f, tom, "delete 2", NULL);
	assert_int_equal(
	    store_thread_below(f->store, viewer(ann), 4, &id), ERR_NONE);
	assert_int_equal(id, 1);
	assert_int_equal(
	    store_thread_above(f->store, viewer(ann), 1, &id), ERR_NONE);
	assert_int_equal(id, 4);
	assert_int_equal(
	    store_thread_below(f->store, viewer(ann), 1, &id), ERR_MISSING);
	fixture_sql(f, "UPDATE board SET read_rank = 3 WHERE slug = 'talk'");
	assert_int_equal(
	    store_thread_below(f->store, viewer(ann), 4, &id), ERR_MISSING);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    it_is_in_the_thread_then_on_the_board_then_elsewhere),
		cmocka_unit_test(a_walk_sees_every_unread_post_once),
		cmocka_unit_test(what_is_muted_private_or_gone_is_passed_over),
		cmocka_unit_test(a_hole_is_found_wherever_it_is),
		cmocka_unit_test(
		    a_board_that_is_all_unread_is_walked_by_activity),
		cmocka_unit_test(a_mark_may_leave_posts_unread_behind_it),
		cmocka_unit_test(a_mark_leaves_no_more_than_it_may),
		cmocka_unit_test(what_a_mark_cannot_leave_is_told),
		cmocka_unit_test(a_tree_has_all_but_the_words),
		cmocka_unit_test(a_tree_ends_at_its_limit),
		cmocka_unit_test(
		    threads_beside_a_thread_are_those_of_its_board),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
