/* writing - somebody who is about to write, and the screen they write in. */
#include "tests/lib/writing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

extern const struct screen_class lobby_screen;

void
writing(void)
{
	f = fixture_new();
	ana = fixture_join(f, "ana");
	tom = fixture_join(f, "tom");
	lea = fixture_join_as(f, "lea", "moderator");
	fixture_ok(f, ana, "ask --tags port support No link",
	    "It worked yesterday.\n\n- one\n- two\n- three\n- four\n- five");
	fixture_ok(f, lea, "reply 1", "Which *cable*?");
	f->now_ms = VT_NOW_MS;
	vt = vt_open(&lobby_screen, f->store, tom, "", 24, 80);
}

void
go_writing(const char *arg)
{
	assert_int_equal(
	    app_goto(vt_app(vt), STR("compose"), str_from(arg)), ERR_NONE);
	vt_type(vt, "");
}

int64_t
drafts(void)
{
	return fixture_sql_int(f, "SELECT count(*) FROM draft");
}
