/* The lobby: what waits for whom, boards, small windows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/boards.h"
#include "tests/lib/expect.h"
#include "tests/lib/vt.h"

extern const struct screen_class lobby_screen;

/* Something of each sort that waits for tom. */
static void
a_busy_day(void)
{
	juniper();
	fixture_ok(f, tom, "ask support No link on port 2", "x");
	fixture_ok(f, ann, "ask support Boot loop after the update", "x");
	fixture_ok(f, tom, "reply 2 Try this", NULL);
	fixture_ok(f, ann, "accept 2.2", NULL);
	fixture_ok(f, mira, "reply 1 Is it plugged in?", NULL);
	fixture_ok(f, ann, "reply 1 And the other end?", NULL);
	fixture_ok(f, boss, "post news 2.4 is out", "x");
	fixture_ok(f, mira, "ask support Fan curve", "x");
	fixture_ok(f, tom, "draft save reply 1.2", "It is");
}

static void
it_tells_what_waits_and_which_boards_there_are(void **state)
{
	struct vt *vt;

	(void)state;
	a_busy_day();
	vt = lobby(tom, 24, 80);
	expect_start(vt, 0, " Juniper  ");
	expect_row(vt, 1, "                                   ▄▄▀▀▀▄▄");
	expect_row(vt, 2, "     ▄ ▄ ▄ ▄  ▄ ▄ ▄▄▄ ▄▄▄ ▄▄     ▀█▀█▀▀▀█▀█▀");
	expect_row(vt, 3,
	    "     █ █ █ █▀▄█ █ █▄█ █▄  █▄▀     █ █   █ █     "
	    "“Ask early, answer kindly.”");
	expect_row(
	    vt, 4, "   █▄█ █▄█ █  █ █ █   █▄▄ █ █    ▄█▄█▄▄▄█▄█▄    4 members");
	expect_row(vt, 5, "");
	expect_row(vt, 6, " For you");
	expect_row(vt, 7,
	    " ▸ ✎ you were writing reply to No link on port 2       "
	    "D to go on · 59 m");
	expect_row(vt, 8,
	    "   ✓ accepted         Boot loop after the update       "
	    "your answer · 59 m");
	expect_row(vt, 9,
	    "   ● your question    No link on port 2                "
	    "2 answers · 59 m");
	expect_row(vt, 10,
	    "   ● announcement     2.4 is out                       "
	    "1 new · 59 m");
	expect_row(vt, 11, "");
	expect_row(vt, 12,
	    " Boards                                  new  waiting  last");
	expect_row(vt, 13,
	    "   1 News           what is new here       1        –  59 m  "
	    "2.4 is out");
	expect_row(vt, 14,
	    "   2 Support        get and give help      4        1  59 m  "
	    "Fan curve");
	expect_row(vt, 15,
	    "   3 Talk           everything else        –        –     –");
	expect_row(vt, 16, "");
	expect_row(vt, 17, " Lately");
	expect_row(vt, 18,
	    "   @mira             began     Fan curve"
	    "                                   59 m");
	expect_row(vt, 19,
	    "   @boss             began     2.4 is out"
	    "                                  59 m");
	expect_start(
	    vt, 20, "   @ann              replied   No link on port 2");
	expect_row(vt, 22,
	    " 1 person waits for an answer: 59 m.   w see the question");
	assert_string_equal(vt_style(vt, 7, 3), "new");
	assert_string_equal(vt_style(vt, 8, 3), "good");
	assert_string_equal(vt_style(vt, 14, 43), "new");
	assert_true(vt_on_selected(vt, 7, 1));
	vt_leave(vt, f);
}

