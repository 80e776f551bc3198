/* Screens where things go wrong, or are more than fits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/fixture.h"
#include "tests/lib/vt.h"

extern const struct screen_class board_screen;
extern const struct screen_class unread_screen;

static void
expect_in_row(struct vt *vt, int row, const char *want)
{
	const char *got = vt_row(vt, row);

	if (strstr(got, want) == NULL)
		fail_msg("row %d:\n got \"%s\"\nwant \"%s\"", row, got, want);
}

/* What fails without words of its own says so all the same. */
static void
a_mark_that_fails_is_told(void **state)
{
	(void)state;
	static const struct answer broken = { .err = ERR_IO };
	struct fixture *f = fixture_new();
	int64_t tom = fixture_join(f, "tom");
	int64_t ann = fixture_join(f, "ann");
	struct vt *vt;

	fixture_ok(f, ann, "post talk A harbour in May", "Who sails?");
	vt = vt_open(&board_screen, f->store, tom, "talk", 24, 80);
	vt_type(vt, "C");
	assert_string_equal(vt_submitted(vt), "mark talk");
	vt_answer(vt, &broken);
	expect_in_row(vt, 23, "The disk or the network failed.");
	vt_close(vt);
	vt = vt_open(&unread_screen, f->store, tom, "", 24, 80);
	vt_type(vt, "C");
	assert_string_equal(vt_submitted(vt), "mark talk");
	vt_answer(vt, &broken);
	expect_in_row(vt, 23, "The disk or the network failed.");
	vt_close(vt);
	fixture_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mark_that_fails_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
