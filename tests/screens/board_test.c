/* A board, and what is unread: rows, filters, pages, what comes in live. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/expect.h"
#include "tests/lib/fixture.h"
#include "tests/lib/vt.h"

extern const struct screen_class board_screen;
extern const struct screen_class unread_screen;

static struct fixture *f;
static int64_t tom, ann, mira, boss;

static void
people(void)
{
	f = fixture_new();
	tom = fixture_join(f, "newguy");
	ann = fixture_join(f, "ann");
	mira = fixture_join(f, "mira");
	boss = fixture_join_as(f, "boss", "sysop");
	fixture_ok(f, boss, "board-edit --title Support support", NULL);
}

/* Three questions, one of each state; and time passes. */
static void
questions(void)
{
	people();
	fixture_ok(f, ann, "ask support Which modules work?", "x");
	fixture_ok(f, mira, "reply 1 All of them", NULL);
	fixture_ok(f, ann, "accept 1.2", NULL);
	fixture_ok(f, tom,
	    "ask --tags sleep,port support No link on port 2 after sleep", "x");
	fixture_ok(f, mira, "ask support Fan curve ignores the sensor", "x");
	fixture_ok(f, ann, "reply 3 Try this", NULL);
	fixture_ok(f, tom, "vote 3", NULL);
}

static void
each_thread_is_a_line_and_the_selected_has_words_below(void **state)
{
	struct vt *vt;

	(void)state;
	questions();
	vt = vt_open(&board_screen, f->store, boss, "support", 24, 80);
	expect_start(vt, 0, " Stoa › Support  ");
	expect_row(vt, 1,
	    "   new    ▲  re  age    1 unanswered                     by    "
	    "     state");
	expect_row(vt, 2,
	    " ▸ ●2     1   1 59 m  … Fan curve ignores the sensor     @mira "
	    "     replied");
	expect_row(vt, 3,
	    "   ●      0   0 59 m  ◌ No link on port 2 after sleep    @newgu"
	    "y    waiting");
	expect_row(vt, 4,
	    "   ●2     0   1 59 m  ✓ Which modules work?              @ann  "
	    "     ✓ @mira");
	expect_row(vt, 5, "");
	expect_row(vt, 22, "   1 reply, not accepted yet");
	assert_string_equal(vt_style(vt, 2, 3), "new");
	assert_string_equal(vt_style(vt, 2, 24), "title");
	assert_string_equal(vt_style(vt, 3, 22), "warn");
	assert_string_equal(vt_style(vt, 4, 22), "good");
	assert_true(vt_on_selected(vt, 2, 24));
	assert_false(vt_on_selected(vt, 3, 24));
	/* What moves is the cursor alone. */
	vt_type(vt, "j");
	expect_in_row(vt, 2, "Fan curve");
	expect_in_row(vt, 3, " ▸ ●      0   0 59 m  ◌ No");
	expect_in_row(vt, 4, "Which modules");
	expect_row(vt, 22,
	    "   waiting 59 m · the first post of @newguy · tags port, sleep");
	vt_close(vt);
	/* Somebody new is no news for ever. */
	fixture_sql(f,
	    "UPDATE thread SET created_at = created_at - 2592000001"
	    " WHERE id = 2");
	vt = vt_open(&board_screen, f->store, boss, "support open", 24, 80);
	expect_row(vt, 22, "   waiting 4 w 2 d · tags port, sleep");
	vt_close(vt);
	fixture_free(f);
}

static void
names_get_room_where_titles_can_spare_it(void **state)
{
	struct vt *vt;
	int64_t long_name;

	(void)state;
	questions();
	long_name = fixture_join(f, "sample-sander");
	fixture_ok(f, long_name,
	    "ask --tags port support Why is there nothing to be seen after the "
	    "lid of it was closed",
	    "x");
	vt = vt_open(&board_screen, f->store, boss, "support", 24, 80);
	expect_row(vt, 2,
	    " ▸ ●      0   0 59 m  ◌ Why is there nothing to be … "
	    "@sample-sander waiting");
	expect_row(vt, 21,
	    "   Why is there nothing to be seen after the lid of it was "
	    "closed");
	expect_row(vt, 22,
	    "   waiting 59 m · the first post of @sample-sander · tags port");
	vt_resize(vt, 40, 130);
	expect_in_row(vt, 1, "   new    ▲ replies  age    2 unanswered     ");
	expect_in_row(vt, 2, "port   ");
	expect_not_in_row(vt, 38, "port");
	vt_close(vt);
	/* Three columns of words leave none to spare. */
	vt = vt_open(&unread_screen, f->store, boss, "", 24, 80);
	expect_shown(vt, "@sample-s… waiting");
	vt_close(vt);
	fixture_free(f);
}