/* Boards out of sight are counted once they are seen. */
static void
every_board_that_is_seen_is_counted(void **state)
{
	enum { BOARDS = 16, POSTS = 101 };
	struct vt *vt;

	(void)state;
	juniper();
	for (int i = 1; i <= BOARDS; i++) {
		fixture_ok(
		    f, boss, fixture_line(f, "board-add full%02d", i), NULL);
		fixture_ok(
		    f, ann, fixture_line(f, "post full%02d Begin", i), "x");
		for (int k = 1; k < POSTS; k++)
			fixture_ok(
			    f, ann, fixture_line(f, "reply %d more", i), NULL);
	}
	vt = lobby(tom, 24, 80);
	expect_shown(vt, "990+ posts are new");
	for (int i = 0; i < BOARDS + 3; i++) {
		vt_type(vt, "j");
		for (int row = 8; row < 22; row++) {
			if (strstr(vt_row(vt, row), " full"))
				assert_non_null(
				    strstr(vt_row(vt, row), " 99+ "));
		}
	}
	expect_shown(vt, " full16");
	vt_leave(vt, f);
}

static void
small_windows_keep_what_is_for_you(void **state)
{
	struct vt *vt;

	(void)state;
	a_busy_day();
	vt = lobby(tom, 10, 40);
	expect_row(vt, 1, " ▸ ✎ draft: reply to No link on port 2");
	expect_row(vt, 2, "   ✓ Boot loop after the update");
	expect_row(vt, 3, "   ● No link on port 2");
	expect_row(vt, 4, " Boards              new  waiting  last");
	expect_row(vt, 5, "   News                1        –  59 m");
	expect_row(vt, 6, "   Support             4        1  59 m");
	expect_row(vt, 7, "   Talk                –        –     –");
	expect_row(vt, 8, " 1 waits · w");
	vt_type(vt, "jj");
	expect_row(vt, 3, " ▸ ● No link on port 2");
	/* Another size, the same line. */
	vt_resize(vt, 24, 80);
	expect_in_row(vt, 9, " ▸ ● your question");
	vt_type(vt, "g");
	vt_resize(vt, 5, 20);
	expect_row(vt, 1, " ▸ ✎ reply to No l…");
	expect_row(vt, 2, "   News     1  59 m");
	expect_row(vt, 3, " 1 waits · w");
	vt_resize(vt, 40, 130);
	expect_in_row(vt, 7, " ▸ ✎ you were writing");
	vt_close(vt);
	/* Where the boards take all of it, the draft alone is before them. */
	for (int i = 0; i < 9; i++)
		fixture_ok(f, boss, fixture_line(f, "board-add b%d", i), NULL);
	fixture_ok(f, ann, "ask support Why?", "x");
	vt = lobby(tom, 10, 40);
	expect_row(vt, 1, " ▸ ✎ draft: reply to No link on port 2");
	expect_row(vt, 2, " Boards              new  waiting  last");
	expect_row(vt, 8, " 2 wait · w");
	vt_leave(vt, f);
}

static void
wide_windows_have_wide_columns(void **state)
{
	struct vt *vt;

	(void)state;
	a_busy_day();
	vt = lobby(tom, 40, 130);
	expect_row(vt, 12,
	    " Boards                                                        "
	    "  new  waiting  last");
	expect_row(vt, 13,
	    "   1 News                   what is new here                   "
	    "    1        –  59 m  2.4 is out");
	vt_leave(vt, f);
}

static void
what_others_did_can_be_opened(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	fixture_ok(f, tom, "post talk Hello", "x");
	fixture_ok(f, ann, "post talk Mine", "x");
	vt = lobby(ann, 24, 80);
	expect_not_shown(vt, "began     Mine");
	vt_type(vt, "jjj");
	expect_in_row(vt, 14, "▸ @tom              began     Hello");
	/* One line a thread; it moves up, and the cursor with it. */
	fixture_ok(f, mira, "ask support Why?", "x");
	vt_serve(vt, f);
	expect_in_row(vt, 14, "  @mira             began     Why?");
	expect_in_row(vt, 15, "▸ @tom              began     Hello");
	fixture_ok(f, tom, "reply 1 And on", NULL);
	vt_serve(vt, f);
	expect_in_row(vt, 14, "▸ @tom              replied   Hello");
	expect_not_shown(vt, "began     Hello");
	vt_type(vt, "\r");
	expect_shown(vt, "And on");
	vt_type(vt, "q");
	/* There is no room for it in a low window. */
	vt_resize(vt, 14, 80);
	expect_not_shown(vt, "Lately");
	vt_leave(vt, f);
}

