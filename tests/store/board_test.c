/* Boards: who sees which, and what a sysop can make of them. */
#include "tests/lib/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include "common/store/board.h"

static int64_t staff, sysop, bmod;

static void
boards_and_people(void)
{
	people();
	bmod = fixture_join(f, "bmod");
	mod = fixture_join_as(f, "mod", "moderator");
	staff = fixture_join_as(f, "stella", "staff");
	sysop = fixture_join_as(f, "boss", "sysop");
	fixture_ok(f, sysop, "board-add --read member members-only", NULL);
	fixture_ok(f, sysop, "board-add --read moderator backroom", NULL);
	fixture_ok(f, sysop, "board-add --read sysop vault", NULL);
	fixture_ok(f, sysop, "board-add --private --kind question club", NULL);
	fixture_ok(f, sysop, "board-edit --let-in ann club", NULL);
	fixture_ok(f, sysop, "board-edit --moderator bmod club", NULL);
}

static bool
sees(int64_t who, const char *slug)
{
	struct outcome o = fixture_ok(f, who, "boards", NULL);
	bool listed = false;
	enum err e;

	for (size_t i = 0; i < o.rows.len; i++)
		listed = listed ||
		    strcmp(fixture_text(f, &o, i, "board"), slug) == 0;
	e = fixture_run(f, who, fixture_line(f, "threads %s", slug), NULL).err;
	assert_int_equal(e, listed ? ERR_NONE : ERR_MISSING);
	return listed;
}

static void
each_role_sees_the_boards_it_may_read(void **state)
{
	(void)state;
	static const struct {
		const char *slug;
		const char *who; /* g m a b M s S */
	} cases[] = {
		{ "support", "gmabMsS" },
		{ "members-only", "mabMsS" },
		{ "backroom", "MsS" },
		{ "vault", "S" },
		{ "club", "absS" },
	};

	boards_and_people();
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const int64_t who[] = { GUEST, tom, ann, bmod, mod, staff,
			sysop };

		for (size_t k = 0; k < 7; k++) {
			bool want = strchr(cases[i].who, "gmabMsS"[k]) != NULL;

			if (sees(who[k], cases[i].slug) != want)
				fail_msg(
				    "%s to %c", cases[i].slug, "gmabMsS"[k]);
		}
	}
	fixture_free(f);
}

static void
a_hidden_board_looks_like_one_that_is_not_there(void **state)
{
	(void)state;
	struct outcome hidden, nothing;

	boards_and_people();
	hidden = fixture_fails(f, tom, "threads club", NULL, ERR_MISSING);
	nothing = fixture_fails(f, tom, "threads clob", NULL, ERR_MISSING);
	assert_int_equal(hidden.message.n, nothing.message.n);
	fixture_ok(f, ann, "ask club Secret matters", "body");
	fixture_fails(f, tom, "read 1", NULL, ERR_MISSING);
	fixture_fails(f, tom, "reply 1 x", NULL, ERR_MISSING);
	fixture_fails(f, tom, "vote 1", NULL, ERR_MISSING);
	fixture_fails(f, tom, "mark club", NULL, ERR_MISSING);
	fixture_fails(f, tom, "follow 1", NULL, ERR_MISSING);
	fixture_fails(f, tom, "ask club x", "y", ERR_MISSING);
	fixture_fails(f, GUEST, "read 1", NULL, ERR_MISSING);
	fixture_fails(f, mod, "read 1", NULL, ERR_MISSING);
	fixture_ok(f, bmod, "read 1", NULL);
	fixture_ok(f, staff, "read 1", NULL);
	fixture_free(f);
}

static void
who_is_put_out_sees_it_no_more(void **state)
{
	(void)state;
	boards_and_people();
	assert_true(sees(ann, "club"));
	fixture_ok(f, sysop, "board-edit --put-out ann club", NULL);
	assert_false(sees(ann, "club"));
	fixture_ok(f, sysop, "board-edit --put-out bmod club", NULL);
	assert_false(sees(bmod, "club"));
	fixture_ok(f, sysop, "board-edit --public club", NULL);
	assert_true(sees(GUEST, "club"));
	fixture_free(f);
}