static void
small_and_wide_windows(void **state)
{
	struct vt *vt;

	(void)state;
	questions();
	vt = vt_open(&board_screen, f->store, boss, "support", 10, 40);
	expect_row(vt, 1, "   new  age   1 unanswered");
	expect_row(vt, 2, " ▸ ●2  59 m … Fan curve ignores the se…");
	expect_row(vt, 3, "   ●   59 m ◌ No link on port 2 after …");
	expect_row(vt, 4, "   ●2  59 m ✓ Which modules work?");
	expect_row(vt, 9, " Enter open  c new  \\ filter  ? help");
	vt_resize(vt, 40, 130);
	expect_in_row(vt, 3, "port, sleep          @newguy");
	vt_resize(vt, 5, 20);
	vt_resize(vt, 24, 80);
	expect_in_row(vt, 2, "▸ ●2");
	vt_close(vt);
	fixture_free(f);
}

static void
a_guest_reads_and_is_told_how_to_join(void **state)
{
	struct vt *vt;

	(void)state;
	questions();
	vt = vt_open(&board_screen, f->store, GUEST, "support", 24, 80);
	expect_in_row(vt, 2, " ▸        1   1 59 m  … Fan");
	for (const char *key = "cmdCsM"; *key; key++) {
		const char one[] = { *key, '\0' };

		vt_type(vt, one);
		expect_row(vt, 23,
		    " That is for members. To join: ssh join@localhost");
		assert_null(vt_submitted(vt));
	}
	vt_type(vt, "\r");
	expect_opens(vt, f, "thread", "3");
	vt_close(vt);
	fixture_free(f);
}

static void
empty_boards_say_how_to_begin(void **state)
{
	struct vt *vt;

	(void)state;
	people();
	vt = vt_open(&board_screen, f->store, tom, "support", 24, 80);
	expect_row(vt, 4, "   Nothing here yet.");
	expect_row(vt, 6, "   get and give help");
	expect_row(vt, 7, "   c asks the first question.");
	vt_type(vt, "jkgG \\u");
	expect_row(vt, 4, "   Nothing new here. You have read it all.");
	vt_type(vt, "c");
	expect_opens(vt, f, "compose", "ask support");
	vt_close(vt);
	vt = vt_open(&board_screen, f->store, tom, "news", 24, 80);
	expect_row(vt, 7,
	    "   Only some may begin a thread here; all who read it see them.");
	vt_close(vt);
	vt = vt_open(&board_screen, f->store, GUEST, "talk", 10, 40);
	expect_row(vt, 2, "   Nothing here yet.");
	expect_row(vt, 5, "   Members can write here.");
	expect_row(vt, 6, "   To join: ssh join@localhost");
	vt_close(vt);
	vt = vt_open(&board_screen, f->store, tom, "talk", 24, 80);
	vt_type(vt, "c");
	expect_opens(vt, f, "compose", "post talk");
	vt_close(vt);
	fixture_free(f);
}