static void
what_one_muted_is_not_told_either(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	fixture_ok(f, tom, "post talk Loud", "x");
	fixture_ok(f, mira, "post talk Quiet", "x");
	fixture_ok(f, boss, "ask support Why?", "x");
	fixture_ok(f, ann, "mute @tom", NULL);
	fixture_ok(f, ann, "follow 2 mute", NULL);
	vt = lobby(ann, 24, 80);
	expect_not_shown(vt, "began     Loud");
	expect_not_shown(vt, "began     Quiet");
	expect_shown(vt, "began     Why?");
	fixture_ok(f, ann, "follow support mute", NULL);
	fixture_ok(f, boss, "ask support And how?", "x");
	vt_serve(vt, f);
	expect_not_shown(vt, "began     And how?");
	vt_leave(vt, f);
}

static void
six_keys_are_shown_once(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	fixture_ok(f, ann, "prefs tour on", NULL);
	vt = lobby(GUEST, 24, 80);
	expect_not_shown(vt, "Six keys");
	vt_close(vt);
	vt = lobby(ann, 24, 60);
	expect_shown(
	    vt, " Six keys to begin with                        x hides this");
	expect_shown(vt, "   j k    move, or arrows  Enter  open");
	vt_resize(vt, 24, 80);
	expect_shown(vt, "   c      ask, or begin    q      back, Q leaves");
	/* Seen, it is not shown again, but stays for now. */
	assert_string_equal(vt_submitted(vt), "prefs tour off");
	vt_serve(vt, f);
	vt_type(vt, "@");
	vt_type(vt, "q");
	expect_shown(vt, "Six keys");
	vt_type(vt, "x");
	expect_not_shown(vt, "Six keys");
	vt_close(vt);
	vt = lobby(ann, 24, 80);
	expect_not_shown(vt, "Six keys");
	vt_leave(vt, f);
}

static void
what_one_may_not_read_is_not_told(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	fixture_ok(f, boss, "board-add --read moderator den", NULL);
	fixture_ok(f, boss, "post den Between us", "x");
	vt = lobby(ann, 24, 80);
	expect_not_shown(vt, "Between us");
	vt_leave(vt, f);
}

static void
a_new_community_says_how_to_begin(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	vt = lobby(ann, 24, 80);
	expect_row(vt, 6, " Nothing waits for you, @ann. Look around.");
	expect_row(vt, 13, " Lately");
	expect_start(vt, 14, "   @boss             joined  ");
	expect_row(vt, 18,
	    " Nothing is written here yet. c on a board writes the first "
	    "words.");
	expect_start(vt, 23, " Enter open  c new  Tab next new  / search  ");
	vt_close(vt);
	vt = lobby(GUEST, 24, 80);
	expect_start(vt, 23, " Enter open  / search  @ people  ");
	expect_row(
	    vt, 6, " You look around as a guest. To write, join: type `:join`");
	expect_row(vt, 19, " Nothing is written here yet.");
	vt_close(vt);
	vt = lobby(GUEST, 10, 40);
	expect_row(vt, 1, " To join: type `:join`");
	vt_close(vt);
	fixture_sql(f, "DELETE FROM board_mark");
	fixture_sql(f, "DELETE FROM event WHERE board_id NOT NULL");
	fixture_sql(f, "DELETE FROM board");
	vt = lobby(ann, 24, 80);
	expect_row(vt, 8, "");
	expect_shown(vt, " There is no board here yet that you may read.");
	vt_type(vt, "jkgG\rcwD1");
	vt_close(vt);
	vt = lobby(boss, 24, 80);
	expect_shown(vt, ":board-add support");
	vt_leave(vt, f);
}

