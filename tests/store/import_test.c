/* Threads of other forums: taken in once, whole, whatever their order. */
#include "tests/lib/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
static struct fixture *f;

/* A thread in neutral form, up to its replies. */
#define THREAD(id)                                                   \
	"{\"kind\":\"question\",\"src\":\"se\",\"id\":\"" id "\","   \
	"\"board\":\"Beer\",\"title\":\"Foam " id "\","              \
	"\"author\":\"Tom#1\",\"created\":\"2015-03-04T05:06:07Z\"," \
	"\"body\":\"Why *foam*?\",\"score\":5,\"tags\":[\"ale\",\"cask\"]"
#define REPLY(id, more)                                                   \
	"{\"id\":\"" id "\",\"author\":\"Ann#2\",\"body\":\"re " id "\"," \
	"\"created\":\"2015-03-05T00:00:00Z\"" more "}"

static struct outcome
import(const char *line)
{
	return fixture_ok(f, ROBOT, "import", line);
}

static void
counted(struct outcome o, int64_t threads, int64_t posts, int64_t known)
{
	assert_int_equal(fixture_int(&o, 0, "threads"), threads);
	assert_int_equal(fixture_int(&o, 0, "posts"), posts);
	assert_int_equal(fixture_int(&o, 0, "known"), known);
}

static void
a_thread_comes_in_with_all_that_belongs_to_it(void **state)
{
	(void)state;
	struct outcome o;

	f = fixture_new();
	o = import(THREAD("1") ",\"replies\":[" REPLY("a",
	    ",\"type\":\"answer\",\"accepted\":true,"
	    "\"score\":7") "," REPLY("b",
	    ",\"type\":\"comment\",\"parent\":\"a\"") "]}");
	counted(o, 1, 3, 0);
	assert_int_equal(fixture_int(&o, 0, "members"), 2);
	o = fixture_ok(f, GUEST, "read 1", NULL);
	assert_int_equal(o.rows.len, 3);
	assert_string_equal(fixture_text(f, &o, 0, "title"), "Foam 1");
	assert_string_equal(fixture_text(f, &o, 0, "board"), "beer");
	assert_string_equal(fixture_text(f, &o, 0, "tags"), "ale,cask");
	assert_string_equal(fixture_text(f, &o, 0, "state"), "solved");
	assert_string_equal(fixture_text(f, &o, 0, "author"), "Tom");
	assert_int_equal(fixture_int(&o, 0, "score"), 5);
	assert_true(fixture_int(&o, 0, "created") == 1425445567000);
	assert_int_equal(fixture_int(&o, 1, "score"), 7);
	assert_int_equal(fixture_int(&o, 1, "accepted"), 1);
	assert_string_equal(fixture_text(f, &o, 1, "kind"), "answer");
	assert_int_equal(fixture_int(&o, 2, "parent"), 2);
	assert_string_equal(fixture_text(f, &o, 2, "kind"), "comment");
	assert_int_equal(
	    fixture_ok(f, GUEST, "search is:solved tag:ale foam", NULL)
		.rows.len,
	    1);
	fixture_free(f);
}

static void
a_second_run_changes_nothing(void **state)
{
	(void)state;
	static const char line[] =
	    THREAD("1") ",\"replies\":[" REPLY("a", ",\"accepted\":true") "]}";
	struct outcome o;

	f = fixture_new();
	import(line);
	o = import(line);
	counted(o, 0, 0, 2);
	assert_false(f->wrote);
	fixture_free(f);
}

static void
more_replies_come_in_with_a_later_run(void **state)
{
	(void)state;
	struct outcome o;

	f = fixture_new();
	import(THREAD("1") ",\"replies\":[]}");
	o = fixture_ok(f, GUEST, "read 1", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "state"), "open");
	counted(
	    import(THREAD("1") ",\"replies\":[" REPLY("a", "") "]}"), 0, 1, 1);
	o = fixture_ok(f, GUEST, "read 1", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "state"), "replied");
	counted(import(THREAD("1") ",\"replies\":[" REPLY("a", "") "," REPLY(
		    "b", ",\"parent\":\"a\",\"accepted\":true") "]}"),
	    0, 1, 2);
	o = fixture_ok(f, GUEST, "read 1", NULL);
	assert_int_equal(o.rows.len, 3);
	assert_int_equal(fixture_int(&o, 2, "parent"), 2);
	assert_string_equal(fixture_text(f, &o, 0, "state"), "solved");
	fixture_free(f);
}