static void
a_menu_has_the_filters_and_marks_the_present_one(void **state)
{
	static const char *const want[] = { "support unread", "support open",
		"support replied", "support solved", "support mine",
		"support" };
	static const char *const keys[] = { "\\u", "\\w", "\\r", "\\s", "\\m",
		"\\a" };
	struct vt *vt;

	(void)state;
	questions();
	vt = vt_open(&board_screen, f->store, tom, "support", 24, 80);
	vt_type(vt, "\\");
	expect_shown(vt, "a  ● all threads");
	expect_shown(vt, "w    waiting for an answer");
	vt_type(vt, "\033");
	assert_string_equal(place_of(vt), "support");
	for (size_t i = 0; i < 6; i++) {
		vt_type(vt, keys[i]);
		assert_string_equal(place_of(vt), want[i]);
		if (i == 1)
			expect_in_row(vt, 0, " Stoa › Support › unanswered  ");
		if (i == 3)
			expect_in_row(vt, 2, "Which modules");
		vt_type(vt, "\\");
		assert_int_equal(
		    strstr(vt_screen(vt), "● solved") != NULL, i == 3);
		vt_type(vt, "\033");
		assert_string_equal(place_of(vt), want[i]);
	}
	vt_close(vt);
	vt = vt_open(&board_screen, f->store, tom, "support open", 24, 80);
	expect_in_row(vt, 2, "No link");
	expect_row(vt, 4, "");
	vt_close(vt);
	/* Neither of guests nor of boards without questions. */
	vt = vt_open(&board_screen, f->store, GUEST, "support mine", 24, 80);
	assert_string_equal(place_of(vt), "support");
	vt_close(vt);
	vt = vt_open(&board_screen, f->store, tom, "talk open", 24, 80);
	assert_string_equal(place_of(vt), "talk");
	vt_type(vt, "\\");
	expect_not_shown(vt, "solved");
	vt_type(vt, "m");
	assert_string_equal(place_of(vt), "talk mine");
	vt_close(vt);
	fixture_free(f);
}

static void
o_sorts_a_board_in_each_way_there_is(void **state)
{
	static const char *const want[] = { "support newest", "support score",
		"support open", "support unread", "support" };
	struct vt *vt;

	(void)state;
	questions();
	fixture_ok(f, boss, "vote 1.1 up", NULL);
	vt = vt_open(&board_screen, f->store, tom, "support", 24, 80);
	for (size_t i = 0; i < 5; i++) {
		vt_type(vt, "o");
		assert_string_equal(place_of(vt), want[i]);
		if (i == 0)
			expect_in_row(
			    vt, 0, " Stoa › Support › the newest first  ");
		if (i == 1)
			expect_in_row(vt, 2, "   1 ");
	}
	/* The menu has them, too. */
	vt_type(vt, "\\b");
	assert_string_equal(place_of(vt), "support score");
	vt_close(vt);
	vt = vt_open(&board_screen, f->store, GUEST, "talk score", 24, 80);
	assert_string_equal(place_of(vt), "talk score");
	vt_type(vt, "o");
	assert_string_equal(place_of(vt), "talk");
	vt_close(vt);
	fixture_free(f);
}

static void
keys_mark_follow_mute_and_ask_too(void **state)
{
	struct vt *vt;

	(void)state;
	questions();
	vt = vt_open(&board_screen, f->store, boss, "support", 24, 80);
	vt_type(vt, "j");
	vt_type(vt, "d");
	assert_string_equal(vt_submitted(vt), "mark 2");
	vt_serve(vt, f);
	expect_row(vt, 23, " Thread 2 is read up to post 1.");
	expect_in_row(vt, 3, " ▸        0   0 59 m  ◌");
	vt_type(vt, "m");
	assert_string_equal(vt_submitted(vt), "metoo 2");
	vt_serve(vt, f);
	expect_in_row(vt, 3, "1 has this");
	vt_type(vt, "s");
	assert_string_equal(vt_submitted(vt), "follow 2 normal");
	vt_serve(vt, f);
	vt_type(vt, "s");
	assert_string_equal(vt_submitted(vt), "follow 2 track");
	vt_serve(vt, f);
	expect_in_row(vt, 22, "you follow it");
	vt_type(vt, "M");
	assert_string_equal(vt_submitted(vt), "follow 2 mute");
	vt_serve(vt, f);
	expect_in_row(vt, 3, "muted");
	assert_string_equal(vt_style(vt, 3, 24), "dim");
	vt_type(vt, "M");
	assert_string_equal(vt_submitted(vt), "follow 2 normal");
	vt_serve(vt, f);
	vt_type(vt, "C");
	assert_string_equal(vt_submitted(vt), "mark support");
	vt_serve(vt, f);
	expect_row(vt, 23, " All of support is read.");
	expect_not_shown(vt, "●");
	vt_close(vt);
	fixture_free(f);
}

