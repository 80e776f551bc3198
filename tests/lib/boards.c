/* boards - boards with threads on them, for tests of screens that list them. */
#include "tests/lib/boards.h"

extern const struct screen_class lobby_screen;

void
four_people(void)
{
	people();
	mira = fixture_join(f, "mira");
	boss = fixture_join_as(f, "boss", "sysop");
}

void
juniper(void)
{
	four_people();
	fixture_ok(f, boss, "setting community.name Juniper", NULL);
}

struct vt *
lobby(int64_t who, int rows, int cols)
{
	return vt_open(&lobby_screen, f->store, who, "", rows, cols);
}

void
bare_boards(void)
{
	four_people();
	fixture_ok(f, tom, "rename newguy", NULL);
	fixture_ok(f, boss, "board-edit --title Support support", NULL);
}

void
questions(void)
{
	bare_boards();
	fixture_ok(f, ann, "ask support Which modules work?", "x");
	fixture_ok(f, mira, "reply 1 All of them", NULL);
	fixture_ok(f, ann, "accept 1.2", NULL);
	fixture_ok(f, tom,
	    "ask --tags sleep,port support No link on port 2 after sleep", "x");
	fixture_ok(f, mira, "ask support Fan curve ignores the sensor", "x");
	fixture_ok(f, ann, "reply 3 Try this", NULL);
	fixture_ok(f, tom, "vote 3", NULL);
}

void
talk(int threads)
{
	bare_boards();
	for (int i = 1; i <= threads; i++)
		fixture_ok(
		    f, tom, fixture_line(f, "post talk Thread %d.", i), "x");
}