static void
the_last_visit_is_told(void **state)
{
	struct vt *vt;

	(void)state;
	a_busy_day();
	/* Seen at 07:00, before all of this. */
	fixture_sql(
	    f, "UPDATE member SET last_seen_at = 1799996400000 WHERE id = 2");
	vt = lobby(tom, 24, 80);
	expect_row(vt, 6, " Since you were here 2 h ago");
	vt_close(vt);
	fixture_ok(f, tom, "mark support", NULL);
	fixture_ok(f, tom, "mark news", NULL);
	fixture_ok(f, tom, "draft drop 1", NULL);
	/* The accepted answer is older than this visit. */
	fixture_sql(
	    f, "UPDATE member SET last_seen_at = 1800001800000 WHERE id = 2");
	vt = lobby(tom, 24, 80);
	expect_row(vt, 6, " Nothing is new since you were here 30 min ago.");
	vt_leave(vt, f);
}

/* A visit that ended just now, as joining by the shell, is none to tell. */
static void
who_was_hardly_away_is_not_told_since_when(void **state)
{
	static const struct {
		const char *seen; /* now is 1800003600000 */
		const char *words;
	} at[] = {
		{ "1800003600000", " For you" },
		{ "1800003540000", " For you" },
		{ "1800003300001", " For you" },
		{ "1800003300000", " Since you were here 5 min ago" },
	};
	struct vt *vt;

	(void)state;
	a_busy_day();
	for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
		fixture_sql(f,
		    fixture_line(f,
			"UPDATE member SET last_seen_at = %s WHERE id = 2",
			at[i].seen));
		vt = lobby(tom, 24, 80);
		expect_row(vt, 6, at[i].words);
		vt_close(vt);
	}
	fixture_ok(f, tom, "mark support", NULL);
	fixture_ok(f, tom, "mark news", NULL);
	fixture_ok(f, tom, "draft drop 1", NULL);
	fixture_sql(
	    f, "UPDATE member SET last_seen_at = 1800003540000 WHERE id = 2");
	vt = lobby(tom, 24, 80);
	expect_row(vt, 6, " Nothing is addressed to you, and nothing is new.");
	vt_leave(vt, f);
}

/* Nothing is addressed to somebody new, who has all of it before them. */
static void
what_is_new_is_told_where_nothing_is_addressed(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	fixture_ok(f, tom, "ask support Why?", "x");
	vt = lobby(ann, 24, 80);
	expect_row(vt, 6,
	    " Nothing is addressed to you; 1 post is new: Tab reads it.");
	fixture_ok(f, tom, "post talk Hello", "x");
	for (int i = 0; i < 3; i++)
		fixture_ok(f, tom, "reply 2 more", NULL);
	vt_serve(vt, f);
	expect_row(vt, 6,
	    " Nothing is addressed to you; 5 posts are new: Tab reads them.");
	vt_resize(vt, 24, 40);
	expect_shown(vt, " 5 posts are new: Tab reads them.");
	fixture_ok(f, ann, "follow talk mute", NULL);
	lobby_screen.again(app_top(vt_app(vt)));
	vt_resize(vt, 24, 80);
	expect_row(vt, 6,
	    " Nothing is addressed to you; 1 post is new: Tab reads it.");
	vt_leave(vt, f);
}