/* The bottom line offers what would do something, to whom it would. */
static void
the_footer_offers_what_applies(void **state)
{
	static const struct {
		int64_t who;
		const char *board;
		const char *keys;
		const char *want;
	} at[] = {
		{ 2, "support", "", "c new  \\ filter  m me too  d mark read" },
		{ 2, "support", "j", "c new  \\ filter  d mark read  C all" },
		{ 2, "support", "C", "c new  \\ filter  m me too  Tab" },
		{ 2, "talk", "", "c new  \\ filter  Tab next" },
		{ 2, "news", "", "\\ filter  d mark read  C all read  Tab" },
		{ GUEST, "support", "", "\\ filter  / search" },
		{ GUEST, "news", "", "/ search  @ people" },
	};
	char want[90];

	(void)state;
	questions();
	assert_int_equal(tom, 2);
	fixture_ok(f, boss, "post news 2.4 is out", "x");
	fixture_ok(f, tom, "post talk Hello", "x");
	for (size_t i = 0; i < sizeof at / sizeof at[0]; i++) {
		struct vt *vt = vt_open(
		    &board_screen, f->store, at[i].who, at[i].board, 24, 80);

		vt_type(vt, at[i].keys);
		if (strchr(at[i].keys, 'C')) {
			vt_serve(vt, f);
			vt_type(vt, "kk");
		}
		snprintf(want, sizeof want, " Enter open  %s", at[i].want);
		expect_start(vt, 23, want);
		vt_close(vt);
	}
	fixture_free(f);
}

static void
what_fails_is_told(void **state)
{
	struct vt *vt;

	(void)state;
	questions();
	vt = vt_open(&board_screen, f->store, tom, "support", 24, 80);
	vt_do(vt, f, "jm");
	expect_row(vt, 23, " It is your own question.");
	vt_close(vt);
	fixture_free(f);
}

static void
five_hundred_threads_page_both_ways(void **state)
{
	struct vt *vt;
	char want[32];

	(void)state;
	people();
	for (int i = 1; i <= 500; i++)
		fixture_ok(
		    f, tom, fixture_line(f, "post talk Thread %d.", i), "x");
	vt = vt_open(&board_screen, f->store, ann, "talk", 24, 80);
	for (int i = 500; i >= 1; i--) {
		snprintf(want, sizeof want, "Thread %d. ", i);
		if (i % 7 == 0 || i < 3)
			expect_shown(vt, want);
		vt_type(vt, "j");
	}
	vt_type(vt, "j");
	expect_in_row(vt, 20, "Thread 1. ");
	for (int i = 1; i < 500; i++) {
		snprintf(want, sizeof want, "Thread %d. ", i);
		if (i % 7 == 0 || i > 497)
			expect_shown(vt, want);
		vt_type(vt, "k");
	}
	expect_in_row(vt, 2, " ▸ ●");
	expect_in_row(vt, 2, "Thread 500. ");
	vt_type(vt, "G");
	expect_in_row(vt, 20, "Thread 1. ");
	for (int i = 0; i < 30; i++)
		vt_type(vt, "\025");
	expect_in_row(vt, 2, "Thread 500. ");
	vt_close(vt);
	fixture_free(f);
}

