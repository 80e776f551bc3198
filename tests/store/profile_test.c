/* Members as others see them: names, profiles, roles, the directory. */
#include "tests/lib/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/rules/limits.h"

static struct fixture *f;

static void
a_member_can_be_called_otherwise(void **state)
{
	(void)state;
	int64_t tom;

	f = fixture_new();
	tom = fixture_join(f, "tom");
	fixture_join(f, "ann");
	fixture_fails(f, tom, "rename ANN", NULL, ERR_CONFLICT);
	fixture_fails(f, tom, "rename sysop", NULL, ERR_CONFLICT);
	fixture_fails(f, tom, "rename -x", NULL, ERR_INVALID);
	fixture_ok(f, tom, "rename Tom", NULL);
	fixture_ok(f, tom, "rename thomas", NULL);
	fixture_ok(f, GUEST, "profile thomas", NULL);
	fixture_fails(f, GUEST, "profile tom", NULL, ERR_MISSING);
	fixture_fails(f, ROBOT, "rename hal", NULL, ERR_DENIED);
	fixture_free(f);
}

static void
a_profile_holds_its_limits_and_not_one_more(void **state)
{
	(void)state;
	struct buf text = BUF_INIT(0);
	struct outcome o;
	int64_t tom;

	f = fixture_new();
	tom = fixture_join(f, "tom");
	fixture_ok(f, tom, fixture_line(f, "profile --name %064d", 0), NULL);
	fixture_fails(f, tom, fixture_line(f, "profile --name %065d", 0), NULL,
	    ERR_LIMIT);
	for (int i = 0; i < LIMIT_BIO_CHARS; i++)
		buf_cstr(&text, "日");
	buf_char(&text, '\0');
	o = fixture_ok(f, tom, "profile --bio", text.p);
	assert_int_equal(
	    strlen(fixture_text(f, &o, 0, "bio")), 3 * LIMIT_BIO_CHARS);
	text.n--;
	buf_cstr(&text, "x");
	buf_char(&text, '\0');
	fixture_fails(f, tom, "profile --bio", text.p, ERR_LIMIT);
	fixture_fails(f, tom, "profile --name x robot", NULL, ERR_DENIED);
	buf_free(&text);
	fixture_free(f);
}

static void
roles_are_given_by_sysops_and_never_to_oneself(void **state)
{
	(void)state;
	int64_t tom, boss;

	f = fixture_new();
	tom = fixture_join(f, "tom");
	boss = fixture_join_as(f, "boss", "sysop");
	fixture_ok(f, boss, "member-role tom moderator", NULL);
	fixture_fails(f, boss, "member-role boss member", NULL, ERR_DENIED);
	fixture_fails(f, boss, "member-role robot member", NULL, ERR_DENIED);
	fixture_fails(f, boss, "member-role tom guest", NULL, ERR_INVALID);
	fixture_fails(f, boss, "member-role nobody staff", NULL, ERR_MISSING);
	fixture_fails(f, tom, "member-role tom sysop", NULL, ERR_DENIED);
	fixture_free(f);
}

static void
what_others_see_counts_no_private_board(void **state)
{
	(void)state;
	struct viewer stranger = { .role = ROLE_MEMBER };
	struct viewer self = { .role = ROLE_MEMBER };
	struct member_post_list list;
	struct outcome o;
	int64_t tom, ann;

	f = fixture_new();
	tom = fixture_join(f, "tom");
	ann = fixture_join(f, "ann");
	stranger.id = ann;
	self.id = tom;
	fixture_do(f, "board-add den --private", NULL);
	fixture_do(f, "board-edit den --let-in tom", NULL);
	fixture_ok(f, tom, "post talk In the open", "x");
	fixture_ok(f, tom, "post den Behind the door", "x");
	fixture_ok(f, tom, "reply 2 more", NULL);
	fixture_ok(f, tom, "reply 1 to be taken back", NULL);
	fixture_ok(f, tom, "delete 1.2", NULL);
	o = fixture_ok(f, tom, "profile tom", NULL);
	assert_int_equal(fixture_int(&o, 0, "posts"), 3);
	o = fixture_ok(f, ann, "profile tom", NULL);
	assert_int_equal(fixture_int(&o, 0, "posts"), 1);
	o = fixture_ok(f, GUEST, "members tom", NULL);
	assert_int_equal(fixture_int(&o, 0, "posts"), 1);
	assert_int_equal(store_member_posts(
			     f->store, &f->arena, stranger, tom, 0, 10, &list),
	    ERR_NONE);
	assert_int_equal(list.len, 1);
	assert_string_equal(
	    arena_cstr(&f->arena, list.row[0].title), "In the open");
	assert_int_equal(
	    store_member_posts(f->store, &f->arena, self, tom, 0, 10, &list),
	    ERR_NONE);
	assert_int_equal(list.len, 3);
	assert_int_equal(list.row[0].n, 2);
	assert_int_equal(store_member_posts(f->store, &f->arena, self, tom,
			     list.row[0].id, 1, &list),
	    ERR_NONE);
	assert_int_equal(list.len, 1);
	assert_int_equal(list.row[0].thread_id, 2);
	assert_int_equal(list.row[0].n, 1);
	fixture_free(f);
}