static void
keys_open_what_they_say(void **state)
{
	struct vt *vt;

	(void)state;
	a_busy_day();
	vt = lobby(tom, 24, 80);
	vt_type(vt, "D");
	expect_opens(vt, f, "compose", "reply 1.2");
	vt_type(vt, "jjjj\r");
	expect_opens(vt, f, "board", "news");
	vt_type(vt, "2");
	expect_opens(vt, f, "board", "support");
	vt_type(vt, "w");
	expect_opens(vt, f, "board", "support open");
	vt_type(vt, "jc");
	expect_opens(vt, f, "compose", "ask support");
	vt_type(vt, "9");
	expect_row(vt, 23, " There is no board of that number.");
	vt_type(vt, "g\r");
	expect_opens(vt, f, "compose", "reply 1.2");
	vt_type(vt, "jl");
	expect_opens(vt, f, "thread", "2.2");
	vt_type(vt, "j\033[C");
	expect_opens(vt, f, "thread", "1");
	vt_type(vt, "c");
	expect_row(vt, 23, " On which board? Move to it, then c again.");
	expect_shown(vt, "▸ 1 News");
	vt_close(vt);
	vt = lobby(GUEST, 24, 80);
	vt_type(vt, "c");
	expect_row(vt, 23, " That is for members. To join: type `:join`.");
	vt_type(vt, "D");
	expect_row(vt, 23, " That is for members. To join: type `:join`.");
	vt_close(vt);
	vt = lobby(ann, 24, 80);
	vt_type(vt, "D");
	expect_row(vt, 23, " You have nothing unfinished.");
	fixture_ok(f, ann, "reply 4 ok", NULL);
	vt_serve(vt, f);
	vt_type(vt, "w");
	expect_row(vt, 23, " Nobody waits for an answer.");
	vt_type(vt, " ");
	expect_top(vt, "thread");
	vt_leave(vt, f);
}

static void
news_come_in_place(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	vt = lobby(ann, 24, 80);
	vt_type(vt, "jj");
	expect_in_row(vt, 11, "▸ 3 Talk");
	fixture_ok(f, tom, "ask support Why?", "x");
	fixture_ok(f, tom, "post talk Hello", "x");
	vt_serve(vt, f);
	expect_in_row(vt, 11, "▸ 3 Talk");
	expect_in_row(vt, 11, " 1        –  59 m  Hello");
	expect_in_row(vt, 10, " 1        1  59 m  Why?");
	expect_row(vt, 20,
	    " 1 person waits for an answer: 59 m.   w see the question");
	fixture_ok(f, ann, "mark talk", NULL);
	lobby_screen.again(app_top(vt_app(vt)));
	vt_type(vt, "k");
	expect_in_row(vt, 11, " –        –  59 m  Hello");
	fixture_ok(f, boss, "setting community.motto Be brief.", NULL);
	lobby_screen.again(app_top(vt_app(vt)));
	vt_type(vt, "j");
	expect_in_row(vt, 3, "“Be brief.”");
	/* Votes change nothing that is shown. */
	vt_type(vt, "\014");
	fixture_ok(f, ann, "vote 1", NULL);
	vt_serve(vt, f);
	vt_leave(vt, f);
}

/* Years are what an archive brings along; nobody waits there. */
static void
questions_of_long_ago_are_counted_alone(void **state)
{
	static const struct {
		const char *sql;
		const char *words;
	} at[] = {
		{ "UPDATE thread SET created_at = 1800003600000 - 31535999999",
		    " 1 person waits for an answer: 52 w.   w see the "
		    "question" },
		{ "UPDATE thread SET created_at = 1800003600000 - 31536000000",
		    " 1 person waits for an answer.   w see the question" },
		{ "INSERT INTO thread (id, board_id, author_id, title, "
		  "created_at, bumped_at, state) SELECT 9, board_id, "
		  "author_id, title, created_at, bumped_at, state "
		  "FROM thread",
		    " Nobody has answered 2 people yet.   w see them" },
	};

	(void)state;
	juniper();
	fixture_ok(f, tom, "ask support Why?", "x");
	f->ends_damaged = true;
	for (size_t i = 0; i < 3; i++) {
		struct vt *vt;

		fixture_sql(f, at[i].sql);
		vt = lobby(boss, 24, 80);
		if (strstr(vt_screen(vt), at[i].words) == NULL)
			fail_msg("%s", vt_screen(vt));
		vt_close(vt);
	}
	fixture_free(f);
}

