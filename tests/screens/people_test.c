/* People: who is here, all of them, one of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/expect.h"
#include "tests/lib/people.h"
#include "tests/lib/vt.h"

extern const struct screen_class who_screen;
extern const struct screen_class members_screen;
extern const struct screen_class profile_screen;

static void
people_with_names(void)
{
	people();
	mod = fixture_join_as(f, "mo", "moderator");
	fixture_ok(f, ann, "profile --name \"Ann of the boats\"", NULL);
}

static void
who_is_here_is_one_row_a_member_and_guests_are_counted(void **state)
{
	(void)state;
	struct presence_row row[] = {
		{ 0, VT_NOW_MS, 1 },
		{ 0, VT_NOW_MS - 1000, 2 },
		{ 0, VT_NOW_MS, 3 },
	};
	struct vt *vt;

	people_with_names();
	vt = vt_open(&who_screen, f->store, tom, "", 24, 80);
	expect_row(vt, 2, "  Nobody is here just now. a lists all members.");
	row[0].member_id = mod;
	row[1].member_id = ann;
	row[2].member_id = ann;
	vt_here(vt, row, 3);
	expect_row(vt, 1,
	    "                                                               "
	    "        here for");
	expect_row(vt, 2,
	    " ▸ @ann                   Ann of the boats                     "
	    "        ×2  <1 m");
	expect_row(vt, 3,
	    "   @mo                                                   moderator"
	    "         <1 m");
	expect_row(vt, 4, "");
	row[1].member_id = 0;
	vt_here(vt, row, 3);
	expect_row(vt, 4, "   and a guest");
	row[0].since_ms = VT_NOW_MS - 6 * 60 * 1000;
	vt_here(vt, row, 3);
	expect_shown(vt, "     6 m");
	row[0].since_ms = VT_NOW_MS;
	vt_here(vt, row, 3);
	vt_resize(vt, 10, 40);
	expect_row(vt, 3, "   @mo                moderator    <1 m");
	vt_type(vt, "\r");
	expect_top(vt, "profile");
	expect_in_row(vt, 0, "@ann");
	vt_type(vt, "qa");
	expect_top(vt, "members");
	vt_leave(vt, f);
}

static void
the_directory_goes_on_by_pages_and_can_be_filtered(void **state)
{
	(void)state;
	struct vt *vt;

	people_with_names();
	for (int i = 0; i < 60; i++)
		fixture_join(f, fixture_line(f, "m%02d", i));
	vt = vt_open(&members_screen, f->store, tom, "", 24, 80);
	expect_row(vt, 2,
	    " ▸ @ann                   Ann of the boats                     "
	    "        0      –");
	vt_here(vt, &(struct presence_row){ .member_id = ann }, 1);
	expect_row(vt, 2,
	    " ▸ @ann                   Ann of the boats                     "
	    "        0   here");
	expect_row(vt, 3,
	    "   @m00                                                        "
	    "        0      –");
	vt_here(vt, NULL, 0);
	expect_in_row(vt, 2, "    0      –");
	for (int i = 0; i < 62; i++)
		vt_type(vt, "j");
	expect_in_row(vt, 22, "@robot");
	vt_type(vt, "j");
	expect_in_row(vt, 22, "▸ @tom");
	vt_type(vt, "\\Ann o\r");
	expect_row(vt, 1,
	    "  beginning with \"Ann o\"                                     "
	    "      posts   seen");
	expect_in_row(vt, 2, "▸ @ann");
	expect_row(vt, 3, "");
	vt_type(vt, "\\\001\013zz\r");
	expect_row(vt, 3,
	    "  Nobody's handle or name begins so. \\ tries another "
	    "beginning.");
	vt_type(vt, "\\\001\013@to\r");
	vt_type(vt, "\r");
	expect_in_row(vt, 0, "@tom");
	vt_leave(vt, f);
}

static void
a_profile_tells_what_may_be_told(void **state)
{
	(void)state;
	struct vt *vt;

	people_with_names();
	fixture_do(f, "board-add den --private", NULL);
	fixture_do(f, "board-edit den --let-in ann", NULL);
	fixture_ok(f, ann, "ask support How deep is it?", "x");
	fixture_ok(f, ann, "post den Nobody's business", "x");
	fixture_ok(f, ann, "profile --bio", "I sail.\n\n*A lot.*");
	vt = vt_open(&profile_screen, f->store, tom, "ann", 24, 80);
	expect_row(vt, 1, " @ann  Ann of the boats");
	expect_row(vt, 2, " 1 post · joined 59 min ago");
	expect_row(vt, 4,
	    "   I sail.                                             "
	    "Posts, by month");
	expect_row(vt, 5,
	    "                                                       "
	    "_ _ _ _ _ _ _ _ _ _ _ █");
	expect_row(vt, 6, "   A lot.");
	assert_string_equal(vt_style(vt, 6, 3), "emphasis");
	expect_start(vt, 8, "   Latest posts");
	/* Where one writes is told without what others may not see. */
	expect_in_row(vt, 8, "  support                1");
	expect_not_shown(vt, "den");
	expect_start(vt, 9, " ▸ 59 m  support        ◌ How deep is it?  x");
	expect_row(vt, 10, "");
	expect_not_in_row(vt, 23, "e change");
	expect_not_in_row(vt, 23, "K your keys");
	vt_type(vt, "e");
	expect_row(vt, 23, " Only they can change what stands here.");
	fixture_ok(f, ann, "reply 1 very", NULL);
	fixture_ok(f, ann, "reply 1",
	    "> How deep\n\n**Deeper** than any rope that I have on board");
	vt_serve(vt, f);
	expect_row(vt, 2, " 3 posts · joined 59 min ago");
	expect_start(
	    vt, 9, "   59 m  support        ◌ How deep i…  Deeper than an…");
	expect_row(vt, 10, "   59 m  support        ◌ How deep is it?  very");
	expect_row(vt, 11, " ▸ 59 m  support        ◌ How deep is it?  x");
	assert_string_equal(vt_style(vt, 10, 44), "dim");
	vt_resize(vt, 24, 40);
	expect_shown(vt, "   59 m  ◌ Deeper than any rope that I");
	expect_shown(vt, "   59 m  ◌ very");
	expect_shown(vt, " ▸ 59 m  ◌ How deep is it?  x");
	vt_resize(vt, 24, 80);
	vt_type(vt, "\r");
	expect_top(vt, "thread");
	vt_close(vt);
	vt = vt_open(&profile_screen, f->store, ann, "@ann", 10, 40);
	expect_in_row(vt, 2, "4 posts");
	vt_close(vt);
	vt = vt_open(&profile_screen, f->store, 0, "", 24, 80);
	expect_row(vt, 2, "   Guests have no profile. To become a member:");
	vt_leave(vt, f);
}