static void
a_new_private_board_lets_in_nobody_of_another(void **state)
{
	(void)state;
	boards_and_people();
	fixture_ok(f, sysop, "board-edit --slug old-club club", NULL);
	fixture_ok(f, sysop, "board-add --private club", NULL);
	assert_true(sees(ann, "old-club"));
	assert_false(sees(ann, "club"));
	fixture_ok(f, sysop, "board-add --private old-club-mods", NULL);
	fixture_ok(f, sysop, "board-add --private club-mods", NULL);
	assert_false(sees(bmod, "club-mods"));
	fixture_ok(f, sysop, "board-edit --moderator tom club", NULL);
	assert_false(sees(bmod, "club"));
	assert_true(sees(tom, "club"));
	assert_false(sees(tom, "old-club"));
	fixture_free(f);
}

static void
a_board_with_the_longest_name_has_moderators_too(void **state)
{
	(void)state;
	static const char slug[] = "abcdefghijabcdefghijabcdefghij12";

	boards_and_people();
	fixture_ok(
	    f, sysop, fixture_line(f, "board-add --private %s", slug), NULL);
	fixture_ok(f, sysop,
	    fixture_line(f, "board-edit --moderator tom %s", slug), NULL);
	assert_true(sees(tom, slug));
	fixture_fails(f, sysop, fixture_line(f, "board-add %s3", slug), NULL,
	    ERR_INVALID);
	fixture_free(f);
}

static void
ranks_say_who_writes(void **state)
{
	(void)state;
	struct outcome o;

	boards_and_people();
	fixture_ok(f, sysop, "board-add --post moderator rules", NULL);
	fixture_fails(f, tom, "post rules Mine", "x", ERR_DENIED);
	fixture_ok(f, mod, "post rules Ours", "x");
	fixture_fails(f, tom, "reply 1 but", NULL, ERR_DENIED);
	o = fixture_fails(f, mod, "post news Hear", "x", ERR_DENIED);
	assert_true(
	    str_eq(o.message, STR("on news only staff may begin threads")));
	o = fixture_fails(f, tom, "post rules Mine", "x", ERR_DENIED);
	assert_true(
	    str_eq(o.message, STR("on rules only moderators may write")));
	o = fixture_ok(f, tom, "boards", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "board"), "news");
	assert_string_equal(fixture_text(f, &o, 0, "post"), "staff");
	assert_string_equal(fixture_text(f, &o, 0, "reply"), "member");
	assert_string_equal(fixture_text(f, &o, 1, "post"), "member");
	fixture_ok(f, staff, "post news Hear", "x");
	fixture_ok(f, tom, "reply 2 thanks", NULL);
	fixture_free(f);
}

static void
a_closed_board_is_read_only(void **state)
{
	(void)state;
	boards_and_people();
	fixture_ok(f, tom, "post talk Before", "x");
	fixture_ok(f, sysop, "board-edit --close talk", NULL);
	fixture_fails(f, tom, "post talk After", "x", ERR_DENIED);
	fixture_fails(f, sysop, "reply 1 no", NULL, ERR_DENIED);
	fixture_ok(f, GUEST, "read 1", NULL);
	fixture_ok(f, sysop, "board-edit --open talk", NULL);
	fixture_ok(f, tom, "reply 1 yes", NULL);
	fixture_free(f);
}