static void
private_boards_are_not_there(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	fixture_ok(f, boss, "board-add --private --kind question club", NULL);
	fixture_ok(f, boss, "board-edit --let-in ann club", NULL);
	fixture_ok(f, ann, "ask club Secret", "x");
	vt = lobby(tom, 24, 80);
	expect_not_shown(vt, "club");
	expect_not_shown(vt, "Secret");
	expect_not_shown(vt, "waits for an");
	vt_close(vt);
	vt = lobby(ann, 24, 80);
	expect_shown(vt, "Secret");
	fixture_ok(f, boss, "board-edit --put-out ann club", NULL);
	vt_serve(vt, f);
	expect_not_shown(vt, "Secret");
	vt_leave(vt, f);
}

/* Nor what was there: a title goes with its thread, or with its board. */
static void
what_is_taken_away_is_not_told_any_more(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	fixture_ok(f, boss, "board-add --kind discussion cellar", NULL);
	vt = lobby(ann, 40, 120);
	fixture_ok(f, mira, "post cellar Secret plans", "x");
	fixture_ok(f, mira, "post talk Bad words", "x");
	fixture_ok(f, tom, "post talk Good words", "x");
	vt_serve(vt, f);
	expect_shown(vt, "began     Secret plans");
	expect_shown(vt, "began     Bad words");
	fixture_ok(f, boss, "delete --why bad 2", NULL);
	vt_serve(vt, f);
	expect_not_shown(vt, "Bad words");
	expect_shown(vt, "began     Good words");
	fixture_ok(f, boss, "board-edit --private cellar", NULL);
	vt_serve(vt, f);
	expect_not_shown(vt, "Secret plans");
	fixture_ok(f, boss, "board-edit --let-in ann cellar", NULL);
	vt_serve(vt, f);
	expect_shown(vt, "began     Secret plans");
	fixture_ok(f, boss, "board-edit --put-out ann cellar", NULL);
	vt_serve(vt, f);
	expect_not_shown(vt, "Secret plans");
	fixture_ok(f, tom, "rename thomas", NULL);
	vt_serve(vt, f);
	expect_shown(vt, "@thomas           began     Good words");
	vt_leave(vt, f);
}

static void
many_boards_scroll(void **state)
{
	struct vt *vt;

	(void)state;
	juniper();
	for (int i = 0; i < 40; i++)
		fixture_ok(f, boss, fixture_line(f, "board-add b%d", i), NULL);
	vt = lobby(ann, 24, 80);
	vt_type(vt, "G");
	expect_in_row(vt, 20, "▸");
	expect_in_row(vt, 2, "▄");
	expect_row(vt, 22,
	    " Nothing is written here yet. c on a board writes the first "
	    "words.");
	vt_type(vt, "g");
	expect_in_row(vt, 9, "▸ 1");
	vt_leave(vt, f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    it_tells_what_waits_and_which_boards_there_are),
		cmocka_unit_test(every_board_that_is_seen_is_counted),
		cmocka_unit_test(small_windows_keep_what_is_for_you),
		cmocka_unit_test(wide_windows_have_wide_columns),
		cmocka_unit_test(what_others_did_can_be_opened),
		cmocka_unit_test(what_one_may_not_read_is_not_told),
		cmocka_unit_test(what_one_muted_is_not_told_either),
		cmocka_unit_test(six_keys_are_shown_once),
		cmocka_unit_test(a_new_community_says_how_to_begin),
		cmocka_unit_test(the_last_visit_is_told),
		cmocka_unit_test(who_was_hardly_away_is_not_told_since_when),
		cmocka_unit_test(
		    what_is_new_is_told_where_nothing_is_addressed),
		cmocka_unit_test(keys_open_what_they_say),
		cmocka_unit_test(news_come_in_place),
		cmocka_unit_test(questions_of_long_ago_are_counted_alone),
		cmocka_unit_test(private_boards_are_not_there),
		cmocka_unit_test(what_is_taken_away_is_not_told_any_more),
		cmocka_unit_test(many_boards_scroll),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