static void
new_threads_come_in_at_the_top_and_nothing_moves(void **state)
{
	struct vt *vt;
	char line[200];

	(void)state;
	people();
	for (int i = 1; i <= 60; i++)
		fixture_ok(
		    f, tom, fixture_line(f, "post talk Thread %d.", i), "x");
	vt = vt_open(&board_screen, f->store, ann, "talk", 24, 80);
	fixture_ok(f, tom, "post talk Fresh 1.", "x");
	vt_serve(vt, f);
	expect_in_row(vt, 2, "Fresh 1.");
	expect_in_row(vt, 3, "▸");
	expect_in_row(vt, 3, "Thread 60.");
	vt_type(vt, "\r");
	expect_opens(vt, f, "thread", "60");
	vt_type(vt, "jj");
	snprintf(line, sizeof line, "%s", vt_row(vt, 5));
	assert_non_null(strstr(line, "▸"));
	fixture_ok(f, tom, "post talk Fresh 2.", "x");
	vt_serve(vt, f);
	expect_row(vt, 5, line);
	expect_in_row(vt, 1, "1 new above  g");
	/* A reply is told where its thread stands. */
	fixture_ok(f, tom, "reply 59 again", NULL);
	vt_serve(vt, f);
	expect_row(vt, 5, line);
	expect_in_row(vt, 4, "●2     0   1");
	/* One that is far down and gets a reply is new above. */
	fixture_ok(f, tom, "reply 2 again", NULL);
	vt_serve(vt, f);
	expect_row(vt, 5, line);
	expect_in_row(vt, 1, "2 new above  g");
	fixture_ok(f, tom, "delete 60", NULL);
	vt_serve(vt, f);
	expect_not_shown(vt, "Thread 60.");
	vt_type(vt, "g");
	expect_in_row(vt, 2, "Thread 2.");
	expect_not_in_row(vt, 1, "new above");
	vt_close(vt);
	fixture_free(f);
}

static void
a_step_from_the_reader_moves_the_cursor(void **state)
{
	struct vt *vt;
	struct screen *s;
	struct arena a = ARENA_INIT;
	struct str arg = STR("");

	(void)state;
	questions();
	vt = vt_open(&board_screen, f->store, tom, "support unread", 24, 80);
	s = app_top(vt_app(vt));
	assert_true(board_screen.step(s, 1, &a, &arg));
	assert_string_equal(arg.p, "1");
	/* It was read meanwhile: the list keeps it where it stands. */
	fixture_ok(f, tom, "mark 1", NULL);
	board_screen.again(s);
	assert_false(board_screen.step(s, 1, &a, &arg));
	assert_true(board_screen.step(s, -1, &a, &arg));
	assert_string_equal(arg.p, "3");
	assert_false(board_screen.step(s, -1, &a, &arg));
	arena_free(&a);
	vt_close(vt);
	fixture_free(f);
}

static void
a_private_board_is_as_if_it_were_not_there(void **state)
{
	struct vt *vt;
	struct app *app;

	(void)state;
	people();
	fixture_ok(f, boss, "board-add --private --kind question club", NULL);
	fixture_ok(f, boss, "board-edit --let-in ann club", NULL);
	fixture_ok(f, ann, "ask club Secret", "x");
	vt = vt_open(&board_screen, f->store, tom, "talk", 24, 80);
	app = vt_app(vt);
	assert_int_equal(
	    app_push(app, &board_screen, STR("club")), ERR_MISSING);
	assert_int_equal(
	    app_push(app, &board_screen, STR("nothing")), ERR_MISSING);
	assert_int_equal(app_push(app, &board_screen, STR("")), ERR_MISSING);
	assert_int_equal(app_push(app, &board_screen,
			     STR("a-slug-that-is-much-too-long-to-be-one")),
	    ERR_MISSING);
	vt_close(vt);
	vt = vt_open(&board_screen, f->store, ann, "club", 24, 80);
	expect_in_row(vt, 2, "Secret");
	fixture_ok(f, boss, "board-edit --put-out ann club", NULL);
	vt_serve(vt, f);
	expect_row(vt, 2, "   This board is not there any more. q goes back.");
	expect_not_shown(vt, "Secret");
	vt_type(vt, "jkgG \\");
	vt_close(vt);
	vt = vt_open(&unread_screen, f->store, tom, "", 24, 80);
	expect_not_shown(vt, "Secret");
	fixture_ok(f, boss, "ask club Another secret", "x");
	vt_serve(vt, f);
	expect_not_shown(vt, "secret");
	vt_close(vt);
	fixture_free(f);
}

