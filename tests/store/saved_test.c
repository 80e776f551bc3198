/* What members save, mute, list the links of, and copy. */
#include "tests/lib/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/text/url.h"

static void
a_talk(void)
{
	people_and_mod();
	fixture_ok(f, tom, "post talk Title", "first https://example.org/a");
	fixture_ok(f, ann, "reply 1", "two");
	fixture_ok(f, mod, "reply 1", "three");
}

/* A column of all rows, joined by blanks. */
static const char *
column(int64_t who, const char *line, const char *name)
{
	struct outcome o = fixture_ok(f, who, line, NULL);
	struct buf b = BUF_INIT(0);

	for (size_t i = 0; i < o.rows.len; i++)
		buf_printf(
		    &b, "%s%s", i ? " " : "", fixture_text(f, &o, i, name));
	return fixture_take(f, &b);
}

static void
posts_are_saved_for_oneself_the_newest_first(void **state)
{
	(void)state;
	a_talk();
	fixture_ok(f, ann, "save 1.3", NULL);
	f->now_ms += 1000;
	fixture_ok(f, ann, "save 1", NULL);
	assert_string_equal(column(ann, "saved", "post"), "1.1 1.3");
	assert_string_equal(column(ann, "saved --max 1", "post"), "1.1");
	assert_string_equal(column(tom, "saved", "post"), "");
	fixture_fails(f, ann, "save 1.3", NULL, ERR_CONFLICT);
	fixture_ok(f, ann, "save --undo 1.3", NULL);
	fixture_fails(f, ann, "save --undo 1.3", NULL, ERR_CONFLICT);
	fixture_fails(f, ann, "save 1.9", NULL, ERR_MISSING);
	fixture_fails(f, ann, "save 9", NULL, ERR_MISSING);
	fixture_fails(f, GUEST, "save 1", NULL, ERR_DENIED);
	fixture_fails(f, GUEST, "saved", NULL, ERR_DENIED);
	assert_string_equal(column(ann, "saved", "post"), "1.1");
	fixture_free(f);
}

static void
what_is_gone_is_not_listed(void **state)
{
	(void)state;
	a_talk();
	fixture_ok(f, ann, "save 1.3", NULL);
	fixture_ok(f, ann, "save 1.1", NULL);
	fixture_ok(f, mod, "delete 1.3", NULL);
	assert_string_equal(column(ann, "saved", "post"), "1.1");
	fixture_ok(f, ROBOT, "board-edit talk --private", NULL);
	assert_string_equal(column(ann, "saved", "post"), "");
	fixture_free(f);
}

static void
there_are_only_so_many_saved(void **state)
{
	(void)state;
	a_talk();
	fixture_ok(f, ROBOT, "setting saved.max 2", NULL);
	fixture_ok(f, ann, "save 1.1", NULL);
	fixture_ok(f, ann, "save 1.2", NULL);
	fixture_fails(f, ann, "save 1.3", NULL, ERR_LIMIT);
	fixture_ok(f, ann, "save --undo 1.1", NULL);
	fixture_ok(f, ann, "save 1.3", NULL);
	/* What is gone takes nobody's room. */
	fixture_ok(f, ann, "delete 1.2", NULL);
	fixture_ok(f, ann, "save 1.1", NULL);
	assert_int_equal(fixture_sql_int(f, "SELECT count(*) FROM saved"), 2);
	fixture_free(f);
}

static void
people_threads_and_boards_are_muted_and_heard_again(void **state)
{
	(void)state;
	a_talk();
	fixture_ok(f, ann, "mute @tom", NULL);
	fixture_ok(f, ann, "mute 1", NULL);
	fixture_ok(f, ann, "mute talk", NULL);
	assert_string_equal(column(ann, "muted", "name"), "talk tom Title");
	fixture_ok(f, ann, "unmute @tom", NULL);
	fixture_fails(f, ann, "unmute @tom", NULL, ERR_CONFLICT);
	fixture_ok(f, ann, "unmute talk", NULL);
	assert_string_equal(column(ann, "muted", "name"), "Title");
	/* What is only followed is not muted. */
	fixture_ok(f, ann, "follow 1 track", NULL);
	assert_string_equal(column(ann, "muted", "name"), "");
	fixture_fails(f, ann, "unmute 1", NULL, ERR_CONFLICT);
	fixture_fails(f, ann, "mute @ann", NULL, ERR_INVALID);
	fixture_fails(f, ann, "follow @ann mute", NULL, ERR_INVALID);
	assert_string_equal(column(ann, "muted", "name"), "");
	fixture_fails(f, ann, "mute @nobody", NULL, ERR_MISSING);
	fixture_fails(f, ann, "mute \"\"", NULL, ERR_INVALID);
	fixture_fails(f, GUEST, "mute @tom", NULL, ERR_DENIED);
	fixture_fails(f, GUEST, "unmute @tom", NULL, ERR_DENIED);
	fixture_fails(f, GUEST, "muted", NULL, ERR_DENIED);
	fixture_free(f);
}

static int64_t
new_on_talk(int64_t who)
{
	struct outcome o = fixture_ok(f, who, "boards", NULL);

	for (size_t i = 0; i < o.rows.len; i++) {
		if (strcmp(fixture_text(f, &o, i, "board"), "talk") == 0)
			return fixture_int(&o, i, "new");
	}
	fail_msg("no talk");
	return 0;
}

static int64_t
new_in_thread(int64_t who)
{
	struct outcome o = fixture_ok(f, who, "threads talk", NULL);

	return fixture_int(&o, 0, "new");
}

