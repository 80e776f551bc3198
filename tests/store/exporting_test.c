/* What an import brought goes out the same; what was written here, too. */
#include "tests/lib/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/buf.h"
#include "common/command/exporting.h"
#include "common/rules/limits.h"

enum { ALL = 1000 };

static struct fixture *f;

static const struct viewer guest = { 0, ROLE_GUEST };
static const struct viewer sysop = { ROBOT, ROLE_SYSOP };

static void
put(struct buf *out, struct str line)
{
	buf_put(out, line);
	buf_char(out, '\n');
}

static void
put_threads(struct fixture *from, const struct exporting *x, struct viewer v,
    struct buf *out)
{
	struct export_threads threads;
	struct export_posts posts;
	size_t replies;

	assert_int_equal(
	    store_export_threads(from->store, x->arena, v, 0, 0, ALL, &threads),
	    ERR_NONE);
	for (size_t i = 0; i < threads.len; i++) {
		assert_int_equal(
		    store_export_posts(from->store, x->arena, threads.row[i].id,
			LIMIT_IMPORT_BYTES, &posts),
		    ERR_NONE);
		put(out,
		    export_thread_line(x, &threads.row[i], &posts, &replies));
	}
}

/* Everything a viewer may have, a line each. */
static const char *
exported(struct fixture *from, struct viewer v)
{
	struct exporting x = { .arena = &from->arena };
	struct buf out = BUF_INIT(0);
	struct export_users users;
	struct export_votes votes;
	const char *text;

	assert_int_equal(
	    store_own_source(from->store, &from->arena, &x.own), ERR_NONE);
	assert_int_equal(
	    store_export_users(from->store, x.arena, 0, 0, ALL, &users),
	    ERR_NONE);
	for (size_t i = 0; i < users.len; i++)
		put(&out, export_user_line(&x, &users.row[i]));
	put_threads(from, &x, v, &out);
	assert_int_equal(store_export_votes(from->store, x.arena, STR(""),
			     STR(""), ALL, &votes),
	    ERR_NONE);
	for (size_t i = 0; i < votes.len; i++)
		put(&out, export_vote_line(&x, &votes.row[i]));
	text = arena_dup(&from->arena, buf_str(&out)).p;
	buf_free(&out);
	return text ? text : "";
}

static void
import_all(struct fixture *to, const char *lines)
{
	struct str rest = str_from(lines);

	while (rest.n) {
		struct str line = str_cut(&rest, '\n');

		fixture_ok(to, ROBOT, "import", arena_cstr(&to->arena, line));
	}
	fixture_ok(to, ROBOT, "import --done", NULL);
}

/* Into a store that was founded at another time, and out of it again. */
static const char *
through_another(const char *lines, struct viewer v)
{
	struct fixture *other = fixture_new();
	const char *out;

	fixture_sql(other, "UPDATE member SET joined_at = 77 WHERE id = 1");
	import_all(other, lines);
	out = arena_dup(&f->arena, str_from(exported(other, v))).p;
	fixture_free(other);
	return out;
}

static const char user_line[] =
    "{\"kind\":\"user\",\"src\":\"se\",\"id\":\"Tom#1\",\"name\":\"Tom M.\","
    "\"created\":\"2014-01-21T17:45:53.000Z\",\"format\":\"markdown\","
    "\"about\":\"I **brew**\",\"reputation\":7,\"location\":\"York\"}\n";

static const char thread_line[] =
    "{\"kind\":\"question\",\"src\":\"se\",\"id\":\"a/b\",\"board\":\"Beer\","
    "\"title\":\"Foam\",\"author\":\"Tom#1\","
    "\"created\":\"2015-03-04T05:06:07.000Z\",\"format\":\"markdown\","
    "\"body\":\"Why?\",\"score\":5,\"views\":9,\"status\":\"closed\","
    "\"accepted\":\"9\",\"duplicate_of\":\"77\","
    "\"url\":\"https://example.org/x\",\"rating\":4,\"tags\":[\"ale\"],"
    "\"replies\":[{\"id\":\"9\",\"type\":\"answer\",\"author\":\"Ann#2\","
    "\"created\":\"2015-03-05T00:00:00.000Z\",\"score\":-2,"
    "\"accepted\":true,\"body\":\"So\",\"licence\":\"CC\"},"
    "{\"id\":\"8\",\"parent\":\"9\",\"type\":\"comment\","
    "\"body\":\"undated\"}]}\n";

static const char idea_line[] =
    "{\"kind\":\"idea\",\"src\":\"se\",\"id\":\"2\",\"board\":\"Beer\","
    "\"title\":\"More\",\"format\":\"markdown\",\"accepted\":\"3\","
    "\"replies\":[{\"id\":\"3\",\"type\":\"status\","
    "\"created\":\"2015-03-05T00:00:00.000Z\",\"accepted\":true,"
    "\"body\":\"no\"}]}\n";

static const char vote_line[] =
    "{\"kind\":\"vote\",\"src\":\"se\",\"id\":\"1\",\"target\":\"9\","
    "\"vote\":\"down\",\"created\":\"2015-03-05T00:00:00.000Z\","
    "\"weight\":2}\n";