static void
a_reply_may_stand_before_what_it_replies_to(void **state)
{
	(void)state;
	struct outcome o;

	f = fixture_new();
	import(THREAD("1") ",\"replies\":[" REPLY(
	    "late", ",\"parent\":\"b\"") "," REPLY("a", "") "," REPLY("b",
	    ",\"parent\":\"a\"") "," REPLY("c", ",\"parent\":\"nosuch\"") "]}");
	o = fixture_ok(f, GUEST, "read 1", NULL);
	assert_int_equal(fixture_int(&o, 1, "parent"), 4);
	assert_int_equal(fixture_int(&o, 2, "parent"), 1);
	assert_int_equal(fixture_int(&o, 3, "parent"), 3);
	assert_int_equal(fixture_int(&o, 4, "parent"), 1);
	fixture_free(f);
}

static void
an_own_answer_that_was_accepted_solves_the_question(void **state)
{
	(void)state;
	struct outcome o;

	f = fixture_new();
	import(THREAD("1") ",\"replies\":[{\"id\":\"a\",\"author\":\"Tom#1\","
			   "\"body\":\"found it\",\"accepted\":true}]}");
	o = fixture_ok(f, GUEST, "read 1", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "state"), "solved");
	assert_int_equal(fixture_int(&o, 1, "accepted"), 1);
	fixture_free(f);
}

static void
authors_are_unclaimed_members_with_handles_of_their_own(void **state)
{
	(void)state;
	static const char *const authors[] = { "Tom#1", "Tom#2", "tom#3", "Tom",
		"guest", "日本#9", "",
		"A very long name of somebody who never did stop#12", "C#",
		"robot#1" };

	f = fixture_new();
	fixture_join(f, "tom");
	for (size_t i = 0; i < sizeof authors / sizeof authors[0]; i++)
		import(fixture_line(f,
		    "{\"kind\":\"discussion\",\"src\":\"x\",\"id\":\"%zu\","
		    "\"board\":\"b\",\"title\":\"T\",\"body\":\"x\","
		    "\"author\":\"%s\"}",
		    i, authors[i]));
	assert_int_equal(fixture_sql_int(f,
			     "SELECT count(DISTINCT lower(handle)) FROM member"
			     " WHERE status = 'unclaimed'"),
	    10);
	assert_int_equal(fixture_sql_int(f,
			     "SELECT count(*) FROM member"
			     " WHERE status = 'unclaimed' AND (role <> 'member'"
			     " OR handle IN ('tom', 'guest', 'robot'))"),
	    0);
	assert_string_equal(fixture_sql_text(f,
				"SELECT display FROM member WHERE src_id ="
				" 'Tom#2'"),
	    "Tom");
	fixture_free(f);
}

static void
one_author_of_many_posts_is_one_member(void **state)
{
	(void)state;
	struct outcome o;

	f = fixture_new();
	import(THREAD("1") ",\"replies\":[" REPLY("a", "") "," REPLY(
	    "b", "") "]}");
	o = import(THREAD("2") ",\"replies\":[" REPLY("a", "") "]}");
	assert_int_equal(fixture_int(&o, 0, "members"), 0);
	o = fixture_ok(f, GUEST, "profile ann", NULL);
	assert_int_equal(fixture_int(&o, 0, "posts"), 3);
	assert_string_equal(fixture_text(f, &o, 0, "status"), "unclaimed");
	fixture_free(f);
}

static void
duplicates_are_linked_when_the_run_is_over(void **state)
{
	(void)state;
	static const char dups[] = "SELECT coalesce(group_concat(id || '>' ||"
				   " dup_of, ' '), '') FROM thread"
				   " WHERE dup_of IS NOT NULL";

	f = fixture_new();
	import(THREAD("1") ",\"duplicate_of\":\"2\"}");
	import(THREAD("2") "}");
	import(THREAD("3") ",\"duplicate_of\":\"99\"}");
	import(THREAD("4") ",\"duplicate_of\":\"4\"}");
	assert_string_equal(fixture_sql_text(f, dups), "");
	fixture_ok(f, ROBOT, "import --done", NULL);
	assert_string_equal(fixture_sql_text(f, dups), "1>2");
	fixture_ok(f, ROBOT, "import --done", NULL);
	assert_string_equal(fixture_sql_text(f, dups), "1>2");
	fixture_free(f);
}