static void
what_muted_people_write_is_never_new(void **state)
{
	(void)state;
	a_talk();
	fixture_ok(f, ann, "mark talk", NULL);
	fixture_ok(f, tom, "reply 1", "four");
	fixture_ok(f, mod, "reply 1", "five");
	assert_int_equal(new_on_talk(ann), 2);
	assert_int_equal(new_in_thread(ann), 2);
	fixture_ok(f, ann, "mute @mod", NULL);
	assert_int_equal(new_on_talk(ann), 1);
	assert_int_equal(new_in_thread(ann), 1);
	assert_string_equal(column(ann, "unread", "title"), "Title");
	fixture_ok(f, ann, "mark 1.4", NULL);
	assert_int_equal(new_on_talk(ann), 0);
	assert_int_equal(new_in_thread(ann), 0);
	assert_string_equal(column(ann, "unread", "title"), "");
	/* Not even what was kept new on purpose. */
	fixture_ok(f, ann, "mark --unread 1.3", NULL);
	assert_int_equal(new_on_talk(ann), 0);
	assert_int_equal(new_in_thread(ann), 0);
	/* Others hear them. */
	assert_true(new_on_talk(tom) > 0);
	fixture_free(f);
}

static void
a_muted_thread_does_not_count_on_its_board(void **state)
{
	(void)state;
	a_talk();
	fixture_ok(f, tom, "post talk Other", "o");
	fixture_ok(f, ann, "mark talk", NULL);
	fixture_ok(f, tom, "reply 1", "four");
	fixture_ok(f, tom, "reply 2", "p");
	assert_int_equal(new_on_talk(ann), 2);
	fixture_ok(f, ann, "mute 1", NULL);
	assert_int_equal(new_on_talk(ann), 1);
	/* As well where much is new. */
	for (int i = 0; i < 310; i++)
		fixture_ok(f, tom, "reply 1", "more");
	assert_int_equal(new_on_talk(ann), 1);
	fixture_ok(f, ann, "unmute 1", NULL);
	assert_int_equal(new_on_talk(ann), 100);
	fixture_free(f);
}

static void
links_are_listed_once_each(void **state)
{
	(void)state;
	a_talk();
	fixture_ok(f, ann, "reply 1",
	    "[w](https://example.org/b_(c)) https://example.org/a, and "
	    "<mailto:a@b.org>. xhttps://no.org http:// ssh://h.org!");
	assert_string_equal(column(ann, "links 1", "url"),
	    "https://example.org/a https://example.org/b_(c) mailto:a@b.org "
	    "ssh://h.org");
	assert_string_equal(
	    column(GUEST, "links 1", "post"), "1.1 1.4 1.4 1.4");
	assert_string_equal(
	    column(ann, "links 1.1", "url"), "https://example.org/a");
	assert_string_equal(column(ann, "links 1.2", "url"), "");
	fixture_fails(f, ann, "links 9", NULL, ERR_MISSING);
	fixture_free(f);
}

static void
links_have_limits(void **state)
{
	struct buf b = BUF_INIT(0);
	struct outcome o;

	(void)state;
	people_and_mod();
	for (int i = 0; i < 1000; i++)
		buf_printf(&b, "http://a.b/%d\n", i);
	buf_char(&b, '\0');
	fixture_ok(f, tom, "post talk Many", b.p);
	o = fixture_ok(f, tom, "links 1", NULL);
	assert_int_equal(o.rows.len, 1000);
	fixture_ok(f, tom, "reply 1", "http://a.b/more");
	o = fixture_ok(f, tom, "links 1", NULL);
	assert_int_equal(o.rows.len, 1000);
	/* An address that is too long is none. */
	for (size_t n = URL_MAX_BYTES; n <= URL_MAX_BYTES + 1; n++) {
		buf_reset(&b);
		buf_cstr(&b, "http://a.b/");
		while (b.n < n)
			buf_char(&b, 'x');
		buf_char(&b, '\0');
		fixture_ok(f, tom, "post talk Long", b.p);
	}
	o = fixture_ok(f, tom, "links 2", NULL);
	assert_int_equal(o.rows.len, 1);
	o = fixture_ok(f, tom, "links 3", NULL);
	assert_int_equal(o.rows.len, 0);
	buf_free(&b);
	fixture_free(f);
}

static void
a_post_is_copied_as_it_was_written(void **state)
{
	(void)state;
	a_talk();
	assert_string_equal(
	    column(GUEST, "copy 1", "body"), "first https://example.org/a");
	assert_string_equal(column(ann, "copy 1.3", "body"), "three");
	fixture_ok(f, mod, "delete 1.3", NULL);
	fixture_fails(f, ann, "copy 1.3", NULL, ERR_MISSING);
	fixture_fails(f, ann, "copy 9", NULL, ERR_MISSING);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(posts_are_saved_for_oneself_the_newest_first),
		cmocka_unit_test(what_is_gone_is_not_listed),
		cmocka_unit_test(there_are_only_so_many_saved),
		cmocka_unit_test(
		    people_threads_and_boards_are_muted_and_heard_again),
		cmocka_unit_test(what_muted_people_write_is_never_new),
		cmocka_unit_test(a_muted_thread_does_not_count_on_its_board),
		cmocka_unit_test(links_are_listed_once_each),
		cmocka_unit_test(links_have_limits),
		cmocka_unit_test(a_post_is_copied_as_it_was_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