static void
the_directory_finds_by_the_beginning_in_any_case(void **state)
{
	(void)state;
	static const struct {
		const char *line;
		const char *first; /* NULL: nobody */
		size_t n;
	} cases[] = {
		{ "members TI", "tim", 2 },
		{ "members to", "tom", 1 },
		{ "members anna", "zed", 1 },
		{ "members x", NULL, 0 },
		{ "members --after tim t", "tom", 2 },
		{ "members --max 1 ti", "tim", 1 },
		{ "members _", NULL, 0 },
		{ "members %", NULL, 0 },
	};

	f = fixture_new();
	fixture_join(f, "Tim");
	fixture_join(f, "tom");
	fixture_ok(
	    f, fixture_join(f, "zed"), "profile --name \"Anna T\"", NULL);
	fixture_ok(f, fixture_join(f, "yan"), "profile --name \"tilde\"", NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct outcome o = fixture_ok(f, GUEST, cases[i].line, NULL);

		if (o.rows.len != cases[i].n)
			fail_msg("%s: %zu", cases[i].line, o.rows.len);
		if (cases[i].first &&
		    strcasecmp(
			fixture_text(f, &o, 0, "handle"), cases[i].first) != 0)
			fail_msg("%s: %s", cases[i].line,
			    fixture_text(f, &o, 0, "handle"));
	}
	fixture_free(f);
}

/* All that `members` shows page by page, which comes in order. */
static size_t
count_pages(const char *begin)
{
	struct str after = STR("");
	size_t n = 0;

	for (;;) {
		struct member_list list;

		assert_int_equal(store_member_page(f->store, &f->arena,
				     str_from(begin), after, 37, &list),
		    ERR_NONE);
		if (list.len == 0)
			return n;
		for (size_t i = 0; i < list.len; i++) {
			assert_true(
			    strcasecmp(after.p, list.row[i].handle.p) < 0);
			after = list.row[i].handle;
		}
		n += list.len;
	}
}

static void
the_directory_is_whole_however_many_have_that_name(void **state)
{
	(void)state;

	f = fixture_new();
	/* One short of what makes it many, who have other handles. */
	fixture_sql(f,
	    "WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i"
	    "  WHERE n < 1998) INSERT INTO member (handle, display, joined_at)"
	    " SELECT 'h' || n, CASE WHEN n % 2 THEN 'Anna ' || n ELSE '' END,"
	    " 0 FROM i");
	fixture_sql(f,
	    "WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i"
	    "  WHERE n < 50) INSERT INTO member (handle, joined_at)"
	    " SELECT 'Ann' || n, 0 FROM i");
	assert_int_equal(count_pages("ann"), 999 + 50);
	assert_int_equal(count_pages("anna"), 999);
	fixture_sql(f,
	    "INSERT INTO member (handle, display, joined_at) VALUES"
	    " ('z', 'anna', 0), ('a', 'ANNA', 0)");
	assert_int_equal(count_pages("ann"), 1001 + 50);
	assert_int_equal(count_pages("ANNA"), 1001);
	fixture_sql(f, "UPDATE member SET status = 'closed' WHERE id > 2049");
	assert_int_equal(count_pages("anna"), 999);
	f->ends_damaged = true;
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_member_can_be_called_otherwise),
		cmocka_unit_test(a_profile_holds_its_limits_and_not_one_more),
		cmocka_unit_test(what_others_see_counts_no_private_board),
		cmocka_unit_test(
		    the_directory_finds_by_the_beginning_in_any_case),
		cmocka_unit_test(
		    the_directory_is_whole_however_many_have_that_name),
		cmocka_unit_test(
		    roles_are_given_by_sysops_and_never_to_oneself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