static void
hostile_titles_stay_in_their_column(void **state)
{
	static const char *const titles[] = {
		"日本語の題名はとても長いので切られます",
		"👩‍💻🇩🇪👍🏽 emoji family flags",
		"e\xCC\x81\xCC\x81\xCC\x81 marks", "ﷺ wide", "ไทย हिन्दी עברית",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	};
	static const int sizes[][2] = { { 24, 80 }, { 10, 40 }, { 40, 130 },
		{ 5, 20 } };

	(void)state;
	people();
	for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
		fixture_ok(
		    f, tom, fixture_line(f, "post talk %s", titles[i]), "x");
	/* As if it had come past the door: the canvas cleans it, too. */
	fixture_sql(f,
	    "UPDATE thread SET title = 'x' || char(27) || '[2J' || char(8238)"
	    " || char(7) || 'y' WHERE id = 2");
	fixture_sql(f,
	    "UPDATE board SET about = 'a' || char(27) || ']0;b' || char(10)");
	f->ends_damaged = true;
	for (size_t i = 0; i < 4; i++) {
		/* Each cell is compared with what was meant. */
		struct vt *vt = vt_open(&board_screen, f->store, ann, "talk",
		    sizes[i][0], sizes[i][1]);

		vt_type(vt, "jjjjjG");
		vt_close(vt);
	}
	fixture_free(f);
}

static void
unread_is_board_by_board(void **state)
{
	struct vt *vt;

	(void)state;
	questions();
	fixture_ok(f, boss, "post news 2.4 is out", "x");
	vt = vt_open(&unread_screen, f->store, tom, "", 24, 80);
	expect_row(vt, 2,
	    " ▸ ●      0   0 59 m    2.4 is out             news      @boss");
	expect_in_row(vt, 3, "Fan curve");
	expect_in_row(vt, 4, "Which modules");
	expect_row(vt, 5, "");
	vt_type(vt, "j\r");
	expect_opens(vt, f, "thread", "3");
	vt_type(vt, "C");
	assert_string_equal(vt_submitted(vt), "mark support");
	vt_serve(vt, f);
	expect_not_shown(vt, "Fan curve");
	vt_type(vt, "d");
	assert_string_equal(vt_submitted(vt), "mark 4");
	vt_serve(vt, f);
	expect_not_shown(vt, "●");
	fixture_ok(f, ann, "post talk Hello", "x");
	vt_serve(vt, f);
	expect_shown(vt, "Hello");
	vt_resize(vt, 10, 40);
	expect_shown(vt, "Hello");
	vt_close(vt);
	fixture_ok(f, tom, "follow talk mute", NULL);
	fixture_ok(f, tom, "mark news", NULL);
	vt = vt_open(&unread_screen, f->store, tom, "", 24, 80);
	expect_row(vt, 4, "   Nothing new. You have read it all.");
	vt_type(vt, "jkgG dCM\r");
	vt_close(vt);
	vt = vt_open(&unread_screen, f->store, GUEST, "", 24, 80);
	expect_row(vt, 4, "   Members see here what is new for them.");
	expect_row(vt, 6, "   To join: ssh join@localhost");
	vt_close(vt);
	fixture_free(f);
}

/* A page on; where the end is in view, what is new anywhere. */
static void
space_pages_and_then_reads_on(void **state)
{
	struct vt *vt;

	(void)state;
	people();
	for (int i = 1; i <= 30; i++)
		fixture_ok(
		    f, tom, fixture_line(f, "post talk Thread %d.", i), "x");
	fixture_ok(f, tom, "mark talk", NULL);
	fixture_ok(f, ann, "mark talk", NULL);
	fixture_ok(f, tom, "ask support New", "x");
	vt = vt_open(&board_screen, f->store, ann, "talk", 24, 80);
	expect_not_shown(vt, "Thread 1. ");
	vt_type(vt, " ");
	expect_top(vt, "board");
	vt_type(vt, " ");
	expect_shown(vt, "Thread 1. ");
	vt_type(vt, " ");
	expect_opens(vt, f, "thread", "31");
	vt_type(vt, " ");
	fixture_ok(f, ann, "mark support", NULL);
	vt_type(vt, "q ");
	expect_row(vt, 23, " Nothing new. You have read it all.");
	vt_close(vt);
	fixture_free(f);
}