static const char *
all_lines(void)
{
	return fixture_line(
	    f, "%s%s%s%s", user_line, thread_line, idea_line, vote_line);
}

static void
every_field_of_an_import_comes_out_again(void **state)
{
	(void)state;
	f = fixture_new();
	import_all(f, all_lines());
	assert_string_equal(exported(f, guest), all_lines());
	/* A second run has nothing to add. */
	import_all(f, all_lines());
	assert_string_equal(exported(f, guest), all_lines());
	assert_string_equal(
	    through_another(exported(f, guest), guest), all_lines());
	fixture_free(f);
}

static void
what_was_written_here_moves_to_another_store_and_back_to_none(void **state)
{
	(void)state;
	const char *first;
	int64_t mira;

	f = fixture_new();
	import_all(f, all_lines());
	mira = fixture_join(f, "mira");
	fixture_ok(f, mira, "profile --bio", "I fix things");
	fixture_ok(f, mira, "ask --tags lamp support Which lamp?", "This one");
	fixture_ok(f, mira, "reply 1 Late, but true", NULL);
	fixture_ok(f, mira, "vote 1", NULL);
	fixture_ok(f, ROBOT, "reply 3 That one", NULL);
	fixture_ok(f, mira, "accept 3.2", NULL);
	first = exported(f, guest);
	assert_non_null(strstr(first, "Late, but true"));
	assert_non_null(strstr(first, "\"author\":\"mira#"));
	assert_non_null(strstr(first, "\"score\":6"));
	assert_string_equal(through_another(first, guest), first);
	/* Its own store knows it. */
	fixture_sql(f,
	    "CREATE TEMP TABLE was AS SELECT count(*) AS n,"
	    " (SELECT count(*) FROM member) AS m FROM post");
	import_all(f, first);
	assert_int_equal(
	    fixture_sql_int(f,
		"SELECT n = (SELECT count(*) FROM post) AND m = (SELECT"
		" count(*) FROM member) FROM was"),
	    1);
	fixture_free(f);
}

static void
hidden_words_and_private_boards_stay(void **state)
{
	(void)state;
	const char *open, *all;

	f = fixture_new();
	fixture_ok(
	    f, ROBOT, "board-add --kind question --private cellar", NULL);
	fixture_ok(f, ROBOT, "ask cellar Secret stock", "of ale");
	fixture_ok(f, ROBOT, "ask support Open", "words");
	fixture_ok(f, ROBOT, "reply 2 hidden words", NULL);
	fixture_ok(f, ROBOT, "reply 2.2 below them", NULL);
	fixture_ok(f, ROBOT, "delete --why test 2.2", NULL);
	fixture_ok(f, ROBOT, "ask support Gone", "gone");
	fixture_ok(f, ROBOT, "delete --why test 3", NULL);
	open = exported(f, guest);
	assert_null(strstr(open, "Secret"));
	assert_null(strstr(open, "hidden words"));
	assert_null(strstr(open, "Gone"));
	assert_non_null(strstr(open, "below them"));
	assert_null(strstr(open, "\"parent\""));
	all = exported(f, sysop);
	assert_non_null(strstr(all, "Secret"));
	assert_non_null(strstr(all, "\"board_read\""));
	/* A private board is private there too. */
	assert_null(strstr(through_another(all, guest), "Secret"));
	assert_non_null(strstr(through_another(all, sysop), "Secret"));
	fixture_free(f);
}

static void
what_only_some_may_read_goes_to_no_open_board(void **state)
{
	(void)state;
	static const char line[] =
	    "{\"kind\":\"question\",\"src\":\"x\",\"id\":\"1\","
	    "\"board\":\"support\",\"board_read\":\"staff\","
	    "\"title\":\"T\"}";

	f = fixture_new();
	fixture_fails(f, ROBOT, "import", line, ERR_DENIED);
	fixture_ok(f, ROBOT, "import --board vault", line);
	fixture_fails(f, GUEST, "read 1", NULL, ERR_MISSING);
	fixture_free(f);
}

static void
a_claimed_member_keeps_what_they_say_about_themselves(void **state)
{
	(void)state;
	int64_t id;

	f = fixture_new();
	import_all(f, user_line);
	id = fixture_sql_int(
	    f, "SELECT id FROM member WHERE status = 'unclaimed'");
	assert_string_equal(
	    fixture_sql_text(f, "SELECT bio FROM member WHERE src = 'se'"),
	    "I **brew**");
	fixture_sql(f,
	    "UPDATE member SET status = 'active', bio = 'mine'"
	    " WHERE src = 'se'");
	import_all(f, user_line);
	assert_string_equal(
	    fixture_sql_text(f, "SELECT bio FROM member WHERE src = 'se'"),
	    "mine");
	assert_true(id > ROBOT);
	fixture_free(f);
}

