/* Events: everybody is told what they may see, in order, and no more. */
#include "tests/lib/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include "common/store/event.h"

/* Kinds of the events after `since` that somebody sees. */
static const char *
seen(int64_t member, enum role role, int64_t since)
{
	struct viewer v = { member, role };
	struct event_list list;
	struct buf b = BUF_INIT(0);

	assert_int_equal(
	    store_event_page(f->store, &f->arena, v, since, 0, 1000, &list),
	    ERR_NONE);
	for (size_t i = 0; i < list.len; i++)
		buf_printf(
		    &b, "%s%.*s", i ? " " : "", STR_ARG(list.row[i].kind));
	return fixture_take(f, &b);
}

static int64_t
last(void)
{
	int64_t seq;

	assert_int_equal(store_event_last(f->store, &seq), ERR_NONE);
	return seq;
}

static void
what_happens_on_public_boards_everybody_sees(void **state)
{
	(void)state;
	static const char want[] =
	    "thread.posted post.replied post.voted thread.solved";
	int64_t at;

	people_and_mod();
	at = last();
	fixture_ok(f, tom, "ask support T", "x");
	fixture_ok(f, ann, "reply 1 y", NULL);
	fixture_ok(f, tom, "vote 1.2", NULL);
	fixture_ok(f, tom, "accept 1.2", NULL);
	assert_string_equal(seen(0, ROLE_GUEST, at), want);
	assert_string_equal(seen(ann, ROLE_MEMBER, at), want);
	assert_string_equal(seen(0, ROLE_GUEST, last()), "");
	fixture_free(f);
}

static void
what_concerns_one_member_only_they_see(void **state)
{
	(void)state;
	int64_t at;

	people_and_mod();
	at = last();
	fixture_ok(f, tom, "follow talk", NULL);
	fixture_ok(f, tom, "invite", NULL);
	fixture_ok(f, tom, "keys rename 1 laptop", NULL);
	assert_string_equal(seen(0, ROLE_GUEST, at), "");
	assert_string_equal(seen(ann, ROLE_MEMBER, at), "");
	assert_string_equal(seen(mod, ROLE_SYSOP, at), "");
	assert_string_equal(seen(tom, ROLE_MEMBER, at),
	    "member.followed member.invited member.profile");
	fixture_free(f);
}

static void
what_is_for_moderators_members_do_not_see(void **state)
{
	(void)state;
	int64_t at;

	people_and_mod();
	at = last();
	fixture_ok(f, ROBOT, "setting tags.max 3", NULL);
	assert_string_equal(seen(0, ROLE_GUEST, at), "");
	assert_string_equal(seen(tom, ROLE_MEMBER, at), "");
	assert_string_equal(seen(mod, ROLE_MODERATOR, at), "setting.changed");
	fixture_free(f);
}

static void
what_happens_on_a_private_board_only_its_readers_see(void **state)
{
	(void)state;
	int64_t at;

	people_and_mod();
	fixture_ok(f, ROBOT, "board-add --private club", NULL);
	fixture_ok(f, ROBOT, "board-edit --let-in tom club", NULL);
	at = last();
	fixture_ok(f, tom, "post club Secret", "x");
	fixture_ok(f, ROBOT, "board-edit --title Club club", NULL);
	assert_string_equal(seen(0, ROLE_GUEST, at), "");
	assert_string_equal(seen(ann, ROLE_MEMBER, at), "");
	assert_string_equal(seen(mod, ROLE_MODERATOR, at), "");
	assert_string_equal(
	    seen(tom, ROLE_MEMBER, at), "thread.posted board.changed");
	assert_string_equal(
	    seen(ann, ROLE_STAFF, at), "thread.posted board.changed");
	fixture_ok(f, ROBOT, "board-edit --put-out tom club", NULL);
	assert_string_equal(seen(tom, ROLE_MEMBER, at), "");
	fixture_free(f);
}

static void
an_event_says_where_and_who_but_not_what_was_removed(void **state)
{
	(void)state;
	struct viewer guest = { 0, ROLE_GUEST };
	struct event_list list;
	int64_t at;

	people_and_mod();
	at = last();
	fixture_ok(f, tom, "post talk Title", "x");
	fixture_ok(f, ann, "reply 1 y", NULL);
	assert_int_equal(
	    store_event_page(f->store, &f->arena, guest, at, 0, 10, &list),
	    ERR_NONE);
	assert_int_equal(list.len, 2);
	assert_true(str_eq(list.row[1].actor, STR("ann")));
	assert_true(str_eq(list.row[1].board, STR("talk")));
	assert_true(str_eq(list.row[1].title, STR("Title")));
	assert_int_equal(list.row[1].thread_id, 1);
	assert_int_equal(list.row[1].n, 2);
	assert_int_equal(list.next, list.row[1].seq);
	fixture_ok(f, mod, "delete --why spam 1", NULL);
	assert_int_equal(
	    store_event_page(f->store, &f->arena, guest, at, 0, 10, &list),
	    ERR_NONE);
	assert_int_equal(list.len, 3);
	for (size_t i = 0; i < list.len; i++)
		assert_int_equal(list.row[i].title.n, 0);
	fixture_free(f);
}