/* As in the lobby; a board takes the place of a board. */
static void
digits_are_boards(void **state)
{
	struct vt *vt;

	(void)state;
	questions();
	vt = vt_open(&unread_screen, f->store, ann, "", 24, 80);
	vt_type(vt, "2");
	assert_string_equal(place_of(vt), "support");
	vt_type(vt, "\\s3");
	assert_string_equal(place_of(vt), "talk");
	vt_type(vt, "4");
	expect_row(vt, 23, " There is no board of that number.");
	assert_string_equal(place_of(vt), "talk");
	vt_type(vt, "2\r1");
	assert_string_equal(place_of(vt), "news");
	vt_type(vt, "q");
	expect_top(vt, "thread");
	vt_type(vt, "qq");
	expect_top(vt, "unread");
	vt_type(vt, "2\r0");
	expect_top(vt, "unread");
	vt_close(vt);
	fixture_free(f);
}

/* Nobody presses a key: the ages of rows go on all the same. */
static void
ages_go_on_by_themselves(void **state)
{
	struct vt *vt;
	size_t sent;

	(void)state;
	people();
	f->now_ms = VT_NOW_MS + 10000;
	fixture_ok(f, tom, "post talk Fresh", "x");
	vt = vt_open(&board_screen, f->store, ann, "talk", 24, 80);
	vt_serve(vt, f);
	expect_in_row(vt, 2, "  now    Fresh");
	vt_wait(vt, 2000);
	sent = vt_bytes(vt);
	vt_wait(vt, 40000);
	assert_int_equal(vt_bytes(vt), sent);
	vt_wait(vt, 80000);
	expect_in_row(vt, 2, "  1 m    Fresh");
	vt_wait(vt, 60000);
	expect_in_row(vt, 2, "  2 m    Fresh");
	expect_in_row(vt, 0, "Fri 09:03");
	vt_close(vt);
	fixture_free(f);
}

static void
a_session_of_many_events_stays_small(void **state)
{
	struct vt *vt;
	struct screen *s;
	size_t most = 0;

	(void)state;
	people();
	for (int i = 1; i <= 50; i++)
		fixture_ok(
		    f, tom, fixture_line(f, "post talk Thread %d.", i), "x");
	vt = vt_open(&board_screen, f->store, ann, "talk", 24, 80);
	s = app_top(vt_app(vt));
	for (int64_t i = 0; i < 20000; i++) {
		const struct event_note note = { .seq = i,
			.kind = EVENT_POST_VOTED,
			.board_id = 3,
			.thread_id = 1 + i % 50 };

		board_screen.event(s, &note);
		if (s->arena.used > most)
			most = s->arena.used;
	}
	assert_true(most > 100 * 1024);
	assert_true(most < 1024 * 1024);
	vt_type(vt, "j");
	expect_in_row(vt, 3, "▸");
	vt_close(vt);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    each_thread_is_a_line_and_the_selected_has_words_below),
		cmocka_unit_test(names_get_room_where_titles_can_spare_it),
		cmocka_unit_test(small_and_wide_windows),
		cmocka_unit_test(a_guest_reads_and_is_told_how_to_join),
		cmocka_unit_test(empty_boards_say_how_to_begin),
		cmocka_unit_test(
		    a_menu_has_the_filters_and_marks_the_present_one),
		cmocka_unit_test(o_sorts_a_board_in_each_way_there_is),
		cmocka_unit_test(keys_mark_follow_mute_and_ask_too),
		cmocka_unit_test(the_footer_offers_what_applies),
		cmocka_unit_test(what_fails_is_told),
		cmocka_unit_test(five_hundred_threads_page_both_ways),
		cmocka_unit_test(
		    new_threads_come_in_at_the_top_and_nothing_moves),
		cmocka_unit_test(a_step_from_the_reader_moves_the_cursor),
		cmocka_unit_test(a_private_board_is_as_if_it_were_not_there),
		cmocka_unit_test(hostile_titles_stay_in_their_column),
		cmocka_unit_test(unread_is_board_by_board),
		cmocka_unit_test(space_pages_and_then_reads_on),
		cmocka_unit_test(digits_are_boards),
		cmocka_unit_test(ages_go_on_by_themselves),
		cmocka_unit_test(a_session_of_many_events_stays_small),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