static void
votes_are_kept_once_and_change_no_score(void **state)
{
	(void)state;
	struct outcome o;

	f = fixture_new();
	import_all(f, thread_line);
	o = fixture_ok(f, ROBOT, "import", vote_line);
	assert_int_equal(fixture_int(&o, 0, "votes"), 1);
	o = fixture_ok(f, ROBOT, "import", vote_line);
	assert_int_equal(fixture_int(&o, 0, "votes"), 0);
	assert_int_equal(fixture_int(&o, 0, "known"), 1);
	o = fixture_ok(f, ROBOT, "import --done --votes", NULL);
	assert_non_null(strstr(fixture_said(f, &o), "1 posts have a score"));
	fixture_sql(f, "UPDATE imported_vote SET target = 'nowhere'");
	o = fixture_ok(f, ROBOT, "import --done --votes", NULL);
	assert_non_null(strstr(fixture_said(f, &o), "1 votes are for posts"));
	o = fixture_ok(f, GUEST, "read 1", NULL);
	assert_int_equal(fixture_int(&o, 1, "score"), -2);
	fixture_free(f);
}

static struct outcome
with_key(const char *key, const char *line)
{
	const struct caller who = { .fingerprint = key };

	return fixture_call(f, &who, str_from(line), STR(""), false);
}

static const char *
claim_code(void)
{
	fixture_do(f, "invite --for Tom", NULL);
	return arena_cstr(&f->arena, f->code);
}

static void
the_owner_of_an_imported_member_takes_it_over(void **state)
{
	(void)state;
	struct outcome o;
	const char *code;

	f = fixture_new();
	import_all(f, thread_line);
	fixture_ok(f, ROBOT, "setting join.policy closed", NULL);
	code = claim_code();
	/* What is told can be typed, however the handle was. */
	o = fixture_do(f, "invite --for @TOM", NULL);
	assert_non_null(strstr(fixture_said(f, &o), " join Tom "));
	o = with_key("k1", fixture_line(f, "join Ann %s", code));
	assert_int_equal(o.err, ERR_CONFLICT);
	o = with_key("k1", fixture_line(f, "join Tom %s", code));
	assert_int_equal(o.err, ERR_NONE);
	assert_true(o.became ==
	    fixture_sql_int(f, "SELECT author_id FROM thread WHERE id = 1"));
	o = with_key("k2", fixture_line(f, "join Tom %s", code));
	assert_int_equal(o.err, ERR_DENIED);
	o = fixture_do(f, "invite --for Tom", NULL);
	assert_int_equal(o.err, ERR_CONFLICT);
	assert_string_equal(fixture_sql_text(f,
				"SELECT status FROM member WHERE handle ="
				" 'Tom'"),
	    "active");
	fixture_free(f);
}

static void
who_claims_may_choose_another_handle(void **state)
{
	(void)state;
	struct outcome o;

	f = fixture_new();
	import_all(f, thread_line);
	o = with_key("k1", fixture_line(f, "join tommy %s", claim_code()));
	assert_int_equal(o.err, ERR_NONE);
	o = fixture_ok(f, GUEST, "read 1", NULL);
	assert_string_equal(fixture_text(f, &o, 0, "author"), "tommy");
	/* A later run finds them under their old name still. */
	o = fixture_ok(f, ROBOT, "import", thread_line);
	assert_int_equal(fixture_int(&o, 0, "members"), 0);
	fixture_free(f);
}

static void
a_linked_key_claims_as_well(void **state)
{
	(void)state;
	struct outcome o;

	f = fixture_new();
	import_all(f, thread_line);
	fixture_do(f, "link --for ann", NULL);
	o = with_key(
	    "k1", fixture_line(f, "link %s", arena_cstr(&f->arena, f->code)));
	assert_int_equal(o.err, ERR_NONE);
	assert_string_equal(fixture_sql_text(f,
				"SELECT status FROM member WHERE handle ="
				" 'Ann'"),
	    "active");
	fixture_free(f);
}

static void
only_the_operator_gives_members_away(void **state)
{
	(void)state;
	int64_t boss;

	f = fixture_new();
	import_all(f, thread_line);
	boss = fixture_join_as(f, "boss", "staff");
	assert_int_equal(fixture_call(f, &(struct caller){ .member = boss },
			     STR("invite --for Tom"), STR(""), false)
			     .err,
	    ERR_DENIED);
	assert_int_equal(
	    fixture_do(f, "invite --for nobody", NULL).err, ERR_MISSING);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_of_an_import_comes_out_again),
		cmocka_unit_test(
		    what_was_written_here_moves_to_another_store_and_back_to_none),
		cmocka_unit_test(hidden_words_and_private_boards_stay),
		cmocka_unit_test(what_only_some_may_read_goes_to_no_open_board),
		cmocka_unit_test(
		    a_claimed_member_keeps_what_they_say_about_themselves),
		cmocka_unit_test(votes_are_kept_once_and_change_no_score),
		cmocka_unit_test(the_owner_of_an_imported_member_takes_it_over),
		cmocka_unit_test(who_claims_may_choose_another_handle),
		cmocka_unit_test(a_linked_key_claims_as_well),
		cmocka_unit_test(only_the_operator_gives_members_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
