/* What a word that somebody types may become. */
#include "common/store/suggest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/people.h"

static struct viewer
viewer_of(int64_t id)
{
	return (struct viewer){ id, id ? ROLE_MEMBER : ROLE_GUEST };
}

static void
are_people(int64_t who, int64_t thread, const char *begin, const char *want)
{
	struct suggest_people found;
	struct buf b = BUF_INIT(0);
	const char *got;

	assert_int_equal(store_suggest_people(f->store, &f->arena,
			     viewer_of(who), thread, str_from(begin), &found),
	    ERR_NONE);
	for (size_t i = 0; i < found.len; i++)
		buf_printf(&b, "%s%.*s%s", i ? " " : "",
		    STR_ARG(found.row[i].handle),
		    found.row[i].takes_part ? "!" : "");
	got = fixture_take(f, &b);
	if (strcmp(got, want) != 0)
		fail_msg("@%s: got \"%s\", want \"%s\"", begin, got, want);
}

static void
are_threads(int64_t who, int64_t board, const char *begin, const char *want)
{
	struct suggest_threads found;
	struct buf b = BUF_INIT(0);
	const char *got;

	assert_int_equal(store_suggest_threads(f->store, &f->arena,
			     viewer_of(who), board, str_from(begin), &found),
	    ERR_NONE);
	for (size_t i = 0; i < found.len; i++)
		buf_printf(&b, "%s%d", i ? " " : "", (int)found.row[i].id);
	got = fixture_take(f, &b);
	if (strcmp(got, want) != 0)
		fail_msg("#%s: got \"%s\", want \"%s\"", begin, got, want);
}

static int64_t
board_id(const char *slug)
{
	return fixture_sql_int(
	    f, fixture_line(f, "SELECT id FROM board WHERE slug = '%s'", slug));
}

static void
who_takes_part_comes_first_and_then_who_was_here(void **state)
{
	(void)state;
	people_and_mod();
	fixture_join(f, "annika");
	fixture_join(f, "bert");
	fixture_sql(f,
	    "UPDATE member SET last_seen_at = 5000 WHERE handle = "
	    "'bert'");
	fixture_sql(f,
	    "UPDATE member SET last_seen_at = 4000 WHERE handle = "
	    "'annika'");
	fixture_ok(f, tom, "ask support A question", "text");
	fixture_ok(f, ann, "reply 1 yes", NULL);
	are_people(tom, 1, "an", "ann! annika");
	are_people(ann, 1, "", "tom! bert annika mod ann");
	are_people(ann, 0, "", "bert annika tom mod ann");
	are_people(tom, 1, "AN", "ann! annika");
	are_people(tom, 1, "zz", "");
	are_people(tom, 99, "ann", "annika ann");
	fixture_free(f);
}

static void
names_are_found_too_and_the_gone_are_not(void **state)
{
	(void)state;
	people_and_mod();
	fixture_ok(f, ann, "profile --name \"Zora Zapf\"", NULL);
	are_people(tom, 0, "zor", "ann");
	fixture_sql(f,
	    "UPDATE member SET status = 'closed' WHERE handle = "
	    "'ann'");
	are_people(tom, 0, "zor", "");
	are_people(tom, 0, "an", "");
	are_people(tom, 0, "ro", ""); /* the robot */
	are_people(tom, 0, "%", "");
	fixture_free(f);
}

/* Nobody is asked for a handle of which there is no end. */
static void
a_list_has_its_most(void **state)
{
	struct suggest_people found;

	(void)state;
	people_and_mod();
	for (int i = 0; i < SUGGEST_MAX + 1; i++)
		fixture_join(f, fixture_line(f, "many%d", i));
	assert_int_equal(store_suggest_people(f->store, &f->arena,
			     viewer_of(tom), 0, STR("many"), &found),
	    ERR_NONE);
	assert_int_equal(found.len, SUGGEST_MAX);
	fixture_free(f);
}

static void
threads_are_found_by_number_and_by_words(void **state)
{
	(void)state;
	people_and_mod();
	for (int i = 1; i <= 12; i++)
		fixture_ok(f, tom,
		    fixture_line(f, "ask support Question number%d", i), "x");
	fixture_ok(f, tom, "post talk Über (new) cables", "x");
	are_threads(tom, board_id("support"), "1", "1 13 12 11 10");
	are_threads(tom, board_id("support"), "12", "12");
	are_threads(tom, board_id("support"), "99", "");
	are_threads(tom, board_id("support"), "0", "");
	are_threads(tom, board_id("support"), "999999999999", "");
	are_threads(tom, board_id("support"), "NUMBER3", "3");
	are_threads(tom, board_id("support"), "umber", "");
	are_threads(tom, board_id("talk"), "", "13");
	are_threads(tom, board_id("talk"), "ne", "13");
	are_threads(tom, board_id("talk"), "Üb", "13");
	are_threads(tom, board_id("talk"), "question", "");
	fixture_free(f);
}

/* Not even by their number. */
static void
threads_of_others_are_not_told(void **state)
{
	(void)state;
	people_and_mod();
	fixture_ok(f, mod, "post talk A secret", "x");
	fixture_sql(f, "UPDATE board SET read_rank = 4 WHERE slug = 'talk'");
	are_threads(tom, board_id("talk"), "secret", "");
	are_threads(tom, board_id("talk"), "1", "");
	are_people(tom, 1, "mo", "mod");
	fixture_sql(f, "UPDATE board SET read_rank = 0 WHERE slug = 'talk'");
	are_threads(tom, board_id("talk"), "1", "1");
	fixture_ok(f, mod, "delete 1", NULL);
	are_threads(tom, board_id("talk"), "1", "");
	are_threads(tom, board_id("talk"), "", "");
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    who_takes_part_comes_first_and_then_who_was_here),
		cmocka_unit_test(names_are_found_too_and_the_gone_are_not),
		cmocka_unit_test(a_list_has_its_most),
		cmocka_unit_test(threads_are_found_by_number_and_by_words),
		cmocka_unit_test(threads_of_others_are_not_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
