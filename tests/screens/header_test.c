/* The top line: where this is, as much of it as there is room for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/vt.h"

static const char *place;

static struct str
some_crumbs(struct screen *s, struct arena *a)
{
	(void)s;
	(void)a;
	return str_from(place);
}

static void
some_draw(struct screen *s, struct canvas *c)
{
	(void)s;
	(void)c;
}

static const struct screen_class some_class = {
	.name = "some",
	.title = "Some",
	.draw = some_draw,
	.crumbs = some_crumbs,
};

static void
expect_top(int cols, const char *is, const char *want)
{
	struct vt *vt;

	place = is;
	vt = vt_open(&some_class, NULL, 7, "", 10, cols);
	if (strncmp(vt_row(vt, 0), want, strlen(want)) != 0)
		fail_msg("got \"%s\"\nwant \"%s\"", vt_row(vt, 0), want);
	vt_close(vt);
}

static void
the_longest_part_gives_way_and_the_ends_stay(void **state)
{
	static const char reply[] = "Support › Why does printf print garbage "
				    "when the lid was closed › Reply";

	(void)state;
	expect_top(120, reply,
	    " Stoa › Support › Why does printf print garbage when the lid was "
	    "closed › Reply    ");
	expect_top(80, reply,
	    " Stoa › Support › Why does printf print garbage when the li… › "
	    "Reply  Fri 09:00");
	expect_top(40, reply, " Stoa › Supp… › Why… › Reply  Fri 09:00");
	expect_top(20, reply, " Stoa ");
	expect_top(80,
	    "A title that is longer than there is any room for, and "
	    "that nothing follows",
	    " Stoa › A title that is longer than there is any room for, and "
	    "that…  Fri");
	expect_top(40, "日本語の題名はとても長いので切られます › Reply",
	    " Stoa › 日本語の題… › Reply   Fri");
	expect_top(40, "a › b › c › d › e › f › g › h › i › j › k › l › m",
	    " Stoa › a › b › c › d › e ›");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_longest_part_gives_way_and_the_ends_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