static void
a_run_makes_no_event_a_post_but_one_at_its_end(void **state)
{
	(void)state;
	static const char events[] =
	    "SELECT coalesce(group_concat(kind, ' '), '') FROM event"
	    " WHERE seq > 3";

	f = fixture_new();
	import(THREAD("1") ",\"replies\":[" REPLY("a", "") "]}");
	assert_string_equal(fixture_sql_text(f, events), "board.added");
	fixture_ok(f, ROBOT, "import --done", NULL);
	assert_string_equal(
	    fixture_sql_text(f, events), "board.added import.done");
	fixture_free(f);
}

static void
all_can_go_to_one_board(void **state)
{
	(void)state;
	f = fixture_new();
	fixture_ok(f, ROBOT, "import --board support", THREAD("1") "}");
	fixture_ok(f, ROBOT, "import --board new-one", THREAD("2") "}");
	fixture_fails(
	    f, ROBOT, "import --board Bad_One", THREAD("3") "}", ERR_INVALID);
	assert_string_equal(fixture_sql_text(f,
				"SELECT group_concat(slug) FROM thread t"
				" JOIN board b ON b.id = t.board_id"),
	    "support,new-one");
	fixture_free(f);
}

static void
what_was_removed_here_does_not_come_back(void **state)
{
	(void)state;
	static const char line[] =
	    THREAD("1") ",\"replies\":[" REPLY("a", "") "]}";

	f = fixture_new();
	import(line);
	fixture_ok(f, ROBOT, "delete --why spam 1.2", NULL);
	counted(import(line), 0, 0, 2);
	fixture_ok(f, ROBOT, "delete --why spam 1", NULL);
	fixture_fails(f, ROBOT, "import", line, ERR_CONFLICT);
	fixture_free(f);
}

static void
what_is_no_thread_is_refused_and_changes_nothing(void **state)
{
	(void)state;
	static const char *const bad[] = { "", "{", "[]", "{}",
		"{\"kind\":\"spam_sample\",\"src\":\"x\",\"id\":\"1\"}",
		"{\"kind\":\"question\",\"src\":\"x\"}" };

	f = fixture_new();
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		fixture_fails(f, ROBOT, "import", bad[i], ERR_INVALID);
		assert_false(f->wrote);
	}
	fixture_free(f);
}

static void
an_imported_thread_lives_on_here(void **state)
{
	(void)state;
	int64_t ann;

	f = fixture_new();
	ann = fixture_join(f, "annette");
	import(THREAD("1") ",\"replies\":[" REPLY("a", "") "]}");
	fixture_ok(f, ann, "reply 1 and now", NULL);
	fixture_ok(f, ann, "vote 1", NULL);
	fixture_ok(f, ann, "vote 1.2 down", NULL);
	fixture_ok(f, ROBOT, "accept 1.3", NULL);
	fixture_ok(f, ROBOT, "edit --why test --title Foam 1", NULL);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_thread_comes_in_with_all_that_belongs_to_it),
		cmocka_unit_test(a_second_run_changes_nothing),
		cmocka_unit_test(more_replies_come_in_with_a_later_run),
		cmocka_unit_test(a_reply_may_stand_before_what_it_replies_to),
		cmocka_unit_test(
		    an_own_answer_that_was_accepted_solves_the_question),
		cmocka_unit_test(
		    authors_are_unclaimed_members_with_handles_of_their_own),
		cmocka_unit_test(one_author_of_many_posts_is_one_member),
		cmocka_unit_test(duplicates_are_linked_when_the_run_is_over),
		cmocka_unit_test(
		    a_run_makes_no_event_a_post_but_one_at_its_end),
		cmocka_unit_test(all_can_go_to_one_board),
		cmocka_unit_test(what_was_removed_here_does_not_come_back),
		cmocka_unit_test(
		    what_is_no_thread_is_refused_and_changes_nothing),
		cmocka_unit_test(an_imported_thread_lives_on_here),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