static void
names_are_checked_and_unique_whatever_their_case(void **state)
{
	(void)state;
	static const char *const bad[] = { "Upper", "-dash", "a_b", "a.b",
		"\"a b\"", "é", "\"\"" };

	boards_and_people();
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		fixture_fails(f, sysop, fixture_line(f, "board-add %s", bad[i]),
		    NULL, ERR_INVALID);
	fixture_fails(f, sysop, "board-add support", NULL, ERR_CONFLICT);
	assert_false(f->wrote);
	fixture_fails(
	    f, sysop, "board-edit --slug support talk", NULL, ERR_CONFLICT);
	fixture_fails(f, sysop, "board-add --kind poll x", NULL, ERR_INVALID);
	fixture_fails(f, sysop, "board-add --read all x", NULL, ERR_INVALID);
	fixture_fails(f, sysop, "board-add --post guest x", NULL, ERR_INVALID);
	fixture_ok(f, sysop, "board-edit --slug talks talk", NULL);
	assert_true(sees(GUEST, "talks"));
	fixture_free(f);
}

static void
a_kind_stays_once_there_are_threads(void **state)
{
	(void)state;
	boards_and_people();
	fixture_ok(f, sysop, "board-edit --kind question talk", NULL);
	fixture_ok(f, tom, "ask talk Why", "x");
	fixture_fails(
	    f, sysop, "board-edit --kind discussion talk", NULL, ERR_CONFLICT);
	fixture_fails(f, tom, "post talk x", "y", ERR_INVALID);
	fixture_free(f);
}

static void
boards_count_threads_and_questions_that_wait(void **state)
{
	(void)state;
	struct outcome o;

	boards_and_people();
	fixture_ok(f, tom, "ask support One", "x");
	fixture_ok(f, tom, "ask support Two", "x");
	fixture_ok(f, ann, "reply 1 here", NULL);
	o = fixture_ok(f, GUEST, "boards", NULL);
	assert_string_equal(fixture_text(f, &o, 1, "board"), "support");
	assert_int_equal(fixture_int(&o, 1, "threads"), 2);
	assert_int_equal(fixture_int(&o, 1, "waiting"), 1);
	assert_true(fixture_int(&o, 1, "last") == f->now_ms - 1000);
	fixture_ok(f, tom, "delete 2", NULL);
	o = fixture_ok(f, GUEST, "boards", NULL);
	assert_int_equal(fixture_int(&o, 1, "threads"), 1);
	assert_int_equal(fixture_int(&o, 1, "waiting"), 0);
	fixture_free(f);
}

static void
expect_order(const char *slugs)
{
	struct outcome o = fixture_ok(f, GUEST, "boards", NULL);
	const char *seen = "";

	for (size_t i = 0; i < o.rows.len; i++)
		seen = fixture_line(
		    f, "%s%s ", seen, fixture_text(f, &o, i, "board"));
	assert_string_equal(seen, slugs);
}

static void
a_new_board_goes_last_unless_told(void **state)
{
	(void)state;
	people();
	sysop = fixture_join_as(f, "boss", "sysop");
	fixture_ok(f, sysop, "board-add zoo", NULL);
	fixture_ok(f, sysop, "board-add ark", NULL);
	expect_order("news support talk zoo ark ");
	fixture_ok(f, sysop, "board-add --position 15 pets", NULL);
	expect_order("news pets support talk zoo ark ");
	fixture_ok(f, sysop, "board-add --position 1000000 end", NULL);
	fixture_ok(f, sysop, "board-add beyond", NULL);
	fixture_ok(f, sysop, "board-edit --title Ark ark", NULL);
	expect_order("news pets support talk zoo ark end beyond ");
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_role_sees_the_boards_it_may_read),
		cmocka_unit_test(
		    a_hidden_board_looks_like_one_that_is_not_there),
		cmocka_unit_test(who_is_put_out_sees_it_no_more),
		cmocka_unit_test(a_new_private_board_lets_in_nobody_of_another),
		cmocka_unit_test(
		    a_board_with_the_longest_name_has_moderators_too),
		cmocka_unit_test(ranks_say_who_writes),
		cmocka_unit_test(a_closed_board_is_read_only),
		cmocka_unit_test(
		    names_are_checked_and_unique_whatever_their_case),
		cmocka_unit_test(a_kind_stays_once_there_are_threads),
		cmocka_unit_test(boards_count_threads_and_questions_that_wait),
		cmocka_unit_test(a_new_board_goes_last_unless_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