static void
pages_go_on_where_they_stopped_over_what_is_hidden(void **state)
{
	(void)state;
	struct viewer guest = { 0, ROLE_GUEST };
	struct event_list list = { .next = 0 };
	int64_t at, n = 0;

	people_and_mod();
	at = last();
	for (int i = 0; i < 1500; i++)
		fixture_ok(
		    f, tom, i % 500 == 7 ? "post talk T" : "follow talk", "x");
	for (list.next = at; list.next < last();) {
		assert_int_equal(store_event_page(f->store, &f->arena, guest,
				     list.next, 0, 2, &list),
		    ERR_NONE);
		n += (int64_t)list.len;
	}
	assert_int_equal(n, 3);
	fixture_free(f);
}

static void
one_board_can_be_watched_alone(void **state)
{
	(void)state;
	struct outcome o;

	people_and_mod();
	fixture_ok(f, tom, "post talk T", "x");
	fixture_ok(f, tom, "ask support T", "x");
	o = fixture_ok(f, GUEST, "watch talk", NULL);
	for (size_t i = 0; i < o.rows.len; i++)
		assert_string_equal(fixture_text(f, &o, i, "board"), "talk");
	assert_int_equal(o.rows.len, 2);
	fixture_free(f);
}

/* The last that `watch` tells somebody in words. */
static void
expect_told(int64_t who, const char *want)
{
	const struct text_view view = { 0 };
	struct buf out = BUF_INIT(0);
	struct outcome o = fixture_ok(f, who, "watch", NULL);
	struct str told;

	command_find(STR("watch"))->text(&o.rows, &view, &out);
	told = buf_str(&out);
	told = str_slice(told, told.n - strlen(want), told.n);
	assert_string_equal(arena_cstr(&f->arena, told), want);
	buf_free(&out);
}

static void
what_happens_is_told_in_words(void **state)
{
	(void)state;
	people_and_mod();
	fixture_ok(f, tom, "ask support Why?", "x");
	fixture_ok(f, ann, "reply 1 y", NULL);
	fixture_ok(f, ann, "vote 1.1 up", NULL);
	fixture_ok(f, mod, "metoo 1", NULL);
	fixture_ok(f, tom, "accept 1.2", NULL);
	fixture_ok(f, tom, "rename tam", NULL);
	fixture_ok(f, ROBOT, "member-role ann staff", NULL);
	fixture_ok(f, ROBOT, "board-add zoo", NULL);
	expect_told(GUEST,
	    "@tam began support 1.1: Why?\n"
	    "@ann replied in support 1.2: Why?\n"
	    "somebody voted on support 1.1: Why?\n"
	    "@mod has the question, too: support 1: Why?\n"
	    "@tam accepted support 1.2: Why?\n"
	    "@tam has a new name\n"
	    "@robot gave @ann another role\n"
	    "@robot made the board zoo\n");
	fixture_free(f);
}

/* An event without a sentence of its own would be told as "@ann: talk 1". */
static void
every_event_has_a_sentence(void **state)
{
	(void)state;
	static const char *const names[] = {
#define X(id, name, ref) name,
		EVENTS(X)
#undef X
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const struct text_view view = { 0 };
		const struct command *c = command_find(STR("watch"));
		struct arena a = ARENA_INIT;
		struct buf out = BUF_INIT(0);
		struct rows rows;

		rows_init(&rows, &a, c->columns);
		row_begin(&rows);
		row_int(&rows, 1);
		row_time(&rows, 1);
		row_text(&rows, str_from(names[i]));
		for (int cell = 0; cell < 5; cell++)
			row_text(&rows, STR("x"));
		c->text(&rows, &view, &out);
		if (str_eq(buf_str(&out), STR("@x: x x: x\n")))
			fail_msg("%s", names[i]);
		buf_free(&out);
		arena_free(&a);
	}
}

static void
every_change_of_the_table_makes_an_event(void **state)
{
	(void)state;
	static const char *const lines[] = { "post talk T", "edit 1 y",
		"tag 1 a", "follow 1 mute", "profile --name N", "rename tam",
		"delete 1", "invite", "link" };
	int64_t at;

	people_and_mod();
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		at = last();
		fixture_ok(f, tom, lines[i], "x");
		if (last() != at + 1)
			fail_msg("%s: no event", lines[i]);
	}
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_happens_on_public_boards_everybody_sees),
		cmocka_unit_test(what_concerns_one_member_only_they_see),
		cmocka_unit_test(what_is_for_moderators_members_do_not_see),
		cmocka_unit_test(
		    what_happens_on_a_private_board_only_its_readers_see),
		cmocka_unit_test(
		    an_event_says_where_and_who_but_not_what_was_removed),
		cmocka_unit_test(
		    pages_go_on_where_they_stopped_over_what_is_hidden),
		cmocka_unit_test(one_board_can_be_watched_alone),
		cmocka_unit_test(what_happens_is_told_in_words),
		cmocka_unit_test(every_event_has_a_sentence),
		cmocka_unit_test(every_change_of_the_table_makes_an_event),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
