/* commanding - somebody at the command line of the lobby. */
#include "tests/lib/commanding.h"

extern const struct screen_class lobby_screen;

void
commanding(enum commander who, int rows, int cols)
{
	int64_t viewer = GUEST;

	f = fixture_new();
	ana = fixture_join(f, "ana");
	fixture_join(f, "andy");
	lea = fixture_join_as(f, "lea", "sysop");
	fixture_ok(f, ana, "ask --tags port,sleep support No link", "Text");
	if (who == BY_SYSOP)
		viewer = lea;
	else if (who == BY_MEMBER)
		viewer = ana;
	vt = vt_open(&lobby_screen, f->store, viewer, "", rows, cols);
}