static void
ones_own_page_is_changed_in_place(void **state)
{
	(void)state;
	struct vt *vt;

	people_with_names();
	vt = vt_open(&profile_screen, f->store, tom, "", 24, 80);
	expect_row(vt, 1, " @tom");
	expect_in_row(vt, 23, "e change  K your keys");
	expect_row(vt, 4,
	    "   Nothing yet: your posts will be here. e tells the others "
	    "about you.");
	vt_do(vt, f, "enTommy\r");
	expect_row(vt, 1, " @tom  Tommy");
	vt_type(vt, "ea");
	vt_type(vt, "qQ and more");
	assert_int_equal(vt_status(vt), -1);
	vt_type(vt, "\033");
	vt_type(vt, "n");
	vt_do(vt, f, "\004");
	expect_row(vt, 4, " ▸ qQ and more");
	assert_string_equal(
	    fixture_sql_text(f, "SELECT bio FROM member WHERE handle = 'tom'"),
	    "qQ and more");
	vt_type(vt, "ea");
	vt_do(vt, f, "\001\013\004");
	assert_string_equal(
	    fixture_sql_text(f, "SELECT bio FROM member WHERE handle = 'tom'"),
	    "");
	vt_type(vt, "eax\033");
	vt_type(vt, "y");
	expect_in_row(vt, 4, "Nothing yet");
	vt_type(vt, "K");
	expect_top(vt, "keys");
	vt_leave(vt, f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    who_is_here_is_one_row_a_member_and_guests_are_counted),
		cmocka_unit_test(
		    the_directory_goes_on_by_pages_and_can_be_filtered),
		cmocka_unit_test(a_profile_tells_what_may_be_told),
		cmocka_unit_test(ones_own_page_is_changed_in_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
